//! What counts of tickets whose clocks were all stopped in time: they are counted, and nothing more is told of them.

use crate::model::{PartyId, RuleSet};

/// Tickets of which nothing is late, runs, or has climbed, and what each party did in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InTime {
    /// How many they are.
    pub tickets: u64,
    /// Remarks on their events.
    pub remarks: u64,
    /// One a party of the organisation, then one for what has no party.
    parties: Vec<PartyInTime>,
}

/// What a party did in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartyInTime {
    /// Obligations it did on time.
    pub done: u64,
    /// Obligations whose start has not come.
    pub not_started: u64,
    /// Elapsed seconds for which pauses stopped its clocks.
    pub paused: i64,
    /// Working seconds for which it held them.
    pub held: i64,
}

impl InTime {
    /// No ticket yet.
    pub(super) fn new(rules: &RuleSet) -> InTime {
        InTime {
            tickets: 0,
            remarks: 0,
            parties: vec![PartyInTime::default(); rules.parties.len() + 1],
        }
    }

    /// What it did, by party, in the order of the organisation; last what has no party.
    pub fn parties(&self) -> &[PartyInTime] {
        &self.parties
    }

    /// Hands out what was counted so far, and begins anew.
    pub(super) fn take(&mut self) -> InTime {
        let anew = InTime {
            parties: vec![PartyInTime::default(); self.parties.len()],
            ..InTime::default()
        };
        std::mem::replace(self, anew)
    }

    /// Counts for a party.
    #[inline]
    pub(super) fn count(&mut self, party: Option<PartyId>, add: impl FnOnce(&mut PartyInTime)) {
        let last = self.parties.len().saturating_sub(1);
        if let Some(own) = self.parties.get_mut(party.map_or(last, PartyId::index)) {
            add(own);
        }
    }
}

impl PartyInTime {
    /// Counts a pause.
    #[inline]
    pub(super) fn pause(&mut self, seconds: i64) {
        self.paused = self.paused.saturating_add(seconds);
    }

    /// Counts a time for which it held a ticket; None: beyond the cover of its calendar.
    #[inline]
    pub(super) fn hold(&mut self, working: Option<i64>) {
        self.held = self.held.saturating_add(working.unwrap_or(0));
    }
}
