//! For which tickets something else comes of conditions, in words.

use super::told::Words;
use super::value::Shifting;
use crate::diagnostic::Language;
use crate::diff::{ConditionChange, Outcome, Stands};
use crate::render::rule_text::RuleText;
use crate::render::words::said;

impl Words<'_> {
    /// By list and entry of the new rules what comes of its conditions.
    pub(super) fn conditions(&self) -> Vec<(&'static str, String, Vec<Shifting>)> {
        let each = self.meaning.conditions.iter().map(|own| {
            let (list, name) = own.stands.named(&self.meaning.is);
            (list, name.to_owned(), self.shifting(own))
        });
        each.collect()
    }

    fn shifting(&self, change: &ConditionChange) -> Vec<Shifting> {
        let what = self.place_of(change.stands);
        let mut out: Vec<Shifting> = change
            .shifts
            .iter()
            .map(|own| {
                let regions = |sure: bool| {
                    let own = own.regions.iter().filter(|own| own.1 == sure);
                    own.map(|(region, _)| self.region(region)).collect()
                };
                Shifting {
                    what: what.clone(),
                    becomes: Some([own.old, own.new].map(|outcome| self.outcome(change.stands, outcome).to_owned())),
                    regions: regions(true),
                    possible: regions(false),
                    beside_others: change.beside_others,
                    remark: None,
                }
            })
            .collect();
        let remark = match (change.whole, change.by_other_proof, change.shifts.is_empty()) {
            (false, ..) => self.pick(
                "more may come out otherwise than is told: what it asks for is too much to be tried",
                "可能不止这些：所问太多，试不过来",
            ),
            (true, true, _) => self.pick(
                "the same holds as before, but by another clock or event: whom it is charged to, and in which month, may be another",
                "成立与否不变，但所依据的时限或事件变了：责任方和所属月份可能不同",
            ),
            (true, false, true) => self.pick("the same comes of it as before: proved", "结果与原来相同（已证明）"),
            (true, false, false) => return out,
        };
        out.push(Shifting {
            what,
            becomes: None,
            regions: Vec::new(),
            possible: Vec::new(),
            beside_others: false,
            remark: Some(remark.to_owned()),
        });
        out
    }

    /// Where a condition stands.
    fn place_of(&self, stands: Stands) -> String {
        let pick = |en: &str, zh: &str| self.pick(en, zh).to_owned();
        match stands {
            Stands::Kind(_) => pick("kind", "性质"),
            Stands::Resolved(_) => pick("resolved", "解决"),
            Stands::Ends(_) => pick("end", "结束"),
            Stands::NotNeeded(_) => pick("not needed", "免于"),
            Stands::Pauses(at, of) => {
                let rules = &self.meaning.is;
                let own = rules.deadlines.get(at).and_then(|own| own.pauses.get(of));
                let event = own.and_then(|own| rules.events.get(own.from.index()));
                let event = said(event.map_or("", |own| &own.name));
                match self.language {
                    Language::English => format!("pause from {event}"),
                    Language::Chinese => format!("自{event}起的暂停"),
                }
            }
            Stands::Unsent(..) => pick("reminder", "提醒"),
            Stands::Applies(_) => pick("ladder", "阶梯"),
            Stands::Enters(_, rung) => RuleText(self.language).numbered("rung", rung as i64 + 1),
            Stands::Collects(_) => pick("collect", "汇总"),
            Stands::FoundBy(..) | Stands::Found(_) => pick("finding", "认定"),
            Stands::Counts(_) => pick("metric", "指标"),
            Stands::Names(_) => pick("naming", "点名"),
            Stands::WouldName(_) => pick("naming on trial", "试行点名"),
        }
    }

    fn outcome(&self, stands: Stands, outcome: Outcome) -> &'static str {
        let (yes, no) = match stands {
            Stands::Kind(_) => (("may be of the kind", "不矛盾"), ("is not of the kind", "相矛盾")),
            Stands::Resolved(_) => (("resolved", "已解决"), ("unresolved", "未解决")),
            Stands::Ends(_) => (("ends", "结束"), ("does not end", "不结束")),
            Stands::NotNeeded(_) => (("not needed", "免除"), ("needed", "不免除")),
            Stands::Pauses(..) => (("pauses", "暂停"), ("does not pause", "不暂停")),
            Stands::Unsent(..) => (("not sent", "不发"), ("sent", "照发")),
            Stands::Applies(_) => (("applies", "适用"), ("does not apply", "不适用")),
            Stands::Enters(..) => (("entered", "进入"), ("not entered", "不进入")),
            Stands::Collects(_) => (("collected", "汇总"), ("not collected", "不汇总")),
            Stands::FoundBy(..) | Stands::Found(_) => (("found", "认定"), ("not found", "不认定")),
            Stands::Counts(_) => (("counted above the line", "计入分子"), ("not counted", "不计")),
            Stands::Names(_) | Stands::WouldName(_) => (("named", "点名"), ("not named", "不点名")),
        };
        let (en, zh) = match outcome {
            Outcome::Holds => yes,
            Outcome::HoldsNot => no,
            Outcome::Unknown => ("cannot be told", "无法判定"),
            Outcome::Below => ("counted below the line alone", "只计入分母"),
        };
        self.pick(en, zh)
    }
}
