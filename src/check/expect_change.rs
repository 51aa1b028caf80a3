//! What a change of the rules is to do: `onus diff` holds it against what changes.

use super::conditions::{Asked, At};
use super::context::{Check, Once};
use super::deadlines::transposed;
use super::names::{SORTS, Sort};
use super::quantities::Clock;
use super::rows::limit;
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{DeadlineId, EffectOn, ExpectChange, ExpectedEffect};
use crate::syntax::tree;
use crate::terms::Change;

/// Resolves the one block of its sort.
pub(super) fn expect_change<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut only = Once::default();
    for block in &written.expect_changes {
        let effects = block.effects.iter().filter_map(|effect| one(check, effect)).collect();
        let place = check.place(block.span);
        only.put(check, ExpectChange { effects, place }, block.span);
    }
    check.set.expect_change = only.take();
}

fn one<'a>(check: &mut Check<'a>, effect: &'a tree::ExpectedEffect) -> Option<ExpectedEffect> {
    let (what, span) = match effect {
        tree::ExpectedEffect::Limit(own) => {
            let tree::LimitBecomes {
                deadline,
                old,
                new,
                from,
                when,
                span,
            } = &**own;
            let id = check.find(Sort::Deadline, deadline).map(DeadlineId::from);
            let workflow = id.and_then(|id| check.set.deadlines.get(id.index()).map(|own| own.workflow));
            let asked = Asked {
                workflow,
                ..Asked::new(At::Row)
            };
            let mut clock = Clock::of_quoted();
            let (was, is) = (limit(check, &mut clock, old), limit(check, &mut clock, new));
            let when = transposed(when.as_ref().map(|when| check.cond(when, &asked)));
            let (old, new) = (was?, is?);
            if old == new {
                check.misplaced(*span, Words::new("both limits are the same", "改前改后是同一个期限"));
            }
            let what = EffectOn::Limit {
                deadline: id?,
                old,
                new,
                from: from.map(|from| from.date),
                when: when?,
            };
            (what, span)
        }
        tree::ExpectedEffect::Named { name, how, span } => {
            let known = SORTS.iter().any(|sort| check.names.get(*sort, &name.text).is_some());
            if !known && *how != Change::Removed {
                check.unknown(&SORTS, ("part of the rules", "规则内容"), name.into());
                return None;
            }
            (EffectOn::Named(name.text.clone(), *how), span)
        }
        tree::ExpectedEffect::Whole(whole, span) => (EffectOn::Whole(*whole), span),
    };
    let place = check.place(*span);
    Some(ExpectedEffect { what, place })
}
