//! Pass 4: the organisation, and who is meant where rules name a party.

use super::context::{Check, error};
use super::names::{Sort, Word};
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, CalendarId, PartyId};
use crate::syntax::tree;

/// Resolves every party of the organisation; nobody stands above themselves.
pub(super) fn organisation<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for party in &written.parties {
        let under = party.under.as_ref().and_then(|under| check.find(Sort::Party, under));
        let calendar = party.calendar.as_ref().and_then(|name| calendar(check, name));
        if let (Some(from), Some(until)) = (party.from, party.until)
            && until.date < from.date
        {
            check.tell(
                error(
                    "O1309",
                    from.span.to(until.span),
                    Words::new(
                        format!(
                            "{} lies before {}: the end comes before the beginning",
                            until.date, from.date
                        ),
                        format!("{} 在 {} 之前：结束早于开始", until.date, from.date),
                    ),
                )
                .mend(Words::new("change one of the two dates", "改正其中一个日期")),
            );
        }
        let replaces = party
            .replaces
            .as_ref()
            .and_then(|before| check.find(Sort::Party, before));
        let resolved = model::Party {
            name: party.name.text.clone(),
            level: party.level,
            under: under.map(PartyId::from),
            calendar,
            from: party.from.map(|date| date.date),
            until: party.until.map(|date| date.date),
            replaces: replaces.map(PartyId::from),
            contact: party.contact.as_ref().map(|contact| contact.text.clone()),
            place: check.place(party.span),
        };
        check.set.parties.push(resolved);
    }
    circles(check, written);
    replacements(check, written);
}

/// A party that is replaced has a last day, the one before its replacement begins where it states none; and one
/// replacement, which it does not replace in turn.
fn replacements<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for (at, party) in written.parties.iter().enumerate() {
        let Some((name, before)) = party
            .replaces
            .as_ref()
            .zip(check.set.parties.get(at).and_then(|party| party.replaces))
        else {
            continue;
        };
        let again = written.parties.iter().take(at).find_map(|other| {
            let same = other.replaces.as_ref().filter(|other| other.text == name.text);
            same.map(|other| other.span)
        });
        if let Some(first) = again {
            check.twice(name.span, first);
        }
        let from = party.from.map(|from| from.date);
        let Some(old) = check.set.parties.get_mut(before.index()) else {
            continue;
        };
        old.until = old.until.or(from.and_then(|from| from.pred_opt()));
        let begins_after = old.until.is_some_and(|until| from.is_none_or(|from| from > until));
        if begins_after && before.index() != at {
            continue;
        }
        let (old, new) = (&name.text, &party.name.text);
        check.tell(
            error(
                "O1315",
                name.span,
                Words::new(
                    format!("{new} cannot replace {old}: it does not begin after the last day of {old}"),
                    format!("{new} 不能接替 {old}：它没有在 {old} 的最后一天之后开始"),
                ),
            )
            .mend(Words::new(
                format!("say when it begins, for example: {new} replaces {old} from 2026-07-01"),
                format!("写明从哪天起，例如：{new} 接替 {old} 从 2026-07-01"),
            )),
        );
    }
}

/// Tells every circle of superiors once, at its first line.
fn circles<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let above: Vec<Option<usize>> = check
        .set
        .parties
        .iter()
        .map(|party| party.under.map(PartyId::index))
        .collect();
    let mut settled = vec![false; above.len()];
    for start in 0..above.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| !settled[*here]) {
            settled[here] = true;
            way.push(here);
            at = above[here];
        }
        let Some(closing) = at.filter(|here| way.contains(here)) else {
            continue;
        };
        let first = way
            .iter()
            .skip_while(|here| **here != closing)
            .min()
            .copied()
            .unwrap_or(closing);
        if let Some(party) = written.parties.get(first) {
            let name = &party.name.text;
            check.tell(
                error(
                    "O1313",
                    party.span,
                    Words::new(
                        format!("{name} ends up above itself: following \"under\" leads back to it"),
                        format!("{name} 顺着“上级”往上，又绕回了自己"),
                    ),
                )
                .mend(Words::new("delete the \"under\" that is wrong", "删去写错的那个“上级”")),
            );
        }
    }
}

/// A calendar by its name.
pub(super) fn calendar<'a>(check: &mut Check<'a>, name: &'a tree::Name) -> Option<CalendarId> {
    let found = check.find(Sort::Calendar, name);
    check.calendar_unknown |= found.is_none();
    let id = found?;
    super::calendars::must_work(check, id, name.span);
    Some(CalendarId::from(id))
}

/// A party by its name, called what it is at this place.
pub(super) fn party<'a>(check: &mut Check<'a>, called: (&str, &str), name: impl Into<Word<'a>>) -> Option<PartyId> {
    check.find_as(Sort::Party, called, name).map(PartyId::from)
}

/// Who answers.
pub(super) fn party_ref<'a>(check: &mut Check<'a>, party: &'a tree::PartyRef) -> Option<model::PartyRef> {
    let base = match &party.base {
        tree::PartyBase::Named(name) => {
            let id = self::party(check, Sort::Party.words(), name)?;
            let above = std::iter::successors(Some(id), |id| check.set.parties.get(id.index()).and_then(|p| p.under));
            // A circle of superiors was told; the bound keeps the count finite.
            if above.take(256).count() <= usize::from(party.superiors) {
                let name = &name.text;
                check.tell(
                    error(
                        "O1314",
                        party.span,
                        Words::new(
                            format!("nobody stands that far above {name}"),
                            format!("{name} 往上没有这么多级上级"),
                        ),
                    )
                    .mend(Words::new(
                        format!("put a party above it in the organisation: {name} under …"),
                        format!("在组织里给它写上上级：{name} 上级 ……"),
                    )),
                );
            }
            model::PartyBase::Named(id)
        }
        tree::PartyBase::Handler => model::PartyBase::Handler,
        tree::PartyBase::OwningDepartment => model::PartyBase::OwningDepartment,
        tree::PartyBase::AccountableParty => model::PartyBase::AccountableParty,
    };
    Some(model::PartyRef {
        base,
        superiors: party.superiors,
    })
}
