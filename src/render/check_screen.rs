//! What `onus check` prints where the rules are sound: what there is, a line each, with what is worth a note.

use super::safe::terminal;
use super::words::{pick, thousands};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::model::{RuleSet, Version};
use crate::source::Sources;
use unicode_width::UnicodeWidthStr;

/// What the screen shows.
pub struct CheckScreen<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// All messages; only the notes are told here.
    pub messages: &'a [Diagnostic],
    /// What they point into.
    pub sources: &'a Sources,
    /// Rule files read.
    pub files: usize,
    /// Their lines.
    pub lines: usize,
    /// Examples played.
    pub examples: usize,
    /// Those that fail.
    pub failing: usize,
}

impl CheckScreen<'_> {
    /// The screen as text.
    #[must_use]
    pub fn render(&self, language: Language) -> String {
        let lines = thousands(self.lines as u64);
        let word = if self.lines == 1 { "line" } else { "lines" };
        let mut out = match language {
            Language::English => format!("{}, {lines} {word}, no mistakes.\n", several(self.files, "file")),
            Language::Chinese => format!("{} 个文件，{lines} 行，没有错误。\n", self.files),
        };
        for line in self.versions(language).into_iter().chain(self.parts(language)) {
            out.push_str(&format!("  {line}\n"));
        }
        let notes = self.notes(language);
        let widest = notes.iter().map(|(text, _)| text.width()).max().unwrap_or(0);
        for (text, code) in &notes {
            let gap = " ".repeat(widest - text.width() + 2);
            out.push_str(&format!("  {text}{gap}{} {code}\n", pick(language, "note", "提示")));
        }
        let (all, held) = (self.examples, self.examples - self.failing);
        out.push_str(&match (all, language) {
            (0, _) => String::new(),
            (1, Language::English) if held == 1 => "  1 example holds\n".to_owned(),
            (_, Language::English) if held == all => format!("  {all} examples hold\n"),
            (_, Language::English) => format!("  {held} of {all} examples hold\n"),
            (_, Language::Chinese) if held == all => format!("  用例 {all} 个全部通过\n"),
            (_, Language::Chinese) => format!("  用例 {all} 个，通过 {held} 个\n"),
        });
        out
    }

    /// The versions of the rules, where there are several: which is in force when, and what is read from it.
    fn versions(&self, language: Language) -> Vec<String> {
        let rules = self.rules;
        let last = rules.versions.len().saturating_sub(1);
        let told = |(at, own): (usize, &Version)| {
            let (from, until) = (own.in_force.from, own.in_force.until);
            let from = from.map_or(String::new(), |day| day.to_string());
            let place = terminal(&rules.place(own.place)).into_owned();
            let number = own.number;
            match (language, until) {
                (Language::English, until) => {
                    let until = until.map_or(String::new(), |day| format!(" until {day}"));
                    let what = if at == last {
                        "everything is read from it"
                    } else {
                        "its deadlines, ladders and schedules judge the tickets of its time"
                    };
                    format!("version {number} from {from}{until} ({place}): {what}")
                }
                (Language::Chinese, until) => {
                    let until = until.map_or(String::new(), |day| format!(" 至 {day}"));
                    let what = if at == last {
                        "其余一切以这一版为准"
                    } else {
                        "这一期间的工单按它的时限、阶梯和定期办"
                    };
                    format!("第{number}版 {from} 起{until}（{place}）：{what}")
                }
            }
        };
        let several = rules.versions.len() > 1;
        rules
            .versions
            .iter()
            .enumerate()
            .filter(|_| several)
            .map(told)
            .collect()
    }

    /// The parts of the rules, and what holds of each.
    fn parts(&self, language: Language) -> Vec<String> {
        let rules = self.rules;
        let (deadlines, ladders, categories) = (rules.deadlines.len(), rules.ladders.len(), rules.categories.len());
        let rungs: usize = rules.ladders.iter().map(|ladder| ladder.rungs.len()).sum();
        let mut out = Vec::new();
        let mut tell = |en: String, zh: String| out.push(if language == Language::English { en } else { zh });
        if deadlines > 0 {
            tell(
                format!(
                    "{}, every possible case meets exactly one row in each",
                    several(deadlines, "deadline")
                ),
                format!("时限 {deadlines} 项：任何一件工单在每一项里恰好对上一行"),
            );
        }
        if ladders > 0 {
            tell(
                format!("{} of {}", several(ladders, "ladder"), several(rungs, "rung")),
                format!("阶梯 {ladders} 座，共 {rungs} 级"),
            );
        }
        let kept = match categories {
            1 => "1 category".to_owned(),
            more => format!("{more} categories"),
        };
        if categories > 0 && !rules.groups.is_empty() {
            tell(
                format!("{kept}, each has an owner and one reporting group"),
                format!("类别 {categories} 个：个个有归口，个个只归一个口径"),
            );
        } else if categories > 0 {
            tell(
                format!("{kept}, each has an owner"),
                format!("类别 {categories} 个：个个有归口"),
            );
        }
        out
    }

    /// The notes, a line each, with their codes. That a calendar ends says its name; what lies elsewhere says where.
    fn notes(&self, language: Language) -> Vec<(String, &'static str)> {
        let notes = self.messages.iter().filter(|one| one.severity == Severity::Note);
        let words = |note: &Diagnostic| {
            let text = terminal(note.message.get(language)).into_owned();
            let file = terminal(self.sources.name(note.span.file));
            let line = self.sources.line_column(note.span).line;
            let text = match (note.code.0, language) {
                ("O2103", _) => text,
                (_, Language::English) => format!("{file}:{line}: {text}"),
                (_, Language::Chinese) => format!("{file} 第{line}行：{text}"),
            };
            (text, note.code.0)
        };
        notes.map(words).collect()
    }
}

fn several(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
