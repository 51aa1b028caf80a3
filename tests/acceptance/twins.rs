//! The two bureau files are one rule set in two languages: under one `--lang` they give the same bytes.
//!
//! Line by line they say the same, so that even the places of rules agree. What must differ is what a run was made of
//! (digests, names of calendars), and the text of the line that moved a ticket, which is quoted as it is written.

use super::table::Table;
use super::{onus, printed, root, scratch};
use std::collections::BTreeMap;

/// All lists of a run by name, and what it printed but for the last line, which types the command again.
fn run(test: &str, rules: &str, lang: &str) -> BTreeMap<String, String> {
    let out = scratch(&format!("{test}_{rules}_{lang}")).join("lists");
    let output = onus()
        .arg("run")
        .arg(root().join("rules").join(rules))
        .arg("--data")
        .arg(root().join("examples/power_bureau"))
        .args(["--lang", lang, "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", printed(&output));
    let mut files: BTreeMap<String, String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect();
    let screen = String::from_utf8(output.stdout).unwrap();
    files.insert("screen".into(), screen.trim_end().rsplit_once('\n').unwrap().0.into());
    files
}

/// Without what a run was made of.
fn made_of(text: &str) -> serde_json::Value {
    let mut json: serde_json::Value = serde_json::from_str(text).unwrap();
    for file in json["rules"]["files"].as_array_mut().unwrap() {
        file["blake3"] = "".into();
    }
    json["rules"]["digest"] = "".into();
    json["calendars"] = "".into();
    json
}

/// Without the quoted text of the line that moved the ticket.
fn unquoted(text: &str) -> Vec<Vec<String>> {
    let table = Table::parse(text);
    let quoted = table
        .header
        .iter()
        .position(|head| head == "because" || head == "触发条件");
    let quoted = quoted.unwrap_or_else(|| panic!("{:?}", table.header));
    let blank = |mut row: Vec<String>| {
        assert!(!row[quoted].is_empty());
        row[quoted].clear();
        row
    };
    table.rows.into_iter().map(blank).collect()
}

#[test]
fn the_two_bureau_files_give_the_same_bytes_under_one_language() {
    for lang in ["en", "zh"] {
        let (english, chinese) = (
            run("twin", "power_bureau_en", lang),
            run("twin", "power_bureau_zh", lang),
        );
        assert_eq!(english.keys().collect::<Vec<_>>(), chinese.keys().collect::<Vec<_>>());
        // A list for machines and one for people each, but that of what is on trial; the run itself, and the screen.
        assert_eq!(english.len(), 2 * (onus::render::Report::ALL.len() - 1) + 2);
        for (name, one) in &english {
            let other = &chinese[name];
            match name.as_str() {
                "run.json" => assert_eq!(made_of(one), made_of(other)),
                "escalations_list.csv" | "提级清单.csv" => {
                    assert_eq!(unquoted(one), unquoted(other), "--lang {lang}")
                }
                _ => {
                    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
                    assert_eq!(differ, None, "--lang {lang}: {name}");
                    assert!(one == other, "--lang {lang}: {name} differs in length");
                }
            }
        }
        // Names follow the language, in both files.
        let told = if lang == "en" { "parts_missing" } else { "要素不全" };
        assert!(english["findings.csv"].contains(told));
    }
}

#[test]
fn another_language_changes_names_and_no_verdict() {
    let (plain, told) = (
        run("told", "power_bureau_zh", "zh"),
        run("told", "power_bureau_zh", "en"),
    );
    // The digest of what the rules mean stays, as do those of their files; the title is told in the other language.
    let made_of = |files: &BTreeMap<String, String>| {
        let json: serde_json::Value = serde_json::from_str(&files["run.json"]).unwrap();
        let mut rules = json["rules"].clone();
        assert_eq!(rules["digest"].as_str().unwrap().len(), 64);
        rules["title"] = "".into();
        rules
    };
    assert_eq!(made_of(&plain), made_of(&told));
    let columns = [
        "ticket",
        "round",
        "start",
        "due",
        "done",
        "state",
        "late_working_seconds",
        "rung",
        "rule",
        "seq",
    ];
    for name in ["obligations.csv", "overdue.csv"] {
        let rows = |text: &str| -> Vec<Vec<String>> {
            let table = Table::parse(text);
            let at = columns.map(|column| table.column(column));
            table
                .rows
                .iter()
                .map(|row| at.map(|at| row[at].clone()).to_vec())
                .collect()
        };
        assert_eq!(rows(&plain[name]), rows(&told[name]), "{name}");
        let chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        assert!(chinese(&plain[name]) && !chinese(&told[name]), "{name}");
    }
}

#[test]
fn a_case_is_asked_about_in_either_language() {
    let due = |kind: &str, category: &str, more: &[&str]| {
        let output = onus()
            .args(["due"])
            .arg(root().join("rules/power_bureau_zh"))
            .args([
                "--kind",
                kind,
                "--category",
                category,
                "--at",
                "2014-03-03 09:00",
                "--lang",
                "en",
            ])
            .args(more)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", printed(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let asked = due("complaint", "outage", &[]);
    assert_eq!(asked, due("投诉", "停电", &[]));
    let lines: Vec<&str> = asked.lines().collect();
    assert!(
        lines[2].starts_with("answer        Friday 7 March 2014, 17:30"),
        "{asked}"
    );
    // A complaint goes through the first workflow alone; another is asked for by its name.
    assert_eq!(lines.len(), 4, "{asked}");
    for name in ["knowledge", "知识补录"] {
        let other = due("complaint", "outage", &["--workflow", name]);
        assert_eq!(other.lines().count(), 1, "{other}");
        assert!(other.starts_with("knowledge_answer   Thursday 6 March 2014"), "{other}");
    }
}

#[test]
fn a_dump_keeps_the_names_of_the_rules() {
    let dump = |lang: &str| {
        let rules = root().join("rules/power_bureau_zh");
        let output = onus().args(["dump", "--lang", lang]).arg(rules).output().unwrap();
        assert!(output.status.success(), "{}", printed(&output));
        output.stdout
    };
    assert!(dump("en") == dump("zh"));
}
