//! The annex of definitions: of every rate what is counted, of what, what is aimed at and the line of the rules; then
//! how figures are rounded, and by which rules.

use super::document::{Block, Definitions, Run, Table};
use super::layout::Layout;
use crate::notice::Rate;

/// The annex; None where nothing is measured.
pub(super) fn definitions(of: &Layout<'_>, number: usize) -> Option<Definitions> {
    let rates = &of.notice.overview.rates;
    if rates.is_empty() {
        return None;
    }
    let columns = ["metric", "counted", "of", "aim", "rule"];
    let head = of.head("definitions", &columns, columns.len());
    let table = Table {
        head,
        rows: rates.iter().map(|rate| of.definition(rate)).collect(),
        sum: false,
    };
    let mut blocks = vec![
        Block::Table(table),
        Block::Paragraph(of.phrases.fill("definitions.rounding", &[])),
    ];
    if let Some(origin) = &of.notice.origin {
        let version = of.notice.head.version.to_string();
        let values = [
            ("title", Run::text(&of.notice.head.rules)),
            ("version", Run::text(version)),
            ("digest", Run::text(&origin.rules)),
        ];
        blocks.push(Block::Paragraph(of.phrases.fill("definitions.rules", &values)));
    }
    let title = of.phrases.text("annex.definitions", &[]);
    Some(Definitions {
        number,
        mark: of
            .phrases
            .text("annex.name", &[("number", &number.to_string()), ("title", &title)]),
        title,
        blocks,
    })
}

impl Layout<'_> {
    fn definition(&self, rate: &Rate) -> Vec<Run> {
        let aim = rate.aim.map_or_else(
            || self.phrases.none(),
            |aim| {
                let values = [
                    ("relation", self.phrases.relation(aim.op)),
                    ("bound", format!("{}%", aim.bound)),
                ];
                let values = values.each_ref().map(|(key, text)| (*key, text.as_str()));
                self.phrases.text("definitions.aimed", &values)
            },
        );
        vec![
            Run::text(self.phrases.begun(&rate.metric)),
            Run::text(&rate.numerator),
            Run::text(self.denominator(rate)),
            Run::text(aim),
            Run::text(self.phrases.rules(&rate.rule)),
        ]
    }
}
