//! What a change is to do by its own statement, held against what it does.

use super::limits::{Come, Intended, LimitChange};
use super::meaning::Meaning;
use crate::dump::digest_of;
use crate::model::{EffectOn, ExpectChange, RuleSet};
use crate::terms::{Change, Whole};
use std::collections::BTreeMap;

/// The statement of a change, and what is to be said of it.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// The old rules carry it as well: it is of an earlier change, and nothing is held against it.
    pub earlier: bool,
    /// By stated effect what comes of it; None: that could not be proved.
    pub come: Vec<Option<Come>>,
    /// What the change does and nobody stated.
    pub unstated: Vec<Unstated>,
}

/// An effect that nobody stated.
#[derive(Debug, Clone, PartialEq)]
pub enum Unstated {
    /// A deadline grants some tickets something else.
    Limit(String, LimitChange),
    /// Something of a list of the rule set says something else, is new, or is gone; the empty name: the order of the list,
    /// or the list as a whole.
    Part(&'static str, String, Change),
}

/// The effects on limits that the new rules state of a deadline, each with its place among all.
pub(super) fn intended<'a>(block: Option<&'a ExpectChange>, new: &RuleSet, name: &str) -> Vec<(usize, Intended<'a>)> {
    let effects = block.iter().flat_map(|own| &own.effects).enumerate();
    let own = effects.filter_map(|(at, effect)| match &effect.what {
        EffectOn::Limit {
            deadline,
            old,
            new: is,
            from,
            when,
        } if new.deadlines.get(deadline.index())?.name == name => Some((
            at,
            Intended {
                old: *old,
                new: *is,
                from: *from,
                when: when.as_ref(),
            },
        )),
        _ => None,
    });
    own.collect()
}

/// The block that a change is held against: the new rules', unless the old ones carry the same.
pub(super) fn block<'a>(old: &RuleSet, new: &'a RuleSet) -> (Option<&'a ExpectChange>, bool) {
    let block = new.expect_change.as_ref();
    let digest = |rules: &RuleSet| rules.expect_change.as_ref().map(|own| digest_of(rules, own));
    match block.is_some() && digest(old) == digest(new) {
        true => (None, true),
        false => (block, false),
    }
}

/// How deadlines came out against what is stated of their limits.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// By stated effect.
    pub come: BTreeMap<usize, Option<Come>>,
    /// By deadline: what nobody stated.
    pub unstated: Vec<(String, LimitChange)>,
}

/// What is to be said of a statement: `old` holds the names of the old rules in the words of the new.
pub(super) fn stated(
    block: &ExpectChange,
    limits: Limits,
    meaning: &Meaning,
    was: &dyn Fn(&str) -> Vec<String>,
    is: &dyn Fn(&str) -> Vec<String>,
    new: &RuleSet,
) -> Stated {
    let seen = seen(meaning, was, is);
    let mut covered = vec![false; seen.len()];
    let mut out = Stated::default();
    let has_limits = |name: &str| !intended(Some(block), new, name).is_empty();
    for (at, effect) in block.effects.iter().enumerate() {
        let covers = |part: &(&'static str, String, Change)| match &effect.what {
            EffectOn::Limit { .. } => false,
            EffectOn::Named(name, how) => part.1 == *name && part.2 == *how,
            EffectOn::Whole(whole) => part.1.is_empty() && lists(*whole).contains(&part.0),
        };
        let mut happens = false;
        for (own, covered) in seen.iter().zip(&mut covered).filter(|(own, _)| covers(own)) {
            happens |= !own.1.is_empty() || matches!(effect.what, EffectOn::Whole(_));
            *covered = true;
        }
        // Who states no limit of a deadline means all of them by its name.
        if let EffectOn::Named(name, Change::Changed) = &effect.what {
            happens |= meaning.limits.iter().any(|(own, _)| own == name);
        }
        let come = match &effect.what {
            EffectOn::Limit { .. } => limits.come.get(&at).cloned().unwrap_or(Some(Come::default())),
            _ => Some(Come {
                happens,
                misses: Vec::new(),
            }),
        };
        out.come.push(come);
    }
    let named = |name: &str| {
        let mut effects = block.effects.iter();
        effects.any(|own| matches!(&own.what, EffectOn::Named(known, Change::Changed) if known == name))
    };
    for (name, change) in limits.unstated {
        if has_limits(&name) || !named(&name) {
            out.unstated.push(Unstated::Limit(name, change));
        }
    }
    let parts = seen.into_iter().zip(covered).filter(|(_, covered)| !covered);
    out.unstated
        .extend(parts.map(|((list, name, how), _)| Unstated::Part(list, name, how)));
    out
}

/// What else changes than limits: list, name, and how.
fn seen(
    meaning: &Meaning,
    was: &dyn Fn(&str) -> Vec<String>,
    is: &dyn Fn(&str) -> Vec<String>,
) -> Vec<(&'static str, String, Change)> {
    let mut out = Vec::new();
    for (list, names) in &meaning.said {
        let (before, after) = (was(list), is(list));
        for name in names {
            let how = match (before.contains(name), after.contains(name)) {
                (false, true) => Change::Added,
                (true, false) => Change::Removed,
                _ => Change::Changed,
            };
            out.push((*list, name.clone(), how));
        }
    }
    let days = meaning.days.iter().map(|own| ("calendars", &own.calendar));
    let regrouped = meaning.regrouped.iter().map(|own| ("deadlines", &own.deadline));
    for (list, name) in days.chain(regrouped) {
        if !out.iter().any(|own| (own.0, &own.1) == (list, name)) {
            out.push((list, name.clone(), Change::Changed));
        }
    }
    out
}

/// The lists of the rule set that a part without a name stands for.
fn lists(whole: Whole) -> &'static [&'static str] {
    match whole {
        Whole::Effective => &["effective", "versions"],
        Whole::TimeZone => &["zone"],
        Whole::Counting => &["counting"],
        Whole::Repeat => &["repeat"],
        Whole::Feed => &["feeds"],
        Whole::AlsoCalled => &["also_called"],
        Whole::Ladder => &["ladders"],
        Whole::Workflow => &["workflows"],
    }
}

impl Stated {
    /// Whether the change does what is stated and nothing else.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.unstated.is_empty() && self.come.iter().flatten().all(Come::is_as_stated)
    }
}

impl Come {
    /// Whether it comes as stated.
    #[must_use]
    pub fn is_as_stated(&self) -> bool {
        self.happens && self.misses.is_empty()
    }
}
