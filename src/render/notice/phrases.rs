//! The sentences of a notice, by key, with placeholders: `overview.received = {month}受理{received}件`.
//!
//! `{name}` is a value, `{name|one|many}` the first text where the value is 1, else the second. A house that wants
//! other words gives a file of the same form; what it does not give stays. Strict: a key or a placeholder that is not
//! known is an error, and what a placeholder prints is never read again.

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

/// What is wrong with a line of a file of sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseError {
    /// There is no `=`.
    NoKey,
    /// No sentence goes by that key; the nearest that does.
    UnknownKey(String, Option<&'static str>),
    /// The sentence has no such value; those it has.
    UnknownValue(String, Vec<String>),
    /// A brace is not closed.
    OpenBrace,
}

impl Phrases {
    /// The sentences that ship.
    #[must_use]
    pub fn shipped(language: Language) -> Phrases {
        let text = match language {
            Language::English => ENGLISH,
            Language::Chinese => CHINESE,
        };
        let lines = text.lines().filter_map(|line| entry(line).ok().flatten());
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

    /// Takes the sentences of a house; all that is wrong with its lines, by line number.
    pub fn override_with(&mut self, text: &str) -> Vec<(usize, PhraseError)> {
        let mut wrong = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if let Err(error) = self.take(line) {
                wrong.push((number, error));
            }
        }
        wrong
    }

    fn take(&mut self, line: &str) -> Result<(), PhraseError> {
        let Some((key, text)) = entry(line)? else { return Ok(()) };
        let known = self.texts.get_key_value(key).map(|(known, own)| (*known, values(own)));
        let Some((known, allowed)) = known else {
            let near = self
                .texts
                .keys()
                .copied()
                .min_by_key(|known| strsim::levenshtein(known, key));
            return Err(PhraseError::UnknownKey(key.to_owned(), near));
        };
        let own = pieces(text).ok_or(PhraseError::OpenBrace)?;
        if let Some(unknown) = values(&own).into_iter().find(|value| !allowed.contains(value)) {
            return Err(PhraseError::UnknownValue(unknown, allowed));
        }
        self.texts.insert(known, own);
        Ok(())
    }

    /// A sentence with its values filled in. A value that is not given prints nothing.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, Run)]) -> Vec<Run> {
        let mut out: Vec<Run> = Vec::new();
        let value = |name: &str| values.iter().find(|(own, _)| *own == name).map(|(_, run)| run);
        for piece in self.texts.get(key).into_iter().flatten() {
            match piece {
                Piece::Text(text) => push(&mut out, Run::text(text)),
                Piece::Value(name) => {
                    if let Some(run) = value(name) {
                        push(&mut out, run.clone());
                    }
                }
                Piece::Plural(name, one, many) => {
                    let is_one = value(name).is_some_and(|run| run.read() == "1");
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
fn entry(line: &str) -> Result<Option<(&str, &str)>, PhraseError> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let (key, text) = line.split_once('=').ok_or(PhraseError::NoKey)?;
    Ok(Some((key.trim(), text.strip_prefix(' ').unwrap_or(text).trim_end())))
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

fn values(pieces: &[Piece]) -> Vec<String> {
    let name = |piece: &Piece| match piece {
        Piece::Text(_) => None,
        Piece::Value(name) | Piece::Plural(name, ..) => Some(name.clone()),
    };
    pieces.iter().filter_map(name).collect()
}
