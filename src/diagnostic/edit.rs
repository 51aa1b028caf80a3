//! Mends that are certain, as edits: what stands where, and what is to stand there instead.

use super::Diagnostic;
use crate::source::Span;

/// A stretch of a rule file and the text that takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What stands there afterwards; empty where something is deleted.
    pub text: String,
}

/// A text with the edits of some messages made. Those of one message are made all or not at all; where the edits of two
/// messages touch each other, the one that comes first has them. The second value tells of each message whether its
/// edits were made.
#[must_use]
pub fn edited(text: &str, mends: &[&[Edit]]) -> (String, Vec<bool>) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut made = Vec::with_capacity(mends.len());
    for mend in mends {
        let free = mend.iter().enumerate().all(|(at, edit)| {
            let apart = |other: &&Edit| edit.span.end < other.span.start || other.span.end < edit.span.start;
            let fits = edit.span.start <= edit.span.end && text.get(edit.span.range()).is_some();
            fits && taken.iter().chain(&mend[..at].iter().collect::<Vec<_>>()).all(apart)
        });
        let free = free && !mend.is_empty();
        if free {
            taken.extend(*mend);
        }
        made.push(free);
    }
    taken.sort_by_key(|edit| edit.span.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for edit in taken {
        out.push_str(text.get(at..edit.span.range().start).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.range().end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (out, made)
}

impl Edit {
    /// A text in the place of a stretch.
    pub fn new(span: Span, text: impl Into<String>) -> Edit {
        Edit {
            span,
            text: text.into(),
        }
    }
}

impl Diagnostic {
    /// The one mend that follows from the finding without a guess, where there is such a one.
    #[must_use]
    pub fn certain(mut self, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
        self.edits.extend(edits);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        let span = Span {
            start,
            end,
            ..Span::default()
        };
        Edit::new(span, text)
    }

    #[test]
    fn the_first_of_two_that_touch_is_made_and_the_rest_stays_as_it_was() {
        let (one, two) = ([edit(4, 7, "x")], [edit(0, 1, ""), edit(6, 8, "y")]);
        let (three, beyond) = ([edit(9, 9, "é")], [edit(40, 41, "")]);
        let (text, made) = edited("abc def ghi", &[&one, &two, &three, &beyond, &[]]);
        assert_eq!(
            (text.as_str(), made),
            ("abc x géhi", vec![true, false, true, false, false])
        );
    }

    #[test]
    fn no_edit_cuts_a_character() {
        let (text, made) = edited("日历", &[&[edit(1, 3, "")]]);
        assert_eq!((text.as_str(), made), ("日历", vec![false]));
    }
}
