//! What a change states of itself, held against what it does.

use crate::program::{onus, printed, scratch, stdout};
use onus::diagnostic::change::{BEFORE, PAGES};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The codes that a comparison tells, and its status.
fn codes(old: &Path, new: &Path) -> (Vec<String>, i32, Value) {
    let output = onus()
        .arg("diff")
        .args([old, new])
        .args(["--format", "json"])
        .output()
        .unwrap();
    let status = output.status.code().unwrap();
    assert!(status == 0 || status == 1, "{}", printed(&output));
    let value: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let stated = &value["meaning"]["stated"];
    let of = |list: &str| -> Vec<String> {
        let all = stated[list].as_array().cloned().unwrap_or_default();
        all.iter()
            .filter_map(|own| own["code"].as_str().map(str::to_owned))
            .collect()
    };
    (of("effects").into_iter().chain(of("unstated")).collect(), status, value)
}

/// A rule file in a folder.
fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_wrong_sample_of_a_page_raises_its_code_and_the_right_one_nothing() {
    let folder = scratch("stated_pages");
    let old = file(&folder, "old.onus", BEFORE);
    for page in PAGES {
        let (told, status, _) = codes(&old, &file(&folder, "new.onus", page.wrong));
        assert_eq!((told, status), (vec![page.code.0.to_owned()], 1), "{}", page.wrong);
        let (told, status, _) = codes(&old, &file(&folder, "new.onus", page.right));
        assert_eq!((told, status), (vec![], 0), "{}", page.right);
    }
}

/// Each change: lines of the old rules for others, what is stated, and the codes that come of it.
#[test]
fn what_is_stated_is_held_against_what_changes() {
    let folder = scratch("stated");
    let old = file(&folder, "old.onus", BEFORE);
    let complaint = "when kind = complaint : 4 working days";
    let otherwise = "otherwise             : 9 working days";
    let shorter = "when kind = complaint : 3 working days";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        // A row above takes some of the tickets for which it is stated.
        (
            complaint,
            "when kind = complaint and category = loans : 2 working days\n  when kind = complaint : 3 working days",
            "expect change { answer 4 working days becomes 3 working days when kind = complaint }",
            &["C6002", "C6001", "C6001"],
        ),
        // Stated in full, in the order of what is seen last.
        (
            complaint,
            "when kind = complaint and category = loans : 2 working days\n  when kind = complaint : 3 working days",
            "expect change {
               answer 4 working days becomes 2 working days when kind = complaint and category = loans
               answer 4 working days becomes 3 working days when kind = complaint and category != loans
             }",
            &[],
        ),
        // For fewer tickets than it happens for.
        (
            complaint,
            shorter,
            "expect change { answer 4 working days becomes 3 working days when kind = complaint and category = loans }",
            &["C6001"],
        ),
        // From a day on.
        (
            complaint,
            "when kind = complaint : 4 working days, from 2026-07-01 3 working days",
            "expect change { answer 4 working days becomes 3 working days, from 2026-07-01 when kind = complaint }",
            &[],
        ),
        (
            complaint,
            "when kind = complaint : 4 working days, from 2026-07-01 3 working days",
            "expect change { answer 4 working days becomes 3 working days when kind = complaint }",
            &["C6002"],
        ),
        // A name takes all of a deadline, and beside a limit all but the limits.
        (
            otherwise,
            "otherwise : 8 working days",
            "expect change { answer changes }",
            &[],
        ),
        (
            otherwise,
            "otherwise : 8 working days\n  warn before due 1 working day",
            "expect change { answer changes; answer 9 working days becomes 8 working days }",
            &[],
        ),
        (
            otherwise,
            "otherwise : 8 working days\n  warn before due 1 working day",
            "expect change { answer 9 working days becomes 8 working days }",
            &["C6001"],
        ),
        (
            otherwise,
            "otherwise : 8 working days",
            "expect change { answer changes; answer 9 working days becomes 7 working days }",
            &["C6002", "C6001"],
        ),
        // Added, removed, changed; what has no name.
        (
            "kind complaint",
            "kind complaint; kind praise",
            "expect change { praise is added }",
            &[],
        ),
        (
            "kind complaint",
            "kind complaint; kind praise",
            "expect change { praise changes }",
            &["C6002", "C6001"],
        ),
        (
            "kind complaint",
            "kind complaint",
            "expect change { praise is removed }",
            &["C6002"],
        ),
        (
            "kind complaint",
            "kind complaint; repeat { same customer; looking back 90 calendar days }",
            "expect change { repeat changes; calendar days count changes }
             calendar days count from the moment, until the same time",
            &[],
        ),
        (
            "monday to friday",
            "monday to thursday",
            "expect change { office changes }",
            &[],
        ),
        ("monday to friday", "monday to thursday", "expect no change", &["C6001"]),
        (complaint, complaint, "expect no change", &[]),
        // Another way to write the same.
        (
            complaint,
            "when kind in complaint : 4 working days",
            "expect no change",
            &[],
        ),
    ];
    for (from, to, stated, expected) in cases {
        assert!(BEFORE.contains(from), "{from}");
        let text = format!("{}{stated}\n", BEFORE.replacen(from, to, 1));
        let (told, status, value) = codes(&old, &file(&folder, "new.onus", &text));
        assert_eq!(told, *expected, "{text}\n{value:#}");
        assert_eq!(status, i32::from(!expected.is_empty()), "{text}");
    }
}

#[test]
fn a_statement_that_the_old_rules_carry_is_of_an_earlier_change() {
    let folder = scratch("stated_earlier");
    let stated = "预期变更 { answer 4个工作日 改为 3个工作日 当 性质 = complaint }\n";
    let shorter = BEFORE.replacen("4 working days", "3 working days", 1);
    let old = file(&folder, "old.onus", &format!("{shorter}{stated}"));
    let shortest = shorter.replacen("3 working days", "2 working days", 1);
    let new = file(&folder, "new.onus", &format!("{shortest}{stated}"));
    let (told, status, value) = codes(&old, &new);
    assert_eq!((told, status), (vec![], 0));
    assert_eq!(value["meaning"]["stated"]["earlier"], true);
    // Whoever asks that effects are stated is told that none is.
    let output = onus()
        .arg("diff")
        .args([&old, &new])
        .args(["--fail-on", "unstated"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let old = file(&folder, "old.onus", &shorter);
    let output = onus()
        .arg("diff")
        .args([&old, &old])
        .args(["--fail-on", "unstated"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "no effect need be stated");
}

#[test]
fn a_statement_survives_a_dump_and_is_not_in_the_digest() {
    let folder = scratch("stated_dump");
    let old = file(&folder, "old.onus", BEFORE);
    let digest = |path: &Path| stdout(&onus().args(["dump", "--digest"]).arg(path).output().unwrap());
    for page in PAGES {
        let new = file(&folder, "new.onus", page.wrong);
        let unstated = page.wrong.split("expect change").next().unwrap();
        assert_eq!(digest(&new), digest(&file(&folder, "unstated.onus", unstated)));
        let dump = folder.join(format!("{}.ron", page.code));
        onus().arg("dump").arg(&new).arg("--out").arg(&dump).output().unwrap();
        assert_eq!(codes(&old, &dump).0, codes(&old, &new).0);
    }
}
