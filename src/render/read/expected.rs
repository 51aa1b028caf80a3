//! What a change is to do, in sentences.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::model::{EffectOn, ExpectChange, ExpectedEffect};
use crate::terms::{Change, Whole};

impl Speaker<'_> {
    pub fn expect_change(self, own: &ExpectChange) -> Entry {
        let ExpectChange { effects, place } = own;
        let mut sentences: Vec<String> = effects.iter().map(|effect| self.expected_effect(effect)).collect();
        sentences.push(match effects.is_empty() {
            true => self.pick("No case is affected.", "没有工单受影响。").to_owned(),
            false => self.pick("Nothing else changes.", "其他一切不变。").to_owned(),
        });
        Entry {
            place: self.place(*place),
            ..Entry::of(sentences)
        }
    }

    /// One effect.
    pub fn expected_effect(self, effect: &ExpectedEffect) -> String {
        let ExpectedEffect { what, place: _ } = effect;
        let (name, how) = match what {
            EffectOn::Limit {
                deadline,
                old,
                new,
                from,
                when,
            } => {
                let name = self.rules.deadlines.get(deadline.index()).map_or("", |own| &own.name);
                let (name, old, new) = (self.name(name), self.limit(*old), self.limit(*new));
                let from = from.map_or(String::new(), |from| {
                    let from = self.date(from);
                    say!(self, " from {from} on", "自{from}起")
                });
                return match when.as_ref().map(|cond| self.test(cond)) {
                    Some(test) => say!(
                        self,
                        "“{name}”, where {test}: {old} becomes {new}{from}.",
                        "“{name}”，{test}的：{from}由{old}改为{new}。"
                    ),
                    None => say!(
                        self,
                        "“{name}”: {old} becomes {new}{from}.",
                        "“{name}”：{from}由{old}改为{new}。"
                    ),
                };
            }
            EffectOn::Named(name, how) => {
                let name = self.name(name);
                (say!(self, "“{name}”", "“{name}”"), how)
            }
            EffectOn::Whole(whole) => (self.whole(*whole).to_owned(), &Change::Changed),
        };
        match how {
            Change::Changed => say!(self, "{name} changes.", "{name}有变。"),
            Change::Added => say!(self, "{name} is added.", "新增{name}。"),
            Change::Removed => say!(self, "{name} is removed.", "删去{name}。"),
        }
    }

    fn whole(self, whole: Whole) -> &'static str {
        match whole {
            Whole::Effective => self.pick("The time in which the rules hold", "规则的适用时间"),
            Whole::TimeZone => self.pick("The time zone", "时区"),
            Whole::Counting => self.pick("How days count", "计日办法"),
            Whole::Repeat => self.pick("What makes a repeat", "重复诉求的认定"),
            Whole::Feed => self.pick("Where the facts come from", "数据来源"),
            Whole::AlsoCalled => self.pick("The list of other names", "其他叫法"),
            Whole::Ladder => self.pick("The order of the ladders", "阶梯的先后"),
            Whole::Workflow => self.pick("The order of the workflows", "流程的先后"),
        }
    }
}
