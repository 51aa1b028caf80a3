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

#[test]
fn edits() {
    let Ok(path) = std::env::var("EDIT") else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let cal = std::fs::read_to_string("/work/shared/design/language/calendar_2014_en.onus").unwrap();
    let dir = std::env::temp_dir().join("onus_edits");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("calendar_2014_en.onus"), &cal).unwrap();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let (mut one, mut none, mut many) = (0, 0, 0);
    let mut seed: u64 = 1;
    for _ in 0..400 {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let at = (seed >> 33) as usize % chars.len();
        let (byte, letter) = chars[at];
        let mut edited = text.clone();
        edited.replace_range(byte..byte + letter.len_utf8(), "");
        std::fs::write(dir.join("x.onus"), &edited).unwrap();
        let loaded = load(&[dir.join("x.onus")]).unwrap();
        let errors = loaded
            .diagnostics
            .iter()
            .filter(|d| d.severity == onus::diagnostic::Severity::Error)
            .count();
        match errors {
            0 => none += 1,
            1 => one += 1,
            _ => {
                many += 1;
                let line = text[..byte].matches('\n').count() + 1;
                println!(
                    "--- delete {letter:?} line {line}: {}\n{}",
                    text.lines().nth(line - 1).unwrap(),
                    listing(&loaded, onus::diagnostic::Language::English)
                );
            }
        }
    }
    println!("one {one} none {none} many {many}");
}
