//! Customers, each once.
//!
//! While rows are read, what they tell is only gathered, in parts by its hash; when all are there, each part is
//! numbered by itself, in a table small enough to stay near. Which number a customer gets means nothing.

use super::hash::Hash;
use super::packed::Packed;
use super::pool::Pool;
use super::short::Short;
use rayon::prelude::*;

/// A customer's name as it is compared: one of at most eleven bytes stands here itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    /// The first eight bytes; of a longer name its place among the long ones.
    first: u64,
    /// The three bytes behind them, and the length above; of a longer name [`LONG`].
    rest: u32,
}

const LONG: u32 = u32::MAX;

/// A name as it was told, in one stretch of sixteen bytes.
#[derive(Debug, Clone, Copy)]
struct Entry {
    first: u64,
    rest: u32,
    /// In a block the part it belongs to; in a part its place among all that was told.
    place: u32,
}

impl Entry {
    #[inline]
    fn new(name: Name, place: u32) -> Entry {
        let Name { first, rest } = name;
        Entry { first, rest, place }
    }

    #[inline]
    fn name(&self) -> Name {
        Name {
            first: self.first,
            rest: self.rest,
        }
    }
}

/// Customers told by the rows of a block.
#[derive(Debug, Default)]
pub(super) struct Told {
    names: Vec<Entry>,
    long: Pool,
}

impl Told {
    /// Adds the customer that stands at a range of `bytes`, at most 255 of them; how many there are now.
    #[inline]
    pub(super) fn push(&mut self, keys: Hash, bytes: &[u8], range: std::ops::Range<usize>) -> u32 {
        let (name, hash) = match Short::within(bytes, range.clone()).filter(|short| short.length < 12) {
            Some(short) => (Name::of(short), keys.of_short(short)),
            None => {
                let text = bytes.get(range).unwrap_or_default();
                self.long.push(text);
                let first = self.long.len() as u64 - 1;
                (Name { first, rest: LONG }, keys.of(text))
            }
        };
        self.names.push(Entry::new(name, part(hash)));
        self.names.len() as u32
    }

    /// Takes everything out; the memory stays.
    pub(super) fn clear(&mut self) {
        self.names.clear();
        self.long.clear();
    }
}

/// Parts, told apart by the upper bits of the hash; places in a table by the lower ones.
const PARTS: usize = 256;

fn part(hash: u64) -> u32 {
    (hash >> 56) as u32
}

impl Name {
    #[inline]
    fn of(short: Short) -> Name {
        Name {
            first: short.bytes.0,
            rest: short.bytes.1 as u32 | (short.length as u32) << 24,
        }
    }

    /// The name itself, if it stands here.
    fn short(self) -> Option<Short> {
        (self.rest != LONG).then(|| Short {
            bytes: (self.first, u64::from(self.rest & 0xff_ffff)),
            length: (self.rest >> 24) as usize,
        })
    }
}

/// Customers of all feeds.
#[derive(Debug, Default)]
pub(super) struct Customers {
    /// Their names by number.
    pub(super) names: Pool,
    /// Until they are numbered: what was told, in parts, each with its place among all that was told.
    parts: Vec<Vec<Entry>>,
    told: u32,
    long: Pool,
}

/// A part, numbered by itself.
struct Numbered {
    /// The number of each name told.
    numbers: Vec<u32>,
    /// Where each number was told first.
    firsts: Vec<u32>,
}

impl Customers {
    /// Takes over what a block told; its first is told as this one among all, from 0.
    pub(super) fn append(&mut self, block: &Told) -> u32 {
        self.parts.resize_with(PARTS, Vec::new);
        let (begin, long) = (self.told, self.long.len() as u64);
        for entry in &block.names {
            let mut name = entry.name();
            if name.rest == LONG {
                name.first += long;
            }
            if let Some(part) = self.parts.get_mut(entry.place as usize) {
                part.push(Entry::new(name, self.told));
            }
            self.told += 1;
        }
        self.long.append(&block.long);
        begin
    }

    /// Numbers all that was told; the number of each of them.
    pub(super) fn number(&mut self, keys: Hash) -> Vec<u32> {
        let parts = std::mem::take(&mut self.parts);
        let long = std::mem::take(&mut self.long);
        let numbered: Vec<Numbered> = parts.par_iter().map(|part| Numbered::of(part, &long, keys)).collect();
        let mut numbers = vec![0; self.told as usize];
        for (part, numbered) in parts.into_iter().zip(numbered) {
            let begin = self.names.len() as u32;
            for (entry, number) in part.iter().zip(&numbered.numbers) {
                if let Some(place) = numbers.get_mut(entry.place as usize) {
                    *place = begin + number;
                }
            }
            for first in &numbered.firsts {
                let Some(name) = part.get(*first as usize).map(Entry::name) else {
                    continue;
                };
                match name.short() {
                    Some(short) => self.names.push_within(&short.to_bytes(), 0..short.length),
                    None => self.names.push(long.get(name.first as usize)),
                }
            }
        }
        numbers
    }
}

impl Numbered {
    fn of(part: &[Entry], long: &Pool, keys: Hash) -> Numbered {
        // A slot holds where a name was told first, plus one; 0: nothing.
        let mut slots = vec![0u32; (part.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut numbered = Numbered {
            numbers: Vec::with_capacity(part.len()),
            firsts: Vec::new(),
        };
        let text = |name: Name| long.get(name.first as usize);
        for (at, entry) in part.iter().enumerate() {
            let name = entry.name();
            let hash = name
                .short()
                .map_or_else(|| keys.of(text(name)), |short| keys.of_short(short));
            let mut slot = hash as usize & mask;
            let number = loop {
                let Some(first) = slots.get(slot).copied().unwrap_or(0).checked_sub(1) else {
                    if let Some(slot) = slots.get_mut(slot) {
                        *slot = at as u32 + 1;
                    }
                    numbered.firsts.push(at as u32);
                    break numbered.firsts.len() as u32 - 1;
                };
                let same = part.get(first as usize).map(Entry::name).is_some_and(|other| {
                    other == name || other.rest == LONG && name.rest == LONG && text(other) == text(name)
                });
                if same {
                    break numbered.numbers.get(first as usize).copied().unwrap_or(0);
                }
                slot = (slot + 1) & mask;
            };
            numbered.numbers.push(number);
        }
        numbered
    }
}

/// Puts the numbers of customers where what was told stood, counted from 1; 0 stays.
pub(super) fn renumber(column: &mut Packed, numbers: &[u32]) {
    if let Packed::Wide(values) = column {
        for value in values {
            if let Some(told) = value.checked_sub(1) {
                *value = numbers.get(told as usize).map_or(0, |number| number + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_customer_has_one_number() {
        let (mut customers, keys) = (Customers::default(), Hash::default());
        let name = |number: usize| format!("{}", number % 700).repeat(number % 700 % 9 + 1);
        let (mut told, mut places) = (Told::default(), Vec::new());
        for number in 0..3000 {
            let name = name(number);
            let place = told.push(keys, name.as_bytes(), 0..name.len());
            places.push(place);
            if number % 100 == 99 {
                let begin = customers.append(&told);
                places.iter_mut().rev().take(100).for_each(|place| *place += begin);
                told.clear();
            }
        }
        let mut column = Packed::Wide(places);
        renumber(&mut column, &customers.number(keys));
        assert_eq!(customers.names.len(), 700);
        for number in 0..3000 {
            assert_eq!(customers.names.text(column.get(number) as usize - 1), name(number));
        }
    }
}
