//! Pass 1: every name is declared before any is looked up, so that the order of lines and files is free.
//!
//! Each sort of name has a space of its own: `dispatch` may be an event and a deadline.

use super::context::{Check, error};
use super::doubled::doubled;
use super::written::Written;
use crate::diagnostic::Words;
use crate::source::Span;
use crate::syntax::tree;
use std::collections::BTreeMap;

/// The sorts of names, one name space each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Sort {
    Calendar,
    Party,
    Field,
    Kind,
    Category,
    Group,
    Event,
    Workflow,
    Table,
    Deadline,
    Ladder,
    Schedule,
    Finding,
    Wording,
    Quota,
    Satisfaction,
    Dimension,
    Band,
    Metric,
    Notice,
}

/// The sorts whose names are used outside their block, in the order in which another meaning of a name is looked for.
pub(super) const SORTS: [Sort; 19] = [
    Sort::Event,
    Sort::Deadline,
    Sort::Schedule,
    Sort::Field,
    Sort::Party,
    Sort::Category,
    Sort::Kind,
    Sort::Finding,
    Sort::Wording,
    Sort::Metric,
    Sort::Satisfaction,
    Sort::Dimension,
    Sort::Calendar,
    Sort::Workflow,
    Sort::Group,
    Sort::Ladder,
    Sort::Table,
    Sort::Quota,
    Sort::Notice,
];

impl Sort {
    /// What it is called, English and Chinese.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Sort::Calendar => ("calendar", "日历"),
            Sort::Party => ("party of the organisation", "部门或单位"),
            Sort::Field => ("field", "字段"),
            Sort::Kind => ("kind", "性质"),
            Sort::Category => ("category", "类别"),
            Sort::Group => ("group", "口径"),
            Sort::Event => ("event", "事件"),
            Sort::Workflow => ("workflow", "流程"),
            Sort::Table => ("table", "表格"),
            Sort::Deadline => ("deadline", "时限"),
            Sort::Ladder => ("ladder", "阶梯"),
            Sort::Schedule => ("schedule", "定期"),
            Sort::Finding => ("finding", "认定"),
            Sort::Wording => ("wording", "用语"),
            Sort::Quota => ("quota", "定额"),
            Sort::Satisfaction => ("satisfaction measure", "满意度"),
            Sort::Dimension => ("dimension of a satisfaction measure", "满意度的维度"),
            Sort::Band => ("band of a satisfaction measure", "满意度的等级"),
            Sort::Metric => ("metric", "指标"),
            Sort::Notice => ("notice", "通报"),
        }
    }
}

/// A word with its place: a name of the tree, or a cell of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub span: Span,
}

impl<'a> From<&'a tree::Name> for Word<'a> {
    fn from(name: &'a tree::Name) -> Word<'a> {
        Word {
            text: &name.text,
            span: name.span,
        }
    }
}

/// A declared name: its position in the list of its sort, and where it was declared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    pub id: usize,
    pub span: Span,
}

/// All declared names.
#[derive(Default)]
pub(super) struct Names<'a> {
    known: BTreeMap<(Sort, &'a str), Declared>,
}

impl<'a> Names<'a> {
    pub fn get(&self, sort: Sort, text: &str) -> Option<Declared> {
        self.known.get(&(sort, text)).copied()
    }

    /// The names of a sort, in the order of their characters.
    pub fn of(&self, sort: Sort) -> impl Iterator<Item = &'a str> {
        self.placed(sort).map(|(name, _)| name)
    }

    /// The names of some sorts, each with its place.
    pub fn with_places(&self, sorts: &[Sort]) -> impl Iterator<Item = (&'a str, Span)> {
        sorts.iter().flat_map(|sort| self.placed(*sort))
    }

    fn placed(&self, sort: Sort) -> impl Iterator<Item = (&'a str, Span)> {
        self.known
            .range((sort, "")..)
            .take_while(move |((of, _), _)| *of == sort)
            .map(|((_, name), declared)| (*name, declared.span))
    }

    /// Another sort under which the name is known.
    pub fn elsewhere(&self, text: &str, but: &[Sort]) -> Option<(Sort, Span)> {
        SORTS
            .into_iter()
            .filter(|sort| !but.contains(sort))
            .find_map(|sort| self.get(sort, text).map(|declared| (sort, declared.span)))
    }

    /// Declares a name unless it is known; says where it was declared before.
    pub fn put(&mut self, sort: Sort, word: Word<'a>, id: usize) -> Option<Declared> {
        let new = Declared { id, span: word.span };
        match self.known.entry((sort, word.text)) {
            std::collections::btree_map::Entry::Occupied(old) => Some(*old.get()),
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(new);
                None
            }
        }
    }
}

/// Declares every name of the files.
pub(super) fn declare<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    macro_rules! all {
        ($($list:ident: $sort:ident),* $(,)?) => {$(
            for (id, item) in written.$list.iter().enumerate() {
                declare_one(check, Sort::$sort, (&item.name).into(), id);
            }
            few_enough(check, Sort::$sort, written.$list.len(), written.$list.last().map(|item| item.name.span));
        )*};
    }
    all!(
        parties: Party, fields: Field, kinds: Kind, groups: Group, workflows: Workflow,
        findings: Finding, wordings: Wording, quotas: Quota, satisfactions: Satisfaction,
        metrics: Metric, notices: Notice,
    );
    // What a measure holds; `measures` judges a second one of a name.
    let measures = written.satisfactions.iter().flat_map(|measure| &measure.lines);
    for (id, line) in measures.enumerate() {
        match line {
            tree::SatisfactionLine::Dimension { name, .. } => check.names.put(Sort::Dimension, name.into(), id),
            tree::SatisfactionLine::Band { name, .. } => check.names.put(Sort::Band, name.into(), id),
            _ => continue,
        };
    }
    // A table of an older version stands beside the newest one of its name.
    for (id, table) in written.tables.iter().enumerate() {
        if !check.chain.is_older(table.span) {
            declare_one(check, Sort::Table, (&table.name).into(), id);
        }
    }
    // Versions of a deadline, ladder or schedule share their name; `versions` judges them.
    for (id, schedule) in written.schedules.iter().enumerate() {
        check.names.put(Sort::Schedule, (&schedule.name).into(), id);
    }
    for (id, deadline) in written.deadlines.iter().enumerate() {
        check.names.put(Sort::Deadline, (&deadline.name).into(), id);
    }
    for (id, ladder) in written.ladders.iter().enumerate() {
        check.names.put(Sort::Ladder, (&ladder.name).into(), id);
    }
    few_enough(
        check,
        Sort::Deadline,
        written.deadlines.len(),
        written.deadlines.last().map(|item| item.span),
    );
    few_enough(
        check,
        Sort::Schedule,
        written.schedules.len(),
        written.schedules.last().map(|item| item.span),
    );
    few_enough(
        check,
        Sort::Ladder,
        written.ladders.len(),
        written.ladders.last().map(|item| item.span),
    );
}

/// Declares a name; a second declaration of its sort is told.
pub(super) fn declare_one<'a>(check: &mut Check<'a>, sort: Sort, word: Word<'a>, id: usize) {
    if let Some(first) = check.names.put(sort, word, id) {
        duplicate(check, sort, word, first.span);
    }
}

/// Tells a name that is defined a second time.
pub(super) fn duplicate(check: &mut Check<'_>, sort: Sort, word: Word<'_>, first: Span) {
    let (en, zh) = sort.words();
    let text = word.text;
    check.tell(
        error(
            "O1202",
            word.span,
            Words::new(
                format!("the {en} \"{text}\" is defined a second time"),
                format!("{zh}“{text}”定义了两次"),
            ),
        )
        .related(first, Words::new("first defined here", "第一次定义在这里"))
        .mend(Words::new(
            "give one of the two another name, or delete it",
            "给其中一个改名，或删去一个",
        ))
        .certain(doubled(check.sources, first, word.span)),
    );
}

/// Lists are numbered in sixteen bits.
pub(super) fn few_enough(check: &mut Check<'_>, sort: Sort, count: usize, last: Option<Span>) {
    const MOST: usize = 65_000;
    if let Some(last) = last.filter(|_| count > MOST) {
        let (en, zh) = sort.words();
        check.tell(error(
            "O1210",
            last,
            Words::new(
                format!("a rule set has room for {MOST} entries of the sort {en}; here are {count}"),
                format!("一份规则最多容纳 {MOST} 个{zh}，这里有 {count} 个"),
            ),
        ));
    }
}
