//! The table of codes: every message of the program has one, and every code has a page for `onus explain`.
//!
//! O10xx: reading files · O11xx: form · O12xx: names · O13xx: meaning · O21xx: notes on cover and style ·
//! O22xx: what is hardly meant.
//! R40xx: rows of a feed set aside · R41xx: feeds refused · F50xx: oddities of rows · F51xx: oddities of events.
//! C60xx: changes of rules that do not do what they state.

use super::pages_calendars::CALENDARS;
use super::pages_deadlines::DEADLINES;
use super::pages_doubts::DOUBTS;
use super::pages_feeds::FEEDS;
use super::pages_files::READING;
use super::pages_form::FORM;
use super::pages_ladders::LADDERS;
use super::pages_matter::MATTER;
use super::pages_measures::MEASURES;
use super::pages_names::NAMES;
use super::pages_notes::NOTES;
use super::pages_notices::NOTICES;

/// A stable code such as `O1107`. It never changes its meaning; a retired one is not used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0)
    }
}

/// The page of a code: what it means, why it matters, a wrong and a right sample; the words in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The code.
    pub code: Code,
    /// One line: what is wrong.
    pub title: (&'static str, &'static str),
    /// Why it matters and what to do.
    pub body: (&'static str, &'static str),
    /// Rule text, or a file of sentences, that raises exactly this code; empty where the fault lies outside any rule text.
    pub wrong: &'static str,
    /// The same put right.
    pub right: &'static str,
}

/// All pages, in the order of their codes.
pub const CODES: &[Page] = &joined();

const PARTS: &[&[Page]] = &[
    FORM,
    READING,
    NAMES,
    CALENDARS,
    MATTER,
    DEADLINES,
    LADDERS,
    MEASURES,
    FEEDS,
    NOTES,
    DOUBTS,
    NOTICES,
    super::feed::PAGES,
    super::event::PAGES,
    super::change::PAGES,
];

const fn count() -> usize {
    let (mut part, mut count) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
}

/// The parts, sorted by code.
const fn joined() -> [Page; count()] {
    let mut all = [FORM[0]; count()];
    let (mut part, mut filled) = (0, 0);
    while part < PARTS.len() {
        let mut at = 0;
        while at < PARTS[part].len() {
            let mut to = filled;
            while to > 0 && comes_before(PARTS[part][at].code, all[to - 1].code) {
                all[to] = all[to - 1];
                to -= 1;
            }
            all[to] = PARTS[part][at];
            filled += 1;
            at += 1;
        }
        part += 1;
    }
    all
}

const fn comes_before(one: Code, other: Code) -> bool {
    let (one, other) = (one.0.as_bytes(), other.0.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}
