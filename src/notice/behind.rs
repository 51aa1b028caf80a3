//! Who is behind an answer: the customer, and the unit that is judged by it.

use crate::calendar::Moment;
use crate::feed::{Answer, Facts, Table};
use crate::model::PartyId;
use std::collections::HashMap;

/// A ticket, and who held it at the cut-off.
#[derive(Debug, Clone, Copy)]
pub(super) struct Served {
    /// The ticket.
    pub ticket: usize,
    /// Who held it.
    pub party: Option<PartyId>,
    /// When it was accepted.
    pub accepted: Option<Moment>,
}

/// Finds who is behind answers.
pub(super) struct Behind<'a> {
    table: &'a Table,
    /// In the order of tickets; those that are void or merged are not among them.
    served: &'a [Served],
    /// Positions of a customer's tickets.
    by_customer: HashMap<u32, Vec<usize>>,
}

impl<'a> Behind<'a> {
    pub(super) fn new(table: &'a Table, served: &'a [Served]) -> Behind<'a> {
        let mut by_customer: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, own) in served.iter().enumerate() {
            if let Some(customer) = table.ticket(own.ticket).customer {
                by_customer.entry(customer).or_default().push(at);
            }
        }
        Behind {
            table,
            served,
            by_customer,
        }
    }

    /// The customer that the row tells, else that of its ticket.
    pub(super) fn customer(&self, answer: &Answer<'_>) -> Option<u32> {
        let of_ticket = || self.table.ticket(self.ticket(answer)?).customer;
        answer.customer.or_else(of_ticket)
    }

    /// The ticket that an answer names, by either number of a case that two systems hold.
    fn ticket(&self, answer: &Answer<'_>) -> Option<usize> {
        let number = answer.ticket;
        self.table.find(number).or_else(|| self.table.case_of(number))
    }

    /// The unit that an answer judges: the one that its row tells; else who held the ticket that it names; else who held
    /// the tickets that its customer had accepted since a moment and before the answer, where all were held by one.
    pub(super) fn party(&self, answer: &Answer<'_>, since: Option<Moment>) -> Option<PartyId> {
        if answer.party.is_some() {
            return answer.party;
        }
        if !answer.ticket.is_empty() {
            let ticket = self.ticket(answer)?;
            let at = self.served.binary_search_by_key(&ticket, |own| own.ticket).ok()?;
            return self.served.get(at)?.party;
        }
        let (since, until) = (since?, answer.at?);
        let mut parties = self.of(answer.customer?, since, until).map(|own| own.party);
        let first = parties.next()??;
        parties.all(|own| own == Some(first)).then_some(first)
    }

    /// Customers with a ticket accepted from a moment on and before another one; some of them several times.
    pub(super) fn customers(&self, from: Moment, to: Moment) -> impl Iterator<Item = u32> {
        let inside = move |own: &&Served| own.accepted.is_some_and(|at| from <= at && at < to);
        let tickets = self.served.iter().filter(inside);
        tickets.filter_map(|own| self.table.ticket(own.ticket).customer)
    }

    /// The numbers of a customer's tickets accepted from a moment on and before another one.
    pub(super) fn tickets(&self, customer: u32, from: Moment, to: Moment) -> Vec<&'a str> {
        let table = self.table;
        self.of(customer, from, to)
            .map(|own| table.number(own.ticket))
            .collect()
    }

    fn of(&self, customer: u32, from: Moment, to: Moment) -> impl Iterator<Item = &'a Served> {
        let (served, own) = (self.served, self.by_customer.get(&customer));
        let own = own.into_iter().flatten().filter_map(move |at| served.get(*at));
        own.filter(move |own| own.accepted.is_some_and(|at| from <= at && at < to))
    }
}
