//! Small rule files of several faults, each with its listing in both languages.

use super::listing::{Folder, listing};
use onus::diagnostic::Language;
use std::path::Path;

#[test]
fn listings() {
    let mut paths: Vec<_> = std::fs::read_dir("tests/check/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "onus"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = std::fs::read(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_string();
        let loaded = Folder::new(&name).with("rules.onus", text).load();
        let both = format!(
            "{}\n{}",
            listing(&loaded, Language::English),
            listing(&loaded, Language::Chinese)
        );
        insta::with_settings!({ snapshot_path => Path::new("cases"), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, both);
        });
    }
}

#[test]
fn five_faults_are_five_messages_in_file_order_in_both_languages() {
    for case in ["five_faults_en", "five_faults_zh"] {
        let text = std::fs::read(format!("tests/check/cases/{case}.onus")).unwrap();
        let loaded = Folder::new(&format!("five_{case}")).with("rules.onus", text).load();
        let codes: Vec<&str> = loaded.diagnostics.iter().map(|told| told.code.0).collect();
        assert_eq!(
            codes,
            ["O1201", "O1310", "O1207", "O1331", "O1350"],
            "{}",
            listing(&loaded, Language::English)
        );
        assert!(loaded.rules.is_none());
    }
}
