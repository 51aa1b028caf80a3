//! The lists that machines read and that grow with the feed: obligations, overdue, escalations, findings, data
//! findings.
//!
//! Comes in: cases in ticket order, a chunk at a time. Goes out: bytes of csv lines a chunk, which put one behind
//! another after [`header`] are the file. UTF-8 without BOM, LF, RFC 4180, English columns that never change order.
//!
//! What the columns mean:
//! - `ticket`, `kind`, `category` (its path), `owner`, `handler`: as at acceptance.
//! - `deadline`: the deadline; `LADDER/2` for a rung, `LADDER/1` for a way back to rung 1, `LADDER/2/EVENT` for a
//!   `must`; the schedule for a hand-over.
//! - `party`: who answers; empty where none could be found. `state`: see [`crate::evaluate::State`].
//! - `start`, `due`, `original_due`, `done`: RFC 3339 in the rule set's zone; `done` also tells when an obligation
//!   was handed on, taken over or not needed any more.
//! - `late_*`: from due to done or to the moment of the run, whoever holds the ticket; empty where not late;
//!   `late_working_seconds` empty too where no calendar is named or its cover ends. `charged_working_seconds`: the
//!   party's part.
//! - `rung`: the obligation's, 1 for rung 1's deadline and the hand-over, empty for what is no rung. `highest_rung`:
//!   the ticket's over all rounds, empty without a ladder.
//! - `rule`: `file:line` that decided. `seq`: tells apart what agrees in all else. `missing_year`: of what is
//!   undetermined.
//! - `turn`: of a deadline that repeats, the number of the turn in its round; else empty.
//! - `excused_at`, `excused_by`, `excuse`: of what is late and excused, the decision: when, who, its reference.
//! - on trial: what rules on trial come to, as if they were in force; it stands in no other list. Columns as of obligations.
//! - escalations: `entered`, `from_rung`, `from_party`, and `trigger_rule`, the line that moved the ticket.
//! - findings: `at`: when it was proved; `lines`: the `file:line` of every line that holds, parted by blanks; `label`:
//!   what these lines print, parted by `; `; `provisional`: `yes` where it looks ahead and its window is still open;
//!   `rule`: the finding's head. Of `not_raised` the line of the exit that was not taken and that of the entry stand in
//!   `lines`, its event in `label`, the moment of the entry in `at`, and in `recorded` that of the event, if it came.
//!   `counts_as`: what is incomplete, `form`, `review`, `effect`, `durability` or `promise`.
//! - data findings: `feed`, `file`, `row` (the line of the file, 1 is the header), `code`, the ticket and its event.

use super::acts;
use super::field::Line;
use super::names::Names;
use super::page_title;
use super::rejected::{SetAsideRow, set_aside_line};
use crate::diagnostic::Code;
use crate::diagnostic::feed::{IN_GAP, NOT_GOVERNED};
use crate::evaluate::{Case, Obligation, Outside};
use crate::model::RuleSet;
use crate::report::{Context, excuse, found_words, owner_of};

/// The columns that obligations, overdue and escalations share.
const SHARED: &str = "ticket,kind,category,deadline,round,party,start,due,original_due,done,state,\
late_working_seconds,late_elapsed_seconds,charged_working_seconds,rung,highest_rung,rule,seq,missing_year,owner,handler,\
excused_at,excused_by,excuse";

/// One list of `run --out`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Report {
    /// Every obligation.
    Obligations,
    /// Every obligation that is late, open or done.
    Overdue,
    /// Every rung above the first that was entered.
    Escalations,
    /// The figures of every party.
    Parties,
    /// Reminders whose moment has come.
    Reminders,
    /// What is warned, or due today.
    Watch,
    /// Targets of the house that were missed: no breaches.
    MissedTargets,
    /// What had climbed and was not solved when a schedule came last.
    Leftovers,
    /// Excuses and objections.
    Decisions,
    /// What rules on trial come to.
    OnTrial,
    /// Findings that hold.
    Findings,
    /// Rows set aside.
    SetAside,
    /// What is odd about rows that count.
    DataFindings,
}

impl Report {
    /// All, in the order in which they are told.
    pub const ALL: [Report; 13] = [
        Report::Obligations,
        Report::Overdue,
        Report::Escalations,
        Report::Parties,
        Report::Reminders,
        Report::Watch,
        Report::MissedTargets,
        Report::Leftovers,
        Report::Decisions,
        Report::OnTrial,
        Report::Findings,
        Report::SetAside,
        Report::DataFindings,
    ];

    /// Its word on the command line (`--reports overdue,parties`) and the stem of its file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Report::Obligations => "obligations",
            Report::Overdue => "overdue",
            Report::Escalations => "escalations",
            Report::Parties => "parties",
            Report::Reminders => "reminders",
            Report::Watch => "watch",
            Report::MissedTargets => "missed_targets",
            Report::Leftovers => "leftovers",
            Report::Decisions => "decisions",
            Report::OnTrial => "on_trial",
            Report::Findings => "findings",
            Report::SetAside => "set_aside",
            Report::DataFindings => "data_findings",
        }
    }

    /// Whether it tells something of a ticket whose clocks were all stopped in time, beside figures.
    #[must_use]
    pub fn tells_what_is_in_time(self) -> bool {
        matches!(self, Report::Obligations | Report::DataFindings)
    }

    /// The file that machines read.
    #[must_use]
    pub fn file(self) -> String {
        format!("{}.csv", self.word())
    }

    /// The report of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Report> {
        Report::ALL.into_iter().find(|report| report.word() == word)
    }
}

/// The header line of a list.
#[must_use]
pub fn header(report: Report) -> String {
    match report {
        Report::Obligations | Report::Overdue | Report::OnTrial => format!("{SHARED},turn\n"),
        Report::Escalations => format!("{SHARED},entered,from_rung,from_party,trigger_rule\n"),
        Report::Parties => super::parties::header(),
        Report::Reminders => acts::REMINDERS.to_owned(),
        Report::Watch => acts::WATCH.to_owned(),
        Report::MissedTargets => acts::MISSED_TARGETS.to_owned(),
        Report::Leftovers => acts::LEFTOVERS.to_owned(),
        Report::Decisions => acts::DECISIONS.to_owned(),
        Report::Findings => {
            "ticket,finding,round,party,at,lines,label,provisional,rule,recorded,counts_as\n".to_owned()
        }
        Report::SetAside => "feed,file,row,column,code,ticket,cure,value\n".to_owned(),
        Report::DataFindings => "feed,file,row,code,ticket,event,moment,remark\n".to_owned(),
    }
}

/// Writes lists; made once a run and shared by its threads.
pub struct ListWriter {
    names: Names,
    wanted: [bool; Report::ALL.len()],
}

/// The lines of one chunk, without headers.
#[derive(Debug, Default)]
pub struct Lists {
    lines: [Vec<u8>; Report::ALL.len()],
}

impl Lists {
    /// The lines of a list.
    #[must_use]
    pub fn of(&self, report: Report) -> &[u8] {
        &self.lines[report as usize]
    }

    /// Empties all lists and keeps their room, for the next chunk.
    pub fn clear(&mut self) {
        self.lines.iter_mut().for_each(Vec::clear);
    }
}

impl ListWriter {
    /// A writer of the wanted lists.
    #[must_use]
    pub fn new(rules: &RuleSet, wanted: &[Report]) -> ListWriter {
        let mut chosen = [false; Report::ALL.len()];
        wanted.iter().for_each(|report| chosen[*report as usize] = true);
        ListWriter {
            names: Names::new(rules),
            wanted: chosen,
        }
    }

    /// Whether a list is wanted.
    #[must_use]
    pub fn wants(&self, report: Report) -> bool {
        self.wanted[report as usize]
    }

    /// Appends the lines of one case.
    pub fn push(&self, lists: &mut Lists, case: &Case, context: &Context<'_>) {
        let wants = |report| self.wants(report);
        let [
            obligations,
            overdue,
            escalations,
            _,
            reminders,
            watch,
            missed_targets,
            leftovers,
            decisions,
            _,
            findings,
            set_aside,
            data_findings,
        ] = &mut lists.lines;
        if wants(Report::SetAside) {
            match case.outside {
                Some(Outside::NotGoverned) => not_governed(set_aside, case, context, NOT_GOVERNED),
                Some(Outside::InGap) => not_governed(set_aside, case, context, IN_GAP),
                Some(Outside::Later) | None => {}
            }
        }
        if wants(Report::Obligations) || wants(Report::Overdue) {
            for obligation in &case.obligations {
                let from = obligations.len();
                if wants(Report::Obligations) {
                    self.obligation(obligations, case, obligation, context);
                }
                if wants(Report::Overdue) && obligation.state.is_late() {
                    match obligations.get(from..) {
                        Some(line) if !line.is_empty() => overdue.extend_from_slice(line),
                        _ => self.obligation(overdue, case, obligation, context),
                    }
                }
            }
        }
        if wants(Report::Escalations) {
            self.escalations(escalations, case, context);
        }
        if wants(Report::Reminders) {
            acts::reminders(reminders, case, context, &self.names);
        }
        if wants(Report::Watch) {
            acts::watch(watch, case, context, &self.names);
        }
        if wants(Report::MissedTargets) {
            acts::missed_targets(missed_targets, case, context, &self.names);
        }
        if wants(Report::Leftovers) {
            acts::leftovers(leftovers, case, context, &self.names);
        }
        if wants(Report::Decisions) {
            acts::decisions(decisions, case, context, &self.names);
        }
        if wants(Report::Findings) {
            self.findings(findings, case, context);
        }
        if wants(Report::DataFindings) {
            self.remarks(data_findings, case, context);
        }
    }

    /// Appends what a case holds of rules on trial.
    pub fn push_trials(&self, out: &mut Vec<u8>, case: &Case, context: &Context<'_>) {
        for obligation in &case.obligations {
            self.obligation(out, case, obligation, context);
        }
    }

    /// The shared columns of an obligation, without the line end.
    fn shared(&self, out: &mut Vec<u8>, case: &Case, obligation: &Obligation, context: &Context<'_>) {
        let ticket = context.facts.ticket(case.ticket);
        let names = &self.names;
        let above_zero = |rung: u8| (rung > 0).then_some(i64::from(rung));
        let mut line = Line::new(out);
        line.text(context.facts.number(case.ticket))
            .ready(names.kind(ticket.kind))
            .ready(names.category(ticket.category))
            .ready(names.duty(case, obligation.duty))
            .number(Some(i64::from(obligation.round)))
            .ready(names.party(obligation.party))
            .moment(obligation.start, context.zone)
            .moment(obligation.due, context.zone)
            .moment(obligation.original_due, context.zone)
            .moment(obligation.done, context.zone)
            .ready(obligation.state.word().as_bytes())
            .number(obligation.late_working)
            .number(obligation.late_elapsed)
            .number(obligation.charged_working)
            .number(above_zero(obligation.rung))
            .number(above_zero(case.highest_rung))
            .place(names, obligation.rule)
            .number(Some(i64::from(obligation.seq)))
            .number(obligation.missing_year.map(i64::from))
            .ready(names.party(owner_of(context, ticket.category, context.as_of)))
            .ready(names.party(ticket.handler));
        match excuse(case, obligation, context) {
            Some(excuse) => line
                .moment(Some(excuse.at), context.zone)
                .ready(names.party(excuse.by))
                .text(&excuse.reference),
            None => line.ready(b"").ready(b"").ready(b""),
        };
    }

    fn obligation(&self, out: &mut Vec<u8>, case: &Case, obligation: &Obligation, context: &Context<'_>) {
        self.shared(out, case, obligation, context);
        let turn = Some(i64::from(obligation.turn)).filter(|turn| *turn > 0);
        Line::behind(out).number(turn).end();
    }

    fn escalations(&self, out: &mut Vec<u8>, case: &Case, context: &Context<'_>) {
        for entry in &case.entries {
            let Some(obligation) = case.obligations.get(entry.obligation) else {
                continue;
            };
            self.shared(out, case, obligation, context);
            let mut line = Line::behind(out);
            line.moment(Some(entry.at), context.zone)
                .number(Some(i64::from(entry.from_rung)))
                .ready(self.names.party(entry.from_party))
                .place(&self.names, entry.trigger);
            line.end();
        }
    }

    fn findings(&self, out: &mut Vec<u8>, case: &Case, context: &Context<'_>) {
        for hit in &case.hits {
            let Some(found) = found_words(context.rules, hit) else {
                continue;
            };
            let places: Vec<String> = found.lines.iter().map(|line| context.rules.place(*line)).collect();
            let mut line = Line::new(out);
            line.text(context.facts.number(case.ticket))
                .text(found.name)
                .number(Some(i64::from(hit.round)))
                .ready(self.names.party(hit.party))
                .moment(hit.at, context.zone)
                .text(&places.join(" "))
                .text(&found.labels.join("; "))
                .ready(if hit.provisional { b"yes" } else { b"no" })
                .place(&self.names, found.rule)
                .moment(hit.demand.and_then(|demand| demand.recorded), context.zone)
                .ready(found.counts_as.map_or(b"", |kind| kind.word().as_bytes()));
            line.end();
        }
    }

    fn remarks(&self, out: &mut Vec<u8>, case: &Case, context: &Context<'_>) {
        // In the order of what they tell: that of their rows would change with the order of the feed.
        let mut remarks: Vec<_> = case.remarks.iter().collect();
        remarks.sort_by_key(|remark| (remark.row.feed, remark.at, remark.event, remark.code, remark.row));
        for remark in remarks {
            let feed = context.rules.feeds.get(usize::from(remark.row.feed));
            let title = super::page_title(remark.code);
            let mut line = Line::new(out);
            line.ready(feed.map_or(b"", |feed| super::feed_word(feed.role).as_bytes()))
                .text(feed.map_or("", |feed| feed.file.as_str()))
                .number(Some(i64::from(remark.row.line)))
                .ready(remark.code.0.as_bytes())
                .text(context.facts.number(case.ticket))
                .ready(self.names.event(remark.event))
                .moment(remark.at, context.zone)
                .text(title.0);
            line.end();
        }
    }
}

/// A ticket that the reader could not know to be set aside: it was accepted before the rules were in force,
/// or between two versions.
fn not_governed(out: &mut Vec<u8>, case: &Case, context: &Context<'_>, code: Code) {
    let row = context.facts.row(case.ticket);
    let Some(feed) = context.rules.feeds.get(usize::from(row.feed)) else {
        return;
    };
    set_aside_line(
        out,
        &SetAsideRow {
            feed: feed.role,
            file: &feed.file,
            row: row.line,
            column: "",
            code,
            ticket: context.facts.number(case.ticket),
            cure: page_title(code).0,
            value: "",
        },
    );
}
