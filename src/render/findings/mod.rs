//! What a check or a test has to tell, in the forms that other programs read: one file a form.
//!
//! Comes in: [`Told`], messages of one language with a path each. Goes out: text. What stands in rule files is hostile
//! in every form; each escapes it in its own way.

mod github;
mod json;
mod junit;
mod sarif;
mod short;

pub use github::github;
pub use json::{check_json, test_json};
pub use junit::{Case, junit};
pub use sarif::sarif;
pub use short::short;

use super::safe::terminal;
use super::test_screen::{Failure, Outcome};
use crate::diagnostic::{Code, Diagnostic, Language, Severity};
use crate::model::Place;
use crate::source::{FileId, LineColumn, Sources, Span};

/// The schema of what `onus check --format json` writes.
pub const CHECK_SCHEMA: &str = include_str!("check.schema.json");
/// The schema of what `onus test --format json` writes.
pub const TEST_SCHEMA: &str = include_str!("test.schema.json");

/// The code under which an expectation is told that does not hold.
const EXAMPLE_FAILS: Code = Code("O1390");
/// The code under which it is told that nothing was checked.
const NOTHING_READ: Code = Code("O1018");

/// A stretch of a file: its path with `/` as seen from where the program was called, and both ends, from 1 in
/// characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The path; of what ships inside the program, its name.
    pub path: String,
    /// The first character.
    pub start: LineColumn,
    /// One past the last.
    pub end: LineColumn,
}

/// A message in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The code, with its page.
    pub code: Code,
    /// Error, warning or note.
    pub severity: Severity,
    /// The place at fault.
    pub spot: Spot,
    /// What is wrong.
    pub message: String,
    /// A remark on the place.
    pub label: Option<String>,
    /// Other places that matter, each with its remark.
    pub related: Vec<(Spot, String)>,
    /// What to type instead, one entry a reading.
    pub mends: Vec<String>,
    /// The mend that is certain: each stretch with what takes its place, all together; empty where there is none.
    pub edits: Vec<(Spot, String)>,
}

impl Told {
    /// What stands in the way of all reading, told of the path that was named.
    #[must_use]
    pub fn of_the_world(message: &str, mends: Vec<String>, path: &str) -> Told {
        let start = LineColumn { line: 1, column: 1 };
        Told {
            code: NOTHING_READ,
            severity: Severity::Error,
            spot: Spot {
                path: path.to_owned(),
                start,
                end: start,
            },
            message: message.to_owned(),
            label: None,
            related: Vec::new(),
            mends,
            edits: Vec::new(),
        }
    }

    /// Message, remark and mends, a line each, harmless on a screen.
    fn lines(&self) -> Vec<String> {
        let texts = [&self.message].into_iter().chain(&self.label).chain(&self.mends);
        let lines = texts.flat_map(|text| text.lines());
        lines.map(|line| terminal(line).into_owned()).collect()
    }
}

/// The files of a rule set: their texts, and by what path each is told.
pub struct Files<'a> {
    /// The texts; none of a rule set that was read from a dump.
    pub sources: &'a Sources,
    /// The paths of its files, by their index in the sources.
    pub paths: Vec<String>,
}

impl Files<'_> {
    /// Messages with their places, in one language.
    #[must_use]
    pub fn told(&self, diagnostics: &[Diagnostic], language: Language) -> Vec<Told> {
        let told = |one: &Diagnostic| Told {
            code: one.code,
            severity: one.severity,
            spot: self.spot(one.span),
            message: one.message.get(language).to_owned(),
            label: one.label.as_ref().map(|words| words.get(language).to_owned()),
            related: one
                .related
                .iter()
                .map(|(span, words)| (self.spot(*span), words.get(language).to_owned()))
                .collect(),
            mends: one.mends.iter().map(|words| words.get(language).to_owned()).collect(),
            edits: one
                .edits
                .iter()
                .map(|edit| (self.spot(edit.span), edit.text.clone()))
                .collect(),
        };
        diagnostics.iter().map(told).collect()
    }

    /// What an example expects and does not get, as a message on the line of the expectation.
    #[must_use]
    pub fn failing(&self, outcome: &Outcome, failure: &Failure, language: Language) -> Told {
        let (title, expected, got) = (&outcome.title, failure.expected(language), failure.got.get(language));
        // A dump holds no text of the rules.
        let message = match (language, expected) {
            (Language::English, "") => format!("example \"{title}\" does not hold: got {got}"),
            (Language::Chinese, "") => format!("用例“{title}”不符：实为 {got}"),
            (Language::English, _) => format!("example \"{title}\" does not hold: expected {expected}, got {got}"),
            (Language::Chinese, _) => format!("用例“{title}”不符：应为 {expected}，实为 {got}"),
        };
        Told {
            code: EXAMPLE_FAILS,
            severity: Severity::Error,
            spot: self.line(failure.place),
            message,
            label: None,
            related: Vec::new(),
            mends: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// A whole line, without the blanks before it.
    #[must_use]
    pub fn line(&self, place: Place) -> Spot {
        let file = FileId(place.file);
        let text = self.sources.get(file).map_or("", |source| {
            let (start, end) = source.line_bytes(place.line);
            source.text.get(start..end).unwrap_or("")
        });
        let column = |chars: usize| LineColumn {
            line: place.line,
            column: u32::try_from(chars).unwrap_or(u32::MAX).saturating_add(1),
        };
        let blanks = text.chars().take_while(|char| char.is_whitespace()).count();
        Spot {
            path: self.path(file),
            start: column(blanks),
            end: column(text.trim_end().chars().count().max(blanks)),
        }
    }

    fn path(&self, file: FileId) -> String {
        self.paths.get(usize::from(file.0)).cloned().unwrap_or_default()
    }

    fn spot(&self, span: Span) -> Spot {
        let end = Span {
            start: span.end,
            ..span
        };
        Spot {
            path: self.path(span.file),
            start: self.sources.line_column(span),
            end: self.sources.line_column(end),
        }
    }
}

/// The severity as editors and programs know it, in English whatever the language.
fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
