//! What was received, by reporting group.

use super::sections::{Materials, breakdown};
use super::value::Breakdown;

/// By reporting group; None where the rules have none.
pub(super) fn groups(of: &Materials<'_>) -> Option<Breakdown> {
    let before = of.last.and_then(|last| last.groups.as_ref());
    let names = of.rules.groups.iter().map(|group| group.name.as_str());
    (!of.rules.groups.is_empty()).then(|| breakdown(of, "group", names, before))
}
