//! Which column tells what: by the words of its header, by its values, by what can stand in it at all.

use super::moments::DateOrder;
use super::profile::{Profile, Table};
use super::stray::spellings;
use super::{Column, words};
use crate::model::{Domain, EventId, FeedField, FieldId, RuleSet, WorkflowId};
use crate::terms::FeedRole;

/// What was found.
pub(super) struct Found {
    pub role: FeedRole,
    pub columns: Vec<Column>,
    pub missing: Vec<FeedField>,
}

/// A column that may tell a field, and how likely it is.
struct Likely {
    cell: usize,
    field: FeedField,
    score: f64,
}

/// What the rows are, and which column tells what: columns are assigned to fields, the likeliest pair first, each column
/// and each field once.
pub(super) fn find(rules: &RuleSet, table: &Table, usable: &[usize], order: Option<DateOrder>) -> Found {
    let read_as = |role| assign(rules, table, usable, order, role);
    let tickets = read_as(FeedRole::Tickets);
    let tells_repeatedly = |found: &Found| {
        let number = found.profile(table, FeedField::TicketId);
        number.is_some_and(|profile| !profile.unique)
    };
    // What tells tickets whole is an export of tickets, whatever else stands in it.
    if tickets.missing.is_empty() && !tells_repeatedly(&tickets) {
        return tickets;
    }
    let headers: Vec<String> = usable
        .iter()
        .filter_map(|cell| table.header.get(*cell))
        .map(|header| words::plain(header))
        .collect();
    let signs = [
        (
            FeedRole::Decisions,
            headers.iter().any(|header| words::is_decision(header)),
        ),
        (
            FeedRole::Objections,
            headers.iter().any(|header| words::is_objection(header)),
        ),
    ];
    for (role, _) in signs.into_iter().filter(|(_, plain)| *plain) {
        let found = read_as(role);
        if found.missing.is_empty() {
            return found;
        }
    }
    let visits = read_as(FeedRole::Monitoring);
    if visits.missing.is_empty() && (is_nameless(rules) || visits.known(rules, table, FeedField::Tier) >= 0.5) {
        return visits;
    }
    // Event rows say what happened and when, several of them of one ticket.
    let events = read_as(FeedRole::Events);
    let are_events = events.missing.is_empty() && tells_repeatedly(&events);
    let answers = read_as(FeedRole::Surveys);
    let measured = is_nameless(rules) || !rules.satisfactions.is_empty();
    if answers.missing.is_empty() && measured && !(are_events && events.known(rules, table, FeedField::Event) >= 0.5) {
        return answers;
    }
    if are_events { events } else { tickets }
}

impl Found {
    /// What stands in the column of a field.
    fn profile<'t>(&self, table: &'t Table, field: FeedField) -> Option<&'t Profile> {
        let column = self.columns.iter().find(|column| column.field == field)?;
        table.columns.get(column.cell)
    }

    /// The share of rows whose value of a field the rules know.
    fn known(&self, rules: &RuleSet, table: &Table, field: FeedField) -> f64 {
        self.profile(table, field)
            .map_or(0.0, |profile| known_share(rules, profile, field).0)
    }
}

/// Whether the rules have no names at all, so that headers are all there is.
fn is_nameless(rules: &RuleSet) -> bool {
    rules.kinds.is_empty() && rules.categories.is_empty() && rules.parties.is_empty()
}

fn assign(rules: &RuleSet, table: &Table, usable: &[usize], order: Option<DateOrder>, role: FeedRole) -> Found {
    let fields = fields(rules, role);
    let mut likely: Vec<Likely> = Vec::new();
    for &cell in usable {
        let (Some(header), Some(profile)) = (table.header.get(cell), table.columns.get(cell)) else {
            continue;
        };
        let header = words::plain(header);
        for &field in &fields {
            let score = score(rules, &header, profile, (role, field), order);
            if score > 0.0 {
                likely.push(Likely { cell, field, score });
            }
        }
    }
    likely.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.cell.cmp(&other.cell)));
    let mut columns: Vec<Column> = Vec::new();
    for one in likely {
        if columns
            .iter()
            .all(|column| column.cell != one.cell && column.field != one.field)
        {
            columns.push(column(table, one.cell, one.field, order));
        }
    }
    let needed: &[FeedField] = match role {
        FeedRole::Events => &[FeedField::TicketId, FeedField::Event, FeedField::Moment],
        FeedRole::Decisions | FeedRole::Objections => &[FeedField::TicketId, FeedField::Moment],
        FeedRole::Surveys => &[FeedField::Score],
        FeedRole::Monitoring => &[FeedField::Tier, FeedField::Moment],
        FeedRole::Tickets => &[FeedField::TicketId],
    };
    let first = rules.first_event(WorkflowId(0)).map(FeedField::At);
    let first = first.filter(|_| role == FeedRole::Tickets);
    let missing = needed
        .iter()
        .copied()
        .chain(first)
        .filter(|field| columns.iter().all(|column| column.field != *field))
        .collect();
    columns.sort_by_key(|column| fields.iter().position(|field| *field == column.field));
    Found { role, columns, missing }
}

fn column(table: &Table, cell: usize, field: FeedField, order: Option<DateOrder>) -> Column {
    let forms = table.columns.get(cell).map(|profile| &profile.forms);
    Column {
        cell,
        field,
        moment: forms.and_then(|forms| forms.best(order)),
    }
}

/// What rows of a role can tell, in the order in which a feed block is written.
fn fields(rules: &RuleSet, role: FeedRole) -> Vec<FeedField> {
    use FeedField::{
        About, CoHandlers, Customer, Dimension, Event, Handler, Moment, Monitor, Party, Recorded, Reference, Score,
        TicketId, Tier,
    };
    let own = (0..rules.fields.len()).map(|at| FeedField::Field(FieldId::from(at)));
    match role {
        FeedRole::Events => return vec![TicketId, Event, Moment, Recorded, Party],
        FeedRole::Decisions => return vec![TicketId, Event, Moment, Party, About, Reference],
        FeedRole::Objections => return vec![TicketId, Moment, Party, About, Reference],
        FeedRole::Monitoring => return vec![Tier, Moment, Monitor, Party],
        FeedRole::Surveys => {
            let built_in = [Score, Dimension, Moment, TicketId, Customer, Handler];
            return built_in.into_iter().chain(own).collect();
        }
        FeedRole::Tickets => {}
    }
    let workflow = rules.workflows.first();
    let events = workflow
        .into_iter()
        .flat_map(|flow| flow.in_order.iter().chain(&flow.may_have));
    let mut all = vec![TicketId];
    all.extend(events.map(|event| FeedField::At(*event)));
    all.extend([Customer, FeedField::Kind, FeedField::Category, Handler, CoHandlers]);
    all.extend(own);
    all
}

/// How likely a column tells a field; 0: it does not.
fn score(
    rules: &RuleSet,
    header: &str,
    profile: &Profile,
    (role, field): (FeedRole, FeedField),
    order: Option<DateOrder>,
) -> f64 {
    let by_header = match field {
        FeedField::At(event) => words::of_event(header, name_of(rules, event)),
        FeedField::Field(own) => {
            let name = rules.fields.get(own.index()).map_or("", |field| field.name.as_str());
            if words::plain(name) == header { 7.0 } else { 0.0 }
        }
        FeedField::Event if role == FeedRole::Decisions => words::of_decision(header),
        FeedField::Reference if role == FeedRole::Objections && words::is_objection(header) => 6.0,
        field => words::of_field(header, field),
    };
    if field == FeedField::Score && !profile.is_numbers() {
        return 0.0;
    }
    let domain = match field {
        FeedField::Field(own) => rules.fields.get(own.index()).map(|field| &field.domain),
        _ => None,
    };
    let moments = matches!(field, FeedField::At(_) | FeedField::Moment | FeedField::Recorded)
        || domain == Some(&Domain::PointInTime);
    if moments {
        // An empty column may well be one of moments: none has come yet.
        let fits = profile.told == 0 || profile.forms.best(order).is_some();
        // The only moment of an event row is that of its event, whatever its header.
        let least = if field == FeedField::Moment && profile.told > 0 {
            1.0
        } else {
            0.0
        };
        return if fits { by_header.max(least) } else { 0.0 };
    }
    if profile.told > 0
        && profile
            .forms
            .best(order)
            .is_some_and(|form| !form.no_time && form.fits == form.told)
    {
        return 0.0;
    }
    let (share, known) = known_share(rules, profile, field);
    let wordy = spellings(rules, field).is_some();
    // Rules without any kind read no column of kinds; where there are no names at all, headers are all there is.
    let nameless = is_nameless(rules);
    if !nameless && !has_names(rules, field) {
        return 0.0;
    }
    if by_header > 0.0 {
        // Too many different values for a list of names.
        let hopeless = wordy && profile.values.is_none();
        // A header whose values are names of something else is believed less than they are.
        let doubt = if wordy && known == 0 && !nameless { 0.5 } else { 1.0 };
        return if hopeless { 0.0 } else { by_header * doubt + share * 6.0 };
    }
    // Values alone: at least half of the rows, and more than one name, so that a stray `1` is no `yes`.
    if share >= 0.5 && known >= 2 && !matches!(field, FeedField::Field(_)) {
        3.0 + share * 2.0
    } else {
        0.0
    }
}

/// Whether the rules have any name for a field.
pub(super) fn has_names(rules: &RuleSet, field: FeedField) -> bool {
    match field {
        FeedField::Kind => !rules.kinds.is_empty(),
        FeedField::Category => !rules.categories.is_empty(),
        FeedField::Handler | FeedField::CoHandlers | FeedField::Party => !rules.parties.is_empty(),
        FeedField::Tier => !rules.quotas.is_empty(),
        FeedField::Dimension => rules.satisfactions.iter().any(|own| !own.dimensions.is_empty()),
        _ => true,
    }
}

/// The share of rows whose value the rules know, and how many different values that are.
fn known_share(rules: &RuleSet, profile: &Profile, field: FeedField) -> (f64, usize) {
    let (Some(spellings), Some(values)) = (spellings(rules, field), &profile.values) else {
        return (0.0, 0);
    };
    let known = values
        .iter()
        .filter(|(value, _)| spellings.get(value.as_bytes()).is_some());
    let (rows, different) = known.fold((0, 0), |(rows, different), (_, count)| (rows + count, different + 1));
    (rows as f64 / profile.told.max(1) as f64, different)
}

fn name_of(rules: &RuleSet, event: EventId) -> &str {
    rules.events.get(event.index()).map_or("", |event| event.name.as_str())
}
