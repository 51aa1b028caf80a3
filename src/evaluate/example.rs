//! Examples of a rule file, played like tickets of a feed and held against what they expect.

use super::repeat::Repeats;
use super::run::Run;
use super::verdict::{Case, State};
use super::{Moment, Truth};
use crate::calendar::Clock;
use crate::feed::{Facts, Happened, RowId, Ticket};
use crate::measure::{Ratio, Survey, overall};
use crate::model::{
    Cond, Decimal, Example, ExampleTicket, Expect, Expected, FieldId, PartyId, Place, RuleSet, Satisfaction, Target,
    Value,
};
use crate::plan::Plan;

/// What came out of one example.
#[derive(Debug, Clone)]
pub struct Played {
    /// The moment it was looked at.
    pub as_of: Moment,
    /// One outcome an `expect`, in order.
    pub outcomes: Vec<Outcome>,
    /// The case of every ticket, for the trace.
    pub cases: Vec<Case>,
    /// What rules on trial come to, by ticket; none where nothing is on trial.
    pub trials: Vec<Case>,
}

impl Played {
    /// Whether all that is expected came out.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.outcomes.iter().all(|outcome| outcome.got == Got::Expected)
    }
}

/// One `expect` line and what came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its line.
    pub place: Place,
    /// The ticket it is about; None where it is about all of them, or none.
    pub ticket: Option<usize>,
    /// What came out.
    pub got: Got,
}

/// What came out instead.
#[derive(Debug, Clone, PartialEq)]
pub enum Got {
    /// What was expected.
    Expected,
    /// Another due moment, or none, and the obligation's state (None: there is no such obligation).
    Due(Option<Moment>, Option<State>),
    /// The rung was entered at these moments (none: not at all).
    Entered(Vec<Moment>),
    /// The condition does not hold, or cannot be decided.
    Truth(Truth),
    /// Somebody else answers (None: nobody could be found).
    Party(Option<PartyId>),
    /// The test holds for so many tickets.
    Count(usize),
    /// The calendar comes to another moment, or would need a year it does not cover.
    Sum(Result<Moment, i32>),
    /// Another figure of the surveys; None where they come to none.
    Figure(Option<Decimal>),
    /// These are named instead.
    Named(Vec<PartyId>),
}

/// The facts of one example: a feed of its tickets.
pub struct ExampleFacts<'r> {
    example: &'r Example,
    tickets: Vec<TicketFacts>,
}

/// What one of its tickets tells.
struct TicketFacts {
    ticket: Ticket,
    events: Vec<Happened>,
    /// By event in order: its position in the example.
    told_by: Vec<usize>,
}

impl<'r> ExampleFacts<'r> {
    /// Orders the events as a feed would.
    #[must_use]
    pub fn new(plan: &Plan<'_>, example: &'r Example) -> ExampleFacts<'r> {
        let customers: Vec<&Option<String>> = example.tickets.iter().map(|ticket| &ticket.customer).collect();
        let tickets = example.tickets.iter().map(|own| {
            let mut facts = TicketFacts::new(plan, own);
            let same = own
                .customer
                .as_ref()
                .and_then(|_| customers.iter().position(|other| **other == own.customer));
            facts.ticket.customer = same.and_then(|at| u32::try_from(at).ok());
            facts
        });
        ExampleFacts {
            example,
            tickets: tickets.collect(),
        }
    }
}

impl TicketFacts {
    fn new(plan: &Plan<'_>, own: &ExampleTicket) -> TicketFacts {
        let flows = &plan.flows;
        let known = |flow: &crate::plan::Flow| {
            let events = own.events.iter();
            events
                .filter(|event| flow.rank[event.event.index()] != u16::MAX)
                .count()
        };
        // The workflow that knows most of its events; the first where several do.
        let best = flows.iter().map(known).max().unwrap_or(0);
        let workflow = flows.iter().position(|flow| known(flow) == best).unwrap_or(0);
        let rank = |at: usize| {
            flows
                .get(workflow)
                .map_or(u16::MAX, |flow| flow.rank[own.events[at].event.index()])
        };
        let mut order: Vec<usize> = (0..own.events.len()).collect();
        order.sort_by_key(|at| {
            let event = &own.events[*at];
            (event.at, rank(*at), event.handler, event.category, *at)
        });
        let happened = |at: &usize| {
            let event = &own.events[*at];
            let row = RowId {
                feed: 0,
                line: event.place.line,
            };
            Happened {
                at: event.at,
                event: event.event,
                party: event.handler,
                category: event.category,
                row,
            }
        };
        TicketFacts {
            ticket: Ticket {
                workflow: workflow.into(),
                kind: own.kind,
                category: own.category,
                handler: own.handler,
                customer: None,
            },
            events: order.iter().map(happened).collect(),
            told_by: order,
        }
    }
}

impl Facts for ExampleFacts<'_> {
    fn len(&self) -> usize {
        self.tickets.len()
    }

    fn ticket(&self, ticket: usize) -> Ticket {
        self.tickets[ticket].ticket
    }

    fn number(&self, ticket: usize) -> &str {
        &self.example.tickets[ticket].number
    }

    fn row(&self, ticket: usize) -> RowId {
        RowId {
            feed: 0,
            line: self.example.tickets[ticket].place.line,
        }
    }

    fn events(&self, ticket: usize, into: &mut Vec<Happened>) {
        into.clear();
        into.extend_from_slice(&self.tickets[ticket].events);
    }

    fn co_handlers(&self, ticket: usize) -> &[PartyId] {
        &self.example.tickets[ticket].co_handlers
    }

    fn field(&self, ticket: usize, field: FieldId, event: Option<usize>) -> Option<Value> {
        let own = &self.example.tickets[ticket];
        let fields = match event {
            None => &own.fields,
            Some(at) => &own.events[*self.tickets[ticket].told_by.get(at)?].fields,
        };
        fields
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, value)| value.clone())
    }
}

/// Plays the tickets of an example. What it expects of a notice is held against nothing here: it comes out as if nobody
/// and everybody were named. Without `as of` it is looked at when its last event happens, or where an entry of a rung is
/// expected later, one second after that entry: from then on it is decided.
///
/// What it expects of rules on trial is held against the case as it would be with them in force: see [`trial_plan`].
#[must_use]
pub fn play_tickets(plan: &Plan<'_>, trial: Option<&Plan<'_>>, example: &Example) -> Played {
    let mut played = play(plan, example);
    if let Some(trial) = trial {
        let with = play(trial, example);
        let both = played.outcomes.iter_mut().zip(with.outcomes).zip(&example.expects);
        for ((own, outcome), _) in both.filter(|(_, expect)| asks_of_trials(plan.rules, &expect.what)) {
            *own = outcome;
        }
        played.trials = with.cases;
        played.trials.iter_mut().for_each(|case| case.keep_trials(trial.rules));
    }
    played
}

/// The plan of `tried`, which [`RuleSet::tried`] makes of a rule set; None where nothing is on trial.
#[must_use]
pub fn trial_plan<'t>(rules: &RuleSet, tried: &'t RuleSet) -> Option<Plan<'t>> {
    rules.has_trials().then(|| Plan::new(tried))
}

/// Whether something is expected of what is on trial.
fn asks_of_trials(rules: &RuleSet, expected: &Expected) -> bool {
    let mut asked = Vec::new();
    match expected {
        Expected::Due(target, _) => asked.push(*target),
        Expected::Entered(rung, _) | Expected::NotEntered(rung) => asked.push(Target::Rung(*rung)),
        Expected::Holds(cond) | Expected::Count(_, _, cond) => cond.each_target(&mut |target| asked.push(target)),
        _ => {}
    }
    asked.into_iter().any(|target| rules.is_on_trial(target))
}

fn play(plan: &Plan<'_>, example: &Example) -> Played {
    let facts = ExampleFacts::new(plan, example);
    let events = facts.tickets.iter().filter_map(|ticket| ticket.events.last());
    let entered = example.expects.iter().filter_map(|expect| match expect.what {
        Expected::Entered(_, at) => Some(Moment(at.0.saturating_add(1))),
        _ => None,
    });
    let last = events.map(|event| event.at).chain(entered).max();
    let as_of = example.as_of.or(last).unwrap_or(Moment(0));
    let repeats = Repeats::of(plan, &facts);
    let mut run = Run::new(plan, &facts, &repeats, as_of, true);
    let mut cases = Vec::with_capacity(facts.len());
    let mut got: Vec<Got> = vec![Got::Expected; example.expects.len()];
    let mut counted: Vec<usize> = vec![0; example.expects.len()];
    let mut parties: Vec<Option<PartyId>> = vec![None; example.expects.len()];
    for ticket in 0..facts.len() {
        run.play(ticket);
        let mut holding = vec![false; example.expects.len()];
        for (at, expect) in example.expects.iter().enumerate() {
            match &expect.what {
                Expected::Holds(cond) if expect.ticket == ticket => match run.judge(cond) {
                    Truth::Yes => {}
                    truth => got[at] = Got::Truth(truth),
                },
                Expected::Count(_, _, cond) => holding[at] = run.judge(cond) == Truth::Yes,
                _ => {}
            }
            let counts = matches!(expect.what, Expected::Count(..));
            if expect.ticket == ticket || counts {
                parties[at] = expect.responsible.and_then(|party| run.party(party));
            }
        }
        let mut case = Case::default();
        run.write(&mut case);
        for (at, expect) in example.expects.iter().enumerate() {
            if let (Expected::Count(_, _, cond), true) = (&expect.what, holding[at]) {
                counted[at] += usize::from(answering(plan, &case, cond, expect, parties[at]) == Got::Expected);
            }
        }
        cases.push(case);
    }
    let outcomes = example.expects.iter().enumerate().map(|(at, expect)| {
        let got = match (&expect.what, got[at].clone()) {
            (Expected::Count(op, number, _), _) => {
                let count = counted[at];
                let holds = op.holds(i64::try_from(count).unwrap_or(i64::MAX).cmp(number));
                if holds { Got::Expected } else { Got::Count(count) }
            }
            (Expected::Sum { .. }, _) => sum(plan, &expect.what),
            (_, Got::Expected) => compare(plan, example, &cases[expect.ticket], expect, parties[at]),
            (_, got) => got,
        };
        let of_ticket = matches!(
            expect.what,
            Expected::Due(..) | Expected::Entered(..) | Expected::NotEntered(_) | Expected::Holds(_)
        );
        Outcome {
            place: expect.place,
            ticket: of_ticket.then_some(expect.ticket),
            got,
        }
    });
    Played {
        as_of,
        outcomes: outcomes.collect(),
        cases,
        trials: Vec::new(),
    }
}

/// What a calendar comes to, as its clock counts: the arrival first, then the quantity.
fn sum(plan: &Plan<'_>, expected: &Expected) -> Got {
    let Expected::Sum {
        calendar,
        quantity,
        from,
        until,
    } = expected
    else {
        return Got::Expected;
    };
    let own = plan.rules.calendars[calendar.index()].counting.as_ref();
    let clock = Clock {
        zone: plan.zone_of(Some(*calendar)),
        calendar: Some(plan.calendar(*calendar)),
        counting: own.unwrap_or(&plan.rules.counting),
    };
    let due = clock
        .arrive(*from, *quantity)
        .and_then(|counted| clock.add(counted, *quantity));
    match due {
        Ok(due) if due == *until => Got::Expected,
        Ok(due) => Got::Sum(Ok(due)),
        Err(crate::calendar::ClockError::Uncovered(missing)) => Got::Sum(Err(missing.year)),
        Err(_) => Got::Sum(Err(0)),
    }
}

/// Whether the party expected to answer does so, for an obligation that was found.
fn answers(expect: &Expect, party: Option<PartyId>, answering: &[Option<PartyId>]) -> Got {
    match (&expect.responsible, answering.last()) {
        (Some(_), Some(last)) if !answering.contains(&party) || party.is_none() => Got::Party(*last),
        (Some(_), None) => Got::Party(None),
        _ => Got::Expected,
    }
}

/// Whether the party expected to answer does so, for what a condition is about.
fn answering(plan: &Plan<'_>, case: &Case, cond: &Cond, expect: &Expect, party: Option<PartyId>) -> Got {
    match (&expect.responsible, target_of(cond)) {
        (Some(_), Some((target, late))) => {
            let own = obligations(plan, case, target).filter(|own| !late || own.state.is_late());
            answers(expect, party, &own.map(|own| own.party).collect::<Vec<_>>())
        }
        _ => Got::Expected,
    }
}

fn compare(plan: &Plan<'_>, example: &Example, case: &Case, expect: &Expect, party: Option<PartyId>) -> Got {
    match &expect.what {
        Expected::Due(target, due) => {
            let own: Vec<_> = obligations(plan, case, *target).collect();
            let hit: Vec<_> = own
                .iter()
                .filter(|own| own.due == Some(*due))
                .map(|own| own.party)
                .collect();
            match own.last() {
                _ if !hit.is_empty() => answers(expect, party, &hit),
                Some(last) => Got::Due(last.due, Some(last.state)),
                None => Got::Due(None, None),
            }
        }
        Expected::Entered(rung, at) => {
            let entries = case.entries.iter().filter(|entry| entry.rung == *rung);
            let hit: Vec<_> = entries
                .clone()
                .filter(|entry| entry.at == *at)
                .map(|entry| entry.party)
                .collect();
            if hit.is_empty() {
                Got::Entered(entries.map(|entry| entry.at).collect())
            } else {
                answers(expect, party, &hit)
            }
        }
        Expected::NotEntered(rung) => {
            let entries = case.entries.iter().filter(|entry| entry.rung == *rung);
            let entered: Vec<_> = entries.map(|entry| entry.at).collect();
            if entered.is_empty() {
                Got::Expected
            } else {
                Got::Entered(entered)
            }
        }
        Expected::Holds(cond) => answering(plan, case, cond, expect, party),
        Expected::Count(..) | Expected::Sum { .. } => Got::Expected,
        Expected::Named(..) => Got::Named(Vec::new()),
        Expected::Sample(number) => {
            let figure = Figures::of(plan, example).and_then(|figures| Ratio::new(figures.sample(), 1));
            figure_is(figure, Decimal::whole(*number))
        }
        Expected::Score(score) => figure_is(Figures::of(plan, example).and_then(|own| own.score()), *score),
        Expected::Share(band, share) => figure_is(Figures::of(plan, example).and_then(|own| own.share(band)), *share),
        Expected::PersonsNeeded { from, to, persons } => {
            let needed = Figures::of(plan, example).and_then(|own| own.persons_needed((*from, *to)));
            figure_is(
                needed.and_then(|needed| Ratio::new(needed, 1)),
                Decimal::whole(*persons),
            )
        }
    }
}

/// A figure is as expected where it rounds to it, to as many places as the expectation writes.
fn figure_is(figure: Option<Ratio>, expected: Decimal) -> Got {
    let rounded = figure.and_then(|figure| figure.rounded(expected.scale));
    if rounded == Some(expected) {
        Got::Expected
    } else {
        Got::Figure(rounded)
    }
}

/// What the surveys of an example come to.
struct Figures<'a> {
    measure: &'a Satisfaction,
    /// Each with its weight, where it is a dimension of the measure.
    surveys: Vec<(Option<Ratio>, Survey)>,
    /// The day of the example, by which its target holds; without one, the first target does.
    day: Option<chrono::NaiveDate>,
}

impl<'a> Figures<'a> {
    /// None where the surveys are of no measure, or of several.
    fn of(plan: &'a Plan<'_>, example: &Example) -> Option<Figures<'a>> {
        let mut measures = plan.rules.satisfactions.iter();
        let names = |measure: &Satisfaction, name: &str| {
            measure.name == name || measure.dimensions.iter().any(|own| own.name == name)
        };
        let measure = measures.find(|own| example.surveys.iter().all(|survey| names(own, &survey.question)))?;
        let mut questions: Vec<&str> = example.surveys.iter().map(|own| own.question.as_str()).collect();
        questions.sort_unstable();
        questions.dedup();
        let surveys = questions.into_iter().map(|name| {
            let dimension = measure.dimensions.iter().find(|own| own.name == name);
            let own = example.surveys.iter().filter(|own| own.question == name);
            let counts = own.flat_map(|own| own.counts.iter().copied());
            (
                dimension.and_then(|own| Ratio::of(own.weight)),
                Survey::new(counts.collect()),
            )
        });
        Some(Figures {
            measure,
            surveys: surveys.collect(),
            day: example.as_of.map(|at| plan.zone.local(at).date()),
        })
    }

    fn marks(&self) -> u32 {
        self.measure.out_of.unwrap_or(100)
    }

    /// The persons asked: those of the question that most answered.
    fn sample(&self) -> i128 {
        self.surveys.iter().map(|(_, own)| own.sample()).max().unwrap_or(0)
    }

    /// That of the one question; over several the weighted one, where every dimension is among them.
    fn score(&self) -> Option<Ratio> {
        let max = self.measure.scale.1;
        if let [(_, only)] = self.surveys.as_slice() {
            return only.score(max, self.marks());
        }
        if self.surveys.len() != self.measure.dimensions.len() {
            return None;
        }
        let weighted = self
            .surveys
            .iter()
            .map(|(weight, own)| weight.zip(own.score(max, self.marks())));
        overall(weighted.collect::<Option<Vec<_>>>()?)
    }

    /// Over all answers.
    fn share(&self, band: &str) -> Option<Ratio> {
        let band = self.measure.bands.iter().find(|own| own.name == band)?;
        let all = Survey::pooled(self.surveys.iter().map(|(_, own)| own));
        all.share(band.from, band.to)
    }

    /// To the measure's target, for one question.
    fn persons_needed(&self, moving: (i64, i64)) -> Option<i128> {
        let [(_, only)] = self.surveys.as_slice() else {
            return None;
        };
        let target = Ratio::of(self.measure.target.as_ref()?.on(self.day).1)?;
        only.persons_needed(target, moving, self.measure.scale.1, self.marks())
    }
}

/// The obligation a condition is about, and whether it must be late.
fn target_of(cond: &Cond) -> Option<(Target, bool)> {
    match cond {
        Cond::Overdue { target, .. } => Some((*target, true)),
        Cond::NotOverdue { target } | Cond::OnTime { target } => Some((*target, false)),
        Cond::And(tests) | Cond::Or(tests) => tests.iter().find_map(target_of),
        _ => None,
    }
}

fn obligations<'c>(
    plan: &'c Plan<'_>,
    case: &'c Case,
    target: Target,
) -> impl Iterator<Item = &'c super::Obligation> + 'c {
    use super::Duty;
    case.obligations.iter().filter(move |own| match (target, own.duty) {
        (Target::Deadline(_), Duty::Deadline(deadline)) => plan.same_name(deadline, target),
        (Target::Rung(1), Duty::Deadline(_)) => own.rung == 1,
        (Target::Rung(rung), Duty::Rung(number)) => rung == number,
        (Target::Schedule(schedule), Duty::Schedule(number)) => plan.same_schedule(schedule, number),
        _ => false,
    })
}
