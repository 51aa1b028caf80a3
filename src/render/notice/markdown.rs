//! A notice as Markdown: what stands in a chat, a wiki, a terminal.

use super::document::{Annex, Block, Document, Run, Table};
use crate::render::safe::terminal;

/// The whole document.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for line in [&document.banner, &document.number] {
        paragraph(&mut out, &escaped(line));
    }
    paragraph(&mut out, &format!("# {}", escaped(&document.title)));
    paragraph(&mut out, &escaped(&document.addressees));
    for block in &document.blocks {
        match block {
            Block::Heading(text) => paragraph(&mut out, &format!("## {}", escaped(text))),
            Block::Part(text) => paragraph(&mut out, &format!("### {}", escaped(text))),
            Block::Paragraph(runs) => paragraph(&mut out, &line(runs)),
            Block::Table(own) => table(&mut out, own),
        }
    }
    if !document.annexes.is_empty() {
        paragraph(&mut out, &escaped(&document.annexed));
    }
    let annexes: Vec<String> = document.annexes.iter().map(annex).collect();
    paragraph(&mut out, &annexes.join("\n"));
    for text in document.signature.iter().chain(&document.foot) {
        paragraph(&mut out, &escaped(text));
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

fn line(runs: &[Run]) -> String {
    runs.iter().map(|run| escaped(run.read())).collect()
}

fn annex(own: &Annex) -> String {
    format!("{}. {} ({})", own.number, escaped(&own.title), own.figure.count)
}

fn table(out: &mut String, own: &Table) {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        row(own.head.iter().map(|(head, _)| escaped(head)).collect()),
        row(own
            .head
            .iter()
            .map(|(_, right)| if *right { "---:" } else { "---" }.to_owned())
            .collect()),
    ];
    lines.extend(
        own.rows
            .iter()
            .map(|cells| row(cells.iter().map(|cell| escaped(cell.read())).collect())),
    );
    paragraph(out, &lines.join("\n"));
}

/// Text that stays text: no mark of it is read as Markdown or as HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in terminal(text).chars() {
        match char {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(char);
            }
            other => out.push(other),
        }
    }
    out
}
