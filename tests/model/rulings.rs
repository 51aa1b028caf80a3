//! Excuses and objections: what each of them concerns. What is late stays late.

use super::rows::Row;
use super::run::Run;
use super::time::Moment;
use super::world::Ruling;

impl Run<'_> {
    /// What had been ruled by a moment, in time order; of one moment excuses first, then as the rules list who ruled,
    /// nobody told first, then by what it is about.
    pub fn ruled(&self, by: Moment) -> Vec<&Ruling> {
        let place = |ruling: &&Ruling| ruling.by.map(|by| self.newest.listed(by));
        let told = self.ticket.rulings.iter().filter(|ruling| ruling.at <= by);
        let mut told: Vec<&Ruling> = told.collect();
        told.sort_by_key(|ruling| (ruling.at, !ruling.excuses, place(ruling), ruling.about));
        told.dedup();
        told
    }

    /// Whether a ruling is about an obligation: late by then, named by it, and not the own one of whoever excuses.
    pub fn concerns(ruling: &Ruling, row: &Row) -> bool {
        let late = ["overdue", "done late"].contains(&row.state) && row.due.is_some_and(|due| due < ruling.at);
        let itself = ruling.excuses && ruling.by.is_some() && ruling.by == row.party;
        late && !itself && ruling.about.is_none_or(|about| about == row.deadline)
    }

    /// The first excuse of an obligation.
    pub fn excuse(&self, row: &Row) -> Option<&Ruling> {
        let mut ruled = self.ruled(self.now).into_iter();
        ruled.find(|ruling| ruling.excuses && Run::concerns(ruling, row))
    }
}
