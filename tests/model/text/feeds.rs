//! The feeds of a world: how the rules read them, and the tickets in them.

use super::super::time::{Moment, local};
use super::super::world::{Event, Hotline, Ruling, Ticket, World};
use super::Writer;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn feeds(&mut self) {
        let k = |word| self.k(word);
        let column = |field: &str, name: &str| format!("  {field} {} \"{name}\"", k("from column"));
        let first = self.world.workflow.in_order[0];
        let mut lines = Vec::new();
        let hotline = self.world.hotline.then_some("hotline.csv");
        for file in std::iter::once("tickets.csv").chain(hotline) {
            lines.push(format!("{} {} \"{file}\" {{", k("feed"), k("tickets")));
            if Some(file) == hotline {
                let (case, same) = (k("same case"), k("same"));
                lines.push(format!("  {case} {} {same} hotline_number", k("when")));
            }
            lines.push(column(k("ticket_id"), "id"));
            lines.push(column(first, "accepted"));
            for field in ["customer", "kind", "category", "handler"] {
                lines.push(column(k(field), field));
            }
            lines.push(column(k("co_handlers"), "with"));
            lines.extend(self.world.fields.iter().map(|field| column(field, field)));
            lines.extend(hotline.map(|_| column("hotline_number", "hotline")));
            lines.push("}".to_string());
        }
        lines.push(format!("{} {} \"events.csv\" {{", k("feed"), k("events")));
        lines.push(column(k("ticket_id"), "id"));
        for field in ["event", "moment", "party", "category"] {
            lines.push(column(k(field), field));
        }
        lines.push(column("promised_time", "promised"));
        lines.push(column("reached", "reached"));
        lines.push(column("for_customer", "for_customer"));
        lines.push("}".to_string());
        if self.world.rulings {
            lines.extend(self.rulings());
        }
        for line in lines {
            self.line(&line);
        }
    }
}

impl Writer<'_> {
    /// The feeds of what was decided, approvals with it under a code of their own, and of what was said against it.
    fn rulings(&self) -> Vec<String> {
        let k = |word| self.k(word);
        let mut lines = Vec::new();
        for (role, file) in [("decisions", "rulings.csv"), ("objections", "objections.csv")] {
            lines.push(format!("{} {} \"{file}\" {{", k("feed"), k(role)));
            for (field, column) in [
                ("ticket_id", "id"),
                ("moment", "at"),
                ("party", "by"),
                ("about", "about"),
            ] {
                lines.push(format!("  {} {} \"{column}\"", k(field), k("from column")));
            }
            if role == "decisions" {
                let codes = format!("{{ \"approved\" : extension_approved; \"waived\" : {} }}", k("excuse"));
                let (from, mapping) = (k("from column"), k("mapping"));
                lines.push(format!(
                    "  {} {from} \"what\"{}{mapping} {codes}",
                    k("event"),
                    self.comma()
                ));
            }
            lines.push("}".to_string());
        }
        lines
    }
}

/// The number under which something is told of a case.
fn number_of(ticket: &Ticket, by_hotline: bool) -> &str {
    let hotline = ticket.hotline.as_ref().filter(|_| by_hotline);
    hotline.map_or(&ticket.number, |own| &own.number)
}

fn wall(world: &World, t: Moment) -> String {
    local(world.counting.zone, t).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// One wide row a ticket, as the register tells it.
pub fn tickets_csv(world: &World, tickets: &[Ticket]) -> String {
    let rows = tickets.iter().map(|t| ticket_row(world, t, false));
    header(world) + &rows.collect::<String>()
}

/// One wide row for each ticket that the hotline tells too.
pub fn hotline_csv(world: &World, tickets: &[Ticket]) -> String {
    let told = tickets.iter().filter(|ticket| ticket.hotline.is_some());
    header(world) + &told.map(|t| ticket_row(world, t, true)).collect::<String>()
}

fn header(world: &World) -> String {
    let fields: String = world.fields.iter().map(|field| format!(",{field}")).collect();
    format!("id,accepted,customer,kind,category,handler,with{fields},hotline\n")
}

fn ticket_row(world: &World, t: &Ticket, by_hotline: bool) -> String {
    let of_hotline = t.hotline.as_ref();
    let alone = |column: &str| of_hotline.is_some_and(|own| own.alone.contains(&column));
    let cell = |column: &str, told: &str| match alone(column) && !by_hotline {
        true => ",".to_string(),
        false => format!(",{told}"),
    };
    let accepted = match of_hotline.filter(|own| own.is_later == by_hotline) {
        Some(own) => own.later,
        None => t.accepted,
    };
    let number = of_hotline.map_or("", |own| own.number.as_str());
    let id = if by_hotline { number } else { t.number.as_str() };
    let mut row = format!("{id},{}", wall(world, accepted));
    let customer = t.customer.as_deref().unwrap_or_default();
    for (column, told) in [
        ("customer", customer),
        ("kind", t.kind),
        ("category", t.category),
        ("handler", t.handler),
    ] {
        row += &cell(column, told);
    }
    let with = if by_hotline {
        String::new()
    } else {
        t.co_handlers.join("、")
    };
    let _ = write!(row, ",{with}");
    for field in &world.fields {
        let told = t.fields.iter().find(|(f, _)| f == field);
        row += &cell(field, told.map_or("", |(_, yes)| if *yes { "yes" } else { "no" }));
    }
    let _ = writeln!(row, ",{number}");
    row
}

/// One row an event, in the order of the tickets' lists.
pub fn events_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,event,moment,party,category,promised,reached,for_customer\n");
    for t in tickets {
        for e in t.events.iter().filter(|event| !told_as_ruling(world, event)) {
            let (party, category) = (e.party.unwrap_or_default(), e.category.unwrap_or_default());
            let promise = e.promise.map_or(String::new(), |at| wall(world, at));
            let waits = e.for_customer.map_or("", |yes| if yes { "yes" } else { "no" });
            let at = wall(world, e.at);
            let reached = e.reached.map_or("", |reached| if reached { "yes" } else { "no" });
            let _ = writeln!(
                out,
                "{},{},{at},{party},{category},{promise},{reached},{waits}",
                number_of(t, Hotline::tells(e)),
                e.name
            );
        }
    }
    out
}

/// Where approvals stand among the decisions.
fn told_as_ruling(world: &World, event: &Event) -> bool {
    world.rulings && event.name == "extension_approved"
}

/// One row a decision, approvals among them.
pub fn rulings_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,what,at,by,about\n");
    for t in tickets {
        for ruling in t.rulings.iter().filter(|ruling| ruling.excuses) {
            let _ = writeln!(out, "{}", ruled(world, t, "waived,", ruling));
        }
        for e in t.events.iter().filter(|event| told_as_ruling(world, event)) {
            let (by, number) = (e.party.unwrap_or_default(), number_of(t, Hotline::tells(e)));
            let _ = writeln!(out, "{number},approved,{},{by},", wall(world, e.at));
        }
    }
    out
}

/// One row an objection.
pub fn objections_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,at,by,about\n");
    for t in tickets {
        for ruling in t.rulings.iter().filter(|ruling| !ruling.excuses) {
            let _ = writeln!(out, "{}", ruled(world, t, "", ruling));
        }
    }
    out
}

fn ruled(world: &World, ticket: &Ticket, what: &str, ruling: &Ruling) -> String {
    let (by, about) = (ruling.by.unwrap_or_default(), ruling.about.unwrap_or_default());
    format!("{},{what}{},{by},{about}", ticket.number, wall(world, ruling.at))
}
