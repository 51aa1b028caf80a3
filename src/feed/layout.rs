//! Where the values of a row are kept: one slot a column of the feed blocks, shared by all feeds of a role.
//!
//! A slot holds a `u32`: 0 is "not told"; what else it means depends on its [`Store`].

use crate::calendar::Moment;
use crate::model::{Domain, EventId, Feed, FeedField, FieldId, RuleSet};
use crate::terms::FeedRole;

/// What the number in a slot means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Store {
    /// A position in a list of names, plus one.
    Code,
    /// Seconds since 1970, plus [`FAR`] plus one; or [`FAR`]: kept aside.
    Moment,
    /// A position in the list of decimals, plus one.
    Decimal,
    /// A position in the list of texts, plus one.
    Text,
    /// 1: told. The text itself is asked for by no rule.
    Told,
    /// A position in the list of customers, plus one.
    Customer,
    /// A position in the list of lists of units, plus one.
    Units,
}

/// The slot value of a moment outside 1970 to 2106.
pub(super) const FAR: u32 = 1;

/// The slot value of a moment; None where no slot holds it.
pub(super) fn near(moment: Moment) -> Option<u32> {
    u32::try_from(moment.0).ok()?.checked_add(FAR + 1)
}

/// The slots of all feeds of one role.
#[derive(Debug)]
pub(super) struct Layout {
    /// What each slot holds.
    pub(super) slots: Vec<Store>,
    /// Which column of a feed block each slot is: the field, and which of several columns of that field.
    fields: Vec<(FeedField, usize)>,
    /// The wide columns: an event, and the slot of its moment.
    pub(super) wide: Vec<(EventId, usize)>,
}

impl Layout {
    /// The layout of a role.
    pub(super) fn new(rules: &RuleSet, role: FeedRole) -> Layout {
        let mut layout = Layout {
            slots: Vec::new(),
            fields: Vec::new(),
            wide: Vec::new(),
        };
        for feed in rules.feeds.iter().filter(|feed| of_sheet(feed.role, role)) {
            for (at, column) in feed.columns.iter().enumerate() {
                let key = (column.field, nth(feed, at));
                if let (Some(store), false) = (store(rules, role, column.field), layout.fields.contains(&key)) {
                    if let FeedField::At(event) = column.field {
                        layout.wide.push((event, layout.slots.len()));
                    }
                    layout.slots.push(store);
                    layout.fields.push(key);
                }
            }
        }
        // A feed of decisions may tell by itself what its rows are.
        let told = !layout.slots.is_empty() && layout.slot(FeedField::Event).is_none();
        if role == FeedRole::Events && told {
            layout.slots.push(Store::Code);
            layout.fields.push((FeedField::Event, 0));
        }
        layout
    }

    /// The slot of a feed's column, None for columns that no slot holds.
    pub(super) fn slot_of(&self, feed: &Feed, at: usize) -> Option<usize> {
        let key = (feed.columns.get(at)?.field, nth(feed, at));
        self.fields.iter().position(|field| *field == key)
    }

    /// The first slot of a field.
    pub(super) fn slot(&self, field: FeedField) -> Option<usize> {
        self.fields.iter().position(|other| *other == (field, 0))
    }

    /// The slots of the declared fields, by field.
    pub(super) fn declared(&self, rules: &RuleSet) -> Vec<Option<usize>> {
        (0..rules.fields.len())
            .map(|at| self.slot(FeedField::Field(FieldId::from(at))))
            .collect()
    }
}

/// Whether the rows of a role are kept in the sheet of another: decisions and objections stand among the events.
fn of_sheet(role: FeedRole, sheet: FeedRole) -> bool {
    role == sheet || sheet == FeedRole::Events && role.tells_events()
}

/// Which of several columns of the same field a column is.
fn nth(feed: &Feed, at: usize) -> usize {
    let same = |column: &&crate::model::FeedColumn| feed.columns.get(at).is_some_and(|own| own.field == column.field);
    feed.columns.iter().take(at).filter(same).count()
}

fn store(rules: &RuleSet, role: FeedRole, field: FeedField) -> Option<Store> {
    Some(match field {
        FeedField::Kind | FeedField::Category | FeedField::Handler | FeedField::Party | FeedField::Event => Store::Code,
        FeedField::Tier | FeedField::Dimension | FeedField::About => Store::Code,
        FeedField::CoHandlers => Store::Units,
        FeedField::Score => Store::Decimal,
        FeedField::Reference | FeedField::Monitor => Store::Text,
        FeedField::Customer => Store::Customer,
        FeedField::Moment | FeedField::Recorded | FeedField::At(_) => Store::Moment,
        FeedField::Field(field) => match rules.fields.get(field.index())?.domain {
            Domain::YesOrNo | Domain::OneOf(_) => Store::Code,
            Domain::Number => Store::Decimal,
            Domain::PointInTime => Store::Moment,
            Domain::Text if is_read(rules, role, field) => Store::Text,
            Domain::Text => Store::Told,
        },
        FeedField::TicketId => return None,
    })
}

/// Whether a rule looks at the content of a text: a wording checks it, it makes a repeat or the same case, or answers are split by it.
fn is_read(rules: &RuleSet, role: FeedRole, field: FieldId) -> bool {
    let splits = |own: &crate::model::Satisfaction| own.split_by.contains(&field);
    role == FeedRole::Surveys && rules.satisfactions.iter().any(splits)
        || rules.wordings.iter().any(|wording| wording.check == field)
        || rules
            .repeat
            .as_ref()
            .is_some_and(|repeat| repeat.same_fields.contains(&field))
        || rules
            .feeds
            .iter()
            .flat_map(|feed| &feed.same_case)
            .any(|line| line.fields.contains(&FeedField::Field(field)))
}
