//! What is wrong with a file as a whole, found while it is read: it travels inside an [`io::Error`].

use crate::diagnostic::{Code, Words};
use crate::feed::refused::Reason;
use std::io;

/// Why a file cannot be read in its format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {}", .message.en)]
pub(in crate::feed) struct Wrong {
    /// Its code.
    pub(in crate::feed) code: Code,
    /// What is wrong; the file is named by whoever tells it.
    pub(in crate::feed) message: Words,
    /// What to do.
    pub(in crate::feed) mend: Words,
}

impl Wrong {
    /// A fault of a file.
    pub(super) fn new(code: Code, message: (impl Into<String>, impl Into<String>), mend: (&str, &str)) -> Wrong {
        Wrong {
            code,
            message: Words::new(message.0, message.1),
            mend: Words::new(mend.0, mend.1),
        }
    }

    /// As an error of a stream.
    pub(super) fn io(self) -> io::Error {
        io::Error::other(self)
    }

    /// As the reason why a feed is refused.
    pub(in crate::feed) fn reason(self, feed: usize, name: &str) -> Reason {
        Reason::new(self.code, feed, name, self.message).mend(self.mend)
    }
}
