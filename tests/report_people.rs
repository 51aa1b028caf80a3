//! Lists for people: sorted, in the words of their language, harmless in a spreadsheet; and `run.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use onus::calendar::Zone;
use onus::diagnostic::{Code, Language};
use onus::dump::SourceFile;
use onus::model::RuleSet;
use onus::render::run_json::RunJson;
use onus::render::{
    BOM, EscalationsPeople, ListWriter, Lists, PeopleWords, Report, SetAsideRow, escalations_head, overdue_people,
    parties_csv, people_file, people_head, people_lines, safe, set_aside_line,
};
use onus::report::{Context, Quotes, Rows, Totals};
use onus::source::Sources;
use onus::terms::FeedRole;
use support::{cases, context, facts, rules};

fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    text.replace("\r\n", "\n")
}

fn overdue(rules: &RuleSet, language: Language, context: &Context<'_>) -> String {
    let mut rows = Rows::default();
    cases().iter().for_each(|case| rows.push(case, context));
    rows.sort();
    assert_eq!(rules.parties.len(), 4);
    let mut out = Vec::new();
    overdue_people(&mut out, &rows.late, context, language).unwrap();
    text(out)
}

fn sources(chinese: bool) -> Sources {
    let mut sources = Sources::default();
    let line = if chinese {
        "    进入 当 第1级 逾期   # 【例】"
    } else {
        "    enter when rung 1 overdue   # [E]"
    };
    let name = if chinese { "规则.onus" } else { "rules.onus" };
    sources.add(name, format!("{}{line}\n", "\n".repeat(104)));
    sources
}

#[test]
fn lists_for_people() {
    for (chinese, language, tag) in [(false, Language::English, "en"), (true, Language::Chinese, "zh")] {
        let (rules, facts, zone) = (rules(chinese), facts(), Zone::of(support::ZONE));
        let context = context(&rules, &facts, &zone);
        insta::assert_snapshot!(format!("people_overdue_{tag}"), overdue(&rules, language, &context));
        let sources = sources(chinese);
        let quotes = Quotes::new(&rules, &sources);
        let mut escalations = escalations_head(language);
        let mut people = EscalationsPeople::new(&rules, &quotes, language);
        cases()
            .iter()
            .for_each(|case| people.push(&mut escalations, case, &context));
        insta::assert_snapshot!(format!("people_escalations_{tag}"), text(escalations));

        let words = PeopleWords::new(&rules, language);
        let writer = ListWriter::new(&rules, &Report::ALL);
        let (mut lists, mut totals) = (Lists::default(), Totals::new(&rules));
        for case in &cases() {
            writer.push(&mut lists, case, &context);
            totals.push(case, &context);
        }
        for report in [Report::Obligations, Report::Findings, Report::DataFindings] {
            let mut out = people_head(report, language).unwrap();
            people_lines(&mut out, report, lists.of(report), &words);
            insta::assert_snapshot!(format!("people_{}_{tag}", report.word()), text(out));
        }
        let mut out = people_head(Report::Parties, language).unwrap();
        let parties = parties_csv(&totals, &rules);
        let body = &parties[parties.iter().position(|byte| *byte == b'\n').unwrap() + 1..];
        people_lines(&mut out, Report::Parties, body, &words);
        insta::assert_snapshot!(format!("people_parties_{tag}"), text(out));
    }
}

#[test]
fn every_list_has_a_file_and_the_columns_of_its_machine_twin() {
    for report in Report::ALL {
        assert!(people_file(report, Language::Chinese).ends_with("清单.csv"));
        assert_ne!(people_file(report, Language::English), report.file());
        let machine = onus::render::header(report).matches(',').count();
        if let Some(head) = people_head(report, Language::English) {
            assert_eq!(text(head).matches(',').count(), machine, "{report:?}");
        }
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_get_an_apostrophe() {
    let row = SetAsideRow {
        feed: FeedRole::Tickets,
        file: "a,b.csv",
        row: 812,
        column: "=HYPERLINK(\"http://x\")",
        code: Code("R4003"),
        ticket: "+1\r\n@2",
        cure: "\u{202e}-x",
        value: "@4",
    };
    let mut machine = Vec::new();
    set_aside_line(&mut machine, &row);
    let mut people = Vec::new();
    people_lines(
        &mut people,
        Report::SetAside,
        &machine,
        &PeopleWords::new(&rules(false), Language::English),
    );
    let people = String::from_utf8(people).unwrap();
    assert_eq!(
        people,
        "tickets,\"a,b.csv\",812,\"'=HYPERLINK(\"\"http://x\"\")\",R4003,\"'+1 \n@2\",\\u{202e}-x,'@4\r\n"
    );
    for text in ["=1", "+1", "-1", "@x", "\tx", "\rx", "  =1", "＝1", "\u{feff}=1"] {
        assert!(safe::spreadsheet(text).starts_with('\''), "{text:?}");
    }
    for text in ["", "1", "a=b", "20260302-0017", "投诉"] {
        assert_eq!(safe::spreadsheet(text), text);
    }
    assert_eq!(BOM, [0xef, 0xbb, 0xbf]);
}

#[test]
fn file_names_stay_in_their_folder() {
    for text in [
        "../../etc/passwd",
        "..",
        ".",
        "",
        "a/b\\c",
        "x\u{0}y",
        "\u{202e}gpj",
        &"长".repeat(200),
    ] {
        let name = safe::file_name(text);
        assert!(
            !name.is_empty() && name.len() <= 120 && name != "." && name != "..",
            "{text:?} {name:?}"
        );
        assert!(!name.contains(['/', '\\', '\u{0}', '\u{202e}']), "{name:?}");
    }
}

#[test]
fn the_run_in_json() {
    let (rules, facts, zone) = (rules(false), facts(), Zone::of(support::ZONE));
    let context = context(&rules, &facts, &zone);
    let mut totals = Totals::new(&rules);
    cases().iter().for_each(|case| totals.push(case, &context));
    let digest = |name: &str| SourceFile {
        name: name.to_owned(),
        blake3: "ab".repeat(32),
    };
    let json = RunJson {
        program: "0.1.0",
        as_of: context.as_of,
        as_of_stated: true,
        rules: &rules,
        rules_digest: &"cd".repeat(32),
        rule_files: &[digest("rules.onus")],
        calendars: &[digest("office")],
        feeds: &[],
        read: 7,
        set_aside: 3,
        totals: &totals,
        zone: &zone,
    };
    insta::assert_snapshot!("run_json", json.render().unwrap());
}

proptest::proptest! {
    #[test]
    fn no_text_reaches_a_terminal_or_a_spreadsheet_raw(text in "\\PC{0,8}[\\x00-\\x1f\u{202a}-\u{202e}\u{2066}-\u{2069}=+@-]{0,3}\\PC{0,8}") {
        let harmless = |text: &str| !text.chars().any(|char| {
            (char.is_control() && char != '\n') || ('\u{202a}'..='\u{202e}').contains(&char) || ('\u{2066}'..='\u{2069}').contains(&char)
        });
        let shown = safe::terminal(&text);
        assert!(harmless(&shown) && !shown.contains('\n'), "{shown:?}");
        let cell = safe::spreadsheet(&text);
        assert!(harmless(&cell), "{cell:?}");
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
}
