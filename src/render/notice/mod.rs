//! The notice laid out: `layout` puts a notice's values into sentences (`phrases`) and tables of a `document`, in
//! reading order; writers print the document and know nothing of notices.

mod cells;
mod climbed;
mod document;
mod docx;
mod layout;
mod markdown;
mod named;
mod office;
mod overview;
mod phrases;
mod tables;
mod words;
mod xlsx;

pub use document::{Annex, Block, Document, Run, Table};
pub use docx::docx;
pub use layout::layout;
pub use markdown::markdown;
pub use phrases::{PhraseError, Phrases};
pub use xlsx::xlsx;
