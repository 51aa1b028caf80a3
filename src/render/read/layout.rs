//! The sentences on a page: text for a screen or a printer, Markdown for a file that people pass on.

use super::{Entry, Reading, Section};
use crate::diagnostic::Language;
use crate::render::safe::terminal;
use unicode_width::UnicodeWidthChar;

/// As many columns as a line of text has at most.
const WIDTH: usize = 96;

/// As text: sections numbered, a sentence a paragraph, no line wider than a page.
#[must_use]
pub fn text(reading: &Reading) -> String {
    let mut out = format!("{}\n", terminal(&reading.title));
    for (at, section) in reading.sections.iter().enumerate() {
        out.push_str(&format!("\n{}\n", heading(reading, at, section)));
        for entry in &section.entries {
            let named = head(entry);
            let indent = if named.is_empty() { "  " } else { "    " };
            if !named.is_empty() {
                out.push_str(&format!("  {}\n", terminal(&named)));
            }
            if let Some(drawing) = &entry.drawing {
                for line in drawing.text.lines() {
                    out.push_str(&format!("{indent}{}\n", terminal(line)));
                }
            }
            for sentence in &entry.sentences {
                out.push_str(&paragraph(&terminal(sentence), indent));
            }
        }
    }
    out
}

/// As Markdown: a heading for each section and block, a sentence an item, ladders as Mermaid flow charts.
#[must_use]
pub fn markdown(reading: &Reading) -> String {
    let mut out = format!("# {}\n", plain(&reading.title));
    for (at, section) in reading.sections.iter().enumerate() {
        out.push_str(&format!("\n## {}\n", heading(reading, at, section)));
        for entry in &section.entries {
            if !entry.name.is_empty() {
                out.push_str(&format!("\n### {}\n", plain(&head(entry))));
            }
            if let Some(drawing) = &entry.drawing {
                out.push_str(&format!("\n```mermaid\n{}\n```\n", drawing.mermaid));
            }
            out.push('\n');
            for sentence in &entry.sentences {
                out.push_str(&format!("- {}\n", plain(sentence)));
            }
        }
    }
    out
}

fn heading(reading: &Reading, at: usize, section: &Section) -> String {
    const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let number = at + 1;
    match reading.language {
        Language::English => format!("{number}. {}", section.title),
        Language::Chinese => {
            let digit = |number: usize| HAN.get(number.wrapping_sub(1)).copied().unwrap_or("");
            let tens = match number / 10 {
                0 => String::new(),
                1 => "十".to_owned(),
                tens => format!("{}十", digit(tens)),
            };
            format!("{tens}{}、{}", digit(number % 10), section.title)
        }
    }
}

/// The name of an entry with its line.
fn head(entry: &Entry) -> String {
    match (entry.name.is_empty(), entry.place.is_empty()) {
        (true, _) => String::new(),
        (false, true) => entry.name.clone(),
        (false, false) => format!("{}  [{}]", entry.name, entry.place),
    }
}

/// A sentence over as many lines as it needs; between Chinese characters it may break anywhere but before a mark.
fn paragraph(sentence: &str, indent: &str) -> String {
    let room = WIDTH - indent.len() - 2;
    let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0);
    for word in words(sentence) {
        let wide: usize = word.chars().filter_map(UnicodeWidthChar::width).sum();
        if width + wide > room && !line.is_empty() && word != " " {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        if !(line.is_empty() && word == " ") {
            line.push_str(word);
            width += wide;
        }
    }
    lines.push(line);
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let lead = if at == 0 { "- " } else { "  " };
        out.push_str(&format!("{indent}{lead}{}\n", line.trim_end()));
    }
    out
}

/// The pieces between which a line may break: words, blanks, single Chinese characters with the marks behind them.
fn words(text: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    let mut before: Option<char> = None;
    for (at, char) in text.char_indices() {
        let opens = |char: char| matches!(char, '“' | '（' | '「' | '(');
        let marks = |char: char| {
            matches!(
                char,
                '，' | '。' | '、' | '；' | '：' | '”' | '）' | '」' | '%' | '.' | ',' | ';' | ':' | ')'
            )
        };
        let wide = |char: char| char.width() == Some(2) || opens(char);
        let parts = before.is_some_and(|before| {
            (before == ' ' || char == ' ' || wide(char) || wide(before)) && !marks(char) && !opens(before)
        });
        if parts {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(char);
    }
    found.push(&text[start..]);
    found
}

/// Text that stays text in Markdown: no mark of it is read as Markdown or as HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in terminal(text).chars() {
        match char {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => {
                out.push('\\');
                out.push(char);
            }
            other => out.push(other),
        }
    }
    out
}
