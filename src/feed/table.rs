//! The facts of a run in columns, and what became of every row.

use super::aside::{DataFinding, FeedCount, Rejection, SetAside, shape};
use super::chunk::Chunk;
use super::customers::Customers;
use super::facts::{Decision, Facts, Happened, Joined, RowId, Ticket};
use super::layout::Store;
use super::pool::Pool;
use super::settle::Settled;
use super::sheet::Sheet;
use super::timeline::Timeline;
use crate::calendar::Moment;
use crate::diagnostic::feed as codes;
use crate::model::{
    CategoryId, Domain, EventId, FeedField, FieldId, KindId, PartyId, Place, RuleSet, Value, WorkflowId,
};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Everything the feeds told.
#[derive(Debug)]
pub struct Table {
    pub(super) numbers: Pool,
    pub(super) tickets: Sheet,
    pub(super) events: Sheet,
    pub(super) surveys: Sheet,
    pub(super) monitoring: Sheet,
    pub(super) survey_numbers: Pool,
    /// Rows of `surveys` whose score is none of the scale, rising.
    pub(super) unscored: Vec<usize>,
    /// Rows of `surveys` that say again what another one said, rising.
    pub(super) repeated_answers: Vec<usize>,
    /// Rows of `monitoring` that say again what another one said, rising.
    pub(super) repeated_visits: Vec<usize>,
    pub(super) settled: Settled,
    /// What was decided about tickets, or said against it, by ticket.
    pub(super) decisions: HashMap<usize, Vec<Decision>>,
    /// See [`super::reading::Reading::told_elsewhere`].
    pub(super) told_elsewhere: Vec<(Moment, u16)>,
    /// The lines by which rows are the same case, by feed.
    pub(super) same_case: Vec<Vec<Place>>,
    pub(super) customers: Customers,
    pub(super) slots: Slots,
    /// The workflow of each feed.
    pub(super) workflows: Vec<WorkflowId>,
    /// The place of each event in the order of each workflow: `ranks[workflow][event]`.
    pub(super) ranks: Vec<Vec<u16>>,
    /// The columns of tickets that tell events, in the order of each workflow: an event, and the slot of its moment.
    pub(super) wide: Vec<Vec<(EventId, usize)>>,
    pub(super) counts: Vec<FeedCount>,
    pub(super) set_aside: Vec<SetAside>,
    pub(super) findings: Vec<DataFinding>,
}

/// Where things stand in the sheets.
#[derive(Debug)]
pub(super) struct Slots {
    kind: Option<usize>,
    category: Option<usize>,
    handler: Option<usize>,
    co_handlers: Option<usize>,
    customer: Option<usize>,
    event: Option<usize>,
    moment: usize,
    party: Option<usize>,
    event_category: Option<usize>,
    fields: Vec<Option<usize>>,
    event_fields: Vec<Option<usize>>,
    yes_no: Vec<bool>,
}

impl Slots {
    pub(super) fn new(rules: &RuleSet, tickets: &Sheet, events: &Sheet, events_only: bool) -> Slots {
        let ticket = if events_only { &events.layout } else { &tickets.layout };
        Slots {
            kind: ticket.slot(FeedField::Kind),
            category: ticket.slot(FeedField::Category),
            handler: ticket.slot(FeedField::Handler),
            co_handlers: ticket.slot(FeedField::CoHandlers),
            customer: ticket.slot(FeedField::Customer),
            event: events.layout.slot(FeedField::Event),
            moment: events.layout.slot(FeedField::Moment).unwrap_or(usize::MAX),
            party: events.layout.slot(FeedField::Party),
            event_category: events.layout.slot(FeedField::Category),
            fields: ticket.declared(rules),
            event_fields: events.layout.declared(rules),
            yes_no: rules
                .fields
                .iter()
                .map(|field| field.domain == Domain::YesOrNo)
                .collect(),
        }
    }
}

impl Table {
    /// What each feed came to, in the order of the rule set's feeds.
    #[must_use]
    pub fn counts(&self) -> &[FeedCount] {
        &self.counts
    }

    /// Rows set aside, by feed, line and column.
    #[must_use]
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// Oddities of rows that are kept, by feed, line and column.
    #[must_use]
    pub fn data_findings(&self) -> &[DataFinding] {
        &self.findings
    }

    /// The feeds of which too many rows were set aside: more than a share (such as 0.01) of them, and at least
    /// `floor` rows or half of them, so that one bad row does not refuse a small feed.
    pub fn over_limit(&self, share: f64, floor: u64) -> impl Iterator<Item = &FeedCount> {
        self.counts.iter().filter(move |count| {
            let bad = count.set_aside;
            bad as f64 > share * count.read as f64 && (bad >= floor || bad.saturating_mul(2) >= count.read)
        })
    }

    /// Faults grouped by what would cure them, most frequent first within a feed.
    #[must_use]
    pub fn rejections(&self) -> Vec<Rejection> {
        let mut groups: BTreeMap<_, Rejection> = BTreeMap::new();
        for fault in &self.set_aside {
            let word = !matches!(fault.code, codes::NO_MOMENT | codes::NO_DECIMAL);
            let value = if word { fault.value.clone() } else { shape(&fault.value) };
            let key = (fault.row.feed, fault.column, fault.code, value);
            let group = groups.entry(key).or_insert_with_key(|key| Rejection {
                feed: fault.row.feed,
                column: fault.column,
                code: fault.code,
                value: key.3.clone(),
                personal: fault.personal,
                count: 0,
                first: fault.row.line,
                cure: fault.cure.clone(),
            });
            group.count += 1;
            group.first = group.first.min(fault.row.line);
        }
        let mut groups: Vec<Rejection> = groups.into_values().collect();
        groups.sort_by_key(|group| (group.feed, std::cmp::Reverse(group.count)));
        groups
    }

    /// The customer behind an index of [`Ticket::customer`], as the feed writes it.
    #[must_use]
    pub fn customer(&self, customer: u32) -> &str {
        self.customers.names.text(customer as usize)
    }

    /// The sheet and row that tell a ticket.
    #[inline]
    fn told_by(&self, ticket: usize) -> (&Sheet, usize) {
        let number = self.settled.number(ticket);
        match &self.settled.told_by {
            None => (&self.tickets, number),
            Some(rows) => (&self.events, rows.get(number).map_or(usize::MAX, |row| *row as usize)),
        }
    }

    /// The ticket of a row that was joined to it, by that row's own number.
    #[must_use]
    pub fn case_of(&self, number: &str) -> Option<usize> {
        let case = self.settled.cases.case_of(|row| self.numbers.text(row) == number)?;
        let mut order = self.settled.order.iter().flatten();
        order.position(|row| *row as usize == case)
    }

    #[inline]
    fn workflow_of(&self, feed: u16) -> WorkflowId {
        self.workflows.get(usize::from(feed)).copied().unwrap_or(WorkflowId(0))
    }

    /// Gathers a ticket's events in order, each with its event row where one tells it. `each` makes an entry.
    fn timeline<T>(
        &self,
        ticket: usize,
        into: &mut Vec<T>,
        each: impl Fn(Happened, Option<usize>) -> T,
        told: impl Fn(&T) -> &Happened,
    ) {
        into.clear();
        let (sheet, row) = self.told_by(ticket);
        let place = sheet.place(row);
        let workflow = self.workflow_of(place.feed);
        // The columns are in the workflow's order: where their moments are too, nothing is left to sort.
        let (mut last, mut in_order) = (None, true);
        if self.settled.told_by.is_none() {
            let own = std::iter::once((row, place));
            let joined = self.settled.cases.joined_to(row);
            for (row, place) in own.chain(joined.map(|row| (row, sheet.place(row)))) {
                for (event, slot) in self.wide.get(workflow.index()).into_iter().flatten() {
                    if let Some(at) = sheet.moment(*slot, row) {
                        in_order &= last.is_none_or(|(before, told)| before <= at && told != *event);
                        last = Some((at, *event));
                        into.push(each(
                            Happened {
                                at,
                                event: *event,
                                party: None,
                                category: None,
                                row: place,
                            },
                            None,
                        ));
                    }
                }
            }
        }
        let (events, slots) = (&self.events, &self.slots);
        let rows = self.settled.rows_of(ticket);
        for row in rows.iter().map(|row| *row as usize) {
            if let (Some(at), Some(event)) = (events.moment(slots.moment, row), events.code(slots.event, row)) {
                let happened = Happened {
                    at,
                    event: EventId(event),
                    party: events.code(slots.party, row).map(PartyId),
                    category: events.code(slots.event_category, row).map(CategoryId),
                    row: events.place(row),
                };
                into.push(each(happened, Some(row)));
                if let Some(event) = self.settled.left_by(row) {
                    into.push(each(Happened { event, ..happened }, Some(row)));
                }
            }
        }
        if in_order && rows.is_empty() {
            return;
        }
        let ranks = self.ranks.get(workflow.index());
        let rank = |event: EventId| {
            ranks
                .and_then(|ranks| ranks.get(event.index()))
                .copied()
                .unwrap_or(u16::MAX)
        };
        let key = |entry: &T| {
            let one = told(entry);
            (one.at, rank(one.event), one.event, one.party, one.category)
        };
        into.sort_unstable_by_key(key);
        into.dedup_by_key(|entry| key(entry));
    }

    pub(super) fn value(&self, sheet: &Sheet, slot: Option<usize>, row: usize, field: FieldId) -> Option<Value> {
        let value = sheet.get(slot, row);
        if value == 0 {
            return None;
        }
        Some(match sheet.layout.slots.get(slot?)? {
            Store::Code if self.slots.yes_no.get(field.index()).copied().unwrap_or(false) => Value::YesNo(value == 2),
            Store::Code => Value::Choice(value as u16 - 1),
            Store::Moment => Value::Moment(sheet.moment(slot?, row)?),
            Store::Decimal => Value::Number(sheet.decimal(value)?),
            Store::Text => Value::Text(sheet.text(value)?.to_string()),
            Store::Told => Value::Text(String::new()),
            Store::Customer | Store::Units => return None,
        })
    }
}

impl Facts for Table {
    fn len(&self) -> usize {
        match (&self.settled.order, &self.settled.told_by) {
            (Some(order), _) => order.len(),
            (None, Some(rows)) => rows.len(),
            (None, None) => self.tickets.len(),
        }
    }

    #[inline]
    fn ticket(&self, ticket: usize) -> Ticket {
        let (sheet, row) = self.told_by(ticket);
        let slots = &self.slots;
        Ticket {
            workflow: self.workflow_of(sheet.feed(row)),
            kind: sheet.code(slots.kind, row).map(KindId),
            category: sheet.code(slots.category, row).map(CategoryId),
            handler: sheet.code(slots.handler, row).map(PartyId),
            customer: sheet.get(slots.customer, row).checked_sub(1),
        }
    }

    fn workflow(&self, ticket: usize) -> WorkflowId {
        let (sheet, row) = self.told_by(ticket);
        self.workflow_of(sheet.feed(row))
    }

    fn number(&self, ticket: usize) -> &str {
        self.numbers.text(self.settled.number(ticket))
    }

    fn row(&self, ticket: usize) -> RowId {
        let (sheet, row) = self.told_by(ticket);
        sheet.place(row)
    }

    fn events(&self, ticket: usize, into: &mut Vec<Happened>) {
        self.timeline(ticket, into, |happened, _| happened, |entry| entry);
    }

    fn co_handlers(&self, ticket: usize) -> &[PartyId] {
        if self.slots.co_handlers.is_none() {
            return &[];
        }
        let (sheet, row) = self.told_by(ticket);
        sheet.units(self.slots.co_handlers, row)
    }

    fn joined(&self, ticket: usize) -> Vec<Joined> {
        let number = |row| self.numbers.text(row).to_string();
        let place = |row| self.tickets.place(row);
        let row = self.settled.number(ticket);
        self.settled.cases.told(row, number, place, &self.same_case)
    }

    #[inline]
    fn decisions(&self, ticket: usize) -> &[Decision] {
        self.decisions.get(&ticket).map_or(&[], Vec::as_slice)
    }

    #[inline]
    fn timeline(&self, ticket: usize, until: Moment, into: &mut Timeline) -> bool {
        let (sheet, row) = self.told_by(ticket);
        into.begin(sheet.place(row));
        if self.settled.told_by.is_none() {
            if self.settled.cases.joined_to(row).next().is_some() {
                return false;
            }
            for (event, slot) in &sheet.layout.wide {
                if let Some(at) = sheet.moment(*slot, row).filter(|at| *at <= until)
                    && !into.note(*event, at)
                {
                    return false;
                }
            }
        }
        let rows = self.settled.rows_of(ticket);
        if rows.is_empty() {
            return true;
        }
        let (events, slots) = (&self.events, &self.slots);
        let category = sheet.get(slots.category, row);
        rows.iter().map(|row| *row as usize).all(|row| {
            let (Some(at), Some(event)) = (events.moment(slots.moment, row), events.code(slots.event, row)) else {
                return true;
            };
            let told = events.get(slots.event_category, row);
            at > until || (told == 0 || told == category) && into.note_of(EventId(event), at, events.place(row))
        })
    }

    fn chunk(&self, tickets: Range<usize>, until: Moment, into: &mut Chunk) {
        let settled = &self.settled;
        if settled.told_by.is_some() || !settled.starts.is_empty() || !settled.cases.is_empty() {
            return into.tell_each(self, tickets, until);
        }
        // Each ticket is one row, which tells all of its events.
        into.begin(tickets.len(), until);
        let mut gathered = Vec::new();
        for (event, slot) in &self.tickets.layout.wide {
            let values = self.tickets.seconds(*slot);
            let values = match &settled.order {
                None => values.get(tickets.clone()),
                Some(order) => order.get(tickets.clone()).map(|rows| {
                    gathered.clear();
                    let value = |row: &u32| values.get(*row as usize).copied().unwrap_or(0);
                    gathered.extend(rows.iter().map(value));
                    gathered.as_slice()
                }),
            };
            into.tell_all(*event, values.unwrap_or_default());
        }
    }

    #[inline]
    fn first(&self, ticket: usize, event: EventId) -> Option<Moment> {
        let (sheet, row) = self.told_by(ticket);
        let wide = if self.settled.told_by.is_none() {
            sheet.layout.wide.as_slice()
        } else {
            &[]
        };
        let own = wide.iter().filter(|(told, _)| *told == event);
        if self.settled.rows_of(ticket).is_empty() && self.settled.cases.is_empty() {
            return own.filter_map(|(_, slot)| sheet.moment(*slot, row)).min();
        }
        let telling = || std::iter::once(row).chain(self.settled.cases.joined_to(row));
        let own = own.flat_map(|(_, slot)| telling().filter_map(|row| sheet.moment(*slot, row)));
        let (events, slots) = (&self.events, &self.slots);
        let rows = self.settled.rows_of(ticket).iter().map(|row| *row as usize);
        let tells =
            |row: &usize| events.code(slots.event, *row) == Some(event.0) || self.settled.left_by(*row) == Some(event);
        let rows = rows.filter(tells);
        own.chain(rows.filter_map(|row| events.moment(slots.moment, row))).min()
    }

    fn field(&self, ticket: usize, field: FieldId, event: Option<usize>) -> Option<Value> {
        let Some(position) = event else {
            let (sheet, row) = self.told_by(ticket);
            return self.value(sheet, self.slots.fields.get(field.index()).copied()?, row, field);
        };
        let slot = self.slots.event_fields.get(field.index()).copied()??;
        let mut entries = Vec::new();
        self.timeline(ticket, &mut entries, |happened, row| (happened, row), |entry| &entry.0);
        let (_, row) = entries.get(position)?;
        self.value(&self.events, Some(slot), (*row)?, field)
    }
}
