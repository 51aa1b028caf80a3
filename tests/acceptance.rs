//! The acceptance cases through the ordinary command line: small folders under `tests/cases`, and the real input.
//!
//! What each must show was computed by hand or by programs that share nothing with this one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "acceptance/boston.rs"]
mod boston;
#[path = "acceptance/bureau.rs"]
mod bureau;
#[path = "acceptance/case.rs"]
mod case;
#[path = "acceptance/cut.rs"]
mod cut;
#[path = "acceptance/maker.rs"]
mod maker;
#[path = "acceptance/shipped.rs"]
mod shipped;
#[path = "acceptance/table.rs"]
mod table;
#[path = "acceptance/trials.rs"]
mod trials;
#[path = "acceptance/twins.rs"]
mod twins;

use case::Case;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program under test.
fn onus() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command.env("NO_COLOR", "1");
    command
}

/// A fresh folder for what a test writes.
fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Both streams of a finished command, for messages and `prints` lines.
fn printed(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn every_case_holds() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("tests/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 24, "only {} cases found", folders.len());
    let failures: Vec<String> = folders.iter().flat_map(|folder| Case::at(folder).run()).collect();
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The case runner itself must be able to fail: a row that does not exist, and one that must not.
#[test]
fn a_wrong_expectation_is_noticed() {
    let d1 = root().join("tests/cases/d1");
    let wrong = "as_of\t2014-03-10 09:00\nobligations\tticket=D1A\tstate=done late\n!overdue\tticket=D1B\nstatus\t3\n";
    assert_eq!(Case::with(&d1, "d1_wrong", wrong).run().len(), 3);
}

/// H1: the same bytes of text, once in GB18030 and once in UTF-8 with a byte order mark, give the same list.
#[test]
fn encodings_give_the_same_obligations() {
    let list = |folder: &str| {
        let out = scratch(&format!("same_{folder}"));
        let output = onus()
            .args(["run", "--as-of", "2014-03-10 09:00", "--data"])
            .arg(root().join("tests/cases").join(folder))
            .arg("--out")
            .arg(out.join("lists"))
            .arg(root().join("tests/cases").join(folder))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        std::fs::read(out.join("lists/obligations.csv")).unwrap()
    };
    assert_eq!(list("h1_gb18030"), list("h1_utf8_bom"));
}

/// The made feeds run under the rules that ship, and the rules' own examples hold.
#[test]
fn what_ships_runs() {
    for (rules, data) in [
        ("boston_311", "boston_311"),
        ("boston_311_stated", "boston_311"),
        ("power_bureau_zh", "power_bureau"),
    ] {
        let rules = root().join("rules").join(rules);
        let checked = onus().arg("test").arg(&rules).output().unwrap();
        assert_eq!(checked.status.code(), Some(0), "{}", printed(&checked));
        let run = onus()
            .arg("run")
            .arg(&rules)
            .arg("--data")
            .arg(root().join("examples").join(data))
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", printed(&run));
    }
}
