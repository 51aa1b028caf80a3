//! What becomes different in a file, line by line, harmless on a screen.

use crate::render::safe::terminal;
use similar::TextDiff;

/// The lines of a unified diff; none where only line ends differ.
pub(super) fn difference(name: &str, before: &str, after: &str) -> Vec<String> {
    let name = terminal(name);
    // Line ends are told in a word, not as a change of every line.
    let (before, after) = (before.replace("\r\n", "\n"), after.replace("\r\n", "\n"));
    let lines = TextDiff::from_lines(&before, &after);
    let lines = lines.unified_diff().header(&name, &name).to_string();
    lines.lines().map(|line| terminal(line).into_owned()).collect()
}
