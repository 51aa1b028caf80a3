//! A ticket that comes down to a row of a deadline, found in the space of all that its rows ask.

use crate::calendar::Moment;
use crate::model::{Cond, Deadline, Domain, EventId, ExampleTicket, Field, FieldId, Place, RuleSet, Subject, Value};
use crate::region::{About, BUDGET, Base, Bound, Claim, Diagram, Rows, Space, Store, YES};
use crate::terms::{CompareOp, Level};

/// What a ticket has to tell, and what has to happen to it before a clock starts.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// Kind, category, handler and fields; no events yet.
    pub ticket: ExampleTicket,
    /// What has to have happened, perhaps several times.
    pub happened: Vec<EventId>,
    /// What is told with an event.
    pub told: Vec<(EventId, FieldId, Value)>,
    /// How many tickets of the same customer and matter come before it.
    pub earlier: usize,
    /// One more comes behind it.
    pub again: bool,
}

/// A day around which moments that are asked for lie.
const DAY: i64 = 86_400;

/// A ticket for which a row decides and some further tests hold; None where there is none, or none was found.
pub(super) fn point(rules: &RuleSet, deadline: &Deadline, row: usize, also: &[&Cond]) -> Option<Point> {
    let asked = deadline.rows.iter().filter_map(|row| row.when.as_ref());
    let space = Space::of(rules, 1, asked.chain(also.iter().copied()));
    let mut store = Store::new(space.widths(), BUDGET);
    let mut rows = Rows::default();
    for own in &deadline.rows {
        let when = match &own.when {
            Some(cond) => space.condition(&mut store, cond).ok()?,
            None => Diagram::leaf(YES),
        };
        rows.take(&mut store, when).ok()?;
    }
    let wanted = Claim::Row(row).leaf();
    let mut there = store.map(rows.decided, &mut |leaf| u32::from(leaf == wanted)).ok()?;
    for cond in also {
        let when = space.condition(&mut store, cond).ok()?;
        there = store
            .join(there, when, &mut |one, other| match (one.value(), other.value()) {
                (Some(0), _) => Some(one),
                (_, Some(value)) if value != YES => Some(Diagram::leaf(0)),
                (Some(_), Some(_)) => Some(one),
                _ => None,
            })
            .ok()?;
    }
    let mut point = Point::empty(rules);
    let mut at = there;
    // In a reduced diagram every node leads to the leaf that is wanted.
    while let Some((dimension, children)) = store.node(at) {
        let own = space.dimensions.get(dimension)?;
        let leads = |class: usize| children.get(class).is_some_and(|next| *next != Diagram::leaf(0));
        let told = |base: &&Base| !matches!(base, Base::Untold | Base::Unknown);
        let bases = || own.bases.iter().zip(&own.class_of).filter(|(_, class)| leads(**class));
        let found = bases().find(|(base, _)| told(base)).or_else(|| bases().next());
        let (base, class) = found?;
        point.take(rules, &own.about, base);
        at = *children.get(*class)?;
    }
    (at == Diagram::leaf(1)).then_some(point)
}

impl Point {
    /// Any ticket: the first kind, a category at the bottom, the first unit.
    pub fn empty(rules: &RuleSet) -> Point {
        let is_leaf = |at: usize| !rules.categories.iter().any(|own| own.parent == Some(at.into()));
        let unit = rules.parties.iter().position(|own| own.level == Level::Unit);
        Point {
            ticket: ExampleTicket {
                number: String::new(),
                kind: (!rules.kinds.is_empty()).then(|| 0.into()),
                category: (0..rules.categories.len()).find(|at| is_leaf(*at)).map(Into::into),
                handler: unit.or((!rules.parties.is_empty()).then_some(0)).map(Into::into),
                co_handlers: Vec::new(),
                customer: None,
                fields: Vec::new(),
                events: Vec::new(),
                place: Place::default(),
            },
            happened: Vec::new(),
            told: Vec::new(),
            earlier: 0,
            again: false,
        }
    }

    fn take(&mut self, rules: &RuleSet, about: &About, base: &Base) {
        let ticket = &mut self.ticket;
        match (about, base) {
            (About::Kind, Base::Kind(id)) => ticket.kind = Some(*id),
            (About::Kind, _) => ticket.kind = None,
            (About::Category, Base::Category(id)) => ticket.category = Some(*id),
            (About::Category, _) => ticket.category = None,
            (About::Handler, Base::Party(id)) => ticket.handler = Some(*id),
            (About::Handler, _) => ticket.handler = None,
            (About::Field(id), base) => {
                if let Some((field, value)) = rules
                    .fields
                    .get(id.index())
                    .and_then(|own| Some((own, value(own, base)?)))
                {
                    self.tell(field, *id, value);
                }
            }
            (About::Has(event), Base::Is(true)) => self.happened.push(*event),
            (About::Count(event), Base::At(Bound::Count(times)) | Base::Between(Some(Bound::Count(times)), _)) => {
                let more = i64::from(matches!(base, Base::Between(..)));
                let times = usize::try_from(times.saturating_add(more)).unwrap_or(0).min(20);
                self.happened.extend(std::iter::repeat_n(*event, times));
            }
            // A test of one value that no dimension stands for; the play tells whether it came out.
            (About::Atom(cond), Base::Is(true)) => self.try_out(rules, cond),
            _ => {}
        }
    }

    /// What may make a test hold that no dimension stands for.
    pub fn try_out(&mut self, rules: &RuleSet, cond: &Cond) {
        match cond {
            Cond::And(tests) => tests.iter().for_each(|test| self.try_out(rules, test)),
            Cond::Or(tests) => tests.iter().take(1).for_each(|test| self.try_out(rules, test)),
            Cond::Before { first, second } => self.happened.extend([*first, *second]),
            Cond::Has { event, negated: false } => self.happened.push(*event),
            Cond::Occurrence { op, number } => {
                let more = usize::from(*op == CompareOp::Greater);
                self.earlier = usize::try_from(number.saturating_sub(1)).unwrap_or(0).min(20) + more;
            }
            Cond::Recurs { after, negated, .. } => {
                self.happened.push(*after);
                self.again = !negated;
            }
            Cond::EventCount { event, number, .. } => {
                let times = usize::try_from(*number).unwrap_or(0).min(20) + 1;
                self.happened.extend(std::iter::repeat_n(*event, times));
            }
            Cond::WordingCount { wording, .. } => {
                let own = rules.wordings.get(wording.index());
                let field = own.and_then(|own| Some((rules.fields.get(own.check.index())?, own)));
                if let Some((field, own)) = field {
                    let text = Value::Text(own.contains.first().cloned().unwrap_or_default());
                    self.tell(field, own.check, text);
                }
            }
            Cond::Compare {
                subject: Subject::Kind,
                value: Value::Kind(kind),
                ..
            } => self.ticket.kind = Some(*kind),
            _ => {}
        }
    }

    /// What keeps another test from holding, as far as this one leaves it open: what it misses happens and is told.
    pub fn keep_off(&mut self, rules: &RuleSet, other: &Cond, own: &Cond) {
        match other {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().for_each(|test| self.keep_off(rules, test, own)),
            _ if holds_part(own, other) => {}
            Cond::Has { event, negated: true } => self.happened.push(*event),
            Cond::Told { field, given: false } => {
                let known = rules.fields.get(field.index());
                if let Some((known, value)) = known.and_then(|own| Some((own, value(own, &Base::Between(None, None))?)))
                {
                    self.tell(known, *field, value);
                }
            }
            _ => {}
        }
    }

    fn tell(&mut self, field: &Field, id: FieldId, value: Value) {
        match field.with {
            Some(event) => {
                if !self.happened.contains(&event) {
                    self.happened.push(event);
                }
                self.told.push((event, id, value));
            }
            None => self.ticket.fields.push((id, value)),
        }
    }
}

/// Whether one of the tests of a condition is this one.
fn holds_part(cond: &Cond, test: &Cond) -> bool {
    match cond {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().any(|own| holds_part(own, test)),
        own => own == test,
    }
}

/// A value of a field that a base stands for.
fn value(field: &Field, base: &Base) -> Option<Value> {
    Some(match base {
        Base::Choice(at) => Value::Choice(*at),
        Base::Is(is) => Value::YesNo(*is),
        Base::At(bound) => of_bound(bound, 0),
        Base::Between(Some(low), _) => of_bound(low, 1),
        Base::Between(None, Some(high)) => of_bound(high, -1),
        Base::Between(None, None) => match field.domain {
            Domain::Number => Value::Number(crate::model::Decimal::whole(1)),
            Domain::Text => Value::Text("…".to_owned()),
            _ => return None,
        },
        _ => return None,
    })
}

/// A bound, or what lies beyond it.
fn of_bound(bound: &Bound, beyond: i64) -> Value {
    match bound {
        Bound::Number(number) => Value::Number(crate::model::Decimal {
            mantissa: number.mantissa.saturating_add(beyond),
            scale: number.scale,
        }),
        Bound::Moment(at) => Value::Moment(Moment(at.0.saturating_add(beyond * DAY))),
        Bound::Count(count) => Value::Number(crate::model::Decimal::whole(count.saturating_add(beyond))),
        Bound::Text(text) if beyond == 0 => Value::Text(text.clone()),
        Bound::Text(text) => Value::Text(format!("{text}…")),
    }
}
