//! The same rules in two languages are one rule set but for names, and the shipped rules check.

use onus::cli::load;
use onus::diagnostic::Severity;
use std::path::PathBuf;

#[test]
fn the_draft_files_check() {
    for name in [
        "power_bureau_zh",
        "power_bureau_en",
        "machinery_maker_zh",
        "boston_311",
        "calendar_2014_en",
        "calendar_2014_zh",
        "calendar_2026_zh",
    ] {
        let loaded = load(&[PathBuf::from(format!("tests/syntax/valid/{name}.onus"))]).unwrap();
        let louder: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|told| told.severity > Severity::Note)
            .collect();
        assert!(louder.is_empty(), "{name}: {louder:?}");
        assert!(loaded.rules.is_some(), "{name}");
    }
}
