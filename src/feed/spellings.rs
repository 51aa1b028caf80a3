//! The words a column may hold, and what each stands for: the column's own codes, then names, then the other
//! spellings of `also called`. Nothing else is taken: what matches none of them is set aside.

use super::cell::trimmed;
use super::decided;
use super::facts::DecisionKind;
use super::hash::Hash;
use super::near::nearest;
use super::short::Short;
use crate::model::{CategoryId, Domain, FeedColumn, FeedField, Mapped, MappedTo, RuleSet, Value};
use std::collections::HashMap;

/// What a word stands for: a position in its list, plus one. 0 is "not told".
pub(super) type Code = u16;

/// The code of a word whose row is left aside.
pub(super) const IGNORED: Code = Code::MAX;

/// A dictionary.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    words: HashMap<Vec<u8>, Code>,
    /// Words that stand for two things, such as a subcategory's name that is used twice.
    ambiguous: Vec<String>,
    /// The names themselves; a category's path first.
    names: Vec<(String, Code)>,
    otherwise: Option<Code>,
    any_case: bool,
    slots: Vec<Slot>,
    keys: Hash,
}

/// A short word in the fast table; code 0 means empty.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Slot {
    word: Short,
    code: Code,
}

impl Spellings {
    /// The dictionary of a column, None where the column holds no words.
    pub(super) fn of(rules: &RuleSet, column: &FeedColumn) -> Option<Spellings> {
        let mut spellings = Spellings::default();
        let names: Vec<(String, Code)> = match column.field {
            FeedField::Kind => numbered(rules.kinds.iter().map(|kind| &kind.name)),
            FeedField::Handler | FeedField::CoHandlers | FeedField::Party => {
                numbered(rules.parties.iter().map(|party| &party.name))
            }
            FeedField::Event => numbered(rules.events.iter().map(|event| &event.name)),
            FeedField::Category => categories(rules),
            FeedField::Dimension => numbered(dimensions(rules).into_iter()),
            FeedField::Tier => numbered(tiers(rules).into_iter()),
            FeedField::About => numbered(obligations(rules).into_iter()),
            FeedField::Field(field) => match rules.fields.get(field.index()).map(|field| &field.domain) {
                Some(Domain::OneOf(values)) => numbered(values.iter()),
                Some(Domain::YesOrNo) => {
                    spellings.any_case = true;
                    [
                        ("是", 2),
                        ("否", 1),
                        ("yes", 2),
                        ("no", 1),
                        ("true", 2),
                        ("false", 1),
                        ("1", 2),
                        ("0", 1),
                        ("y", 2),
                        ("n", 1),
                    ]
                    .map(|(word, code)| (word.to_string(), code))
                    .to_vec()
                }
                _ => return None,
            },
            _ => return None,
        };
        spellings.fill(rules, column, names);
        Some(spellings)
    }

    fn fill(&mut self, rules: &RuleSet, column: &FeedColumn, names: Vec<(String, Code)>) {
        let mut known: HashMap<String, Option<Code>> = HashMap::new();
        for (name, code) in &names {
            known
                .entry(name.clone())
                .and_modify(|old| *old = old.filter(|old| old == code))
                .or_insert(Some(*code));
        }
        let mut spellings: HashMap<&str, Option<Code>> = HashMap::new();
        for (spelling, name) in &rules.also_called {
            if let Some(Some(code)) = known.get(name) {
                spellings
                    .entry(spelling)
                    .and_modify(|old| *old = old.filter(|old| old == code))
                    .or_insert(Some(*code));
            }
        }
        for (spelling, code) in spellings {
            known.entry(spelling.to_string()).or_insert(code);
        }
        let code = |mapped: &Mapped| match mapped {
            MappedTo::Word(name) => names.iter().find(|(own, _)| own == name).map(|(_, code)| *code),
            other => code_of(rules, other),
        };
        for (word, mapped) in &column.mapping {
            known.insert(word.clone(), code(mapped));
        }
        self.otherwise = column.otherwise.as_ref().and_then(code);
        self.names = names;
        for (word, code) in known {
            match code {
                Some(code) => drop(self.words.insert(trimmed(word.as_bytes()).to_vec(), code)),
                None => self.ambiguous.push(word),
            }
        }
        let short: Vec<(Short, Code)> = self
            .words
            .iter()
            .filter_map(|(word, code)| Some((Short::of(word)?, *code)))
            .collect();
        self.slots = vec![Slot::default(); (short.len() * 4).next_power_of_two()];
        for (word, code) in short {
            let mut at = self.keys.of_short(word) as usize & (self.slots.len() - 1);
            while self.slots.get(at).is_some_and(|slot| slot.code != 0) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = Slot { word, code };
            }
        }
    }

    /// What a word (trimmed, not empty) stands for; None: it is unknown.
    pub(super) fn get(&self, word: &[u8]) -> Option<Code> {
        let found = match Short::of(word) {
            Some(short) => self.short(short),
            None => self.words.get(word).copied(),
        };
        found.or_else(|| self.slowly(word))
    }

    /// What a short word stands for; None: it is none of the words as they are written.
    #[inline]
    pub(super) fn short(&self, word: Short) -> Option<Code> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.keys.of_short(word) as usize;
        loop {
            let slot = self.slots.get(at & mask)?;
            if slot.word == word && slot.code != 0 {
                return Some(slot.code);
            }
            if slot.code == 0 {
                return None;
            }
            at += 1;
        }
    }

    fn slowly(&self, word: &[u8]) -> Option<Code> {
        let lower = self.any_case.then(|| {
            std::str::from_utf8(word)
                .ok()
                .map(|word| super::cell::half_width(word).to_lowercase())
        });
        let found = lower
            .flatten()
            .and_then(|word| self.words.get(word.as_bytes()).copied());
        found.or_else(|| self.otherwise.filter(|_| !self.is_ambiguous(word)))
    }

    /// Whether a word stands for two things.
    pub(super) fn is_ambiguous(&self, word: &[u8]) -> bool {
        self.ambiguous.iter().any(|other| other.as_bytes() == word)
    }

    /// The name that was probably meant by a word that is none.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        let mut others: Vec<&str> = self
            .words
            .keys()
            .filter_map(|word| std::str::from_utf8(word).ok())
            .collect();
        others.sort_unstable();
        let near = nearest(word, self.names.iter().map(|(name, _)| name.as_str()).chain(others))?;
        let own = self.names.iter().find(|(name, _)| name == near);
        let code = own.map(|(_, code)| code).or_else(|| self.words.get(near.as_bytes()))?;
        self.names
            .iter()
            .find(|(_, other)| other == code)
            .map(|(name, _)| name.as_str())
    }
}

/// The dimensions of all satisfactions, each name once.
pub(super) fn dimensions(rules: &RuleSet) -> Vec<&String> {
    let all = rules.satisfactions.iter().flat_map(|own| &own.dimensions);
    once(all.map(|dimension| &dimension.name))
}

/// The tiers of all quotas, each name once.
pub(super) fn tiers(rules: &RuleSet) -> Vec<&String> {
    once(
        rules
            .quotas
            .iter()
            .flat_map(|quota| &quota.tiers)
            .map(|tier| &tier.tier),
    )
}

/// The deadlines and schedules, each name once.
pub(super) fn obligations(rules: &RuleSet) -> Vec<&String> {
    let deadlines = rules.deadlines.iter().map(|deadline| &deadline.name);
    once(deadlines.chain(rules.schedules.iter().map(|schedule| &schedule.name)))
}

fn once<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut found: Vec<&String> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn numbered<'a>(names: impl Iterator<Item = &'a String>) -> Vec<(String, Code)> {
    names
        .enumerate()
        .map(|(at, name)| (name.clone(), at as Code + 1))
        .collect()
}

/// Every category under its path `a/b/c`, and under its own name where that is no other's path.
fn categories(rules: &RuleSet) -> Vec<(String, Code)> {
    let mut paths: Vec<String> = Vec::new();
    for category in &rules.categories {
        let above = category
            .parent
            .map(CategoryId::index)
            .and_then(|parent| paths.get(parent));
        let path = above.map_or_else(|| category.name.clone(), |above| format!("{above}/{}", category.name));
        paths.push(path);
    }
    let own = rules
        .categories
        .iter()
        .enumerate()
        .map(|(at, category)| (category.name.clone(), at as Code + 1));
    let own: Vec<_> = own.filter(|(name, _)| !paths.contains(name)).collect();
    numbered(paths.iter()).into_iter().chain(own).collect()
}

fn code_of(rules: &RuleSet, mapped: &Mapped) -> Option<Code> {
    Some(match mapped {
        MappedTo::Value(Value::Kind(id)) => id.0 + 1,
        MappedTo::Value(Value::Category(id)) => id.0 + 1,
        MappedTo::Value(Value::Party(id)) => id.0 + 1,
        MappedTo::Value(Value::Choice(at)) => at + 1,
        MappedTo::Value(Value::YesNo(yes)) => u16::from(*yes) + 1,
        MappedTo::Event(id) => id.0 + 1,
        MappedTo::Excuse => decided::code(rules, DecisionKind::Excuse),
        MappedTo::Ignore => IGNORED,
        _ => return None,
    })
}
