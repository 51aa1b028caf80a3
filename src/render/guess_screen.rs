//! What `onus feed guess` tells of a file: what was matched, what is not used, how moments are read, what matches
//! nothing and what would cure it. Values are told of closed columns alone.

use super::feed_block::{field_name, unnamed};
use super::rule_text::RuleText;
use super::safe::terminal;
use super::words::{pick, thousands};
use crate::diagnostic::Language;
use crate::feed::{Doubt, Guess, GuessedColumn, Layout, MomentForm, Stray};
use crate::model::{FeedField, RuleSet};
use unicode_width::UnicodeWidthStr;

/// Strays told of one column at most; the rest is counted.
const MOST: usize = 12;

/// The lines about one file.
#[must_use]
pub fn guess_text(rules: &RuleSet, guess: &Guess, language: Language) -> String {
    let screen = Screen { rules, guess, language };
    let mut out = screen.head();
    screen.section(&mut out, ("matched", "对上"), screen.matched());
    if !guess.unused.is_empty() {
        let names: Vec<String> = guess.unused.iter().map(|cell| screen.header(*cell)).collect();
        screen.section(
            &mut out,
            ("not used", "不用"),
            vec![names.join(pick(language, ", ", "、"))],
        );
    }
    let not_named = guess.unnamed.iter().map(|(cell, why)| {
        let name = screen.header(*cell);
        match language {
            Language::English => format!("column {} \"{name}\": {}", cell + 1, unnamed(*why, language)),
            Language::Chinese => format!("第{}列“{name}”：{}", cell + 1, unnamed(*why, language)),
        }
    });
    screen.section(&mut out, ("not usable", "用不了"), not_named.collect());
    screen.section(&mut out, ("moments", "时间"), screen.moments());
    let states = guess.states.map(|again| screen.states(again));
    screen.section(&mut out, ("states", "状态"), states.into_iter().collect());
    let missing = guess.missing.iter().map(|field| {
        let name = field_name(rules, *field, RuleText(language));
        match language {
            Language::English => format!("{name}: no column was found for it; write: {name} from column \"…\""),
            Language::Chinese => format!("{name}：没有找到哪一列是它，请写：{name} 取自列 “……”"),
        }
    });
    screen.section(&mut out, ("missing", "缺"), missing.collect());
    screen.section(
        &mut out,
        ("not sure", "拿不准"),
        guess.doubts.iter().map(|doubt| screen.doubt(*doubt)).collect(),
    );
    screen.section(&mut out, ("no match", "没对上"), screen.strays());
    out
}

struct Screen<'a> {
    rules: &'a RuleSet,
    guess: &'a Guess,
    language: Language,
}

impl Screen<'_> {
    fn head(&self) -> String {
        let guess = self.guess;
        let (file, rows, columns) = (terminal(&guess.file), thousands(guess.rows), guess.header.len());
        let mark = match guess.layout {
            Layout::Objects => "JSON".to_string(),
            Layout::Sheet => pick(self.language, "a sheet of a workbook", "工作簿里的一张表").to_string(),
            Layout::Cells('\t') => pick(self.language, "tab", "制表符分隔").to_string(),
            Layout::Cells(',') => pick(self.language, "comma", "逗号分隔").to_string(),
            Layout::Cells(';') => pick(self.language, "semicolon", "分号分隔").to_string(),
            Layout::Cells(other) => match self.language {
                Language::English => format!("\"{other}\""),
                Language::Chinese => format!("“{other}”分隔"),
            },
        };
        let (name, certain) = guess.encoding;
        match self.language {
            Language::English => {
                let doubt = if certain {
                    ""
                } else {
                    " (by its looks; it is not UTF-8)"
                };
                let s = |number: u64| if number == 1 { "" } else { "s" };
                format!(
                    "{file}   {rows} row{}, {name}{doubt}, {mark}, {columns} column{}\n",
                    s(guess.rows),
                    s(columns as u64)
                )
            }
            Language::Chinese => {
                let doubt = if certain {
                    ""
                } else {
                    "（不是 UTF-8，按字样看是它）"
                };
                format!("{file}   {rows} 行，{name}{doubt}，{mark}，{columns} 列\n")
            }
        }
    }

    fn header(&self, cell: usize) -> String {
        self.guess
            .header
            .get(cell)
            .map_or(String::new(), |header| terminal(header).into_owned())
    }

    /// Lines under a title that stands before the first.
    fn section(&self, out: &mut String, title: (&str, &str), lines: Vec<String>) {
        let title = pick(self.language, title.0, title.1);
        for (at, line) in lines.iter().enumerate() {
            let title = if at == 0 { title } else { "" };
            let gap = " ".repeat(12usize.saturating_sub(title.width()));
            out.push_str(&format!("  {title}{gap}{line}\n"));
        }
    }

    fn matched(&self) -> Vec<String> {
        let arrow = |column: &GuessedColumn| {
            let name = field_name(self.rules, column.field, RuleText(self.language));
            format!("{} → {}", self.header(column.cell), terminal(&name))
        };
        let all: Vec<String> = self.guess.columns.iter().map(arrow).collect();
        all.chunks(4)
            .map(|some| some.join(pick(self.language, ", ", "、")))
            .collect()
    }

    /// Of a log of states: the rows that are no events.
    fn states(&self, again: u64) -> String {
        let (rows, one) = (thousands(again), again == 1);
        match self.language {
            Language::English if one => "a log of states: 1 row says what was so already and is no event".to_owned(),
            Language::English => format!("a log of states: {rows} rows say what was so already and are no events"),
            Language::Chinese => format!("这是状态记录：{rows} 行与上一行状态相同，不算环节"),
        }
    }

    /// What the file does not tell, and what to write for the other reading.
    fn doubt(&self, doubt: Doubt) -> String {
        let english = self.language == Language::English;
        match doubt {
            Doubt::States(cell) => {
                let header = self.header(cell);
                match english {
                    true => format!(
                        "{header}: states or events, no state stands twice in a row; of a log of states write behind it: on change"
                    ),
                    false => format!("{header}：是状态还是环节看不出来，没有连续重复的；若是状态记录，在后面写：变化时"),
                }
            }
            Doubt::Excuses => pick(
                self.language,
                "each row is taken for an excuse, since no column says what was decided; else write: event from column \"…\"",
                "没有哪一列写明裁定了什么，每一行都当作免责；若不是，请写：事件 取自列 “……”",
            )
            .to_owned(),
            Doubt::Answers(cell) => {
                let header = self.header(cell);
                match english {
                    true => format!("{header}: may hold answers of a survey; these have a block of their own: feed surveys"),
                    false => format!("{header}：可能是问卷的得分；问卷另写一段：取数 问卷表"),
                }
            }
        }
    }

    fn moments(&self) -> Vec<String> {
        let columns = self.guess.columns.iter().filter_map(|column| {
            let moments = matches!(
                column.field,
                FeedField::At(_) | FeedField::Moment | FeedField::Recorded | FeedField::Field(_)
            );
            Some((column, column.moment.as_ref().filter(|_| moments)?))
        });
        columns.map(|(column, form)| self.moment(column, form)).collect()
    }

    fn moment(&self, column: &GuessedColumn, form: &MomentForm) -> String {
        let header = self.header(column.cell);
        let (fits, told) = (thousands(form.fits), thousands(form.told));
        let english = self.language == Language::English;
        let rows = match (form.fits == form.told, english) {
            (true, true) => format!("all {told} that are filled"),
            (true, false) => format!("填了的 {told} 行都符合"),
            (false, true) => format!("{fits} of the {told} that are filled"),
            (false, false) => format!("填了的 {told} 行里 {fits} 行符合"),
        };
        let format = match (&form.format, &form.or) {
            (Some(one), Some(other)) if english => {
                return format!(
                    "{header} → \"{one}\" or \"{other}\": both read {rows}, so day and month have two readings; \
                     say which: --dates day-first, or --dates month-first"
                );
            }
            (Some(one), Some(other)) => {
                return format!(
                    "{header} → “{one}” 或 “{other}”：{rows}，哪个是日、哪个是月有两种读法；\
                     请指明：--dates day-first（日在前）或 --dates month-first（月在前）"
                );
            }
            (Some(format), _) if english => format!("format \"{format}\""),
            (Some(format), _) => format!("格式 “{format}”"),
            (None, _) if form.offset => {
                pick(self.language, "with its offset from UTC", "自带与 UTC 的时差").to_string()
            }
            (None, _) => pick(self.language, "the usual form", "常用写法，不必写格式").to_string(),
        };
        let midnight = match form.no_time {
            true => pick(
                self.language,
                "; no time of day, so midnight is taken",
                "；没有钟点，按 0 时算",
            ),
            false => "",
        };
        match self.language {
            Language::English => format!("{header} → {format} ({rows}{midnight})"),
            Language::Chinese => format!("{header} → {format}（{rows}{midnight}）"),
        }
    }

    fn strays(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for column in &self.guess.columns {
            let own: Vec<&Stray> = self
                .guess
                .strays
                .iter()
                .filter(|stray| stray.cell == column.cell)
                .collect();
            let header = self.header(column.cell);
            let told: Vec<[String; 3]> = own.iter().take(MOST).map(|stray| self.stray(stray)).collect();
            let width = |part: usize| told.iter().map(|parts| parts[part].width()).max().unwrap_or(0);
            let (values, counts) = (width(0), width(1));
            for (at, [value, rows, cure]) in told.iter().enumerate() {
                let header = if at == 0 {
                    header.clone()
                } else {
                    " ".repeat(header.width())
                };
                let (after, before) = (" ".repeat(values - value.width()), " ".repeat(counts - rows.width()));
                lines.push(
                    format!("{header}  {value}{after}  {before}{rows}  {cure}")
                        .trim_end()
                        .to_string(),
                );
            }
            if own.len() > MOST {
                let more = own.len() - MOST;
                let rows = thousands(own.iter().skip(MOST).map(|stray| stray.count).sum());
                lines.push(match self.language {
                    Language::English => format!("{}  and {more} more, {rows} rows", " ".repeat(header.width())),
                    Language::Chinese => format!("{}  另有 {more} 种，{rows} 行", " ".repeat(header.width())),
                });
            }
        }
        lines
    }

    /// The value, its rows, and what would cure it.
    fn stray(&self, stray: &Stray) -> [String; 3] {
        let text = RuleText(self.language);
        let rows = thousands(stray.count);
        let english = self.language == Language::English;
        let rows = match (english, stray.count) {
            (true, 1) => "1 row".to_string(),
            (true, _) => format!("{rows} rows"),
            (false, _) => format!("{rows} 行"),
        };
        if stray.value.is_empty() {
            let why = pick(
                self.language,
                "with values that are not names of the rules; they may be a customer's own and are not told",
                "的值不是规则里的名称，可能是客户的信息，这里不列出",
            );
            return [String::new(), rows, why.to_string()];
        }
        let value = terminal(&stray.value);
        let shown = if english {
            format!("\"{value}\"")
        } else {
            value.into_owned()
        };
        let near = stray.near.as_deref();
        let cure =
            match near.and_then(|near| Some((near, text.name(near.rsplit('/').next()?)?, text.text(&stray.value)?))) {
                Some((near, name, spelling)) if english => {
                    format!("like {near}: write under `also called`: {name} {spelling}")
                }
                Some((near, name, spelling)) => format!("像 {near}：在“又名”里写 {name} {spelling}"),
                None => self.no_near(stray, text),
            };
        [shown, rows, cure]
    }

    fn no_near(&self, stray: &Stray, text: RuleText) -> String {
        let english = self.language == Language::English;
        let (none, word) = match stray.field {
            FeedField::Kind => (("no kind is like it", "没有相近的性质"), "kind"),
            FeedField::Category => (("no category is like it", "没有相近的类别"), ""),
            FeedField::Event => (("no event is like it", "没有相近的事件"), ""),
            FeedField::Tier => (("no tier is like it", "没有相近的层级"), ""),
            FeedField::Dimension => (("no dimension is like it", "没有相近的维度"), ""),
            FeedField::About => (("no deadline is like it", "没有相近的时限"), ""),
            _ => (("no unit is like it", "没有相近的单位"), ""),
        };
        let none = pick(self.language, none.0, none.1);
        match text.name(&stray.value).filter(|_| !word.is_empty()) {
            Some(name) if english => format!("{none}; to add it: {} {name}", text.word(word)),
            Some(name) => format!("{none}；要加就写：{} {name}", text.word(word)),
            None => none.to_string(),
        }
    }
}
