//! What a notice was made of, and where every row of the feeds went.

use crate::report::FeedCounts;
use serde::{Deserialize, Serialize};

/// What a notice was made of: the same gives the same notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// The version of the program.
    pub program: String,
    /// The digest of what the rules mean: BLAKE3, 64 hexadecimal digits.
    pub rules: String,
    /// The feeds in the order of the rules.
    pub feeds: Vec<FeedRows>,
    /// Where the tickets of the feeds went.
    pub tickets: TicketRows,
}

/// What became of the rows of a feed: read = counted + void + joined + left aside + set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedRows {
    /// Its file, as the rules name it.
    pub file: String,
    /// The digest of its bytes, unpacked: BLAKE3, 64 hexadecimal digits.
    pub digest: String,
    /// Rows read, the header not counted.
    pub read: u64,
    /// Rows that count, whatever their month.
    pub counted: u64,
    /// Rows of tickets that are void or merged.
    pub void: u64,
    /// Rows of tickets that are the same case as one of another feed.
    pub joined: u64,
    /// Rows left aside because the feed's block says so.
    pub left_aside: u64,
    /// Rows set aside, each for its own reason.
    pub set_aside: u64,
}

/// Where the rows of the feeds of tickets went: read = of the month + left out + elsewhere + aside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TicketRows {
    /// Rows read of all feeds of tickets; tickets, where no feed holds them and events tell them.
    pub read: u64,
    /// Tickets accepted in the month, as the notice counts them.
    pub of_month: u64,
    /// Tickets accepted in the month that are void or merged.
    pub left_out: u64,
    /// Tickets accepted in another month, or after the data ends.
    pub elsewhere: u64,
    /// Rows joined to the ticket of another row, left aside or set aside.
    pub aside: u64,
}

/// What was seen of the tickets beside the rows of their month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Tickets accepted in another month, or after the data ends.
    pub elsewhere: u64,
    /// Tickets that are void or merged, in order.
    pub void: Vec<usize>,
    /// Tickets that no version of the rules governs, in order: they are set aside.
    pub not_governed: Vec<usize>,
}

impl From<&FeedCounts> for FeedRows {
    fn from(own: &FeedCounts) -> FeedRows {
        FeedRows {
            file: own.file.clone(),
            digest: own.digest.clone(),
            read: own.read,
            counted: own.counted,
            void: own.void,
            joined: own.joined,
            left_aside: own.left_aside,
            set_aside: own.set_aside,
        }
    }
}

impl Seen {
    /// Puts what was seen of the tickets that follow behind.
    pub(super) fn merge(&mut self, other: Seen) {
        self.elsewhere += other.elsewhere;
        self.void.extend(other.void);
        self.not_governed.extend(other.not_governed);
    }
}
