//! What the list of obligations says of a ticket: one row an obligation, in the columns of `obligations.csv`.

use super::run::Run;
use super::time::{self, Moment, rfc3339};
use super::track::{Closing, Due, Duty, Track};
use super::world::{Name, Party};

/// A row; what does not apply is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub deadline: String,
    pub round: usize,
    pub start: Option<Moment>,
    pub party: Option<Name>,
    pub due: Option<Moment>,
    pub original_due: Option<Moment>,
    pub done: Option<Moment>,
    pub state: &'static str,
    pub late_working: Option<i64>,
    pub late_elapsed: Option<i64>,
    pub charged_working: Option<i64>,
    /// 0: no rung.
    pub rung: u8,
    pub missing_year: Option<i32>,
    /// 0: not in turns.
    pub turn: usize,
    /// When it was excused, and by whom.
    pub excused: Option<(Moment, Option<Name>)>,
}

impl Row {
    /// Column names and cells, as the list writes them.
    pub fn cells(&self, zone: chrono_tz::Tz) -> Vec<(&'static str, String)> {
        let moment = |t: Option<Moment>| t.map(|t| rfc3339(zone, t)).unwrap_or_default();
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        vec![
            ("deadline", self.deadline.clone()),
            ("round", self.round.to_string()),
            ("start", moment(self.start)),
            ("party", self.party.unwrap_or_default().to_string()),
            ("due", moment(self.due)),
            ("original_due", moment(self.original_due)),
            ("done", moment(self.done)),
            ("state", self.state.to_string()),
            ("late_working_seconds", number(self.late_working)),
            ("late_elapsed_seconds", number(self.late_elapsed)),
            ("charged_working_seconds", number(self.charged_working)),
            (
                "rung",
                if self.rung == 0 {
                    String::new()
                } else {
                    self.rung.to_string()
                },
            ),
            ("missing_year", number(self.missing_year.map(i64::from))),
            (
                "turn",
                if self.turn == 0 {
                    String::new()
                } else {
                    self.turn.to_string()
                },
            ),
            ("excused_at", moment(self.excused.map(|excused| excused.0))),
            (
                "excused_by",
                self.excused
                    .and_then(|excused| excused.1)
                    .unwrap_or_default()
                    .to_string(),
            ),
        ]
    }
}

impl Run<'_> {
    /// The highest rung entered over all rounds; 0 without a ladder.
    pub fn highest_rung(&self) -> u8 {
        let entered = self
            .rounds
            .iter()
            .flat_map(|round| &round.entries)
            .map(|entry| entry.rung);
        entered.max().unwrap_or(u8::from(self.ladder.is_some()))
    }

    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for track in &self.tracks {
            self.row_of(track, &mut rows);
        }
        for round in 0..self.rounds.len() {
            for deadline in self.deadlines.clone() {
                let duty = Duty::Deadline(deadline.name);
                if deadline.of_each {
                    self.each_not_started(deadline.name, round, &mut rows);
                } else if !self
                    .tracks
                    .iter()
                    .any(|track| track.round == round && track.duty == duty)
                {
                    self.not_started(deadline.name, round, None, &mut rows);
                }
            }
        }
        for row in &mut rows {
            row.excused = self.excuse(row).map(|ruling| (ruling.at, ruling.by));
        }
        rows.sort();
        rows
    }

    /// What should have been raised and was not: round, party, moment of the entry, moment of the event if it came.
    pub fn unraised(&self) -> Vec<(usize, Option<Name>, Moment, Option<Moment>)> {
        if self.left_out.is_some() {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (number, round) in self.rounds.iter().enumerate() {
            for one in &round.unraised {
                let mut events = self.told[number].iter();
                let came = events.find(|event| event.name == one.event && event.at >= one.since);
                all.push((number + 1, one.party, one.entered, came.map(|event| event.at)));
            }
        }
        all
    }

    fn empty(&self, deadline: String, round: usize, party: Option<Name>, rung: u8) -> Row {
        Row {
            deadline,
            round: round + 1,
            start: None,
            party,
            due: None,
            original_due: None,
            done: None,
            state: "",
            late_working: None,
            late_elapsed: None,
            charged_working: None,
            rung,
            missing_year: None,
            turn: 0,
            excused: None,
        }
    }

    fn label(&self, duty: Duty) -> String {
        let ladder = self.ladder.map_or("", |ladder| ladder.name);
        match duty {
            Duty::Deadline(name) | Duty::Schedule(name) => name.to_string(),
            Duty::Rung(n) | Duty::WayBack(n, _) => format!("{ladder}/{n}"),
            Duty::Must(n, event) => format!("{ladder}/{n}/{event}"),
        }
    }

    /// The co-handlers who owe nothing yet, one row a party.
    fn each_not_started(&self, deadline: Name, round: usize, rows: &mut Vec<Row>) {
        let end = self.rounds.get(round + 1).map_or(self.now, |next| next.from);
        let mut told = Vec::new();
        for unit in &self.ticket.co_handlers {
            let party = self.party_of(Party::Named(unit), self.handler, self.category, end);
            if !self.owes(deadline, round, unit, party) && !told.contains(&party) {
                told.push(party);
                self.not_started(deadline, round, Some(unit), rows);
            }
        }
    }

    /// Its start event has not come. A row that grants no deadline makes no obligation at all.
    fn not_started(&self, deadline: Name, round: usize, unit: Option<Name>, rows: &mut Vec<Row>) {
        let spec = self.deadline(deadline);
        if spec.every && (self.is_over(round) || self.has_come(round, self.starts_in(round, spec))) {
            return;
        }
        let last = (self.handler, self.category, self.accountable(self.now));
        let (handler, category, accountable) = self.rounds[round].ended_with.unwrap_or(last);
        // Up to here nobody had started it.
        let end = self.rounds.get(round + 1).map_or(self.now, |next| next.from);
        let date = time::local(self.world.counting.zone, end).date();
        let test = |one: &super::cond::Cond| super::cond::row_test(self.world, self.ticket, category, one);
        let row = spec.rows.iter().find(|row| {
            row.0
                .as_ref()
                .is_none_or(|cond| super::cond::holds(cond, &test) != Some(false))
        });
        if self.needless(spec, round, end) {
            return;
        }
        let known = |row: &super::world::Row| {
            row.0
                .as_ref()
                .is_none_or(|cond| super::cond::holds(cond, &test) == Some(true))
        };
        if row.is_some_and(|row| self.limit_on(row) == super::world::Limit::NoDeadline && known(row)) {
            return;
        }
        let first_rung = self
            .ladder
            .is_some_and(|ladder| ladder.deadline == deadline && !ladder.open);
        let mut row = self.empty(
            deadline.to_string(),
            round,
            match unit.map_or_else(|| self.answering(&spec.responsible, end), Party::Named) {
                Party::Accountable => accountable.and_then(|party| self.world.in_force(party, date)),
                rule => self.party_of(rule, handler, category, end),
            },
            u8::from(first_rung),
        );
        row.state = if self.left_out.is_some() {
            "left out"
        } else {
            "not started"
        };
        rows.push(row);
    }

    fn row_of(&self, track: &Track, rows: &mut Vec<Row>) {
        let due = self.due(track, self.now);
        if due == Due::NoDeadline {
            return;
        }
        let label = self.label(track.duty);
        for segment in &track.earlier {
            let mut row = self.empty(label.clone(), track.round, segment.party, track.rung);
            row.turn = track.turn;
            row.start = Some(track.start);
            row.done = Some(segment.closed);
            if let Due::At { due, original } = segment.due {
                row.due = Some(due);
                row.original_due = Some(original);
            }
            row.state = if self.left_out.is_some() {
                "left out"
            } else {
                "handed on"
            };
            rows.push(row);
        }
        let mut row = self.empty(label, track.round, track.party, track.rung);
        row.turn = track.turn;
        row.start = Some(track.start);
        row.done = match track.closing {
            None | Some(Closing::StaysLate(_) | Closing::StaysUndetermined(_)) => None,
            Some(closing) => Some(closing.at()),
        };
        match due {
            Due::At { due, original } => {
                row.due = Some(due);
                row.original_due = Some(original);
                row.state = self.state(track, due);
                if matches!(row.state, "overdue" | "done late") {
                    self.lateness(track, due, &mut row);
                }
            }
            Due::Missing { year, original } => {
                row.original_due = original;
                let end = self.calendar(track).map(time::Calendar::end_of_cover);
                row.state = match (track.closing, end) {
                    (Some(Closing::Done(t)), Some(end)) if t < end => "done on time",
                    (Some(Closing::FellAway(t)), Some(end)) if t < end => "not needed",
                    _ => "undetermined",
                };
                row.missing_year = (row.state == "undetermined").then_some(year);
            }
            Due::Unknown | Due::NoDeadline => row.state = "undetermined",
        }
        // What never arose is never late, nor undetermined.
        if track.closing == Some(Closing::FellAway(track.start)) {
            row.state = "not needed";
            (row.late_working, row.late_elapsed, row.charged_working) = (None, None, None);
            row.missing_year = None;
        }
        if matches!(track.duty, Duty::Deadline(name) if self.deadline(name).no_breach) {
            row.state = match row.state {
                "done on time" => "target met",
                "done late" | "overdue" => "target missed",
                other => other,
            };
            (row.late_working, row.late_elapsed, row.charged_working) = (None, None, None);
        }
        if self.left_out.is_some() {
            row.state = "left out";
            (row.late_working, row.late_elapsed, row.charged_working) = (None, None, None);
            row.missing_year = None;
        }
        rows.push(row);
    }

    fn state(&self, track: &Track, due: Moment) -> &'static str {
        match track.closing {
            Some(Closing::Done(t)) if t <= due => "done on time",
            Some(Closing::FellAway(t)) if t <= due => "not needed",
            // What was late when it fell away is late for good.
            Some(Closing::Done(_) | Closing::FellAway(_)) => "done late",
            Some(Closing::HandedOn(_)) => "handed on",
            Some(Closing::TakenOver(_) | Closing::RungClosed(_)) => "taken over",
            Some(Closing::StaysLate(_)) => "overdue",
            Some(Closing::StaysUndetermined(_)) => "undetermined",
            None if self.now > due && !self.paused(track, self.now) => "overdue",
            None if self.warned(track, due) => "warned",
            None => "running",
        }
    }

    fn warned(&self, track: &Track, due: Moment) -> bool {
        let Duty::Deadline(name) = track.duty else { return false };
        let Some(time::Quantity(n, unit)) = self.deadline(name).warn else {
            return false;
        };
        let back = time::Quantity(-n, unit);
        let moment = time::add(&self.world.counting, self.calendar(track), due, back);
        moment.is_ok_and(|moment| self.now >= moment)
    }

    /// From the due moment to done, to the new round, or as of now; and the party's part, up to a higher rung.
    fn lateness(&self, track: &Track, due: Moment, row: &mut Row) {
        let end = track.closing.map_or(self.now, Closing::at);
        row.late_elapsed = Some(end - due);
        let Some(calendar) = self.calendar(track) else {
            return;
        };
        row.late_working = calendar.between(due, end);
        if row.late_working.is_none() {
            return;
        }
        let higher = self.rounds[track.round]
            .entries
            .iter()
            .filter(|e| track.rung > 0 && e.rung > track.rung);
        let mut until = end;
        for entry in higher {
            if entry.at >= track.start {
                until = until.min(entry.at.max(due));
            }
        }
        row.charged_working = calendar.between(due, until);
    }
}
