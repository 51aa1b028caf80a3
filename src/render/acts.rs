//! The lists of what is to be done and what was decided: reminders, what is warned or due today, targets that were
//! missed, what is left over month by month, excuses and objections.
//!
//! What the columns mean, beside those of every list:
//! - reminders: `due`: the due moment then in force; `at`: when it is sent; `letter`: its title; `rule`: its line;
//!   `key`: the same in every run, so that what was sent already can be told.
//! - watch: `left_*`: from the moment of the run to the due moment.
//! - missed targets: `done` is empty while it is open; `missed_*`: from the due moment to done, or to the moment of the
//!   run. None of them is a breach: they stand in no other list of what is late, and in no figure of lateness.
//! - decisions: `kind`: `excuse` or `objection`; `about`: the deadline, schedule or rung, empty: all that is late;
//!   `concerned`: the number of obligations it names that were late by then.
//! - leftovers: `since`: the first of the schedule's moments, without a break up to `last`, at which the ticket stood
//!   above rung 1 unsolved; `months`: how many there are; `rung`, `party`: as at `last`; `ended`: solved or opened again
//!   since.

use super::field::Line;
use super::names::Names;
use crate::evaluate::{Case, Duty, State};
use crate::report::{Context, owner_of, party_name, same_date, target_name};

pub(super) const REMINDERS: &str = "ticket,deadline,round,party,due,at,send_to,copies,letter,rule,key\n";
pub(super) const WATCH: &str = "ticket,kind,category,deadline,round,party,start,due,state,left_working_seconds,\
left_elapsed_seconds,rung,rule,owner,handler\n";
pub(super) const MISSED_TARGETS: &str = "ticket,kind,category,deadline,round,party,start,due,done,\
missed_working_seconds,missed_elapsed_seconds,rule,owner,handler\n";
pub(super) const LEFTOVERS: &str =
    "ticket,kind,category,schedule,round,rung,party,since,last,months,ended,owner,handler\n";

pub(super) const DECISIONS: &str = "ticket,kind,at,by,about,round,party,reference,concerned,file,row\n";

/// Appends the reminders of one case.
pub(super) fn reminders(out: &mut Vec<u8>, case: &Case, context: &Context<'_>, names: &Names) {
    for reminder in &case.reminders {
        let deadline = context.rules.deadlines.get(reminder.deadline.index());
        let Some((deadline, own)) = deadline.and_then(|own| Some((own, own.reminders.get(reminder.statement)?))) else {
            continue;
        };
        let ticket = context.facts.number(case.ticket);
        let key = format!(
            "{ticket}/{}/{}/{}/{}/{}",
            deadline.name,
            reminder.round,
            party_name(context.rules, reminder.party),
            reminder.statement + 1,
            context.zone.rfc3339(reminder.at)
        );
        let copies = reminder
            .copies
            .iter()
            .map(|copy| party_name(context.rules, Some(*copy)));
        let copies: Vec<&str> = copies.collect();
        let mut line = Line::new(out);
        line.text(ticket)
            .ready(names.duty(case, Duty::Deadline(reminder.deadline)))
            .number(Some(i64::from(reminder.round)))
            .ready(names.party(reminder.party))
            .moment(Some(reminder.due), context.zone)
            .moment(Some(reminder.at), context.zone)
            .ready(names.party(reminder.send_to))
            .text(&copies.join("; "))
            .text(own.letter.as_deref().unwrap_or(""))
            .place(names, own.place)
            .text(&key);
        line.end();
    }
}

/// Appends what is warned, or due on the date of the run.
pub(super) fn watch(out: &mut Vec<u8>, case: &Case, context: &Context<'_>, names: &Names) {
    let ticket = context.facts.ticket(case.ticket);
    for own in &case.obligations {
        let Some(due) = own.due else { continue };
        let today = own.state == State::Running && same_date(context.zone, due, context.as_of);
        if own.state != State::Warned && !today {
            continue;
        }
        let mut line = Line::new(out);
        line.text(context.facts.number(case.ticket))
            .ready(names.kind(ticket.kind))
            .ready(names.category(ticket.category))
            .ready(names.duty(case, own.duty))
            .number(Some(i64::from(own.round)))
            .ready(names.party(own.party))
            .moment(own.start, context.zone)
            .moment(Some(due), context.zone)
            .ready(own.state.word().as_bytes())
            .number(context.working.between(case, own, context.as_of, due))
            .number(Some(due.0.saturating_sub(context.as_of.0)))
            .number((own.rung > 0).then_some(i64::from(own.rung)))
            .place(names, own.rule)
            .ready(names.party(owner_of(context, ticket.category, context.as_of)))
            .ready(names.party(ticket.handler));
        line.end();
    }
}

/// Appends the targets that one case missed.
pub(super) fn missed_targets(out: &mut Vec<u8>, case: &Case, context: &Context<'_>, names: &Names) {
    let ticket = context.facts.ticket(case.ticket);
    for own in case.obligations.iter().filter(|own| own.state == State::TargetMissed) {
        let mut line = Line::new(out);
        line.text(context.facts.number(case.ticket))
            .ready(names.kind(ticket.kind))
            .ready(names.category(ticket.category))
            .ready(names.duty(case, own.duty))
            .number(Some(i64::from(own.round)))
            .ready(names.party(own.party))
            .moment(own.start, context.zone)
            .moment(own.due, context.zone)
            .moment(own.done, context.zone)
            .number(own.missed_working)
            .number(own.missed_elapsed)
            .place(names, own.rule)
            .ready(names.party(owner_of(context, ticket.category, context.as_of)))
            .ready(names.party(ticket.handler));
        line.end();
    }
}

/// Appends where one case was left over.
pub(super) fn leftovers(out: &mut Vec<u8>, case: &Case, context: &Context<'_>, names: &Names) {
    let ticket = context.facts.ticket(case.ticket);
    for own in &case.leftovers {
        let mut line = Line::new(out);
        line.text(context.facts.number(case.ticket))
            .ready(names.kind(ticket.kind))
            .ready(names.category(ticket.category))
            .ready(names.duty(case, Duty::Schedule(own.schedule)))
            .number(Some(i64::from(own.round)))
            .number(Some(i64::from(own.rung)))
            .ready(names.party(own.party))
            .moment(Some(own.since), context.zone)
            .moment(Some(own.last), context.zone)
            .number(Some(i64::from(own.months)))
            .moment(own.ended, context.zone)
            .ready(names.party(owner_of(context, ticket.category, context.as_of)))
            .ready(names.party(ticket.handler));
        line.end();
    }
}

/// Appends what was decided about one case, or said against it.
pub(super) fn decisions(out: &mut Vec<u8>, case: &Case, context: &Context<'_>, names: &Names) {
    let all = context.facts.decisions(case.ticket);
    for own in &case.decisions {
        let Some(decision) = all.get(own.position) else {
            continue;
        };
        let feed = context.rules.feeds.get(usize::from(decision.row.feed));
        let mut line = Line::new(out);
        line.text(context.facts.number(case.ticket))
            .ready(decision.kind.word().as_bytes())
            .moment(Some(decision.at), context.zone)
            .ready(names.party(decision.by))
            .text(&target_name(context.rules, case.ladder, decision.about))
            .number(decision.round.map(i64::from))
            .ready(names.party(decision.party))
            .text(&decision.reference)
            .number(i64::try_from(own.concerned).ok())
            .text(feed.map_or("", |feed| feed.file.as_str()))
            .number(Some(i64::from(decision.row.line)));
        line.end();
    }
}
