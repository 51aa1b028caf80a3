//! Looks again at a statement that the grammar could not read, and says in one message what is wrong with it.
//!
//! First its place (a word that belongs to another block), then its list, its head, and the words around the
//! place where reading stopped. A mend is promised only after the grammar has read it.

use super::fault::{error, like, shown, words, write};
use super::grammar::span;
use super::keywords::{Keyword, keyword_at};
use super::outline::Statement;
use super::reader::{Reader, Stop};
use super::repair::{Bench, Repair};
use super::statement::{Block, FORMS, Form, block_opened_by, forms_of};
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// After so many messages a statement is no longer looked at closely.
const CLOSE_LOOKS: usize = 200;

/// A statement of more bytes is told where reading stopped, without trying out what could mend it.
const LONGEST_LOOK: usize = 4096;

/// What was found.
pub(super) struct Found {
    pub message: Diagnostic,
    /// Stretches of the file that read well once the fault is put aside: the two halves of a run-on list.
    pub still_good: Vec<(usize, usize)>,
}

impl From<Diagnostic> for Found {
    fn from(message: Diagnostic) -> Found {
        Found {
            message,
            still_good: Vec::new(),
        }
    }
}

pub(super) fn examine(reader: &Reader<'_>, statement: &Statement, block: Block, stop: Stop) -> Found {
    let text = reader.text.get(statement.start..statement.end).unwrap_or("");
    let bench = Bench::new(reader, text, block, stop);
    let look = Look {
        bench: &bench,
        base: statement.start,
        head: keyword_at(text),
    };
    if reader.told.len() > CLOSE_LOOKS || text.len() > LONGEST_LOOK {
        return look.unreadable().into();
    }
    look.word_number()
        .or_else(|| look.list_goes_on())
        .or_else(|| look.misplaced().map(Found::from))
        .or_else(|| look.two_statements())
        .or_else(|| look.general_not().map(Found::from))
        .or_else(|| look.braces_left_out().map(Found::from))
        .or_else(|| look.mended().map(Found::from))
        .or_else(|| look.unknown().map(Found::from))
        .unwrap_or_else(|| look.wrong_or_unreadable().into())
}

/// Words that would make another spelling of a name, but begin with a word of the language and are a statement
/// of another block: `import "file"` under `also called`.
pub(super) fn misplaced(reader: &Reader<'_>, statement: &Statement, block: Block) -> Option<Diagnostic> {
    let text = reader.text.get(statement.start..statement.end)?;
    let bench = Bench::new(reader, text, block, Stop::default());
    let look = Look {
        bench: &bench,
        base: statement.start,
        head: keyword_at(text),
    };
    look.head.and_then(|_| look.misplaced())
}

/// Two statements that may have been one, up to a `;` that is one too many or stands for a letter.
pub(super) fn examine_joined(reader: &Reader<'_>, start: usize, end: usize, block: Block) -> Option<Diagnostic> {
    let text = reader.text.get(start..end)?;
    if reader.told.len() > CLOSE_LOOKS || text.len() > LONGEST_LOOK {
        return None;
    }
    let stop = reader.read(start, end, block).err()?;
    let bench = Bench::new(reader, text, block, stop);
    let look = Look {
        bench: &bench,
        base: start,
        head: keyword_at(text),
    };
    look.mended()
}

/// The block that the head of an unreadable statement would have opened: the one in which what stands in the
/// braces reads best, else the one its first word names.
pub(super) fn block_of_head(reader: &Reader<'_>, statement: &Statement, outer: Block) -> Option<Block> {
    let text = reader.text.get(statement.start..statement.end).unwrap_or("");
    let named = block_opened_by(text, Some(outer)).or_else(|| {
        let bench = Bench::new(reader, text, outer, Stop::default());
        let near = |keyword: &&Keyword| keyword.spellings().any(|spelling| !bench.near(0, spelling).is_empty());
        let meant = heads_of(outer).into_iter().find(near)?;
        forms_of(outer, meant.id).find_map(|form| form.opens.map(|(inner, _)| inner))
    });
    if reader.told.len() > CLOSE_LOOKS {
        return named;
    }
    let inside = statement
        .body
        .as_ref()
        .map_or(&[][..], |body| body.statements.as_slice());
    let reads = |block: Block| {
        let first = inside.iter().take(20);
        first
            .filter(|one| reader.read(one.start, one.end, block).is_ok())
            .count()
    };
    let best = FORMS
        .iter()
        .filter(|form| form.stands_in(outer))
        .filter_map(|form| form.opens.map(|(inner, _)| inner))
        .chain((outer == Block::Feed).then_some(Block::Mapping))
        .map(|block| (reads(block), block))
        .max_by_key(|(number, _)| *number);
    match (best, named) {
        (Some((number, block)), Some(named)) if number > reads(named) => Some(block),
        (Some((number, block)), None) if number > 0 => Some(block),
        (_, named) => named,
    }
}

/// The keywords with which the statements of a block begin.
pub(super) fn heads_of(block: Block) -> Vec<&'static Keyword> {
    let ids = FORMS
        .iter()
        .filter(|form| form.stands_in(block))
        .flat_map(|form| form.heads);
    ids.filter_map(|id| super::keywords::keyword(id)).collect()
}

pub(super) struct Look<'b, 'r, 't> {
    pub bench: &'b Bench<'r, 't>,
    pub base: usize,
    pub head: Option<(&'static Keyword, usize)>,
}

impl Look<'_, '_, '_> {
    pub(super) fn place(&self, range: &Range<usize>) -> crate::source::Span {
        span(
            self.bench.reader.file,
            self.base + range.start,
            self.base + range.end.max(range.start),
        )
    }

    pub(super) fn said(&self, range: &Range<usize>) -> String {
        shown(self.bench.words.get(range.clone()).unwrap_or(""))
    }

    /// How the statement would have to be written, judged by its first keyword.
    pub(super) fn form(&self) -> Option<&'static Form> {
        let (head, _) = self.head?;
        let mut forms = forms_of(self.bench.block, head.id);
        let first = forms.next()?;
        // Of two forms with one head the one is meant whose second keyword occurs.
        Some(forms.find(|form| self.shares_more(form, first)).unwrap_or(first))
    }

    pub(super) fn shares_more(&self, form: &Form, other: &Form) -> bool {
        let shared = |form: &Form| {
            let both = format!("{} {}", form.form.0, form.form.1);
            both.split_whitespace()
                .filter(|word| self.bench.words.contains(word))
                .count()
        };
        shared(form) > shared(other)
    }

    /// Words that stand where something else is wanted.
    pub(super) fn wrong_or_unreadable(&self) -> Diagnostic {
        let samples = self.samples();
        let candidates: Vec<&str> = samples.iter().map(|sample| sample.0).collect();
        let Some((range, which)) = self.bench.wrong_kind(&candidates) else {
            return self.unreadable();
        };
        let (_, en_kind, zh_kind) = samples.get(which).copied().unwrap_or(("", "", ""));
        let word = self.said(&range);
        let quoted = Repair {
            by: self.bench.in_quotes(&word),
            range: range.clone(),
        };
        if self
            .samples()
            .get(which)
            .is_some_and(|sample| sample.0.starts_with('"'))
            && !word.contains('"')
        {
            return error(
                "O1102",
                self.place(&range),
                format!("`{word}` has to stand in quotes"),
                format!("“{word}”要加引号"),
            )
            .mend(write(&self.corrected(&quoted)));
        }
        let message = error(
            "O1102",
            self.place(&range),
            format!("`{word}` stands where {en_kind} has to be"),
            format!("“{word}”的位置应当是{zh_kind}"),
        );
        self.with_form(message)
    }

    pub(super) fn unreadable(&self) -> Diagnostic {
        if self.bench.pieces.is_empty() {
            let text = self.bench.reader.text;
            return super::fault_marks::stray_brace(self.bench.reader.file, text, self.base, self.base + 1);
        }
        let stop = self.bench.stopped_at().min(self.bench.pieces.len().saturating_sub(1));
        let range = self
            .bench
            .pieces
            .get(stop)
            .cloned()
            .unwrap_or(0..self.bench.words.len());
        let word = self.said(&range);
        let message = error(
            "O1102",
            self.place(&range),
            format!("from `{word}` on this line cannot be read"),
            format!("这一行从“{word}”起读不懂"),
        );
        self.with_form(message)
    }

    pub(super) fn with_form(&self, message: Diagnostic) -> Diagnostic {
        let of_block = || {
            let block = self.bench.block;
            FORMS
                .iter()
                .find(|form| form.stands_in(block) && form.heads.is_empty())
                .or_else(|| block.opener())
        };
        match self.form().or_else(of_block) {
            Some(form) => message.mend(like(form)),
            None => message.mend(words("see the language reference", "请查语言手册")),
        }
    }
}
