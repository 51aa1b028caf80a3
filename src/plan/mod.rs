//! The rule set made ready to judge: calendars computed, clocks tied to them, events ranked, duties listed.
//!
//! Comes in: a [`RuleSet`]. Goes out: a [`Plan`] that evaluation reads for every ticket. Building it cannot fail.

mod flow;
mod timekeeper;

pub use flow::{Flow, Role};
pub use timekeeper::{KeeperId, Timekeeper};

use crate::calendar::{Calendar, Counting, Moment, Zone};
use crate::model::{CalendarId, DeadlineId, LadderId, PartyId, RuleSet, ScheduleId, ScheduleWhen, Target, WorkflowId};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A rule set ready to judge.
pub struct Plan<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// The zone of the rule set.
    pub zone: Zone,
    /// The zone of each calendar.
    zones: Vec<Zone>,
    /// The calendars, computed.
    calendars: Vec<Calendar>,
    /// By workflow: what its events do and which deadlines it has.
    pub flows: Vec<Flow>,
    /// The first deadline of each name, by deadline: versions of a name share it.
    first_of_name: Vec<DeadlineId>,
    /// By party: the one that takes on its duties once it has ended.
    replacements: Vec<Option<PartyId>>,
    /// Every way of telling time that is in use.
    keepers: Vec<Timekeeper>,
    /// Where a party's own calendar takes the place of the rule's.
    own: BTreeMap<(KeeperId, PartyId), KeeperId>,
    deadlines: Vec<KeeperId>,
    ladders: Vec<KeeperId>,
    schedules: Vec<KeeperId>,
    graces: Vec<KeeperId>,
    /// The file's own: for what names no calendar.
    file: KeeperId,
}

impl<'r> Plan<'r> {
    /// Computes calendars and tables. Cannot fail: a rule set is valid by construction.
    #[must_use]
    pub fn new(rules: &'r RuleSet) -> Plan<'r> {
        let mut keepers = Vec::new();
        let mut keeper = |calendar: Option<CalendarId>, counting: &Counting| {
            let own = Timekeeper {
                calendar,
                counting: counting.clone(),
            };
            KeeperId::from(keepers.iter().position(|known| *known == own).unwrap_or_else(|| {
                keepers.push(own);
                keepers.len() - 1
            }))
        };
        let file = keeper(None, &rules.counting);
        let deadlines = rules
            .deadlines
            .iter()
            .map(|own| keeper(own.calendar, &own.counting))
            .collect();
        let ladders = rules
            .ladders
            .iter()
            .map(|own| keeper(own.calendar, &own.counting))
            .collect();
        let schedules = rules
            .schedules
            .iter()
            .map(|own| keeper(own.calendar, &own.counting))
            .collect();
        let graces = rules
            .workflows
            .iter()
            .map(|own| keeper(own.calendar, &rules.counting))
            .collect();
        let own = own_calendars(rules, &mut keepers);
        Plan {
            rules,
            zone: Zone::of(rules.zone),
            zones: rules.calendars.iter().map(|spec| Zone::of(spec.zone)).collect(),
            calendars: (0..rules.calendars.len())
                .map(|index| Calendar::build(&rules.calendars, index))
                .collect(),
            flows: (0..rules.workflows.len())
                .map(|index| Flow::of(rules, index.into()))
                .collect(),
            first_of_name: rules
                .deadlines
                .iter()
                .map(|own| first_of_name(rules, &own.name))
                .collect(),
            replacements: (0..rules.parties.len())
                .map(|at| rules.replacement(at.into()))
                .collect(),
            keepers,
            own,
            deadlines,
            ladders,
            schedules,
            graces,
            file,
        }
    }

    /// The calendar behind an index.
    #[must_use]
    pub fn calendar(&self, calendar: CalendarId) -> &Calendar {
        &self.calendars[calendar.index()]
    }

    /// The zone in which a calendar (or, without one, the rule set) reads its clocks.
    #[must_use]
    pub fn zone_of(&self, calendar: Option<CalendarId>) -> &Zone {
        calendar.map_or(&self.zone, |calendar| &self.zones[calendar.index()])
    }

    /// The party that takes on the duties of one that has ended.
    #[must_use]
    pub fn replacement(&self, party: PartyId) -> Option<PartyId> {
        self.replacements[party.index()]
    }

    /// The way of telling time behind an index.
    #[must_use]
    pub fn keeper(&self, keeper: KeeperId) -> &Timekeeper {
        &self.keepers[keeper.index()]
    }

    /// The working time of a deadline for a party: the party's own calendar where it builds on the deadline's.
    #[must_use]
    pub fn of_deadline(&self, deadline: DeadlineId, party: Option<PartyId>) -> KeeperId {
        self.for_party(self.deadlines[deadline.index()], party)
    }

    /// The working time of a ladder for a party.
    #[must_use]
    pub fn of_ladder(&self, ladder: LadderId, party: Option<PartyId>) -> KeeperId {
        self.for_party(self.ladders[ladder.index()], party)
    }

    /// The working time of a schedule for a party.
    #[must_use]
    pub fn of_schedule(&self, schedule: ScheduleId, party: Option<PartyId>) -> KeeperId {
        self.for_party(self.schedules[schedule.index()], party)
    }

    /// The working time of a workflow's graces.
    #[must_use]
    pub fn of_grace(&self, workflow: WorkflowId) -> KeeperId {
        self.graces[workflow.index()]
    }

    /// The file's own way of counting, without a calendar.
    #[must_use]
    pub fn of_file(&self) -> KeeperId {
        self.file
    }

    fn for_party(&self, keeper: KeeperId, party: Option<PartyId>) -> KeeperId {
        match party {
            Some(party) if self.rules.parties[party.index()].calendar.is_some() => {
                self.own.get(&(keeper, party)).copied().unwrap_or(keeper)
            }
            _ => keeper,
        }
    }

    /// Whether two targets mean obligations of one name: versions of a deadline do.
    #[must_use]
    pub fn same_name(&self, deadline: DeadlineId, target: Target) -> bool {
        matches!(target, Target::Deadline(named) if self.first_of_name[deadline.index()] == self.first_of_name[named.index()])
    }

    /// Whether two schedules are one, or versions of one.
    #[must_use]
    pub fn same_schedule(&self, one: ScheduleId, other: ScheduleId) -> bool {
        let schedules = &self.rules.schedules;
        one == other || schedules[one.index()].name == schedules[other.index()].name
    }

    /// Whether one deadline replaces another: they share the name.
    #[must_use]
    pub fn first_of_name(&self, deadline: DeadlineId) -> DeadlineId {
        self.first_of_name[deadline.index()]
    }

    /// The moments of a schedule after `from` and at or before `until`, oldest first.
    pub fn scheduled(&self, schedule: ScheduleId, from: Moment, until: Moment) -> impl Iterator<Item = Moment> + '_ {
        let own = &self.rules.schedules[schedule.index()];
        let zone = self.zone_of(own.calendar);
        let first = zone.local(from).date();
        let mut month = NaiveDate::from_ymd_opt(first.year(), first.month(), 1).unwrap_or(first);
        std::iter::from_fn(move || {
            loop {
                if zone.moment(month.and_time(chrono::NaiveTime::MIN)) > until {
                    return None;
                }
                let here = month;
                month = month.checked_add_months(chrono::Months::new(1))?;
                let moment = self.scheduled_in(schedule, here)?;
                if moment > until {
                    return None;
                }
                if moment > from {
                    return Some(moment);
                }
            }
        })
    }

    /// The moment of a schedule in the month that begins on a date.
    fn scheduled_in(&self, schedule: ScheduleId, month: NaiveDate) -> Option<Moment> {
        let own = &self.rules.schedules[schedule.index()];
        let (date, at) = match own.when {
            ScheduleWhen::LastWorkingDay { at } => {
                let calendar = self.calendar(own.calendar?);
                (
                    calendar.last_working_day_of_month(month.year(), month.month()).ok()?,
                    at,
                )
            }
            ScheduleWhen::Day { day, at } => {
                let last = month.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
                (month.with_day(day).unwrap_or(last), at)
            }
        };
        let midnight = date.and_time(chrono::NaiveTime::MIN);
        Some(
            self.zone_of(own.calendar)
                .moment(midnight + chrono::Duration::seconds(i64::from(at))),
        )
    }
}

/// For every way of telling time and every party whose own calendar builds on its calendar: the party's own.
fn own_calendars(rules: &RuleSet, keepers: &mut Vec<Timekeeper>) -> BTreeMap<(KeeperId, PartyId), KeeperId> {
    let mut own = BTreeMap::new();
    for at in 0..keepers.len() {
        for (party, calendar) in rules
            .parties
            .iter()
            .enumerate()
            .filter_map(|(at, party)| Some((at, party.calendar?)))
        {
            let Some(named) = keepers[at].calendar.filter(|named| builds_on(rules, calendar, *named)) else {
                continue;
            };
            if named != calendar {
                let counting = rules.calendars[calendar.index()].counting.clone();
                let counting = counting.unwrap_or_else(|| keepers[at].counting.clone());
                keepers.push(Timekeeper {
                    calendar: Some(calendar),
                    counting,
                });
                own.insert((at.into(), party.into()), (keepers.len() - 1).into());
            }
        }
    }
    own
}

fn builds_on(rules: &RuleSet, layer: CalendarId, base: CalendarId) -> bool {
    let mut at = Some(layer.index());
    while let Some(here) = at {
        if here == base.index() {
            return true;
        }
        at = rules.calendars[here].builds_on;
    }
    false
}

fn first_of_name(rules: &RuleSet, name: &str) -> DeadlineId {
    rules
        .deadlines
        .iter()
        .position(|own| own.name == name)
        .unwrap_or(0)
        .into()
}
