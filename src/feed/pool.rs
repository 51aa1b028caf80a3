//! Short texts in one stretch of memory, numbered from 0.

use std::ops::Range;

/// Texts of at most 255 bytes: the bytes, a length each, and where every sixteenth begins.
#[derive(Debug, Default, Clone)]
pub(super) struct Pool {
    bytes: Vec<u8>,
    lengths: Vec<u8>,
    starts: Vec<u64>,
}

impl Pool {
    /// Adds a text; bytes past the 255th are cut off, which callers rule out before.
    pub(super) fn push(&mut self, text: &[u8]) {
        if self.lengths.len().is_multiple_of(16) {
            self.starts.push(self.bytes.len() as u64);
        }
        let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
        self.bytes
            .extend_from_slice(text.get(..usize::from(length)).unwrap_or_default());
        self.lengths.push(length);
    }

    /// Adds the text at a range of `bytes`: the same as [`Pool::push`], quicker where the text is short.
    #[inline]
    pub(super) fn push_within(&mut self, bytes: &[u8], range: Range<usize>) {
        let length = range.end.wrapping_sub(range.start);
        match bytes.get(range.start..).and_then(|rest| rest.first_chunk::<16>()) {
            Some(chunk) if length <= chunk.len() => {
                let end = self.bytes.len() + length;
                if self.lengths.len().is_multiple_of(16) {
                    self.starts.push(self.bytes.len() as u64);
                }
                self.bytes.extend_from_slice(chunk);
                self.bytes.truncate(end);
                self.lengths.push(length as u8);
            }
            _ => self.push(bytes.get(range).unwrap_or_default()),
        }
    }

    /// Adds the texts of another pool.
    pub(super) fn append(&mut self, other: &Pool) {
        let mut end = self.bytes.len() as u64;
        let until_start = self.lengths.len().next_multiple_of(16) - self.lengths.len();
        let (head, rest) = other
            .lengths
            .split_at_checked(until_start)
            .unwrap_or((&other.lengths, &[]));
        let sum = |lengths: &[u8]| lengths.iter().map(|length| u64::from(*length)).sum::<u64>();
        end += sum(head);
        for sixteen in rest.chunks(16) {
            self.starts.push(end);
            end += sum(sixteen);
        }
        self.lengths.extend_from_slice(&other.lengths);
        self.bytes.extend_from_slice(&other.bytes);
    }

    /// Takes out all texts; their memory stays.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.lengths.clear();
        self.starts.clear();
    }

    /// Takes out the texts that are not kept.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        let mut kept = Pool::default();
        for (text, _) in self.iter().zip(keep).filter(|(_, keep)| **keep) {
            kept.push(text);
        }
        *self = kept;
    }

    /// The texts with one before each that is not empty; what comes to more than 255 bytes is cut off at the end of both.
    pub(super) fn prefixed(&self, prefix: &str) -> Pool {
        let (mut all, mut one) = (Pool::default(), Vec::new());
        for text in self.iter() {
            one.clear();
            if !text.is_empty() {
                one.extend_from_slice(prefix.as_bytes());
                one.extend_from_slice(text);
            }
            all.push(&one);
        }
        all
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The text of a number, empty where there is none.
    pub(super) fn get(&self, index: usize) -> &[u8] {
        let first = index / 16 * 16;
        let before: usize = self
            .lengths
            .get(first..index)
            .unwrap_or_default()
            .iter()
            .map(|one| usize::from(*one))
            .sum();
        let start = self.starts.get(index / 16).map_or(0, |start| *start as usize) + before;
        let length = self.lengths.get(index).map_or(0, |one| usize::from(*one));
        self.bytes.get(start..start + length).unwrap_or_default()
    }

    /// The text of a number as text.
    pub(super) fn text(&self, index: usize) -> &str {
        std::str::from_utf8(self.get(index)).unwrap_or("")
    }

    /// The texts in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let mut at = 0;
        self.lengths.iter().map(move |length| {
            let start = at;
            at += usize::from(*length);
            self.bytes.get(start..at).unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_at_their_numbers() {
        let texts: Vec<String> = (0..100usize).map(|number| "x".repeat(number * 7 % 256)).collect();
        let (mut pool, mut parts) = (Pool::default(), Pool::default());
        let all = texts.concat().into_bytes();
        let mut begin = 0;
        for (number, text) in texts.iter().enumerate() {
            let mut part = Pool::default();
            part.push(text.as_bytes());
            parts.append(&part);
            pool.push_within(&all, begin..begin + text.len());
            begin += text.len();
            assert_eq!((pool.text(number), parts.text(number)), (text.as_str(), text.as_str()));
        }
        let mut twice = pool.clone();
        twice.append(&pool);
        assert!(twice.iter().eq(texts.iter().chain(&texts).map(String::as_bytes)));
        assert!(twice.iter().enumerate().all(|(number, text)| twice.get(number) == text));
        let keep: Vec<bool> = (0..100).map(|number| number % 3 == 0).collect();
        pool.retain(&keep);
        assert!(pool.iter().eq(texts.iter().step_by(3).map(String::as_bytes)));
    }
}
