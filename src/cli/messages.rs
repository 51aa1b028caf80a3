//! What the world did (a file missing, a folder that cannot be written), laid out by miette. Messages about rule files
//! are laid out by [`crate::render::diagnostics`]: their head, place and mends have a form that miette cannot give.

use crate::render::safe::terminal;
use miette::{GraphicalReportHandler, GraphicalTheme, MietteDiagnostic};

/// The message in at most `width` columns of a terminal. Foreign text in it is made harmless.
#[must_use]
pub fn world(message: &str, width: usize, colour: bool) -> String {
    let message = terminal(message);
    let told = MietteDiagnostic::new(message.clone());
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let mut out = String::new();
    // Writing into a string does not fail; should it ever, the bare message is told.
    GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_links(false)
        .render_report(&mut out, &told)
        .map_or_else(|_| format!("{message}\n"), |()| out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_world_is_told_harmless_and_within_its_width() {
        let text = world("there is no file \u{1b}[2Jx.csv", 80, false);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert!(text.contains("there is no file") && text.contains("x.csv"), "{text}");
        let long = world(&"没有这个文件 ".repeat(30), 80, false);
        assert!(
            long.lines()
                .all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80),
            "{long}"
        );
    }
}
