//! The rows of deadlines under both rule sets, deadline by deadline.

use super::limits::{LimitChange, limits};
use super::merged::Merged;
use super::stated::{self, intended};
use super::versions::by_name;
use crate::model::{Dated, Deadline, ExpectChange, LimitOf, Place, Row, RuleSet};
use std::collections::BTreeMap;

/// What comes of the rows of deadlines.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// By deadline: who is granted what else.
    pub limits: Vec<(String, Vec<LimitChange>)>,
    /// Rows that grant the same to the same tickets, put together or parted where it matters which of them decides.
    pub regrouped: Vec<Regrouped>,
    /// Deadlines whose rows could not be held against each other within the budget, or not all.
    pub not_proven: Vec<String>,
    /// What is stated of limits, and what comes of it.
    pub stated: stated::Limits,
}

/// Rows of a deadline that grant the same to the same tickets, but are more or fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrouped {
    /// The deadline.
    pub deadline: String,
    /// The lines in the old rules.
    pub old_lines: Vec<Place>,
    /// The lines in the new rules.
    pub new_lines: Vec<Place>,
}

/// Whether it matters which of two rows of one limit decides: a case that is reclassified from one to the other gets the
/// grace, and a promise is made under the row that decides.
fn tells_rows_apart(rules: &RuleSet, deadline: &Deadline) -> bool {
    let workflow = rules.workflows.get(deadline.workflow.index());
    let graced = workflow.is_some_and(|own| own.reclassify.iter().any(|own| own.grace.is_some()));
    let mut limits = deadline.rows.iter().flat_map(|row| row.limit.all());
    graced || limits.any(|limit| limit.field().is_some())
}

/// The rows of a deadline whose rows are told elsewhere.
fn stub() -> Vec<Row> {
    vec![Row {
        when: None,
        limit: Dated::always(LimitOf::NoDeadline),
        place: Place::default(),
    }]
}

impl Rows {
    /// Holds the rows of deadlines against each other; where that was possible they are taken out of both, so that the
    /// rest of a deadline is told apart.
    pub fn compare(
        (old, new): (&RuleSet, &RuleSet),
        (was, is): (&mut RuleSet, &mut RuleSet),
        merged: &Merged,
        block: Option<&ExpectChange>,
    ) -> Rows {
        let mut out = Rows::default();
        let mut compared: Vec<&str> = Vec::new();
        let (before, after) = (by_name(old), by_name(new));
        let told: BTreeMap<&str, &str> = before
            .iter()
            .map(|(name, versions)| {
                let at = old.deadlines.iter().position(|own| std::ptr::eq(own, versions[0]));
                let is = at
                    .and_then(|at| was.deadlines.get(at))
                    .map_or("", |own| own.name.as_str());
                let is = after.iter().map(|(name, _)| *name).find(|own| *own == is);
                (*name, is.unwrap_or(""))
            })
            .collect();
        for (name, versions) in &after {
            let former = before.iter().find(|(own, _)| told.get(own) == Some(name));
            let Some((_, former)) = former else { continue };
            let (places, effects): (Vec<usize>, Vec<_>) = intended(block, new, name).into_iter().unzip();
            let Ok(own) = limits(former, versions, merged, &effects) else {
                out.not_proven.push((*name).to_owned());
                out.stated.come.extend(places.into_iter().map(|at| (at, None)));
                continue;
            };
            out.stated
                .come
                .extend(places.into_iter().zip(own.come.into_iter().map(Some)));
            let unstated = own.unstated.into_iter().map(|change| ((*name).to_owned(), change));
            out.stated.unstated.extend(unstated);
            match own.more {
                false => compared.push(name),
                true => out.not_proven.push((*name).to_owned()),
            }
            if !own.changes.is_empty() {
                out.limits.push(((*name).to_owned(), own.changes));
            }
            let (old_lines, new_lines) = own.regrouped;
            let tells =
                |rules: &RuleSet, versions: &[&Deadline]| versions.iter().any(|own| tells_rows_apart(rules, own));
            if !old_lines.is_empty() && (tells(old, former) || tells(new, versions)) {
                out.regrouped.push(Regrouped {
                    deadline: (*name).to_owned(),
                    old_lines,
                    new_lines,
                });
            }
        }
        for rules in [was, is] {
            for own in rules
                .deadlines
                .iter_mut()
                .filter(|own| compared.contains(&own.name.as_str()))
            {
                own.rows = stub();
            }
        }
        out
    }
}
