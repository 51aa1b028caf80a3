//! `onus check --fix`: the mends that are certain, shown as a diff, then written.
//!
//! The rules are checked as they would be after each round of mends, until nothing is certain any more; only then is a
//! file written, each at once. What is no part of a mend keeps its bytes: encoding, byte order mark and line ends too.

use super::decode::{decode, encode_as};
use super::difference::difference;
use super::levels::Levels;
use super::load::{Texts, load_as};
use super::messages::Trouble;
use super::{Screen, Status, args, dumped, folder};
use crate::check::Depth;
use crate::diagnostic::{Code, Diagnostic, Edit, Words, edited};
use crate::render::safe::terminal;
use crate::source::FileId;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A mend can uncover the next one; after so many rounds what is left is told as any other finding.
const MOST_ROUNDS: usize = 100;

/// Mends what is certain in the rule files of a check, where that is asked for.
///
/// # Errors
/// The status to end with, where rules cannot be read or files not written; what stood in the way is told.
pub fn fix(args: &args::Check, screen: &mut Screen) -> Result<(), Status> {
    if !args.fix {
        return Ok(());
    }
    let complain = |screen: &Screen, trouble: &Trouble, status| {
        screen.complain(trouble);
        status
    };
    let levels = Levels::of(args).map_err(|trouble| complain(screen, &trouble, Status::Unusable))?;
    let paths = &args.rules.rules;
    let dump = dumped::among(paths).map_err(|error| complain(screen, &error.0, error.1))?;
    if let Some(dump) = dump {
        return Err(complain(screen, &no_rule_file(dump), Status::Unusable));
    }
    let mut mended = Mended::default();
    for _ in 0..MOST_ROUNDS {
        let mut loaded =
            load_as(paths, &mended.texts, Depth::All).map_err(|error| complain(screen, &error.0, error.1))?;
        screen.follow(loaded.language);
        levels.apply(&mut loaded.diagnostics);
        let certain: Vec<&Diagnostic> = loaded.diagnostics.iter().filter(|one| !one.edits.is_empty()).collect();
        let before = mended.codes.len();
        for (file, source) in loaded.sources.iter() {
            if let Some(Some(path)) = loaded.paths.get(usize::from(file.0)) {
                mended.round(path, file, &source.text, &certain);
            }
        }
        if mended.codes.len() == before {
            break;
        }
    }
    mended.show_and_write(args, screen)
}

/// What has been mended so far.
#[derive(Default)]
struct Mended {
    /// The texts before the mends, by the paths of their files.
    found: Texts,
    /// And after them.
    texts: Texts,
    /// The file and the code of each mend.
    codes: Vec<(PathBuf, Code)>,
}

impl Mended {
    /// Makes the edits of one file.
    fn round(&mut self, path: &Path, file: FileId, text: &str, certain: &[&Diagnostic]) {
        let own = |one: &&&Diagnostic| one.edits.iter().all(|edit| edit.span.file == file);
        let own: Vec<&&Diagnostic> = certain.iter().filter(own).collect();
        let mends: Vec<&[Edit]> = own.iter().map(|one| one.edits.as_slice()).collect();
        let (after, made) = edited(text, &mends);
        let made = own.iter().zip(made).filter(|(_, made)| *made);
        let codes: Vec<Code> = made.map(|(one, _)| one.code).collect();
        if !codes.is_empty() {
            self.codes.extend(codes.into_iter().map(|code| (path.to_owned(), code)));
            self.found.entry(path.to_owned()).or_insert_with(|| text.to_owned());
            self.texts.insert(path.to_owned(), after);
        }
    }

    /// Shows what becomes different, then writes it, unless it is only to be shown.
    fn show_and_write(&self, args: &args::Check, screen: &Screen) -> Result<(), Status> {
        // What other programs read stays one document.
        let say = |text: &str| match args.form.is_for_people() {
            true => screen.say(text),
            false => screen.warn(text),
        };
        let mut ready = Vec::new();
        for (path, after) in &self.texts {
            let name = path.strip_prefix(".").unwrap_or(path).display().to_string();
            let bytes = std::fs::read(path).map_err(|error| {
                screen.complain(&Trouble::cannot_read(path, &error));
                Status::Unusable
            })?;
            let before = decode(&bytes).map_or(String::new(), |decoded| decoded.text);
            let written = encode_as(&bytes, after).filter(|_| self.found.get(path) == Some(&before));
            let Some(written) = written else {
                screen.complain(&not_kept(&name));
                return Err(Status::Unusable);
            };
            say(&difference(&name, &before, after).join("\n"));
            ready.push((path, name, written));
        }
        for (path, name, written) in &ready {
            if !args.dry_run {
                folder::replace(path, written).map_err(|error| screen.cannot_write(path, &error))?;
            }
            say(self.told(path, name, args.dry_run).get(screen.language));
        }
        if ready.is_empty() {
            say(screen.pick(
                "no mend is certain; nothing is written",
                "没有可以直接改正的，文件没有改动",
            ));
        }
        Ok(())
    }

    /// How many mends of which codes a file has.
    fn told(&self, path: &Path, name: &str, dry: bool) -> Words {
        let mut codes: BTreeMap<Code, usize> = BTreeMap::new();
        for (_, code) in self.codes.iter().filter(|(of, _)| of == path) {
            *codes.entry(*code).or_default() += 1;
        }
        let all: usize = codes.values().sum();
        let listed = codes.iter().map(|(code, count)| match count {
            1 => code.to_string(),
            _ => format!("{code} × {count}"),
        });
        let listed: Vec<String> = listed.collect();
        let (name, s) = (terminal(name), if all == 1 { "" } else { "s" });
        let (en, zh) = match dry {
            true => ("not written", "未改写"),
            false => ("written", "已改写"),
        };
        Words::new(
            format!("{en}: {name}: {all} mend{s} ({})", listed.join(", ")),
            format!("{zh}：{name}：改正 {all} 处（{}）", listed.join("、")),
        )
    }
}

fn no_rule_file(dump: &Path) -> Trouble {
    let shown = dump.display();
    Trouble::new(
        format!("{shown} is what onus dump wrote; it is not mended"),
        format!("{shown} 是 onus dump 写出的文件，不能直接改"),
    )
    .mend(
        "mend the rule files it was written from, and dump them again",
        "请改正它所出自的规则文件，再重新写出",
    )
}

fn not_kept(name: &str) -> Trouble {
    Trouble::new(
        format!("{name} is not mended: the rest of it would not stay as it is, by its encoding or since it was changed meanwhile"),
        format!("{name} 没有改：按它的编码写回，别处会变；或者它刚刚被改过"),
    )
    .mend(
        "save it as UTF-8 and try again",
        "请存为 UTF-8，再试一次",
    )
}
