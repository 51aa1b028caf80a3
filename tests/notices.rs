//! Issued notices hold: one changed byte is found wherever it lies, a forged figure does not agree, two that issue at
//! once never get one number, and the same facts give the same bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "notices/carried.rs"]
mod carried;
mod program;
#[path = "notices/schema.rs"]
mod schema;
#[path = "notices/statistics.rs"]
mod statistics;
#[path = "support/walk.rs"]
mod walk;

use program::{ends_with, onus, printed, root, scratch, stdout};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A copy of a session's files, before anything was typed.
fn house(name: &str) -> PathBuf {
    let (from, to) = (root().join("tests/sessions/notice_life_en"), scratch(name));
    fs::create_dir_all(&to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
    to
}

fn notice(house: &Path, args: &[&str]) -> Output {
    let mut command = onus();
    command.arg("notice").args(args).current_dir(house).output().unwrap()
}

fn issue(house: &Path, month: &str, on: &str) -> Output {
    notice(house, &["issue", "--month", month, "--on", on])
}

/// The first notice of the house, issued.
fn issued(name: &str) -> (PathBuf, PathBuf) {
    let house = house(name);
    ends_with(0, &issue(&house, "2026-09", "2026-10-09"));
    let folder = house.join("notices/audit-2026-1");
    (house, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Changes a file and puts the digest of its new bytes under the seal: what a forger would do.
fn forge(folder: &Path, name: &str, change: impl FnOnce(String) -> String) {
    let path = folder.join(name);
    let before = fs::read_to_string(&path).unwrap();
    let after = change(before.clone());
    assert!(before != after, "nothing was forged");
    fs::write(&path, &after).unwrap();
    let seal = fs::read_to_string(folder.join("seal.b3")).unwrap();
    let digest = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    let resealed = seal.replace(&digest(&before), &digest(&after));
    assert_ne!(seal, resealed);
    fs::write(folder.join("seal.b3"), resealed).unwrap();
}

#[test]
fn one_changed_byte_is_found_wherever_it_lies() {
    let (house, folder) = issued("notice_flipped");
    ends_with(
        0,
        &notice(
            &house,
            &["withdraw", "--number", "1", "--on", "2026-10-10", "--because", "x"],
        ),
    );
    ends_with(0, &notice(&house, &["verify", "--number", "1"]));
    let withdrawn = house.join("notices/audit-2026-1.withdrawn");
    let mut tried = 0;
    for folder in [folder, withdrawn] {
        for name in names(&folder) {
            let path = folder.join(&name);
            let sound = fs::read(&path).unwrap();
            // The ends, and places in between that fall on digits, marks and letters.
            let steps = 5;
            for at in (0..=steps).map(|step| (sound.len() - 1) * step / steps) {
                let mut flipped = sound.clone();
                flipped[at] ^= 1;
                fs::write(&path, &flipped).unwrap();
                let output = notice(&house, &["verify", "--number", "1"]);
                let told = printed(&output);
                assert_eq!(output.status.code(), Some(1), "{name} byte {at}: {told}");
                let named = if name == "seal.b3" {
                    "audit-2026-1: "
                } else {
                    name.as_str()
                };
                assert!(told.contains(named), "{name} byte {at}: {told}");
                tried += 1;
            }
            fs::write(&path, &sound).unwrap();
        }
    }
    assert!(tried > 50, "{tried}");
    ends_with(0, &notice(&house, &["verify", "--number", "1"]));
}

#[test]
fn a_forged_figure_does_not_agree_even_under_a_new_seal() {
    let (house, folder) = issued("notice_forged");
    forge(&folder, "notice.json", |text| {
        text.replacen("\"count\": 3", "\"count\": 2", 1)
    });
    let output = notice(&house, &["verify", "--number", "1"]);
    ends_with(5, &output);
    assert!(
        printed(&output).contains("do not agree: 2 on the one side, 3 on the other"),
        "{}",
        printed(&output)
    );

    let (house, folder) = issued("notice_forged_text");
    forge(&folder, "notice.md", |text| {
        text.replacen("| North | 3 | 1 | 2 |", "| North | 3 | 2 | 1 |", 1)
    });
    let output = notice(&house, &["verify", "--number", "1"]);
    ends_with(1, &output);
    assert!(
        printed(&output).contains("notice.md does not come out again from its values: line 2"),
        "{}",
        printed(&output)
    );

    let (house, folder) = issued("notice_forged_points");
    forge(&folder, "notice.json", |text| {
        text.replacen("\"mantissa\": 2,", "\"mantissa\": 1,", 1)
    });
    let output = notice(&house, &["verify", "--number", "1"]);
    ends_with(5, &output);
    assert!(
        printed(&output).contains("(points of north: 1 = late_answer 2 x 1)"),
        "{}",
        printed(&output)
    );

    // What no other figure is a sum of.
    let (house, folder) = issued("notice_forged_mean");
    forge(&folder, "notice.json", |text| {
        text.replacen("\"mean\": ", "\"mean\": 1", 1)
    });
    let output = notice(&house, &["verify", "--number", "1"]);
    ends_with(1, &output);
    assert!(
        printed(&output).contains("the same rules do not count again"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_row_that_is_lost_ends_with_both_sums_and_their_list() {
    let (house, folder) = issued("notice_lost_row");
    forge(&folder, "notice.json", |text| {
        let mut values: serde_json::Value = serde_json::from_str(&text).unwrap();
        let lists = values["lists"]["all"].as_array_mut().unwrap();
        let due = lists.iter_mut().find(|list| list["name"] == "due").unwrap();
        due["rows"].as_array_mut().unwrap().pop().unwrap();
        serde_json::to_string_pretty(&values).unwrap() + "\n"
    });
    let output = notice(&house, &["verify", "--number", "1"]);
    ends_with(5, &output);
    let told = printed(&output);
    assert!(
        told.contains("on the one side") && told.contains("against the rows of due ["),
        "{told}"
    );

    let (house, folder) = issued("notice_lost_feed_row");
    forge(&folder, "notice.json", |text| {
        text.replacen("\"elsewhere\": 2", "\"elsewhere\": 1", 1)
    });
    let output = notice(&house, &["verify", "--number", "1"]);
    ends_with(5, &output);
    let sums = "7 on the one side, 6 on the other (rows of tickets: 7 = accepted in the month 5 + left out 0 + of other months 1 + joined, left or set aside 0)";
    assert!(printed(&output).contains(sums), "{}", printed(&output));
}

#[test]
fn an_answer_that_no_unit_answers_for_stands_in_the_total_and_below_the_table() {
    let house = house("notice_nobody");
    let tickets = fs::read_to_string(house.join("tickets.csv")).unwrap();
    let nobody = tickets.replace(
        "A2,2026-09-02 09:00,complaint,supply,north,",
        "A2,2026-09-02 09:00,complaint,supply,,",
    );
    assert_ne!(nobody, tickets);
    fs::write(house.join("tickets.csv"), nobody).unwrap();
    let output = notice(&house, &["draft", "--month", "2026-09"]);
    ends_with(0, &output);
    let told = stdout(&output);
    for line in [
        "| North | 2 | 1 | 1 |",
        "| South | 2 | 1 | 1 |",
        "| Total | 5 | 2 | 3 |",
        "Note: 1 answer due has no unit; it stands in the total and in no row.",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn rules_that_changed_are_told_from_a_program_that_reads_them_otherwise() {
    let (house, folder) = issued("notice_rules_changed");
    let rules = fs::read_to_string(house.join("rules.onus")).unwrap();
    let verified = || {
        let output = notice(&house, &["verify", "--number", "1"]);
        ends_with(0, &output);
        printed(&output)
    };
    let not_counted = |told: &str, why: &str| {
        assert!(
            told.contains(why) && told.contains("its figures were not counted again"),
            "{told}"
        );
        assert!(told.contains("audit-2026-1 is as it was issued"), "{told}");
    };
    // A remark changes the file and not what it means.
    fs::write(house.join("rules.onus"), format!("{rules}# seen\n")).unwrap();
    assert_eq!(verified(), "audit-2026-1 is as it was issued\n");
    fs::write(house.join("rules.onus"), rules.replace(": 48 hours", ": 47 hours")).unwrap();
    not_counted(&verified(), "the rules have changed since (rules.onus)");
    fs::write(house.join("rules.onus"), &rules).unwrap();
    forge(&folder, "issue.json", |text| {
        text.replacen("\"rules_digest\": \"", "\"rules_digest\": \"0", 1)
    });
    not_counted(&verified(), "are those of then, byte for byte, but this program (");
}

#[test]
fn the_same_facts_that_give_something_else_are_told() {
    let (house, folder) = issued("notice_other");
    let quiet = notice(&house, &["draft", "--month", "2026-10"]);
    ends_with(0, &quiet);
    assert!(
        !printed(&quiet).contains("the same rules and facts"),
        "{}",
        printed(&quiet)
    );
    // A moment of a row, which no figure counts.
    forge(&folder, "notice.json", |text| {
        text.replacen("2026-09-08T10:00:00+01:00", "2026-09-08T11:00:00+01:00", 1)
    });
    let told = notice(&house, &["draft", "--month", "2026-10"]);
    ends_with(0, &told);
    assert!(
        printed(&told).contains("the same rules and facts now give something else than No. 1/2026, audit says"),
        "{}",
        printed(&told)
    );
    let output = notice(&house, &["verify", "--number", "1", "--data", "."]);
    ends_with(1, &output);
}

#[test]
fn two_that_issue_at_once_never_get_one_number() {
    let house = house("notice_at_once");
    // What an interrupted issue leaves is no notice.
    fs::create_dir_all(house.join("notices/.audit-2026-1.77.part")).unwrap();
    fs::write(house.join("notices/.audit-2026-1.77.part/notice.md"), "half").unwrap();
    let months = [
        "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-08", "2026-08",
    ];
    let outputs: Vec<Output> = std::thread::scope(|scope| {
        let started: Vec<_> = months
            .iter()
            .map(|month| scope.spawn(|| issue(&house, month, "2026-10-09")))
            .collect();
        started.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let done = outputs.iter().filter(|output| output.status.success()).count();
    assert_eq!(
        done,
        5,
        "one for each month: {:?}",
        outputs.iter().map(printed).collect::<Vec<_>>()
    );
    let there = names(&house.join("notices"));
    let expected: Vec<String> = (1..=5).map(|number| format!("audit-2026-{number}")).collect();
    let issued: Vec<_> = there.into_iter().filter(|name| !name.starts_with('.')).collect();
    assert_eq!(issued, expected);
}

#[test]
fn a_number_that_is_gone_stops_the_next_one() {
    let (house, folder) = issued("notice_gap");
    ends_with(0, &issue(&house, "2026-10", "2026-11-09"));
    fs::rename(&folder, house.join("elsewhere")).unwrap();
    let output = issue(&house, "2026-11", "2026-12-09");
    ends_with(2, &output);
    assert!(printed(&output).contains("has no audit-2026-1"), "{}", printed(&output));
    fs::rename(house.join("elsewhere"), &folder).unwrap();
    ends_with(0, &issue(&house, "2026-11", "2026-12-09"));
    assert!(house.join("notices/audit-2026-3").is_dir());
}

#[test]
fn what_is_shown_is_what_was_issued_byte_for_byte() {
    let (house, folder) = issued("notice_shown");
    for (format, file) in [("markdown", "notice.md"), ("json", "notice.json")] {
        let output = notice(&house, &["show", "--number", "1", "--format", format]);
        ends_with(0, &output);
        assert_eq!(output.stdout, fs::read(folder.join(file)).unwrap());
    }
    ends_with(0, &notice(&house, &["show", "--number", "1", "--out", "copy"]));
    for name in names(&house.join("copy")) {
        assert_eq!(
            fs::read(house.join("copy").join(&name)).unwrap(),
            fs::read(folder.join(&name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn the_same_facts_give_the_same_bytes_on_any_number_of_threads() {
    let draft = |threads: &str| {
        let mut command = onus();
        let rules = root().join("rules/power_bureau_zh");
        let output = command
            .args([
                "notice",
                "draft",
                "--month",
                "2014-06",
                "--format",
                "json",
                "--threads",
                threads,
                "--data",
            ])
            .arg(root().join("examples/power_bureau"))
            .arg(rules)
            .output()
            .unwrap();
        ends_with(0, &output);
        stdout(&output)
    };
    let one = draft("1");
    assert!(one.contains("\"repeats\""));
    for threads in ["2", "3", "8"] {
        assert_eq!(draft(threads), one, "{threads} threads");
    }
}

#[test]
fn annexes_have_heads_and_words_in_the_language_of_the_notice() {
    let out = scratch("notice_heads").join("draft");
    let output = onus()
        .args(["notice", "draft", "--month", "2014-06", "--out"])
        .arg(&out)
        .arg("--data")
        .arg(root().join("examples/power_bureau"))
        .arg(root().join("rules/power_bureau_zh"))
        .output()
        .unwrap();
    ends_with(0, &output);
    // What is only printed holds no rows, and says the same.
    let screen = onus()
        .args(["notice", "draft", "--month", "2014-06", "--data"])
        .arg(root().join("examples/power_bureau"))
        .arg(root().join("rules/power_bureau_zh"))
        .output()
        .unwrap();
    assert_eq!(stdout(&screen), fs::read_to_string(out.join("notice.md")).unwrap());
    let mut tables = 0;
    for name in names(&out).into_iter().filter(|name| name.ends_with(".csv")) {
        let text = fs::read_to_string(out.join(&name)).unwrap();
        // Places in rule and feed files and digests apart, no English word stands in a Chinese table.
        let english = |cell: &str| {
            let digest = |part: &str| part.bytes().filter(u8::is_ascii_hexdigit).count() == 64;
            let mut parts = cell.split(' ');
            let named = |part: &str| part.contains(".onus") || part.contains(".csv:") || digest(part);
            parts.any(|part| !named(part) && part.bytes().any(|byte| byte.is_ascii_lowercase()))
        };
        let odd = text.lines().flat_map(|line| line.split(',')).find(|cell| english(cell));
        assert!(odd.is_none(), "{name}: {odd:?}");
        tables += 1;
    }
    assert!(tables >= 8, "{tables}");
}

#[test]
fn hostile_names_leave_no_folder_and_run_in_no_spreadsheet() {
    let house = house("notice_hostile");
    let edit = |file: &str, pairs: &[(&str, &str)]| {
        let mut text = fs::read_to_string(house.join(file)).unwrap();
        for (from, to) in pairs {
            assert!(text.contains(from), "{file}: {from}");
            text = text.replace(from, to);
        }
        fs::write(house.join(file), text).unwrap();
    };
    edit(
        "rules.onus",
        &[
            ("department audit", "department \"../../audit\""),
            ("issuer audit", "issuer \"../../audit\""),
            ("signed audit", "signed \"../../audit\""),
            ("unit north", "unit \"=cmd|'/c calc'!A0\""),
            ("unit south", "unit \"_cmd_'_c calc'!A0\""),
        ],
    );
    edit(
        "tickets.csv",
        &[
            (",north,", ",=cmd|'/c calc'!A0,"),
            (",south,", ",_cmd_'_c calc'!A0,"),
            ("\nA3,", "\n@A3,"),
        ],
    );
    edit("events.csv", &[("\nA3,", "\n@A3,")]);
    edit(
        "objections.csv",
        &[
            (",north,", ",=cmd|'/c calc'!A0,"),
            (",south,", ",_cmd_'_c calc'!A0,"),
            ("A3,", "@A3,"),
        ],
    );
    ends_with(0, &notice(&house, &["draft", "--month", "2026-09", "--out", "draft"]));
    let screen = notice(&house, &["draft", "--month", "2026-09"]);
    assert_eq!(
        stdout(&screen),
        fs::read_to_string(house.join("draft/notice.md")).unwrap()
    );
    ends_with(0, &issue(&house, "2026-09", "2026-10-09"));
    let told = names(&house);
    assert!(told.iter().all(|name| !name.contains("audit")), "{told:?}");
    let issued: Vec<_> = names(&house.join("notices"))
        .into_iter()
        .filter(|name| name != ".lock")
        .collect();
    assert_eq!(issued, ["_.._audit-2026-1"]);
    let drafted = names(&house.join("draft"));
    assert_eq!(
        drafted.iter().filter(|name| name.starts_with("objections_")).count(),
        2,
        "{drafted:?}"
    );
    let mut hostile = 0;
    for name in drafted.iter().filter(|name| name.ends_with(".csv")) {
        let text = fs::read_to_string(house.join("draft").join(name)).unwrap();
        for cell in text.lines().flat_map(|line| line.split(',')) {
            let cell = cell.trim_start_matches(['\u{feff}', '"']);
            assert!(!cell.starts_with(['=', '@', '+', '-']), "{name}: {cell}");
        }
        hostile += usize::from(text.contains("calc") || text.contains("@A3"));
    }
    assert!(hostile >= 4, "{hostile} tables hold something hostile");
    ends_with(0, &notice(&house, &["verify", "--number", "1", "--data", "."]));
}

/// A house whose months are issued one after another: by month how many tickets, how many of them answered in time.
fn thirteen_months(house: &Path) -> Vec<(String, u64, u64)> {
    let (mut tickets, mut events) = (
        String::from("number,opened,kind,category,unit,callback\n"),
        String::from("number,event,when\n"),
    );
    let mut months = Vec::new();
    for at in 0..13u64 {
        let month = format!("{}-{:02}", 2026 + at / 12, at % 12 + 1);
        let (all, late) = (3 + at % 4 * 2, at % 3);
        for number in 0..all {
            let day = number + 2;
            let answered = if number < late { day + 4 } else { day + 1 };
            tickets += &format!("T{at}-{number},{month}-{day:02} 09:00,complaint,supply,north,\n");
            events += &format!("T{at}-{number},answered,{month}-{answered:02} 10:00\n");
        }
        months.push((month, all, all - late));
    }
    fs::write(house.join("tickets.csv"), tickets).unwrap();
    fs::write(house.join("events.csv"), events).unwrap();
    fs::write(house.join("rulings.csv"), "number,when,by,paper\n").unwrap();
    fs::write(house.join("objections.csv"), "number,when,unit,reason\n").unwrap();
    let rules = fs::read_to_string(house.join("rules.onus")).unwrap();
    let rules = rules.replace("kind opinion\n", "kind opinion\ngroup \"Supply\" of supply\n");
    let rules = rules.replace("sections overview, ", "sections overview, categories, ");
    fs::write(house.join("rules.onus"), rules).unwrap();
    months
}

#[test]
fn a_trend_shows_thirteen_months_as_they_were_issued() {
    let house = house("notice_trend");
    let months = thirteen_months(&house);
    for (at, (month, ..)) in months[..12].iter().enumerate() {
        let on = format!("{}-{:02}-09", 2026 + (at + 1) / 12, (at + 1) % 12 + 1);
        ends_with(0, &issue(&house, month, &on));
    }
    // What is learnt later of a month long issued moves no point of a trend.
    let tickets = fs::read_to_string(house.join("tickets.csv")).unwrap();
    let more = "L1,2026-03-20 09:00,complaint,supply,north,\nL2,2026-03-20 09:00,complaint,supply,north,\n";
    fs::write(house.join("tickets.csv"), tickets + more).unwrap();
    let january = "2027-01";
    let draft = |format: &str| {
        let output = notice(&house, &["draft", "--month", january, "--format", format]);
        ends_with(0, &output);
        stdout(&output)
    };

    let values: serde_json::Value = serde_json::from_str(&draft("json")).unwrap();
    let past = values["notice"]["record"]["past"].as_array().unwrap();
    let told: Vec<(String, u64, u64)> = past
        .iter()
        .map(|own| {
            let rate = &own["rates"][0];
            assert_eq!(rate[0], "timely_rate");
            assert_eq!(own["groups"][0][1], own["received"]);
            let month = own["month"].as_str().unwrap().to_owned();
            assert_eq!(rate[1]["whole"], own["received"], "{month}");
            (
                month,
                own["received"].as_u64().unwrap(),
                rate[1]["part"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, months[..12]);

    let page = draft("html");
    let name = |month: &str| {
        let (year, number) = month.split_once('-').unwrap();
        let names = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        format!("{} {year}", names[number.parse::<usize>().unwrap() - 1])
    };
    let received: Vec<String> = months
        .iter()
        .map(|(month, all, _)| format!("{} {all}", name(month)))
        .collect();
    let received = format!("Month by month: {}.", received.join(", "));
    assert!(page.contains(&received), "{received}");
    let share = |all: u64, part: u64| format!("{:.2}%", part as f64 * 100.0 / all as f64);
    let rates: Vec<String> = months
        .iter()
        .map(|(month, all, part)| format!("{} {}", name(month), share(*all, *part)))
        .collect();
    let rates = format!("Month by month: {}.", rates.join(", "));
    assert!(page.contains(&rates), "{rates}");
    // January 2027 beside January 2026: three tickets each, all in time.
    let text = draft("markdown");
    let year =
        "A year earlier (January 2026, No. 1/2026, audit) 3 accepted: the same; timely rate 100.00%, 0.00 points.";
    assert!(text.contains(year), "{text}");
    let row = "| Supply | 3 | 100.00% | 9 | -66.67% | 3 | 0.00% |";
    assert!(text.contains(row), "{text}");

    // A month whose notice was withdrawn is a gap, not a figure of today.
    let gone = ["withdraw", "--month", "2026-05", "--on", "2027-01-10", "--because", "x"];
    ends_with(0, &notice(&house, &gone));
    let page = draft("html");
    assert!(page.contains("April 2026 9, June 2026 5,"), "{page}");
}

/// The house with other lines in its rules and more events, the draft of September as values.
fn drafted(name: &str, lines: &[(&str, &str)], events: &str) -> serde_json::Value {
    let house = house(name);
    let path = house.join("rules.onus");
    let mut rules = fs::read_to_string(&path).unwrap();
    for (line, put) in lines {
        assert!(rules.contains(line), "{line}");
        rules = rules.replace(line, put);
    }
    fs::write(&path, rules).unwrap();
    let path = house.join("events.csv");
    let told = fs::read_to_string(&path).unwrap();
    let told = match events.is_empty() {
        true => told,
        // A column more, which the rows there are do not tell.
        false => told.replace("\n", ",\n").replacen("when,", "when,result", 1) + events,
    };
    fs::write(path, told).unwrap();
    let output = notice(&house, &["draft", "--month", "2026-09", "--format", "json"]);
    ends_with(0, &output);
    serde_json::from_str(&stdout(&output)).unwrap()
}

#[test]
fn what_is_a_customers_own_is_not_split_by() {
    let split_by = (
        "  sections overview,",
        "  split by callback_result\n  sections categories, overview,",
    );
    let told = drafted("notice_withheld", &[split_by], "");
    assert_eq!(told["notice"]["splits"][0]["field"], "callback_result");
    assert_eq!(told["notice"]["withheld"], serde_json::json!([]));
    let own = ("\"callback\", optional", "\"callback\", optional, personal");
    let told = drafted("notice_withheld_own", &[split_by, own], "");
    assert_eq!(told["notice"]["splits"], serde_json::json!([]));
    assert_eq!(told["notice"]["withheld"], serde_json::json!(["callback_result"]));
    let columns = told["lists"]["all"][0]["columns"].as_array().unwrap();
    assert!(columns.iter().all(|column| column["key"] != "by callback_result"));
}

#[test]
fn what_is_told_with_an_event_counts_once_the_event_has_happened() {
    let changes = [
        (
            "  sections overview,",
            "  split by callback_result\n  sections categories, overview,",
        ),
        ("  callback_result from column \"callback\", optional\n", ""),
        (
            "  moment from column \"when\"\n}\nfeed decisions",
            "  moment from column \"when\"\n  callback_result from column \"result\", optional\n}\nfeed decisions",
        ),
    ];
    // The data of September is complete on 3 October at noon.
    let events = "A1,called_back,2026-10-03 12:00,satisfied\nA2,called_back,2026-10-03 12:01,dissatisfied\n";
    let told = drafted("notice_dated_split", &changes, events);
    let parts = told["notice"]["splits"][0]["received"]["parts"].as_array().unwrap();
    let counts: Vec<_> = parts
        .iter()
        .map(|part| (part["name"].as_str().unwrap(), part["now"]["count"].clone()))
        .collect();
    assert_eq!(
        counts,
        [("satisfied", 1.into()), ("dissatisfied", 0.into()), ("", 4.into())]
    );
}

/// What the draft of September names and lists, with the tests of a naming line in one order.
fn said(told: &serde_json::Value) -> String {
    let mut named = told["notice"]["named"].clone();
    for list in ["parties", "spared"] {
        for party in named[list].as_array_mut().unwrap() {
            let tests = party["because"].as_array_mut().unwrap();
            tests.sort_by_key(ToString::to_string);
        }
    }
    let lists = told["lists"]["all"].as_array().unwrap();
    let found = lists.iter().find(|list| list["name"] == "found").unwrap();
    format!("{named}\n{found}")
}

#[test]
fn a_sample_is_of_the_rate_with_the_fewest_whichever_is_written_first() {
    let (metric, line) = (
        "metric timely_rate",
        "  name when late_answer count >= 1\n  name when timely_rate < 80% and sample >= 2",
    );
    let more = "metric of_complaints { count each answer; numerator when answer on time; denominator when kind = complaint }\nmetric timely_rate";
    let named = |test: &str| {
        let told = drafted(
            "notice_samples",
            &[(metric, more), (line, &format!("  name when {test}"))],
            "",
        );
        let parties = told["notice"]["named"]["parties"].as_array().unwrap();
        let names: Vec<String> = parties
            .iter()
            .map(|own| own["party"].as_str().unwrap().to_owned())
            .collect();
        (said(&told), names)
    };
    // North answered one of three in time, of its two complaints one; south one of two, and its only complaint.
    for (floor, whom) in [(2, &["north"][..]), (3, &[])] {
        let one = named(&format!(
            "timely_rate < 80% and of_complaints < 80% and sample >= {floor}"
        ));
        let other = named(&format!(
            "sample >= {floor} and of_complaints < 80% and timely_rate < 80%"
        ));
        assert_eq!(one.1, whom);
        assert_eq!(one, other);
        assert!(one.0.contains(r#""what":"sample""#), "{}", one.0);
    }
    // A line without a rate asks for the fewest of those that count answers.
    assert_eq!(named("late_answer count >= 1 and sample >= 2").1, ["north"]);
}

#[test]
fn a_finding_is_proved_by_the_line_that_held_first_whichever_is_written_first() {
    let found = |lines: &str| {
        let finding = format!("finding spoken {{ responsible handler; {lines} }}\nfinding late_answer");
        let both = "finding late_answer { when answer overdue; when rung 2 overdue }";
        let swapped = "finding late_answer { when rung 2 overdue; when answer overdue }";
        let late = if lines.starts_with("when has called") {
            both
        } else {
            swapped
        };
        let changes = [
            ("finding late_answer { when answer overdue }", late),
            ("finding late_answer", finding.as_str()),
            (
                "  deduct late_answer 1 point",
                "  deduct late_answer 1 point\n  deduct spoken 1 point",
            ),
        ];
        said(&drafted(
            "notice_first_line",
            &changes,
            "A1,called_back,2026-10-02 12:00,satisfied\n",
        ))
    };
    let (one, other) = (
        found("when has called_back; when has answered"),
        found("when has answered; when has called_back"),
    );
    assert_eq!(one, other);
    // Answered in September, called back in October.
    assert!(one.contains("spoken"), "{one}");
}
