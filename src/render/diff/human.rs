//! A comparison on a screen.

use super::report::Block;
use super::value::Document;
use crate::diagnostic::Language;
use crate::render::safe::terminal;
use crate::render::table::{Column, Paint, Table};
use unicode_width::UnicodeWidthStr;

impl Document {
    /// The text for a terminal of a width; None: as wide as it gets.
    #[must_use]
    pub fn human(&self, language: Language, width: Option<usize>) -> String {
        let mut out = String::new();
        for block in self.blocks(language) {
            match block {
                Block::Heading(text) => out.push_str(&format!("\n{}\n", terminal(&text))),
                Block::Paragraph(text) => text
                    .lines()
                    .for_each(|line| out.push_str(&format!("{}\n", terminal(line)))),
                Block::Table(heads, rows) => {
                    let columns = heads.into_iter().map(|(head, number)| match number {
                        true => Column::new(head).right(),
                        false => Column::new(head),
                    });
                    let mut table = Table::new(columns.collect());
                    for row in rows {
                        table.push(row.iter().map(|cell| cell.into()).collect());
                    }
                    let text = table.render(width.map(|width| width.saturating_sub(2)), Paint::Plain);
                    text.lines().for_each(|line| out.push_str(&format!("  {line}\n")));
                }
                Block::Item(what, text, lines) => {
                    out.push_str(format!("  {}  {}", terminal(&what), terminal(&text)).trim_end());
                    out.push('\n');
                    let widest = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
                    for (label, text) in lines {
                        let blanks = " ".repeat(widest - label.width());
                        let line = format!("    {}{blanks}  {}", terminal(&label), terminal(&text));
                        out.push_str(line.trim_end());
                        out.push('\n');
                    }
                }
            }
        }
        out
    }
}
