//! The lists of a rule set that are pointed into, by the name of the index's type.

use crate::model::{CategoryId, RuleSet};
use std::collections::HashMap;

/// For every type of index the names of the entries it points to, in their order.
pub(super) struct Lists(HashMap<&'static str, Vec<String>>);

impl Lists {
    /// The lists of a rule set. Versions of a deadline or ladder share their name.
    pub fn of(rules: &RuleSet) -> Lists {
        fn named<T>(entries: &[T], name: impl Fn(&T) -> &str) -> Vec<String> {
            entries.iter().map(|entry| name(entry).to_owned()).collect()
        }
        let categories = 0..rules.categories.len();
        Lists(HashMap::from([
            ("CalendarId", named(&rules.calendars, |own| &own.name)),
            ("PartyId", named(&rules.parties, |own| &own.name)),
            ("FieldId", named(&rules.fields, |own| &own.name)),
            ("KindId", named(&rules.kinds, |own| &own.name)),
            ("CategoryId", categories.map(|at| path(rules, at.into())).collect()),
            ("GroupId", named(&rules.groups, |own| &own.name)),
            ("EventId", named(&rules.events, |own| &own.name)),
            ("WorkflowId", named(&rules.workflows, |own| &own.name)),
            ("DeadlineId", named(&rules.deadlines, |own| &own.name)),
            ("LadderId", named(&rules.ladders, |own| &own.name)),
            ("ScheduleId", named(&rules.schedules, |own| &own.name)),
            ("FindingId", named(&rules.findings, |own| &own.name)),
            ("WordingId", named(&rules.wordings, |own| &own.name)),
            ("MetricId", named(&rules.metrics, |own| &own.name)),
        ]))
    }

    /// The names behind a type of index; None where the type is not known to be one.
    pub fn get(&self, index_type: &str) -> Option<&[String]> {
        self.0.get(index_type).map(Vec::as_slice)
    }
}

/// A category with those above it; a chain that leads back into itself ends where it does.
fn path(rules: &RuleSet, category: CategoryId) -> String {
    let mut names = Vec::new();
    let mut at = Some(category);
    while let Some(own) = at.and_then(|at| rules.categories.get(at.index())) {
        names.push(own.name.as_str());
        at = own.parent.filter(|_| names.len() <= rules.categories.len());
    }
    names.reverse();
    names.join("/")
}
