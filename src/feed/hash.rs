//! A keyed hash.

use super::short::Short;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A keyed hash of bytes; the key is drawn anew in every run, so that no feed can be built to make it slow.
/// No result depends on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(u64);

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

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
    /// The hash of a text.
    #[inline]
    pub(super) fn of(self, text: &[u8]) -> u64 {
        match Short::of(text) {
            Some(short) => self.of_short(short),
            None => self.of_long(text),
        }
    }

    /// The same for a short text.
    #[inline]
    pub(super) fn of_short(self, text: Short) -> u64 {
        let (first, second) = text.bytes;
        fold(first ^ self.0, second ^ self.0.rotate_left(32) ^ text.length as u64)
    }

    /// The hash of numbers.
    #[inline]
    pub(crate) fn of_numbers(self, numbers: &[u32]) -> u64 {
        let (pairs, rest) = numbers.as_chunks::<2>();
        let pair = |[low, high]: &[u32; 2]| u64::from(*low) | u64::from(*high) << 32;
        let mut state = self.0 ^ (numbers.len() as u64).wrapping_mul(MIX);
        for own in pairs {
            state = fold(state ^ pair(own), MIX ^ self.0);
        }
        let tail = rest.first().map_or(0, |own| u64::from(*own));
        fold(state ^ tail, MIX ^ self.0.rotate_left(32))
    }

    fn of_long(self, text: &[u8]) -> u64 {
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
