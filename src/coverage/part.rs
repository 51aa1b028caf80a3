//! The parts of a rule set that can be taken out of it one by one.

use crate::calendar::{Quantity, Unit};
use crate::model::{
    Cond, Dated, Deadline, EventId, Ladder, LimitOf, PartyBase, PartyId, Place, RuleSet, Rung, RungLimit,
};

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A row of a deadline.
    Row,
    /// A rung above the first: all ways to enter it.
    Rung,
    /// One of several ways to enter a rung.
    Trigger,
    /// A pause.
    Pause,
    /// An extension.
    Extension,
    /// A way out of a rung.
    Exit,
    /// A line of a finding.
    Finding,
    /// A line of a notice that names parties.
    Naming,
}

impl Kind {
    /// All, in the order in which they are counted.
    pub const ALL: [Kind; 8] = [
        Kind::Row,
        Kind::Rung,
        Kind::Trigger,
        Kind::Pause,
        Kind::Extension,
        Kind::Exit,
        Kind::Finding,
        Kind::Naming,
    ];
}

/// A part of a rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its line.
    pub place: Place,
    /// The line that sets its limit, if it has one.
    pub limit: Option<Place>,
    pub(super) at: At,
}

/// What a ticket needs to come to a part.
pub(super) enum Need<'r> {
    /// To be decided by this row.
    Row(&'r Deadline, usize),
    /// Two events after the start of the deadline, the second by a party, and a test.
    Between(&'r Deadline, EventId, EventId, Option<PartyId>, Option<&'r Cond>),
    /// To climb, by one of these triggers.
    Rung(&'r Ladder, Vec<&'r Cond>),
    /// An event at a rung.
    Exit(&'r Ladder, EventId),
    /// A test, and the other lines of the same finding, which had better not hold.
    Finding(&'r Cond, Vec<&'r Cond>),
    /// Many cases, such as this test counts.
    Naming(&'r Cond),
}

/// Where a part stands: positions in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Row(usize, usize),
    Rung(usize, usize),
    Trigger(usize, usize, usize),
    Pause(usize, usize),
    Extension(usize),
    Exit(usize, usize, usize),
    Finding(usize, usize),
    Naming(usize, usize),
}

/// All parts, in the order of the files.
pub(super) fn parts(rules: &RuleSet) -> Vec<Part> {
    let mut parts = Vec::new();
    for (id, deadline) in rules.deadlines.iter().enumerate() {
        for (at, row) in deadline.rows.iter().enumerate() {
            let limited = row.limit.all().any(|limit| *limit != LimitOf::NoDeadline);
            let limit = limited.then_some(row.place);
            parts.push(Part::new(row.place, limit, At::Row(id, at)));
        }
        for (at, pause) in deadline.pauses.iter().enumerate() {
            parts.push(Part::new(pause.place, None, At::Pause(id, at)));
        }
        let extend = deadline.extend.iter();
        parts.extend(extend.map(|extend| Part::new(extend.place, None, At::Extension(id))));
    }
    for (id, ladder) in rules.ladders.iter().enumerate() {
        of_ladder(id, ladder, &mut parts);
    }
    for (id, finding) in rules.findings.iter().enumerate() {
        let lines = finding.lines.iter().enumerate();
        parts.extend(lines.map(|(at, line)| Part::new(line.place, None, At::Finding(id, at))));
    }
    for (id, notice) in rules.notices.iter().enumerate() {
        let lines = notice.name_when.iter().enumerate();
        parts.extend(lines.map(|(at, (_, place))| Part::new(*place, None, At::Naming(id, at))));
    }
    parts.sort_by_key(|part| (part.place, part.kind()));
    parts
}

fn of_ladder(id: usize, ladder: &Ladder, parts: &mut Vec<Part>) {
    for (at, rung) in ladder.rungs.iter().enumerate() {
        let limit = match &rung.limit {
            RungLimit::Own { place, .. } => Some(*place),
            RungLimit::AsDeadline(_) | RungLimit::Until(_) => None,
        };
        if !rung.enter.is_empty() || rung.on_trial.is_some() {
            parts.push(Part::new(rung.place, limit, At::Rung(id, at)));
        }
        if rung.enter.len() > 1 {
            let triggers = rung.enter.iter().enumerate();
            parts.extend(triggers.map(|(trigger, (_, place))| Part::new(*place, None, At::Trigger(id, at, trigger))));
        }
        let exits = rung.exits.iter().enumerate();
        parts.extend(exits.map(|(exit, own)| Part::new(own.place, None, At::Exit(id, at, exit))));
    }
}

impl Part {
    fn new(place: Place, limit: Option<Place>, at: At) -> Part {
        Part { place, limit, at }
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.at {
            At::Row(..) => Kind::Row,
            At::Rung(..) => Kind::Rung,
            At::Trigger(..) => Kind::Trigger,
            At::Pause(..) => Kind::Pause,
            At::Extension(_) => Kind::Extension,
            At::Exit(..) => Kind::Exit,
            At::Finding(..) => Kind::Finding,
            At::Naming(..) => Kind::Naming,
        }
    }

    /// The name of the deadline, ladder, finding or notice in which it stands.
    #[must_use]
    pub fn block<'r>(&self, rules: &'r RuleSet) -> &'r str {
        let name = match self.at {
            At::Row(id, _) | At::Pause(id, _) | At::Extension(id) => rules.deadlines.get(id).map(|own| &own.name),
            At::Rung(id, _) | At::Trigger(id, ..) | At::Exit(id, ..) => rules.ladders.get(id).map(|own| &own.name),
            At::Finding(id, _) => rules.findings.get(id).map(|own| &own.name),
            At::Naming(id, _) => rules.notices.get(id).map(|own| &own.name),
        };
        name.map_or("", String::as_str)
    }

    /// What a ticket needs to come to it.
    pub(super) fn need<'r>(&self, rules: &'r RuleSet) -> Option<Need<'r>> {
        let deadline = |at: usize| rules.deadlines.get(at);
        let rung = |ladder: usize, at: usize| {
            let ladder = rules.ladders.get(ladder)?;
            Some((ladder, ladder.rungs.get(at)?))
        };
        let triggers = |rung: &'r Rung| {
            let trial = rung.on_trial.iter().flat_map(|trial| &trial.enter);
            rung.enter.iter().chain(trial).map(|(cond, _)| cond)
        };
        match self.at {
            At::Row(id, row) => deadline(id).map(|own| Need::Row(own, row)),
            At::Pause(id, at) => deadline(id).and_then(|own| {
                let pause = own.pauses.get(at)?;
                Some(Need::Between(own, pause.from, pause.to, None, pause.when.as_ref()))
            }),
            At::Extension(id) => deadline(id).and_then(|own| {
                let extend = own.extend.as_ref()?;
                let by = match extend.approver.base {
                    PartyBase::Named(party) if extend.approver.superiors == 0 => Some(party),
                    _ => None,
                };
                Some(Need::Between(own, extend.from, extend.to, by, None))
            }),
            At::Rung(ladder, at) => rung(ladder, at).map(|(own, rung)| Need::Rung(own, triggers(rung).collect())),
            At::Trigger(ladder, at, trigger) => {
                rung(ladder, at).map(|(own, rung)| Need::Rung(own, triggers(rung).skip(trigger).take(1).collect()))
            }
            At::Exit(ladder, at, exit) => {
                rung(ladder, at).and_then(|(own, rung)| Some(Need::Exit(own, rung.exits.get(exit)?.event)))
            }
            At::Finding(finding, line) => {
                let own = rules.findings.get(finding)?;
                let others = own.lines.iter().enumerate().filter(|(at, _)| *at != line);
                let others = others.map(|(_, own)| &own.when).collect();
                own.lines.get(line).map(|line| Need::Finding(&line.when, others))
            }
            At::Naming(notice, line) => {
                let own = rules.notices.get(notice).and_then(|own| own.name_when.get(line));
                own.map(|(when, _)| Need::Naming(when))
            }
        }
    }

    /// The number of the rung that it is about.
    pub(super) fn rung(&self) -> Option<u8> {
        match self.at {
            At::Rung(_, at) | At::Trigger(_, at, _) | At::Exit(_, at, _) => u8::try_from(at + 1).ok(),
            _ => None,
        }
    }

    /// The finding that it is a line of.
    pub(super) fn finding(&self) -> Option<usize> {
        match self.at {
            At::Finding(finding, _) => Some(finding),
            _ => None,
        }
    }

    /// Whether it belongs to what is on trial.
    pub(super) fn is_on_trial(&self, rules: &RuleSet) -> bool {
        match self.at {
            At::Row(id, _) | At::Pause(id, _) | At::Extension(id) => {
                rules.deadlines.get(id).is_some_and(|own| own.on_trial.is_some())
            }
            At::Rung(ladder, at) | At::Trigger(ladder, at, _) | At::Exit(ladder, at, _) => {
                let rung = rules.ladders.get(ladder).and_then(|own| own.rungs.get(at));
                rung.is_some_and(|own| own.on_trial.is_some())
            }
            At::Finding(..) | At::Naming(..) => false,
        }
    }

    /// Takes it out of a rule set. The last row of a deadline has to stay: it grants another limit instead.
    pub(super) fn take_out(&self, rules: &mut RuleSet) {
        fn drop_at<T>(list: Option<&mut Vec<T>>, at: usize) {
            if let Some(list) = list.filter(|list| at < list.len()) {
                list.remove(at);
            }
        }
        match self.at {
            At::Row(deadline, at) => {
                let Some(deadline) = rules.deadlines.get_mut(deadline) else {
                    return;
                };
                match deadline.rows.get_mut(at) {
                    Some(row) if row.when.is_none() => row.limit = Dated::always(other(&row.limit)),
                    _ => drop_at(Some(&mut deadline.rows), at),
                }
            }
            At::Pause(deadline, at) => drop_at(rules.deadlines.get_mut(deadline).map(|own| &mut own.pauses), at),
            At::Extension(deadline) => {
                if let Some(deadline) = rules.deadlines.get_mut(deadline) {
                    deadline.extend = None;
                }
            }
            At::Rung(ladder, at) => {
                if let Some(rung) = rung_of(rules, ladder, at) {
                    rung.enter.clear();
                    rung.on_trial.iter_mut().for_each(|trial| trial.enter.clear());
                }
            }
            At::Trigger(ladder, at, trigger) => drop_at(rung_of(rules, ladder, at).map(|own| &mut own.enter), trigger),
            At::Exit(ladder, at, exit) => drop_at(rung_of(rules, ladder, at).map(|own| &mut own.exits), exit),
            At::Finding(finding, at) => drop_at(rules.findings.get_mut(finding).map(|own| &mut own.lines), at),
            At::Naming(notice, at) => drop_at(rules.notices.get_mut(notice).map(|own| &mut own.name_when), at),
        }
    }
}

fn rung_of(rules: &mut RuleSet, ladder: usize, at: usize) -> Option<&mut Rung> {
    rules.ladders.get_mut(ladder)?.rungs.get_mut(at)
}

/// A limit that is none of those that a row grants.
fn other(limit: &Dated<LimitOf>) -> LimitOf {
    let second = LimitOf::Quantity(Quantity {
        amount: 1,
        unit: Unit::Seconds,
    });
    match limit.all().any(|own| *own == LimitOf::NoDeadline) {
        true => second,
        false => LimitOf::NoDeadline,
    }
}
