//! `onus notice draft`: what the notice of a month says.

use super::args::{self, NoticeFormat};
use super::messages::Trouble;
use super::{Loaded, Screen, Status, feeds, moment};
use crate::calendar::Moment;
use crate::diagnostic::Language;
use crate::evaluate::{Case, Evaluator, Repeats};
use crate::feed::{Facts, Table};
use crate::model;
use crate::notice::{Gather, Lists, Materials, Month, Names, Notice, notice};
use crate::plan::Plan;
use crate::render::condition_text::condition;
use crate::render::notice::{Phrases, docx, layout, markdown, xlsx};
use crate::report::Context;
use rayon::prelude::*;
use std::io::ErrorKind;
use std::path::Path;

/// Tickets judged at a time by one thread.
const CHUNK: usize = 8192;

/// Writes a draft.
pub fn draft(loaded: &Loaded, args: &args::NoticeDraft, screen: &Screen) -> Status {
    attempt(loaded, args, screen).unwrap_or_else(|status| status)
}

fn attempt(loaded: &Loaded, args: &args::NoticeDraft, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let block = block(rules, args.notice.as_deref(), screen)?;
    let month = month(&args.month, screen)?;
    let table = feeds::read(loaded, rules, &args.feeds, screen)?;
    let plan = Plan::new(rules);
    let stated = match &args.feeds.as_of {
        Some(text) => Some(moment::moment_of(text, &plan.zone, screen).ok_or(Status::Unusable)?),
        None => None,
    };
    let drafting = Drafting {
        plan: &plan,
        table: &table,
        block,
        language: screen.language,
        stated,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.feeds.threads).build();
    let go = || drafting.with_last(month);
    let (own, lists) = match pool {
        Ok(pool) => pool.install(go),
        Err(_) => go(),
    };
    let phrases = Phrases::shipped(screen.language);
    let document = layout(&own, &phrases);
    let written = match args.format {
        NoticeFormat::Json => Ok(screen.say(&serde_json::to_string_pretty(&(&own, &lists)).unwrap_or_default())),
        NoticeFormat::Markdown => Ok(screen.say(&markdown(&document))),
        NoticeFormat::Docx => docx(&document, &lists, &phrases).and_then(|bytes| screen.give(&bytes)),
        NoticeFormat::Xlsx => xlsx(&document, &lists, &phrases).and_then(|bytes| screen.give(&bytes)),
    };
    written.map(|()| Status::Done).map_err(|error| {
        screen.complain(&match error.kind() {
            ErrorKind::Unsupported => Trouble::new("this form is no text for a terminal", "这种格式不能显示在终端上")
                .mend("send it into a file: … > notice.docx", "写进文件：… > 通报.docx"),
            _ => Trouble::cannot_write(Path::new("-"), &error),
        });
        Status::Unusable
    })
}

/// What drafts are made from.
struct Drafting<'a> {
    plan: &'a Plan<'a>,
    table: &'a Table,
    block: &'a model::Notice,
    language: Language,
    /// The moment stated on the command line.
    stated: Option<Moment>,
}

impl Drafting<'_> {
    /// The notice of a month beside that of the month before.
    fn with_last(&self, month: Month) -> (Notice, Lists) {
        let before = month.plus(-1);
        let (last, _) = self.month(before, None);
        self.month(month, Some(&last))
    }

    /// Facts of a month count up to the moment that the block states, or an earlier one that the command line does.
    fn data_until(&self, month: Month) -> Moment {
        let zone = &self.plan.zone;
        let until = match self.block.data_until {
            Some((day, second)) => month.plus(1).day(zone, day, second),
            None => month.plus(1).begin(zone),
        };
        self.stated.map_or(until, |stated| stated.min(until))
    }

    fn month(&self, month: Month, last: Option<&Notice>) -> (Notice, Lists) {
        let (plan, as_of) = (self.plan, self.data_until(month));
        let context = Context {
            rules: plan.rules,
            facts: self.table,
            as_of,
            zone: &plan.zone,
            working: plan,
        };
        let repeats = Repeats::of(plan, self.table);
        let names = Names::new(plan.rules);
        let mut all = Gather::new(&names, &context, self.block, month);
        let part = |chunk: usize| {
            let tickets = chunk * CHUNK..self.table.len().min((chunk + 1) * CHUNK);
            let mut own = Gather::new(&names, &context, self.block, month);
            let mut evaluator = Evaluator::new(plan, self.table, &repeats, as_of, false).measuring();
            let mut case = Case::default();
            for ticket in tickets {
                evaluator.judge(ticket, &mut case);
                own.push(&case);
            }
            own
        };
        let chunks = self.table.len().div_ceil(CHUNK);
        let parts: Vec<_> = (0..chunks).into_par_iter().map(part).collect();
        for part in parts {
            all.merge(part);
        }
        let lists = all.lists();
        let own = notice(&Materials {
            rules: plan.rules,
            zone: &plan.zone,
            notice: self.block,
            month,
            data_until: as_of,
            told: &|cond| condition(plan.rules, cond, self.language),
            lists: &lists,
            last,
        });
        (own, lists)
    }
}

/// The notice meant: the one of that name, or the only one.
fn block<'r>(rules: &'r model::RuleSet, name: Option<&str>, screen: &Screen) -> Result<&'r model::Notice, Status> {
    let found = match (name, rules.notices.as_slice()) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(name), all) => all.iter().find(|own| own.name == name),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = rules.notices.iter().map(|own| own.name.as_str()).collect();
        screen.complain(&match known.as_slice() {
            [] => Trouble::new("the rules have no notice", "规则里没有通报")
                .mend("write a block: notice NAME { … }", "写一段：通报 名称 { … }"),
            known => Trouble::new("which notice?", "哪一份通报？").mend(
                format!("choose with --notice: {}", known.join(", ")),
                format!("用 --notice 指明：{}", known.join("、")),
            ),
        });
        Status::Unusable
    })
}

fn month(text: &str, screen: &Screen) -> Result<Month, Status> {
    Month::read(text).ok_or_else(|| {
        screen.complain(
            &Trouble::new(format!("\"{text}\" is no month"), format!("“{text}”不是月份"))
                .mend("--month 2026-10", "--month 2026-10"),
        );
        Status::Unusable
    })
}
