//! The dimensions of a space: what conditions ask for, and the classes of values that none of them tells apart.

use super::about::{About, about, rank};
use super::condition::UNKNOWN;
use super::diagram::Diagram;
use super::fewest::of_each;
use super::nodes::Table;
use super::regions::Region;
use super::values::{Base, bases, truth};
use crate::model::{Cond, RuleSet};
use std::collections::{HashMap, HashSet};

/// A test of one dimension: by class whether it holds (1), does not (0), or is unknown (2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The dimension.
    pub dimension: usize,
    /// By class.
    pub truths: Vec<Diagram>,
}

/// A dimension.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// What it is about.
    pub about: About,
    /// Its values.
    pub bases: Vec<Base>,
    /// By value: its class.
    pub class_of: Vec<usize>,
    /// The number of classes.
    pub classes: usize,
}

/// The space that some conditions span.
#[derive(Debug)]
pub struct Space<'r> {
    /// The rules whose names the conditions use.
    pub rules: &'r RuleSet,
    /// Its dimensions; the first is left to the caller.
    pub dimensions: Vec<Dimension>,
    /// The tests of the conditions.
    tests: HashMap<Cond, Test>,
}

impl<'r> Space<'r> {
    /// The space of some conditions; its first dimension has so many classes of the caller's own.
    #[must_use]
    pub fn of<'c>(rules: &'r RuleSet, first: usize, conditions: impl Iterator<Item = &'c Cond>) -> Space<'r> {
        let mut space = Space {
            rules,
            dimensions: vec![Dimension {
                about: About::Other,
                bases: Vec::new(),
                class_of: (0..first).collect(),
                classes: first,
            }],
            tests: HashMap::new(),
        };
        let mut tests: Vec<&Cond> = Vec::new();
        let mut seen = HashSet::new();
        let mut parted: Vec<Cond> = Vec::new();
        for condition in conditions {
            condition.each_test(&mut |test| {
                if !seen.insert(test) {
                    return;
                }
                match of_each(rules, test) {
                    Some(each) => parted.push(each),
                    None => tests.push(test),
                }
            });
        }
        for condition in &parted {
            condition.each_test(&mut |test| tests.extend(seen.insert(test).then_some(test)));
        }
        // What tickets tell from the beginning comes first: most rows ask it.
        let mut groups: Vec<(About, Vec<usize>)> = Vec::new();
        let mut at: HashMap<About, usize> = HashMap::new();
        for (number, test) in tests.iter().enumerate() {
            let about = about(rules, test);
            let group = *at.entry(about.clone()).or_insert_with(|| {
                groups.push((about, Vec::new()));
                groups.len() - 1
            });
            groups[group].1.push(number);
        }
        groups.sort_by_key(|(about, _)| rank(about));
        for (about, own) in groups {
            let asked: Vec<&Cond> = own.iter().map(|number| tests[*number]).collect();
            space.add(about, &asked);
        }
        space
    }

    /// The number of classes of each dimension.
    #[must_use]
    pub fn widths(&self) -> Vec<usize> {
        self.dimensions.iter().map(|own| own.classes).collect()
    }

    /// A test that is no conjunction and no alternative.
    #[must_use]
    pub fn test(&self, cond: &Cond) -> Option<&Test> {
        self.tests.get(cond)
    }

    /// Whether there is surely a ticket in a region: what it asks for bears on nothing else that it asks for.
    #[must_use]
    pub fn is_surely_met(&self, region: &Region) -> bool {
        let asked = || {
            region
                .keys()
                .filter_map(|at| self.dimensions.get(*at))
                .map(|own| &own.about)
        };
        let comes_with_event = |about: &About| match about {
            About::Field(field) => self
                .rules
                .fields
                .get(field.index())
                .is_some_and(|own| own.with.is_some()),
            _ => false,
        };
        match asked().filter(|about| !about.is_free()).count() {
            0 => true,
            1 => !asked().any(comes_with_event),
            _ => false,
        }
    }

    /// Whether all that a condition asks for is free of what else could be asked.
    #[must_use]
    pub fn is_free(&self, cond: &Cond) -> bool {
        match cond {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().all(|test| self.is_free(test)),
            test => about(self.rules, test).is_free(),
        }
    }

    fn add(&mut self, about: About, asked: &[&Cond]) {
        let bases = bases(self.rules, &about, asked);
        let truths: Vec<Vec<u32>> = asked
            .iter()
            .map(|test| bases.iter().map(|base| truth(self.rules, &about, test, base)).collect())
            .collect();
        // Values stay in one class as long as every test says the same of them.
        let mut class_of = vec![0usize; bases.len()];
        let mut classes = usize::from(!bases.is_empty());
        for told in &truths {
            let mut split: Table<(usize, u32), usize> = Table::default();
            for (class, truth) in class_of.iter_mut().zip(told) {
                let next = split.len();
                *class = *split.entry((*class, *truth)).or_insert(next);
            }
            classes = split.len();
        }
        let dimension = self.dimensions.len();
        for (test, told) in asked.iter().zip(truths) {
            let mut truths = vec![Diagram::leaf(UNKNOWN); classes];
            for (class, truth) in class_of.iter().zip(told) {
                truths[*class] = Diagram::leaf(truth);
            }
            self.tests.insert((*test).clone(), Test { dimension, truths });
        }
        self.dimensions.push(Dimension {
            about,
            bases,
            class_of,
            classes,
        });
    }
}
