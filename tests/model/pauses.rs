//! Pauses: which of them count for an obligation, and how much of each.
//! In: a track, and what is known by a moment. Out: the stretches in which its clocks stand still.

use super::clock::Hand;
use super::cond::{Cond, holds, row_test};
use super::run::{LatePause, Run};
use super::time::{self, Missing, Moment, local, next};
use super::track::{Closing, Duty, Track};
use super::world::{Cap, Event, Pause};
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

impl Run<'_> {
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

    /// A pause counts if it begins strictly before the due moment then in force, and as far as the cap allows. One that
    /// counts though it begins later counts as if it had always been known, for pauses before it too.
    pub(super) fn counted_with(
        &self,
        track: &Track,
        hands: &[Hand],
        known: Moment,
        begun_by: Moment,
    ) -> Result<Vec<Stretch>, Missing> {
        let mut always: Vec<Stretch> = Vec::new();
        loop {
            let counted = self.counted_knowing(track, hands, known, begun_by, &always)?;
            let is_new = |one: &&Stretch| one.late && !always.iter().any(|other| other.from == one.from);
            // One after the other: what the first puts off may make the next one come in time.
            let Some(first) = counted.iter().find(is_new).map(|one| one.from) else {
                return Ok(counted);
            };
            always.extend(counted.iter().filter(|one| one.late && one.from == first));
        }
    }

    fn counted_knowing(
        &self,
        track: &Track,
        hands: &[Hand],
        known: Moment,
        begun_by: Moment,
        always: &[Stretch],
    ) -> Result<Vec<Stretch>, Missing> {
        let Duty::Deadline(name) = track.duty else {
            return Ok(Vec::new());
        };
        let mut counted: Vec<Stretch> = Vec::new();
        // Each pause with the dates that it has touched; its stretches among those of the others, in order.
        let mut pauses: Vec<(&Pause, Vec<NaiveDate>)> = Vec::new();
        let mut stretches: Vec<(usize, Stretch)> = Vec::new();
        for (n, pause) in self.deadline(name).pauses.iter().enumerate() {
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
            let mut before: Vec<Stretch> = counted.iter().copied().filter(|one| one.from < stretch.from).collect();
            before.extend(always.iter().filter(|one| one.from > stretch.from));
            before.sort_by_key(|one| one.from);
            let known_late = pause.even_late && always.iter().any(|one| one.from == stretch.from);
            stretch.late = known_late || stretch.from >= self.latest_of(&in_force, &before)?;
            if stretch.late && (!pause.even_late || self.has_lapsed(track, n, stretch.from)) {
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
        let whose = (known.deadline, known.co_handler);
        let its_own =
            (track.duty, track.co_handler) == (Duty::Deadline(whose.0), whose.1) && track.round == known.round;
        its_own && track.is_open() && known.from >= track.start && !self.pauses_from(track, known.nth, known.from)
    }

    /// Whether a pause of the track begins, or begins to count again, at a moment.
    fn pauses_from(&self, track: &Track, nth: usize, from: Moment) -> bool {
        let Duty::Deadline(name) = track.duty else { return false };
        let pause = &self.deadline(name).pauses[nth];
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
                for nth in 0..self.deadline(deadline).pauses.len() {
                    let (round, from, to) = (track.round, stretch.from, stretch.to);
                    let late = LatePause {
                        deadline,
                        co_handler: track.co_handler,
                        round,
                        nth,
                        from,
                        to,
                    };
                    let new = !self.late_pauses.iter().any(|known| {
                        let whose = known.co_handler == track.co_handler;
                        whose && (known.nth, known.from) == (nth, from) && known.round == round
                    });
                    let even_late = self.deadline(deadline).pauses[nth].even_late;
                    if new && even_late && from >= track.opened && self.pauses_from(track, nth, from) {
                        return Some(late);
                    }
                }
            }
        }
        None
    }

    /// A late pause that begins only after what it stops was taken over just now, as it was known to come: the case has
    /// left by then, and it counts no longer.
    pub(super) fn lapses(&self, t: Moment) -> Option<LatePause> {
        let taken = |track: &&Track| track.closing == Some(Closing::TakenOver(t)) && track.start < t;
        for track in self.tracks.iter().filter(taken) {
            let Duty::Deadline(deadline) = track.duty else { continue };
            let mut open = track.clone();
            open.closing = None;
            for stretch in self.counted(&open, self.now).into_iter().filter(|one| one.from > t) {
                let mut pauses = 0..self.deadline(deadline).pauses.len();
                let nth = pauses.find(|nth| {
                    let even_late = self.deadline(deadline).pauses[*nth].even_late;
                    let known = self.has_lapsed(track, *nth, stretch.from);
                    even_late && !known && self.pauses_from(&open, *nth, stretch.from)
                });
                if let Some(nth) = nth {
                    return Some(LatePause {
                        deadline,
                        co_handler: track.co_handler,
                        round: track.round,
                        nth,
                        from: stretch.from,
                        to: stretch.to,
                    });
                }
            }
        }
        None
    }

    fn has_lapsed(&self, track: &Track, nth: usize, from: Moment) -> bool {
        let whose = (track.duty, track.co_handler, track.round, nth, from);
        let mut lapsed = self.lapsed.iter();
        lapsed.any(|own| {
            (
                Duty::Deadline(own.deadline),
                own.co_handler,
                own.round,
                own.nth,
                own.from,
            ) == whose
        })
    }

    /// Whether an end event comes between where the track was opened and a moment: a pause after it stops nothing.
    fn ends_before(&self, track: &Track, t: Moment) -> bool {
        let told = &self.told[track.round];
        let reopened = !track.closed_before.is_empty();
        told.iter().enumerate().any(|(n, event)| {
            let after = track.opened < event.at || (track.opened == event.at && !reopened);
            let own = self.is_its_own(track, event);
            after && event.at <= t && own && self.can_end(track.duty, &track.ends, &told[..=n])
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
        let calendar = self.calendar(track);
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

    /// Whether the customer's time is running at `t`.
    pub fn paused(&self, track: &Track, t: Moment) -> bool {
        self.counted(track, self.now)
            .iter()
            .any(|s| !s.late && s.from <= t && (t < s.to || (s.open && t <= s.to)))
    }
}
