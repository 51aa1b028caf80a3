//! A stream of text cut into blocks that end where a row ends.
//!
//! Comes in: UTF-8 bytes. Goes out: blocks of whole rows, in order. Only quotes are walked here, so that the
//! cut costs little; what the rows hold is found out in parallel, block by block.

use super::cell::{Closing, closing};
use memchr::{memchr, memrchr};
use std::io::{self, Read};

/// The longest row, in bytes.
pub(super) const ROW_LIMIT: usize = 16 << 20;

/// A row is longer than [`ROW_LIMIT`]: this is no table of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a row is longer than 16 MB")]
pub(super) struct RowTooLong;

/// The blocks of a stream.
pub(super) struct Blocks<R> {
    source: R,
    size: usize,
    delimiter: u8,
    carry: Vec<u8>,
    ended: bool,
}

/// How far a buffer has been walked.
#[derive(Default)]
struct Walk {
    /// Walked up to here.
    at: usize,
    /// Inside a cell whose quote stands here.
    open: Option<usize>,
    /// One past the last line feed that ends a row.
    cut: usize,
}

impl<R: Read> Blocks<R> {
    /// Blocks of about `size` bytes.
    pub(super) fn new(source: R, size: usize, delimiter: u8) -> Blocks<R> {
        Blocks {
            source,
            size: size.max(1),
            delimiter,
            carry: Vec::new(),
            ended: false,
        }
    }

    /// The next block of whole rows, at the beginning of `buffer`: its length, 0 at the end. The buffer is as long
    /// as it needs to be and only ever grows.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
        let mut have = self.carry.len();
        // As many bytes are asked for every time, so that the digest gets whole powers of two where it began with one.
        let mut goal = have + self.size;
        let mut walk = Walk::default();
        loop {
            if buffer.len() < goal {
                buffer.resize(goal, 0);
            }
            if let Some(begin) = buffer.get_mut(..self.carry.len()) {
                begin.copy_from_slice(&self.carry);
                self.carry.clear();
            }
            have = self.fill(buffer.get_mut(..goal).unwrap_or_default(), have)?;
            let bytes = buffer.get(..have).unwrap_or_default();
            walk.go_on(bytes, self.delimiter, self.ended);
            if self.ended {
                return Ok(have);
            }
            if walk.cut > 0 {
                self.carry.extend_from_slice(bytes.get(walk.cut..).unwrap_or_default());
                return Ok(walk.cut);
            }
            if have > ROW_LIMIT {
                return Err(io::Error::other(RowTooLong));
            }
            goal = have + self.size;
        }
    }

    /// The stream.
    pub(super) fn source(&self) -> &R {
        &self.source
    }

    /// Reads until the buffer, which holds `have` bytes, is full or the stream ends; how many it holds then.
    fn fill(&mut self, buffer: &mut [u8], mut have: usize) -> io::Result<usize> {
        while have < buffer.len() && !self.ended {
            match self.source.read(buffer.get_mut(have..).unwrap_or_default()) {
                Ok(0) => self.ended = true,
                Ok(count) => have = (have + count).min(buffer.len()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(have)
    }
}

impl Walk {
    fn go_on(&mut self, bytes: &[u8], delimiter: u8, whole: bool) {
        loop {
            if let Some(open) = self.open {
                match closing(bytes, open, self.at, whole) {
                    Closing::At(end) => self.at = end + 1,
                    Closing::Never => self.at = open + 1,
                    Closing::More(from) => {
                        self.at = from;
                        return;
                    }
                }
                self.open = None;
            }
            let rest = bytes.get(self.at..).unwrap_or_default();
            let quote = memchr(b'"', rest);
            let plain = rest.get(..quote.unwrap_or(rest.len())).unwrap_or_default();
            if let Some(line) = memrchr(b'\n', plain) {
                self.cut = self.at + line + 1;
            }
            let Some(quote) = quote.map(|step| self.at + step) else {
                self.at = bytes.len();
                return;
            };
            self.at = quote + 1;
            let before = quote.checked_sub(1).and_then(|at| bytes.get(at));
            if before.is_none_or(|byte| *byte == delimiter || *byte == b'\n') {
                self.open = Some(quote);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut blocks = Blocks::new(text.as_bytes(), size, b',');
        let (mut found, mut buffer) = (Vec::new(), Vec::new());
        loop {
            match blocks.next(&mut buffer).unwrap() {
                0 => return found,
                length => found.push(String::from_utf8(buffer[..length].to_vec()).unwrap()),
            }
        }
    }

    #[test]
    fn blocks_end_with_rows_outside_quotes() {
        let text = "a,\"x\ny\",b\n1,5\" pipe\n\"\"\"q\"\"\n\",2\nlast";
        for size in 1..40 {
            let found = blocks(text, size);
            assert_eq!(found.concat(), text, "size {size}");
            assert!(
                found.contains(&"last".to_string()) || size > 5,
                "size {size}: {found:?}"
            );
            for block in &found {
                assert!(
                    ["a,", "1,", "\"\"\"q", "last"]
                        .iter()
                        .any(|head| block.starts_with(head)),
                    "size {size}: {block:?}"
                );
            }
        }
    }

    #[test]
    fn a_quote_that_never_closes_opens_nothing() {
        assert_eq!(
            blocks("a,\"b\nc,d\ne,f\n", 4).len(),
            1,
            "the whole rest has to be looked at first"
        );
        let long = format!("a,\"{}\nc,d\n", "x".repeat(super::super::cell::LIMIT + 2));
        assert_eq!(blocks(&long, 4).last().map(String::as_str), Some("c,d\n"));
    }
}
