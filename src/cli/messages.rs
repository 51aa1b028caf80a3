//! What the world did (a file missing, a folder that cannot be written): one message with its cause and its cure,
//! laid out by miette. Messages about rule files are [`crate::render::diagnostics`], whose layout miette cannot give.

use crate::diagnostic::{Language, Words};
use crate::render::safe::terminal;
use miette::{GraphicalReportHandler, GraphicalTheme, MietteDiagnostic};

/// A fault of the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorldError {
    /// What could not be done, in the words of the house.
    pub message: Words,
    /// The code of its page, if it has one.
    pub code: Option<crate::diagnostic::Code>,
    /// What to do.
    pub mend: Option<Words>,
}

impl WorldError {
    /// The message in one language, in at most `width` columns of a terminal.
    #[must_use]
    pub fn text(&self, language: Language, width: usize, colour: bool) -> String {
        let mut told = MietteDiagnostic::new(terminal(self.message.get(language)).into_owned());
        if let Some(code) = self.code {
            told = told.with_code(code.0);
        }
        if let Some(mend) = &self.mend {
            told = told.with_help(terminal(mend.get(language)).into_owned());
        }
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
            .map_or_else(|_| format!("{}\n", terminal(self.message.get(language))), |()| out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_world_is_told_with_its_cure_and_harmless() {
        let fault = WorldError {
            message: Words::new("there is no file \u{1b}[2Jx.csv", "没有文件 x.csv"),
            code: Some(crate::diagnostic::Code("O1001")),
            mend: Some(Words::new(
                "name its folder with --data",
                "用 --data 指出它所在的文件夹",
            )),
        };
        let text = fault.text(Language::English, 80, false);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert!(
            text.contains("O1001") && text.contains("x.csv") && text.contains("--data"),
            "{text}"
        );
        assert!(fault.text(Language::Chinese, 80, false).contains("没有文件 x.csv"));
    }
}
