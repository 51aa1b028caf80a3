//! Functions over a space as diagrams: every node asks one dimension and leads on by the class; equal functions are one
//! number, so that to compare two of them is to compare two numbers.

use super::nodes::{Nodes, Table};

/// A function over the space: a leaf, or a node of its [`Store`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagram(u32);

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

    /// The function of a node.
    pub(super) fn of_node(node: u32) -> Diagram {
        Diagram(node)
    }

    /// Its node; None for a leaf.
    pub(super) fn node(self) -> Option<usize> {
        (self.0 & LEAF == 0).then_some(self.0 as usize)
    }

    /// What tells it from every other.
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// A proof ran out of its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exhausted;

/// The nodes of all diagrams of a space, each once.
#[derive(Debug)]
pub struct Store {
    /// By dimension: its number of classes.
    widths: Vec<usize>,
    nodes: Nodes,
    /// Of the operation in hand: what came of two functions.
    done: Table<(Diagram, Diagram), Diagram>,
    /// Where the nodes in hand lead, one behind another.
    leads: Vec<Diagram>,
    left: u64,
}

impl Store {
    /// No diagrams yet over dimensions of so many classes each, and the steps that may be taken.
    #[must_use]
    pub fn new(widths: Vec<usize>, budget: u64) -> Store {
        Store {
            widths,
            nodes: Nodes::default(),
            done: Table::default(),
            leads: Vec::new(),
            left: budget,
        }
    }

    /// The dimension that a node asks, and where its classes lead; None for a leaf.
    #[must_use]
    pub fn node(&self, diagram: Diagram) -> Option<(usize, &[Diagram])> {
        let (dimension, children) = self.nodes.get(diagram)?;
        Some((usize::from(dimension), children))
    }

    /// The function that leads on by the class of a dimension.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn by_class(&mut self, dimension: usize, children: &[Diagram]) -> Result<Diagram, Exhausted> {
        self.spend(children.len())?;
        let dimension = u16::try_from(dimension).map_err(|_| Exhausted)?;
        lead(&mut self.nodes, dimension, children)
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
        if let Some(known) = at(one, other) {
            return Ok(known);
        }
        self.done.clear();
        self.leads.clear();
        self.joined(one, other, at)
    }

    /// The same of two functions of which `at` does not know enough.
    fn joined(
        &mut self,
        one: Diagram,
        other: Diagram,
        at: &mut impl FnMut(Diagram, Diagram) -> Option<Diagram>,
    ) -> Result<Diagram, Exhausted> {
        if let Some(known) = self.done.get(&(one, other)) {
            return Ok(*known);
        }
        let asked = |diagram| self.nodes.dimension(diagram);
        let Some(dimension) = asked(one).into_iter().chain(asked(other)).min() else {
            // Two leaves of which `at` knows nothing: the first stands.
            return Ok(one);
        };
        let width = self.widths.get(usize::from(dimension)).copied().unwrap_or(0);
        // As many steps again for the node that comes of them.
        self.spend(2 * width)?;
        let begin = self.leads.len();
        for class in 0..width {
            // A function that does not ask the dimension leads to itself.
            let under = |own| self.nodes.child(own, dimension, class).unwrap_or(own);
            let (one, other) = (under(one), under(other));
            let next = match at(one, other) {
                Some(known) => known,
                None => self.joined(one, other, at)?,
            };
            self.leads.push(next);
        }
        let joined = lead(&mut self.nodes, dimension, self.leads.get(begin..).unwrap_or_default())?;
        self.leads.truncate(begin);
        self.done.insert((one, other), joined);
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
        let (Some(own), Some(cares)) = (self.nodes.dimension(of), self.nodes.dimension(care)) else {
            return Ok(of);
        };
        let width = self.widths.get(usize::from(own.min(cares))).copied().unwrap_or(0);
        self.spend(width)?;
        if cares < own {
            // It does not ask that: what is cared about in any class counts.
            let mut any = Diagram::leaf(0);
            for class in 0..width {
                let child = self.nodes.child(care, cares, class).unwrap_or(care);
                any = self.join(any, child, &mut |one, other| match (cared(one), cared(other)) {
                    (Some(true), _) | (_, Some(false)) => Some(one),
                    (_, Some(true)) | (Some(false), _) => Some(other),
                    _ => None,
                })?;
            }
            return self.simplified(of, any);
        }
        let mut children: Vec<Option<Diagram>> = Vec::with_capacity(width);
        for class in 0..width {
            let under = |of: Diagram| self.nodes.child(of, own, class).unwrap_or(of);
            let (child, care) = (under(of), under(care));
            children.push(match cared(care) {
                Some(false) => None,
                _ => Some(self.simplified(child, care)?),
            });
        }
        let Some(mut last) = children.iter().flatten().next().copied() else {
            return Ok(of);
        };
        // What is not cared about goes with its neighbour.
        let each = children.into_iter().map(|child| {
            last = child.unwrap_or(last);
            last
        });
        let each: Vec<Diagram> = each.collect();
        self.by_class(usize::from(own), &each)
    }

    /// Every leaf it comes to, in order, each once.
    #[must_use]
    pub fn leaves(&self, diagram: Diagram) -> Vec<u32> {
        let (mut seen, mut wait, mut leaves) = (vec![false; self.nodes.len()], vec![diagram], Vec::new());
        while let Some(next) = wait.pop() {
            leaves.extend(next.value());
            if let (Some(at), Some((_, children))) = (next.node(), self.nodes.get(next))
                && !std::mem::replace(&mut seen[at], true)
            {
                wait.extend_from_slice(children);
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

/// The function that leads on so; where all classes lead to one place, that.
fn lead(nodes: &mut Nodes, dimension: u16, children: &[Diagram]) -> Result<Diagram, Exhausted> {
    match children {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(*first),
        _ => nodes.number(dimension, children).ok_or(Exhausted),
    }
}
