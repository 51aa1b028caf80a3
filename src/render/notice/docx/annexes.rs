//! Annexes: each on a new page, its rows as a table of the columns that say something, on its side where they need it.

use super::body::body;
use super::faces::Faces;
use super::page::{Lies, end};
use super::paragraph::paragraph;
use super::table::{Grid, columns, table};
use super::widths::narrowest;
use crate::notice::{Cell, Kind, List, Lists, Row};
use crate::render::notice::document::{Annex, Document, Run};
use crate::render::notice::office::Xml;
use crate::render::notice::phrases::Phrases;

/// Rows that are printed; a longer list says how many more stand in the workbook.
const MOST_ROWS: usize = 1_000;

/// Columns that stand in the workbook alone: said by others, or of no use on paper.
const WORKBOOK_ONLY: [&str; 7] = [
    "group",
    "deadline",
    "state",
    "from_rung",
    "counts_as",
    "took_working_seconds",
    "took_elapsed_seconds",
];

/// Writes all annexes; each ends the section before it. How the page lies on which the last one ends.
pub(super) fn annexes(xml: &mut Xml, document: &Document, lists: &Lists, phrases: &Phrases, faces: &Faces) -> Lies {
    let mut lies = Lies::Upright;
    for annex in &document.annexes {
        end(xml, lies);
        lies = match lists.list(&annex.figure.list) {
            Some(list) => one(xml, annex, list, phrases, faces),
            None => Lies::Upright,
        };
    }
    if let Some(own) = &document.definitions {
        end(xml, lies);
        lies = Lies::Upright;
        head(xml, own.number, &own.title, phrases);
        body(xml, &own.blocks, faces);
    }
    if lies == Lies::OnItsSide {
        end(xml, lies);
    }
    Lies::Upright
}

/// `附件1` and the title.
fn head(xml: &mut Xml, number: usize, title: &str, phrases: &Phrases) {
    let mark = phrases.text("annexes.mark", &[("number", &number.to_string())]);
    paragraph(xml, "AnnexMark", &[Run::text(mark)]);
    paragraph(xml, "AnnexTitle", &[Run::text(title)]);
}

fn one(xml: &mut Xml, annex: &Annex, list: &List, phrases: &Phrases, faces: &Faces) -> Lies {
    let rows: Vec<Row<'_>> = list.only(&annex.figure.only).collect();
    let shown = &rows[..rows.len().min(MOST_ROWS)];
    let chosen = chosen(annex, list, shown, phrases);
    let told = |(number, row): (u64, &Row<'_>)| {
        let cells = chosen.iter().map(|at| {
            let column = &list.columns[*at];
            Run::text(match column.key.as_str() {
                "rule" => phrases.rules(&row.cell(*at).told()),
                // A line ends behind the arrow, not within the next number.
                "chain" => phrases.cell(column.kind, row.cell(*at)).replace(" > ", "\u{a0}> "),
                _ => phrases.cell(column.kind, row.cell(*at)),
            })
        });
        std::iter::once(Run::text(number.to_string())).chain(cells).collect()
    };
    let rows_told: Vec<Vec<Run>> = (1..).zip(shown).map(told).collect();
    let mut heads = vec![(phrases.column("number"), true)];
    heads.extend(chosen.iter().map(|at| {
        let column = &list.columns[*at];
        (
            phrases.column(&column.key),
            matches!(column.kind, Kind::Number | Kind::Seconds),
        )
    }));
    let mut grid = Grid {
        head: &heads,
        rows: &rows_told,
        sum: false,
        width: Lies::Upright.width(),
        // It begins below its title, however long it is.
        together: false,
    };
    let fits = narrowest(&columns(&grid), faces) <= grid.width;
    let lies = if fits { Lies::Upright } else { Lies::OnItsSide };
    grid.width = lies.width();
    head(xml, annex.number, &annex.title, phrases);
    table(xml, &grid, faces);
    if rows.len() > shown.len() {
        let [shown, count] = [shown.len(), rows.len()].map(|number| number.to_string());
        let more = phrases.text("annex.more", &[("shown", &shown), ("count", &count)]);
        paragraph(xml, "BodyText", &[Run::text(more)]);
    }
    lies
}

/// The columns that are printed: not those that are empty, nor those that the title of the annex says already, nor
/// metrics, nor what only a machine asks for; elapsed time only where working time says nothing.
fn chosen(annex: &Annex, list: &List, rows: &[Row<'_>], phrases: &Phrases) -> Vec<usize> {
    let holds = |at: usize| rows.iter().any(|row| row.cell(at) != Cell::Empty);
    let working = list.column("late_working_seconds").is_some_and(holds);
    (0..list.columns.len())
        .filter(|at| {
            let key = list.columns[*at].key.as_str();
            let by_title = annex
                .figure
                .only
                .iter()
                .any(|only| only.column == key && only.any.len() == 1);
            let metric = phrases.text(&format!("column.{key}"), &[]).is_empty();
            let elapsed = working && key == "late_elapsed_seconds";
            holds(*at) && !by_title && !metric && !elapsed && !WORKBOOK_ONLY.contains(&key)
        })
        .collect()
}
