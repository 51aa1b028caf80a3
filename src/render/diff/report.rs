//! A comparison in words: headings, sentences, tables and items, which `human` and `markdown` lay out.

use super::effect_words::{said, titled};
use super::value::{Document, EffectCount, Line, NamedChange, NoticeChange, Quote, Replayed, Rules, Told};
use crate::diagnostic::Language;
use crate::render::words::{date, month_name, not_raised, pick, thousands, time, weekday};
use crate::report::NOT_RAISED;

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    Paragraph(String),
    /// Heads, whether a column is one of numbers, and rows.
    Table(Vec<(String, bool)>, Vec<Vec<String>>),
    /// What it is about, what is to be said of it, and lines with their labels.
    Item(String, String, Vec<(String, String)>),
}

/// The effects that are told even where there are none.
const ALWAYS: [&str; 6] = [
    "due_earlier",
    "due_later",
    "newly_late",
    "no_longer_late",
    "rung_entered",
    "rung_not_entered",
];

/// The effects that are told apart: what cannot be decided.
const UNDECIDED: [&str; 4] = [
    "late_was_undecided",
    "undecided_was_late",
    "no_longer_decided",
    "now_decided",
];

/// Lines told on a screen at most; a program gets all.
const MOST: usize = 30;

/// Regions told of a change.
const REGIONS: usize = 12;

/// Lines of rules told of a change.
const PLACES: usize = 8;

/// Days told of a calendar.
const DAYS: usize = 12;

/// Speaks of a comparison in a language.
pub(super) struct Words(pub Language);

impl Document {
    pub(super) fn blocks(&self, language: Language) -> Vec<Block> {
        let words = Words(language);
        let mut out = vec![words.head(&self.old, &self.new)];
        words.meaning(&self.meaning, &mut out);
        match &self.replay {
            Some(replay) => words.replay(replay, &mut out),
            None => out.push(Block::Paragraph(
                words
                    .pick(
                        "No facts were given: --data DIR shows what the change does to real tickets.",
                        "没有给数据：加 --data 文件夹，可看改动对实际工单的影响。",
                    )
                    .to_owned(),
            )),
        }
        out
    }
}

impl Words {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        pick(self.0, en, zh)
    }

    /// Which rules, and for which tickets the new ones hold.
    fn head(&self, old: &Rules, new: &Rules) -> Block {
        let mut text = String::new();
        if old.title == new.title {
            text.push_str(&new.title);
        } else {
            text.push_str(&format!("{} → {}", old.title, new.title));
        }
        let (was, is) = (old.version, new.version);
        text.push_str(&match (self.0, was == is) {
            (Language::English, true) => format!(", version {is}"),
            (Language::English, false) => format!(", version {was} → {is}"),
            (Language::Chinese, true) => format!("，第{is}版"),
            (Language::Chinese, false) => format!("，第{was}版 → 第{is}版"),
        });
        if let Some((from, by)) = &new.effective {
            text.push_str(&match self.0 {
                Language::English => format!(", for cases with \"{by}\" on {from} or later"),
                Language::Chinese => format!("，{by}在 {from} 及以后的工单适用"),
            });
        }
        let named = |rules: &Rules| match &rules.commit {
            Some(commit) => format!("{} ({})", rules.named, commit.get(..12).unwrap_or(commit)),
            None => rules.named.clone(),
        };
        text.push_str(&format!("\n{} → {}", named(old), named(new)));
        Block::Paragraph(text)
    }

    /// What changes in the meaning, and that nothing else does.
    fn meaning(&self, told: &Told, out: &mut Vec<Block>) {
        out.push(Block::Heading(
            self.pick("What changes in the rules", "规则改了什么").to_owned(),
        ));
        let (before, now) = (self.pick("before", "旧"), self.pick("now", "新"));
        for own in &told.limits {
            let all = self.pick("all cases", "所有工单");
            let regions = own.regions.iter().take(REGIONS);
            let mut lines: Vec<(String, String)> = regions
                .map(|region| if region.is_empty() { all } else { region })
                .map(|region| (self.pick("cases", "工单").to_owned(), region.to_owned()))
                .collect();
            if let Some(more) = own.regions.len().checked_sub(REGIONS).filter(|more| *more > 0) {
                lines.push((
                    self.pick("cases", "工单").to_owned(),
                    match self.0 {
                        Language::English => format!("and {more} more regions: --format json tells all"),
                        Language::Chinese => format!("另有 {more} 类：--format json 可全部列出"),
                    },
                ));
            }
            let places = [self.places(&own.old_lines), self.places(&own.new_lines)];
            lines.push((self.pick("rule", "依据").to_owned(), places.join(" → ")));
            out.push(Block::Item(
                own.deadline.clone(),
                format!("{} → {}", own.old, own.new),
                lines,
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
            out.push(Block::Item(what, places.join(" → "), was.chain(is).collect()));
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

    fn replay(&self, replay: &Replayed, out: &mut Vec<Block>) {
        out.push(Block::Heading(
            self.pick("The same facts under both", "同一批数据，新旧规则各算一遍")
                .to_owned(),
        ));
        out.push(Block::Paragraph(self.summary(replay)));
        out.push(self.effects(replay));
        if let Some(undecided) = self.undecided(replay) {
            out.push(Block::Paragraph(undecided));
        }
        self.lines(replay, out);
        self.parties(replay, out);
        for notice in &replay.notices {
            self.notice(notice, out);
        }
    }

    fn summary(&self, replay: &Replayed) -> String {
        let (all, affected) = (thousands(replay.tickets), thousands(replay.affected));
        let wall = replay.wall;
        let mut text = match self.0 {
            Language::English => {
                let at = format!("{} {} {}", weekday(wall, self.0), date(wall), time(wall));
                let tickets = if replay.tickets == 1 { "ticket" } else { "tickets" };
                let come = if replay.affected == 1 { "comes" } else { "come" };
                match replay.affected {
                    0 => format!("As of {at}: {all} {tickets}; none comes out otherwise."),
                    _ => format!("As of {at}: {all} {tickets}; {affected} {come} out otherwise."),
                }
            }
            Language::Chinese => {
                let at = format!("{}（{}）{}", date(wall), weekday(wall, self.0), time(wall));
                match replay.affected {
                    0 => format!("截至 {at}：{all} 件工单，结果全都一样。"),
                    _ => format!("截至 {at}：{all} 件工单，{affected} 件结果不同。"),
                }
            }
        };
        for (count, en, zh) in [
            (replay.only_old, "are judged by the old rules alone", "只有旧规则适用"),
            (replay.only_new, "are judged by the new rules alone", "只有新规则适用"),
        ] {
            if count > 0 {
                let count = thousands(count);
                text.push_str(&match self.0 {
                    Language::English => format!(" {count} more {en}."),
                    Language::Chinese => format!("另有 {count} 件{zh}。"),
                });
            }
        }
        if replay.set_aside_old != replay.set_aside_new {
            let (was, is) = (thousands(replay.set_aside_old), thousands(replay.set_aside_new));
            text.push_str(&match self.0 {
                Language::English => format!(" Rows set aside: {was} → {is}."),
                Language::Chinese => format!("搁置的行：{was} → {is}。"),
            });
        }
        if !replay.one_side.is_empty() {
            let samples = self.samples(&replay.one_side, replay.only_old + replay.only_new);
            text.push_str(&format!("{}{samples}", self.pick(" ", "")));
        }
        text
    }

    fn effects(&self, replay: &Replayed) -> Block {
        let shown =
            |own: &&EffectCount| (own.count > 0 || ALWAYS.contains(&own.effect)) && !UNDECIDED.contains(&own.effect);
        let row = |own: &EffectCount| {
            vec![
                titled(own.effect, self.0),
                thousands(own.count),
                own.tickets.map_or(String::new(), thousands),
            ]
        };
        let mut rows: Vec<Vec<String>> = replay.effects.iter().filter(shown).map(row).collect();
        // The totals of both runs, so that the counts above can be held against them.
        let (was, is) = (replay.old, replay.new);
        rows.push(vec![
            self.pick("late in all", "逾期合计").to_owned(),
            format!("{} → {}", thousands(was.late), thousands(is.late)),
            String::new(),
        ]);
        rows.push(vec![
            self.pick("judged in all", "应计合计").to_owned(),
            format!("{} → {}", thousands(was.due), thousands(is.due)),
            String::new(),
        ]);
        Block::Table(
            vec![
                (self.pick("effect", "影响").to_owned(), false),
                (self.pick("duties", "项").to_owned(), true),
                (self.pick("tickets", "工单").to_owned(), true),
            ],
            rows,
        )
    }

    /// What cannot be decided: it is in none of the other counts.
    fn undecided(&self, replay: &Replayed) -> Option<String> {
        let (was, is) = (replay.old.undetermined, replay.new.undetermined);
        if was + is == 0 {
            return None;
        }
        let seen = |own: &&EffectCount| own.count > 0 && UNDECIDED.contains(&own.effect);
        let parts: Vec<String> = replay.effects.iter().filter(seen).map(|own| self.count(own)).collect();
        let (was, is) = (thousands(was), thousands(is));
        let mut text = match self.0 {
            Language::English => format!("Cannot be decided: {was} before, {is} now"),
            Language::Chinese => format!("无法判定：原 {was} 项，现 {is} 项"),
        };
        if !parts.is_empty() {
            text.push_str(&format!(
                "{}{}",
                self.pick(": ", "："),
                parts.join(self.pick(", ", "，"))
            ));
        }
        text.push_str(self.pick(". These are in none of the counts above.", "。以上各数都不含这些。"));
        Some(text)
    }

    fn count(&self, own: &EffectCount) -> String {
        let (count, what) = (thousands(own.count), said(own.effect, self.0));
        match self.0 {
            Language::English => format!("{count} {what}"),
            Language::Chinese => format!("{what} {count} 项"),
        }
    }

    /// The lines that were changed, each with its tickets; then what follows under lines that stay.
    fn lines(&self, replay: &Replayed, out: &mut Vec<Block>) {
        let all = || replay.lines.iter().chain(&replay.rungs).chain(&replay.findings);
        let changed: Vec<&Line> = all().filter(|line| line.changed).collect();
        let stay: Vec<&Line> = all().filter(|line| !line.changed).collect();
        if !changed.is_empty() {
            out.push(Block::Heading(
                self.pick("The lines that did it", "是哪几行改动引起的").to_owned(),
            ));
            out.extend(changed.iter().take(MOST).map(|line| self.line(line)));
            self.more(changed.len(), out);
        }
        if !stay.is_empty() {
            out.push(Block::Heading(
                self.pick("What follows under lines that stay", "没有改动的行随之发生的变化")
                    .to_owned(),
            ));
            let place = |line: &Line| {
                line.new
                    .as_ref()
                    .or(line.old.as_ref())
                    .map_or(String::new(), |own| own.place.clone())
            };
            let row = |line: &&Line| vec![self.what(line), self.counts(line), thousands(line.tickets), place(line)];
            out.push(Block::Table(
                vec![
                    (self.pick("what", "事项").to_owned(), false),
                    (self.pick("effect", "影响").to_owned(), false),
                    (self.pick("tickets", "工单").to_owned(), true),
                    (self.pick("rule", "依据").to_owned(), false),
                ],
                stay.iter().take(MOST).map(row).collect(),
            ));
            self.more(stay.len(), out);
        }
    }

    fn more(&self, all: usize, out: &mut Vec<Block>) {
        if let Some(more) = all.checked_sub(MOST).filter(|more| *more > 0) {
            out.push(Block::Paragraph(match self.0 {
                Language::English => format!("and {more} more: --format json tells all"),
                Language::Chinese => format!("另有 {more} 条：--format json 可全部列出"),
            }));
        }
    }

    fn what(&self, line: &Line) -> String {
        let what = match line.what.as_str() {
            NOT_RAISED => not_raised(self.0),
            what => what,
        };
        match line.title.as_str() {
            "" => what.to_owned(),
            title => format!("{what} {title}"),
        }
    }

    fn counts(&self, line: &Line) -> String {
        let counts: Vec<String> = line.effects.iter().map(|own| self.count(own)).collect();
        counts.join(self.pick(", ", "，"))
    }

    fn line(&self, line: &Line) -> Block {
        let quote = |label: &str, own: &Quote| {
            (
                label.to_owned(),
                format!("{}  {}", own.place, own.text).trim_end().to_owned(),
            )
        };
        let was = line.old.as_ref().map(|own| quote(self.pick("before", "旧"), own));
        let is = line.new.as_ref().map(|own| quote(self.pick("now", "新"), own));
        let effect = (self.pick("effect", "影响").to_owned(), self.counts(line));
        let count = thousands(line.tickets);
        let samples = self.samples(&line.samples, line.tickets);
        let tickets = match self.0 {
            _ if samples.is_empty() => count,
            Language::English => format!("{count}: {samples}"),
            Language::Chinese => format!("{count} 件：{samples}"),
        };
        let tickets = (self.pick("tickets", "工单").to_owned(), tickets);
        let lines = was.into_iter().chain(is).chain([effect, tickets]);
        Block::Item(self.what(line), String::new(), lines.collect())
    }

    /// Ticket numbers, and that there are more.
    fn samples(&self, samples: &[String], all: u64) -> String {
        let mut text = samples.join(self.pick(", ", "、"));
        if all > samples.len() as u64 {
            text.push_str(self.pick(", …", " 等"));
        }
        text
    }

    fn parties(&self, replay: &Replayed, out: &mut Vec<Block>) {
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

    fn notice(&self, notice: &NoticeChange, out: &mut Vec<Block>) {
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
