//! Versions of one rule set: which version a line belongs to, and from when until when each is in force.
//!
//! Every head `ruleset "T" version N` opens a version, which what follows in its file belongs to; a file without a head
//! belongs to all. Deadlines, ladders and schedules judge by the version that was in force at the governing event;
//! everything else is read from the newest.

use super::context::{Check, error};
use super::head;
use super::written::Written;
use crate::calendar::Counting;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::{InForce, Version};
use crate::source::{FileId, Span};
use crate::syntax::tree::{Effective, Item, RuleSetHead, Tree};

/// The versions, the oldest first; none where the files have at most one head.
#[derive(Default)]
pub(super) struct Chain<'a> {
    pub editions: Vec<Edition<'a>>,
}

/// A version.
pub(super) struct Edition<'a> {
    pub head: &'a RuleSetHead,
    pub effective: Option<&'a Effective>,
    /// How its days count, where it says nothing nearer.
    pub counting: Counting,
    /// The days it is in force.
    pub in_force: InForce,
    /// What it holds: from its head to the next one, or to the end of the file.
    reach: (FileId, std::ops::Range<u32>),
}

impl<'a> Chain<'a> {
    /// The heads of one title and different numbers; other heads are told where the title is read.
    pub fn of(trees: &'a [(FileId, Tree)]) -> Chain<'a> {
        let mut editions: Vec<Edition<'a>> = Vec::new();
        for (file, tree) in trees {
            let mut open = None;
            for item in &tree.items {
                match item {
                    Item::RuleSet(head) => {
                        if let Some(before) = open.and_then(|at: usize| editions.get_mut(at)) {
                            before.reach.1.end = head.span.start;
                        }
                        let start = if open.is_some() { head.span.start } else { 0 };
                        open = Some(editions.len());
                        editions.push(Edition {
                            head,
                            effective: None,
                            counting: Counting::default(),
                            in_force: InForce::default(),
                            reach: (*file, start..u32::MAX),
                        });
                    }
                    Item::Effective(effective) => {
                        let own = open.and_then(|at| editions.get_mut(at)).map(|own| &mut own.effective);
                        own.map(|own| own.get_or_insert(effective));
                    }
                    _ => {}
                }
            }
        }
        editions.sort_by_key(|edition| edition.head.version);
        let alike = editions.windows(2).all(|pair| match pair {
            [one, other] => one.head.title.text == other.head.title.text && one.head.version < other.head.version,
            _ => true,
        });
        if !alike || editions.len() < 2 {
            editions.clear();
        }
        Chain { editions }
    }

    /// The version a line belongs to; None where there is but one, or its file belongs to all.
    pub fn edition(&self, at: Span) -> Option<usize> {
        let holds = |own: &Edition<'_>| own.reach.0 == at.file && own.reach.1.contains(&at.start);
        self.editions.iter().position(holds)
    }

    /// Whether a line belongs to a version that a newer one follows.
    pub fn is_older(&self, at: Span) -> bool {
        self.edition(at)
            .is_some_and(|edition| edition + 1 < self.editions.len())
    }

    /// The days on which a line's version is in force.
    pub fn in_force(&self, at: Span) -> InForce {
        let own = self.edition(at).and_then(|edition| self.editions.get(edition));
        own.map_or(InForce::default(), |own| own.in_force)
    }

    /// A name that an older version uses has to be known to the newest.
    pub fn mend_unknown(&self, at: Span, party: bool, told: Diagnostic) -> Diagnostic {
        let (Some(own), true) = (
            self.edition(at).and_then(|edition| self.editions.get(edition)),
            self.is_older(at),
        ) else {
            return told;
        };
        let number = own.head.version;
        let newest = self.editions.last().map_or(number, |newest| newest.head.version);
        let until = own.in_force.until.map_or(String::new(), |day| day.to_string());
        let told = Diagnostic {
            edits: Vec::new(),
            ..told
        };
        told.mend(if party {
            Words::new(
                format!("version {number} still judges older tickets: keep the party in version {newest}, with: until {until}"),
                format!("第{number}版仍用于较早的工单：请在第{newest}版里保留它，写上：截至 {until}"),
            )
        } else {
            Words::new(
                format!("version {number} still judges older tickets: keep the name in version {newest}"),
                format!("第{number}版仍用于较早的工单：请在第{newest}版里保留这个名称"),
            )
        })
    }
}

/// When each version begins and ends, and how its days count.
pub(super) fn chain<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for at in 0..check.chain.editions.len() {
        let lines = written.counting_of(Some(at), &check.chain);
        let counting = head::counting(check, &lines.0, &lines.1);
        let Some(own) = check.chain.editions.get(at) else {
            continue;
        };
        let (head, effective) = (own.head, own.effective);
        let next = check.chain.editions.get(at + 1).and_then(|next| next.effective);
        let Some(effective) = effective else {
            check.lacks(
                head.span,
                Words::new("from when this version is in force", "这一版从什么时候起施行"),
                Words::new("effective from 2026-07-01, by accepted", "生效 从 2026-07-01，按 受理"),
            );
            continue;
        };
        let last_day = next.and_then(|next| next.from.date.pred_opt());
        let until = effective.until.map(|until| until.date);
        let in_force = InForce {
            from: Some(effective.from.date),
            until: until.or(last_day),
        };
        if in_force.until.is_some_and(|until| until < effective.from.date)
            || until.zip(last_day).is_some_and(|(until, last)| until > last)
        {
            overlap(check, effective.span, next.unwrap_or(effective).span);
        }
        if let Some(next) = next.filter(|next| next.by.text != effective.by.text) {
            other_event(check, effective, next);
        }
        let version = Version {
            number: u32::try_from(head.version).unwrap_or(u32::MAX),
            in_force,
            place: check.place(head.span),
        };
        check.set.versions.push(version);
        if let Some(own) = check.chain.editions.get_mut(at) {
            (own.in_force, own.counting) = (in_force, counting);
        }
    }
}

pub(super) fn overlap(check: &mut Check<'_>, old: Span, new: Span) {
    check.tell(
        error(
            "O1373",
            old,
            Words::new(
                "a version ends on the day before the next one begins, at the latest",
                "一个版本最晚到下一版施行的前一天为止",
            ),
        )
        .related(new, Words::new("the next version begins here", "下一版从这里起"))
        .mend(Words::new(
            "let versions begin in the order of their numbers, and drop an until that reaches into the next",
            "各版按版本号先后施行；截至日期不要伸进下一版",
        )),
    );
}

fn other_event(check: &mut Check<'_>, old: &Effective, new: &Effective) {
    check.tell(
        error(
            "O1374",
            new.by.span,
            Words::new(
                "the versions go by different events, so that a ticket could belong to both or to none",
                "各版按不同的环节施行，一件工单可能两版都管或都不管",
            ),
        )
        .related(
            old.by.span,
            Words::new("the version before goes by this one", "前一版按这一环节"),
        )
        .mend(Words::new(
            format!("write: by {}", old.by.text),
            format!("改成：按 {}", old.by.text),
        )),
    );
}
