//! Values of one slot, row by row, as narrow as they may be.

/// Codes take one byte as long as all of them fit.
#[derive(Debug, Clone)]
pub(super) enum Packed {
    /// Below 256.
    Narrow(Vec<u8>),
    /// Below 65 536.
    Short(Vec<u16>),
    /// Any.
    Wide(Vec<u32>),
}

impl Default for Packed {
    fn default() -> Packed {
        Packed::Wide(Vec::new())
    }
}

impl Packed {
    /// As narrow as this one, and empty.
    pub(super) fn emptied(&self) -> Packed {
        match self {
            Packed::Narrow(_) => Packed::Narrow(Vec::new()),
            Packed::Short(_) => Packed::Short(Vec::new()),
            Packed::Wide(_) => Packed::Wide(Vec::new()),
        }
    }

    /// Takes all values out; their memory stays.
    pub(super) fn clear(&mut self) {
        match self {
            Packed::Narrow(values) => values.clear(),
            Packed::Short(values) => values.clear(),
            Packed::Wide(values) => values.clear(),
        }
    }

    /// The value of a row; 0 where there is none.
    #[inline]
    pub(super) fn get(&self, row: usize) -> u32 {
        match self {
            Packed::Narrow(values) => values.get(row).map_or(0, |value| u32::from(*value)),
            Packed::Short(values) => values.get(row).map_or(0, |value| u32::from(*value)),
            Packed::Wide(values) => values.get(row).copied().unwrap_or(0),
        }
    }

    /// Replaces the value of a row.
    pub(super) fn set(&mut self, row: usize, value: u32) {
        match self {
            Packed::Narrow(values) => values.get_mut(row).map(|old| *old = value as u8),
            Packed::Short(values) => values.get_mut(row).map(|old| *old = value as u16),
            Packed::Wide(values) => values.get_mut(row).map(|old| *old = value),
        };
    }

    /// The values of further rows.
    pub(super) fn extend_from_slice(&mut self, values: &[u32]) {
        match self {
            Packed::Wide(own) => own.extend_from_slice(values),
            _ => self.extend(values.iter().copied()),
        }
    }

    /// The values of further rows.
    pub(super) fn extend(&mut self, values: impl Iterator<Item = u32>) {
        match self {
            Packed::Narrow(old) => old.extend(values.map(|value| value as u8)),
            Packed::Short(old) => old.extend(values.map(|value| value as u16)),
            Packed::Wide(old) => old.extend(values),
        }
    }

    /// The rows of another column of the same slot.
    pub(super) fn append(&mut self, other: &Packed) {
        match (self, other) {
            (Packed::Narrow(own), Packed::Narrow(other)) => own.extend_from_slice(other),
            (Packed::Short(own), Packed::Short(other)) => own.extend_from_slice(other),
            (Packed::Wide(own), Packed::Wide(other)) => own.extend_from_slice(other),
            (own, other) => own.extend((0..other.len()).map(|row| other.get(row))),
        }
    }

    /// The values, all but 0 (which stays) by what `number` makes of one less.
    pub(super) fn map(&self, number: impl Fn(usize) -> u32) -> impl Iterator<Item = u32> {
        let wide: &[u32] = match self {
            Packed::Wide(values) => values,
            _ => &[],
        };
        let one = move |value: &u32| value.checked_sub(1).map_or(0, |at| number(at as usize));
        wide.iter().map(one)
    }

    /// How many rows.
    pub(super) fn len(&self) -> usize {
        match self {
            Packed::Narrow(values) => values.len(),
            Packed::Short(values) => values.len(),
            Packed::Wide(values) => values.len(),
        }
    }

    /// Sets the number of rows; new ones hold 0.
    pub(super) fn resize(&mut self, rows: usize) {
        match self {
            Packed::Narrow(values) => values.resize(rows, 0),
            Packed::Short(values) => values.resize(rows, 0),
            Packed::Wide(values) => values.resize(rows, 0),
        }
    }

    /// Takes out the rows that are not kept.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        fn kept<T>(values: &mut Vec<T>, keep: &[bool]) {
            let mut keep = keep.iter();
            values.retain(|_| keep.next().copied().unwrap_or(false));
        }
        match self {
            Packed::Narrow(values) => kept(values, keep),
            Packed::Short(values) => kept(values, keep),
            Packed::Wide(values) => kept(values, keep),
        }
    }
}
