//! Rules read aloud: each statement as a plain sentence, for those who sign rules and never open their files.
//!
//! Comes in: a checked rule set. Goes out: numbered sections of sentences in one language, the ladders drawn. Each noun of
//! the model is taken apart field by field without a rest, so that a new word of the language has to be given a sentence
//! here before the program compiles.

mod cases;
mod duties;
mod expected;
mod figures;
mod ladders;
mod layout;
mod notices;
mod sources;
mod speaker;
mod tests;
mod time;

pub use layout::{markdown, text};

use crate::diagnostic::Language;
use crate::model::{ExpectedEffect, LimitOf, RuleSet, Version};
use speaker::{Speaker, say};

/// The rules in sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The language of the sentences.
    pub language: Language,
    /// What the rules are called.
    pub title: String,
    /// What there is to say, in the order in which a regulation says it.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: &'static str,
    /// The lists of the rule set that it tells.
    pub of: &'static [&'static str],
    /// Its entries, at least one.
    pub entries: Vec<Entry>,
}

/// What is said of one block of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its name; empty where it has none.
    pub name: String,
    /// Its line, `file:line`; empty where it has none.
    pub place: String,
    /// The ladder, drawn.
    pub drawing: Option<Drawing>,
    /// Its sentences.
    pub sentences: Vec<String>,
}

/// A ladder, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// In lines of text.
    pub text: String,
    /// As a Mermaid flow chart.
    pub mermaid: String,
}

/// The rules in sentences of a language.
#[must_use]
pub fn read(rules: &RuleSet, language: Language) -> Reading {
    let tried = rules.tried();
    let rules = &*tried;
    let speaker = Speaker { rules, language };
    let RuleSet {
        files: _,
        title,
        version,
        effective: _,
        versions: _,
        zone: _,
        counting,
        calendars,
        parties,
        fields,
        kinds,
        categories,
        groups,
        events: _,
        workflows,
        deadlines,
        ladders,
        schedules,
        repeat,
        findings,
        wordings,
        quotas,
        satisfactions,
        metrics,
        notices,
        feeds,
        also_called,
        examples,
        expect_change,
    } = rules;
    let part = |en: &'static str, zh: &'static str, of: &'static [&'static str], entries: Vec<Entry>| Section {
        title: match language {
            Language::English => en,
            Language::Chinese => zh,
        },
        of,
        entries,
    };
    let sections = vec![
        part(
            "Scope",
            "适用范围",
            &["effective", "versions", "zone"],
            vec![scope(speaker)],
        ),
        part(
            "How days count",
            "怎样计日",
            &["counting"],
            vec![Entry::of(speaker.counting(counting))],
        ),
        part(
            "Working time",
            "上班时间",
            &["calendars"],
            each(calendars, |one| speaker.calendar(one)),
        ),
        part(
            "Who is who",
            "组织",
            &["parties"],
            vec![Entry::of(each(parties, |one| speaker.own_party(one)))],
        ),
        part(
            "Kinds of case",
            "性质",
            &["kinds"],
            vec![Entry::of(each(kinds, |one| speaker.kind(one)))],
        ),
        part(
            "What a case tells",
            "工单所载",
            &["fields"],
            vec![Entry::of(each(fields, |one| speaker.own_field(one)))],
        ),
        part(
            "Categories and their owners",
            "类别与归口",
            &["categories", "groups"],
            speaker.categories(categories, groups),
        ),
        part(
            "Steps of a case",
            "流程",
            &["workflows", "events"],
            each(workflows, |one| speaker.workflow(one)),
        ),
        part(
            "Repeats",
            "重复诉求",
            &["repeat"],
            repeat.iter().map(|one| speaker.repeat(one)).collect(),
        ),
        part(
            "Deadlines",
            "时限",
            &["deadlines"],
            each(deadlines, |one| speaker.deadline(one)),
        ),
        part(
            "Escalation",
            "提级",
            &["ladders"],
            each(ladders, |one| speaker.ladder(one)),
        ),
        part(
            "Hand-overs at fixed times",
            "定期汇总",
            &["schedules"],
            each(schedules, |one| speaker.schedule(one)),
        ),
        part(
            "Findings",
            "认定",
            &["findings"],
            each(findings, |one| speaker.finding(one)),
        ),
        part(
            "Wording that is not used",
            "禁用语",
            &["wordings"],
            each(wordings, |one| speaker.wording(one)),
        ),
        part(
            "Monitoring",
            "监控定额",
            &["quotas"],
            each(quotas, |one| speaker.quota(one)),
        ),
        part(
            "Satisfaction",
            "满意度",
            &["satisfactions"],
            each(satisfactions, |one| speaker.satisfaction(one)),
        ),
        part("Rates", "指标", &["metrics"], each(metrics, |one| speaker.metric(one))),
        part(
            "Notices",
            "通报",
            &["notices"],
            each(notices, |one| speaker.notice(one)),
        ),
        part(
            "Where the facts come from",
            "数据来源",
            &["feeds"],
            each(feeds, |one| speaker.feed(one)),
        ),
        part(
            "Other names",
            "其他叫法",
            &["also_called"],
            vec![Entry::of(speaker.other_names(also_called))],
        ),
        part(
            "Worked examples",
            "用例",
            &["examples"],
            vec![Entry::of(each(examples, |one| speaker.example(one)))],
        ),
        part(
            "What this change is to do",
            "本次变更预期",
            &[],
            expect_change.iter().map(|one| speaker.expect_change(one)).collect(),
        ),
    ];
    Reading {
        language,
        title: say!(speaker, "{title}, version {version}", "{title}（第{version}版）"),
        sections: sections.into_iter().filter_map(Section::said).collect(),
    }
}

/// An effect that a change is to have, in a sentence.
#[must_use]
pub fn expected_effect(rules: &RuleSet, effect: &ExpectedEffect, language: Language) -> String {
    Speaker { rules, language }.expected_effect(effect)
}

/// A limit in words.
#[must_use]
pub fn limit(rules: &RuleSet, limit: LimitOf, language: Language) -> String {
    Speaker { rules, language }.limit(limit)
}

fn each<T, S>(all: &[T], one: impl Fn(&T) -> S) -> Vec<S> {
    all.iter().map(one).collect()
}

impl Section {
    /// The section without entries that say nothing; None where nothing is left.
    fn said(mut self) -> Option<Section> {
        self.entries.retain(|entry| !entry.sentences.is_empty());
        (!self.entries.is_empty()).then_some(self)
    }
}

impl Entry {
    fn of(sentences: Vec<String>) -> Entry {
        Entry {
            sentences,
            ..Entry::default()
        }
    }
}

/// For which cases the rules hold, and in which zone.
fn scope(speaker: Speaker<'_>) -> Entry {
    let rules = speaker.rules;
    let mut sentences = Vec::new();
    if let Some((from, by)) = rules.effective {
        let (from, by) = (speaker.date(from), speaker.event(by));
        sentences.push(say!(
            speaker,
            "The rules hold for cases with {by} on {from} or later.",
            "{by}在{from}及以后的工单适用本规则。"
        ));
    }
    if rules.versions.len() > 1 {
        sentences.extend(rules.versions.iter().map(|version| {
            let Version {
                number,
                in_force,
                place: _,
            } = version;
            let days = speaker.in_force(*in_force);
            say!(
                speaker,
                "Version {number} judges cases{days}.",
                "第{number}版{days}适用。"
            )
        }));
    }
    let zone = rules.zone.name();
    sentences.push(say!(
        speaker,
        "All times of day are those of {zone}.",
        "所有时刻按{zone}时区。"
    ));
    Entry::of(sentences)
}
