//! The workflow commands by which GitHub shows a message beside the line: `::error file=…,line=…::message`.
//!
//! A command ends with its line, its properties with `::`, each of them with a comma: what would end one of them early
//! is percent-encoded, so that no rule file writes a command of its own.

use super::Told;
use crate::diagnostic::Severity;
use crate::render::safe::terminal;

/// The messages, a command each.
#[must_use]
pub fn github(told: &[Told]) -> String {
    told.iter().map(command).collect()
}

fn command(one: &Told) -> String {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (path, at) = (property(&one.spot.path), one.spot.start);
    let message = data(&one.lines().join("\n"));
    format!(
        "::{level} file={path},line={},col={},title=onus {}::{message}\n",
        at.line, at.column, one.code
    )
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(&terminal(text)).replace(':', "%3A").replace(',', "%2C")
}
