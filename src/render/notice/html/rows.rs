//! The rows that figures count, and what they have in common.

use super::super::forms::VALUES;
use super::super::phrases::Phrases;
use super::Run;
use super::writer::{Value, Writer, class};
use crate::notice::{Cell, Column, Figure, Kind, List, Lists, Only, Row};

/// Rows of one figure that a page lists at most.
const MOST_OF_ONE: u64 = 2_000;
/// Rows that a page lists at most.
const MOST: u64 = 12_000;
/// Characters of a cell that are shown; the list itself holds all.
const MOST_OF_A_CELL: usize = 300;

/// The rows of every figure that a page has room for.
pub(super) struct Rows<'a> {
    lists: &'a Lists,
    phrases: &'a Phrases,
    figures: &'a [Figure],
    /// By figure; None of those for which there is no room.
    rows: Vec<Option<Vec<Row<'a>>>>,
}

impl<'a> Rows<'a> {
    /// Finds them, each list read once. The first figures have the first right to the room of the page.
    pub(super) fn of(figures: &'a [Figure], lists: &'a Lists, phrases: &'a Phrases) -> Rows<'a> {
        let mut left = MOST;
        let room = |figure: &Figure| {
            let is = figure.count <= MOST_OF_ONE.min(left) && lists.list(&figure.list).is_some();
            left -= if is { figure.count } else { 0 };
            is.then(Vec::new)
        };
        let mut rows: Vec<Option<Vec<Row<'_>>>> = figures.iter().map(room).collect();
        for list in &lists.all {
            let open = rows.iter_mut().zip(figures).filter_map(|(rows, figure)| {
                let rows = rows.as_mut().filter(|_| figure.list == list.name)?;
                Some((rows, list.filter(&figure.only)))
            });
            let mut open: Vec<_> = open.collect();
            for row in list.rows() {
                for (rows, filter) in &mut open {
                    if filter.takes(row) {
                        rows.push(row);
                    }
                }
            }
        }
        Rows {
            lists,
            phrases,
            figures,
            rows,
        }
    }

    /// The rows of a place; `file` is where they stand when the page has no room for them.
    pub(super) fn print(&self, out: &mut Writer, place: usize, file: Option<String>) {
        let Some(figure) = self.figures.get(place) else { return };
        let rows = self.rows.get(place).and_then(Option::as_deref);
        let (common, columns) = match self.lists.list(&figure.list) {
            Some(list) => self.columns(list, &figure.only, rows.unwrap_or(&[])),
            None => (Vec::new(), Vec::new()),
        };
        if !common.is_empty() {
            let clauses = common.into_iter().map(|text| vec![Run::text(text)]);
            let text: String = self.phrases.clauses(clauses).iter().map(Run::read).collect();
            out.told("p", &[class("common")], &text);
        }
        let Some(rows) = rows else {
            let file = file.unwrap_or_else(|| VALUES.to_owned());
            let values = [("count", figure.count.to_string()), ("file", file)];
            let values = values.each_ref().map(|(key, text)| (*key, text.as_str()));
            return out.told("p", &[], &self.phrases.text("html.elsewhere", &values));
        };
        let title = self.title(place);
        out.element("div", &[class("wide")], |out| {
            out.element("table", &[class("rows")], |out| {
                out.told("caption", &[class("unseen")], &title);
                self.head(out, &columns);
                out.element("tbody", &[], |out| {
                    for (number, row) in (1i64..).zip(rows) {
                        self.row(out, number, *row, &columns);
                    }
                });
            });
        });
    }

    /// What a place lists, and how many.
    pub(super) fn title(&self, place: usize) -> String {
        let Some(figure) = self.figures.get(place) else {
            return String::new();
        };
        let told = self.phrases.text(&format!("list.{}", figure.list), &[]);
        let list = if told.is_empty() {
            figure.list.as_str()
        } else {
            told.as_str()
        };
        let values = [("list", list), ("count", &figure.count.to_string())];
        self.phrases.text("html.rows", &values)
    }

    /// What all rows have in common, and the columns in which they differ. Not told are columns that hold nothing, and
    /// those that tell persons apart, by whose numbers lists count.
    fn columns<'l>(&self, list: &'l List, only: &[Only], rows: &[Row<'l>]) -> (Vec<String>, Vec<(usize, &'l Column)>) {
        let (mut common, mut differ) = (Vec::new(), Vec::new());
        for (at, column) in list.columns.iter().enumerate() {
            let asked = only.iter().find(|only| only.column == column.key);
            let mut cells = rows.iter().map(|row| row.cell(at));
            let first = cells.next();
            let same = cells.all(|cell| Some(cell) == first);
            let fixed = asked.is_some_and(|only| only.any.len() == 1) || rows.len() > 1 && column.key != "ticket";
            match (first, asked) {
                _ if matches!(column.key.as_str(), "customer" | "monitor") => {}
                (Some(Cell::Empty), None) if same => {}
                (Some(cell), _) if same && fixed => common.push(self.same(column, &[self.cell(column, cell)])),
                (Some(_), _) => {
                    differ.push((at, column));
                    common.extend(asked.map(|only| self.asked(column, only)));
                }
                (None, Some(only)) => common.push(self.asked(column, only)),
                (None, None) => {}
            }
        }
        (common, differ)
    }

    /// What a figure's filter asks of a column.
    fn asked(&self, column: &Column, only: &Only) -> String {
        let has = |word: &str| only.any.iter().any(|text| text == word);
        if column.kind == Kind::Word && only.any.len() == 2 && has("met") && has("missed") {
            let metric = self.phrases.column(&column.key);
            return self.phrases.text("html.counted", &[("metric", &metric)]);
        }
        let told = only.any.iter().map(|text| self.cell(column, Cell::text(text)));
        self.same(column, &told.collect::<Vec<_>>())
    }

    fn same(&self, column: &Column, values: &[String]) -> String {
        let values = values.join(&self.phrases.text("html.or", &[]));
        let column = self.phrases.column(&column.key);
        self.phrases
            .text("html.only", &[("column", &column), ("values", &values)])
    }

    /// A cell in words; nothing has words of its own.
    fn cell(&self, column: &Column, cell: Cell<'_>) -> String {
        match cell {
            Cell::Empty => self.phrases.text("untold", &[]),
            cell => clipped(&self.phrases.cell(column.kind, cell)),
        }
    }

    fn head(&self, out: &mut Writer, columns: &[(usize, &Column)]) {
        let scope = ("scope", Value::Word("col"));
        out.element("thead", &[], |out| {
            out.element("tr", &[], |out| {
                out.told("th", &[scope, class("right")], &self.phrases.column("number"));
                for (_, column) in columns {
                    let told = self.phrases.column(&column.key);
                    match is_right(column.kind) {
                        true => out.told("th", &[scope, class("right")], &told),
                        false => out.told("th", &[scope], &told),
                    }
                }
            });
        });
    }

    fn row(&self, out: &mut Writer, number: i64, row: Row<'_>, columns: &[(usize, &Column)]) {
        out.element("tr", &[], |out| {
            out.told("td", &[class("right")], &number.to_string());
            for (at, column) in columns {
                let told = clipped(&self.phrases.cell(column.kind, row.cell(*at)));
                match column.key.as_str() {
                    "ticket" => out.told("th", &[("scope", Value::Word("row"))], &told),
                    _ if is_right(column.kind) => out.told("td", &[class("right")], &told),
                    _ if column.kind == Kind::Moment => out.told("td", &[class("moment")], &told),
                    _ => out.told("td", &[], &told),
                }
            }
        });
    }
}

fn is_right(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Seconds)
}

/// The beginning of a text that would fill the page.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(MOST_OF_A_CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
