//! How a token is written, and what stands between two of them.

use crate::diagnostic::Language;
use crate::syntax::Keyword;
use crate::syntax::token::Token;
use std::borrow::Cow;

/// The width of commas, colons, brackets and quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// `, : ; ( ) "`
    Half,
    /// `、 ， ： ； （ ） “ ”`
    Full,
}

/// The language of the keywords and the marks beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub language: Language,
    pub marks: Marks,
}

impl Style {
    /// A token as it is written behind another.
    pub fn spell<'a>(self, before: Option<&Token>, token: &'a Token) -> Cow<'a, str> {
        let mark = |half: &'static str, full: &'static str| Cow::Borrowed(self.mark(half, full));
        match token {
            Token::Keyword(keyword, number) => {
                let word = self.word(keyword, before);
                match number {
                    Some(number) => Cow::Owned(word.replace('#', number)),
                    None => Cow::Borrowed(word),
                }
            }
            Token::Name(text) | Token::Number(text) | Token::Time(text) => Cow::Borrowed(text),
            Token::Text(text) => Cow::Owned(self.quoted(text)),
            Token::ListComma => mark(",", "、"),
            Token::ClauseComma => mark(",", "，"),
            Token::Colon => mark(":", "："),
            Token::OpenBracket => mark("(", "（"),
            Token::CloseBracket => mark(")", "）"),
            Token::Slash => Cow::Borrowed("/"),
        }
    }

    /// What parts two statements on one line.
    pub fn end(self) -> &'static str {
        self.mark("; ", "；")
    }

    /// Whether a blank stands between two tokens.
    pub fn apart(self, before: &Token, token: &Token) -> bool {
        match (before, token) {
            (_, Token::ListComma | Token::ClauseComma | Token::Slash | Token::CloseBracket)
            | (Token::Slash | Token::OpenBracket, _) => false,
            (Token::ListComma | Token::ClauseComma, _) => self.marks == Marks::Half,
            (Token::Number(_), Token::Keyword(keyword, _)) if is_unit(keyword) => self.language == Language::English,
            _ => true,
        }
    }

    fn mark(self, half: &'static str, full: &'static str) -> &'static str {
        match self.marks {
            Marks::Half => half,
            Marks::Full => full,
        }
    }

    fn word(self, keyword: &'static Keyword, before: Option<&Token>) -> &'static str {
        let many = || !matches!(before, Some(Token::Number(number)) if number == "1");
        match (self.language, keyword.en_plural) {
            (Language::Chinese, _) => keyword.zh,
            (Language::English, Some(plural)) if many() => plural,
            (Language::English, _) => keyword.en,
        }
    }

    /// A text in the quotes of the marks; in others where it holds those. It was read, so one pair can hold it.
    fn quoted(self, text: &str) -> String {
        const STRAIGHT: (&str, &str) = ("\"", "\"");
        const CURLY: (&str, &str) = ("“", "”");
        const CORNER: (&str, &str) = ("「", "」");
        const WIDE: (&str, &str) = ("＂", "＂");
        let order = match self.marks {
            Marks::Half => [STRAIGHT, CURLY, CORNER],
            Marks::Full => [CURLY, CORNER, STRAIGHT],
        };
        let holds = |(open, close): &(&str, &str)| !text.contains(open) && !text.contains(close);
        let (open, close) = order.into_iter().find(holds).unwrap_or(WIDE);
        format!("{open}{text}{close}")
    }
}

fn is_unit(keyword: &Keyword) -> bool {
    keyword.id.starts_with("unit_")
}
