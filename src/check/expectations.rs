//! Pass 15, too: what examples expect.

use super::conditions::{Asked, At};
use super::context::{Check, error};
use super::names::Sort;
use super::organisation::{calendar, party, party_ref};
use super::quantities::Clock;
use crate::calendar::Zone;
use crate::diagnostic::Words;
use crate::model::{self, Cond, Expected, Found};
use crate::source::Span;
use crate::syntax::tree;
use crate::terms::CompareOp;

/// A line may expect several things at once.
pub(super) fn of_line<'a>(check: &mut Check<'a>, expect: &'a tree::Expect, ticket: usize) -> Vec<model::Expect> {
    let responsible = match &expect.responsible {
        Some(party) => match party_ref(check, party) {
            Some(party) => Some(party),
            None => return Vec::new(),
        },
        None => None,
    };
    let place = check.place(expect.span);
    let expected = match &expect.what {
        tree::Expected::NoneOf(none) => none.iter().filter_map(|one| none_of(check, one, expect.span)).collect(),
        what => Vec::from_iter(self::expected(check, what, expect.span)),
    };
    let whole = |what| model::Expect {
        ticket,
        what,
        responsible,
        place,
    };
    expected.into_iter().map(whole).collect()
}

/// Tells that no notice could name anybody.
fn nobody_is_named(check: &mut Check<'_>, span: Span) -> Option<Expected> {
    let told = error(
        "O1321",
        span,
        Words::new(
            "no notice of these rules says when anybody is named",
            "规则里的通报没有写明何时点名",
        ),
    );
    check.refuse(told.mend(Words::new(
        "add to a notice a line such as: name when late count > 2",
        "在通报里加一行，例如：点名 当 逾期未复 次数 > 2",
    )))
}

/// A rung that is not entered, a finding that does not hold.
fn none_of<'a>(check: &mut Check<'a>, one: &'a tree::Absent, span: Span) -> Option<Expected> {
    let finding = match one {
        tree::Absent::Rung(number) => {
            return Some(Expected::NotEntered(check.rung_number(*number, None, span)?));
        }
        tree::Absent::Finding(name) => Found::Stated(check.find(Sort::Finding, name)?.into()),
        tree::Absent::NotRaised => Found::NotRaised,
    };
    Some(Expected::Holds(Cond::FindingCount {
        finding,
        op: CompareOp::Equal,
        number: 0,
    }))
}

fn expected<'a>(check: &mut Check<'a>, what: &'a tree::Expected, span: Span) -> Option<Expected> {
    let asked = Asked::new(At::Expect);
    Some(match what {
        tree::Expected::Due(target, at) => Expected::Due(check.target(target, &asked)?, check.moment(at.at)),
        tree::Expected::Entered(number, at) => {
            Expected::Entered(check.rung_number(*number, None, span)?, check.moment(at.at))
        }
        tree::Expected::NotEntered(number) => Expected::NotEntered(check.rung_number(*number, None, span)?),
        tree::Expected::Named(name, named) => {
            let unit = party(check, ("unit", "单位"), name)?;
            if check.set.notices.iter().all(|notice| notice.name_when.is_empty()) {
                return nobody_is_named(check, name.span);
            }
            Expected::Named(unit, *named)
        }
        tree::Expected::NoneOf(_) => return None,
        tree::Expected::Count(op, number, cond) => Expected::Count(*op, *number, check.cond(cond, &asked)?),
        tree::Expected::Sum {
            calendar: name,
            quantity,
            from,
            until,
        } => {
            let calendar = calendar(check, name)?;
            let mut clock = Clock::new(check, span, (Some(calendar), true), None);
            let quantity = clock.limit(check, quantity)?;
            let zone = check
                .set
                .calendars
                .get(calendar.index())
                .map_or(check.set.zone, |own| own.zone);
            let zone = Zone::of(zone);
            Expected::Sum {
                calendar,
                quantity,
                from: zone.moment(from.at),
                until: zone.moment(until.at),
            }
        }
        tree::Expected::Holds(cond) => Expected::Holds(check.cond(cond, &asked)?),
        tree::Expected::Sample(number) => Expected::Sample(*number),
        tree::Expected::Score(number) => Expected::Score(check.decimal(*number)?),
        tree::Expected::Share(band, share) => {
            check.find(Sort::Band, band)?;
            Expected::Share(band.text.clone(), check.decimal(*share)?)
        }
        tree::Expected::PersonsNeeded { from, to, persons } => {
            if from >= to {
                let told = error(
                    "O1352",
                    span,
                    Words::new(
                        "persons move up from a lower score to a higher one",
                        "升分要从低分升到高分",
                    ),
                );
                return check.refuse(told.mend(Words::new("write the lower score first", "先写低分，后写高分")));
            }
            Expected::PersonsNeeded {
                from: *from,
                to: *to,
                persons: *persons,
            }
        }
    })
}
