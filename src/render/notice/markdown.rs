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
    blocks(&mut out, &document.blocks);
    let text = document.definitions.iter();
    let text = text.map(|own| format!("{}. {}", own.number, escaped(&own.title)));
    let annexes: Vec<String> = document.annexes.iter().map(annex).chain(text).collect();
    if !annexes.is_empty() {
        paragraph(&mut out, &escaped(&document.annexed));
    }
    paragraph(&mut out, &annexes.join("\n"));
    for text in &document.signature {
        paragraph(&mut out, &escaped(text));
    }
    for runs in &document.foot {
        paragraph(&mut out, &line(runs));
    }
    if let Some(own) = &document.definitions {
        paragraph(&mut out, &format!("## {}", escaped(&own.mark)));
        blocks(&mut out, &own.blocks);
    }
    out
}

fn blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(text) => paragraph(out, &format!("## {}", escaped(text))),
            Block::Part(text) => paragraph(out, &format!("### {}", escaped(text))),
            Block::Paragraph(runs) => paragraph(out, &line(runs)),
            Block::Table(own) => table(out, own),
        }
    }
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
