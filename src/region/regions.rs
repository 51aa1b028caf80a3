//! Where two functions differ, as few regions as come of it: of each dimension the classes that belong to one.

use super::diagram::{Diagram, Store};
use super::space::Space;
use std::collections::BTreeMap;

/// More regions than this are not told one by one.
const MOST: usize = 400;

/// A region: by dimension the classes in it; a dimension that is not named has all of its classes.
pub type Region = BTreeMap<usize, Vec<bool>>;

/// The regions on which a function has a leaf other than `none`, each with its leaf, neighbours of one kind put together
/// (`kind` says which leaves are). The second tells whether these are all.
#[must_use]
pub fn regions<K: PartialEq>(
    space: &Space<'_>,
    store: &Store,
    of: Diagram,
    none: u32,
    kind: impl Fn(u32) -> K,
) -> (Vec<(Region, Vec<u32>)>, bool) {
    let mut found: Vec<(Region, Vec<u32>)> = Vec::new();
    let whole = walk(space, store, of, none, &mut Region::new(), &mut found);
    // Two that differ in one dimension alone are one.
    let mut at = 0;
    let fit = |one: &(Region, Vec<u32>), other: &(Region, Vec<u32>)| {
        kind(one.1[0]) == kind(other.1[0]) && apart(&one.0, &other.0).is_some()
    };
    while at < found.len() {
        let partner = (at + 1..found.len()).find(|other| fit(&found[at], &found[*other]));
        let Some(other) = partner else {
            at += 1;
            continue;
        };
        let (next, leaves) = found.remove(other);
        let dimension = apart(&found[at].0, &next).flatten();
        let own = &mut found[at];
        if let Some(dimension) = dimension {
            let more = next.get(&dimension);
            if let (Some(classes), Some(more)) = (own.0.get_mut(&dimension), more) {
                classes.iter_mut().zip(more).for_each(|(own, more)| *own |= more);
                if classes.iter().all(|own| *own) {
                    own.0.remove(&dimension);
                }
            }
        }
        own.1.extend(leaves);
        own.1.sort_unstable();
        own.1.dedup();
        // Of those before it, none had a partner: only this one can be theirs now.
        at = (0..at).find(|earlier| fit(&found[*earlier], &found[at])).unwrap_or(at);
    }
    (found, whole)
}

/// The dimension in which alone two regions differ; None inside: they are alike; None: they differ in more, or one of them
/// has all classes of it.
fn apart(one: &Region, other: &Region) -> Option<Option<usize>> {
    if one.len() != other.len() || one.keys().ne(other.keys()) {
        return None;
    }
    let mut differing = one
        .iter()
        .filter(|(dimension, classes)| other.get(dimension) != Some(classes));
    let first = differing.next().map(|(dimension, _)| *dimension);
    differing.next().is_none().then_some(first)
}

fn walk(
    space: &Space<'_>,
    store: &Store,
    at: Diagram,
    none: u32,
    path: &mut Region,
    found: &mut Vec<(Region, Vec<u32>)>,
) -> bool {
    if let Some(leaf) = at.value() {
        if leaf != none {
            found.push((path.clone(), vec![leaf]));
        }
        return true;
    }
    let Some((dimension, children)) = store.node(at) else {
        return true;
    };
    let mut by_child: BTreeMap<Diagram, Vec<bool>> = BTreeMap::new();
    let width = space.dimensions.get(dimension).map_or(0, |own| own.classes);
    let mut order = Vec::new();
    for (class, child) in children.iter().enumerate() {
        let classes = by_child.entry(*child).or_insert_with(|| {
            order.push(*child);
            vec![false; width]
        });
        classes[class] = true;
    }
    for child in order {
        if found.len() >= MOST {
            return false;
        }
        let classes = by_child.remove(&child).unwrap_or_default();
        path.insert(dimension, classes);
        let whole = walk(space, store, child, none, path, found);
        path.remove(&dimension);
        if !whole {
            return false;
        }
    }
    true
}
