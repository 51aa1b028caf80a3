//! The outline of a file whose braces do not balance.
//!
//! Only here does indentation say something: a closing brace belongs to the line that stands under it, a block
//! ends before a line that is not indented past its head. Each brace that is missing or too many is told once,
//! where it is; a line with a stray brace is read no further.

use super::fault_marks;
use super::keywords::keyword_at;
use super::lexical::{Kind, Mark};
use super::outline::{Body, Run, Statement};
use super::statement::{Block, Braces, FORMS, block_opened_by, forms_of};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The statements as they were most likely meant, and one message a brace.
pub(super) fn mended(file: FileId, text: &str, marks: &[Mark]) -> (Vec<Statement>, Vec<Diagnostic>) {
    let lines: Vec<&[Mark]> = marks
        .split(|mark| mark.kind == Kind::Newline)
        .filter(|line| !line.is_empty())
        .collect();
    let mut mender = Mender {
        file,
        text,
        run: Run::default(),
        statements: Vec::new(),
        frames: Vec::new(),
        told: Vec::new(),
    };
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).and_then(|next| next.first());
        mender.line(line, next);
    }
    mender.flush();
    while !mender.frames.is_empty() {
        mender.close_missing();
    }
    (mender.statements, mender.told)
}

/// A block whose closing brace has not come yet.
struct Frame {
    before: Vec<Statement>,
    head: Statement,
    block: Option<Block>,
    /// How far the line of its head is indented, and which line the brace is on.
    indent: usize,
    line: usize,
    /// The first line inside is indented further than the head, or there is none yet.
    indented: Option<bool>,
}

struct Mender<'t> {
    file: FileId,
    text: &'t str,
    run: Run,
    statements: Vec<Statement>,
    frames: Vec<Frame>,
    told: Vec<Diagnostic>,
}

impl Mender<'_> {
    fn line(&mut self, line: &[Mark], next: Option<&Mark>) {
        let Some(first) = line.first() else { return };
        let goes_on = self.run.some && self.run.comma;
        if !goes_on {
            self.flush();
            if first.kind == Kind::Close {
                self.close_frames_within(first, line);
            } else if self.stands_for_a_brace(first, line, next) {
                if first.kind != Kind::LoneQuote {
                    self.told.push(fault_marks::close_misspelled(
                        self.file,
                        self.text,
                        first.start,
                        first.end,
                    ));
                }
                self.close(first.end);
                return;
            } else if first.kind != Kind::Open {
                self.close_frames_before(first, line);
            }
        }
        if let Some(frame) = self.frames.last_mut().filter(|_| first.kind != Kind::Close) {
            frame.indented = frame.indented.or(Some(first.indent > frame.indent));
        }
        match self.stray(line, next) {
            Some(stray) => self.stray_line(line, stray),
            None => self.sound_line(line, next),
        }
    }

    /// A letter or two alone on a line, where the closing brace should stand.
    fn stands_for_a_brace(&self, first: &Mark, line: &[Mark], next: Option<&Mark>) -> bool {
        let words = self.text.get(first.start..first.end).unwrap_or("");
        let short = line.len() == 1 && !matches!(first.kind, Kind::Open | Kind::Text) && words.chars().count() <= 2;
        let outside = |frame: &Frame| {
            frame.indented == Some(true)
                && first.indent == frame.indent
                && next.is_none_or(|next| next.indent <= frame.indent)
        };
        short && keyword_at(words).is_none() && self.frames.last().is_some_and(outside)
    }

    /// The first brace of a line that has no partner where it stands.
    fn stray<'m>(&self, line: &'m [Mark], next: Option<&Mark>) -> Option<&'m Mark> {
        let mut opened = 0_usize;
        let mut begins: Option<usize> = None;
        for (at, mark) in line.iter().enumerate() {
            match mark.kind {
                Kind::End => begins = None,
                Kind::Open => {
                    let head = begins.map_or("", |start| self.text.get(start..mark.start).unwrap_or(""));
                    let follows = begins.is_none() && at == 0 && self.head_waits();
                    if !follows && !opens(head) {
                        return Some(mark);
                    }
                    (opened, begins) = (opened + 1, None);
                }
                Kind::Close => {
                    begins = None;
                    if opened > 0 {
                        opened -= 1;
                    } else if !self.may_close(at, line, next) {
                        return Some(mark);
                    }
                }
                _ => begins = begins.or(Some(mark.start)),
            }
        }
        None
    }

    /// Whether a closing brace that was not opened on its line may close a block of an earlier line.
    fn may_close(&self, at: usize, line: &[Mark], next: Option<&Mark>) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        if at == 0 {
            return line
                .get(1)
                .is_none_or(|second| matches!(second.kind, Kind::Close | Kind::End));
        }
        let last = line.get(at + 1).is_none();
        last && next.is_none_or(|next| next.indent <= frame.indent && next.kind != Kind::Close)
    }

    /// Whether the statement before can still take a brace.
    fn head_waits(&self) -> bool {
        self.statements
            .last()
            .is_some_and(|head| head.body.is_none() && opens(self.words(head)))
    }

    fn words(&self, statement: &Statement) -> &str {
        self.text.get(statement.start..statement.end).unwrap_or("")
    }

    /// A line with a stray brace is one statement that has been told, and may open a block at its end.
    fn stray_line(&mut self, line: &[Mark], stray: &Mark) {
        self.told
            .push(fault_marks::stray_brace(self.file, self.text, stray.start, stray.end));
        let opens_block = line
            .last()
            .is_some_and(|last| last.kind == Kind::Open && last.start != stray.start)
            || (line.last().is_some_and(|last| last.kind == Kind::Open)
                && line.len() > 1
                && line.iter().filter(|mark| mark.kind == Kind::Open).count() > 1);
        let words = if opens_block { line.len() - 1 } else { line.len() };
        for mark in line.iter().take(words) {
            self.run.take(mark);
        }
        self.run.told = true;
        self.run.comma = false;
        match line.last().filter(|_| opens_block) {
            Some(brace) => self.open(brace),
            None => self.flush(),
        }
    }

    fn sound_line(&mut self, line: &[Mark], next: Option<&Mark>) {
        for mark in line {
            match mark.kind {
                Kind::Open => self.open(mark),
                Kind::Close => {
                    self.flush();
                    self.close(mark.end);
                }
                Kind::End => self.flush(),
                _ => self.run.take(mark),
            }
        }
        let Some(last) = line.last() else { return };
        if !self.run.comma {
            self.flush();
        }
        // What was opened on this line and has gone on behind its brace ends with the line.
        while self.frames.last().is_some_and(|frame| frame.line == last.line) && last.kind != Kind::Open {
            self.close_missing();
        }
        self.open_missing(line, next);
    }

    /// A head without its brace, with lines below it that are indented further.
    fn open_missing(&mut self, line: &[Mark], next: Option<&Mark>) {
        let (Some(first), Some(next)) = (line.first(), next) else {
            return;
        };
        let deeper = next.indent > first.indent && !matches!(next.kind, Kind::Open | Kind::Close);
        let block = self.frames.last().map_or(Some(Block::Top), |frame| frame.block);
        let Some(head) = self.statements.last().filter(|head| head.body.is_none() && !head.told) else {
            return;
        };
        let words = self.words(head);
        let opener = block.zip(keyword_at(words)).is_some_and(|(block, (keyword, _))| {
            forms_of(block, keyword.id).any(|form| form.opens.is_some_and(|(_, braces)| braces != Braces::Never))
        });
        if deeper && opener && head.start >= first.start {
            // A mark at the end of the head was meant for the brace.
            let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '"' | '”' | '」'));
            let (start, end) = (head.start, head.start + bare.len());
            let told = fault_marks::open_missing(self.file, start, end, bare);
            self.told.push(told);
            let brace = Mark {
                start: end,
                end,
                ..*line.last().unwrap_or(first)
            };
            if let Some(head) = self.statements.pop() {
                self.run = Run {
                    start: head.start,
                    end,
                    some: true,
                    comma: false,
                    told: head.told,
                };
            }
            self.open(&brace);
        }
    }

    fn flush(&mut self) {
        self.statements.extend(self.run.finish());
    }

    fn open(&mut self, brace: &Mark) {
        let head = self
            .run
            .finish()
            .or_else(|| self.statements.pop())
            .unwrap_or(Statement {
                start: brace.start,
                end: brace.start,
                body: None,
                told: false,
            });
        let outer = self.frames.last().map_or(Some(Block::Top), |frame| frame.block);
        let block = block_opened_by(self.words(&head), outer);
        self.frames.push(Frame {
            before: std::mem::take(&mut self.statements),
            head,
            block,
            indent: brace.indent,
            line: brace.line,
            indented: None,
        });
    }

    fn close(&mut self, end: usize) {
        if let Some(mut frame) = self.frames.pop() {
            let statements = std::mem::replace(&mut self.statements, frame.before);
            frame.head.body = Some(Body { statements, end });
            self.statements.push(frame.head);
        }
    }

    /// Closes the innermost block and tells that its brace is missing, at the end of what stands in it.
    fn close_missing(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let end = self.statements.last().map_or(frame.head.end, Statement::whole_end);
        let words = self.words(&frame.head).to_string();
        self.told
            .push(fault_marks::close_missing(self.file, self.text, end, &words));
        self.close(end);
    }

    /// Before a line that begins with a closing brace: blocks inside the one that stands above the brace end.
    fn close_frames_within(&mut self, brace: &Mark, line: &[Mark]) {
        if line
            .get(1)
            .is_some_and(|second| !matches!(second.kind, Kind::Close | Kind::End))
        {
            return;
        }
        if self.frames.iter().any(|frame| frame.indent == brace.indent) {
            while self.frames.last().is_some_and(|frame| frame.indent > brace.indent) {
                self.close_missing();
            }
        }
    }

    /// Before any other line: blocks end whose lines are indented where this one is not, or that this line's
    /// statement can only follow.
    fn close_frames_before(&mut self, first: &Mark, line: &[Mark]) {
        while let Some(frame) = self.frames.last() {
            let ends = match frame.indented {
                Some(true) => first.indent <= frame.indent,
                _ => self.opens_at_top(line) || (frame.indented.is_none() && first.indent < frame.indent),
            };
            if !ends {
                return;
            }
            self.close_missing();
        }
    }

    /// Whether a line opens a block that stands at the top level only.
    fn opens_at_top(&self, line: &[Mark]) -> bool {
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            return false;
        };
        let words = self.text.get(first.start..last.end).unwrap_or("");
        line.iter().any(|mark| mark.kind == Kind::Open)
            && keyword_at(words).is_some_and(|(keyword, _)| {
                FORMS
                    .iter()
                    .filter(|form| form.begins_with(keyword.id) && form.opens.is_some())
                    .all(|form| form.stands_in(Block::Top))
                    && forms_of(Block::Top, keyword.id).any(|form| form.opens.is_some())
            })
    }
}

/// Whether words can stand before an opening brace.
fn opens(words: &str) -> bool {
    let by_head = keyword_at(words).is_some_and(|(keyword, _)| {
        FORMS
            .iter()
            .any(|form| form.begins_with(keyword.id) && form.opens.is_some())
    });
    by_head || ends_with_mapping(words)
}

/// Whether words end in the keyword that opens the braces of a column.
pub(super) fn ends_with_mapping(words: &str) -> bool {
    let words = words.trim_end();
    super::keywords::keyword("mapping").is_some_and(|mapping| {
        mapping
            .spellings()
            .any(|spelling| words.to_lowercase().ends_with(spelling))
            && words.contains([',', '，', '、'])
    })
}
