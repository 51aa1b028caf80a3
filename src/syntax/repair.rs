//! Tries out small changes to a statement that could not be read: a word spelled right, a blank, a mark, a word
//! more or less. A change counts only if the grammar then reads the whole statement.

use super::grammar::Rule;
use super::keywords::{Keyword, keyword, keywords};
use super::pieces::{is_word, pieces};
use super::reader::{Reader, Stop};
use super::statement::Block;
use super::vocabulary::{MEANT, begins_with, negates};
use crate::diagnostic::Language;
use std::ops::Range;

/// A change that makes a statement readable.
#[derive(Debug, Clone)]
pub(super) struct Repair {
    /// Which bytes of the statement it replaces.
    pub range: Range<usize>,
    /// With what.
    pub by: String,
}

/// One statement on the bench.
pub(super) struct Bench<'r, 't> {
    pub reader: &'r Reader<'t>,
    pub words: &'t str,
    pub block: Block,
    pub stop: Stop,
    /// The pieces of the statement: words, numbers, texts, single marks.
    pub pieces: Vec<Range<usize>>,
}

impl<'r, 't> Bench<'r, 't> {
    pub fn new(reader: &'r Reader<'t>, words: &'t str, block: Block, stop: Stop) -> Self {
        let pieces = pieces(words);
        Bench {
            reader,
            words,
            block,
            stop,
            pieces,
        }
    }

    /// The words with a change made.
    pub fn changed(&self, range: &Range<usize>, by: &str) -> String {
        let before = self.words.get(..range.start).unwrap_or("");
        let after = self.words.get(range.end..).unwrap_or("");
        format!("{before}{by}{after}")
    }

    pub fn reads(&self, words: &str) -> bool {
        self.reader.read_words(words, 0, self.block).is_ok()
    }

    pub fn tried(&self, range: Range<usize>, by: String) -> Option<Repair> {
        self.reads(&self.changed(&range, &by)).then_some(Repair { range, by })
    }

    /// The piece at or behind the place where reading stopped.
    pub fn stopped_at(&self) -> usize {
        self.pieces
            .iter()
            .position(|piece| piece.end > self.stop.at)
            .unwrap_or(self.pieces.len())
    }

    pub fn piece(&self, at: usize) -> &'t str {
        self.pieces
            .get(at)
            .and_then(|piece| self.words.get(piece.clone()))
            .unwrap_or("")
    }

    /// The keywords that would have been accepted where reading stopped, units after a number included.
    pub fn wanted(&self) -> Vec<&'static Keyword> {
        let mut wanted: Vec<&'static Keyword> = Vec::new();
        for rule in &self.stop.wanted {
            let name = format!("{rule:?}");
            let own = if name.starts_with("kw_") {
                vec![name.trim_start_matches("kw_")]
            } else {
                begins_with(*rule).to_vec()
            };
            let found = own.into_iter().filter_map(keyword);
            wanted.extend(found);
        }
        let stop = self.stopped_at();
        let number = |at: usize| self.piece(at).chars().next().is_some_and(super::value::is_number_char);
        if number(stop) || stop.checked_sub(1).is_some_and(number) {
            wanted.extend(keywords().iter().filter(|keyword| keyword.id.starts_with("unit_")));
        }
        wanted
    }

    /// How a keyword is spelled in the language of the file.
    pub fn spelled(&self, keyword: &Keyword) -> &'static str {
        match self.reader.language {
            Language::English => keyword.en_plural.unwrap_or(keyword.en),
            Language::Chinese => keyword.zh,
        }
    }

    /// A keyword that was meant: the words from one of the pieces near the stop, spelled right.
    pub fn misspelled(&self, wanted: &[&'static Keyword]) -> Option<Repair> {
        let mut best: Option<(usize, Repair)> = None;
        for from in self.about_the_stop() {
            for keyword in wanted {
                for spelling in keyword.spellings().filter(|spelling| !spelling.contains('#')) {
                    for (distance, range) in self.near(from, spelling) {
                        if best.as_ref().is_none_or(|(least, _)| distance < *least)
                            && let Some(repair) = self.tried(range, spelling.to_string())
                        {
                            best = Some((distance, repair));
                        }
                    }
                }
            }
        }
        best.map(|(_, repair)| repair)
    }

    /// The pieces from which on a word may be misspelled, the likeliest first.
    fn about_the_stop(&self) -> [usize; 4] {
        let stop = self.stopped_at();
        [stop, stop + 1, stop.saturating_sub(1), stop.saturating_sub(2)]
    }

    /// What makes the statement readable where a spelling is put in the place of what is near to it.
    pub fn misspelled_as(&self, spelling: &'static str) -> impl Iterator<Item = Repair> {
        let near = self
            .about_the_stop()
            .into_iter()
            .flat_map(move |from| self.near(from, spelling));
        near.filter_map(move |(_, range)| self.tried(range, spelling.to_string()))
    }

    /// The stretches from a piece on that are spelled much like a keyword, with the number of letters that differ.
    pub fn near(&self, from: usize, spelling: &str) -> Vec<(usize, Range<usize>)> {
        let Some(first) = self.pieces.get(from) else {
            return Vec::new();
        };
        let length = spelling.chars().count();
        let allowed = if length <= 2 { 1 } else { (length / 3).clamp(1, 3) };
        let lower = spelling.to_lowercase();
        let mut found = Vec::new();
        for last in self.pieces.iter().skip(from).take(6) {
            let range = first.start..last.end;
            let words = self.words.get(range.clone()).unwrap_or("");
            let count = words.chars().count();
            if count > length + allowed {
                break;
            }
            if count + allowed < length || negates(&lower) != negates(&words.to_lowercase()) {
                continue;
            }
            if words.starts_with(|c: char| c.is_ascii_digit()) || words.starts_with(['"', '“', '「']) {
                continue;
            }
            let distance = strsim::osa_distance(&words.to_lowercase(), &lower);
            // A keyword of one or two letters is near to anything: half of it has to be there, in its place or not.
            // Two letters off, it has at least to begin alike: `is overdue` was not meant for `not overdue`.
            let begins = words
                .chars()
                .next()
                .zip(lower.chars().next())
                .is_some_and(|(a, b)| a.to_ascii_lowercase() == b);
            let shares = if length > 2 {
                distance < 2 || begins
            } else {
                words.chars().any(|c| spelling.contains(c.to_ascii_lowercase()))
            };
            if distance > 0 && distance <= allowed && shares {
                found.push((distance, range));
            }
        }
        found
    }

    /// A word of everyday speech or of programs that stands for a word of the language.
    pub fn foreign(&self) -> Option<(Repair, &'static str)> {
        let stop = self.stopped_at();
        for at in [stop, stop.saturating_sub(1), 0] {
            let word = self.piece(at).to_lowercase();
            let meant = MEANT.iter().filter(|(foreign, _)| *foreign == word);
            for (_, own) in meant {
                let range = self.pieces.get(at)?.clone();
                if let Some(repair) = self.tried(range, format!(" {own} ")) {
                    return Some((repair, own));
                }
            }
        }
        None
    }

    /// A name is missing in front of a keyword that was read as one.
    pub fn name_missing(&self) -> Option<Repair> {
        let before = self.stopped_at().checked_sub(1)?;
        if before == 0 || !super::keywords::is_reserved(self.piece(before)) {
            return None;
        }
        let at = self.pieces.get(before)?.start;
        self.tried(at..at, " x ".to_string())
    }

    /// Two neighbours in the wrong order, one of them a word of the language: `overdue answer`.
    pub fn swapped(&self) -> Option<Repair> {
        let stop = self.stopped_at();
        [stop.checked_sub(1)?, stop].into_iter().find_map(|at| {
            let (first, second) = (self.pieces.get(at)?, self.pieces.get(at + 1)?);
            let (left, right) = (self.piece(at), self.piece(at + 1));
            let word = at > 0 && (super::keywords::is_reserved(left) || super::keywords::is_reserved(right));
            // `第1级` and `rung 1` are two pieces or more.
            let long = self.pieces.get(at + 3).map_or(second.end, |piece| piece.end);
            let ends = [second.end, long];
            ends.into_iter().filter(|_| word).find_map(|end| {
                let back = self.words.get(second.start..end).unwrap_or(right);
                self.tried(first.start..end, format!("{back} {left}"))
            })
        })
    }

    /// Two words that are one name, if quoted.
    pub fn quoted(&self, second: &Range<usize>) -> Option<Repair> {
        let first = self.pieces.iter().rev().find(|piece| piece.end <= second.start)?;
        let words = self.words.get(first.start..second.end)?;
        let begins_like_a_name = |range: &Range<usize>| {
            self.words
                .get(range.clone())
                .is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic()))
        };
        if [first, second]
            .into_iter()
            .any(|range| self.words.get(range.clone()).is_some_and(super::keywords::is_reserved))
        {
            return None;
        }
        if !(begins_like_a_name(first) && begins_like_a_name(second) && words.chars().all(|c| is_word(c) || c == ' ')) {
            return None;
        }
        self.tried(first.start..second.end, self.in_quotes(words))
    }

    /// Words in the quotes of the file's language.
    pub fn in_quotes(&self, words: &str) -> String {
        match self.reader.language {
            Language::English => format!("\"{words}\""),
            Language::Chinese => format!("“{words}”"),
        }
    }

    /// A blank that is missing between a keyword and its neighbour.
    pub fn glued(&self) -> Option<Repair> {
        self.splits().next()
    }

    /// The blanks between a keyword and its neighbour that make the statement readable.
    pub fn splits(&self) -> impl Iterator<Item = Repair> {
        let stop = self.stopped_at();
        let pieces = [stop, stop.saturating_sub(1), stop.saturating_sub(2)];
        let spellings = move |at| {
            keywords()
                .iter()
                .flat_map(Keyword::spellings)
                .map(move |spelling| (at, spelling))
        };
        pieces.into_iter().flat_map(spellings).filter_map(|(at, spelling)| {
            let (range, piece) = (self.pieces.get(at)?, self.piece(at));
            let split = match piece {
                _ if spelling.len() >= piece.len() || spelling.starts_with(['<', '>', '=', '!']) => return None,
                _ if head(piece, spelling) => range.start + spelling.len(),
                _ if tail(piece, spelling) => range.end - spelling.len(),
                _ => return None,
            };
            self.tried(split..split, " ".to_string())
        })
    }

    /// A keyword with a value behind it that are missing where reading stopped, alone or after a comma.
    pub fn clause_missing(&self, samples: &[&str]) -> Option<(Repair, &'static str)> {
        for keyword in self
            .wanted()
            .into_iter()
            .filter(|keyword| !keyword.id.starts_with("unit_"))
            .take(6)
        {
            let spelled = self.spelled(keyword);
            let tails = samples.iter().copied().chain([""]);
            let clauses: Vec<String> = tails.map(|sample| format!("{spelled} {sample}")).collect();
            let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
            if let Some((repair, _)) = self.missing(&clauses) {
                return Some((repair, spelled));
            }
        }
        if self.stop.wanted.contains(&Rule::colon) {
            let mark = if self.reader.language == Language::English {
                ":"
            } else {
                "："
            };
            let clauses: Vec<String> = samples.iter().map(|sample| format!("{mark} {sample}")).collect();
            let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
            if let Some((repair, _)) = self.missing(&clauses) {
                return Some((repair, mark));
            }
        }
        // After a comma the clause that is wanted is not known yet: the comma itself is.
        let comma = self.stop.wanted.contains(&Rule::comma);
        let known = ["by", "until", "at_most", "each", "approver", "last_working_day", "day"];
        for keyword in known.into_iter().filter_map(keyword).filter(|_| comma) {
            let spelled = self.spelled(keyword);
            let clauses: Vec<String> = samples.iter().map(|sample| format!(", {spelled} {sample}")).collect();
            let clauses: Vec<&str> = clauses.iter().map(String::as_str).collect();
            if let Some((repair, _)) = self.missing(&clauses) {
                return Some((repair, spelled));
            }
        }
        None
    }

    /// Something that is missing where reading stopped.
    pub fn missing(&self, candidates: &[&str]) -> Option<(Repair, usize)> {
        let stop = self.stopped_at();
        let before = stop
            .checked_sub(1)
            .and_then(|before| self.pieces.get(before))
            .map_or(0, |piece| piece.end);
        let behind = self.pieces.get(stop).map_or(self.words.len(), |piece| piece.start);
        candidates.iter().enumerate().find_map(|(which, candidate)| {
            let by = format!(" {candidate} ");
            self.tried(before..behind, by).map(|repair| (repair, which))
        })
    }

    /// A piece that is one too many, at the place where reading stopped, or a mark just before it.
    pub fn too_many(&self) -> Option<Repair> {
        let stop = self.stopped_at();
        let is_mark = |at: usize| {
            !self
                .piece(at)
                .contains(|c: char| c.is_alphanumeric() || c == '"' || c == '“')
        };
        [
            (stop, true),
            (stop.saturating_sub(1), is_mark(stop.saturating_sub(1))),
            (stop + 1, is_mark(stop + 1)),
        ]
        .into_iter()
        .filter(|(_, allowed)| *allowed)
        .find_map(|(at, _)| self.tried(self.pieces.get(at)?.clone(), " ".to_string()))
    }

    /// A single character that has no meaning anywhere in a statement: taken out, the words are sound.
    pub fn strange_character(&self) -> Option<Repair> {
        let near = self.stop.at.saturating_sub(12)..self.stop.at + 12;
        self.words
            .char_indices()
            .filter(|(at, c)| {
                near.contains(at) && !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, ',' | '，' | '、')
            })
            .find_map(|(at, c)| self.tried(at..at + c.len_utf8(), String::new()))
    }

    /// The words from the stop to the end of the statement are of the wrong kind: what should stand there?
    pub fn wrong_kind(&self, candidates: &[&str]) -> Option<(Range<usize>, usize)> {
        let stop = self.stopped_at();
        let first = self.pieces.get(stop)?.start;
        self.pieces.iter().skip(stop).take(8).find_map(|last| {
            let range = first..last.end;
            let which = candidates.iter().position(|candidate| {
                let by = format!(" {candidate} ");
                self.reads(&self.changed(&range, &by))
            })?;
            Some((range, which))
        })
    }
}

fn head(piece: &str, spelling: &str) -> bool {
    piece
        .get(..spelling.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(spelling))
}

fn tail(piece: &str, spelling: &str) -> bool {
    piece
        .len()
        .checked_sub(spelling.len())
        .and_then(|at| piece.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(spelling))
}
