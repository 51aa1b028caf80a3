//! Who crosses a naming line: the named of a month under both rule sets.

use super::value::{NamedChange, NoticeChange, TestChange};
use crate::diff::{Pairing, Sort};
use crate::model::RuleSet;
use crate::notice::{Month, Notice, Test};
use crate::terms::CompareOp;

/// A notice of a month under both rule sets.
#[derive(Debug, Clone)]
pub struct NoticePair {
    /// The block, by its new name where the new rules have it.
    pub name: String,
    /// Under the old rules, where they have the block.
    pub old: Option<Notice>,
    /// Under the new ones.
    pub new: Option<Notice>,
}

/// Who is newly named and who no longer.
pub(super) fn changes(
    notices: &[NoticePair],
    month: Month,
    (old_rules, new_rules): (&RuleSet, &RuleSet),
    pairing: &Pairing,
) -> Vec<NoticeChange> {
    // A party of the old rules by its new name.
    let now = |name: &str| -> String {
        let at = old_rules.parties.iter().position(|own| own.name == name);
        let at = at.and_then(|at| pairing.new_of(Sort::Party, at));
        at.and_then(|at| new_rules.parties.get(at))
            .map_or(name, |own| own.name.as_str())
            .to_owned()
    };
    let each = notices.iter().map(|pair| {
        let was = told(pair.old.as_ref(), &now);
        let is = told(pair.new.as_ref(), &str::to_owned);
        let only_in = |one: &[Told<'_>], other: &[Told<'_>]| -> Vec<NamedChange> {
            let alone = one.iter().filter(|own| own.named && !is_named(other, &own.party));
            alone.map(|own| change(own, other)).collect()
        };
        NoticeChange {
            notice: pair.name.clone(),
            month: month.to_string(),
            only: match (&pair.old, &pair.new) {
                (Some(_), None) => Some("old"),
                (None, Some(_)) => Some("new"),
                _ => None,
            },
            newly: only_in(&is, &was),
            no_longer: only_in(&was, &is),
            still: is
                .iter()
                .filter(|own| own.named && is_named(&was, &own.party))
                .map(|own| own.party.clone())
                .collect(),
        }
    });
    each.collect()
}

/// A party as a notice tells it: named or spared, and the tests.
struct Told<'a> {
    party: String,
    named: bool,
    tests: &'a [Test],
}

fn told<'a>(notice: Option<&'a Notice>, name: &dyn Fn(&str) -> String) -> Vec<Told<'a>> {
    let Some(notice) = notice else { return Vec::new() };
    let named = notice.named.parties.iter().map(|own| (&own.party, true, &own.because));
    let spared = notice.named.spared.iter().map(|own| (&own.party, false, &own.because));
    let all = named.chain(spared).map(|(party, named, tests)| Told {
        party: name(party),
        named,
        tests,
    });
    all.collect()
}

fn is_named(all: &[Told<'_>], party: &str) -> bool {
    all.iter().any(|own| own.named && own.party == party)
}

fn change(own: &Told<'_>, others: &[Told<'_>]) -> NamedChange {
    let other = others.iter().find(|other| other.party == own.party);
    let because = own.tests.iter().map(|test| {
        let counterpart = other.and_then(|other| other.tests.iter().find(|known| known.what == test.what));
        TestChange {
            what: test.what.clone(),
            value: value(test, test).unwrap_or_default(),
            other: counterpart.and_then(|counterpart| value(counterpart, test)),
            op: sign(test.op),
            bound: format!("{}{}", test.bound, if test.share.is_some() { "%" } else { "" }),
            rule: test.rule.clone(),
        }
    });
    NamedChange {
        party: own.party.clone(),
        because: because.collect(),
    }
}

/// How a test came out, on the side of a bound on which it lies.
fn value(test: &Test, beside: &Test) -> Option<String> {
    if let Some(share) = test.share {
        let percent = share.printed_beside(beside.bound)?;
        return Some(format!("{percent}% ({}/{})", share.part, share.whole));
    }
    if let Some(score) = test.score {
        return score.printed(beside.bound).map(|score| score.to_string());
    }
    test.count.as_ref().map(|count| count.count.to_string())
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "!=",
        CompareOp::Less => "<",
        CompareOp::AtMost => "<=",
        CompareOp::Greater => ">",
        CompareOp::AtLeast => ">=",
    }
}
