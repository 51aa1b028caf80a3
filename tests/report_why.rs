//! The trace of one ticket, in both languages and as json.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use chrono::NaiveDate;
use onus::calendar::{Day, Moment, Reason, Zone};
use onus::diagnostic::Language;
use onus::evaluate::{Case, Duty, Obligation, PauseSpan, State};
use onus::model::{DeadlineId, LimitOf, PartyId};
use onus::render::why::{why_json, why_text};
use onus::report::{Change, Clocks, Quotes, why};
use onus::source::Sources;
use support::{at, cases, context, facts, rules};

/// Days told by hand.
struct ByHand(Vec<Day>, Option<Moment>);

impl Clocks for ByHand {
    fn days(&self, _: &Case, obligation: &Obligation) -> Vec<Day> {
        if obligation.rung == 1 {
            self.0.clone()
        } else {
            Vec::new()
        }
    }
    fn two(&self, _: &Case, _: &Obligation) -> Option<[Moment; 2]> {
        None
    }
    fn extended(&self, _: &Case, _: usize) -> Option<Moment> {
        self.1
    }
}

fn day(text: &str, counted: bool, why: Option<Reason>) -> Day {
    Day {
        date: NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap(),
        counted,
        why,
    }
}

fn four_days() -> Vec<Day> {
    ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]
        .map(|text| day(text, true, None))
        .to_vec()
}

fn sources(chinese: bool) -> Sources {
    let mut sources = Sources::default();
    let (name, row, climb) = if chinese {
        (
            "规则.onus",
            "  当 性质 = 投诉 ： 4个工作日  # 【例】",
            "    进入 当 第1级 逾期",
        )
    } else {
        (
            "rules.onus",
            "  when kind = complaint : 4 working days  # [E]",
            "    enter when rung 1 overdue",
        )
    };
    sources.add(name, format!("{}{row}\n{}{climb}\n", "\n".repeat(76), "\n".repeat(27)));
    sources
}

fn texts(case: &Case, clocks: &ByHand) -> [(Language, String); 2] {
    [(false, Language::English), (true, Language::Chinese)].map(|(chinese, language)| {
        let (rules, facts, zone) = (rules(chinese), facts(), Zone::of(support::ZONE));
        let context = context(&rules, &facts, &zone);
        let sources = sources(chinese);
        let quotes = Quotes::new(&rules, &sources);
        (
            language,
            why_text(&why(case, &context, &quotes, clocks), language, None),
        )
    })
}

#[test]
fn a_late_one_that_climbed() {
    let [(_, en), (_, zh)] = texts(&cases()[1], &ByHand(four_days(), Some(at("2026-03-11 17:30"))));
    insta::assert_snapshot!("late_en", en);
    insta::assert_snapshot!("late_zh", zh);
}

#[test]
fn one_in_time_over_a_holiday_with_a_pause() {
    let mut case = cases()[3].clone();
    let spring = || Some(Reason::Off(Some("Spring Festival\u{202e}".to_owned())));
    let days = vec![
        day("2026-02-28", true, Some(Reason::MakeUp(None))),
        day("2026-03-01", false, Some(Reason::Weekday(6))),
        day("2026-03-02", false, spring()),
        day("2026-03-03", false, spring()),
        day("2026-03-04", false, spring()),
        day("2026-03-05", true, None),
    ];
    case.pauses = vec![PauseSpan {
        reasons: Vec::new(),
        obligation: 0,
        from: at("2026-03-09 10:30"),
        to: Some(at("2026-03-09 11:30")),
        added: 3600,
    }];
    let [(_, en), (_, zh)] = texts(&case, &ByHand(days, None));
    assert!(!en.contains('\u{202e}'));
    insta::assert_snapshot!("in_time_en", en);
    insta::assert_snapshot!("in_time_zh", zh);
}

#[test]
fn one_that_cannot_be_judged() {
    let mut case = cases()[0].clone();
    let one = &mut case.obligations[0];
    one.state = State::Undetermined;
    one.due = None;
    one.original_due = None;
    one.missing_year = Some(2027);
    let [(_, en), (_, zh)] = texts(&case, &ByHand(Vec::new(), None));
    insta::assert_snapshot!("undetermined_en", en);
    insta::assert_snapshot!("undetermined_zh", zh);
}

#[test]
fn an_extension_is_offered_only_where_it_would_have_helped() {
    let (rules, facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let sources = sources(false);
    let quotes = Quotes::new(&rules, &sources);
    let offered = |new_due: &str| {
        let value = why(&cases()[1], &context, &quotes, &ByHand(four_days(), Some(at(new_due))));
        value.obligations[0]
            .otherwise
            .iter()
            .any(|change| matches!(change, Change::ExtensionAskedBefore { .. }))
    };
    assert!(offered("2026-03-10 09:00"), "due = as of is in time");
    assert!(!offered("2026-03-10 08:59"), "past it is late all the same");
}

#[test]
fn the_trace_as_json() {
    let (rules, facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let sources = sources(false);
    let value = why(
        &cases()[1],
        &context,
        &Quotes::new(&rules, &sources),
        &ByHand(four_days(), Some(at("2026-03-11 17:30"))),
    );
    insta::assert_snapshot!("late_json", why_json(&value).unwrap());
}

#[test]
fn the_limit_that_an_obligation_was_given_is_found_again() {
    let rules = rules(false);
    let case = &cases()[1];
    let amount = |at: usize| match onus::report::limit_of(&rules, case, &case.obligations[at]) {
        Some(LimitOf::Quantity(limit)) => Some(limit.amount),
        _ => None,
    };
    assert_eq!([amount(0), amount(1), amount(2)], [Some(4), Some(3), None]);
    let unknown = support::obligation(
        Duty::Deadline(DeadlineId(9)),
        PartyId(0).0,
        "2026-03-02 09:05",
        "2026-03-06 17:30",
        State::Running,
        1,
    );
    assert_eq!(onus::report::limit_of(&rules, case, &unknown), None);
}

#[test]
fn when_a_case_that_arrives_now_is_due() {
    use onus::diagnostic::Words;
    use onus::model::Place;
    use onus::render::due_screen::{DueLine, due_json, due_text};
    let line = |name: &str, due| DueLine {
        party: None,
        deadline: name.to_owned(),
        from: String::new(),
        due,
        start: at("2026-03-02 09:05"),
        days: four_days().into_iter().map(Into::into).collect(),
        in_days: true,
        rule: Some(Place { file: 0, line: 4 }),
    };
    for (chinese, language, tag) in [(false, Language::English, "en"), (true, Language::Chinese, "zh")] {
        let (rules, facts, zone) = (rules(chinese), facts(), Zone::of(support::ZONE));
        let context = context(&rules, &facts, &zone);
        let lines = [
            line(&rules.deadlines[0].name, Ok(at("2026-03-06 17:30"))),
            line(
                "x",
                Err(Words::new("the calendar does not cover 2027", "日历没有写到 2027 年")),
            ),
        ];
        insta::assert_snapshot!(format!("due_{tag}"), due_text(&lines, &context, language));
        assert!(
            due_json(&lines, &context, language)
                .unwrap()
                .contains("2026-03-06T17:30:00+08:00")
        );
    }
}

#[test]
fn examples_that_fail_show_expected_against_got() {
    use onus::diagnostic::Words;
    use onus::model::Place;
    use onus::render::test_screen::{Failure, Outcome, test_text};
    let rules = rules(true);
    let place = |line| Place { file: 0, line };
    let outcome = |failures: Vec<Failure>| Outcome {
        unreviewed: false,
        title: "年前的投诉".to_owned(),
        place: place(200),
        expectations: 2,
        failures,
        trace: "处理答复：按时\n  到期    2014-01-29 17:30\n".to_owned(),
    };
    let failure = Failure {
        place: place(204),
        expected: Words::new("answer due 2014-01-28 17:30", "处理答复 到期 2014-01-28 17:30"),
        got: Words::new("answer due 2014-01-29 17:30", "处理答复 到期 2014-01-29 17:30"),
    };
    let all = [outcome(vec![failure]), outcome(Vec::new())];
    insta::assert_snapshot!("examples_zh", test_text(&all, &rules, Language::Chinese));
    insta::assert_snapshot!("examples_en", test_text(&all, &rules, Language::English));
    assert_eq!(
        test_text(&all[1..], &rules, Language::English),
        "1 example holds (2 expectations)\n"
    );
}
