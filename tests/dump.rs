//! The checked rules as one file: there and back, the digest of what they mean, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "dump/digest.rs"]
mod digest;
#[path = "dump/hostile.rs"]
mod hostile;
mod program;

use program::{ends_with, onus, printed, root, scratch, stdout};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Rules that ship, or serve the cases, with their feeds and a moment to look from.
const HOUSES: [(&str, &str, &str); 8] = [
    ("rules/power_bureau_zh", "examples/power_bureau", "2014-07-03 12:00"),
    ("rules/boston_311", "examples/boston_311", "2011-10-15 12:00"),
    ("rules/boston_311_stated", "examples/boston_311", "2011-10-15 12:00"),
    ("examples/first_hour", "examples/first_hour", "2026-03-10 09:00"),
    (
        "tests/cases/not_needed/rules.onus",
        "tests/cases/not_needed",
        "2026-03-12 09:00",
    ),
    (
        "tests/cases/targets/rules.onus",
        "tests/cases/targets",
        "2026-03-04 11:00",
    ),
    (
        "tests/cases/co_handlers/rules.onus",
        "tests/cases/co_handlers",
        "2026-03-05 12:00",
    ),
    ("tests/cases/bureau.onus", "tests/cases/e1", "2014-03-01 09:00"),
];

fn dumped(rules: &Path, to: &Path) -> PathBuf {
    let file = to.join("rules.ron");
    let output = onus().arg("dump").arg(rules).arg("--out").arg(&file).output().unwrap();
    ends_with(0, &output);
    file
}

/// The lists of a run and what it printed, by name.
fn run(rules: &Path, data: &str, as_of: &str, to: &Path) -> BTreeMap<String, String> {
    let mut command = onus();
    command.arg("run").arg(rules).arg("--data").arg(root().join(data));
    let output = command.args(["--as-of", as_of, "--out"]).arg(to).output().unwrap();
    ends_with(0, &output);
    let entries = std::fs::read_dir(to).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut files: BTreeMap<String, String> = entries
        .map(|path| (name(&path), std::fs::read_to_string(&path).unwrap()))
        .collect();
    // The last line is a command to type: it names the rules as they were named.
    let screen = printed(&output);
    let told: Vec<&str> = screen.lines().filter(|line| !line.contains("onus why")).collect();
    files.insert("screen".into(), told.join("\n"));
    files
}

/// The list of escalations for people quotes the line that moved the ticket; a dump holds no text to quote.
fn without_quotes(list: &str) -> String {
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if cells.len() > 5 {
            cells[5] = "";
        }
        cells.join(",")
    };
    list.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The story of a ticket without the words of the rules it quotes.
fn without_text(mut story: serde_json::Value) -> serde_json::Value {
    match &mut story {
        serde_json::Value::Object(fields) => {
            let quoting = fields.contains_key("line");
            for (name, value) in fields.iter_mut() {
                *value = match (name.as_str(), quoting) {
                    ("text", true) => "".into(),
                    _ => without_text(value.take()),
                };
            }
        }
        serde_json::Value::Array(parts) => parts.iter_mut().for_each(|part| *part = without_text(part.take())),
        _ => {}
    }
    story
}

#[test]
fn a_run_from_the_dump_gives_the_same_bytes() {
    for (at, (rules, data, as_of)) in HOUSES.into_iter().enumerate() {
        let folder = scratch(&format!("dump_{at}"));
        let rules = root().join(rules);
        let dump = dumped(&rules, &folder);
        let of_text = run(&rules, data, as_of, &folder.join("of_text"));
        let of_dump = run(&dump, data, as_of, &folder.join("of_dump"));
        assert_eq!(
            of_text.keys().collect::<Vec<_>>(),
            of_dump.keys().collect::<Vec<_>>(),
            "{data}"
        );
        for (name, text) in &of_text {
            let quoting = name.starts_with("escalations_list") || name.starts_with("提级清单");
            match quoting {
                true => assert_eq!(without_quotes(text), without_quotes(&of_dump[name]), "{data} {name}"),
                false => assert_eq!(text, &of_dump[name], "{data} {name}"),
            }
        }
        assert!(of_text.contains_key("obligations.csv") && of_text.contains_key("run.json"));
    }
}

#[test]
fn a_dump_of_the_dump_is_the_dump() {
    for (at, (rules, ..)) in HOUSES.into_iter().enumerate() {
        let folder = scratch(&format!("dump_twice_{at}"));
        let once = dumped(&root().join(rules), &folder);
        let again = onus().arg("dump").arg(&once).output().unwrap();
        ends_with(0, &again);
        assert_eq!(stdout(&again), std::fs::read_to_string(&once).unwrap(), "{rules}");
    }
}

#[test]
fn every_command_takes_a_dump() {
    let rules = root().join("examples/first_hour");
    let folder = scratch("dump_commands");
    let dump = dumped(&rules, &folder);
    let data = rules.to_str().unwrap();
    let commands: [&[&str]; 6] = [
        &["check"],
        &["test"],
        &["dump", "--digest"],
        &["due", "--kind", "complaint", "--at", "2026-03-02 09:05"],
        &[
            "clock",
            "--calendar",
            "office",
            "--from",
            "2026-03-02 09:05",
            "--add",
            "4 working days",
        ],
        &["why", "--data", data, "--ticket", "20260302-0017", "--format", "json"],
    ];
    for command in commands {
        let (verb, args) = command.split_first().unwrap();
        let of = |rules: &Path| onus().arg(verb).arg(rules).args(args).output().unwrap();
        let (text, dump) = (of(&rules), of(&dump));
        ends_with(0, &dump);
        match *verb {
            "why" => {
                let value = |output| serde_json::from_str::<serde_json::Value>(&stdout(output)).unwrap();
                assert_eq!(without_text(value(&text)), value(&dump));
            }
            // Notes point into the text.
            "check" => assert_eq!(stdout(&text).lines().next(), stdout(&dump).lines().next()),
            _ => assert_eq!(stdout(&text), stdout(&dump), "{verb}"),
        }
    }
}

#[test]
fn a_dump_holds_no_rule_text() {
    let folder = scratch("dump_no_text");
    let text = std::fs::read_to_string(dumped(&root().join("examples/first_hour"), &folder)).unwrap();
    for words in [
        "working days",
        "from dispatched",
        "enter when",
        "responsible handler",
        "# ",
    ] {
        assert!(!text.contains(words), "{words}");
    }
}
