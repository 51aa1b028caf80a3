//! What a rule set is made of, part by part, each by the digest of what it means.

use super::digest::Meaning;
use super::shape::{Shape, shape};
use crate::model::RuleSet;
use blake3::Hash;

/// A list of the rule set, or one of its single values as a list of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The field of [`RuleSet`].
    pub list: &'static str,
    /// The digest of each entry, in order. Other entries are in it by their names alone.
    pub digests: Vec<Hash>,
}

/// All parts of a rule set, in the order of its fields, those that say nothing about verdicts aside.
#[must_use]
pub fn parts(rules: &RuleSet) -> Vec<Parts> {
    let mut meaning = Meaning::of_rules(rules);
    let Shape::Struct(name, fields) = shape(rules) else {
        return Vec::new();
    };
    let telling = fields.iter().filter(|(field, _)| !Meaning::is_silent(name, field));
    telling
        .map(|(list, value)| Parts {
            list,
            digests: match value {
                Shape::List(entries) => entries.iter().map(|entry| meaning.of(entry)).collect(),
                value => vec![meaning.of(value)],
            },
        })
        .collect()
}
