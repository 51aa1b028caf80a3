//! The sentences of a notice, by key, with placeholders: `overview.received = {month}受理{received}件`.
//!
//! `{name}` is a value, `{name|one|many}` the first text where the value is 1, else the second. What a placeholder
//! prints is never read again.

use super::document::Run;
use crate::diagnostic::Language;
use std::collections::BTreeMap;

/// The sentences of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrases {
    language: Language,
    texts: BTreeMap<&'static str, Vec<Piece>>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(String),
    /// Value, text where it is 1, text where it is not.
    Plural(String, String, String),
}

const ENGLISH: &str = include_str!("en.txt");
const CHINESE: &str = include_str!("zh.txt");

impl Phrases {
    /// The sentences that ship.
    #[must_use]
    pub fn shipped(language: Language) -> Phrases {
        let text = match language {
            Language::English => ENGLISH,
            Language::Chinese => CHINESE,
        };
        let lines = text.lines().filter_map(entry);
        let pieces = |(key, text): (&'static str, &str)| Some((key, pieces(text)?));
        Phrases {
            language,
            texts: lines.filter_map(pieces).collect(),
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

/// `key = text`; None of an empty line or a comment. One blank behind the mark belongs to it, more begin the text.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, text) = line.split_once('=').filter(|_| !line.starts_with('#'))?;
    Some((key.trim(), text.strip_prefix(' ').unwrap_or(text).trim_end()))
}

/// None where a brace is not closed.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (inside, after) = behind.split_once('}')?;
        if !before.is_empty() {
            out.push(Piece::Text(before.to_owned()));
        }
        let mut parts = inside.splitn(3, '|').map(str::to_owned);
        let name = parts.next().unwrap_or_default();
        out.push(match (parts.next(), parts.next()) {
            (Some(one), Some(many)) => Piece::Plural(name, one, many),
            _ => Piece::Value(name),
        });
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest.to_owned()));
    }
    Some(out)
}
