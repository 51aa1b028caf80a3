//! What every report asks beside a case: the rules, the facts, the moment, and names that are put together once.

use crate::calendar::{Moment, Zone};
use crate::evaluate::{Case, Obligation};
use crate::feed::Facts;
use crate::model::{CategoryId, PartyId, RuleSet};
use crate::plan::{KeeperId, Plan};

/// The surroundings of a report. Shared by all threads of a run.
pub struct Context<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// The facts.
    pub facts: &'a dyn Facts,
    /// The moment of the run.
    pub as_of: Moment,
    /// The rule set's zone.
    pub zone: &'a Zone,
    /// Working time between two moments.
    pub working: &'a dyn WorkingTime,
}

impl<'a> Context<'a> {
    /// What a plan and facts come to, as of a moment.
    #[must_use]
    pub fn of(plan: &'a Plan<'a>, facts: &'a dyn Facts, as_of: Moment) -> Context<'a> {
        Context {
            rules: plan.rules,
            facts,
            as_of,
            zone: &plan.zone,
            working: plan,
        }
    }
}

/// Counts working time by the calendar of an obligation.
pub trait WorkingTime: Sync {
    /// Working seconds from one moment to a later one; None where the obligation names no calendar or the
    /// years are not covered.
    fn between(&self, case: &Case, obligation: &Obligation, from: Moment, to: Moment) -> Option<i64>;

    /// The same, in the time that a plan knows by its number.
    fn by(&self, keeper: KeeperId, from: Moment, to: Moment) -> Option<i64>;
}

/// Knows no calendar: every answer is None.
impl WorkingTime for () {
    fn between(&self, _: &Case, _: &Obligation, _: Moment, _: Moment) -> Option<i64> {
        None
    }

    fn by(&self, _: KeeperId, _: Moment, _: Moment) -> Option<i64> {
        None
    }
}

/// The path of a category, from the top: `supply/outage/frequent`.
#[must_use]
pub fn category_path(rules: &RuleSet, category: CategoryId) -> String {
    let mut names = Vec::new();
    let mut at = Some(category);
    while let Some(here) = at.and_then(|id| rules.categories.get(id.index())) {
        names.push(here.name.as_str());
        // Parents stand before their children, so that a longer walk than the list is a circle.
        at = if names.len() <= rules.categories.len() {
            here.parent
        } else {
            None
        };
    }
    names.reverse();
    names.join("/")
}

/// The name of a party, empty if there is none.
#[must_use]
pub fn party_name(rules: &RuleSet, party: Option<PartyId>) -> &str {
    party
        .and_then(|id| rules.parties.get(id.index()))
        .map_or("", |party| party.name.as_str())
}

/// The owner of a ticket's category at a moment.
#[must_use]
pub fn owner_of(context: &Context<'_>, category: Option<CategoryId>, at: Moment) -> Option<PartyId> {
    let category = context.rules.categories.get(category?.index())?;
    Some(*category.owner.of(|| context.zone.local(at).date()))
}
