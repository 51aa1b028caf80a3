//! Trees to rule sets, through the loader: every case is a small rule file with its listing beside it.

mod listing {
    //! The plain listing: `CODE file:line:col message | mend`.
    use onus::cli::Loaded;
    use onus::diagnostic::Language;

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
                out += &format!(" | {}", mend.get(language));
            }
            for (span, remark) in &told.related {
                let at = loaded.sources.line_column(*span);
                out += &format!(" [{}:{} {}]", at.line, at.column, remark.get(language));
            }
            out.push('\n');
        }
        out
    }
}

use listing::listing;
use onus::cli::load;
use std::path::{Path, PathBuf};

fn print(path: &str) -> String {
    let loaded = load(&[PathBuf::from(path)]).unwrap();
    format!(
        "{} rules: {}\n{}",
        path,
        loaded.rules.is_some(),
        listing(&loaded, loaded.language)
    )
}

#[test]
fn try_out() {
    for path in std::env::var("TRY").unwrap_or_default().split_whitespace() {
        println!("{}", print(path));
    }
    let _ = Path::new("");
}
