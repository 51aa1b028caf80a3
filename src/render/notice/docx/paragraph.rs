//! Paragraphs and runs.

use crate::render::notice::document::Run;
use crate::render::notice::office::{Xml, cut};

/// The longest text in one run, in units of UTF-16; what is longer stands in the workbook.
const LONGEST: usize = 2_000;

/// What of a paragraph is not its style's.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Twentieths of a point from the left.
    pub left: u32,
    /// From the right.
    pub right: u32,
    /// The first line further left than the others.
    pub hanging: u32,
    /// Before it.
    pub before: u32,
    /// Behind it.
    pub behind: u32,
    /// Does not stay with what follows, whatever its style.
    pub loose: bool,
}

/// A paragraph of a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, runs: &[Run]) {
    placed(xml, style, Place::default(), runs);
}

/// A paragraph of a style, at a place of its own.
pub(super) fn placed(xml: &mut Xml, style: &str, place: Place, runs: &[Run]) {
    opened(xml, style, place);
    for run in runs {
        self::run(xml, run);
    }
    xml.close("w:p");
}

/// Begins a paragraph: its runs follow, then its end.
pub(super) fn opened(xml: &mut Xml, style: &str, place: Place) {
    xml.open("w:p", &[]).open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", style)]);
    if place.loose {
        xml.empty("w:keepNext", &[("w:val", "0")]);
    }
    if place.before > 0 || place.behind > 0 {
        let [before, behind] = [place.before, place.behind].map(|of| of.to_string());
        xml.empty("w:spacing", &[("w:before", &before), ("w:after", &behind)]);
    }
    let [left, right, hanging] = [place.left, place.right, place.hanging].map(|of| of.to_string());
    match (place.left, place.right, place.hanging) {
        (0, 0, 0) => {}
        (_, _, 0) => {
            xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", "0")]);
        }
        _ => {
            xml.empty(
                "w:ind",
                &[("w:left", &left), ("w:right", &right), ("w:hanging", &hanging)],
            );
        }
    }
    xml.close("w:pPr");
}

/// Begins a paragraph whose tab leads to its right end.
pub(super) fn opened_with_tab(xml: &mut Xml, style: &str, at: u32) {
    xml.open("w:p", &[])
        .open("w:pPr", &[])
        .empty("w:pStyle", &[("w:val", style)]);
    xml.within("w:tabs", &[], |xml| {
        xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &at.to_string())]);
    });
    xml.close("w:pPr");
}

/// Text, or a figure in its style.
pub(super) fn run(xml: &mut Xml, run: &Run) {
    xml.open("w:r", &[]);
    if let Run::Figure(..) = run {
        xml.within("w:rPr", &[], |xml| {
            xml.empty("w:rStyle", &[("w:val", "Figure")]);
        });
    }
    xml.within("w:t", &[("xml:space", "preserve")], |xml| {
        xml.text(&cut(run.read(), LONGEST, || "…".to_owned()));
    });
    xml.close("w:r");
}
