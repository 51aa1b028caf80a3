//! J, the real input: 31,828 requests of a city, its service levels, and its own word on what was late.
//!
//! The file is not part of the project. It is looked for in `$ONUS_DATA`, by default beside the project.

use super::table::Table;
use super::{onus, printed, root, scratch};
use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

const FILE: &str = "boston_311_2011_q3.csv.gz";

/// The folder with the real data, told on the terminal past the test harness's capture.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("ONUS_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let found = folder.join(FILE).exists().then_some(folder);
    let word = if found.is_some() { "run" } else { "SKIPPED" };
    let _ = writeln!(std::io::stderr(), "J: {word}");
    found
}

fn real(data: &Path) -> Table {
    let mut text = String::new();
    let file = std::fs::File::open(data.join(FILE)).unwrap();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    Table::parse(&text)
}

/// Runs a rule folder over the real file: status 0, nothing set aside. Gives the folder of the lists.
fn run(rules: &Path, data: &Path, name: &str) -> PathBuf {
    let lists = scratch(name).join("lists");
    let output = onus()
        .arg("run")
        .arg(rules)
        .arg("--data")
        .arg(data)
        .arg("--out")
        .arg(&lists)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let aside = Table::read(&lists.join("set_aside.csv"));
    assert!(aside.rows.is_empty(), "{} rows set aside", aside.rows.len());
    lists
}

/// The types of the table beside the rules.
fn types() -> HashSet<String> {
    std::fs::read_to_string(root().join("rules/boston_311/service_levels.tsv"))
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect()
}

fn wall_clock(text: &str) -> chrono::NaiveDateTime {
    let text = text
        .get(..19)
        .unwrap_or_else(|| panic!("`{text}` is no moment"))
        .replace('T', " ");
    chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").unwrap()
}

/// How many rows of the table's types state a moment, and how many of these the run reproduces within 120 s.
fn reproduced(lists: &Path, real: &Table) -> (usize, usize) {
    let table = Table::read(&lists.join("obligations.csv"));
    let (ticket, deadline, due) = (table.column("ticket"), table.column("deadline"), table.column("due"));
    let dues: HashMap<&str, &str> = table
        .rows
        .iter()
        .filter(|row| row[deadline] == "completion")
        .map(|row| (row[ticket].as_str(), row[due].as_str()))
        .collect();
    let types = types();
    assert_eq!(types.len(), 70);
    let (number, kind, target) = (
        real.column("case_enquiry_id"),
        real.column("type"),
        real.column("target_dt"),
    );
    let (mut stated, mut equal) = (0, 0);
    for row in real
        .rows
        .iter()
        .filter(|row| types.contains(&row[kind]) && !row[target].is_empty())
    {
        let due = dues
            .get(row[number].as_str())
            .unwrap_or_else(|| panic!("{} has no obligation", row[number]));
        stated += 1;
        equal += usize::from((wall_clock(due) - wall_clock(&row[target])).num_seconds().abs() <= 120);
    }
    (stated, equal)
}

/// J1 and J3: the stated moments are reproduced, and only in the order in which the arrival lines stand.
#[test]
fn service_levels_reproduce_what_the_city_stated() {
    let Some(data) = data() else { return };
    let real = real(&data);
    assert_eq!(real.rows.len(), 31_828);
    let rules = root().join("rules/boston_311");
    let (stated, equal) = reproduced(&run(&rules, &data, "j1"), &real);
    assert_eq!(stated, 26_520);
    assert!(equal * 100 >= stated * 99, "J1: {equal} of {stated}");

    let other = scratch("j3_rules");
    for entry in std::fs::read_dir(&rules).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(other.join(path.file_name().unwrap()), arrival_lines_swapped(&text)).unwrap();
    }
    // The examples hold for the right order only.
    std::fs::remove_file(other.join("examples.onus")).unwrap();
    let (stated, other) = reproduced(&run(&other, &data, "j3"), &real);
    assert_eq!((other * 1000 + stated / 2) / stated, 964, "J3: {other} of {stated}");
    let _ = writeln!(
        std::io::stderr(),
        "J1: {equal} of {stated}; J3, the other order: {other}"
    );
}

fn arrival_lines_swapped(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let arrival: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].starts_with("arrival "))
        .collect();
    if let [first, second] = arrival[..] {
        lines.swap(first, second);
    }
    lines.join("\n") + "\n"
}

/// J2: late by the moment each row states is late by the city's own column, in every row that states one.
#[test]
fn stated_targets_agree_with_the_citys_own_column() {
    let Some(data) = data() else { return };
    let real = real(&data);
    let lists = run(&root().join("rules/boston_311_stated"), &data, "j2");
    let overdue = Table::read(&lists.join("overdue.csv"));
    let late: HashSet<&str> = overdue.rows.iter().map(|row| overdue.cell(row, "ticket")).collect();
    let (number, on_time) = (real.column("case_enquiry_id"), real.column("ontime"));
    let (mut compared, mut overdue) = (0, 0);
    for row in real.rows.iter().filter(|row| !row[on_time].is_empty()) {
        assert_eq!(
            late.contains(row[number].as_str()),
            row[on_time] == "OVERDUE",
            "request {}",
            row[number]
        );
        compared += 1;
        overdue += usize::from(row[on_time] == "OVERDUE");
    }
    assert_eq!((compared, overdue), (31_745, 6_376));
}
