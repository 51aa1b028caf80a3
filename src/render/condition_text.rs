//! A condition in words: as a rule file of a language would write it, from what it means, not from how it was written.

use super::rule_text::RuleText;
use crate::diagnostic::Language;
use crate::model::{Cond, EventId, FieldId, Found, RuleSet, Subject, Target, Value};
use crate::report::{NOT_RAISED, category_path, party_name};
use crate::terms::CompareOp;

/// A condition in words.
#[must_use]
pub fn condition(rules: &RuleSet, cond: &Cond, language: Language) -> String {
    let text = Text {
        rules,
        words: RuleText(language),
    };
    text.cond(cond, false)
}

struct Text<'a> {
    rules: &'a RuleSet,
    words: RuleText,
}

impl Text<'_> {
    fn word(&self, id: &str) -> &'static str {
        self.words.word(id)
    }

    fn cond(&self, cond: &Cond, inner: bool) -> String {
        let joined = |tests: &[Cond], word: &str| {
            let tests: Vec<String> = tests.iter().map(|test| self.cond(test, true)).collect();
            let text = tests.join(&format!(" {} ", self.word(word)));
            if inner { format!("({text})") } else { text }
        };
        let either = |no: bool, yes: &str, not: &str| self.word(if no { not } else { yes });
        match cond {
            Cond::And(tests) => joined(tests, "and"),
            Cond::Or(tests) => joined(tests, "or"),
            Cond::Compare { subject, op, value } => {
                format!(
                    "{} {} {}",
                    self.subject(*subject),
                    sign(*op),
                    self.value(*subject, value)
                )
            }
            Cond::In {
                subject,
                values,
                negated,
            } => {
                let values: Vec<String> = values.iter().map(|value| self.value(*subject, value)).collect();
                let values = values.join(self.words.comma());
                format!(
                    "{} {} {values}",
                    self.subject(*subject),
                    either(*negated, "in", "not_in")
                )
            }
            Cond::Told { field, given } => format!("{} {}", self.field(*field), either(*given, "missing", "given")),
            Cond::Has { event, negated } => format!("{} {}", either(*negated, "has", "has_not"), self.event(*event)),
            Cond::EventCount { event, op, number } => self.count(self.event(*event), *op, *number),
            Cond::FindingCount { finding, op, number } => self.count(self.finding(*finding), *op, *number),
            Cond::WordingCount { wording, op, number } => {
                let name = self
                    .rules
                    .wordings
                    .get(wording.index())
                    .map_or("", |own| own.name.as_str());
                self.count(name, *op, *number)
            }
            Cond::Before { first, second } => {
                format!("{} {} {}", self.event(*first), self.word("before"), self.event(*second))
            }
            Cond::Overdue { target, by } => {
                let by = by.map_or_else(String::new, |by| {
                    format!(" {} {}", self.word("for"), self.words.quantity(by))
                });
                format!("{} {}{by}", self.target(*target), self.word("overdue"))
            }
            Cond::NotOverdue { target } => format!("{} {}", self.target(*target), self.word("not_overdue")),
            Cond::OnTime { target } => format!("{} {}", self.target(*target), self.word("on_time")),
            Cond::Occurrence { op, number } => format!("{} {} {number}", self.word("occurrence"), sign(*op)),
            Cond::Recurs { after, within, negated } => {
                let head = format!(
                    "{} {} {}",
                    either(*negated, "recurs", "not_recurs"),
                    self.word("after"),
                    self.event(*after)
                );
                format!("{head} {} {}", self.word("within"), self.words.quantity(*within))
            }
            Cond::Resolved { negated } => either(*negated, "resolved", "unresolved").to_owned(),
            Cond::AtRung(rung) => format!("{} {}", self.word("at"), self.words.numbered("rung", i64::from(*rung))),
            Cond::Sample { op, number } => format!("{} {} {number}", self.word("sample"), sign(*op)),
        }
    }

    fn count(&self, name: &str, op: CompareOp, number: i64) -> String {
        format!("{name} {} {} {number}", self.word("count"), sign(op))
    }

    fn subject(&self, subject: Subject) -> &str {
        match subject {
            Subject::Kind => self.word("kind"),
            Subject::Category => self.word("category"),
            Subject::Handler => self.word("handler"),
            Subject::Customer => self.word("customer"),
            Subject::Field(field) => self.field(field),
            Subject::Metric(metric) => self.rules.metrics.get(metric.index()).map_or("", |own| &own.name),
            Subject::Satisfaction(at) => self
                .rules
                .satisfactions
                .get(usize::from(at))
                .map_or("", |own| &own.name),
        }
    }

    fn value(&self, subject: Subject, value: &Value) -> String {
        match value {
            Value::Kind(kind) => self
                .rules
                .kinds
                .get(kind.index())
                .map_or(String::new(), |own| own.name.clone()),
            Value::Category(category) => category_path(self.rules, *category),
            Value::Party(party) => party_name(self.rules, Some(*party)).to_owned(),
            Value::Choice(at) => self.choice(subject, *at).to_owned(),
            Value::YesNo(yes) => self.word(if *yes { "yes" } else { "no" }).to_owned(),
            Value::Number(number) => {
                let percent = if matches!(subject, Subject::Metric(_)) { "%" } else { "" };
                format!("{number}{percent}")
            }
            Value::Moment(at) => crate::calendar::Zone::of(self.rules.zone)
                .local(*at)
                .format("%Y-%m-%d %H:%M")
                .to_string(),
            Value::Text(text) => self.words.text(text).unwrap_or_default(),
        }
    }

    fn choice(&self, subject: Subject, at: u16) -> &str {
        let Subject::Field(field) = subject else { return "" };
        match self.rules.fields.get(field.index()).map(|own| &own.domain) {
            Some(crate::model::Domain::OneOf(values)) => values.get(usize::from(at)).map_or("", String::as_str),
            _ => "",
        }
    }

    fn field(&self, field: FieldId) -> &str {
        self.rules.fields.get(field.index()).map_or("", |own| own.name.as_str())
    }

    fn event(&self, event: EventId) -> &str {
        self.rules.events.get(event.index()).map_or("", |own| own.name.as_str())
    }

    fn finding(&self, finding: Found) -> &str {
        match finding {
            Found::Stated(id) => self.rules.findings.get(id.index()).map_or("", |own| own.name.as_str()),
            Found::NotRaised => self.word(NOT_RAISED),
        }
    }

    fn target(&self, target: Target) -> String {
        let named = |name: Option<&String>| name.map_or(String::new(), String::clone);
        match target {
            Target::Deadline(id) => named(self.rules.deadlines.get(id.index()).map(|own| &own.name)),
            Target::Schedule(id) => named(self.rules.schedules.get(id.index()).map(|own| &own.name)),
            Target::Rung(rung) => self.words.numbered("rung", i64::from(rung)),
        }
    }
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "!=",
        CompareOp::Less => "<",
        CompareOp::AtMost => "<=",
        CompareOp::Greater => ">",
        CompareOp::AtLeast => ">=",
    }
}
