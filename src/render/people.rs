//! Lists for people: what they open in a spreadsheet. BOM, CRLF, headers and words in the language of the rules;
//! text that a spreadsheet would run is made harmless.
//!
//! Comes in: the rows kept for people, cases, and for all other lists the lines that machines read. Goes out: bytes.

use super::field::{field, push_text};
use super::lists::Report;
use super::safe::spreadsheet;
use super::words::{date, duty_words, elapsed, full, pick, recorded, rung_cell, state_word, time, working};
use crate::diagnostic::Language;
use crate::evaluate::{Case, Duty, Entry, Hit, State};
use crate::model::{LadderId, Party, PartyId, Place, RuleSet};
use crate::report::{Civil, Context, ListedRow, Quotes, category_path, duty_name, party_name, push_number};
use std::collections::HashMap;
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
        Report::Leftovers => "遗留清单",
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

/// Cells of the names of a rule set, made once a list.
struct Names<'r> {
    rules: &'r RuleSet,
    language: Language,
    kinds: Vec<Vec<u8>>,
    categories: Vec<Vec<u8>>,
    /// The party and its contact.
    parties: Vec<[Vec<u8>; 2]>,
    nobody: Vec<u8>,
    duties: HashMap<(Option<LadderId>, Duty), Vec<u8>>,
    places: HashMap<Place, Vec<u8>>,
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
            duties: HashMap::new(),
            places: HashMap::new(),
        }
    }

    fn party(&self, party: Option<PartyId>) -> [&[u8]; 2] {
        let own = party.and_then(|id| self.parties.get(id.index()));
        own.map_or([&self.nobody, b""], |[name, contact]| [name, contact])
    }

    fn duty(&mut self, row: &ListedRow) -> &[u8] {
        let (rules, language) = (self.rules, self.language);
        let name = || foreign(&duty_words(&duty_name(rules, row.ladder, row.duty), language));
        self.duties.entry((row.ladder, row.duty)).or_insert_with(name)
    }

    fn place(&mut self, place: Place) -> &[u8] {
        let rules = self.rules;
        self.places.entry(place).or_insert_with(|| foreign(&rules.place(place)))
    }
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
        ],
        language,
    ))?;
    let mut names = Names::new(context.rules, language);
    let moment = |at: Option<_>| {
        at.map_or(String::new(), |at| {
            let civil = Civil::of(context.zone, at);
            [date(civil), time(civil)].join(" ")
        })
    };
    let (mut line, mut number) = (Vec::new(), Vec::new());
    for (at, row) in late.iter().enumerate() {
        let ticket = context.facts.ticket(row.ticket);
        let kind = ticket.kind.and_then(|id| names.kinds.get(id.index()));
        let category = ticket.category.and_then(|id| names.categories.get(id.index()));
        number.clear();
        push_number(&mut number, at as i64 + 1);
        line.clear();
        let done = match row.done {
            Some(_) => moment(row.done),
            None => pick(language, "not done", "未完成").to_owned(),
        };
        let mut cells = Cells::new(&mut line);
        cells
            .ready(&number)
            .text(context.facts.number(row.ticket))
            .ready(kind.map_or(b"", Vec::as_slice))
            .ready(category.map_or(b"", Vec::as_slice))
            .ready(names.duty(row));
        let [party, contact] = names.party(row.party);
        cells
            .ready(party)
            .ready(contact)
            .cell(&moment(row.start))
            .cell(&moment(row.due))
            .cell(&done)
            .cell(&row.working.map_or(String::new(), |seconds| working(seconds, language)))
            .cell(&elapsed(row.elapsed, language))
            .cell(&rung_cell(row.at_rung, language))
            .cell(&pauses_extensions(row.pauses, row.extensions, language))
            .ready(names.place(row.rule))
            .end();
        to.write_all(&line)?;
    }
    Ok(())
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

/// Appends the escalations of one case.
pub fn escalations_people(
    out: &mut Vec<u8>,
    case: &Case,
    context: &Context<'_>,
    quotes: &Quotes<'_>,
    language: Language,
) {
    let mut cells = Cells::new(out);
    let name = |party: Option<PartyId>| party_name(context.rules, party);
    for entry in &case.entries {
        let Some(obligation) = case.obligations.get(entry.obligation) else {
            continue;
        };
        let musts = case
            .obligations
            .iter()
            .filter(|one| one.round == entry.round && matches!(one.duty, Duty::Must(rung, _) if rung == entry.rung));
        let done = musts
            .clone()
            .filter(|must| matches!(must.state, State::DoneOnTime | State::DoneLate))
            .count();
        // Rules read from a dump have no text: the place speaks for it.
        let place = context.rules.place(entry.trigger);
        let because = Some(quotes.of(entry.trigger)).filter(|text| !text.is_empty());
        cells
            .text(context.facts.number(case.ticket))
            .cell(&entry.round.to_string())
            .cell(&entry.from_rung.to_string())
            .cell(&entry.rung.to_string())
            .cell(&full(Civil::of(context.zone, entry.at), language))
            .text(because.unwrap_or(&place))
            .text(&place)
            .text(name(entry.from_party))
            .text(name(entry.party))
            .cell(
                &obligation
                    .due
                    .map_or(String::new(), |due| full(Civil::of(context.zone, due), language)),
            )
            .cell(&asked_done(musts.count(), done, language))
            .cell(state_word(obligation.state, language))
            .text(&unraised(case, entry, context, language))
            .end();
    }
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
fn pauses_extensions(pauses: u16, extensions: u16, language: Language) -> String {
    match language {
        Language::English => format!("pauses {pauses}, extensions {extensions}"),
        Language::Chinese => format!("暂停 {pauses}，延期 {extensions}"),
    }
}

fn asked_done(asked: usize, done: usize, language: Language) -> String {
    match language {
        Language::English => format!("asked {asked}, done {done}"),
        Language::Chinese => format!("应 {asked}，已 {done}"),
    }
}
