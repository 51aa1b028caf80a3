//! Where feeds come from, and what the verbs take: `--feed`, `--data`, standard input, packed twins, `--as-of`,
//! `--reports`, `--lang`, and the folder that is looked at where none is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::table::Table;
use program::{ends_with, onus, printed, root, scratch, stderr, stdout};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

fn boston() -> PathBuf {
    root().join("rules/boston_311")
}

const FEED: &str = "boston_311_2011_q3.csv";
const AS_OF: [&str; 2] = ["--as-of", "2011-10-15 12:00"];

fn bytes() -> Vec<u8> {
    std::fs::read(root().join("examples/boston_311").join(FEED)).unwrap()
}

/// The obligations that a run writes.
fn obligations(args: &[&str], folder: &Path, stdin: &[u8]) -> Vec<u8> {
    let out = folder.join("lists");
    let _ = std::fs::remove_dir_all(&out);
    let mut child = onus()
        .arg("run")
        .arg(boston())
        .args(AS_OF)
        .args(args)
        .arg("--out")
        .arg(&out)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    ends_with(0, &output);
    std::fs::read(out.join("obligations.csv")).unwrap()
}

#[test]
fn a_feed_is_the_same_wherever_it_comes_from() {
    let folder = scratch("feeds_from");
    let examples = root().join("examples/boston_311");
    let data = obligations(&["--data", examples.to_str().unwrap()], &folder, b"");
    assert!(data.len() > 40_000);
    std::fs::write(folder.join("other name.csv"), bytes()).unwrap();
    for named in ["tickets=other name.csv", &format!("{FEED}=other name.csv")] {
        assert_eq!(obligations(&["--feed", named], &folder, b""), data, "{named}");
    }
    assert_eq!(obligations(&["--feed", "tickets=-"], &folder, &bytes()), data);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&bytes()).unwrap();
    std::fs::write(folder.join(format!("{FEED}.gz")), packed.finish().unwrap()).unwrap();
    assert_eq!(obligations(&["--data", "."], &folder, b""), data, "the packed twin");
    let gz = format!("tickets={FEED}.gz");
    assert_eq!(obligations(&["--feed", &gz], &folder, b""), data, "named as it is");
    // Where both lie there, the plain one is read.
    std::fs::write(folder.join(FEED), &bytes()[..20_000]).unwrap();
    let output = onus()
        .arg("run")
        .arg(boston())
        .args(AS_OF)
        .args(["--data", "."])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(!stdout(&output).contains("400 rows"), "{}", printed(&output));
}

#[test]
fn every_form_of_a_moment_means_the_same() {
    let run = |moment: &str| {
        let output = onus()
            .arg("run")
            .arg(boston())
            .args(["--as-of", moment, "--data"])
            .arg(root().join("examples/boston_311"))
            .output()
            .unwrap();
        ends_with(0, &output);
        // The last line says how to go on, with the moment as it was typed.
        let text = stdout(&output);
        text.trim_end().rsplit_once('\n').unwrap().0.to_owned()
    };
    let midnight = run("2011-10-15");
    for same in [
        "2011-10-15 00:00",
        "2011-10-15 00:00:00",
        "2011-10-15T00:00:00-04:00",
        "2011-10-15T04:00:00Z",
    ] {
        assert_eq!(run(same), midnight, "{same}");
    }
    assert_ne!(run("2011-09-01 00:00"), midnight);
    assert!(run("now").starts_with("as of "));
    // The default is the newest event, and it is said first.
    let output = onus()
        .arg("run")
        .arg(boston())
        .arg("--data")
        .arg(root().join("examples/boston_311"))
        .output()
        .unwrap();
    assert!(stdout(&output).starts_with("as of "), "{}", printed(&output));
}

#[test]
fn only_the_lists_asked_for_are_written() {
    let folder = scratch("feeds_lists");
    let examples = root().join("examples/boston_311");
    obligations(
        &[
            "--reports",
            "obligations,set_aside",
            "--data",
            examples.to_str().unwrap(),
        ],
        &folder,
        b"",
    );
    let mut names: Vec<String> = std::fs::read_dir(folder.join("lists"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "obligations.csv",
            "obligations_list.csv",
            "run.json",
            "set_aside.csv",
            "set_aside_list.csv"
        ]
    );
}

/// A folder with everything in it: rules, feed, an example.
fn house(name: &str) -> PathBuf {
    let folder = scratch(name);
    for entry in std::fs::read_dir(boston()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    std::fs::write(folder.join(FEED), bytes()).unwrap();
    folder
}

fn in_folder(folder: &Path, args: &[&str]) -> Output {
    onus().current_dir(folder).args(args).output().unwrap()
}

#[test]
fn verbs_look_at_the_folder_they_stand_in() {
    let folder = house("feeds_verbs");
    let ticket = "900000000001";
    let verbs: [(&[&str], &str); 6] = [
        (&["check"], "no mistakes"),
        (&["test"], "example"),
        (&["run", "--as-of", "2011-10-15"], "as of Sat 2011-10-15"),
        (&["why", "--ticket", ticket], ticket),
        (
            &["due", "--category", "Sidewalk Repair", "--at", "2011-07-01 09:00"],
            "completion",
        ),
        (&["explain", "o1107"], "O1107"),
    ];
    for (args, told) in verbs {
        let output = in_folder(&folder, args);
        ends_with(0, &output);
        assert!(stdout(&output).contains(told), "{args:?}: {}", printed(&output));
    }
}

#[test]
fn both_languages_say_everything() {
    let folder = house("feeds_languages");
    let chinese = |text: &str| text.chars().any(|char| ('\u{4e00}'..='\u{9fff}').contains(&char));
    let verbs: [&[&str]; 9] = [
        &["check"],
        &["test"],
        &["run", "--as-of", "2011-10-15"],
        &["why", "--ticket", "900000000001"],
        &["why", "--ticket", "none"],
        &["due", "--category", "Sidewalk Repair", "--at", "2011-07-01 09:00"],
        &["due", "--category", "Sidewalk Repairs"],
        &["explain", "O1107"],
        &["run", "--feed", "x=y"],
    ];
    for args in verbs {
        let en = printed(&in_folder(&folder, &[&["--lang", "en"], args].concat()));
        let zh = printed(&in_folder(&folder, &[&["--lang", "zh"], args].concat()));
        assert!(!chinese(&en), "{args:?} in English: {en}");
        assert!(chinese(&zh), "{args:?} in Chinese: {zh}");
        assert_eq!(
            en,
            printed(&in_folder(&folder, args)),
            "{args:?}: the language of the rules"
        );
    }
}

#[test]
fn a_file_of_calendars_alone_serves_the_clock() {
    let folder = scratch("feeds_clock");
    std::fs::write(
        folder.join("office.onus"),
        "timezone Asia/Shanghai\nworking days count from next day, until close of business\nimport \"onus/calendars/china.onus\"\ncalendar office {\n  builds on 中国大陆\n  monday to friday 09:00-17:00\n}\n",
    )
    .unwrap();
    let lines = "office\tadd\t2014-01-24T10:10:00+08:00[Asia/Shanghai]\t4 working days\noffice\tbetween\t2014-01-24T10:10:00+08:00\t2014-01-27T10:10:00+08:00\noffice\tadd\t2014-01-29T17:00:00+08:00\t-4 working days\nnowhere\tadd\t2014-01-24T10:10:00+08:00\t4 working days\noffice\tadd\tyesterday\t4 working days\n\noffice\n";
    std::fs::write(folder.join("batch.tsv"), lines).unwrap();
    let output = in_folder(&folder, &["clock", "--batch", "batch.tsv"]);
    let answers = stdout(&output);
    assert_eq!(
        answers.lines().count(),
        lines.lines().count(),
        "a line of answer each:\n{answers}"
    );
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers[0], "2014-01-29T17:00:00+08:00");
    // Friday from 10:10, the make-up Sunday, Monday until 10:10.
    assert_eq!(answers[1], (6 * 3600 + 50 * 60 + 8 * 3600 + 70 * 60).to_string());
    assert!(
        answers[3].contains("no calendar") && answers[4].contains("not a moment"),
        "{answers:#?}"
    );
    // A wrong line is answered as such, and the status says that there was one.
    assert_eq!(output.status.code(), Some(2));
    let good = in_folder(
        &folder,
        &["clock", "--from", "2014-01-24 10:10", "--add", "4 working days"],
    );
    ends_with(0, &good);
    assert_eq!(stdout(&good).trim(), "2014-01-29T17:00:00+08:00");
    let unknown = in_folder(
        &folder,
        &[
            "clock",
            "--calendar",
            "offic",
            "--from",
            "2014-01-24 10:10",
            "--add",
            "4 working days",
        ],
    );
    ends_with(2, &unknown);
    assert!(
        stderr(&unknown).contains("did you mean office?"),
        "{}",
        stderr(&unknown)
    );
}

/// The other things that a person types by mistake.
#[test]
fn why_says_what_became_of_a_ticket_that_is_not_judged() {
    let why = |ticket: &str| {
        onus()
            .arg("why")
            .arg(root().join("rules/power_bureau_zh"))
            .arg("--data")
            .arg(root().join("examples/power_bureau"))
            .args(["--ticket", ticket])
            .output()
            .unwrap()
    };
    let aside = why("20140520-0904");
    ends_with(2, &aside);
    let text = stderr(&aside);
    assert!(
        text.contains("R4002") && text.contains("工单.csv:385") && text.contains("补上受理时间"),
        "{text}"
    );
    assert!(stderr(&why("20140520-9999")).contains("没有工单 20140520-9999"));
}

/// A log whose events the workflow does not know is counted all the same, and each is told.
#[test]
fn an_unknown_event_is_told_and_counted() {
    let data = scratch("feeds_unknown");
    for entry in std::fs::read_dir(root().join("examples/power_bureau")).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            std::fs::copy(&path, data.join(entry.file_name())).unwrap();
        }
    }
    let mut log = std::fs::read(data.join("流转.csv")).unwrap();
    for event in ["审批", "抄送"] {
        let row = format!("20140101-0018,{event},2014-01-02 10:00,城区供电局,\r\n");
        log.extend_from_slice(&encoding_rs::GB18030.encode(&row).0);
    }
    std::fs::write(data.join("流转.csv"), log).unwrap();
    let output = onus()
        .arg("run")
        .arg(root().join("rules/power_bureau_zh"))
        .arg("--data")
        .arg(&data)
        .arg("--out")
        .arg(data.join("lists"))
        .output()
        .unwrap();
    ends_with(0, &output);
    let findings = Table::read(&data.join("lists/data_findings.csv"));
    let unknown: Vec<_> = findings
        .rows
        .iter()
        .filter(|row| findings.cell(row, "remark").contains("workflow"))
        .collect();
    assert_eq!(unknown.len(), 2, "{unknown:?}");
}
