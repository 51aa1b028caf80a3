//! Feeds found, opened and read: beside the rules, in `--data`, or where `--feed` says.

use super::messages::{Trouble, of_file};
use super::{Loaded, Screen, Status, args, moment};
use crate::calendar::Zone;
use crate::diagnostic::{Language, Words};
use crate::feed::{self, Input, Options, Reason, Table};
use crate::model::RuleSet;
use crate::render::{feed_word, rejected_screen, translated};
use crate::report::FeedCounts;
use crate::terms::FeedRole;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The share of a feed's rows that may be set aside where the command line states none; and fewer rows than this may
/// be, as long as they are less than half.
const SHARE: &str = "1%";
const FLOOR: u64 = 5;

/// Reads all feeds of a rule set; complains and says how to end where that cannot be.
///
/// # Errors
/// The status to end with.
pub fn read(loaded: &Loaded, rules: &RuleSet, args: &args::Feeds, screen: &Screen) -> Result<Table, Status> {
    let (limit, floor) = match &args.max_rejected {
        Some(stated) => (stated.as_str(), 0),
        None => (SHARE, FLOOR),
    };
    let share = share(limit, screen)?;
    let known_at = match &args.known_at {
        Some(text) => Some(moment::moment_of(text, &Zone::of(rules.zone), screen).ok_or(Status::Unusable)?),
        None => None,
    };
    let overrides = overrides(rules, &args.feeds, screen)?;
    let folder = args.data.clone().unwrap_or_else(|| loaded.data.clone());
    let progress = super::progress::bytes(screen);
    let counting = progress.clone();
    let mut inputs = Vec::new();
    let mut failed = false;
    for (index, feed) in rules.feeds.iter().enumerate() {
        let path = match overrides.iter().find(|(at, _)| *at == index) {
            Some((_, path)) => path.clone(),
            None => match below(&folder, &feed.file, args.data.is_some()) {
                Some(path) => path,
                None => {
                    screen.complain(
                        &Trouble::new(
                            format!(
                                "the rules name the feed \"{}\", which is not a plain file name below their folder",
                                feed.file
                            ),
                            format!("规则里的数据文件“{}”不是规则文件夹之下的普通文件名", feed.file),
                        )
                        .mend(
                            "write the file's name alone, and name its folder with --data",
                            "只写文件名，文件夹用 --data 指明",
                        ),
                    );
                    return Err(Status::WrongRules);
                }
            },
        };
        match open(&path) {
            Ok(bytes) => inputs.push(Input {
                feed: index,
                name: feed.file.clone(),
                found: path.to_string_lossy().into_owned(),
                bytes,
            }),
            Err(error) => {
                failed = true;
                let (path, error) = (path.display(), of_file(&error));
                let trouble = Trouble::new(
                    format!("cannot read the feed {path}: {}", error.en),
                    format!("读不了数据 {path}：{}", error.zh),
                );
                screen.complain(&trouble.mend(
                    format!(
                        "name its folder: --data DIR, or the file: --feed \"{}=PATH\"",
                        feed.file
                    ),
                    format!("指明文件夹：--data 文件夹，或指明文件：--feed \"{}=路径\"", feed.file),
                ));
            }
        }
    }
    if failed {
        return Err(Status::Unusable);
    }
    let options = Options {
        threads: args.threads,
        known_at,
        progress: Some(Box::new(move |bytes| counting.inc(bytes))),
        ..Options::default()
    };
    let table = feed::read(rules, inputs, &options);
    progress.finish_and_clear();
    let table = table.map_err(|refused| refuse(Some(rules), &refused.reasons, screen))?;
    let over: Vec<_> = table.over_limit(share, floor).collect();
    if !over.is_empty() {
        let over: Vec<usize> = over.iter().map(|count| count.feed).collect();
        screen.warn(&rejected_screen(
            rules,
            &table,
            &over,
            limit,
            args.show.is_some(),
            screen.language,
        ));
        return Err(Status::FeedRefused);
    }
    Ok(table)
}

/// Tells why files are refused, each with its code, and the line of the rules that describes it where there are
/// rules; the status to end with.
pub fn refuse(rules: Option<&RuleSet>, reasons: &[Reason], screen: &Screen) -> Status {
    for reason in reasons {
        let Reason {
            code, name, message, ..
        } = reason;
        let place = rules.and_then(|rules| place_of(rules, reason));
        screen.complain(&Trouble {
            message: Words::new(
                format!("{code} {name}: {}", message.en),
                format!("{code} {name}：{}", message.zh),
            ),
            mends: place.into_iter().chain(reason.mends.iter().cloned()).collect(),
            odd: false,
        });
    }
    if reasons.iter().any(|reason| reason.unreadable) {
        Status::Unusable
    } else {
        Status::FeedRefused
    }
}

/// The line that describes the column at fault, else the feed.
fn place_of(rules: &RuleSet, reason: &Reason) -> Option<Words> {
    let feed = rules.feeds.get(reason.feed)?;
    let column = reason.column.and_then(|column| feed.columns.get(column));
    let place = column.map_or(feed.place, |column| column.place);
    let file = &rules.files.get(place.file as usize)?.name;
    Some(Words::new(
        format!("{file} line {}", place.line),
        format!("{file} 第{}行", place.line),
    ))
}

/// `1%` or `0.5%` as a share.
fn share(text: &str, screen: &Screen) -> Result<f64, Status> {
    let number = text.trim().trim_end_matches(['%', '％']).parse::<f64>().ok();
    number
        .filter(|percent| (0.0..=100.0).contains(percent))
        .map(|percent| percent / 100.0)
        .ok_or_else(|| {
            screen.complain(
                &Trouble::new(format!("\"{text}\" is no share of rows"), format!("“{text}”不是比例"))
                    .mend("--max-rejected 1%", "--max-rejected 1%"),
            );
            Status::Unusable
        })
}

/// `NAME=PATH`: the feed by its file, or by its role where only one has it.
fn overrides(rules: &RuleSet, told: &[String], screen: &Screen) -> Result<Vec<(usize, PathBuf)>, Status> {
    told.iter()
        .map(|text| {
            let (name, path) = text.split_once('=').unwrap_or((text, ""));
            let is_role =
                |role: FeedRole| feed_word(role) == name || translated(feed_word(role), Language::Chinese) == name;
            let mut of_role = rules.feeds.iter().enumerate().filter(|(_, feed)| is_role(feed.role));
            let only = of_role
                .next()
                .filter(|_| of_role.next().is_none())
                .map(|(index, _)| index);
            let index = rules.feeds.iter().position(|feed| feed.file == name).or(only);
            index
                .filter(|_| !path.is_empty())
                .map(|index| (index, PathBuf::from(path)))
                .ok_or_else(|| {
                    let known: Vec<&str> = rules.feeds.iter().map(|feed| feed.file.as_str()).collect();
                    screen.complain(
                        &Trouble::new(
                            format!(
                                "--feed {text}: no feed of the rules goes by that; they have: {}",
                                known.join(", ")
                            ),
                            format!("--feed {text}：规则里没有这份数据；有：{}", known.join("、")),
                        )
                        .mend("--feed NAME=PATH", "--feed 名称=路径"),
                    );
                    Status::Unusable
                })
        })
        .collect()
}

/// A file below a folder, by a name that cannot lead out of it. A link leads out of the folder of the rules only
/// where the command line named the folder.
fn below(folder: &Path, name: &str, named: bool) -> Option<PathBuf> {
    let name = Path::new(name);
    let mut parts = name.components().peekable();
    let plain = parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(name);
    let leads_out = || {
        let (Ok(root), Ok(real)) = (folder.canonicalize(), path.canonicalize()) else {
            return false;
        };
        !real.starts_with(root)
    };
    (plain && (named || !leads_out())).then_some(path)
}

/// Opens a file, standard input (`-`), or the file's packed twin `NAME.gz`, `NAME.zst`.
pub(super) fn open(path: &Path) -> std::io::Result<Box<dyn Read + Send>> {
    if path.as_os_str() == "-" {
        return feed::unpacked(std::io::stdin());
    }
    let mut twins = [".gz", ".zst"].iter().map(|ending| {
        let mut packed = path.as_os_str().to_owned();
        packed.push(ending);
        PathBuf::from(packed)
    });
    let packed = twins.find(|packed| !path.exists() && packed.exists());
    feed::unpacked(File::open(packed.as_deref().unwrap_or(path))?)
}

/// What became of the rows of every feed; `void` and `not_governed` are tickets, in order. Counted and void come from tickets, answers and visits, read and set
/// aside from the reader: that both agree is checked.
pub fn counts(rules: &RuleSet, table: &Table, void: &[usize], not_governed: &[usize]) -> Vec<FeedCounts> {
    let judged = table.rows_by_feed(void);
    let outside = table.rows_by_feed(not_governed);
    table
        .counts()
        .iter()
        .map(|count| {
            let feed = &rules.feeds[count.feed];
            let (_, outside) = outside[count.feed];
            let (all, void) = judged[count.feed];
            FeedCounts {
                role: feed.role,
                file: count.name.clone(),
                read: count.read,
                counted: all + count.repeats + count.unknown - void - outside,
                void,
                joined: count.joined,
                left_aside: count.left_aside,
                set_aside: count.set_aside + outside,
                digest: count.digest.clone(),
            }
        })
        .collect()
}
