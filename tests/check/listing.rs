//! The plain listing: `CODE line:col message (label) | mend [other place]`, and rule text loaded from a folder.

use onus::cli::{Loaded, load};
use onus::diagnostic::Language;
use std::path::PathBuf;

/// A folder of one test that goes away with it.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("onus_check_{}_{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn with(self, file: &str, bytes: impl AsRef<[u8]>) -> Folder {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    pub fn load(&self) -> Loaded {
        load(std::slice::from_ref(&self.0)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn listing(loaded: &Loaded, language: Language) -> String {
    let mut out = String::new();
    for told in &loaded.diagnostics {
        let at = loaded.sources.line_column(told.span);
        let file = loaded.sources.name(told.span.file);
        out += &format!(
            "{} {file}:{}:{} {}",
            told.code,
            at.line,
            at.column,
            told.message.get(language)
        );
        if let Some(label) = &told.label {
            out += &format!(" ({})", label.get(language));
        }
        for mend in &told.mends {
            out += &format!("\n      | {}", mend.get(language));
        }
        for (span, remark) in &told.related {
            let at = loaded.sources.line_column(*span);
            out += &format!("\n      [{}:{} {}]", at.line, at.column, remark.get(language));
        }
        out.push('\n');
    }
    out
}
