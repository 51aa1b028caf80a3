//! Reminders: acts at a time that move no responsibility.
//!
//! One is due where its moment, counted from the due moment then in force, comes while the obligation is open and no
//! pause runs. What was due to be sent stands, whatever becomes known later.

use super::Truth;
use super::live::Live;
use super::run::Run;
use super::verdict::{Duty, Reminder};
use crate::calendar::{Moment, Quantity};
use crate::feed::Facts;
use crate::model::{DeadlineId, PartyId, Remind};

impl<F: Facts> Run<'_, F> {
    /// The next instant after now, and before another, at which something is to be reminded of.
    pub(super) fn next_reminder(&self, mut next: Moment) -> Moment {
        if self.flow.reminds {
            for live in &self.lives[self.round.first_live..] {
                let Some(deadline) = remindable(live) else { continue };
                for own in &self.plan.rules.deadlines[deadline.index()].reminders {
                    let at = self.moment_of(live, own);
                    next = at
                        .filter(|at| *at > self.now && *at <= self.as_of)
                        .map_or(next, |at| next.min(at));
                }
            }
        }
        next
    }

    /// Notes what is to be reminded of at this instant. What happened before it was known that clocks run otherwise has
    /// been noted then.
    pub(super) fn remind(&mut self) {
        if !self.flow.reminds || self.now < self.known_from {
            return;
        }
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            let (Some(deadline), Some(due)) = (remindable(live), live.due) else {
                continue;
            };
            let paused = live.pause_around(self.plan, self.pauses(live.duty), self.now).is_some();
            if paused || !live.is_owed() {
                continue;
            }
            for (statement, own) in self.plan.rules.deadlines[deadline.index()].reminders.iter().enumerate() {
                let live = &self.lives[index];
                let needless = || {
                    own.unless
                        .as_ref()
                        .is_some_and(|unless| self.judge(unless) == Truth::Yes)
                };
                if self.moment_of(live, own) != Some(self.now) || needless() {
                    continue;
                }
                let reminder = Reminder {
                    deadline,
                    statement,
                    round: live.round,
                    party: live.party,
                    due,
                    at: self.now,
                    send_to: self.party(own.send_to),
                    copies: self.copies(own),
                };
                self.reminders.push(reminder);
            }
        }
    }

    /// Who gets a copy: each party that is found, once, and not whom it is sent to.
    fn copies(&self, own: &Remind) -> Vec<PartyId> {
        let to = self.party(own.send_to);
        let mut copies = Vec::new();
        for party in own.copies.iter().filter_map(|copy| self.party(*copy)) {
            if Some(party) != to && !copies.contains(&party) {
                copies.push(party);
            }
        }
        copies
    }

    /// The moment of a reminder under the due moment in force; None without one, or beyond the cover of the calendar.
    fn moment_of(&self, live: &Live, own: &Remind) -> Option<Moment> {
        let sign = if own.before { -1 } else { 1 };
        let by = Quantity {
            amount: sign * own.by.amount,
            unit: own.by.unit,
        };
        let keeper = self.plan.keeper(live.keeper);
        let at = keeper.add(self.plan, live.due?, by).ok()?;
        let Some(second) = own.at else { return Some(at) };
        let zone = self.plan.zone_of(keeper.calendar);
        let midnight = zone.local(at).date().and_time(chrono::NaiveTime::MIN);
        Some(zone.moment(midnight + chrono::Duration::seconds(i64::from(second))))
    }
}

/// The deadline of an obligation that is open: only deadlines have reminders.
fn remindable(live: &Live) -> Option<DeadlineId> {
    match live.duty {
        Duty::Deadline(deadline) if live.is_open() && live.missing.is_none() => Some(deadline),
        _ => None,
    }
}
