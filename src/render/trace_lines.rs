//! Lines of a trace: a label, what it says, and a remark behind; labels and remarks stand under each other.
//!
//! What is too wide goes on below: a list in further lines, a remark in a line of its own.

use unicode_width::UnicodeWidthStr;

/// Remarks stand no further to the right than behind so much text.
const TEXT: usize = 80;
/// A list with a remark behind it goes on in the next line beyond this width, one without beyond that of a page.
const LIST: (usize, usize) = (64, 90);
/// Blanks between a label, its text and the remark.
const GAP: usize = 4;

/// The lines of one block.
#[derive(Debug)]
pub(crate) struct Lines {
    indent: usize,
    room: usize,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    label: String,
    /// Pieces, between which a line may end.
    pieces: Vec<String>,
    remark: String,
}

impl Lines {
    /// A block behind so many blanks, on a terminal of a width (None: as wide as it gets).
    pub(crate) fn new(indent: usize, width: Option<usize>) -> Lines {
        Lines {
            indent,
            room: width.unwrap_or(usize::MAX),
            lines: Vec::new(),
        }
    }

    /// A line.
    pub(crate) fn push(&mut self, label: &str, text: String, remark: String) {
        self.lines.push(Line {
            label: label.to_owned(),
            pieces: vec![text],
            remark,
        });
    }

    /// A list, in as many lines as it needs; the remark stands behind the last.
    pub(crate) fn push_list(&mut self, label: &str, items: &[String], dot: &str, remark: String) {
        let last = items.len().saturating_sub(1);
        let piece = |(at, item): (usize, &String)| format!("{item}{}", if at < last { dot } else { "" });
        self.lines.push(Line {
            label: label.to_owned(),
            pieces: items.iter().enumerate().map(piece).collect(),
            remark,
        });
    }

    /// The block as text.
    pub(crate) fn render(&self) -> String {
        let label = self.lines.iter().map(|line| line.label.width()).max().unwrap_or(0);
        let room = self.room.saturating_sub(self.indent + label + GAP).max(LIST.0 / 2);
        let texts: Vec<Vec<String>> = self.lines.iter().map(|line| line.wrapped(room)).collect();
        let column = self.column(&texts, room);
        let mut out = String::new();
        for (line, texts) in self.lines.iter().zip(&texts) {
            let last = texts.len().saturating_sub(1);
            for (at, text) in texts.iter().enumerate() {
                let name = if at == 0 { line.label.as_str() } else { "" };
                let head = blank(self.indent) + name + &blank(label + GAP - name.width());
                let remark = if at == last { line.remark.as_str() } else { "" };
                let beside = text.width() <= column && column.saturating_add(GAP + remark.width()) <= room;
                let behind = blank(if beside { column + GAP - text.width() } else { 0 });
                let below = blank(self.indent + label + GAP);
                out.push_str(&match (remark.is_empty(), beside) {
                    (true, _) => format!("{head}{}\n", text.trim_end()),
                    (false, true) => format!("{head}{text}{behind}{remark}\n"),
                    (false, false) => format!("{head}{}\n{below}{remark}\n", text.trim_end()),
                });
            }
        }
        out
    }

    /// How wide the texts are that have their remark beside them: those that leave room for it.
    fn column(&self, texts: &[Vec<String>], room: usize) -> usize {
        let mut beside: Vec<(usize, usize)> = self
            .lines
            .iter()
            .zip(texts)
            .filter(|(line, _)| !line.remark.is_empty())
            .map(|(line, texts)| (texts.last().map_or(0, |text| text.width()), line.remark.width()))
            .filter(|(text, _)| *text <= TEXT)
            .collect();
        loop {
            let column = beside.iter().map(|(text, _)| *text).max().unwrap_or(0);
            let fits = |remark: usize| column.saturating_add(GAP + remark) <= room;
            // The widest text that does not fit goes first: without it the others may.
            let widest = beside
                .iter()
                .enumerate()
                .filter(|(_, (_, remark))| !fits(*remark))
                .max_by_key(|(_, (text, remark))| text + remark)
                .map(|(at, _)| at);
            match widest {
                Some(at) => beside.swap_remove(at),
                None => return column,
            };
        }
    }
}

impl Line {
    /// The pieces in lines of at most a width, each line with at least one.
    fn wrapped(&self, room: usize) -> Vec<String> {
        let room = room.min(if self.remark.is_empty() { LIST.1 } else { LIST.0 });
        let mut lines = vec![String::new()];
        for piece in &self.pieces {
            match lines.last_mut() {
                Some(line) if line.is_empty() || line.width() + piece.trim_end().width() <= room => {
                    line.push_str(piece);
                }
                _ => lines.push(piece.clone()),
            }
        }
        lines
    }
}

fn blank(width: usize) -> String {
    " ".repeat(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(width: Option<usize>) -> String {
        let mut lines = Lines::new(2, width);
        lines.push("rule", "r".repeat(40), "version 3, in force".to_owned());
        let days = ["Tue 3", "Wed 4", "Thu 5"].map(str::to_owned);
        lines.push_list("counts", &days, " · ", "next day first".to_owned());
        lines.push("now", "n".repeat(30), String::new());
        lines.render()
    }

    #[test]
    fn remarks_stand_under_each_other_where_there_is_room() {
        let text = block(None);
        let column = |remark: &str| text.lines().find_map(|line| line.find(remark));
        // The dot between days is two bytes and one column.
        assert_eq!(column("version 3"), column("next day").map(|at| at - 2), "{text}");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn a_narrow_terminal_puts_below_what_has_no_room() {
        for width in [56, 60, 72, 100] {
            let text = block(Some(width));
            assert!(text.lines().all(|line| line.width() <= width), "{width}:\n{text}");
        }
        assert!(block(Some(60)).contains("\n            version 3, in force\n"));
    }
}
