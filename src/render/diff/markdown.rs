//! A comparison as Markdown, for the one who signs.

use super::report::Block;
use super::value::Document;
use crate::diagnostic::Language;
use crate::render::safe::terminal;

impl Document {
    /// The text as Markdown.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        let mut out = String::new();
        let title = match language {
            Language::English => "# What the change of the rules does\n",
            Language::Chinese => "# 规则改动的影响\n",
        };
        out.push_str(title);
        for block in self.blocks(language) {
            match block {
                Block::Heading(text) => out.push_str(&format!("\n## {}\n", plain(&text))),
                Block::Paragraph(text) => {
                    let lines: Vec<String> = text.lines().map(plain).collect();
                    out.push_str(&format!("\n{}\n", lines.join("  \n")));
                }
                Block::Table(heads, rows) => {
                    let cells = |row: &[String]| {
                        let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                        format!("| {} |\n", cells.join(" | "))
                    };
                    let names: Vec<String> = heads.iter().map(|(head, _)| head.clone()).collect();
                    let rule: Vec<&str> = heads
                        .iter()
                        .map(|(_, number)| if *number { "---:" } else { "---" })
                        .collect();
                    out.push_str(&format!("\n{}| {} |\n", cells(&names), rule.join(" | ")));
                    rows.iter().for_each(|row| out.push_str(&cells(row)));
                }
                Block::Item(what, text, lines) => {
                    out.push_str(&format!("\n- **{}** {}\n", plain(&what), plain(&text)));
                    for (label, text) in lines {
                        out.push_str(&format!("  - {}: {}\n", plain(&label), plain(&text)));
                    }
                }
            }
        }
        out
    }
}

/// Text that means nothing to Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in terminal(text).chars() {
        if "\\`*_{}[]<>#|~&!".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
