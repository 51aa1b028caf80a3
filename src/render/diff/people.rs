//! Whose figures change, and who is named, as blocks.

use super::report::{Block, Words};
use super::value::{NamedChange, NoticeChange, Replayed};
use crate::diagnostic::Language;
use crate::render::words::{month_name, thousands};

impl Words {
    pub(super) fn parties(&self, replay: &Replayed, out: &mut Vec<Block>) {
        if !replay.parties.is_empty() {
            out.push(Block::Heading(self.pick("Whose it is", "涉及哪些单位").to_owned()));
            let pair = |was: u64, is: u64| match was == is {
                true => thousands(is),
                false => format!("{} → {}", thousands(was), thousands(is)),
            };
            let rows = replay.parties.iter().map(|own| {
                let name = match own.party.as_str() {
                    "" => self.pick("(nobody found)", "（找不到责任方）"),
                    name => name,
                };
                let name = match &own.was {
                    Some(was) => format!("{was} → {name}"),
                    None => name.to_owned(),
                };
                let change = i128::from(own.late_new) - i128::from(own.late_old);
                vec![
                    name,
                    pair(own.late_old, own.late_new),
                    if change == 0 {
                        "0".to_owned()
                    } else {
                        format!("{change:+}")
                    },
                    pair(own.due_old, own.due_new),
                    pair(own.entered_old, own.entered_new),
                ]
            });
            out.push(Block::Table(
                vec![
                    (self.pick("answers for it", "责任单位").to_owned(), false),
                    (self.pick("late", "逾期").to_owned(), true),
                    (self.pick("change", "增减").to_owned(), true),
                    (self.pick("judged", "应计").to_owned(), true),
                    (self.pick("rungs entered", "提级").to_owned(), true),
                ],
                rows.collect(),
            ));
        }
        if !replay.moves.is_empty() {
            let nobody = self.pick("(nobody found)", "（找不到责任方）");
            let name = |name: &str| {
                if name.is_empty() {
                    nobody.to_owned()
                } else {
                    name.to_owned()
                }
            };
            let rows = replay
                .moves
                .iter()
                .map(|own| vec![format!("{} → {}", name(&own.from), name(&own.to)), thousands(own.count)]);
            out.push(Block::Table(
                vec![
                    (self.pick("another party answers", "责任方改变").to_owned(), false),
                    (self.pick("duties", "项").to_owned(), true),
                ],
                rows.collect(),
            ));
        }
    }

    pub(super) fn notice(&self, notice: &NoticeChange, out: &mut Vec<Block>) {
        let month = self.month(&notice.month);
        let name = &notice.notice;
        out.push(Block::Heading(match self.0 {
            Language::English => format!("Who is named in {month} ({name})"),
            Language::Chinese => format!("{month}点名（{name}）"),
        }));
        match notice.only {
            Some("old") => out.push(Block::Paragraph(
                self.pick("Only the old rules have this notice.", "只有旧规则有这份通报。")
                    .to_owned(),
            )),
            Some(_) => out.push(Block::Paragraph(
                self.pick("Only the new rules have this notice.", "只有新规则有这份通报。")
                    .to_owned(),
            )),
            None => {}
        }
        let none = self.pick("none", "无");
        for (title, named, other) in [
            (
                self.pick("newly named", "新点名"),
                &notice.newly,
                self.pick("before", "原"),
            ),
            (
                self.pick("no longer named", "不再点名"),
                &notice.no_longer,
                self.pick("now", "现"),
            ),
        ] {
            let parties: Vec<&str> = named.iter().map(|own| own.party.as_str()).collect();
            let parties = match parties.is_empty() {
                true => none.to_owned(),
                false => parties.join(self.pick(", ", "、")),
            };
            let lines = named.iter().flat_map(|own| self.because(own, other));
            out.push(Block::Item(title.to_owned(), parties, lines.collect()));
        }
        if !notice.still.is_empty() {
            out.push(Block::Item(
                self.pick("named either way", "新旧都点名").to_owned(),
                notice.still.join(self.pick(", ", "、")),
                Vec::new(),
            ));
        }
    }

    /// The tests that name a party; `other` says when the other rule set's figure was so.
    fn because(&self, named: &NamedChange, other: &str) -> Vec<(String, String)> {
        let each = named.because.iter().map(|test| {
            let what = match test.what.as_str() {
                "sample" => self.pick("sample", "样本"),
                what => what,
            };
            let comma = self.pick(", ", "，");
            let beside = test
                .other
                .as_ref()
                .map_or(String::new(), |value| format!("{comma}{other} {value}"));
            let text = format!(
                "{what} {} {} {}{beside}  {}",
                test.value,
                sign(test.op),
                test.bound,
                test.rule
            );
            (named.party.clone(), text)
        });
        each.collect()
    }

    /// `2026-06` as `June 2026`, `2026年6月`.
    fn month(&self, month: &str) -> String {
        let parts = month
            .split_once('-')
            .and_then(|(year, month)| Some((year, month.parse::<u32>().ok()?)));
        match (parts, self.0) {
            (Some((year, month)), Language::English) => format!("{} {year}", month_name(month)),
            (Some((year, month)), Language::Chinese) => format!("{year}年{month}月"),
            (None, _) => month.to_owned(),
        }
    }
}

/// A relation as people write it.
fn sign(op: &str) -> &str {
    match op {
        ">=" => "≥",
        "<=" => "≤",
        "!=" => "≠",
        other => other,
    }
}
