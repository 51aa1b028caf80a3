//! Changes of one rule file as data: those that affect no ticket, and those that do, with what is told of them.

use crate::program::{ends_with, onus, scratch, stdout};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A change: what it is, the files it leaves, and what must be told.
struct Change {
    title: String,
    files: BTreeMap<String, String>,
    told: Vec<String>,
}

fn changes(text: &str) -> Vec<Change> {
    let base = include_str!("base.onus");
    let mut out: Vec<Change> = Vec::new();
    let (mut gone, mut come, mut file) = (Vec::new(), Vec::new(), "rules.onus".to_owned());
    let settle = |out: &mut Vec<Change>, gone: &mut Vec<String>, come: &mut Vec<String>, file: &str| {
        let Some(change) = out.last_mut().filter(|_| !gone.is_empty() || !come.is_empty()) else {
            return;
        };
        let text = change.files.entry(file.to_owned()).or_default();
        if gone.is_empty() {
            *text += &come.join("\n");
        } else {
            // Lines are found whatever their indentation.
            let lines: Vec<&str> = text.lines().collect();
            let is = |at: usize| {
                gone.iter()
                    .enumerate()
                    .all(|(more, line)| lines.get(at + more).is_some_and(|own| own.trim() == line.trim()))
            };
            let at = (0..lines.len())
                .find(|at| is(*at))
                .unwrap_or_else(|| panic!("{}: {gone:?}", change.title));
            let mut kept: Vec<String> = lines[..at].iter().map(|line| (*line).to_owned()).collect();
            kept.extend(come.iter().cloned());
            kept.extend(lines[at + gone.len()..].iter().map(|line| (*line).to_owned()));
            *text = kept.join("\n");
        }
        gone.clear();
        come.clear();
    };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let rest = line.get(1..).unwrap_or("").trim().to_owned();
        match line.chars().next() {
            Some('=') => {
                settle(&mut out, &mut gone, &mut come, &file);
                file = "rules.onus".to_owned();
                out.push(Change {
                    title: line.trim_start_matches(['=', ' ']).to_owned(),
                    files: BTreeMap::from([("rules.onus".to_owned(), base.to_owned())]),
                    told: Vec::new(),
                });
            }
            Some('-') => {
                if !come.is_empty() {
                    settle(&mut out, &mut gone, &mut come, &file);
                }
                gone.push(rest);
            }
            Some('+') => come.push(rest),
            Some('@') => {
                settle(&mut out, &mut gone, &mut come, &file);
                file = rest;
            }
            Some('>') => out.last_mut().unwrap().told.push(rest),
            _ => {}
        }
    }
    settle(&mut out, &mut gone, &mut come, &file);
    out
}

/// The rule file of a change; what it imports lies beside it.
fn written(folder: &Path, change: &Change) -> PathBuf {
    for (name, text) in &change.files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder.join("rules.onus")
}

fn told(title: &str, old: &Path, new: &Path) -> String {
    let output = onus().arg("diff").args([old, new]).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{title}\n{}",
        crate::program::printed(&output)
    );
    ends_with(0, &output);
    stdout(&output)
}

#[test]
fn what_affects_no_ticket_is_proved_to_and_what_does_is_told() {
    let folder = scratch("diff_meaning");
    let base = folder.join("base.onus");
    std::fs::write(&base, include_str!("base.onus")).unwrap();
    let same = changes(include_str!("same.txt"));
    assert!(same.len() >= 10);
    for change in &same {
        let text = told(&change.title, &base, &written(&folder, change));
        assert!(
            text.contains("No ticket is affected: proved"),
            "{}\n{text}",
            change.title
        );
        // There and back.
        let back = told(&change.title, &folder.join("rules.onus"), &base);
        assert!(
            back.contains("No ticket is affected: proved"),
            "{}, back\n{back}",
            change.title
        );
    }
    for change in &changes(include_str!("other.txt")) {
        let text = told(&change.title, &base, &written(&folder, change));
        assert!(!text.contains("No ticket is affected"), "{}\n{text}", change.title);
        let mut rest = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in &change.told {
            let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
            let at = rest
                .find(&told)
                .unwrap_or_else(|| panic!("{}: {told}\n{text}", change.title));
            rest = rest.split_off(at + told.len());
        }
    }
}
