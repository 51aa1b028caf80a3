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
    /// What is wrong, without the file's name.
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

    /// A file without a header line.
    #[must_use]
    pub fn no_header(feed: usize, name: &str) -> Reason {
        let words = Words::new("it is empty: it has no header line", "文件是空的，没有表头");
        Reason::new(codes::NO_HEADER, feed, name, words).mend(Words::new(
            "export it again, with the names of its columns in the first line",
            "请重新导出，第一行要是列名",
        ))
    }

    /// What a failed read means.
    #[must_use]
    pub fn io(feed: usize, name: &str, error: &io::Error) -> Reason {
        let inner = error.get_ref();
        if let Some(wrong) = inner.and_then(|inner| inner.downcast_ref::<Wrong>()) {
            return wrong.clone().reason(feed, name);
        }
        if inner.is_some_and(|inner| inner.is::<TooDense>()) {
            let words = Words::new(
                "it unpacks to more than 200 times its size",
                "解压后超过原大小的 200 倍",
            );
            return Reason::new(codes::TOO_DENSE, feed, name, words);
        }
        if inner.is_some_and(|inner| inner.is::<RowTooLong>()) {
            let words = Words::new("it holds a row longer than 16 MB", "有一行超过 16 MB");
            return Reason::new(codes::ENDLESS_ROW, feed, name, words).mend(Words::new(
                "is it a table with line breaks?",
                "请看它是不是带换行的表格",
            ));
        }
        let unreadable = |words| Reason {
            unreadable: true,
            ..Reason::new(codes::UNREADABLE, feed, name, words)
        };
        if is_cut_off(error) {
            let words = Words::new("it is cut off: its end is missing", "文件不完整，缺了后面的部分");
            return unreadable(words).mend(Words::new("copy or export it again", "请重新拷贝或导出"));
        }
        let words = Words::new(
            format!("it cannot be read to its end: {error}"),
            format!("读不到结尾：{error}"),
        );
        unreadable(words)
    }
}

/// Whether the end of a packed file is missing; a decoder may hold the stream's own error inside its own.
fn is_cut_off(error: &io::Error) -> bool {
    let mut inner: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = inner {
        let stream = one.downcast_ref::<io::Error>();
        if stream.is_some_and(|stream| stream.kind() == io::ErrorKind::UnexpectedEof) {
            return true;
        }
        // An error of a stream tells what lies below what it holds, not what it holds.
        inner = match stream.and_then(io::Error::get_ref) {
            Some(held) => Some(held),
            None => one.source(),
        };
    }
    false
}
