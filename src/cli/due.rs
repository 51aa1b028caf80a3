//! `onus due`: when a case that arrives at a moment would be due, deadline by deadline.
//!
//! Each deadline is counted as if its start event came at that moment; what starts only at a later event of the
//! case (a callback after the answer) is counted from there by the same rule.

use super::args;
use super::messages::Trouble;
use super::moment::moment_of;
use super::{Loaded, Screen, Status};
use crate::calendar::Moment;
use crate::check::nearest;
use crate::diagnostic::Words;
use crate::evaluate::{Case, Duty, Evaluator, ExampleFacts, Obligation, Repeats};
use crate::model::{
    CategoryId, Counted, DeadlineId, EventId, Example, ExampleEvent, ExampleTicket, KindId, PartyId, Place,
    Responsible, RuleSet, WorkflowId,
};
use crate::plan::Plan;
use crate::render::due_screen::{DueLine, due_text};
use crate::report::{Clocks, Context, DayNote, deciding, limit_of};
use std::collections::HashMap;

/// The case asked about.
struct Asked {
    kind: Option<KindId>,
    category: Option<CategoryId>,
    handler: Option<PartyId>,
    co_handlers: Vec<PartyId>,
    at: Moment,
}

impl Asked {
    /// What the command line left open, where the rules look at it.
    fn wanting(&self) -> Words {
        let open: Vec<(&str, &str)> = [
            (self.kind.is_none(), ("--kind", "--性质")),
            (self.category.is_none(), ("--category", "--类别")),
            (self.handler.is_none(), ("--handler", "--承办单位")),
        ]
        .into_iter()
        .filter_map(|(open, flag)| open.then_some(flag))
        .collect();
        if open.is_empty() {
            return Words::new(
                "cannot be told: the rules ask for what only a ticket tells",
                "说不出：规则还要看工单上的别的内容",
            );
        }
        let (en, zh): (Vec<&str>, Vec<&str>) = open.into_iter().unzip();
        Words::new(
            format!("cannot be told: the rules ask more (give {})", en.join(", ")),
            format!("说不出：规则还要看别的（请写 {}）", zh.join("、")),
        )
    }
}

/// Runs the command.
pub fn due(loaded: &Loaded, args: &args::Due, screen: &Screen) -> Status {
    tell(loaded, args, screen).unwrap_or_else(|status| status)
}

fn tell(loaded: &Loaded, args: &args::Due, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let plan = Plan::new(rules);
    let asked = Asked {
        kind: named(
            args.kind.as_deref(),
            rules.kinds.iter().map(|kind| kind.name.clone()),
            &rules.also_called,
            "--kind",
            screen,
        )?
        .map(KindId::from),
        category: category(rules, args.category.as_deref(), screen)?,
        handler: named(
            args.handler.as_deref(),
            rules.parties.iter().map(|party| party.name.clone()),
            &rules.also_called,
            "--handler",
            screen,
        )?
        .map(PartyId::from),
        co_handlers: co_handlers(rules, &args.co_handler, screen)?,
        at: moment_of(args.at.as_deref().unwrap_or("now"), &plan.zone, screen).ok_or(Status::Unusable)?,
    };
    let mut cases = Cases::new();
    // The case goes through one workflow: what others demand of their tickets is not asked of it.
    let workflow = named(
        args.workflow.as_deref(),
        rules.workflows.iter().map(|workflow| workflow.name.clone()),
        &rules.also_called,
        "--workflow",
        screen,
    )?
    .map_or(WorkflowId(0), WorkflowId::from);
    let lines: Vec<DueLine> = (0..rules.deadlines.len())
        .filter(|at| rules.deadlines[*at].workflow == workflow && rules.deadlines[*at].on_trial.is_none())
        .flat_map(|at| lines(&plan, at.into(), &asked, &mut cases))
        .collect();
    let facts = ExampleFacts::new(&plan, &EMPTY);
    let context = Context::of(&plan, &facts, asked.at);
    screen.say(&due_text(&lines, &context, screen.language));
    Ok(Status::Done)
}

/// An example that tells nothing.
static EMPTY: Example = Example {
    unreviewed: false,
    title: String::new(),
    tickets: Vec::new(),
    surveys: Vec::new(),
    as_of: None,
    expects: Vec::new(),
    place: Place { file: 0, line: 0 },
};

/// The cases played so far, by their events: deadlines that start alike are judged together.
type Cases = HashMap<Vec<EventId>, Case>;

/// The case with these events, all at the moment asked for.
fn play(plan: &Plan<'_>, events: &[EventId], asked: &Asked) -> Case {
    let event = |event: &EventId| ExampleEvent {
        event: *event,
        at: asked.at,
        handler: None,
        category: None,
        fields: Vec::new(),
        place: Place::default(),
    };
    let ticket = ExampleTicket {
        number: String::new(),
        kind: asked.kind,
        category: asked.category,
        handler: asked.handler,
        co_handlers: working_on_it(plan.rules, asked),
        customer: None,
        fields: Vec::new(),
        events: events.iter().map(event).collect(),
        place: Place::default(),
    };
    let example = Example {
        tickets: vec![ticket],
        as_of: Some(asked.at),
        ..EMPTY.clone()
    };
    let facts = ExampleFacts::new(plan, &example);
    let repeats = Repeats::of(plan, &facts);
    let mut played = Case::default();
    Evaluator::new(plan, &facts, &repeats, asked.at, false).judge(0, &mut played);
    played
}

/// The co-handlers of the case. Where none was named one stands for all of them that work by the hours of the deadline:
/// a unit without a calendar of its own.
fn working_on_it(rules: &RuleSet, asked: &Asked) -> Vec<PartyId> {
    if !asked.co_handlers.is_empty() {
        return asked.co_handlers.clone();
    }
    let any = rules.parties.iter().position(|party| party.calendar.is_none());
    let any = any.or((!rules.parties.is_empty()).then_some(0));
    any.map(PartyId::from).into_iter().collect()
}

/// One deadline of the case, a line for each co-handler that was named where it is each one's; none where the rules
/// give it none, or another version of the deadline is in force.
fn lines(plan: &Plan<'_>, deadline: DeadlineId, asked: &Asked, cases: &mut Cases) -> Vec<DueLine> {
    let own = &plan.rules.deadlines[deadline.index()];
    let mut events: Vec<EventId> = plan.rules.first_event(own.workflow).into_iter().collect();
    if !events.contains(&own.from) {
        events.push(own.from);
    }
    let played = cases
        .entry(events)
        .or_insert_with_key(|events| play(plan, events, asked));
    let each = own.responsible == Responsible::EachCoHandler && !asked.co_handlers.is_empty();
    let obligations = played
        .obligations
        .iter()
        .filter(|one| one.duty == Duty::Deadline(deadline) && one.start.is_some() && !one.fell_away);
    let obligations = obligations.take(if each { usize::MAX } else { 1 });
    let told = obligations.filter_map(|one| {
        let party = one.party.filter(|_| each);
        line(plan, (deadline, party), (played, one), asked)
    });
    told.collect()
}

/// One obligation of the case; of a co-handler's its name is told.
fn line(
    plan: &Plan<'_>,
    (deadline, party): (DeadlineId, Option<PartyId>),
    (played, obligation): (&Case, &Obligation),
    asked: &Asked,
) -> Option<DueLine> {
    let own = &plan.rules.deadlines[deadline.index()];
    let due = obligation.due.ok_or_else(|| match obligation.missing_year {
        Some(year) => Words::new(
            format!("cannot be told: the calendar does not cover {year}"),
            format!("说不出：日历没有覆盖 {year} 年"),
        ),
        None => asked.wanting(),
    });
    // What has no due moment has counted nothing.
    let days = match &due {
        Ok(_) => plan.days(played, obligation).into_iter().map(DayNote::from).collect(),
        Err(_) => Vec::new(),
    };
    let from = plan.rules.events[own.from.index()].name.as_str();
    Some(DueLine {
        deadline: own.name.clone(),
        party: party.map(|party| plan.rules.parties[party.index()].name.clone()),
        from: from.to_owned(),
        due,
        in_days: limit_of(plan.rules, played, obligation)
            .and_then(|limit| deciding(limit, plan.two(played, obligation)))
            .is_some_and(|counted| match counted {
                Counted::Quantity(quantity) => quantity.unit.seconds().is_none(),
                Counted::WorkingDay(_) => true,
            }),
        start: obligation.counted_from.or(obligation.start)?,
        days,
        rule: Some(obligation.rule),
    })
}

fn co_handlers(rules: &RuleSet, told: &[String], screen: &Screen) -> Result<Vec<PartyId>, Status> {
    let mut units = Vec::new();
    for text in told {
        let names = rules.parties.iter().map(|party| party.name.clone());
        let unit = named(Some(text), names, &rules.also_called, "--co-handler", screen)?.map(PartyId::from);
        units.extend(unit.filter(|unit| !units.contains(unit)));
    }
    Ok(units)
}

fn category(rules: &RuleSet, text: Option<&str>, screen: &Screen) -> Result<Option<CategoryId>, Status> {
    let paths: Vec<String> = (0..rules.categories.len())
        .map(|at| crate::report::category_path(rules, at.into()))
        .collect();
    let leaf = |text: &str| {
        let mut own = rules
            .categories
            .iter()
            .enumerate()
            .filter(|(_, category)| category.name == text);
        own.next().filter(|_| own.next().is_none()).map(|(at, _)| at)
    };
    let also = rules.also_called.iter();
    let mut others = also.filter_map(|(spelling, name)| (Some(spelling.as_str()) == text).then_some(name.as_str()));
    match text.and_then(leaf).or_else(|| others.find_map(leaf)) {
        Some(at) => Ok(Some(at.into())),
        None => Ok(named(text, paths.into_iter(), &rules.also_called, "--category", screen)?.map(CategoryId::from)),
    }
}

/// The position of a name, or of another spelling of it, among others; complains with all of them where it is not there.
fn named(
    text: Option<&str>,
    names: impl Iterator<Item = String> + Clone,
    also: &[(String, String)],
    flag: &str,
    screen: &Screen,
) -> Result<Option<usize>, Status> {
    let Some(text) = text else { return Ok(None) };
    let called = |also: &(String, String)| (also.0 == text).then(|| names.clone().position(|name| name == also.1))?;
    let found = names
        .clone()
        .position(|name| name == text)
        .or_else(|| also.iter().find_map(called));
    found.map(Some).ok_or_else(|| {
        let known: Vec<String> = names.collect();
        let trouble = Trouble::new(
            format!("{flag}: the rules know no \"{text}\""),
            format!("{flag}：规则里没有“{text}”"),
        );
        // A part of one name alone is taken for it, as people shorten names.
        let part = || {
            let mut own = known.iter().map(String::as_str).filter(|name| name.contains(text));
            own.next().filter(|_| own.next().is_none())
        };
        let trouble = match nearest(text, known.iter().map(String::as_str)).or_else(part) {
            Some(near) => trouble.mend(format!("did you mean {near}?"), format!("是不是 {near}？")),
            None => {
                let shown = known.get(..20).unwrap_or(&known);
                let more = if shown.len() < known.len() { "…" } else { "" };
                trouble.mend(
                    format!("they know: {}{more}", shown.join(", ")),
                    format!("有：{}{more}", shown.join("、")),
                )
            }
        };
        screen.complain(&trouble);
        Status::Unusable
    })
}
