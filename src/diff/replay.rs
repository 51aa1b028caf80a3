//! The same facts under both rule sets: every ticket judged twice, chunk by chunk on all cores, nothing kept but counts.

use super::common::Common;
use super::compare::Comparer;
use super::effects::{Effects, Side};
use super::pairing::Pairing;
use crate::evaluate::{CHUNK, Case, Evaluator, Repeats, in_chunks};
use crate::feed::Facts;
use crate::plan::Plan;
use crate::report::{Context, Totals};
use std::convert::Infallible;
use std::ops::Range;

/// A rule set and the facts as it reads them.
pub struct Under<'a, F: Facts> {
    /// The plan.
    pub plan: &'a Plan<'a>,
    /// The facts.
    pub facts: &'a F,
    /// The surroundings of totals; both have the same moment.
    pub context: &'a Context<'a>,
}

/// The tickets of both, by number: where each stands in the old facts and in the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tickets(Option<Vec<(Option<u32>, Option<u32>)>>, usize);

impl Tickets {
    /// Facts that both rule sets read alike.
    #[must_use]
    pub fn shared(facts: &impl Facts) -> Tickets {
        Tickets(None, facts.len())
    }

    /// The tickets of two readings, which both stand in the byte order of their numbers.
    #[must_use]
    pub fn joined(old: &impl Facts, new: &impl Facts) -> Tickets {
        let (mut was, mut is) = (0, 0);
        let mut all = Vec::with_capacity(old.len().max(new.len()));
        let place = |at: usize| u32::try_from(at).ok();
        while was < old.len() || is < new.len() {
            let order = match (was < old.len(), is < new.len()) {
                (true, true) => old.number(was).as_bytes().cmp(new.number(is).as_bytes()),
                (true, false) => std::cmp::Ordering::Less,
                _ => std::cmp::Ordering::Greater,
            };
            all.push((
                order.is_le().then(|| place(was)).flatten(),
                order.is_ge().then(|| place(is)).flatten(),
            ));
            was += usize::from(order.is_le());
            is += usize::from(order.is_ge());
        }
        let length = all.len();
        Tickets(Some(all), length)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.1
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.1 == 0
    }

    /// Where a ticket stands in the old facts and in the new.
    #[must_use]
    pub fn at(&self, place: usize) -> (Option<usize>, Option<usize>) {
        match &self.0 {
            None => (Some(place), Some(place)),
            Some(all) => all.get(place).map_or((None, None), |(was, is)| {
                (was.map(|at| at as usize), is.map(|at| at as usize))
            }),
        }
    }
}

/// Judges every ticket under both rule sets; `progress` is called with the number of tickets judged so far.
pub fn replay<F: Facts>(
    old: &Under<'_, F>,
    new: &Under<'_, F>,
    pairing: &Pairing,
    tickets: &Tickets,
    progress: &(dyn Fn(u64) + Sync),
) -> Effects {
    let repeats = (Repeats::of(old.plan, old.facts), Repeats::of(new.plan, new.facts));
    let common = (Common::of_old(old.plan, new.plan, pairing), Common::of_new(new.plan));
    let nothing = || Effects::new(Totals::new(old.plan.rules), Totals::new(new.plan.rules));
    let part = |places: Range<usize>| {
        let mut out = nothing();
        let mut was = Evaluator::new(old.plan, old.facts, &repeats.0, old.context.as_of, false);
        let mut is = Evaluator::new(new.plan, new.facts, &repeats.1, new.context.as_of, false);
        let (mut before, mut after) = (Case::default(), Case::default());
        let mut comparer = Comparer::new(common.0.clone(), common.1.clone());
        for place in places {
            let (old_at, new_at) = tickets.at(place);
            if let Some(at) = old_at {
                was.judge(at, &mut before);
                out.old.push(&before, old.context);
            }
            if let Some(at) = new_at {
                is.judge(at, &mut after);
                out.new.push(&after, new.context);
            }
            match (old_at, new_at) {
                (Some(_), Some(_)) => comparer.compare(place, &before, &after, &mut out),
                (Some(_), None) if before.outside.is_none() => comparer.one_side(place, Side::Old, &mut out),
                (None, Some(_)) if after.outside.is_none() => comparer.one_side(place, Side::New, &mut out),
                _ => {}
            }
        }
        out
    };
    let mut all = nothing();
    let merge = |part| {
        all.merge(part);
        Ok::<(), Infallible>(())
    };
    let Ok(()) = in_chunks(tickets.len(), CHUNK, part, merge, progress);
    all
}
