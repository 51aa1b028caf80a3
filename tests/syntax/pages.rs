//! Every code of form has a page, and its samples are what they say they are.

use onus::diagnostic::CODES;
use onus::source::FileId;
use onus::syntax::{LARGEST_FILE, MOST_MESSAGES, parse};
use std::collections::BTreeSet;

fn codes(text: &str) -> Vec<&'static str> {
    parse(FileId(0), text).1.iter().map(|message| message.code.0).collect()
}

/// O100x and O11xx; those from O1011 on are about files that are not there or not readable, and the command
/// line's.
fn of_syntax(code: &str) -> bool {
    code.starts_with("O100") || code.starts_with("O11")
}

#[test]
fn the_wrong_sample_of_a_page_raises_its_code_alone_and_the_right_one_nothing() {
    let pages = CODES.iter().filter(|page| of_syntax(page.code.0));
    for page in pages {
        for words in [page.title, page.body] {
            assert!(!words.0.is_empty() && !words.1.is_empty(), "{} lacks words", page.code);
        }
        assert_eq!(codes(page.right), Vec::<&str>::new(), "{}", page.code);
        // What takes megabytes to show is shown by the test below.
        if !matches!(page.code.0, "O1002" | "O1005") {
            assert_eq!(codes(page.wrong), [page.code.0], "{}", page.code);
        }
    }
}

#[test]
fn limits_are_told() {
    assert_eq!(codes(&"#".repeat(LARGEST_FILE + 1)), ["O1002"]);
    let many = codes(&"field a\n".repeat(MOST_MESSAGES + 10));
    assert_eq!((many.len(), many.last().copied()), (MOST_MESSAGES, Some("O1005")));
    let nested = "category a { ".to_string() + &"subcategory b { ".repeat(20_000) + &"}".repeat(20_001);
    assert_eq!(codes(&nested), ["O1003"]);
    let brackets = format!("finding f {{ when {} }}", "(".repeat(50_000));
    assert_eq!(codes(&brackets), ["O1003"]);
    let open = codes(&"category a { ".repeat(10_000));
    assert_eq!(open.last().copied(), Some("O1005"));
}

/// A code that the source names has a page, and a page is there for a code that the source names.
#[test]
fn every_code_of_form_has_a_page() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/syntax");
    let mut named = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let found = text
            .match_indices("\"O1")
            .filter_map(|(at, _)| text.get(at + 1..at + 6));
        named.extend(found.map(str::to_string));
    }
    let pages: BTreeSet<String> = CODES
        .iter()
        .map(|page| page.code.0.to_string())
        .filter(|code| of_syntax(code))
        .collect();
    assert_eq!(named, pages);
    assert!(
        CODES.windows(2).all(|pair| pair[0].code < pair[1].code),
        "codes in order, each once"
    );
}
