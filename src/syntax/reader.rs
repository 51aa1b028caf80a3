//! Reads the statements of an outline with the grammar, and the small values that all constructs share.
//!
//! Comes in: statements of one block. Goes out: nodes for the builders, and one message for every statement
//! that could not be read. Builders return `None` where a value is at fault; it has been told by then.

use super::MOST_MESSAGES;
use super::alike::look_alikes;
use super::examine::{block_of_head, examine, examine_joined, misplaced};
use super::fault;
use super::fault_marks;
use super::grammar::{Grammar, Node, Rule};
use super::keywords::{is_free_synonym, is_reserved};
use super::outline::Statement;
use super::statement::{self, Block, Braces};
use super::tree::{Dated, Name, PartyBase, PartyRef, Path, Text};
use crate::diagnostic::{Diagnostic, Edit, Language};
use crate::source::{FileId, Span};
use pest::Parser;

/// Stands in for the first half of a line that turned out to be two statements: only the second has braces.
static NO_BRACES: &Statement = &Statement {
    start: 0,
    end: 0,
    body: None,
    told: true,
};

/// Reading one file.
pub(super) struct Reader<'t> {
    pub file: FileId,
    pub text: &'t str,
    pub language: Language,
    pub told: Vec<Diagnostic>,
    pub unread: Vec<(u32, u32)>,
    /// The block being read is in `unread` already.
    pub skimming: bool,
}

impl<'t> Reader<'t> {
    /// Reads the statements of one block; what cannot be read is told and left out.
    pub fn lines<'o>(&mut self, body: &'o [Statement], block: Block) -> Vec<(Node<'t>, &'o Statement)> {
        let mut nodes = Vec::with_capacity(body.len());
        let mut rest = body.iter();
        while let Some(statement) = rest.next() {
            match rest.as_slice().first() {
                Some(next) if self.parted_by_mistake(statement, next, block) => {
                    rest.next();
                    self.leave_out(statement);
                    self.skim(next, block);
                }
                _ => self.line(statement, block, &mut nodes),
            }
        }
        nodes
    }

    /// A `;` in the middle of a statement makes two that cannot be read: it is told once, if without it or with a
    /// small change around it they read well.
    fn parted_by_mistake(&mut self, statement: &Statement, next: &Statement, block: Block) -> bool {
        let between = self.text.get(statement.end..next.start).unwrap_or("\n");
        let parted = statement.body.is_none() && between.contains([';', '；', '。']) && !between.contains('\n');
        if !parted || statement.told || next.told || self.stands_alone(statement, block) {
            return false;
        }
        let Some(message) = examine_joined(self, statement.start, next.end, block) else {
            return false;
        };
        self.told.push(message);
        true
    }

    /// Whether a statement without braces is read and needs none.
    fn stands_alone(&self, statement: &Statement, block: Block) -> bool {
        let node = self.read(statement.start, statement.end, block);
        node.is_ok_and(|node| statement::braces(node.rule(), &node) != Braces::Must)
    }

    fn line<'o>(&mut self, statement: &'o Statement, block: Block, nodes: &mut Vec<(Node<'t>, &'o Statement)>) {
        // Past the messages that are listed nothing is looked at any more.
        if !statement.told && self.told.len() <= MOST_MESSAGES {
            match self.read(statement.start, statement.end, block) {
                Ok(node) => {
                    let free = |name: Node<'_>| is_free_synonym(name.text());
                    let elsewhere = (node.rule() == Rule::also && !node.one(Rule::name).is_some_and(free))
                        .then(|| misplaced(self, statement, block))
                        .flatten();
                    if let Some(message) = elsewhere {
                        self.told.push(message);
                        self.skim(statement, block);
                        return;
                    }
                    match (statement::braces(node.rule(), &node), &statement.body) {
                        (Braces::Must, None) => self.told.push(fault_marks::brace_missing(&node, self)),
                        (Braces::Never, Some(_)) => {
                            self.told.push(fault_marks::brace_unwanted(&node, statement, self));
                            self.leave_out(statement);
                        }
                        _ => {}
                    }
                    nodes.push((node, statement));
                    return;
                }
                Err(stop) => {
                    let found = examine(self, statement, block, stop);
                    if !self.hides_something(statement) {
                        self.told.push(found.message);
                    }
                    if let Some((last, before)) = found.still_good.split_last() {
                        let before = before
                            .iter()
                            .filter_map(|(start, end)| self.read(*start, *end, block).ok());
                        nodes.extend(before.map(|node| (node, NO_BRACES)));
                        match self.read(last.0, last.1, block) {
                            Ok(node) => nodes.push((node, statement)),
                            Err(stop) => self.second_fault(statement, *last, block, stop),
                        }
                        return;
                    }
                }
            }
        }
        self.skim(statement, block);
    }

    /// The rest of a line that was two statements has a fault of its own.
    fn second_fault(&mut self, statement: &Statement, (start, end): (usize, usize), block: Block, stop: Stop) {
        let rest = Statement {
            start,
            end,
            body: None,
            told: false,
        };
        let found = examine(self, &rest, block, stop);
        self.told.push(found.message);
        self.skim(statement, block);
    }

    /// Whether an invisible character in a statement has been told: it explains why the statement is not read.
    fn hides_something(&self, statement: &Statement) -> bool {
        let inside = |span: Span| span.range().start >= statement.start && span.range().end <= statement.end;
        self.told
            .iter()
            .any(|message| message.code.0 == "O1004" && inside(message.span))
    }

    /// Leaves a statement out; what stands in its braces still wants its own messages.
    fn skim(&mut self, statement: &Statement, block: Block) {
        self.leave_out(statement);
        if self.told.len() > MOST_MESSAGES {
            return;
        }
        if let (Some(body), Some(inner)) = (&statement.body, block_of_head(self, statement, block)) {
            let before = std::mem::replace(&mut self.skimming, true);
            self.lines(&body.statements, inner);
            self.skimming = before;
        }
    }

    /// Reads one statement, or tells the byte of the file at which reading stopped and what was wanted there.
    pub fn read(&self, start: usize, end: usize, block: Block) -> Result<Node<'t>, Stop> {
        let words = self.text.get(start..end).unwrap_or("");
        self.read_words(words, start, block)
    }

    /// Reads words that may not stand in the file (a mend that is tried out).
    pub fn read_words<'w>(&self, words: &'w str, base: usize, block: Block) -> Result<Node<'w>, Stop> {
        match Grammar::parse(block.entry(), words) {
            Ok(mut pairs) => match pairs.next() {
                Some(pair) => Ok(Node::new(pair, base, self.file)),
                None => Err(Stop::default()),
            },
            Err(error) => Err(Stop::from_pest(error)),
        }
    }

    /// Remembers a statement that is in no tree.
    pub fn leave_out(&mut self, statement: &Statement) {
        if !self.skimming {
            self.leave_out_stretch(statement.start, statement.whole_end());
        }
    }

    /// Remembers every line with a message: what is at fault may be missing in the tree.
    pub fn leave_out_told(&mut self) {
        let text = self.text;
        let mut lines: Vec<(usize, usize)> = Vec::with_capacity(self.told.len());
        for message in &self.told {
            let at = message.span.range().start.min(text.len());
            let start = text
                .get(..at)
                .and_then(|before| before.rfind('\n'))
                .map_or(0, |end| end + 1);
            let end = text
                .get(at..)
                .and_then(|after| after.find('\n'))
                .map_or(text.len(), |length| at + length);
            lines.push((start, end));
        }
        lines.sort_unstable();
        lines.dedup();
        for (start, end) in lines {
            self.leave_out_stretch(start, end);
        }
        self.unread.sort_unstable();
        self.unread.dedup();
    }

    fn leave_out_stretch(&mut self, start: usize, end: usize) {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.unread.push((byte(start), byte(end)));
    }

    /// A name; a reserved word that is not quoted is told.
    pub fn name(&mut self, node: &Node<'_>) -> Name {
        let name = plain_name(node);
        if !is_quoted(node.text()) {
            if is_reserved(&name.text) {
                self.told.push(fault::reserved(&name, self));
            } else if let Some(meant) = look_alikes(&name.text) {
                let told = fault_marks::look_alike(name.span, &name.text, &meant);
                let edit = (!is_reserved(&meant)).then(|| Edit::new(name.span, meant));
                self.told.push(told.certain(edit));
            }
        }
        name
    }

    /// All names directly below a node.
    pub fn names(&mut self, node: &Node<'_>) -> Vec<Name> {
        node.all(Rule::name).map(|kid| self.name(&kid)).collect()
    }

    /// The first name directly below a node.
    pub fn one_name(&mut self, node: &Node<'_>) -> Option<Name> {
        node.one(Rule::name).map(|kid| self.name(&kid))
    }

    /// A text in quotes directly below a node.
    pub fn string(&self, node: &Node<'_>) -> Option<Text> {
        node.one(Rule::string).map(|kid| plain_name(&kid))
    }

    /// All texts in quotes directly below a node.
    pub fn strings(&self, node: &Node<'_>) -> Vec<Text> {
        node.all(Rule::string).map(|kid| plain_name(&kid)).collect()
    }

    /// A path of names.
    pub fn path(&mut self, node: &Node<'_>) -> Path {
        Path {
            parts: self.names(node),
            span: node.span(),
        }
    }

    /// The paths directly below a node.
    pub fn paths(&mut self, node: &Node<'_>) -> Vec<Path> {
        node.all(Rule::path).map(|kid| self.path(&kid)).collect()
    }

    /// Names that may also be one of the built-in fields (`customer`, `category`), kept as written.
    pub fn key_fields(&mut self, node: &Node<'_>) -> Vec<Name> {
        node.kids()
            .filter_map(|kid| match kid.rule() {
                Rule::name => Some(self.name(&kid)),
                Rule::built_in => Some(plain_name(&kid)),
                _ => None,
            })
            .collect()
    }

    /// `party` below a node.
    /// Who answers, and who does from later dates on.
    pub fn answering(&mut self, node: &Node<'_>) -> Option<Dated<PartyRef>> {
        self.dated(node, Rule::party_later, Self::party)
    }

    pub fn party(&mut self, node: &Node<'_>) -> Option<PartyRef> {
        let party = node.one(Rule::party)?;
        let base = party.first()?;
        let base = match base.rule() {
            Rule::kw_handler => PartyBase::Handler,
            Rule::kw_owning_department => PartyBase::OwningDepartment,
            Rule::kw_accountable_party => PartyBase::AccountableParty,
            _ => PartyBase::Named(self.name(&base)),
        };
        Some(PartyRef {
            base,
            superiors: u8::try_from(party.all(Rule::kw_superior).count()).unwrap_or(u8::MAX),
            span: party.span(),
        })
    }

    /// Sets what may be said only once in a block; the second time is told.
    pub fn once<T>(&mut self, place: &mut Option<T>, value: Option<T>, span: Span) {
        if value.is_some() {
            if place.is_some() {
                self.told.push(fault::said_twice(span, self));
            } else {
                *place = value;
            }
        }
    }
}

/// Where the grammar stopped, in bytes from the start of the words it was given.
#[derive(Debug, Default, Clone)]
pub(super) struct Stop {
    /// The byte.
    pub at: usize,
    /// The rules that would have been accepted there.
    pub wanted: Vec<Rule>,
}

impl Stop {
    fn from_pest(error: pest::error::Error<Rule>) -> Stop {
        use pest::error::{ErrorVariant, InputLocation};
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        match error.variant {
            ErrorVariant::ParsingError { positives, .. } => Stop { at, wanted: positives },
            ErrorVariant::CustomError { .. } => Stop { at, wanted: Vec::new() },
        }
    }
}

fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '“', '「', '＂'])
}

/// A name or text as written, quotes taken off, full-width digits of bare words made ordinary.
pub(super) fn plain_name(node: &Node<'_>) -> Name {
    let text = node.text();
    let plain = if is_quoted(text) {
        let mut chars = text.chars();
        chars.next();
        chars.next_back();
        chars.as_str().to_string()
    } else {
        super::value::half_width(text)
    };
    Name {
        text: plain,
        span: node.span(),
    }
}
