//! `onus feed guess`: looks at exports that nobody has described yet, and writes their feed blocks.

use super::args::{Dates, FeedGuess, FeedVerb};
use super::folder::write_new;
use super::load::load_with;
use super::messages::Trouble;
use super::{LoadError, Loaded, Screen, Status, reach};
use crate::diagnostic::Language;
use crate::diagnostic::feed::NO_TICKET;
use crate::feed::{self, DateOrder, Guess, Input, Opened, Options, Reason, Stray};
use crate::model::RuleSet;
use crate::render::diagnostics::human;
use crate::render::rule_text::RuleText;
use crate::render::{also_called_block, feed_file, guess_text, safe::terminal, words::thousands};
use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rules that know nothing but the usual events: headers alone are matched.
const NO_RULES: (&str, &str) = (
    "ruleset \"none\" version 1\ntimezone UTC\nworkflow case { in order accepted, dispatched, answered, archived }\n",
    "规则 “无” 版本 1\n时区 UTC\n流程 工单流 { 依次 受理、派单、答复、归档 }\n",
);

/// An export with its bytes.
pub struct Export {
    /// Its name as a feed block gives it.
    pub name: String,
    /// What its file is called.
    found: String,
    /// What it holds, unpacked.
    bytes: Arc<[u8]>,
    /// The same as a table.
    pub opened: Opened,
}

/// Runs the command.
pub fn feed(verb: &FeedVerb, screen: &mut Screen) -> Status {
    let FeedVerb::Guess(args) = verb;
    guess(args, screen).unwrap_or_else(|status| status)
}

fn guess(args: &FeedGuess, screen: &mut Screen) -> Result<Status, Status> {
    let rules = Rules::given(&args.rules);
    let folder = rules.folder();
    let exports = args
        .files
        .iter()
        .map(|path| open(path, &folder, args.sheet.as_deref(), screen))
        .collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = exports.iter().map(|export| export.name.clone()).collect();
    if matches!(rules, Rules::None) {
        screen.follow(language_of(&exports));
    }
    let loaded = rules.load(&[], &names, screen)?;
    screen.follow(loaded.language);
    let set = sound(&loaded, screen)?;
    let order = order_of(args.dates);
    let text = RuleText(screen.language);
    let mut guesses = Vec::new();
    for export in &exports {
        let guess = Guess::of(
            set,
            &export.name,
            &export.opened,
            |header| text.text(header).is_some(),
            order,
        );
        let guess = guess.ok_or_else(|| no_header(&export.name, screen))?;
        screen.say(&guess_text(set, &guess, screen.language));
        guesses.push(guess);
    }
    if matches!(rules, Rules::None) {
        screen.say(screen.pick(
            "There are no rules here, so headers alone were matched. Name rules with --rules RULES.",
            "这里没有规则，只按表头对应。请用 --rules 规则 指明规则。",
        ));
    }
    let block = feed_file(set, &guesses, screen.language);
    if !guesses.iter().all(Guess::is_complete) {
        screen.say(&format!("\n{block}"));
        screen.complain(&Trouble::new(
            "nothing was written: the feed cannot be read before what is missing is told",
            "没有写出：要先补上缺的，这份数据才读得了",
        ));
        return Err(Status::FeedRefused);
    }
    write(args.out.as_deref(), &block, screen)?;
    if !matches!(rules, Rules::None) {
        let counts = readable(&rules, &block, &exports, &guesses, screen)?;
        screen.say(&counts);
    }
    Ok(Status::Done)
}

/// The order of day and month that was stated.
pub fn order_of(dates: Option<Dates>) -> Option<DateOrder> {
    dates.map(|dates| match dates {
        Dates::DayFirst => DateOrder::DayFirst,
        Dates::MonthFirst => DateOrder::MonthFirst,
    })
}

/// A look at an export by its headers alone. Its events are those of [`NO_RULES`], in their order.
///
/// # Errors
/// The status to end with where it has no header.
pub fn first_look(export: &Export, order: Option<DateOrder>, screen: &Screen) -> Result<Guess, Status> {
    let loaded = Rules::None.load(&[], &[], screen)?;
    let text = RuleText(screen.language);
    let writable = |header: &str| text.text(header).is_some();
    Guess::of(sound(&loaded, screen)?, &export.name, &export.opened, writable, order)
        .ok_or_else(|| no_header(&export.name, screen))
}

/// Where the names come from.
pub enum Rules<'a> {
    /// Rule files on disk.
    Paths(&'a [PathBuf]),
    /// Those of the current folder.
    Here([PathBuf; 1]),
    /// Rule files that are about to be written.
    Texts(&'a [(String, String)]),
    /// There are none.
    None,
}

impl Rules<'_> {
    fn given(paths: &[PathBuf]) -> Rules<'_> {
        if !paths.is_empty() {
            return Rules::Paths(paths);
        }
        let here = [PathBuf::from(".")];
        if reach::Reach::of(&here).is_ok() || reach::own_rules(&here).is_some() {
            Rules::Here(here)
        } else {
            Rules::None
        }
    }

    /// The folder in which their feeds are looked for.
    fn folder(&self) -> PathBuf {
        match self {
            Rules::Paths([first, ..]) if first.is_dir() => first.clone(),
            Rules::Paths([first, ..]) => match first.parent() {
                Some(parent) if parent != Path::new("") => parent.to_path_buf(),
                _ => PathBuf::from("."),
            },
            _ => PathBuf::from("."),
        }
    }

    /// Loads them with further files, without the feeds of some files.
    fn load(&self, added: &[(String, String)], without: &[String], screen: &Screen) -> Result<Loaded, Status> {
        let loaded = match self {
            Rules::Paths(paths) => load_with(paths, added, without),
            Rules::Here(here) => load_with(here, added, without),
            Rules::Texts(texts) => load_with(&[], &[*texts, added].concat(), without),
            Rules::None => {
                let text = match screen.language {
                    Language::English => NO_RULES.0,
                    Language::Chinese => NO_RULES.1,
                };
                load_with(&[], &[("rules.onus".to_string(), text.to_string())], without)
            }
        };
        loaded.map_err(|LoadError(trouble, status)| {
            screen.complain(&trouble);
            status
        })
    }
}

/// The rule set, or its errors told.
fn sound<'a>(loaded: &'a Loaded, screen: &Screen) -> Result<&'a RuleSet, Status> {
    loaded.rules.as_ref().ok_or_else(|| {
        screen.warn(&human(&loaded.errors(), &loaded.sources, screen.language));
        Status::WrongRules
    })
}

/// The language of the headers.
pub fn language_of(exports: &[Export]) -> Language {
    let mut headers = exports.iter().flat_map(|export| export.opened.header());
    if headers.any(|header| header.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))) {
        Language::Chinese
    } else {
        Language::English
    }
}

/// Reads an export whole; `folder` is that of the feeds.
///
/// # Errors
/// The status to end with where it cannot be read.
pub fn open(path: &Path, folder: &Path, sheet: Option<&str>, screen: &Screen) -> Result<Export, Status> {
    let mut file = super::feeds::open(path).map_err(|error| {
        screen.complain(&Trouble::cannot_read(path, &error));
        Status::Unusable
    })?;
    let refuse = |reason| super::feeds::refuse(None, &[reason], screen);
    let (name, mut bytes) = (feed_name(path, folder), Vec::new());
    let read = file.read_to_end(&mut bytes);
    read.map_err(|error| refuse(Reason::io(0, &name, &error)))?;
    let bytes = Arc::<[u8]>::from(bytes);
    let found = path.to_string_lossy().into_owned();
    let opened = Opened::of(&name, &found, &bytes, sheet).map_err(|reason| refuse(*reason))?;
    Ok(Export {
        name,
        found,
        bytes,
        opened,
    })
}

/// The name under which a feed block finds a file: its path below the folder of the feeds, else its name alone.
fn feed_name(path: &Path, folder: &Path) -> String {
    let below = path.canonicalize().ok().zip(folder.canonicalize().ok());
    let below = below.and_then(|(path, folder)| path.strip_prefix(folder).map(Path::to_path_buf).ok());
    let name = below.as_deref().map(Path::as_os_str).or(path.file_name());
    let name = name.unwrap_or_default().to_string_lossy().replace('\\', "/");
    let plain = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed));
    plain.unwrap_or(&name).to_string()
}

/// Tells that a file has no header.
pub fn no_header(name: &str, screen: &Screen) -> Status {
    super::feeds::refuse(None, &[Reason::no_header(0, name)], screen)
}

fn write(out: Option<&Path>, block: &str, screen: &Screen) -> Result<(), Status> {
    let Some(path) = out else {
        screen.say(&format!("\n{block}"));
        return Ok(());
    };
    write_new(path, block).map_err(|error| screen.cannot_write(path, &error))?;
    let (path, lines) = (path.display().to_string(), block.lines().count());
    let path = terminal(&path);
    screen.say(&match screen.language {
        Language::English => format!("Wrote {path} ({lines} lines)."),
        Language::Chinese => format!("已写 {path}（{lines} 行）。"),
    });
    Ok(())
}

/// How many rows the rules read with the block as it stands, and how many with the spellings that would cure it: both
/// by reading the files.
///
/// # Errors
/// The status to end with where the rules cannot take the block or a file cannot be read with it.
pub fn readable(
    rules: &Rules<'_>,
    block: &str,
    exports: &[Export],
    guesses: &[Guess],
    screen: &Screen,
) -> Result<String, Status> {
    let (now, elsewhere) = set_aside(rules, block, exports, screen)?;
    let strays: Vec<&Stray> = guesses.iter().flat_map(|guess| &guess.strays).collect();
    let cures = also_called_block(&strays, screen.language);
    let rows: u64 = guesses.iter().map(|guess| guess.rows).sum();
    let (read, aside) = (thousands(rows.saturating_sub(now)), thousands(now));
    let mut told = match screen.language {
        Language::English => format!("Rows that can be read now: {read}, set aside: {aside}"),
        Language::Chinese => format!("现在能读 {read} 行，搁置 {aside} 行"),
    };
    if !cures.is_empty() && now > 0 {
        let (then, _) = set_aside(rules, &format!("{block}{cures}"), exports, screen)?;
        let then = thousands(then);
        told.push_str(&match screen.language {
            Language::English => format!("; with these spellings {then}"),
            Language::Chinese => format!("；写上这些又名以后搁置 {then} 行"),
        });
    }
    if elsewhere > 0 {
        let rows = thousands(elsewhere);
        told.push_str(&match screen.language {
            Language::English => format!("; the tickets of {rows} are in none of these files"),
            Language::Chinese => format!("；其中 {rows} 行的工单不在这些文件里"),
        });
    }
    told.push_str(screen.pick(".", "。"));
    Ok(told)
}

/// The rows set aside, and beside them those that only lack their ticket: a further file may tell it.
fn set_aside(rules: &Rules<'_>, block: &str, exports: &[Export], screen: &Screen) -> Result<(u64, u64), Status> {
    let names: Vec<String> = exports.iter().map(|export| export.name.clone()).collect();
    let loaded = rules.load(&[("feed.onus".to_string(), block.to_string())], &names, screen)?;
    let set = sound(&loaded, screen)?;
    let inputs = exports.iter().filter_map(|export| {
        Some(Input {
            feed: set.feeds.iter().position(|feed| feed.file == export.name)?,
            name: export.name.clone(),
            found: export.found.clone(),
            bytes: Box::new(Cursor::new(Arc::clone(&export.bytes))),
        })
    });
    let table = feed::read(set, inputs.collect(), &Options::default());
    let table = table.map_err(|refused| super::feeds::refuse(None, &refused.reasons, screen))?;
    let mut rows: HashMap<(u16, u32), bool> = HashMap::new();
    for fault in table.set_aside() {
        let only_elsewhere = rows.entry((fault.row.feed, fault.row.line)).or_insert(true);
        *only_elsewhere &= fault.code == NO_TICKET;
    }
    let elsewhere = rows.values().filter(|only| **only).count() as u64;
    let all: u64 = table.counts().iter().map(|count| count.set_aside).sum();
    Ok((all.saturating_sub(elsewhere), elsewhere))
}
