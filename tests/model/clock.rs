//! The due moment of an obligation: its row or limit, then extensions, then pauses; graces are clocks of their own.
//! In: a track, and what is known by a moment. Out: the due moment in force, and when it became overdue.

use super::cond::{Cond, holds, row_test};
use super::run::{LatePause, Run};
use super::time::{self, Calendar, Missing, Moment, Quantity, local, next};
use super::track::{Closing, Due, Duty, Track};
use super::world::{Cap, DayAt, Event, Limit, Name, Pause, Row, Side};
use chrono::NaiveDate;

/// A pause as far as it counts: from, to, and whether it is still going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from: Moment,
    pub to: Moment,
    pub open: bool,
    /// It began at or after the due moment.
    pub late: bool,
}

/// One of the clocks behind a due moment: it began at `from`, and runs out at `due` when nothing pauses.
struct Hand {
    from: Moment,
    due: Moment,
    working: bool,
    calendar: Option<Name>,
    /// Whether the later of it and another holds, else the earlier.
    other: Option<(bool, Box<Hand>)>,
}

fn of_two(later: bool, one: Moment, other: Moment) -> Moment {
    if (one > other) == later { one } else { other }
}

impl Run<'_> {
    /// The limit of a track: that of its row, or the one its ladder or schedule gives. None: the row is unknown.
    pub fn limit(&self, track: &Track, category: Name) -> Option<Limit> {
        match track.duty {
            Duty::Deadline(name) => {
                for row in &self.world.deadline(name).rows {
                    let truth = row.0.as_ref().map_or(Some(true), |cond| {
                        holds(cond, &|one| row_test(self.world, self.ticket, category, one))
                    });
                    match truth {
                        Some(true) => return Some(self.limit_on(row)),
                        Some(false) => {}
                        None => return None,
                    }
                }
                panic!("rows end in otherwise")
            }
            Duty::Rung(n) => Some(Limit::Within(self.ladder().rung(n).within.on(self.governed()))),
            Duty::WayBack(to, from) => {
                let exit = self
                    .ladder()
                    .rung(from)
                    .exits
                    .iter()
                    .find(|exit| exit.to_rung == Some(to));
                exit.unwrap().within.map(Limit::Within)
            }
            Duty::Must(n, event) => self
                .ladder()
                .rung(n)
                .must
                .iter()
                .find(|(e, _)| *e == event)
                .map(|(_, q)| Limit::Within(*q)),
            Duty::Schedule(_) => self.world.schedule.as_ref().map(|s| Limit::Within(s.within)),
        }
    }

    /// What a row grants this ticket.
    pub fn limit_on(&self, row: &Row) -> Limit {
        row.1.on(self.governed())
    }

    /// The date by which values are chosen: that of acceptance.
    fn governed(&self) -> NaiveDate {
        local(self.world.counting.zone, self.ticket.accepted).date()
    }

    pub fn calendar_name(&self, duty: Duty) -> Option<Name> {
        match duty {
            Duty::Deadline(name) => self.world.deadline(name).calendar,
            Duty::Schedule(_) => self.world.schedule.as_ref().map(|s| s.calendar),
            _ => self.ladder().calendar,
        }
    }

    pub fn calendar(&self, duty: Duty) -> Option<&Calendar> {
        self.world.calendar(self.calendar_name(duty))
    }

    /// A clock from a start: moved to an opening where it starts at an event and counts working time.
    fn fresh(
        &self,
        calendar: Option<&Calendar>,
        from: Moment,
        arrives: bool,
        within: Quantity,
    ) -> Result<Moment, Missing> {
        let mut start = from;
        if arrives && within.1.is_working() {
            start = calendar.unwrap().arrive(from, &self.world.counting.arrival)?;
        }
        time::add(&self.world.counting, calendar, start, within)
    }

    /// The clock of a row or rung, or its two clocks.
    fn first_hand(&self, track: &Track, limit: Limit) -> Result<Hand, Missing> {
        let (side, other) = limit.sides().expect("a limit that is counted");
        let mut hand = self.hand(track, side)?;
        if let Some((later, side)) = other {
            hand.other = Some((later, Box::new(self.hand(track, side)?)));
        }
        Ok(hand)
    }

    fn hand(&self, track: &Track, side: Side) -> Result<Hand, Missing> {
        let calendar = self.calendar(track.duty);
        let due = match side {
            Side::Within(within) => self.fresh(calendar, track.start, track.arrives, within)?,
            Side::Day(DayAt(n, at)) => {
                let office = calendar.unwrap();
                let start = office.arrive(track.start, &self.world.counting.arrival)?;
                office.nth_day_at(start, n, at)?
            }
        };
        Ok(Hand {
            from: track.start,
            due,
            working: side.is_working(),
            calendar: self.calendar_name(track.duty),
            other: None,
        })
    }

    fn unpaused(&self, hand: &Hand) -> Moment {
        match &hand.other {
            Some((later, other)) => of_two(*later, hand.due, other.due),
            None => hand.due,
        }
    }

    /// The due moment, as known at `known`.
    pub fn due(&self, track: &Track, known: Moment) -> Due {
        self.due_by(track, known, known, self.now)
    }

    /// The due moment in force at `t`: a pause that goes on counts up to there, what is granted later holds already.
    pub fn due_then(&self, track: &Track, t: Moment) -> Due {
        self.due_by(track, self.now, t, self.now)
    }

    /// The due moment in force at `t` without the pauses that begin later: they stop nothing if it is closed then.
    pub fn due_foreseen(&self, track: &Track, t: Moment) -> Due {
        self.due_by(track, self.now, t, t)
    }

    /// `begun_by`: what begins to pause later than this is left out.
    fn due_by(&self, track: &Track, known: Moment, paused_to: Moment, begun_by: Moment) -> Due {
        let within = match self.limit(track, track.category) {
            None => return Due::Unknown,
            Some(Limit::NoDeadline) => return Due::NoDeadline,
            Some(limit @ (Limit::Promised | Limit::BeforePromised(_))) => {
                // What is promised later does not hold yet.
                let promised = self.promised(track, limit, paused_to);
                return promised.unwrap_or_else(|Missing(year)| Due::Missing { year, original: None });
            }
            Some(counted) => counted,
        };
        let original = self.first_hand(track, within).map(|hand| self.unpaused(&hand)).ok();
        let due = self.due_within(track, within, known, paused_to, begun_by);
        due.unwrap_or_else(|Missing(year)| Due::Missing { year, original })
    }

    fn due_within(
        &self,
        track: &Track,
        within: Limit,
        known: Moment,
        paused_to: Moment,
        begun_by: Moment,
    ) -> Result<Due, Missing> {
        let (hands, original) = self.hands(track, within, known)?;
        let counted = self.counted_with(track, &hands, paused_to, begun_by)?;
        let due = self.latest(&hands, &counted)?;
        Ok(Due::At { due, original })
    }

    /// The last promise made while it was open and before what was promised until then, graces included, was due.
    fn promised(&self, track: &Track, limit: Limit, known: Moment) -> Result<Due, Missing> {
        let graces = |t: Moment| {
            let given = track.graces.iter().filter(move |(at, _)| *at <= t);
            let calendar = self.world.calendar(self.world.workflow.calendar);
            given.map(move |(at, grace)| self.fresh(calendar, *at, true, *grace))
        };
        let with_graces = |due: Moment, t: Moment| {
            let all: Result<Vec<Moment>, Missing> = graces(t).collect();
            all.map(|all| all.into_iter().fold(due, Moment::max))
        };
        let mut promises: Option<(Moment, Moment)> = None;
        for event in track.heard.iter().map(|n| &self.told[track.round][*n]) {
            let Some(at) = event.promise.filter(|_| event.at <= known) else {
                continue;
            };
            let at = match limit {
                Limit::BeforePromised(Quantity(n, unit)) => {
                    let calendar = self.calendar(track.duty);
                    time::add(&self.world.counting, calendar, at, Quantity(-n, unit))?
                }
                _ => at,
            };
            promises = match promises {
                None => Some((at, at)),
                Some((first, last)) if event.at < with_graces(last, event.at)? => Some((first, at)),
                kept => kept,
            };
        }
        let Some((original, last)) = promises else {
            return Ok(Due::Unknown);
        };
        let due = with_graces(last, known)?;
        Ok(Due::At { due, original })
    }

    /// The clock of the row and those of the graces, lengthened by what was granted; and the row's before that.
    fn hands(&self, track: &Track, within: Limit, known: Moment) -> Result<(Vec<Hand>, Moment), Missing> {
        let name = self.calendar_name(track.duty);
        let first = self.first_hand(track, within)?;
        let original = self.unpaused(&first);
        let mut hands = vec![first];
        for (at, grace) in track.graces.iter().filter(|(at, _)| *at <= known) {
            let calendar = self.world.workflow.calendar;
            let due = self.fresh(self.world.calendar(calendar), *at, true, *grace)?;
            hands.push(Hand {
                from: *at,
                due,
                working: grace.1.is_working(),
                calendar,
                other: None,
            });
        }
        for (asked, each) in self.granted(track, known) {
            for hand in hands.iter_mut().filter(|hand| hand.from <= asked) {
                hand.due = time::add(&self.world.counting, self.world.calendar(name), hand.due, each)?;
                if let Some((_, other)) = &mut hand.other {
                    other.due = time::add(&self.world.counting, self.world.calendar(name), other.due, each)?;
                }
            }
        }
        Ok((hands, original))
    }

    /// The pauses that count for a track.
    pub fn counted(&self, track: &Track, known: Moment) -> Vec<Stretch> {
        let counted = self.limit(track, track.category);
        let Some(within) = counted.filter(|limit| limit.sides().is_some()) else {
            return Vec::new();
        };
        let Ok((hands, _)) = self.hands(track, within, known) else {
            return Vec::new();
        };
        self.counted_with(track, &hands, known, self.now).unwrap_or_default()
    }

    /// A pause counts if it begins strictly before the due moment then in force, and as far as the cap allows.
    fn counted_with(
        &self,
        track: &Track,
        hands: &[Hand],
        known: Moment,
        begun_by: Moment,
    ) -> Result<Vec<Stretch>, Missing> {
        let Duty::Deadline(name) = track.duty else {
            return Ok(Vec::new());
        };
        let mut counted: Vec<Stretch> = Vec::new();
        // Each pause with the dates that it has touched; its stretches among those of the others, in order.
        let mut pauses: Vec<(&Pause, Vec<NaiveDate>)> = Vec::new();
        let mut stretches: Vec<(usize, Stretch)> = Vec::new();
        for (n, pause) in self.world.deadline(name).pauses.iter().enumerate() {
            let until = if pause.even_late { self.now } else { known };
            stretches.extend(self.pauses(track, pause, until).into_iter().map(|one| (n, one)));
            pauses.push((pause, Vec::new()));
        }
        for known in self.late_pauses.iter().filter(|known| self.awaits(track, known)) {
            let stretch = Stretch {
                from: known.from,
                to: known.to,
                open: false,
                late: true,
            };
            stretches.push((known.nth, stretch));
        }
        stretches.retain(|(_, stretch)| stretch.from <= begun_by);
        stretches.sort_by_key(|(_, stretch)| stretch.from);
        for (n, mut stretch) in stretches {
            let (pause, touched) = &mut pauses[n];
            let awaited = stretch.late;
            // The due moment then in force: by the row that applied when the pause began.
            let then = track.categories.iter().find(|(until, _)| stretch.from < *until);
            let then = match then.map(|(_, category)| self.limit(track, category)) {
                Some(Some(within)) if within.sides().is_some() => Some(self.hands(track, within, known)?.0),
                _ => None,
            };
            let hands = then.as_deref().unwrap_or(hands);
            let in_force: Vec<&Hand> = hands.iter().filter(|hand| hand.from <= stretch.from).collect();
            // What begins in the same second does not put it off.
            let before: Vec<Stretch> = counted.iter().copied().filter(|one| one.from < stretch.from).collect();
            stretch.late = stretch.from >= self.latest_of(&in_force, &before)?;
            if stretch.late && !pause.even_late {
                continue;
            }
            if stretch.late && !awaited && self.ends_before(track, stretch.from) {
                continue;
            }
            // A pause that begins in time is known as it goes on.
            if !stretch.late && stretch.from > known {
                continue;
            }
            if !stretch.late && stretch.to >= known {
                stretch.open = stretch.to > known || stretch.open;
                stretch.to = known;
            }
            let allowed = match &pause.at_most {
                None => Some(stretch),
                Some(cap) => self.capped(track, *cap, stretch, touched)?,
            };
            counted.extend(allowed);
        }
        Ok(counted)
    }

    /// Whether a late pause is known to come once the track is open again after an end to come.
    fn awaits(&self, track: &Track, known: &LatePause) -> bool {
        let its_own = track.duty == Duty::Deadline(known.deadline) && track.round == known.round;
        its_own && track.is_open() && known.from >= track.start && !self.pauses_from(track, known.nth, known.from)
    }

    /// Whether a pause of the track begins, or begins to count again, at a moment.
    fn pauses_from(&self, track: &Track, nth: usize, from: Moment) -> bool {
        let Duty::Deadline(name) = track.duty else { return false };
        let pause = &self.world.deadline(name).pauses[nth];
        let told = self.pauses(track, pause, self.now);
        told.iter().any(|stretch| stretch.from == from) && !self.ends_before(track, from)
    }

    /// A late pause that counts for something that was opened again by now, and was not known before.
    pub(super) fn late_again(&self, t: Moment) -> Option<LatePause> {
        for track in self.open_tracks().into_iter().map(|i| &self.tracks[i]) {
            let Duty::Deadline(deadline) = track.duty else { continue };
            if track.closed_before.is_empty() {
                continue;
            }
            for stretch in self
                .counted(track, self.now)
                .into_iter()
                .filter(|one| one.late && one.from <= t)
            {
                for nth in 0..self.world.deadline(deadline).pauses.len() {
                    let (round, from, to) = (track.round, stretch.from, stretch.to);
                    let late = LatePause {
                        deadline,
                        round,
                        nth,
                        from,
                        to,
                    };
                    let new = !self
                        .late_pauses
                        .iter()
                        .any(|known| (known.nth, known.from) == (nth, from) && known.round == round);
                    let even_late = self.world.deadline(deadline).pauses[nth].even_late;
                    if new && even_late && from >= track.opened && self.pauses_from(track, nth, from) {
                        return Some(late);
                    }
                }
            }
        }
        None
    }

    /// Whether an end event comes between where the track was opened and a moment: a pause after it stops nothing.
    fn ends_before(&self, track: &Track, t: Moment) -> bool {
        let told = &self.told[track.round];
        let reopened = !track.closed_before.is_empty();
        told.iter().enumerate().any(|(n, event)| {
            let after = track.opened < event.at || (track.opened == event.at && !reopened);
            after && event.at <= t && self.can_end(track.duty, &track.ends, &told[..=n])
        })
    }

    /// The customer's time within the round, as far as the obligation was open, in order.
    fn pauses(&self, track: &Track, pause: &Pause, known: Moment) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = Vec::new();
        let mut since = None;
        let told = &self.told[track.round];
        for (n, event) in told.iter().enumerate().filter(|(_, event)| event.at <= known) {
            if event.name == pause.from && since.is_none() && self.begins(track, pause, &told[..=n]) {
                since = Some(event.at);
            }
            if event.name == pause.to
                && let Some(from) = since.take()
            {
                all.push(Stretch {
                    from,
                    to: event.at,
                    open: false,
                    late: false,
                });
            }
        }
        if let Some(from) = since {
            // The next round begins without it.
            let next = self
                .told
                .get(track.round + 1)
                .map_or(known, |round| round[0].at.min(known));
            all.push(Stretch {
                from,
                to: next,
                open: next == known,
                late: false,
            });
        }
        let mut parts = Vec::new();
        for stretch in all {
            for (from, to) in track.open_stretches(known) {
                let part = Stretch {
                    from: stretch.from.max(from),
                    to: stretch.to.min(to),
                    open: stretch.open && track.is_open() && to == known,
                    late: false,
                };
                if part.from < part.to || (part.open && part.from == part.to) {
                    parts.push(part);
                }
            }
        }
        parts
    }

    /// Whether the last of some events begins a pause, by what the pause asks for. A field is that of its last event.
    fn begins(&self, track: &Track, pause: &Pause, told: &[Event]) -> bool {
        let last = told.iter().rfind(|event| event.name == "waiting_customer");
        let for_customer = last.and_then(|event| event.for_customer);
        let truth = |cond: &Cond| match cond {
            Cond::Field("for_customer", value) => for_customer.map(|told| told == *value),
            other => row_test(self.world, self.ticket, track.category, other),
        };
        pause.when.as_ref().is_none_or(|when| holds(when, &truth) == Some(true))
    }

    /// What the cap leaves of a pause. Dates already touched by an earlier one are not counted again. A cap in working
    /// days that is not used up cannot be told beyond the cover.
    fn capped(
        &self,
        track: &Track,
        cap: Cap,
        stretch: Stretch,
        touched: &mut Vec<NaiveDate>,
    ) -> Result<Option<Stretch>, Missing> {
        let calendar = self.calendar(track.duty);
        let (zone, most) = match cap {
            Cap::WorkingDays(n) => (calendar.unwrap().zone, n),
            Cap::CalendarDays(n) => (self.world.counting.zone, n),
        };
        let mut date = local(zone, stretch.from).date();
        while time::at(zone, date, 0) < stretch.to {
            let from = stretch.from.max(time::at(zone, date, 0));
            let to = stretch.to.min(time::at(zone, date, 86_400));
            let touches = match cap {
                _ if touched.len() == most => false,
                Cap::WorkingDays(_) => {
                    let seconds = calendar.unwrap().between(from, to);
                    seconds.ok_or_else(|| calendar.unwrap().year_after())? > 0
                }
                Cap::CalendarDays(_) => from < to,
            };
            if touches && !touched.contains(&date) {
                touched.push(date);
            }
            date = next(date);
        }
        if touched.len() < most {
            return Ok(Some(stretch));
        }
        let end = touched
            .iter()
            .max()
            .map_or(stretch.from, |last| time::at(zone, *last, 86_400));
        if end <= stretch.from {
            return Ok(None);
        }
        let cut = end < stretch.to;
        Ok(Some(Stretch {
            from: stretch.from,
            to: stretch.to.min(end),
            open: stretch.open && !cut,
            late: stretch.late,
        }))
    }

    fn latest(&self, hands: &[Hand], counted: &[Stretch]) -> Result<Moment, Missing> {
        self.latest_of(&hands.iter().collect::<Vec<_>>(), counted)
    }

    /// The latest of some clocks, each lengthened by what was paused after it began.
    fn latest_of(&self, hands: &[&Hand], counted: &[Stretch]) -> Result<Moment, Missing> {
        let mut latest = Moment::MIN;
        for hand in hands {
            let mut due = self.lengthened(hand, counted)?;
            if let Some((later, other)) = &hand.other {
                due = of_two(*later, due, self.lengthened(other, counted)?);
            }
            latest = latest.max(due);
        }
        Ok(latest)
    }

    fn lengthened(&self, hand: &Hand, counted: &[Stretch]) -> Result<Moment, Missing> {
        let (mut added, mut counted_to) = (0, hand.from);
        for stretch in counted {
            // What two pauses stop together counts once.
            let from = stretch.from.max(counted_to);
            counted_to = counted_to.max(stretch.to);
            if from >= stretch.to {
                continue;
            }
            added += if hand.working {
                let calendar = self.world.calendar(hand.calendar).unwrap();
                calendar
                    .between(from, stretch.to)
                    .ok_or_else(|| calendar.year_after())?
            } else {
                stretch.to - from
            };
        }
        Ok(match (hand.working, added) {
            (_, 0) => hand.due,
            (true, _) => self
                .world
                .calendar(hand.calendar)
                .unwrap()
                .add_seconds(hand.due, added)?,
            (false, _) => hand.due + added,
        })
    }

    /// Whether the customer's time is running at `t`.
    pub fn paused(&self, track: &Track, t: Moment) -> bool {
        self.counted(track, self.now)
            .iter()
            .any(|s| !s.late && s.from <= t && (t < s.to || (s.open && t <= s.to)))
    }

    /// Every time it became overdue: since when, and until when it was then open (none: it still is).
    pub fn overdue_spells(&self, track: &Track) -> Vec<(Moment, Option<Moment>)> {
        let Some(due) = self.due(track, self.now).moment() else {
            return Vec::new();
        };
        let mut stretches: Vec<(Moment, Option<Moment>)> = track
            .closed_before
            .iter()
            .map(|(from, to)| (*from, Some(*to)))
            .collect();
        match track.closing {
            None => stretches.push((track.opened, None)),
            // What never arose was never late.
            Some(Closing::FellAway(t)) if t == track.start => return Vec::new(),
            Some(Closing::Done(t) | Closing::StaysLate(t) | Closing::FellAway(t)) => {
                stretches.push((track.opened, Some(t)))
            }
            // Handed on or taken over: not late.
            Some(_) => return Vec::new(),
        }
        let counted = self.counted(track, self.now);
        let mut spells = Vec::new();
        for (from, to) in stretches {
            if to.is_some_and(|to| to <= due) || self.now <= due {
                continue;
            }
            let mut since = due.max(from);
            let mut never = false;
            for stretch in counted.iter().filter(|stretch| !stretch.late) {
                if to.is_none() && stretch.from <= since && since < stretch.to {
                    since = stretch.to;
                }
                never |= to.is_none() && stretch.open && since >= stretch.from;
            }
            if !never {
                spells.push((since, to));
            }
        }
        spells
    }

    /// Whether it is overdue at `t`, dated at its due moment, for at least `wait`.
    pub fn overdue_at(&self, track: &Track, wait: Option<Quantity>, t: Moment) -> bool {
        self.overdue_moments(track, wait).iter().any(|since| *since <= t)
    }

    /// The moments from which `overdue` (or `overdue for Q`) holds.
    pub fn overdue_moments(&self, track: &Track, wait: Option<Quantity>) -> Vec<Moment> {
        let mut moments = Vec::new();
        for (since, to) in self.overdue_spells(track) {
            let Some(wait) = wait else {
                moments.push(since);
                continue;
            };
            // The wait is counted along the calendar of the ladder whose condition states it.
            let calendar = self.world.calendar(self.ladder().calendar);
            let Ok(reached) = time::add(&self.world.counting, calendar, since, wait) else {
                continue;
            };
            if to.is_none_or(|to| reached <= to) {
                moments.push(reached);
            }
        }
        moments
    }

    /// Whether it is late as of `t` itself: open, and `t` strictly later than its due moment.
    pub fn late_as_of(&self, track: &Track, t: Moment) -> bool {
        self.due_then(track, t).moment().is_some_and(|due| due < t) && self.overdue_at(track, None, t)
    }
}
