//! The one layout of rule files.
//!
//! Comes in: the text of one file without errors of form. Goes out: the same words in the one layout, in either language.
//! It is printed piece by piece ([`crate::syntax::lossless`]), so that nothing in a file can be lost, and what is printed
//! is read again and compared before it is handed out. Where lines break, and the words of names, texts and comments,
//! are the author's; blanks, marks, numbers, synonyms, indentation and alignment are not.

mod align;
mod line;
mod print;
mod same;
mod spell;

use crate::diagnostic::{Diagnostic, Language};
use crate::source::FileId;
use crate::syntax::lossless::{Uncut, pieces};
use crate::syntax::{is_invisible, parse};
use std::borrow::Cow;

pub use spell::Marks;

/// What a file is to look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Layout {
    /// The language of its keywords; by default that of most of them.
    pub language: Option<Language>,
    /// Its marks; by default full-width ones in Chinese, half-width ones in English.
    pub marks: Option<Marks>,
}

/// A formatted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its text.
    pub text: String,
    /// The language of its keywords.
    pub language: Language,
    /// The language of most of them before.
    pub was: Language,
}

/// Why a file is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFormatted {
    /// It has errors of form, which are told; the language of most of its keywords.
    Unsound(Vec<Diagnostic>, Language),
    /// In the other language, or with other marks, the statement of this line would be read as something else.
    ReadsDifferently {
        /// The line in the file, from 1.
        line: usize,
    },
}

/// The text in the one layout.
///
/// # Errors
/// Where it cannot be read, or would be read as something else.
pub fn format(text: &str, layout: Layout) -> Result<Done, NotFormatted> {
    let file = FileId::default();
    let clean = visible(text);
    let cut = match pieces(file, &clean) {
        Ok(cut) => cut,
        // What is told points into the text as it is.
        Err(Uncut::Unsound(_, language)) => return Err(NotFormatted::Unsound(parse(file, text).1, language)),
        Err(Uncut::Unknown(at)) => return Err(reads_differently(&clean, at)),
    };
    let language = layout.language.unwrap_or(cut.language);
    let style = spell::Style {
        language,
        marks: layout.marks.unwrap_or(match language {
            Language::English => Marks::Half,
            Language::Chinese => Marks::Full,
        }),
    };
    let printed = align::text(print::lines(&cut.all, style));
    match pieces(file, &printed) {
        Ok(again) => match same::first_difference(&cut.all, &again.all) {
            None => Ok(Done {
                text: printed,
                language,
                was: cut.language,
            }),
            Some(at) => Err(reads_differently(&clean, at)),
        },
        Err(Uncut::Unsound(told, _)) => {
            let line = told.first().map_or(0, |first| first.span.start as usize);
            Err(reads_differently(&printed, line))
        }
        Err(Uncut::Unknown(at)) => Err(reads_differently(&printed, at)),
    }
}

/// The text in the one layout of its language, for those that write rules; as it is where it has an error.
#[must_use]
pub fn settled(text: String) -> String {
    format(&text, Layout::default()).map_or(text, |done| done.text)
}

/// A text without what cannot be seen in it: what Word and web pages leave behind stands in no rule file.
fn visible(text: &str) -> Cow<'_, str> {
    let lost = |c: char| is_invisible(c) && !c.is_control();
    if !text.contains(lost) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !lost(*c)).collect())
}

fn reads_differently(text: &str, at: usize) -> NotFormatted {
    let before = text.get(..at).unwrap_or(text);
    NotFormatted::ReadsDifferently {
        line: before.matches('\n').count() + 1,
    }
}
