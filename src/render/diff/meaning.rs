//! What changes in the meaning of rules, as blocks.

use super::report::{Block, MOST, Words};
use super::value::{Granting, Shifting, Told};
use crate::diagnostic::Language;

/// Regions told of a change.
const REGIONS: usize = 12;

/// Lines of rules told of a change.
const PLACES: usize = 8;

/// Days told of a calendar.
const DAYS: usize = 12;

impl Words {
    /// What changes in the meaning, and that nothing else does.
    pub(super) fn meaning(&self, told: &Told, out: &mut Vec<Block>) {
        out.push(Block::Heading(
            self.pick("What changes in the rules", "规则改了什么").to_owned(),
        ));
        let (before, now) = (self.pick("before", "旧"), self.pick("now", "新"));
        for own in &told.limits {
            out.push(Block::Item(
                own.deadline.clone(),
                format!("{} → {}", own.old, own.new),
                self.cases(own),
            ));
        }
        for own in &told.overtaken {
            let [[start, due], [next, sooner]] = [&own.earlier, &own.later];
            let since = &own.since;
            out.push(Block::Paragraph(match self.0 {
                Language::English => format!(
                    "A later case is due before an earlier one: {} that starts {next} is due {sooner}, one that starts {start} is due {due}; so are those that start from {since} on.",
                    own.deadline
                ),
                Language::Chinese => format!(
                    "后来的先到期：{}，{next} 起算的 {sooner} 到期，{start} 起算的却 {due} 到期；{since} 及以后起算的都是如此。",
                    own.deadline
                ),
            }));
        }
        for own in &told.regrouped {
            let text = self.pick(
                "lines of one limit are put together or parted: a case that is reclassified from one to the other gets the grace, or no longer does",
                "同一期限的几行并成一行或拆开：在它们之间改类的工单，宽限因此有无不同",
            );
            let places = [self.places(&own.old_lines), self.places(&own.new_lines)].join(" → ");
            out.push(Block::Item(
                own.deadline.clone(),
                text.to_owned(),
                vec![(self.pick("rule", "依据").to_owned(), places)],
            ));
        }
        for own in &told.said {
            let colon = self.pick(": ", "：");
            let what = match own.name.as_str() {
                "" => own.section.clone(),
                name => format!("{}{colon}{name}", own.section),
            };
            let places: Vec<&str> = own.old_line.iter().chain(&own.new_line).map(String::as_str).collect();
            let was = own.before.iter().map(|text| (before.to_owned(), text.clone()));
            let is = own.now.iter().map(|text| (now.to_owned(), text.clone()));
            let shifts = own.shifts.iter().flat_map(|shift| self.shifts(shift));
            let lines = was.chain(is).chain(shifts).collect();
            out.push(Block::Item(what, places.join(" → "), lines));
        }
        for own in &told.days {
            let count = own.days.len();
            let first = own.days.first().map_or("", |day| day.day.as_str());
            let text = match self.0 {
                Language::English => format!(
                    "{count} {} worked otherwise; due moments may move for cases whose clock runs over such a day, the first of them {first}",
                    if count == 1 { "day is" } else { "days are" }
                ),
                Language::Chinese => {
                    format!("{count} 天上班时间不同；时限跨过这些日子的工单，到期时间可能改变，最早的一天是 {first}")
                }
            };
            let mut lines: Vec<(String, String)> = own
                .days
                .iter()
                .take(DAYS)
                .map(|day| (day.day.clone(), format!("{} → {}", day.old, day.new)))
                .collect();
            if let Some(more) = count.checked_sub(DAYS).filter(|more| *more > 0) {
                lines.push((
                    "…".to_owned(),
                    match self.0 {
                        Language::English => format!("and {more} more days"),
                        Language::Chinese => format!("另有 {more} 天"),
                    },
                ));
            }
            out.push(Block::Item(own.calendar.clone(), text, lines));
        }
        if !told.renamed.is_empty() {
            let lines = told.renamed.iter().take(MOST).map(|own| {
                let unread = match own.still_read {
                    true => "",
                    false => self.pick(
                        " (feeds that write the old name are not read by it any more)",
                        "（数据里再写旧名称就认不出了）",
                    ),
                };
                (format!("{} → {}", own.was, own.is), unread.trim().to_owned())
            });
            let count = told.renamed.len();
            let text = match self.0 {
                Language::English => format!("{count}, the same otherwise"),
                Language::Chinese => format!("{count} 处，内容不变"),
            };
            out.push(Block::Item(
                self.pick("renamed", "改名").to_owned(),
                text,
                lines.collect(),
            ));
            if let Some(more) = count.checked_sub(MOST).filter(|more| *more > 0) {
                out.push(Block::Paragraph(match self.0 {
                    Language::English => format!("and {more} more names"),
                    Language::Chinese => format!("另有 {more} 个名称"),
                }));
            }
        }
        out.push(Block::Paragraph(match (told.nothing, told.proved) {
            (true, _) => self
                .pick(
                    "No ticket is affected: proved for all the tickets there could be.",
                    "没有工单受影响（对一切可能的工单都已证明）。",
                )
                .to_owned(),
            (false, true) => self
                .pick("Nothing else changes: proved.", "其他一切不变（已证明）。")
                .to_owned(),
            (false, false) => {
                let names = told.not_proven.join(self.pick(", ", "、"));
                match self.0 {
                    Language::English => format!(
                        "Not proven: the limits of {names}. More may change there than is told; nothing else does."
                    ),
                    Language::Chinese => format!("未能证明：{names}的期限。那里的改动可能不止这些；其他一切不变。"),
                }
            }
        }));
    }

    /// Which cases are granted something else, and by which lines.
    pub(super) fn cases(&self, own: &Granting) -> Vec<(String, String)> {
        let all = self.pick("all cases", "所有工单");
        let regions = own.regions.iter().take(REGIONS);
        let mut lines: Vec<(String, String)> = regions
            .map(|region| if region.is_empty() { all } else { region })
            .map(|region| (self.pick("cases", "工单").to_owned(), region.to_owned()))
            .collect();
        if let Some(more) = own.regions.len().checked_sub(REGIONS).filter(|more| *more > 0) {
            lines.push((self.pick("cases", "工单").to_owned(), self.more_regions(more)));
        }
        let places = [self.places(&own.old_lines), self.places(&own.new_lines)];
        lines.push((self.pick("rule", "依据").to_owned(), places.join(" → ")));
        lines
    }

    /// For which tickets something else comes of a condition.
    fn shifts(&self, own: &Shifting) -> Vec<(String, String)> {
        let line = |text: String| (own.what.clone(), text);
        let mut lines: Vec<(String, String)> = Vec::new();
        if let Some([was, is]) = &own.becomes {
            let all = self.pick("in every case", "任何情形");
            let (sure, possible) = match own.beside_others {
                false => ("", self.pick(" (if that occurs)", "（若有此情形）")),
                true => (
                    self.pick(" (where no other line holds)", "（其他各条都不成立时）"),
                    self.pick(
                        " (where no other line holds, if that occurs)",
                        "（其他各条都不成立、又有此情形时）",
                    ),
                ),
            };
            let sure = own.regions.iter().map(|region| (region, sure));
            let regions = sure.chain(own.possible.iter().map(|region| (region, possible)));
            let colon = self.pick(": ", "：");
            let told = regions.map(|(region, beside)| {
                let region = if region.is_empty() { all } else { region };
                line(format!("{was} → {is}{colon}{region}{beside}"))
            });
            lines.extend(told.take(REGIONS));
            let count = own.regions.len() + own.possible.len();
            if let Some(more) = count.checked_sub(REGIONS).filter(|more| *more > 0) {
                lines.push(line(self.more_regions(more)));
            }
        }
        lines.extend(own.remark.clone().map(line));
        lines
    }

    fn more_regions(&self, more: usize) -> String {
        match self.0 {
            Language::English => format!("and {more} more regions: --format json tells all"),
            Language::Chinese => format!("另有 {more} 类：--format json 可全部列出"),
        }
    }

    /// Lines of rules, each file told once: `rules.onus:12, 13`.
    fn places(&self, lines: &[String]) -> String {
        let mut out = String::new();
        let mut last = "";
        for line in lines.iter().take(PLACES) {
            let (file, number) = line.rsplit_once(':').unwrap_or(("", line));
            let comma = if out.is_empty() { "" } else { ", " };
            match file == last {
                true => out.push_str(&format!("{comma}{number}")),
                false => out.push_str(&format!("{comma}{line}")),
            }
            last = file;
        }
        if lines.len() > PLACES {
            out.push_str(self.pick(", …", " 等"));
        }
        out
    }
}
