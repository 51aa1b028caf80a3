//! Ladders in sentences, and drawn: who answers at which rung, what leads up and what leads out.

use super::speaker::{Speaker, say};
use super::{Drawing, Entry};
use crate::model::{Cond, Exit, Ladder, Must, Place, Rung, RungLimit, Target};

impl Speaker<'_> {
    pub fn ladder(self, ladder: &Ladder) -> Entry {
        let Ladder {
            name,
            in_force,
            workflow,
            calendar,
            counting,
            applies_when,
            rungs,
            place,
        } = ladder;
        let mut sentences = Vec::new();
        if let Some(cond) = applies_when {
            let test = self.test(cond);
            sentences.push(say!(self, "It is for cases where {test}.", "{test}的工单适用。"));
        }
        sentences.extend(self.holds(*in_force));
        sentences.extend(self.of_workflow(*workflow));
        sentences.extend(self.working_time(*calendar));
        sentences.extend(self.own_counting(counting));
        for (at, rung) in rungs.iter().enumerate() {
            sentences.extend(self.at_rung(at + 1, rung));
        }
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: Some(Drawing {
                text: self.drawn(rungs),
                mermaid: self.flow_chart(rungs),
            }),
            sentences,
        }
    }

    fn at_rung(self, number: usize, rung: &Rung) -> Vec<String> {
        let Rung {
            title,
            enter,
            responsible,
            limit,
            must,
            exits,
            on_trial,
            place: _,
        } = rung;
        let (at, title) = (self.rung_at(number), self.name(title));
        let who = self.dated(responsible, |party| self.who(*party));
        let head = match limit {
            RungLimit::AsDeadline(deadline) => {
                let deadline = self.target(Target::Deadline(*deadline));
                say!(
                    self,
                    "{at}, {title}: {who} answers, by the deadline {deadline}",
                    "{at}（{title}）：由{who}负责，时限同{deadline}"
                )
            }
            RungLimit::Until(to) => {
                let end = self.one_of(&self.events(to));
                say!(
                    self,
                    "{at}, {title}: {who} answers, without a limit of this rung; the climb ends with {end}",
                    "{at}（{title}）：由{who}负责，本级不另设时限，{end}后不再提级"
                )
            }
            RungLimit::Own { to, within, place: _ } => {
                let (end, within) = (
                    self.one_of(&self.events(to)),
                    self.dated(within, |length| self.quantity(*length)),
                );
                say!(
                    self,
                    "{at}, {title}: {who} answers, and has {within} until {end}",
                    "{at}（{title}）：由{who}负责，限{within}内{end}"
                )
            }
        };
        let mut sentences = vec![self.sentence(head)];
        if on_trial.is_some() {
            sentences.push(self.on_trial());
        }
        match self.triggers(enter).as_slice() {
            [] => {}
            [test] => sentences.push(say!(
                self,
                "A case comes to {at} as soon as {test}.",
                "{test}的，提到{at}。"
            )),
            tests => {
                let tests = tests.join(self.pick("; ", "；"));
                sentences.push(say!(
                    self,
                    "A case comes to {at} as soon as one of these is so: {tests}.",
                    "有下列情形之一，即提到{at}：{tests}。"
                ));
            }
        }
        sentences.extend(must.iter().map(|must| {
            let Must {
                event,
                within,
                place: _,
            } = must;
            let event = self.event(*event);
            match within {
                Some(within) => {
                    let within = self.dated(within, |length| self.quantity(*length));
                    say!(
                        self,
                        "At {at}, {event} has to happen within {within} of its coming there.",
                        "提到{at}后，{within}内必须{event}。"
                    )
                }
                None => say!(self, "At {at}, {event} has to happen.", "提到{at}后，必须{event}。"),
            }
        }));
        sentences.extend(exits.iter().map(|exit| {
            let told = self.way_out(number, exit);
            let event = self.event(exit.event);
            say!(self, "From {at}, with {event}: {told}.", "在{at}{event}的，{told}。")
        }));
        sentences
    }

    fn rung_at(self, number: usize) -> String {
        self.rung(u8::try_from(number).unwrap_or(u8::MAX))
    }

    fn triggers(self, enter: &[(Cond, Place)]) -> Vec<String> {
        enter.iter().map(|(cond, _)| self.test(cond)).collect()
    }

    /// Where an exit leads, from a rung.
    fn way_out(self, from: usize, exit: &Exit) -> String {
        let Exit {
            event: _,
            to_rung,
            within,
            place: _,
        } = exit;
        let within = within
            .as_ref()
            .map(|within| self.dated(within, |length| self.quantity(*length)));
        let Some(to) = to_rung else {
            return self.pick("the climb ends", "不再提级").to_owned();
        };
        let (up, to) = (usize::from(*to) > from, self.rung(*to));
        match (up, within) {
            (true, None) => say!(self, "it goes up to {to}", "提到{to}"),
            (true, Some(within)) => say!(self, "it goes up to {to}, with {within}", "提到{to}，限{within}"),
            (false, None) => say!(self, "it goes back to {to}", "退回{to}"),
            (false, Some(within)) => {
                say!(
                    self,
                    "it goes back to {to}, which then has {within}",
                    "退回{to}，限{within}"
                )
            }
        }
    }

    /// Who answers at a rung, and for how long, in a few words.
    fn holder(self, rung: &Rung) -> (String, String) {
        let who = self.dated(&rung.responsible, |party| self.who(*party));
        let limit = match &rung.limit {
            RungLimit::AsDeadline(deadline) => {
                let deadline = self.target(Target::Deadline(*deadline));
                say!(self, "as the deadline {deadline}", "同{deadline}")
            }
            RungLimit::Until(_) => self.pick("no limit of its own", "不另设时限").to_owned(),
            RungLimit::Own { within, .. } => self.dated(within, |length| self.quantity(*length)),
        };
        (who, limit)
    }

    /// The rungs from the top down, with what leads to each from below, and the ways out.
    fn drawn(self, rungs: &[Rung]) -> String {
        let mut lines = Vec::new();
        for (at, rung) in rungs.iter().enumerate().rev() {
            let ((who, limit), title) = (self.holder(rung), self.name(&rung.title));
            lines.push(format!("┌ {} {title}", self.rung_at(at + 1)));
            lines.push(say!(self, "│ {who}: {limit}", "│ {who}：{limit}"));
            for exit in &rung.exits {
                let (event, told) = (self.event(exit.event), self.way_out(at + 1, exit));
                lines.push(say!(self, "├─ {event}: {told}", "├─ {event}：{told}"));
            }
            lines.push("└".to_owned());
            lines.extend(
                self.triggers(&rung.enter)
                    .into_iter()
                    .map(|trigger| format!("  ▲ {trigger}")),
            );
        }
        lines.join("\n")
    }

    fn flow_chart(self, rungs: &[Rung]) -> String {
        let mut lines = vec!["flowchart BT".to_owned()];
        for (at, rung) in rungs.iter().enumerate() {
            let ((who, limit), number) = (self.holder(rung), at + 1);
            let parts = [self.rung_at(number), self.name(&rung.title), who, limit];
            let [at, title, who, limit] = parts.map(|part| quoted(&part));
            lines.push(format!("  r{number}[\"{at} {title}<br/>{who}<br/>{limit}\"]"));
        }
        let mut ends = false;
        for (at, rung) in rungs.iter().enumerate() {
            let number = at + 1;
            for trigger in self.triggers(&rung.enter) {
                lines.push(format!("  r{at} -->|\"{}\"| r{number}", quoted(&trigger)));
            }
            for exit in &rung.exits {
                let event = quoted(&self.event(exit.event));
                match exit.to_rung {
                    Some(to) => lines.push(format!("  r{number} -.->|\"{event}\"| r{to}")),
                    None => {
                        ends = true;
                        lines.push(format!("  r{number} -.->|\"{event}\"| done"));
                    }
                }
            }
        }
        if ends {
            lines.push(format!("  done([\"{}\"])", self.pick("the climb ends", "不再提级")));
        }
        lines.join("\n")
    }
}

/// Text between the quotes of a flow chart: what it would read as a mark is written by its number.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in crate::render::safe::terminal(text).chars() {
        match char {
            '"' | '#' | '<' | '>' | '&' | ';' | '`' | '|' | '[' | ']' | '{' | '}' | '\\' => {
                out.push_str(&format!("#{};", u32::from(char)));
            }
            other => out.push(other),
        }
    }
    out
}
