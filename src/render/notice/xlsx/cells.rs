//! Cells of a sheet by their types. Text stands as text, whatever it begins with: a cell holds a formula only where an
//! `f` element stands, and none is ever written.

use crate::notice::{Cell, Kind};
use crate::render::notice::office::{Xml, cut};
use crate::render::notice::phrases::Phrases;
use chrono::{DateTime, NaiveDate};
use std::borrow::Cow;

/// What a cell holds at most, in units of UTF-16.
const LONGEST: usize = 32_767;
/// Excel keeps numbers as floating point: whole ones are exact up to here.
const EXACT: u64 = 1 << 53;

/// How a cell looks: positions in the styles of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain = 0,
    Text = 1,
    Number = 2,
    Moment = 3,
    Head = 4,
    Title = 5,
}

impl Look {
    /// Where it stands among the styles.
    pub(super) fn at(self) -> String {
        (self as usize).to_string()
    }
}

/// `A`, `Z`, `AA`, from 0.
pub(super) fn letters(mut column: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'A' + (column % 26) as u8));
        match column / 26 {
            0 => break,
            more => column = more - 1,
        }
    }
    out.iter().rev().collect()
}

/// A cell of a list.
pub(super) fn cell(xml: &mut Xml, place: &str, kind: Kind, cell: Cell<'_>, phrases: &Phrases) {
    match (kind, cell) {
        (_, Cell::Empty) => {}
        (_, Cell::Number(number)) if number.unsigned_abs() <= EXACT => {
            value(xml, place, Look::Number, &number.to_string());
        }
        (_, Cell::Number(number)) => text(xml, place, Look::Text, &number.to_string(), phrases),
        (Kind::Moment, moment) => match days(&moment.told()) {
            Some(days) => value(xml, place, Look::Moment, &days.to_string()),
            None => text(xml, place, Look::Text, &moment.told(), phrases),
        },
        (_, told) => text(xml, place, Look::Text, &phrases.cell(kind, told), phrases),
    }
}

/// A number.
pub(super) fn value(xml: &mut Xml, place: &str, look: Look, number: &str) {
    xml.within("c", &[("r", place), ("s", &look.at())], |xml| {
        xml.within("v", &[], |xml| {
            xml.text(number);
        });
    });
}

/// A text; what is longer than a cell holds ends in a mark that says so.
pub(super) fn text(xml: &mut Xml, place: &str, look: Look, text: &str, phrases: &Phrases) {
    let text = literal(cut(text, LONGEST, || {
        let length = text.chars().count().to_string();
        phrases.text("cell.cut", &[("length", &length)])
    }));
    xml.within("c", &[("r", place), ("s", &look.at()), ("t", "inlineStr")], |xml| {
        xml.within("is", &[], |xml| {
            xml.within("t", &[("xml:space", "preserve")], |xml| {
                xml.text(&text);
            });
        });
    });
}

/// Text that reads like Excel's own escape of a character, `_x000d_`, written so that it is read as itself.
fn literal(text: Cow<'_, str>) -> Cow<'_, str> {
    let escape = |rest: &str| {
        let code = rest.as_bytes().get(2..7);
        code.is_some_and(|code| code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_')
    };
    if !text.match_indices("_x").any(|(at, _)| escape(&text[at..])) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, char) in text.char_indices() {
        out.push(char);
        if char == '_' && text[at..].starts_with("_x") && escape(&text[at..]) {
            out.push_str("x005F_");
        }
    }
    Cow::Owned(out)
}

/// The wall clock of a moment in days since the end of 1899, as Excel counts them; None before March 1900, where Excel
/// counts a day that never was.
fn days(moment: &str) -> Option<f64> {
    let wall = DateTime::parse_from_rfc3339(moment).ok()?.naive_local();
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let seconds = (wall - first).num_seconds();
    (seconds >= 61 * 86_400).then_some(seconds as f64 / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let all = [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ];
        for (at, told) in all {
            assert_eq!(letters(at), told);
        }
    }

    #[test]
    fn moments_are_days_of_the_wall_clock() {
        assert_eq!(days("2014-06-30T12:00:00+08:00"), Some(41820.5));
        assert_eq!(days("1900-03-01T00:00:00+00:00"), Some(61.0));
        assert_eq!(days("1900-02-28T00:00:00+00:00"), None);
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn escapes_of_excel_stay_text() {
        assert_eq!(literal("a_x000D_b".into()), "a_x005F_x000D_b");
        assert_eq!(literal("a_x00_b_xyz".into()), "a_x00_b_xyz");
    }
}
