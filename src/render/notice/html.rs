//! A notice as one page of HTML that stands alone: it reads on a screen and a phone, prints on A4, runs no script and
//! fetches nothing. Every figure is a link to the rows it counts, which stand in the page.

mod charts;
mod drawing;
mod ladder;
mod opened;
mod rows;
mod shares;
mod trend;
mod writer;

use super::document::{Block, Document, Run, Table};
use super::phrases::Phrases;
use crate::diagnostic::Language;
use crate::notice::{Lists, Notice};
use opened::{Opened, PLACE};
use rows::Rows;
use writer::{Value, Writer, class};

/// What the page may do: apply its own style sheet, nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// The place of an annex of text.
const ANNEX: &str = "a";
const SHEETS: [&str; 3] = [
    include_str!("html/page.css"),
    include_str!("html/charts.css"),
    include_str!("html/print.css"),
];

/// The whole page.
#[must_use]
pub fn html(document: &Document, notice: &Notice, lists: &Lists, phrases: &Phrases) -> String {
    let lang = match phrases.language() {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let page = Page {
        document,
        notice,
        phrases,
    };
    let mut opened = Opened::default();
    // Annexes come first, so that a figure equal to one opens it.
    let annexes: Vec<_> = document
        .annexes
        .iter()
        .map(|annex| opened.place(&annex.figure))
        .collect();
    let mut out = Writer::begin();
    out.element("html", &[("lang", Value::Word(lang))], |out| {
        out.element("head", &[], |out| page.head(out));
        out.element("body", &[("id", Value::Word("top"))], |out| {
            out.element("main", &[], |out| page.main(out, &mut opened));
            let figures = opened.figures();
            let rows = Rows::of(&figures, lists, phrases);
            for (annex, place) in document.annexes.iter().zip(&annexes) {
                if let Some(place) = *place {
                    page.annex(out, annex, place, &rows);
                }
            }
            page.definitions(out);
            for place in (0..figures.len()).filter(|place| !annexes.contains(&Some(*place))) {
                page.opened(out, place, &rows);
            }
            out.element("div", &[("id", Value::Word("closed"))], |_| {});
        });
    });
    out.end()
}

struct Page<'a> {
    document: &'a Document,
    notice: &'a Notice,
    phrases: &'a Phrases,
}

impl Page<'_> {
    fn head(&self, out: &mut Writer) {
        let meta = |out: &mut Writer, name, content| {
            out.void(
                "meta",
                &[("name", Value::Word(name)), ("content", Value::Word(content))],
            );
        };
        out.void("meta", &[("charset", Value::Word("utf-8"))]);
        out.void(
            "meta",
            &[
                ("http-equiv", Value::Word("Content-Security-Policy")),
                ("content", Value::Word(POLICY)),
            ],
        );
        meta(out, "viewport", "width=device-width, initial-scale=1");
        meta(out, "referrer", "no-referrer");
        meta(out, "color-scheme", "light");
        out.told("title", &[], &self.document.title);
        for sheet in SHEETS {
            out.style(sheet);
        }
    }

    fn main(&self, out: &mut Writer, opened: &mut Opened) {
        let document = self.document;
        out.element("header", &[], |out| {
            told(out, "p", "banner", &document.banner);
            told(out, "p", "number", &document.number);
            told(out, "h1", "title", &document.title);
        });
        told(out, "p", "addressees", &document.addressees);
        let first = document
            .blocks
            .iter()
            .position(|block| matches!(block, Block::Heading(_)));
        let (before, sections) = document.blocks.split_at(first.unwrap_or(document.blocks.len()));
        self.blocks(out, before, opened);
        told(out, "p", "hint", &self.phrases.text("html.hint", &[]));
        charts::charts(out, self.notice, self.phrases, opened);
        self.blocks(out, sections, opened);
        self.annexes(out, opened);
        out.element("footer", &[], |out| {
            out.element("div", &[class("signature")], |out| {
                for line in &document.signature {
                    told(out, "p", "signed", line);
                }
            });
            for runs in &document.foot {
                out.element("p", &[class("foot")], |out| line(out, runs, opened));
            }
        });
    }

    fn blocks(&self, out: &mut Writer, blocks: &[Block], opened: &mut Opened) {
        let mut title = self.document.title.as_str();
        for block in blocks {
            match block {
                Block::Heading(text) => out.told("h2", &[], text),
                Block::Part(text) => out.told("h3", &[], text),
                Block::Paragraph(runs) if runs.is_empty() => {}
                Block::Paragraph(runs) => out.element("p", &[], |out| line(out, runs, opened)),
                Block::Table(own) => table(out, title, own, opened),
            }
            if let Block::Heading(text) | Block::Part(text) = block {
                title = text;
            }
        }
    }

    /// The titles of the annexes.
    fn annexes(&self, out: &mut Writer, opened: &mut Opened) {
        if self.document.annex_titles().next().is_none() {
            return;
        }
        out.element("section", &[class("annexes")], |out| {
            out.told("p", &[], &self.document.annexed);
            out.element("ol", &[], |out| {
                for annex in &self.document.annexes {
                    out.element("li", &[], |out| opened.figure(out, &annex.title, &annex.figure));
                }
                if let Some(own) = &self.document.definitions {
                    let to = ("href", Value::Link(ANNEX, own.number));
                    out.element("li", &[], |out| out.told("a", &[to], &own.title));
                }
            });
        });
    }

    fn annex(&self, out: &mut Writer, annex: &super::Annex, place: usize, rows: &Rows<'_>) {
        let (number, count) = (annex.number.to_string(), annex.figure.count.to_string());
        let values = [("number", number.as_str()), ("title", &annex.title), ("count", &count)];
        let file = self.phrases.annex_file(annex.number, &annex.title);
        let id = ("id", Value::Place(PLACE, place));
        out.element("section", &[id, class("annex")], |out| {
            out.told("h2", &[], &self.phrases.text("html.annex", &values));
            rows.print(out, place, Some(file));
            self.back(out);
        });
    }

    /// The annex that is text.
    fn definitions(&self, out: &mut Writer) {
        let Some(own) = &self.document.definitions else { return };
        let id = ("id", Value::Place(ANNEX, own.number));
        out.element("section", &[id, class("annex")], |out| {
            out.told("h2", &[], &own.mark);
            self.blocks(out, &own.blocks, &mut Opened::default());
            self.back(out);
        });
    }

    fn back(&self, out: &mut Writer) {
        out.element("p", &[class("back")], |out| {
            let to = ("href", Value::Word("#top"));
            out.told("a", &[to], &self.phrases.text("html.back", &[]));
        });
    }

    /// The rows of a figure, shown over the page when it is opened.
    fn opened(&self, out: &mut Writer, place: usize, rows: &Rows<'_>) {
        let id = ("id", Value::Place(PLACE, place));
        out.element("section", &[id, class("opened")], |out| {
            out.element("div", &[class("bar")], |out| {
                out.told("h2", &[], &rows.title(place));
                let to = ("href", Value::Word("#closed"));
                out.told("a", &[to], &self.phrases.text("html.close", &[]));
            });
            rows.print(out, place, None);
        });
    }
}

/// A line that is left out where it holds nothing.
fn told(out: &mut Writer, name: &'static str, of: &'static str, text: &str) {
    if !text.is_empty() {
        out.told(name, &[class(of)], text);
    }
}

fn line(out: &mut Writer, runs: &[Run], opened: &mut Opened) {
    for run in runs {
        match run {
            Run::Text(text) => out.text(text),
            Run::Figure(print, figure) => opened.figure(out, print, figure),
        }
    }
}

fn table(out: &mut Writer, title: &str, own: &Table, opened: &mut Opened) {
    let body = own.rows.len() - usize::from(own.sum && !own.rows.is_empty());
    out.element("div", &[class("wide")], |out| {
        out.element("table", &[], |out| {
            out.told("caption", &[class("unseen")], title);
            out.element("thead", &[], |out| {
                out.element("tr", &[], |out| {
                    for (head, right) in &own.head {
                        let scope = ("scope", Value::Word("col"));
                        match right {
                            true => out.told("th", &[scope, class("right")], head),
                            false => out.told("th", &[scope], head),
                        }
                    }
                });
            });
            out.element("tbody", &[], |out| {
                own.rows[..body].iter().for_each(|cells| row(out, own, cells, opened));
            });
            if body < own.rows.len() {
                out.element("tbody", &[class("sum")], |out| {
                    own.rows[body..].iter().for_each(|cells| row(out, own, cells, opened));
                });
            }
        });
    });
}

fn row(out: &mut Writer, own: &Table, cells: &[Run], opened: &mut Opened) {
    out.element("tr", &[], |out| {
        for (at, cell) in cells.iter().enumerate() {
            let inside = |out: &mut Writer| line(out, std::slice::from_ref(cell), opened);
            match own.head.get(at) {
                _ if at == 0 => out.element("th", &[("scope", Value::Word("row"))], inside),
                Some((_, true)) => out.element("td", &[class("right")], inside),
                _ => out.element("td", &[], inside),
            }
        }
    });
}
