//! The period that a month lies in: the month itself, its quarter, its year.

use super::month::Month;
use crate::calendar::{Moment, Zone};
use crate::terms::Every;
use serde::{Deserialize, Serialize};

/// Calendar months that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its first month.
    pub first: Month,
    /// Its last month.
    pub last: Month,
}

impl Period {
    /// The period in which a month lies.
    #[must_use]
    pub fn of(every: Every, month: Month) -> Period {
        let months = match every {
            Every::Month => 1,
            Every::Quarter => 3,
            Every::Year => 12,
        };
        let first = month.plus(-month.number().rem_euclid(months));
        Period {
            first,
            last: first.plus(months - 1),
        }
    }

    /// Its months up to one of them, as they are written.
    #[must_use]
    pub fn until(self, month: Month) -> Vec<String> {
        let months = 0..=(month.number() - self.first.number()).max(0);
        months.map(|more| self.first.plus(more).to_string()).collect()
    }

    /// Whether it is over at a moment.
    #[must_use]
    pub fn is_over(self, zone: &Zone, at: Moment) -> bool {
        self.last.plus(1).begin(zone) <= at
    }
}
