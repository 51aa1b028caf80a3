//! Whether two rule sets read the same facts out of the same feeds: then these are read once.

use super::sort::Sort;
use crate::dump::{Parts, parts};
use crate::model::{Feed, FeedColumn, RuleSet};

/// The lists of which the names, in their order, are all that feeds are read by.
const BY_NAME: [Sort; 6] = [
    Sort::Party,
    Sort::Kind,
    Sort::Category,
    Sort::Event,
    Sort::Deadline,
    Sort::Schedule,
];

/// The lists that feeds are read by in full.
const IN_FULL: [&str; 8] = [
    "zone",
    "fields",
    "workflows",
    "wordings",
    "quotas",
    "satisfactions",
    "feeds",
    "also_called",
];

/// Whether both rule sets read any feeds to the same facts.
#[must_use]
pub fn reads_alike(old: &RuleSet, new: &RuleSet) -> bool {
    let names = BY_NAME.iter().all(|sort| sort.names(old) == sort.names(new));
    let full = || {
        let (was, is) = (parts(old), parts(new));
        let of = |parts: &[Parts], list: &str| parts.iter().find(|own| own.list == list).cloned();
        IN_FULL.iter().all(|list| of(&was, list) == of(&is, list))
    };
    names && positions(old) == positions(new) && full()
}

/// What facts hold by its position, and the digest of a part says without an order.
fn positions(rules: &RuleSet) -> impl PartialEq + '_ {
    let parents: Vec<_> = rules.categories.iter().map(|own| own.parent).collect();
    let domains: Vec<_> = rules.fields.iter().map(|own| (&own.domain, own.with)).collect();
    let column = |own: &FeedColumn| (own.field, own.number);
    let feed = |own: &Feed| -> Vec<_> { own.columns.iter().map(column).collect() };
    let columns: Vec<_> = rules.feeds.iter().map(feed).collect();
    (parents, domains, columns)
}
