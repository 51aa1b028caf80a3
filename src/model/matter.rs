//! What a complaint is about and what happens to it: fields, kinds, categories, groups, workflows, repeats.

use super::{CalendarId, CategoryId, Cond, Dated, EventId, FieldId, PartyId, Place};
use crate::calendar::Quantity;
use serde::{Deserialize, Serialize};

/// A field of a ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it can hold.
    pub domain: Domain,
    /// Known from this event on; None: timeless.
    pub with: Option<EventId>,
    /// Where it is declared.
    pub place: Place,
}

/// What a field can hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Domain {
    /// Yes or no.
    YesOrNo,
    /// One of these values, by position.
    OneOf(Vec<String>),
    /// Any text; only whether it is told, and its wording, can be asked.
    Text,
    /// A decimal number.
    Number,
    /// A moment.
    PointInTime,
}

/// A kind of ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// The test a ticket stated to be of this kind is held against.
    pub when: Option<Cond>,
    /// Where it is declared.
    pub place: Place,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// Its own name, without those of its parents.
    pub name: String,
    /// The category above.
    pub parent: Option<CategoryId>,
    /// The owner, its own or inherited, by the date on which a duty arises.
    pub owner: Dated<PartyId>,
    /// The reporting group, its own or inherited; None where the file has no groups.
    pub group: Option<super::GroupId>,
    /// Where it is declared.
    pub place: Place,
}

/// A reporting group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
}

/// An event. Two workflows that name the same word share the event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Where it is first named.
    pub place: Place,
}

/// A workflow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workflow {
    /// Its name.
    pub name: String,
    /// The calendar of its graces.
    pub calendar: Option<CalendarId>,
    /// Events in their order; the first is acceptance.
    pub in_order: Vec<EventId>,
    /// Events that may come at any point, in the order written.
    pub may_have: Vec<EventId>,
    /// Opens a new round.
    pub new_round: Vec<EventId>,
    /// Takes back the end event before it.
    pub redo: Vec<EventId>,
    /// Takes the ticket out of all figures.
    pub leave_out: Vec<EventId>,
    /// Moves the ticket to another handler.
    pub hand_over: Vec<Grace>,
    /// Moves the ticket to another category.
    pub reclassify: Vec<Grace>,
    /// What `resolved` means.
    pub resolved_when: Option<Cond>,
    /// Where it is declared.
    pub place: Place,
}

/// An event with its grace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grace {
    /// The event.
    pub on: EventId,
    /// The least time left after it.
    pub grace: Option<Quantity>,
    /// The line.
    pub place: Place,
}

/// What makes a ticket a repeat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repeat {
    /// The customer is part of the key.
    pub same_customer: bool,
    /// The category (leaf stated at acceptance) is part of the key.
    pub same_category: bool,
    /// Further fields of the key.
    pub same_fields: Vec<FieldId>,
    /// How far back.
    pub looking_back: Quantity,
    /// Where it is declared.
    pub place: Place,
}
