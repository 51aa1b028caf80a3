//! A party is named only for days on which it is there: from its first to its last, or while another replaces it.

use super::context::Check;
use super::deadlines::in_force;
use super::names::{Sort, Word};
use super::written::{Owner, Written};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{InForce, PartyId};
use crate::source::Span;
use crate::syntax::tree::{self, DeadlineLine, PartyBase, PartyRef, RungLine, ScheduleLine};
use chrono::NaiveDate;

/// Looks at every place of the rules that gives somebody a duty.
pub(super) fn tenure<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for deadline in &written.deadlines {
        let days = in_force(check, deadline.span, (deadline.from_date, deadline.until_date));
        for line in &deadline.lines {
            if let DeadlineLine::Responsible(party) = line {
                answering(check, party, days);
            }
        }
    }
    for ladder in &written.ladders {
        let days = in_force(check, ladder.span, (ladder.from_date, ladder.until_date));
        for line in ladder.rungs.iter().flat_map(|rung| &rung.lines) {
            if let RungLine::Responsible(party) = line {
                answering(check, party, days);
            }
        }
    }
    for schedule in &written.schedules {
        let days = check.chain.in_force(schedule.span);
        for line in &schedule.lines {
            if let ScheduleLine::Responsible(party) = line {
                answering(check, party, days);
            }
        }
    }
    for finding in &written.findings {
        let days = check.chain.in_force(finding.span);
        if let Some(party) = &finding.responsible {
            answering(check, party, days);
        }
    }
    for category in &written.categories {
        match category.owner {
            Some(Owner::OfTable(owner)) => named(check, owner, 0, InForce::default()),
            Some(Owner::Written(owner)) => {
                for (name, days) in stretches(owner, InForce::default()) {
                    named(check, name.into(), 0, days);
                }
            }
            None => {}
        }
    }
}

fn answering(check: &mut Check<'_>, written: &tree::Dated<PartyRef>, days: InForce) {
    for (party, days) in stretches(written, days) {
        match &party.base {
            PartyBase::Named(name) => named(check, name.into(), party.superiors, days),
            PartyBase::OwningDepartment if party.superiors > 0 => above_owners(check, party, days),
            PartyBase::OwningDepartment | PartyBase::Handler | PartyBase::AccountableParty => {}
        }
    }
}

/// Tells the first category whose owner, on a day of these, has nobody so far above it: then nobody answers.
fn above_owners(check: &mut Check<'_>, written: &PartyRef, days: InForce) {
    let set = &check.set;
    let above = |party: &PartyId| set.parties.get(party.index()).and_then(|party| party.under);
    let answers = |owner: PartyId, on: Option<NaiveDate>| {
        let superior = std::iter::successors(Some(owner), above).nth(usize::from(written.superiors));
        set.in_the_place_of(superior, on.unwrap_or(NaiveDate::MIN), |ended| set.replacement(ended))
    };
    // Days on which somebody else answers: those from which parties are there, and behind their last ones.
    let ends = set.parties.iter().filter_map(|party| party.until?.succ_opt());
    let tenures: Vec<NaiveDate> = set.parties.iter().filter_map(|party| party.from).chain(ends).collect();
    let found = set.categories.iter().find_map(|category| {
        let owners = category.owner.later.iter().map(|(from, _)| *from);
        let changes = owners.chain(tenures.iter().copied()).map(Some);
        let mut begins: Vec<_> = changes.filter(|from| days.holds(*from)).collect();
        begins.push(days.from);
        begins.sort_unstable();
        begins.into_iter().find_map(|begin| {
            let owner = *category.owner.on(begin);
            answers(owner, begin).is_none().then_some((category, owner, begin))
        })
    });
    let Some((category, owner, begin)) = found else { return };
    let owner = check.set.parties.get(owner.index()).map_or("", |own| own.name.as_str());
    let category = &category.name;
    let (en, zh) = match begin {
        Some(begin) => (format!(" from {begin} on"), format!("从 {begin} 起，")),
        None => Default::default(),
    };
    let words = Words::new(
        format!(
            "of a case of category {category}{en} nobody answers: {owner} owns it, and nobody stands that far above"
        ),
        format!("{zh}类别 {category} 的工单在这里没有人负责：它归{owner}，往上没有这么多级上级"),
    );
    let told = Diagnostic::warning(Code("O2114"), written.span, words);
    check.tell(told.mend(Words::new(
        format!("put a party above it in the organisation: {owner} under …; or name who answers"),
        format!("在组织里给它写上上级：{owner} 上级 ……；或写明由谁负责"),
    )));
}

/// The values that change on dates, each with its days among those of the block.
fn stretches<T>(written: &tree::Dated<T>, days: InForce) -> impl Iterator<Item = (&T, InForce)> {
    let values = std::iter::once((None, &written.first));
    let values = values.chain(written.later.iter().map(|(from, value)| (Some(from.date), value)));
    let ends = written.later.iter().map(|(from, _)| from.date.pred_opt());
    let ends = ends.chain(std::iter::once(None));
    let own = values
        .zip(ends)
        .map(move |((from, value), until)| (value, InForce { from, until }.and(days)));
    own.filter(|(_, days)| days.from.zip(days.until).is_none_or(|(from, until)| from <= until))
}

fn named(check: &mut Check<'_>, name: Word<'_>, superiors: u8, days: InForce) {
    let Some(base) = check.names.get(Sort::Party, name.text) else {
        return;
    };
    let above = |party: &PartyId| check.set.parties.get(party.index()).and_then(|party| party.under);
    let mut line = std::iter::successors(Some(PartyId::from(base.id)), above);
    let Some(id) = line.nth(usize::from(superiors)) else {
        return;
    };
    let Some(party) = check.set.parties.get(id.index()) else {
        return;
    };
    let declared = check
        .names
        .get(Sort::Party, &party.name)
        .map_or(base.span, |own| own.span);
    let is_replaced = check.set.replacement(id).is_some();
    let ended = party
        .until
        .filter(|until| days.until.is_none_or(|last| last > *until) && !is_replaced);
    let begins = party.from.filter(|from| days.from.is_some_and(|first| first < *from));
    if let Some(until) = ended {
        let heir = party.under.and_then(|under| check.set.parties.get(under.index()));
        let told = ended_told(name.span, &party.name, until, heir.map(|heir| heir.name.as_str()));
        check.tell(told.related(declared, Words::new("it ends here", "在这里写明到期")));
    } else if let Some((from, first)) = begins.zip(days.from) {
        let told = early_told(name.span, &party.name, from, first);
        check.tell(told.related(declared, Words::new("it begins here", "在这里写明起始")));
    }
}

fn ended_told(span: Span, name: &str, until: NaiveDate, heir: Option<&str>) -> Diagnostic {
    let next = until.succ_opt().unwrap_or(until);
    let words = match heir {
        Some(heir) => Words::new(
            format!(
                "{name} ends on {until} and nobody replaces it: what this gives it goes to {heir} from then on, which stands above it"
            ),
            format!("{name} 到 {until} 为止，没有写由谁接替：此后归它的上级 {heir}"),
        ),
        None => Words::new(
            format!(
                "{name} ends on {until} and nobody replaces it or stands above it: what this gives it would be nobody's"
            ),
            format!("{name} 到 {until} 为止，没有写由谁接替，也没有上级：此后无人负责"),
        ),
    };
    Diagnostic::warning(Code("O2203"), span, words)
        .mend(Words::new(
            format!("say who follows: {name}, from {next} …"),
            format!("写明此后由谁：{name}，从 {next} ……"),
        ))
        .mend(Words::new(
            format!("or say in the organisation who replaces it: … replaces {name} from {next}"),
            format!("或在组织里写明由谁接替：…… 接替 {name} 从 {next}"),
        ))
}

fn early_told(span: Span, name: &str, from: NaiveDate, first: NaiveDate) -> Diagnostic {
    let words = Words::new(
        format!("{name} begins on {from}, and is named here for days from {first} on"),
        format!("{name} 从 {from} 起才有，这里从 {first} 起就用到它"),
    );
    Diagnostic::warning(Code("O2203"), span, words).mend(Words::new(
        format!("say who answers before: …, from {from} {name}"),
        format!("写明此前由谁：……，从 {from} {name}"),
    ))
}
