//! What rules are about: parties, fields, kinds, categories, the workflow.

use super::super::time::Quantity;
use super::super::world::{Member, Name, Workflow};
use super::Writer;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn parties(&mut self) {
        self.line(&format!("{} {{", self.k("organisation")));
        for (word, names) in [("department", &self.world.departments), ("unit", &self.world.units)] {
            for name in names {
                let told = self.member(self.world.member(name));
                self.line(&format!("  {} {name}{told}", self.k(word)));
            }
        }
        self.line("}");
    }

    fn member(&self, member: Member) -> String {
        let mut text = String::new();
        for (word, name) in [
            ("under", member.under),
            ("replaces", member.replaces),
            ("calendar", member.calendar),
        ] {
            text += &name.map_or(String::new(), |name| format!(" {} {name}", self.k(word)));
        }
        for (word, date) in [("from", member.from), ("until", member.until)] {
            text += &date.map_or(String::new(), |date| format!(" {} {date}", self.k(word)));
        }
        text
    }

    pub(super) fn matters(&mut self) {
        let (field, moment, with) = (self.k("field"), self.k("point in time"), self.k("with"));
        self.line(&format!("{field} promised_time {moment} {with} promised"));
        let yes_or_no = self.k("yes or no");
        self.line(&format!("{field} reached {yes_or_no} {with} called_back"));
        self.line(&format!("{field} for_customer {yes_or_no} {with} waiting_customer"));
        if self.world.hotline {
            let text = self.k("text");
            self.line(&format!("{field} hotline_number {text}"));
        }
        for field in &self.world.fields {
            self.line(&format!("{} {field} {}", self.k("field"), self.k("yes or no")));
        }
        for kind in &self.world.kinds {
            // A kind is what the ticket states; its definition asks for a field that no feed tells here.
            let text = format!(
                "{} {kind} {{ {} is_{kind} = {} }}",
                self.k("kind"),
                self.k("when"),
                self.k("yes")
            );
            self.line(&format!("{} is_{kind} {}", self.k("field"), self.k("yes or no")));
            self.line(&text);
        }
        for category in self.world.categories.iter().filter(|category| category.below.is_none()) {
            let text = self.category(category.name, "category", 0);
            self.line(&text);
        }
    }

    fn category(&self, name: Name, word: &'static str, depth: usize) -> String {
        let it = self.world.categories.iter().find(|c| c.name == name).unwrap();
        let indent = "  ".repeat(depth);
        let mut text = format!("{indent}{} {name} {{\n", self.k(word));
        if let Some(owner) = &it.owner {
            let owner = self.dated(owner, |owner| (*owner).to_string());
            let _ = writeln!(text, "{indent}  {} {owner}", self.k("owner"));
        }
        let below: Vec<_> = self.world.categories.iter().filter(|c| c.below == Some(name)).collect();
        if it.owner.is_none() && below.is_empty() {
            return format!("{indent}{} {name}", self.k(word));
        }
        for sub in below {
            let _ = writeln!(text, "{}", self.category(sub.name, "subcategory", depth + 1));
        }
        text + &indent + "}"
    }

    pub(super) fn workflow(&mut self, workflow: &Workflow) {
        let grace = |grace: Option<Quantity>| {
            grace
                .map(|q| format!("{}{} {}", self.comma(), self.k("grace"), self.quantity(q)))
                .unwrap_or_default()
        };
        let mut lines = vec![format!("{} case {{", self.k("workflow"))];
        lines.extend(workflow.calendar.map(|name| format!("  {} {name}", self.k("calendar"))));
        lines.push(format!("  {} {}", self.k("in order"), self.list(&workflow.in_order)));
        lines.push(format!("  {} {}", self.k("may have"), self.list(&workflow.may_have)));
        lines.extend(
            workflow
                .new_round
                .map(|event| format!("  {} {event}", self.k("new round on"))),
        );
        lines.extend(workflow.redo.map(|event| format!("  {} {event}", self.k("redo on"))));
        lines.extend(
            workflow
                .hand_over
                .map(|(e, q)| format!("  {} {e}{}", self.k("hand over on"), grace(q))),
        );
        lines.extend(
            workflow
                .reclassify
                .map(|(e, q)| format!("  {} {e}{}", self.k("reclassify on"), grace(q))),
        );
        if !workflow.leave_out.is_empty() {
            lines.push(format!(
                "  {} {}",
                self.k("leave out on"),
                self.list(&workflow.leave_out)
            ));
        }
        lines.push(format!(
            "  {} {} {}",
            self.k("resolved when"),
            self.k("has"),
            workflow.resolved
        ));
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }
}
