//! Which entry of the new rules is which of the old: by its name, else by what the rules say of it.
//!
//! A pair of different names is a rename. A wrong guess hides nothing: what is compared afterwards is compared in full,
//! and every rename is told.

use super::sort::Sort;
use crate::dump::{Parts, parts};
use crate::model::{CategoryId, RuleSet};
use crate::report::category_path;
use blake3::Hash;
use std::collections::{BTreeMap, HashMap};

/// More names than this without a namesake are not looked for under other names.
const MOST: usize = 400;

/// Digests that are equal where the same is said.
type Sign = Vec<[u8; 32]>;

/// The entries of two rule sets, paired.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairing {
    /// By sort and old entry: the new one.
    to_new: BTreeMap<Sort, Vec<Option<usize>>>,
    /// By sort and new entry: the old one.
    to_old: BTreeMap<Sort, Vec<Option<usize>>>,
}

/// An entry that goes by another name than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What it is.
    pub sort: Sort,
    /// Its place in the old rules.
    pub old: usize,
    /// Its place in the new rules.
    pub new: usize,
    /// Its name in the old rules.
    pub was: String,
    /// Its name in the new rules.
    pub is: String,
}

impl Pairing {
    /// Pairs what two rule sets name.
    #[must_use]
    pub fn of(old: &RuleSet, new: &RuleSet) -> Pairing {
        let mut pairing = Pairing::default();
        for sort in Sort::ALL {
            let (was, is) = (keys(old, sort), keys(new, sort));
            let places: HashMap<_, usize> = is.iter().zip(0..).collect();
            pairing.to_new.insert(sort, vec![None; was.len()]);
            pairing.to_old.insert(sort, vec![None; is.len()]);
            for (at, key) in was.iter().enumerate() {
                if let Some(found) = places.get(key) {
                    pairing.pair(sort, at, *found);
                }
            }
        }
        // What was found again lets others be found: their rules name it.
        while pairing.find(old, new) {}
        pairing
    }

    /// The new entry of an old one.
    #[must_use]
    pub fn new_of(&self, sort: Sort, old: usize) -> Option<usize> {
        self.to_new.get(&sort)?.get(old).copied().flatten()
    }

    /// The old entry of a new one.
    #[must_use]
    pub fn old_of(&self, sort: Sort, new: usize) -> Option<usize> {
        self.to_old.get(&sort)?.get(new).copied().flatten()
    }

    /// What goes by another name than before.
    #[must_use]
    pub fn renamed(&self, old: &RuleSet, new: &RuleSet) -> Vec<Renamed> {
        let mut out = Vec::new();
        for sort in Sort::ALL {
            let (was, is) = (sort.names(old), sort.names(new));
            for (at, was) in was.iter().enumerate() {
                let Some(found) = self.new_of(sort, at) else { continue };
                let Some(is) = is.get(found).filter(|is| is != &was) else {
                    continue;
                };
                out.push(Renamed {
                    sort,
                    old: at,
                    new: found,
                    was: (*was).to_owned(),
                    is: (*is).to_owned(),
                });
            }
        }
        out.dedup_by(|next, own| (next.sort, &next.was, &next.is) == (own.sort, &own.was, &own.is));
        out
    }

    fn pair(&mut self, sort: Sort, old: usize, new: usize) {
        for (list, from, to) in [(&mut self.to_new, old, new), (&mut self.to_old, new, old)] {
            if let Some(place) = list.get_mut(&sort).and_then(|list| list.get_mut(from)) {
                *place = Some(to);
            }
        }
    }

    /// Looks for what has no namesake; whether something was found.
    fn find(&mut self, old: &RuleSet, new: &RuleSet) -> bool {
        let without = |list: &BTreeMap<Sort, Vec<Option<usize>>>| -> usize {
            list.values().flatten().filter(|place| place.is_none()).count()
        };
        let (gone, come) = (without(&self.to_new), without(&self.to_old));
        if gone == 0 || come == 0 || gone + come > MOST {
            return false;
        }
        let was = self.marked(old, |pairing, sort, at| pairing.new_of(sort, at).map(|_| at), old);
        let is = self.marked(new, |pairing, sort, at| pairing.old_of(sort, at), old);
        let (parts_was, parts_is) = (parts(&was), parts(&is));
        let mut found = false;
        for by_itself in [false, true] {
            for sort in Sort::ALL {
                if by_itself && (found || !sort.speaks_for_itself()) {
                    continue;
                }
                let (gone, come) = (alone(&self.to_new, sort), alone(&self.to_old, sort));
                if gone.is_empty() || come.is_empty() {
                    continue;
                }
                let sign = |rules: &RuleSet, parts: &[Parts], at: usize| match by_itself {
                    true => own(parts, sort, at).into_iter().collect(),
                    false => said_of(rules, parts, sort, at),
                };
                let mut signs: BTreeMap<Sign, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
                gone.iter()
                    .for_each(|at| signs.entry(sign(&was, &parts_was, *at)).or_default().0.push(*at));
                come.iter()
                    .for_each(|at| signs.entry(sign(&is, &parts_is, *at)).or_default().1.push(*at));
                for (gone, come) in signs.values().filter(|(gone, come)| gone.len() == come.len()) {
                    for (one, other) in gone.iter().zip(come) {
                        self.pair(sort, *one, *other);
                        found = true;
                    }
                }
            }
        }
        found
    }

    /// Rules in which whatever has no counterpart goes by no name, and the rest by its old one.
    fn marked(
        &self,
        rules: &RuleSet,
        counterpart: impl Fn(&Pairing, Sort, usize) -> Option<usize>,
        old: &RuleSet,
    ) -> RuleSet {
        let mut told = rules.clone();
        for sort in Sort::ALL {
            let names = sort.names(old);
            for (at, name) in sort.names_mut(&mut told).into_iter().enumerate() {
                match counterpart(self, sort, at).and_then(|at| names.get(at)) {
                    Some(known) => *name = (*known).to_owned(),
                    None => *name = "\u{0}".to_owned(),
                }
            }
        }
        // Spellings are of the feeds: they say nothing of what a thing is.
        told.also_called.clear();
        told
    }
}

/// What tells the entries of a sort apart: the name, of a category with those above it, and of several of one name
/// which of them it is.
fn keys(rules: &RuleSet, sort: Sort) -> Vec<(String, usize)> {
    let names: Vec<String> = match sort {
        Sort::Category => (0..rules.categories.len())
            .map(|at| category_path(rules, CategoryId::from(at)))
            .collect(),
        _ => sort.names(rules).into_iter().map(str::to_owned).collect(),
    };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let numbered = names.iter().map(|name| {
        let seen = seen.entry(name).or_default();
        *seen += 1;
        (name.clone(), *seen)
    });
    numbered.collect()
}

fn alone(list: &BTreeMap<Sort, Vec<Option<usize>>>, sort: Sort) -> Vec<usize> {
    let places = list.get(&sort).map_or(&[][..], Vec::as_slice);
    let alone = places.iter().enumerate().filter(|(_, place)| place.is_none());
    alone.map(|(at, _)| at).collect()
}

fn own(parts: &[Parts], sort: Sort, at: usize) -> Option<[u8; 32]> {
    let list = parts.iter().find(|part| part.list == sort.list())?;
    list.digests.get(at).map(|digest| *digest.as_bytes())
}

/// What all rules say of an entry: the digests of those that change when its name does.
fn said_of(rules: &RuleSet, before: &[Parts], sort: Sort, at: usize) -> Sign {
    let mut named = rules.clone();
    if let Some(name) = sort.names_mut(&mut named).into_iter().nth(at) {
        *name = "\u{1}".to_owned();
    }
    let after = parts(&named);
    let each = before.iter().zip(&after);
    let changed = each.flat_map(|(before, after)| {
        let digests = before.digests.iter().zip(&after.digests);
        digests
            .filter(|(before, after)| before != after)
            .map(|(_, after): (_, &Hash)| *after.as_bytes())
    });
    let mut signs: Sign = changed.collect();
    signs.sort_unstable();
    signs
}
