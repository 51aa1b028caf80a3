//! Lists for people: what they open in a spreadsheet. BOM, CRLF, headers and words in the language of the rules;
//! text that a spreadsheet would run is made harmless.
//!
//! Comes in: the rows kept for people, cases, and for all other lists the lines that machines read. Goes out: bytes.

use super::field::{field, push_text};
use super::lists::Report;
use super::safe::spreadsheet;
use super::words::{duty_words, full, pick, push_elapsed, push_moment, push_working, recorded, rung_cell, state_word};
use crate::calendar::Moment;
use crate::diagnostic::Language;
use crate::evaluate::{Case, Duty, Entry, Hit, Obligation, State};
use crate::model::{LadderId, Party, PartyId, Place, RuleSet};
use crate::report::{Civil, Context, ListedRow, Quotes, category_path, duty_name, party_name, push_number};
use rayon::prelude::*;
use std::io::{self, Write};

/// The mark that tells a spreadsheet that a file is UTF-8.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// The file of a report for people.
#[must_use]
pub fn people_file(report: Report, language: Language) -> String {
    let chinese = match report {
        Report::Obligations => "时限清单",
        Report::Overdue => "逾期清单",
        Report::Escalations => "提级清单",
        Report::Parties => "责任方清单",
        Report::Reminders => "提醒清单",
        Report::Watch => "预警清单",
        Report::MissedTargets => "未达标清单",
        Report::Leftovers => "遗留清单",
        Report::Decisions => "免责与异议清单",
        Report::OnTrial => "试行清单",
        Report::Findings => "认定清单",
        Report::SetAside => "搁置清单",
        Report::DataFindings => "数据问题清单",
    };
    match language {
        Language::English => format!("{}_list.csv", report.word()),
        Language::Chinese => format!("{chinese}.csv"),
    }
}

/// Lines for people, being written.
pub(super) struct Cells<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> Cells<'a> {
    /// New lines at the end of `out`.
    pub(super) fn new(out: &'a mut Vec<u8>) -> Cells<'a> {
        Cells { out, first: true }
    }

    /// A cell that is known to be harmless.
    pub(super) fn cell(&mut self, text: &str) -> &mut Self {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
        push_text(self.out, text);
        self
    }

    /// A cell that was made before.
    fn ready(&mut self, cell: &[u8]) -> &mut Self {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
        self.out.extend_from_slice(cell);
        self
    }

    /// A cell of what never has to be quoted: a number, a moment, a duration.
    fn put(&mut self, put: impl FnOnce(&mut Vec<u8>)) -> &mut Self {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
        put(self.out);
        self
    }

    /// A whole number.
    fn number(&mut self, number: i64) -> &mut Self {
        self.put(|out| push_number(out, number))
    }

    /// A cell of foreign text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.cell(&spreadsheet(text))
    }

    /// Ends the line.
    pub(super) fn end(&mut self) {
        self.out.extend_from_slice(b"\r\n");
        self.first = true;
    }
}

/// BOM and head.
pub(super) fn head_line(heads: &[(&str, &str)], language: Language) -> Vec<u8> {
    let mut out = BOM.to_vec();
    let mut cells = Cells::new(&mut out);
    for (en, zh) in heads {
        cells.cell(pick(language, en, zh));
    }
    cells.end();
    out
}

/// A duty and the ladder whose it is.
type DutyOf = (Option<LadderId>, Duty);

/// Cells of the names of a rule set, made once a stretch of a list.
struct Names<'r> {
    rules: &'r RuleSet,
    language: Language,
    kinds: Vec<Vec<u8>>,
    categories: Vec<Vec<u8>>,
    /// The party and its contact.
    parties: Vec<[Vec<u8>; 2]>,
    nobody: Vec<u8>,
    /// The few that there are, found one by one.
    duties: Vec<(DutyOf, Vec<u8>)>,
    places: Vec<(Place, Vec<u8>)>,
}

impl<'r> Names<'r> {
    fn new(rules: &'r RuleSet, language: Language) -> Names<'r> {
        let categories = 0..rules.categories.len();
        let contact = |party: &Party| foreign(party.contact.as_deref().unwrap_or(""));
        Names {
            rules,
            language,
            kinds: rules.kinds.iter().map(|kind| foreign(&kind.name)).collect(),
            categories: categories.map(|at| foreign(&category_path(rules, at.into()))).collect(),
            parties: rules
                .parties
                .iter()
                .map(|own| [foreign(&own.name), contact(own)])
                .collect(),
            nobody: foreign(party_name(rules, None)),
            duties: Vec::new(),
            places: Vec::new(),
        }
    }

    fn party(&self, party: Option<PartyId>) -> [&[u8]; 2] {
        let own = party.and_then(|id| self.parties.get(id.index()));
        own.map_or([&self.nobody, b""], |[name, contact]| [name, contact])
    }

    fn duty(&mut self, ladder: Option<LadderId>, duty: Duty) -> &[u8] {
        let (rules, language) = (self.rules, self.language);
        let name = || foreign(&duty_words(&duty_name(rules, ladder, duty), language));
        found(&mut self.duties, (ladder, duty), name)
    }

    fn place(&mut self, place: Place) -> &[u8] {
        let rules = self.rules;
        found(&mut self.places, place, || foreign(&rules.place(place)))
    }
}

/// What was made for a key before, or is made now.
fn found<K: PartialEq>(known: &mut Vec<(K, Vec<u8>)>, key: K, make: impl FnOnce() -> Vec<u8>) -> &[u8] {
    let at = known.iter().position(|(own, _)| *own == key).unwrap_or_else(|| {
        known.push((key, make()));
        known.len() - 1
    });
    &known[at].1
}

/// A cell of foreign text.
fn foreign(text: &str) -> Vec<u8> {
    field(&spreadsheet(text))
}

/// Writes the list of what is late, sorted as the rows are: `逾期清单`, with BOM and head.
///
/// # Errors
/// Where it cannot be written.
pub fn overdue_people(
    to: &mut impl Write,
    late: &[ListedRow],
    context: &Context<'_>,
    language: Language,
) -> io::Result<()> {
    to.write_all(&head_line(
        &[
            ("no.", "序号"),
            ("ticket", "工单编号"),
            ("kind", "性质"),
            ("category", "类别"),
            ("deadline", "环节"),
            ("answers for it", "责任单位"),
            ("contact", "联系人"),
            ("start", "起算"),
            ("due", "到期"),
            ("done", "完成/未完成"),
            ("late (working)", "逾期(工作时间)"),
            ("late (by the clock)", "逾期(自然)"),
            ("rung now", "当前级别"),
            ("pauses/extensions", "暂停/延期"),
            ("rule", "依据"),
            ("excused", "免责"),
        ],
        language,
    ))?;
    let wave = rayon::current_num_threads() * STRETCH;
    for (first, rows) in (0..).step_by(wave).zip(late.chunks(wave)) {
        let stretches = rows.par_chunks(STRETCH).enumerate();
        let lines: Vec<Vec<u8>> = stretches
            .map(|(at, rows)| overdue_lines(rows, first + at * STRETCH, context, language))
            .collect();
        lines.iter().try_for_each(|lines| to.write_all(lines))?;
    }
    Ok(())
}

/// Rows of a list for people that one thread writes at a time.
const STRETCH: usize = 16_384;

/// The lines of a stretch of the list of what is late, `before` rows into it.
fn overdue_lines(rows: &[ListedRow], before: usize, context: &Context<'_>, language: Language) -> Vec<u8> {
    let mut names = Names::new(context.rules, language);
    let mut out = Vec::with_capacity(rows.len() * 192);
    let mut cells = Cells::new(&mut out);
    let moment = |out: &mut Vec<u8>, at: Option<Moment>| {
        if let Some(at) = at {
            push_moment(out, context.zone, at, None);
        }
    };
    for (number, row) in (before as i64 + 1..).zip(rows) {
        let ticket = context.facts.ticket(row.ticket);
        let kind = ticket.kind.and_then(|id| names.kinds.get(id.index()));
        let category = ticket.category.and_then(|id| names.categories.get(id.index()));
        cells
            .number(number)
            .text(context.facts.number(row.ticket))
            .ready(kind.map_or(b"", Vec::as_slice))
            .ready(category.map_or(b"", Vec::as_slice))
            .ready(names.duty(row.ladder, row.duty));
        let [party, contact] = names.party(row.party);
        cells
            .ready(party)
            .ready(contact)
            .put(|out| moment(out, row.start))
            .put(|out| moment(out, row.due))
            .put(|out| match row.done {
                Some(_) => moment(out, row.done),
                None => out.extend_from_slice(pick(language, "not done", "未完成").as_bytes()),
            })
            .put(|out| {
                if let Some(seconds) = row.working {
                    push_working(out, seconds, language);
                }
            })
            .put(|out| push_elapsed(out, row.elapsed, language))
            .cell(&rung_cell(row.at_rung, language))
            .put(|out| pauses_extensions(out, row.pauses, row.extensions, language))
            .ready(names.place(row.rule))
            .text(&excused(row, context, language))
            .end();
    }
    out
}

/// The head of the list of escalations: `提级清单`.
#[must_use]
pub fn escalations_head(language: Language) -> Vec<u8> {
    head_line(
        &[
            ("ticket", "工单编号"),
            ("round", "轮次"),
            ("from rung", "从级"),
            ("to rung", "至级"),
            ("entered", "进入时刻"),
            ("because", "触发条件"),
            ("rule", "依据"),
            ("answered for it", "原责任"),
            ("answers for it", "现责任"),
            ("due", "本级到期"),
            ("musts", "必办"),
            ("result", "结果"),
            ("should have been raised, was not", "应提未提"),
        ],
        language,
    )
}

/// Writes the list of escalations, case by case.
pub struct EscalationsPeople<'r> {
    names: Names<'r>,
    quotes: &'r Quotes<'r>,
    quoted: Vec<(Place, Vec<u8>)>,
}

impl<'r> EscalationsPeople<'r> {
    /// A writer in a language.
    #[must_use]
    pub fn new(rules: &'r RuleSet, quotes: &'r Quotes<'r>, language: Language) -> EscalationsPeople<'r> {
        EscalationsPeople {
            names: Names::new(rules, language),
            quotes,
            quoted: Vec::new(),
        }
    }

    /// Appends the escalations of one case.
    pub fn push(&mut self, out: &mut Vec<u8>, case: &Case, context: &Context<'_>) {
        let mut cells = Cells::new(out);
        let language = self.names.language;
        for entry in &case.entries {
            let Some(obligation) = case.obligations.get(entry.obligation) else {
                continue;
            };
            let of_rung = |duty| matches!(duty, Duty::Must(rung, _) if rung == entry.rung);
            let musts = case.obligations.iter();
            let musts = musts.filter(|one| one.round == entry.round && of_rung(one.duty));
            let done = |must: &&Obligation| matches!(must.state, State::DoneOnTime | State::DoneLate);
            let done = musts.clone().filter(done).count();
            // Rules read from a dump have no text: the place speaks for it.
            let quote = || match self.quotes.of(entry.trigger) {
                "" => foreign(&context.rules.place(entry.trigger)),
                words => foreign(words),
            };
            let weekday = Some(language);
            cells
                .text(context.facts.number(case.ticket))
                .number(i64::from(entry.round))
                .number(i64::from(entry.from_rung))
                .number(i64::from(entry.rung))
                .put(|out| push_moment(out, context.zone, entry.at, weekday))
                .ready(found(&mut self.quoted, entry.trigger, quote))
                .ready(self.names.place(entry.trigger))
                .ready(self.names.party(entry.from_party)[0])
                .ready(self.names.party(entry.party)[0])
                .put(|out| {
                    if let Some(due) = obligation.due {
                        push_moment(out, context.zone, due, weekday);
                    }
                })
                .put(|out| asked_done(out, musts.count(), done, language))
                .cell(state_word(obligation.state, language))
                .text(&unraised(case, entry, context, language))
                .end();
        }
    }
}

/// When, by whom and why a breach was excused.
fn excused(row: &ListedRow, context: &Context<'_>, language: Language) -> String {
    let all = context.facts.decisions(row.ticket);
    let Some(decision) = row.excused.and_then(|at| all.get(at)) else {
        return String::new();
    };
    let at = full(Civil::of(context.zone, decision.at), language);
    let by = party_name(context.rules, decision.by);
    let words: Vec<&str> = [at.as_str(), by, &decision.reference]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// What should have raised the case before this rung was entered, and when it came all the same.
fn unraised(case: &Case, entry: &Entry, context: &Context<'_>, language: Language) -> String {
    let own = |hit: &&Hit| hit.round == entry.round && hit.at == Some(entry.at);
    let demand = case.hits.iter().filter(own).find_map(|hit| hit.demand);
    let Some(demand) = demand else { return String::new() };
    let event = context.rules.events.get(demand.event.index());
    let event = event.map_or("", |event| event.name.as_str());
    let at = demand.recorded.map(|at| Civil::of(context.zone, at));
    let mark = pick(language, ": ", "：");
    format!("{event}{mark}{}", recorded(at, language))
}

// Written out: a spreadsheet would take `1/2` for a date.
fn pauses_extensions(out: &mut Vec<u8>, pauses: u16, extensions: u16, language: Language) {
    let (pauses, extensions) = (i64::from(pauses), i64::from(extensions));
    pair(
        out,
        pick(language, "\"pauses ", "暂停 "),
        pauses,
        pick(language, ", extensions ", "，延期 "),
        extensions,
        language,
    );
}

fn asked_done(out: &mut Vec<u8>, asked: usize, done: usize, language: Language) {
    let (asked, done) = (asked as i64, done as i64);
    pair(
        out,
        pick(language, "\"asked ", "应 "),
        asked,
        pick(language, ", done ", "，已 "),
        done,
        language,
    );
}

/// Two numbers behind their words; the comma of English has to be quoted.
fn pair(out: &mut Vec<u8>, word: &str, number: i64, other_word: &str, other: i64, language: Language) {
    out.extend_from_slice(word.as_bytes());
    push_number(out, number);
    out.extend_from_slice(other_word.as_bytes());
    push_number(out, other);
    out.extend_from_slice(pick(language, "\"", "").as_bytes());
}
