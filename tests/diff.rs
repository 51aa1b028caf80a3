//! What a change of the rules does: the counts of `onus diff` against those of two runs, on any number of threads; rules
//! of a revision.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "diff/meaning.rs"]
mod meaning;
mod program;
#[path = "diff/regions.rs"]
mod regions;
#[path = "diff/stated.rs"]
mod stated;
#[path = "diff/warned.rs"]
mod warned;

use program::table::Table;
use program::{ends_with, onus, root, scratch, stdout};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const AS_OF: &str = "2014-07-03 12:00";

/// The rules of the bureau with some of their lines changed.
fn changed(name: &str, edits: &[(&str, &str)]) -> PathBuf {
    let folder = scratch(name);
    for entry in std::fs::read_dir(root().join("rules/power_bureau_en")).unwrap() {
        let path = entry.unwrap().path();
        let mut text = std::fs::read_to_string(&path).unwrap();
        if path.file_name().unwrap() == "rules.onus" {
            for (from, to) in edits {
                assert!(text.contains(from), "{from}");
                text = text.replacen(from, to, 1);
            }
        }
        std::fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
    }
    folder
}

fn diff(old: &Path, new: &Path, more: &[&str]) -> Value {
    let output = onus()
        .arg("diff")
        .args([old, new])
        .arg("--data")
        .arg(root().join("examples/power_bureau"))
        .args(["--as-of", AS_OF, "--format", "json"])
        .args(more)
        .output()
        .unwrap();
    ends_with(0, &output);
    serde_json::from_str(&stdout(&output)).unwrap()
}

/// The lists of a run.
fn run(rules: &Path, name: &str) -> (Table, Table) {
    let out = scratch(name).join("lists");
    let output = onus()
        .arg("run")
        .arg(rules)
        .arg("--data")
        .arg(root().join("examples/power_bureau"))
        .args(["--as-of", AS_OF, "--for", "machines", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    ends_with(0, &output);
    let list = |name: &str| Table::read(&out.join(name));
    (list("obligations.csv"), list("escalations.csv"))
}

/// Obligations by what tells them apart, with due and state.
fn obligations(table: &Table) -> BTreeMap<Vec<&str>, (&str, &str)> {
    let key = ["ticket", "deadline", "round", "start", "party", "seq"];
    let rows = table.rows.iter().map(|row| {
        let cell = |name: &str| table.cell(row, name);
        (key.map(cell).to_vec(), (cell("due"), cell("state")))
    });
    let all: BTreeMap<_, _> = rows.collect();
    assert_eq!(all.len(), table.rows.len(), "told apart");
    all
}

fn entries(table: &Table) -> BTreeSet<Vec<&str>> {
    let key = ["ticket", "deadline", "round", "entered"];
    let rows = table.rows.iter();
    rows.map(|row| key.map(|name| table.cell(row, name)).to_vec()).collect()
}

fn is_late(state: &str) -> bool {
    matches!(state, "overdue" | "done late")
}

fn effect(replay: &Value, name: &str) -> (u64, u64) {
    let all = replay["effects"].as_array().unwrap();
    let own = all.iter().find(|own| own["effect"] == name).unwrap();
    (own["count"].as_u64().unwrap(), own["tickets"].as_u64().unwrap())
}

#[test]
fn the_counts_are_those_of_two_runs() {
    let old = root().join("rules/power_bureau_en");
    // A limit shortened, one lengthened, a pause cut, all of them without a change of parties.
    let new = changed(
        "diff_counts",
        &[
            (
                "when kind = complaint          : 4 working days",
                "when kind = complaint : 3 working days",
            ),
            (
                "otherwise                      : 9 working days",
                "otherwise : 11 working days",
            ),
            ("at most 5 working days", "at most 2 working days"),
        ],
    );
    let replay = &diff(&old, &new, &[])["replay"];
    let (was, is) = (run(&old, "diff_run_old"), run(&new, "diff_run_new"));
    let (before, after) = (obligations(&was.0), obligations(&is.0));
    let both = || before.iter().filter_map(|(key, was)| Some((key, was, after.get(key)?)));
    let late =
        |all: &BTreeMap<Vec<&str>, (&str, &str)>| all.values().filter(|(_, state)| is_late(state)).count() as u64;
    assert_eq!(replay["old"]["late"], late(&before));
    assert_eq!(replay["new"]["late"], late(&after));

    let moved = |earlier: bool| {
        let moved = both().filter(|(_, was, is)| was.0 != is.0 && !was.0.is_empty() && !is.0.is_empty());
        let moved: Vec<&str> = moved
            .filter(|(_, was, is)| (is.0 < was.0) == earlier)
            .map(|(key, ..)| key[0])
            .collect();
        (
            moved.len() as u64,
            moved.into_iter().collect::<BTreeSet<_>>().len() as u64,
        )
    };
    // A duty that starts at another moment, as a rung does, is the same duty: those of a deadline start where they did.
    let of_deadline = |name: &str| -> u64 {
        let lines = replay["lines"].as_array().unwrap();
        let own = lines.iter().filter(|line| line["what"] == "answer");
        let counts = own.flat_map(|line| line["effects"].as_array().unwrap());
        counts
            .filter(|own| own["effect"] == name)
            .map(|own| own["count"].as_u64().unwrap())
            .sum()
    };
    let answers = |late_first: bool| {
        let own = both().filter(|(key, ..)| key[1] == "answer");
        own.filter(|(_, was, is)| is_late(was.1) != is_late(is.1) && is_late(was.1) == late_first)
            .count() as u64
    };
    assert!(
        moved(true).0 > 100 && moved(false).0 > 100,
        "{:?} {:?}",
        moved(true),
        moved(false)
    );
    let (earlier, later) = (of_deadline("due_earlier"), of_deadline("due_later"));
    let own = |earlier: bool| {
        let own = both().filter(|(key, was, is)| key[1] == "answer" && was.0 != is.0 && was.1 != "left out");
        own.filter(|(_, was, is)| (is.0 < was.0) == earlier).count() as u64
    };
    assert_eq!((earlier, later), (own(true), own(false)));
    assert_eq!(
        (of_deadline("newly_late"), of_deadline("no_longer_late")),
        (answers(false), answers(true))
    );
    let count = |name: &str| effect(replay, name).0;
    assert_eq!(
        late(&after) + count("no_longer_late") + count("undecided_was_late"),
        late(&before) + count("newly_late") + count("late_was_undecided"),
    );

    // Rungs: the moments of entry by ticket and rung.
    let (climbed, climbs) = (entries(&was.1), entries(&is.1));
    let rung = |own: &Vec<&str>| own[..3].join("|");
    let (rungs_was, rungs_is): (BTreeSet<_>, BTreeSet<_>) =
        (climbed.iter().map(&rung).collect(), climbs.iter().map(&rung).collect());
    assert_eq!(count("rung_entered"), rungs_is.difference(&rungs_was).count() as u64);
    assert_eq!(
        count("rung_not_entered"),
        rungs_was.difference(&rungs_is).count() as u64
    );
    let entered_when = climbed
        .difference(&climbs)
        .filter(|own| rungs_is.contains(&rung(own)))
        .count() as u64;
    assert_eq!(count("rung_entered_at_another_moment"), entered_when);

    // Parties: late of each, from the lists.
    let by_party = |table: &Table| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for row in table.rows.iter().filter(|row| is_late(table.cell(row, "state"))) {
            *counts.entry(table.cell(row, "party").to_owned()).or_default() += 1;
        }
        counts
    };
    let (late_was, late_is) = (by_party(&was.0), by_party(&is.0));
    let told: BTreeMap<String, (u64, u64)> = replay["parties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            let late = (own["late_old"].as_u64().unwrap(), own["late_new"].as_u64().unwrap());
            (own["party"].as_str().unwrap().to_owned(), late)
        })
        .collect();
    for party in late_was.keys().chain(late_is.keys()) {
        let of = |counts: &BTreeMap<String, u64>| counts.get(party).copied().unwrap_or(0);
        let (was, is) = (of(&late_was), of(&late_is));
        match told.get(party) {
            Some(told) => assert_eq!(*told, (was, is), "{party}"),
            None => assert_eq!(was, is, "{party}"),
        }
    }
    for (party, (was, is)) in &told {
        let of = |counts: &BTreeMap<String, u64>| counts.get(party).copied().unwrap_or(0);
        assert_eq!((*was, *is), (of(&late_was), of(&late_is)), "{party}");
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_however_the_feeds_are_read() {
    let old = root().join("rules/power_bureau_en");
    let edit = (
        "otherwise                      : 9 working days",
        "otherwise : 5 working days",
    );
    let new = changed("diff_threads", &[edit]);
    let one = diff(&old, &new, &["--threads", "1"]);
    assert_eq!(one, diff(&old, &new, &["--threads", "3"]));
    assert!(effect(&one["replay"], "newly_late").0 > 0);
    // A field nobody asks for: the feeds are read once for each side, and come to the same.
    let other = changed(
        "diff_read_twice",
        &[edit, ("field measures ", "field never_told text\nfield measures ")],
    );
    let mut twice = diff(&old, &other, &[]);
    let mut once = one.clone();
    for told in [&mut once, &mut twice] {
        let replay = &mut told["replay"];
        for list in ["lines", "rungs", "findings"] {
            for line in replay[list].as_array_mut().unwrap() {
                (line["old"], line["new"]) = (Value::Null, Value::Null);
            }
        }
        for notice in replay["notices"].as_array_mut().unwrap() {
            notice["newly"]
                .as_array_mut()
                .unwrap()
                .iter_mut()
                .for_each(|own| own["because"] = Value::Null);
        }
    }
    assert_eq!(once["replay"], twice["replay"]);
}

#[test]
fn a_twin_in_the_other_language_changes_nothing() {
    let told = diff(
        &root().join("rules/power_bureau_en"),
        &root().join("rules/power_bureau_zh"),
        &[],
    );
    let replay = &told["replay"];
    assert_eq!(replay["affected"], 0);
    assert_eq!(replay["tickets"], 572);
    assert_eq!(replay["parties"].as_array().unwrap().len(), 0);
}

#[test]
fn rules_of_a_revision_are_read_without_a_checkout() {
    let Ok(version) = Command::new("git").arg("--version").output() else {
        println!("SKIPPED: there is no git");
        return;
    };
    assert!(version.status.success());
    let folder = scratch("diff_git");
    let git = |words: &[&str]| {
        let told = Command::new("git")
            .current_dir(&folder)
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(words)
            .output()
            .unwrap();
        assert!(told.status.success(), "{words:?}");
    };
    let rules = "timezone Europe/London\nkind complaint\nkind enquiry\norganisation { unit north }\nworkflow desk { in order accepted, answered }\n\
        calendar days count from the moment, until the same time\nimport \"more/days.onus\"\n\
        table limits \"limits.csv\" { category from column \"c\"; within from column \"w\" }\n\
        category billing { owner north }\ndeadline answer { from accepted to answered; responsible handler\n\
        rows from limits\notherwise : 3 calendar days }\n";
    git(&["init", "-q", "."]);
    std::fs::create_dir_all(folder.join("desk/more")).unwrap();
    std::fs::write(folder.join("desk/rules.onus"), rules).unwrap();
    std::fs::write(folder.join("desk/more/days.onus"), "kind praise\n").unwrap();
    std::fs::write(folder.join("desk/limits.csv"), "c,w\nbilling,2 calendar days\n").unwrap();
    git(&["add", "-A"]);
    git(&["commit", "-qm", "first"]);
    let commit = git_head(&folder);
    std::fs::write(
        folder.join("desk/rules.onus"),
        rules.replace("3 calendar", "4 calendar"),
    )
    .unwrap();
    // What a hook or a checkout would leave behind is not there afterwards.
    std::fs::remove_dir_all(folder.join("desk/more")).unwrap();
    std::fs::create_dir_all(folder.join("desk/more")).unwrap();
    std::fs::write(folder.join("desk/more/days.onus"), "kind praise\n").unwrap();
    let said = |words: &[&str], status: i32| {
        let output = onus().current_dir(&folder).arg("diff").args(words).output().unwrap();
        ends_with(status, &output);
        program::printed(&output)
    };
    let told = said(&["git:HEAD", "desk", "--format", "json"], 0);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["old"]["commit"], commit.as_str());
    assert_ne!(told["old"]["digest"], told["new"]["digest"]);
    // The same path, the path with its ending, another path, both sides a revision.
    for words in [
        &["git:HEAD", "desk/rules.onus"][..],
        &["git:HEAD", "desk/rules"],
        &["git:HEAD:desk", "desk"],
        &["git:HEAD:desk", "git:HEAD:desk/rules.onus"],
    ] {
        said(words, 0);
    }
    for (words, named) in [
        (&["git:HEAD~1", "desk"][..], "HEAD~1"),
        (&["git:--upload-pack=touch", "desk"], "--upload-pack=touch"),
        (&["git:HEAD:nowhere", "desk"], "nowhere"),
    ] {
        let told = said(words, 2);
        assert!(told.contains(named), "{told}");
    }
    // A revision whose rules are wrong is told as such.
    std::fs::write(folder.join("desk/rules.onus"), "kind\n").unwrap();
    git(&["commit", "-qam", "wrong"]);
    std::fs::write(folder.join("desk/rules.onus"), rules).unwrap();
    said(&["git:HEAD", "desk"], 3);
}

fn git_head(folder: &Path) -> String {
    let told = Command::new("git")
        .current_dir(folder)
        .args(["rev-parse", "HEAD"])
        .output()
        .unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_change_goes_from_the_edit_to_the_merge() {
    let there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !(there("git") && there("bash")) {
        println!("SKIPPED: there is no git, or no bash");
        return;
    }
    let folder = scratch("diff_played").join("played");
    let output = Command::new("bash")
        .arg(root().join("examples/rule_change/play.sh"))
        .arg(&folder)
        .env("ONUS", env!("CARGO_BIN_EXE_onus"))
        .output()
        .unwrap();
    ends_with(0, &output);
    let told = stdout(&output);
    for line in [
        "expected  answer due 2026-03-06 17:00",
        "- **newly named** north",
        "newly named  north",
        "No ticket is affected",
    ] {
        assert!(told.contains(line), "{line}\n{}", program::printed(&output));
    }
}
