//! JSON cut into records: the lines of a file, or the elements of its array.
//!
//! Only brackets and quotes are walked here. What a record holds is read elsewhere.

use super::wrong::Wrong;
use crate::diagnostic::feed as codes;
use crate::feed::blocks::{ROW_LIMIT, RowTooLong};
use std::io::{self, Read};
use std::ops::Range;

const STEP: usize = 1 << 16;

/// The records of a stream.
pub(super) struct Records<R> {
    source: R,
    array: bool,
    buffer: Vec<u8>,
    /// Up to here the bytes were handed out.
    at: usize,
    ended: bool,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Inside,
    Closed,
}

impl<R: Read> Records<R> {
    /// The records of a stream that begins with `head`.
    pub(super) fn new(head: Vec<u8>, source: R, array: bool) -> Records<R> {
        Records {
            source,
            array,
            buffer: head,
            at: 0,
            ended: false,
            state: State::Start,
        }
    }

    /// The stream.
    pub(super) fn source(&self) -> &R {
        &self.source
    }

    /// Whether they are the elements of an array.
    pub(super) fn is_array(&self) -> bool {
        self.array
    }

    /// The next record; None at the end. A blank line is an empty record.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let found = if self.array { self.element()? } else { self.line()? };
        Ok(found.and_then(|range| self.buffer.get(range)))
    }

    fn line(&mut self) -> io::Result<Option<Range<usize>>> {
        let mut walked = 0;
        loop {
            let rest = self.rest(walked);
            if let Some(step) = memchr::memchr(b'\n', rest) {
                return Ok(Some(self.take(walked + step, 1)));
            }
            walked += rest.len();
            if !self.fill()? {
                return Ok((walked > 0).then(|| self.take(walked, 0)));
            }
        }
    }

    /// The next element, up to the comma or bracket behind it.
    fn element(&mut self) -> io::Result<Option<Range<usize>>> {
        if self.state == State::Closed {
            return Ok(None);
        }
        if self.state == State::Start {
            match self.mark()? {
                Some(b'[') => self.at += 1,
                None => return Ok(None),
                Some(_) => return Err(no_array().io()),
            }
            self.state = State::Inside;
            if self.mark()? == Some(b']') {
                self.end(1)?;
                return Ok(None);
            }
        }
        let (mut walked, mut depth, mut text, mut escaped) = (0, 0usize, false, false);
        loop {
            for byte in self.buffer.get(self.at + walked..).unwrap_or_default() {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if text => escaped = true,
                    b'"' => text = !text,
                    _ if text => {}
                    b'{' | b'[' => depth += 1,
                    b',' if depth == 0 => return Ok(Some(self.take(walked, 1))),
                    b']' if depth == 0 => {
                        self.end(walked + 1)?;
                        return Ok(Some(self.take(walked, 1)));
                    }
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                walked += 1;
            }
            if !self.fill()? {
                return Err(cut_off().io());
            }
        }
    }

    /// The bytes that were not handed out, but for the first few.
    fn rest(&self, but: usize) -> &[u8] {
        self.buffer.get(self.at + but..).unwrap_or_default()
    }

    /// Hands out some bytes and steps over what parts them from the next ones.
    fn take(&mut self, length: usize, behind: usize) -> Range<usize> {
        let start = self.at;
        self.at += length + behind;
        start..start + length
    }

    /// The next byte that is no blank, at `self.at`.
    fn mark(&mut self) -> io::Result<Option<u8>> {
        loop {
            let step = self.rest(0).iter().position(|byte| !byte.is_ascii_whitespace());
            self.at += step.unwrap_or(self.rest(0).len());
            if step.is_some() {
                return Ok(self.buffer.get(self.at).copied());
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// The array ends after so many bytes: nothing but blanks may follow.
    fn end(&mut self, but: usize) -> io::Result<()> {
        self.state = State::Closed;
        loop {
            if !self.rest(but).trim_ascii().is_empty() {
                return Err(no_array().io());
            }
            if !self.fill()? {
                return Ok(());
            }
        }
    }

    /// Reads more; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.drain(..self.at.min(self.buffer.len()));
        self.at = 0;
        if self.buffer.len() > ROW_LIMIT {
            return Err(io::Error::other(RowTooLong));
        }
        let have = self.buffer.len();
        self.buffer.resize(have + STEP.max(have), 0);
        while !self.ended {
            match self.source.read(self.buffer.get_mut(have..).unwrap_or_default()) {
                Ok(count) => {
                    self.ended = count == 0;
                    self.buffer.truncate(have + count);
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.buffer.truncate(have);
        Ok(false)
    }
}

fn no_array() -> Wrong {
    Wrong::new(
        codes::WRONG_FORMAT,
        (
            "it is no JSON array of objects: [ {…}, {…} ]",
            "不是由对象组成的 JSON 数组：[ {…}, {…} ]",
        ),
        (
            "export the array alone; where each line is an object, write behind the file: format \"ndjson\"",
            "只导出数组本身；如果一行一个对象，请在文件名后写：格式 “ndjson”",
        ),
    )
}

fn cut_off() -> Wrong {
    Wrong::new(
        codes::WRONG_FORMAT,
        (
            "the JSON array does not end: the file was cut off",
            "JSON 数组没有结束：文件不完整",
        ),
        ("export it again", "请重新导出"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (Some((first, rest)), Some(into)) = (self.0.split_first(), buffer.first_mut()) else {
                return Ok(0);
            };
            *into = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn cut(text: &str, array: bool) -> Result<Vec<String>, String> {
        let all = |mut records: Records<Slow<'_>>| {
            let mut found = Vec::new();
            while let Some(record) = records.next().map_err(|error| error.to_string())? {
                found.push(String::from_utf8(record.to_vec()).unwrap());
            }
            Ok(found)
        };
        let whole = all(Records::new(text.into(), Slow(b""), array));
        for head in 0..text.len() {
            let (head, rest) = text.as_bytes().split_at(head);
            assert_eq!(all(Records::new(head.to_vec(), Slow(rest), array)), whole, "{text}");
        }
        whole
    }

    #[test]
    fn lines_and_elements() {
        assert_eq!(cut("{}\n\n{\"a\":1}", false).unwrap(), ["{}", "", "{\"a\":1}"]);
        assert_eq!(cut("", false).unwrap(), Vec::<String>::new());
        let text = " [ {\"a\":\"]},\\\"\"} ,[1,{}], 2 ] \n";
        let found = cut(text, true).unwrap();
        let found: Vec<&str> = found.iter().map(|one| one.trim()).collect();
        assert_eq!(found, ["{\"a\":\"]},\\\"\"}", "[1,{}]", "2"]);
        assert_eq!(cut("[ ]", true).unwrap(), Vec::<String>::new());
        for wrong in ["{}", "[{}", "[{}]]", "[] x", "[", "x"] {
            assert!(cut(wrong, true).unwrap_err().starts_with("R4111"), "{wrong}");
        }
    }
}
