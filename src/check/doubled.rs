//! A line that stands twice, word for word: what its second one says again can be deleted without a guess.

use crate::diagnostic::Edit;
use crate::source::{Source, Sources, Span};

/// The edit that deletes the line of `again`, where it is a statement of its own and the line of `first` says the same.
pub(super) fn doubled(sources: &Sources, first: Span, again: Span) -> Option<Edit> {
    let line = sources.line_text(again).trim();
    let (here, there) = (sources.line_column(again).line, sources.line_column(first).line);
    let elsewhere = (first.file, there) != (again.file, here);
    if !elsewhere || line != sources.line_text(first).trim() || !stands_alone(line) {
        return None;
    }
    let source = sources.get(again.file)?;
    if goes_on(source, here) {
        return None;
    }
    let (start, _) = source.line_bytes(here);
    let (next, _) = source.line_bytes(here + 1);
    let byte = |at: usize| u32::try_from(at).ok();
    let whole = Span {
        start: byte(start)?,
        end: byte(next)?,
        ..again
    };
    whole.covers(again).then(|| Edit::new(whole, ""))
}

/// Whether a line is one whole statement: no brace without its partner, nothing behind a `;`, no list that goes on.
fn stands_alone(line: &str) -> bool {
    let count = |marks: [char; 2]| line.matches(marks).count();
    count(['{', '｛']) == count(['}', '｝']) && !line.contains([';', '；', '。']) && !ends_in_comma(line)
}

/// Whether a line is the rest of a list that began before it.
fn goes_on(source: &Source, line: u32) -> bool {
    let before = (1..line).rev().map(|line| {
        let (start, end) = source.line_bytes(line);
        source.text.get(start..end).unwrap_or("").trim()
    });
    let mut said = before.filter(|line| !line.is_empty() && !line.starts_with(['#', '＃']));
    said.next().is_some_and(ends_in_comma)
}

/// Whether a line ends in a comma, whether or not what stands behind a # is a comment.
fn ends_in_comma(line: &str) -> bool {
    let before_comment = line.split(['#', '＃']).next().unwrap_or("");
    let comma = |text: &str| text.trim_end().ends_with([',', '，', '、']);
    comma(line) || comma(before_comment)
}
