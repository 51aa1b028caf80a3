//! What `onus run` prints on a terminal: the moment and the feeds, what is overdue, what is due today,
//! where every ticket went, and what to type next.

use super::safe::terminal;
use super::table::{Cell, Column, Paint, Table, Tone};
use super::words::{date, duty_words, narrow, pick, rung_cell, short, thousands, time, weekday};
use crate::diagnostic::Language;
use crate::evaluate::State;
use crate::model::PartyId;
use crate::report::{
    Civil, Context, FeedCounts, ListedRow, Rows, Standing, Totals, duty_name, party_name, tickets_joined,
    tickets_left_aside,
};

/// What the screen shows.
pub struct RunScreen<'a> {
    /// The surroundings.
    pub context: &'a Context<'a>,
    /// The feeds with their counts, in the order of the rule set.
    pub feeds: &'a [FeedCounts],
    /// The rows, sorted.
    pub rows: &'a Rows,
    /// The totals.
    pub totals: &'a Totals,
    /// What of rules on trial is open, with the rules as they would be; None where nothing is on trial.
    pub trials: Option<&'a Rows>,
    /// Tickets read, those set aside included.
    pub read: u64,
    /// Tickets set aside.
    pub set_aside: u64,
    /// At most this many rows a table; what is left out is told.
    pub most: usize,
    /// What tells the story of one ticket, up to its number: `onus why RULES … --ticket`, as a shell takes it.
    pub why: &'a str,
}

/// How text is laid out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Layout {
    /// The language of the words.
    pub language: Language,
    /// Columns of the terminal; None: as wide as it gets.
    pub width: Option<usize>,
    /// Colours.
    pub paint: Paint,
}

impl RunScreen<'_> {
    /// The whole screen.
    #[must_use]
    pub fn render(&self, layout: Layout) -> String {
        let language = layout.language;
        let open: Vec<&ListedRow> = self
            .rows
            .late
            .iter()
            .filter(|row| row.state == State::Overdue)
            .collect();
        let today: Vec<&ListedRow> = self.rows.today.iter().collect();
        let mut out = self.head(language);
        for (rows, tone, title, column) in [
            (
                &open,
                Tone::Late,
                ("overdue", "逾期"),
                ("late (working)", "逾期(工作时间)"),
            ),
            (
                &today,
                Tone::Today,
                ("due today", "今日到期"),
                ("left (working)", "还有(工作时间)"),
            ),
        ] {
            out.push('\n');
            let mut line = count_line(rows, title, language);
            if tone == Tone::Today {
                line.push_str(&also_late(rows, &open, language));
            }
            out.push_str(&layout.paint.tone(&line, tone));
            out.push('\n');
            if !rows.is_empty() {
                out.push_str(&self.table(rows, tone, pick(language, column.0, column.1), layout));
            }
        }
        if let Some(rows) = self.trials {
            out.push('\n');
            out.push_str(&self.on_trial(rows, layout));
        }
        out.push('\n');
        out.push_str(&self.reconciliation(language));
        if let Some(first) = open.first().or(today.first()) {
            let number = argument(self.context.facts.number(first.ticket));
            let words = pick(language, "the story of one: ", "看一件的来龙去脉：");
            out.push_str(&format!("{words}{} {number}\n", self.why));
        }
        out
    }

    /// What is late by rules on trial.
    fn on_trial(&self, rows: &Rows, layout: Layout) -> String {
        let language = layout.language;
        let late: Vec<&ListedRow> = rows.late.iter().collect();
        let count = count_line(&late, ("overdue", "逾期"), language);
        let mut out = match language {
            Language::English => format!("on trial: {count}; in no other figure, and nobody is named for it\n"),
            Language::Chinese => format!("试行：{count}；不计入其他各数，不据此点名\n"),
        };
        if !late.is_empty() {
            let column = pick(language, "late (working)", "逾期(工作时间)");
            out.push_str(&self.table(&late, Tone::Today, column, layout));
        }
        out
    }

    fn head(&self, language: Language) -> String {
        let at = Civil::of(self.context.zone, self.context.as_of);
        let mut out = match language {
            Language::English => format!("as of {} {} {}", weekday(at, language), date(at), time(at)),
            Language::Chinese => format!("截至 {}（{}）{}", date(at), weekday(at, language), time(at)),
        };
        for feed in self.feeds {
            let (file, rows) = (terminal(&feed.file), thousands(feed.read));
            out.push_str(&match language {
                Language::English => format!(", {file} {rows} rows"),
                Language::Chinese => format!("，{file} {rows} 行"),
            });
        }
        out.push('\n');
        out
    }

    fn table(&self, rows: &[&ListedRow], tone: Tone, duration: &str, layout: Layout) -> String {
        let language = layout.language;
        let mut table = Table::new(vec![
            Column::new(pick(language, "rung", "级别")),
            Column::new(pick(language, "ticket", "工单")),
            Column::new(pick(language, "kind", "性质")).drops(2),
            Column::new(pick(language, "category", "类别")).drops(1),
            Column::new(pick(language, "answers for it", "责任单位")),
            Column::new(pick(language, "deadline", "环节")).drops(4),
            Column::new(pick(language, "due", "到期")),
            Column::new(duration).right().tone(tone),
            Column::new(pick(language, "rule", "依据")).drops(3),
        ]);
        for row in rows.iter().take(self.most) {
            table.push(self.cells(row, language));
        }
        let mut out = table.render(layout.width, layout.paint);
        if let Some(more) = rows.len().checked_sub(self.most).filter(|more| *more > 0) {
            let more = thousands(more as u64);
            out.push_str(&match language {
                Language::English => format!("and {more} more: onus run --out DIR writes them all\n"),
                Language::Chinese => format!("另有 {more} 项：onus run --out 目录 可全部写出\n"),
            });
        }
        out
    }

    fn cells(&self, row: &ListedRow, language: Language) -> Vec<Cell> {
        let Context { rules, facts, zone, .. } = self.context;
        let ticket = facts.ticket(row.ticket);
        let kind = ticket.kind.and_then(|id| rules.kinds.get(id.index()));
        let category = ticket.category.and_then(|id| rules.categories.get(id.index()));
        let rule = rules.place(row.rule);
        vec![
            rung_cell(row.rung, language).into(),
            facts.number(row.ticket).into(),
            kind.map_or("", |kind| kind.name.as_str()).into(),
            category.map_or("", |category| category.name.as_str()).into(),
            self.parties(row.now_with, row.party, language),
            duty_words(&duty_name(rules, row.ladder, row.duty), language).into(),
            row.due
                .map_or(String::new(), |due| short(Civil::end(zone, due), language))
                .into(),
            late(row, language).into(),
            rule.replacen(".onus:", ":", 1).into(),
        ]
    }

    /// Who answers now, and whose duty it was; on a narrow terminal only the first.
    fn parties(&self, now: Option<PartyId>, own: Option<PartyId>, language: Language) -> Cell {
        let name = |party| party_name(self.context.rules, party);
        let nobody = pick(language, "(nobody found)", "（找不到责任方）");
        let own_name = if own.is_some() { name(own) } else { nobody };
        match now {
            Some(_) => Cell::or_shorter(
                &format!("{} {} {own_name}", name(now), pick(language, "<", "←")),
                name(now),
            ),
            None => own_name.into(),
        }
    }

    fn reconciliation(&self, language: Language) -> String {
        let count = |standing| self.totals.standing(standing);
        let parts = [
            (count(Standing::NotYetDue), true, "not yet due", "未到期"),
            (count(Standing::DueToday), true, "due today", "今日到期"),
            (count(Standing::Overdue), true, "overdue", "逾期"),
            (count(Standing::Undetermined), false, "undetermined", "无法判定"),
            (count(Standing::NoClock), false, "with no clock running", "无时限在走"),
            (count(Standing::Later), false, "accepted later", "截至时刻之后受理"),
            (count(Standing::Void), false, "void", "不计"),
            (tickets_joined(self.feeds), false, "joined to another", "并入另一件"),
            (tickets_left_aside(self.feeds), false, "left aside", "略过"),
            (self.set_aside, true, "set aside", "搁置"),
        ];
        let shown: Vec<String> = parts
            .iter()
            .filter(|(number, always, ..)| *always || *number > 0)
            .map(|(number, _, en, zh)| match language {
                Language::English => format!("{number} {en}"),
                Language::Chinese => format!("{zh} {number}"),
            })
            .collect();
        let mut out = match language {
            Language::English => format!("read {} = {}", self.read, shown.join(" + ")),
            Language::Chinese => format!("读入 {} = {}", self.read, shown.join(" + ")),
        };
        if self.set_aside > 0 {
            out.push_str(pick(language, " (see set_aside.csv)", "（搁置的见 set_aside.csv）"));
        }
        if let (Some(first), Some(last)) = (self.totals.missing_years.first(), self.totals.missing_years.last()) {
            let years = if first == last {
                first.to_string()
            } else {
                format!("{first}–{last}")
            };
            out.push_str(&match language {
                Language::English => format!("\nundetermined: the calendars do not cover {years}"),
                Language::Chinese => format!("\n无法判定的：日历没有写到 {years} 年"),
            });
        }
        match (self.totals.states.of(State::TargetMissed), language) {
            (0, _) => {}
            (1, Language::English) => out.push_str("\n1 target missed, no breach"),
            (missed, Language::English) => out.push_str(&format!("\n{missed} targets missed, no breach")),
            (missed, Language::Chinese) => out.push_str(&format!("\n内部目标未达标 {missed} 项，不算逾期")),
        }
        out.push('\n');
        out
    }
}

/// `2 overdue`, counted in tickets; where a ticket has several, their number too.
fn count_line(rows: &[&ListedRow], title: (&str, &str), language: Language) -> String {
    let tickets = tickets(rows).len();
    let several = rows.len() > tickets;
    match language {
        Language::English if several => format!("{tickets} {}, {} deadlines", title.0, rows.len()),
        Language::English => format!("{tickets} {}", title.0),
        Language::Chinese if several => format!("{} {tickets} 件，共 {} 项", title.1, rows.len()),
        Language::Chinese => format!("{} {tickets} 件", title.1),
    }
}

/// The tickets of some rows, each once.
fn tickets(rows: &[&ListedRow]) -> Vec<usize> {
    let mut tickets: Vec<usize> = rows.iter().map(|row| row.ticket).collect();
    tickets.sort_unstable();
    tickets.dedup();
    tickets
}

/// How many of the tickets due today are late in something else too: the sum counts these as overdue.
fn also_late(today: &[&ListedRow], open: &[&ListedRow], language: Language) -> String {
    let (late, mut both) = (tickets(open), tickets(today));
    both.retain(|ticket| late.binary_search(ticket).is_ok());
    match (both.len(), language) {
        (0, _) => String::new(),
        (number, Language::English) => format!(" ({number} of them overdue in something else, counted there below)"),
        (number, Language::Chinese) => format!("（其中 {number} 件另有逾期，下面合计归入逾期）"),
    }
}

/// How late, or how much is left: working time, else time by the clock and said so.
fn late(row: &ListedRow, language: Language) -> String {
    match row.working {
        Some(seconds) => narrow(seconds, false, language),
        None => {
            let elapsed = narrow(row.elapsed, true, language);
            match language {
                Language::English => format!("{elapsed} by the clock"),
                Language::Chinese => format!("自然 {elapsed}"),
            }
        }
    }
}

/// A word as a shell takes it: a ticket's number, a path.
#[must_use]
pub fn argument(word: &str) -> String {
    let bare = |char: char| char.is_alphanumeric() || "-_./:=+".contains(char);
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(bare) {
        return word.to_owned();
    }
    format!("'{}'", terminal(word).replace('\'', "'\\''"))
}
