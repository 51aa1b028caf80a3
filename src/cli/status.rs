//! The exit status: one table for the whole program.

use std::process::ExitCode;

/// How a command ended, as its exit status tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: done.
    Done,
    /// 1: findings, only where asked for (`--fail-on`, `--deny`, `--check`), or an example that fails.
    Findings,
    /// 2: the command line cannot be understood, or a file cannot be read or written.
    Unusable,
    /// 3: the rules are wrong.
    WrongRules,
    /// 4: a feed is refused.
    FeedRefused,
    /// 5: totals do not reconcile, or a proof ran out of its budget.
    Unreconciled,
}

impl Status {
    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status.code())
    }
}
