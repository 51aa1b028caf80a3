//! The nodes of diagrams, each once: equal nodes have one number.

use super::diagram::Diagram;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Nodes of a space at most: some tens of megabytes.
const MOST: usize = 200_000;

/// No node.
const NONE: u32 = u32::MAX;

/// Hashes small numbers that nobody from outside chooses: numbers of nodes.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Numbers(u64);

impl Hasher for Numbers {
    fn finish(&self) -> u64 {
        // The upper bits are the well mixed ones; a table looks at both ends.
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// A table whose keys are such numbers.
pub(crate) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Numbers>>;

/// Nodes: the dimension that each asks, and where its classes lead.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    /// By node its dimension, and where its children begin among all.
    nodes: Vec<(u16, u32)>,
    children: Vec<Diagram>,
    /// Nodes by their hash, with the free place behind where that is taken: never more than half of the places.
    places: Vec<u32>,
}

impl Nodes {
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The dimension that a node asks; None for a leaf.
    pub fn dimension(&self, of: Diagram) -> Option<u16> {
        self.nodes.get(of.node()?).map(|node| node.0)
    }

    /// The dimension that a node asks, and where its classes lead; None for a leaf.
    pub fn get(&self, of: Diagram) -> Option<(u16, &[Diagram])> {
        let at = of.node()?;
        let (dimension, start) = *self.nodes.get(at)?;
        let end = self
            .nodes
            .get(at + 1)
            .map_or(self.children.len(), |next| next.1 as usize);
        Some((dimension, self.children.get(start as usize..end)?))
    }

    /// Where a function leads by a class of a dimension; None where it does not ask it.
    pub fn child(&self, of: Diagram, dimension: u16, class: usize) -> Option<Diagram> {
        let (_, start) = *self.nodes.get(of.node()?).filter(|own| own.0 == dimension)?;
        self.children.get(start as usize + class).copied()
    }

    /// The node that asks a dimension and leads there; None: there are too many.
    pub fn number(&mut self, dimension: u16, children: &[Diagram]) -> Option<Diagram> {
        if self.places.len() < 2 * (self.nodes.len() + 1) {
            self.grow();
        }
        let place = self.place(dimension, children);
        if let Some(known) = self.places.get(place).filter(|own| **own != NONE) {
            return Some(Diagram::of_node(*known));
        }
        if self.nodes.len() >= MOST {
            return None;
        }
        let number = u32::try_from(self.nodes.len()).ok()?;
        self.nodes.push((dimension, u32::try_from(self.children.len()).ok()?));
        self.children.extend_from_slice(children);
        self.places[place] = number;
        Some(Diagram::of_node(number))
    }

    /// Where a node stands among the places, or is to stand.
    fn place(&self, dimension: u16, children: &[Diagram]) -> usize {
        let mut hash = Numbers::default();
        hash.write_u16(dimension);
        children.iter().for_each(|child| hash.write_u32(child.number()));
        let last = self.places.len() - 1;
        let mut place = hash.finish() as usize & last;
        while self.places[place] != NONE
            && self.get(Diagram::of_node(self.places[place])) != Some((dimension, children))
        {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        self.places = vec![NONE; (4 * (self.nodes.len() + 1)).next_power_of_two().max(256)];
        for at in 0..self.nodes.len() {
            let number = at as u32;
            if let Some((dimension, children)) = self.get(Diagram::of_node(number)) {
                let place = self.place(dimension, children);
                self.places[place] = number;
            }
        }
    }
}
