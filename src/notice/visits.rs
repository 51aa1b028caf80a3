//! Visits of those who monitor, as rows of a list.

use super::cell::Cell;
use super::list::{Kind, List};
use super::lists::{Columns, Names, row_told};
use super::month::Month;
use super::period::Period;
use crate::feed::{Monitored, Table};
use crate::report::Context;
use std::collections::BTreeSet;

/// Visits from the beginning of the longest period of a quota to the end of the month, and those without a moment.
/// `monitor` tells one person from another and says no more.
const VISITS: Columns = (
    "visits",
    &[
        ("tier", Kind::Name),
        ("at", Kind::Moment),
        ("month", Kind::Text),
        ("monitor", Kind::Number),
        ("party", Kind::Name),
        ("row", Kind::Text),
    ],
);

/// The visits of a month and its periods; None where the rules have no quota.
pub(super) fn visits(names: &Names, context: &Context<'_>, table: &Table, month: Month) -> Option<List> {
    let first = |quota: &crate::model::Quota| Period::of(quota.every, month).first;
    let begin = context.rules.quotas.iter().map(first).min()?.begin(context.zone);
    let end = month.plus(1).begin(context.zone);
    let counts = |own: &Monitored<'_>| own.at.is_none_or(|at| begin <= at && at < end && at <= context.as_of);
    let mut visits: Vec<_> = table.monitored(context.rules).filter(counts).collect();
    let rank = |own: &Monitored<'_>| {
        let mut tiers = context.rules.quotas.iter().flat_map(|quota| &quota.tiers);
        tiers.position(|tier| tier.tier == own.tier)
    };
    visits.sort_by_cached_key(|own| (own.at, rank(own), own.monitor, own.party, own.row));
    let persons: BTreeSet<&str> = visits.iter().filter_map(|own| own.monitor).collect();
    let number = |monitor: &str| i64::try_from(persons.range(..=monitor).count()).ok();
    let mut list = List::new(VISITS.0, VISITS.1);
    for own in &visits {
        let month = own.at.map(|at| Month::of(context.zone, at).to_string());
        list.push([
            Cell::text(own.tier).into(),
            Cell::moment(own.at, context.zone).into(),
            Cell::text(month.as_deref().unwrap_or("")).into(),
            Cell::number(own.monitor.and_then(number)).into(),
            names.party(own.party),
            Cell::text(&row_told(context.rules, own.row)).into(),
        ]);
    }
    Some(list)
}
