//! A rule file cut into pieces, none of them left out: what the formatter writes anew.
//!
//! Comes in: the text of a file without errors of form. Goes out: its tokens, marks, comments, line ends and blanks in
//! their order, each byte in exactly one of them, and where each statement begins and ends.

use super::grammar::{Grammar, Rule};
use super::outline::{Statement, outline};
use super::statement::{Block, FORMS};
use super::token::{Token, tokens};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::FileId;
use pest::Parser;

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its bytes; empty where a statement begins or ends.
    pub text: &'t str,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A statement begins: the name of its rule in the grammar.
    Begin(&'static str),
    /// It ends, with the braces it may have.
    Finish,
    /// A word, number, text or mark of a statement.
    Token(Token),
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `;` and its like, between statements.
    End,
    /// A comment, up to the end of its line.
    Comment,
    /// A line end.
    Newline,
    /// Blanks, and a byte order mark at the start.
    Blank,
}

/// A file in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces<'t> {
    /// The language of most of its keywords.
    pub language: Language,
    /// The pieces in their order.
    pub all: Vec<Piece<'t>>,
}

/// Why a file is not cut up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uncut {
    /// It has errors of form, which are told; the language of most of its keywords.
    Unsound(Vec<Diagnostic>, Language),
    /// A stretch of it that is read, and whose pieces are not known: the byte. A fault of the program.
    Unknown(usize),
}

/// Cuts up a file.
///
/// # Errors
/// Where it cannot be read without an error.
pub fn pieces(file: FileId, text: &str) -> Result<Pieces<'_>, Uncut> {
    let (tree, told) = super::parse(file, text);
    if told.iter().any(|message| message.severity == Severity::Error) {
        return Err(Uncut::Unsound(told, tree.language));
    }
    let outline = outline(file, text);
    let mut cutter = Cutter {
        text,
        at: 0,
        all: Vec::with_capacity(text.len() / 4),
    };
    cutter.statements(&outline.statements, Block::Top)?;
    cutter.gap(text.len())?;
    Ok(Pieces {
        language: tree.language,
        all: cutter.all,
    })
}

struct Cutter<'t> {
    text: &'t str,
    /// Everything before this byte has been cut.
    at: usize,
    all: Vec<Piece<'t>>,
}

impl Cutter<'_> {
    fn statements(&mut self, statements: &[Statement], block: Block) -> Result<(), Uncut> {
        for statement in statements {
            self.gap(statement.start)?;
            let inner = self.words(statement, block)?;
            if let Some(body) = &statement.body {
                self.statements(&body.statements, inner.ok_or(Uncut::Unknown(statement.end))?)?;
                self.gap(body.end)?;
            }
            self.push(Kind::Finish, self.at)?;
        }
        Ok(())
    }

    /// The words of one statement; the block that its braces would hold.
    fn words(&mut self, statement: &Statement, block: Block) -> Result<Option<Block>, Uncut> {
        let unknown = Uncut::Unknown(statement.start);
        let words = self.text.get(statement.start..statement.end).unwrap_or("");
        let pair = Grammar::parse(block.entry(), words)
            .ok()
            .and_then(|mut pairs| pairs.next());
        let pair = pair.ok_or(unknown.clone())?;
        let rule = pair.as_rule();
        let form = FORMS.iter().find(|form| form.rule == rule).ok_or(unknown.clone())?;
        self.push(Kind::Begin(form.name), self.at)?;
        for (range, token) in tokens(pair).ok_or(unknown)? {
            self.gap(statement.start + range.start)?;
            self.push(Kind::Token(token), statement.start + range.end)?;
        }
        self.gap(statement.end)?;
        Ok(match form.opens {
            Some((inner, _)) => Some(inner),
            None if rule == Rule::column => Some(Block::Mapping),
            None => None,
        })
    }

    /// What stands up to a byte: blanks, comments, line ends, braces, ends of statements, and nothing else.
    fn gap(&mut self, end: usize) -> Result<(), Uncut> {
        while self.at < end {
            let rest = self.text.get(self.at..end).unwrap_or("");
            let first = rest.chars().next().ok_or(Uncut::Unknown(self.at))?;
            let blank = |c: char| (c.is_whitespace() && c != '\n') || c == '\u{FEFF}';
            let (kind, length) = match first {
                '\n' => (Kind::Newline, 1),
                '#' | '＃' => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
                '{' | '｛' => (Kind::OpenBrace, first.len_utf8()),
                '}' | '｝' => (Kind::CloseBrace, first.len_utf8()),
                ';' | '；' | '。' => (Kind::End, first.len_utf8()),
                _ if blank(first) => (Kind::Blank, rest.find(|c| !blank(c)).unwrap_or(rest.len())),
                _ => return Err(Uncut::Unknown(self.at)),
            };
            self.push(kind, self.at + length)?;
        }
        Ok(())
    }

    fn push(&mut self, kind: Kind, end: usize) -> Result<(), Uncut> {
        let text = self.text.get(self.at..end).ok_or(Uncut::Unknown(self.at))?;
        self.all.push(Piece { kind, text });
        self.at = end;
        Ok(())
    }
}
