//! One word, number, text or mark of a statement, by what it says: the formatter writes it anew in either language.

use super::grammar::Rule;
use super::keywords::{Keyword, keywords};
use super::value::{half_width, whole};
use pest::iterators::Pair;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A keyword, with the number in it where it has one (`rung 2`).
    Keyword(&'static Keyword, Option<String>),
    /// A name without quotes.
    Name(String),
    /// A text or name in quotes, without them.
    Text(String),
    /// A number, its digits made ordinary.
    Number(String),
    /// A date, time of day or stretch of hours, as ISO has it.
    Time(String),
    /// What separates the items of a list (`、`).
    ListComma,
    /// What separates the clauses of a statement (`，`).
    ClauseComma,
    /// `:`
    Colon,
    /// `/` in a path.
    Slash,
    /// `(`
    OpenBracket,
    /// `)`
    CloseBracket,
}

/// The tokens below a pair with the bytes each takes up, counted from the start of what was read. `None` where the
/// grammar has a leaf that is not known here.
pub(super) fn tokens(pair: Pair<'_, Rule>) -> Option<Vec<(Range<usize>, Token)>> {
    let mut out = Vec::new();
    let statement = pair.as_rule();
    collect(pair, statement, &mut out)?;
    let mut found = Vec::with_capacity(out.len());
    for (at, (range, leaf)) in out.iter().enumerate() {
        let next = out.get(at + 1).map(|(_, leaf)| leaf);
        let token = match leaf {
            Leaf::Token(token) => token.clone(),
            Leaf::Comma(below) => comma(*below, next),
        };
        found.push((range.clone(), token));
    }
    Some(found)
}

enum Leaf {
    Token(Token),
    /// A comma, and the rule right above it.
    Comma(Rule),
}

fn collect(pair: Pair<'_, Rule>, above: Rule, out: &mut Vec<(Range<usize>, Leaf)>) -> Option<()> {
    let rule = pair.as_rule();
    let token = match rule {
        Rule::comma => {
            out.push((pair.as_span().start()..pair.as_span().end(), Leaf::Comma(above)));
            return Some(());
        }
        Rule::colon => Token::Colon,
        Rule::slash => Token::Slash,
        Rule::open => Token::OpenBracket,
        Rule::close => Token::CloseBracket,
        Rule::string => Token::Text(inside(pair.as_str())),
        Rule::bare_name => Token::Name(half_width(pair.as_str())),
        Rule::zone => Token::Name(pair.as_str().to_string()),
        Rule::whole | Rule::amount => Token::Number(number(pair.as_str())),
        Rule::decimal | Rule::share => {
            let digits = half_width(pair.as_str());
            Token::Number(digits.chars().filter(|c| !c.is_whitespace()).collect())
        }
        Rule::date => Token::Time(digits(&pair, "-")),
        Rule::month_day => Token::Time(digits(&pair, "-")),
        Rule::clock => Token::Time(clock(&pair)),
        Rule::hours => Token::Time(
            pair.clone()
                .into_inner()
                .map(|one| clock(&one))
                .collect::<Vec<_>>()
                .join("-"),
        ),
        _ => match keyword_of(rule) {
            Some(keyword) => {
                let number = pair.clone().into_inner().find(|kid| kid.as_rule() == Rule::whole);
                Token::Keyword(keyword, number.map(|kid| self::number(kid.as_str())))
            }
            None => {
                let mut kids = pair.into_inner().peekable();
                kids.peek()?;
                return kids.try_for_each(|kid| collect(kid, rule, out));
            }
        },
    };
    let span = pair.as_span();
    out.push((span.start()..span.end(), Leaf::Token(token)));
    Some(())
}

/// A comma stands between items of a list or before a clause; in English both look alike.
fn comma(below: Rule, next: Option<&Leaf>) -> Token {
    match below {
        Rule::two_limits
        | Rule::addressees
        | Rule::copies
        | Rule::sections
        | Rule::same
        | Rule::split_by
        | Rule::expect_none
        | Rule::survey => Token::ListComma,
        Rule::ticket | Rule::event | Rule::event_told => Token::ClauseComma,
        _ => match next {
            Some(Leaf::Token(Token::Keyword(..))) => Token::ClauseComma,
            _ => Token::ListComma,
        },
    }
}

fn keyword_of(rule: Rule) -> Option<&'static Keyword> {
    static BY_RULE: OnceLock<HashMap<String, &'static Keyword>> = OnceLock::new();
    let table = BY_RULE.get_or_init(|| keywords().iter().map(|keyword| (keyword.rule(), keyword)).collect());
    table.get(&format!("{rule:?}")).copied()
}

/// What stands between the quotes of a text.
fn inside(quoted: &str) -> String {
    let mut chars = quoted.chars();
    chars.next();
    chars.next_back();
    chars.as_str().to_string()
}

/// A whole number in ordinary digits; one with a fraction keeps its places.
fn number(text: &str) -> String {
    match whole(text) {
        Some(number) => number.to_string(),
        None => half_width(text),
    }
}

/// The numbers of a date, of two digits at least.
fn digits(pair: &Pair<'_, Rule>, mark: &str) -> String {
    let numbers = pair
        .clone()
        .into_inner()
        .map(|kid| format!("{:0>2}", half_width(kid.as_str())));
    numbers.collect::<Vec<_>>().join(mark)
}

/// A time of day; seconds only where there are some.
fn clock(pair: &Pair<'_, Rule>) -> String {
    let text = digits(pair, ":");
    match text.strip_suffix(":00") {
        Some(short) if short.contains(':') => short.to_string(),
        _ => text,
    }
}
