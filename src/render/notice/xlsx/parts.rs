//! The parts beside the sheets: the workbook and its styles.

use super::sheet::{MAIN, range};
use super::sheets::Sheet;
use crate::diagnostic::Language;
use crate::render::notice::office::Xml;
use crate::render::words::pick;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The sheets, their filters and the heads that every printed page repeats.
pub(super) fn workbook(contents: &str, sheets: &[Sheet<'_>]) -> Xml {
    let mut xml = Xml::part();
    xml.open("workbook", &[("xmlns", MAIN), ("xmlns:r", RELATIONS)]);
    xml.within("bookViews", &[], |xml| {
        xml.empty("workbookView", &[]);
    });
    xml.open("sheets", &[]);
    let names = sheets.iter().map(|sheet| sheet.name.as_str());
    for (number, name) in (1u64..).zip(std::iter::once(contents).chain(names)) {
        let (number, id) = (number.to_string(), format!("rId{number}"));
        xml.empty("sheet", &[("name", name), ("sheetId", &number), ("r:id", &id)]);
    }
    xml.close("sheets");
    if sheets.is_empty() {
        xml.close("workbook");
        return xml;
    }
    xml.open("definedNames", &[]);
    for (number, sheet) in (1u64..).zip(sheets) {
        let number = number.to_string();
        let quoted = format!("'{}'", sheet.name.replace('\'', "''"));
        let area = range(sheet);
        let (from, to) = area.split_once(':').unwrap_or((&area, &area));
        let absolute = |place: &str| {
            let digits = place.find(|char: char| char.is_ascii_digit()).unwrap_or(place.len());
            format!("${}${}", &place[..digits], &place[digits..])
        };
        let filter = [
            ("name", "_xlnm._FilterDatabase"),
            ("localSheetId", &number),
            ("hidden", "1"),
        ];
        xml.within("definedName", &filter, |xml| {
            xml.text(&format!("{quoted}!{}:{}", absolute(from), absolute(to)));
        });
        let titles = [("name", "_xlnm.Print_Titles"), ("localSheetId", number.as_str())];
        xml.within("definedName", &titles, |xml| {
            xml.text(&format!("{quoted}!$1:$1"));
        });
    }
    xml.close("definedNames").close("workbook");
    xml
}

/// The styles, in the order of `Look`.
pub(super) fn styles(language: Language) -> Xml {
    let face = pick(language, "Calibri", "宋体");
    let mut xml = Xml::part();
    xml.open("styleSheet", &[("xmlns", MAIN)]);
    xml.within("numFmts", &[("count", "1")], |xml| {
        xml.empty(
            "numFmt",
            &[("numFmtId", "164"), ("formatCode", "yyyy\\-mm\\-dd\\ hh:mm")],
        );
    });
    xml.open("fonts", &[("count", "3")]);
    for (bold, size) in [(false, "11"), (true, "11"), (true, "16")] {
        xml.open("font", &[]);
        if bold {
            xml.empty("b", &[]);
        }
        xml.empty("sz", &[("val", size)])
            .empty("name", &[("val", face)])
            .close("font");
    }
    xml.close("fonts").open("fills", &[("count", "3")]);
    for pattern in ["none", "gray125"] {
        xml.within("fill", &[], |xml| {
            xml.empty("patternFill", &[("patternType", pattern)]);
        });
    }
    xml.within("fill", &[], |xml| {
        xml.within("patternFill", &[("patternType", "solid")], |xml| {
            xml.empty("fgColor", &[("rgb", "FFE7E6E6")])
                .empty("bgColor", &[("indexed", "64")]);
        });
    });
    xml.close("fills").open("borders", &[("count", "2")]);
    for style in ["none", "thin"] {
        xml.open("border", &[]);
        for side in ["left", "right", "top", "bottom"] {
            xml.empty(side, &[("style", style)]);
        }
        xml.empty("diagonal", &[]).close("border");
    }
    xml.close("borders");
    let plain = [("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0")];
    xml.within("cellStyleXfs", &[("count", "1")], |xml| {
        xml.empty("xf", &plain);
    });
    xml.open("cellXfs", &[("count", "6")]);
    // Number format, font, fill, border, alignment; `quotePrefix`: what is edited stays text.
    look(&mut xml, ["0", "0", "0", "0"], false, &[]);
    look(&mut xml, ["49", "0", "0", "0"], true, &[("vertical", "center")]);
    look(&mut xml, ["1", "0", "0", "0"], false, &[("vertical", "center")]);
    look(
        &mut xml,
        ["164", "0", "0", "0"],
        false,
        &[("horizontal", "center"), ("vertical", "center")],
    );
    look(
        &mut xml,
        ["49", "1", "2", "1"],
        true,
        &[("horizontal", "center"), ("vertical", "center"), ("wrapText", "1")],
    );
    look(&mut xml, ["49", "2", "0", "0"], true, &[]);
    xml.close("cellXfs");
    xml.within("cellStyles", &[("count", "1")], |xml| {
        xml.empty("cellStyle", &[("name", "Normal"), ("xfId", "0"), ("builtinId", "0")]);
    });
    xml.close("styleSheet");
    xml
}

fn look(xml: &mut Xml, [format, font, fill, border]: [&str; 4], text: bool, alignment: &[(&str, &str)]) {
    let mut own = vec![
        ("numFmtId", format),
        ("fontId", font),
        ("fillId", fill),
        ("borderId", border),
        ("xfId", "0"),
        ("applyNumberFormat", "1"),
        ("applyFont", "1"),
        ("applyFill", "1"),
        ("applyBorder", "1"),
        ("applyAlignment", "1"),
    ];
    if text {
        own.push(("quotePrefix", "1"));
    }
    xml.within("xf", &own, |xml| {
        if !alignment.is_empty() {
            xml.empty("alignment", alignment);
        }
    });
}
