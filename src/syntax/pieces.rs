//! A statement cut into words, numbers, texts and single marks, for the messages about it.

use std::ops::Range;

/// Splits a statement into words, texts in quotes and single marks; comments and blanks fall out.
pub(super) fn pieces(words: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let length = match first {
            '#' | '＃' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            '"' => partner(rest, '"'),
            '＂' => partner(rest, '＂'),
            '“' => partner(rest, '”'),
            '「' => partner(rest, '」'),
            _ if first.is_numeric() => number_length(rest),
            _ if counts_units(rest) => number_length(rest),
            _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        pieces.push(at..at + length);
        at += length;
    }
    pieces
}

fn partner(rest: &str, close: char) -> usize {
    let open = rest.chars().next().map_or(0, char::len_utf8);
    let inside = rest.get(open..).unwrap_or("");
    inside.find(close).map_or(rest.len(), |at| open + at + close.len_utf8())
}

/// A number, date or time, up to the letters of a unit.
fn number_length(rest: &str) -> usize {
    let joins = |c: char| matches!(c, '-' | '.' | '/' | ':' | '：' | '．');
    let number = rest
        .find(|c: char| !super::value::is_number_char(c) && !joins(c))
        .unwrap_or(rest.len());
    let bare = rest.get(..number).unwrap_or(rest).trim_end_matches(joins);
    bare.len().max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Chinese numerals in front of 个.
fn counts_units(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c| super::value::is_number_char(c) && !c.is_ascii_digit());
    after.len() < rest.len() && after.starts_with('个')
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}
