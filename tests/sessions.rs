//! Whole sessions at a terminal: what is typed, what is printed, what is written.
//!
//! A folder of `sessions/` holds the files that are there at the beginning, and `session.txt`: what it is about behind a
//! `#`, then a line `$ onus …` is a
//! command, `$ cat FILE` shows a file, `$ files` lists them, `$ flip FILE N` flips a bit of its byte N, and the lines below are what is printed (the screen
//! first, then messages, then the status where it is not 0). It is played in a copy of the folder. `ONUS_WRITE=1` writes
//! what is printed now. No session may print what moves a cursor or turns the direction of writing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::{hostile, onus, root, scratch};
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// The words of a command line: parted by blanks, those in quotes kept together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for char in line.chars() {
        match (char, quote) {
            ('"' | '\'', None) => quote = Some(char),
            (char, Some(open)) if char == open => quote = None,
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().unwrap().push(char),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else if path.file_name().unwrap() != "session.txt" {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// All files below a folder, in order.
fn files(folder: &Path, below: &str, into: &mut Vec<String>) {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    for path in names {
        let name = format!("{below}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            files(&path, &format!("{name}/"), into);
        } else {
            into.push(name);
        }
    }
}

fn played(command: &str, folder: &Path) -> String {
    let words = words(command);
    match words[0].as_str() {
        // Lines of a spreadsheet end as they do there; here each is a line.
        "cat" => fs::read_to_string(folder.join(&words[1]))
            .unwrap_or_else(|error| format!("{error}\n"))
            .replace("\r\n", "\n"),
        "files" => {
            let mut all = Vec::new();
            files(folder, "", &mut all);
            all.iter().map(|name| format!("{name}\n")).collect()
        }
        "flip" => {
            let path = folder.join(&words[1]);
            let mut bytes = fs::read(&path).unwrap();
            bytes[words[2].parse::<usize>().unwrap()] ^= 1;
            fs::write(&path, bytes).unwrap();
            String::new()
        }
        "onus" => {
            let output = onus()
                .args(&words[1..])
                .current_dir(folder)
                .env("COLUMNS", "100")
                .stdin(Stdio::null())
                .output()
                .unwrap();
            let mut text = program::printed(&output);
            assert!(!text.contains("panicked"), "{command}: {text}");
            if output.status.code() != Some(0) {
                text += &format!("[status {}]\n", output.status.code().unwrap());
            }
            text
        }
        other => panic!("`{other}` is not known here"),
    }
}

#[test]
fn every_session_goes_as_written() {
    let write = std::env::var_os("ONUS_WRITE").is_some();
    let mut folders: Vec<_> = fs::read_dir(root().join("tests/sessions"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("session.txt").exists())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    let mut differ = String::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let place = scratch(&format!("session_{name}"));
        copy(&folder, &place);
        let told = fs::read_to_string(folder.join("session.txt")).unwrap();
        let mut now = String::new();
        for line in told.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                let gap = if now.contains("\n$ ") || now.starts_with("$ ") {
                    "\n"
                } else {
                    ""
                };
                now += &format!("{gap}$ {command}\n{}", played(command, &place));
            } else if !now.contains("\n$ ") && line.starts_with('#') {
                now += &format!("{line}\n");
            }
        }
        let odd = now.lines().find_map(hostile);
        assert!(odd.is_none(), "{name}: prints {odd:?}");
        if write {
            fs::write(folder.join("session.txt"), &now).unwrap();
        } else if now != told {
            let at = now.lines().zip(told.lines()).position(|(now, told)| now != told);
            let line = |text: &str| at.and_then(|at| text.lines().nth(at)).unwrap_or("(its end)").to_owned();
            differ += &format!(
                "{name}/session.txt line {}:\n  says    {}\n  prints  {}\n",
                at.map_or(0, |at| at + 1),
                line(&told),
                line(&now)
            );
        }
    }
    assert!(
        differ.is_empty(),
        "{differ}(ONUS_WRITE=1 cargo test --test sessions writes what is printed)"
    );
}
