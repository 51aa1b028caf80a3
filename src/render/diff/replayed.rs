//! Counted effects as values: names, lines and ticket numbers in the place of indexes.

use super::effect_words::word;
use super::named::{NoticePair, changes};
use super::value::{EffectCount, Figures, Line, Move, PartyLine, Quote, Replayed};
use crate::diff::{Effect, Effects, Pairing, Side, Sort, Tally, Tickets};
use crate::evaluate::{Duty, State};
use crate::model::{PartyId, Place};
use crate::notice::Month;
use crate::report::{Civil, Context, NOT_RAISED, PartyTotals, Quotes, Totals, duty_name, party_name};

/// What stands beside the effects.
pub struct Beside<'a> {
    /// Whether the moment was stated.
    pub stated: bool,
    /// The month of the notices.
    pub month: Month,
    /// The notices.
    pub notices: &'a [NoticePair],
    /// Rows that the old rules and the new ones set aside.
    pub set_aside: (u64, u64),
}

/// What effects come to: both rule sets with the words of their lines, and the notices of a month.
#[must_use]
pub fn replayed(
    effects: &Effects,
    old: (&Context<'_>, &Quotes<'_>),
    new: (&Context<'_>, &Quotes<'_>),
    pairing: &Pairing,
    tickets: &Tickets,
    Beside {
        stated,
        month,
        notices,
        set_aside,
    }: Beside<'_>,
) -> Replayed {
    let of = Names { old, new, tickets };
    let counted = |effect: &Effect| EffectCount {
        effect: word(*effect),
        count: effects.all.of(*effect),
        tickets: Some(effects.tickets[*effect as usize]),
    };
    let lines = effects.lines.iter().map(|(key, tally)| {
        let (context, _) = of.side(key.side);
        let name = duty_name(context.rules, key.ladder, key.duty);
        let title = match key.duty {
            Duty::Rung(_) | Duty::WayBack(_) => name.title,
            _ => "",
        };
        let mut line = of.line(name.to_string(), title, (key.old, key.new), tally);
        line.changed |= of.is_another(key.old, key.new);
        line
    });
    let rungs = effects.entries.iter().map(|(key, tally)| {
        let (context, _) = of.side(key.side);
        let name = duty_name(context.rules, key.ladder, Duty::Rung(key.rung));
        of.line(name.to_string(), name.title, (key.old, key.new), tally)
    });
    let findings = effects.findings.iter().map(|(key, tally)| {
        let (context, _) = of.side(key.side);
        let own = key.finding.and_then(|at| context.rules.findings.get(usize::from(at)));
        let place = own.map(|own| own.place);
        let places = match key.side {
            Side::Old => (place, None),
            Side::New => (None, place),
        };
        of.line(own.map_or(NOT_RAISED, |own| &own.name).to_owned(), "", places, tally)
    });
    let zone = new.0.zone;
    Replayed {
        as_of: zone.rfc3339(new.0.as_of),
        wall: Civil::of(zone, new.0.as_of),
        as_of_stated: stated,
        tickets: effects.both,
        affected: effects.all.tickets,
        only_old: effects.only_old,
        only_new: effects.only_new,
        one_side: effects.one_side.iter().map(|place| of.number(*place)).collect(),
        set_aside_old: set_aside.0,
        set_aside_new: set_aside.1,
        old: figures(&effects.old),
        new: figures(&effects.new),
        effects: Effect::ALL.iter().map(counted).collect(),
        lines: most_first(lines.collect()),
        rungs: most_first(rungs.collect()),
        findings: most_first(findings.collect()),
        parties: parties(effects, old.0, new.0, pairing),
        moves: of.moves(effects),
        notices: changes(notices, month, (old.0.rules, new.0.rules), pairing),
    }
}

/// Names and numbers of both sides.
struct Names<'a> {
    old: (&'a Context<'a>, &'a Quotes<'a>),
    new: (&'a Context<'a>, &'a Quotes<'a>),
    tickets: &'a Tickets,
}

impl<'a> Names<'a> {
    fn side(&self, side: Side) -> (&'a Context<'a>, &'a Quotes<'a>) {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    fn number(&self, place: usize) -> String {
        match self.tickets.at(place) {
            (_, Some(at)) => self.new.0.facts.number(at).to_owned(),
            (Some(at), None) => self.old.0.facts.number(at).to_owned(),
            (None, None) => String::new(),
        }
    }

    fn quote(&self, side: Side, place: Place) -> Quote {
        let (context, quotes) = self.side(side);
        Quote {
            place: context.rules.place(place),
            text: one_line(quotes.of(place)),
        }
    }

    /// Whether the words of a line are not in the other rules: it was changed, added or taken out. A line that judges
    /// nothing may still stand there.
    fn is_new(&self, old: Option<Place>, new: Option<Place>) -> bool {
        let text = |side: Side, place: Place| one_line(self.side(side).1.of(place));
        let stands = |side: Side, text: &str| self.side(side).1.lines().any(|line| one_line(line) == text);
        let gone = old.is_some_and(|old| !stands(Side::New, &text(Side::Old, old)));
        gone || new.is_some_and(|new| !stands(Side::Old, &text(Side::New, new)))
    }

    /// Whether of one duty another line judges, by its words.
    fn is_another(&self, old: Option<Place>, new: Option<Place>) -> bool {
        let (Some(old), Some(new)) = (old, new) else {
            return false;
        };
        self.quote(Side::Old, old).text != self.quote(Side::New, new).text
    }

    fn line(&self, what: String, title: &str, (old, new): (Option<Place>, Option<Place>), tally: &Tally) -> Line {
        let seen = Effect::ALL.iter().filter(|effect| tally.of(**effect) > 0);
        let effects = seen.map(|effect| EffectCount {
            effect: word(*effect),
            count: tally.of(*effect),
            tickets: None,
        });
        Line {
            what,
            title: title.to_owned(),
            changed: self.is_new(old, new),
            old: old.map(|place| self.quote(Side::Old, place)),
            new: new.map(|place| self.quote(Side::New, place)),
            effects: effects.collect(),
            tickets: tally.tickets,
            samples: tally.samples.iter().map(|place| self.number(*place)).collect(),
        }
    }

    fn moves(&self, effects: &Effects) -> Vec<Move> {
        let name = |number: &Option<u16>| {
            let Some(number) = number else { return String::new() };
            let (rules, at) = match number.checked_sub(crate::diff::GONE) {
                Some(at) => (self.old.0.rules, at),
                None => (self.new.0.rules, *number),
            };
            party_name(rules, Some(PartyId(at))).to_owned()
        };
        let moves = effects.moves.iter().map(|((from, to), count)| Move {
            from: name(from),
            to: name(to),
            count: *count,
        });
        moves.collect()
    }
}

/// Lines by the number of tickets, the most first; those of equal number in the order of the rules.
fn most_first(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|line| std::cmp::Reverse(line.tickets));
    lines
}

/// The words of a line without what only aligns them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn figures(totals: &Totals) -> Figures {
    Figures {
        due: totals.states.due(),
        late: totals.states.late(),
        undetermined: totals.states.of(State::Undetermined),
        escalated: totals.escalated,
        findings: totals.findings,
    }
}

/// The parties whose figures change: those of the new rules in their order, then those that only the old ones have.
fn parties(effects: &Effects, old: &Context<'_>, new: &Context<'_>, pairing: &Pairing) -> Vec<PartyLine> {
    let was: Vec<_> = effects.old.parties().collect();
    let none = PartyTotals::default();
    let mut out = Vec::new();
    let mut push = |party: &str, former: Option<&str>, before: &PartyTotals, after: &PartyTotals| {
        let line = PartyLine {
            party: party.to_owned(),
            was: former.filter(|former| *former != party).map(str::to_owned),
            due_old: before.states.due(),
            due_new: after.states.due(),
            late_old: before.states.late(),
            late_new: after.states.late(),
            entered_old: before.entered,
            entered_new: after.entered,
        };
        let same = |(one, other): (u64, u64)| one == other;
        let all = [
            (line.due_old, line.due_new),
            (line.late_old, line.late_new),
            (line.entered_old, line.entered_new),
        ];
        if !all.into_iter().all(same) {
            out.push(line);
        }
    };
    for (party, after) in effects.new.parties() {
        let Some(party) = party else {
            let before = was.last().map_or(&none, |(_, totals)| *totals);
            push("", None, before, after);
            continue;
        };
        let former = pairing.old_of(Sort::Party, party.index()).map(PartyId::from);
        let before = former
            .and_then(|at| was.get(at.index()))
            .map_or(&none, |(_, totals)| *totals);
        let former = former.map(|at| party_name(old.rules, Some(at)));
        push(party_name(new.rules, Some(party)), former, before, after);
    }
    for (party, before) in effects.old.parties() {
        let Some(party) = party else { continue };
        if pairing.new_of(Sort::Party, party.index()).is_none() {
            push(party_name(old.rules, Some(party)), None, before, &none);
        }
    }
    out
}
