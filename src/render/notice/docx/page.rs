//! Pages: A4 with the type area of GB/T 9704, upright or on its side, the mark of a draft above, numbers below.

use super::MAIN;
use super::RELATIONS;
use super::faces::Faces;
use crate::render::notice::office::Xml;

/// The type area is 156 mm wide,
pub(super) const WIDTH: u32 = 8844;
/// and 225 mm high; on its side that is the width.
pub(super) const LENGTH: u32 = 12756;

/// Above the type area of an upright page, 37 mm.
pub(super) const TOP: u32 = 2098;

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    Upright,
    OnItsSide,
}

impl Lies {
    /// How wide its type area is.
    pub(super) fn width(self) -> u32 {
        match self {
            Lies::Upright => WIDTH,
            Lies::OnItsSide => LENGTH,
        }
    }
}

/// The outer margins: bound on the left with 28 mm, 37 mm above. On its side the page is turned to the left, so that
/// its head lies at the binding.
pub(super) fn section(xml: &mut Xml, lies: Lies) {
    xml.open("w:sectPr", &[]);
    let ids = [
        ("w:headerReference", "default", "rId4"),
        ("w:headerReference", "even", "rId4"),
    ];
    let feet = [
        ("w:footerReference", "default", "rId5"),
        ("w:footerReference", "even", "rId6"),
    ];
    for (name, kind, id) in ids.into_iter().chain(feet) {
        xml.empty(name, &[("w:type", kind), ("r:id", id)]);
    }
    xml.empty("w:type", &[("w:val", "nextPage")]);
    let far = [("w:header", "1134"), ("w:footer", "1304"), ("w:gutter", "0")];
    match lies {
        Lies::Upright => {
            xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
            let near = [
                ("w:top", "2098"),
                ("w:right", "1474"),
                ("w:bottom", "1984"),
                ("w:left", "1588"),
            ];
            xml.empty("w:pgMar", &[near.as_slice(), &far].concat());
        }
        Lies::OnItsSide => {
            xml.empty(
                "w:pgSz",
                &[("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")],
            );
            let near = [
                ("w:top", "1588"),
                ("w:right", "2098"),
                ("w:bottom", "1474"),
                ("w:left", "1984"),
            ];
            let far = [("w:header", "850"), ("w:footer", "850"), ("w:gutter", "0")];
            xml.empty("w:pgMar", &[near.as_slice(), &far].concat());
        }
    }
    xml.close("w:sectPr");
}

/// Ends a section: what follows stands on a new page, as that section says.
pub(super) fn end(xml: &mut Xml, lies: Lies) {
    xml.open("w:p", &[]).open("w:pPr", &[]);
    xml.empty(
        "w:spacing",
        &[
            ("w:before", "0"),
            ("w:after", "0"),
            ("w:line", "20"),
            ("w:lineRule", "exact"),
        ],
    );
    section(xml, lies);
    xml.close("w:pPr").close("w:p");
}

/// Odd pages have their numbers on the right, even ones on the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Odd,
    Even,
}

/// `— 1 —`, a character from the edge.
pub(super) fn footer(side: Side) -> Xml {
    let mut xml = Xml::part();
    xml.open("w:ftr", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONS)]);
    xml.open("w:p", &[])
        .open("w:pPr", &[])
        .empty("w:pStyle", &[("w:val", "PageNumber")]);
    match side {
        Side::Odd => xml
            .empty("w:ind", &[("w:right", "280")])
            .empty("w:jc", &[("w:val", "right")]),
        Side::Even => xml
            .empty("w:ind", &[("w:left", "280")])
            .empty("w:jc", &[("w:val", "left")]),
    };
    xml.close("w:pPr");
    let text = |xml: &mut Xml, text: &str| {
        xml.within("w:r", &[], |xml| {
            xml.within("w:t", &[("xml:space", "preserve")], |xml| {
                xml.text(text);
            });
        });
    };
    text(&mut xml, "— ");
    xml.within("w:fldSimple", &[("w:instr", "PAGE")], |xml| text(xml, "1"));
    text(&mut xml, " —");
    xml.close("w:p").close("w:ftr");
    xml
}

/// The mark that every page of a draft bears.
pub(super) fn header(mark: &str) -> Xml {
    let mut xml = Xml::part();
    xml.open("w:hdr", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONS)]);
    super::paragraph::placed(
        &mut xml,
        "Mark",
        super::paragraph::Place::default(),
        &[crate::render::notice::document::Run::text(mark)],
    );
    xml.close("w:hdr");
    xml
}

/// The settings of the file.
pub(super) fn settings(faces: &Faces) -> Xml {
    let mut xml = Xml::part();
    let language = crate::render::words::pick(faces.language, "en-GB", "en-US");
    xml.open("w:settings", &[("xmlns:w", MAIN)]);
    xml.empty("w:evenAndOddHeaders", &[]);
    xml.empty("w:characterSpacingControl", &[("w:val", "compressPunctuation")]);
    xml.within("w:compat", &[], |xml| {
        xml.empty(
            "w:compatSetting",
            &[
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ],
        );
    });
    xml.empty("w:themeFontLang", &[("w:val", language), ("w:eastAsia", "zh-CN")]);
    xml.close("w:settings");
    xml
}
