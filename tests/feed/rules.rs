//! Small rule sets built by hand, so that the reader is tested without the language.

use onus::calendar::Counting;
use onus::model::*;
use onus::terms::{FeedRole, Level};

pub fn place() -> Place {
    Place::default()
}

pub fn empty() -> RuleSet {
    RuleSet {
        files: Vec::new(),
        title: String::new(),
        version: 1,
        versions: Vec::new(),
        effective: None,
        zone: chrono_tz::Asia::Shanghai,
        counting: Counting::default(),
        calendars: Vec::new(),
        parties: Vec::new(),
        fields: Vec::new(),
        kinds: Vec::new(),
        categories: Vec::new(),
        groups: Vec::new(),
        events: Vec::new(),
        workflows: Vec::new(),
        deadlines: Vec::new(),
        ladders: Vec::new(),
        schedules: Vec::new(),
        repeat: None,
        findings: Vec::new(),
        wordings: Vec::new(),
        quotas: Vec::new(),
        satisfactions: Vec::new(),
        metrics: Vec::new(),
        notices: Vec::new(),
        feeds: Vec::new(),
        also_called: Vec::new(),
        examples: Vec::new(),
        expect_change: None,
    }
}

pub fn parties(rules: &mut RuleSet, names: &[&str]) {
    rules.parties.extend(names.iter().map(|name| party(name)));
}

pub fn kinds(rules: &mut RuleSet, names: &[&str]) {
    rules.kinds.extend(names.iter().map(|name| Kind {
        name: name.to_string(),
        when: None,
        place: place(),
    }));
}

/// Categories by path; parents first.
pub fn categories(rules: &mut RuleSet, paths: &[&str]) {
    for path in paths {
        let (parent, name) = match path.rsplit_once('/') {
            Some((above, name)) => (paths.iter().position(|path| *path == above), name),
            None => (None, *path),
        };
        rules.categories.push(Category {
            name: name.to_string(),
            parent: parent.map(CategoryId::from),
            owner: Dated::always(PartyId(0)),
            group: None,
            place: place(),
        });
    }
}

pub fn workflow(rules: &mut RuleSet, in_order: &[&str], may_have: &[&str]) {
    let mut ids = |names: &[&str]| -> Vec<EventId> {
        names
            .iter()
            .map(|name| {
                rules.events.push(Event {
                    name: name.to_string(),
                    place: place(),
                });
                EventId::from(rules.events.len() - 1)
            })
            .collect()
    };
    let (in_order, may_have) = (ids(in_order), ids(may_have));
    rules.workflows.push(Workflow {
        name: "main".into(),
        calendar: None,
        in_order,
        may_have,
        new_round: Vec::new(),
        redo: Vec::new(),
        leave_out: Vec::new(),
        hand_over: Vec::new(),
        reclassify: Vec::new(),
        resolved_when: None,
        place: place(),
    });
}

pub fn field(rules: &mut RuleSet, name: &str, domain: Domain) -> FeedField {
    rules.fields.push(Field {
        name: name.into(),
        domain,
        with: None,
        place: place(),
    });
    FeedField::Field(FieldId::from(rules.fields.len() - 1))
}

pub fn at(rules: &RuleSet, event: &str) -> FeedField {
    FeedField::At(EventId::from(
        rules.events.iter().position(|own| own.name == event).unwrap(),
    ))
}

pub fn column(field: FeedField, header: &str) -> FeedColumn {
    FeedColumn {
        place: place(),
        ..FeedColumn::new(field, header)
    }
}

pub fn feed(rules: &mut RuleSet, role: FeedRole, columns: Vec<FeedColumn>) {
    rules.feeds.push(Feed {
        columns,
        place: place(),
        ..Feed::new(role, "feed.csv")
    });
}

fn party(name: &str) -> Party {
    Party {
        level: Level::Unit,
        name: name.into(),
        under: None,
        calendar: None,
        from: None,
        replaces: None,
        until: None,
        contact: None,
        place: place(),
    }
}

/// The rules of the reference job's feed.
pub fn reference() -> RuleSet {
    let mut rules = empty();
    let units: Vec<String> = (1..=40).map(|unit| format!("BU{unit:02}")).collect();
    parties(&mut rules, &units.iter().map(String::as_str).collect::<Vec<_>>());
    kinds(&mut rules, &["complaint", "inquiry", "repair"]);
    let all = [
        "billing",
        "outage",
        "voltage",
        "meter",
        "service",
        "construction",
        "other",
    ];
    categories(&mut rules, &all);
    workflow(
        &mut rules,
        &["accepted", "dispatched", "contacted", "resolved", "called_back"],
        &["waiting", "replied"],
    );
    let satisfaction = field(&mut rules, "satisfaction", Domain::Number);
    let columns = [
        (FeedField::TicketId, "ticket_id"),
        (FeedField::Kind, "kind"),
        (FeedField::Category, "category"),
        (FeedField::Handler, "business_unit"),
        (FeedField::Customer, "customer_id"),
        (at(&rules, "accepted"), "opened_at"),
        (at(&rules, "dispatched"), "dispatched_at"),
        (at(&rules, "contacted"), "first_contact_at"),
        (at(&rules, "resolved"), "resolved_at"),
        (at(&rules, "waiting"), "pause1_from"),
        (at(&rules, "replied"), "pause1_to"),
        (at(&rules, "waiting"), "pause2_from"),
        (at(&rules, "replied"), "pause2_to"),
        (satisfaction, "satisfaction"),
    ];
    let columns = columns.map(|(field, header)| column(field, header)).to_vec();
    feed(&mut rules, FeedRole::Tickets, columns);
    rules
}
