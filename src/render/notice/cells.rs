//! Heads and cells of lists in the words of people.

use super::layout::wall;
use super::phrases::Phrases;
use super::words::said;
use crate::diagnostic::CODES;
use crate::notice::{Cell, Kind};
use crate::render::words::pick;
use crate::report::NOT_RAISED;

impl Phrases {
    /// The head of a column; that of a metric is its name.
    pub(super) fn column(&self, key: &str) -> String {
        let key = key.strip_prefix("by ").unwrap_or(key);
        let told = self.text(&format!("column.{key}"), &[]);
        if told.is_empty() { self.begun(key) } else { told }
    }

    /// A cell in words.
    pub(super) fn cell(&self, kind: Kind, cell: &Cell) -> String {
        match (kind, cell) {
            (_, Cell::Empty) => String::new(),
            (Kind::Seconds, Cell::Number(seconds)) => {
                let minutes = seconds / 60;
                let values = [
                    ("hours", (minutes / 60).to_string()),
                    ("minutes", (minutes % 60).to_string()),
                ];
                let values = values.each_ref().map(|(key, text)| (*key, text.as_str()));
                self.text("hours", &values)
            }
            (_, Cell::Number(number)) => number.to_string(),
            (Kind::Moment, Cell::Text(moment)) => match moment.get(16..19) {
                Some(":00") | None => wall(moment),
                Some(seconds) => format!("{}{seconds}", wall(moment)),
            },
            (Kind::Code, Cell::Text(code)) => {
                let page = CODES.iter().find(|page| page.code.0 == &**code);
                page.map_or(code.to_string(), |page| {
                    pick(self.language(), page.title.0, page.title.1).to_owned()
                })
            }
            (Kind::Word, Cell::Text(word)) => {
                let told = self.text(&format!("word.{word}"), &[]);
                if told.is_empty() { word.to_string() } else { told }
            }
            (Kind::Name, Cell::Text(name)) if **name == *NOT_RAISED => self.text("finding.not_raised", &[]),
            (Kind::Name, Cell::Text(name)) => said(name),
            (Kind::Duty, Cell::Text(name)) => self.duty(name),
            (_, Cell::Text(text)) => text.to_string(),
        }
    }
}
