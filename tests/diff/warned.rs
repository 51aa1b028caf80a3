//! What `check` tells of lines, ladders and superiors by proof, against asking every ticket, unit or day on drawn rules.
//! `ONUS_CASES` draws more, `ONUS_SEED` others.

use super::regions::{DECLARED, Ticket, checked, condition, diagnosed, drawn, holds, tickets};
use crate::program::Seeded;
use chrono::{Days, NaiveDate};
use onus::calendar::{Moment, Zone};
use onus::evaluate::play_tickets;
use onus::model::{CategoryId, Cond, EventId, Example, ExampleEvent, ExampleTicket, Place};
use onus::plan::Plan;

/// Which of some lines, asked from the last on, hold for something for which no other line that is kept does.
fn kept<T>(lines: usize, all: &[T], holds: impl Fn(usize, &T) -> bool) -> Vec<bool> {
    let mut kept = vec![true; lines];
    for at in (0..lines).rev() {
        let others = |own: &T| (0..lines).any(|other| other != at && kept[other] && holds(other, own));
        kept[at] = all.iter().any(|own| holds(at, own) && !others(own));
    }
    kept
}

/// Naming lines: each is told that names nobody whom those before it or kept behind it do not.
#[test]
fn naming_lines_that_add_nothing_are_those_that_asking_every_unit_finds() {
    let (cases, mut draw) = drawn(200, 3);
    // What is counted of a unit: two findings, two rates in steps of five per cent where it has them, their samples.
    type Unit = (i64, i64, [(Option<i64>, i64); 2]);
    let rates = || {
        let each = (18..=20).map(Some).chain([None]);
        each.flat_map(|rate| (4..8).map(move |sample| (rate, sample)))
    };
    let counts = || (0..4).flat_map(|late| (0..4).map(move |bad| (late, bad)));
    let pairs = || rates().flat_map(|one| rates().map(move |other| [one, other]));
    let units: Vec<Unit> = counts()
        .flat_map(|(late, bad)| pairs().map(move |rates| (late, bad, rates)))
        .collect();
    type Line = (String, Box<dyn Fn(&Unit) -> bool>);
    fn line(draw: &mut Seeded) -> Line {
        let number = draw.below(3) as i64;
        let (bound, floor) = (19 + draw.below(2) as i64, 5 + draw.below(2) as i64);
        // By the first rate, the second or both; then it is of the one with the fewest.
        let by: &[usize] = [&[0][..], &[0], &[1], &[0, 1]][draw.below(4)];
        let (op, asks): (&str, fn(i64, i64) -> bool) = match draw.below(4) {
            0 => ("<", |own, floor| own < floor),
            1 => ("=", |own, floor| own == floor),
            2 => ("!=", |own, floor| own != floor),
            _ => (">=", |own, floor| own >= floor),
        };
        let rate = move |unit: &Unit| {
            let is_below = |at: &usize| unit.2[*at].0.is_some_and(|own| own < bound);
            by.iter().all(is_below) && asks(by.iter().map(|at| unit.2[*at].1).min().unwrap(), floor)
        };
        let rated = by
            .iter()
            .map(|at| format!("{} < {}% and ", ["in_time", "again"][*at], 5 * bound));
        let rated = format!("{}sample {op} {floor}", rated.collect::<String>());
        match draw.below(6) {
            0 => (
                format!("late count >= {number}"),
                Box::new(move |unit: &Unit| unit.0 >= number),
            ),
            1 => (
                format!("bad count > {number}"),
                Box::new(move |unit: &Unit| unit.1 > number),
            ),
            2 => (
                format!("late count >= {number} and bad count >= 1"),
                Box::new(move |unit: &Unit| unit.0 >= number && unit.1 >= 1),
            ),
            3 => (
                format!("late count = {number}"),
                Box::new(move |unit: &Unit| unit.0 == number),
            ),
            4 => (rated, Box::new(rate)),
            _ => (
                format!("{rated} and late count >= {number}"),
                Box::new(move |unit: &Unit| rate(unit) && unit.0 >= number),
            ),
        }
    }
    let mut told = 0;
    for _ in 0..cases {
        let lines: Vec<_> = (0..2 + draw.below(4)).map(|_| line(&mut draw)).collect();
        let named: Vec<String> = lines.iter().map(|(text, _)| format!("name when {text}\n")).collect();
        let text = format!(
            "{DECLARED}deadline answer {{ from accepted to answered; responsible handler; otherwise : 1 calendar day }}\n\
             finding late {{ when answer overdue }}\nfinding bad {{ responsible cards; when urgent = yes }}\n\
             metric in_time {{ count each answer; numerator when answer on time; denominator all }}\n\
             metric again {{ count each answer; numerator when answer on time; denominator when urgent = yes }}\n\
             notice month {{\nperiod every month\n{}}}\n",
            named.concat()
        );
        let (_, checked) = checked(&text);
        let first = text.lines().position(|line| line.starts_with("name when")).unwrap();
        let found: Vec<usize> = checked
            .iter()
            .filter(|(code, _)| *code == "O2113")
            .map(|(_, line)| line - 1 - first)
            .collect();
        let kept = kept(lines.len(), &units, |at, unit| lines[at].1(unit));
        let wanted: Vec<usize> = (0..lines.len()).filter(|at| !kept[*at]).collect();
        assert_eq!(found, wanted, "{text}");
        told += found.len();
    }
    println!("{told} lines that add nothing");
    assert!(told > 50, "{told}");
}

/// Ladders: each is told that no ticket has, and that some ticket has none.
#[test]
fn ladders_that_no_ticket_has_are_those_that_asking_every_ticket_finds() {
    let (cases, mut draw) = drawn(150, 4);
    let tickets = tickets();
    let (mut never, mut without, mut nothing) = (0, 0, 0);
    for _ in 0..cases {
        let conditions: Vec<String> = (0..2 + draw.below(2)).map(|_| condition(&mut draw)).collect();
        let ladder = |(at, cond): (usize, &String)| {
            format!(
                "ladder l{at} {{ applies when {cond}; rung 1 \"one\" {{ responsible handler; within as deadline answer }} }}\n"
            )
        };
        let ladders: Vec<String> = conditions.iter().enumerate().map(ladder).collect();
        let text = format!(
            "{DECLARED}deadline answer {{ from accepted to answered; responsible handler; otherwise : 1 calendar day }}\n{}",
            ladders.concat()
        );
        let (rules, told) = checked(&text);
        let first = text.lines().position(|line| line.starts_with("ladder")).unwrap() + 1;
        let mut found: Vec<usize> = told
            .iter()
            .filter(|own| own.0 == "O2115")
            .map(|own| own.1 - first)
            .collect();
        found.sort_unstable();
        let truths = |ticket: &Ticket| -> Vec<Option<bool>> {
            let all = rules.ladders.iter().map(|own| own.applies_when.as_ref().unwrap());
            all.map(|cond| holds(&rules, cond, ticket)).collect()
        };
        let all: Vec<_> = tickets.iter().map(truths).collect();
        let has = |at: usize| {
            all.iter()
                .any(|own| own.iter().position(|truth| *truth == Some(true)) == Some(at))
        };
        let mut wanted: Vec<usize> = (0..conditions.len()).filter(|at| !has(*at)).collect();
        never += wanted.len();
        if all.iter().any(|own| own.iter().all(|truth| *truth == Some(false))) {
            wanted.push(conditions.len() - 1);
            without += 1;
        }
        wanted.sort_unstable();
        nothing += usize::from(wanted.is_empty());
        assert_eq!(found, wanted, "{text}");
    }
    println!("{never} ladders without tickets, {without} times tickets without a ladder, {nothing} times neither");
    assert!(never > 20 && without > 50 && nothing > 2, "{never} {without} {nothing}");
}

/// Triggers of a rung: each is told that enters nothing that those before it or kept behind it do not. One that asks whether
/// a clock ran out says more than that it holds, and is told only where it never does.
#[test]
fn triggers_that_add_nothing_are_those_that_asking_every_ticket_finds() {
    let (cases, mut draw) = drawn(150, 5);
    let tickets = tickets();
    let mut told = 0;
    for _ in 0..cases {
        let lines: Vec<(bool, String)> = (0..2 + draw.below(4))
            .map(|_| (draw.below(4) == 0, condition(&mut draw)))
            .collect();
        let enter = lines.iter().map(|(late, cond)| match late {
            true => format!("enter when rung 1 overdue and ({cond})\n"),
            false => format!("enter when {cond}\n"),
        });
        let text = format!(
            "{DECLARED}deadline answer {{ from accepted to answered; responsible handler; otherwise : 1 calendar day }}\n\
             ladder l {{ rung 1 \"one\" {{ responsible handler; within as deadline answer }}\nrung 2 \"two\" {{\n{}\
             responsible cards; to answered; within 1 hour }} }}\n",
            enter.collect::<String>()
        );
        let (rules, found) = checked(&text);
        let first = text.lines().position(|line| line.starts_with("enter when")).unwrap() + 1;
        let own = found.iter().filter(|own| own.0 == "O2113");
        let found: Vec<usize> = own.map(|own| own.1 - first).collect();
        // A test of lateness holds for some tickets and for others not, whatever else they tell.
        let plain = |cond: &Cond, ticket: &Ticket, is_late: bool| match cond {
            Cond::And(tests) if matches!(tests[0], Cond::Overdue { .. }) => {
                is_late && tests[1..].iter().all(|test| holds(&rules, test, ticket) == Some(true))
            }
            cond => holds(&rules, cond, ticket) == Some(true),
        };
        let enter = &rules.ladders[0].rungs[1].enter;
        // What each line comes to, for every ticket late and not.
        let asked: Vec<Vec<bool>> = tickets
            .iter()
            .flat_map(|ticket| [true, false].map(|late| enter.iter().map(|own| plain(&own.0, ticket, late)).collect()))
            .collect();
        let kept = kept(lines.len(), &asked, |at, own| own[at]);
        let never = |at: usize| !asked.iter().any(|own| own[at]);
        let idle = |at: &usize| !kept[*at] && (!lines[*at].0 || never(*at));
        let wanted: Vec<usize> = (0..lines.len()).filter(idle).collect();
        assert_eq!(found, wanted, "{text}");
        told += found.len();
    }
    println!("{told} triggers that add nothing");
    assert!(told > 30, "{told}");
}

/// Superiors of owners: a category is told of which, on some day, nobody answers, with the first such day.
#[test]
fn superiors_that_are_nobody_are_those_that_playing_every_day_finds() {
    let (cases, mut draw) = drawn(150, 6);
    let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    let day = |at: usize| first + Days::new(at as u64);
    let (mut never, mut some, mut later) = (0, 0, 0);
    for _ in 0..cases {
        // Each under one above it or under nobody; some end, and another may take their place.
        let mut parties = String::new();
        let count = 3 + draw.below(3);
        let mut ended: Vec<(usize, usize)> = Vec::new();
        for at in 0..count {
            let under = if at > 0 && draw.below(4) > 0 {
                format!(" under p{}", draw.below(at))
            } else {
                String::new()
            };
            let replaced = (!ended.is_empty() && draw.below(2) == 0).then(|| ended.pop().unwrap());
            let replaces = replaced.map_or(String::new(), |(who, last)| {
                format!(" replaces p{who} from {}", day(last + 1))
            });
            let until = if draw.below(3) == 0 {
                let last = replaced.map_or(0, |own| own.1 + 1) + 2 + draw.below(4);
                ended.push((at, last));
                format!(" until {}", day(last))
            } else {
                String::new()
            };
            parties += &format!("department p{at}{under}{replaces}{until}\n");
        }
        let owner = |draw: &mut Seeded| format!("p{}", draw.below(count));
        let categories: Vec<String> = (0..2 + draw.below(2))
            .map(|at| {
                let changes = match draw.below(2) {
                    0 => format!(", from {} {}", day(1 + draw.below(12)), owner(&mut draw)),
                    _ => String::new(),
                };
                format!("category c{at} {{ owner {}{changes} }}\n", owner(&mut draw))
            })
            .collect();
        let text = format!(
            "timezone Europe/London\ncalendar days count from the moment, until the same time\norganisation {{\n{parties}}}\n{}\
             workflow desk {{ in order accepted, answered }}\n\
             deadline answer {{ from accepted to answered; responsible owning department {}; otherwise : 1 calendar day }}\n",
            categories.concat(),
            ["superior", "superior superior"][draw.below(2)]
        );
        let (rules, _, told) = diagnosed(&text);
        let own = told.iter().filter(|own| own.code.0 == "O2114");
        let told: Vec<&str> = own.map(|own| own.message.en.as_str()).collect();
        let plan = Plan::new(&rules);
        let zone = Zone::of(rules.zone);
        let answers = |category: usize, on: NaiveDate| {
            let noon = zone.moment(on.and_hms_opt(12, 0, 0).unwrap());
            let played = play_tickets(&plan, None, &ticket_of(category, noon));
            played.cases[0].obligations[0].party.is_some()
        };
        let nobody = |category: usize| (0..24).map(day).find(|on| !answers(category, *on));
        let wanted = (0..categories.len()).find_map(|at| Some((at, nobody(at)?)));
        match (wanted, told.as_slice()) {
            (None, []) => never += 1,
            (Some((at, on)), [told]) => {
                assert!(told.contains(&format!("category c{at} ")), "{told}\n{text}");
                let from = format!(" from {on} on");
                assert_eq!(told.contains(&from), on != first, "{told} {on}\n{text}");
                some += 1;
                later += usize::from(on != first);
            }
            other => panic!("{other:?}\n{text}"),
        }
    }
    println!("{never} without, {some} with a category of nobody, {later} of them from a day on");
    assert!(never > 10 && some > 50 && later > 10, "{never} {some} {later}");
}

/// A ticket of a category, accepted at a moment.
fn ticket_of(category: usize, at: Moment) -> Example {
    let accepted = ExampleEvent {
        event: EventId::from(0),
        at,
        handler: None,
        category: None,
        fields: Vec::new(),
        place: Place::default(),
    };
    Example {
        title: String::new(),
        tickets: vec![ExampleTicket {
            number: "T".to_owned(),
            kind: None,
            category: Some(CategoryId::from(category)),
            handler: None,
            co_handlers: Vec::new(),
            customer: None,
            fields: Vec::new(),
            events: vec![accepted],
            place: Place::default(),
        }],
        surveys: Vec::new(),
        as_of: None,
        expects: Vec::new(),
        unreviewed: false,
        place: Place::default(),
    }
}
