//! The sums of a satisfaction: its answers by question, band, score, method, group and unit.

use super::rows::Rows;
use super::sum;
use crate::notice::figure::{Figure, Only};
use crate::notice::satisfaction::{Group, Satisfaction};
use crate::report::Unreconciled;

/// Checks that every way to part the answers of a month parts all of them.
pub(super) fn reconcile(own: &Satisfaction, rows: &Rows<'_>) -> Result<(), Unreconciled> {
    let all = |how: &str, parts: &[(&str, u64)]| {
        // A measure without a feed, or without methods, is not parted.
        match parts {
            [] => Ok(()),
            parts => sum(&format!("answers of {} by {how}", own.name), own.answers.count, parts),
        }
    };
    let counts = |parts: &mut dyn Iterator<Item = (&'_ String, &'_ Figure)>| -> Vec<(String, u64)> {
        parts.map(|(name, own)| (name.clone(), own.count)).collect()
    };
    let of = |groups: &[Group]| counts(&mut groups.iter().map(|own| (&own.name, &own.answers)));
    let mut parted = vec![
        (
            "question",
            counts(&mut own.dimensions.iter().map(|own| (&own.dimension, &own.answers))),
        ),
        (
            "band",
            counts(&mut own.bands.iter().map(|own| (&own.band, &own.answers))),
        ),
        ("score", counts(&mut own.scores.iter().map(|(score, own)| (score, own)))),
        ("unit", of(&own.parties)),
    ];
    parted.extend(own.methods.iter().map(|groups| ("method", of(groups))));
    parted.extend(own.splits.iter().map(|split| (split.field.as_str(), of(&split.groups))));
    for (how, parts) in &parted {
        let parts: Vec<(&str, u64)> = parts.iter().map(|(name, count)| (&**name, *count)).collect();
        all(how, &parts)?;
    }
    let asked = rows.of(&own.asked.customers, vec![Only::is("asked", "yes")]);
    let parts = [("asked", asked), ("not asked", own.asked.unasked.count)];
    sum(&format!("customers of {}", own.name), own.asked.customers.count, &parts)
}
