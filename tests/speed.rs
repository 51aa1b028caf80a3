//! A long rule file is checked while its writer waits: 10,000 lines of what a large house would write.
//!
//! The goal (0.3 CPU seconds for the check, 30 ms for `due`) is held in a release build; this test keeps the growth in
//! hand in any build: a file ten times longer may take no more than some twenty times as long.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::{ends_with, onus, scratch, stdout};
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// The rules of a house with so many parts; one part is about 25 lines.
fn rules(parts: usize) -> String {
    let mut out = String::from(
        "ruleset \"A large house\" version 1\neffective from 2026-01-01, by accepted\ntimezone Asia/Shanghai\n\
         working days count from next day, until close of business\n\
         calendar days count from the moment, until the same time\n\
         arrival outside working time counts as next opening\n\
         calendar office {\n  covers 2026-01-01 to 2027-12-31\n  monday to friday 08:30-12:00, 14:30-17:30\n",
    );
    for month in 1..=12 {
        writeln!(out, "  off 2026-{month:02}-15 \"Day of month {month}\"").unwrap();
    }
    out.push_str("}\nfield urgent yes or no\nfield channel one of phone, counter, website, mail\n");
    out.push_str("kind complaint\nkind opinion\nkind suggestion\norganisation {\n  leadership board\n");
    for part in 0..parts {
        writeln!(
            out,
            "  department department_{part} under board contact person \"Head of department {part}\""
        )
        .unwrap();
        writeln!(out, "  unit unit_{part} under department_{part}   # its own desk").unwrap();
    }
    out.push_str("}\nworkflow request {\n  in order accepted, dispatched, answered, archived\n");
    out.push_str("  may have returned, waiting, replied, referred, reopened\n  new round on reopened\n}\n");
    for part in 0..parts {
        writeln!(
            out,
            "\n# Part {part}\ncategory matter_{part} {{\n  owner department_{part}\n  subcategory matter_{part}_a\n  \
             subcategory matter_{part}_b\n}}\n\
             deadline answer_{part} {{\n  from dispatched to answered or archived\n  responsible handler\n  \
             calendar office\n  when category in matter_{part} and urgent = yes : {} hours\n  \
             when category = matter_{part}_a and kind = complaint : {} working days\n  \
             when channel = counter : {} working days\n  otherwise : 9 working days\n  \
             warn before due 1 working day\n  pause from waiting to replied, at most 5 working days\n}}\n\
             finding late_{part} {{\n  responsible handler\n  when answer_{part} overdue for 2 working days : \"later than two days\"\n  \
             when category in matter_{part} and returned count > 2 : \"returned three times\"\n}}",
            part % 20 + 1,
            part % 7 + 1,
            part % 9 + 1,
        )
        .unwrap();
    }
    out.push_str(
        "ladder climb {\n  calendar office\n  rung 1 \"unit\" { responsible handler; within as deadline answer_0 }\n  \
         rung 2 \"board\" {\n    enter when rung 1 overdue\n    responsible board\n    to answered\n    \
         within 3 working days\n  }\n}\n",
    );
    for part in 0..parts / 10 {
        writeln!(
            out,
            "example \"case {part}\" {{\n  ticket kind = complaint, category = matter_{part}_a, handler = unit_{part}, channel = phone, urgent = no\n  \
             event accepted 2026-03-02 09:00\n  event dispatched 2026-03-02 09:05\n  as of 2026-03-02 10:00\n  \
             expect answer_{part} not overdue\n}}",
        )
        .unwrap();
    }
    out
}

fn written(name: &str, parts: usize) -> std::path::PathBuf {
    let file = scratch(name).join("rules.onus");
    std::fs::write(&file, rules(parts)).unwrap();
    file
}

fn time_of(args: &[&str], file: &Path) -> (Duration, String) {
    let begun = Instant::now();
    let output = onus().arg(args[0]).arg(file).args(&args[1..]).output().unwrap();
    let taken = begun.elapsed();
    ends_with(0, &output);
    (taken, stdout(&output))
}

#[test]
fn the_check_of_a_long_file_takes_no_longer_than_its_length_explains() {
    let (small, large) = (written("speed_1000", 38), written("speed_10000", 388));
    let lines = std::fs::read_to_string(&large).unwrap().lines().count();
    assert!((9_900..10_400).contains(&lines), "{lines} lines");
    for args in [
        &["check"][..],
        &["due", "--kind", "complaint", "--at", "2026-03-02 09:05"],
    ] {
        // The machine is shared: the best of some.
        let best = |file| (0..3).map(|_| time_of(args, file).0).min().unwrap();
        let (short, long) = (best(&small), best(&large));
        assert!(
            long < short * 25 + Duration::from_millis(500),
            "{args:?}: {short:?} for 1,000 lines, {long:?} for 10,000"
        );
    }
}
