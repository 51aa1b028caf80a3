//! Small closed sets of words that the tree, the rule set and the reports share.

use serde::{Deserialize, Serialize};

/// The four levels of an organisation, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Level {
    Leadership,
    Department,
    Unit,
    Team,
}

impl Level {
    /// Whether it is a higher one.
    #[must_use]
    pub fn is_above(self, other: Level) -> bool {
        (self as u8) < (other as u8)
    }
}

/// How often something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Every {
    Month,
    Quarter,
    Year,
}

/// What a feed holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum FeedRole {
    Tickets,
    Events,
    Surveys,
    Monitoring,
    Decisions,
    Objections,
}

impl FeedRole {
    /// Whether its rows tell what happened to a ticket at a moment: events, decisions, objections.
    #[must_use]
    pub fn tells_events(self) -> bool {
        matches!(self, FeedRole::Events | FeedRole::Decisions | FeedRole::Objections)
    }
}

/// In what an answer is incomplete: five kinds that are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Incomplete {
    /// The form: something that has to be told is missing.
    Form,
    /// The review by the unit itself.
    Review,
    /// The effect: the cause was not removed.
    Effect,
    /// The durability: the matter came again.
    Durability,
    /// A promise made to the customer.
    Promise,
}

impl Incomplete {
    /// All, in order.
    pub const ALL: [Incomplete; 5] = [
        Incomplete::Form,
        Incomplete::Review,
        Incomplete::Effect,
        Incomplete::Durability,
        Incomplete::Promise,
    ];

    /// The word in machine-read lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Incomplete::Form => "form",
            Incomplete::Review => "review",
            Incomplete::Effect => "effect",
            Incomplete::Durability => "durability",
            Incomplete::Promise => "promise",
        }
    }
}

/// The six comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum CompareOp {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl CompareOp {
    /// Whether the comparison holds for an ordering of left to right.
    #[must_use]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Equal => order.is_eq(),
            CompareOp::NotEqual => order.is_ne(),
            CompareOp::Less => order.is_lt(),
            CompareOp::AtMost => order.is_le(),
            CompareOp::Greater => order.is_gt(),
            CompareOp::AtLeast => order.is_ge(),
        }
    }

    /// The comparison that holds where this one does not.
    #[must_use]
    pub fn opposite(self) -> CompareOp {
        match self {
            CompareOp::Equal => CompareOp::NotEqual,
            CompareOp::NotEqual => CompareOp::Equal,
            CompareOp::Less => CompareOp::AtLeast,
            CompareOp::AtLeast => CompareOp::Less,
            CompareOp::Greater => CompareOp::AtMost,
            CompareOp::AtMost => CompareOp::Greater,
        }
    }
}

/// What becomes of a part of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Change {
    Changed,
    Added,
    Removed,
}

/// Parts of the rules that have no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Whole {
    /// From when on the rules hold, and their versions.
    Effective,
    /// The zone.
    TimeZone,
    /// How days count, where an arrival is moved to.
    Counting,
    /// What makes a repeat.
    Repeat,
    /// The feeds.
    Feed,
    /// Other spellings.
    AlsoCalled,
    /// The order of the ladders.
    Ladder,
    /// The order of the workflows.
    Workflow,
}
