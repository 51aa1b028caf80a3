//! The workbook, read back by the reader that reads customers' workbooks.

use super::{June, parts, xml};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use chrono::{DateTime, NaiveDate};
use onus::notice::{Cell, Kind};
use onus::render::notice::xlsx;
use std::io::Cursor;

#[test]
fn rows_and_types_of_the_workbook_are_those_of_the_lists() {
    for language in ["zh", "en"] {
        let june = June::of(language);
        let bytes = xlsx(&june.document, &june.lists, &june.phrases).unwrap();
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
        let names = book.sheet_names();
        assert_eq!(names.len(), june.lists.all.len() + 1);
        for (name, list) in names[1..].iter().zip(&june.lists.all) {
            let sheet = book.worksheet_range(name).unwrap();
            assert_eq!(sheet.height(), list.len() + 1, "{name}");
            assert_eq!(sheet.width(), list.columns.len(), "{name}");
            for (at, column) in list.columns.iter().enumerate() {
                let head = sheet.get((0, at)).unwrap().to_string();
                assert!(!head.is_empty());
                let seconds = head.ends_with("（秒）") || head.ends_with(", seconds");
                assert_eq!(seconds, column.kind == Kind::Seconds, "{head}");
                for (number, row) in list.rows().enumerate() {
                    let told = sheet.get((number + 1, at)).unwrap_or(&Data::Empty);
                    same(told, column.kind, row.cell(at), language);
                }
            }
            assert_eq!(book.worksheet_formula(name).unwrap().used_cells().count(), 0, "{name}");
        }
        for (name, part) in parts(&bytes) {
            let elements = xml::elements(&xml::read(&part));
            assert!(!elements.contains("f"), "{name} has a formula");
            if name.contains("sheet") && !name.ends_with("sheet1.xml") && name.starts_with("xl/worksheets/") {
                assert!(
                    part.contains("state=\"frozen\"") && elements.contains("autoFilter"),
                    "{name}"
                );
            }
        }
    }
}

#[track_caller]
fn same(told: &Data, kind: Kind, cell: Cell<'_>, language: &str) {
    match (kind, cell) {
        (_, Cell::Empty) => assert_eq!(told, &Data::Empty),
        (Kind::Number | Kind::Seconds, Cell::Number(number)) => assert_eq!(told, &Data::Float(number as f64)),
        (Kind::Moment, moment) => {
            let wall = DateTime::parse_from_rfc3339(&moment.told()).unwrap().naive_local();
            let first = NaiveDate::from_ymd_opt(1899, 12, 30)
                .unwrap()
                .and_hms_opt(0, 0, 0)
                .unwrap();
            let Data::DateTime(days) = told else { panic!("{told:?}") };
            assert_eq!(
                ((days.as_f64() * 86_400.0).round()) as i64,
                (wall - first).num_seconds()
            );
        }
        (Kind::Word | Kind::Code, Cell::Text(word)) => {
            let Data::String(told) = told else { panic!("{told:?}") };
            assert!(!told.is_empty());
            assert_eq!(told.is_ascii(), language == "en", "{word} {told}");
        }
        (Kind::Name | Kind::Duty, Cell::Text(name)) => {
            let Data::String(told) = told else { panic!("{told:?}") };
            assert!(named(told, name), "{name} {told}");
        }
        (Kind::Text, Cell::Text(text)) => assert_eq!(told, &Data::String(text.to_string())),
        other => panic!("{other:?}"),
    }
}

/// Whether a name of the rules is told: its words parted by blanks, a step of a ladder by its number.
fn named(told: &str, name: &str) -> bool {
    let mut parts = name.splitn(3, '/');
    let (first, second, event) = (parts.next().unwrap(), parts.next(), parts.next());
    match second.filter(|rung| rung.parse::<u8>().is_ok()) {
        Some(rung) => told.contains(rung) && event.is_none_or(|event| told.ends_with(&event.replace('_', " "))),
        None if first == "not_raised" => told == "应提未提" || told == "not raised in time",
        None => told == name.replace('_', " "),
    }
}
