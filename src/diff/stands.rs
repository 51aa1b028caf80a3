//! Where conditions stand in a rule set: what they decide, and which of the one rule set is which of the other.

use super::merged::Merged;
use super::pairing::Pairing;
use super::sort::Sort;
use crate::model::{Cond, Denominator, FindingLine, Pause, Place, RuleSet, WorkflowId};

/// What conditions decide, by the positions of the entry that they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Whether a ticket contradicts the kind it is said to be of.
    Kind(usize),
    /// Whether a case of a workflow is resolved.
    Resolved(usize),
    /// Whether an event that may end a deadline does.
    Ends(usize),
    /// Whether a deadline falls away.
    NotNeeded(usize),
    /// Whether an event begins a pause: deadline and statement.
    Pauses(usize, usize),
    /// Whether a reminder is not sent: deadline and statement.
    Unsent(usize, usize),
    /// Which tickets a ladder is for.
    Applies(usize),
    /// When a rung is entered: ladder, and position of the rung.
    Enters(usize, usize),
    /// Which tickets a schedule takes.
    Collects(usize),
    /// Whether a line of a finding holds: finding and line.
    FoundBy(usize, usize),
    /// Whether a finding holds, by any line.
    Found(usize),
    /// What a metric counts, and what above the line.
    Counts(usize),
    /// Whom a notice names.
    Names(usize),
    /// Whom it would name by lines on trial.
    WouldName(usize),
}

/// What always holds.
pub(super) const ALWAYS: Cond = Cond::And(Vec::new());

/// What never holds.
pub(super) const NEVER: Cond = Cond::Or(Vec::new());

impl Stands {
    /// The list of the rule set, and the position in it.
    fn entry(self) -> (Sort, usize) {
        match self {
            Stands::Kind(at) => (Sort::Kind, at),
            Stands::Resolved(at) => (Sort::Workflow, at),
            Stands::Ends(at) | Stands::NotNeeded(at) | Stands::Pauses(at, _) | Stands::Unsent(at, _) => {
                (Sort::Deadline, at)
            }
            Stands::Applies(at) | Stands::Enters(at, _) => (Sort::Ladder, at),
            Stands::Collects(at) => (Sort::Schedule, at),
            Stands::FoundBy(at, _) | Stands::Found(at) => (Sort::Finding, at),
            Stands::Counts(at) => (Sort::Metric, at),
            Stands::Names(at) | Stands::WouldName(at) => (Sort::Notice, at),
        }
    }

    /// The list of the rule set, and the name of the entry in it.
    #[must_use]
    pub fn named(self, rules: &RuleSet) -> (&'static str, &str) {
        let (sort, at) = self.entry();
        (sort.list(), sort.names(rules).get(at).copied().unwrap_or_default())
    }

    /// Whether it is a list of lines, any of which suffices.
    pub(super) fn is_any_of(self) -> bool {
        matches!(
            self,
            Stands::Enters(..) | Stands::Found(_) | Stands::Names(_) | Stands::WouldName(_)
        )
    }

    /// The workflow whose tickets it is about; None: of any.
    pub(super) fn workflow(self, rules: &RuleSet) -> Option<WorkflowId> {
        match self.entry() {
            (Sort::Workflow, at) => Some(at.into()),
            (Sort::Deadline, at) => rules.deadlines.get(at).map(|own| own.workflow),
            (Sort::Ladder, at) => rules.ladders.get(at).map(|own| own.workflow),
            _ => None,
        }
    }

    /// The conditions, of which each is one of several that suffice; of a metric what is above the line, then what it is
    /// a share of. What is not written stands as what it means.
    pub(super) fn conditions(self, rules: &RuleSet) -> Vec<Cond> {
        let one = |own: Option<&Cond>, unwritten: Cond| vec![own.cloned().unwrap_or(unwritten)];
        let lines = |own: &[(Cond, Place)]| own.iter().map(|(cond, _)| cond.clone()).collect();
        let deadline = |at: usize| rules.deadlines.get(at);
        let placed = |own: &Option<(Cond, Place)>| own.as_ref().map(|own| own.0.clone());
        match self {
            Stands::Kind(at) => one(rules.kinds.get(at).and_then(|own| own.when.as_ref()), ALWAYS),
            Stands::Resolved(at) => one(
                rules.workflows.get(at).and_then(|own| own.resolved_when.as_ref()),
                NEVER,
            ),
            Stands::Ends(at) => vec![deadline(at).and_then(|own| placed(&own.ends_when)).unwrap_or(ALWAYS)],
            Stands::NotNeeded(at) => vec![deadline(at).and_then(|own| placed(&own.not_needed)).unwrap_or(NEVER)],
            Stands::Pauses(at, of) => {
                let own = deadline(at).and_then(|own| own.pauses.get(of));
                one(own.and_then(|own| own.when.as_ref()), ALWAYS)
            }
            Stands::Unsent(at, of) => {
                let own = deadline(at).and_then(|own| own.reminders.get(of));
                one(own.and_then(|own| own.unless.as_ref()), NEVER)
            }
            Stands::Applies(at) => one(rules.ladders.get(at).and_then(|own| own.applies_when.as_ref()), ALWAYS),
            Stands::Enters(at, rung) => {
                let own = rules.ladders.get(at).and_then(|own| own.rungs.get(rung));
                own.map_or(Vec::new(), |own| lines(&own.enter))
            }
            Stands::Collects(at) => one(rules.schedules.get(at).map(|own| &own.collect), NEVER),
            Stands::FoundBy(at, line) => {
                let own = rules.findings.get(at).and_then(|own| own.lines.get(line));
                one(own.map(|own| &own.when), NEVER)
            }
            Stands::Found(at) => {
                let lines = rules.findings.get(at).into_iter().flat_map(|own| &own.lines);
                lines.map(|line| line.when.clone()).collect()
            }
            Stands::Counts(at) => rules.metrics.get(at).map_or(Vec::new(), |own| {
                let whole = match &own.denominator {
                    Denominator::All => ALWAYS,
                    Denominator::When(cond) => cond.clone(),
                };
                vec![own.numerator.clone(), whole]
            }),
            Stands::Names(at) => rules.notices.get(at).map_or(Vec::new(), |own| lines(&own.name_when)),
            Stands::WouldName(at) => rules
                .notices
                .get(at)
                .map_or(Vec::new(), |own| lines(&own.name_on_trial)),
        }
    }

    /// Puts other conditions there.
    pub(super) fn put(self, rules: &mut RuleSet, conditions: Vec<Cond>) {
        let lines = |own: &[Cond]| own.iter().map(|cond| (cond.clone(), Place::default())).collect();
        let all = conditions;
        let first = all.first().cloned().unwrap_or(NEVER);
        let written = |unwritten: Cond| (first != unwritten).then(|| first.clone());
        let placed = |unwritten: Cond| written(unwritten).map(|cond| (cond, Place::default()));
        match self {
            Stands::Kind(at) => set(rules.kinds.get_mut(at), |own| own.when = written(ALWAYS)),
            Stands::Resolved(at) => set(rules.workflows.get_mut(at), |own| own.resolved_when = written(NEVER)),
            Stands::Ends(at) => set(rules.deadlines.get_mut(at), |own| own.ends_when = placed(ALWAYS)),
            Stands::NotNeeded(at) => set(rules.deadlines.get_mut(at), |own| own.not_needed = placed(NEVER)),
            Stands::Pauses(at, of) => {
                let own = rules.deadlines.get_mut(at).and_then(|own| own.pauses.get_mut(of));
                set(own, |own| own.when = written(ALWAYS));
            }
            Stands::Unsent(at, of) => {
                let own = rules.deadlines.get_mut(at).and_then(|own| own.reminders.get_mut(of));
                set(own, |own| own.unless = written(NEVER));
            }
            Stands::Applies(at) => set(rules.ladders.get_mut(at), |own| own.applies_when = written(ALWAYS)),
            Stands::Enters(at, rung) => {
                let own = rules.ladders.get_mut(at).and_then(|own| own.rungs.get_mut(rung));
                set(own, |own| own.enter = lines(&all));
            }
            Stands::Collects(at) => set(rules.schedules.get_mut(at), |own| own.collect = first.clone()),
            Stands::FoundBy(at, line) => {
                let own = rules.findings.get_mut(at).and_then(|own| own.lines.get_mut(line));
                set(own, |own| own.when = first.clone());
            }
            // Line by line: each has what it prints.
            Stands::Found(_) => {}
            Stands::Counts(at) => set(rules.metrics.get_mut(at), |own| {
                own.numerator = first.clone();
                own.denominator = match all.get(1).filter(|whole| **whole != ALWAYS) {
                    Some(whole) => Denominator::When(whole.clone()),
                    None => Denominator::All,
                };
            }),
            Stands::Names(at) => set(rules.notices.get_mut(at), |own| own.name_when = lines(&all)),
            Stands::WouldName(at) => set(rules.notices.get_mut(at), |own| own.name_on_trial = lines(&all)),
        }
    }
}

fn set<T>(entry: Option<&mut T>, to: impl FnOnce(&mut T)) {
    if let Some(entry) = entry {
        to(entry);
    }
}

/// Where conditions stand in both rule sets, the rows of deadlines aside.
pub(super) fn in_both(old: &RuleSet, new: &RuleSet, pairing: &Pairing, merged: &Merged) -> Vec<(Stands, Stands)> {
    let mut out = Vec::new();
    let mut both = |sort: Sort, length: usize, to: &mut dyn FnMut(usize, usize, &mut Vec<(Stands, Stands)>)| {
        for is in 0..length {
            if let Some(was) = pairing.old_of(sort, is) {
                to(was, is, &mut out);
            }
        }
    };
    let alike = |of: fn(usize) -> Stands| {
        move |was: usize, is: usize, out: &mut Vec<(Stands, Stands)>| out.push((of(was), of(is)))
    };
    both(Sort::Kind, new.kinds.len(), &mut alike(Stands::Kind));
    both(Sort::Workflow, new.workflows.len(), &mut alike(Stands::Resolved));
    both(Sort::Deadline, new.deadlines.len(), &mut |was, is, out| {
        out.push((Stands::Ends(was), Stands::Ends(is)));
        out.push((Stands::NotNeeded(was), Stands::NotNeeded(is)));
        let (Some(before), Some(after)) = (old.deadlines.get(was), new.deadlines.get(is)) else {
            return;
        };
        let same = |before: &Pause, after: &Pause| {
            (merged.event(before.from), merged.event(before.to)) == (after.from, after.to)
        };
        let pauses = matched(&before.pauses, &after.pauses, same);
        out.extend(
            pauses
                .into_iter()
                .map(|(one, other)| (Stands::Pauses(was, one), Stands::Pauses(is, other))),
        );
        let reminders = 0..before.reminders.len().min(after.reminders.len());
        out.extend(reminders.map(|at| (Stands::Unsent(was, at), Stands::Unsent(is, at))));
    });
    both(Sort::Ladder, new.ladders.len(), &mut |was, is, out| {
        out.push((Stands::Applies(was), Stands::Applies(is)));
        let rungs = |rules: &RuleSet, at: usize| rules.ladders.get(at).map_or(0, |own| own.rungs.len());
        let rungs = 0..rungs(old, was).min(rungs(new, is));
        out.extend(rungs.map(|at| (Stands::Enters(was, at), Stands::Enters(is, at))));
    });
    both(Sort::Schedule, new.schedules.len(), &mut alike(Stands::Collects));
    both(Sort::Finding, new.findings.len(), &mut |was, is, out| {
        let (Some(before), Some(after)) = (old.findings.get(was), new.findings.get(is)) else {
            return;
        };
        // Lines that say the same are the same; of the others, those of one label in their order.
        let lines = |own: &[FindingLine], of: &dyn Fn(&Cond) -> Cond| -> Vec<(Cond, Option<String>)> {
            own.iter().map(|line| (of(&line.when), line.label.clone())).collect()
        };
        let (before, after) = (
            lines(&before.lines, &|cond| merged.old(cond)),
            lines(&after.lines, &|cond| merged.new(cond)),
        );
        let (mut changed, mut come) = (
            (0..before.len()).collect::<Vec<_>>(),
            (0..after.len()).collect::<Vec<_>>(),
        );
        changed.retain(|at| !after.contains(&before[*at]));
        come.retain(|at| !before.contains(&after[*at]));
        let label = |one: &usize, other: &usize| before[*one].1 == after[*other].1;
        for (one, other) in matched(&changed, &come, label) {
            out.push((Stands::FoundBy(was, changed[one]), Stands::FoundBy(is, come[other])));
        }
        out.push((Stands::Found(was), Stands::Found(is)));
    });
    both(Sort::Metric, new.metrics.len(), &mut alike(Stands::Counts));
    both(Sort::Notice, new.notices.len(), &mut |was, is, out| {
        out.push((Stands::Names(was), Stands::Names(is)));
        out.push((Stands::WouldName(was), Stands::WouldName(is)));
    });
    out
}

/// Each of the one list with the first of the other that goes with it and is not taken yet.
fn matched<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let mut taken = vec![false; other.len()];
    let mut out = Vec::new();
    for (at, own) in one.iter().enumerate() {
        let free = (0..other.len()).find(|place| !taken[*place] && same(own, &other[*place]));
        if let Some(place) = free {
            taken[place] = true;
            out.push((at, place));
        }
    }
    out
}
