//! The outline of a file: its statements and the braces they open. Line ends, commas, `;` and braces decide;
//! indentation means nothing unless the braces do not balance (then `mend` is asked).

use super::braces::mended;
use super::fault_marks;
use super::keywords::keyword_at;
use super::lexical::{Kind, Mark, marks};
use crate::diagnostic::{Diagnostic, Language};
use crate::source::FileId;

/// How deep braces and brackets may stand in each other.
pub(super) const DEEPEST: usize = 32;

/// One statement, without the braces it may open.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The statements in its braces, where it has braces.
    pub body: Option<Body>,
    /// What is wrong with it has been told already.
    pub told: bool,
}

/// What stands in a pair of braces.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub statements: Vec<Statement>,
    /// One past the closing brace.
    pub end: usize,
}

impl Statement {
    /// One past its last byte, braces included.
    pub fn whole_end(&self) -> usize {
        self.body.as_ref().map_or(self.end, |body| body.end.max(self.end))
    }
}

/// The statements of a file, and what was wrong with its marks.
#[derive(Debug)]
pub(super) struct Outline {
    pub statements: Vec<Statement>,
    pub told: Vec<Diagnostic>,
}

/// Finds the outline of a file.
pub(super) fn outline(file: FileId, text: &str) -> Outline {
    let (marks, mut told) = marks(file, text);
    let (mut statements, balanced) = Builder::default().build(&marks);
    if !balanced {
        let (mended, braces) = mended(file, text, &marks);
        drop_deep(std::mem::replace(&mut statements, mended));
        told.extend(braces);
    }
    limit_braces(file, &mut statements, 0, &mut told);
    limit_brackets(file, text, &mut statements, &mut told);
    Outline { statements, told }
}

/// A statement in the making.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    pub some: bool,
    pub comma: bool,
    pub told: bool,
}

impl Run {
    pub fn take(&mut self, mark: &Mark) {
        if !self.some {
            (self.start, self.some) = (mark.start, true);
        }
        self.end = mark.end;
        self.comma = mark.kind == Kind::Comma;
        self.told |= mark.kind == Kind::LoneQuote;
    }

    pub fn finish(&mut self) -> Option<Statement> {
        let run = std::mem::take(self);
        run.some.then_some(Statement {
            start: run.start,
            end: run.end,
            body: None,
            told: run.told,
        })
    }
}

#[derive(Debug, Default)]
struct Builder {
    run: Run,
    statements: Vec<Statement>,
    /// Heads whose braces are open, with the statements before them.
    stack: Vec<(Vec<Statement>, Statement)>,
    /// The last statement was ended by a line end alone, so an opening brace may still follow.
    open_may_follow: bool,
}

impl Builder {
    /// The statements, and whether all braces found their partners.
    fn build(mut self, marks: &[Mark]) -> (Vec<Statement>, bool) {
        let mut balanced = true;
        for mark in marks {
            match mark.kind {
                Kind::Words | Kind::Text | Kind::LoneQuote | Kind::Comma => self.run.take(mark),
                Kind::Newline if self.run.comma => {}
                Kind::Newline => {
                    if self.run.some {
                        self.flush();
                        self.open_may_follow = true;
                    }
                }
                Kind::End => self.flush(),
                Kind::Open => self.open(mark),
                Kind::Close => balanced &= self.close(mark.end),
            }
        }
        self.flush();
        while !self.stack.is_empty() {
            balanced = false;
            self.close(marks.last().map_or(0, |mark| mark.end));
        }
        (self.statements, balanced)
    }

    fn flush(&mut self) {
        self.open_may_follow = false;
        self.statements.extend(self.run.finish());
    }

    fn open(&mut self, mark: &Mark) {
        let before = self.run.finish();
        let head = match before {
            Some(head) => head,
            None if self.open_may_follow => self.statements.pop().unwrap_or_else(|| nothing(mark.start)),
            None => nothing(mark.start),
        };
        self.open_may_follow = false;
        self.stack.push((std::mem::take(&mut self.statements), head));
    }

    fn close(&mut self, end: usize) -> bool {
        self.flush();
        let Some((before, mut head)) = self.stack.pop() else {
            return false;
        };
        let statements = std::mem::replace(&mut self.statements, before);
        head.body = Some(Body { statements, end });
        self.statements.push(head);
        true
    }
}

fn nothing(at: usize) -> Statement {
    Statement {
        start: at,
        end: at,
        body: None,
        told: false,
    }
}

/// Cuts off blocks that stand too deep in each other.
fn limit_braces(file: FileId, statements: &mut [Statement], depth: usize, told: &mut Vec<Diagnostic>) {
    for statement in statements {
        if let Some(body) = &mut statement.body {
            if depth + 1 > DEEPEST {
                told.push(fault_marks::too_deep(
                    file,
                    statement.start,
                    statement.end - statement.start,
                ));
                drop_deep(std::mem::take(&mut body.statements));
                statement.told = true;
            } else {
                limit_braces(file, &mut body.statements, depth + 1, told);
            }
        }
    }
}

/// Takes statements apart from the outside in, so that no nesting can exhaust the stack.
fn drop_deep(mut statements: Vec<Statement>) {
    while let Some(statement) = statements.pop() {
        if let Some(body) = statement.body {
            statements.extend(body.statements);
        }
    }
}

/// Tells statements whose round brackets stand too deep in each other, so that the grammar never sees them.
fn limit_brackets(file: FileId, text: &str, statements: &mut [Statement], told: &mut Vec<Diagnostic>) {
    for statement in statements {
        let words = text.get(statement.start..statement.end).unwrap_or("");
        let mut depth = 0_usize;
        for (at, c) in words.char_indices() {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST && !statement.told {
                statement.told = true;
                told.push(fault_marks::too_deep(file, statement.start + at, c.len_utf8()));
            }
        }
        if let Some(body) = &mut statement.body {
            limit_brackets(file, text, &mut body.statements, told);
        }
    }
}

/// The language most of the keywords at the heads of statements are in.
pub(super) fn language(text: &str, statements: &[Statement]) -> Language {
    fn balance(text: &str, statements: &[Statement]) -> i64 {
        statements
            .iter()
            .map(|statement| {
                let words = text.get(statement.start..statement.end).unwrap_or("");
                let own = match keyword_at(words) {
                    Some(_) if words.starts_with(|c: char| c.is_ascii()) => 1,
                    Some(_) => -1,
                    None => 0,
                };
                own + statement
                    .body
                    .as_ref()
                    .map_or(0, |body| balance(text, &body.statements))
            })
            .sum()
    }
    let sum = balance(text, statements);
    let han = || text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    if sum < 0 || (sum == 0 && han()) {
        Language::Chinese
    } else {
        Language::English
    }
}
