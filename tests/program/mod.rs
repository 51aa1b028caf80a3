//! The program as a stranger runs it: a command line in, a status, two streams and a folder of lists out.
#![allow(dead_code)]

#[path = "../acceptance/table.rs"]
pub mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program under test, without the colours and variables of whoever runs the tests.
pub fn onus() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command.env("NO_COLOR", "1").env_remove("COLUMNS");
    command
}

/// A fresh folder for what a test writes.
pub fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Both streams, for messages.
pub fn printed(output: &Output) -> String {
    format!("{}{}", stdout(output), stderr(output))
}

/// Fails unless the command ended with the status, and never where it panicked.
#[track_caller]
pub fn ends_with(status: i32, output: &Output) {
    let text = printed(output);
    assert!(!text.contains("panicked"), "{text}");
    assert_eq!(output.status.code(), Some(status), "{text}");
}

/// Characters that would move a cursor or turn the direction of writing, line ends aside.
pub fn hostile(text: &str) -> Option<char> {
    text.chars().find(|char| {
        char.is_control() && !matches!(char, '\n' | '\r')
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}')
    })
}

/// Numbers that look drawn and are the same every time (xorshift).
pub struct Seeded(pub u64);

impl Seeded {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
