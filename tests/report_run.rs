//! What a run prints and writes, from cases made by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use onus::calendar::Zone;
use onus::diagnostic::Language;
use onus::evaluate::Case;
use onus::model::RuleSet;
use onus::render::run_screen::{Layout, RunScreen};
use onus::render::table::Paint;
use onus::render::{ListWriter, Lists, Report, header, parties_csv};
use onus::report::{Context, FeedCounts, Rows, Totals, reconcile_feeds, reconcile_tickets};
use onus::terms::FeedRole;
use support::{cases, context, facts, rules};
use unicode_width::UnicodeWidthStr;

fn feeds(file: &str) -> Vec<FeedCounts> {
    vec![FeedCounts {
        role: FeedRole::Tickets,
        file: file.to_owned(),
        read: 7,
        counted: 4,
        void: 0,
        joined: 0,
        left_aside: 0,
        set_aside: 3,
        digest: "0".to_owned(),
    }]
}

fn folded(cases: &[Case], rules: &RuleSet, context: &Context<'_>) -> (Totals, Rows) {
    let (mut totals, mut rows) = (Totals::new(rules), Rows::default());
    for case in cases {
        totals.push(case, context);
        rows.push(case, context);
    }
    rows.sort();
    (totals, rows)
}

fn screen(chinese: bool, width: Option<usize>, paint: Paint) -> String {
    let (rules, facts, zone) = (rules(chinese), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let (totals, rows) = folded(&cases(), &rules, &context);
    RunScreen {
        context: &context,
        feeds: &feeds(if chinese { "工单.csv" } else { "tickets.csv" }),
        rows: &rows,
        totals: &totals,
        trials: None,
        read: 7,
        set_aside: 3,
        most: 100,
        why: "onus why --ticket",
    }
    .render(Layout {
        language: if chinese { Language::Chinese } else { Language::English },
        width,
        paint,
    })
}

#[test]
fn the_screen_of_a_run() {
    insta::assert_snapshot!("screen_zh", screen(true, None, Paint::Plain));
    insta::assert_snapshot!("screen_en", screen(false, Some(120), Paint::Plain));
    insta::assert_snapshot!("screen_zh_80", screen(true, Some(80), Paint::Plain));
    insta::assert_snapshot!("screen_en_80", screen(false, Some(80), Paint::Plain));
}

#[test]
fn tables_fit_their_terminal() {
    for chinese in [false, true] {
        for width in [80, 100, 120] {
            let text = screen(chinese, Some(width), Paint::Plain);
            let table = text
                .lines()
                .filter(|line| !line.contains(" = ") && !line.starts_with(['a', '截']));
            for line in table {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn colour_only_where_told() {
    assert!(!screen(false, None, Paint::Plain).contains('\u{1b}'));
    let colour = screen(false, None, Paint::Colour);
    assert!(colour.contains("\u{1b}[31m8 h\u{1b}[0m"), "{colour}");
    assert!(colour.contains("\u{1b}[33m7 h\u{1b}[0m"), "{colour}");
    let stripped = colour
        .replace("\u{1b}[31m", "")
        .replace("\u{1b}[33m", "")
        .replace("\u{1b}[0m", "");
    assert_eq!(stripped, screen(false, None, Paint::Plain));
}

fn list(report: Report, cases: &[Case], context: &Context<'_>, chunk: usize) -> String {
    let writer = ListWriter::new(context.rules, &Report::ALL);
    let mut out = header(report).into_bytes();
    for cases in cases.chunks(chunk) {
        let mut lists = Lists::default();
        for case in cases {
            writer.push(&mut lists, case, context);
        }
        out.extend_from_slice(lists.of(report));
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn lists_for_machines() {
    let (rules, facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    for report in [
        Report::Obligations,
        Report::Overdue,
        Report::Escalations,
        Report::Findings,
        Report::DataFindings,
    ] {
        let whole = list(report, &cases(), &context, 100);
        assert_eq!(whole, list(report, &cases(), &context, 1), "chunks change {report:?}");
        insta::assert_snapshot!(report.word(), whole);
    }
    let (totals, _) = folded(&cases(), &rules, &context);
    let parties = String::from_utf8(parties_csv(&totals, &rules)).unwrap();
    assert!(parties.starts_with(&header(Report::Parties)));
    insta::assert_snapshot!("parties", parties);
}

#[test]
fn overdue_alone_is_the_same_as_beside_obligations() {
    let (rules, facts, zone) = (rules(true), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let alone = ListWriter::new(&rules, &[Report::Overdue]);
    let mut lists = Lists::default();
    cases().iter().for_each(|case| alone.push(&mut lists, case, &context));
    assert!(lists.of(Report::Obligations).is_empty());
    let beside = list(Report::Overdue, &cases(), &context, 2);
    assert_eq!(
        header(Report::Overdue).into_bytes().len() + lists.of(Report::Overdue).len(),
        beside.len()
    );
    assert!(beside.into_bytes().ends_with(lists.of(Report::Overdue)));
}

#[test]
fn every_line_has_the_columns_of_its_head_whatever_the_names_hold() {
    let (mut rules, mut facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let hostile = ["=cmd|' /C calc'!A0", "a,\"b\"\nc", "\u{202e}x\r\n", ",,,", "\"", "ok"];
    for (at, text) in hostile.iter().enumerate() {
        if let Some(number) = facts.numbers.get_mut(at) {
            *number = (*text).to_owned();
        }
    }
    rules.files[0].name = "a,\"b\".onus".to_owned();
    rules.parties[2].name = "x,y".to_owned();
    rules.deadlines[0].name = "\"quoted\"".to_owned();
    rules.ladders[0].name = "l\n2".to_owned();
    let context = context(&rules, &facts, &zone);
    for report in [
        Report::Obligations,
        Report::Overdue,
        Report::Escalations,
        Report::Findings,
        Report::DataFindings,
    ] {
        let text = list(report, &cases(), &context, 3);
        let records = read_csv(&text);
        assert!(records.len() > 1);
        for record in &records {
            assert_eq!(record.len(), records[0].len(), "{report:?}: {record:?}");
        }
    }
    let obligations = read_csv(&list(Report::Obligations, &cases(), &context, 3));
    assert_eq!(obligations[2][0], hostile[1]);
    assert_eq!(obligations[2][16], "a,\"b\".onus:77");
    assert_eq!(obligations[3][3], "l\n2/2");
}

/// RFC 4180, character by character.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other => field.push(other),
        }
    }
    records
}

#[test]
fn totals_do_not_depend_on_chunks() {
    let (rules, facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let cases = cases();
    let (whole, rows) = folded(&cases, &rules, &context);
    let (mut parts, mut joined) = (Totals::new(&rules), Rows::default());
    for chunk in cases.chunks(1) {
        let (totals, rows) = folded(chunk, &rules, &context);
        parts.merge(&totals);
        joined.merge(rows);
    }
    joined.sort();
    assert_eq!(whole, parts);
    assert_eq!(rows, joined);
    assert_eq!(whole.counted(), 4);
    assert_eq!(whole.states.due(), 3);
}

#[test]
fn sums_that_do_not_agree_are_told() {
    let (rules, facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let (totals, _) = folded(&cases(), &rules, &context);
    assert!(reconcile_tickets(7, 3, &totals).is_ok());
    let told = reconcile_tickets(8, 3, &totals).unwrap_err();
    assert_eq!((told.left, told.right), (8, 7));
    assert!(reconcile_feeds(&feeds("t.csv")).is_ok());
    let mut odd = feeds("t.csv");
    odd[0].set_aside = 2;
    assert!(
        reconcile_feeds(&odd)
            .unwrap_err()
            .words()
            .get(Language::Chinese)
            .contains("t.csv")
    );
}
