//! Ready-made examples as rule text.

use super::rule_text::RuleText;
use super::words::pick;
use crate::calendar::{Moment, Quantity, Unit, Zone};
use crate::coverage::Stub;
use crate::diagnostic::Language;
use crate::format::settled;
use crate::model::{
    CategoryId, Cond, Domain, Example, ExampleTicket, Expected, FieldId, Found, RuleSet, Target, Value,
};
use crate::terms::CompareOp;

/// The examples as a rule file; those with a name that no quotes can hold are left out.
#[must_use]
pub fn stub_text(stubs: &[Stub], rules: &RuleSet, language: Language) -> String {
    let writer = Writer {
        rules,
        words: RuleText(language),
        zone: Zone::of(rules.zone),
    };
    let head = pick(
        language,
        "# Written by onus test --stubs: what comes out today. Whether it is what is meant nobody has looked: where it is,\n# take \"unreviewed\" away.\n",
        "# 由 onus test --stubs 写出：今天算出来是这样，是不是本意还没人看过。看过没问题的，去掉“待审”。\n",
    );
    let each = stubs.iter().filter_map(|stub| writer.example(stub));
    settled(std::iter::once(head.to_owned()).chain(each).collect())
}

struct Writer<'a> {
    rules: &'a RuleSet,
    words: RuleText,
    zone: Zone,
}

impl Writer<'_> {
    fn example(&self, stub: &Stub) -> Option<String> {
        let word = |id| self.words.word(id);
        let title = self.words.text(&self.title(stub))?;
        let clause = self.words.clause();
        let mut out = format!("{} {title}{clause}{} {{\n", word("example"), word("unreviewed"));
        let Example {
            tickets,
            surveys,
            as_of,
            ..
        } = &stub.example;
        // What is expected is about the ticket that stands last.
        let asked = stub.example.expects.first().map_or(0, |expect| expect.ticket);
        let others = tickets
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != asked)
            .map(|(_, own)| own);
        for ticket in others.chain(tickets.get(asked)) {
            out += &self.ticket(ticket, tickets.len() > 1)?;
        }
        for survey in surveys {
            let told = survey.counts.iter().map(|(score, persons)| {
                let of = |amount, unit| self.words.quantity(Quantity { amount, unit });
                format!("{} {}", of(*score, Unit::Points), of(*persons, Unit::Persons))
            });
            let told = told.collect::<Vec<_>>().join(self.words.comma());
            out += &format!("  {} {} {told}\n", word("survey"), self.words.name(&survey.question)?);
        }
        if let Some(at) = as_of {
            out += &format!("  {} {}\n", word("as_of"), self.moment(*at));
        }
        for expect in &stub.example.expects {
            out += &format!("  {} {}\n", word("expect"), self.expected(&expect.what)?);
        }
        Some(out + "}\n")
    }

    /// A ticket with what happens to it, named where there are several.
    fn ticket(&self, ticket: &ExampleTicket, named: bool) -> Option<String> {
        let word = |id| self.words.word(id);
        let clause = self.words.clause();
        let mut out = String::new();
        let told: Vec<String> = [
            ticket
                .customer
                .as_ref()
                .map(|name| Some((word("customer").to_owned(), self.words.name(name)?))),
            ticket.kind.map(|id| {
                Some((
                    word("kind").to_owned(),
                    self.words.name(&self.rules.kinds.get(id.index())?.name)?,
                ))
            }),
            ticket
                .category
                .map(|id| Some((word("category").to_owned(), self.category(id)?))),
            ticket.handler.map(|id| {
                Some((
                    word("handler").to_owned(),
                    self.words.name(&self.rules.parties.get(id.index())?.name)?,
                ))
            }),
        ]
        .into_iter()
        .flatten()
        .chain(ticket.fields.iter().map(|(id, value)| self.assign(*id, value)))
        .map(|told| told.map(|(name, value)| format!("{name} = {value}")))
        .collect::<Option<_>>()?;
        let told = told.join(clause);
        out += &match (named, told.is_empty()) {
            (false, true) => String::new(),
            (false, false) => format!("  {} {told}\n", word("ticket")),
            (true, true) => format!("  {} {}\n", word("ticket"), ticket.number),
            (true, false) => format!("  {} {}{}{told}\n", word("ticket"), ticket.number, self.words.colon()),
        };
        for event in &ticket.events {
            let name = self.words.name(&self.rules.events.get(event.event.index())?.name)?;
            let mut line = format!("  {} {name} {}", word("event"), self.moment(event.at));
            if let Some(party) = event.handler {
                let party = self.words.name(&self.rules.parties.get(party.index())?.name)?;
                line += &format!("{clause}{} = {party}", word("handler"));
            }
            for (id, value) in &event.fields {
                let (name, value) = self.assign(*id, value)?;
                line += &format!("{clause}{name} = {value}");
            }
            out += &format!("{line}\n");
        }
        Some(out)
    }

    fn title(&self, stub: &Stub) -> String {
        let (block, place) = (stub.part.block(self.rules), self.rules.place(stub.part.place));
        match (self.words.0, stub.late) {
            (Language::English, true) => format!("{block}: missed ({place})"),
            (Language::English, false) => format!("{block} ({place})"),
            (Language::Chinese, true) => format!("{block}：超限（{place}）"),
            (Language::Chinese, false) => format!("{block}（{place}）"),
        }
    }

    fn category(&self, id: CategoryId) -> Option<String> {
        let own = self.rules.categories.get(id.index())?;
        let name = self.words.name(&own.name)?;
        match own.parent {
            Some(parent) => Some(format!("{}/{name}", self.category(parent)?)),
            None => Some(name),
        }
    }

    fn assign(&self, id: FieldId, value: &Value) -> Option<(String, String)> {
        let field = self.rules.fields.get(id.index())?;
        let value = match (value, &field.domain) {
            (Value::Choice(at), Domain::OneOf(values)) => self.words.name(values.get(usize::from(*at))?)?,
            (Value::YesNo(is), _) => self.words.word(if *is { "yes" } else { "no" }).to_owned(),
            (Value::Number(number), _) => number.to_string(),
            (Value::Moment(at), _) => self.moment(*at),
            (Value::Text(text), _) => self.words.text(text)?,
            _ => return None,
        };
        Some((self.words.name(&field.name)?, value))
    }

    fn moment(&self, at: Moment) -> String {
        let wall = self.zone.local(at);
        let form = if at.0 % 60 == 0 {
            "%Y-%m-%d %H:%M"
        } else {
            "%Y-%m-%d %H:%M:%S"
        };
        wall.format(form).to_string()
    }

    fn target(&self, target: Target) -> Option<String> {
        match target {
            Target::Deadline(id) => self.words.name(&self.rules.deadlines.get(id.index())?.name),
            Target::Schedule(id) => self.words.name(&self.rules.schedules.get(id.index())?.name),
            Target::Rung(number) => Some(self.words.numbered("rung", i64::from(number))),
        }
    }

    fn expected(&self, what: &Expected) -> Option<String> {
        let word = |id| self.words.word(id);
        let rung = |number: u8| self.words.numbered("rung", i64::from(number));
        Some(match what {
            Expected::Due(target, at) => format!("{} {} {}", self.target(*target)?, word("due"), self.moment(*at)),
            Expected::Entered(number, at) => format!("{} {} {}", rung(*number), word("entered"), self.moment(*at)),
            Expected::Named(party, named) => {
                let name = self.words.name(&self.rules.parties.get(party.index())?.name)?;
                format!("{name} {}", word(if *named { "named" } else { "not_named" }))
            }
            Expected::NotEntered(number) => format!("{} {}", rung(*number), word("not_entered")),
            Expected::Holds(Cond::Overdue { target, by: None }) => {
                format!("{} {}", self.target(*target)?, word("overdue"))
            }
            Expected::Holds(Cond::NotOverdue { target }) => {
                format!("{} {}", self.target(*target)?, word("not_overdue"))
            }
            Expected::Holds(Cond::FindingCount {
                finding: Found::Stated(id),
                op: CompareOp::Greater,
                number: 0,
            }) => {
                let name = self.words.name(&self.rules.findings.get(id.index())?.name)?;
                format!("{name} {} > 0", word("count"))
            }
            _ => return None,
        })
    }
}
