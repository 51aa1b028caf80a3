//! Text of rule files: keywords in one language, names and texts quoted where they must be.
//!
//! The language has no escapes: a text that no pair of quotes can hold, or in which something cannot be seen, has no
//! spelling, and the writer says so instead of writing something else.

use super::safe::terminal;
use crate::calendar::{Quantity, Unit};
use crate::diagnostic::Language;
use crate::syntax::{is_invisible, keyword, keyword_at};
use std::borrow::Cow;

/// A writer of rule text in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleText(pub Language);

impl RuleText {
    /// A keyword by its id in the keyword table.
    #[must_use]
    pub fn word(self, id: &str) -> &'static str {
        keyword(id).map_or("", |keyword| match self.0 {
            Language::English => keyword.en,
            Language::Chinese => keyword.zh,
        })
    }

    /// A keyword that holds a number: `year 2027`, `第2级`.
    #[must_use]
    pub fn numbered(self, id: &str, number: i64) -> String {
        self.word(id).replace('#', &number.to_string())
    }

    /// A number with its unit: `4 working days`, `4个工作日`.
    #[must_use]
    pub fn quantity(self, of: Quantity) -> String {
        let id = match of.unit {
            Unit::Seconds => "unit_seconds",
            Unit::Minutes => "unit_minutes",
            Unit::Hours => "unit_hours",
            Unit::WorkingSeconds => "unit_working_seconds",
            Unit::WorkingMinutes => "unit_working_minutes",
            Unit::WorkingHours => "unit_working_hours",
            Unit::WorkingDays => "unit_working_days",
            Unit::CalendarDays => "unit_calendar_days",
            Unit::Weeks => "unit_weeks",
            Unit::Months => "unit_months",
            Unit::Times => "unit_times",
            Unit::Points => "unit_points",
            Unit::Persons => "unit_persons",
        };
        let plural = keyword(id).and_then(|keyword| keyword.en_plural);
        match (self.0, plural) {
            (Language::Chinese, _) => format!("{}{}", of.amount, self.word(id)),
            (Language::English, Some(plural)) if of.amount != 1 => format!("{} {plural}", of.amount),
            (Language::English, _) => format!("{} {}", of.amount, self.word(id)),
        }
    }

    /// A text in quotes; None where no quotes can hold it, or something in it cannot be seen.
    #[must_use]
    pub fn text(self, text: &str) -> Option<String> {
        if text.contains(['\n', '\r', '\t']) || text.chars().any(is_invisible) || &*terminal(text) != text {
            return None;
        }
        let pairs = [("\"", "\""), ("“", "”"), ("「", "」")];
        let order = match self.0 {
            Language::English => [0, 1, 2],
            Language::Chinese => [1, 2, 0],
        };
        order
            .into_iter()
            .filter_map(|at| pairs.get(at))
            .find(|(open, close)| !text.contains(open) && !text.contains(close))
            .map(|(open, close)| format!("{open}{text}{close}"))
    }

    /// A name, quoted where it is a word of the language or has marks in it; None as for [`RuleText::text`].
    #[must_use]
    pub fn name(self, name: &str) -> Option<String> {
        let letter = |c: char| c.is_alphabetic() || c == '_';
        let bare = name.starts_with(letter)
            && name.chars().all(|c| letter(c) || c.is_ascii_digit() || c == '-')
            && keyword_at(name).is_none();
        if bare { Some(name.to_string()) } else { self.text(name) }
    }

    /// The mark between the items of a list, with its blank.
    #[must_use]
    pub fn comma(self) -> &'static str {
        match self.0 {
            Language::English => ", ",
            Language::Chinese => "、",
        }
    }

    /// The mark between a code and what it stands for, with its blanks.
    #[must_use]
    pub fn colon(self) -> &'static str {
        match self.0 {
            Language::English => " : ",
            Language::Chinese => " ： ",
        }
    }

    /// The mark before a clause, with its blank.
    #[must_use]
    pub fn clause(self) -> &'static str {
        match self.0 {
            Language::English => ", ",
            Language::Chinese => "，",
        }
    }
}

/// Foreign text for a comment: it stays on its line and shows what it holds.
#[must_use]
pub fn comment(text: &str) -> Cow<'_, str> {
    terminal(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_written_is_written_as_it_is() {
        let (en, zh) = (RuleText(Language::English), RuleText(Language::Chinese));
        assert_eq!(en.name("Cards_Ops-2").as_deref(), Some("Cards_Ops-2"));
        assert_eq!(en.name("Cards Ops").as_deref(), Some("\"Cards Ops\""));
        assert_eq!(en.name("Due").as_deref(), Some("\"Due\""));
        assert_eq!(en.name("2nd line").as_deref(), Some("\"2nd line\""));
        assert_eq!(zh.name("城区供电局").as_deref(), Some("城区供电局"));
        assert_eq!(zh.name("解决").as_deref(), Some("解决"));
        assert_eq!(zh.name("派单 人").as_deref(), Some("“派单 人”"));
        assert_eq!(zh.name("类别").as_deref(), Some("“类别”"));
        assert_eq!(en.text("5\" pipe").as_deref(), Some("“5\" pipe”"));
        assert_eq!(en.text("\"“「"), None);
        for hostile in ["a\u{202e}b", "a\nb", "a\u{200b}b", "a\u{1b}[2J", "a\tb", "\u{feff}a"] {
            assert_eq!((en.text(hostile), zh.name(hostile)), (None, None), "{hostile:?}");
        }
    }

    #[test]
    fn numbers_stand_in_their_keyword() {
        assert_eq!(RuleText(Language::English).numbered("year", 2027), "year 2027");
        assert_eq!(RuleText(Language::Chinese).numbered("rung", 2), "第2级");
    }
}
