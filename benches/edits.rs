//! One wrong character anywhere in a rule set that ships: is it told once, and where it is?
//!
//! ```sh
//! cargo bench --bench edits                 # 10,000 deletions, insertions and replacements in each language
//! cargo bench --bench edits -- 500 show     # fewer, and every edit that is told worse
//! cargo bench --bench edits -- 500 chinese  # of one language, or of one sort (delete, insert, replace)
//! ```
//!
//! A person who mistypes should be led to that one place. Each edit is one character of one file of a whole rule set,
//! comments and texts included; the set is then checked as `onus check` does. What gives no error (most of what is
//! changed in a comment, a number, a text) says nothing; of the others it is counted how many give exactly one error,
//! and of how many all errors name the line that was edited or the one beside it, as their place or as another place
//! that matters (a name that is missing here may be misspelt there).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/syntax/edit.rs"]
mod edit;

use edit::{Draw, Edited, Kind, edited};
use onus::cli::load;
use onus::diagnostic::{Language, Severity};
use onus::source::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The least shares: of edits in error that give exactly one, and of those whose errors all stand where the edit is.
const ONE: f64 = 0.95;
const NEAR: f64 = 0.99;

/// A rule set that ships, in a folder of its own.
struct Shipped {
    name: String,
    folder: PathBuf,
    language: Language,
    files: Vec<(PathBuf, String)>,
}

#[derive(Default)]
struct Count {
    edits: usize,
    in_error: usize,
    one: usize,
    near: usize,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let edits = words.iter().find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let show = words.iter().any(|word| word == "show");
    let scratch = std::env::temp_dir().join(format!("onus-edits-{}", std::process::id()));
    let languages = [(Language::English, "English"), (Language::Chinese, "Chinese")];
    let all = languages
        .into_iter()
        .flat_map(|language| Kind::ALL.map(|kind| (language, kind)))
        .filter(|((_, word), _)| asked(&words, &languages.map(|(_, word)| word.to_string()), word))
        .filter(|(_, kind)| asked(&words, &Kind::ALL.map(|kind| format!("{kind:?}")), &format!("{kind:?}")));
    let counts: BTreeMap<(&str, Kind), Count> = std::thread::scope(|scope| {
        let started: Vec<_> = all
            .map(|((language, word), kind)| {
                let scratch = scratch.join(format!("{word}{kind:?}"));
                let count = move || one_kind(&shipped(&scratch), language, kind, edits, show);
                ((word, kind), scope.spawn(count))
            })
            .collect();
        started
            .into_iter()
            .map(|(key, thread)| (key, thread.join().unwrap()))
            .collect()
    });
    fs::remove_dir_all(&scratch).unwrap();
    let sound = table(&counts);
    std::process::exit(i32::from(!sound));
}

/// Whether one of several is asked for: all are where none is named.
fn asked(words: &[String], all: &[String], one: &str) -> bool {
    let named = |name: &str| words.iter().any(|word| word.eq_ignore_ascii_case(name));
    named(one) || !all.iter().any(|name| named(name))
}

/// So many edits of a kind, over all files of a language; every character of them is as likely as any other.
fn one_kind(shipped: &[Shipped], language: Language, kind: Kind, edits: usize, show: bool) -> Count {
    let own = shipped.iter().filter(|set| set.language == language);
    let files: Vec<(&Shipped, &(PathBuf, String))> = own
        .flat_map(|set| set.files.iter().map(move |file| (set, file)))
        .collect();
    let mut draw = Draw::default();
    let mut count = Count::default();
    for _ in 0..edits {
        one_edit(&files, kind, &mut draw, &mut count, show);
    }
    count
}

/// Every folder of rules that ships, copied.
fn shipped(scratch: &Path) -> Vec<Shipped> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sets = Vec::new();
    for place in ["rules", "examples"] {
        for entry in fs::read_dir(root.join(place)).unwrap() {
            let from = entry.unwrap().path();
            if !from.is_dir() {
                continue;
            }
            let name = format!("{place}/{}", from.file_name().unwrap().to_string_lossy());
            let folder = scratch.join(&name);
            fs::create_dir_all(&folder).unwrap();
            let mut files = Vec::new();
            for entry in fs::read_dir(&from).unwrap() {
                let path = entry.unwrap().path();
                let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
                let to = folder.join(path.file_name().unwrap());
                match ending {
                    "onus" => {
                        let text = fs::read_to_string(&path).unwrap();
                        fs::write(&to, &text).unwrap();
                        files.push((to, text));
                    }
                    // What rules name beside feeds.
                    "tsv" | "txt" => drop(fs::copy(&path, &to).unwrap()),
                    _ => {}
                }
            }
            if files.is_empty() {
                continue;
            }
            files.sort();
            let loaded = load(std::slice::from_ref(&folder)).unwrap();
            let language = loaded.language;
            sets.push(Shipped {
                name,
                folder,
                language,
                files,
            });
        }
    }
    sets.sort_by(|one, other| one.name.cmp(&other.name));
    sets
}

fn one_edit(files: &[(&Shipped, &(PathBuf, String))], kind: Kind, draw: &mut Draw, count: &mut Count, show: bool) {
    let all: usize = files.iter().map(|(_, (_, text))| text.chars().count()).sum();
    let mut place = draw.below(all);
    let (set, (path, text)) = files
        .iter()
        .find(|(_, (_, text))| {
            let long = text.chars().count();
            let here = place < long;
            place -= if here { 0 } else { long };
            here
        })
        .unwrap();
    let (at, _) = text.char_indices().nth(place).unwrap();
    let Edited {
        text: edited,
        line,
        what,
    } = edited(text, at, kind, draw.letter());
    fs::write(path, &edited).unwrap();
    let loaded = load(std::slice::from_ref(&set.folder)).unwrap();
    fs::write(path, text).unwrap();
    count.edits += 1;
    let errors = loaded
        .diagnostics
        .iter()
        .filter(|told| told.severity == Severity::Error);
    let file = path.file_name().unwrap().to_string_lossy();
    let told: Vec<(bool, String)> = errors
        .map(|told| {
            let name = |span: Span| loaded.sources.get(span.file).map_or("", |source| source.name.as_str());
            let place = loaded.sources.line_column(told.span);
            let is_near = |span: Span| {
                let there = loaded.sources.line_column(span).line as usize;
                name(span).ends_with(&*file) && there.abs_diff(line) <= 1
            };
            let near = is_near(told.span) || told.related.iter().any(|(span, _)| is_near(*span));
            let message = format!(
                "{} {}:{}:{} {}",
                told.code,
                name(told.span),
                place.line,
                place.column,
                told.message.en
            );
            (near, message)
        })
        .collect();
    if told.is_empty() {
        return;
    }
    let near = told.iter().all(|(near, _)| *near);
    count.in_error += 1;
    count.one += usize::from(told.len() == 1);
    count.near += usize::from(near);
    if show && !(told.len() == 1 && near) {
        println!("{}/{file}:{line} {what}", set.name);
        println!("    > {}", edited.lines().nth(line - 1).unwrap_or(""));
        for (_, message) in told.iter().take(6) {
            println!("    {message}");
        }
    }
}

/// Prints the figures; whether they are good enough.
fn table(counts: &BTreeMap<(&str, Kind), Count>) -> bool {
    println!(
        "{:10}{:9}{:>8}{:>10}{:>12}{:>12}",
        "", "", "edits", "in error", "one error", "where it is"
    );
    let mut sound = true;
    for ((language, kind), count) in counts {
        let share = |part: usize| part as f64 / count.in_error.max(1) as f64;
        let (one, near) = (share(count.one), share(count.near));
        println!(
            "{language:10}{:9}{:>8}{:>10}{:>10.2} %{:>10.2} %",
            format!("{kind:?}").to_lowercase(),
            count.edits,
            count.in_error,
            one * 100.0,
            near * 100.0
        );
        sound &= one >= ONE && near >= NEAR;
    }
    println!("asked for: {:.0} % and {:.0} %", ONE * 100.0, NEAR * 100.0);
    sound
}
