//! Tests in plain words: what has to be so.

use super::speaker::{Speaker, say};
use crate::model::{Cond, Domain, FieldId, Subject, Value};
use crate::terms::CompareOp;

impl Speaker<'_> {
    /// What has to be so.
    pub fn test(self, cond: &Cond) -> String {
        self.inner(cond, false)
    }

    fn inner(self, cond: &Cond, within: bool) -> String {
        let joined = |tests: &[Cond], word: &str| {
            let text = tests
                .iter()
                .map(|test| self.inner(test, true))
                .collect::<Vec<_>>()
                .join(word);
            match within {
                true => say!(self, "({text})", "（{text}）"),
                false => text,
            }
        };
        match cond {
            Cond::And(tests) => joined(tests, self.pick(" and ", "且")),
            Cond::Or(tests) => joined(tests, self.pick(" or ", "或")),
            Cond::Compare { subject, op, value } => self.comparison(*subject, *op, value),
            Cond::In {
                subject,
                values,
                negated,
            } => self.membership(*subject, values, *negated),
            Cond::Told { field, given } => {
                let field = self.field(*field);
                let field = say!(self, "“{field}”", "“{field}”");
                match given {
                    true => say!(self, "{field} is filled in", "已填{field}"),
                    false => say!(self, "{field} is not filled in", "没有填{field}"),
                }
            }
            Cond::Has { event, negated } => {
                let event = self.event(*event);
                match negated {
                    false => say!(self, "{event} has happened", "已{event}"),
                    true => say!(self, "{event} has not happened", "未{event}"),
                }
            }
            Cond::EventCount { event, op, number } => {
                let (event, times) = (self.event(*event), self.times(*op, *number));
                say!(self, "{event} has happened {times}", "{event}{times}次")
            }
            Cond::FindingCount { finding, op, number } => {
                let (finding, times) = (self.found(*finding), self.times(*op, *number));
                say!(self, "“{finding}” is found {times}", "认定“{finding}”{times}次")
            }
            Cond::WordingCount { wording, op, number } => {
                let name = self.rules.wordings.get(wording.index()).map_or("", |own| &own.name);
                let (name, times) = (self.name(name), self.times(*op, *number));
                say!(self, "wording of “{name}” is used {times}", "用了“{name}”{times}处")
            }
            Cond::Before { first, second } => {
                let (first, second) = (self.event(*first), self.event(*second));
                say!(self, "{first} came before {second}", "{first}早于{second}")
            }
            Cond::Overdue { target, by } => {
                let target = self.target(*target);
                match by.map(|by| self.quantity(by)) {
                    None => say!(self, "{target} is overdue", "{target}逾期"),
                    Some(by) => say!(self, "{target} has been overdue for {by}", "{target}逾期满{by}"),
                }
            }
            Cond::NotOverdue { target } => {
                let target = self.target(*target);
                say!(self, "{target} is not overdue", "{target}没有逾期")
            }
            Cond::OnTime { target } => {
                let target = self.target(*target);
                say!(self, "{target} was done in time", "{target}按时完成")
            }
            Cond::Occurrence { op, number } => {
                let times = self.times(*op, *number);
                say!(
                    self,
                    "the same matter has been brought {times}",
                    "同一诉求提出{times}次"
                )
            }
            Cond::Recurs { after, within, negated } => {
                let (after, within) = (self.event(*after), self.quantity(*within));
                match negated {
                    false => say!(
                        self,
                        "the customer comes back with the same matter within {within} after {after}",
                        "{after}后{within}内又提出同一诉求"
                    ),
                    true => say!(
                        self,
                        "the customer does not come back with the same matter within {within} after {after}",
                        "{after}后{within}内没有再提同一诉求"
                    ),
                }
            }
            Cond::Resolved { negated } => match negated {
                false => self.pick("the case is resolved", "已经解决").to_owned(),
                true => self.pick("the case is not resolved", "没有解决").to_owned(),
            },
            Cond::AtRung(rung) => {
                let rung = self.rung(*rung);
                say!(self, "the case stands at {rung}", "处在{rung}")
            }
            Cond::Sample { of, op, number } => {
                let number = self.number(*op, *number);
                match of.len() {
                    0 | 1 => say!(self, "{number} cases stand behind the figure", "样本{number}件"),
                    _ => say!(
                        self,
                        "{number} cases stand behind the figure with the fewest",
                        "样本最少的一项{number}件"
                    ),
                }
            }
        }
    }

    fn comparison(self, subject: Subject, op: CompareOp, value: &Value) -> String {
        let (told, compared, value) = (self.subject(subject), self.compared(op), self.value(subject, value));
        say!(self, "{told} {compared} {value}", "{told}{compared}{value}")
    }

    fn membership(self, subject: Subject, values: &[Value], negated: bool) -> String {
        let told = self.subject(subject);
        let values: Vec<String> = values.iter().map(|value| self.value(subject, value)).collect();
        let values = self.one_of(&values);
        match (subject, negated) {
            (Subject::Category, false) => say!(self, "{told} belongs to {values}", "{told}属于{values}"),
            (Subject::Category, true) => say!(self, "{told} does not belong to {values}", "{told}不属于{values}"),
            (_, false) => say!(self, "{told} is {values}", "{told}是{values}"),
            (_, true) => say!(self, "{told} is not {values}", "{told}不是{values}"),
        }
    }

    fn subject(self, subject: Subject) -> String {
        let named = |name: Option<&String>| self.name(name.map_or("", String::as_str));
        match subject {
            Subject::Kind => self.pick("the kind", "性质").to_owned(),
            Subject::Category => self.pick("the category", "类别").to_owned(),
            Subject::Handler => self.pick("the handling unit", "承办单位").to_owned(),
            Subject::Customer => self.pick("the customer", "客户").to_owned(),
            Subject::Field(field) => self.field(field),
            Subject::Metric(metric) => named(self.rules.metrics.get(metric.index()).map(|own| &own.name)),
            Subject::Satisfaction(at) => named(self.rules.satisfactions.get(usize::from(at)).map(|own| &own.name)),
        }
    }

    /// A value that something is compared with, or a code stands for.
    pub fn value(self, subject: Subject, value: &Value) -> String {
        match value {
            Value::Kind(kind) => self.name(self.rules.kinds.get(kind.index()).map_or("", |own| &own.name)),
            Value::Category(category) => self.category(*category),
            Value::Party(party) => self.party(*party),
            Value::Choice(at) => match subject {
                Subject::Field(field) => self.choice(field, *at),
                _ => String::new(),
            },
            Value::YesNo(true) => self.pick("yes", "“是”").to_owned(),
            Value::YesNo(false) => self.pick("no", "“否”").to_owned(),
            Value::Number(number) => match subject {
                Subject::Metric(_) => format!("{number}%"),
                _ => number.to_string(),
            },
            Value::Moment(at) => {
                let local = crate::calendar::Zone::of(self.rules.zone).local(*at);
                format!("{} {}", self.date(local.date()), local.format("%H:%M"))
            }
            Value::Text(text) => say!(self, "“{text}”", "“{text}”"),
        }
    }

    fn choice(self, field: FieldId, at: u16) -> String {
        match self.rules.fields.get(field.index()).map(|own| &own.domain) {
            Some(Domain::OneOf(values)) => self.name(values.get(usize::from(at)).map_or("", String::as_str)),
            _ => String::new(),
        }
    }
}
