//! `onus fmt`: nothing of a file is lost, what it means stays, the layout is one, and both languages lead to each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "format/disturbed.rs"]
mod disturbed;
#[path = "format/files.rs"]
mod files;
mod program;

use onus::diagnostic::Language;
use onus::format::{Layout, Marks, format};
use onus::source::FileId;
use onus::syntax::lossless::{Kind, pieces};
use program::{ends_with, onus, root, scratch};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

const ENGLISH: Layout = Layout {
    language: Some(Language::English),
    marks: None,
};
const CHINESE: Layout = Layout {
    language: Some(Language::Chinese),
    marks: None,
};

/// All rule files below a folder of the project.
fn below(folder: &str) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "onus") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The rule files that ship.
fn shipped() -> Vec<(PathBuf, String)> {
    let files = below("rules").into_iter().chain(below("examples"));
    files
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The examples of the language reference: every statement in both languages.
fn reference() -> Vec<String> {
    let text = fs::read_to_string(root().join("grammar/README.md")).unwrap();
    let fences = text.split("```").skip(1).step_by(2);
    let good = |fence: &&str| fence.starts_with("onus-en\n") || fence.starts_with("onus-zh\n");
    let examples = fences.filter(good);
    examples
        .map(|fence| fence.split_once('\n').unwrap().1.to_string())
        .collect()
}

fn formatted(text: &str, layout: Layout) -> String {
    format(text, layout)
        .unwrap_or_else(|error| panic!("{error:?}\n{text}"))
        .text
}

#[test]
fn every_byte_is_in_one_piece() {
    let shipped = shipped().into_iter().map(|(_, text)| text);
    let houses = below("tests/cases").into_iter().chain(below("tests/syntax/valid"));
    let houses = houses.filter_map(|path| fs::read_to_string(path).ok());
    let mut files = 0;
    for text in shipped.chain(houses).chain(reference()) {
        let cut = pieces(FileId::default(), &text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        let again: String = cut.all.iter().map(|piece| piece.text).collect();
        assert_eq!(again, text);
        let count = |kind: fn(&Kind) -> bool| cut.all.iter().filter(|piece| kind(&piece.kind)).count();
        assert_eq!(
            count(|kind| matches!(kind, Kind::Begin(_))),
            count(|kind| *kind == Kind::Finish)
        );
        files += 1;
    }
    assert!(files > 100, "{files}");
}

#[test]
fn what_ships_is_in_the_layout() {
    for (path, text) in shipped() {
        assert!(
            formatted(&text, Layout::default()) == text,
            "{} is not as `onus fmt` writes it",
            path.display()
        );
    }
}

/// `ONUS_WRITE=1` writes it so.
#[test]
fn the_reference_shows_the_layout() {
    let path = root().join("grammar/README.md");
    let mut text = fs::read_to_string(&path).unwrap();
    for example in reference() {
        let settled = formatted(&example, Layout::default());
        if std::env::var_os("ONUS_WRITE").is_some() {
            text = text.replacen(&example, &settled, 1);
        } else {
            assert_eq!(settled, example);
        }
    }
    if std::env::var_os("ONUS_WRITE").is_some() {
        fs::write(&path, text).unwrap();
    }
}

#[test]
fn what_the_program_writes_is_in_the_layout() {
    let folder = scratch("format_init");
    for (name, lang) in [("en", "en"), ("zh", "zh")] {
        let to = folder.join(name);
        fs::create_dir_all(&to).unwrap();
        fs::copy(root().join("examples/start/export.csv"), to.join("export.csv")).unwrap();
        let args = ["init", "--lang", lang];
        ends_with(
            0,
            &onus()
                .args(args)
                .current_dir(&to)
                .stdin(Stdio::null())
                .output()
                .unwrap(),
        );
        ends_with(0, &onus().args(["fmt", "--check"]).current_dir(&to).output().unwrap());
    }
}

#[test]
fn there_and_back_gives_the_same_bytes() {
    let shipped = shipped().into_iter().map(|(_, text)| (text, false));
    let reference = reference().into_iter().map(|text| (text, true));
    for (text, every_mark) in shipped.chain(reference) {
        let done = format(&text, Layout::default()).unwrap();
        let own = done.text;
        let (there, back) = match done.language {
            Language::English => (CHINESE, ENGLISH),
            Language::Chinese => (ENGLISH, CHINESE),
        };
        let other = formatted(&own, there);
        assert_ne!(other, own);
        assert_eq!(formatted(&other, back), own);
        for marks in [Marks::Half, Marks::Full].into_iter().filter(|_| every_mark) {
            let marked = Layout {
                marks: Some(marks),
                ..Layout::default()
            };
            let with = formatted(&own, marked);
            assert_eq!(formatted(&with, marked), with);
            assert_eq!(formatted(&with, Layout::default()), own);
        }
    }
}

/// The digest of what the rules of a folder mean, each of its files laid out in a way.
fn meaning(folder: &Path, to: &str, layout: Option<Layout>) -> String {
    let to = scratch(to);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        let rules = path.extension().is_some_and(|ending| ending == "onus");
        match layout.filter(|_| rules) {
            Some(layout) => {
                let text = fs::read_to_string(&path).unwrap();
                fs::write(target, formatted(&text, layout)).unwrap();
            }
            None if path.is_file() => drop(fs::copy(&path, target).unwrap()),
            None => {}
        }
    }
    let loaded = onus::cli::load(&[to]).unwrap();
    let rules = loaded.rules.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    onus::dump::digest(&rules)
}

#[test]
fn no_layout_changes_what_the_rules_mean() {
    let mut folders: Vec<PathBuf> = shipped()
        .iter()
        .map(|(path, _)| path.parent().unwrap().to_path_buf())
        .collect();
    folders.dedup();
    assert!(folders.len() > 10);
    for folder in folders {
        let as_it_is = meaning(&folder, "format_meaning", None);
        for layout in [ENGLISH, CHINESE] {
            let name = folder.display();
            assert_eq!(
                meaning(&folder, "format_meaning", Some(layout)),
                as_it_is,
                "{name} {layout:?}"
            );
        }
    }
}

/// `format/cases/NAME.before` is what somebody typed, `NAME.after` what becomes of it, `NAME.other` the same in the other
/// language. `ONUS_WRITE=1` writes the last two.
#[test]
fn what_people_type_is_settled() {
    let folder = root().join("tests/format/cases");
    let mut cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "before") {
            continue;
        }
        let done = format(&fs::read_to_string(&path).unwrap(), Layout::default()).unwrap();
        let other = match done.language {
            Language::English => CHINESE,
            Language::Chinese => ENGLISH,
        };
        let other = formatted(&done.text, other);
        for (ending, text) in [("after", &done.text), ("other", &other)] {
            let path = path.with_extension(ending);
            if std::env::var_os("ONUS_WRITE").is_some() {
                fs::write(&path, text).unwrap();
            }
            assert_eq!(
                *text,
                fs::read_to_string(&path).unwrap_or_default(),
                "{}",
                path.display()
            );
        }
        cases += 1;
    }
    assert!(cases > 3);
}
