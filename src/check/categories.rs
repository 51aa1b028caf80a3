//! Pass 5: categories and the groups they are reported in.
//!
//! A path is written from any ancestor on; what it may mean twice is told with the full paths.

use super::context::{Check, error};
use super::names::{Sort, Word, duplicate, few_enough};
use super::organisation::party;
use super::suggest;
use super::written::{Category, Owner, Written};
use crate::diagnostic::Words;
use crate::model::{self, CategoryId, Dated, GroupId, PartyId};
use crate::source::Span;
use crate::syntax::tree;
use std::collections::HashMap;

/// What an owner is called where it is not known.
const DEPARTMENT: (&str, &str) = ("department", "部门");

/// Declares categories and resolves their owners, inherited where a category states none.
pub(super) fn categories<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut siblings: HashMap<(Option<usize>, &str), Span> = HashMap::new();
    for (id, category) in written.categories.iter().enumerate() {
        // The leaf names, for suggestions and for "this is a category"; paths are looked up below.
        check.names.put(Sort::Category, category.name, id);
        check.leaves.entry(category.name.text).or_default().push(id);
        match siblings.entry((category.parent, category.name.text)) {
            std::collections::hash_map::Entry::Occupied(first) => {
                duplicate(check, Sort::Category, category.name, *first.get());
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(category.name.span);
            }
        }
        let own = match category.owner {
            Some(Owner::OfTable(owner)) => party(check, DEPARTMENT, owner).map(Dated::always),
            Some(Owner::Written(owner)) => check.dated(owner, |check, name| party(check, DEPARTMENT, name)),
            None => inherited(check, written, category),
        };
        let resolved = model::Category {
            name: category.name.text.to_string(),
            parent: category.parent.map(CategoryId::from),
            owner: own.unwrap_or(Dated::always(PartyId(0))),
            group: None,
            place: check.place(category.name.span),
        };
        check.set.categories.push(resolved);
    }
    few_enough(
        check,
        Sort::Category,
        written.categories.len(),
        written.categories.last().map(|category| category.name.span),
    );
}

fn inherited<'a>(check: &mut Check<'a>, written: &Written<'a>, category: &Category<'a>) -> Option<Dated<PartyId>> {
    match category.parent {
        Some(parent) => check.set.categories.get(parent).map(|parent| parent.owner.clone()),
        None => {
            if check.fault_within(category.name.span) {
                check.leave_gap();
                return None;
            }
            let name = category.name.text;
            let owner = written.parties.first().map_or("…", |party| party.name.text.as_str());
            check.refuse(
                error(
                    "O1312",
                    category.name.span,
                    Words::new(
                        format!("category \"{name}\" has no owner: nobody would answer for it"),
                        format!("类别“{name}”没有归口：这一类没有人负责"),
                    ),
                )
                .mend(Words::new(
                    format!("add a line inside it such as: owner {owner}"),
                    format!("在里面加一行，例如：归口 {owner}"),
                )),
            )
        }
    }
}

/// The names from the outermost ancestor down.
fn full_path(check: &Check<'_>, id: usize) -> String {
    let above = std::iter::successors(Some(id), |id| {
        let category = check.set.categories.get(*id)?;
        category.parent.map(CategoryId::index)
    });
    let mut names: Vec<&str> = above
        .filter_map(|id| check.set.categories.get(id).map(|category| category.name.as_str()))
        .collect();
    names.reverse();
    names.join("/")
}

impl<'a> Check<'a> {
    /// A category by a path from any of its ancestors on.
    pub fn category(&mut self, path: &'a tree::Path) -> Option<CategoryId> {
        let names: Vec<&str> = path.parts.iter().map(|part| part.text.as_str()).collect();
        let leaf = path.parts.last()?;
        let found = self.categories_at(&names);
        match found.as_slice() {
            [only] => return Some(CategoryId::from(*only)),
            [] => {}
            several => return self.ambiguous(path.span, &names.join("/"), several),
        }
        let part = path
            .parts
            .iter()
            .find(|part| self.names.get(Sort::Category, &part.text).is_none());
        if let Some(part) = part {
            self.unknown(&[Sort::Category], Sort::Category.words(), part.into());
            return None;
        }
        // Every name is known, but they do not stand below each other like this.
        let text = names.join("/");
        let known = self.categories_at(&[leaf.text.as_str()]);
        let paths: Vec<String> = known.iter().map(|id| full_path(self, *id)).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        self.refuse(
            error(
                "O1201",
                path.span,
                Words::new(
                    format!("there is no category \"{text}\": these do not stand below each other"),
                    format!("没有类别“{text}”：这几个不是上下级关系"),
                ),
            )
            .mend(suggest::listed(&paths)),
        )
    }

    /// A category by one name, as a table writes it.
    pub fn category_named(&mut self, name: Word<'a>) -> Option<CategoryId> {
        match self.categories_at(&[name.text]).as_slice() {
            [only] => Some(CategoryId::from(*only)),
            [] => {
                self.unknown(&[Sort::Category], Sort::Category.words(), name);
                None
            }
            several => self.ambiguous(name.span, name.text, several),
        }
    }

    fn ambiguous<T>(&mut self, span: Span, text: &str, found: &[usize]) -> Option<T> {
        let paths: Vec<String> = found.iter().map(|id| full_path(self, *id)).collect();
        let (en, zh) = (paths.join(" or "), paths.join(" 或 "));
        self.refuse(
            error(
                "O1203",
                span,
                Words::new(
                    format!("there are {} categories called \"{text}\"", found.len()),
                    format!("叫“{text}”的类别有 {} 个", found.len()),
                ),
            )
            .mend(Words::new(format!("write: {en}"), format!("写成：{zh}"))),
        )
    }

    /// All categories whose path ends in these names; the whole path of one beats the end of others.
    fn categories_at(&self, names: &[&str]) -> Vec<usize> {
        let ends_so = |id: usize| {
            let mut at = Some(id);
            for name in names.iter().rev() {
                match at.and_then(|at| self.set.categories.get(at)) {
                    Some(category) if category.name == *name => at = category.parent.map(CategoryId::index),
                    _ => return None,
                }
            }
            Some(at.is_none())
        };
        let mut found = Vec::new();
        let leaves = names.last().and_then(|leaf| self.leaves.get(leaf));
        for id in leaves.into_iter().flatten() {
            match ends_so(*id) {
                Some(true) => return vec![*id],
                Some(false) => found.push(*id),
                None => {}
            }
        }
        found
    }
}

/// Puts every category into exactly one group: its own, or that of the nearest category above that has one.
pub(super) fn groups<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut named: HashMap<CategoryId, Span> = HashMap::new();
    for (id, group) in written.groups.iter().enumerate() {
        for path in &group.of {
            let Some(category) = check.category(path) else { continue };
            if let Some(first) = named.insert(category, path.span) {
                let text = full_path(check, category.index());
                check.tell(
                    error(
                        "O1311",
                        path.span,
                        Words::new(
                            format!("category \"{text}\" is in two reporting groups; it would be counted twice"),
                            format!("类别“{text}”归入了两个口径，会重复统计"),
                        ),
                    )
                    .related(first, Words::new("first put here", "第一次归在这里"))
                    .mend(Words::new("take it out of one of the two", "从其中一个口径里去掉")),
                );
            }
            check.set.categories[category.index()].group = Some(GroupId::from(id));
        }
        let resolved = model::Group {
            name: group.name.text.clone(),
            place: check.place(group.span),
        };
        check.set.groups.push(resolved);
    }
    if written.groups.is_empty() {
        return;
    }
    for (id, category) in written.categories.iter().enumerate() {
        if check.set.categories[id].group.is_some() {
            continue;
        }
        match category.parent {
            Some(parent) => check.set.categories[id].group = check.set.categories[parent].group,
            // Those below an ungrouped category are a consequence of it.
            None => ungrouped(check, written, category.name),
        }
    }
}

fn ungrouped<'a>(check: &mut Check<'a>, written: &Written<'a>, category: Word<'a>) {
    if check.perhaps_unread(category.text) || check.meant_by_unknown(category.text) {
        return;
    }
    let Some(group) = written.groups.first().filter(|_| !check.any_unread()) else {
        return;
    };
    let lines = written.groups.iter().map(|group| check.line(group.span));
    let (first, last) = (lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1));
    let (where_en, where_zh) = match first == last {
        true => (
            format!("to the group in line {first}"),
            format!("在第{first}行的口径里加上"),
        ),
        false => (
            format!("to one of the groups in lines {first} to {last}"),
            format!("在第{first}至{last}行里选一个口径加上"),
        ),
    };
    let name = category.text;
    let line = check.sources.line_text(group.span).trim().to_string();
    let line = line.split(['#', '＃']).next().unwrap_or("").trim_end();
    check.tell(
        error(
            "O1310",
            category.span,
            Words::new(
                format!("category \"{name}\" is in no reporting group"),
                format!("类别“{name}”没有归入任何口径"),
            ),
        )
        .label(Words::new("the monthly figures would miss it", "月报里会少这一类"))
        .mend(Words::new(
            format!("add it {where_en}, for example: {line}, {name}"),
            format!("{where_zh}，例如：{line}、{name}"),
        )),
    );
}

/// A category has one row in a table; where rows declare categories, that is judged with the categories.
pub(super) fn tables<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for (table, rows) in written.tables.iter().zip(&written.table_rows) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for row in rows.rows.iter().filter(|row| row.owner.is_none()) {
            if let Some(first) = seen.insert(row.category.text, row.category.span) {
                let name = row.category.text;
                check.tell(
                    error(
                        "O1202",
                        row.category.span,
                        Words::new(
                            format!("\"{name}\" has two rows in table {}", table.name.text),
                            format!("“{name}”在表格 {} 里有两行", table.name.text),
                        ),
                    )
                    .related(first, Words::new("the first row is here", "第一行在这里"))
                    .mend(Words::new("delete one of the two rows", "删去其中一行")),
                );
            }
        }
    }
}
