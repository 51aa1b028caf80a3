//! Where the facts come from, other names, and worked examples, in sentences.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::model::{Example, Feed, FeedColumn, FeedField, Mapped, MappedTo, SameCase, Subject};
use crate::render::feed_block::field_name;
use crate::render::rule_text::RuleText;
use crate::terms::FeedRole;

impl Speaker<'_> {
    pub fn feed(self, feed: &Feed) -> Entry {
        let Feed {
            role,
            file,
            encoding,
            format,
            separator,
            sheet,
            workflow,
            zone,
            prefix,
            same_case,
            empty,
            fresh_within,
            rows_least,
            leaving,
            columns,
            place,
        } = feed;
        let role = match role {
            FeedRole::Tickets => self.pick("Cases", "工单"),
            FeedRole::Events => self.pick("Events", "流转"),
            FeedRole::Surveys => self.pick("Answers of customers", "问卷"),
            FeedRole::Monitoring => self.pick("Rounds of monitoring", "监控"),
            FeedRole::Decisions => self.pick("Decisions", "裁定"),
            FeedRole::Objections => self.pick("Objections", "异议"),
        };
        let columns_told: Vec<String> = columns.iter().map(|column| self.column(column)).collect();
        let columns_told = columns_told.join(self.pick("; ", "；"));
        let mut sentences = vec![
            say!(self, "{role} are read from the file {file}.", "{role}取自文件 {file}。"),
            say!(self, "Its columns: {columns_told}.", "各列：{columns_told}。"),
        ];
        let mut more = |en: String, zh: String| sentences.push(self.pick_owned(en, zh));
        if let Some(encoding) = encoding {
            more(format!("Its encoding is {encoding}."), format!("编码为{encoding}。"));
        }
        if let Some(format) = format {
            let word = format.word();
            more(format!("Its format is {word}."), format!("格式为{word}。"));
        }
        if let Some(separator) = separator {
            let mark = char::from(*separator);
            more(
                format!("Its cells are parted by “{mark}”."),
                format!("单元格用“{mark}”分隔。"),
            );
        }
        if let Some(sheet) = sheet {
            more(
                format!("It is the sheet {sheet}."),
                format!("取其中的工作表“{sheet}”。"),
            );
        }
        if let Some(zone) = zone {
            let zone = zone.name();
            more(
                format!("Its times of day are those of {zone}."),
                format!("其中的时刻按{zone}时区。"),
            );
        }
        if !prefix.is_empty() {
            more(
                format!("Its case numbers get {prefix} before them."),
                format!("工单编号前加 {prefix}。"),
            );
        }
        for SameCase {
            fields,
            within,
            place: _,
        } in same_case
        {
            let names: Vec<String> = fields.iter().map(|field| self.feed_field(*field)).collect();
            let names = self.all_of(&names);
            let (en, zh) = within.map_or((String::new(), String::new()), |within| {
                let within = self.quantity(within);
                (format!(", at most {within} apart"), format!("且相隔不超过{within}"))
            });
            more(
                format!("A row is the same case as one of another feed where {names} are the same{en}."),
                format!("{names}相同{zh}的，与另一来源的工单是同一事项。"),
            );
        }
        if !empty.is_empty() {
            let (en, zh) = (empty.join(", "), empty.join("、"));
            more(
                format!("These say nothing: {en}."),
                format!("下列写法等于没有填：{zh}。"),
            );
        }
        if let Some(seconds) = fresh_within {
            let hours = seconds / 3600;
            more(
                format!("Its newest event may be {hours} hours old."),
                format!("最新一条不得早于{hours}小时。"),
            );
        }
        if *rows_least > 0 {
            more(
                format!("It has at least {rows_least} rows."),
                format!("至少有{rows_least}行。"),
            );
        }
        for (left, counts_as) in leaving {
            let (left, counts_as) = (self.event(*left), self.event(*counts_as));
            more(
                format!("Leaving {left} counts as {counts_as}."),
                format!("离开{left}视为{counts_as}。"),
            );
        }
        sentences.extend(self.of_workflow(*workflow));
        Entry {
            name: file.clone(),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    fn pick_owned(self, en: String, zh: String) -> String {
        match self.language {
            crate::diagnostic::Language::English => en,
            crate::diagnostic::Language::Chinese => zh,
        }
    }

    fn feed_field(self, field: FeedField) -> String {
        self.name(&field_name(self.rules, field, RuleText(self.language)))
    }

    fn column(self, column: &FeedColumn) -> String {
        let FeedColumn {
            field,
            column: header,
            number,
            formats,
            separator,
            on_change,
            as_of_export,
            optional,
            personal,
            mapping,
            otherwise,
            place: _,
        } = column;
        let name = self.feed_field(*field);
        let mut told = match number {
            Some(number) => say!(self, "{name} from column {number}", "{name}取自第{number}列"),
            None => say!(self, "{name} from “{header}”", "{name}取自“{header}”"),
        };
        let mut notes: Vec<String> = Vec::new();
        if !formats.is_empty() {
            let formats = self.one_of(formats);
            notes.push(say!(self, "written {formats}", "写法为{formats}"));
        }
        if let Some(separator) = separator {
            notes.push(say!(
                self,
                "names parted by “{separator}”",
                "名称之间用“{separator}”分隔"
            ));
        }
        let marks = [
            (on_change, "told where it changes", "有变化才算"),
            (as_of_export, "as it was at the export", "是导出时的情况"),
            (optional, "may be missing", "可以没有"),
            (
                personal,
                "a customer's own, printed as a pseudonym",
                "属个人信息，打印时用代号",
            ),
        ];
        notes.extend(
            marks
                .iter()
                .filter(|(so, ..)| **so)
                .map(|(_, en, zh)| self.pick(en, zh).to_owned()),
        );
        notes.extend(mapping.iter().map(|(code, to)| {
            let to = self.mapped(*field, to);
            say!(self, "“{code}” is {to}", "“{code}”是{to}")
        }));
        if let Some(to) = otherwise {
            let to = self.mapped(*field, to);
            notes.push(say!(self, "anything else is {to}", "其余是{to}"));
        }
        if !notes.is_empty() {
            let notes = notes.join(self.pick(", ", "，"));
            told.push_str(&say!(self, " ({notes})", "（{notes}）"));
        }
        told
    }

    fn mapped(self, field: FeedField, to: &Mapped) -> String {
        match to {
            MappedTo::Value(value) => {
                let subject = match field {
                    FeedField::Field(field) => Subject::Field(field),
                    _ => Subject::Kind,
                };
                self.value(subject, value)
            }
            MappedTo::Event(event) => self.event(*event),
            MappedTo::Word(word) => self.name(word),
            MappedTo::Excuse => self.pick("an excuse", "免责").to_owned(),
            MappedTo::Ignore => self.pick("left aside", "不计").to_owned(),
        }
    }

    /// The names that lists of other programs, or people of the other language, use.
    pub fn other_names(self, all: &[(String, String)]) -> Vec<String> {
        let mut names: Vec<(&str, Vec<String>)> = Vec::new();
        for (spelling, name) in all {
            match names.iter_mut().find(|(own, _)| own == name) {
                Some((_, others)) => others.push(spelling.clone()),
                None => names.push((name, vec![spelling.clone()])),
            }
        }
        let told: Vec<String> = names
            .into_iter()
            .map(|(name, others)| {
                let (name, others) = (self.name(name), self.one_of(&others));
                say!(self, "{name} ({others})", "{name}（{others}）")
            })
            .collect();
        let told = told.join(self.pick(", ", "、"));
        match all {
            [] => Vec::new(),
            _ => vec![say!(
                self,
                "Behind each name, what it is also called: {told}.",
                "下列名称后面括号里是其他叫法：{told}。"
            )],
        }
    }

    /// What an example shows; its figures are for `onus test`.
    pub fn example(self, example: &Example) -> String {
        let Example {
            title,
            tickets: _,
            surveys: _,
            as_of: _,
            expects,
            unreviewed,
            place,
        } = example;
        let (place, held, title) = (self.place(*place), expects.len(), title.trim_end_matches(['.', '。']));
        let results = if held == 1 { "result" } else { "results" };
        let told = say!(
            self,
            "{title} ({held} {results}, {place})",
            "{title}（核对{held}项，{place}）"
        );
        let told = match unreviewed {
            true => say!(self, "{told}, not reviewed yet", "{told}，待审"),
            false => told,
        };
        self.sentence(told)
    }
}
