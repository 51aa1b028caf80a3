//! The first sheet: what the notice is, its annexes and where their rows stand, and how many rows each sheet has.

use super::cells::{Look, text, value};
use super::sheet::{MAIN, print, width_of};
use super::sheets::Sheet;
use crate::notice::{Figure, Kind, Only};
use crate::render::notice::document::{Block, Document, Run};
use crate::render::notice::office::Xml;
use crate::render::notice::phrases::Phrases;

/// A row: texts, and a number where there is one.
type Row = (Look, Vec<Entry>);

enum Entry {
    Text(String),
    Number(u64),
}

/// The sheet.
pub(super) fn contents(document: &Document, sheets: &[Sheet<'_>], phrases: &Phrases) -> Xml {
    let mut xml = Xml::part();
    xml.open("worksheet", &[("xmlns", MAIN)]);
    xml.within("sheetPr", &[], |xml| {
        xml.empty("pageSetUpPr", &[("fitToPage", "1")]);
    });
    xml.open("cols", &[]);
    for (at, width) in (1..).zip([40, 10, 24, 60]) {
        width_of(&mut xml, at, width);
    }
    xml.close("cols").open("sheetData", &[]);
    for (number, (look, entries)) in (1u64..).zip(rows(document, sheets, phrases)) {
        xml.open("row", &[("r", &number.to_string())]);
        for (letter, entry) in ('A'..='Z').zip(entries) {
            let (letter, number) = (letter.to_string(), number.to_string());
            let place = (letter.as_str(), number.as_str());
            match entry {
                Entry::Text(told) => text(&mut xml, place, look, &told, phrases),
                Entry::Number(told) => value(&mut xml, place, Look::Number, &told.to_string()),
            }
        }
        xml.close("row");
    }
    xml.close("sheetData");
    print(&mut xml, false);
    xml.close("worksheet");
    xml
}

fn rows(document: &Document, sheets: &[Sheet<'_>], phrases: &Phrases) -> Vec<Row> {
    let told = |text: &str| Entry::Text(text.to_owned());
    let heads = |keys: &[&str]| {
        let heads = keys.iter().map(|key| Entry::Text(phrases.text(key, &[])));
        (Look::Head, heads.collect())
    };
    let mut out = vec![
        (Look::Title, vec![told(&document.title)]),
        (Look::Plain, vec![told(&document.number)]),
        (Look::Plain, Vec::new()),
    ];
    if !document.annexes.is_empty() {
        out.push(heads(&["annex.title", "sheet.rows", "sheet", "sheet.filter"]));
        for own in &document.annexes {
            let sheet = sheets.iter().find(|sheet| sheet.list.name == own.figure.list);
            let filter = sheet.map_or_else(String::new, |sheet| filter(&own.figure, sheet, phrases));
            let number = own.number.to_string();
            let title = phrases.text("annex.name", &[("number", &number), ("title", &own.title)]);
            out.push((
                Look::Text,
                vec![
                    Entry::Text(title),
                    Entry::Number(own.figure.count),
                    told(sheet.map_or("", |sheet| &sheet.name)),
                    Entry::Text(filter),
                ],
            ));
        }
        out.push((Look::Plain, Vec::new()));
    }
    if let Some(own) = &document.definitions {
        let read = |runs: &[Run]| runs.iter().map(Run::read).collect::<String>();
        out.push((Look::Text, vec![told(&own.mark)]));
        for block in &own.blocks {
            match block {
                Block::Heading(text) | Block::Part(text) => out.push((Look::Head, vec![told(text)])),
                Block::Paragraph(runs) => out.push((Look::Plain, vec![Entry::Text(read(runs))])),
                // Its columns are none of this sheet's: a line a row.
                Block::Table(own) => out.extend(own.rows.iter().map(|cells| {
                    let cells = own.head.iter().zip(cells).map(|((head, _), cell)| {
                        let values = [("column", head.as_str()), ("values", cell.read())];
                        vec![Run::text(phrases.text("sheet.only", &values))]
                    });
                    (Look::Plain, vec![Entry::Text(read(&phrases.clauses(cells)))])
                })),
            }
        }
        out.push((Look::Plain, Vec::new()));
    }
    out.push(heads(&["sheet", "sheet.rows"]));
    for sheet in sheets {
        out.push((
            Look::Text,
            vec![told(&sheet.name), Entry::Number(sheet.rows.len() as u64)],
        ));
    }
    out
}

/// What to filter by in order to see the rows of a figure.
fn filter(figure: &Figure, sheet: &Sheet<'_>, phrases: &Phrases) -> String {
    let one = |only: &Only| {
        let column = sheet.list.column(&only.column);
        let kind = column.map_or(Kind::Text, |at| sheet.list.columns[at].kind);
        let any: Vec<String> = only
            .any
            .iter()
            .map(|text| phrases.cell(kind, crate::notice::Cell::text(text)))
            .collect();
        phrases.text(
            "sheet.only",
            &[("column", &phrases.column(&only.column)), ("values", &any.join(" / "))],
        )
    };
    figure.only.iter().map(one).collect::<Vec<_>>().join("; ")
}
