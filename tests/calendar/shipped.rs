//! The calendars that ship: each against the law's own rule, worked out here, and against the tables of days in the
//! folder that `ONUS_DATA` names, where it is present.

use super::holidays::{self, Dates, day, plus};
use chrono::{Datelike, NaiveDate, Weekday};
use onus::calendar::{Change, Spec};
use onus::cli::load;
use std::path::PathBuf;

fn shipped() -> Vec<Spec> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules/calendars");
    load(&[folder]).unwrap().rules.unwrap().calendars
}

fn named<'a>(calendars: &'a [Spec], name: &str) -> &'a Spec {
    let found = calendars.iter().find(|calendar| calendar.name == name);
    found.unwrap_or_else(|| panic!("no calendar {name}"))
}

/// The days off of a calendar; it must have nothing else.
fn days_off(calendar: &Spec) -> Dates {
    assert!(calendar.off_every.is_empty());
    let off = |(day, dated): &(NaiveDate, onus::calendar::Dated)| {
        assert_eq!(dated.change, Change::Off, "{day}");
        assert!(dated.why.is_some(), "{day} says no reason");
        *day
    };
    calendar.dated.iter().map(off).collect()
}

fn years(calendar: &Spec) -> std::ops::RangeInclusive<i32> {
    let [(from, to)] = calendar.covers[..] else {
        panic!("{}: one stretch of years", calendar.name);
    };
    assert_eq!((from.ordinal(), to.month(), to.day()), (1, 12, 31));
    from.year()..=to.year()
}

/// What was declared for one year: days taken away and days added.
type Declared = (&'static str, &'static [(i32, u32, u32)], &'static [(i32, u32, u32)]);

const DECLARED: [Declared; 3] = [
    (
        "england",
        &[(2012, 5, 28), (2020, 5, 4), (2022, 5, 30)],
        &[
            (2012, 6, 4),
            (2012, 6, 5),
            (2020, 5, 8),
            (2022, 6, 2),
            (2022, 6, 3),
            (2022, 9, 19),
            (2023, 5, 8),
        ],
    ),
    (
        "scotland",
        &[(2012, 5, 28), (2020, 5, 4), (2022, 5, 30)],
        &[
            (2012, 6, 4),
            (2012, 6, 5),
            (2020, 5, 8),
            (2022, 6, 2),
            (2022, 6, 3),
            (2022, 9, 19),
            (2023, 5, 8),
            (2026, 6, 15),
        ],
    ),
    ("new_south_wales", &[], &[(2022, 9, 22), (2026, 4, 27), (2027, 4, 26)]),
];

#[test]
fn each_follows_the_rule_of_its_law() {
    let calendars = shipped();
    type Law = (&'static str, fn(i32) -> Dates);
    let laws: [Law; 5] = [
        ("england", holidays::england),
        ("scotland", holidays::scotland),
        ("us_federal", holidays::us_federal),
        ("massachusetts", holidays::massachusetts),
        ("new_south_wales", holidays::new_south_wales),
    ];
    for (name, law) in laws {
        let calendar = named(&calendars, name);
        let mut expected: Dates = years(calendar).flat_map(law).collect();
        for (_, gone, added) in DECLARED.iter().filter(|(declared, ..)| *declared == name) {
            for (y, m, d) in *gone {
                assert!(expected.remove(&day(*y, *m, *d)), "{name} {y}-{m}-{d}");
            }
            expected.extend(added.iter().map(|(y, m, d)| day(*y, *m, *d)));
        }
        assert_eq!(days_off(calendar), expected, "{name}");
        assert!(expected.len() > 10 * years(calendar).count() - 30, "{name}");
    }
}

/// The days that follow the moon are told by their names; all others follow from them, from Easter and from the date.
#[test]
fn hong_kong_follows_the_schedule() {
    let calendars = shipped();
    let calendar = named(&calendars, "hong_kong");
    let all = days_off(calendar);
    let lunar = [
        "Lunar New Year",
        "Ching Ming",
        "Buddha",
        "Tuen Ng",
        "Mid-Autumn",
        "Chung Yeung",
        "70th",
    ];
    for year in years(calendar) {
        let called = |word: &str| -> Vec<NaiveDate> {
            let of_year = calendar.dated.iter().filter(|(day, _)| day.year() == year);
            let named = of_year.filter(|(_, dated)| dated.why.as_ref().is_some_and(|why| why.contains(word)));
            named.map(|(day, _)| *day).collect()
        };
        let moon: Dates = lunar.iter().flat_map(|word| called(word)).collect();
        let mut expected = holidays::hong_kong(year, &moon);
        // Ching Ming kept on Easter Monday gives the Tuesday.
        let easter_monday = plus(holidays::easter(year), 1);
        if moon.contains(&easter_monday) {
            expected.insert(plus(easter_monday, 1));
        }
        let found: Dates = all.iter().copied().filter(|day| day.year() == year).collect();
        assert_eq!(found, expected, "{year}");
        assert!(found.iter().all(|day| day.weekday() != Weekday::Sun), "{year}");
        assert_eq!(found.len(), if year == 2015 { 18 } else { 17 }, "{year}");

        // The moon's own distance: from the eighth of the fourth month to the fifth of the fifth, one month more where
        // the fourth comes twice.
        let [buddha] = called("Buddha")[..] else {
            panic!("{year}")
        };
        let born = if calendar_says(calendar, buddha, "following") {
            buddha - chrono::Days::new(1)
        } else {
            buddha
        };
        let [tuen_ng] = called("Tuen Ng")[..] else {
            panic!("{year}")
        };
        let months_twice = matches!(year, 2012 | 2020);
        let apart = (tuen_ng - born).num_days();
        let expected = if months_twice { 55..=57 } else { 26..=27 };
        assert!(
            expected.contains(&apart),
            "{year}: {apart} days from the Buddha's birthday to Tuen Ng"
        );
        assert_eq!(called("Lunar New Year").len(), 3, "{year}");
    }
}

fn calendar_says(calendar: &Spec, day: NaiveDate, word: &str) -> bool {
    let found = calendar.dated.iter().find(|(known, _)| *known == day);
    found.is_some_and(|(_, dated)| dated.why.as_ref().is_some_and(|why| why.contains(word)))
}

/// A table of days: the date, and whether it is a make-up working day.
fn table(name: &str) -> Option<Vec<(NaiveDate, bool)>> {
    let folder = PathBuf::from(std::env::var_os("ONUS_DATA")?);
    let text = std::fs::read_to_string(folder.join("calendars").join(format!("{name}.tsv"))).ok()?;
    let row = |line: &str| {
        let (date, rest) = line.split_once('\t').unwrap();
        (date.parse().unwrap(), rest.starts_with("workday"))
    };
    Some(text.lines().skip(1).map(row).collect())
}

#[test]
fn each_agrees_with_the_tables_of_days() {
    let calendars = shipped();
    if table("gb-eng").is_none() {
        println!("tables of days: SKIPPED, ONUS_DATA names no folder that has them");
        return;
    }
    for (name, file) in [
        ("england", "gb-eng"),
        ("scotland", "gb-sct"),
        ("us_federal", "us-federal"),
        ("massachusetts", "us-ma"),
        ("new_south_wales", "au-nsw"),
    ] {
        let table: Dates = table(file).unwrap().into_iter().map(|(day, _)| day).collect();
        assert_eq!(days_off(named(&calendars, name)), table, "{name}");
    }

    // The table of Hong Kong has the statutory holidays alone, the calendar the general ones, without Sundays.
    let hong_kong = named(&calendars, "hong_kong");
    let (covered, all) = (years(hong_kong), days_off(hong_kong));
    let statutory = table("hk").unwrap().into_iter().map(|(day, _)| day);
    let missing: Vec<_> = statutory
        .filter(|day| covered.contains(&day.year()) && day.weekday() != Weekday::Sun && !all.contains(day))
        .collect();
    assert_eq!(missing, [], "hong_kong");

    let china = named(&calendars, "中国大陆");
    let mut days = 0;
    for year in years(china) {
        let expected = table(&format!("cn_{year}")).unwrap();
        let changed = china.dated.iter().filter(|(day, _)| day.year() == year);
        let found: Vec<_> = changed
            .map(|(day, dated)| (*day, dated.change != Change::Off))
            .collect();
        assert_eq!(found, expected, "china {year}");
        days += found.len();
    }
    println!("tables of days: run, china {days} days");
}

#[test]
fn the_other_names_build_on_them() {
    let calendars = shipped();
    for (other, base) in [
        ("mainland_china", "中国大陆"),
        ("wales", "england"),
        ("香港", "hong_kong"),
    ] {
        let below = named(&calendars, other).builds_on.unwrap();
        assert_eq!(calendars[below].name, base);
    }
}

#[test]
fn every_calendar_is_imported_by_its_name() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules/calendars");
    let mut text = String::from("timezone UTC\n");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.ends_with(".onus") {
            continue;
        }
        text += &format!("import \"onus/calendars/{name}\"\n");
        files += 1;
    }
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("every_calendar.onus");
    std::fs::write(&file, text).unwrap();
    let loaded = load(&[file]).unwrap();
    assert_eq!(loaded.trees.len(), files + 1);
    assert!(loaded.rules.unwrap().calendars.len() > files);
}
