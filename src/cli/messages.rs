//! What the world did (a file missing, a flag that cannot be read, a folder that cannot be written), laid out by
//! miette: what happened, and below it what mends it. Messages about rule files are laid out by
//! [`crate::render::diagnostics`]: their head, place and mends have a form that miette cannot give.

use crate::diagnostic::{Language, Words};
use crate::render::safe::terminal;
use miette::{GraphicalReportHandler, GraphicalTheme, MietteDiagnostic, Severity};
use std::io;
use std::path::Path;

/// Something that stands in the way of what was asked, and what mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What happened.
    pub message: Words,
    /// What to type or do, the likeliest first.
    pub mends: Vec<Words>,
    /// The command goes on all the same.
    pub odd: bool,
}

impl Trouble {
    /// What happened, in both languages.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Trouble {
        Trouble {
            message: Words::new(en, zh),
            mends: Vec::new(),
            odd: false,
        }
    }

    /// A file that cannot be read.
    #[must_use]
    pub fn cannot_read(path: &Path, error: &io::Error) -> Trouble {
        let (path, error) = (path.display(), of_file(error));
        Trouble::new(
            format!("cannot read {path}: {}", error.en),
            format!("读不了 {path}：{}", error.zh),
        )
    }

    /// A file or folder that cannot be written.
    #[must_use]
    pub fn cannot_write(path: &Path, error: &io::Error) -> Trouble {
        let (path, error) = (path.display(), of_file(error));
        Trouble::new(
            format!("cannot write {path}: {}", error.en),
            format!("写不了 {path}：{}", error.zh),
        )
    }

    /// As something odd that ends nothing.
    #[must_use]
    pub fn odd(mut self) -> Trouble {
        self.odd = true;
        self
    }

    /// With what mends it.
    #[must_use]
    pub fn mend(mut self, en: impl Into<String>, zh: impl Into<String>) -> Trouble {
        self.mends.push(Words::new(en, zh));
        self
    }

    /// The message in at most `width` columns of a terminal; None: lines as long as they get. Foreign text in it is
    /// made harmless.
    #[must_use]
    pub fn render(&self, language: Language, width: Option<usize>, colour: bool) -> String {
        let message = terminal(self.message.get(language)).into_owned();
        let mends: Vec<_> = self.mends.iter().map(|mend| terminal(mend.get(language))).collect();
        let theme = if colour {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let mut handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_break_words(false)
            .with_wrap_lines(width.is_some())
            .with_width(width.unwrap_or(usize::MAX));
        // The library's own word for it, `help`, exists in English alone: the footer has none.
        if !mends.is_empty() {
            handler = handler.with_footer(mends.join("\n"));
        }
        let mut out = String::new();
        // Writing into a string does not fail; should it ever, the bare message is told.
        let severity = if self.odd { Severity::Warning } else { Severity::Error };
        let told = MietteDiagnostic::new(message.clone()).with_severity(severity);
        if handler.render_report(&mut out, &told).is_err() {
            return format!("{message}\n");
        }
        let lines = out.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

/// What the machine said of a file, in the words of people.
#[must_use]
pub fn of_file(error: &io::Error) -> Words {
    use io::ErrorKind::{
        AlreadyExists, DirectoryNotEmpty, IsADirectory, NotADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem,
        StorageFull,
    };
    match error.kind() {
        NotFound => Words::new("it is not there", "没有这个文件"),
        PermissionDenied => Words::new("you may not open it", "没有权限"),
        IsADirectory => Words::new("it is a folder", "这是文件夹"),
        NotADirectory => Words::new("a part of its path is no folder", "路径中有一段不是文件夹"),
        AlreadyExists | DirectoryNotEmpty => Words::new("it exists already", "已经存在"),
        ReadOnlyFilesystem => Words::new("the disk is read-only", "磁盘是只读的"),
        StorageFull => Words::new("the disk is full", "磁盘满了"),
        _ => Words::new(error.to_string(), error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_world_is_told_harmless_and_within_its_width() {
        let trouble =
            Trouble::new("there is no file \u{1b}[2Jx.csv", "没有文件 \u{202e}x.csv").mend("name it", "写上它");
        let text = trouble.render(Language::English, Some(80), false);
        assert_eq!(text, "  × there is no file \\u{1b}[2Jx.csv\n  name it\n");
        let text = trouble.render(Language::Chinese, None, false);
        assert_eq!(text, "  × 没有文件 \\u{202e}x.csv\n  写上它\n");
        let long = Trouble::new("", "没有这个文件 ".repeat(30)).render(Language::Chinese, Some(80), false);
        assert!(
            long.lines()
                .all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80),
            "{long}"
        );
    }
}
