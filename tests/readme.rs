//! Every `console` block of the READMEs is run, and prints what it says.
//!
//! A block is fenced as `console FOLDER` (without a folder: the project's own), or as `console new FOLDER`, which runs in a
//! copy of it; a line `$ onus …` is a command, the
//! lines below it are what it prints on a screen of a hundred columns. `ONUS_WRITE=1` writes what is printed now.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The main README, and those of the folders that hold stories.
fn readmes() -> Vec<PathBuf> {
    let mut all = vec![root().join("README.md")];
    for folder in ["examples", "rules"] {
        all.push(root().join(folder).join("README.md"));
        let inner = std::fs::read_dir(root().join(folder)).unwrap();
        all.extend(inner.map(|entry| entry.unwrap().path().join("README.md")));
    }
    all.retain(|path| path.exists());
    all.sort();
    all
}

/// The words of a command line: parted by blanks, those in double quotes kept together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for char in line.chars() {
        match char {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(char),
        }
    }
    assert!(!quoted, "`{line}`: a quote does not close");
    words.retain(|word| !word.is_empty());
    words
}

/// What a command prints, messages last.
fn printed(command: &str, folder: &Path) -> String {
    let words = words(command);
    assert_eq!(words[0], "onus", "`{command}`: only onus is run here");
    let output = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(&words[1..])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("ONUS_KEY")
        .env("COLUMNS", "100")
        .output()
        .unwrap_or_else(|error| panic!("`{command}` in {}: {error}", folder.display()));
    [output.stdout, output.stderr]
        .map(|stream| String::from_utf8(stream).unwrap())
        .concat()
}

/// A fresh copy of the files of a folder, for commands that write.
fn copied(folder: &str) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder.replace('/', "_"));
    let _ = std::fs::remove_dir_all(&copy);
    std::fs::create_dir_all(&copy).unwrap();
    for entry in std::fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
    }
    copy
}

/// The text with every block run anew, a blank line between two commands, and the number of commands.
fn run_anew(text: &str) -> (String, usize) {
    let (mut out, mut commands) = (String::new(), 0);
    // The folder of the block we stand in, and whether a command has been run in it.
    let mut block: Option<(PathBuf, bool)> = None;
    for line in text.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let mut info = info.split(' ');
                let console = info.next() == Some("console");
                let folder = info.next().unwrap_or_default();
                block = console.then(|| match folder {
                    "new" => (copied(info.next().unwrap_or_default()), false),
                    folder => (root().join(folder), false),
                });
            }
            (Some(_), Some(_)) => block = None,
            (Some((folder, begun)), None) => {
                if let Some(command) = line.strip_prefix("$ ") {
                    let gap = if std::mem::replace(begun, true) { "\n" } else { "" };
                    out.push_str(&format!("{gap}{line}\n{}", printed(command, folder)));
                    commands += 1;
                }
                continue;
            }
            (None, None) => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    assert!(block.is_none(), "a block does not close");
    (out, commands)
}

#[test]
fn every_console_block_prints_what_it_says() {
    let write = std::env::var_os("ONUS_WRITE").is_some();
    let mut commands = 0;
    for path in readmes() {
        let text = std::fs::read_to_string(&path).unwrap();
        let (now, found) = run_anew(&text);
        commands += found;
        if write {
            std::fs::write(&path, now).unwrap();
        } else if now != text {
            let at = now.lines().zip(text.lines()).position(|(now, told)| now != told);
            let line = |text: &str| at.and_then(|at| text.lines().nth(at)).unwrap_or("(its end)").to_owned();
            panic!(
                "{} line {}:\n  says    {}\n  prints  {}\n(ONUS_WRITE=1 cargo test --test readme writes what is printed)",
                path.display(),
                at.map_or(0, |at| at + 1),
                line(&text),
                line(&now)
            );
        }
    }
    assert!(commands >= 8, "only {commands} commands found");
}
