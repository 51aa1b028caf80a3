//! The due moment of an obligation: its row or limit, then extensions, then pauses; graces are clocks of their own.
//! In: a track, and what is known by a moment. Out: the due moment in force, and when it became overdue.

use super::cond::{holds, row_test};
use super::pauses::Stretch;
use super::run::Run;
use super::time::{self, Calendar, Counting, Missing, Moment, Quantity};
use super::track::{Closing, Due, Duty, Track};
use super::world::{DayAt, Limit, Name, Row, Side};

/// One of the clocks behind a due moment: it began at `from`, and runs out at `due` when nothing pauses.
pub(super) struct Hand {
    pub(super) from: Moment,
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
                for row in &self.deadline(name).rows {
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

    /// The calendar that the rules name for a duty.
    pub fn calendar_of(&self, duty: Duty) -> Option<Name> {
        match duty {
            Duty::Deadline(name) => self.deadline(name).calendar,
            Duty::Schedule(_) => self.world.schedule.as_ref().map(|s| s.calendar),
            _ => self.ladder().calendar,
        }
    }

    /// The party's own calendar, where it builds on the one that is named.
    pub fn own_calendar(&self, named: Option<Name>, party: Option<Name>) -> Option<Name> {
        let own = party.and_then(|party| self.world.member(party).calendar);
        let builds_on = own.and_then(|own| self.world.calendar(Some(own)).unwrap().builds_on);
        if named.is_some() && builds_on == named {
            own
        } else {
            named
        }
    }

    pub fn calendar(&self, track: &Track) -> Option<&Calendar> {
        self.world.calendar(track.calendar)
    }

    /// A clock from a start: moved to an opening where it starts at an event and counts working time.
    fn fresh(
        counting: &Counting,
        calendar: Option<&Calendar>,
        from: Moment,
        arrives: bool,
        within: Quantity,
    ) -> Result<Moment, Missing> {
        let mut start = from;
        if arrives && within.1.is_working() {
            start = calendar.unwrap().arrive(from, &counting.arrival)?;
        }
        time::add(counting, calendar, start, within)
    }

    /// The clock of a grace.
    fn grace(&self, at: Moment, grace: Quantity) -> Result<Moment, Missing> {
        let calendar = self.world.calendar(self.world.workflow.calendar);
        Self::fresh(&self.newest.counting, calendar, at, true, grace)
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
        let calendar = self.calendar(track);
        let due = match side {
            Side::Within(within) => Self::fresh(&self.world.counting, calendar, track.start, track.arrives, within)?,
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
            calendar: track.calendar,
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
            given.map(|(at, grace)| self.grace(*at, *grace))
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
                    let calendar = self.calendar(track);
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
    pub(super) fn hands(&self, track: &Track, within: Limit, known: Moment) -> Result<(Vec<Hand>, Moment), Missing> {
        let name = track.calendar;
        let first = self.first_hand(track, within)?;
        let original = self.unpaused(&first);
        let mut hands = vec![first];
        for (at, grace) in track.graces.iter().filter(|(at, _)| *at <= known) {
            let calendar = self.world.workflow.calendar;
            let due = self.grace(*at, *grace)?;
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

    fn latest(&self, hands: &[Hand], counted: &[Stretch]) -> Result<Moment, Missing> {
        self.latest_of(&hands.iter().collect::<Vec<_>>(), counted)
    }

    /// The latest of some clocks, each lengthened by what was paused after it began.
    pub(super) fn latest_of(&self, hands: &[&Hand], counted: &[Stretch]) -> Result<Moment, Missing> {
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
            // The wait of what stands on a rung is counted along the calendar of the ladder, or its party's own.
            let calendar = match track.rung {
                0 => track.calendar.or(self.ladder().calendar),
                _ => self.own_calendar(self.ladder().calendar, track.party),
            };
            let calendar = self.world.calendar(calendar);
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
