//! What is found and measured, in sentences.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::model::{
    Band, CountEach, Dated, Decimal, Denominator, Dimension, Finding, FindingLine, Metric, Quota, QuotaTier,
    Satisfaction, Wording,
};
use crate::terms::{CompareOp, Incomplete};

impl Speaker<'_> {
    pub fn finding(self, finding: &Finding) -> Entry {
        let Finding {
            name,
            responsible,
            counts_as,
            lines,
            place,
        } = finding;
        let mut sentences: Vec<String> = lines
            .iter()
            .map(|line| {
                let FindingLine { when, label, place: _ } = line;
                let test = self.test(when);
                match label {
                    Some(label) => say!(self, "Found where {test}: “{label}”.", "{test}的，认定为“{label}”。"),
                    None => say!(self, "Found where {test}.", "{test}的，予以认定。"),
                }
            })
            .collect();
        sentences.push(match responsible {
            Some(party) => {
                let who = self.dated(party, |party| self.who(*party));
                say!(self, "It is charged to {who}.", "记在{who}名下。")
            }
            None => self
                .pick(
                    "It is charged to whoever answers for the duty it is about.",
                    "记在该项时限的责任方名下。",
                )
                .to_owned(),
        });
        if let Some(kind) = counts_as {
            let kind = match kind {
                Incomplete::Form => self.pick("in form", "形式不到位"),
                Incomplete::Review => self.pick("in review", "审核不到位"),
                Incomplete::Effect => self.pick("in effect", "成效不到位"),
                Incomplete::Durability => self.pick("in durability", "稳定不到位"),
                Incomplete::Promise => self.pick("in what was promised", "承诺不到位"),
            };
            sentences.push(say!(self, "The answer counts as incomplete {kind}.", "视为{kind}。"));
        }
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    pub fn wording(self, wording: &Wording) -> Entry {
        let Wording {
            name,
            check,
            contains,
            place,
        } = wording;
        let field = self.field(*check);
        let words: Vec<String> = contains.iter().map(|word| say!(self, "“{word}”", "“{word}”")).collect();
        let words = self.one_of(&words);
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences: vec![say!(
                self,
                "It is counted where {field} holds {words}.",
                "{field}里含有{words}的，计为禁用语。"
            )],
        }
    }

    pub fn quota(self, quota: &Quota) -> Entry {
        let Quota {
            name,
            every,
            tiers,
            place,
        } = quota;
        let every = self.every(*every);
        let sentences = tiers
            .iter()
            .map(|tier| {
                let QuotaTier {
                    tier,
                    persons,
                    times,
                    place: _,
                } = tier;
                let tier = self.name(tier);
                let (person, time) = (if *persons == 1 { "person" } else { "persons" }, times_of(*times));
                say!(
                    self,
                    "{tier}: {persons} {person}, each {time} {every}.",
                    "{tier}：{persons}人，{every}每人{times}次。"
                )
            })
            .collect();
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    pub fn satisfaction(self, satisfaction: &Satisfaction) -> Entry {
        let Satisfaction {
            name,
            scale: (low, high),
            bands,
            dimensions,
            out_of,
            decimals,
            target,
            methods,
            recheck,
            ask,
            split_by,
            place,
        } = satisfaction;
        let mut sentences = vec![say!(
            self,
            "Customers give {low} to {high} points.",
            "客户评{low}至{high}分。"
        )];
        sentences.extend(bands.iter().map(|Band { name, from, to }| {
            let name = self.name(name);
            say!(
                self,
                "{from} to {to} points are “{name}”.",
                "{from}至{to}分为“{name}”。"
            )
        }));
        let dimensions: Vec<String> = dimensions
            .iter()
            .map(|Dimension { name, weight }| format!("{} {weight}%", self.name(name)))
            .collect();
        if !dimensions.is_empty() {
            let dimensions = self.all_of(&dimensions);
            sentences.push(say!(
                self,
                "What is asked about, and its weight: {dimensions}.",
                "评价维度及权重：{dimensions}。"
            ));
        }
        if let Some(full) = out_of {
            sentences.push(say!(self, "Full marks are {full} points.", "满分{full}分。"));
        }
        if let Some(decimals) = decimals {
            sentences.push(say!(
                self,
                "The score is told with {decimals} decimals.",
                "得分保留{decimals}位小数。"
            ));
        }
        sentences.extend(target.iter().map(|target| self.aimed(target, "")));
        if !methods.is_empty() {
            let methods = self.one_of(&methods.iter().map(|method| self.name(method)).collect::<Vec<_>>());
            sentences.push(say!(self, "Customers are asked by {methods}.", "通过{methods}询问。"));
        }
        if let Some(share) = recheck {
            sentences.push(say!(
                self,
                "{share}% of those who count as satisfied are asked again.",
                "从算作满意的里面抽{share}%复查。"
            ));
        }
        if let Some((every, times)) = ask {
            let (every, time) = (self.every(*every), times_of(*times));
            sentences.push(say!(
                self,
                "Each customer is asked {time} {every}.",
                "每位客户{every}询问{times}次。"
            ));
        }
        if !split_by.is_empty() {
            let fields: Vec<String> = split_by.iter().map(|field| self.field(*field)).collect();
            let fields = self.all_of(&fields);
            sentences.push(say!(self, "It is also told by {fields}.", "按{fields}分组统计。"));
        }
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    pub fn metric(self, metric: &Metric) -> Entry {
        let Metric {
            name,
            count_each,
            numerator,
            denominator,
            target,
            place,
        } = metric;
        let counted = match count_each {
            CountEach::Ticket => self.pick("cases", "工单").to_owned(),
            CountEach::Deadline(id) => {
                let name = self.target(crate::model::Target::Deadline(*id));
                say!(self, "duties of the deadline {name}", "{name}")
            }
        };
        let whole = match denominator {
            Denominator::All => say!(self, "all {counted}", "全部{counted}"),
            Denominator::When(cond) => {
                let test = self.test(cond);
                say!(self, "the {counted} where {test}", "{test}的{counted}")
            }
        };
        let part = self.test(numerator);
        let mut sentences = vec![say!(
            self,
            "Of {whole}: the share where {part}.",
            "{whole}中，{part}的占比。"
        )];
        sentences.extend(target.iter().map(|target| self.aimed(target, "%")));
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    fn aimed(self, target: &Dated<(CompareOp, Decimal)>, unit: &str) -> String {
        let aim = self.dated(target, |(op, value)| self.aim(*op, format!("{value}{unit}")));
        say!(self, "The target is {aim}.", "目标{aim}。")
    }
}

/// `once`, `4 times`.
fn times_of(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        _ => format!("{times} times"),
    }
}
