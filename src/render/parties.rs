//! `parties.csv`: what every party of the organisation has done and left undone; last, with an empty name, what has
//! no party.
//!
//! The findings that count as incomplete stand apart by their kinds, too; they are not added up. Those that look ahead
//! and whose window is still open are provisional: they are counted apart, and in none of the others. `excused`: of what
//! is late, what a decision excuses; it is among the late all the same. `paused_seconds`: elapsed time for which pauses
//! stopped its clocks.
//!
//! `due` is what was judged: done on time, done late, and open and late. Seconds are working seconds.

use super::field::Line;
use crate::model::RuleSet;
use crate::report::{STATES, Totals, party_name};
use crate::terms::{Incomplete, Level};

pub(super) fn header() -> String {
    let states: Vec<String> = STATES.iter().map(|state| state.word().replace(' ', "_")).collect();
    let incomplete: Vec<String> = Incomplete::ALL
        .iter()
        .map(|kind| format!("incomplete_{}", kind.word()))
        .collect();
    format!(
        "party,level,{},due,late_working_seconds,charged_working_seconds,held_working_seconds,entered,findings,{},provisional_findings,excused,paused_seconds\n",
        states.join(","),
        incomplete.join(",")
    )
}

/// The whole of `parties.csv`, its header included.
#[must_use]
pub fn parties_csv(totals: &Totals, rules: &RuleSet) -> Vec<u8> {
    let mut out = header().into_bytes();
    for (id, party) in totals.parties() {
        if id.is_none() && party.states.all() == 0 && party.findings == 0 && party.entered == 0 {
            continue;
        }
        let level = id.and_then(|id| rules.parties.get(id.index())).map(|party| party.level);
        let count = |number: u64| i64::try_from(number).ok();
        let mut line = Line::new(&mut out);
        line.text(party_name(rules, id)).text(level.map_or("", level_word));
        for state in STATES {
            line.number(count(party.states.of(state)));
        }
        line.number(count(party.states.due()))
            .number(Some(party.late_working))
            .number(Some(party.charged_working))
            .number(Some(party.held_working))
            .number(count(party.entered))
            .number(count(party.findings));
        for kind in Incomplete::ALL {
            line.number(count(party.incomplete[kind as usize]));
        }
        line.number(count(party.provisional))
            .number(count(party.excused))
            .number(Some(party.paused));
        line.end();
    }
    out
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Leadership => "leadership",
        Level::Department => "department",
        Level::Unit => "unit",
        Level::Team => "team",
    }
}
