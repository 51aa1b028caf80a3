//! Sums that must agree: every row of a feed lands in exactly one place.

use super::{Standing, Totals};
use crate::diagnostic::Words;
use crate::terms::FeedRole;

/// What became of the rows of one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedCounts {
    /// What it holds.
    pub role: FeedRole,
    /// Its file as printed.
    pub file: String,
    /// Rows read, the header not counted.
    pub read: u64,
    /// Rows that count.
    pub counted: u64,
    /// Rows of tickets that are void or merged.
    pub void: u64,
    /// Rows of tickets that are the same case as one of another feed.
    pub joined: u64,
    /// Rows left aside because the feed's block, or the moment known at, says so.
    pub left_aside: u64,
    /// Rows set aside, each listed with its reason.
    pub set_aside: u64,
    /// The digest of its bytes, taken while reading.
    pub digest: String,
}

/// Rows of tickets that were left aside.
#[must_use]
pub fn tickets_left_aside(feeds: &[FeedCounts]) -> u64 {
    of_tickets(feeds).map(|feed| feed.left_aside).sum()
}

/// Rows of tickets that were joined to the case of another row.
#[must_use]
pub fn tickets_joined(feeds: &[FeedCounts]) -> u64 {
    of_tickets(feeds).map(|feed| feed.joined).sum()
}

fn of_tickets(feeds: &[FeedCounts]) -> impl Iterator<Item = &FeedCounts> {
    feeds.iter().filter(|feed| feed.role == FeedRole::Tickets)
}

/// Two figures that must be equal and are not: a fault of the program, status 5.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{left} on the one side, {right} on the other: {lists}")]
pub struct Unreconciled {
    /// What was read.
    pub left: u64,
    /// The sum of where it went.
    pub right: u64,
    /// The lists that were added up, with their numbers: `tickets.csv: read 5 = counted 3 + void 0 + set aside 1`.
    pub lists: String,
}

impl Unreconciled {
    /// The message in both languages.
    #[must_use]
    pub fn words(&self) -> Words {
        let Unreconciled { left, right, lists } = self;
        Words::new(
            format!(
                "the totals do not agree: {left} read, {right} accounted for ({lists}); this is a fault of onus, do not use these figures"
            ),
            format!("总数对不上：读入 {left}，有着落的 {right}（{lists}）；这是 onus 的毛病，这些数字不能用"),
        )
    }
}

/// Checks `read = counted + void + joined + left aside + set aside` of every feed.
///
/// # Errors
/// The first feed whose sum does not agree.
pub fn reconcile_feeds(feeds: &[FeedCounts]) -> Result<(), Unreconciled> {
    for feed in feeds {
        let right = feed.counted + feed.void + feed.joined + feed.left_aside + feed.set_aside;
        if feed.read != right {
            return Err(Unreconciled {
                left: feed.read,
                right,
                lists: format!(
                    "{}: read {} = counted {} + void {} + joined {} + left aside {} + set aside {}",
                    feed.file, feed.read, feed.counted, feed.void, feed.joined, feed.left_aside, feed.set_aside
                ),
            });
        }
    }
    Ok(())
}

/// Checks that the tickets read are those joined, left or set aside and those of every standing together.
///
/// # Errors
/// Where they are not.
pub fn reconcile_tickets(read: u64, aside: u64, totals: &Totals) -> Result<(), Unreconciled> {
    let right = totals.counted() + totals.void() + aside;
    if read == right {
        return Ok(());
    }
    let parts: Vec<String> = Standing::ALL
        .iter()
        .map(|standing| format!("{standing:?} {}", totals.standing(*standing)))
        .collect();
    Err(Unreconciled {
        left: read,
        right,
        lists: format!(
            "tickets: read {read} = {} + joined, left or set aside {aside}",
            parts.join(" + ")
        ),
    })
}
