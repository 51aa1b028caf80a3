//! The names of effects: for machines and for people.

use crate::diagnostic::Language;
use crate::diff::Effect;
use crate::render::words::pick;

/// An effect, its word for machines, and what people read.
type Words = (Effect, &'static str, &'static str, &'static str);

const WORDS: [Words; 18] = [
    (Effect::Earlier, "due_earlier", "due earlier", "到期提前"),
    (Effect::Later, "due_later", "due later", "到期推后"),
    (Effect::NewlyLate, "newly_late", "newly late", "新逾期"),
    (Effect::NoLongerLate, "no_longer_late", "no longer late", "不再逾期"),
    (
        Effect::LateNow,
        "late_was_undecided",
        "late that could not be decided",
        "原无法判定、现逾期",
    ),
    (
        Effect::LateUndecided,
        "undecided_was_late",
        "late before that cannot be decided now",
        "原逾期、现无法判定",
    ),
    (
        Effect::Undecided,
        "no_longer_decided",
        "that cannot be decided any more",
        "现无法判定",
    ),
    (Effect::Decided, "now_decided", "that can be decided now", "现可判定"),
    (Effect::Arises, "arises", "that did not arise before", "新产生"),
    (Effect::FallsAway, "falls_away", "that no longer arise", "不再产生"),
    (
        Effect::OtherParty,
        "other_party",
        "answered for by another party",
        "责任方改变",
    ),
    (
        Effect::OtherState,
        "other_state",
        "in another state, not late either way",
        "状态改变（前后均不逾期）",
    ),
    (Effect::Entered, "rung_entered", "newly entered", "新提级"),
    (Effect::NotEntered, "rung_not_entered", "no longer entered", "不再提级"),
    (
        Effect::EnteredWhen,
        "rung_entered_at_another_moment",
        "entered at another moment",
        "提级时刻改变",
    ),
    (Effect::Found, "finding_holds", "that now hold", "新认定"),
    (
        Effect::NotFound,
        "finding_does_not_hold",
        "that no longer hold",
        "不再认定",
    ),
    (
        Effect::Else,
        "else",
        "otherwise different (reminders, leftovers, left out)",
        "其他不同（提醒、遗留、不计）",
    ),
];

/// The word for machines.
pub(super) fn word(effect: Effect) -> &'static str {
    entry(|own| own.0 == effect).map_or("", |own| own.1)
}

/// What people read of an effect on a duty, a rung or a finding, from the word for machines.
pub(super) fn said(word: &str, language: Language) -> &'static str {
    entry(|own| own.1 == word).map_or("", |own| pick(language, own.2, own.3))
}

/// What people read in the table of all effects, where it does not stand beside what it is about.
pub(super) fn titled(word: &str, language: Language) -> String {
    let noun = match entry(|own| own.1 == word).map(|own| own.0) {
        Some(Effect::Entered | Effect::NotEntered | Effect::EnteredWhen) => "rungs ",
        Some(Effect::Found | Effect::NotFound) => "findings ",
        Some(Effect::Arises | Effect::FallsAway) => "duties ",
        _ => "",
    };
    format!("{}{}", pick(language, noun, ""), said(word, language))
}

fn entry(is: impl Fn(&Words) -> bool) -> Option<&'static Words> {
    WORDS.iter().find(|own| is(own))
}
