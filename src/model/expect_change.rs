//! What a change of the rules is to do, as the changed rules state it.

use super::{Cond, DeadlineId, LimitOf, Place};
use crate::terms::{Change, Whole};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// `expect change`, or without effects `expect no change`: held against what `onus diff` finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectChange {
    /// The effects; none: no ticket is to be affected.
    pub effects: Vec<ExpectedEffect>,
    /// Its head.
    pub place: Place,
}

/// An effect that a change is to have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectedEffect {
    /// Which.
    pub what: EffectOn,
    /// Its line.
    pub place: Place,
}

/// What an effect is on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum EffectOn {
    /// Wherever the old rules grant one limit and the test holds, the new ones grant another.
    Limit {
        /// Of which deadline.
        deadline: DeadlineId,
        /// What the old rules grant.
        old: LimitOf,
        /// What the new rules grant.
        new: LimitOf,
        /// From this day on, by the date that versions are chosen by.
        from: Option<NaiveDate>,
        /// For these tickets; None: for all.
        when: Option<Cond>,
    },
    /// What has a name is changed, added or removed.
    Named(String, Change),
    /// What has none is changed.
    Whole(Whole),
}
