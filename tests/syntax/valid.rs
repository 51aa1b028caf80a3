//! Whole files that must be read without a word.

use onus::source::Sources;
use onus::syntax::parse;
use std::path::Path;

/// The messages of a file, one a line.
pub fn messages(name: &str, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let (_, told) = parse(file, text);
    told.iter()
        .map(|message| {
            let place = sources.line_column(message.span);
            format!(
                "{} {name}:{}:{} {}",
                message.code, place.line, place.column, message.message.en
            )
        })
        .collect()
}

/// Every rule file that ships or is told as a story: its name below the project, and its text.
pub fn shipped() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("rules"), root.join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "onus") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(found.len() > 40, "{}", found.len());
    found
}

#[test]
fn every_shipped_file_is_read_without_a_word() {
    for (name, text) in shipped() {
        assert_eq!(messages(&name, &text), Vec::<String>::new());
    }
}

#[test]
fn the_draft_files_are_read_without_a_word() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax/valid");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(messages(&name, &text), Vec::<String>::new());
        read += 1;
    }
    assert!(read >= 7);
}
