//! From pieces to lines.
//!
//! A line breaks where the author broke it: a block written on one line stays on it, statements parted by `;` stay side
//! by side, a line that ends in a comma goes on in the next. A block over several lines has its braces in the one place,
//! at the end of its head and alone on a line. One blank line stays where one or more were, but for the edges of blocks.

use super::line::Line;
use super::spell::Style;
use crate::syntax::lossless::{Kind, Piece};
use crate::syntax::token::Token;

/// One level of indentation.
const INDENT: usize = 2;

/// The lines of a file.
pub(super) fn lines(pieces: &[Piece<'_>], style: Style) -> Vec<Line> {
    let mut printer = Printer {
        style,
        lines: Vec::new(),
        statements: Vec::new(),
        blocks: vec![Block::default()],
        newlines: 0,
    };
    let on_one_line = on_one_line(pieces);
    for (at, piece) in pieces.iter().enumerate() {
        match &piece.kind {
            Kind::Begin(form) => printer.begin(form, spreads(&pieces[at + 1..], at + 1, &on_one_line)),
            Kind::Finish => printer.finish(),
            Kind::Token(token) => printer.token(token),
            Kind::OpenBrace => printer.open(on_one_line.binary_search(&at).is_ok(), empty(&pieces[at + 1..])),
            Kind::CloseBrace => printer.close(),
            Kind::Comment => printer.comment(piece.text),
            Kind::Newline => printer.newlines += 1,
            Kind::Blank | Kind::End => {}
        }
    }
    printer.lines
}

/// The opening braces whose partner stands on the same line.
fn on_one_line(pieces: &[Piece<'_>]) -> Vec<usize> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::OpenBrace => open.push(at),
            Kind::CloseBrace => found.extend(open.pop()),
            Kind::Newline => open.clear(),
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

/// Whether nothing stands in a block but blanks.
fn empty(inside: &[Piece<'_>]) -> bool {
    let blank = |piece: &&Piece<'_>| matches!(piece.kind, Kind::Blank | Kind::Newline | Kind::End);
    let first = inside.iter().find(|piece| !blank(piece));
    first.is_some_and(|piece| piece.kind == Kind::CloseBrace)
}

/// Whether the statement that goes on with these pieces has a block over several lines.
fn spreads(words: &[Piece<'_>], at: usize, on_one_line: &[usize]) -> bool {
    let open = words
        .iter()
        .position(|piece| matches!(piece.kind, Kind::OpenBrace | Kind::Finish));
    open.filter(|open| words[*open].kind == Kind::OpenBrace)
        .is_some_and(|open| on_one_line.binary_search(&(at + open)).is_err() && !empty(&words[open + 1..]))
}

/// A block whose closing brace has not come yet; the first is the file.
#[derive(Debug, Default)]
struct Block {
    /// It stands on one line.
    flat: bool,
    /// The statements on that line are aligned with those of the lines around it.
    aligned: bool,
    /// How far its lines are indented.
    indent: usize,
    /// So many statements and comments stand in it so far.
    some: usize,
    /// The next statement begins a line, wherever the author had it; so does one with a block over several lines.
    fresh: bool,
}

/// A statement that has not ended yet.
struct Statement {
    form: &'static str,
    tokens: usize,
    last: Option<Token>,
    /// The line of its last token.
    line: usize,
}

struct Printer {
    style: Style,
    lines: Vec<Line>,
    statements: Vec<Statement>,
    blocks: Vec<Block>,
    /// Line ends since the last piece that says something.
    newlines: usize,
}

impl Printer {
    fn begin(&mut self, form: &'static str, spreads: bool) {
        let broken = std::mem::take(&mut self.newlines);
        let Some(block) = self.blocks.last_mut() else { return };
        let before = block.some;
        block.some += 1;
        let fresh = std::mem::take(&mut block.fresh) || before == 0 || broken > 0 || spreads;
        match self.lines.last_mut().filter(|_| block.flat || !fresh) {
            // Side by side with the one before it.
            Some(line) => {
                if before > 0 {
                    line.push(self.style.end());
                }
                if !block.flat {
                    line.shape = None;
                } else if block.aligned && before > 0 {
                    line.stop(before + 1);
                }
            }
            None => self.lines.push(Line {
                indent: block.indent,
                parted: broken > 1 && before > 0,
                shape: Some(shape(form)),
                ..Line::default()
            }),
        }
        self.statements.push(Statement {
            form,
            tokens: 0,
            last: None,
            line: self.lines.len().saturating_sub(1),
        });
    }

    fn finish(&mut self) {
        self.statements.pop();
    }

    fn token(&mut self, token: &Token) {
        let broken = std::mem::take(&mut self.newlines) > 0;
        let indent = self.blocks.last().map_or(0, |block| block.indent);
        let alone = !self.blocks.last().is_some_and(|block| block.flat);
        let Some(statement) = self.statements.last_mut() else {
            return;
        };
        if broken && statement.tokens > 0 {
            // It goes on behind a comma: nothing in it is aligned any more.
            if let Some(line) = self.lines.get_mut(statement.line) {
                line.shape = None;
            }
            self.lines.push(Line {
                indent: indent + 2 * INDENT,
                ..Line::default()
            });
            statement.line = self.lines.len() - 1;
        } else if let (Some(line), Some(last)) = (self.lines.last_mut(), &statement.last) {
            line.push(if self.style.apart(last, token) { " " } else { "" });
            if let Some(stop) = stop(statement.form, statement.tokens, token).filter(|_| alone) {
                line.stop(stop);
            }
        }
        if let Some(line) = self.lines.last_mut() {
            line.push(&self.style.spell(statement.last.as_ref(), token));
        }
        statement.tokens += 1;
        statement.last = Some(token.clone());
    }

    fn open(&mut self, one_line: bool, empty: bool) {
        self.newlines = 0;
        let Some(statement) = self.statements.last() else {
            return;
        };
        let (head, form) = (statement.line, statement.form);
        let (within_flat, indent) = self
            .blocks
            .last()
            .map_or((false, 0), |block| (block.flat, block.indent));
        let comments = self.lines.len() - 1 - head;
        let commented = comments > 0 || self.lines.get(head).is_some_and(|line| line.comment.is_some());
        let flat = (empty || one_line) && !commented;
        let aligned = flat && !within_flat && form != "column";
        if let Some(line) = self.lines.get_mut(head) {
            line.push(" ");
            if aligned {
                line.stop(1);
            } else if !flat {
                line.shape = None;
            }
            line.push(if flat && !empty { "{ " } else { "{" });
        }
        self.blocks.push(Block {
            flat,
            aligned,
            indent: indent + if flat { 0 } else { INDENT },
            some: comments,
            fresh: false,
        });
    }

    fn close(&mut self) {
        self.newlines = 0;
        let Some(block) = self.blocks.pop() else { return };
        let indent = self.blocks.last().map_or(0, |block| block.indent);
        if !block.flat {
            let mut line = Line {
                indent,
                ..Line::default()
            };
            line.push("}");
            self.lines.push(line);
            if let Some(outer) = self.blocks.last_mut() {
                outer.fresh = true;
            }
        } else if let Some(line) = self.lines.last_mut() {
            line.push(if block.some > 0 { " }" } else { "}" });
        }
    }

    fn comment(&mut self, text: &str) {
        let broken = std::mem::take(&mut self.newlines);
        let text = remark(text);
        let open = |line: &&mut Line| !line.cells.is_empty() && line.comment.is_none();
        if let Some(line) = self.lines.last_mut().filter(|_| broken == 0).filter(open) {
            line.comment = Some(text);
            return;
        }
        // Behind a comma of a statement, between its head and the brace that comes, or among the statements of a block.
        let statement = self
            .statements
            .last()
            .filter(|_| self.statements.len() == self.blocks.len());
        let within = statement.map(|statement| match statement.last {
            Some(Token::ListComma | Token::ClauseComma) => 2 * INDENT,
            _ => INDENT,
        });
        let Some(block) = self.blocks.last_mut() else { return };
        let parted = broken > 1 && block.some > 0 && within.is_none();
        if within.is_none() {
            (block.some, block.fresh) = (block.some + 1, true);
        }
        self.lines.push(Line {
            indent: block.indent + within.unwrap_or(0),
            parted,
            comment: Some(text),
            ..Line::default()
        });
    }
}

/// A comment with a blank behind its `#`, unless it is a line of signs.
fn remark(text: &str) -> String {
    let words = said(text);
    let apart = words.starts_with(|c: char| !c.is_whitespace() && !c.is_ascii_punctuation());
    format!("#{}{words}", if apart { " " } else { "" })
}

/// What a comment says, with the blank before it.
pub(super) fn said(comment: &str) -> &str {
    comment.strip_prefix(['#', '＃']).unwrap_or(comment).trim_end()
}

/// What a statement is aligned with.
fn shape(form: &'static str) -> &'static str {
    match form {
        "mapping_otherwise" => "mapping",
        _ => form,
    }
}

/// Whether a token of a statement begins a cell, and of which number.
fn stop(form: &str, at: usize, token: &Token) -> Option<usize> {
    let id = match token {
        Token::Keyword(keyword, _) => keyword.id,
        _ => "",
    };
    match (form, id) {
        ("row" | "finding_when" | "quota_tier" | "mapping" | "mapping_otherwise", _) if *token == Token::Colon => {
            Some(1)
        }
        ("field" | "band" | "dimension" | "survey", _) if at == 2 => Some(1),
        ("group", "of") | ("column" | "table_column", "from_column") => Some(1),
        ("party_line", _) if at == 1 => Some(1),
        ("party_line", "under") => Some(2),
        ("party_line", "calendar") => Some(3),
        ("party_line", "from") => Some(4),
        ("party_line", "until") => Some(5),
        ("party_line", "replaces") => Some(6),
        ("party_line", "contact_person") => Some(7),
        _ => None,
    }
}
