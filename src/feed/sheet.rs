//! The rows of all feeds of a role, in columns as narrow as their values allow.

use super::customers::{Customers, renumber};
use super::decided;
use super::facts::RowId;
use super::layout::{FAR, Layout, Store, near};
use super::packed::Packed;
use super::rows::Rows;
use super::spellings::{dimensions, obligations, tiers};
use crate::calendar::Moment;
use crate::model::{Decimal, FeedField, PartyId, RuleSet};
use std::collections::HashMap;

/// The rows of a role.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) layout: Layout,
    /// The values of each slot.
    pub(super) columns: Vec<Packed>,
    /// The line of each row.
    pub(super) lines: Vec<u32>,
    /// Where the rows of each feed begin, and the feed.
    feeds: Vec<(usize, u16)>,
    decimals: Vec<Decimal>,
    known_decimals: HashMap<Decimal, u32>,
    /// The same for the whole numbers below 256, which most columns of numbers hold.
    small_decimals: Box<[u32]>,
    texts: Vec<Box<str>>,
    /// Lists of units, each once.
    units: Vec<Box<[PartyId]>>,
    known_units: HashMap<Box<[PartyId]>, u32>,
    far: HashMap<(u32, usize), Moment>,
}

/// What a row tells in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Told<'a> {
    /// A position in a list.
    Code(u32),
    /// A moment.
    Moment(Moment),
    /// A number.
    Decimal(Decimal),
    /// A text.
    Text(&'a str),
}

impl Sheet {
    /// An empty sheet.
    pub(super) fn new(rules: &RuleSet, layout: Layout) -> Sheet {
        let mut columns: Vec<Packed> = layout.slots.iter().map(|_| Packed::Wide(Vec::new())).collect();
        let sizes = [
            (FeedField::Kind, rules.kinds.len()),
            (FeedField::Category, rules.categories.len()),
            (FeedField::Handler, rules.parties.len()),
            (FeedField::Party, rules.parties.len()),
            (FeedField::Event, rules.events.len() + decided::KINDS),
            (FeedField::Tier, tiers(rules).len()),
            (FeedField::About, obligations(rules).len()),
            (FeedField::Dimension, dimensions(rules).len()),
        ];
        let declared = layout
            .declared(rules)
            .into_iter()
            .flatten()
            .map(|slot| (Some(slot), usize::from(u8::MAX)));
        for (slot, size) in sizes
            .map(|(field, size)| (layout.slot(field), size))
            .into_iter()
            .chain(declared)
        {
            let Some(slot) = slot else {
                continue;
            };
            let narrow = match layout.slots.get(slot) {
                Some(Store::Told) => true,
                Some(Store::Code) => size < usize::from(u8::MAX),
                _ => continue,
            };
            if let Some(column) = columns.get_mut(slot) {
                *column = if narrow {
                    Packed::Narrow(Vec::new())
                } else {
                    Packed::Short(Vec::new())
                };
            }
        }
        Sheet {
            layout,
            columns,
            lines: Vec::new(),
            feeds: Vec::new(),
            decimals: Vec::new(),
            known_decimals: HashMap::new(),
            small_decimals: vec![0; 256].into(),
            texts: Vec::new(),
            units: Vec::new(),
            known_units: HashMap::new(),
            far: HashMap::new(),
        }
    }

    /// The rows that follow belong to a feed.
    pub(super) fn begin(&mut self, feed: usize) {
        self.feeds.push((self.lines.len(), feed as u16));
    }

    /// Takes over the good rows of a block whose first line is `line`.
    pub(super) fn append(&mut self, rows: &mut Rows, line: u32, customers: &mut Customers) {
        let first = self.lines.len() as u32;
        self.lines
            .extend(rows.lines.iter().map(|own| line.saturating_add(*own)));
        let told = customers.append(&rows.customers);
        let decimal_numbers: Vec<u32> = rows
            .decimals
            .iter()
            .map(|decimal| {
                let small = usize::try_from(decimal.mantissa).ok().filter(|_| decimal.scale == 0);
                if let Some(known) = small
                    .and_then(|small| self.small_decimals.get(small))
                    .filter(|known| **known > 0)
                {
                    return *known;
                }
                let number = *self.known_decimals.entry(*decimal).or_insert_with(|| {
                    self.decimals.push(*decimal);
                    self.decimals.len() as u32
                });
                if let Some(place) = small.and_then(|small| self.small_decimals.get_mut(small)) {
                    *place = number;
                }
                number
            })
            .collect();
        let unit_numbers: Vec<u32> = rows.units.drain(..).map(|units| self.number_units(units)).collect();
        let texts = self.texts.len() as u32;
        self.texts.append(&mut rows.texts);
        self.far.extend(
            rows.far
                .drain(..)
                .map(|(row, slot, moment)| ((first + row, slot), moment)),
        );
        for ((column, values), store) in self.columns.iter_mut().zip(&rows.columns).zip(&self.layout.slots) {
            // A value counts from 1 among the block's; it becomes the number among the sheet's. 0 is "not told".
            match store {
                Store::Code | Store::Moment | Store::Told => column.append(values),
                Store::Customer => column.extend(values.map(|at| told + at as u32 + 1)),
                Store::Decimal => column.extend(values.map(|at| decimal_numbers.get(at).copied().unwrap_or(0))),
                Store::Text => column.extend(values.map(|at| texts + at as u32 + 1)),
                Store::Units => column.extend(values.map(|at| unit_numbers.get(at).copied().unwrap_or(0))),
            }
        }
    }

    fn number_units(&mut self, units: Box<[PartyId]>) -> u32 {
        if let Some(known) = self.known_units.get(&units) {
            return *known;
        }
        self.units.push(units.clone());
        let number = self.units.len() as u32;
        self.known_units.insert(units, number);
        number
    }

    /// Puts the numbers of customers where what was told of them stood.
    pub(super) fn number_customers(&mut self, numbers: &[u32]) {
        for (column, store) in self.columns.iter_mut().zip(&self.layout.slots) {
            if *store == Store::Customer {
                renumber(column, numbers);
            }
        }
    }

    /// The number of rows.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The value of a slot in a row.
    #[inline]
    pub(super) fn get(&self, slot: Option<usize>, row: usize) -> u32 {
        slot.and_then(|slot| self.columns.get(slot))
            .map_or(0, |column| column.get(row))
    }

    /// The position that a code of a slot names.
    #[inline]
    pub(super) fn code(&self, slot: Option<usize>, row: usize) -> Option<u16> {
        self.get(slot, row).checked_sub(1).map(|code| code as u16)
    }

    /// The moment of a slot in a row.
    #[inline(always)]
    pub(super) fn moment(&self, slot: usize, row: usize) -> Option<Moment> {
        let value = match self.columns.get(slot) {
            Some(Packed::Wide(values)) => values.get(row).copied().unwrap_or(0),
            _ => 0,
        };
        match value {
            0 => None,
            FAR => self.far_moment(slot, row),
            near => Some(Moment(i64::from(near - FAR - 1))),
        }
    }

    #[cold]
    fn far_moment(&self, slot: usize, row: usize) -> Option<Moment> {
        self.far.get(&(row as u32, slot)).copied()
    }

    /// The values of a slot of moments, by row.
    pub(super) fn seconds(&self, slot: usize) -> &[u32] {
        match self.columns.get(slot) {
            Some(Packed::Wide(values)) => values,
            _ => &[],
        }
    }

    /// The moments of a slot that are told, with their rows.
    pub(super) fn moments(&self, slot: usize) -> impl Iterator<Item = (usize, Moment)> {
        self.seconds(slot)
            .iter()
            .enumerate()
            .filter_map(move |(row, value)| match value {
                0 => None,
                &FAR => self.far_moment(slot, row).map(|far| (row, far)),
                near => Some((row, Moment(i64::from(near - FAR - 1)))),
            })
    }

    /// Replaces the moment of a slot in a row; None: not told.
    pub(super) fn set_moment(&mut self, slot: usize, row: usize, moment: Option<Moment>) {
        let value = moment.map_or(Some(0), near);
        if let (None, Some(moment)) = (value, moment) {
            self.far.insert((row as u32, slot), moment);
        }
        if let Some(column) = self.columns.get_mut(slot) {
            column.set(row, value.unwrap_or(FAR));
        }
    }

    /// Takes the value of a slot over from another row.
    pub(super) fn copy(&mut self, slot: usize, from: usize, to: usize) {
        if let Some(far) = self.far.get(&(from as u32, slot)).copied() {
            self.far.insert((to as u32, slot), far);
        }
        if let Some(column) = self.columns.get_mut(slot) {
            column.set(to, column.get(from));
        }
    }

    /// What a slot tells in a row, so that two rows that tell the same are equal; None: not told.
    pub(super) fn told(&self, slot: usize, row: usize) -> Option<Told<'_>> {
        let value = self.get(Some(slot), row);
        if value == 0 {
            return None;
        }
        Some(match self.layout.slots.get(slot)? {
            Store::Moment => Told::Moment(self.moment(slot, row)?),
            Store::Decimal => Told::Decimal(self.decimal(value)?),
            Store::Text => Told::Text(self.text(value)?),
            Store::Code | Store::Told | Store::Customer | Store::Units => Told::Code(value),
        })
    }

    /// The decimal or text behind a value.
    pub(super) fn decimal(&self, value: u32) -> Option<Decimal> {
        self.decimals.get(value.checked_sub(1)? as usize).copied()
    }

    /// See [`Sheet::decimal`].
    pub(super) fn text(&self, value: u32) -> Option<&str> {
        self.texts.get(value.checked_sub(1)? as usize).map(|text| &**text)
    }

    /// The units of a slot in a row.
    pub(super) fn units(&self, slot: Option<usize>, row: usize) -> &[PartyId] {
        let list = self.get(slot, row).checked_sub(1);
        list.and_then(|list| self.units.get(list as usize))
            .map_or(&[], |units| &**units)
    }

    /// The feed of a row.
    #[inline]
    pub(super) fn feed(&self, row: usize) -> u16 {
        match self.feeds.as_slice() {
            [(_, only)] => *only,
            many => many
                .partition_point(|(start, _)| *start <= row)
                .checked_sub(1)
                .and_then(|at| many.get(at))
                .map_or(0, |(_, feed)| *feed),
        }
    }

    /// The place of a row.
    #[inline]
    pub(super) fn place(&self, row: usize) -> RowId {
        RowId {
            feed: self.feed(row),
            line: self.lines.get(row).copied().unwrap_or(0),
        }
    }

    /// The content of a row without its place, to order rows of one ticket by what they say.
    pub(super) fn content(&self, row: usize, customers: &Customers) -> Vec<String> {
        (0..self.columns.len())
            .map(|slot| {
                let value = self.get(Some(slot), row);
                match self.layout.slots.get(slot) {
                    Some(Store::Moment) => format!("{:?}", self.moment(slot, row)),
                    Some(Store::Decimal) => format!("{:?}", self.decimal(value)),
                    Some(Store::Text) => format!("{:?}", self.text(value)),
                    Some(Store::Units) => format!("{:?}", self.units(Some(slot), row)),
                    Some(Store::Customer) => (value as usize)
                        .checked_sub(1)
                        .map_or(String::new(), |at| customers.names.text(at).to_string()),
                    _ => format!("{value:05}"),
                }
            })
            .collect()
    }
}
