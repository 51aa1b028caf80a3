//! Wrong files and what is said about them: `faults/*.onus`, each with its snapshot.

use onus::diagnostic::Language;
use onus::source::Sources;
use onus::syntax::parse;
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "onus"));
    files.sort();
    files
}

/// All messages of a text, plainly: place, code, the words at fault, what is wrong and the mends in both languages.
fn told(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("case.onus", text);
    let (_, messages) = parse(file, text);
    let mut out = String::new();
    for message in &messages {
        let place = sources.line_column(message.span);
        let _ = writeln!(
            out,
            "{}:{} {} [{}]",
            place.line,
            place.column,
            message.code,
            sources.text(message.span)
        );
        for language in [Language::English, Language::Chinese] {
            let _ = write!(out, "    {}", message.message.get(language));
            if let Some(label) = &message.label {
                let _ = write!(out, " ({})", label.get(language));
            }
            for mend in &message.mends {
                let _ = write!(out, " | {}", mend.get(language));
            }
            out.push('\n');
        }
    }
    out
}

#[test]
fn each_fault_is_told_once_with_its_mend() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("faults");
    settings.bind(|| {
        for path in files("tests/syntax/faults") {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().to_string();
            insta::with_settings!({ description => text.clone(), omit_expression => true }, {
                insta::assert_snapshot!(name, told(&text));
            });
        }
    });
}

/// Five faults in five places: five messages, in the order of the file, none of them about anything else.
#[test]
fn five_faults_give_five_messages() {
    for name in ["five_faults_en", "five_faults_zh"] {
        let path = format!("{}/tests/syntax/faults/{name}.onus", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let (_, messages) = parse(onus::source::FileId(0), &text);
        assert_eq!(messages.len(), 5, "{name}: {messages:#?}");
        assert!(messages.windows(2).all(|pair| pair[0].span.start < pair[1].span.start));
    }
}
