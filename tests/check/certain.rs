//! A mend that is certain gives back what the rules meant: one wrong character in a sound rule set, mended, has the digest
//! of the set before, or what remains is told as before.
//!
//! `ONUS_EDITS=2000 cargo test --test check certain -- --nocapture` tries more and prints the figures with all that
//! were mended otherwise.

#[path = "../syntax/edit.rs"]
mod edit;

use edit::{Draw, Edited, Kind, edited};
use onus::cli::{Loaded, load};
use onus::diagnostic::{CODES, Edit, Severity, edited as mended};
use onus::dump::digest;
use onus::source::FileId;
use onus::syntax::parse;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How one edit came out.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// It gives no error, or nothing is certain.
    Left,
    /// Mended, and the rules mean what they meant.
    Restored,
    /// Mended in part: the errors that remain stand in the line that was edited.
    InPart(String),
    /// Mended, and the rules mean something else, or are wrong elsewhere.
    Otherwise(String),
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("onus-certain-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// All that is certain in one file, round by round; whether there was anything.
fn settle(folder: &Path, path: &Path, text: &str) -> Option<(String, Loaded)> {
    let mut text = text.to_owned();
    let mut any = false;
    for _ in 0..20 {
        fs::write(path, &text).unwrap();
        let loaded = load(&[folder.to_path_buf()]).unwrap();
        let mends: Vec<&[Edit]> = loaded.diagnostics.iter().map(|told| told.edits.as_slice()).collect();
        let (after, made) = mended(&text, &mends);
        if !made.contains(&true) {
            return any.then_some((text, loaded));
        }
        (text, any) = (after, true);
    }
    panic!("mends go on and on: {text}");
}

fn one(folder: &Path, path: &Path, sound: &str, meaning: &str, wrong: &Edited) -> Outcome {
    // Most are left: only the text itself is read of those.
    let (_, told) = parse(FileId::default(), &wrong.text);
    let codes: Vec<_> = told
        .iter()
        .filter(|told| !told.edits.is_empty())
        .map(|told| told.code)
        .collect();
    if codes.is_empty() {
        return Outcome::Left;
    }
    let settled = settle(folder, path, &wrong.text);
    fs::write(path, sound).unwrap();
    let Some((text, after)) = settled else {
        return Outcome::Left;
    };
    let line = |text: &str| text.lines().nth(wrong.line - 1).unwrap_or("").to_owned();
    let told = format!(
        "{codes:?} {} line {}: {}\n    was    {}\n    typed  {}\n    mended {}",
        path.display(),
        wrong.line,
        wrong.what,
        line(sound),
        line(&wrong.text),
        line(&text)
    );
    match &after.rules {
        Some(rules) if digest(rules) == meaning => Outcome::Restored,
        Some(_) => Outcome::Otherwise(told),
        None => {
            let errors = after.diagnostics.iter().filter(|told| told.severity == Severity::Error);
            let errors: Vec<_> = errors.collect();
            let messages: Vec<_> = errors
                .iter()
                .map(|told| format!("\n    {} {}", told.code, told.message.en))
                .collect();
            let near = |line: u32| (line as usize).abs_diff(wrong.line) <= 1;
            let here = errors
                .iter()
                .all(|told| near(after.sources.line_column(told.span).line));
            let told = format!("{told}{}", messages.concat());
            if here {
                Outcome::InPart(told)
            } else {
                Outcome::Otherwise(told)
            }
        }
    }
}

/// The rules of a text, mended: what it is then, its messages before and after.
fn settled_alone(name: &str, text: &str) -> Option<(String, Loaded, Loaded)> {
    let folder = scratch(name);
    let path = folder.join("rules.onus");
    fs::write(&path, text).unwrap();
    let before = load(std::slice::from_ref(&folder)).unwrap();
    let after = settle(&folder, &path, text);
    fs::remove_dir_all(&folder).unwrap();
    after.map(|(text, after)| (text, before, after))
}

/// How many errors of form there are. What a statement means is looked at once it can be read: such errors may come up.
fn of_form(loaded: &Loaded) -> usize {
    let errors = loaded.errors();
    errors.iter().filter(|told| told.code.0 < "O12").count()
}

/// Every wrong sample of a page, and every file of faults: what is mended is not told again, and no error of form comes up
/// instead of it.
#[test]
fn what_is_mended_is_not_told_again() {
    let pages = CODES.iter().map(|page| (page.code.0.to_owned(), page.wrong.to_owned()));
    let folders = ["tests/syntax/faults", "tests/check/cases"].map(|folder| fs::read_dir(folder).unwrap());
    let files = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let faults = files.filter(|path| path.extension().is_some_and(|ending| ending == "onus"));
    let faults = faults.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()));
    let mut codes = BTreeSet::new();
    for (name, text) in pages.chain(faults) {
        let Some((after_text, before, after)) = settled_alone("settled", &text) else {
            continue;
        };
        let certain = before.diagnostics.iter().filter(|told| !told.edits.is_empty());
        let mended: Vec<_> = certain.map(|told| told.code).collect();
        codes.extend(mended.iter().map(|code| code.0));
        let again = |code| after.diagnostics.iter().filter(|told| told.code == code).count();
        for code in mended {
            let was = before.diagnostics.iter().filter(|told| told.code == code).count();
            assert!(again(code) < was, "{name}: {code} in\n{after_text}");
        }
        assert!(
            of_form(&after) <= of_form(&before),
            "{name}:\n{after_text}\n{:?}",
            after.errors()
        );
        assert!(after.diagnostics.iter().all(|told| told.edits.is_empty()));
    }
    println!("{codes:?}");
    assert!(codes.len() > 6, "{codes:?}");
}

#[test]
fn what_is_mended_means_what_it_meant() {
    let asked = std::env::var("ONUS_EDITS").ok().and_then(|number| number.parse().ok());
    let edits: usize = asked.unwrap_or(12);
    let mut counts = [0; 4];
    let mut draw = Draw::default();
    for name in [
        "power_bureau_en",
        "power_bureau_zh",
        "uk_ofcom_adr",
        "machinery_maker_zh",
    ] {
        let folder = scratch(name);
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(format!("rules/{name}")).unwrap() {
            let from = entry.unwrap().path();
            if from.extension().is_some_and(|ending| ending == "onus") {
                let to = folder.join(from.file_name().unwrap());
                fs::copy(&from, &to).unwrap();
                files.push(to);
            }
        }
        files.sort();
        let meaning = digest(&load(std::slice::from_ref(&folder)).unwrap().rules.unwrap());
        for path in files {
            let sound = fs::read_to_string(&path).unwrap();
            let places: Vec<usize> = sound.char_indices().map(|(at, _)| at).collect();
            for _ in 0..edits {
                let (at, letter) = (places[draw.below(places.len())], draw.letter());
                let kind = Kind::ALL[draw.below(Kind::ALL.len())];
                let wrong = edited(&sound, at, kind, letter);
                let outcome = one(&folder, &path, &sound, &meaning, &wrong);
                let at = match &outcome {
                    Outcome::Left => 0,
                    Outcome::Restored => 1,
                    Outcome::InPart(_) => 2,
                    Outcome::Otherwise(_) => 3,
                };
                counts[at] += 1;
                if let (Outcome::InPart(told) | Outcome::Otherwise(told), true) = (&outcome, asked.is_some()) {
                    println!("{at} {told}");
                }
                if let (Outcome::Otherwise(told), None) = (&outcome, asked) {
                    panic!("{told}");
                }
            }
        }
        fs::remove_dir_all(&folder).unwrap();
    }
    let [left, restored, in_part, otherwise] = counts;
    println!("left {left}, restored {restored}, in part {in_part}, otherwise {otherwise}");
    assert!(restored > 0);
}
