//! What is in force is judged as if what is on trial were not written.

use super::{onus, printed, root, scratch};
use std::collections::BTreeMap;
use std::path::Path;

/// The lists of a run by name, that of rules on trial aside.
fn lists(rules: &Path, out: &Path) -> BTreeMap<String, String> {
    let data = root().join("tests/cases/on_trial");
    let mut command = onus();
    command
        .arg("run")
        .arg(rules)
        .arg("--data")
        .arg(data)
        .args(["--as-of", "2026-03-12 12:00", "--out"]);
    let output = command.arg(out).output().unwrap();
    assert!(output.status.success(), "{}", printed(&output));
    let files = std::fs::read_dir(out).unwrap().map(|entry| entry.unwrap().path());
    let named = files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
    let own = named.filter(|(name, _)| !name.starts_with("on_trial") && name != "run.json");
    own.map(|(name, path)| (name, std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// The rules with every block on trial as comments, so that each line keeps its number.
fn without_trials(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut gone = vec![false; lines.len()];
    let indent = |line: &str| line.len() - line.trim_start().len();
    for (at, line) in lines.iter().enumerate() {
        if line.contains("name on trial") {
            gone[at] = true;
        } else if line.trim() == "on trial" {
            // From the head of the block to its brace.
            let head = (0..at).rev().find(|head| indent(lines[*head]) < indent(line)).unwrap();
            let end = (at..lines.len()).find(|end| lines[*end].trim() == "}").unwrap();
            gone[head..=end].fill(true);
        }
        gone[at] |= line.starts_with("example");
    }
    let kept = lines.iter().zip(gone).map(|(line, gone)| if gone { "#" } else { line });
    let text = kept.collect::<Vec<_>>().join("\n");
    // The example expects what is on trial.
    text.split("#\n  ticket").next().unwrap().to_owned() + "\n"
}

#[test]
fn what_is_in_force_is_judged_as_if_nothing_were_on_trial() {
    let folder = scratch("trials");
    let rules = root().join("tests/cases/on_trial/rules.onus");
    let text = std::fs::read_to_string(&rules).unwrap();
    assert_eq!(text.matches("on trial").count(), 5);
    let bare = folder.join("rules.onus");
    std::fs::write(&bare, without_trials(&text)).unwrap();
    assert!(!without_trials(&text).contains("on trial"));
    let (with, without) = (
        lists(&rules, &folder.join("with")),
        lists(&bare, &folder.join("without")),
    );
    assert_eq!(with, without);
    // A dump keeps what is on trial.
    let dump = folder.join("rules.ron");
    onus().arg("dump").arg(&rules).arg("--out").arg(&dump).output().unwrap();
    let list = |name: &str| std::fs::read_to_string(folder.join(name).join("on_trial.csv")).unwrap();
    lists(&dump, &folder.join("dumped"));
    assert_eq!(list("with"), list("dumped"));
    assert_eq!(list("with").lines().count(), 9);
}
