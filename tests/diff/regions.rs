//! Proofs over all tickets against asking every ticket: on drawn rules, rows that are never reached and limits that differ
//! are those that a walk over every combination of values finds; what is hopeless to prove is told so in time. `ONUS_CASES` draws more, `ONUS_SEED` others, `ONUS_ROWS` makes the long table longer.

use crate::program::Seeded;
use onus::diagnostic::{Diagnostic, Severity};
use onus::diff::{Granted, Meaning, Outcome, Pairing, Stands};
use onus::model::{CategoryId, Cond, Deadline, KindId, Row, RuleSet, Subject, Value};
use onus::region::{BUDGET, Facet, unreached};
use onus::source::Sources;
use std::time::{Duration, Instant};

pub(super) const DECLARED: &str = "timezone Europe/London\ncalendar days count from the moment, until the same time\n\
    organisation { department cards }\nfield channel one of phone, mail, web\nfield amount number\n\
    field urgent yes or no\nkind complaint\nkind enquiry\n\
    category billing { owner cards; subcategory refunds { subcategory late } }\ncategory supply { owner cards }\n\
    workflow desk { in order accepted, answered }\n";

/// What a proof may take: then it says that nothing is proven.
const TIME: Duration = Duration::from_secs(2);

/// What a ticket tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ticket {
    kind: Option<u16>,
    category: Option<u16>,
    channel: Option<u16>,
    /// In halves.
    amount: Option<i64>,
    urgent: Option<bool>,
}

/// Every combination that the drawn rules could tell apart.
pub(super) fn tickets() -> Vec<Ticket> {
    let choices = |end: u16| (0..end).map(Some).chain([None]);
    let mut out = Vec::new();
    for kind in choices(2) {
        for category in choices(4) {
            for channel in choices(3) {
                for amount in (-1..8).map(Some).chain([None]) {
                    for urgent in [Some(true), Some(false), None] {
                        out.push(Ticket {
                            kind,
                            category,
                            channel,
                            amount,
                            urgent,
                        });
                    }
                }
            }
        }
    }
    out
}

/// Whether a condition holds; None: unknown.
pub(super) fn holds(rules: &RuleSet, cond: &Cond, ticket: &Ticket) -> Option<bool> {
    let own = |subject: Subject| match subject {
        Subject::Kind => ticket.kind.map(|at| Value::Kind(KindId(at))),
        Subject::Category => ticket.category.map(|at| Value::Category(CategoryId(at))),
        Subject::Field(field) => match rules.fields[field.index()].name.as_str() {
            "channel" => ticket.channel.map(Value::Choice),
            "urgent" => ticket.urgent.map(Value::YesNo),
            _ => ticket.amount.map(|half| {
                Value::Number(onus::model::Decimal {
                    mantissa: half * 5,
                    scale: 1,
                })
            }),
        },
        _ => None,
    };
    match cond {
        Cond::And(tests) | Cond::Or(tests) => {
            let told: Vec<Option<bool>> = tests.iter().map(|test| holds(rules, test, ticket)).collect();
            let decisive = matches!(cond, Cond::Or(_));
            match (told.contains(&Some(decisive)), told.contains(&None)) {
                (true, _) => Some(decisive),
                (false, true) => None,
                (false, false) => Some(!decisive),
            }
        }
        Cond::Compare { subject, op, value } => {
            let own = own(*subject)?;
            Some(match (&own, value) {
                (Value::Number(own), Value::Number(other)) => op.holds(own.compare(*other)),
                (own, other) => (own == other) == (*op == onus::terms::CompareOp::Equal),
            })
        }
        Cond::In {
            subject,
            values,
            negated,
        } => {
            let own = own(*subject)?;
            let among = values.iter().any(|value| match (&own, value) {
                (Value::Category(own), Value::Category(other)) => rules.is_within(*own, *other),
                (own, other) => own == other,
            });
            Some(among != *negated)
        }
        Cond::Told { field, given } => Some(own(Subject::Field(*field)).is_some() == *given),
        other => panic!("{other:?}"),
    }
}

/// Whether a ticket has what a facet of a region asks for.
fn fits(rules: &RuleSet, facet: &Facet, ticket: &Ticket) -> bool {
    match facet {
        Facet::Holds(cond) => holds(rules, cond, ticket) == Some(true),
        Facet::HoldsNot(cond) => holds(rules, cond, ticket) == Some(false),
        Facet::HoldsOrUntold(cond) => holds(rules, cond, ticket) != Some(false),
        Facet::Told(cond) => holds(rules, cond, ticket).is_some(),
        Facet::Untold(cond) => holds(rules, cond, ticket).is_none(),
        Facet::Own(_) => panic!("no dates"),
    }
}

/// The row that decides, and whether it is known to.
fn decides(rules: &RuleSet, rows: &[Row], ticket: &Ticket) -> (usize, bool) {
    for (at, row) in rows.iter().enumerate() {
        match row.when.as_ref().map_or(Some(true), |when| holds(rules, when, ticket)) {
            Some(false) => {}
            told => return (at, told.is_some()),
        }
    }
    unreachable!("otherwise")
}

/// How many cases to draw, and from which seed; told, so that what fails can be drawn again.
pub(super) fn drawn(cases: u64, seed: u64) -> (u64, Seeded) {
    let (cases, seed) = (number("ONUS_CASES", cases), number("ONUS_SEED", seed));
    println!("ONUS_SEED={seed} ONUS_CASES={cases}");
    (cases, Seeded(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1))
}

fn number(name: &str, usual: u64) -> u64 {
    let stated = std::env::var(name).ok();
    stated.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

pub(super) fn test(draw: &mut Seeded) -> String {
    let pick = |draw: &mut Seeded, list: &[&str]| list[draw.below(list.len())].to_owned();
    match draw.below(8) {
        0 => format!("kind = {}", pick(draw, &["complaint", "enquiry"])),
        1 => format!("kind != {}", pick(draw, &["complaint", "enquiry"])),
        2 => format!(
            "category in {}",
            pick(
                draw,
                &["billing", "billing/refunds", "supply", "supply, billing/refunds/late"]
            )
        ),
        3 => format!("category not in {}", pick(draw, &["billing", "supply"])),
        4 => format!(
            "channel {}",
            pick(draw, &["= phone", "in phone, web", "!= mail", "given", "missing"])
        ),
        5 => format!(
            "amount {} {}",
            pick(draw, &[">=", ">", "<", "<=", "=", "!="]),
            draw.below(4)
        ),
        6 => format!("urgent {}", pick(draw, &["= yes", "= no", "missing"])),
        _ => format!("category = {}", pick(draw, &["billing", "billing/refunds", "supply"])),
    }
}

pub(super) fn condition(draw: &mut Seeded) -> String {
    let tests: Vec<String> = (0..=draw.below(3)).map(|_| test(draw)).collect();
    match (draw.below(3), tests.len()) {
        (0, 2..) => format!("({}) and {}", tests.join(" or "), test(draw)),
        (1, _) => tests.join(" or "),
        _ => tests.join(" and "),
    }
}

fn rows(draw: &mut Seeded) -> Vec<String> {
    let rows = (0..=draw.below(6)).map(|_| format!("when {} : {} calendar days", condition(draw), 1 + draw.below(4)));
    let mut rows: Vec<String> = rows.collect();
    rows.push(format!("otherwise : {} calendar days", 1 + draw.below(4)));
    rows
}

/// Rules with these rows, and whether a row of them is told as never reached.
fn rules(declared: &str, rows: &[String]) -> (RuleSet, usize) {
    let text = format!(
        "{declared}deadline answer {{\nfrom accepted to answered\nresponsible handler\n{}\n}}\n",
        rows.join("\n")
    );
    read(&text)
}

/// Rules of a text, and whether a row of them is told as never reached.
fn read(text: &str) -> (RuleSet, usize) {
    let (rules, told) = checked(text);
    (rules, told.iter().filter(|(code, _)| *code == "O2112").count())
}

/// Rules of a text, and what is told of them, each with its line.
pub(super) fn checked(text: &str) -> (RuleSet, Vec<(&'static str, usize)>) {
    let (rules, sources, told) = diagnosed(text);
    let line = |told: &Diagnostic| sources.line_column(told.span).line as usize;
    (rules, told.iter().map(|told| (told.code.0, line(told))).collect())
}

/// Rules of a text, with all that is told of them.
pub(super) fn diagnosed(text: &str) -> (RuleSet, Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("rules.onus", text.to_owned());
    let (tree, told) = onus::syntax::parse(file, text);
    assert!(told.is_empty(), "{text}\n{told:?}");
    let checked = onus::check::check(&sources, &[(file, tree)], &Default::default());
    let is_error = |told: &&Diagnostic| told.severity == Severity::Error;
    let errors: Vec<&Diagnostic> = checked.diagnostics.iter().filter(is_error).collect();
    let rules = checked.rules.unwrap_or_else(|| panic!("{text}\n{errors:#?}"));
    (rules, sources, checked.diagnostics)
}

#[test]
fn proofs_are_what_asking_every_ticket_comes_to() {
    let (cases, mut draw) = drawn(200, 1);
    let tickets = tickets();
    let (mut never, mut moved, mut alike) = (0, 0, 0);
    for _ in 0..cases {
        let was = rows(&mut draw);
        let mut is = was.clone();
        match draw.below(4) {
            0 if is.len() > 2 => is.swap(0, 1),
            1 if is.len() > 1 => drop(is.remove(0)),
            2 => is.insert(0, format!("when {} : 2 calendar days", condition(&mut draw))),
            _ => is = rows(&mut draw),
        }
        let ((old, told), (new, _)) = (rules(DECLARED, &was), rules(DECLARED, &is));
        let (before, after) = (&old.deadlines[0].rows, &new.deadlines[0].rows);

        let conditions: Vec<Option<&Cond>> = before.iter().map(|row| row.when.as_ref()).collect();
        let found = unreached(&old, &conditions, BUDGET).unwrap();
        assert_eq!(found.len(), told, "{was:#?}");
        let decided: Vec<(usize, bool)> = tickets.iter().map(|ticket| decides(&old, before, ticket)).collect();
        let reached = |row: usize| decided.contains(&(row, true));
        let wanted: Vec<usize> = (0..before.len() - 1).filter(|row| !reached(*row)).collect();
        assert_eq!(found.iter().map(|own| own.row).collect::<Vec<_>>(), wanted, "{was:#?}");
        for own in &found {
            let fits = |ticket: &Ticket| holds(&old, before[own.row].when.as_ref().unwrap(), ticket) == Some(true);
            let mut by: Vec<usize> = tickets
                .iter()
                .zip(&decided)
                .filter(|(ticket, _)| fits(ticket))
                .map(|(_, own)| own.0)
                .collect();
            by.sort_unstable();
            by.dedup();
            assert_eq!(own.covered_by, by, "{was:#?}");
        }
        never += found.len();

        let meaning = Meaning::of(&old, &new, &Pairing::of(&old, &new));
        assert!(meaning.is_proven());
        let changes: Vec<_> = meaning.limits.iter().flat_map(|(_, changes)| changes).collect();
        let mut any = false;
        for (ticket, own) in tickets.iter().zip(&decided) {
            let other = decides(&new, after, ticket);
            let granted = |rows: &[Row], (row, known): (usize, bool)| match known {
                true => Granted::Limit(rows[row].limit.first),
                false => Granted::Undecided,
            };
            let pair = (granted(before, *own), granted(after, other));
            let fits = |facet: &Facet| fits(&meaning.merged.rules, facet, ticket);
            let told: Vec<_> = changes
                .iter()
                .flat_map(|change| change.regions.iter().map(move |region| (change, region)))
                .filter(|(_, region)| region.facets.iter().all(fits))
                .map(|(change, _)| (change.old, change.new))
                .collect();
            any |= pair.0 != pair.1;
            let wanted = if pair.0 == pair.1 { vec![] } else { vec![pair] };
            assert_eq!(told, wanted, "{ticket:?}\n{was:#?}\n{is:#?}\n{changes:#?}");
        }
        assert_eq!(meaning.is_nothing(), !any);
        moved += usize::from(any);
        alike += usize::from(!any);
    }
    println!("{never} rows never reached, {moved} changes that affect tickets, {alike} that do not");
    assert!(never > 50 && moved > 50 && alike > 2, "{never} {moved} {alike}");
}

/// Conditions beside rows: triggers of a rung, what is not needed, what pauses.
#[test]
fn what_comes_of_conditions_is_what_asking_every_ticket_comes_to() {
    let (cases, mut draw) = drawn(120, 2);
    let tickets = tickets();
    let text = |triggers: &[String], needless: &str, pausing: &str| {
        let enter: Vec<String> = triggers.iter().map(|cond| format!("enter when {cond}\n")).collect();
        let declared = DECLARED.replace("accepted, answered }", "accepted, answered; may have asked, replied }");
        format!(
            "{declared}deadline answer {{ from accepted to answered; responsible handler; otherwise : 1 calendar day\n\
             not needed when {needless}\npause from asked to replied, when {pausing} }}\n\
             ladder climb {{ rung 1 \"one\" {{ responsible handler; within as deadline answer }}\n\
             rung 2 \"two\" {{ {}responsible cards; to answered; within 1 calendar day }} }}\n",
            enter.concat()
        )
    };
    let (mut alike, mut other) = (0, 0);
    for _ in 0..cases {
        let triggers: Vec<String> = (0..=draw.below(3)).map(|_| condition(&mut draw)).collect();
        let (needless, pausing) = (condition(&mut draw), condition(&mut draw));
        let (mut triggers_is, mut needless_is, mut pausing_is) = (triggers.clone(), needless.clone(), pausing.clone());
        match draw.below(4) {
            0 => {
                triggers_is = vec![
                    triggers
                        .iter()
                        .rev()
                        .map(|own| format!("({own})"))
                        .collect::<Vec<_>>()
                        .join(" or "),
                ]
            }
            1 => triggers_is[0] = condition(&mut draw),
            2 => triggers_is.push(format!("({}) and {}", triggers[0], test(&mut draw))),
            _ => triggers_is.rotate_left(1),
        }
        match draw.below(4) {
            0 => needless_is = format!("({needless}) and (({needless}) or {})", test(&mut draw)),
            1 => needless_is = condition(&mut draw),
            2 => pausing_is = condition(&mut draw),
            _ => pausing_is = format!("({pausing}) or (({pausing}) and {})", test(&mut draw)),
        }
        let was = text(&triggers, &needless, &pausing);
        let is = text(&triggers_is, &needless_is, &pausing_is);
        let ((old, _), (new, _)) = (read(&was), read(&is));
        let meaning = Meaning::of(&old, &new, &Pairing::of(&old, &new));
        let lines = |rules: &RuleSet| -> Vec<Cond> {
            let enter = &rules.ladders[0].rungs[1].enter;
            enter.iter().map(|(cond, _)| cond.clone()).collect()
        };
        let one = |rules: &RuleSet, of: fn(&Deadline) -> &Cond| vec![of(&rules.deadlines[0]).clone()];
        let needless: fn(&Deadline) -> &Cond = |own| &own.not_needed.as_ref().unwrap().0;
        let pausing: fn(&Deadline) -> &Cond = |own| own.pauses[0].when.as_ref().unwrap();
        let places = [
            (Stands::Enters(0, 1), lines(&old), lines(&new)),
            (Stands::NotNeeded(0), one(&old, needless), one(&new, needless)),
            (Stands::Pauses(0, 0), one(&old, pausing), one(&new, pausing)),
        ];
        for (stands, before, after) in places {
            let any = |lines: &[Cond], ticket: &Ticket| {
                let told: Vec<_> = lines.iter().map(|line| holds(&old, line, ticket)).collect();
                match (told.contains(&Some(true)), told.contains(&None), stands) {
                    (true, ..) => Outcome::Holds,
                    (false, true, Stands::Pauses(..)) => Outcome::Unknown,
                    _ => Outcome::HoldsNot,
                }
            };
            let change = meaning.conditions.iter().find(|own| own.stands == stands);
            let both: Vec<Cond> = after.iter().filter(|line| before.contains(line)).cloned().collect();
            let mut differs = false;
            for ticket in &tickets {
                let pair = (any(&before, ticket), any(&after, ticket));
                differs |= pair.0 != pair.1;
                if change.is_some_and(|own| own.beside_others) && any(&both, ticket) == Outcome::Holds {
                    assert_eq!(pair.0, pair.1);
                    continue;
                }
                let fits = |facet: &Facet| fits(&meaning.merged.rules, facet, ticket);
                let shifts = change.iter().flat_map(|own| &own.shifts);
                let told: Vec<_> = shifts
                    .flat_map(|own| own.regions.iter().map(move |(region, _)| ((own.old, own.new), region)))
                    .filter(|(_, region)| region.facets.iter().all(fits))
                    .map(|(pair, _)| pair)
                    .collect();
                let wanted = if pair.0 == pair.1 { vec![] } else { vec![pair] };
                assert_eq!(told, wanted, "{stands:?} {ticket:?}\n{was}\n{is}\n{change:#?}");
            }
            assert_eq!(change.is_some(), differs, "{stands:?}\n{was}\n{is}");
            alike += usize::from(!differs && before != after);
            other += usize::from(differs);
        }
    }
    println!("{other} conditions that shift, {alike} in other words that do not");
    assert!(other > 50 && alike > 20, "{other} {alike}");
}

/// Many rows over five fields; and rows that have as many regions as there can be.
#[test]
fn many_rows_are_proved_and_adversarial_ones_end() {
    let mut declared = DECLARED.to_owned();
    let values = |name: &str| (0..20).map(|at| format!("{name}{at}")).collect::<Vec<_>>().join(", ");
    for name in ["a", "b", "c", "d", "e"] {
        declared += &format!("field f{name} one of {}\n", values(name));
    }
    let mut draw = Seeded(77);
    let rows = number("ONUS_ROWS", 200);
    let mut many: Vec<String> = (0..rows)
        .map(|_| {
            let tests = ["a", "b", "c", "d", "e"].map(|name| format!("f{name} = {name}{}", draw.below(20)));
            format!("when {} : {} calendar days", tests.join(" and "), 1 + draw.below(9))
        })
        .collect();
    many.push("otherwise : 9 calendar days".to_owned());
    let begun = Instant::now();
    let (old, _) = rules(&declared, &many);
    println!("{rows} rows over five fields read and checked in {:?}", begun.elapsed());
    let conditions: Vec<Option<&Cond>> = old.deadlines[0].rows.iter().map(|row| row.when.as_ref()).collect();
    let begun = Instant::now();
    unreached(&old, &conditions, BUDGET).unwrap();
    println!("of that the proof {:?}", begun.elapsed());
    let mut other = many.clone();
    other.swap(3, 70);
    other[10] = other[10].replace("calendar days", "hours");
    let (new, _) = rules(&declared, &other);
    let begun = Instant::now();
    let meaning = Meaning::of(&old, &new, &Pairing::of(&old, &new));
    println!("two of them held against each other in {:?}", begun.elapsed());
    assert!(meaning.is_proven() && !meaning.is_nothing());

    // Every pair of yes-or-no fields, each with one far from it: no order of the fields keeps a diagram of it small.
    let fields = 40;
    let mut declared = DECLARED.to_owned();
    (0..fields).for_each(|at| declared += &format!("field y{at} yes or no\n"));
    let pairs: Vec<String> = (0..fields / 2)
        .map(|at| format!("y{at} = yes and y{} = yes", at + fields / 2))
        .collect();
    let all: Vec<String> = (0..fields).map(|at| format!("y{at} = yes")).collect();
    let mut rows: Vec<String> = vec![format!("when {} : 2 calendar days", all.join(" and "))];
    rows.extend(pairs.iter().map(|pair| format!("when {pair} : 1 calendar day")));
    rows.push("otherwise : 9 calendar days".to_owned());
    let begun = Instant::now();
    let (_, told) = rules(&declared, &rows);
    println!("adversarial rows answered in {:?}", begun.elapsed());
    assert_eq!(told, 1, "not proven");
    assert!(begun.elapsed() < TIME, "{:?}", begun.elapsed());

    // The same as triggers, the last of which adds nothing, and as ladders that leave tickets without one: either that is
    // told, or that it is not proven.
    let one = "deadline answer { from accepted to answered; responsible handler; otherwise : 1 calendar day }\n\
               ladder l { rung 1 \"one\" { responsible handler; within as deadline answer }";
    let enter: Vec<String> = pairs.iter().map(|pair| format!("enter when {pair}\n")).collect();
    let triggers = format!(
        "{declared}{one}\nrung 2 \"two\" {{ {}enter when {}\nresponsible cards; to answered; within 1 hour }} }}\n",
        enter.concat(),
        all.join(" and ")
    );
    let applies = |(at, pair): (usize, &String)| {
        let own = one.split_once('\n').unwrap().1;
        own.replace("ladder l {", &format!("ladder l{at} {{ applies when {pair};")) + " }\n"
    };
    let many: String = pairs.iter().enumerate().map(applies).collect();
    let ladders = format!("{declared}{}\n{many}", one.split_once('\n').unwrap().0);
    for (text, code) in [(triggers, "O2113"), (ladders, "O2115")] {
        let begun = Instant::now();
        let (_, _, told) = diagnosed(&text);
        let told: Vec<&Diagnostic> = told.iter().filter(|own| own.code.0 == code).collect();
        let proven = told.iter().all(|own| !own.not_proven);
        println!("adversarial {code} answered in {:?}, proven: {proven}", begun.elapsed());
        assert!(begun.elapsed() < TIME, "{:?}", begun.elapsed());
        assert_eq!(told.len(), 1, "{told:#?}");
    }
}
