//! The reference job (benches/README.md) against a slow model that walks day by day and knows nothing of Onus.

#![allow(clippy::unwrap_used)]

#[path = "../benches/reference_job/feed.rs"]
#[allow(dead_code)]
mod feed;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

const TICKETS: u64 = 60_000;

/// What is said of a late or climbed ticket: unit, due (where late), seconds late, tier.
type Late = (String, String, i64, u8);

fn at(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()
}

fn as_of() -> NaiveDateTime {
    at("2026-06-30 17:30:00").unwrap()
}

/// A moment that has come.
fn came(text: &str) -> Option<NaiveDateTime> {
    at(text).filter(|moment| *moment <= as_of())
}

struct Office(BTreeSet<NaiveDate>, BTreeSet<NaiveDate>);

impl Office {
    fn new() -> Office {
        let date =
            |year: i64, month: i64, day: i64| NaiveDate::from_ymd_opt(year as i32, month as u32, day as u32).unwrap();
        let off = feed::HOLIDAYS.iter().flat_map(|(year, month, day, length)| {
            (0..*length as u64).map(move |more| date(*year, *month, *day) + Days::new(more))
        });
        let work = feed::MAKE_UP_DAYS
            .iter()
            .map(|(year, month, day)| date(*year, *month, *day));
        Office(off.collect(), work.collect())
    }

    fn works(&self, date: NaiveDate) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        self.1.contains(&date) || (!weekend && !self.0.contains(&date))
    }

    fn spans(&self, date: NaiveDate) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let time = |hour, minute| date.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
        match self.works(date) {
            true => vec![(time(8, 30), time(12, 0)), (time(14, 0), time(17, 30))],
            false => Vec::new(),
        }
    }

    fn between(&self, from: NaiveDateTime, to: NaiveDateTime) -> i64 {
        let mut seconds = 0;
        let mut date = from.date();
        while date <= to.date() {
            for (open, close) in self.spans(date) {
                seconds += (close.min(to) - open.max(from)).num_seconds().max(0);
            }
            date = date + Days::new(1);
        }
        seconds
    }

    fn add(&self, from: NaiveDateTime, mut seconds: i64) -> NaiveDateTime {
        let mut date = from.date();
        loop {
            for (open, close) in self.spans(date) {
                let open = open.max(from);
                let room = (close - open).num_seconds().max(0);
                if room > 0 && seconds <= room {
                    return open + TimeDelta::seconds(seconds);
                }
                seconds -= room;
            }
            date = date + Days::new(1);
        }
    }

    fn close_of_working_day(&self, from: NaiveDate, mut days: i64) -> NaiveDateTime {
        let mut date = from;
        while days > 0 {
            date = date + Days::new(1);
            days -= i64::from(self.works(date));
        }
        date.and_hms_opt(17, 30, 0).unwrap()
    }
}

/// Records of a CSV text, by the names of its header.
fn records(text: &str) -> Vec<HashMap<String, String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.push(letters.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    let header = rows.remove(0);
    let named = |row: Vec<String>| header.iter().cloned().zip(row).collect();
    rows.into_iter().map(named).collect()
}

/// The job as its text says it, and how many pauses began after the due moment.
fn model(tickets: &[HashMap<String, String>]) -> (BTreeMap<String, Late>, BTreeMap<String, i64>, usize) {
    let office = Office::new();
    let mut opened: HashMap<(&str, &str), Vec<NaiveDateTime>> = HashMap::new();
    for ticket in tickets {
        if let Some(at) = came(&ticket["opened_at"]) {
            opened
                .entry((&ticket["customer_id"], &ticket["category"]))
                .or_default()
                .push(at);
        }
    }
    let (mut late, mut contact, mut after) = (BTreeMap::new(), BTreeMap::new(), 0);
    for ticket in tickets {
        let cell = |name: &str| ticket[name].as_str();
        let Some(open) = came(cell("opened_at")) else { continue };
        let start = came(cell("dispatched_at")).unwrap_or(open);
        let end = came(cell("resolved_at")).unwrap_or(as_of());
        let kind = feed::KINDS.iter().position(|kind| *kind == cell("kind")).unwrap();
        let category = feed::CATEGORIES
            .iter()
            .position(|one| *one == cell("category"))
            .unwrap();
        let mut due = match feed::LIMITS[kind][category] {
            days if days < 0 => office.close_of_working_day(start.date(), -days),
            hours => office.add(start, hours * 3600),
        };
        let first = due;
        let mut paused = 0;
        for (from, to) in [("pause1_from", "pause1_to"), ("pause2_from", "pause2_to")] {
            if let Some(from) = came(cell(from)) {
                after += usize::from(from >= office.add(first, paused) && from > first);
                paused += office.between(from, came(cell(to)).unwrap_or(as_of()));
            }
        }
        if paused > 0 {
            due = office.add(due, paused);
        }
        let seconds = if end > due { office.between(due, end) } else { 0 };
        let window = open - TimeDelta::days(30);
        let again = opened[&(cell("customer_id"), cell("category"))].iter();
        let again = again.filter(|other| **other > window && **other <= open).count() >= 3;
        let tier = match seconds {
            _ if again => 3,
            86_400.. => 3,
            28_800.. => 2,
            1.. => 1,
            _ => 0,
        };
        if tier > 0 {
            let due = if seconds > 0 { due.to_string() } else { String::new() };
            late.insert(
                cell("ticket_id").to_owned(),
                (cell("business_unit").to_owned(), due, seconds, tier),
            );
        }
        if office.between(start, came(cell("first_contact_at")).unwrap_or(as_of())) > 7200 {
            *contact.entry(cell("business_unit").to_owned()).or_default() += 1;
        }
    }
    (late, contact, after)
}

/// The same from the lists of a run.
fn lists(folder: &Path) -> (BTreeMap<String, Late>, BTreeMap<String, i64>) {
    let (mut late, mut contact): (BTreeMap<String, Late>, BTreeMap<String, i64>) = Default::default();
    let read = |name: &str| records(&std::fs::read_to_string(folder.join(name)).unwrap());
    for row in read("overdue.csv") {
        let seconds: i64 = row["late_working_seconds"].parse().unwrap_or(0);
        match row["deadline"].as_str() {
            _ if seconds == 0 => {}
            "contact" => *contact.entry(row["handler"].clone()).or_default() += 1,
            "resolve" => {
                let due = row["due"][..19].replace('T', " ");
                late.insert(row["ticket"].clone(), (row["handler"].clone(), due, seconds, 1));
            }
            _ => {}
        }
    }
    for row in read("escalations.csv") {
        let rung: u8 = row["deadline"].rsplit('/').next().unwrap().parse().unwrap();
        let nothing_late = (row["handler"].clone(), String::new(), 0, 1);
        let own = late.entry(row["ticket"].clone()).or_insert(nothing_late);
        own.3 = own.3.max(rung);
    }
    (late, contact)
}

#[test]
fn the_run_says_what_the_job_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reference_job");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = Vec::new();
    feed::write(&mut text, TICKETS, 95_598, feed::Layout::Plain).unwrap();
    std::fs::write(folder.join("tickets.csv"), &text).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_onus"))
        .arg("run")
        .arg(root.join("benches/reference_job.onus"))
        .args([
            "--lang",
            "en",
            "--as-of",
            "2026-06-30 17:30",
            "--reports",
            "overdue,escalations,parties",
            "--data",
        ])
        .arg(&folder)
        .arg("--out")
        .arg(folder.join("out"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (late, contact, after) = model(&records(std::str::from_utf8(&text).unwrap()));
    assert!(
        late.len() > 1000 && contact.len() == 40,
        "{} late, {} units",
        late.len(),
        contact.len()
    );
    assert!(
        after > 0,
        "no pause begins after its due moment: the feed is too small to show it"
    );
    let (told, told_contact) = lists(&folder.join("out"));
    let unlike: Vec<_> = late
        .keys()
        .chain(told.keys())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|ticket| late.get(*ticket) != told.get(*ticket))
        .map(|ticket| format!("{ticket}: job {:?}, run {:?}", late.get(ticket), told.get(ticket)))
        .collect();
    assert!(
        unlike.is_empty(),
        "{} tickets differ, among them\n{}",
        unlike.len(),
        unlike[..unlike.len().min(5)].join("\n")
    );
    assert_eq!(contact, told_contact);
}

/// A month of tickets, and the rules with a notice.
#[test]
fn a_notice_that_is_only_printed_says_what_one_whose_rows_are_kept_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reference_job_notice");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = Vec::new();
    feed::write(&mut text, TICKETS, 95_598, feed::Layout::Plain).unwrap();
    let text = std::str::from_utf8(&text).unwrap();
    // A summary of several lines is left out: it begins where a quote is opened.
    let of_month = |line: &&str| {
        let mut months = ["ticket_id", ",2026-04-", ",2026-05-"].into_iter();
        months.any(|own| line.contains(own)) && line.matches('"').count().is_multiple_of(2)
    };
    let tickets: Vec<&str> = text.lines().filter(of_month).collect();
    assert!(tickets.len() > 5_000, "{}", tickets.len());
    std::fs::write(folder.join("tickets.csv"), tickets.join("\n")).unwrap();
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let rules = read("reference_job.onus") + &read("reference_job/notice.onus");
    std::fs::write(folder.join("rules.onus"), rules).unwrap();
    let draft = |more: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_onus"))
            .args([
                "notice", "draft", ".", "--data", ".", "--month", "2026-05", "--lang", "en",
            ])
            .args(more)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let printed = draft(&[]);
    assert!(printed.len() > 5_000, "{printed}");
    draft(&["--out", "out", "--format", "markdown"]);
    let mut written = std::fs::read_dir(folder.join("out")).unwrap();
    let written = written.find(|file| file.as_ref().unwrap().path().extension().is_some_and(|own| own == "md"));
    let written = std::fs::read_to_string(written.unwrap().unwrap().path()).unwrap();
    assert_eq!(printed.trim_end(), written.trim_end());
}
