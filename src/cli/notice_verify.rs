//! `onus notice verify`: whether an issued notice is as it was issued, and comes out again from what it was made of.

use super::args_notice as args;
use super::notice_month::{Beside, Monthly, Rows, counted, feed_digests, on_threads, read, written};
use super::notice_told::entry;
use super::register::{Entry, ISSUE, Register, folder_of, not_sound};
use super::{Loaded, Screen, Status, seal};
use crate::diagnostic::{Language, Words};
use crate::dump::SourceFile;
use crate::model::RuleSet;
use crate::notice::{Issue, corrections, reconcile};
use crate::plan::Plan;
use crate::render::notice::{Phrases, Printing, Values, correction, files};
use crate::render::safe::terminal;
use crate::report::Unreconciled;
use std::collections::BTreeSet;

/// Checks an issued notice. What does not agree ends with status 1.
///
/// # Errors
/// The status to end with where something cannot be read.
pub fn verify(loaded: &mut Loaded, args: &args::NoticeVerify, screen: &Screen) -> Result<Status, Status> {
    let register = Register::read(folder_of(loaded, args.folder.notices.as_deref()), screen)?;
    let entry = entry(&register, &args.which, screen)?;
    let mut broken = sealed(entry, screen);
    let (issue, values) = match (&entry.issue, entry.values()) {
        (Ok(issue), Ok(values)) => (issue, values),
        (Err(one), _) => return Ok(ended(entry, &[&broken[..], std::slice::from_ref(one)].concat(), screen)),
        (_, Err(one)) => return Ok(ended(entry, &[&broken[..], &[one]].concat(), screen)),
    };
    loaded.tell_in(issue.language);
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    if let Err(told) = reconcile(&values.notice, &values.lists) {
        screen.complain(&not_sound(entry, &disagrees(&told)));
        return Err(Status::Unreconciled);
    }
    broken.extend(written_again(entry, issue, &values, screen));
    let same_rules = loaded.meaning_of(rules) == issue.rules_digest;
    if same_rules {
        broken.extend(counted_again(rules, issue, &values));
    } else {
        rules_changed(&issue.rule_files, &issue.program, loaded, screen);
    }
    if args.feeds.data.is_some() || !args.feeds.feeds.is_empty() {
        broken.extend(from_feeds(loaded, rules, issue, &values, same_rules, args, screen)?);
    }
    Ok(ended(entry, &broken, screen))
}

/// Why the figures are not counted again: which files of the rules are not those of then, or that this program reads
/// the same files otherwise.
fn rules_changed(then: &[SourceFile], program: &str, loaded: &Loaded, screen: &Screen) {
    let gone_or_other = then.iter().filter(|own| !loaded.read.contains(own));
    let new = loaded.read.iter().filter(|own| !then.contains(own));
    let names: BTreeSet<&str> = gone_or_other.chain(new).map(|own| own.name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let now = env!("CARGO_PKG_VERSION");
    match names.is_empty() {
        false => note(
            screen,
            &format!(
                "the rules have changed since ({}): its figures were not counted again",
                names.join(", ")
            ),
            &format!("规则在签发后改过（{}），没有重新计数", names.join("、")),
        ),
        true => note(
            screen,
            &format!(
                "the files of the rules are those of then, byte for byte, but this program ({now}; then {program}) reads them otherwise: its figures were not counted again"
            ),
            &format!("规则文件与签发时逐字节相同，但现在的程序（{now}，当时 {program}）读法不同，没有重新计数"),
        ),
    }
}

/// What under its seal, and that of its withdrawal, is not as it was sealed.
fn sealed(entry: &Entry, screen: &Screen) -> Vec<seal::Broken> {
    let (mut broken, beside) = seal::check(&entry.path);
    if entry.withdrawal.is_some() {
        broken.extend(seal::check(&entry.withdrawn()).0);
    }
    for name in beside {
        note(
            screen,
            &format!("{name} lies in its folder and is not under its seal"),
            &format!("{name} 在它的文件夹里，但没有封存"),
        );
    }
    broken
}

/// That two sums of its values do not agree.
fn disagrees(told: &Unreconciled) -> seal::Broken {
    let Unreconciled { left, right, lists } = told;
    seal::Broken {
        file: crate::render::notice::VALUES.to_owned(),
        what: Words::new(
            format!("has figures that do not agree: {left} on the one side, {right} on the other ({lists})"),
            format!("里的数对不上：一边 {left}，另一边 {right}（{lists}）"),
        ),
    }
}

/// Forms that the values do not give again, byte for byte.
fn written_again(entry: &Entry, issue: &Issue, values: &Values, screen: &Screen) -> Vec<seal::Broken> {
    let phrases = Phrases::of(issue.language, &issue.sentences);
    let again = files(&Printing::new(&values.notice, &values.lists, &phrases));
    let mut broken = Vec::new();
    let again = again.unwrap_or_else(|error| {
        broken.push(seal::Broken {
            file: ISSUE.to_owned(),
            what: Words::new(
                format!("its forms cannot be written again: {error}"),
                format!("各种格式没能重写：{error}"),
            ),
        });
        Vec::new()
    });
    let mut left: BTreeSet<String> = seal::names(&entry.path).unwrap_or_default().into_iter().collect();
    left.remove(ISSUE);
    for file in again {
        left.remove(&file.name);
        let Ok(bytes) = seal::read(&entry.path, &file.name) else {
            continue;
        };
        if bytes != file.bytes {
            let line = line_of(&bytes, &file.bytes);
            broken.push(seal::Broken {
                file: file.name,
                what: Words::new(
                    format!("does not come out again from its values: line {line}"),
                    format!("从所存的数值重写，第 {line} 行不一样"),
                ),
            });
        }
    }
    broken.extend(left.into_iter().map(|file| seal::Broken {
        file,
        what: Words::new("is a form that does not come out again", "这个文件没能重写出来"),
    }));
    // Another version may lay out otherwise: what was issued is what is sealed.
    if issue.program != env!("CARGO_PKG_VERSION") && !broken.is_empty() {
        let (then, now, count) = (&issue.program, env!("CARGO_PKG_VERSION"), broken.len());
        note(
            screen,
            &format!("written by version {then}; this version, {now}, writes {count} of its files otherwise"),
            &format!("由 {then} 版写成，现在的 {now} 版有 {count} 个文件写法不同"),
        );
        return Vec::new();
    }
    broken
}

/// The first line in which two texts differ.
fn line_of(one: &[u8], other: &[u8]) -> usize {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    one.iter().take(same).filter(|byte| **byte == b'\n').count() + 1
}

/// Whether the rules count the same figures from its own rows.
fn counted_again(rules: &RuleSet, issue: &Issue, values: &Values) -> Option<seal::Broken> {
    let plan = Plan::new(rules);
    let block = rules.notices.iter().find(|own| own.name == issue.notice)?;
    let until = written(&issue.data_until)?;
    let again = counted(
        &plan,
        block,
        issue.language,
        issue.month,
        until,
        &values.lists,
        &Beside {
            last: issue.last.as_ref(),
            record: &values.notice.record,
            origin: values.notice.origin.as_ref(),
        },
    );
    (again != values.notice).then(|| seal::Broken {
        file: crate::render::notice::VALUES.to_owned(),
        what: Words::new(
            "has figures that the same rules do not count again from its rows",
            "里的数，按同样的规则从所存清单重新计数，结果不一样",
        ),
    })
}

/// What the feeds of today give for the month: a note where facts or rules have changed since, a fault where not.
fn from_feeds(
    loaded: &Loaded,
    rules: &RuleSet,
    issue: &Issue,
    values: &Values,
    same_rules: bool,
    args: &args::NoticeVerify,
    screen: &Screen,
) -> Result<Option<seal::Broken>, Status> {
    let plan = Plan::new(rules);
    let (Some(block), Some(until)) = (
        rules.notices.iter().find(|own| own.name == issue.notice),
        written(&issue.data_until),
    ) else {
        return Ok(None);
    };
    let (table, _) = read(loaded, rules, &plan, &args.feeds, screen)?;
    let of = Monthly::new(&plan, &table, block, issue.language, Some(until));
    let gather = || {
        of.gather(&[(issue.month, Rows::Whole)], until, written(&issue.heard_until))
            .pop()
            .unwrap_or_default()
    };
    let (lists, _) = on_threads(args.feeds.threads, gather);
    if lists == values.lists {
        note(
            screen,
            "the rules and feeds of today give the same",
            "按现在的规则和数据，结果一样",
        );
        return Ok(None);
    }
    if same_rules && feed_digests(&table) == issue.feeds {
        return Ok(Some(seal::Broken {
            file: crate::render::notice::VALUES.to_owned(),
            what: Words::new(
                "has rows that the same rules and feeds do not give again",
                "里的清单，按同样的规则和数据重新得不出来",
            ),
        }));
    }
    let beside = Beside {
        last: issue.last.as_ref(),
        record: &values.notice.record,
        origin: values.notice.origin.as_ref(),
    };
    let today = of.notice(issue.month, until, &lists, &beside);
    let told = corrections(&issue.issued, (&values.notice, &values.lists), (&today, &lists));
    note(
        screen,
        "rules or feeds have changed since; what is issued stays, the next notice tells the corrections:",
        "规则或数据在签发后有变化；签发了的不变，由下一期通报更正：",
    );
    let phrases = Phrases::shipped(screen.language);
    for own in &told {
        let text = correction(own, &phrases);
        note(screen, &text, &text);
    }
    if told.is_empty() {
        note(screen, "no figure that is corrected", "没有需要更正的数");
    }
    Ok(None)
}

/// The last word, and the status.
fn ended(entry: &Entry, broken: &[seal::Broken], screen: &Screen) -> Status {
    let mut told: Vec<&seal::Broken> = Vec::new();
    for one in broken {
        if !told.contains(&one) {
            told.push(one);
        }
    }
    for one in &told {
        screen.complain(&not_sound(entry, one));
    }
    if told.is_empty() {
        let name = &entry.name;
        screen.say(&match screen.language {
            Language::English => format!("{name} is as it was issued"),
            Language::Chinese => format!("{name} 与签发时一致"),
        });
        return Status::Done;
    }
    Status::Findings
}

/// What is told on the way and breaks nothing.
fn note(screen: &Screen, en: &str, zh: &str) {
    screen.say(&terminal(screen.pick(en, zh)));
}
