//! Values of the reports: totals, rows for people, sums that must agree, the trace of one ticket. No layout.
//!
//! Reports are folds over cases, chunk by chunk: [`Totals`] and [`Rows`] take a case at a time and merge in ticket
//! order. Nothing here keeps all obligations of a run.

mod context;
mod decided;
mod duty;
mod found;
mod quote;
mod reconcile;
mod rows;
mod totals;
mod tried;
mod why;
mod why_value;
mod working;
mod change;
mod civil;

pub use change::Change;
pub(crate) use civil::push_number;
pub use civil::{Civil, same_date};
pub use context::{Context, WorkingTime, category_path, owner_of, party_name};
pub use decided::{excuse, target_name};
pub use duty::{DutyName, duty_name};
pub use found::{FoundWords, NOT_RAISED, counts_as, found_words};
pub use quote::Quotes;
pub use reconcile::{FeedCounts, Unreconciled, reconcile_feeds, reconcile_tickets, tickets_joined, tickets_left_aside};
pub use rows::{ListedRow, Rows};
pub use totals::{PartyTotals, STATES, Standing, StateCounts, Totals};
pub use tried::try_changes;
pub use why::{Clocks, deciding, limit_of, why};
pub use why_value::{
    DayNote, Stamp, WhyDecision, WhyEntry, WhyExtension, WhyFinding, WhyHeld, WhyJoined, WhyLeftover, WhyObligation,
    WhyPassed, WhyPause, WhyRemark, WhyReminder, WhyRow, WhyRule, WhyValue,
};
