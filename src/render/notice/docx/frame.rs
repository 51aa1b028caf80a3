//! What stands around the body: banner, number, title, addressees; the list of annexes, the signature.

use super::faces::Faces;
use super::page::WIDTH;
use super::paragraph::{Place, opened, paragraph, placed, run};
use super::styles::RED;
use super::title::lines;
use crate::render::notice::document::{Document, Run};
use crate::render::notice::office::Xml;
use crate::render::notice::phrases::Phrases;
use crate::render::words::pick;
use unicode_width::UnicodeWidthStr;

/// Everything above the body.
pub(super) fn head(xml: &mut Xml, document: &Document, faces: &Faces) {
    paragraph(xml, "Banner", &[Run::text(&document.banner)]);
    paragraph(xml, "Number", &[Run::text(&document.number)]);
    // The red line, four millimetres below the number.
    xml.open("w:p", &[]).open("w:pPr", &[]).empty("w:keepNext", &[]);
    xml.within("w:pBdr", &[], |xml| {
        let line = [("w:val", "single"), ("w:sz", "18"), ("w:space", "1"), ("w:color", RED)];
        xml.empty("w:bottom", &line);
    });
    xml.empty("w:spacing", &[("w:line", "200"), ("w:lineRule", "exact")]);
    xml.close("w:pPr").close("w:p");
    let halves = usize::try_from(WIDTH / (faces.title_size * 5)).unwrap_or(0);
    // Blanks that Word puts between Chinese and digits take some of the line.
    let lines = lines(&document.title, halves.saturating_sub(2));
    opened(xml, "Title", Place::default());
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 {
            xml.within("w:r", &[], |xml| {
                xml.empty("w:br", &[]);
            });
        }
        run(xml, &Run::text(line));
    }
    xml.close("w:p");
    if !document.addressees.is_empty() {
        paragraph(xml, "Addressees", &[Run::text(&document.addressees)]);
    }
}

/// Which annexes there are: a line below the body, their names one below the other.
pub(super) fn annexes(xml: &mut Xml, document: &Document, phrases: &Phrases, faces: &Faces) {
    let word = phrases.text("annexes", &[]) + pick(faces.language, " ", "");
    let halves = |text: &str| u32::try_from(text.width()).unwrap_or(0).saturating_mul(faces.size * 5);
    let (lead, mark) = (halves(&word), halves("1. ").max(faces.indent));
    for (at, (number, title)) in document.annex_titles().enumerate() {
        let line = phrases.text("annexes.line", &[("number", &number.to_string()), ("title", title)]);
        let text = if at == 0 { format!("{word}{line}") } else { line };
        let place = Place {
            left: faces.indent + lead + mark,
            hanging: if at == 0 { lead + mark } else { mark },
            before: if at == 0 { faces.pitch } else { 0 },
            ..Place::default()
        };
        placed(xml, "AnnexLine", place, &[Run::text(text)]);
    }
}

/// Who signs and the date below, each in the middle of the other, four characters from the right.
pub(super) fn signature(xml: &mut Xml, document: &Document, faces: &Faces) {
    let longest = document.signature.iter().map(|line| line.width()).max().unwrap_or(0);
    let block = u32::try_from(longest + 2).unwrap_or(0).saturating_mul(faces.size * 5);
    let right = faces.size * 10 * 4;
    let last = document.signature.len().saturating_sub(1);
    for (at, line) in document.signature.iter().enumerate() {
        let place = Place {
            left: WIDTH.saturating_sub(right + block),
            right,
            before: if at == 0 { faces.pitch * 2 } else { 0 },
            loose: at == last,
            ..Place::default()
        };
        placed(xml, "Signature", place, &[Run::text(line)]);
    }
}
