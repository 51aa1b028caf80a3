//! `onus read`: what is said of a rule set, in both languages and both forms, and that every rule set can be read aloud.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::{ends_with, hostile, onus, root, scratch, stdout};
use std::fs;
use std::path::Path;

fn read(rules: &Path, lang: &str, format: &str) -> String {
    let args = ["--lang", lang, "--format", format];
    let output = onus().arg("read").arg(rules).args(args).output().unwrap();
    ends_with(0, &output);
    stdout(&output)
}

/// `read/NAME` is what is said of the bureau. `ONUS_WRITE=1` writes what is said now.
#[test]
fn the_bureau_is_read_as_it_was() {
    for (rules, lang, format, file) in [
        ("rules/power_bureau_zh", "zh", "text", "bureau_zh.txt"),
        ("rules/power_bureau_en", "en", "text", "bureau_en.txt"),
        ("rules/power_bureau_zh", "zh", "markdown", "bureau_zh.md"),
        ("rules/power_bureau_zh", "en", "text", "bureau_zh_in_english.txt"),
        ("rules/machinery_maker_zh", "zh", "text", "maker_zh.txt"),
    ] {
        let now = read(&root().join(rules), lang, format);
        let path = root().join("tests/read").join(file);
        if std::env::var_os("ONUS_WRITE").is_some() {
            fs::write(&path, &now).unwrap();
        }
        assert_eq!(now, fs::read_to_string(&path).unwrap_or_default(), "{file}");
    }
}

/// The bureau and its twin say the same, but for the names that neither file tells in the other language.
#[test]
fn twins_are_read_alike() {
    const UNTOLD: [(&str, &str); 9] = [
        ("行政班", "office"),
        ("处理措施", "measures"),
        ("原因分析", "cause"),
        ("责任认定", "responsibility"),
        ("不满意原因", "dissatisfied with"),
        ("回访结果", "callback result"),
        ("短信", "sms"),
        ("语音", "ivr"),
        ("电话", "phone"),
    ];
    let said = |rules: &str| {
        let mut text = read(&root().join(rules), "en", "text");
        for (zh, en) in UNTOLD {
            text = text.replace(zh, en);
        }
        let (from, to) = (
            text.find("10. Deadlines").unwrap(),
            text.find("18. Where the facts").unwrap(),
        );
        text[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("rules/power_bureau_zh"), said("rules/power_bureau_en"));
}

#[test]
fn every_rule_set_is_read_in_whole_sentences() {
    let mut read_aloud = 0;
    for folder in ["rules", "tests/cases"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if !path.join("rules.onus").exists() {
                continue;
            }
            for lang in ["en", "zh"] {
                let text = read(&path, lang, "text");
                assert!(text.lines().all(|line| hostile(line).is_none()));
                for odd in [
                    "“”", "()", "（）", " .", " ,", "  (", "。。", "..", " :", "  is ", "的的",
                ] {
                    let line = text
                        .lines()
                        .find(|line| line.trim_start().trim_start_matches("- ").contains(odd));
                    assert_eq!(line, None, "{odd:?} in {} {lang}", path.display());
                }
                let sentences = text.lines().filter(|line| line.trim_start().starts_with("- ")).count();
                assert!(sentences > 2, "{}", path.display());
                read_aloud += 1;
            }
        }
    }
    assert!(read_aloud > 60, "{read_aloud}");
}

/// Names that are no words stay names: no mark of them is read as a heading, a link, HTML or a part of the chart.
#[test]
fn hostile_names_stay_text() {
    let folder = scratch("read_hostile");
    let name = r#"x]; click a <b>|# `y`"#;
    let rules = format!(
        "ruleset “{name}” version 1\neffective from 2026-01-01, by accepted\ntimezone Asia/Shanghai\n\
         organisation {{ leadership top; unit desk under top }}\n\
         workflow w {{ in order accepted, “{name}” }}\n\
         deadline answer {{ from accepted to “{name}”; responsible desk; otherwise : 24 hours }}\n\
         ladder l {{\n  rung 1 “{name}” {{ responsible desk; within as deadline answer }}\n\
         rung 2 “{name}” {{ enter when rung 1 overdue; responsible top; to “{name}”; within 1 hours; exit “{name}” }}\n}}\n"
    );
    fs::write(folder.join("rules.onus"), rules).unwrap();
    let text = read(&folder, "en", "markdown");
    let (chart, prose) = {
        let (before, rest) = text.split_once("```mermaid\n").unwrap();
        let (chart, after) = rest.split_once("\n```\n").unwrap();
        (chart.to_owned(), format!("{before}{after}"))
    };
    for mark in [']', '<', '`', '|'] {
        let mut before = '\\';
        for char in prose.chars() {
            assert!(char != mark || before == '\\', "{mark}: {prose}");
            before = char;
        }
    }
    assert!(
        !chart.contains("<b>") && !chart.contains('`') && !chart.contains("];"),
        "{chart}"
    );
    assert!(chart.lines().all(|line| line.matches('"').count() % 2 == 0), "{chart}");
}
