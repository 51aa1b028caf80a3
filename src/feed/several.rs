//! Cells that hold several names: the units that work on a ticket beside its handler.

use super::cell::is_blank;
use super::columns::Reader;
use super::plan::Column;
use super::spellings::Spellings;
use crate::diagnostic::feed as codes;
use crate::model::PartyId;

/// What parts names where the column says nothing else.
const MARKS: [char; 6] = ['、', '，', ',', ';', '；', '\n'];

impl<'a> Reader<'a> {
    /// Reads a column of several units a cell: the number of their list among those of the block, from 1.
    pub(super) fn several(&mut self, column: &'a Column, words: &Spellings, separator: Option<&str>) {
        self.fill(column, |own, row, range| {
            own.told(column, row, range, |own, cell| {
                let cell = std::str::from_utf8(cell).unwrap_or("");
                own.units(column, words, row, &names(cell, separator))
            })
        });
    }

    /// The list of some units, in one order and each once, so that lists of the same units are equal; each name that
    /// is none is told.
    fn units(&mut self, column: &Column, words: &Spellings, row: usize, names: &[String]) -> u32 {
        let mut units: Vec<PartyId> = Vec::with_capacity(names.len());
        for name in names.iter().filter(|name| !self.plan.empty.contains(name)) {
            match words.get(name.as_bytes()) {
                Some(code) => match self.known(row, code).checked_sub(1) {
                    Some(unit) => units.push(PartyId::from(unit as usize)),
                    None => return 0,
                },
                None => self.fault(row, column, codes::UNKNOWN_PARTY, name),
            }
        }
        units.sort_unstable();
        units.dedup();
        if units.is_empty() {
            return 0;
        }
        self.rows.units.push(units.into());
        self.rows.units.len() as u32
    }
}

/// The names in a cell, without the blanks around them: parted by a mark, or those of a JSON array.
fn names(cell: &str, separator: Option<&str>) -> Vec<String> {
    let array = cell.starts_with('[').then(|| serde_json::from_str::<Vec<String>>(cell));
    let names: Vec<String> = match (array, separator) {
        (Some(Ok(names)), _) => names,
        (_, Some(mark)) => cell.split(mark).map(str::to_string).collect(),
        (_, None) => cell.split(MARKS).map(str::to_string).collect(),
    };
    let names = names.iter().map(|name| name.trim_matches(is_blank).to_string());
    names.filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_parted_by_the_usual_marks_or_by_the_stated_one() {
        assert_eq!(names("a、 b，c, d;e；f\ng", None), ["a", "b", "c", "d", "e", "f", "g"]);
        assert_eq!(names("a, b / c/", Some("/")), ["a, b", "c"]);
        assert_eq!(names("a", None), ["a"]);
        assert_eq!(names("、 ，", None), Vec::<String>::new());
    }

    #[test]
    fn a_json_array_is_a_list_of_names() {
        assert_eq!(names(r#"["a, b", " c ", ""]"#, None), ["a, b", "c"]);
        // What is no array of texts stays what it is: names nobody knows.
        assert_eq!(names(r#"["a", 1]"#, None), [r#"["a""#, "1]"]);
    }
}
