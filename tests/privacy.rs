//! What is a customer's own is printed as a pseudonym, and in clear only where asked for.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// The customer of the ticket below, as the feed writes it.
const CUSTOMER: &str = "3060011";

fn why(key: Option<&str>, more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command
        .args(["why", "examples/first_hour", "--ticket", "20260225-0008"])
        .args(more)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .env_remove("ONUS_KEY");
    if let Some(key) = key {
        command.env("ONUS_KEY", key);
    }
    let output = command.output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// The word behind `customer ` in the head of a trace.
fn customer(text: &str) -> &str {
    let head = text.lines().next().unwrap();
    head.rsplit_once("customer ").unwrap().1
}

#[test]
fn a_trace_shows_a_pseudonym_unless_asked() {
    for more in [&[][..], &["--format", "json"]] {
        assert!(!why(None, more).contains(CUSTOMER), "{more:?}");
        let clear = [more, &["--show", "personal"]].concat();
        assert!(why(None, &clear).contains(CUSTOMER), "{clear:?}");
    }
    let own = why(None, &[]);
    assert!(customer(&own).starts_with('~'), "{own}");
    assert!(why(None, &["--format", "json"]).contains(&format!("\"customer\": \"{}\"", customer(&own))));
}

#[test]
fn a_pseudonym_hangs_on_the_key() {
    let of = |key| customer(&why(key, &[])).to_owned();
    assert_eq!(of(Some("a")), of(Some("a")));
    assert_ne!(of(Some("a")), of(Some("b")));
    assert_ne!(of(Some("a")), of(None));
    assert_eq!(of(Some("")), of(None));
}

#[test]
fn a_value_set_aside_is_written_only_where_asked_for() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("privacy");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let feed = std::fs::read_to_string(root.join("examples/first_hour/tickets.csv")).unwrap();
    std::fs::write(
        folder.join("tickets.csv"),
        feed.replace("supply_reliability", "odd_spelling"),
    )
    .unwrap();
    let aside = |name: &str, more: &[&str]| {
        let out = folder.join(name);
        let output = Command::new(env!("CARGO_BIN_EXE_onus"))
            .args([
                "run",
                "examples/first_hour",
                "--max-rejected",
                "100%",
                "--reports",
                "set_aside",
            ])
            .arg("--data")
            .arg(&folder)
            .arg("--out")
            .arg(&out)
            .args(more)
            .current_dir(root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read_to_string(out.join("set_aside.csv")).unwrap()
    };
    let (hidden, shown) = (aside("hidden", &[]), aside("shown", &["--show", "personal"]));
    assert!(!hidden.contains("odd_spelling"), "{hidden}");
    assert!(hidden.lines().skip(1).all(|line| line.ends_with(',')), "{hidden}");
    assert!(hidden.lines().count() > 1);
    assert!(
        shown.lines().skip(1).all(|line| line.ends_with(",odd_spelling")),
        "{shown}"
    );
}

/// A look at an export tells names of the rules that it lacks, and nothing of a customer: no number of theirs, no ticket, no
/// remark, no name of who typed it, and no value of a column that is hardly a list of names.
#[test]
fn a_guess_tells_nothing_of_customers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("privacy_guess");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut export = String::from("CaseNumber,CreatedDate,AccountId,Type,Owner,Notes,Town\n");
    for at in 0..60 {
        let (day, kind) = (1 + at % 28, ["complaint", "Praise"][at % 2]);
        export += &format!(
            "SECRETcase{at},2026-03-{day:02} 09:17,SECRETcustomer{at},{kind},SECRETowner{at},SECRETnote,SECRETtown\n"
        );
    }
    std::fs::write(folder.join("export.csv"), export).unwrap();
    let rules = root.join("tests/sessions/guess_en/rules.onus");
    let guess = ["feed", "guess", "export.csv", "--rules", rules.to_str().unwrap()];
    let init = ["init", "--from-export", "export.csv", "--kinds", "complaint"];
    for args in [&guess[..], &guess[..3], &init[..]] {
        let output = Command::new(env!("CARGO_BIN_EXE_onus"))
            .args(args)
            .current_dir(&folder)
            .output()
            .unwrap();
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("CreatedDate") || told.contains("Written"), "{told}");
        assert!(!told.contains("SECRET") && !told.contains("09:17"), "{told}");
        assert_eq!(args == &guess[..], told.contains("\"Praise\""), "{told}");
    }
    for entry in std::fs::read_dir(folder.join("rules")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("SECRET"), "{text}");
    }
}
