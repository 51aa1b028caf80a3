//! Versions of a rule set: a copy of the rule file with a new head. Deadlines, ladders and schedules judge by the version
//! of a ticket's day; all else is the newest's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::table::Table;
use program::{ends_with, onus, printed, scratch, stdout};
use std::path::{Path, PathBuf};
use std::process::Output;

const FIRST: &str = r#"ruleset "House" version 1
effective from 2026-01-01, by accepted
timezone Asia/Shanghai
working days count from next day, until close of business
organisation {
  leadership board
  department cards under board
  department loans under board
}
field urgent yes or no
kind complaint
category money { owner cards }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible owning department
  calendar office
  when urgent = yes : 1 working day
  otherwise : 5 working days
}
deadline note {
  from accepted to answered
  responsible loans
  otherwise : 24 hours
}
ladder climb {
  calendar office
  rung 1 "department" { responsible owning department; within as deadline answer }
  rung 2 "board" {
    enter when rung 1 overdue
    responsible board
    to answered
    within 2 working days
  }
}
schedule month_end {
  every month, last working day 17:00
  calendar office
  collect when has not answered and at rung 1
  responsible owning department
  to answered
  within 2 working days
}
"#;

const SHARED: &str = r#"calendar office { covers 2026-01-01 to 2026-12-31; monday to friday 09:00-17:00 }
feed tickets "tickets.csv" {
  ticket_id from column "id"
  accepted from column "accepted"
  answered from column "answered"
  kind from column "kind"
  category from column "category"
  urgent from column "urgent"
}
"#;

/// A monday of each version, the last day of the first and the first of the second.
const TICKETS: &str = "id,accepted,answered,kind,category,urgent\n\
T1,2026-03-02 10:00,,complaint,money,no\n\
T2,2026-07-06 10:00,,complaint,money,no\n\
T3,2026-06-30 23:59,,complaint,money,yes\n\
T4,2026-07-01 00:00,,complaint,money,yes\n\
T0,2025-12-31 10:00,,complaint,money,no\n";

/// The second version: the first, edited.
fn second(edits: &[(&str, &str)]) -> String {
    let mut text = FIRST.to_owned();
    let head = [("version 1", "version 2"), ("from 2026-01-01", "from 2026-07-01")];
    for (old, new) in head.iter().chain(edits) {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

fn house(name: &str, first: &str, second: &str) -> PathBuf {
    let folder = scratch(&format!("versions_{name}"));
    for (file, text) in [
        ("rules.onus", first),
        ("rules_v2.onus", second),
        ("shared.onus", SHARED),
        ("tickets.csv", TICKETS),
    ] {
        std::fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn check(folder: &Path) -> Output {
    onus().arg("check").arg(folder).output().unwrap()
}

struct Lists(PathBuf);

impl Lists {
    fn of(folder: &Path) -> Lists {
        let out = folder.join("lists");
        let mut command = onus();
        command
            .arg("run")
            .arg(folder)
            .args(["--as-of", "2026-08-31 12:00", "--max-rejected", "50%", "--out"]);
        ends_with(0, &command.arg(&out).output().unwrap());
        Lists(out)
    }

    /// One column of the rows that a ticket and a deadline have.
    fn cells(&self, list: &str, ticket: &str, deadline: &str, column: &str) -> Vec<String> {
        let table = Table::read(&self.0.join(list));
        let of = |row: &&Vec<String>| {
            table.cell(row, "ticket") == ticket && (deadline.is_empty() || table.cell(row, "deadline") == deadline)
        };
        let rows = table.rows.iter().filter(of);
        rows.map(|row| table.cell(row, column).to_owned()).collect()
    }
}

#[test]
fn a_ticket_is_judged_by_the_version_of_its_day() {
    let second = second(&[
        ("otherwise : 5 working days", "otherwise : 3 working days"),
        ("when urgent = yes : 1 working day", "when urgent = yes : 4 hours"),
        (
            "to answered\n    within 2 working days",
            "to answered\n    within 1 working day",
        ),
        ("within 2 working days\n}", "within 3 working days\n}"),
        ("category money { owner cards }", "category money { owner loans }"),
    ]);
    let lists = Lists::of(&house("day", FIRST, &second));
    let due = |ticket: &str, deadline: &str| lists.cells("obligations.csv", ticket, deadline, "due");
    assert_eq!(due("T1", "answer"), ["2026-03-09T17:00:00+08:00"], "five working days");
    assert_eq!(due("T2", "answer"), ["2026-07-09T17:00:00+08:00"], "three");
    assert_eq!(
        due("T3", "answer"),
        ["2026-07-01T17:00:00+08:00"],
        "the last second of the first version"
    );
    assert_eq!(
        due("T4", "answer"),
        ["2026-07-01T04:00:00+08:00"],
        "the first second of the second"
    );
    assert_eq!(due("T1", "climb/2"), ["2026-03-11T17:00:00+08:00"], "its ladder too");
    assert_eq!(due("T2", "climb/2"), ["2026-07-10T17:00:00+08:00"]);
    // The owner is the newest version's, for both.
    for ticket in ["T1", "T2"] {
        assert_eq!(lists.cells("obligations.csv", ticket, "answer", "party"), ["loans"]);
    }
    let rule = |ticket: &str| lists.cells("obligations.csv", ticket, "answer", "rule").concat();
    assert!(rule("T1").starts_with("rules.onus:") && rule("T2").starts_with("rules_v2.onus:"));
    assert_eq!(
        lists.cells("set_aside.csv", "T0", "", "code"),
        ["R4016"],
        "before the first version"
    );
}

#[test]
fn a_deadline_that_ends_with_its_version_judges_no_later_ticket() {
    let note = "deadline note {\n  from accepted to answered\n  responsible loans\n  otherwise : 24 hours\n}\n";
    let lists = Lists::of(&house("ends", FIRST, &second(&[(note, "")])));
    assert_eq!(lists.cells("obligations.csv", "T1", "note", "state").len(), 1);
    assert_eq!(lists.cells("obligations.csv", "T2", "note", "state").len(), 0);
}

#[test]
fn a_schedule_collects_by_the_version_of_the_ticket() {
    let long = |text: &str| text.replace("otherwise : 5 working days", "otherwise : 30 working days");
    let second = second(&[("within 2 working days\n}", "within 3 working days\n}")]);
    let lists = Lists::of(&house("schedule", &long(FIRST), &long(&second)));
    let due = |ticket: &str| {
        lists
            .cells("obligations.csv", ticket, "month_end", "due")
            .first()
            .cloned()
    };
    assert_eq!(
        due("T1").as_deref(),
        Some("2026-04-02T17:00:00+08:00"),
        "31 March and two working days"
    );
    assert_eq!(
        due("T2").as_deref(),
        Some("2026-08-05T17:00:00+08:00"),
        "31 July and three"
    );
}

#[test]
fn days_count_as_the_version_says() {
    let second = second(&[(
        "count from next day, until close of business",
        "count from the moment, until the same time",
    )]);
    let lists = Lists::of(&house("counting", FIRST, &second));
    let due = |ticket: &str| lists.cells("obligations.csv", ticket, "answer", "due").concat();
    assert_eq!(due("T1"), "2026-03-09T17:00:00+08:00");
    assert_eq!(due("T2"), "2026-07-13T10:00:00+08:00");
}

#[test]
fn a_gap_sets_tickets_aside_with_its_own_code() {
    let first = FIRST.replace("from 2026-01-01,", "from 2026-01-01 until 2026-05-31,");
    let lists = Lists::of(&house("gap", &first, &second(&[])));
    assert_eq!(lists.cells("set_aside.csv", "T3", "", "code"), ["R4017"]);
    assert_eq!(lists.cells("set_aside.csv", "T0", "", "code"), ["R4016"]);
    assert_eq!(lists.cells("obligations.csv", "T1", "answer", "state").len(), 1);
    let ended = second(&[]).replace("from 2026-07-01,", "from 2026-07-01 until 2026-07-03,");
    let lists = Lists::of(&house("after", FIRST, &ended));
    assert_eq!(
        lists.cells("set_aside.csv", "T2", "", "code"),
        ["R4017"],
        "after the last version"
    );
}

#[test]
fn check_tells_the_chain_and_why_the_version() {
    let folder = house("told", FIRST, &second(&[]));
    let output = check(&folder);
    ends_with(0, &output);
    let told = stdout(&output);
    assert!(
        told.contains("version 1 from 2026-01-01 until 2026-06-30 (rules.onus:1)"),
        "{told}"
    );
    assert!(told.contains("version 2 from 2026-07-01 (rules_v2.onus:1)"), "{told}");
    for (ticket, version) in [
        ("T1", "version 1, in force since 2026-01-01"),
        ("T2", "version 2, in force since 2026-07-01"),
    ] {
        let mut command = onus();
        command
            .arg("why")
            .arg(&folder)
            .args(["--max-rejected", "50%", "--ticket", ticket]);
        let output = command.args(["--as-of", "2026-08-31 12:00"]).output().unwrap();
        assert!(stdout(&output).contains(version), "{}", printed(&output));
    }
}

#[test]
fn what_an_older_version_names_is_kept_in_the_newest() {
    let gone = second(&[
        ("  department loans under board\n", ""),
        ("responsible loans", "responsible cards"),
    ]);
    let output = check(&house("gone", FIRST, &gone));
    ends_with(3, &output);
    let told = printed(&output);
    assert!(told.contains("loans") && told.contains("until 2026-06-30"), "{told}");
    assert_eq!(told.matches("error O").count(), 1, "{told}");
    let kept = gone.replace(
        "department cards under board",
        "department cards under board\n  department loans under board until 2026-06-30",
    );
    ends_with(0, &check(&house("kept", FIRST, &kept)));
}

#[test]
fn what_is_no_chain_is_refused() {
    let overlap = FIRST.replace("from 2026-01-01,", "from 2026-01-01 until 2026-07-01,");
    let undated = FIRST.replace("effective from 2026-01-01, by accepted\n", "");
    let other_title = second(&[("\"House\"", "\"Home\"")]);
    let same_number = second(&[("version 2", "version 1")]);
    let earlier = second(&[("from 2026-07-01", "from 2025-07-01")]);
    for (name, first, second, code) in [
        ("overlap", overlap.as_str(), second(&[]), "O1373"),
        ("earlier", FIRST, earlier, "O1373"),
        ("event", FIRST, second(&[("by accepted", "by answered")]), "O1374"),
        ("undated", &undated, second(&[]), "O1335"),
        ("title", FIRST, other_title, "O1302"),
        ("number", FIRST, same_number, "O1302"),
    ] {
        let output = check(&house(name, first, &second));
        ends_with(3, &output);
        assert!(printed(&output).contains(code), "{name}: {}", printed(&output));
    }
}

/// Two blocks of one name beside those of the first version; whether they are refused.
#[test]
fn a_block_ends_before_the_next_of_its_name_unless_that_ends_first() {
    let block = |days: &str| {
        format!(
            "deadline season{days} {{\n  from accepted to answered\n  responsible cards\n  otherwise : 24 hours\n}}\n"
        )
    };
    for (name, older, newer, status) in [
        ("reaches", " until 2026-06-30", " from 2026-06-30", 3),
        ("ends_first", " until 2026-06-29", " from 2026-06-30", 0),
        ("season", " until 2026-06-30", " from 2026-03-01 until 2026-05-31", 0),
        ("outlasts", " until 2026-06-30", " from 2026-03-01 until 2026-06-30", 3),
        ("backwards", "", " from 2026-05-02 until 2026-05-01", 3),
    ] {
        let rules = format!("{FIRST}{}{}", block(older), block(newer));
        let output = check(&house(&format!("block_{name}"), &rules, &second(&[])));
        ends_with(status, &output);
        assert_eq!(
            printed(&output).contains("O1373"),
            status == 3,
            "{name}: {}",
            printed(&output)
        );
    }
}

#[test]
fn a_chain_survives_its_dump() {
    let folder = house(
        "dump",
        FIRST,
        &second(&[("otherwise : 5 working days", "otherwise : 3 working days")]),
    );
    let dump = folder.join("rules.ron");
    ends_with(
        0,
        &onus()
            .arg("dump")
            .arg(&folder)
            .arg("--out")
            .arg(&dump)
            .output()
            .unwrap(),
    );
    let run = |rules: &Path| {
        let mut command = onus();
        command.arg("run").arg(rules).arg("--data").arg(&folder);
        stdout(
            &command
                .args(["--as-of", "2026-08-31 12:00", "--max-rejected", "50%"])
                .output()
                .unwrap(),
        )
    };
    let lines = |text: String| {
        text.lines()
            .filter(|line| !line.contains("onus why"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(lines(run(&folder)), lines(run(&dump)));
}
