//! The sentences of a notice with their values filled in: those that ship, those of the house before them.

use super::document::Run;
use crate::diagnostic::Language;
use crate::model::Sentence;
use crate::render::words::runs_on;
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
                Piece::Text(text) => self.push(&mut out, Run::text(text)),
                Piece::Value(name) => value(name).iter().for_each(|run| self.push(&mut out, run.clone())),
                Piece::Plural(name, one, many) => {
                    let is_one = value(name).iter().map(Run::read).eq(["1"]);
                    self.push(&mut out, Run::text(if is_one { one } else { many }));
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

    /// Texts that follow each other are one.
    fn push(&self, out: &mut Vec<Run>, run: Run) {
        if run.read().is_empty() && matches!(run, Run::Text(_)) {
            return;
        }
        let last = out.last().and_then(|last| last.read().chars().next_back());
        let next = run.read().chars().next();
        let blank =
            self.language == Language::Chinese && last.zip(next).is_some_and(|(last, next)| runs_on(last, next));
        match (out.last_mut(), run) {
            (Some(Run::Text(last)), Run::Text(text)) => {
                last.push_str(if blank { " " } else { "" });
                last.push_str(&text);
            }
            (_, Run::Text(text)) => out.push(Run::Text(if blank { format!(" {text}") } else { text })),
            (Some(Run::Text(last)), run) if blank => {
                last.push(' ');
                out.push(run);
            }
            (_, run) if blank => out.extend([Run::text(" "), run]),
            (_, run) => out.push(run),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_do_not_run_into_chinese_or_digits() {
        let phrases = Phrases::shipped(Language::Chinese);
        let told = |name: &str, count: &str| {
            let values = [("name", Run::text(name)), ("count", Run::text(count))];
            let runs = phrases.fill("overview.kind", &values);
            runs.iter().map(Run::read).collect::<String>()
        };
        assert_eq!(told("投诉", "3"), "投诉3件");
        assert_eq!(told("callback rate", "3"), "callback rate 3件");
        let named = phrases.text(
            "repeats.chain",
            &[
                ("category", "停电"),
                ("occurrence", "3"),
                ("tickets", "A → B"),
                ("party", "D08"),
            ],
        );
        assert_eq!(named, "停电，第3次：A → B，承办单位 D08。");
        let figure = Run::Figure("4".to_owned(), crate::notice::Figure::default());
        let runs = phrases.fill("overview.kind", &[("name", Run::text("repair")), ("count", figure)]);
        assert_eq!(runs[0], Run::text("repair "));
    }
}
