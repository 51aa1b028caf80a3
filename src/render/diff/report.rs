//! A comparison in words: headings, sentences, tables and items, which `human` and `markdown` lay out.

use super::effect_words::{said, titled};
use super::value::{Document, EffectCount, Line, Quote, Replayed, Rules};
use crate::diagnostic::Language;
use crate::render::words::{date, not_raised, pick, thousands, time, weekday};
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
pub(super) const MOST: usize = 30;

/// Speaks of a comparison in a language.
pub(super) struct Words(pub Language);

impl Document {
    pub(super) fn blocks(&self, language: Language) -> Vec<Block> {
        let words = Words(language);
        let mut out = vec![words.head(&self.old, &self.new)];
        words.meaning(&self.meaning, &mut out);
        if let Some(stated) = &self.meaning.stated {
            words.stated(stated, &mut out);
        }
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
    pub(super) fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
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
}
