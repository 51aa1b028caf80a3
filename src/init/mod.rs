//! A first set of rule files from eight answers.
//!
//! Comes in: the answers, as people type them. Goes out: the texts of the files. It asks nobody and writes nothing; the
//! command line asks, and plays what it writes before it writes it.

mod answer;
mod countries;
mod examples;
mod levels;
mod texts;

pub use answer::{hours, length, names};
pub use countries::{Country, countries};
pub use examples::Examples;
pub use levels::{Level, Party, levels};
pub use texts::{RuleFiles, texts};

use crate::calendar::Quantity;
use crate::diagnostic::Language;

/// The answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// The language of the rules.
    pub language: Language,
    /// Whose public holidays hold; None: nobody's.
    pub country: Option<Country>,
    /// Weekly hours, in lines of a calendar.
    pub hours: Vec<String>,
    /// Days count from the moment of arrival; else from the next day.
    pub from_the_moment: bool,
    /// The kinds of case; the first that is a complaint is the one asked about.
    pub kinds: Vec<String>,
    /// Who answers, and who is above them, the top first.
    pub levels: Vec<Level>,
    /// The time to answer a complaint.
    pub answer: Quantity,
    /// What an export tells beyond that.
    pub export: Told,
}

/// What the columns of an export tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// An export was looked at; else the usual events are written.
    pub seen: bool,
    /// It has a moment of dispatching.
    pub dispatched: bool,
    /// It has a moment of the answer.
    pub answered: bool,
    /// It has a moment of closing.
    pub archived: bool,
    /// The values of its category column.
    pub categories: Vec<String>,
}

impl Answers {
    /// The kind that question 7 is about.
    #[must_use]
    pub fn complaint(&self) -> &str {
        complaint(&self.kinds)
    }
}

/// The kind that is a complaint by its name, else the first.
#[must_use]
pub fn complaint(kinds: &[String]) -> &str {
    let named = kinds
        .iter()
        .find(|kind| kind.to_lowercase().contains("complaint") || kind.contains("投诉"));
    named.or(kinds.first()).map_or("", String::as_str)
}
