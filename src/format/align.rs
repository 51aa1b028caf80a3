//! From lines to text: cells and comments below one another, by the room they take on a screen (a Chinese character
//! takes two columns).

use super::line::Line;
use unicode_width::UnicodeWidthStr;

/// So many blanks stand before a comment at least.
const BEFORE_COMMENT: usize = 2;

/// The text of the lines.
pub(super) fn text(lines: Vec<Line>) -> String {
    let mut rendered: Vec<String> = Vec::with_capacity(lines.len());
    for run in
        lines.chunk_by(|above, below| below.shape.is_some() && follows(above, below) && above.shape == below.shape)
    {
        rendered.extend(cells(run));
    }
    comments(&lines, &mut rendered);
    let mut out = String::new();
    for (line, text) in lines.iter().zip(&rendered) {
        if line.parted {
            out.push('\n');
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

fn follows(above: &Line, below: &Line) -> bool {
    !below.parted && above.indent == below.indent
}

/// The lines of a run with their cells below one another.
fn cells(run: &[Line]) -> Vec<String> {
    let mut texts: Vec<String> = run.iter().map(|line| " ".repeat(line.indent)).collect();
    let mut done = vec![0_usize; run.len()];
    let last = run.iter().flat_map(|line| &line.cells).map(|cell| cell.stop).max();
    for stop in 0..=last.unwrap_or(0) {
        let next = |at: usize, done: &[usize]| run[at].cells.get(done[at]).filter(|cell| cell.stop == stop);
        let column = (0..run.len())
            .filter(|at| next(*at, &done).is_some())
            .map(|at| texts[at].width())
            .max();
        for at in 0..run.len() {
            if let (Some(cell), Some(column)) = (next(at, &done), column) {
                let blanks = column - texts[at].width();
                texts[at].push_str(&" ".repeat(blanks));
                texts[at].push_str(&cell.text);
                done[at] += 1;
            }
        }
    }
    texts
}

/// Comments behind statements on lines one under another begin in one column.
fn comments(lines: &[Line], texts: &mut [String]) {
    let trails = |line: &Line| line.comment.is_some() && !line.cells.is_empty();
    let mut from = 0;
    for run in lines.chunk_by(|above, below| trails(above) && trails(below) && follows(above, below)) {
        let to = from + run.len();
        let column = texts[from..to]
            .iter()
            .map(|text| text.trim_end().width())
            .max()
            .unwrap_or(0);
        for (line, text) in run.iter().zip(&mut texts[from..to]) {
            let Some(comment) = &line.comment else { continue };
            if trails(line) {
                text.truncate(text.trim_end().len());
                text.push_str(&" ".repeat(column + BEFORE_COMMENT - text.width()));
            }
            text.push_str(comment);
        }
        from = to;
    }
}
