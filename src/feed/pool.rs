//! Short texts in one stretch of memory, numbered from 0, and a table that finds them again.

use std::hash::{BuildHasher, Hasher, RandomState};

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

    /// Adds the texts of another pool.
    pub(super) fn append(&mut self, other: &Pool) {
        let mut end = self.bytes.len() as u64;
        for length in &other.lengths {
            if self.lengths.len().is_multiple_of(16) {
                self.starts.push(end);
            }
            self.lengths.push(*length);
            end += u64::from(*length);
        }
        self.bytes.extend_from_slice(&other.bytes);
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

/// A keyed hash of bytes; the key is drawn anew in every run, so that no feed can be built to make it slow.
/// No result depends on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Hash {
        Hash(RandomState::new().build_hasher().finish() | 1)
    }
}

fn fold(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    (product as u64) ^ ((product >> 64) as u64)
}

impl Hash {
    /// The hash of two numbers and a length.
    #[inline]
    pub(super) fn of_pair(self, pair: (u64, u64), length: usize) -> u64 {
        fold(pair.0 ^ self.0, pair.1 ^ self.0.rotate_left(32) ^ length as u64)
    }

    /// The hash of a text.
    #[inline]
    pub(super) fn of(self, text: &[u8]) -> u64 {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut state = self.0 ^ (text.len() as u64).wrapping_mul(MIX);
        let (words, rest) = text.as_chunks::<8>();
        for word in words {
            state = fold(state ^ u64::from_le_bytes(*word), MIX ^ self.0);
        }
        let mut tail = 0;
        for byte in rest {
            tail = tail << 8 | u64::from(*byte);
        }
        fold(state ^ tail, MIX ^ self.0.rotate_left(32))
    }
}

/// Finds texts of a pool again. A slot holds the upper half of the hash and the number, or nothing (0).
#[derive(Debug, Default, Clone)]
pub(super) struct Index {
    slots: Vec<u64>,
    used: usize,
}

impl Index {
    /// The number of a text in `pool`, and the slot where it belongs if it is not there.
    #[inline]
    fn find(&self, pool: &Pool, hash: u64, text: &[u8]) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            match self.slots.get(at) {
                None | Some(0) => return Err(at),
                Some(slot) if slot >> 32 == hash >> 32 && pool.get((*slot as u32 - 1) as usize) == text => {
                    return Ok(*slot as u32 - 1);
                }
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// The number of a text, if it is known.
    pub(super) fn get(&self, pool: &Pool, hash: u64, text: &[u8]) -> Option<u32> {
        self.find(pool, hash, text).ok()
    }

    /// The number of a text; a new one goes to the end of the pool.
    #[inline]
    pub(super) fn intern(&mut self, pool: &mut Pool, keys: Hash, hash: u64, text: &[u8]) -> u32 {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            self.grow(pool, keys);
        }
        match self.find(pool, hash, text) {
            Ok(found) => found,
            Err(at) => {
                let number = pool.len() as u32;
                pool.push(text);
                self.used += 1;
                if let Some(slot) = self.slots.get_mut(at) {
                    *slot = (hash >> 32 << 32) | u64::from(number + 1);
                }
                number
            }
        }
    }

    /// The table of all texts of a pool.
    pub(super) fn of(pool: &Pool, keys: Hash) -> Index {
        let mut index = Index::default();
        index.rebuild(pool, keys, (pool.len() * 2).next_power_of_two().max(16));
        index
    }

    fn grow(&mut self, pool: &Pool, keys: Hash) {
        self.rebuild(pool, keys, (self.slots.len() * 2).max(64));
    }

    fn rebuild(&mut self, pool: &Pool, keys: Hash, size: usize) {
        self.slots = vec![0; size];
        self.used = pool.len();
        for (number, text) in pool.iter().enumerate() {
            let hash = keys.of(text);
            let mut at = hash as usize & (size - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (hash >> 32 << 32) | (number as u64 + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_again() {
        let (mut pool, mut index, keys) = (Pool::default(), Index::default(), Hash::default());
        for round in 0..2 {
            for number in 0..1000u32 {
                let text = format!("{}", number.wrapping_mul(7919));
                let got = index.intern(&mut pool, keys, keys.of(text.as_bytes()), text.as_bytes());
                assert_eq!(got, number, "round {round}");
                assert_eq!(pool.text(number as usize), text);
            }
        }
        let whole = Index::of(&pool, keys);
        assert_eq!(whole.get(&pool, keys.of(b"7919"), b"7919"), Some(1));
        assert_eq!(whole.get(&pool, keys.of(b"x"), b"x"), None);
        assert!(pool.iter().enumerate().all(|(at, text)| pool.get(at) == text));
    }
}
