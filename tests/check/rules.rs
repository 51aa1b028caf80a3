//! The same rules in two languages are one rule set but for names, and the shipped rules check.

use onus::cli::load;
use onus::diagnostic::Severity;
use std::path::PathBuf;

#[test]
fn the_draft_files_check() {
    for name in [
        "power_bureau_zh",
        "power_bureau_en",
        "machinery_maker_zh",
        "boston_311",
        "calendar_2014_en",
        "calendar_2014_zh",
        "calendar_2026_zh",
    ] {
        let loaded = load(&[PathBuf::from(format!("tests/syntax/valid/{name}.onus"))]).unwrap();
        let louder: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|told| told.severity > Severity::Note)
            .collect();
        assert!(louder.is_empty(), "{name}: {louder:?}");
        assert!(loaded.rules.is_some(), "{name}");
    }
}

#[test]
fn the_shipped_rules_check() {
    for entry in std::fs::read_dir("rules").unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.display();
        let loaded = load(std::slice::from_ref(&folder)).unwrap();
        let louder: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|told| told.severity > Severity::Note)
            .collect();
        assert!(louder.is_empty(), "{name}: {louder:?}");
        assert!(loaded.rules.is_some(), "{name}");
    }
}

/// The debug form of a rule set with every name, text and file put aside.
fn shape(name: &str) -> String {
    let loaded = load(&[PathBuf::from(format!("tests/syntax/valid/{name}.onus"))]).unwrap();
    let mut rules = loaded.rules.unwrap();
    // The other spellings name the other language's words, and the headers of feeds are texts.
    rules.files.clear();
    rules.also_called.clear();
    let text = format!("{rules:#?}");
    let mut out = String::new();
    let mut quoted = false;
    for letter in text.chars() {
        if letter == '"' {
            quoted = !quoted;
        } else if !quoted {
            out.push(letter);
        }
    }
    out
}

#[test]
fn the_same_rules_in_two_languages_are_one_rule_set_but_for_names() {
    let (chinese, english) = (shape("power_bureau_zh"), shape("power_bureau_en"));
    for (at, (zh, en)) in chinese.lines().zip(english.lines()).enumerate() {
        assert_eq!(zh, en, "line {at}");
    }
    assert_eq!(chinese.len(), english.len());
}

#[test]
fn the_test_of_an_end_asks_no_lateness() {
    let page = onus::diagnostic::CODES
        .iter()
        .find(|page| page.code.0 == "O1321")
        .unwrap();
    let told = |test: &str| {
        let text = page.right.replacen(
            "from accepted to answered",
            &format!("from accepted to answered when {test}"),
            1,
        );
        let loaded = super::listing::Folder::new("end_test").with("rules.onus", &text).load();
        loaded.diagnostics.iter().map(|told| told.code.0).collect::<Vec<_>>()
    };
    assert_eq!(told("answered count >= 3"), Vec::<&str>::new());
    assert_eq!(told("answer overdue"), ["O1321"]);
    assert_eq!(told("call count >= 3"), ["O1201"]);
}

#[test]
fn a_ladder_asks_its_own_calendar_how_late_a_rung_is() {
    let ladder = |name: &str, applies: &str, calendar: &str, wait: &str| {
        format!(
            "ladder {name} {{\n{applies}{calendar}  rung 1 \"unit\" {{ responsible handler; within as deadline answer }}\n  \
rung 2 \"office\" {{ enter when rung 1 overdue{wait}; responsible office; to answered; within 24 hours }}\n}}\n"
        )
    };
    let (some, days) = ("  applies when kind = complaint\n", " for 2 working days");
    let told = |own: [&str; 2], others: [&str; 2]| {
        let rules = ladder("own", some, own[0], own[1]) + &ladder("others", "", others[0], others[1]);
        let head = "ruleset \"A\" version 1\neffective from 2026-01-01, by accepted\ntimezone UTC\n\
working days count from next day, until close of business\n\
calendar desk { covers all years; monday to friday 09:00-17:00 }\n\
organisation { department office; unit city under office }\ncategory all_of_it { owner office }\nkind complaint\n\
workflow case { in order accepted, answered }\n\
deadline answer { from accepted to answered; responsible handler; otherwise : 48 hours }\n";
        let folder = super::listing::Folder::new("ladder_calendars");
        let loaded = folder.with("rules.onus", head.to_owned() + &rules).load();
        loaded.diagnostics.iter().map(|told| told.code.0).collect::<Vec<_>>()
    };
    assert_eq!(told(["  calendar desk\n", days], ["", ""]), Vec::<&str>::new());
    assert_eq!(told(["  calendar desk\n", ""], ["", days]), ["O1333"]);
}

#[test]
fn no_single_edit_makes_the_check_panic() {
    let text = include_str!("cases/five_faults_en.onus");
    for (at, letter) in text.char_indices().step_by(4) {
        for put in ["", "{", "}", "\"", "9"] {
            let mut edited = text.to_string();
            edited.replace_range(at..at + letter.len_utf8(), put);
            let mut sources = onus::source::Sources::default();
            let file = sources.add("rules.onus", edited.as_str());
            let (tree, _) = onus::syntax::parse(file, &edited);
            let checked = onus::check::check(&sources, &[(file, tree)], &onus::check::Tables::default());
            assert!(
                checked
                    .diagnostics
                    .windows(2)
                    .all(|pair| pair[0].span.start <= pair[1].span.start)
            );
        }
    }
}

#[test]
fn a_pause_asks_what_is_known_when_it_begins() {
    let rules = std::fs::read_to_string("tests/cases/pause_reasons/rules.onus").unwrap();
    let late = rules.replace("when pause_reason = awaiting_parts", "when answer overdue");
    assert_ne!(late, rules);
    let file = std::env::temp_dir().join(format!("onus-pause-{}.onus", std::process::id()));
    std::fs::write(&file, late).unwrap();
    let loaded = load(std::slice::from_ref(&file)).unwrap();
    std::fs::remove_file(&file).unwrap();
    let refused: Vec<&str> = loaded
        .diagnostics
        .iter()
        .filter(|told| told.severity > Severity::Note)
        .map(|told| told.code.0)
        .collect();
    assert_eq!(refused, ["O1321"]);
}

#[test]
fn a_comment_allows_what_is_told_of_its_line_or_the_next() {
    let told = |kind: &str| {
        let head = "timezone UTC\norganisation { department cards }\ncategory loans { owner cards; subcategory car }\n";
        let folder = super::listing::Folder::new("allowed");
        let loaded = folder.with("rules.onus", format!("{head}{kind}\n")).load();
        loaded.diagnostics.iter().map(|told| told.code.0).collect::<Vec<_>>()
    };
    let kind = "kind big { when category = loans }";
    assert_eq!(told(kind), ["O2104"]);
    for allowed in [
        format!("{kind}  # allow O2104: cars go elsewhere"),
        format!("{kind}  ＃ 容许 O2104：汽车另行办理"),
        format!("# allow O2104: cars go elsewhere\n\n# and more\n{kind}"),
        format!("# 容许 O2104：汽车另行办理\n{kind}"),
    ] {
        assert_eq!(told(&allowed), Vec::<&str>::new(), "{allowed}");
    }
    // Another line, another code, a text that looks like it, a word that is no code.
    assert_eq!(
        told(&format!(
            "# allow O2104: x\nkind small {{ when category in car }}\n{kind}"
        )),
        ["O2191", "O2104"]
    );
    assert_eq!(told(&format!("{kind}  # allow O2103: x")), ["O2104", "O2191"]);
    assert_eq!(told(&format!("field \"# allow O2104: x\" text\n{kind}")), ["O2104"]);
    assert_eq!(told(&format!("{kind}  # allow Olga to do it")), ["O2104"]);
    // An error stays, and the file of sentences, tables and what does not parse are passed over.
    assert_eq!(
        told("category loans { owner cards }  # allow O1202: x").first(),
        Some(&"O1202")
    );
    assert!(!told("kind {  # allow O2104: x").contains(&"O2191"));
}

#[test]
fn what_is_allowed_stays_where_a_proof_took_too_long() {
    // Every field with one far from it: no order of the fields keeps the proof small.
    let fields: String = (0..40).map(|at| format!("field y{at} yes or no\n")).collect();
    let pair = |at: usize| format!("when y{at} = yes and y{} = yes : 1 hour\n", at + 20);
    let rows: String = (0..20).map(pair).collect();
    let all: Vec<String> = (0..40).map(|at| format!("y{at} = yes")).collect();
    let rules = format!(
        "timezone UTC\norganisation {{ department cards }}\n{fields}workflow desk {{ in order accepted, answered }}\n\
         deadline answer {{  # allow O2112: of the whole deadline\nfrom accepted to answered\nresponsible cards\n\
         when {} : 2 hours  # allow O2112: it was proved once\n{rows}otherwise : 3 hours  # allow O2113: never told of a row\n}}\n",
        all.join(" and ")
    );
    let loaded = super::listing::Folder::new("not_proven")
        .with("rules.onus", rules)
        .load();
    let told = loaded.diagnostics.iter().filter(|told| told.code.0.starts_with("O21"));
    let told: Vec<_> = told
        .map(|told| (told.code.0, told.not_proven, told.edits.len()))
        .collect();
    // Neither taken back nor needless; what is allowed of another code is.
    assert_eq!(told, [("O2112", true, 0), ("O2191", false, 1)]);
}
