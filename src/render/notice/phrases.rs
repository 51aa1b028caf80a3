//! The sentences of a notice with their values filled in: those that ship, those of the house before them.

use super::document::Run;
use crate::diagnostic::Language;
use crate::model::Sentence;
use crate::sentences::{Piece, lines, pieces, shipped};
use std::collections::HashMap;

/// The sentences of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    language: Language,
    texts: HashMap<String, Vec<Piece<String>>>,
}

impl Phrases {
    /// The sentences that ship.
    #[must_use]
    pub fn shipped(language: Language) -> Phrases {
        Phrases::of(language, &[])
    }

    /// The sentences of a language, those of a house in the place of those that ship.
    #[must_use]
    pub fn of(language: Language, house: &[Sentence]) -> Phrases {
        let ship = lines(shipped(language)).filter_map(|line| Some((line.key?, line.text)));
        let own = house.iter().filter(|own| own.language == language);
        let own = own.map(|own| (own.key.as_str(), own.text.as_str()));
        let texts = ship.chain(own).filter_map(|(key, text)| {
            let pieces = pieces(text).ok()?.into_iter().map(Piece::owned);
            Some((key.to_owned(), pieces.collect()))
        });
        Phrases {
            language,
            texts: texts.collect(),
        }
    }

    /// Their language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A sentence with its values filled in. A value that is not given prints nothing.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, Run)]) -> Vec<Run> {
        self.fill_with(key, "", &[], values)
    }

    /// The same, where one of the values is made of several runs.
    #[must_use]
    pub fn fill_with(&self, key: &str, name: &str, runs: &[Run], values: &[(&str, Run)]) -> Vec<Run> {
        let mut out: Vec<Run> = Vec::new();
        let one = |wanted: &str| values.iter().find(|(own, _)| *own == wanted).map(|(_, run)| run);
        let value = |wanted: &str| match wanted == name {
            true => runs,
            false => one(wanted).map_or(&[][..], std::slice::from_ref),
        };
        for piece in self.texts.get(key).into_iter().flatten() {
            match piece {
                Piece::Text(text) => push(&mut out, Run::text(text)),
                Piece::Value(name) => value(name).iter().for_each(|run| push(&mut out, run.clone())),
                Piece::Plural(name, one, many) => {
                    let is_one = value(name).iter().map(Run::read).eq(["1"]);
                    push(&mut out, Run::text(if is_one { one } else { many }));
                }
            }
        }
        out
    }

    /// A sentence as text.
    #[must_use]
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, text)| (*name, Run::text(*text))).collect();
        self.fill(key, &values).iter().map(Run::read).collect()
    }
}

/// Texts that follow each other are one.
fn push(out: &mut Vec<Run>, run: Run) {
    match (out.last_mut(), run) {
        (Some(Run::Text(last)), Run::Text(text)) => last.push_str(&text),
        (_, Run::Text(text)) if text.is_empty() => {}
        (_, run) => out.push(run),
    }
}
