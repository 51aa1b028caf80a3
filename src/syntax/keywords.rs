//! The keyword table: `grammar/keywords.tsv`, one row a keyword with its one spelling in each language.
//!
//! It generates `grammar/keywords.pest`; a test fails when that file is stale. `#` stands for a number inside a
//! keyword (`rung #`, `第#级`), `/` parts singular and plural, `|` parts synonyms that are read and settled by the
//! formatter.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// One keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyword {
    /// Its name in the grammar, without `kw_`.
    pub id: &'static str,
    /// The English spelling (of a unit: in the singular).
    pub en: &'static str,
    /// The English plural of a unit.
    pub en_plural: Option<&'static str>,
    /// The Chinese spelling.
    pub zh: &'static str,
    /// English synonyms, accepted on input.
    pub en_also: Vec<&'static str>,
    /// Chinese synonyms, accepted on input.
    pub zh_also: Vec<&'static str>,
}

impl Keyword {
    /// Every spelling that is read, the house's own first.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> + '_ {
        [self.en]
            .into_iter()
            .chain(self.en_plural)
            .chain(self.en_also.iter().copied())
            .chain([self.zh])
            .chain(self.zh_also.iter().copied())
    }

    /// The name of its rule in the grammar.
    #[must_use]
    pub fn rule(&self) -> String {
        if self.id.starts_with("unit_") || self.id.starts_with("op_") {
            self.id.to_string()
        } else {
            format!("kw_{}", self.id)
        }
    }
}

const TABLE: &str = include_str!("../../grammar/keywords.tsv");

/// All keywords in the order of the table.
pub fn keywords() -> &'static [Keyword] {
    static KEYWORDS: OnceLock<Vec<Keyword>> = OnceLock::new();
    KEYWORDS.get_or_init(|| TABLE.lines().skip(1).map(row).collect())
}

fn row(line: &'static str) -> Keyword {
    let mut cells = line.split('\t');
    let mut next = || cells.next().unwrap_or("");
    let (id, en, zh) = (next(), next(), next());
    let list = |cell: &'static str| cell.split('|').filter(|word| !word.is_empty()).collect();
    let (en, en_plural) = match en.split_once('/') {
        Some((one, many)) => (one, Some(many)),
        None => (en, None),
    };
    Keyword {
        id,
        en,
        en_plural,
        zh,
        en_also: list(next()),
        zh_also: list(next()),
    }
}

/// The keyword of an id.
pub fn keyword(id: &str) -> Option<&'static Keyword> {
    keywords().iter().find(|keyword| keyword.id == id)
}

/// Whether a word is a keyword of either language: as a name it has to stand in quotes.
pub fn is_reserved(word: &str) -> bool {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let own = |keyword: &'static Keyword| [keyword.en, keyword.zh];
        keywords()
            .iter()
            .filter(|keyword| !keyword.id.starts_with("unit_") && !keyword.id.starts_with("op_"))
            .flat_map(own)
            .filter(|word| !word.contains([' ', '#']))
            .map(str::to_lowercase)
            .collect()
    });
    words.contains(&word.to_lowercase())
}

/// Whether a word is read as a keyword where one is wanted, but may be a name without quotes.
pub(super) fn is_free_synonym(word: &str) -> bool {
    let also = |keyword: &Keyword| keyword.en_also.contains(&word) || keyword.zh_also.contains(&word);
    !is_reserved(word) && keywords().iter().any(also)
}

/// The text of `grammar/keywords.pest` as the table demands it.
#[must_use]
pub fn generated_grammar() -> String {
    let mut out = String::from(
        "// Generated from keywords.tsv. Do not edit: change the table, then run\n// \
         ONUS_WRITE=1 cargo test --test syntax keywords\n",
    );
    for keyword in keywords() {
        let numbered = keyword.en.contains('#');
        let kind = if numbered { '$' } else { '@' };
        let mut spellings: Vec<&str> = keyword.spellings().collect();
        let mut seen = HashSet::new();
        spellings.retain(|spelling| seen.insert(*spelling));
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.chars().count()));
        let unit = keyword.id.starts_with("unit_");
        let choices: Vec<String> = spellings.iter().map(|spelling| choice(spelling, unit)).collect();
        out.push_str(&format!("{} = {kind}{{ {} }}\n", keyword.rule(), choices.join(" | ")));
    }
    out
}

/// One spelling as a piece of grammar, ending where a word ends: before anything but a letter, or in English
/// anything but a letter or digit, so that `限3个工作日` is read and `限期` is a name.
fn choice(spelling: &str, unit: bool) -> String {
    let latin = spelling.is_ascii();
    let words: Vec<String> = spelling.split(' ').map(|word| pieces(word, latin)).collect();
    let joined = words.join(if latin { " ~ sp ~ " } else { " ~ sp? ~ " });
    let last = spelling.chars().last().unwrap_or(' ');
    let end = match last {
        '#' => " ~ !name_char",
        _ if !last.is_alphabetic() => "",
        _ if latin => " ~ !name_char",
        _ if unit => "",
        _ => " ~ !word_letter",
    };
    format!("{joined}{end}")
}

fn pieces(word: &str, latin: bool) -> String {
    let caseless = if latin && word.contains(char::is_alphabetic) {
        "^"
    } else {
        ""
    };
    let parts: Vec<String> = match word.split_once('#') {
        None => vec![format!("{caseless}\"{word}\"")],
        Some((before, after)) => [before, "#", after]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| match part {
                "#" => "whole".to_string(),
                text => format!("{caseless}\"{text}\""),
            })
            .collect(),
    };
    parts.join(if latin { " ~ " } else { " ~ blank* ~ " })
}

/// The keyword with which words begin, the longest where several fit, and its length in bytes.
/// `#` in a keyword stands for digits or Chinese numerals.
pub fn keyword_at(words: &str) -> Option<(&'static Keyword, usize)> {
    static BY_FIRST: OnceLock<HashMap<char, Vec<(&'static Keyword, &'static str)>>> = OnceLock::new();
    let table = BY_FIRST.get_or_init(|| {
        let mut table: HashMap<char, Vec<_>> = HashMap::new();
        for keyword in keywords() {
            for spelling in keyword.spellings().filter(|spelling| !spelling.starts_with('#')) {
                let first = spelling.chars().next().map(|c| c.to_ascii_lowercase());
                table.entry(first.unwrap_or(' ')).or_default().push((keyword, spelling));
            }
        }
        table
    });
    let first = words.chars().next()?.to_ascii_lowercase();
    table
        .get(&first)?
        .iter()
        .filter_map(|(keyword, spelling)| Some((*keyword, matches_spelling(words, spelling)?)))
        .max_by_key(|(_, length)| *length)
}

/// How many bytes of `words` a spelling takes up, if they begin with it and a word ends there.
fn matches_spelling(words: &str, spelling: &str) -> Option<usize> {
    let mut rest = words;
    for (at, part) in spelling.split(' ').enumerate() {
        if at > 0 {
            let trimmed = rest.trim_start_matches([' ', '\t', '\u{A0}', '\u{3000}']);
            if trimmed.len() == rest.len() && spelling.is_ascii() {
                return None;
            }
            rest = trimmed;
        }
        for piece in part.split_inclusive('#') {
            let fixed = piece.trim_end_matches('#');
            let head = rest.get(..fixed.len())?;
            if !head.eq_ignore_ascii_case(fixed) {
                return None;
            }
            rest = rest.get(fixed.len()..)?;
            if piece.ends_with('#') {
                let number = rest.trim_start_matches([' ', '\u{3000}']);
                let after = number.trim_start_matches(super::value::is_number_char);
                if after.len() == number.len() {
                    return None;
                }
                rest = after;
            }
        }
    }
    let last = spelling.chars().last()?;
    let ends = !(last.is_alphanumeric()
        && rest.starts_with(|c: char| {
            c.is_alphabetic() || c == '_' || (spelling.is_ascii() && (c.is_ascii_digit() || c == '-'))
        }));
    ends.then_some(words.len() - rest.len())
}
