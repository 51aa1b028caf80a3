//! What claims to be a dump and is none: refused with one message, or judged soundly; never a panic.

use super::program::{Seeded, ends_with, onus, printed, root, scratch, stderr};
use super::{HOUSES, dumped};
use onus::dump::Dump;
use onus::notice::play_example;
use onus::plan::Plan;
use std::path::Path;

/// The status of a check of such a text, and the one message.
fn refused(folder: &Path, text: &[u8]) -> String {
    let file = folder.join("changed.ron");
    std::fs::write(&file, text).unwrap();
    let output = onus().arg("check").arg(&file).output().unwrap();
    ends_with(3, &output);
    let told = stderr(&output);
    assert_eq!(told.matches('×').count(), 1, "{told}");
    told
}

#[test]
fn what_was_changed_by_hand_or_is_another_version_is_refused() {
    let folder = scratch("dump_refused");
    let text = std::fs::read_to_string(dumped(&root().join("examples/first_hour"), &folder)).unwrap();
    let with = |old: &str, new: &str| {
        assert!(text.contains(old), "{old}");
        refused(&folder, text.replacen(old, new, 1).as_bytes())
    };
    assert!(with("form: 1", "form: 2").contains("version 2"));
    assert!(with("form: 1", "form: 999, later: [1, 2]").contains("version 999"));
    assert!(with("amount: 4", "amount: 5").contains("changed"));
    assert!(with("marketing", "sales").contains("changed"));
    assert!(with("seal: \"", "seal: \"0").contains("changed"));
    assert!(with("rules: (", "rules: ((").contains("no rule set"));
    assert!(refused(&folder, b"").contains("no rule set"));
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    assert!(refused(&folder, half.as_bytes()).contains("no rule set"));
    assert!(refused(&folder, b"\xff\xfe\x00").contains("no text"));
    assert!(refused(&folder, "(".repeat(1_000_000).as_bytes()).contains("no rule set"));
    assert!(refused(&folder, b"(form: 1, rules: \"\x1b[2J\")").contains("no rule set"));
}

#[test]
fn its_layout_says_nothing() {
    let folder = scratch("dump_layout");
    let file = dumped(&root().join("examples/first_hour"), &folder);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace('\n', "\r\n\t")).unwrap();
    ends_with(0, &onus().arg("check").arg(&file).output().unwrap());
}

#[test]
fn a_dump_is_a_whole_rule_set() {
    let folder = scratch("dump_beside");
    let rules = root().join("examples/first_hour");
    let file = dumped(&rules, &folder);
    let output = onus().arg("check").arg(&file).arg(&rules).output().unwrap();
    ends_with(2, &output);
    assert!(printed(&output).contains("whole rule set"));
}

/// Every run of digits, with where it stands.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..]
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .map_or(bytes.len(), |rest| at + rest);
        if end > at {
            found.push((at, end));
        }
        at = end + 1;
    }
    found
}

/// Flips numbers and seals what comes out anew: then only its soundness stands between it and the evaluation.
#[test]
fn numbers_out_of_range_are_refused_or_harmless() {
    let mut dice = Seeded(seed());
    let (mut refused, mut judged) = (0, 0);
    for (at, (rules, data, as_of)) in HOUSES.into_iter().enumerate() {
        let folder = scratch(&format!("dump_flipped_{at}"));
        let written = std::fs::read_to_string(dumped(&root().join(rules), &folder)).unwrap();
        let text = &written;
        let body = text.find("\n rules: (").unwrap();
        let places: Vec<_> = numbers(text).into_iter().filter(|(from, _)| *from > body).collect();
        for turn in 0..cases() / 5 {
            let mut flipped = written.clone();
            let (from, to) = places[dice.below(places.len())];
            let old: i128 = text[from..to].parse().unwrap();
            let new = match dice.below(8) {
                0 => 0,
                1 => old + 1,
                2 => (old - 1).max(0),
                3 => 65_535,
                4 => 255,
                5 => i128::from(u32::MAX),
                6 => i128::from(i64::MAX),
                _ => dice.below(40) as i128,
            };
            flipped.replace_range(from..to, &new.to_string());
            let Ok(dump) = ron::from_str::<Dump>(&flipped) else {
                refused += 1;
                continue;
            };
            let flipped = dump.sealed().write().unwrap();
            let Ok(dump) = Dump::read(&flipped) else {
                refused += 1;
                continue;
            };
            judged += 1;
            let (rules, _) = dump.into_parts();
            let plan = Plan::new(&rules);
            for example in &rules.examples {
                let _ = play_example(&plan, None, example);
            }
            if turn % 10 == 0 {
                let file = folder.join("flipped.ron");
                std::fs::write(&file, &flipped).unwrap();
                let mut command = onus();
                command.arg("run").arg(&file).arg("--data").arg(root().join(data));
                let output = command
                    .args(["--as-of", as_of, "--max-rejected", "100%"])
                    .output()
                    .unwrap();
                let told = printed(&output);
                let place = text_before(text, from);
                assert!(
                    !told.contains("panicked") && output.status.code().is_some(),
                    "{place:?}\n{old} -> {new}\n{told}"
                );
            }
        }
    }
    assert!(refused > 0 && judged > 0, "{refused} refused, {judged} judged");
}

/// The last lines before a place.
fn text_before(text: &str, at: usize) -> Vec<&str> {
    let mut lines: Vec<&str> = text[..at].lines().rev().take(6).collect();
    lines.reverse();
    lines
}

fn cases() -> usize {
    std::env::var("ONUS_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(100)
}

fn seed() -> u64 {
    std::env::var("ONUS_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_140_124)
}
