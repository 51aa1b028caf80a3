//! The syntax: cases as files under `tests/syntax/`, each with a snapshot beside it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "syntax/valid.rs"]
mod valid;

#[path = "syntax/misplaced.rs"]
mod misplaced;

#[path = "syntax/twins.rs"]
mod twins;

#[path = "syntax/pages.rs"]
mod pages;

#[path = "syntax/faults.rs"]
mod faults;

#[path = "syntax/edit.rs"]
mod edit;
#[path = "syntax/edits.rs"]
mod edits;

/// The keyword table and the grammar made from it.
mod keywords {
    use onus::syntax::{generated_grammar, keywords};

    #[test]
    fn every_keyword_has_one_spelling_in_each_language() {
        for keyword in keywords() {
            assert!(
                !keyword.en.is_empty() && !keyword.zh.is_empty(),
                "{} lacks a spelling",
                keyword.id
            );
        }
        for spelling in [|k: &onus::syntax::Keyword| k.en, |k: &onus::syntax::Keyword| k.zh] {
            let mut seen = std::collections::HashMap::new();
            for keyword in keywords() {
                if let Some(other) = seen.insert(spelling(keyword), keyword.id) {
                    panic!("`{}` is both {other} and {}", spelling(keyword), keyword.id);
                }
            }
        }
    }

    #[test]
    fn the_generated_grammar_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/keywords.pest");
        if std::env::var_os("ONUS_WRITE").is_some() {
            std::fs::write(path, generated_grammar()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap();
        assert!(
            committed == generated_grammar(),
            "stale: run ONUS_WRITE=1 cargo test --test syntax keywords"
        );
    }
}
