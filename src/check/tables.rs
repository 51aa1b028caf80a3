//! Tables: rows of a spreadsheet beside the rules, read as rule text.
//!
//! Comes in: the text of the file, tab- or comma-separated, with a header line. Goes out: its rows, each with
//! the places of its cells. It opens no file: the command line has read them.

use super::context::{Check, error};
use super::names::Word;
use super::suggest;
use crate::diagnostic::Words;
use crate::source::{FileId, Span};
use crate::syntax::tree;
use std::collections::HashMap;

/// The spreadsheets that the rules name, as the command line found them.
#[derive(Debug, Default)]
pub struct Tables {
    /// By the name written in the rules; None where it could not be read, which was told then.
    pub files: HashMap<String, Option<FileId>>,
    /// A file that the rules import could not be read: names that are missing may be defined there.
    pub incomplete: bool,
}

/// The rows of a table.
#[derive(Default)]
pub(super) struct TableRows<'a> {
    pub rows: Vec<TableRow<'a>>,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct TableRow<'a> {
    pub category: Word<'a>,
    pub owner: Option<Word<'a>>,
    pub within: Option<Word<'a>>,
}

impl<'a> TableRows<'a> {
    /// Reads the rows of a table; what is wrong with it is told.
    pub fn read(check: &mut Check<'a>, table: &'a tree::Table, tables: &Tables) -> TableRows<'a> {
        let found = tables.files.get(&table.file.text).copied().flatten();
        let Some((file, source)) = found.and_then(|file| Some((file, check.sources.get(file)?))) else {
            if !tables.files.contains_key(&table.file.text) {
                let name = &table.file.text;
                check.tell(error(
                    "O1211",
                    table.file.span,
                    Words::new(
                        format!("the table \"{name}\" was not found"),
                        format!("没有找到表格“{name}”"),
                    ),
                ));
            }
            check.leave_gap();
            return TableRows::default();
        };
        let separator = if source.text.lines().next().unwrap_or("").contains('\t') {
            '\t'
        } else {
            ','
        };
        let mut lines = lines_of(file, &source.text, separator);
        let header = lines.next().unwrap_or_default();
        let column = |check: &mut Check<'a>, name: &Option<tree::Text>| -> Result<Option<usize>, ()> {
            let Some(name) = name else { return Ok(None) };
            match header.iter().position(|cell| cell.text == name.text) {
                Some(at) => Ok(Some(at)),
                None => {
                    no_column(check, name, &header);
                    Err(())
                }
            }
        };
        let columns = (
            column(check, &table.category),
            column(check, &table.owner),
            column(check, &table.within),
        );
        if table.category.is_none() {
            check.lacks(
                table.span,
                Words::new("which column holds the category", "类别在哪一列"),
                Words::new("category from column \"type\"", "类别 取自列 “类型”"),
            );
        }
        let (Ok(Some(category)), Ok(owner), Ok(within)) = columns else {
            // Categories that its rows declare are not known.
            check.leave_incomplete();
            return TableRows::default();
        };
        let mut rows = Vec::new();
        for cells in lines.filter(|cells| cells.iter().any(|cell| !cell.text.is_empty())) {
            let cell = |at: usize| cells.get(at).copied().filter(|cell| !cell.text.is_empty());
            let needed = [Some(category), owner, within].into_iter().flatten();
            if let Some(missing) = needed.clone().find(|at| cell(*at).is_none()) {
                let column = header.get(missing).map_or("", |cell| cell.text);
                let span = cells.first().map_or(table.span, |cell| cell.span);
                check.tell(error(
                    "O1212",
                    span,
                    Words::new(
                        format!("this row of the table has nothing in the column \"{column}\""),
                        format!("表格的这一行在“{column}”列里是空的"),
                    ),
                ));
                continue;
            }
            if let Some(category) = cell(category) {
                rows.push(TableRow {
                    category,
                    owner: owner.and_then(cell),
                    within: within.and_then(cell),
                });
            }
        }
        TableRows { rows }
    }
}

/// Tells a column that the header does not have.
fn no_column(check: &mut Check<'_>, name: &tree::Text, header: &[Word<'_>]) {
    let text = &name.text;
    let told = error(
        "O1213",
        name.span,
        Words::new(
            format!("the table has no column \"{text}\""),
            format!("表格里没有“{text}”这一列"),
        ),
    );
    let columns: Vec<&str> = header.iter().map(|cell| cell.text).collect();
    let near = suggest::with_near(told.clone(), check.sources, name.into(), columns.iter().copied());
    check.tell(near.unwrap_or_else(|| told.mend(suggest::listed(&columns))));
}

/// The cells of each line, trimmed, with their places.
fn lines_of(file: FileId, text: &str, separator: char) -> impl Iterator<Item = Vec<Word<'_>>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        cells_of(file, line.trim_end_matches(['\n', '\r']), start, separator)
    })
}

/// The cells of one line. A cell in quotes may hold the separator.
fn cells_of(file: FileId, line: &str, start: usize, separator: char) -> Vec<Word<'_>> {
    let mut cells = Vec::new();
    let mut from = 0;
    let mut quoted = false;
    for (at, letter) in line.char_indices().chain([(line.len(), separator)]) {
        if letter == '"' && separator == ',' {
            quoted = !quoted;
        } else if letter == separator && (!quoted || at == line.len()) {
            let raw = line.get(from..at).unwrap_or("");
            let trimmed = raw.trim();
            let inner = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            let inner = inner.filter(|_| separator == ',').unwrap_or(trimmed);
            let offset = start + from + (inner.as_ptr() as usize - raw.as_ptr() as usize);
            cells.push(Word {
                text: inner,
                span: Span {
                    file,
                    start: u32::try_from(offset).unwrap_or(u32::MAX),
                    end: u32::try_from(offset + inner.len()).unwrap_or(u32::MAX),
                },
            });
            from = at + letter.len_utf8();
        }
    }
    cells
}
