//! The terminal: its language, width and colours. Nothing foreign reaches it raw.

use super::Status;
use super::args::Lang;
use super::messages::Trouble;
use crate::diagnostic::Language;
use crate::render::table::Paint;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where words go.
#[derive(Debug, Clone)]
pub struct Screen {
    /// The language asked for on the command line.
    asked: Option<Language>,
    /// The language in use.
    pub language: Language,
    /// Columns, where the output is a terminal.
    pub width: Option<usize>,
    /// Colours, where it is a terminal that wants them.
    pub paint: Paint,
    /// What was said so far that other programs have to know.
    said: Arc<Mutex<Said>>,
}

/// What was said so far.
#[derive(Debug, Default)]
struct Said {
    /// What stood in the way.
    troubles: Vec<Trouble>,
    /// Whether a text was passed on.
    passed_on: bool,
}

impl Screen {
    /// Looks at the terminal and its variables.
    #[must_use]
    pub fn new(lang: Option<Lang>) -> Screen {
        let asked = lang.map(Language::from);
        let terminal = std::io::stdout().is_terminal();
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let colours = terminal && std::env::var_os("NO_COLOR").is_none();
        Screen {
            asked,
            language: asked.unwrap_or_default(),
            width: if terminal {
                columns.or(terminal_width())
            } else {
                columns
            },
            paint: if colours { Paint::Colour } else { Paint::Plain },
            said: Arc::default(),
        }
    }

    /// From here on in the language of the rule files, unless another was asked for.
    pub fn follow(&mut self, language: Language) {
        self.language = self.asked.unwrap_or(language);
    }

    /// One of two texts.
    #[must_use]
    pub fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }

    /// Prints what a command has to say. A reader that has gone away ends nothing.
    pub fn say(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    }

    /// Passes on a text as it is, for another program or a file.
    pub fn pass_on(&self, text: &str) {
        self.said().passed_on = true;
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// What stood in the way, where it kept every text from being passed on.
    pub fn kept_back_by(&self) -> Vec<Trouble> {
        let said = self.said();
        let ending = |trouble: &&Trouble| !trouble.odd && !said.passed_on;
        said.troubles.iter().filter(ending).cloned().collect()
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives bytes that are no text.
    ///
    /// # Errors
    /// `Unsupported` where the output is a terminal; what the world did where they cannot be written.
    pub fn give(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if out.is_terminal() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        out.write_all(bytes)?;
        out.flush()
    }

    /// Says that a file cannot be written; the status to end with.
    pub fn cannot_write(&self, path: &Path, error: &io::Error) -> Status {
        self.complain(&Trouble::cannot_write(path, error));
        Status::Unusable
    }

    /// Prints messages that stand in the way of what was asked.
    pub fn warn(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    }

    /// Prints what went wrong in the world: a file, a flag.
    pub fn complain(&self, trouble: &Trouble) {
        self.said().troubles.push(trouble.clone());
        let mut out = std::io::stderr();
        // What is no terminal gets lines as long as they are: they are searched, not read.
        let terminal = out.is_terminal();
        let text = trouble.render(
            self.language,
            self.width.filter(|_| terminal),
            terminal && self.paint == Paint::Colour,
        );
        let _ = out.write_all(text.as_bytes());
    }
}

fn terminal_width() -> Option<usize> {
    // Known to the libraries below; without one the line is as long as it gets.
    let (_, width) = console::Term::stdout().size_checked()?;
    Some(usize::from(width))
}
