//! When a mend of an unreadable statement is no guess: it is the only one of its sort after which the grammar reads the
//! statement, and leaves each word but one letter of one as it is.

use super::alike::look_alikes;
use super::keywords::{Keyword, is_reserved};
use super::pieces::is_word;
use super::repair::{Bench, Repair};
use super::value::is_number_char;
use crate::diagnostic::Diagnostic;

impl Bench<'_, '_> {
    /// A word near the place where reading stopped has letters that only look like those of a word of the language.
    pub fn look_alike(&self) -> Option<Repair> {
        let stop = self.stopped_at();
        [stop, stop.saturating_sub(1), stop + 1].into_iter().find_map(|at| {
            let meant = look_alikes(self.piece(at))?;
            self.tried(self.pieces.get(at)?.clone(), meant)
        })
    }

    /// Whether the word that a repair puts in is one letter from what was typed, and no other word of the language that
    /// could stand there is near.
    pub fn only_word(&self, repair: &Repair, wanted: &[&'static Keyword]) -> bool {
        let typed = self.words.get(repair.range.clone()).unwrap_or("").to_lowercase();
        let is_meant = |keyword: &&&Keyword| keyword.spellings().any(|spelling| spelling == repair.by);
        let near = strsim::osa_distance(&typed, &repair.by.to_lowercase()) == 1;
        // Three of four Latin letters, two of three Chinese characters.
        let long = repair.by.chars().count() >= if repair.by.is_ascii() { 4 } else { 3 };
        let marks = typed.contains(|c| !is_word(c) && c != ' ');
        near && long
            && !marks
            && !wanted.iter().filter(|keyword| !is_meant(keyword)).any(|other| {
                let mut spellings = other.spellings().filter(|spelling| !spelling.contains('#'));
                spellings.any(|spelling| self.misspelled_as(spelling).next().is_some())
            })
    }

    /// Whether a blank at no other place makes the statement readable, and each of the two words it parts is one that is
    /// known: a word of the language, a number, or a name that stands elsewhere in the file.
    pub fn only_split(&self, repair: &Repair) -> bool {
        let at = repair.range.start;
        let Some(piece) = self.pieces.iter().find(|piece| piece.contains(&at)) else {
            return false;
        };
        let halves = [piece.start..at, at..piece.end].map(|half| self.words.get(half).unwrap_or(""));
        let known = |half: &str| {
            let number = half.chars().all(is_number_char);
            number || is_reserved(half) || self.stands_elsewhere(half)
        };
        halves.into_iter().all(known) && self.splits().all(|other| other.range == repair.range)
    }

    /// Whether a word stands somewhere in the file by itself.
    fn stands_elsewhere(&self, word: &str) -> bool {
        let text = self.reader.text;
        text.match_indices(word).any(|(at, _)| {
            let (before, behind) = (text.get(..at), text.get(at + word.len()..));
            let before = before.and_then(|before| before.chars().next_back());
            let behind = behind.and_then(|behind| behind.chars().next());
            !before.is_some_and(is_word) && !behind.is_some_and(is_word)
        })
    }

    /// Whether a colon is missing before a number or a text, and nothing else that could stand there makes the statement
    /// readable.
    pub fn only_mark(&self, repair: &Repair, marks: &[&str]) -> bool {
        let mark = repair.by.trim();
        let behind = self.words.get(repair.range.end..).unwrap_or("");
        if !behind.starts_with(|c: char| is_number_char(c) || "\"“「".contains(c)) {
            return false;
        }
        let wanted = self.wanted();
        let words = wanted.iter().map(|keyword| self.spelled(keyword));
        let mut others = marks
            .iter()
            .copied()
            .chain(words)
            .filter(|other| *other != mark && !other.contains('#'));
        matches!(mark, ":" | "：") && !others.any(|other| self.missing(&[other]).is_some())
    }

    /// Up to three words or marks near the place where reading stopped that stand twice. Two numbers may have been meant as
    /// one, and between two commas a name may be missing.
    pub fn repeated(&self) -> Option<Repair> {
        let stop = self.stopped_at();
        (1..=3).find_map(|many| {
            (stop.saturating_sub(2 * many)..=stop + 1).find_map(|first| {
                let (second, end) = (first + many, first + 2 * many);
                let same = (first..second).all(|at| {
                    let open = |c: char| c.is_numeric() || matches!(c, ',' | '，' | '、');
                    self.piece(at) == self.piece(at + many) && !self.piece(at).contains(open)
                });
                let range = self.pieces.get(second - 1)?.end..self.pieces.get(end - 1)?.end;
                same.then(|| self.tried(range, String::new())).flatten()
            })
        })
    }
}

/// Takes back what is certain of statements in a file whose braces do not balance: they may be told in the wrong block.
pub(super) fn only_letters_without_braces(told: &mut [Diagnostic]) {
    if told.iter().any(|one| matches!(one.code.0, "O1109" | "O1110" | "O1111")) {
        let of_statements = told.iter_mut().filter(|one| !matches!(one.code.0, "O1004" | "O1006"));
        of_statements.for_each(|one| one.edits.clear());
    }
}
