//! The forms in which a notice is written: the one place that lists them. A new form gets a variant, a line in `ALL`
//! and a line in `files`; a draft, an issue, and what `verify` writes again then have it.

use super::annexes::{annexes, sheet};
use super::document::Document;
use super::docx::docx;
use super::html::html;
use super::layout::layout;
use super::markdown::markdown;
use super::phrases::Phrases;
use super::xlsx::xlsx;
use crate::notice::{Lists, Notice, charged};
use crate::render::safe::file_name;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// What forms are made of.
pub struct Printing<'a> {
    /// The notice.
    pub notice: &'a Notice,
    /// Its lists.
    pub lists: &'a Lists,
    /// Its sentences.
    pub phrases: &'a Phrases,
    /// What they make of it.
    pub document: Document,
}

impl<'a> Printing<'a> {
    /// Lays a notice out.
    #[must_use]
    pub fn new(notice: &'a Notice, lists: &'a Lists, phrases: &'a Phrases) -> Printing<'a> {
        Printing {
            document: layout(notice, lists, phrases),
            notice,
            lists,
            phrases,
        }
    }
}

/// A file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, harmless as a part of a path.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A form of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text with tables.
    Markdown,
    /// A page that stands alone.
    Html,
    /// A Word file.
    Docx,
    /// A workbook of the lists.
    Xlsx,
    /// Every value, and every row behind it.
    Json,
    /// A table for each annex.
    Annexes,
}

/// The file of the page.
pub const PAGE: &str = "notice.html";
/// The file of the values.
pub const VALUES: &str = "notice.json";

/// The JSON Schema of [`VALUES`], and of what is kept beside it where a notice was issued.
pub const SCHEMA: &str = include_str!("schema.json");

/// What [`VALUES`] holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Values {
    /// The notice.
    pub notice: Notice,
    /// Its lists.
    pub lists: Lists,
}

#[derive(Serialize)]
struct ValuesOf<'a> {
    notice: &'a Notice,
    lists: &'a Lists,
}

impl Form {
    /// All, in the order in which they are written.
    pub const ALL: [Form; 6] = [
        Form::Markdown,
        Form::Html,
        Form::Docx,
        Form::Xlsx,
        Form::Json,
        Form::Annexes,
    ];

    /// Its files.
    ///
    /// # Errors
    /// Where a packed file cannot be put together.
    pub fn files(self, of: &Printing<'_>) -> io::Result<Vec<File>> {
        let one = |name: &str, bytes: Vec<u8>| {
            vec![File {
                name: name.to_owned(),
                bytes,
            }]
        };
        let (document, lists, phrases) = (&of.document, of.lists, of.phrases);
        if self != Form::Markdown && !lists.are_whole() {
            return Err(io::Error::other("rows that were only counted are opened"));
        }
        Ok(match self {
            Form::Markdown => one("notice.md", markdown(document).into_bytes()),
            Form::Html => one(PAGE, html(document, of.notice, lists, phrases).into_bytes()),
            Form::Docx => one("notice.docx", docx(document, lists, phrases)?),
            Form::Xlsx => one("notice.xlsx", xlsx(document, lists, phrases)?),
            Form::Json => {
                let mut bytes = Vec::new();
                json(of, &mut bytes)?;
                one(VALUES, bytes)
            }
            Form::Annexes => annexes(of),
        })
    }

    /// Writes its files, each into what `open` gives for its name. The values of a long month are held nowhere whole.
    ///
    /// # Errors
    /// As of [`Form::files`], and where one cannot be opened or written.
    pub fn write<W: Write>(self, of: &Printing<'_>, open: impl Fn(&str) -> io::Result<W>) -> io::Result<()> {
        if self == Form::Json && of.lists.are_whole() {
            let mut file = open(VALUES)?;
            json(of, &mut file)?;
            return file.flush();
        }
        self.files(of)?.into_iter().try_for_each(|own| {
            let mut file = open(&own.name)?;
            file.write_all(&own.bytes)?;
            file.flush()
        })
    }
}

/// The files of all forms.
///
/// # Errors
/// As of [`Form::files`].
pub fn files(of: &Printing<'_>) -> io::Result<Vec<File>> {
    let mut all = Vec::new();
    for form in Form::ALL {
        all.extend(form.files(of)?);
    }
    Ok(all)
}

/// For each named party a table of what it is named for. `row_of` tells where a ticket stands.
#[must_use]
pub fn charges(of: &Printing<'_>, row_of: &dyn Fn(&str) -> String) -> Vec<File> {
    let mut out: Vec<File> = Vec::new();
    for party in &of.notice.named.parties {
        let list = charged(party, of.lists, row_of);
        let own = file_name(&of.phrases.text("charged.file", &[("party", &party.party)]));
        // Names that differ only in what no file name may hold are told apart by a number.
        let mut name = format!("{own}.csv");
        let mut again = 1;
        while out.iter().any(|file| file.name == name) {
            again += 1;
            name = format!("{own}_{again}.csv");
        }
        out.push(File {
            name,
            bytes: sheet(&list, list.rows(), of.phrases),
        });
    }
    out
}

fn json(of: &Printing<'_>, to: &mut impl Write) -> io::Result<()> {
    let values = ValuesOf {
        notice: of.notice,
        lists: of.lists,
    };
    serde_json::to_writer_pretty(&mut *to, &values)?;
    to.write_all(b"\n")
}
