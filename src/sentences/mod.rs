//! The sentences of a notice: those that ship, and the form of a file in which a house gives its own.
//!
//! A line is `overview.received = {month}受理{received}件`: a key, and a text with values in braces. `{name}` prints a
//! value, `{name|one|many}` the first text where the value is 1, else the second; what a value prints is never read again.
//! The files that ship (`en.txt`, `zh.txt`) have that form themselves, so that a house begins with a copy of one.

mod line;

pub use line::{Line, Piece, lines, pieces};

use crate::diagnostic::Language;

/// The key of the line that says in which language a file is written.
pub const LANGUAGE: &str = "language";

/// The file that ships in a language.
#[must_use]
pub fn shipped(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("en.txt"),
        Language::Chinese => include_str!("zh.txt"),
    }
}

/// The language that a word of a file means: `en` or `zh`, as `--lang` does.
#[must_use]
pub fn language(word: &str) -> Option<Language> {
    match word {
        "en" => Some(Language::English),
        "zh" => Some(Language::Chinese),
        _ => None,
    }
}

/// The values that the pieces of a sentence print, each once.
#[must_use]
pub fn values<'t>(pieces: &[Piece<&'t str>]) -> Vec<&'t str> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Value(name) if !out.contains(name) => out.push(*name),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::collections::BTreeMap;

    /// The sentences of a file with the values they print.
    fn told(own: Language) -> BTreeMap<&'static str, Vec<&'static str>> {
        let mut out = BTreeMap::new();
        for line in lines(shipped(own)) {
            let key = line.key.unwrap();
            if key == LANGUAGE {
                assert_eq!(language(line.text), Some(own));
                continue;
            }
            let pieces = pieces(line.text).unwrap();
            let mut values = values(&pieces);
            for piece in &pieces {
                if let Piece::Plural(name, ..) = piece {
                    assert!(values.contains(name), "{key}: {name} is counted and not printed");
                }
            }
            values.sort_unstable();
            assert!(!line.text.is_empty(), "{key} says nothing");
            assert!(out.insert(key, values).is_none(), "{key} stands twice");
        }
        out
    }

    #[test]
    fn both_languages_have_the_same_sentences_with_the_same_values() {
        let (en, zh) = (told(Language::English), told(Language::Chinese));
        assert!(en.len() > 250, "{}", en.len());
        assert_eq!(en, zh);
    }
}
