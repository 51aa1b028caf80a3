//! The two cases of one ticket, held against each other.

use super::common::{Common, CommonDuty, CommonHit};
use super::effects::{Effects, EntryKey, FoundKey, LineKey, SAMPLES, Side};
use crate::evaluate::{Case, Entry, Obligation, State};

/// What can be different for a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// A duty is due earlier.
    Earlier,
    /// A duty is due later.
    Later,
    /// A duty is late that was not.
    NewlyLate,
    /// A duty is not late that was.
    NoLongerLate,
    /// A duty is late that could not be decided.
    LateNow,
    /// A duty cannot be decided that was late.
    LateUndecided,
    /// A duty cannot be decided that could.
    Undecided,
    /// A duty can be decided that could not.
    Decided,
    /// A duty that was not there.
    Arises,
    /// A duty that is not there any more.
    FallsAway,
    /// Another party answers for a duty.
    OtherParty,
    /// A duty is in another state, neither late before nor now.
    OtherState,
    /// A rung is entered that was not.
    Entered,
    /// A rung is not entered that was.
    NotEntered,
    /// A rung is entered at another moment.
    EnteredWhen,
    /// A finding holds that did not.
    Found,
    /// A finding does not hold that did.
    NotFound,
    /// Something else of the ticket: its reminders, what was left over, whether it counts at all.
    Else,
}

impl Effect {
    /// All, in order.
    pub const ALL: [Effect; 18] = [
        Effect::Earlier,
        Effect::Later,
        Effect::NewlyLate,
        Effect::NoLongerLate,
        Effect::LateNow,
        Effect::LateUndecided,
        Effect::Undecided,
        Effect::Decided,
        Effect::Arises,
        Effect::FallsAway,
        Effect::OtherParty,
        Effect::OtherState,
        Effect::Entered,
        Effect::NotEntered,
        Effect::EnteredWhen,
        Effect::Found,
        Effect::NotFound,
        Effect::Else,
    ];
}

/// What tells the obligations of a ticket apart under both rule sets.
type Key = (CommonDuty, u16, u16, Option<u16>, u16);

/// Holds cases against each other. One for each thread.
pub(super) struct Comparer {
    old: Common,
    new: Common,
    was: Vec<(Key, bool)>,
    is: Vec<(Key, bool)>,
    pairs: Vec<(usize, usize)>,
    hits: (Vec<CommonHit>, Vec<CommonHit>),
    /// The effects seen on the ticket in hand.
    seen: [bool; Effect::ALL.len()],
}

impl Comparer {
    pub fn new(old: Common, new: Common) -> Comparer {
        Comparer {
            old,
            new,
            was: Vec::new(),
            is: Vec::new(),
            pairs: Vec::new(),
            hits: Default::default(),
            seen: Default::default(),
        }
    }

    /// Counts what is different for one ticket, which has a place among all.
    pub fn compare(&mut self, ticket: usize, old: &Case, new: &Case, out: &mut Effects) {
        match (old.outside.is_none(), new.outside.is_none()) {
            (true, true) => out.both += 1,
            (true, false) => return self.one_side(ticket, Side::Old, out),
            (false, true) => return self.one_side(ticket, Side::New, out),
            (false, false) => return,
        }
        self.seen = Default::default();
        match (old.left_out, new.left_out) {
            (Some(was), Some(is)) if was == is => return,
            (was, is) if was != is => self.mark(Effect::Else, out),
            _ => {}
        }
        self.obligations(ticket, old, new, out);
        self.entries(ticket, old, new, out);
        self.found(ticket, old, new, out);
        self.rest(old, new, out);
        let mut any = false;
        for (effect, seen) in Effect::ALL.into_iter().zip(self.seen) {
            any |= seen;
            out.tickets[effect as usize] += u64::from(seen);
        }
        if any {
            out.all.seen(ticket, &mut None);
        }
    }

    /// A ticket that one of the rule sets judges alone.
    pub fn one_side(&mut self, ticket: usize, side: Side, out: &mut Effects) {
        match side {
            Side::Old => out.only_old += 1,
            Side::New => out.only_new += 1,
        }
        if out.one_side.len() < SAMPLES {
            out.one_side.push(ticket);
        }
    }

    fn mark(&mut self, effect: Effect, out: &mut Effects) {
        out.all.count(effect);
        self.seen[effect as usize] = true;
    }

    fn obligations(&mut self, ticket: usize, old: &Case, new: &Case, out: &mut Effects) {
        self.pair(&old.obligations, &new.obligations);
        for at in 0..self.pairs.len() {
            let (was, is) = self.pairs[at];
            let (was, is) = (&old.obligations[was], &new.obligations[is]);
            let key = LineKey {
                side: Side::New,
                ladder: new.ladder,
                duty: is.duty,
                old: Some(was.rule),
                new: Some(is.rule),
            };
            let mut tell = |effect: Effect| {
                self.mark(effect, out);
                out.lines.count(key, ticket, effect);
            };
            if let (Some(was), Some(is)) = (was.due, is.due)
                && was != is
            {
                tell(if is < was { Effect::Earlier } else { Effect::Later });
            }
            if let Some(effect) = of_states(was.state, is.state) {
                tell(effect);
            }
            let parties = (self.old.party(was.party), self.new.party(is.party));
            if parties.0 != parties.1 {
                self.mark(Effect::OtherParty, out);
                out.lines.count(key, ticket, Effect::OtherParty);
                *out.moves.entry(parties).or_default() += 1;
            }
        }
        let alone = |list: &[(Key, bool)]| -> Vec<usize> {
            let alone = list.iter().enumerate().filter(|(_, (_, paired))| !paired);
            alone.map(|(at, _)| at).collect()
        };
        for at in alone(&self.was) {
            let was = &old.obligations[at];
            let late = was.state.is_late().then_some(Effect::NoLongerLate);
            self.alone(ticket, (Side::Old, old), was, Effect::FallsAway, late, out);
        }
        for at in alone(&self.is) {
            let is = &new.obligations[at];
            let late = is.state.is_late().then_some(Effect::NewlyLate);
            self.alone(ticket, (Side::New, new), is, Effect::Arises, late, out);
        }
    }

    fn alone(
        &mut self,
        ticket: usize,
        (side, case): (Side, &Case),
        own: &Obligation,
        effect: Effect,
        late: Option<Effect>,
        out: &mut Effects,
    ) {
        let key = LineKey {
            side,
            ladder: case.ladder,
            duty: own.duty,
            old: (side == Side::Old).then_some(own.rule),
            new: (side == Side::New).then_some(own.rule),
        };
        for effect in std::iter::once(effect).chain(late) {
            self.mark(effect, out);
            out.lines.count(key, ticket, effect);
        }
    }

    /// Pairs the obligations of two cases: those that agree in all that tells them apart, then those of one duty, round
    /// and turn that start together, then in their order.
    fn pair(&mut self, old: &[Obligation], new: &[Obligation]) {
        let Comparer {
            old: was_common,
            new: is_common,
            was,
            is,
            pairs,
            ..
        } = self;
        was.clear();
        is.clear();
        pairs.clear();
        was.extend(old.iter().map(|own| (was_common.key(own), false)));
        is.extend(new.iter().map(|own| (is_common.key(own), false)));
        if was == is {
            pairs.extend((0..old.len()).map(|at| (at, at)));
            was.iter_mut().chain(is).for_each(|(_, paired)| *paired = true);
            return;
        }
        type Same<'a> = &'a dyn Fn((&Key, &Obligation), (&Key, &Obligation)) -> bool;
        let duty = |one: &Key, other: &Key| (one.0, one.1, one.2) == (other.0, other.1, other.2);
        let steps: [Same<'_>; 4] = [
            &|one, other| one.0 == other.0,
            &|one, other| duty(one.0, other.0) && one.0.3 == other.0.3 && one.1.start == other.1.start,
            &|one, other| duty(one.0, other.0) && one.1.start == other.1.start,
            &|one, other| duty(one.0, other.0),
        ];
        for same in steps {
            for (at, (key, paired)) in was.iter_mut().enumerate().filter(|(_, (_, paired))| !paired) {
                let mut free = is.iter_mut().enumerate().filter(|(_, (_, paired))| !paired);
                let found = free.find(|(other, (known, _))| same((key, &old[at]), (known, &new[*other])));
                if let Some((other, (_, taken))) = found {
                    (*paired, *taken) = (true, true);
                    pairs.push((at, other));
                }
            }
        }
        pairs.sort_unstable();
    }

    fn entries(&mut self, ticket: usize, old: &Case, new: &Case, out: &mut Effects) {
        let same = |one: &Entry, other: &Entry| (one.round, one.rung) == (other.round, other.rung);
        let nth = |list: &[Entry], at: usize| list[..at].iter().filter(|own| same(own, &list[at])).count();
        let find = |list: &[Entry], of: &Entry, nth: usize| -> Option<usize> {
            let mut alike = list.iter().enumerate().filter(|(_, own)| same(own, of));
            alike.nth(nth).map(|(at, _)| at)
        };
        let mut tell = |side: Side, case: &Case, rung: u8, old, new, effect: Effect| {
            self.mark(effect, out);
            let key = EntryKey {
                side,
                ladder: case.ladder,
                rung,
                old,
                new,
            };
            out.entries.count(key, ticket, effect);
        };
        for (at, was) in old.entries.iter().enumerate() {
            match find(&new.entries, was, nth(&old.entries, at)) {
                None => tell(Side::Old, old, was.rung, Some(was.trigger), None, Effect::NotEntered),
                Some(is) => {
                    let is = &new.entries[is];
                    if was.at != is.at {
                        let lines = (Some(was.trigger), Some(is.trigger));
                        tell(Side::New, new, is.rung, lines.0, lines.1, Effect::EnteredWhen);
                    }
                }
            }
        }
        for (at, is) in new.entries.iter().enumerate() {
            if find(&old.entries, is, nth(&new.entries, at)).is_none() {
                tell(Side::New, new, is.rung, None, Some(is.trigger), Effect::Entered);
            }
        }
    }

    fn found(&mut self, ticket: usize, old: &Case, new: &Case, out: &mut Effects) {
        if old.hits.is_empty() && new.hits.is_empty() {
            return;
        }
        self.old.hits(old, &mut self.hits.0);
        self.new.hits(new, &mut self.hits.1);
        if self.hits.0 == self.hits.1 {
            return;
        }
        for (case, side, effect) in [(old, Side::Old, Effect::NotFound), (new, Side::New, Effect::Found)] {
            for hit in &case.hits {
                let (common, others) = match side {
                    Side::Old => (&self.old, &self.hits.1),
                    Side::New => (&self.new, &self.hits.0),
                };
                if others.binary_search(&common.hit(hit)).is_err() {
                    out.findings.count(FoundKey::of(side, hit.finding), ticket, effect);
                    self.mark(effect, out);
                }
            }
        }
    }

    /// Reminders, what was left over, the count of repeats.
    fn rest(&mut self, old: &Case, new: &Case, out: &mut Effects) {
        let (was, is) = (&self.old, &self.new);
        let reminders = old.reminders.len() == new.reminders.len()
            && old.reminders.iter().zip(&new.reminders).all(|(one, other)| {
                one.at == other.at && was.party(one.send_to) == is.party(other.send_to) && one.round == other.round
            });
        let leftovers = old.leftovers.len() == new.leftovers.len()
            && old.leftovers.iter().zip(&new.leftovers).all(|(one, other)| {
                (one.round, one.since, one.last, one.months, one.ended)
                    == (other.round, other.since, other.last, other.months, other.ended)
                    && was.schedule(one.schedule) == is.schedule(other.schedule)
                    && was.party(one.party) == is.party(other.party)
            });
        if !(reminders && leftovers && old.occurrence == new.occurrence) {
            self.mark(Effect::Else, out);
        }
    }
}

/// What a change of state comes to.
fn of_states(was: State, is: State) -> Option<Effect> {
    if was == is {
        return None;
    }
    Some(match (was, is) {
        (State::Undetermined, is) if is.is_late() => Effect::LateNow,
        (was, State::Undetermined) if was.is_late() => Effect::LateUndecided,
        (State::Undetermined, _) => Effect::Decided,
        (_, State::Undetermined) => Effect::Undecided,
        (was, is) if was.is_late() == is.is_late() => Effect::OtherState,
        (_, is) if is.is_late() => Effect::NewlyLate,
        _ => Effect::NoLongerLate,
    })
}
