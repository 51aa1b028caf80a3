//! What the reader is given: a feed's bytes, and how to read them.

use crate::calendar::Moment;
use std::io::Read;

/// The bytes of one feed. The command line opens files; nothing below it does.
pub struct Input {
    /// Index into the rule set's feeds.
    pub feed: usize,
    /// The file's name as printed, without its folder.
    pub name: String,
    /// The name of the file where it was found: its ending tells the format. Empty: the same as `name`.
    pub found: String,
    /// Its bytes, already unpacked (see [`super::unpacked`]).
    pub bytes: Box<dyn Read + Send>,
}

/// How to read. No result depends on `threads` or `block`.
pub struct Options {
    /// Worker threads; 0: as many as the machine has.
    pub threads: usize,
    /// Bytes read at a time.
    pub block: usize,
    /// What was recorded later is not known.
    pub known_at: Option<Moment>,
    /// Called with the number of bytes of each block read, for a progress bar.
    pub progress: Option<Box<dyn Fn(u64) + Send + Sync>>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            threads: 0,
            block: 1 << 17,
            known_at: None,
            progress: None,
        }
    }
}
