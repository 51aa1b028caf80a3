//! A Word file read back: paragraphs by style, tables cell by cell, figures as they are marked.

use super::xml::{Event, read};

/// What stands in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Its style, its text.
    Paragraph(String, String),
    /// Its rows.
    Table(Vec<Vec<String>>),
}

impl Block {
    fn text(&self) -> Option<&str> {
        match self {
            Block::Paragraph(_, text) => Some(text),
            Block::Table(_) => None,
        }
    }

    fn rows(&self) -> Option<&Vec<Vec<String>>> {
        match self {
            Block::Table(rows) => Some(rows),
            Block::Paragraph(..) => None,
        }
    }
}

/// A body.
#[derive(Debug, Default)]
pub struct Word {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// Figures in reading order.
    pub figures: Vec<String>,
    /// Sections, in order: whether they lie on their side.
    pub on_their_side: Vec<bool>,
}

impl Word {
    /// Reads `word/document.xml`.
    pub fn of(xml: &str) -> Word {
        let mut own = Word::default();
        let mut table: Option<Vec<Vec<String>>> = None;
        let (mut style, mut text) = (String::new(), String::new());
        let (mut in_text, mut figure) = (false, false);
        for event in read(xml) {
            match event {
                Event::Open(name, attributes) => {
                    let value = |key: &str| {
                        attributes
                            .iter()
                            .find(|(own, _)| own == key)
                            .map(|(_, value)| value.clone())
                    };
                    match name.as_str() {
                        "w:tbl" => table = Some(Vec::new()),
                        "w:tr" => table.as_mut().unwrap().push(Vec::new()),
                        "w:p" => (style, text) = (String::new(), String::new()),
                        "w:pStyle" => style = value("w:val").unwrap(),
                        "w:r" => figure = false,
                        "w:rStyle" => figure = value("w:val").as_deref() == Some("Figure"),
                        "w:t" => in_text = true,
                        "w:tab" if value("w:pos").is_none() => text.push('\t'),
                        "w:pgSz" => own.on_their_side.push(value("w:orient").is_some()),
                        _ => {}
                    }
                }
                Event::Text(own_text) if in_text => {
                    text.push_str(&own_text);
                    if figure {
                        own.figures.push(own_text);
                    }
                }
                Event::Text(other) => panic!("{other}"),
                Event::Close(name) => match name.as_str() {
                    "w:t" => in_text = false,
                    "w:tc" => table.as_mut().unwrap().last_mut().unwrap().push(text.clone()),
                    "w:tbl" => own.blocks.push(Block::Table(table.take().unwrap())),
                    "w:p" if table.is_none() && !style.is_empty() => {
                        own.blocks.push(Block::Paragraph(style.clone(), text.clone()));
                    }
                    _ => {}
                },
            }
        }
        own
    }

    /// Texts of the paragraphs of a style.
    pub fn styled(&self, style: &str) -> Vec<&str> {
        let own = |block: &&Block| matches!(block, Block::Paragraph(own, _) if own == style);
        self.blocks.iter().filter(own).filter_map(Block::text).collect()
    }

    /// The tables.
    pub fn tables(&self) -> Vec<&Vec<Vec<String>>> {
        self.blocks.iter().filter_map(Block::rows).collect()
    }
}
