//! A condition in words, as one says it to somebody who has not written the rules: `已回访`, `occurrence at least 2`.

use super::rule_text::RuleText;
use super::words::{pick, put_zh, said};
use crate::calendar::{Quantity, Unit};
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

    fn pick(&self, en: &'static str, zh: &'static str) -> &'static str {
        pick(self.words.0, en, zh)
    }

    fn cond(&self, cond: &Cond, inner: bool) -> String {
        let joined = |tests: &[Cond], word: &str| {
            let tests: Vec<String> = tests.iter().map(|test| self.cond(test, true)).collect();
            let text = tests.join(word);
            match inner {
                true => format!("{}{text}{}", self.pick("(", "（"), self.pick(")", "）")),
                false => text,
            }
        };
        let either = |no: bool, yes: &str, not: &str| self.word(if no { not } else { yes });
        match cond {
            Cond::And(tests) => joined(tests, self.pick(" and ", "且")),
            Cond::Or(tests) => joined(tests, self.pick(" or ", "或")),
            Cond::Compare { subject, op, value } => self.row([
                &self.subject(*subject),
                self.relation(*op),
                &self.value(*subject, value),
            ]),
            Cond::In {
                subject,
                values,
                negated,
            } => {
                let values: Vec<String> = values.iter().map(|value| self.value(*subject, value)).collect();
                let values = values.join(self.words.comma());
                self.row([&self.subject(*subject), either(*negated, "in", "not_in"), &values])
            }
            Cond::Told { field, given } => self.row([&self.field(*field), either(*given, "missing", "given")]),
            Cond::Has { event, negated } => match (self.words.0, negated) {
                (Language::English, false) => self.event(*event),
                (Language::English, true) => self.row(["not", &self.event(*event)]),
                (Language::Chinese, _) => self.row([either(*negated, "has", "has_not"), &self.event(*event)]),
            },
            Cond::EventCount { event, op, number } => self.count(&self.event(*event), *op, *number),
            Cond::FindingCount { finding, op, number } => self.count(&self.finding(*finding), *op, *number),
            Cond::WordingCount { wording, op, number } => {
                let wording = self.rules.wordings.get(wording.index());
                self.count(&said(wording.map_or("", |own| &own.name)), *op, *number)
            }
            Cond::Before { first, second } => {
                self.row([&self.event(*first), self.word("before"), &self.event(*second)])
            }
            Cond::Overdue { target, by } => {
                let overdue = self.row([&self.target(*target), self.word("overdue")]);
                match by {
                    Some(by) => self.row([&overdue, self.word("for"), &self.words.quantity(*by)]),
                    None => overdue,
                }
            }
            Cond::NotOverdue { target } => self.row([&self.target(*target), self.word("not_overdue")]),
            Cond::OnTime { target } => self.row([&self.target(*target), self.word("on_time")]),
            Cond::Occurrence { op, number } => {
                self.row([self.word("occurrence"), self.relation(*op), &number.to_string()])
            }
            Cond::Recurs { after, within, negated } => {
                let (event, within) = (self.event(*after), self.words.quantity(*within));
                match (self.words.0, negated) {
                    (Language::English, false) => format!("recurs within {within} after {event}"),
                    (Language::English, true) => format!("does not recur within {within} after {event}"),
                    (Language::Chinese, _) => {
                        let within = format!("起{within}内");
                        self.row([&event, &within, either(*negated, "recurs", "not_recurs")])
                    }
                }
            }
            Cond::Resolved { negated } => either(*negated, "resolved", "unresolved").to_owned(),
            Cond::AtRung(rung) => self.row([self.word("at"), &self.words.numbered("rung", i64::from(*rung))]),
            Cond::Sample { of, op, number } => {
                let of: Vec<String> = of.iter().map(|subject| self.subject(*subject)).collect();
                let sample = match (of.join(self.words.comma()), self.words.0) {
                    (of, _) if of.is_empty() => self.word("sample").to_owned(),
                    (of, Language::English) => format!("sample of {of}"),
                    (of, Language::Chinese) => self.row([&of, "的样本"]),
                };
                self.row([&sample, self.relation(*op), &number.to_string()])
            }
        }
    }

    /// Words one behind another: English ones parted by blanks.
    fn row<const N: usize>(&self, words: [&str; N]) -> String {
        match self.words.0 {
            Language::English => words.join(" "),
            Language::Chinese => words.iter().fold(String::new(), |mut out, word| {
                put_zh(&mut out, word);
                out
            }),
        }
    }

    fn count(&self, name: &str, op: CompareOp, number: i64) -> String {
        if (op, number) == (CompareOp::AtLeast, 1) {
            return self.row([self.pick("with", "有"), name]);
        }
        if (op, number) == (CompareOp::Less, 1) {
            return self.row([self.pick("without", "没有"), name]);
        }
        let times = self.words.quantity(Quantity {
            amount: number,
            unit: Unit::Times,
        });
        self.row([name, self.relation(op), &times])
    }

    fn relation(&self, op: CompareOp) -> &'static str {
        match op {
            CompareOp::Equal => self.pick("is", "为"),
            CompareOp::NotEqual => self.pick("is not", "不为"),
            CompareOp::Less => self.pick("below", "低于"),
            CompareOp::AtMost => self.pick("at most", "不超过"),
            CompareOp::Greater => self.pick("above", "超过"),
            CompareOp::AtLeast => self.pick("at least", "不少于"),
        }
    }

    fn subject(&self, subject: Subject) -> String {
        let own = match subject {
            Subject::Kind => self.word("kind"),
            Subject::Category => self.word("category"),
            Subject::Handler => self.word("handler"),
            Subject::Customer => self.word("customer"),
            Subject::Field(field) => return self.field(field),
            Subject::Metric(metric) => self.rules.metrics.get(metric.index()).map_or("", |own| &own.name),
            Subject::Satisfaction(at) => self
                .rules
                .satisfactions
                .get(usize::from(at))
                .map_or("", |own| &own.name),
        };
        said(own)
    }

    fn value(&self, subject: Subject, value: &Value) -> String {
        match value {
            Value::Kind(kind) => self
                .rules
                .kinds
                .get(kind.index())
                .map_or(String::new(), |own| said(&own.name)),
            Value::Category(category) => said(&category_path(self.rules, *category)),
            Value::Party(party) => said(party_name(self.rules, Some(*party))),
            Value::Choice(at) => said(self.choice(subject, *at)),
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

    fn field(&self, field: FieldId) -> String {
        said(self.rules.fields.get(field.index()).map_or("", |own| own.name.as_str()))
    }

    fn event(&self, event: EventId) -> String {
        said(self.rules.events.get(event.index()).map_or("", |own| own.name.as_str()))
    }

    fn finding(&self, finding: Found) -> String {
        said(match finding {
            Found::Stated(id) => self.rules.findings.get(id.index()).map_or("", |own| own.name.as_str()),
            Found::NotRaised => self.word(NOT_RAISED),
        })
    }

    fn target(&self, target: Target) -> String {
        let named = |name: Option<&String>| said(name.map_or("", String::as_str));
        match target {
            Target::Deadline(id) => named(self.rules.deadlines.get(id.index()).map(|own| &own.name)),
            Target::Schedule(id) => named(self.rules.schedules.get(id.index()).map(|own| &own.name)),
            Target::Rung(rung) => self.words.numbered("rung", i64::from(rung)),
        }
    }
}
