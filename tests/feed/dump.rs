//! A table in words, for snapshots and for comparing two readings.

use onus::calendar::Zone;
use onus::diagnostic::Language;
use onus::feed::{Facts, RowId, Table};
use onus::model::{FieldId, RuleSet, Value};
use std::fmt::Write;

/// What a table tells. `places`: with lines of files, which depend on the order of rows.
pub fn dump(rules: &RuleSet, table: &Table, places: bool) -> String {
    let zone = Zone::of(rules.zone);
    let local = |at| zone.local(at).format("%Y-%m-%d %H:%M:%S").to_string();
    let row = |row: RowId| {
        if places {
            format!(" @{}:{}", row.feed, row.line)
        } else {
            String::new()
        }
    };
    let value = |value: Value| match value {
        Value::Moment(at) => local(at),
        other => format!("{other:?}"),
    };
    let mut out = String::new();
    let mut events = Vec::new();
    for ticket in 0..table.len() {
        let told = table.ticket(ticket);
        let kind = told.kind.map_or("-", |id| &rules.kinds[id.index()].name);
        let category = told.category.map_or("-".into(), |id| path(rules, id.index()));
        let handler = told.handler.map_or("-", |id| &rules.parties[id.index()].name);
        let customer = told.customer.map_or("-", |id| table.customer(id));
        let number = table.number(ticket);
        writeln!(
            out,
            "{number} {kind} {category} {handler} {customer}{}",
            row(table.row(ticket))
        )
        .unwrap();
        let fields = |event, out: &mut String| {
            for (at, field) in rules.fields.iter().enumerate() {
                if let Some(told) = table.field(ticket, FieldId::from(at), event) {
                    writeln!(out, "    {} = {}", field.name, value(told)).unwrap();
                }
            }
        };
        fields(None, &mut out);
        table.events(ticket, &mut events);
        for (at, event) in events.iter().enumerate() {
            let party = event.party.map_or("", |id| &rules.parties[id.index()].name);
            let category = event.category.map_or(String::new(), |id| path(rules, id.index()));
            let name = &rules.events[event.event.index()].name;
            let line = format!("  {} {name} {party} {category}", local(event.at));
            writeln!(out, "{}{}", line.trim_end(), row(event.row)).unwrap();
            fields(Some(at), &mut out);
        }
    }
    if places {
        for fault in table.set_aside() {
            writeln!(
                out,
                "aside{} {} [{}] {:?} `{}`{}: {}",
                row(fault.row),
                fault.code,
                fault.ticket,
                fault.column,
                fault.value,
                if fault.personal { " personal" } else { "" },
                fault.cure.get(Language::Chinese)
            )
            .unwrap();
        }
        for group in table.rejections() {
            let (code, value, count) = (group.code, group.value, group.count);
            writeln!(
                out,
                "rejected {}:{:?} {code} `{value}` {count} | {}",
                group.feed, group.column, group.cure.en
            )
            .unwrap();
        }
        for odd in table.data_findings() {
            let event = odd.event.map_or("", |id| &rules.events[id.index()].name);
            let at = odd.at.map(local).unwrap_or_default();
            let cure = odd.cure.as_ref().map_or("", |cure| cure.get(Language::English));
            writeln!(
                out,
                "odd{} {} [{}] {event} {at} `{}` {cure}",
                row(odd.row),
                odd.code,
                odd.ticket,
                odd.value
            )
            .unwrap();
        }
    }
    for count in table.counts() {
        let (read, aside, repeats) = (count.read, count.set_aside, count.repeats);
        write!(out, "{}: read {read}, set aside {aside}, repeats {repeats}", count.name).unwrap();
        if places {
            write!(out, ", {} bytes, {}", count.bytes, &count.digest[..8]).unwrap();
        }
        out.push('\n');
    }
    let newest = table.newest_event();
    writeln!(out, "newest {:?}, {} alone", newest.at.map(local), newest.alone.len()).unwrap();
    out
}

fn path(rules: &RuleSet, at: usize) -> String {
    let own = &rules.categories[at];
    match own.parent {
        Some(above) => format!("{}/{}", path(rules, above.index()), own.name),
        None => own.name.clone(),
    }
}
