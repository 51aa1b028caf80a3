//! Short words as numbers, so that they are compared and hashed without a loop.

use std::cmp::Ordering;
use std::ops::Range;

/// A word of at most sixteen bytes: its bytes, zeros behind them, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Short {
    /// The first eight bytes and the second eight.
    pub(super) bytes: (u64, u64),
    /// How many.
    pub(super) length: usize,
}

/// The longest short word.
const MOST: usize = 16;

/// The lowest bytes of a number, by how many.
const LOWEST: [u64; 9] = {
    let mut masks = [u64::MAX; 9];
    let mut count = 0;
    while count < 8 {
        masks[count] = (1 << (count * 8)) - 1;
        count += 1;
    }
    masks
};

impl Short {
    /// A word; None where it is longer.
    #[inline]
    pub(super) fn of(word: &[u8]) -> Option<Short> {
        let length = word.len();
        let bytes = match (word.first_chunk(), word.last_chunk(), length) {
            (Some(first), Some(last), 9..=MOST) => (
                u64::from_le_bytes(*first),
                u64::from_le_bytes(*last) >> (8 * (MOST - length)),
            ),
            (Some(first), _, 8) => (u64::from_le_bytes(*first), 0),
            (_, _, 0..8) => match (word.first_chunk(), word.last_chunk()) {
                (Some(first), Some(last)) => {
                    let last = u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4));
                    (u64::from(u32::from_le_bytes(*first)) | last, 0)
                }
                _ => (word.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0),
            },
            _ => return None,
        };
        Some(Short { bytes, length })
    }

    /// The word at a range of `bytes`: the same as [`Short::of`], without a branch on its length.
    #[inline]
    pub(super) fn within(bytes: &[u8], range: Range<usize>) -> Option<Short> {
        let length = range.end.wrapping_sub(range.start);
        if length > MOST {
            return None;
        }
        let Some(chunk) = bytes.get(range.start..).and_then(|rest| rest.first_chunk::<MOST>()) else {
            return Short::of(bytes.get(range)?);
        };
        let [low, high] = [length.min(8), length.max(8) - 8].map(|count| LOWEST.get(count).copied().unwrap_or(0));
        let all = u128::from_le_bytes(*chunk);
        Some(Short {
            bytes: (all as u64 & low, (all >> 64) as u64 & high),
            length,
        })
    }

    /// What orders it among others as its bytes are ordered.
    #[inline]
    fn order(self) -> (u64, u64, usize) {
        (self.bytes.0.swap_bytes(), self.bytes.1.swap_bytes(), self.length)
    }

    /// Its bytes, zeros behind them.
    pub(super) fn to_bytes(self) -> [u8; MOST] {
        (u128::from(self.bytes.0) | u128::from(self.bytes.1) << 64).to_le_bytes()
    }

    /// The byte at its start; 0 where it is empty.
    #[inline]
    pub(super) fn first(self) -> u8 {
        self.bytes.0 as u8
    }
}

impl PartialOrd for Short {
    #[inline]
    fn partial_cmp(&self, other: &Short) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Short {
    #[inline]
    fn cmp(&self, other: &Short) -> Ordering {
        self.order().cmp(&other.order())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_ordered_as_their_bytes_are() {
        let words = [
            "",
            "a",
            "a\0",
            "aa",
            "b",
            "abcdefgh",
            "abcdefgha",
            "abcdefgi",
            "\u{6295}",
            "T0000000010",
            "T0000000009",
        ];
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (one, other))) {
            let [short, second] = [one, other].map(|word| Short::of(word.as_bytes()).unwrap());
            assert_eq!(short.cmp(&second), one.cmp(other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn both_ways_make_the_same() {
        let text = b"0123456789abcdefghijklmnopqrstuvwxyz";
        for from in 0..text.len() {
            for to in from..text.len() {
                let word = &text[from..to];
                let found = Short::of(word);
                assert_eq!(found, Short::within(text, from..to));
                assert_eq!(found.is_some(), word.len() <= 16);
                if let Some(found) = found {
                    let mut expected = [0; 16];
                    expected[..word.len()].copy_from_slice(word);
                    assert_eq!((found.to_bytes(), found.length), (expected, word.len()));
                }
            }
        }
    }
}
