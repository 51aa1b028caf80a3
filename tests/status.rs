//! The exit status, one table for the whole program: each number reached by a command line that a person could type.
//! 5 is a fault of the program itself, so it is shown on the sums that make it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use onus::cli::Status;
use onus::report::{FeedCounts, reconcile_feeds};
use onus::terms::FeedRole;
use program::{ends_with, onus, printed, root, scratch, stderr, stdout};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

/// A folder of small rules with their feed.
fn house(name: &str, rules: &str, tickets: &str) -> PathBuf {
    let folder = scratch(name);
    std::fs::write(folder.join("rules.onus"), rules).unwrap();
    std::fs::write(folder.join("tickets.csv"), tickets).unwrap();
    folder
}

fn in_folder(folder: &Path, args: &[&str]) -> Output {
    onus().current_dir(folder).args(args).output().unwrap()
}

/// Shipped rules that have every finding: a run over the bureau's half-year.
fn bureau(args: &[&str]) -> Output {
    onus()
        .arg("run")
        .arg(root().join("rules/power_bureau_zh"))
        .arg("--data")
        .arg(root().join("examples/power_bureau"))
        .args(["--as-of", "2014-07-03 12:00"])
        .args(args)
        .output()
        .unwrap()
}

/// A small rule set around some blocks of its own.
fn small(rules: &str) -> String {
    format!(
        "ruleset \"small\" version 1\ntimezone UTC\norganisation {{\n  unit desk\n}}\nkind complaint\ncategory general {{ owner desk }}\nworkflow case {{\n  in order accepted, answered\n}}\n{rules}\nfeed tickets \"tickets.csv\" {{\n  ticket_id from column \"id\"\n  accepted from column \"accepted\"\n  answered from column \"answered\"\n  kind from column \"kind\"\n  category from column \"category\"\n}}\n"
    )
}

const ANSWER: &str = "deadline answer {\n  from accepted to answered\n  responsible desk\n  otherwise : 4 hours\n}\n";
const TICKETS: &str = "id,accepted,answered,kind,category\nT1,2026-03-02 09:00,2026-03-02 10:00,complaint,general\nT2,2026-03-02 09:00,,complaint,general\n";

#[test]
fn nought_done() {
    let folder = house("status_0", &small(ANSWER), TICKETS);
    for args in [
        &["run"][..],
        &["check"],
        &["test"],
        &["why", "--ticket", "T1"],
        &["due", "--kind", "complaint", "--at", "2026-03-02 09:00"],
        &["explain", "O1107"],
        &["explain"],
        &["--help"],
        &["run", "--help"],
        &["--version"],
    ] {
        ends_with(0, &in_folder(&folder, args));
    }
    // Findings are findings only where asked for.
    ends_with(0, &bureau(&[]));
}

#[test]
fn one_findings_where_asked() {
    let overdue = house("status_1", &small(ANSWER), TICKETS);
    let later = ["run", "--as-of", "2026-03-02 13:00:01"];
    ends_with(0, &in_folder(&overdue, &later));
    ends_with(
        1,
        &in_folder(&overdue, &[&later[..], &["--fail-on", "overdue"]].concat()),
    );
    ends_with(
        0,
        &in_folder(
            &overdue,
            &[&later[..], &["--fail-on", "escalated,undetermined"]].concat(),
        ),
    );
    // At the due moment itself nothing is overdue.
    let due = ["run", "--as-of", "2026-03-02 13:00:00", "--fail-on", "overdue"];
    ends_with(0, &in_folder(&overdue, &due));

    ends_with(1, &bureau(&["--fail-on", "escalated"]));
    ends_with(1, &bureau(&["--fail-on", "undetermined,overdue"]));
    ends_with(0, &bureau(&["--fail-on", "undetermined"]));

    let asks = "field urgent yes or no\ndeadline answer {\n  from accepted to answered\n  responsible desk\n  when urgent = yes : 1 hour\n  otherwise : 4 hours\n}\n";
    let rules = small(asks).replace("  category from", "  urgent from column \"urgent\"\n  category from");
    let unknown = house(
        "status_1_unknown",
        &rules,
        "id,accepted,answered,kind,category,urgent\nT1,2026-03-02 09:00,,complaint,general,\n",
    );
    ends_with(0, &in_folder(&unknown, &["run"]));
    ends_with(1, &in_folder(&unknown, &["run", "--fail-on", "undetermined"]));
}

#[test]
fn one_an_example_that_fails_and_warnings_denied() {
    let example = "example \"too strict\" {\n  ticket kind = complaint, category = general\n  event accepted 2026-03-02 09:00\n  as of 2026-03-02 10:00\n  expect answer due 2026-03-02 12:00\n}\n";
    let failing = house("status_1_example", &(small(ANSWER) + example), TICKETS);
    for verb in ["check", "test"] {
        let output = in_folder(&failing, &[verb]);
        ends_with(1, &output);
        let text = stdout(&output);
        assert!(text.contains("too strict") && text.contains("13:00"), "{text}");
    }
    let holding = house(
        "status_1_holds",
        &(small(ANSWER) + &example.replace("12:00\n}", "13:00\n}")),
        TICKETS,
    );
    ends_with(0, &in_folder(&holding, &["check"]));

    // A rate without a floor is warned of.
    let metric = "metric rate { count each answer; numerator when answer on time; denominator all; target >= 98% }\nnotice monthly {\n  period every month\n  belongs by due\n  issuer desk\n  title \"x\"\n  name when rate < 95%\n}\n";
    let warned = house("status_1_warned", &(small(ANSWER) + metric), TICKETS);
    let plain = in_folder(&warned, &["check"]);
    assert!(printed(&plain).contains("warning"), "{}", printed(&plain));
    ends_with(0, &plain);
    ends_with(1, &in_folder(&warned, &["check", "--deny", "warnings"]));
    ends_with(0, &in_folder(&holding, &["check", "--deny", "warnings"]));
}

#[test]
fn two_what_cannot_be_understood_or_read() {
    let folder = house("status_2", &small(ANSWER), TICKETS);
    std::fs::create_dir(folder.join("empty")).unwrap();
    // What is typed, and what the message must say so that it can be mended.
    let wrong: &[(&[&str], &str)] = &[
        (&["run", "--bogus"], "--bogus"),
        (&["walk"], "walk"),
        (&["run", "nowhere"], "nowhere"),
        (&["run", "empty"], "*.onus"),
        (&["run", "--data", "empty"], "--data"),
        (&["run", "--feed", "surveys=x.csv"], "tickets.csv"),
        (&["run", "--feed", "tickets=none.csv"], "none.csv"),
        (&["run", "--as-of", "tomorrow"], "2026-03-10 09:00"),
        (&["run", "--max-rejected", "many"], "1%"),
        (&["run", "--reports", "everything"], "obligations"),
        (&["run", "--fail-on", "everything"], "overdue"),
        (&["run", "--lang", "fr"], "zh"),
        (&["run", "--out", "empty"], "exists"),
        (&["run", "--out", "tickets.csv/lists"], "tickets.csv/lists"),
        (&["why", "--ticket", "T9"], "T9"),
        (&["why"], "--ticket"),
        (&["due", "--kind", "complain"], "complaint"),
        (&["due", "--category", "genral"], "general"),
        (&["due", "--handler", "dsk"], "desk"),
        (&["explain", "O9999"], "onus explain"),
        (&["clock", "--from", "2026-03-02 09:00", "--add", "4 hours"], "calendar"),
        (&["clock", "--batch", "none.tsv"], "none.tsv"),
    ];
    for (args, told) in wrong {
        let output = in_folder(&folder, args);
        ends_with(2, &output);
        let text = stderr(&output);
        assert!(text.contains(told), "{args:?} does not say `{told}`:\n{text}");
        assert!(!text.contains("os error"), "{args:?} speaks like a machine:\n{text}");
    }
}

#[test]
fn three_rules_that_are_wrong() {
    let folder = house("status_3", &small(&ANSWER.replace("desk", "dsk")), TICKETS);
    for args in [
        &["check"][..],
        &["test"],
        &["run"],
        &["why", "--ticket", "T1"],
        &["due"],
        &["clock", "--from", "2026-03-02"],
    ] {
        let output = in_folder(&folder, args);
        ends_with(3, &output);
        assert!(printed(&output).contains("did you mean desk?"), "{}", printed(&output));
    }
}

#[test]
fn four_a_feed_that_is_refused_with_its_cures() {
    let mut tickets = String::from("id,accepted,answered,kind,category\n");
    for at in 0..200 {
        let category = if at % 40 == 0 { "genral" } else { "general" };
        tickets.push_str(&format!("T{at},2026-03-02 09:00,,complaint,{category}\n"));
    }
    let folder = house("status_4", &small(ANSWER), &tickets);
    let output = in_folder(&folder, &["run", "--out", "lists"]);
    ends_with(4, &output);
    let text = stderr(&output);
    for told in [
        "5 of 200 rows",
        "genral",
        "5 rows",
        "general",
        "--max-rejected",
        "also called",
    ] {
        assert!(text.contains(told), "no `{told}` in:\n{text}");
    }
    assert!(!folder.join("lists").exists());
    ends_with(4, &in_folder(&folder, &["why", "--ticket", "T1"]));
    ends_with(4, &in_folder(&folder, &["run", "--max-rejected", "2.49%"]));
    ends_with(0, &in_folder(&folder, &["run", "--max-rejected", "2.5%"]));
    // Where no share is stated, a few bad rows do not refuse a feed; five do, or half of it.
    let with_bad_rows = |good: usize, bad: usize| {
        let rows = (0..good + bad).map(|at| {
            let category = if at < good { "general" } else { "genral" };
            format!("T{at},2026-03-02 09:00,,complaint,{category}\n")
        });
        let header = "id,accepted,answered,kind,category\n".to_string();
        std::fs::write(folder.join("tickets.csv"), header + &rows.collect::<String>()).unwrap();
        in_folder(&folder, &["run"]).status.code()
    };
    for (good, bad, status) in [(20, 4, 0), (20, 5, 4), (500, 5, 0), (2, 1, 0), (1, 1, 4), (4, 4, 4)] {
        assert_eq!(with_bad_rows(good, bad), Some(status), "{bad} bad rows beside {good}");
    }

    // A column that the rules map and the feed lacks: told with the ones it has.
    let lacking = house(
        "status_4_column",
        &small(ANSWER),
        &TICKETS.replace("accepted", "Accepted on"),
    );
    let output = in_folder(&lacking, &["run"]);
    ends_with(4, &output);
    assert!(stderr(&output).contains("accepted"), "{}", stderr(&output));
}

#[test]
fn five_totals_that_do_not_reconcile() {
    let feed = |set_aside| FeedCounts {
        role: FeedRole::Tickets,
        file: "tickets.csv".into(),
        read: 5,
        counted: 3,
        void: 1,
        joined: 0,
        left_aside: 0,
        set_aside,
        digest: String::new(),
    };
    assert!(reconcile_feeds(&[feed(1)]).is_ok());
    let words = reconcile_feeds(&[feed(1), feed(2)]).unwrap_err().words();
    assert!(
        words
            .en
            .contains("read 5 = counted 3 + void 1 + joined 0 + left aside 0 + set aside 2"),
        "{}",
        words.en
    );
    assert_eq!(
        [
            Status::Done,
            Status::Findings,
            Status::Unusable,
            Status::WrongRules,
            Status::FeedRefused,
            Status::Unreconciled
        ]
        .map(Status::code),
        [0, 1, 2, 3, 4, 5]
    );
}

#[test]
fn the_folder_of_lists_appears_whole_or_not_at_all() {
    let folder = house("status_out", &small(ANSWER), TICKETS);
    let names = |at: &Path| {
        let mut names: Vec<String> = std::fs::read_dir(at)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let before = names(&folder);
    ends_with(0, &in_folder(&folder, &["run", "--out", "lists"]));
    let first = std::fs::read(folder.join("lists/run.json")).unwrap();
    // A second run leaves the first one's lists as they are.
    ends_with(2, &in_folder(&folder, &["run", "--out", "lists"]));
    assert_eq!(std::fs::read(folder.join("lists/run.json")).unwrap(), first);
    std::fs::remove_dir_all(folder.join("lists")).unwrap();

    // Ended from outside while it reads.
    let mut child = onus()
        .current_dir(&folder)
        .args(["run", "--feed", "tickets=-", "--out", "lists"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(TICKETS.as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(&folder), before);

    // Refused, unreadable, wrong: nothing is left either.
    ends_with(
        4,
        &in_folder(&folder, &["run", "--feed", "tickets=rules.onus", "--out", "lists"]),
    );
    ends_with(
        2,
        &in_folder(&folder, &["run", "--feed", "tickets=none.csv", "--out", "lists"]),
    );
    assert_eq!(names(&folder), before);
}
