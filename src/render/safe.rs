//! Hostile text made harmless: for terminals, for spreadsheets, for file names.
//!
//! Comes in: text of feeds and rule files. Goes out: text that moves no cursor, turns no direction and runs no
//! formula. What is harmless passes without a copy.

use std::borrow::Cow;

/// Text for a terminal: control characters and such as turn the direction of writing or take no room become
/// visible as `\u{202e}`; a tab becomes a blank.
#[must_use]
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '\t' => out.push(' '),
            hostile if is_hostile(hostile) => out.extend(hostile.escape_unicode()),
            harmless => out.push(harmless),
        }
    }
    Cow::Owned(out)
}

/// Text for a cell of a list that people open in a spreadsheet: as for the terminal, and a cell that a spreadsheet
/// would run (`=`, `+`, `-`, `@`, tab or carriage return at its start) gets an apostrophe. Line ends inside stay.
#[must_use]
pub fn spreadsheet(text: &str) -> Cow<'_, str> {
    // What most numbers of tickets are.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        && text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
    {
        return Cow::Borrowed(text);
    }
    let runs = runs_in_spreadsheet(text);
    if !runs && !text.chars().any(|char| is_hostile(char) && char != '\n') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    if runs {
        out.push('\'');
    }
    for char in text.chars() {
        match char {
            '\n' => out.push('\n'),
            '\t' | '\r' => out.push(' '),
            hostile if is_hostile(hostile) => out.extend(hostile.escape_unicode()),
            harmless => out.push(harmless),
        }
    }
    Cow::Owned(out)
}

/// A name that is safe as one part of a path: separators, control characters and what file systems refuse become
/// `_`; never empty, never `.` or `..`, at most 120 bytes.
#[must_use]
pub fn file_name(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        let bad = is_hostile(char) || matches!(char, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\'');
        let char = if bad { '_' } else { char };
        if out.len() + char.len_utf8() > 120 {
            break;
        }
        out.push(char);
    }
    let trimmed = out.trim_matches([' ', '.']).to_owned();
    if trimmed.is_empty() { "_".to_owned() } else { trimmed }
}

fn runs_in_spreadsheet(text: &str) -> bool {
    // Full-width forms are taken by some spreadsheets as their half-width twins.
    let first = text
        .chars()
        .find(|char| !matches!(char, ' ' | '\u{feff}' | '\u{a0}' | '\u{3000}'));
    matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
    ) || text.starts_with(['\t', '\r', '\n'])
}

/// Control characters, marks of direction, and characters that are not seen.
fn is_hostile(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
