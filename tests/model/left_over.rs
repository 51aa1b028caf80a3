//! The register of what a schedule found above rung 1 and unsolved.

use super::run::Run;
use super::time::Moment;
use super::world::Name;

/// Where a ticket was left over at the last moment of the schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOver {
    /// Index of its round.
    pub round: usize,
    pub rung: u8,
    pub party: Option<Name>,
    /// The first of the schedule's moments in a row at which it was so in its round, the last, and how many they are.
    pub since: Moment,
    pub last: Moment,
    pub months: usize,
    /// Since when it is solved, or the reopening that ended its round.
    pub ended: Option<Moment>,
}

impl Run<'_> {
    fn is_solved(&self) -> bool {
        self.is_over(self.here()) || self.ladder.is_some() && self.end_event_stands()
    }

    /// What the schedule finds at its moment.
    pub(super) fn register(&mut self, t: Moment) {
        let before = self.left_over.take().filter(|left| left.round == self.here());
        if self.round().entries.is_empty() || self.is_solved() {
            return;
        }
        self.left_over = Some(LeftOver {
            round: self.here(),
            rung: self.round().rung,
            party: self.accountable(t),
            since: before.as_ref().map_or(t, |left| left.since),
            last: t,
            months: before.map_or(1, |left| left.months + 1),
            ended: None,
        });
    }

    /// Behind the events of an instant: whether what was left over is solved by now.
    pub(super) fn follow_left_over(&mut self, t: Moment) {
        let (here, solved) = (self.here(), self.is_solved());
        let Some(left) = self.left_over.as_mut().filter(|left| left.round == here) else {
            return;
        };
        left.ended = left.ended.or(Some(t)).filter(|_| solved);
    }
}
