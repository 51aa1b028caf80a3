//! A table of a spreadsheet as rule text: a workbook says the same as the text file, and its rows are lines of the rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;
#[path = "formats/workbook.rs"]
#[allow(dead_code)]
mod workbook;

use program::{ends_with, onus, printed, scratch, stdout};
use std::path::PathBuf;
use workbook::{Sheet, texts, workbook};

const ROWS: [[&str; 3]; 4] = [
    ["type", "owner", "limit"],
    ["pothole", "roads", "3 working days"],
    ["streetlight", "power", "10 working days"],
    ["graffiti", "roads", "48 hours"],
];

fn rules(file: &str) -> String {
    format!(
        "ruleset \"City\" version 1\ntimezone UTC\nworking days count from next day, until close of business\n\
         calendar office {{ covers all years; monday to friday 09:00-17:00 }}\n\
         organisation {{ department roads; department power }}\n\
         table levels \"{file}\" {{\n  category from column \"type\"\n  owner from column \"owner\"\n  within from column \"limit\"\n}}\n\
         workflow request {{ in order accepted, answered }}\n\
         deadline answer {{\n  from accepted to answered\n  responsible owning department\n  calendar office\n  rows from levels\n  otherwise : no deadline\n}}\n"
    )
}

fn rows() -> Vec<Vec<String>> {
    ROWS.iter().map(|row| row.map(str::to_owned).to_vec()).collect()
}

fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    workbook(&[Sheet {
        name: "levels",
        rows: texts(rows),
        merged: &[],
    }])
}

fn house(name: &str, file: &str, bytes: &[u8]) -> PathBuf {
    let folder = scratch(&format!("tables_{name}"));
    std::fs::write(folder.join("rules.onus"), rules(file)).unwrap();
    std::fs::write(folder.join(file), bytes).unwrap();
    folder
}

#[test]
fn a_workbook_says_what_the_text_says() {
    let text: String = rows().iter().map(|row| row.join("\t") + "\n").collect();
    let digest = |folder: &PathBuf| {
        let output = onus().arg("dump").arg(folder).arg("--digest").output().unwrap();
        ends_with(0, &output);
        stdout(&output)
    };
    let of_text = digest(&house("text", "levels.tsv", text.as_bytes()));
    let folder = house("book", "levels.xlsx", &xlsx(&rows()));
    assert_eq!(of_text, digest(&folder));
    let mut other = rows();
    other[2][2] = "11 working days".to_owned();
    assert_ne!(
        of_text,
        digest(&house("other", "levels.xlsx", &xlsx(&other))),
        "a row is a line of the rules"
    );
    let mut command = onus();
    command
        .arg("due")
        .arg(&folder)
        .args(["--category", "streetlight", "--at", "2026-03-02 09:00"]);
    let output = command.output().unwrap();
    ends_with(0, &output);
    assert!(stdout(&output).contains("levels.xlsx:3"), "{}", stdout(&output));
}

#[test]
fn what_is_wrong_in_a_workbook_is_told_with_its_row() {
    let mut wrong = rows();
    wrong[2][2] = "10 wroking days".to_owned();
    wrong[3][1] = "raods".to_owned();
    let output = onus()
        .arg("check")
        .arg(house("wrong", "levels.xlsx", &xlsx(&wrong)))
        .output()
        .unwrap();
    ends_with(3, &output);
    let told = printed(&output);
    assert!(
        told.contains("levels.xlsx line 3") && told.contains("levels.xlsx line 4"),
        "{told}"
    );
}

#[test]
fn a_broken_workbook_is_refused_with_one_message() {
    let mut bytes = xlsx(&rows());
    bytes.truncate(bytes.len() / 2);
    let output = onus()
        .arg("check")
        .arg(house("broken", "levels.xlsx", &bytes))
        .output()
        .unwrap();
    ends_with(3, &output);
    let told = printed(&output);
    assert!(told.contains("O1016") && told.matches("error O").count() == 1, "{told}");
}
