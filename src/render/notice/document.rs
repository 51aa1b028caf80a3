//! A notice laid out: headings, sentences, tables, in reading order, in one language. Writers print it, and know
//! nothing of notices.

use crate::notice::Figure;

/// A laid-out notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Who issues it, above everything.
    pub banner: String,
    /// Its number, and that it is a draft.
    pub number: String,
    /// The title.
    pub title: String,
    /// To whom it goes.
    pub addressees: String,
    /// The body.
    pub blocks: Vec<Block>,
    /// What stands before the titles of the annexes.
    pub annexed: String,
    /// Titles of the annexes; each opens a list.
    pub annexes: Vec<Annex>,
    /// What is counted and by which rules: the last annex, which opens no list.
    pub definitions: Option<Definitions>,
    /// Who signs, and when; one below the other.
    pub signature: Vec<String>,
    /// What stands at the foot, a line behind another: copies, who compiled it, digests.
    pub foot: Vec<Vec<Run>>,
    /// What every page bears while it is a draft; empty once it is issued.
    pub mark: String,
    /// The last line of the foot: who prints it, and when.
    pub printed: [String; 2],
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A numbered heading of a section.
    Heading(String),
    /// A heading within a section.
    Part(String),
    /// A sentence or several.
    Paragraph(Vec<Run>),
    /// A table.
    Table(Table),
}

/// Text, and figures that open a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Text.
    Text(String),
    /// A figure as printed, and the rows it counts.
    Figure(String, Figure),
}

/// A table of the body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns: their heads, and whether they stand right.
    pub head: Vec<(String, bool)>,
    /// Its rows, a run a cell.
    pub rows: Vec<Vec<Run>>,
    /// Whether the last row is the sum.
    pub sum: bool,
}

/// An annex: a list beside the notice, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The rows it lists.
    pub figure: Figure,
}

/// An annex of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definitions {
    /// Its number, behind those of the others.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Number and title in one line.
    pub mark: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Numbers and titles of all annexes.
    pub fn annex_titles(&self) -> impl Iterator<Item = (usize, &str)> {
        let lists = self.annexes.iter().map(|own| (own.number, own.title.as_str()));
        lists.chain(self.definitions.iter().map(|own| (own.number, own.title.as_str())))
    }
}

impl Run {
    /// Text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Run {
        Run::Text(text.into())
    }

    /// A figure printed as its number.
    #[must_use]
    pub fn figure(figure: &Figure) -> Run {
        Run::Figure(figure.count.to_string(), figure.clone())
    }

    /// What is read.
    #[must_use]
    pub fn read(&self) -> &str {
        match self {
            Run::Text(text) | Run::Figure(text, _) => text,
        }
    }
}
