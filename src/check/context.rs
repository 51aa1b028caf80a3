//! What every pass shares: the rule set under construction, the names, and the messages told so far.
//!
//! A pass that meets a fault tells it and goes on with a gap; since one error is enough to withhold the rule
//! set, a gap never leaves this stage.

use super::chain::Chain;
use super::doubled::doubled;
use super::names::{Names, Sort, Word};
use super::suggest;
use super::tables::Tables;
use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::{Place, RuleSet, Target};
use crate::source::FileId;
use crate::source::{Sources, Span};
use crate::syntax::{self, tree::Tree};
use std::collections::{HashMap, HashSet};

/// An error with its code and message.
pub(super) fn error(code: &'static str, span: Span, message: Words) -> Diagnostic {
    Diagnostic::error(Code(code), span, message)
}

/// At most so many stretches that could not be read are searched for a name that is missing, each at most so long.
const NEAR_STRETCHES: usize = 20;
const LONGEST_STRETCH: usize = 400;

/// How the name of a file of rules ends.
const RULE_FILE: &str = ".onus";

/// The stretches of a file that could not be read.
fn stretches(file: FileId, tree: &Tree) -> impl Iterator<Item = Span> {
    tree.unread.iter().map(move |(start, end)| Span {
        file,
        start: *start,
        end: *end,
    })
}

/// The words of a stretch, bare and quoted: what it may have been meant to define.
fn words(stretch: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let bare = stretch.split(move |c: char| !is_word(c));
    let quoted = |line| str::split(line, ['"', '“', '”', '「', '」']).skip(1).step_by(2);
    bare.chain(stretch.lines().flat_map(quoted))
        .filter(|word| !word.is_empty())
}

/// Whether a line that could not be read was to import a file: what that file defines is not known.
fn is_import(stretch: &str) -> bool {
    let begins = syntax::keyword_at(stretch.trim_start()).is_some_and(|(keyword, _)| keyword.id == "import");
    begins || stretch.contains(RULE_FILE)
}

fn overlap(one: Span, other: Span) -> bool {
    one.file == other.file && one.start < other.end && other.start < one.end.max(one.start + 1)
}

/// The state of a check.
pub(super) struct Check<'a> {
    pub sources: &'a Sources,
    pub names: Names<'a>,
    pub set: RuleSet,
    /// Categories by their own name.
    pub leaves: HashMap<&'a str, Vec<usize>>,
    /// The deepest rung of any ladder.
    pub top_rung: i64,
    /// `overdue for` a length of working time: the obligation must have a calendar.
    pub late_in_working_time: Vec<(Target, Span)>,
    /// What is asked whether it is late, and where.
    pub lateness_asked: Vec<(Target, Span)>,
    /// What is asked for by rules that are not on trial, and where.
    pub asked_in_force: Vec<(Target, Span)>,
    /// Whether the file defines repeats.
    pub repeats: bool,
    /// Whether what takes a proof is told.
    pub proves: bool,
    /// Faults of the kind "the file does not say how these days count" that were told: working, calendar.
    pub told_counting: [bool; 2],
    /// Whether the lack of `resolved when` was told.
    pub told_resolved: bool,
    /// A deadline could not be understood and is not in the rule set.
    pub deadlines_left_out: bool,
    /// A calendar that is named is not known.
    pub calendar_unknown: bool,
    /// The calendars in whose blocks something is wrong.
    pub calendars_at_fault: HashSet<usize>,
    /// Whether the lack of a workflow was told.
    pub told_workflow: bool,
    /// The versions of the rule set.
    pub chain: Chain<'a>,
    /// The words of the stretches of the files that could not be read.
    unread: HashSet<&'a str>,
    /// These stretches.
    unread_at: Vec<Span>,
    incomplete: bool,
    out: Vec<Diagnostic>,
    /// Unknown names that were told, with the position of the message.
    unknown: HashMap<String, usize>,
    gaps: bool,
    /// How many unknown names are still compared with all known ones: hostile text has many.
    comparisons: u32,
}

impl<'a> Check<'a> {
    pub fn new(sources: &'a Sources, trees: &'a [(FileId, Tree)], tables: &Tables) -> Check<'a> {
        let unread_at: Vec<Span> = trees.iter().flat_map(|(file, tree)| stretches(*file, tree)).collect();
        let unread: HashSet<&str> = unread_at.iter().flat_map(|span| words(sources.text(*span))).collect();
        let gaps = !unread.is_empty() || tables.incomplete;
        let incomplete = tables.incomplete || unread_at.iter().any(|span| is_import(sources.text(*span)));
        Check {
            sources,
            names: Names::default(),
            set: super::head::empty(sources, trees),
            leaves: HashMap::new(),
            top_rung: 0,
            late_in_working_time: Vec::new(),
            lateness_asked: Vec::new(),
            asked_in_force: Vec::new(),
            repeats: false,
            proves: false,
            told_counting: [false; 2],
            told_resolved: false,
            deadlines_left_out: false,
            calendar_unknown: false,
            calendars_at_fault: HashSet::new(),
            told_workflow: false,
            chain: Chain::of(trees),
            unread,
            unread_at,
            incomplete,
            out: Vec::new(),
            unknown: HashMap::new(),
            comparisons: 200,
            gaps,
        }
    }

    /// The messages in file order, and the rule set where no error was told and nothing was left out.
    pub fn finish(self) -> (Option<RuleSet>, Vec<Diagnostic>) {
        let mut out = self.out;
        out.sort_by_key(|told| (told.span.file, told.span.start, told.code));
        let refused = self.gaps || out.iter().any(|told| told.severity == Severity::Error);
        ((!refused).then_some(self.set), out)
    }

    /// The file and line of a span.
    pub fn place(&self, span: Span) -> Place {
        Place {
            file: span.file.0,
            line: self.sources.line_column(span).line,
        }
    }

    /// The line of a span, for messages.
    pub fn line(&self, span: Span) -> u32 {
        self.sources.line_column(span).line
    }

    pub fn tell(&mut self, told: Diagnostic) {
        self.out.push(told);
    }

    /// Tells an error and yields the gap it leaves.
    pub fn refuse<T>(&mut self, told: Diagnostic) -> Option<T> {
        self.out.push(told);
        None
    }

    /// Whether a name may have been defined in something that could not be read: then its lack is no fault
    /// of its own.
    pub fn perhaps_unread(&mut self, name: &str) -> bool {
        let unread = self.incomplete || self.unread.contains(name) || self.nearly_unread(name);
        self.gaps |= unread;
        unread
    }

    /// Whether a name stands in a stretch that could not be read, but for one letter: that letter may be the fault.
    fn nearly_unread(&mut self, name: &str) -> bool {
        if self.unread_at.is_empty() || self.comparisons == 0 {
            return false;
        }
        self.comparisons -= 1;
        let sources = self.sources;
        let stretches = self
            .unread_at
            .iter()
            .take(NEAR_STRETCHES)
            .map(|span| sources.text(*span));
        let mut stretches = stretches.filter(|text| text.len() < LONGEST_STRETCH);
        stretches.any(|text| suggest::nearly_holds(text, name))
    }

    /// Says that what a table or an imported file would declare is not known.
    pub fn leave_incomplete(&mut self) {
        (self.incomplete, self.gaps) = (true, true);
    }

    /// Withholds the rule set for a fault that was told elsewhere.
    pub fn leave_gap(&mut self) {
        self.gaps = true;
    }

    /// Whether any stretch of any file could not be read: then a statement for the whole file may stand in it.
    pub fn any_unread(&mut self) -> bool {
        let unread = self.incomplete || !self.unread.is_empty();
        self.gaps |= unread;
        unread
    }

    /// Whether a stretch of a block could not be read: then what the block lacks may stand in it.
    pub fn unread_within(&self, block: Span) -> bool {
        let block = self.block_from(block);
        self.unread_at.iter().any(|unread| overlap(*unread, block))
    }

    /// The same, or an error was told of the block: then what it lacks, or how it fits others, may follow from that.
    pub fn fault_within(&self, block: Span) -> bool {
        let whole = self.block_from(block);
        let told = |told: &Diagnostic| told.severity == Severity::Error && overlap(told.span, whole);
        self.unread_within(block) || self.out.iter().any(told)
    }

    /// From the head of a block to its end.
    fn block_from(&self, head: Span) -> Span {
        let rest = self
            .sources
            .get(head.file)
            .and_then(|source| source.text.get(head.start as usize..));
        let rest = rest.unwrap_or("");
        let end = rest.find("\n}").or_else(|| rest.find('}')).unwrap_or(rest.len());
        Span {
            end: head.start.saturating_add(u32::try_from(end).unwrap_or(u32::MAX)),
            ..head
        }
    }

    /// Looks a name up; a missing one is told.
    pub fn find(&mut self, sort: Sort, word: impl Into<Word<'a>>) -> Option<usize> {
        self.find_as(sort, sort.words(), word)
    }

    /// Looks a name up under another word for its sort ("department" for the party that owns a category).
    pub fn find_as(&mut self, sort: Sort, called: (&str, &str), word: impl Into<Word<'a>>) -> Option<usize> {
        let word = word.into();
        match self.names.get(sort, word.text) {
            Some(declared) => Some(declared.id),
            None => {
                self.unknown(&[sort], called, word);
                None
            }
        }
    }

    /// Whether a name was told as unknown that is near to this one: then the two were meant to be one.
    pub fn meant_by_unknown(&self, name: &str) -> bool {
        suggest::nearest(name, self.unknown.keys().map(String::as_str)).is_some()
    }

    /// Tells that a name, which could be of several sorts, is not known: once a name, later uses are listed with the first.
    pub fn unknown(&mut self, sorts: &[Sort], called: (&str, &str), word: Word<'_>) {
        if self.perhaps_unread(word.text) {
            return;
        }
        if self.told_before(word) {
            return;
        }
        self.comparisons = self.comparisons.saturating_sub(1);
        let near = self.comparisons > 0;
        let known: Vec<&str> = self.names.with_places(sorts).map(|(name, _)| name).collect();
        if near && self.told_with_other_half(word, known.into_iter()) {
            return;
        }
        let told = suggest::unknown(self.sources, &self.names, near, sorts, called, word);
        let told = self.chain.mend_unknown(word.span, sorts.contains(&Sort::Party), told);
        self.tell_unknown(word.text, told);
    }

    /// Whether the name was told as unknown before: then this place is listed with the first.
    pub fn told_before(&mut self, word: Word<'_>) -> bool {
        let Some(first) = self.unknown.get(word.text).and_then(|at| self.out.get_mut(*at)) else {
            return false;
        };
        first.related.push((word.span, Words::new("and here", "这里也是")));
        true
    }

    /// Whether a known name is made of this one and of one that was told as unknown, with at most a letter between them:
    /// a mark between the two was lost, and this place is listed with the first.
    pub fn told_with_other_half<'n>(&mut self, word: Word<'_>, known: impl Iterator<Item = &'n str>) -> bool {
        let shorter = |rest: &'n str| {
            let (mut front, mut back) = (rest.chars(), rest.chars());
            front.next();
            back.next_back();
            [rest, front.as_str(), back.as_str()]
        };
        let text = word.text;
        let mut rests = suggest::halves(text, known).flat_map(|(whole, rest)| shorter(rest).map(|rest| (whole, rest)));
        let Some((whole, rest, told)) = rests.find_map(|(whole, rest)| Some((whole, rest, *self.unknown.get(rest)?)))
        else {
            return false;
        };
        if let Some(first) = self.out.get_mut(told) {
            let both = if whole.starts_with(text) {
                [text, rest]
            } else {
                [rest, text]
            };
            let remark = Words::new(format!("and \"{text}\" here"), format!("这里的“{text}”也是"));
            first.related.push((word.span, remark));
            let (en, zh) = (both.join(", "), both.join("、"));
            first.label = Some(Words::new(
                format!("a comma is missing in {whole}"),
                format!("“{whole}”中间漏了顿号"),
            ));
            first.mends = vec![Words::new(
                format!("write {en} in the place of {whole}"),
                format!("把 {whole} 改成：{zh}"),
            )];
        }
        self.unknown.insert(text.to_string(), told);
        true
    }

    /// Tells that a name is not known and remembers it, so that it is told once.
    pub fn tell_unknown(&mut self, name: &str, told: Diagnostic) {
        self.unknown.insert(name.to_string(), self.out.len());
        self.out.push(told);
    }

    /// Tells a statement that stands a second time where one is meant.
    pub fn twice(&mut self, again: Span, first: Span) {
        self.tell(
            error(
                "O1302",
                again,
                Words::new(
                    "this is stated a second time; only one can hold",
                    "这一项说了两次，只能留一处",
                ),
            )
            .related(first, Words::new("first stated here", "第一次写在这里"))
            .mend(Words::new("delete one of the two lines", "删去其中一行"))
            .certain(doubled(self.sources, first, again)),
        );
    }

    /// Tells that a block lacks a statement. `what` is what is missed, `typed` an example of it.
    pub fn lacks(&mut self, block: Span, what: Words, typed: Words) {
        if self.unread_within(block) {
            return;
        }
        self.tell(
            error(
                "O1335",
                block,
                Words::new(
                    format!("this does not say {}", what.en),
                    format!("这里没有写明{}", what.zh),
                ),
            )
            .mend(Words::new(
                format!("add a line such as: {}", typed.en),
                format!("加一行，例如：{}", typed.zh),
            )),
        );
    }

    /// Tells a statement that has no meaning where it stands.
    pub fn misplaced(&mut self, span: Span, why: Words) {
        self.tell(error("O1342", span, why).mend(Words::new("delete it", "删去这一处")));
    }
}

/// Holds the one statement of its sort; a second one is told.
pub(super) struct Once<T> {
    held: Option<(T, Span)>,
}

impl<T> Default for Once<T> {
    fn default() -> Once<T> {
        Once { held: None }
    }
}

impl<T> Once<T> {
    pub fn put(&mut self, check: &mut Check<'_>, value: T, span: Span) {
        match &self.held {
            Some((_, first)) => check.twice(span, *first),
            None => self.held = Some((value, span)),
        }
    }

    pub fn take(self) -> Option<T> {
        self.held.map(|(value, _)| value)
    }

    pub fn get(&self) -> Option<&T> {
        self.held.as_ref().map(|(value, _)| value)
    }
}
