//! Text to tree. Never fails: what cannot be read is told and left out.
//!
//! Comes in: the text of one rule file. Goes out: its tree, and one message a fault, in the order of the file.
//! First the outline is found (statements, braces, line ends), then each statement is read by the grammar of
//! `grammar/`, then a builder a construct makes the tree. No name is looked up here.

pub mod tree;
pub mod token;
pub mod lossless;
mod alike;
mod follow_up;
mod grammar;
mod keywords;
mod lexical;
mod outline;
mod braces;
mod statement;
mod reader;
mod value;
mod condition;
mod top;
mod calendar;
mod organisation;
mod matter;
mod workflow;
mod deadline;
mod ladder;
mod finding;
mod measure;
mod notice;
mod feed;
mod example;
mod expect_change;
mod examine;
mod repair;
mod certain;
mod vocabulary;
mod pieces;
mod mending;
mod looks;
mod fault;
mod fault_marks;

pub(crate) use alike::plain_letter;
pub use keywords::{Keyword, generated_grammar, is_reserved, keyword, keyword_at, keywords};
pub(crate) use lexical::is_invisible;
pub use statement::{Listed, statements};

use crate::calendar::Quantity;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use chrono::NaiveDateTime;
use grammar::{Grammar, Node, Rule};
use pest::Parser;
use reader::Reader;
use tree::Tree;

/// The largest rule file that is read, in bytes.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// So many messages of one file are listed.
pub const MOST_MESSAGES: usize = 1000;

/// Reads one rule file. Spans are byte offsets into `text`; messages come in the order of the file.
pub fn parse(file: FileId, text: &str) -> (Tree, Vec<Diagnostic>) {
    if text.len() > LARGEST_FILE {
        return (Tree::default(), vec![fault_marks::file_too_large(file, text.len())]);
    }
    let mut outline = outline::outline(file, text);
    outline.told.sort_by_key(|message| message.span.start);
    outline.told.truncate(MOST_MESSAGES + 1);
    let language = outline::language(text, &outline.statements);
    let mut reader = Reader {
        file,
        text,
        language,
        told: outline.told,
        unread: Vec::new(),
        skimming: false,
    };
    let items = reader.items(&outline.statements);
    reader.leave_out_told();
    let Reader { mut told, unread, .. } = reader;
    told.sort_by_key(|message| (message.span.start, message.span.end));
    // Past so many not all was looked at, so the last message says so, however few are left.
    let too_many = told.len() > MOST_MESSAGES;
    certain::only_letters_without_braces(&mut told);
    follow_up::leave_out(text, &mut told);
    if too_many {
        told.truncate(MOST_MESSAGES);
        if let Some(last) = told.last_mut() {
            *last = fault_marks::too_many(last.span, MOST_MESSAGES - 1);
        }
    }
    let tree = Tree {
        language,
        items,
        unread,
    };
    (tree, told)
}

/// A number of units in either language: `4 working days`, `4个工作日`, `-90 minutes`.
/// `None` where it is no quantity, or bare `days` that do not say which.
pub fn quantity(text: &str) -> Option<Quantity> {
    let mut pairs = Grammar::parse(Rule::alone_quantity, text).ok()?;
    let node = Node::new(pairs.next()?, 0, FileId::default());
    let unit = node.kids().find_map(|kid| value::unit_of(kid.rule()))?;
    let amount = value::whole(node.one(Rule::amount)?.text())?;
    Some(Quantity { amount, unit })
}

/// A wall-clock moment: `2014-01-24 10:10`, with seconds too, or `2014年1月24日 10:10`.
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    let mut pairs = Grammar::parse(Rule::alone_moment, text).ok()?;
    value::moment_of(&Node::new(pairs.next()?, 0, FileId::default()))
}
