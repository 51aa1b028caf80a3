//! The digest of what a rule set means: the same for two that judge every ticket alike line by line.
//!
//! A comment, a blank, a mark, the language of the keywords, a file's name, a line's number, the order of what has no
//! order, the head's title and version, the examples and what a change is expected to do (they prove, they do not rule)
//! change nothing. A number, a
//! party, a day off, a row, a word that is printed change it. Nor does what is not stated: a later version of the
//! program that knows one more statement gives rules without it the digest they had.

use super::names::Lists;
use super::shape::{Shape, shape};
use crate::model::{Domain, RuleSet};
use blake3::{Hash, Hasher};
use serde::Serialize;

/// What says nothing about verdicts: by struct and field.
const SILENT: &[(&str, &str)] = &[
    ("RuleSet", "files"),
    ("RuleSet", "title"),
    ("RuleSet", "version"),
    ("RuleSet", "examples"),
    ("RuleSet", "expect_change"),
    ("Version", "number"),
];

/// Lists whose order says nothing: by struct and field.
const SETS: &[(&str, &str)] = &[
    ("RuleSet", "calendars"),
    ("RuleSet", "parties"),
    ("RuleSet", "fields"),
    ("RuleSet", "kinds"),
    ("RuleSet", "categories"),
    ("RuleSet", "groups"),
    ("RuleSet", "events"),
    ("RuleSet", "deadlines"),
    ("RuleSet", "schedules"),
    ("RuleSet", "findings"),
    ("RuleSet", "wordings"),
    ("RuleSet", "quotas"),
    ("RuleSet", "satisfactions"),
    ("RuleSet", "metrics"),
    ("RuleSet", "notices"),
    ("RuleSet", "feeds"),
    ("RuleSet", "also_called"),
    ("Spec", "dated"),
    ("Spec", "off_every"),
    ("Workflow", "new_round"),
    ("Workflow", "redo"),
    ("Workflow", "leave_out"),
    ("Workflow", "hand_over"),
    ("Workflow", "reclassify"),
    ("Deadline", "to"),
    ("Deadline", "pauses"),
    ("Rung", "enter"),
    ("TrialRung", "enter"),
    ("TrialRung", "exits"),
    ("Rung", "must"),
    ("Rung", "exits"),
    ("Own", "to"),
    ("Schedule", "to"),
    ("Repeat", "same_fields"),
    ("Finding", "lines"),
    ("Wording", "contains"),
    ("In", "values"),
    ("FeedColumn", "mapping"),
    ("Feed", "columns"),
    ("SameCase", "fields"),
    ("Quota", "tiers"),
    ("Satisfaction", "bands"),
    ("Satisfaction", "dimensions"),
    ("Notice", "name_when"),
    ("Notice", "name_on_trial"),
    ("Notice", "deductions"),
    ("Notice", "sentences"),
];

/// Variants that hold a list whose order says nothing: by enum and variant.
const SET_VARIANTS: &[(&str, &str)] = &[("Cond", "And"), ("Cond", "Or"), ("Domain", "OneOf")];

/// The digest of the meaning (BLAKE3, hexadecimal).
#[must_use]
pub fn digest(rules: &RuleSet) -> String {
    Meaning::of_rules(rules).of(&shape(rules)).to_hex().to_string()
}

/// The digest of a part of a rule set.
#[must_use]
pub fn digest_of(rules: &RuleSet, part: &impl Serialize) -> Hash {
    Meaning::of_rules(rules).of(&shape(part))
}

pub(super) struct Meaning<'r> {
    rules: &'r RuleSet,
    lists: Lists,
    /// The field named last: a choice that follows is one of its values.
    field: Option<usize>,
}

impl<'r> Meaning<'r> {
    pub fn of_rules(rules: &'r RuleSet) -> Meaning<'r> {
        Meaning {
            rules,
            lists: Lists::of(rules),
            field: None,
        }
    }
}

impl Meaning<'_> {
    /// Whether a field says nothing about verdicts.
    pub fn is_silent(name: &str, field: &str) -> bool {
        SILENT.contains(&(name, field))
    }

    pub fn of(&mut self, shape: &Shape) -> Hash {
        match shape {
            Shape::Nothing | Shape::Struct("Place", _) => leaf(b'-', b""),
            Shape::Bool(value) => leaf(b'b', &[u8::from(*value)]),
            Shape::Int(value) => leaf(b'i', &value.to_le_bytes()),
            Shape::Text(text) => leaf(b't', text.as_bytes()),
            Shape::List(parts) => self.all(b'l', "", parts),
            Shape::Struct("Decimal", fields) => self.decimal(fields),
            Shape::Struct("Quantity", fields) => self.quantity(fields),
            Shape::Struct(name, fields) => self.fields(name, fields),
            Shape::Newtype(name, inside) => match (self.lists.get(name), &**inside) {
                (Some(names), Shape::Int(at)) => {
                    let at = usize::try_from(*at).unwrap_or(usize::MAX);
                    let told = names.get(at).map_or("", String::as_str).to_owned();
                    if *name == "FieldId" {
                        self.field = Some(at);
                    }
                    leaf(b'n', told.as_bytes())
                }
                (_, inside) => node(b'w', name, [self.of(inside)]),
            },
            Shape::Variant("Value", "Choice", at) => self.choice(at),
            Shape::Variant("Subject", "Satisfaction", at) => self.satisfaction(at),
            Shape::Variant(name, variant, inside) => {
                if let (Shape::List(parts), true) = (&**inside, SET_VARIANTS.contains(&(name, variant))) {
                    return self.set(variant, parts);
                }
                let inside = self.of(inside);
                node(b'v', name, [leaf(b't', variant.as_bytes()), inside])
            }
        }
    }

    fn fields(&mut self, name: &str, fields: &[(&'static str, Shape)]) -> Hash {
        let mut parts = Vec::with_capacity(fields.len() * 2);
        for (field, value) in fields {
            if Meaning::is_silent(name, field) || value.is_empty() {
                continue;
            }
            if let (Shape::List(entries), "Dated", "later") = (value, name, *field) {
                let changes = self.changing(fields, entries);
                if changes.is_empty() {
                    continue;
                }
                let changes: Vec<Hash> = changes.into_iter().map(|entry| self.of(entry)).collect();
                parts.extend([leaf(b't', field.as_bytes()), node(b'l', "", changes)]);
                continue;
            }
            parts.push(leaf(b't', field.as_bytes()));
            parts.push(match value {
                Shape::List(entries) if SETS.contains(&(name, field)) => self.set(field, entries),
                // The calendar below, by its position: calendars have no index of their own type there.
                Shape::Int(at) if (name, *field) == ("Spec", "builds_on") => {
                    let at = usize::try_from(*at).unwrap_or(usize::MAX);
                    let base = self.rules.calendars.get(at).map_or("", |base| base.name.as_str());
                    leaf(b'n', base.as_bytes())
                }
                value => self.of(value),
            });
        }
        node(b's', name, parts)
    }

    /// What takes the place of a value from later dates on, without what is the same again.
    fn changing<'s>(&mut self, fields: &'s [(&'static str, Shape)], later: &'s [Shape]) -> Vec<&'s Shape> {
        let first = fields.iter().find(|(field, _)| *field == "first");
        let mut last = first.map(|(_, value)| self.of(value));
        let mut value = |entry: &Shape| match entry {
            Shape::List(parts) => parts.last().map(|value| self.of(value)),
            _ => None,
        };
        let changes = later.iter().filter(|entry| {
            let own = value(entry);
            own != std::mem::replace(&mut last, own)
        });
        changes.collect()
    }

    fn all(&mut self, sort: u8, name: &str, parts: &[Shape]) -> Hash {
        let parts: Vec<Hash> = parts.iter().map(|part| self.of(part)).collect();
        node(sort, name, parts)
    }

    /// Parts without an order.
    fn set(&mut self, name: &str, parts: &[Shape]) -> Hash {
        let mut parts: Vec<Hash> = parts.iter().map(|part| self.of(part)).collect();
        parts.sort_unstable_by(|one, other| one.as_bytes().cmp(other.as_bytes()));
        node(b'm', name, parts)
    }

    /// A value of a `one of` field, by its name: the order of the values says nothing.
    fn choice(&self, at: &Shape) -> Hash {
        let field = self.field.and_then(|field| self.rules.fields.get(field));
        let name = match (field.map(|field| &field.domain), at) {
            (Some(Domain::OneOf(values)), Shape::Int(at)) => usize::try_from(*at).ok().and_then(|at| values.get(at)),
            _ => None,
        };
        leaf(b'c', name.map_or(&[][..], |name| name.as_bytes()))
    }

    fn satisfaction(&self, at: &Shape) -> Hash {
        let own = match at {
            Shape::Int(at) => usize::try_from(*at)
                .ok()
                .and_then(|at| self.rules.satisfactions.get(at)),
            _ => None,
        };
        leaf(b'c', own.map_or(&[][..], |own| own.name.as_bytes()))
    }

    /// `95.0` is `95`.
    fn decimal(&mut self, fields: &[(&'static str, Shape)]) -> Hash {
        let [(_, Shape::Int(mantissa)), (_, Shape::Int(scale))] = fields else {
            return self.fields("Decimal", fields);
        };
        let (mut mantissa, mut scale) = (*mantissa, *scale);
        while scale > 0 && mantissa % 10 == 0 {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        node(
            b'd',
            "",
            [leaf(b'i', &mantissa.to_le_bytes()), leaf(b'i', &scale.to_le_bytes())],
        )
    }

    /// `24 hours` is `1440 minutes`; no family of units is another.
    fn quantity(&mut self, fields: &[(&'static str, Shape)]) -> Hash {
        let [(_, Shape::Int(amount)), (_, Shape::Variant(_, unit, _))] = fields else {
            return self.fields("Quantity", fields);
        };
        let (unit, seconds) = match *unit {
            "Minutes" => ("Seconds", 60),
            "Hours" => ("Seconds", 3600),
            "WorkingMinutes" => ("WorkingSeconds", 60),
            "WorkingHours" => ("WorkingSeconds", 3600),
            other => (other, 1),
        };
        node(b'q', unit, [leaf(b'i', &(amount * seconds).to_le_bytes())])
    }
}

fn leaf(sort: u8, bytes: &[u8]) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(&[sort]);
    hasher.update(bytes);
    hasher.finalize()
}

fn node(sort: u8, name: &str, parts: impl IntoIterator<Item = Hash>) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(&[sort]);
    hasher.update(&(name.len() as u64).to_le_bytes());
    hasher.update(name.as_bytes());
    for part in parts {
        hasher.update(part.as_bytes());
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(value: &impl Serialize) -> Hash {
        let none = crate::check::check(&Default::default(), &[], &Default::default());
        let rules = none.rules.unwrap();
        let lists = Lists::of(&rules);
        let mut meaning = Meaning {
            rules: &rules,
            lists,
            field: None,
        };
        meaning.of(&shape(value))
    }

    #[derive(Serialize)]
    #[serde(rename = "Statement")]
    struct Once {
        name: &'static str,
        at_most: u32,
    }

    #[derive(Serialize, Clone, Default)]
    #[serde(rename = "Statement")]
    struct Since {
        unless: Option<&'static str>,
        name: &'static str,
        to: Vec<u8>,
        at_most: u32,
        no_breach: bool,
        only: Option<Vec<u8>>,
    }

    #[test]
    fn a_field_that_the_rules_gain_changes_the_digest_only_where_it_is_stated() {
        let once = of(&Once {
            name: "answer",
            at_most: 2,
        });
        let since = Since {
            name: "answer",
            at_most: 2,
            ..Since::default()
        };
        assert_eq!(once, of(&since));
        let stated = [
            Since {
                at_most: 3,
                ..since.clone()
            },
            Since {
                at_most: 0,
                ..since.clone()
            },
            Since {
                unless: Some(""),
                ..since.clone()
            },
            Since {
                to: vec![0],
                ..since.clone()
            },
            Since {
                no_breach: true,
                ..since.clone()
            },
            Since {
                only: Some(vec![]),
                ..since.clone()
            },
            Since {
                only: Some(vec![0]),
                ..since.clone()
            },
        ];
        let mut seen = vec![once];
        for own in stated.iter().map(of) {
            assert!(!seen.contains(&own));
            seen.push(own);
        }
    }
}
