//! The marks of a file: strings, commas, braces, ends of statements and lines, and the runs of words between them.
//!
//! It finds what no statement may hold: a quote without its partner, characters that cannot be seen.

use super::fault_marks;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, numbers, signs.
    Words,
    /// A text in quotes.
    Text,
    /// A quote without its partner, and what it swallowed.
    LoneQuote,
    Comma,
    /// `;` `；` `。`
    End,
    Newline,
    Open,
    Close,
}

/// One mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// The line it stands on, from 0.
    pub line: usize,
    /// How far its line is indented, in columns.
    pub indent: usize,
}

/// All marks of a file but comments and blanks, and what was wrong with them.
pub(super) fn marks(file: FileId, text: &str) -> (Vec<Mark>, Vec<Diagnostic>) {
    let mut scan = Scan {
        file,
        text,
        at: if text.starts_with('\u{FEFF}') {
            '\u{FEFF}'.len_utf8()
        } else {
            0
        },
        line: 0,
        indent: 0,
        first: true,
        marks: Vec::with_capacity(text.len() / 8),
        told: invisible(file, text),
    };
    while let Some(c) = scan.peek() {
        scan.step(c);
    }
    (scan.marks, scan.told)
}

/// Characters that cannot be seen, or that turn the direction of what follows: no rule file needs them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    ) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Every invisible character is told, once a run of them.
fn invisible(file: FileId, text: &str) -> Vec<Diagnostic> {
    // Nearly every file is free of them: one look at the bytes they begin with is cheap.
    let suspicious = |byte: &u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127 | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF);
    if !text.as_bytes().iter().any(suspicious) {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut at = if text.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    while let Some(rest) = text.get(at..)
        && let Some(begin) = rest.find(is_invisible)
    {
        let rest = rest.get(begin..).unwrap_or("");
        let length = rest.find(|c| !is_invisible(c)).unwrap_or(rest.len());
        told.push(fault_marks::invisible(
            file,
            at + begin,
            rest.get(..length).unwrap_or(""),
        ));
        at += begin + length;
    }
    told
}

struct Scan<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    line: usize,
    indent: usize,
    first: bool,
    marks: Vec<Mark>,
    told: Vec<Diagnostic>,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        match c {
            '\n' => {
                self.push(Kind::Newline, 1);
                (self.line, self.indent, self.first) = (self.line + 1, 0, true);
            }
            '#' | '＃' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
            '"' | '＂' => self.quoted(c, c),
            '“' => self.quoted(c, '”'),
            '「' => self.quoted(c, '」'),
            '”' | '」' => self.lone_quote(c.len_utf8()),
            ',' | '，' | '、' => self.push(Kind::Comma, c.len_utf8()),
            ';' | '；' | '。' => self.push(Kind::End, c.len_utf8()),
            '{' | '｛' => self.push(Kind::Open, c.len_utf8()),
            '}' | '｝' => self.push(Kind::Close, c.len_utf8()),
            _ if c.is_whitespace() => {
                if self.first {
                    self.indent += match c {
                        '\t' => 4,
                        '\u{3000}' => 2,
                        _ => 1,
                    };
                }
                self.at += c.len_utf8();
            }
            _ => {
                let end = self.rest().find(ends_words).unwrap_or(self.rest().len());
                self.push(Kind::Words, end.max(c.len_utf8()));
            }
        }
    }

    /// A text in quotes up to its partner on the same line.
    fn quoted(&mut self, open: char, close: char) {
        let inside = self.rest().get(open.len_utf8()..).unwrap_or("");
        let end = inside.find(|c| c == close || c == '\n' || (c == open && open != close));
        match end.filter(|end| inside.get(*end..).is_some_and(|rest| rest.starts_with(close))) {
            Some(end) => self.push(Kind::Text, open.len_utf8() + end + close.len_utf8()),
            None => self.lone_quote(open.len_utf8()),
        }
    }

    /// A quote without partner swallows its line, but not the brace at the end of it.
    fn lone_quote(&mut self, quote: usize) {
        let line = self.rest().split('\n').next().unwrap_or("");
        let words = line.split(" #").next().unwrap_or(line).trim_end();
        // Braces at the end of the line still count, but for those whose partner was swallowed with the words.
        let last = words.trim_end_matches(['{', '｛', '}', '｝', ' ']);
        let opened = last.matches(['{', '｛']).count();
        let kept: usize = words
            .get(last.len()..)
            .unwrap_or("")
            .chars()
            .filter(|c| !c.is_whitespace())
            .skip(opened)
            .map(char::len_utf8)
            .sum();
        let swallowed = words
            .get(..words.len() - kept)
            .unwrap_or(words)
            .trim_end()
            .len()
            .max(quote);
        let (start, end) = (self.at, self.at + quote);
        self.told
            .push(fault_marks::lone_quote(self.file, self.text, start, end));
        self.push(Kind::LoneQuote, swallowed);
    }

    fn push(&mut self, kind: Kind, length: usize) {
        self.marks.push(Mark {
            kind,
            start: self.at,
            end: self.at + length,
            line: self.line,
            indent: self.indent,
        });
        self.first = false;
        self.at += length;
    }
}

fn ends_words(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '#' | '＃'
                | '"'
                | '＂'
                | '“'
                | '”'
                | '「'
                | '」'
                | ','
                | '，'
                | '、'
                | ';'
                | '；'
                | '。'
                | '{'
                | '｛'
                | '}'
                | '｝'
        )
}
