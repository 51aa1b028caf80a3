//! Faces and sizes of a language: those of GB/T 9704 in Chinese.

use super::MAIN;
use crate::diagnostic::Language;
use crate::render::notice::office::Xml;

/// What the pages of a language are set in. Sizes in half points, lengths in twentieths of a point.
pub(super) struct Faces {
    /// The banner and the title: 小标宋.
    pub title: Face,
    /// Everything that is not told otherwise: 仿宋.
    pub body: Face,
    /// Headings of sections, and heads of tables: 黑体.
    pub heading: Face,
    /// Headings within sections: 楷体.
    pub part: Face,
    /// Page numbers: 宋体.
    pub page: Face,
    /// The language as Word names it.
    pub language: Language,
    pub banner_size: u32,
    pub title_size: u32,
    pub size: u32,
    /// Of the foot, and of page numbers.
    pub foot_size: u32,
    /// Of tables.
    pub cell_size: u32,
    /// From line to line: 22 lines on a page.
    pub pitch: u32,
    pub title_pitch: u32,
    /// From line to line in tables.
    pub cell_pitch: u32,
    /// Before the first line of a paragraph: two characters.
    pub indent: u32,
    /// Behind a paragraph.
    pub behind: u32,
    /// Between characters: 28 of them on a line.
    pub tracking: i32,
}

/// A face for Latin letters and digits, and one for Chinese characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    pub latin: &'static str,
    pub chinese: &'static str,
}

const fn face(latin: &'static str, chinese: &'static str) -> Face {
    Face { latin, chinese }
}

/// Names by which a face goes elsewhere, and its family: taken where it is not there.
const OTHERWISE: [(&str, &str, &str); 5] = [
    (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong",
        "roman",
    ),
    ("仿宋", "仿宋_GB2312,FangSong,华文仿宋", "roman"),
    ("黑体", "SimHei", "swiss"),
    ("楷体", "楷体_GB2312,KaiTi,华文楷体", "roman"),
    ("宋体", "SimSun", "roman"),
];

impl Faces {
    /// Those of a language.
    pub(super) fn of(language: Language) -> Faces {
        match language {
            Language::Chinese => Faces {
                title: face("方正小标宋简体", "方正小标宋简体"),
                body: face("仿宋", "仿宋"),
                heading: face("黑体", "黑体"),
                part: face("楷体", "楷体"),
                page: face("宋体", "宋体"),
                language,
                banner_size: 96,
                title_size: 44,
                size: 32,
                foot_size: 28,
                cell_size: 21,
                pitch: 579,
                title_pitch: 660,
                cell_pitch: 320,
                indent: 640,
                behind: 0,
                tracking: -4,
            },
            Language::English => Faces {
                title: face("Times New Roman", "宋体"),
                body: face("Times New Roman", "宋体"),
                heading: face("Arial", "黑体"),
                part: face("Arial", "黑体"),
                page: face("Times New Roman", "宋体"),
                language,
                banner_size: 64,
                title_size: 36,
                size: 24,
                foot_size: 20,
                cell_size: 18,
                pitch: 320,
                title_pitch: 460,
                cell_pitch: 260,
                indent: 0,
                behind: 120,
                tracking: 0,
            },
        }
    }

    /// The part that says by which faces others may be replaced.
    pub(super) fn table(&self) -> Xml {
        let mut xml = Xml::part();
        xml.open("w:fonts", &[("xmlns:w", MAIN)]);
        for (name, other, family) in OTHERWISE {
            xml.within("w:font", &[("w:name", name)], |xml| {
                xml.empty("w:altName", &[("w:val", other)]);
                xml.empty("w:charset", &[("w:val", "86")]);
                xml.empty("w:family", &[("w:val", family)]);
            });
        }
        xml.close("w:fonts");
        xml
    }
}
