//! A feed refused as a whole: every reason at once, in both languages.

use super::blocks::RowTooLong;
use super::source::Wrong;
use super::unpack::TooDense;
use crate::diagnostic::{Code, Words, feed as codes};
use std::io;

/// Feeds that cannot be read. No rows are lost: nothing was computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} feeds refused", .reasons.len())]
pub struct Refused {
    /// Why, in the order of the inputs.
    pub reasons: Vec<Reason>,
}

/// Why a feed is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its code.
    pub code: Code,
    /// Index into the rule set's feeds.
    pub feed: usize,
    /// The column of the feed block that it is about, as an index into the feed's columns.
    pub column: Option<usize>,
    /// The file's name.
    pub name: String,
    /// What is wrong.
    pub message: Words,
    /// What to do, most likely first.
    pub mends: Vec<Words>,
    /// The world's fault (a disk, a pipe), not the feed's.
    pub unreadable: bool,
}

impl Reason {
    /// A reason of a feed.
    pub(super) fn new(code: Code, feed: usize, name: &str, message: Words) -> Reason {
        Reason {
            code,
            feed,
            column: None,
            name: name.to_string(),
            message,
            mends: Vec::new(),
            unreadable: false,
        }
    }

    /// With what to do.
    pub(super) fn mend(mut self, mend: Words) -> Reason {
        self.mends.push(mend);
        self
    }

    /// What a failed read means.
    pub(super) fn io(feed: usize, name: &str, error: &io::Error) -> Reason {
        let inner = error.get_ref();
        if let Some(wrong) = inner.and_then(|inner| inner.downcast_ref::<Wrong>()) {
            return wrong.clone().reason(feed, name);
        }
        if inner.is_some_and(|inner| inner.is::<TooDense>()) {
            let words = Words::new(
                format!("{name} unpacks to more than 200 times its size"),
                format!("{name} 解压后超过原大小的 200 倍"),
            );
            return Reason::new(codes::TOO_DENSE, feed, name, words);
        }
        if inner.is_some_and(|inner| inner.is::<RowTooLong>()) {
            let words = Words::new(
                format!("{name} holds a row longer than 16 MB"),
                format!("{name} 有一行超过 16 MB"),
            );
            return Reason::new(codes::ENDLESS_ROW, feed, name, words).mend(Words::new(
                "is it a table with line breaks?",
                "请看它是不是带换行的表格",
            ));
        }
        let words = Words::new(
            format!("{name} cannot be read: {error}"),
            format!("{name} 读不出来：{error}"),
        );
        Reason {
            unreadable: true,
            ..Reason::new(codes::UNREADABLE, feed, name, words)
        }
    }
}
