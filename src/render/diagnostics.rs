//! Diagnostics as text for people, drawn or plain; other programs read `findings`.
//!
//! Comes in: diagnostics and the sources they point into. Goes out: text in the wanted language. Columns count
//! characters; what is underlined stands under its words by display width.

use super::safe::terminal;
use super::words::pick;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::{Source, Sources, Span};
use unicode_width::UnicodeWidthStr;

/// Lines longer than this are shown around the place at fault only.
const WIDEST: usize = 120;

/// The messages for people, in the order in which they come, with a last line that says what to do first.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    told(diagnostics, sources, language, &DRAWN)
}

/// The same in marks that every terminal shows.
#[must_use]
pub fn plain(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    told(diagnostics, sources, language, &PLAIN)
}

/// What a quoted line is drawn with.
struct Marks {
    bar: char,
    under: &'static str,
    cut: &'static str,
}

const DRAWN: Marks = Marks {
    bar: '│',
    under: "─",
    cut: "…",
};

const PLAIN: Marks = Marks {
    bar: '|',
    under: "^",
    cut: "...",
};

fn told(diagnostics: &[Diagnostic], sources: &Sources, language: Language, marks: &Marks) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        one(&mut out, diagnostic, sources, language, marks);
        out.push('\n');
    }
    out.push_str(&summary(diagnostics, sources, language));
    out
}

/// One message for people.
fn one(out: &mut String, diagnostic: &Diagnostic, sources: &Sources, language: Language, marks: &Marks) {
    let severity = severity_word(diagnostic.severity, language);
    let message = terminal(diagnostic.message.get(language));
    out.push_str(&format!("{severity} {}  {message}\n", diagnostic.code));
    if sources.get(diagnostic.span.file).is_some() {
        let at = sources.line_column(diagnostic.span);
        let name = terminal(sources.name(diagnostic.span.file));
        out.push_str(&match language {
            Language::English => format!("  {name} line {}, column {}\n", at.line, at.column),
            Language::Chinese => format!("  {name} 第{}行 第{}列\n", at.line, at.column),
        });
        let label = diagnostic.label.as_ref().map_or("", |words| words.get(language));
        quote(out, sources, diagnostic.span, label, marks);
        for (span, remark) in &diagnostic.related {
            let related = sources.line_column(*span);
            let name = terminal(sources.name(span.file));
            if span.file != diagnostic.span.file {
                out.push_str(&match language {
                    Language::English => format!("  {name} line {}\n", related.line),
                    Language::Chinese => format!("  {name} 第{}行\n", related.line),
                });
            }
            quote(out, sources, *span, remark.get(language), marks);
        }
    }
    mends(out, diagnostic, language);
}

/// The line of a span with the span underlined, and a remark behind the underline.
fn quote(out: &mut String, sources: &Sources, span: Span, remark: &str, marks: &Marks) {
    let Some(source) = sources.get(span.file) else { return };
    let line = sources.line_text(span);
    let start = span.start as usize;
    let from = start.saturating_sub(line_start(source, start)).min(line.len());
    let to = span.end.saturating_sub(span.start) as usize + from;
    let (shown, indent, width) = underline(line, from, to, marks);
    let number = sources.line_column(span).line.to_string();
    let Marks { bar, under, .. } = marks;
    out.push_str(&format!("  {number} {bar} {shown}\n"));
    let remark = terminal(remark);
    let blank = " ".repeat(2 + number.len() + 3 + indent);
    let line = format!("{blank}{} {remark}", under.repeat(width));
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Where the line around a byte begins.
fn line_start(source: &Source, byte: usize) -> usize {
    source
        .text
        .get(..byte)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

/// The line as shown, the columns before what is underlined, and the columns that are; both by display width.
fn underline(line: &str, from: usize, to: usize, marks: &Marks) -> (String, usize, usize) {
    let mut small = [0; 4];
    let width_of = |char: char, small: &mut [u8; 4]| terminal(char.encode_utf8(small)).width();
    // A long line begins at most half a screen before the fault and ends a screen behind it.
    let mut first = 0;
    let mut room = WIDEST / 2;
    for (at, char) in line.char_indices().rev().skip_while(|(at, _)| *at >= from) {
        let width = width_of(char, &mut small);
        if width > room {
            first = at + char.len_utf8();
            break;
        }
        room -= width;
    }
    let cut = first > 0 && line.width() > WIDEST;
    let first = if cut { first } else { 0 };
    let mut shown = if cut { format!("{} ", marks.cut) } else { String::new() };
    let (mut before, mut under, mut behind) = (shown.width(), 0, 0);
    for (at, char) in line.char_indices().skip_while(|(at, _)| *at < first) {
        let width = width_of(char, &mut small);
        if at < from {
            before += width;
        } else if at < to {
            under += width;
        }
        behind += if at < from { 0 } else { width };
        if behind > WIDEST {
            shown.push(' ');
            shown.push_str(marks.cut);
            under = under.min(WIDEST);
            break;
        }
        shown.push_str(&terminal(char.encode_utf8(&mut small)));
    }
    (shown, before, under.max(1))
}

/// Mends are sentences of their own ("write: …", "改成：…", "add it to …"); from the second on the reading is an
/// "or".
fn mends(out: &mut String, diagnostic: &Diagnostic, language: Language) {
    let write = pick(language, "write: ", "改成：");
    let or = pick(language, "or:    ", "或：  ");
    for (at, mend) in diagnostic.mends.iter().enumerate() {
        let (head, text) = match mend.get(language).strip_prefix(write) {
            Some(rest) if at > 0 => (or, rest),
            Some(rest) => (write, rest),
            None => ("", mend.get(language)),
        };
        let blank = " ".repeat(2 + head.width());
        for (number, line) in text.lines().enumerate() {
            let line = terminal(line);
            out.push_str(&if number == 0 {
                format!("  {head}{line}\n")
            } else {
                format!("{blank}{line}\n")
            });
        }
    }
}

/// The last line: how many, where to start, and how to read more.
fn summary(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let worst = diagnostics.iter().map(|one| one.severity).max();
    let Some(first) = diagnostics.iter().find(|one| Some(one.severity) == worst) else {
        return String::new();
    };
    let at = sources.line_column(first.span).line;
    let several = sources.iter().count() > 1;
    let name = if several {
        format!("{} ", terminal(sources.name(first.span.file)))
    } else {
        String::new()
    };
    match language {
        Language::English => {
            let plural = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
            let parts: Vec<String> = [(errors, "error"), (warnings, "warning"), (notes, "note")]
                .into_iter()
                .filter(|(number, _)| *number > 0)
                .map(|(number, word)| plural(number, word))
                .collect();
            let start = match worst {
                Some(Severity::Note) => String::new(),
                _ => format!("; start with {name}line {at}"),
            };
            format!(
                "{}{start}. More on each: onus explain {}\n",
                parts.join(", "),
                first.code
            )
        }
        Language::Chinese => {
            let parts: Vec<String> = [(errors, "错误"), (warnings, "警告"), (notes, "提示")]
                .into_iter()
                .filter(|(number, _)| *number > 0)
                .map(|(number, word)| format!("{number} 处{word}"))
                .collect();
            let gap = if several { " " } else { "" };
            let start = match worst {
                Some(Severity::Note) => String::new(),
                _ => format!("，先改{gap}{name}第{at}行"),
            };
            format!("{}{start}。每条的说明：onus explain {}\n", parts.join("，"), first.code)
        }
    }
}

/// Escapes, inside json, what a terminal would act upon and json leaves as it is.
pub(crate) fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        let mut small = [0; 4];
        let hostile = char != '\n' && matches!(terminal(char.encode_utf8(&mut small)), std::borrow::Cow::Owned(_));
        if hostile {
            let mut units = [0; 2];
            for unit in char.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(char);
        }
    }
    out
}

fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => pick(language, "error", "错误"),
        Severity::Warning => pick(language, "warning", "警告"),
        Severity::Note => pick(language, "note", "提示"),
    }
}
