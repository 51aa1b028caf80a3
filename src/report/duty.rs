//! The name of a duty as reports print it: what `deadline` says in lists and traces.

use crate::evaluate::Duty;
use crate::model::{LadderId, RuleSet};

/// The parts of a duty's name; printed they are joined by `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyName<'a> {
    /// The deadline, the ladder or the schedule.
    pub name: &'a str,
    /// The rung, where it belongs to one (1 and up; a way back names its target).
    pub rung: Option<u8>,
    /// The rung's title, empty where it has none.
    pub title: &'a str,
    /// The event of a `must`.
    pub event: Option<&'a str>,
}

/// The name of a duty: the deadline's name; `LADDER/2` for a rung, `LADDER/1` for a way back to rung 1,
/// `LADDER/2/EVENT` for a `must`; the schedule's name for a hand-over.
#[must_use]
pub fn duty_name(rules: &RuleSet, ladder: Option<LadderId>, duty: Duty) -> DutyName<'_> {
    let ladder = ladder.and_then(|id| rules.ladders.get(id.index()));
    let of_rung = |rung: u8, event| DutyName {
        name: ladder.map_or("", |ladder| ladder.name.as_str()),
        rung: Some(rung),
        title: ladder
            .and_then(|ladder| ladder.rungs.get(usize::from(rung).checked_sub(1)?))
            .map_or("", |rung| rung.title.as_str()),
        event,
    };
    let plain = |name| DutyName {
        name,
        rung: None,
        title: "",
        event: None,
    };
    let event_name = |id: crate::model::EventId| rules.events.get(id.index()).map_or("", |event| event.name.as_str());
    match duty {
        Duty::Deadline(id) => plain(rules.deadlines.get(id.index()).map_or("", |own| own.name.as_str())),
        Duty::Schedule(id) => plain(rules.schedules.get(id.index()).map_or("", |own| own.name.as_str())),
        Duty::Rung(rung) | Duty::WayBack(rung) => of_rung(rung, None),
        Duty::Must(rung, event) => of_rung(rung, Some(event_name(event))),
    }
}

impl std::fmt::Display for DutyName<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)?;
        if let Some(rung) = self.rung {
            write!(out, "/{rung}")?;
        }
        if let Some(event) = self.event {
            write!(out, "/{event}")?;
        }
        Ok(())
    }
}
