//! Layout: text for terminals, csv for machines and for people, json.
//!
//! Comes in: values of `report` and diagnostics. Goes out: text and bytes. It opens no file and asks for no clock.

mod acts;
mod calendar_block;
mod check_screen;
pub mod condition_text;
mod coverage_screen;
mod days;
pub mod diagnostics;
pub mod diff;
pub mod due_screen;
mod example;
mod feed_block;
mod field;
pub mod findings;
mod guess_screen;
mod lists;
mod names;
pub mod notice;
mod parties;
mod people;
mod page;
mod people_lines;
pub mod read;
mod rejected;
mod rejected_screen;
pub mod rule_text;
pub mod run_json;
pub mod run_screen;
pub mod safe;
pub mod table;
pub mod test_screen;
mod trace_lines;
pub mod why;
mod why_change;
mod why_rest;
pub mod words;

pub use calendar_block::calendar_block;
pub use check_screen::CheckScreen;
pub use coverage_screen::coverage_text;
pub use example::got_words;
mod stub_text;
pub use feed_block::{also_called_block, feed_file};
pub use guess_screen::guess_text;
pub use lists::{ListWriter, Lists, Report, header};
pub use page::page;
pub use parties::parties_csv;
pub use people::{BOM, EscalationsPeople, escalations_head, overdue_people, people_file};
pub use people_lines::{PeopleWords, people_head, people_lines, translated};
pub use rejected::{OddRow, SetAsideRow, feed_word, odd_line, set_aside_line};
pub use rejected_screen::{rejected_screen, where_it_stands};
pub use stub_text::stub_text;

use crate::diagnostic::{CODES, Code};

/// The title of a code's page, English and Chinese; empty where it has none.
pub fn page_title(code: Code) -> (&'static str, &'static str) {
    CODES
        .iter()
        .find(|page| page.code == code)
        .map_or(("", ""), |page| page.title)
}
