//! The feeds of a world: how the rules read them, and the tickets in them.

use super::super::time::{Moment, local};
use super::super::world::{Ticket, World};
use super::Writer;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn feeds(&mut self) {
        let k = |word| self.k(word);
        let column = |field: &str, name: &str| format!("  {field} {} \"{name}\"", k("from column"));
        let first = self.world.workflow.in_order[0];
        let mut lines = vec![format!("{} {} \"tickets.csv\" {{", k("feed"), k("tickets"))];
        lines.push(column(k("ticket_id"), "id"));
        lines.push(column(first, "accepted"));
        for field in ["customer", "kind", "category", "handler"] {
            lines.push(column(k(field), field));
        }
        lines.push(column(k("co_handlers"), "with"));
        lines.extend(self.world.fields.iter().map(|field| column(field, field)));
        lines.push("}".to_string());
        lines.push(format!("{} {} \"events.csv\" {{", k("feed"), k("events")));
        lines.push(column(k("ticket_id"), "id"));
        for field in ["event", "moment", "party", "category"] {
            lines.push(column(k(field), field));
        }
        lines.push(column("promised_time", "promised"));
        lines.push(column("reached", "reached"));
        lines.push(column("for_customer", "for_customer"));
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }
}

fn wall(world: &World, t: Moment) -> String {
    local(world.counting.zone, t).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// One wide row a ticket.
pub fn tickets_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,accepted,customer,kind,category,handler,with");
    for field in &world.fields {
        let _ = write!(out, ",{field}");
    }
    out.push('\n');
    for t in tickets {
        let customer = t.customer.as_deref().unwrap_or_default();
        let accepted = wall(world, t.accepted);
        let _ = write!(
            out,
            "{},{accepted},{customer},{},{},{},{}",
            t.number,
            t.kind,
            t.category,
            t.handler,
            t.co_handlers.join("、")
        );
        for field in &world.fields {
            let told = t
                .fields
                .iter()
                .find(|(f, _)| f == field)
                .map(|(_, v)| if *v { "yes" } else { "no" });
            let _ = write!(out, ",{}", told.unwrap_or_default());
        }
        out.push('\n');
    }
    out
}

/// One row an event, in the order of the tickets' lists.
pub fn events_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,event,moment,party,category,promised,reached,for_customer\n");
    for t in tickets {
        for e in &t.events {
            let (party, category) = (e.party.unwrap_or_default(), e.category.unwrap_or_default());
            let promise = e.promise.map_or(String::new(), |at| wall(world, at));
            let waits = e.for_customer.map_or("", |yes| if yes { "yes" } else { "no" });
            let at = wall(world, e.at);
            let reached = e.reached.map_or("", |reached| if reached { "yes" } else { "no" });
            let _ = writeln!(
                out,
                "{},{},{at},{party},{category},{promise},{reached},{waits}",
                t.number, e.name
            );
        }
    }
    out
}
