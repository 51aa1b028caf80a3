//! `onus diff OLD NEW`: what a change of the rules does, before it is merged.

use super::args::{self, DiffFailOn, DiffFormat};
use super::messages::Trouble;
use super::notice_month::{Beside, Monthly, Rows, on_threads};
use super::revision::{Extracted, Named, extract};
use super::{LoadError, Loaded, Screen, Status, feeds, load_to, progress, run};
use crate::calendar::Moment;
use crate::check::Depth;
use crate::diagnostic::{Language, Words};
use crate::diff::{Meaning, Pairing, Tickets, Under, reads_alike, replay};
use crate::feed::Table;
use crate::model::RuleSet;
use crate::notice::{Month, Notice, Record};
use crate::plan::Plan;
use crate::render::diagnostics::human;
use crate::render::diff::{self, Document, NoticePair, Replayed, Rules, replayed, told};
use crate::report::{Context, Quotes};
use crate::terms::FeedRole;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn diff(args: &args::Diff, screen: &mut Screen) -> Status {
    attempt(args, screen).unwrap_or_else(|status| status)
}

/// A rule set as one side of the comparison.
struct Side {
    loaded: Loaded,
    /// The commit it was taken from.
    commit: Option<String>,
    /// Its files, as long as they are needed.
    _files: Option<Extracted>,
}

fn attempt(args: &args::Diff, screen: &mut Screen) -> Result<Status, Status> {
    let (old, new) = (Named::read(args.old.as_os_str()), Named::read(args.new.as_os_str()));
    let (was, is) = on_threads(args.feeds.threads, || {
        rayon::join(|| side(&old, &new), || side(&new, &old))
    });
    let found = |own: Result<Side, LoadError>| {
        own.map_err(|LoadError(trouble, status)| {
            screen.complain(&trouble);
            status
        })
    };
    let (was, is) = (found(was)?, found(is)?);
    screen.follow(is.loaded.language);
    let (mut was, is) = (sound(was, &args.old, screen)?, sound(is, &args.new, screen)?);
    // The same facts: from where the new rules have them.
    was.loaded.data.clone_from(&is.loaded.data);
    let (Some(old_rules), Some(new_rules)) = (&was.loaded.rules, &is.loaded.rules) else {
        return Err(Status::WrongRules);
    };
    let pairing = Pairing::of(old_rules, new_rules);
    let wants_facts = args.feeds.data.is_some() || !args.feeds.feeds.is_empty();
    let of_facts = |what: &DiffFailOn| matches!(what, DiffFailOn::NewlyLate | DiffFailOn::NewlyNamed);
    if !wants_facts && args.fail_on.iter().any(of_facts) {
        screen.complain(
            &Trouble::new(
                "whom the change makes late or names cannot be told without facts",
                "没有数据，说不出谁会新逾期、谁会新点名",
            )
            .mend(
                "name the folder of the feeds: --data DIR",
                "指明数据所在的文件夹：--data 文件夹",
            ),
        );
        return Err(Status::Unusable);
    }
    let replayed = match wants_facts {
        true => Some(both(args, (&was, old_rules), (&is, new_rules), &pairing, screen)?),
        false => None,
    };
    let sides = || {
        (
            rules_of(&was, old_rules, &args.old),
            rules_of(&is, new_rules, &args.new),
        )
    };
    let (meaning, (old, new)) = on_threads(args.feeds.threads, || {
        rayon::join(|| Meaning::of(old_rules, new_rules, &pairing), sides)
    });
    let document = Document {
        program: env!("CARGO_PKG_VERSION"),
        old,
        new,
        meaning: told(&meaning, old_rules, new_rules, screen.language),
        replay: replayed,
    };
    match args.format {
        DiffFormat::Human => screen.say(&document.human(screen.language, screen.width)),
        DiffFormat::Markdown => screen.say(&document.markdown(screen.language)),
        DiffFormat::Json => screen.say(&document.json()),
    }
    Ok(match meaning.is_proven() {
        _ if fails(&args.fail_on, &document) => Status::Findings,
        true => Status::Done,
        false => Status::Unreconciled,
    })
}

/// Whether the change does what it must not: what it is asked to fail on, and what the rules themselves do not expect.
fn fails(fail_on: &[DiffFailOn], document: &Document) -> bool {
    let replay = document.replay.as_ref();
    let stated = document.meaning.stated.as_ref().filter(|own| !own.earlier);
    let otherwise = stated.is_some_and(|own| !own.holds());
    otherwise
        || fail_on.iter().any(|what| match what {
            DiffFailOn::Change => !document.meaning.nothing,
            DiffFailOn::Unstated => !document.meaning.nothing && stated.is_none(),
            DiffFailOn::NewlyLate => replay.is_some_and(Replayed::makes_late),
            DiffFailOn::NewlyNamed => {
                replay.is_some_and(|own| own.notices.iter().any(|notice| !notice.newly.is_empty()))
            }
        })
}

fn rules_of(side: &Side, rules: &RuleSet, named: &Path) -> Rules {
    Rules {
        named: named.to_string_lossy().into_owned(),
        commit: side.commit.clone(),
        title: rules.title.clone(),
        version: rules.version,
        effective: rules.effective.map(|(from, by)| {
            let by = rules.events.get(by.index()).map_or("", |own| &own.name);
            (from.to_string(), by.to_owned())
        }),
        digest: side.loaded.meaning_of(rules),
    }
}

/// Reads one side; a revision without a path has that of the other side.
fn side(named: &Named, other: &Named) -> Result<Side, LoadError> {
    let (path, files) = match named {
        Named::Path(path) => (path.clone(), None),
        Named::Revision { revision, path } => {
            let path = path.as_deref().or(other.path()).unwrap_or(Path::new("."));
            let files = extract(revision, path).map_err(|trouble| LoadError(trouble, Status::Unusable))?;
            (files.rules.clone(), Some(files))
        }
    };
    let mut loaded = load_to(&[path], Depth::Errors)?;
    if files.is_some() {
        // Feeds lie where they lie today.
        loaded.data = other.path().map_or(PathBuf::from("."), folder_of);
    }
    Ok(Side {
        loaded,
        commit: files.as_ref().map(|files| files.commit.clone()),
        _files: files,
    })
}

fn folder_of(path: &Path) -> PathBuf {
    match path.is_dir() {
        true => path.to_path_buf(),
        false => path.parent().map(Path::to_path_buf).unwrap_or_default(),
    }
}

/// Goes on with rules that are sound, names told in the language of the screen.
fn sound(mut side: Side, named: &Path, screen: &Screen) -> Result<Side, Status> {
    if side.loaded.rules.is_some() {
        side.loaded.tell_in(screen.language);
        return Ok(side);
    }
    let named = named.display();
    screen.complain(&Trouble {
        message: Words::new(
            format!("the rules of {named} are wrong, so nothing can be said of the change"),
            format!("{named} 的规则有错，变更的影响无从说起"),
        ),
        mends: Vec::new(),
        odd: false,
    });
    screen.warn(&human(&side.loaded.errors(), &side.loaded.sources, screen.language));
    Err(Status::WrongRules)
}

/// The same facts under both rule sets.
fn both(
    args: &args::Diff,
    (was, old_rules): (&Side, &RuleSet),
    (is, new_rules): (&Side, &RuleSet),
    pairing: &Pairing,
    screen: &Screen,
) -> Result<Replayed, Status> {
    if !new_rules
        .feeds
        .iter()
        .any(|feed| feed.role == FeedRole::Tickets || feed.role == FeedRole::Events)
    {
        screen.complain(&Trouble::new(
            "the new rules name no feed of tickets or events",
            "新规则里没有工单表，也没有流转表",
        ));
        return Err(Status::Unusable);
    }
    let shared = reads_alike(old_rules, new_rules);
    if !shared && args.feeds.feeds.iter().any(|feed| feed.ends_with("=-")) {
        screen.complain(
            &Trouble::new(
                "the two rule sets read this feed in different ways, and standard input can be read only once",
                "两份规则读这份数据的方式不同，而标准输入只能读一遍",
            )
            .mend(
                "put the feed into a file: --feed NAME=PATH",
                "请先存成文件：--feed 名称=路径",
            ),
        );
        return Err(Status::Unusable);
    }
    let new_facts = feeds::read(&is.loaded, new_rules, &args.feeds, screen)?;
    let own = match shared {
        true => None,
        false => Some(feeds::read(&was.loaded, old_rules, &args.feeds, screen)?),
    };
    let old_facts = own.as_ref().unwrap_or(&new_facts);
    let (old_plan, new_plan) = (Plan::new(old_rules), Plan::new(new_rules));
    let (as_of, stated) = run::as_of(&new_plan, &new_facts, &args.feeds, screen)?;
    let month = month(args, &new_plan, as_of, screen)?;
    let tickets = match shared {
        true => Tickets::shared(&new_facts),
        false => Tickets::joined(old_facts, &new_facts),
    };
    let old_context = Context::of(&old_plan, old_facts, as_of);
    let new_context = Context::of(&new_plan, &new_facts, as_of);
    let bar = progress::tickets(screen, tickets.len() as u64);
    let old_under = Under {
        plan: &old_plan,
        facts: old_facts,
        context: &old_context,
    };
    let new_under = Under {
        plan: &new_plan,
        facts: &new_facts,
        context: &new_context,
    };
    let effects = on_threads(args.feeds.threads, || {
        replay(&old_under, &new_under, pairing, &tickets, &|judged| {
            bar.set_position(judged)
        })
    });
    bar.finish_and_clear();
    let language = screen.language;
    let notices = on_threads(args.feeds.threads, || {
        let drawn = |plan, facts| drawn(plan, facts, month, stated.then_some(as_of), language);
        paired(
            drawn(&old_plan, old_facts),
            drawn(&new_plan, &new_facts),
            old_rules,
            new_rules,
            pairing,
        )
    });
    let quotes = (
        Quotes::new(old_rules, &was.loaded.sources),
        Quotes::new(new_rules, &is.loaded.sources),
    );
    Ok(replayed(
        &effects,
        (&old_context, &quotes.0),
        (&new_context, &quotes.1),
        pairing,
        &tickets,
        diff::Beside {
            stated,
            month,
            notices: &notices,
            set_aside: (set_aside(old_facts), set_aside(&new_facts)),
        },
    ))
}

fn set_aside(facts: &Table) -> u64 {
    facts.counts().iter().map(|count| count.set_aside).sum()
}

/// The month whose notices are held against each other.
fn month(args: &args::Diff, plan: &Plan<'_>, as_of: Moment, screen: &Screen) -> Result<Month, Status> {
    let Some(text) = &args.month else {
        return Ok(Month::of(&plan.zone, as_of));
    };
    Month::read(text).ok_or_else(|| {
        screen.complain(
            &Trouble::new(format!("\"{text}\" is no month"), format!("“{text}”不是月份"))
                .mend("write it as 2026-10", "请写成 2026-10"),
        );
        Status::Unusable
    })
}

/// What every notice block says of a month, without what was issued.
fn drawn(plan: &Plan<'_>, facts: &Table, month: Month, stated: Option<Moment>, language: Language) -> Vec<Notice> {
    let record = Record::default();
    let blocks = plan.rules.notices.iter();
    let each = blocks.map(|block| {
        let of = Monthly::new(plan, facts, block, language, stated);
        let as_of = of.data_until(month);
        let (lists, _) = of
            .gather(&[(month, Rows::Counted)], as_of, None)
            .pop()
            .unwrap_or_default();
        let beside = Beside {
            last: None,
            record: &record,
            origin: None,
        };
        of.notice(month, as_of, &lists, &beside)
    });
    each.collect()
}

/// The notices of both, by their blocks.
fn paired(
    old: Vec<Notice>,
    new: Vec<Notice>,
    old_rules: &RuleSet,
    new_rules: &RuleSet,
    pairing: &Pairing,
) -> Vec<NoticePair> {
    let sort = crate::diff::Sort::Notice;
    let name = |rules: &RuleSet, at: usize| rules.notices.get(at).map_or(String::new(), |own| own.name.clone());
    let mut old: Vec<Option<Notice>> = old.into_iter().map(Some).collect();
    let mut out: Vec<NoticePair> = new
        .into_iter()
        .enumerate()
        .map(|(at, notice)| NoticePair {
            name: name(new_rules, at),
            old: pairing.old_of(sort, at).and_then(|at| old.get_mut(at)?.take()),
            new: Some(notice),
        })
        .collect();
    let gone = old.into_iter().enumerate().filter(|(_, notice)| notice.is_some());
    out.extend(gone.map(|(at, notice)| NoticePair {
        name: name(old_rules, at),
        old: notice,
        new: None,
    }));
    out
}
