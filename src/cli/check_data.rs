//! `onus check --data`: what the feeds say of the rules. Values that match nothing in them, lines that no ticket met.

use super::args::{Check, Feeds};
use super::messages::Trouble;
use super::{Loaded, Screen, Status, feeds, run};
use crate::calendar::Moment;
use crate::coverage::{Kind, Met, Part};
use crate::diagnostic::feed as codes;
use crate::diagnostic::{Code, Diagnostic, Language, Words};
use crate::evaluate::{CHUNK, Case, Evaluator, Repeats, in_chunks};
use crate::feed::{Facts, Table};
use crate::model::{Place, RuleSet};
use crate::plan::Plan;
use crate::render::where_it_stands;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::PathBuf;

/// Values of a column told one by one, at most.
const MOST: usize = 20;
/// Letters of a value that are told.
const LETTERS: usize = 60;
/// What says that a word of a row matches nothing.
const UNKNOWN: [Code; 4] = [
    codes::UNKNOWN_KIND,
    codes::UNKNOWN_CATEGORY,
    codes::UNKNOWN_PARTY,
    codes::UNKNOWN_VALUE,
];

/// Reads the feeds of a folder and judges every ticket.
///
/// # Errors
/// The status to end with.
pub(super) fn of_feeds(
    loaded: &Loaded,
    rules: &RuleSet,
    (data, args): (PathBuf, &Check),
    screen: &Screen,
) -> Result<Vec<Diagnostic>, Status> {
    if loaded.sources.iter().next().is_none() {
        screen.complain(
            &Trouble::new("a dump has no lines that could be shown", "导出的规则没有可以指出的行")
                .mend("name the rule files", "请指明规则文件"),
        );
        return Err(Status::Unusable);
    }
    // What is set aside is what is looked for.
    let args = Feeds {
        data: Some(data),
        feeds: Vec::new(),
        as_of: args.as_of.clone(),
        known_at: None,
        max_rejected: Some("100%".to_owned()),
        show: None,
        threads: 0,
    };
    let table = feeds::read(loaded, rules, &args, screen)?;
    let plan = Plan::new(rules);
    let (as_of, _) = run::as_of(&plan, &table, &args, screen)?;
    let mut told = unmatched(loaded, rules, &table);
    told.extend(not_met(loaded, rules, &met(&plan, &table, as_of), as_of, &plan));
    Ok(told)
}

/// Where a line stands, without the blanks around it.
fn span(loaded: &Loaded, place: Place) -> Span {
    let file = FileId(place.file);
    let bytes = loaded.sources.get(file).map(|source| {
        let (from, to) = source.line_bytes(place.line);
        let line = source.text.get(from..to).unwrap_or("");
        let start = from + line.len() - line.trim_start().len();
        (start, start + line.trim().len())
    });
    let (start, end) = bytes.unwrap_or_default();
    let of = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span {
        file,
        start: of(start),
        end: of(end),
    }
}

/// The rows of a feed in which one value of one column matches nothing.
struct Rows {
    count: u64,
    first: u32,
    cure: Option<Words>,
    personal: bool,
}

/// A warning for each value of the feeds that is nothing the rules know, at the line of its column.
fn unmatched(loaded: &Loaded, rules: &RuleSet, table: &Table) -> Vec<Diagnostic> {
    let mut columns: BTreeMap<(u16, Option<u16>), BTreeMap<String, Rows>> = BTreeMap::new();
    for own in table.rejections().into_iter().filter(|own| UNKNOWN.contains(&own.code)) {
        let values = columns.entry((own.feed, own.column)).or_default();
        let (count, first, personal) = (own.count, own.first, own.personal);
        let cure = Some(own.cure);
        values.insert(
            own.value,
            Rows {
                count,
                first,
                cure,
                personal,
            },
        );
    }
    for own in table
        .data_findings()
        .iter()
        .filter(|own| own.code == codes::UNKNOWN_EVENT)
    {
        let values = columns.entry((own.row.feed, own.column)).or_default();
        let rows = values.entry(own.value.clone()).or_insert_with(|| Rows {
            count: 0,
            first: own.row.line,
            cure: own.cure.clone(),
            personal: false,
        });
        rows.count += 1;
        rows.first = rows.first.min(own.row.line);
    }
    let mut told = Vec::new();
    for ((feed, column), values) in columns {
        let Some(feed) = rules.feeds.get(usize::from(feed)) else {
            continue;
        };
        let line = column.and_then(|column| feed.columns.get(usize::from(column)));
        let span = span(loaded, line.map_or(feed.place, |line| line.place));
        let file = &feed.file;
        let mut values: Vec<(String, Rows)> = values.into_iter().collect();
        values.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.count));
        for (value, rows) in values.iter().take(MOST) {
            let value: String = match rows.personal {
                true => "…".to_owned(),
                false => value.chars().take(LETTERS).collect(),
            };
            let stands = |language| where_it_stands(rows.count, rows.first, language);
            let (en, zh) = (stands(Language::English), stands(Language::Chinese));
            let words = Words::new(
                format!("{file}: \"{value}\" is nothing the rules know ({en})"),
                format!("{file}：规则里没有“{value}”（{zh}）"),
            );
            let one = Diagnostic::warning(Code("O2206"), span, words);
            told.push(rows.cure.iter().cloned().fold(one, Diagnostic::mend));
        }
        let more = values.len().saturating_sub(MOST);
        if more > 0 {
            let words = Words::new(
                format!("{file}: {more} further values are nothing the rules know"),
                format!("{file}：还有 {more} 个值规则里没有"),
            );
            told.push(Diagnostic::warning(Code("O2206"), span, words));
        }
    }
    told
}

/// What the tickets of the feeds have met.
fn met(plan: &Plan<'_>, table: &Table, as_of: Moment) -> Met {
    let repeats = Repeats::of(plan, table);
    let part = |tickets: std::ops::Range<usize>| {
        let mut evaluator = Evaluator::new(plan, table, &repeats, as_of, false);
        let (mut case, mut met) = (Case::default(), Met::default());
        for ticket in tickets {
            evaluator.judge(ticket, &mut case);
            met.take(&case);
        }
        met
    };
    let mut all = Met::default();
    let taken: Result<(), Infallible> = in_chunks(
        Facts::len(table),
        CHUNK,
        part,
        |one| {
            all.merge(one);
            Ok(())
        },
        &|_| {},
    );
    let Ok(()) = taken;
    all
}

/// A warning for each line that no ticket has met; one for all such rows of a table.
fn not_met(loaded: &Loaded, rules: &RuleSet, met: &Met, as_of: Moment, plan: &Plan<'_>) -> Vec<Diagnostic> {
    let as_of = plan.zone.local(as_of).format("%Y-%m-%d %H:%M").to_string();
    let of_table = |part: &&Part| !loaded.sources.name(FileId(part.place.file)).ends_with(".onus");
    let missing = met.missing(rules);
    let mut told: Vec<Diagnostic> = Vec::new();
    for part in missing.iter().filter(|part| !of_table(part)) {
        let words = match part.kind() {
            Kind::Row => Words::new("no ticket is judged by this row", "没有一件工单轮到这一行"),
            Kind::Rung => Words::new("no ticket has climbed to this rung", "没有一件工单升到这一级"),
            Kind::Trigger => Words::new("no ticket has entered the rung by this", "没有一件工单因此进入这一级"),
            Kind::Pause => Words::new("this has paused no ticket", "没有一件工单因此暂停"),
            Kind::Extension => Words::new("nobody was granted this", "没有一件工单获准延期"),
            Kind::Exit => Words::new("no ticket has left by this", "没有一件工单由此离开"),
            Kind::Finding => Words::new("this has found nothing", "没有一件工单被这样认定"),
            Kind::Naming => Words::new("this has named nobody", "没有单位因此被点名"),
        };
        told.push(one_told(loaded, part.place, words, &as_of));
    }
    let mut rows: BTreeMap<u16, (Place, usize)> = BTreeMap::new();
    for part in missing.iter().filter(of_table) {
        rows.entry(part.place.file).or_insert((part.place, 0)).1 += 1;
    }
    for (first, count) in rows.into_values() {
        let words = Words::new(
            format!("no ticket is judged by this row; of the table there are {count} such rows"),
            format!("没有一件工单轮到这一行；这张表里这样的行有 {count} 行"),
        );
        told.push(one_told(loaded, first, words, &as_of));
    }
    told
}

fn one_told(loaded: &Loaded, place: Place, what: Words, as_of: &str) -> Diagnostic {
    let words = Words::new(
        format!("{}, in the feeds as of {as_of}", what.en),
        format!("截至 {as_of} 的数据里，{}", what.zh),
    );
    Diagnostic::warning(Code("O2207"), span(loaded, place), words).mend(Words::new(
        "see whether a column tells what it asks for, and whether it is still needed",
        "看看取数里有没有它要问的那一列，这一条是否还用得着",
    ))
}
