//! Shares and changes, exact: a rate is two counts, and nothing is rounded but for print.

use crate::measure::Ratio;
use crate::model::Decimal;
use crate::terms::CompareOp;
use serde::{Deserialize, Serialize};

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// What is counted above the line.
    pub part: u64,
    /// What it is a part of.
    pub whole: u64,
}

/// Decimals of a printed share.
pub(super) const PLACES: u8 = 2;

impl Share {
    /// In percent, exact; None of nothing.
    #[must_use]
    pub fn percent(self) -> Option<Ratio> {
        Ratio::new(100 * i128::from(self.part), self.whole.into())
    }

    /// For print, with two decimals; None of nothing.
    #[must_use]
    pub fn printed(self) -> Option<Decimal> {
        self.percent()?.rounded(PLACES)
    }

    /// Whether it stands in a relation to a bound in percent; None of nothing.
    #[must_use]
    pub fn holds(self, op: CompareOp, bound: Decimal) -> Option<bool> {
        Some(op.holds(self.percent()?.compare(Ratio::of(bound)?)?))
    }

    /// For print beside a bound: with as many decimals as it takes for the print to stand in the same relation to the
    /// bound as the share does, at least two.
    #[must_use]
    pub fn printed_beside(self, bound: Decimal) -> Option<Decimal> {
        self.percent()?.rounded_beside(bound, PLACES)
    }
}

/// From one period to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change;

impl Change {
    /// How much a count grew, in percent of what it was; None where it was nothing.
    #[must_use]
    pub fn of_counts(now: u64, last: u64) -> Option<Decimal> {
        let grown = i128::from(now) - i128::from(last);
        Ratio::new(100 * grown, last.into())?.rounded(PLACES)
    }

    /// How many percentage points a share rose, from the exact shares; None where one of them is of nothing.
    #[must_use]
    pub fn of_shares(now: Share, last: Share) -> Option<Decimal> {
        now.percent()?.minus(last.percent()?)?.rounded(PLACES)
    }
}
