//! What the loader reads, in which encoding, and what it refuses.

use super::listing::{Folder, listing};
use onus::cli::load;
use onus::diagnostic::Language;
use std::path::PathBuf;

const HEAD: &str = "timezone Asia/Shanghai\norganisation { department 客服中心 }\n";

fn codes(loaded: &onus::cli::Loaded) -> Vec<&'static str> {
    loaded.diagnostics.iter().map(|told| told.code.0).collect()
}

#[test]
fn all_encodings_give_the_same_text() {
    let utf8 = Folder::new("utf8").with("rules.onus", HEAD).load();
    let mut bom = b"\xef\xbb\xbf".to_vec();
    bom.extend(HEAD.as_bytes());
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(HEAD.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (gb, ..) = encoding_rs::GB18030.encode(HEAD);
    for (name, bytes, told) in [
        ("bom", bom, vec![]),
        ("utf16", utf16, vec![]),
        ("gb", gb.into_owned(), vec!["O2105"]),
    ] {
        let loaded = Folder::new(name).with("rules.onus", bytes).load();
        assert_eq!(codes(&loaded), told, "{name}");
        assert_eq!(loaded.rules, utf8.rules, "{name}");
        assert!(loaded.rules.is_some(), "{name}");
    }
}

#[test]
fn what_is_no_text_is_told_once() {
    for (name, bytes) in [
        ("word", b"PK\x03\x04rest".to_vec()),
        ("binary", vec![1, 0, 2]),
        ("broken", vec![b'a', 0xff, 0xff]),
    ] {
        let loaded = Folder::new(name).with("rules.onus", bytes).load();
        assert_eq!(codes(&loaded), ["O1016"], "{name}");
        assert!(loaded.rules.is_none());
    }
    let word = Folder::new("word_words").with("rules.onus", b"PK\x03\x04").load();
    assert!(listing(&word, Language::Chinese).contains("这是 Word 文档"));
}

#[test]
fn a_folder_is_one_rule_set_in_the_order_of_bytes() {
    let folder = Folder::new("folder")
        .with("b.onus", "field x text\n")
        .with("a.onus", HEAD)
        .with("notes.txt", "no rules");
    let loaded = folder.load();
    let names: Vec<&str> = loaded.sources.iter().map(|(_, source)| source.name.as_str()).collect();
    assert_eq!(names, ["a.onus", "b.onus"]);
    assert_eq!((loaded.files, loaded.lines), (2, 3));
    assert!(loaded.rules.is_some());
    let without_ending = load(&[folder.0.join("a")]).unwrap();
    assert!(without_ending.rules.is_some());
}

#[test]
fn the_digest_follows_the_texts() {
    let digest = |name: &str, file: &str, text: &str| Folder::new(name).with(file, text).load().digest;
    let one = digest("digest_1", "a.onus", HEAD);
    assert_eq!(one.len(), 64);
    assert_eq!(one, digest("digest_2", "a.onus", HEAD));
    assert_eq!(one, digest("digest_3", "b.onus", HEAD));
    assert_ne!(one, digest("digest_4", "a.onus", &HEAD.replace('\n', "\r\n")));
}

#[test]
fn a_folder_without_rules_lists_what_is_there() {
    let folder = Folder::new("empty").with("notes.txt", "no rules");
    let error = load(std::slice::from_ref(&folder.0)).unwrap_err();
    assert!(error.0.message.en.contains("notes.txt") && error.0.message.zh.contains("notes.txt"));
    assert!(load(&[PathBuf::from("nowhere_at_all")]).is_err());
}

#[test]
fn imports_are_read_once_and_circles_do_no_harm() {
    let folder = Folder::new("circle")
        .with(
            "rules.onus",
            format!("import \"parts/a.onus\"\nimport \"parts/a.onus\"\n{HEAD}"),
        )
        .with("parts/a.onus", "import \"b.onus\"\nfield x text\n")
        .with("parts/b.onus", "import \"a.onus\"\nfield y text\n");
    let loaded = load(&[folder.0.join("rules.onus")]).unwrap();
    assert!(loaded.rules.is_some(), "{}", listing(&loaded, Language::English));
    let names: Vec<&str> = loaded.sources.iter().map(|(_, source)| source.name.as_str()).collect();
    assert_eq!(names, ["rules.onus", "parts/a.onus", "parts/b.onus"]);
}

#[test]
fn imports_stay_below_the_folder_of_the_rules() {
    let folder = Folder::new("outside")
        .with("outer.onus", "field x text\n")
        .with("inner/dots.onus", format!("import \"../outer.onus\"\n{HEAD}"));
    let dots = folder.0.join("inner/dots.onus");
    assert_eq!(codes(&load(std::slice::from_ref(&dots)).unwrap()), ["O1012"]);
    let named = load(&[dots, folder.0.join("outer.onus")]).unwrap();
    assert!(named.rules.is_some(), "{}", listing(&named, Language::English));

    let outer = folder.0.join("outer.onus");
    let folder = folder.with("inner/absolute.onus", format!("import \"{}\"\n{HEAD}", outer.display()));
    assert_eq!(
        codes(&load(&[folder.0.join("inner/absolute.onus")]).unwrap()),
        ["O1012"]
    );
    let folder = folder.with("inner/link.onus", format!("import \"linked.onus\"\n{HEAD}"));
    std::os::unix::fs::symlink(&outer, folder.0.join("inner/linked.onus")).unwrap();
    assert_eq!(codes(&load(&[folder.0.join("inner/link.onus")]).unwrap()), ["O1012"]);
}

#[test]
fn a_missing_import_is_told_and_nothing_that_may_stand_in_it() {
    let text = format!("import \"calendar.onus\"\n{HEAD}workflow w {{ calendar office; in order a, b }}\n");
    let loaded = Folder::new("missing").with("rules.onus", text).load();
    assert_eq!(codes(&loaded), ["O1011"]);
    assert!(loaded.rules.is_none());
}

#[test]
fn only_rule_files_are_imported_and_not_too_many_or_too_large() {
    let ics = Folder::new("ics")
        .with("rules.onus", format!("import \"holidays.ics\"\n{HEAD}"))
        .with("holidays.ics", "")
        .load();
    assert_eq!(codes(&ics), ["O1013"]);

    let mut folder = Folder::new("many");
    let mut text = HEAD.to_string();
    for number in 0..64 {
        text += &format!("import \"parts/{number}.onus\"\n");
        folder = folder.with(&format!("parts/{number}.onus"), "# nothing\n");
    }
    assert_eq!(codes(&folder.with("rules.onus", text).load()), ["O1014"]);

    let large = format!("{HEAD}{}", "# a comment\n".repeat(400_000));
    assert_eq!(codes(&Folder::new("large").with("rules.onus", large).load()), ["O1015"]);
}

#[test]
fn rows_of_a_table_are_rows_of_the_deadline() {
    let rules = "timezone Europe/London
working days count from next day, until close of business
calendar office { covers all years; monday to friday 09:00-17:00 }
organisation { department cards; department loans }
table levels \"levels.csv\" { category from column \"type\"; owner from column \"team\"; within from column \"limit\" }
workflow request { in order accepted, answered }
deadline answer {
  from accepted to answered
  responsible owning department
  calendar office
  rows from levels
  otherwise : no deadline
}
";
    let load = |name: &str, table: &str| {
        Folder::new(name)
            .with("rules.onus", rules)
            .with("levels.csv", table)
            .load()
    };
    let good = load(
        "table",
        "limit,type,team\n3 working days,\"Lost card, abroad\",cards\n24 hours,Rate,loans\n",
    );
    let set = good
        .rules
        .as_ref()
        .unwrap_or_else(|| panic!("{}", listing(&good, Language::English)));
    assert_eq!(set.categories[0].name, "Lost card, abroad");
    assert_eq!(set.deadlines[0].rows.len(), 3);
    assert_eq!(set.place(set.deadlines[0].rows[1].place), "levels.csv:3");

    let bad = load(
        "bad_table",
        "limit,type,team\n3 days,Lost,cards\n24 hours,,loans\n1 hour,Rate,laons\n",
    );
    let told: Vec<_> = bad
        .diagnostics
        .iter()
        .map(|told| (told.code.0, bad.sources.line_column(told.span).line))
        .collect();
    assert_eq!(
        told,
        [("O1214", 2), ("O1212", 3), ("O1201", 4)],
        "{}",
        listing(&bad, Language::English)
    );

    let unseen = load("unseen", "limit,type,team\n1 hour,Ra\u{200b}te,loans\n");
    assert_eq!(codes(&unseen), ["O2101"]);
    assert_eq!(
        codes(&load("no_column", "limit,typ,team\n1 hour,Rate,loans\n")),
        ["O1213"]
    );
    assert_eq!(
        codes(&Folder::new("no_table").with("rules.onus", rules).load()),
        ["O1011"]
    );
}
