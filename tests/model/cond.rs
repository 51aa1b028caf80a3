//! Conditions. What a ticket does not tell makes a test unknown: neither true nor false.

use super::time::Quantity;
use super::world::{Name, Ticket, World};

/// An obligation by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Deadline(Name),
    Rung(u8),
    Schedule(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cond {
    Kind(Name),
    CategoryIn(Vec<Name>),
    Field(Name, bool),
    Has(Name),
    HasNot(Name),
    /// The event came more often than this.
    CountOver(Name, usize),
    Overdue(Target, Option<Quantity>),
    /// `occurrence >= n`.
    OccurrenceFrom(usize),
    AtRung(u8),
    /// `reached = yes` or `no`: of the last callback.
    Reached(bool),
    All(Vec<Cond>),
    Any(Vec<Cond>),
}

impl Cond {
    /// Whether it asks for lateness anywhere.
    pub fn asks_overdue(&self) -> bool {
        match self {
            Cond::Overdue(..) => true,
            Cond::All(parts) | Cond::Any(parts) => parts.iter().any(Cond::asks_overdue),
            _ => false,
        }
    }

    /// What it asks the lateness of.
    pub fn lateness_of(&self) -> Vec<Target> {
        match self {
            Cond::Overdue(target, _) => vec![*target],
            Cond::All(parts) | Cond::Any(parts) => parts.iter().flat_map(Cond::lateness_of).collect(),
            _ => Vec::new(),
        }
    }

    /// Every `overdue for Q` in it.
    pub fn waits(&self) -> Vec<Quantity> {
        match self {
            Cond::Overdue(_, Some(wait)) => vec![*wait],
            Cond::All(parts) | Cond::Any(parts) => parts.iter().flat_map(Cond::waits).collect(),
            _ => Vec::new(),
        }
    }
}

/// A truth that may be missing.
pub type Truth = Option<bool>;

/// Three-valued: one false makes `and` false, one true makes `or` true, whatever else is unknown.
pub fn holds(cond: &Cond, test: &dyn Fn(&Cond) -> Truth) -> Truth {
    match cond {
        Cond::All(parts) => {
            let truths: Vec<Truth> = parts.iter().map(|part| holds(part, test)).collect();
            if truths.contains(&Some(false)) {
                Some(false)
            } else if truths.contains(&None) {
                None
            } else {
                Some(true)
            }
        }
        Cond::Any(parts) => {
            let truths: Vec<Truth> = parts.iter().map(|part| holds(part, test)).collect();
            if truths.contains(&Some(true)) {
                Some(true)
            } else if truths.contains(&None) {
                None
            } else {
                Some(false)
            }
        }
        one => test(one),
    }
}

/// What decides a row: the ticket's kind, the category in force, timeless fields. Nothing else is asked in rows here.
pub fn row_test(world: &World, ticket: &Ticket, category: Name, cond: &Cond) -> Truth {
    match cond {
        Cond::Kind(kind) => Some(ticket.kind == *kind),
        Cond::CategoryIn(among) => Some(among.iter().any(|other| world.lies_in(category, other))),
        Cond::Field(field, value) => ticket
            .fields
            .iter()
            .find(|(f, _)| f == field)
            .map(|(_, told)| told == value),
        other => panic!("{other:?} does not stand in a row of the model"),
    }
}
