//! Lines of a trace: a label, what it says, and a remark behind; labels and remarks stand under each other.

use unicode_width::UnicodeWidthStr;

/// A list goes on in the next line beyond this width.
const WIDE: usize = 90;
/// Remarks are not moved further to the right than this.
const REMARK: usize = 64;

/// The lines of one block.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<(String, String, String)>);

impl Lines {
    /// A line.
    pub(crate) fn push(&mut self, label: &str, text: String, remark: String) {
        self.0.push((label.to_owned(), text, remark));
    }

    /// A list, in as many lines as it needs; the remark stands behind the last.
    pub(crate) fn push_list(&mut self, label: &str, items: &[String], dot: &str, remark: String) {
        let mut lines = vec![String::new()];
        for (at, item) in items.iter().enumerate() {
            let dot = if at + 1 < items.len() { dot } else { "" };
            let full = lines
                .last()
                .is_some_and(|line| !line.is_empty() && line.width() + item.width() > WIDE);
            if full {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(item);
                line.push_str(dot);
            }
        }
        let mut label = label;
        for line in lines {
            self.push(std::mem::take(&mut label), line.trim_end().to_owned(), String::new());
        }
        if let Some((_, _, behind)) = self.0.last_mut() {
            *behind = remark;
        }
    }

    /// The block as text.
    pub(crate) fn render(&self) -> String {
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(UnicodeWidthStr::width).max().unwrap_or(0);
        let label = widest(&mut self.0.iter().map(|line| line.0.as_str()));
        let text = widest(
            &mut self
                .0
                .iter()
                .filter(|line| !line.2.is_empty())
                .map(|line| line.1.as_str()),
        )
        .min(REMARK);
        let mut out = String::new();
        for (name, words, remark) in &self.0 {
            let gap = " ".repeat((label + 4).saturating_sub(name.width()).max(1));
            let behind = " ".repeat((text + 4).saturating_sub(words.width()).max(4));
            let line = if remark.is_empty() {
                format!("  {name}{gap}{words}")
            } else {
                format!("  {name}{gap}{words}{behind}{remark}")
            };
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}
