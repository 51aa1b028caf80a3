//! The door to pest: the parser generated from `grammar/`, and [`Node`], a pair that knows its place in the file.

use crate::source::{FileId, Span};
use pest::iterators::Pair;

/// The parser that pest builds from the two grammar files.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/keywords.pest"]
#[grammar = "../grammar/onus.pest"]
pub(super) struct Grammar;

/// A piece of a statement that the grammar has read.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    pair: Pair<'t, Rule>,
    base: usize,
    file: FileId,
}

impl<'t> Node<'t> {
    /// A pair of a stretch that begins at byte `base` of the file.
    pub fn new(pair: Pair<'t, Rule>, base: usize, file: FileId) -> Self {
        Node { pair, base, file }
    }

    pub fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// The words, without the blanks that follow them.
    pub fn text(&self) -> &'t str {
        self.pair.as_str().trim_end()
    }

    pub fn span(&self) -> Span {
        let start = self.base + self.pair.as_span().start();
        span(self.file, start, start + self.text().len())
    }

    pub fn kids(&self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let (base, file) = (self.base, self.file);
        self.pair
            .clone()
            .into_inner()
            .map(move |pair| Node { pair, base, file })
    }

    /// The parts made by one rule, in order.
    pub fn all(&self, rule: Rule) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.kids().filter(move |kid| kid.rule() == rule)
    }

    pub fn one(&self, rule: Rule) -> Option<Node<'t>> {
        self.all(rule).next()
    }

    pub fn has(&self, rule: Rule) -> bool {
        self.one(rule).is_some()
    }

    /// Whether `and` and `or` below a node are typed in English.
    pub fn has_english_joints(&self) -> bool {
        let mut joints = self
            .kids()
            .filter(|kid| matches!(kid.rule(), Rule::kw_and | Rule::kw_or));
        joints.next().is_some_and(|joint| joint.text().is_ascii())
    }

    pub fn first(&self) -> Option<Node<'t>> {
        self.kids().next()
    }
}

/// A span from byte offsets; a file is never longer than four gigabytes.
pub(super) fn span(file: FileId, start: usize, end: usize) -> Span {
    Span {
        file,
        start: u32::try_from(start).unwrap_or(u32::MAX),
        end: u32::try_from(end).unwrap_or(u32::MAX),
    }
}
