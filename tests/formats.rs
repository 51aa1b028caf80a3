//! The same facts in every format of files give the same lists; what is wrong in a file is told in its own terms.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;
#[path = "formats/workbook.rs"]
mod workbook;

use program::{ends_with, onus, printed, root, scratch};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;
use workbook::{Cell, Sheet, texts, workbook};

/// The rows of the example's feed, the header first.
fn rows() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(root().join("examples/first_hour/tickets.csv")).unwrap();
    let row = |line: &str| line.split(',').map(str::to_string).collect();
    text.lines().map(row).collect()
}

/// The example's rules, the line of its feed replaced.
fn rules(folder: &Path, feed: &str) -> PathBuf {
    let home = root().join("examples/first_hour");
    let text = std::fs::read_to_string(home.join("rules.onus")).unwrap();
    let head = "feed tickets \"tickets.csv\" {";
    assert!(text.contains(head));
    std::fs::copy(home.join("calendar.onus"), folder.join("calendar.onus")).unwrap();
    let path = folder.join("rules.onus");
    std::fs::write(&path, text.replace(head, feed)).unwrap();
    path
}

fn run(folder: &Path, feed: &str, out: Option<&str>) -> Output {
    let rules = rules(folder, feed);
    let mut command = onus();
    command.arg("run").arg(folder).arg("--data").arg(folder);
    command.args(["--as-of", "2026-03-10 09:00", "--max-rejected", "100%"]);
    if let Some(out) = out {
        command.arg("--out").arg(folder.join(out));
    }
    let output = command.output().unwrap();
    std::fs::remove_file(rules).unwrap();
    output
}

/// The lists for machines of a run, one behind the other; without the digest of the feed.
fn lists(name: &str, feed: &str, file: &str, bytes: &[u8]) -> String {
    let folder = scratch(&format!("formats_{name}"));
    std::fs::write(folder.join(file), bytes).unwrap();
    let output = run(&folder, feed, Some("lists"));
    ends_with(0, &output);
    let names = [
        "obligations",
        "overdue",
        "escalations",
        "parties",
        "findings",
        "set_aside",
        "data_findings",
    ];
    let list = |name: &&str| std::fs::read_to_string(folder.join(format!("lists/{name}.csv"))).unwrap();
    names.iter().map(list).collect()
}

fn delimited(rows: &[Vec<String>], mark: &str) -> Vec<u8> {
    let lines: Vec<String> = rows.iter().map(|row| row.join(mark)).collect();
    (lines.join("\n") + "\n").into_bytes()
}

/// The rows as objects, a key given only where something is told.
fn objects(rows: &[Vec<String>]) -> Vec<String> {
    let object = |row: &Vec<String>| {
        let told = rows[0].iter().zip(row).filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = told.map(|(key, value)| format!("{key:?}: {value:?}")).collect();
        format!("{{{}}}", pairs.join(", "))
    };
    rows[1..].iter().map(object).collect()
}

/// The rows with moments as dates and customers as numbers.
fn typed(rows: &[Vec<String>]) -> Vec<Vec<Cell>> {
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap();
    let cell = |text: &String| match chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M") {
        Ok(at) => Cell::Date((at - epoch).num_seconds() as f64 / 86_400.0),
        Err(_) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => Cell::Number(text.clone()),
        Err(_) => Cell::Text(text.clone()),
    };
    rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

fn sheet(name: &'static str, rows: Vec<Vec<Cell>>) -> Sheet<'static> {
    Sheet {
        name,
        rows,
        merged: &[],
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn the_same_facts_give_the_same_lists_in_every_format() {
    let rows = rows();
    let csv = delimited(&rows, ",");
    let plain = lists("csv", "feed tickets \"tickets.csv\" {", "tickets.csv", &csv);
    assert!(plain.len() > 2_000);
    let (tsv, marked) = (delimited(&rows, "\t"), delimited(&rows, ";"));
    let ndjson = objects(&rows).join("\n").into_bytes();
    let json = format!("[\n  {}\n]\n", objects(&rows).join(",\n  ")).into_bytes();
    let text = workbook(&[sheet("Sheet1", texts(&rows)), sheet("Sheet2", Vec::new())]);
    let dated = workbook(&[sheet("notes", texts(&rows[..3])), sheet("all 工单", typed(&rows))]);
    let cases: [(&str, &str, &str, Vec<u8>); 14] = [
        ("tsv", "\"tickets.tsv\"", "tickets.tsv", tsv.clone()),
        ("marks", "\"tickets.csv\", separator \";\"", "tickets.csv", marked),
        ("ndjson", "\"tickets.ndjson\"", "tickets.ndjson", ndjson.clone()),
        ("json", "\"tickets.json\"", "tickets.json", json.clone()),
        ("xlsx", "\"tickets.xlsx\"", "tickets.xlsx", text.clone()),
        ("dates", "\"tickets.xlsx\", sheet \"all 工单\"", "tickets.xlsx", dated),
        (
            "stated",
            "\"tickets.csv\", format \"json\"",
            "tickets.csv",
            json.clone(),
        ),
        // The name says nothing: what stands in the file does.
        ("looked_tsv", "\"tickets.txt\"", "tickets.txt", tsv),
        ("looked_ndjson", "\"tickets\"", "tickets", ndjson.clone()),
        ("looked_json", "\"tickets.out\"", "tickets.out", json.clone()),
        ("looked_xlsx", "\"tickets.out\"", "tickets.out", text),
        // Packed, beside the name or in it.
        ("zst", "\"tickets.csv\"", "tickets.csv.zst", zstandard(&csv)),
        ("gz", "\"tickets.ndjson.gz\"", "tickets.ndjson.gz", gzip(&ndjson)),
        ("json_zst", "\"tickets.json.zst\"", "tickets.json.zst", zstandard(&json)),
    ];
    for (name, feed, file, bytes) in cases {
        let told = lists(name, &format!("feed tickets {feed} {{"), file, &bytes);
        let file = feed.split('"').nth(1).unwrap();
        assert_eq!(told.replace(file, "tickets.csv"), plain, "{name}");
    }
}

/// What a run over a file says, and how it ended.
fn said(name: &str, feed: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let folder = scratch(&format!("formats_wrong_{name}"));
    let file = feed.split('"').nth(1).unwrap();
    std::fs::write(folder.join(file), bytes).unwrap();
    let output = run(&folder, &format!("feed tickets {feed} {{"), Some("lists"));
    let aside = std::fs::read_to_string(folder.join("lists/set_aside.csv")).unwrap_or_default();
    assert!(!printed(&output).contains("panicked"), "{}", printed(&output));
    (output.status.code(), printed(&output) + &aside)
}

#[track_caller]
fn refused(name: &str, feed: &str, bytes: &[u8], told: &[&str]) {
    let (status, text) = said(name, feed, bytes);
    assert_eq!(status, Some(4), "{text}");
    for told in told {
        assert!(text.contains(told), "{told} is not told:\n{text}");
    }
}

#[test]
fn merged_header_cells_are_refused_by_their_address() {
    let mut titled = texts(&rows());
    titled.insert(0, vec![Cell::Text("Grievances of March".into())]);
    let merged = |rows: Vec<Vec<Cell>>, merged: &'static [&'static str]| {
        let sheet = Sheet {
            name: "工单",
            rows,
            merged,
        };
        workbook(&[sheet])
    };
    let title = merged(titled.clone(), &["A1:I1"]);
    refused("title", "\"t.xlsx\"", &title, &["R4112", "工单!A1:I1", "unmerge"]);
    let names = merged(texts(&rows()), &["B1:C1"]);
    refused("names", "\"t.xlsx\"", &names, &["R4112", "工单!B1:C1"]);
    // Two rows as one name.
    let tall = merged(texts(&rows()), &["B1:B2"]);
    refused("tall", "\"t.xlsx\"", &tall, &["R4112", "工单!B1:B2"]);
}

#[test]
fn cells_under_a_merged_one_and_formulas_without_a_value_set_their_row_aside() {
    let mut rows = texts(&rows());
    let formula = |value: Option<&str>| Cell::Formula("A1&amp;\"x\"", value.map(Into::into));
    rows[2][7] = formula(Some("supply_reliability"));
    rows[3][7] = formula(None);
    // A note beside the table is none of its cells.
    rows[5].extend([Cell::Text(String::new()), formula(None)]);
    let sheet = Sheet {
        name: "Sheet1",
        rows,
        merged: &["I7:I9", "K2:K9"],
    };
    let (status, text) = said("covered", "\"t.xlsx\"", &workbook(&[sheet]));
    assert_eq!(status, Some(0), "{text}");
    let aside: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("tickets,"))
        .map(|line| line.split(',').skip(2).take(4).collect())
        .collect();
    assert_eq!(
        aside,
        [
            ["4", "category", "R4018", "20260226-0011"],
            ["8", "unit", "R4019", "20260303-0003"],
            ["9", "unit", "R4019", "20260304-0009"],
        ]
    );
}

#[test]
fn what_is_not_in_its_format_is_said_so() {
    let rows = rows();
    let book = workbook(&[sheet("a", texts(&rows)), sheet("b", texts(&rows))]);
    let csv = delimited(&rows, ",");
    refused("two", "\"t.xlsx\"", &book, &["R4113", "a, b", "sheet \"…\""]);
    refused("none", "\"t.xlsx\", sheet \"c\"", &book, &["R4113", "\"c\"", "a, b"]);
    refused("book_as_csv", "\"t.csv\"", &book, &["R4111", "Excel", ".xlsx"]);
    refused("csv_as_book", "\"t.xlsx\"", &csv, &["R4111", "none"]);
    refused("cut", "\"t.xlsx\"", &book[..book.len() - 200], &["R4111"]);
    refused(
        "old",
        "\"t.xls\"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        &["R4111", "old"],
    );
    refused("csv_as_json", "\"t.json\"", &csv, &["R4111", "array"]);
    refused("cut_json", "\"t.json\"", b"[{\"number\":\"1\"},", &["R4111", "cut off"]);
    refused("empty", "\"t.ndjson\"", b"\n", &["R4106"]);
    refused(
        "marks",
        "\"t.csv\"",
        &delimited(&rows, ";"),
        &["R4101", "separator \";\""],
    );
    let gbk = encoding_rs::GB18030.encode("{\"number\":\"城区\"}\n").0.into_owned();
    refused("gbk", "\"t.ndjson\"", &gbk, &["R4103", "encoding GBK"]);
}

#[test]
fn a_column_that_no_object_has_is_missing() {
    let lines: Vec<String> = objects(&rows())
        .iter()
        .map(|line| line.replace("\"kind\"", "\"Kind\""))
        .collect();
    let bytes = lines.join("\n").into_bytes();
    refused("key", "\"t.ndjson\"", &bytes, &["R4101", "\"kind\"", "\"Kind\""]);
    // The last of many objects has it: that is enough.
    let bytes = [
        bytes,
        b"\n{\"number\":\"x\",\"kind\":\"complaint\",\"accepted\":\"2026-03-02 09:00\"}".to_vec(),
    ]
    .concat();
    assert_eq!(said("one_key", "\"t.ndjson\"", &bytes).0, Some(0));
    // An empty array is a night without tickets, an empty file is none.
    assert_eq!(said("no_objects", "\"t.json\"", b"[ ]").0, Some(0));
}

#[test]
fn rows_are_told_by_their_own_number() {
    let mut lines = objects(&rows());
    lines.insert(2, "{\"number\": \"broken\", ".into());
    lines.insert(4, "{\"number\": \"odd\", \"accepted\": \"yesterday\"}".into());
    lines.insert(5, "{\"number\": \"twice\", \"number\": \"2\"}".into());
    lines.insert(6, "{\"number\": \"deep\", \"kind\": {\"name\": \"complaint\"}}".into());
    lines.insert(7, "{\"number\": \"many\", \"kind\": [\"complaint\"]}".into());
    let expected = [
        ("3", "R4020"),
        ("5", "R4009"),
        ("6", "R4020"),
        ("7", "R4021"),
        ("8", "R4021"),
    ];
    for (name, bytes) in [
        ("numbers.ndjson", lines.join("\n")),
        ("numbers.json", format!("[{}]", lines.join(","))),
    ] {
        let json = name.ends_with(".json");
        // An object that does not end swallows the array: it is closed here, and wrong in another way.
        let bytes = if json {
            bytes.replace("\"broken\", ", "\"broken\", }")
        } else {
            bytes
        };
        let (status, text) = said(name, &format!("\"{name}\""), bytes.as_bytes());
        assert_eq!(status, Some(0), "{text}");
        let mut aside: Vec<(&str, &str)> = text
            .lines()
            .filter(|line| line.starts_with("tickets,"))
            .map(|line| line.split(',').collect::<Vec<_>>())
            .map(|cells| (cells[2], cells[4]))
            .collect();
        aside.sort_unstable();
        assert_eq!(aside, expected, "{name}");
    }
}

#[test]
fn a_workbook_that_unpacks_to_absurd_size_is_refused() {
    let mut rows = texts(&rows());
    rows[1][5] = Cell::Text("x".repeat(80 << 20));
    refused("bomb", "\"t.xlsx\"", &workbook(&[sheet("a", rows)]), &["R4108"]);
}
