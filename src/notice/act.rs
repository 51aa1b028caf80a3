//! The acts in the life of a notice: its issue and its withdrawal, each written once and sealed.

use super::month::Month;
use super::record::Issued;
use super::value::Notice;
use crate::diagnostic::Language;
use crate::dump::SourceFile;
use crate::model::Sentence;
use serde::{Deserialize, Serialize};

/// The version of the form of acts; a change of it raises the number.
pub const ACT_FORM: u32 = 1;

/// The issue of a notice: what it is, and all that it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The version of this form.
    pub form: u32,
    /// Number and date.
    pub issued: Issued,
    /// The name of its block.
    pub notice: String,
    /// Its month.
    pub month: Month,
    /// Its title.
    pub title: String,
    /// The language in which it is written.
    pub language: Language,
    /// Facts up to this moment count, RFC 3339.
    pub data_until: String,
    /// The end of the objection period, RFC 3339.
    pub objections_until: Option<String>,
    /// Objections up to this moment count, RFC 3339: the end of the period, or the issue where it came first.
    pub heard_until: String,
    /// The version of the program.
    pub program: String,
    /// The title of the rules.
    pub rules: String,
    /// The version of the rules.
    pub version: u32,
    /// The digest of what the rules mean.
    pub rules_digest: String,
    /// The files of the rules, each by the digest of its text.
    pub rule_files: Vec<SourceFile>,
    /// The calendars, each by its content.
    pub calendars: Vec<SourceFile>,
    /// The feeds, each by the digest of its bytes.
    pub feeds: Vec<SourceFile>,
    /// The sentences of the house in which it is written, in the place of those that ship.
    pub sentences: Vec<Sentence>,
    /// The notice of the month before, as its figures stand beside those of this one.
    pub last: Option<Notice>,
}

/// The withdrawal of a notice. Its number is never used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The version of this form.
    pub form: u32,
    /// The notice.
    pub issued: Issued,
    /// The date of the withdrawal, `2026-11-20`.
    pub on: String,
    /// Why.
    pub because: String,
}
