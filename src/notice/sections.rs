//! A notice from its lists: the one place that knows all sections.

use super::counter::Counter;
use super::figure::{Figure, Only};
use super::list::Lists;
use super::month::Month;
use super::objections;
use super::origin::Origin;
use super::record::Record;
use super::value::{Addressee, Breakdown, Head, Notice, Overview, Slice};
use super::{
    climbed, groups, handling, leftovers, named, others, parties, quotas, rates, repeats, satisfaction, splits,
};
use crate::calendar::{Moment, Zone};
use crate::model::{self, Cond, ExampleSurvey, PartyId, RuleSet};
use crate::report::party_name;

/// What a notice is made of.
#[derive(Clone, Copy)]
pub struct Materials<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// Their zone.
    pub zone: &'a Zone,
    /// The block.
    pub notice: &'a model::Notice,
    /// The month.
    pub month: Month,
    /// Facts up to this moment count.
    pub data_until: Moment,
    /// A condition in words of the rules.
    pub told: &'a dyn Fn(&Cond) -> String,
    /// Counts what was gathered for the month.
    pub counter: &'a Counter<'a>,
    /// Until when units may object; None where the rules state nothing.
    pub objections_until: Option<Moment>,
    /// Until when who is named replies; None where the rules state nothing.
    pub replies_until: Option<Moment>,
    /// The notice of the month before, if there is one.
    pub last: Option<&'a Notice>,
    /// What stands on record beside it.
    pub record: &'a Record,
    /// Where an example tells them, what customers answered, each with who is behind it: there is no list of it.
    pub told_answers: Option<&'a [(PartyId, &'a ExampleSurvey)]>,
    /// What it is made of; None where nobody will ask.
    pub origin: Option<&'a Origin>,
}

impl<'a> Materials<'a> {
    /// What was gathered for the month.
    pub(super) fn lists(&self) -> &'a Lists {
        self.counter.lists()
    }

    /// A figure of a list.
    pub(super) fn figure<const N: usize>(&self, list: &str, only: [Only; N]) -> Figure {
        self.counter.figure(list, only.into())
    }

    /// The name of a party.
    pub(super) fn party(&self, party: PartyId) -> &str {
        party_name(self.rules, Some(party))
    }

    /// The first day of the month, by which dated values of the notice are chosen.
    pub(super) fn day(&self) -> Option<chrono::NaiveDate> {
        Some(self.zone.local(self.month.begin(self.zone)).date())
    }
}

/// Makes the notice of a month.
#[must_use]
pub fn notice(of: &Materials<'_>) -> Notice {
    let parties = parties::parties(of);
    let overview = Overview {
        kinds: kinds(of),
        rates: rates::all(of, None),
    };
    let answers = overview.answers();
    Notice {
        head: head(of),
        kinds: handling::kinds(of, answers),
        handling: handling::handling(of, answers),
        hot_spots: handling::hot_spots(of),
        others: others::others(of, answers),
        groups: groups::groups(of),
        splits: splits::splits(of),
        withheld: splits::withheld(of),
        rungs: parties::rungs(of),
        named: named::named(of),
        climbed: climbed::climbed(of),
        leftovers: leftovers::leftovers(of),
        repeats: repeats::repeats(of),
        quotas: quotas::quotas(of),
        satisfactions: satisfaction::satisfactions(of),
        objections: objections::objections(of),
        left_out: of.figure("left_out", []),
        set_aside: of.figure("set_aside", []),
        record: of.record.clone(),
        origin: of.origin.cloned(),
        nobody: parties::nobody(of, answers),
        parties,
        overview,
    }
}

fn head(of: &Materials<'_>) -> Head {
    let name = |party: Option<PartyId>| party.map(|party| of.party(party).to_owned());
    let all = |list: &[model::Addressee]| {
        let told = |own: &model::Addressee| match own {
            model::Addressee::AllUnits => Addressee::AllUnits,
            model::Addressee::AllDepartments => Addressee::AllDepartments,
            model::Addressee::Party(party) => Addressee::Party(of.party(*party).to_owned()),
        };
        list.iter().map(told).collect()
    };
    let version = of.day().and_then(|day| of.rules.version_on(day));
    Head {
        notice: of.notice.name.clone(),
        month: of.month,
        title: of.notice.title.clone().unwrap_or_else(|| of.notice.name.clone()),
        issuer: name(of.notice.issuer),
        addressees: all(&of.notice.addressees),
        copies: all(&of.notice.copies),
        signed: name(of.notice.signed),
        rules: of.rules.title.clone(),
        version: version.map_or(of.rules.version, |version| version.number),
        data_until: of.zone.rfc3339(of.data_until),
        replies_until: of.replies_until.map(|at| of.zone.rfc3339(at)),
        sections: of
            .notice
            .sections
            .iter()
            .map(|at| section_word(*at).to_owned())
            .collect(),
    }
}

/// The keyword of a section by its number.
pub(crate) fn section_word(at: u8) -> &'static str {
    const WORDS: [&str; 10] = [
        "satisfaction",
        "overview",
        "categories",
        "departments",
        "named",
        "escalations",
        "repeats",
        "quotas",
        "requirements",
        "annex",
    ];
    WORDS.get(usize::from(at)).copied().unwrap_or("")
}

fn kinds(of: &Materials<'_>) -> Breakdown {
    let before = of.last.map(|last| &last.overview.kinds);
    let names = of.rules.kinds.iter().map(|kind| kind.name.as_str());
    breakdown(of, "kind", names, before)
}

/// Tickets received, by the texts of a column.
pub(super) fn breakdown<'n>(
    of: &Materials<'_>,
    column: &str,
    names: impl Iterator<Item = &'n str>,
    before: Option<&Breakdown>,
) -> Breakdown {
    let known = |name: &str| {
        let parts = &before?.parts;
        Some(
            parts
                .iter()
                .find(|part| part.name == name)
                .map_or(0, |part| part.now.count),
        )
    };
    let part = |name: &str| Slice {
        name: name.to_owned(),
        now: of.figure("accepted", [Only::is(column, name)]),
        last: known(name),
    };
    let mut parts: Vec<Slice> = names.map(part).collect();
    let untold = part("");
    if untold.now.count > 0 || untold.last.is_some_and(|last| last > 0) {
        parts.push(untold);
    }
    Breakdown {
        parts,
        whole: Slice {
            name: String::new(),
            now: of.figure("accepted", []),
            last: before.map(|before| before.whole.now.count),
        },
    }
}
