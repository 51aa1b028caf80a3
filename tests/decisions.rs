//! Decisions: what is excused stays late and is marked; what is objected to changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onus::calendar::Moment;
use onus::cli::load;
use onus::evaluate::{Case, Evaluator, ExampleFacts, Repeats, State};
use onus::feed::{Decision, DecisionKind, Facts, Happened, RowId, Ticket};
use onus::model::{DeadlineId, FieldId, PartyId, RuleSet, Target, Value};
use onus::plan::Plan;
use onus::render::{ListWriter, Lists, Report};
use onus::report::{Context, Quotes, Totals, why};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

const RULES: &str = r#"ruleset "Decisions" version 1
effective from 2014-01-01, by accepted
timezone UTC
organisation { department marketing; unit city_bureau under marketing }
kind complaint
category service { owner marketing }
workflow grievance { in order accepted, contacted, answered }
deadline contact { from accepted to contacted; responsible handler; otherwise : 24 hours }
deadline answer { from accepted to answered; responsible handler; otherwise : 48 hours }
example "late twice" {
  ticket kind = complaint, category = service, handler = city_bureau
  event accepted 2014-03-03 09:00
  event answered 2014-03-06 09:00
  as of 2014-03-10 09:00
  expect answer overdue
}
"#;

/// The facts of an example, with decisions.
struct Decided<'r> {
    example: ExampleFacts<'r>,
    decisions: Vec<Decision>,
}

impl Facts for Decided<'_> {
    fn len(&self) -> usize {
        1
    }
    fn ticket(&self, ticket: usize) -> Ticket {
        self.example.ticket(ticket)
    }
    fn number(&self, ticket: usize) -> &str {
        self.example.number(ticket)
    }
    fn row(&self, ticket: usize) -> RowId {
        self.example.row(ticket)
    }
    fn events(&self, ticket: usize, into: &mut Vec<Happened>) {
        self.example.events(ticket, into);
    }
    fn field(&self, ticket: usize, field: FieldId, event: Option<usize>) -> Option<Value> {
        self.example.field(ticket, field, event)
    }
    fn decisions(&self, _: usize) -> &[Decision] {
        &self.decisions
    }
}

fn rules() -> RuleSet {
    // Each call has a folder of its own: tests run side by side.
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("decisions-{}-{call}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("rules.onus");
    std::fs::write(&file, RULES).unwrap();
    let rules = load(&[file]).unwrap().rules.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    rules
}

fn at(plan: &Plan<'_>, text: &str) -> Moment {
    let wall = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    plan.zone.moment(wall)
}

/// The case as of 2014-03-10 09:00, its lines of a list, and the trace.
fn judged(build: impl Fn(&Plan<'_>) -> Vec<Decision>, list: Report) -> (Case, Vec<String>, Totals, String) {
    let rules = rules();
    let plan = Plan::new(&rules);
    let facts = Decided {
        example: ExampleFacts::new(&plan, &rules.examples[0]),
        decisions: build(&plan),
    };
    let as_of = at(&plan, "2014-03-10 09:00");
    let repeats = Repeats::of(&plan, &facts);
    let mut case = Case::default();
    Evaluator::new(&plan, &facts, &repeats, as_of, false).judge(0, &mut case);
    let context = Context {
        rules: &rules,
        facts: &facts,
        as_of,
        zone: &plan.zone,
        working: &plan,
    };
    let mut lists = Lists::default();
    ListWriter::new(&rules, &Report::ALL).push(&mut lists, &case, &context);
    let text = String::from_utf8(lists.of(list).to_vec()).unwrap();
    let mut totals = Totals::new(&rules);
    totals.push(&case, &context);
    let sources = onus::source::Sources::default();
    let quotes = Quotes::new(&rules, &sources);
    let trace = onus::render::why::why_text(
        &why(&case, &context, &quotes, &plan),
        onus::diagnostic::Language::English,
        None,
    );
    (case, text.lines().map(str::to_owned).collect(), totals, trace)
}

fn decision(at: Moment, kind: DecisionKind) -> Decision {
    Decision {
        at,
        kind,
        by: Some(PartyId(0)),
        about: None,
        round: None,
        party: None,
        reference: "No. 31".to_owned(),
        row: RowId { feed: 0, line: 4 },
    }
}

#[test]
fn an_excuse_marks_what_is_late_and_leaves_it_late() {
    let excuse = |plan: &Plan<'_>| vec![decision(at(plan, "2014-03-08 09:00"), DecisionKind::Excuse)];
    let (case, lines, totals, trace) = judged(excuse, Report::Overdue);
    let excused: Vec<_> = case.obligations.iter().map(|own| (own.state, own.excused)).collect();
    assert_eq!(excused, [(State::Overdue, Some(0)), (State::DoneLate, Some(0))]);
    assert_eq!(lines.len(), 2);
    for line in &lines {
        assert!(line.ends_with(",2014-03-08T09:00:00+00:00,marketing,No. 31,"), "{line}");
    }
    assert_eq!((totals.excused, totals.states.late()), (2, 2));
    let unit = totals.parties().find(|(id, _)| *id == Some(PartyId(1))).unwrap().1;
    assert_eq!((unit.excused, unit.states.late()), (2, 2));
    assert!(
        trace.contains("excused") && trace.contains("marketing  No. 31"),
        "{trace}"
    );
}

#[test]
fn it_counts_from_its_moment_on_and_for_what_it_names() {
    // Before the answer was due only the contact was late.
    let early = |plan: &Plan<'_>| vec![decision(at(plan, "2014-03-04 10:00"), DecisionKind::Excuse)];
    let (case, ..) = judged(early, Report::Overdue);
    assert_eq!(case.obligations[0].excused, Some(0));
    assert_eq!(case.obligations[1].excused, None);
    let named = |plan: &Plan<'_>| {
        let mut one = decision(at(plan, "2014-03-08 09:00"), DecisionKind::Excuse);
        one.about = Some(Target::Deadline(DeadlineId(1)));
        vec![one]
    };
    let (case, ..) = judged(named, Report::Overdue);
    assert_eq!(case.obligations[0].excused, None);
    assert_eq!(case.obligations[1].excused, Some(0));
    // After the moment of the run nobody knows of it.
    let later = |plan: &Plan<'_>| vec![decision(at(plan, "2014-03-10 09:01"), DecisionKind::Excuse)];
    let (case, lines, ..) = judged(later, Report::Decisions);
    assert!(case.obligations.iter().all(|own| own.excused.is_none()) && lines.is_empty());
}

#[test]
fn what_excuses_nothing_is_told_and_nobody_excuses_themselves() {
    let own = |plan: &Plan<'_>| {
        let mut one = decision(at(plan, "2014-03-08 09:00"), DecisionKind::Excuse);
        one.by = Some(PartyId(1));
        vec![one]
    };
    let (case, lines, ..) = judged(own, Report::DataFindings);
    assert!(case.obligations.iter().all(|own| own.excused.is_none()));
    assert!(lines.iter().any(|line| line.contains("F5112")), "{lines:?}");
}

#[test]
fn an_objection_is_listed_and_changes_nothing() {
    let objects = |plan: &Plan<'_>| {
        let mut one = decision(at(plan, "2014-03-08 09:00"), DecisionKind::Objection);
        (one.by, one.about) = (Some(PartyId(1)), Some(Target::Deadline(DeadlineId(1))));
        vec![one]
    };
    let (case, lines, totals, trace) = judged(objects, Report::Decisions);
    assert!(case.obligations.iter().all(|own| own.excused.is_none()));
    assert_eq!(
        (totals.excused, totals.remarks),
        (0, 1),
        "only the skipped contact is odd"
    );
    assert_eq!(
        lines,
        ["late twice,objection,2014-03-08T09:00:00+00:00,city_bureau,answer,,,No. 31,1,,4"]
    );
    assert!(trace.contains("objection"), "{trace}");
}
