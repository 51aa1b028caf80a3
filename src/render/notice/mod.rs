//! The notice laid out: `layout` puts a notice's values into sentences (`phrases`) and tables of a `document`, in
//! reading order; writers print the document and know nothing of notices, but for the charts of the page of HTML, which
//! are drawn from the values.

mod annexes;
mod cells;
mod climbed;
mod definitions;
mod document;
mod docx;
mod forms;
mod html;
mod layout;
mod markdown;
mod named;
mod office;
mod overview;
mod phrases;
mod quotas;
mod record;
mod satisfaction;
mod tables;
mod words;
mod xlsx;

pub use document::{Annex, Block, Definitions, Document, Run, Table};
pub use docx::docx;
pub use forms::{File, Form, PAGE, Printing, SCHEMA, VALUES, Values, charges, files};
pub use html::html;
pub use layout::layout;
pub use markdown::markdown;
pub use phrases::Phrases;
pub use record::correction;
pub use xlsx::xlsx;
