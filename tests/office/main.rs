//! The notice as a Word file and its lists as a workbook, read back: every figure is the one that the values tell,
//! every row and its types are those of the lists, hostile text stays text, the same values give the same bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hostile;
mod house;
#[path = "../program/mod.rs"]
mod program;
mod word;
mod workbook;
mod xml;

use onus::diagnostic::Language;
use onus::notice::{Lists, Notice};
use onus::render::notice::{Block as Told, Document, Phrases, Run, Values, docx, layout, xlsx};
use program::{ends_with, onus, root};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use word::{Block, Word};

/// What the program writes about June 2014.
fn june(language: &str, format: &str, threads: &str) -> Vec<u8> {
    let args = [
        "notice",
        "draft",
        "rules/power_bureau_zh",
        "--data",
        "examples/power_bureau",
    ];
    let output = onus()
        .args(["--lang", language])
        .args(args)
        .args(["--month", "2014-06", "--format", format, "--threads", threads])
        .current_dir(root())
        .output()
        .unwrap();
    ends_with(0, &output);
    output.stdout
}

/// Its values, and how they are laid out.
struct June {
    notice: Notice,
    lists: Lists,
    phrases: Phrases,
    document: Document,
}

impl June {
    fn of(language: &str) -> June {
        let Values { notice, lists } = serde_json::from_slice(&june(language, "json", "1")).unwrap();
        let phrases = Phrases::shipped(match language {
            "zh" => Language::Chinese,
            _ => Language::English,
        });
        let document = layout(&notice, &lists, &phrases);
        June {
            notice,
            lists,
            phrases,
            document,
        }
    }
}

/// The parts of a file, by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        out.insert(file.name().unwrap().into_owned(), text);
    }
    out
}

#[test]
fn every_figure_of_the_values_stands_in_the_word_file() {
    for language in ["zh", "en"] {
        let june = June::of(language);
        let own = Word::of(&parts(&docx(&june.document, &june.lists, &june.phrases).unwrap())["word/document.xml"]);
        frame(&june, &own);
        sentences(&june, &own);
        tables(&june, &own);
        annexes(&june, &own);
    }
}

/// What stands around the body.
fn frame(june: &June, own: &Word) {
    let document = &june.document;
    assert_eq!(own.styled("Title"), [&document.title]);
    assert_eq!(own.styled("Banner"), [&document.banner]);
    assert_eq!(own.styled("Addressees"), [&document.addressees]);
    assert_eq!(own.styled("Signature"), document.signature.iter().collect::<Vec<_>>());
    let mut foot: Vec<Vec<String>> = document.foot.iter().map(|runs| vec![read(runs)]).collect();
    foot.push(vec![document.printed.join("\t")]);
    assert_eq!(*own.tables().last().unwrap(), &foot);
    assert!(!document.mark.is_empty());
}

/// The sentences, word by word; and of what they tell the figures that nobody may misprint, from the values.
fn sentences(june: &June, own: &Word) {
    let blocks = || {
        june.document
            .blocks
            .iter()
            .chain(june.document.definitions.iter().flat_map(|own| &own.blocks))
    };
    let told: Vec<String> = blocks()
        .filter_map(|block| match block {
            Told::Paragraph(runs) => Some(read(runs)),
            _ => None,
        })
        .collect();
    assert_eq!(own.styled("BodyText"), told);
    let figures: Vec<String> = blocks().flat_map(figures).collect();
    assert_eq!(own.figures, figures);
    let text = own.styled("BodyText").join("\n");
    let rate = &june.notice.overview.rates[0];
    let percent = rate.part.count as f64 * 100.0 / rate.whole.count as f64;
    assert!(text.contains(&format!("{percent:.2}%")), "{text}");
    let kinds = &june.notice.overview.kinds;
    for count in kinds.parts.iter().chain([&kinds.whole]).map(|part| part.now.count) {
        assert!(figures.contains(&count.to_string()), "{count}");
    }
}

fn read(runs: &[Run]) -> String {
    runs.iter().map(Run::read).collect()
}

fn figures(block: &Told) -> Vec<String> {
    let own = |runs: &[Run]| {
        let figure = |run: &Run| match run {
            Run::Figure(text, _) => Some(text.clone()),
            Run::Text(_) => None,
        };
        runs.iter().filter_map(figure).collect::<Vec<_>>()
    };
    match block {
        Told::Paragraph(runs) => own(runs),
        Told::Table(table) => table.rows.iter().flat_map(|row| own(row)).collect(),
        _ => Vec::new(),
    }
}

/// The tables of groups, parties, rungs and other deadlines against the values.
fn tables(june: &June, own: &Word) {
    let notice = &june.notice;
    let tables = own.tables();
    let first = |row: &Vec<String>, cells: usize| row[..cells].to_vec();
    let told = |name: &str, counts: &[u64]| {
        let counts = counts.iter().map(u64::to_string);
        // Names stand as people write them.
        let name = name.replace('_', " ");
        let mut letters = name.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        let name: String = first.into_iter().chain(letters).collect();
        std::iter::once(name).chain(counts).collect::<Vec<String>>()
    };
    let groups = notice.groups.as_ref().unwrap();
    assert_eq!(tables[0].len(), groups.parts.len() + 2);
    for (row, part) in tables[0][1..].iter().zip(&groups.parts) {
        assert_eq!(first(row, 2), told(&part.name, &[part.now.count]));
        assert_eq!(row[3], part.last.unwrap().to_string());
    }
    for (table, split) in tables[1..].iter().zip(&notice.splits) {
        assert_eq!(table.len(), split.received.parts.len() + 2, "{}", split.field);
        for (row, part) in table[1..]
            .iter()
            .zip(split.received.parts.iter().chain([&split.received.whole]))
        {
            assert_eq!(row[1], part.now.count.to_string(), "{} {}", split.field, part.name);
        }
    }
    assert_eq!(notice.splits.len(), 2);
    let tables = &tables[notice.splits.len()..];
    let mut found = 0;
    for party in &notice.parties {
        let counts = [
            &party.rate.whole,
            &party.rate.part,
            &party.late,
            &party.incomplete,
            &party.leftover,
        ];
        let counts = counts.map(|figure| figure.count);
        if counts.iter().any(|count| *count > 0) {
            assert!(
                tables[1].iter().any(|row| first(row, 6) == told(&party.party, &counts)),
                "{}",
                party.party
            );
            found += 1;
        }
    }
    assert!(found > 3);
    let rungs = notice.rungs.iter().filter(|rung| !rung.rows.is_empty());
    for (table, rung) in tables[2..].iter().zip(rungs) {
        for (row, values) in table[1..].iter().zip(&rung.rows) {
            let counts = [&values.due, &values.on_time, &values.late, &values.running].map(|figure| figure.count);
            assert_eq!(row, &told(&values.party, &counts));
        }
    }
}

/// Each annex has a section and a table of its own, with as many rows as its figure counts, of its tickets.
fn annexes(june: &June, own: &Word) {
    let document = &june.document;
    let titles: Vec<&str> = document.annex_titles().map(|(_, title)| title).collect();
    assert_eq!(own.styled("AnnexTitle"), titles);
    assert!(titles.len() > 3);
    let behind = own
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Paragraph(style, _) if style == "AnnexMark"))
        .unwrap();
    let tables: Vec<_> = own.blocks[behind..]
        .iter()
        .filter_map(|block| match block {
            Block::Table(rows) => Some(rows),
            Block::Paragraph(..) => None,
        })
        .collect();
    assert_eq!(tables.len(), titles.len() + 1, "and the foot");
    let last = document.definitions.as_ref().unwrap();
    assert_eq!(
        tables[titles.len() - 1].len(),
        june.notice.overview.rates.len() + 1,
        "{}",
        last.title
    );
    for (table, annex) in tables.iter().zip(&document.annexes) {
        assert_eq!(table.len() as u64, annex.figure.count + 1, "{}", annex.title);
        for (row, cells) in table[1..].iter().zip(june.lists.open(&annex.figure)) {
            assert!(cells.cell(0).is(&row[1]), "{row:?}");
        }
    }
    assert!(own.on_their_side.len() > titles.len());
    assert!(own.on_their_side.contains(&true) && own.on_their_side.contains(&false));
}

#[test]
fn the_same_month_gives_the_same_bytes() {
    let june_values = June::of("zh");
    let (document, lists, phrases) = (&june_values.document, &june_values.lists, &june_values.phrases);
    let (word, book) = (
        docx(document, lists, phrases).unwrap(),
        xlsx(document, lists, phrases).unwrap(),
    );
    for threads in ["1", "3"] {
        assert!(june("zh", "docx", threads) == word, "{threads}");
        assert!(june("zh", "xlsx", threads) == book, "{threads}");
    }
}
