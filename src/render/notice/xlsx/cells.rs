//! Cells of a sheet by their types. Text stands as text, whatever it begins with: a cell holds a formula only where an
//! `f` element stands, and none is ever written.

use crate::notice::{Cell, Kind};
use crate::render::notice::office::{Xml, cut};
use crate::render::notice::phrases::Phrases;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use std::borrow::Cow;

/// What a cell holds at most, in units of UTF-16.
const LONGEST: usize = 32_767;
/// Excel keeps numbers as floating point: whole ones are exact up to here.
const EXACT: u64 = 1 << 53;

/// How a cell looks: positions in the styles of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Text,
    Number,
    Moment,
    Head,
    Title,
}

impl Look {
    /// Where it stands among the styles.
    pub(super) fn at(self) -> &'static str {
        match self {
            Look::Plain => "0",
            Look::Text => "1",
            Look::Number => "2",
            Look::Moment => "3",
            Look::Head => "4",
            Look::Title => "5",
        }
    }
}

/// Where a cell stands: the letters of its column, the number of its row.
pub(super) type Place<'p> = (&'p str, &'p str);

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

/// A cell of a list; one that holds nothing is not written.
pub(super) fn cell(xml: &mut Xml, place: Place<'_>, kind: Kind, cell: Cell<'_>, phrases: &Phrases) {
    if cell != Cell::Empty {
        begin(xml, place);
        inside(xml, kind, cell, phrases);
    }
}

/// A number.
pub(super) fn value(xml: &mut Xml, place: Place<'_>, look: Look, number: &str) {
    begin(xml, place);
    as_value(xml, look, number);
}

/// A text; what is longer than a cell holds ends in a mark that says so.
pub(super) fn text(xml: &mut Xml, place: Place<'_>, look: Look, text: &str, phrases: &Phrases) {
    begin(xml, place);
    as_text(xml, look, text, phrases);
}

/// What stands behind the place of a cell; nothing of one that holds nothing.
pub(super) fn piece(kind: Kind, cell: Cell<'_>, phrases: &Phrases) -> Xml {
    let mut own = Xml::default();
    if cell != Cell::Empty {
        inside(&mut own, kind, cell, phrases);
    }
    own
}

/// A cell whose piece was written before.
pub(super) fn again(xml: &mut Xml, place: Place<'_>, piece: &Xml) {
    if piece.len() > 0 {
        begin(xml, place);
        xml.piece(piece);
    }
}

fn begin(xml: &mut Xml, (column, row): Place<'_>) {
    xml.markup("<c r=\"").text(column).text(row).markup("\" s=\"");
}

fn inside(xml: &mut Xml, kind: Kind, cell: Cell<'_>, phrases: &Phrases) {
    match (kind, cell) {
        (_, Cell::Number(number)) if number.unsigned_abs() <= EXACT => as_value(xml, Look::Number, &number.to_string()),
        (_, Cell::Number(number)) => as_text(xml, Look::Text, &number.to_string(), phrases),
        (Kind::Moment, moment) => match wall(moment).and_then(days) {
            Some(days) => as_value(xml, Look::Moment, &days.to_string()),
            None => as_text(xml, Look::Text, &moment.told(), phrases),
        },
        (_, told) => as_text(xml, Look::Text, &phrases.cell(kind, told), phrases),
    }
}

fn as_value(xml: &mut Xml, look: Look, number: &str) {
    xml.markup(look.at()).markup("\"><v>").text(number).markup("</v></c>");
}

fn as_text(xml: &mut Xml, look: Look, text: &str, phrases: &Phrases) {
    let text = literal(cut(text, LONGEST, || {
        let length = text.chars().count().to_string();
        phrases.text("cell.cut", &[("length", &length)])
    }));
    xml.markup(look.at())
        .markup("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        .text(&text)
        .markup("</t></is></c>");
}

/// Text that reads like Excel's own escape of a character, `_x000d_`, written so that it is read as itself.
fn literal(text: Cow<'_, str>) -> Cow<'_, str> {
    let escape = |rest: &str| {
        let code = rest.as_bytes().get(2..7);
        code.is_some_and(|code| code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_')
    };
    if !text.contains('_') || !text.match_indices("_x").any(|(at, _)| escape(&text[at..])) {
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

/// The wall clock of a moment; None for what is none, or of no year that is told in four digits.
fn wall(cell: Cell<'_>) -> Option<NaiveDateTime> {
    match cell {
        Cell::Moment(at, zone) => zone.told(at),
        told => Some(DateTime::parse_from_rfc3339(&told.told()).ok()?.naive_local()),
    }
}

/// A wall clock in days since the end of 1899, as Excel counts them; None before March 1900, where Excel counts a day
/// that never was.
fn days(wall: NaiveDateTime) -> Option<f64> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let seconds = (wall - first).num_seconds();
    (seconds >= 61 * 86_400).then_some(seconds as f64 / 86_400.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::calendar::{Moment, Zone};

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
        let days = |text: &str| wall(Cell::Text(text)).and_then(days);
        assert_eq!(days("2014-06-30T12:00:00+08:00"), Some(41820.5));
        assert_eq!(days("1900-03-01T00:00:00+00:00"), Some(61.0));
        assert_eq!(days("1900-02-28T00:00:00+00:00"), None);
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn a_moment_has_the_wall_clock_of_its_text() {
        for name in ["Asia/Shanghai", "America/New_York", "Europe/Amsterdam"] {
            let zone = Zone::of(name.parse().unwrap());
            // Amsterdam's clocks were behind Greenwich by no whole number of minutes; the last two are beyond 9999.
            for at in [
                0,
                1_404_100_799,
                -2_203_977_600,
                -1_500_000_000,
                253_402_300_800,
                i64::MAX,
            ] {
                let moment = Cell::Moment(Moment(at), &zone);
                assert_eq!(wall(moment), wall(Cell::Text(&moment.told())), "{name} {at}");
            }
        }
    }

    #[test]
    fn escapes_of_excel_stay_text() {
        assert_eq!(literal("a_x000D_b".into()), "a_x005F_x000D_b");
        assert_eq!(literal("a_x00_b_xyz".into()), "a_x00_b_xyz");
    }
}
