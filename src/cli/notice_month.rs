//! The notice of a month from the feeds: the tickets judged, the rows gathered, the figures counted.

use super::{Loaded, Screen, Status, args, feeds, moment};
use crate::calendar::{Moment, parse_rfc3339};
use crate::diagnostic::Language;
use crate::dump::SourceFile;
use crate::evaluate::{CHUNK, Case, Evaluator, Punctual, Repeats, Within, in_chunks};
use crate::feed::{Facts, Table};
use crate::model::{self, RuleSet};
use crate::notice::{
    Counter, FeedRows, Gather, Lists, Materials, Month, Names, Notice, Origin, Record, Seen, TicketRows, data_until,
    is_later, is_surveyed, notice, objections_until, replies_until,
};
use crate::plan::Plan;
use crate::render::condition_text::condition;
use crate::report::{Context, FeedCounts, Unreconciled, reconcile_feeds};
use crate::terms::FeedRole;
use std::convert::Infallible;
use std::ops::{Range, RangeInclusive};

/// Tickets judged at a time by one thread: few of few, that all threads have work; many of many, since rows that are
/// gathered together share what they tell.
const PART: RangeInclusive<usize> = 1 << 13..=1 << 17;

/// What is kept of the rows of a month.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// All that they tell: they can be opened.
    Whole,
    /// What figures count: a notice that only prints its figures needs no more.
    Counted,
}

/// What stands beside the rows of a month.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The notice of the month before.
    pub last: Option<&'a Notice>,
    /// Number, corrections, the year before.
    pub record: &'a Record,
    /// What it is made of; None where nobody will ask.
    pub origin: Option<&'a Origin>,
}

/// A block whose months can be counted.
pub struct Monthly<'a> {
    pub plan: &'a Plan<'a>,
    pub table: &'a Table,
    pub block: &'a model::Notice,
    pub language: Language,
    /// The moment stated on the command line.
    pub stated: Option<Moment>,
    /// The repeats among the tickets, whatever the month.
    repeats: Repeats,
}

impl<'a> Monthly<'a> {
    /// A block, and the tickets of its months.
    pub fn new(
        plan: &'a Plan<'a>,
        table: &'a Table,
        block: &'a model::Notice,
        language: Language,
        stated: Option<Moment>,
    ) -> Monthly<'a> {
        Monthly {
            repeats: Repeats::of(plan, table),
            plan,
            table,
            block,
            language,
            stated,
        }
    }

    /// Facts of a month count up to the moment that the block states, or an earlier one that the command line does.
    pub fn data_until(&self, month: Month) -> Moment {
        let until = data_until(self.plan, self.block, month);
        self.stated.map_or(until, |stated| stated.min(until))
    }

    /// The rows of several months as of one moment, in the order of the months. Objections count up to the end of
    /// their period, or to `heard` where the notice is issued before it.
    pub fn gather(&self, months: &[(Month, Rows)], as_of: Moment, heard: Option<Moment>) -> Vec<(Lists, Seen)> {
        let plan = self.plan;
        let context = Context::of(plan, self.table, as_of);
        let names = Names::new(plan.rules);
        let new = || -> Vec<Gather<'_>> {
            let one = |(month, rows): &(Month, Rows)| {
                let until = self.objections_until(*month, as_of);
                let own = Gather::new(&names, &context, self.block, *month)
                    .objections_until(heard.map_or(until, |heard| heard.min(until)));
                match rows {
                    Rows::Whole => own,
                    Rows::Counted => own.counting(),
                }
            };
            months.iter().map(one).collect()
        };
        let ends = months
            .iter()
            .map(|(month, _)| (month.begin(&plan.zone), month.plus(1).begin(&plan.zone)));
        let span = ends
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
            .unwrap_or((Moment(0), Moment(0)));
        // Whose customers are asked is told of every ticket.
        let whole = is_surveyed(plan.rules);
        let part = |tickets: Range<usize>| {
            let mut own = new();
            let mut evaluator = Evaluator::new(plan, self.table, &self.repeats, as_of, false).measuring();
            let mut case = Case::default();
            for from in tickets.clone().step_by(CHUNK) {
                let some = from..tickets.end.min(from + CHUNK);
                // Rows of several months are compared one by one.
                let known = |own: &mut [Gather<'_>], one: &Punctual<'_>| match own {
                    [own] => own.push_punctual(one),
                    _ => false,
                };
                if !whole {
                    evaluator.look_over_within(some.clone(), span, &mut |one| known(&mut own, one));
                }
                for ticket in some {
                    let within = match whole {
                        _ if evaluator.is_done_with(ticket) => Within::Nothing,
                        _ if !evaluator.has_told(ticket) && is_later(plan, self.table, ticket, as_of) => {
                            Within::Nothing
                        }
                        true => {
                            evaluator.judge(ticket, &mut case);
                            Within::Written(None)
                        }
                        false => evaluator.judge_within(ticket, span, &mut |one| known(&mut own, one), &mut case),
                    };
                    match within {
                        Within::Written(asked) => own.iter_mut().for_each(|own| own.push_asked(&case, asked)),
                        Within::Nothing => own.iter_mut().for_each(Gather::pass_over),
                        Within::Known => {}
                    }
                }
            }
            own
        };
        let mut all = new();
        let merge = |part: Vec<Gather<'_>>| {
            all.iter_mut().zip(part).for_each(|(all, part)| all.merge(part));
            Ok::<(), Infallible>(())
        };
        let tickets = self.table.len();
        let chunk = tickets / (4 * rayon::current_num_threads());
        let chunk = chunk.clamp(*PART.start(), *PART.end());
        let Ok(()) = in_chunks(tickets, chunk, part, merge, &|_| ());
        all.into_iter().map(|own| own.lists(self.table)).collect()
    }

    /// Objections come behind the data, up to the end that the block states; where the data ends earlier than the block
    /// says, they end with it.
    fn objections_until(&self, month: Month, as_of: Moment) -> Moment {
        match objections_until(self.plan, self.block, month) {
            Some(until) if as_of >= data_until(self.plan, self.block, month) => until,
            _ => as_of,
        }
    }

    /// The notice of a month from its rows.
    pub fn notice(&self, month: Month, as_of: Moment, lists: &Lists, beside: &Beside<'_>) -> Notice {
        counted(self.plan, self.block, self.language, month, as_of, lists, beside)
    }

    /// What the notice of a month is made of, where every row of the feeds is accounted for.
    ///
    /// # Errors
    /// The feed whose sum does not agree.
    pub fn origin(&self, rules_digest: String, lists: &Lists, seen: &Seen) -> Result<Origin, Unreconciled> {
        let counts = feeds::counts(self.plan.rules, self.table, &seen.void, &seen.not_governed);
        reconcile_feeds(&counts)?;
        let tickets = counts.iter().filter(|own| own.role == FeedRole::Tickets);
        let aside = |own: &FeedCounts| own.joined + own.left_aside + own.set_aside;
        let rows = |list: &str| lists.list(list).map_or(0, |list| list.len() as u64);
        let (of_month, left_out) = (rows("accepted"), rows("left_out"));
        let (read, aside) = match tickets.clone().next() {
            Some(_) => tickets.fold((0, 0), |(read, all), own| (read + own.read, all + aside(own))),
            // Tickets that events tell are no rows of their own.
            None => (self.table.len() as u64, seen.not_governed.len() as u64),
        };
        Ok(Origin {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            rules: rules_digest,
            feeds: counts.iter().map(FeedRows::from).collect(),
            tickets: TicketRows {
                read,
                of_month,
                left_out,
                elsewhere: seen.elsewhere,
                aside,
            },
        })
    }
}

/// The notice of a month from its rows, without a feed.
pub fn counted(
    plan: &Plan<'_>,
    block: &model::Notice,
    language: Language,
    month: Month,
    as_of: Moment,
    lists: &Lists,
    beside: &Beside<'_>,
) -> Notice {
    let counter = Counter::new(lists);
    notice(&Materials {
        rules: plan.rules,
        zone: &plan.zone,
        notice: block,
        month,
        data_until: as_of,
        objections_until: objections_until(plan, block, month),
        replies_until: replies_until(plan, block, month),
        told: &|cond| condition(plan.rules, cond, language),
        counter: &counter,
        last: beside.last,
        record: beside.record,
        told_answers: None,
        origin: beside.origin,
    })
}

/// A moment that the program wrote.
pub fn written(text: &str) -> Option<Moment> {
    parse_rfc3339(text).ok()
}

/// The digests of the feeds that were read.
pub fn feed_digests(table: &Table) -> Vec<SourceFile> {
    let digest = |count: &crate::feed::FeedCount| SourceFile {
        name: count.name.clone(),
        blake3: count.digest.clone(),
    };
    table.counts().iter().map(digest).collect()
}

/// The feeds, and the moment stated.
pub fn read(
    loaded: &Loaded,
    rules: &RuleSet,
    plan: &Plan<'_>,
    args: &args::Feeds,
    screen: &Screen,
) -> Result<(Table, Option<Moment>), Status> {
    let table = feeds::read(loaded, rules, args, screen)?;
    let stated = match &args.as_of {
        Some(text) => Some(moment::moment_of(text, &plan.zone, screen).ok_or(Status::Unusable)?),
        None => None,
    };
    Ok((table, stated))
}

/// Does it with as many threads as were asked for.
pub fn on_threads<T: Send>(threads: usize, go: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(go),
        Err(_) => go(),
    }
}
