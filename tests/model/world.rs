//! The input: a small rule set and its tickets, as plain as a rule file reads.

use super::cond::Cond;
use super::time::{Calendar, Counting, Moment, Quantity};
use chrono::NaiveDate;

/// A name of anything.
pub type Name = &'static str;

/// A value, and what takes its place from later dates on.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated<T>(pub T, pub Vec<(NaiveDate, T)>);

impl<T: Copy> Dated<T> {
    pub fn on(&self, date: NaiveDate) -> T {
        let mut value = self.0;
        for (from, later) in &self.1 {
            if date >= *from {
                value = *later;
            }
        }
        value
    }
}

impl<T> From<T> for Dated<T> {
    fn from(value: T) -> Dated<T> {
        Dated(value, Vec::new())
    }
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    Named(Name),
    Handler,
    OwningDepartment,
    /// The one above the handler.
    HandlerSuperior,
    /// That of the rung at which the ticket stands.
    Accountable,
}

/// What the organisation says of a party beyond its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Member {
    pub name: Name,
    pub under: Option<Name>,
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub until: Option<NaiveDate>,
    pub replaces: Option<Name>,
    /// Its own calendar.
    pub calendar: Option<Name>,
}

/// A category; one below another inherits its owner.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    pub name: Name,
    pub below: Option<Name>,
    pub owner: Option<Dated<Name>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Workflow {
    /// The first is the one a ticket is accepted with.
    pub in_order: Vec<Name>,
    pub may_have: Vec<Name>,
    pub calendar: Option<Name>,
    pub new_round: Option<Name>,
    pub redo: Option<Name>,
    pub hand_over: Option<(Name, Option<Quantity>)>,
    pub reclassify: Option<(Name, Option<Quantity>)>,
    pub leave_out: Vec<Name>,
    /// `resolved when has` this.
    pub resolved: Name,
}

impl Workflow {
    /// The place of an event in the order in which the workflow lists them.
    pub fn place(&self, event: Name) -> usize {
        self.in_order
            .iter()
            .chain(&self.may_have)
            .position(|e| *e == event)
            .unwrap()
    }
}

/// What a row grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Within(Quantity),
    Day(DayAt),
    /// The later (else the earlier) of two.
    Two(bool, Side, Side),
    /// So long before the moment that was promised.
    BeforePromised(Quantity),
    /// The moment that was promised.
    Promised,
    NoDeadline,
}

/// The n-th working day at a time of day, in seconds; none: at its close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayAt(pub usize, pub Option<u32>);

/// One of two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Within(Quantity),
    Day(DayAt),
}

impl Side {
    pub fn is_working(self) -> bool {
        match self {
            Side::Within(within) => within.1.is_working(),
            Side::Day(_) => true,
        }
    }
}

impl Limit {
    /// What is counted from the start: one clock, or two and whether the later holds.
    pub fn sides(self) -> Option<(Side, Option<(bool, Side)>)> {
        match self {
            Limit::Within(within) => Some((Side::Within(within), None)),
            Limit::Day(day) => Some((Side::Day(day), None)),
            Limit::Two(later, one, other) => Some((one, Some((later, other)))),
            Limit::BeforePromised(_) | Limit::Promised | Limit::NoDeadline => None,
        }
    }
}

/// A row: a condition (none: `otherwise`) and what it grants.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Option<Cond>, pub Dated<Limit>);

/// How much pausing counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    WorkingDays(usize),
    CalendarDays(usize),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pause {
    pub from: Name,
    pub to: Name,
    pub at_most: Option<Cap>,
    /// One that begins at or after the due moment counts too, whenever one looks.
    pub even_late: bool,
    /// Asked when it would begin: what is not told does not pause.
    pub when: Option<Cond>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Extend {
    pub from: Name,
    pub to: Name,
    pub at_most: usize,
    pub each: Quantity,
    pub approver: Party,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    pub name: Name,
    /// The first and the last day of the tickets it governs. A later block of the same name replaces it.
    pub in_force: Days,
    pub from: Name,
    /// What it starts from as long as that has not come.
    pub else_from: Option<Name>,
    pub to: Vec<Name>,
    /// Only such an event ends it at which this holds.
    pub ends_when: Option<Cond>,
    /// Each of its end events begins it anew, until the case is resolved.
    pub every: bool,
    /// It does not arise, or falls away, once this holds.
    pub not_needed: Option<Cond>,
    /// A target: a miss is no breach.
    pub no_breach: bool,
    /// Opens it again on its old clock.
    pub continue_on: Option<Name>,
    /// Each co-handler owes its own, and ends it.
    pub of_each: bool,
    pub responsible: Dated<Party>,
    pub calendar: Option<Name>,
    pub rows: Vec<Row>,
    pub warn: Option<Quantity>,
    /// A reminder before (else after) the due moment: it moves nothing, so the model leaves it out.
    pub remind: Option<(bool, Quantity)>,
    pub pauses: Vec<Pause>,
    pub extend: Option<Extend>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Exit {
    pub event: Name,
    /// None: it ends the climb.
    pub to_rung: Option<u8>,
    /// The limit of a way back.
    pub within: Option<Quantity>,
}

/// A rung above the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    pub enter: Vec<Cond>,
    pub responsible: Dated<Party>,
    pub to: Name,
    pub within: Dated<Quantity>,
    pub must: Vec<(Name, Quantity)>,
    pub exits: Vec<Exit>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    pub name: Name,
    /// The first and the last day of the tickets it is for. A later block of the same name replaces it.
    pub in_force: Days,
    /// Which tickets it is for; none: for all that no ladder before it takes.
    pub applies: Option<Cond>,
    pub calendar: Option<Name>,
    /// Rung 1 is this deadline.
    pub deadline: Name,
    /// Rung 1 has no limit of its own: the deadline stands beside the ladder, its end events end the climb.
    pub open: bool,
    /// Rungs 2, 3 …
    pub above: Vec<Rung>,
}

impl Ladder {
    pub fn rung(&self, number: u8) -> &Rung {
        &self.above[usize::from(number) - 2]
    }

    pub fn top(&self) -> u8 {
        u8::try_from(self.above.len()).unwrap() + 1
    }
}

/// Every month, on its last working day.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    pub name: Name,
    /// Seconds from midnight.
    pub at: u32,
    pub calendar: Name,
    pub collect: Cond,
    pub responsible: Party,
    pub to: Vec<Name>,
    pub within: Quantity,
}

#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The first day of this version, and its last where that is told.
    pub in_force: (NaiveDate, Option<NaiveDate>),
    /// The versions before it, oldest first: their counting, deadlines, ladder and schedule; all else is that of this.
    pub earlier: Vec<World>,
    pub counting: Counting,
    pub calendars: Vec<Calendar>,
    /// All parties: owners, fixed ones, units.
    pub departments: Vec<Name>,
    pub units: Vec<Name>,
    /// What is said of some of them beyond their names.
    pub members: Vec<Member>,
    pub kinds: Vec<Name>,
    /// Fields that are yes, no or not told, and timeless.
    pub fields: Vec<Name>,
    pub categories: Vec<Category>,
    pub workflow: Workflow,
    pub deadlines: Vec<Deadline>,
    /// The first that applies to a ticket is its own.
    pub ladders: Vec<Ladder>,
    pub schedule: Option<Schedule>,
    /// `same customer, category`, looking back so many calendar days.
    pub repeat: Option<i64>,
    /// Approvals, excuses and objections come in feeds of their own.
    pub rulings: bool,
    /// A hotline has a feed of its own, in which some of the tickets stand too.
    pub hotline: bool,
}

impl World {
    pub fn calendar(&self, name: Option<Name>) -> Option<&Calendar> {
        name.map(|name| self.calendars.iter().find(|c| c.name == name).unwrap())
    }

    /// The version that judges the tickets of a day: each lasts until the next begins, or until its last day.
    pub fn version(&self, date: NaiveDate) -> Option<&World> {
        let newest_first = std::iter::once(self).chain(self.earlier.iter().rev());
        let mut begun = newest_first.filter(|version| version.in_force.0 <= date);
        begun
            .next()
            .filter(|version| version.in_force.1.is_none_or(|last| date <= last))
    }

    /// The deadlines that govern the tickets of a day.
    pub fn deadlines_on(&self, date: NaiveDate) -> Vec<&Deadline> {
        in_force_on(&self.deadlines, date, |own| (own.name, own.in_force))
    }

    /// The ladders that are there for the tickets of a day; a block that replaces another stands in its place.
    pub fn ladders_on(&self, date: NaiveDate) -> Vec<&Ladder> {
        let mut all = in_force_on(&self.ladders, date, |own| (own.name, own.in_force));
        all.sort_by_key(|own| self.ladders.iter().position(|first| first.name == own.name));
        all
    }

    /// The owner of a category on a date: its own, else that of the one above.
    pub fn owner(&self, category: Name, date: NaiveDate) -> Option<Name> {
        let it = self.categories.iter().find(|c| c.name == category).unwrap();
        let own = it.owner.as_ref().map(|owner| owner.on(date));
        own.or_else(|| it.below.and_then(|above| self.owner(above, date)))
    }

    /// The place of a party in the order in which the rules list them.
    pub fn listed(&self, party: Name) -> Option<usize> {
        let mut all = self.departments.iter().chain(&self.units);
        all.position(|own| *own == party)
    }

    pub fn member(&self, name: Name) -> Member {
        let told = self.members.iter().find(|member| member.name == name);
        told.copied().unwrap_or(Member {
            name,
            ..Member::default()
        })
    }

    /// Who answers in a party's place on a date: once it has ended, the one that replaces it, else the one above. It
    /// ends with its last day, or with the day before its replacement begins.
    pub fn in_force(&self, party: Name, date: NaiveDate) -> Option<Name> {
        let own = self.member(party);
        let next = self.members.iter().find(|member| member.replaces == Some(party));
        let begins = next.and_then(|next| next.from);
        let ended = match own.until {
            Some(until) => date > until,
            None => begins.is_some_and(|begins| date >= begins),
        };
        if !ended {
            return Some(party);
        }
        let begun = next.filter(|next| next.from.is_none_or(|from| date >= from));
        let next = begun.map(|member| member.name).or(own.under);
        next.and_then(|next| self.in_force(next, date))
    }

    /// Whether a category is the other, or lies below it.
    pub fn lies_in(&self, category: Name, other: Name) -> bool {
        let it = self.categories.iter().find(|c| c.name == category).unwrap();
        category == other || it.below.is_some_and(|above| self.lies_in(above, other))
    }

    /// `outage/frequent_outage`: a category with those above it.
    pub fn path(&self, category: Name) -> String {
        let it = self.categories.iter().find(|c| c.name == category).unwrap();
        it.below
            .map_or(category.to_string(), |above| format!("{}/{category}", self.path(above)))
    }
}

/// The first and the last day of the tickets that something is for.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// What is in force on a day: of one name the last block that is.
fn in_force_on<T>(all: &[T], date: NaiveDate, told: impl Fn(&T) -> (Name, Days)) -> Vec<&T> {
    let governs = |one: &&T| {
        let (from, until) = told(one).1;
        from.is_none_or(|from| date >= from) && until.is_none_or(|until| date <= until)
    };
    let all: Vec<&T> = all.iter().filter(governs).collect();
    let replaced = |n: usize| all[n + 1..].iter().any(|later| told(later).0 == told(all[n]).0);
    (0..all.len()).filter(|n| !replaced(*n)).map(|n| all[n]).collect()
}

/// An event of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub name: Name,
    pub at: Moment,
    /// Who acted, or to whom it was handed over.
    pub party: Option<Name>,
    /// The category it tells.
    pub category: Option<Name>,
    /// The moment it promises.
    pub promise: Option<Moment>,
    /// Whether it reached the customer: the field `reached`, known with a callback.
    pub reached: Option<bool>,
    /// Whether it waits for the customer.
    pub for_customer: Option<bool>,
}

/// A row of the hotline that is the same case as a ticket of the register. The ticket is what both tell together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hotline {
    pub number: String,
    /// When the case was accepted by the one of the two that heard of it later, and whether that is the hotline.
    pub later: Moment,
    pub is_later: bool,
    /// The columns that it alone tells.
    pub alone: Vec<Name>,
}

impl Hotline {
    /// Which events are told under its number: some.
    pub fn tells(event: &Event) -> bool {
        event.at / 60 % 3 == 0
    }
}

/// What was decided about a ticket, else said against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    pub excuses: bool,
    pub at: Moment,
    pub by: Option<Name>,
    /// The deadline or schedule; none: all that is late by then.
    pub about: Option<Name>,
}

impl Ruling {
    pub fn word(&self) -> &'static str {
        if self.excuses { "excuse" } else { "objection" }
    }
}

/// A ticket. Its acceptance is the workflow's first event.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    pub number: String,
    pub accepted: Moment,
    pub customer: Option<String>,
    pub kind: Name,
    pub category: Name,
    pub handler: Name,
    /// The units that work on it beside the handler.
    pub co_handlers: Vec<Name>,
    pub fields: Vec<(Name, bool)>,
    /// In any order.
    pub events: Vec<Event>,
    /// In any order.
    pub rulings: Vec<Ruling>,
    /// The same case in the hotline's feed.
    pub hotline: Option<Hotline>,
}
