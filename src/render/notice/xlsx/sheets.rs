//! Which sheets there are, and their names: no list is cut, one that is too long for a sheet goes on in the next.

use crate::notice::{List, Lists, Row};
use crate::render::notice::phrases::Phrases;
use std::ops::Range;

/// Rows of a sheet below its head: what Excel holds.
const MOST_ROWS: usize = 1_048_575;
/// Characters of the name of a sheet, in units of UTF-16.
const LONGEST_NAME: usize = 31;

/// A sheet: a list, or a part of a long one.
pub(super) struct Sheet<'l> {
    /// Its name: no other has it, and Excel takes it.
    pub name: String,
    /// The list.
    pub list: &'l List,
    /// Where its rows here stand in the list.
    pub rows: Range<usize>,
}

impl<'l> Sheet<'l> {
    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'l>> {
        let list = self.list;
        self.rows.clone().map(|at| list.row(at))
    }
}

/// The sheets of all lists, in their order.
pub(super) fn sheets<'l>(lists: &'l Lists, phrases: &Phrases) -> Vec<Sheet<'l>> {
    let mut taken = vec![contents(phrases)];
    let mut out = Vec::new();
    for list in &lists.all {
        let told = phrases.text(&format!("list.{}", list.name), &[]);
        let told = if told.is_empty() { &list.name } else { &told };
        let parts = list.len().div_ceil(MOST_ROWS).max(1);
        for part in 0..parts {
            let from = part * MOST_ROWS;
            let name = name(told, &taken);
            taken.push(name.clone());
            out.push(Sheet {
                name,
                list,
                rows: from..list.len().min(from + MOST_ROWS),
            });
        }
    }
    out
}

/// The name of the sheet before them.
pub(super) fn contents(phrases: &Phrases) -> String {
    name(&phrases.text("sheet.contents", &[]), &[])
}

/// A name that Excel takes and that no other sheet has, whatever the case of its letters.
fn name(text: &str, taken: &[String]) -> String {
    let bad = |char: char| char.is_control() || matches!(char, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let legal: String = text.chars().map(|char| if bad(char) { '_' } else { char }).collect();
    let legal = legal.trim_matches(['\'', ' ']);
    let legal = if legal.is_empty() { "_" } else { legal };
    let free = |name: &str| {
        let low = name.to_lowercase();
        low != "history" && taken.iter().all(|own| own.to_lowercase() != low)
    };
    let numbered = (2u64..).map(|number| format!(" ({number})"));
    std::iter::once(String::new())
        .chain(numbered)
        .map(|number| {
            let mut out = String::new();
            for char in legal.chars() {
                if out.encode_utf16().count() + char.len_utf16() + number.len() > LONGEST_NAME {
                    break;
                }
                out.push(char);
            }
            out + &number
        })
        .find(|name| free(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_legal_and_their_own() {
        let mut taken: Vec<String> = Vec::new();
        for text in [
            "Due",
            "due",
            "a/b:c*[d]?\\e",
            "'quoted'",
            "",
            "History",
            &"长".repeat(40),
            &"长".repeat(41),
        ] {
            let own = name(text, &taken);
            assert!((1..=LONGEST_NAME).contains(&own.encode_utf16().count()), "{own}");
            assert!(!own.contains(['[', ']', ':', '*', '?', '/', '\\']), "{own}");
            assert!(!own.starts_with('\'') && !own.ends_with('\''), "{own}");
            assert!(
                taken.iter().all(|before| before.to_lowercase() != own.to_lowercase()),
                "{own}"
            );
            taken.push(own);
        }
        assert_eq!(taken[..2], ["Due", "due (2)"]);
        assert_eq!(taken[5], "History (2)");
    }
}
