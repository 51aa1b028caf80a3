//! Comparisons: which field can be compared with what.

use super::context::{Check, error};
use super::names::{Sort, Word};
use super::organisation::party;
use super::suggest;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{CategoryId, Cond, Domain, FieldId, KindId, MetricId, Subject, Value};
use crate::source::Span;
use crate::syntax::tree;
use crate::terms::CompareOp;

/// Where a value does not fit its field: what the field holds, and an example.
struct Holds {
    en: String,
    zh: String,
}

impl<'a> Check<'a> {
    /// `F = V`, `F < 95%` …
    pub fn comparison(
        &mut self,
        subject: &'a tree::Subject,
        op: CompareOp,
        value: &'a tree::Value,
        notice: bool,
    ) -> Option<Cond> {
        let subject = self.subject(subject, notice)?;
        let value_id = self.value(subject, value)?;
        if !self.has_order(subject) && !matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            return self.refuse(
                error(
                    "O1320",
                    value_span(value),
                    Words::new(
                        "more and less have no meaning here: these values have no order",
                        "这里不能比大小：这些取值没有先后",
                    ),
                )
                .mend(Words::new("write = or !=", "写 = 或 !=")),
            );
        }
        if let (Value::Category(category), tree::Value::Path(path)) = (&value_id, value) {
            self.without_subcategories(*category, op, path);
        }
        Some(Cond::Compare {
            subject,
            op,
            value: value_id,
        })
    }

    /// `F in a, b`
    pub fn membership(&mut self, subject: &'a tree::Subject, values: &'a [tree::Path], negated: bool) -> Option<Cond> {
        let subject = self.subject(subject, false)?;
        let resolved: Vec<Option<Value>> = values.iter().map(|path| self.named_value(subject, path)).collect();
        let values: Option<Vec<Value>> = resolved.into_iter().collect();
        Some(Cond::In {
            subject,
            values: values?,
            negated,
        })
    }

    fn subject(&mut self, subject: &'a tree::Subject, notice: bool) -> Option<Subject> {
        match subject {
            tree::Subject::Named(name) if notice => {
                let metric = self.names.get(Sort::Metric, &name.text);
                let measure = self.names.get(Sort::Satisfaction, &name.text);
                match (metric, measure) {
                    (Some(_), Some(_)) => self.two_meanings(name, Sort::Metric.words(), Sort::Satisfaction.words()),
                    (Some(known), None) => Some(Subject::Metric(MetricId::from(known.id))),
                    (None, Some(known)) => u16::try_from(known.id).ok().map(Subject::Satisfaction),
                    (None, None) => {
                        self.unknown(&[Sort::Metric, Sort::Satisfaction], ("metric", "指标"), name.into());
                        None
                    }
                }
            }
            tree::Subject::Named(name) => self.find(Sort::Field, name).map(|id| Subject::Field(FieldId::from(id))),
            tree::Subject::Kind(span)
            | tree::Subject::Category(span)
            | tree::Subject::Handler(span)
            | tree::Subject::Customer(span)
                if notice =>
            {
                self.refuse(
                    error(
                        "O1321",
                        *span,
                        Words::new(
                            format!("\"{}\" cannot be asked here", self.sources.text(*span)),
                            format!("这里不能问“{}”", self.sources.text(*span)),
                        ),
                    )
                    .mend(Words::new(
                        "a notice names units by the number of their findings, by rates and by samples",
                        "通报点名只看认定的次数、指标和样本",
                    )),
                )
            }
            tree::Subject::Kind(_) => Some(Subject::Kind),
            tree::Subject::Category(_) => Some(Subject::Category),
            tree::Subject::Handler(_) => Some(Subject::Handler),
            tree::Subject::Customer(_) => Some(Subject::Customer),
        }
    }

    fn has_order(&self, subject: Subject) -> bool {
        match subject {
            Subject::Field(field) => matches!(
                self.set.fields.get(field.index()).map(|field| &field.domain),
                Some(Domain::Number | Domain::PointInTime)
            ),
            Subject::Metric(_) | Subject::Satisfaction(_) => true,
            Subject::Kind | Subject::Category | Subject::Handler | Subject::Customer => false,
        }
    }

    /// A value that fits its subject.
    pub fn value(&mut self, subject: Subject, value: &'a tree::Value) -> Option<Value> {
        let domain = match subject {
            Subject::Field(field) => self.set.fields.get(field.index()).map(|field| field.domain.clone()),
            _ => None,
        };
        match (value, domain) {
            (tree::Value::Path(path), _) => self.named_value(subject, path),
            (tree::Value::Yes(_), Some(Domain::YesOrNo)) => Some(Value::YesNo(true)),
            (tree::Value::No(_), Some(Domain::YesOrNo)) => Some(Value::YesNo(false)),
            (tree::Value::Number(number), Some(Domain::Number)) if !number.percent => {
                self.decimal(*number).map(Value::Number)
            }
            (tree::Value::Moment(moment), Some(Domain::PointInTime)) => Some(Value::Moment(self.moment(moment.at))),
            (tree::Value::Number(number), None) => match subject {
                Subject::Metric(_) if number.percent => self.decimal(*number).map(Value::Number),
                Subject::Satisfaction(_) if !number.percent => self.decimal(*number).map(Value::Number),
                _ => self.misfit(subject, number.span),
            },
            _ => self.misfit(subject, value_span(value)),
        }
    }

    /// A value written as a name.
    fn named_value(&mut self, subject: Subject, path: &'a tree::Path) -> Option<Value> {
        if subject == Subject::Category {
            return self.category(path).map(Value::Category);
        }
        let [name] = path.parts.as_slice() else {
            return self.misfit(subject, path.span);
        };
        match subject {
            Subject::Kind => self.find(Sort::Kind, name).map(|id| Value::Kind(KindId::from(id))),
            Subject::Handler => party(self, ("unit", "单位"), name).map(Value::Party),
            Subject::Customer => Some(Value::Text(name.text.clone())),
            Subject::Field(field) => {
                let domain = self.set.fields.get(field.index()).map(|field| field.domain.clone());
                match domain {
                    Some(Domain::OneOf(choices)) => self.choice(field, &choices, name.into()),
                    _ => self.misfit(subject, path.span),
                }
            }
            Subject::Category | Subject::Metric(_) | Subject::Satisfaction(_) => self.misfit(subject, path.span),
        }
    }

    /// A value of a `one of` field.
    pub fn choice(&mut self, field: FieldId, choices: &[String], name: Word<'_>) -> Option<Value> {
        if let Some(at) = choices.iter().position(|choice| *choice == name.text) {
            return u16::try_from(at).ok().map(Value::Choice);
        }
        if self.perhaps_unread(name.text) || self.told_before(name) {
            return None;
        }
        let (text, field) = (name.text, self.set.fields.get(field.index())?.name.clone());
        let told = error(
            "O1208",
            name.span,
            Words::new(
                format!("{field} cannot be \"{text}\""),
                format!("{field} 没有“{text}”这个取值"),
            ),
        );
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        let near = suggest::with_near(told.clone(), self.sources, name, choices.iter().copied());
        let told = near.unwrap_or_else(|| told.mend(suggest::listed(&choices)));
        let told = match self.names.get(Sort::Field, &field) {
            Some(declared) => told.related(declared.span, Words::new("its values stand here", "取值写在这里")),
            None => told,
        };
        self.tell_unknown(name.text, told);
        None
    }

    /// Tells a value of the wrong sort.
    pub fn misfit<T>(&mut self, subject: Subject, span: Span) -> Option<T> {
        let holds = self.holds(subject);
        let text = self.sources.text(span).trim();
        let (en, zh) = (holds.en, holds.zh);
        self.refuse(
            error(
                "O1320",
                span,
                Words::new(format!("\"{text}\" does not fit here"), format!("“{text}”不适合这里")),
            )
            .mend(Words::new(en, zh)),
        )
    }

    fn holds(&self, subject: Subject) -> Holds {
        let own = |en: &str, zh: &str| Holds {
            en: en.to_string(),
            zh: zh.to_string(),
        };
        match subject {
            Subject::Kind => own(
                "a kind is compared with the name of a kind",
                "性质要与一个性质的名称相比",
            ),
            Subject::Category => own(
                "a category is compared with the name of a category",
                "类别要与一个类别的名称相比",
            ),
            Subject::Handler => own(
                "the handler is compared with the name of a unit",
                "承办单位要与一个单位的名称相比",
            ),
            Subject::Customer => own(
                "the customer is compared with a text in quotes",
                "客户编号要与引号里的文字相比",
            ),
            Subject::Metric(_) => own(
                "a metric is compared with a percentage, such as 95%",
                "指标要与百分数相比，例如 95%",
            ),
            Subject::Satisfaction(_) => own(
                "a satisfaction score is compared with a number, such as 80",
                "满意度要与分数相比，例如 80",
            ),
            Subject::Field(field) => {
                let field = self.set.fields.get(field.index());
                let name = field.map_or("", |field| field.name.as_str());
                match field.map(|field| &field.domain) {
                    Some(Domain::YesOrNo) => Holds {
                        en: format!("write: {name} = yes    (or: {name} = no)"),
                        zh: format!("写成：{name} = 是（或：{name} = 否）"),
                    },
                    Some(Domain::OneOf(choices)) => Holds {
                        en: format!("{name} is one of: {}", choices.join(", ")),
                        zh: format!("{name} 的取值是：{}", choices.join("、")),
                    },
                    Some(Domain::Number) => Holds {
                        en: format!("{name} is a number; write for example: {name} > 3"),
                        zh: format!("{name} 是数值，例如写：{name} > 3"),
                    },
                    Some(Domain::PointInTime) => Holds {
                        en: format!("{name} is a moment; write for example: {name} > 2026-01-01 09:00"),
                        zh: format!("{name} 是时间点，例如写：{name} > 2026-01-01 09:00"),
                    },
                    _ => Holds {
                        en: format!(
                            "{name} is a text: only whether it is told can be asked: {name} missing, {name} given"
                        ),
                        zh: format!("{name} 是文本，只能问填没填：{name} 缺项、{name} 已填"),
                    },
                }
            }
        }
    }

    /// `=` leaves out what stands below: probably not meant.
    fn without_subcategories(&mut self, category: CategoryId, op: CompareOp, path: &tree::Path) {
        let below: Vec<&str> = self
            .set
            .categories
            .iter()
            .filter(|other| other.parent == Some(category))
            .map(|other| other.name.as_str())
            .collect();
        if below.is_empty() || op != CompareOp::Equal {
            return;
        }
        let (en, zh) = (below.join(", "), below.join("、"));
        let name = self.sources.text(path.span).to_string();
        self.tell(
            Diagnostic::warning(
                Code("O2104"),
                path.span,
                Words::new(
                    format!("= would leave out the subcategories {en}"),
                    format!("“=”只对本类，不含下面的 {zh}"),
                ),
            )
            .mend(Words::new(
                format!("to include them write: category in {name}"),
                format!("要连下级一起算，写：类别 属于 {name}"),
            )),
        );
    }
}

/// Where a value stands.
pub(super) fn value_span(value: &tree::Value) -> Span {
    match value {
        tree::Value::Yes(span) | tree::Value::No(span) => *span,
        tree::Value::Path(path) => path.span,
        tree::Value::Number(number) => number.span,
        tree::Value::Moment(moment) => moment.span,
    }
}
