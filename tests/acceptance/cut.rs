//! The report as of a past moment equals the report of a feed that was cut at that moment.
//!
//! The cut is made here, on the text of the made feed: rows that came later go, and so do cells that later events filled.

use super::table::Table;
use super::{onus, printed, root, scratch};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

const LISTS: [&str; 5] = ["obligations", "overdue", "escalations", "parties", "findings"];
const TICKETS: &str = "工单.csv";
const EVENTS: &str = "流转.csv";

/// Columns of a ticket's row that are filled by an event.
const FILLED: [(&str, &[&str]); 2] = [
    ("答复", &["处理措施", "原因分析", "责任认定"]),
    ("回访", &["回访结果", "不满意原因"]),
];

fn decoded(name: &str) -> Table {
    let bytes = std::fs::read(root().join("examples/power_bureau").join(name)).unwrap();
    Table::parse(&encoding_rs::GB18030.decode(&bytes).0)
}

/// Writes a table as UTF-8 with a byte order mark, which outranks the encoding the feed block states.
fn write(path: &Path, table: &Table, keep: impl Fn(&[String]) -> Option<Vec<String>>) {
    let line = |row: &[String]| {
        row.iter()
            .map(|cell| format!("\"{cell}\""))
            .collect::<Vec<_>>()
            .join(",")
    };
    let mut text = format!("\u{feff}{}\n", line(&table.header));
    for row in table.rows.iter().filter_map(|row| keep(row)) {
        text.push_str(&line(&row));
        text.push('\n');
    }
    std::fs::write(path, text).unwrap();
}

/// The feed as it stood at a moment, in a folder of its own.
fn cut(at: &str, tickets: &Table, events: &Table) -> PathBuf {
    let folder = scratch(&format!("cut_{}", at.replace([' ', ':'], "_")));
    let (number, accepted) = (tickets.column("工单编号"), tickets.column("受理时间"));
    let (of, event, moment) = (
        events.column("工单编号"),
        events.column("环节"),
        events.column("完成时间"),
    );
    let happened: HashSet<(&str, &str)> = events
        .rows
        .iter()
        .filter(|row| row[moment].as_str() <= at)
        .map(|row| (row[of].as_str(), row[event].as_str()))
        .collect();
    write(&folder.join(TICKETS), tickets, |row| {
        let mut row = (row[accepted].as_str() <= at).then(|| row.to_vec())?;
        for (event, columns) in FILLED {
            if !happened.contains(&(row[number].as_str(), event)) {
                for column in columns {
                    row[tickets.column(column)].clear();
                }
            }
        }
        Some(row)
    });
    write(&folder.join(EVENTS), events, |row| {
        (row[moment].as_str() <= at).then(|| row.to_vec())
    });
    std::fs::copy(root().join("examples/power_bureau/监控.csv"), folder.join("监控.csv")).unwrap();
    folder
}

fn lists(data: &Path, at: &str, name: &str) -> PathBuf {
    let out = scratch(name).join("lists");
    let output = onus()
        .arg("run")
        .arg(root().join("rules/power_bureau_zh"))
        .arg("--data")
        .arg(data)
        // A feed that is cut early holds few rows beside its dirt.
        .args(["--max-rejected", "100%", "--as-of", at, "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "as of {at}: {}", printed(&output));
    out
}

#[test]
fn as_of_a_moment_equals_a_feed_cut_there() {
    let (tickets, events) = (decoded(TICKETS), decoded(EVENTS));
    let moment = events.column("完成时间");
    // Thirty moments of the log itself, evenly spread: each is the very minute of an event.
    let step = events.rows.len() / 30;
    let moments: Vec<&str> = (0..30)
        .map(|at| events.rows[at * step + step / 2][moment].as_str())
        .collect();
    for at in moments {
        let whole = lists(&root().join("examples/power_bureau"), at, "cut_whole");
        let part = lists(&cut(at, &tickets, &events), at, "cut_part");
        for list in LISTS {
            let read = |folder: &Path| std::fs::read_to_string(folder.join(format!("{list}.csv"))).unwrap();
            let (whole, part) = (read(&whole), read(&part));
            let differ = whole.lines().zip(part.lines()).find(|(one, other)| one != other);
            assert_eq!(differ, None, "{list} as of {at}");
            assert_eq!(whole.lines().count(), part.lines().count(), "{list} as of {at}");
        }
    }
}
