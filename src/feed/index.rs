//! A table that finds the texts of a pool again.

use super::hash::Hash;
use super::pool::Pool;
use super::short::Short;

/// Finds texts of a pool again.
#[derive(Debug, Default, Clone)]
pub(super) struct Index {
    slots: Vec<Slot>,
    used: usize,
}

/// A text and its number. A text of at most eleven bytes stands here itself, so that the pool need not be asked.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Slot {
    /// The text's first eight bytes; of a longer text its hash.
    first: u64,
    /// The three bytes behind them, and the length above; of a longer text [`LONG`].
    rest: u32,
    /// The number plus one; 0: nothing stands here.
    number: u32,
}

const LONG: u32 = u32::MAX;

impl Slot {
    #[inline]
    fn of(text: &[u8], hash: u64) -> Slot {
        match Short::of(text) {
            Some(short) if short.length < 12 => Slot {
                first: short.bytes.0,
                rest: short.bytes.1 as u32 | (short.length as u32) << 24,
                number: 0,
            },
            _ => Slot {
                first: hash,
                rest: LONG,
                number: 0,
            },
        }
    }

    #[inline]
    fn hash(&self, keys: Hash) -> u64 {
        match self.rest {
            LONG => self.first,
            rest => keys.of_short(Short {
                bytes: (self.first, u64::from(rest & 0xff_ffff)),
                length: (rest >> 24) as usize,
            }),
        }
    }

    /// Whether this is the text that `wanted` is made of.
    #[inline]
    fn tells(&self, wanted: Slot, text: &[u8], pool: &Pool) -> bool {
        let same = (self.first, self.rest) == (wanted.first, wanted.rest);
        same && (wanted.rest != LONG || pool.get(self.number as usize - 1) == text)
    }
}

impl Index {
    /// The number of a text in `pool`, and the slot where it belongs if it is not there.
    #[inline]
    fn find(&self, pool: &Pool, hash: u64, text: &[u8]) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let wanted = Slot::of(text, hash);
        let mut at = hash as usize & mask;
        loop {
            match self.slots.get(at) {
                None | Some(Slot { number: 0, .. }) => return Err(at),
                Some(slot) if slot.tells(wanted, text, pool) => return Ok(slot.number - 1),
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// The numbers of the texts that are known.
    pub(super) fn get_all(&self, pool: &Pool, texts: &Pool, hashes: &[u64]) -> Vec<Option<u32>> {
        let texts = hashes.iter().zip(texts.iter());
        texts.map(|(hash, text)| self.find(pool, *hash, text).ok()).collect()
    }

    /// The number of each text; new ones go to the end of the pool.
    pub(super) fn intern_all(&mut self, pool: &mut Pool, keys: Hash, texts: &Pool, hashes: &[u64]) -> Vec<u32> {
        while (self.used + hashes.len()) * 4 > self.slots.len() * 3 {
            self.grow(keys);
        }
        let texts = hashes.iter().zip(texts.iter());
        texts.map(|(hash, text)| self.intern(pool, *hash, text)).collect()
    }

    /// The number of a text; a new one goes to the end of the pool.
    #[inline]
    fn intern(&mut self, pool: &mut Pool, hash: u64, text: &[u8]) -> u32 {
        match self.find(pool, hash, text) {
            Ok(found) => found,
            Err(at) => {
                let number = pool.len() as u32;
                pool.push(text);
                self.used += 1;
                if let Some(slot) = self.slots.get_mut(at) {
                    *slot = Slot {
                        number: number + 1,
                        ..Slot::of(text, hash)
                    };
                }
                number
            }
        }
    }

    /// The table of all texts of a pool, which may hold a text twice.
    pub(super) fn of(pool: &Pool, keys: Hash) -> Index {
        let mut index = Index {
            slots: vec![Slot::default(); (pool.len() * 2).next_power_of_two().max(16)],
            used: pool.len(),
        };
        for (number, text) in pool.iter().enumerate() {
            let hash = keys.of(text);
            let slot = Slot {
                number: number as u32 + 1,
                ..Slot::of(text, hash)
            };
            index.put(hash, slot);
        }
        index
    }

    fn grow(&mut self, keys: Hash) {
        let size = (self.slots.len() * 2).max(64);
        for slot in std::mem::replace(&mut self.slots, vec![Slot::default(); size]) {
            if slot.number != 0 {
                self.put(slot.hash(keys), slot);
            }
        }
    }

    fn put(&mut self, hash: u64, slot: Slot) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.number != 0) {
            at = (at + 1) & mask;
        }
        if let Some(empty) = self.slots.get_mut(at) {
            *empty = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_again() {
        let (mut pool, mut index, keys) = (Pool::default(), Index::default(), Hash::default());
        let mut texts = Pool::default();
        for number in 0..1000u32 {
            texts.push(number.to_string().repeat(number as usize % 9 + 1).as_bytes());
        }
        texts.push(b"1");
        let hashes: Vec<u64> = texts.iter().map(|text| keys.of(text)).collect();
        let mut first = std::collections::HashMap::new();
        let mut numbers = Vec::new();
        for text in texts.iter() {
            let next = first.len() as u32;
            numbers.push(*first.entry(text).or_insert(next));
        }
        for round in 0..2 {
            assert_eq!(
                index.intern_all(&mut pool, keys, &texts, &hashes),
                numbers,
                "round {round}"
            );
            assert_eq!(pool.len(), first.len());
        }
        let whole = Index::of(&pool, keys);
        let mut more = texts.clone();
        more.push(b"x");
        let hashes: Vec<u64> = more.iter().map(|text| keys.of(text)).collect();
        let found = whole.get_all(&pool, &more, &hashes);
        assert_eq!(found, numbers.into_iter().map(Some).chain([None]).collect::<Vec<_>>());
    }
}
