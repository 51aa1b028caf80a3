//! Functions over a space as diagrams: every node asks one dimension and leads on by the class; equal functions are one
//! number, so that to compare two of them is to compare two numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// A function over the space: a leaf, or a node of its [`Store`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagram(u32);

/// Nodes of a space at most: some tens of megabytes.
const MOST: u32 = 200_000;

/// Marks a leaf.
const LEAF: u32 = 1 << 31;

impl Diagram {
    /// The function that is the same everywhere.
    #[must_use]
    pub fn leaf(value: u32) -> Diagram {
        Diagram(LEAF | value)
    }

    /// What it is everywhere; None where it depends on something.
    #[must_use]
    pub fn value(self) -> Option<u32> {
        (self.0 & LEAF != 0).then_some(self.0 & !LEAF)
    }
}

/// A proof ran out of its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exhausted;

/// A node: the dimension it asks, and where each class leads.
type Node = (u16, Rc<[Diagram]>);

/// Hashes small numbers that nobody from outside chooses: numbers of nodes.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Numbers(u64);

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
pub(super) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Numbers>>;

/// The nodes of all diagrams of a space, each once.
#[derive(Debug)]
pub struct Store {
    /// By dimension: its number of classes.
    widths: Vec<usize>,
    nodes: Vec<Node>,
    known: Table<Node, Diagram>,
    left: u64,
}

impl Store {
    /// No diagrams yet over dimensions of so many classes each, and the steps that may be taken.
    #[must_use]
    pub fn new(widths: Vec<usize>, budget: u64) -> Store {
        Store {
            widths,
            nodes: Vec::new(),
            known: Table::default(),
            left: budget,
        }
    }

    /// The dimension that a node asks, and where its classes lead; None for a leaf.
    #[must_use]
    pub fn node(&self, diagram: Diagram) -> Option<(usize, &[Diagram])> {
        let (dimension, children) = self.nodes.get(diagram.0 as usize)?;
        Some((usize::from(*dimension), children))
    }

    /// The function that leads on by the class of a dimension.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn by_class(&mut self, dimension: usize, children: Vec<Diagram>) -> Result<Diagram, Exhausted> {
        self.spend(children.len())?;
        if let [first, rest @ ..] = children.as_slice()
            && rest.iter().all(|other| other == first)
        {
            return Ok(*first);
        }
        let node = (u16::try_from(dimension).map_err(|_| Exhausted)?, Rc::from(children));
        if let Some(known) = self.known.get(&node) {
            return Ok(*known);
        }
        let number = u32::try_from(self.nodes.len()).map_err(|_| Exhausted)?;
        if number >= MOST {
            return Err(Exhausted);
        }
        self.nodes.push(node.clone());
        self.known.insert(node, Diagram(number));
        Ok(Diagram(number))
    }

    /// Puts two functions together: `at` says what comes of two of which it knows enough, else None.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn join(
        &mut self,
        one: Diagram,
        other: Diagram,
        at: &mut impl FnMut(Diagram, Diagram) -> Option<Diagram>,
    ) -> Result<Diagram, Exhausted> {
        self.joined(one, other, at, &mut Table::default())
    }

    fn joined(
        &mut self,
        one: Diagram,
        other: Diagram,
        at: &mut impl FnMut(Diagram, Diagram) -> Option<Diagram>,
        done: &mut Table<(Diagram, Diagram), Diagram>,
    ) -> Result<Diagram, Exhausted> {
        if let Some(known) = at(one, other) {
            return Ok(known);
        }
        if let Some(known) = done.get(&(one, other)) {
            return Ok(*known);
        }
        let node = |diagram: Diagram| self.nodes.get(diagram.0 as usize);
        let (first, second) = (node(one), node(other));
        let Some(dimension) = first.into_iter().chain(second).map(|(own, _)| *own).min() else {
            // Two leaves of which `at` knows nothing: the first stands.
            return Ok(one);
        };
        // A function that does not ask the dimension leads to itself.
        let asks = |node: Option<&Node>| {
            node.filter(|(own, _)| *own == dimension)
                .map(|(_, next)| Rc::clone(next))
        };
        let (first, second) = (asks(first), asks(second));
        let dimension = usize::from(dimension);
        let width = self.widths.get(dimension).copied().unwrap_or(0);
        self.spend(width)?;
        let mut children = Vec::with_capacity(width);
        let under = |next: &Option<Rc<[Diagram]>>, own: Diagram, class: usize| {
            next.as_ref().and_then(|next| next.get(class)).copied().unwrap_or(own)
        };
        for class in 0..width {
            let (one, other) = (under(&first, one, class), under(&second, other, class));
            children.push(self.joined(one, other, at, done)?);
        }
        let joined = self.by_class(dimension, children)?;
        done.insert((one, other), joined);
        Ok(joined)
    }

    /// The same function with other leaves.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn map(&mut self, diagram: Diagram, to: &mut impl FnMut(u32) -> u32) -> Result<Diagram, Exhausted> {
        let none = Diagram::leaf(0);
        self.join(diagram, none, &mut |own, _| {
            own.value().map(|value| Diagram::leaf(to(value)))
        })
    }

    /// A function that is the same wherever `care` is not 0, and asks as little as comes of it: elsewhere it is whatever
    /// saves a question.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn simplified(&mut self, of: Diagram, care: Diagram) -> Result<Diagram, Exhausted> {
        let cared = |care: Diagram| care.value().map(|value| value != 0);
        if of.value().is_some() || cared(care).is_some() {
            return Ok(of);
        }
        let asked = |store: &Store, of: Diagram| {
            store
                .nodes
                .get(of.0 as usize)
                .map(|(own, next)| (*own, Rc::clone(next)))
        };
        let (Some((own, next)), Some((cares, each))) = (asked(self, of), asked(self, care)) else {
            return Ok(of);
        };
        if cares < own {
            // It does not ask that: what is cared about in any class counts.
            let mut any = Diagram::leaf(0);
            for child in each.iter() {
                any = self.join(any, *child, &mut |one, other| match (cared(one), cared(other)) {
                    (Some(true), _) | (_, Some(false)) => Some(one),
                    (_, Some(true)) | (Some(false), _) => Some(other),
                    _ => None,
                })?;
            }
            return self.simplified(of, any);
        }
        self.spend(next.len())?;
        let mut children: Vec<Option<Diagram>> = Vec::with_capacity(next.len());
        for (class, child) in next.iter().enumerate() {
            let care = if cares == own {
                each.get(class).copied().unwrap_or(care)
            } else {
                care
            };
            children.push(match cared(care) {
                Some(false) => None,
                _ => Some(self.simplified(*child, care)?),
            });
        }
        let Some(first) = children.iter().flatten().next().copied() else {
            return Ok(of);
        };
        // What is not cared about goes with its neighbour.
        let mut last = first;
        let whole = children.into_iter().map(|child| {
            last = child.unwrap_or(last);
            last
        });
        let whole = whole.collect();
        self.by_class(usize::from(own), whole)
    }

    /// Every leaf it comes to, in order, each once.
    #[must_use]
    pub fn leaves(&self, diagram: Diagram) -> Vec<u32> {
        let (mut seen, mut wait, mut leaves) = (vec![false; self.nodes.len()], vec![diagram], Vec::new());
        while let Some(next) = wait.pop() {
            match (next.value(), self.nodes.get(next.0 as usize)) {
                (Some(value), _) => leaves.push(value),
                (None, Some((_, children))) => {
                    if !std::mem::replace(&mut seen[next.0 as usize], true) {
                        wait.extend(children.iter().copied());
                    }
                }
                (None, None) => {}
            }
        }
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }

    fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.left = self.left.checked_sub(steps as u64).ok_or(Exhausted)?;
        Ok(())
    }
}
