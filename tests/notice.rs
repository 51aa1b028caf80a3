//! The monthly notice: its figures, that each opens its rows, that it is the same in both rule files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onus::model::Decimal;
use onus::notice::{Change, Figure, Lists, Notice, Share, reconcile};
use onus::render::notice::Values;
use onus::terms::CompareOp;
use serde_json::Value;
use std::process::Command;

fn draft(lang: &str, rules: &str, month: &str, more: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args([
            "--lang",
            lang,
            "notice",
            "draft",
            rules,
            "--data",
            "examples/power_bureau",
        ])
        .args(["--month", month])
        .args(more)
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn june_says_what_was_planned() {
    insta::assert_snapshot!("june_zh", draft("zh", "rules/power_bureau_zh", "2014-06", &[]));
    insta::assert_snapshot!("june_en", draft("en", "rules/power_bureau_en", "2014-06", &[]));
}

#[test]
fn both_rule_files_give_the_same_notice() {
    for lang in ["zh", "en"] {
        let of = |rules: &str| {
            let text = draft(lang, rules, "2014-06", &[]);
            // The names of units are other names, and with them the digest of the rules.
            let last = text.lines().last().unwrap();
            let digest = last.trim_end_matches(['.', '。']).rsplit_once(' ').unwrap().1;
            assert_eq!(digest.len(), 64);
            text.replace(digest, "").replace(&digest[..12], "")
        };
        assert_eq!(of("rules/power_bureau_zh"), of("rules/power_bureau_en"));
    }
}

#[test]
fn threads_change_nothing() {
    let of = |threads: &str| {
        draft(
            "zh",
            "rules/power_bureau_zh",
            "2014-05",
            &["--threads", threads, "--format", "json"],
        )
    };
    assert!(of("1") == of("2"));
}

/// Every object with a count, a list and a filter.
fn figures<'v>(value: &'v Value, into: &mut Vec<&'v Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("only") && fields.contains_key("list") {
                into.push(value);
            }
            fields.values().for_each(|own| figures(own, into));
        }
        Value::Array(items) => items.iter().for_each(|own| figures(own, into)),
        _ => {}
    }
}

#[test]
fn every_figure_counts_the_rows_that_it_opens() {
    let mut opened = 0;
    for month in ["2014-02", "2014-05", "2014-06"] {
        let json = draft("en", "rules/power_bureau_zh", month, &["--format", "json"]);
        let both: Value = serde_json::from_str(&json).unwrap();
        let lists = both["lists"]["all"].as_array().unwrap();
        let mut all = Vec::new();
        figures(&both["notice"], &mut all);
        for figure in all {
            let name = figure["list"].as_str().unwrap();
            if name.is_empty() {
                assert_eq!(figure["count"], 0, "nothing is counted that no list holds");
                continue;
            }
            let list = lists.iter().find(|list| list["name"] == name).unwrap();
            let columns = list["columns"].as_array().unwrap();
            let only = figure["only"].as_array().unwrap();
            let holds = |row: &Value| {
                only.iter().all(|only| {
                    let at = columns
                        .iter()
                        .position(|column| column["key"] == only["column"])
                        .unwrap();
                    let cell = match &row[at] {
                        Value::Null => String::new(),
                        Value::String(text) => text.clone(),
                        number => number.to_string(),
                    };
                    only["any"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .any(|any| *any == Value::String(cell.clone()))
                })
            };
            let rows = list["rows"].as_array().unwrap().iter().filter(|row| holds(row)).count();
            assert_eq!(figure["count"], rows, "{figure}");
            opened += 1;
        }
    }
    assert!(opened > 300, "only {opened} figures were opened");
}

#[test]
fn a_row_or_a_number_that_is_lost_is_seen() {
    let json = draft("en", "rules/power_bureau_zh", "2014-06", &["--format", "json"]);
    let Values { notice, lists } = serde_json::from_str(&json).unwrap();
    assert_eq!(reconcile(&notice, &lists), Ok(()));
    let both: Value = serde_json::from_str(&json).unwrap();
    let mut opened = Vec::new();
    figures(&both["notice"], &mut opened);
    let opened: Vec<Figure> = opened
        .into_iter()
        .map(|own| serde_json::from_value(own.clone()).unwrap())
        .collect();
    let mut told_of = Vec::new();
    for (at, list) in lists.all.iter().enumerate() {
        let Some(figure) = opened.iter().find(|own| own.list == list.name && own.count > 0) else {
            continue;
        };
        let row = list.only(&figure.only).next().unwrap().at();
        let mut both = both["lists"].clone();
        both["all"][at]["rows"].as_array_mut().unwrap().remove(row);
        let lists: Lists = serde_json::from_value(both).unwrap();
        let told = reconcile(&notice, &lists).unwrap_err();
        assert!(told.lists.contains(&format!("rows of {}", list.name)), "{told}");
        assert_eq!(told.left, told.right + 1);
        told_of.push(&list.name);
    }
    assert_eq!(
        told_of,
        [
            "accepted",
            "due",
            "found",
            "climbed",
            "repeats",
            "left_out",
            "set_aside",
            "visits"
        ]
    );
    let mut broken = 0;
    let mut breaks = |value: &mut Value, place: &str| {
        let own = value.pointer_mut(place).unwrap();
        *own = (own.as_u64().unwrap() + 1).into();
        let notice: Notice = serde_json::from_value(value["notice"].clone()).unwrap();
        assert!(reconcile(&notice, &lists).is_err(), "{place}");
        broken += 1;
    };
    let origin = &both["notice"]["origin"];
    for feed in 0..origin["feeds"].as_array().unwrap().len() {
        for part in ["read", "counted", "void", "joined", "left_aside", "set_aside"] {
            breaks(&mut both.clone(), &format!("/notice/origin/feeds/{feed}/{part}"));
        }
    }
    for part in origin["tickets"].as_object().unwrap().keys() {
        breaks(&mut both.clone(), &format!("/notice/origin/tickets/{part}"));
    }
    for place in [
        "/notice/parties/0/late/count",
        "/notice/climbed/rungs/0/open/count",
        "/notice/leftovers/standing/count",
        "/notice/nobody/count",
    ] {
        breaks(&mut both.clone(), place);
    }
    assert_eq!(broken, 3 * 6 + 5 + 4);
}

#[test]
fn points_come_from_exact_shares_and_no_print_hides_a_miss() {
    let share = |part, whole| Share { part, whole };
    let decimal = |mantissa, scale| Decimal { mantissa, scale };
    // Printed, 86.67 less 90.32 would be -3.65.
    assert_eq!(Change::of_shares(share(26, 30), share(28, 31)), Some(decimal(-366, 2)));
    assert_eq!(Change::of_counts(96, 104), Some(decimal(-769, 2)));
    assert_eq!(Change::of_counts(5, 0), None);
    assert_eq!(share(0, 0).printed(), None);
    // 79.9999 % would print as a met 80.
    let near = share(799_999, 1_000_000);
    assert_eq!(near.printed(), Some(decimal(8000, 2)));
    assert_eq!(near.printed_beside(decimal(80, 0)), Some(decimal(799_999, 4)));
    assert_eq!(near.holds(CompareOp::AtLeast, decimal(80, 0)), Some(false));
}
