//! All tickets judged, chunk by chunk on all cores, and told in the order of their numbers.

use crate::calendar::Moment;
use crate::diagnostic::Language;
use crate::evaluate::{CHUNK, Case, Evaluator, Outside, Repeats, in_chunks};
use crate::feed::Facts;
use crate::plan::Plan;
use crate::render::{EscalationsPeople, ListWriter, Lists, Report};
use crate::report::{Context, Quotes, Rows, Totals};
use std::sync::Mutex;

/// What a sweep needs beside the facts.
pub struct Sweep<'a> {
    /// The plan.
    pub plan: &'a Plan<'a>,
    /// The surroundings of reports.
    pub context: &'a Context<'a>,
    /// The machine's lists that are written, or said again for people.
    pub writer: &'a ListWriter,
    /// The words of rule lines, where the list of escalations for people is wanted; and its language.
    pub climbed: Option<(&'a Quotes<'a>, Language)>,
    /// Whether the list of what is late is wanted for people, which has what is done, too.
    pub late: bool,
    /// Whether who held what is wanted.
    pub holding: bool,
    /// Called with the number of tickets judged so far.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// The figures of a whole sweep.
pub struct Swept {
    /// Totals.
    pub totals: Totals,
    /// Rows for people, sorted.
    pub rows: Rows,
    /// Tickets left out of all figures, in order.
    pub void: Vec<usize>,
    /// Tickets from before the rules were in force, in order.
    pub not_governed: Vec<usize>,
}

struct Part {
    lists: Lists,
    climbed: Vec<u8>,
    totals: Totals,
    rows: Rows,
    void: Vec<usize>,
    not_governed: Vec<usize>,
}

impl Sweep<'_> {
    /// Judges every ticket; `take` gets the lines of each chunk in the order of ticket numbers (the machine's lists,
    /// and the escalations for people).
    ///
    /// # Errors
    /// What `take` says.
    pub fn over<F: Facts, E: Send>(
        &self,
        facts: &F,
        repeats: &Repeats,
        as_of: Moment,
        mut take: impl FnMut(&Lists, &[u8]) -> Result<(), E>,
    ) -> Result<Swept, E> {
        let mut swept = Swept {
            totals: Totals::new(self.plan.rules),
            rows: Rows::default(),
            void: Vec::new(),
            not_governed: Vec::new(),
        };
        // Room for lines goes from chunk to chunk.
        let spare = Mutex::new(Vec::new());
        let part = |tickets| {
            let room = spare.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
            self.part(facts, repeats, as_of, tickets, room)
        };
        let merge = |part: Part| {
            take(&part.lists, &part.climbed)?;
            swept.totals.merge(&part.totals);
            swept.rows.merge(part.rows);
            swept.void.extend(part.void);
            swept.not_governed.extend(part.not_governed);
            let (mut lists, mut climbed) = (part.lists, part.climbed);
            lists.clear();
            climbed.clear();
            if let Ok(mut spare) = spare.lock() {
                spare.push((lists, climbed));
            }
            Ok(())
        };
        in_chunks(facts.len(), CHUNK, part, merge, self.progress)?;
        swept.rows.sort();
        Ok(swept)
    }

    fn part<F: Facts>(
        &self,
        facts: &F,
        repeats: &Repeats,
        as_of: Moment,
        tickets: std::ops::Range<usize>,
        (lists, climbed): (Lists, Vec<u8>),
    ) -> Part {
        let mut part = Part {
            lists,
            climbed,
            totals: Totals::new(self.plan.rules),
            rows: if self.late { Rows::default() } else { Rows::of_open() },
            void: Vec::new(),
            not_governed: Vec::new(),
        };
        let mut evaluator = Evaluator::new(self.plan, facts, repeats, as_of, self.holding);
        let mut case = Case::default();
        let mut people = self
            .climbed
            .map(|(quotes, language)| EscalationsPeople::new(self.plan.rules, quotes, language));
        let mut wanted = Report::ALL.into_iter().filter(|report| self.writer.wants(*report));
        let all = wanted.any(Report::tells_what_is_in_time);
        if !all {
            evaluator.look_over(tickets.clone());
        }
        for ticket in tickets {
            if all {
                evaluator.judge(ticket, &mut case);
            } else if evaluator.judge_briefly(ticket, &mut case) {
                continue;
            }
            self.writer.push(&mut part.lists, &case, self.context);
            part.totals.push(&case, self.context);
            part.rows.push(&case, self.context);
            if matches!(case.outside, Some(Outside::NotGoverned | Outside::InGap)) {
                part.not_governed.push(ticket);
            } else if case.left_out.is_some() {
                part.void.push(ticket);
            }
            if let Some(people) = &mut people {
                people.push(&mut part.climbed, &case, self.context);
            }
        }
        part.totals.push_in_time(&evaluator.take_in_time());
        part
    }
}
