//! A notice beside what was issued before it: last month read from its issue, corrections of it, the year before.

use super::messages::Trouble;
use super::notice_month::{Beside, Monthly, Rows, feed_digests, written};
use super::register::{Entry, Register, not_sound};
use super::{Loaded, Screen, Status, seal};
use crate::calendar::Moment;
use crate::notice::{AsIssued, Earlier, Issue, Lists, Month, Notice, Record, corrections, reconcile};
use crate::render::notice::{Phrases, Values, correction};
use crate::report::Unreconciled;

/// Months before the present one that a trend shows.
const TREND: i64 = 12;

/// A notice and what it was made of.
pub struct Drawn {
    pub notice: Notice,
    pub lists: Lists,
    /// The notice of the month before, as its figures stand beside those of this one.
    pub last: Notice,
}

/// Draws the notice of a month, without a number yet. Objections up to `heard` count, where that is before the end of
/// their period. `rows`: what is kept of the rows of the month.
///
/// # Errors
/// The status to end with: what was issued is broken, or sums do not agree.
pub fn draw(
    of: &Monthly<'_>,
    loaded: &Loaded,
    register: &Register,
    (month, rows): (Month, Rows),
    heard: Option<Moment>,
    screen: &Screen,
) -> Result<Drawn, Status> {
    let as_of = of.data_until(month);
    let mut record = Record::default();
    let none = Record::default();
    let alone = Beside {
        last: None,
        record: &none,
        origin: None,
    };
    let before = month.plus(-1);
    let ((lists, seen), last) = match issued(of, register, before, screen)? {
        Some((issue, then)) => {
            let [own, (now, _)] = &mut of.gather(&[(month, rows), (before, Rows::Whole)], as_of, heard)[..] else {
                return Err(Status::Unreconciled);
            };
            let today = of.notice(before, as_of, now, &alone);
            record.corrections = corrections(&issue.issued, (&then.notice, &then.lists), (&today, now));
            record.last = Some(Earlier {
                month: before,
                issued: Some(issue.issued.clone()),
            });
            warn(of, loaded, issue, &then, &record, screen);
            (std::mem::take(own), then.notice)
        }
        None => {
            let until = of.data_until(before);
            let (lists, _) = of
                .gather(&[(before, Rows::Counted)], until, None)
                .pop()
                .unwrap_or_default();
            let last = of.notice(before, until, &lists, &alone);
            record.last = Some(Earlier {
                month: before,
                issued: None,
            });
            (
                of.gather(&[(month, rows)], as_of, heard).pop().unwrap_or_default(),
                last,
            )
        }
    };
    for earlier in (1..=TREND).rev().map(|back| month.plus(-back)) {
        if let Some((entry, issue)) = standing(of, register, earlier, earlier != before, screen) {
            let then = entry.notice().map_err(|broken| unusable(entry, &broken, screen))?;
            record.past.push(AsIssued::of(&issue.issued, &then));
        }
    }
    let origin = of.origin(loaded.meaning_of(of.plan.rules), &lists, &seen);
    let origin = origin.map_err(|told| unreconciled(&told, screen))?;
    let beside = Beside {
        last: Some(&last),
        record: &record,
        origin: Some(&origin),
    };
    let notice = of.notice(month, as_of, &lists, &beside);
    reconcile(&notice, &lists).map_err(|told| unreconciled(&told, screen))?;
    Ok(Drawn { notice, lists, last })
}

/// Tells two sums that do not agree; the status to end with.
fn unreconciled(told: &Unreconciled, screen: &Screen) -> Status {
    let Unreconciled { left, right, lists } = told;
    screen.complain(&Trouble::new(
        format!(
            "the figures of the notice do not agree: {left} on the one side, {right} on the other ({lists}); this is a fault of onus, nothing was written"
        ),
        format!("通报的数对不上：一边 {left}，另一边 {right}（{lists}）；这是 onus 的毛病，什么也没有写"),
    ));
    Status::Unreconciled
}

/// What was issued for a month, with its values; None where nothing stands, or it tells names in another language.
fn issued<'r>(
    of: &Monthly<'_>,
    register: &'r Register,
    month: Month,
    screen: &Screen,
) -> Result<Option<(&'r Issue, Values)>, Status> {
    let Some((entry, issue)) = standing(of, register, month, true, screen) else {
        return Ok(None);
    };
    let values = entry.values().map_err(|broken| unusable(entry, &broken, screen))?;
    Ok(Some((issue, values)))
}

/// The notice that was issued for a month, where it tells names in the language of this one.
fn standing<'r>(
    of: &Monthly<'_>,
    register: &'r Register,
    month: Month,
    telling: bool,
    screen: &Screen,
) -> Option<(&'r Entry, &'r Issue)> {
    let (entry, issue) = register.standing(&of.block.name, month)?;
    if issue.language != of.language {
        let name = &entry.name;
        let trouble = Trouble::new(
            format!("{name} was issued in the other language; its figures are left aside"),
            format!("{name} 是用另一种语言签发的，不取它的数"),
        );
        if telling {
            screen.complain(&trouble.mend("to take them: --lang zh", "要取它的数：--lang en").odd());
        }
        return None;
    }
    Some((entry, issue))
}

fn unusable(entry: &Entry, broken: &seal::Broken, screen: &Screen) -> Status {
    screen.complain(&not_sound(entry, broken));
    Status::Unusable
}

/// Tells corrections on the side, that rules have changed since, and where the same facts give something else: that
/// can only be the program.
fn warn(of: &Monthly<'_>, loaded: &Loaded, issue: &Issue, then: &Values, record: &Record, screen: &Screen) {
    let phrases = Phrases::shipped(screen.language);
    let name = phrases.issued("issued.name", &issue.issued);
    let same_rules = loaded.meaning_of(of.plan.rules) == issue.rules_digest;
    if !same_rules && !record.corrections.is_empty() {
        screen.complain(
            &Trouble::new(
                format!("the rules, or the program that reads them, have changed since {name} was issued; its corrections may come from that"),
                format!("{name} 签发以后规则（或程序）改过，更正可能由此而来"),
            )
            .odd(),
        );
    }
    if !same_rules || feed_digests(of.table) != issue.feeds {
        return;
    }
    let Some(until) = written(&issue.data_until) else {
        return;
    };
    let (again, _) = of
        .gather(&[(issue.month, Rows::Whole)], until, written(&issue.heard_until))
        .pop()
        .unwrap_or_default();
    if again != then.lists {
        let beside = Beside {
            last: issue.last.as_ref(),
            record: &then.notice.record,
            origin: then.notice.origin.as_ref(),
        };
        let now = of.notice(issue.month, until, &again, &beside);
        let told = corrections(&issue.issued, (&then.notice, &then.lists), (&now, &again));
        let first = told.first().map(|own| correction(own, &phrases)).unwrap_or_default();
        screen.complain(
            &Trouble::new(
                format!(
                    "the same rules and facts now give something else than {name} says (program then {}, now {}). {first}",
                    issue.program,
                    env!("CARGO_PKG_VERSION")
                ),
                format!(
                    "同样的规则和数据，现在算出来和{name}不一样（当时程序 {}，现在 {}）。{first}",
                    issue.program,
                    env!("CARGO_PKG_VERSION")
                ),
            )
            .odd(),
        );
    }
}
