//! Tries out small changes to a statement that could not be read: a word spelled right, a blank, a mark, a word
//! more or less. A change counts only if the grammar then reads the whole statement.

use super::grammar::Rule;
use super::keywords::{Keyword, keyword, keywords};
use super::reader::{Reader, Stop};
use super::statement::Block;
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

    fn tried(&self, range: Range<usize>, by: String) -> Option<Repair> {
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
        let stop = self.stopped_at();
        let mut best: Option<(usize, Repair)> = None;
        for from in [stop, stop + 1, stop.saturating_sub(1), stop.saturating_sub(2)] {
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
            if count + allowed < length || words.starts_with(['"', '“', '「']) {
                continue;
            }
            let distance = strsim::osa_distance(&words.to_lowercase(), &lower);
            // A keyword of one or two letters is near to anything: half of it has to be there, in its place or not.
            let shares = length > 2 || words.chars().any(|c| spelling.contains(c.to_ascii_lowercase()));
            if distance > 0 && distance <= allowed && shares {
                found.push((distance, range));
            }
        }
        found
    }

    /// A blank that is missing between a keyword and its neighbour.
    pub fn glued(&self) -> Option<Repair> {
        let stop = self.stopped_at();
        for at in [stop, stop.saturating_sub(1), stop.saturating_sub(2)] {
            let Some(range) = self.pieces.get(at) else { continue };
            let piece = self.piece(at);
            for spelling in keywords().iter().flat_map(Keyword::spellings) {
                let split = match piece {
                    _ if spelling.len() >= piece.len() || spelling.starts_with(['<', '>', '=', '!']) => continue,
                    _ if head(piece, spelling) => range.start + spelling.len(),
                    _ if tail(piece, spelling) => range.end - spelling.len(),
                    _ => continue,
                };
                if let Some(repair) = self.tried(split..split, " ".to_string()) {
                    return Some(repair);
                }
            }
        }
        None
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
            .filter(|(at, c)| near.contains(at) && !c.is_alphanumeric() && !c.is_whitespace())
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

/// The keywords with which a rule begins that pest names instead of them.
fn begins_with(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::weekday => &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ],
        Rule::op | Rule::comparison => &["op_at_least", "op_at_most", "op_not_equal", "op_less", "op_greater"],
        Rule::every => &["every_month", "every_quarter", "every_year"],
        Rule::feed_role => &["tickets", "events", "surveys", "monitoring"],
        Rule::domain => &["yes_or_no", "one_of", "text", "number", "point_in_time"],
        Rule::one_of => &["one_of"],
        Rule::party => &["handler", "owning_department", "accountable_party"],
        Rule::lateness => &["overdue", "not_overdue", "on_time"],
        Rule::counted => &["count"],
        Rule::told => &["missing", "given"],
        Rule::earlier => &["before"],
        Rule::membership => &["in", "not_in"],
        Rule::has => &["has", "has_not"],
        Rule::recurs => &["recurs", "not_recurs"],
        Rule::state => &["resolved", "unresolved"],
        Rule::at_rung => &["at"],
        Rule::occurrence => &["occurrence"],
        Rule::sample | Rule::expect_sample => &["sample"],
        Rule::limit => &["no_deadline"],
        Rule::cond => &[
            "has",
            "has_not",
            "recurs",
            "not_recurs",
            "at",
            "resolved",
            "unresolved",
            "occurrence",
            "sample",
        ],
        Rule::arrival_outside => &["outside_working_time"],
        Rule::arrival_day_off => &["on_a_day_off"],
        Rule::arrival_past => &["past"],
        Rule::from_next_day | Rule::from_next_day_work => &["next_day"],
        Rule::from_the_moment => &["from_the_moment"],
        Rule::column_format => &["format"],
        Rule::under => &["under"],
        Rule::own_calendar => &["calendar"],
        Rule::party_from => &["from"],
        Rule::party_until => &["until"],
        Rule::contact => &["contact_person"],
        Rule::addressee => &["all_units", "all_departments"],
        Rule::section => &[
            "overview",
            "categories",
            "departments",
            "named",
            "escalations",
            "repeats",
            "quotas",
            "requirements",
            "annex",
        ],
        Rule::expect_due => &["due"],
        Rule::expect_entered => &["entered"],
        Rule::expect_not_entered => &["not_entered"],
        Rule::expect_score => &["score"],
        Rule::expect_share => &["share"],
        Rule::expect_persons => &["persons_needed"],
        _ => &[],
    }
}

/// Splits a statement into words, texts in quotes and single marks; comments and blanks fall out.
fn pieces(words: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let length = match first {
            '#' | '＃' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            '"' => partner(rest, '"'),
            '＂' => partner(rest, '＂'),
            '“' => partner(rest, '”'),
            '「' => partner(rest, '」'),
            _ if first.is_numeric() => number_length(rest),
            _ if counts_units(rest) => number_length(rest),
            _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        pieces.push(at..at + length);
        at += length;
    }
    pieces
}

fn partner(rest: &str, close: char) -> usize {
    let open = rest.chars().next().map_or(0, char::len_utf8);
    let inside = rest.get(open..).unwrap_or("");
    inside.find(close).map_or(rest.len(), |at| open + at + close.len_utf8())
}

/// A number, date or time, up to the letters of a unit.
fn number_length(rest: &str) -> usize {
    let joins = |c: char| matches!(c, '-' | '.' | '/' | ':' | '：' | '．');
    let number = rest
        .find(|c: char| !super::value::is_number_char(c) && !joins(c))
        .unwrap_or(rest.len());
    let bare = rest.get(..number).unwrap_or(rest).trim_end_matches(joins);
    bare.len().max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Chinese numerals in front of 个.
fn counts_units(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c| super::value::is_number_char(c) && !c.is_ascii_digit());
    after.len() < rest.len() && after.starts_with('个')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}
