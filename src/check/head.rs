//! Pass 2: what stands at the head of a file: title, version, zone, ways of counting, the date it holds from.

use super::context::{Check, error};
use super::names::Sort;
use super::suggest;
use super::written::Written;
use crate::calendar::{Counting, DayCount};
use crate::diagnostic::{Code, Diagnostic, Language, Words};
use crate::model::{EventId, InForce, RuleFile, RuleSet, Version};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{self, Tree};
use chrono_tz::Tz;

/// A rule set that says nothing yet.
pub(super) fn empty(sources: &Sources, trees: &[(FileId, Tree)]) -> RuleSet {
    let language = |file: FileId| trees.iter().find(|(of, _)| *of == file).map(|(_, tree)| tree.language);
    let files: Vec<RuleFile> = sources
        .iter()
        .map(|(file, source)| RuleFile {
            name: source.name.clone(),
            chinese: language(file) == Some(Language::Chinese),
        })
        .collect();
    RuleSet {
        title: files.first().map(|file| file.name.clone()).unwrap_or_default(),
        files,
        version: 1,
        effective: None,
        versions: Vec::new(),
        zone: Tz::UTC,
        counting: Counting::default(),
        calendars: Vec::new(),
        parties: Vec::new(),
        fields: Vec::new(),
        kinds: Vec::new(),
        categories: Vec::new(),
        groups: Vec::new(),
        events: Vec::new(),
        workflows: Vec::new(),
        deadlines: Vec::new(),
        ladders: Vec::new(),
        schedules: Vec::new(),
        repeat: None,
        findings: Vec::new(),
        wordings: Vec::new(),
        quotas: Vec::new(),
        satisfactions: Vec::new(),
        metrics: Vec::new(),
        notices: Vec::new(),
        feeds: Vec::new(),
        also_called: Vec::new(),
        examples: Vec::new(),
        expect_change: None,
    }
}

/// Title, version, zone and counting.
pub(super) fn head<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let newest = check.chain.editions.last().map(|newest| newest.head);
    if let Some(head) = newest.or(written.heads.first().copied()) {
        check.set.title.clone_from(&head.title.text);
        match u32::try_from(head.version) {
            Ok(version) if version > 0 => check.set.version = version,
            _ => check.tell(error(
                "O1324",
                head.span,
                Words::new("a version is a whole number from 1 on", "版本是从 1 起的整数"),
            )),
        }
        for again in written.heads.iter().skip(1).filter(|_| newest.is_none()) {
            check.twice(again.span, head.span);
        }
    }
    zone_of_file(check, written);
    let (lines, arrival) = written.counting_of(None, &check.chain);
    check.set.counting = counting(check, &lines, &arrival);
}

/// `effective from … by EVENT`; needs the events.
pub(super) fn effective<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let Some(effective) = written.effective.first() else {
        return;
    };
    if let (Some(until), true) = (effective.until, check.set.versions.is_empty()) {
        let (from, until) = (effective.from.date, until.date);
        if until < from {
            super::chain::overlap(check, effective.span, effective.span);
        }
        check.set.versions.push(Version {
            number: check.set.version,
            in_force: InForce {
                from: Some(from),
                until: Some(until),
            },
            place: check.place(effective.span),
        });
    }
    for again in written.effective.iter().skip(1) {
        check.twice(again.span, effective.span);
    }
    if let Some(event) = check.find(Sort::Event, &effective.by) {
        let oldest = check.set.versions.first().and_then(|oldest| oldest.in_force.from);
        check.set.effective = Some((oldest.unwrap_or(effective.from.date), EventId::from(event)));
    }
}

fn zone_of_file<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let Some(first) = written.zones.first() else {
        if !written.only_calendars() && !check.any_unread() {
            let span = written.heads.first().map_or_else(Span::default, |head| head.span);
            check.tell(
                error(
                    "O1301",
                    span,
                    Words::new(
                        "the rules do not say in which time zone their clock times are",
                        "规则没有写明钟点按哪个时区",
                    ),
                )
                .mend(Words::new(
                    "add a line such as: timezone Europe/London",
                    "加一行，例如：时区 Asia/Shanghai",
                )),
            );
        } else if let Some(calendar) = written.calendars.iter().find(|calendar| !states_zone(calendar)) {
            check.tell(Diagnostic::note(
                Code("O2102"),
                calendar.name.span,
                Words::new(
                    "no time zone is stated: the calendar takes that of the rules that import it, and UTC on its own",
                    "没有写时区：被引入时用引入它的规则的时区，单独使用时按 UTC",
                ),
            ));
        }
        return;
    };
    for again in written.zones.iter().skip(1).filter(|again| again.text != first.text) {
        check.twice(again.span, first.span);
    }
    if let Some(zone) = zone(check, first) {
        check.set.zone = zone;
    }
}

fn states_zone(calendar: &tree::Calendar) -> bool {
    calendar
        .lines
        .iter()
        .any(|line| matches!(line, tree::CalendarLine::TimeZone(_) | tree::CalendarLine::BuildsOn(_)))
}

/// A zone by its name in the IANA list.
pub(super) fn zone(check: &mut Check<'_>, name: &tree::Text) -> Option<Tz> {
    if let Ok(zone) = name.text.parse::<Tz>() {
        return Some(zone);
    }
    let text = &name.text;
    let told = error(
        "O1303",
        name.span,
        Words::new(
            format!("there is no time zone called \"{text}\""),
            format!("没有叫“{text}”的时区"),
        ),
    );
    let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let near = suggest::with_near(told.clone(), check.sources, name.into(), zones);
    check.refuse(near.unwrap_or_else(|| {
        told.mend(Words::new(
            "zones are written like Europe/London or Asia/Shanghai",
            "时区写作 Asia/Shanghai、Asia/Hong_Kong 之类",
        ))
    }))
}

/// The counting statements of a file, a calendar or a deadline.
pub(super) fn counting(check: &mut Check<'_>, counting: &[tree::Counting], arrival: &[tree::Arrival]) -> Counting {
    let mut stated = Counting::default();
    let mut first: [Option<tree::Counting>; 2] = [None; 2];
    for line in counting {
        let slot = usize::from(!line.working);
        match first[slot] {
            Some(old) if old.from_next_day != line.from_next_day => check.twice(line.span, old.span),
            Some(_) => {}
            None => first[slot] = Some(*line),
        }
    }
    let way = |line: Option<tree::Counting>| {
        line.map(|line| {
            if line.from_next_day {
                DayCount::FromNextDay
            } else {
                DayCount::FromTheMoment
            }
        })
    };
    stated.working = way(first[0]);
    stated.calendar = way(first[1]);
    stated.arrival = arrival.iter().map(|line| line.rule).collect();
    stated
}

/// What is stated nearer, completed by what is stated further out.
pub(super) fn or_else(nearer: Counting, further: &Counting) -> Counting {
    Counting {
        working: nearer.working.or(further.working),
        calendar: nearer.calendar.or(further.calendar),
        arrival: if nearer.arrival.is_empty() {
            further.arrival.clone()
        } else {
            nearer.arrival
        },
    }
}
