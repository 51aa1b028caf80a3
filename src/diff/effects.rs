//! What becomes different for tickets, counted: by the lines of the rules that did it, by party, and in all.

use super::compare::Effect;
use crate::evaluate::Duty;
use crate::model::{Found, LadderId, Place};
use crate::report::Totals;
use std::collections::BTreeMap;

/// Sample tickets kept of each.
pub const SAMPLES: usize = 5;

/// Which of the two rule sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Side {
    Old,
    New,
}

/// A duty whose lines judged differently: its name in one of the rule sets, and the line of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    /// In whose words the duty is told: the new rules', where they have it.
    pub side: Side,
    /// The ladder, for a rung.
    pub ladder: Option<LadderId>,
    /// The duty.
    pub duty: Duty,
    /// The line of the old rules; None: they have no such duty.
    pub old: Option<Place>,
    /// The line of the new rules; None: they have no such duty.
    pub new: Option<Place>,
}

/// A rung that is entered otherwise: which, and the line that enters it in each rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey {
    /// In whose words the ladder is told.
    pub side: Side,
    /// The ladder.
    pub ladder: Option<LadderId>,
    /// The rung.
    pub rung: u8,
    /// The trigger in the old rules.
    pub old: Option<Place>,
    /// The trigger in the new rules.
    pub new: Option<Place>,
}

/// A finding that holds otherwise, in the words of one of the rule sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoundKey {
    /// In whose words it is told.
    pub side: Side,
    /// The finding; None: the built-in one.
    pub finding: Option<u16>,
}

impl FoundKey {
    pub(super) fn of(side: Side, found: Found) -> FoundKey {
        FoundKey {
            side,
            finding: match found {
                Found::Stated(id) => Some(id.0),
                Found::NotRaised => None,
            },
        }
    }
}

/// How often each effect was seen, and the first tickets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Effect::ALL.len()],
    /// Tickets with any of them.
    pub tickets: u64,
    /// The first of these tickets, by their place among all.
    pub samples: Vec<usize>,
}

impl Tally {
    /// How often an effect was seen.
    #[must_use]
    pub fn of(&self, effect: Effect) -> u64 {
        self.counts[effect as usize]
    }

    pub(super) fn count(&mut self, effect: Effect) {
        self.counts[effect as usize] += 1;
    }

    /// Remembers the ticket, once.
    pub(super) fn seen(&mut self, ticket: usize, last: &mut Option<usize>) {
        if last.replace(ticket) != Some(ticket) {
            self.tickets += 1;
            if self.samples.len() < SAMPLES {
                self.samples.push(ticket);
            }
        }
    }

    fn merge(&mut self, other: Tally) {
        for (own, more) in self.counts.iter_mut().zip(other.counts) {
            *own += more;
        }
        self.tickets += other.tickets;
        let room = SAMPLES.saturating_sub(self.samples.len());
        self.samples.extend(other.samples.into_iter().take(room));
    }
}

/// Tallies by what did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallies<K: Ord>(pub BTreeMap<K, (Tally, Option<usize>)>);

impl<K: Ord> Default for Tallies<K> {
    fn default() -> Tallies<K> {
        Tallies(BTreeMap::new())
    }
}

impl<K: Ord> Tallies<K> {
    pub(super) fn count(&mut self, key: K, ticket: usize, effect: Effect) {
        let (tally, last) = self.0.entry(key).or_default();
        tally.count(effect);
        tally.seen(ticket, last);
    }

    fn merge(&mut self, other: Tallies<K>) {
        for (key, (tally, _)) in other.0 {
            self.0.entry(key).or_default().0.merge(tally);
        }
    }

    /// All of them, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &Tally)> {
        self.0.iter().map(|(key, (tally, _))| (key, tally))
    }
}

/// What becomes different for some tickets.
#[derive(Debug, Clone)]
pub struct Effects {
    /// Tickets that both rule sets judge.
    pub both: u64,
    /// Tickets that only the old rules judge.
    pub only_old: u64,
    /// Tickets that only the new rules judge.
    pub only_new: u64,
    /// The first of those.
    pub one_side: Vec<usize>,
    /// All effects on duties, with the tickets affected by any.
    pub all: Tally,
    /// By effect: the tickets on which it was seen.
    pub tickets: [u64; Effect::ALL.len()],
    /// By the lines that judged.
    pub lines: Tallies<LineKey>,
    /// By the lines that enter rungs.
    pub entries: Tallies<EntryKey>,
    /// By finding.
    pub findings: Tallies<FoundKey>,
    /// Who answers instead of whom: obligations, by the common numbers of both.
    pub moves: BTreeMap<(Option<u16>, Option<u16>), u64>,
    /// The totals of a run under the old rules.
    pub old: Totals,
    /// The totals of a run under the new rules.
    pub new: Totals,
}

impl Effects {
    pub(super) fn new(old: Totals, new: Totals) -> Effects {
        Effects {
            both: 0,
            only_old: 0,
            only_new: 0,
            one_side: Vec::new(),
            all: Tally::default(),
            tickets: [0; Effect::ALL.len()],
            lines: Tallies::default(),
            entries: Tallies::default(),
            findings: Tallies::default(),
            moves: BTreeMap::new(),
            old,
            new,
        }
    }

    /// Adds what a later chunk of tickets came to.
    pub(super) fn merge(&mut self, other: Effects) {
        self.both += other.both;
        self.only_old += other.only_old;
        self.only_new += other.only_new;
        let room = SAMPLES.saturating_sub(self.one_side.len());
        self.one_side.extend(other.one_side.into_iter().take(room));
        self.all.merge(other.all);
        for (own, more) in self.tickets.iter_mut().zip(other.tickets) {
            *own += more;
        }
        self.lines.merge(other.lines);
        self.entries.merge(other.entries);
        self.findings.merge(other.findings);
        for (parties, more) in other.moves {
            *self.moves.entry(parties).or_default() += more;
        }
        self.old.merge(&other.old);
        self.new.merge(&other.new);
    }

    /// Whether no ticket comes out otherwise.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.only_old + self.only_new + self.all.tickets == 0
    }
}
