//! What the program says about rule files: plain data. How it is laid out is `render`'s affair.
//!
//! A message exists in both languages at once; the file's language or `--lang` chooses when it is printed.

mod code;
mod edit;
pub mod change;
pub mod event;
pub mod feed;
mod pages_files;
mod pages_form;
mod pages_calendars;
mod pages_deadlines;
mod pages_doubts;
mod pages_feeds;
mod pages_ladders;
mod pages_matter;
mod pages_measures;
mod pages_names;
mod pages_notes;
mod pages_notices;

pub use code::{CODES, Code, Page};
pub use edit::{Edit, edited};

use crate::source::Span;
use serde::{Deserialize, Serialize};

/// The two languages of keywords, messages and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Words {
    /// Both texts at once, English first.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Words {
        Words {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}

/// How bad a finding of the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Note,
    /// Probably not meant; the rules still run.
    Warning,
    /// The rules are refused.
    Error,
}

/// One message about a place in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, with its page.
    pub code: Code,
    /// Error, warning or note.
    pub severity: Severity,
    /// The place at fault.
    pub span: Span,
    /// What is wrong, in the words of the house: one sentence, no type names.
    pub message: Words,
    /// A short question or remark under the underlined words ("did you mean …?").
    pub label: Option<Words>,
    /// Other places that matter, each with its remark ("first defined here").
    pub related: Vec<(Span, Words)>,
    /// What to type instead: one entry a reading ("write: 3 working days"), most likely first.
    pub mends: Vec<Words>,
    /// The mend that is certain: all of these edits together. Empty where somebody has to decide.
    pub edits: Vec<Edit>,
    /// That the proof of its code took too long: whether there is anything to tell is not known.
    pub not_proven: bool,
}

impl Diagnostic {
    /// An error with its message; add labels and mends with the methods below.
    #[must_use]
    pub fn error(code: Code, span: Span, message: Words) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            span,
            message,
            label: None,
            related: Vec::new(),
            mends: Vec::new(),
            edits: Vec::new(),
            not_proven: false,
        }
    }

    /// A warning with its message.
    #[must_use]
    pub fn warning(code: Code, span: Span, message: Words) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, span, message)
        }
    }

    /// A note with its message.
    #[must_use]
    pub fn note(code: Code, span: Span, message: Words) -> Diagnostic {
        Diagnostic {
            severity: Severity::Note,
            ..Diagnostic::error(code, span, message)
        }
    }

    /// A note that a proof took too long.
    #[must_use]
    pub fn not_proven(code: Code, span: Span, message: Words) -> Diagnostic {
        Diagnostic {
            not_proven: true,
            ..Diagnostic::note(code, span, message)
        }
    }

    /// The remark under the underlined words.
    #[must_use]
    pub fn label(mut self, label: Words) -> Diagnostic {
        self.label = Some(label);
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, remark: Words) -> Diagnostic {
        self.related.push((span, remark));
        self
    }

    /// What to type instead.
    #[must_use]
    pub fn mend(mut self, mend: Words) -> Diagnostic {
        self.mends.push(mend);
        self
    }
}
