//! Text that would be a formula, an element, a control, a turn of direction, or more than a cell holds.

use super::{June, parts, program, xml};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use onus::notice::{Cell, Kind, List, Lists};
use onus::render::notice::{Block, Document, Run, Table, docx, xlsx};
use std::io::Cursor;

fn texts() -> Vec<String> {
    let short = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "]]>&amp;&#0;<w:p/>",
        "\"' x=\"y",
        "a\u{0}\u{1b}[2J\u{8}\u{7f}b",
        "\u{202e}txt.exe\u{200f}\u{2066}",
        "\u{fffe}\u{ffff}\u{feff}",
        "line\r\nline\ttab",
        "a_x000D_b",
        "../../x",
        "\t=1+1",
    ];
    let mut all: Vec<String> = short.map(str::to_owned).to_vec();
    all.push("长".repeat(350_000));
    all.push("=".repeat(1_000_000));
    all.push("😀".repeat(20_000));
    all
}

/// June, with hostile text wherever text can stand.
fn hostile() -> (Document, Lists, June) {
    let june = June::of("zh");
    let texts = texts();
    let long: String = texts.iter().flat_map(|text| text.chars().take(3_000)).collect();
    let mut document = june.document.clone();
    for text in [
        &mut document.banner,
        &mut document.number,
        &mut document.title,
        &mut document.addressees,
    ] {
        text.clone_from(&long);
    }
    document.mark.clone_from(&long);
    document.signature.clone_from(&texts);
    document.foot = texts.iter().map(|text| vec![Run::text(text)]).collect();
    document.printed = [long.clone(), long.clone()];
    let runs = || texts.iter().map(Run::text).collect::<Vec<_>>();
    document.blocks.push(Block::Heading(long.clone()));
    document.blocks.push(Block::Part(long.clone()));
    document.blocks.push(Block::Paragraph(runs()));
    document.blocks.push(Block::Table(Table {
        head: texts.iter().map(|text| (text.clone(), false)).collect(),
        rows: vec![runs(), runs()],
        sum: true,
    }));
    document.annexes[0].title.clone_from(&long);
    let mut lists = june.lists.clone();
    for list in &mut lists.all {
        let columns: Vec<(&str, Kind)> = list.columns.iter().map(|own| (&*own.key, own.kind)).collect();
        let mut own = List::new(&list.name, &columns);
        for row in list.rows().take(8) {
            // The columns that annexes filter by stay.
            own.push([Cell::Text(&long)].into_iter().chain(row.cells().skip(1)));
        }
        *list = own;
    }
    let columns: Vec<(&str, Kind)> = texts[..14].iter().map(|text| (text.as_str(), Kind::Text)).collect();
    let mut own = List::new("[a]:b*c?d/e\\f' and much longer than a sheet's name may be", &columns);
    for text in &texts {
        own.push([Cell::text(text)]);
    }
    own.push([Cell::Number(i64::MAX), Cell::Number(-1)]);
    lists.all.push(own);
    (document, lists, june)
}

#[test]
fn hostile_text_is_no_element_of_a_file_and_no_formula() {
    let (document, lists, june) = hostile();
    let calm = |bytes: Vec<u8>| {
        let parts = parts(&bytes);
        parts
            .values()
            .flat_map(|part| xml::elements(&xml::read(part)))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let word = docx(&document, &lists, &june.phrases).unwrap();
    let book = xlsx(&document, &lists, &june.phrases).unwrap();
    // A title that is too long for two lines has no break of its own.
    assert!(calm(word.clone()).is_subset(&calm(docx(&june.document, &june.lists, &june.phrases).unwrap())));
    assert!(calm(book.clone()).is_subset(&calm(xlsx(&june.document, &june.lists, &june.phrases).unwrap())));
    for (name, part) in parts(&word).into_iter().chain(parts(&book)) {
        assert_eq!(program::hostile(&part), None, "{name}");
    }
}

#[test]
fn what_is_longer_than_a_cell_is_cut_and_says_so() {
    let (document, lists, june) = hostile();
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(xlsx(&document, &lists, &june.phrases).unwrap())).unwrap();
    let names = book.sheet_names();
    assert!(
        names
            .iter()
            .all(|name| name.encode_utf16().count() <= 31 && !name.contains(['[', ':', '*', '?', '/', '\\']))
    );
    let sheet = book.worksheet_range(names.last().unwrap()).unwrap();
    for (row, text) in texts().iter().enumerate() {
        let Some(Data::String(told)) = sheet.get((row + 1, 0)) else {
            panic!("{row}")
        };
        let units = told.encode_utf16().count();
        assert!(units <= 32_767, "{units}");
        let count = format!("（下略，原文共{}字）", text.chars().count());
        assert_eq!(told.ends_with(&count), text.encode_utf16().count() > 32_767, "{row}");
        assert!(units > 32_000 || !told.ends_with(&count));
    }
    assert_eq!(sheet.get((1, 0)), Some(&Data::String("=cmd|' /C calc'!A0".to_owned())));
    let last = texts().len() + 1;
    assert_eq!(sheet.get((last, 0)), Some(&Data::String(i64::MAX.to_string())));
    assert_eq!(sheet.get((last, 1)), Some(&Data::Float(-1.0)));
    for name in &names {
        assert_eq!(book.worksheet_formula(name).unwrap().used_cells().count(), 0, "{name}");
    }
}
