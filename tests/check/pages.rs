//! Every code has a page; the wrong sample of a page raises exactly its code, the right one nothing.

use super::listing::{Folder, listing};
use onus::diagnostic::{CODES, Language, Page};
use std::collections::BTreeSet;

/// The pages of names and meaning with samples; those of form are tried with the parser alone.
fn sampled() -> impl Iterator<Item = &'static Page> {
    CODES
        .iter()
        .filter(|page| page.code.0 > "O12" && page.code.0 < "O3" && !page.wrong.is_empty())
}

/// A sample as rule text; one that names its language is a file of sentences, beside a notice that takes it.
fn sample(folder: &str, text: &str) -> Folder {
    let rules = "notice monthly { period every month; sentences from \"sentences.txt\" }\n";
    match text.starts_with("language =") {
        true => Folder::new(folder)
            .with("sentences.txt", text)
            .with("rules.onus", rules),
        false => Folder::new(folder).with("rules.onus", text),
    }
}

#[test]
fn the_wrong_sample_raises_its_code_and_the_right_one_nothing() {
    let mut faults = String::new();
    for page in sampled() {
        for (text, expected) in [(page.wrong, vec![page.code]), (page.right, vec![])] {
            let loaded = sample(page.code.0, text).load();
            let told: Vec<_> = loaded.diagnostics.iter().map(|told| told.code).collect();
            if told != expected {
                faults += &format!("{}\n{text}{}\n", page.code, listing(&loaded, Language::English));
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_page_of_names_and_meaning_has_samples_unless_its_fault_lies_outside_the_rule_text() {
    let outside = [
        "O1210", "O1211", "O1212", "O1213", "O1214", "O1390", "O2105", "O2110", "O2206", "O2207",
    ];
    for page in CODES.iter().filter(|page| page.code.0 > "O12" && page.code.0 < "O3") {
        assert_eq!(page.wrong.is_empty(), outside.contains(&page.code.0), "{}", page.code);
        assert_eq!(page.right.is_empty(), page.wrong.is_empty(), "{}", page.code);
        assert!(!page.body.0.is_empty() && !page.body.1.is_empty(), "{}", page.code);
    }
}

#[test]
fn pages_are_in_order_and_every_code_in_the_source_has_one() {
    assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code));
    let known: BTreeSet<&str> = CODES.iter().map(|page| page.code.0).collect();
    let mut missing = BTreeSet::new();
    for folder in ["src/check", "src/cli"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let codes = text.split('"').filter(|word| {
                word.len() == 5 && word.starts_with('O') && word[1..].bytes().all(|digit| digit.is_ascii_digit())
            });
            missing.extend(codes.filter(|code| !known.contains(code)).map(str::to_string));
        }
    }
    assert!(missing.is_empty(), "codes without a page: {missing:?}");
}

#[test]
fn the_words_of_every_message() {
    let mut all = String::new();
    for page in sampled() {
        let loaded = sample(&format!("words_{}", page.code), page.wrong).load();
        all += &format!(
            "{}\n{}{}\n",
            page.title.0,
            listing(&loaded, Language::English),
            listing(&loaded, Language::Chinese)
        );
    }
    insta::with_settings!({ snapshot_path => "cases", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("every_message", all);
    });
}
