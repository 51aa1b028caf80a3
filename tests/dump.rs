//! A checked rule set can be written as RON and read back: nothing of it is lost.
#![allow(clippy::unwrap_used)]

use onus::cli::load;
use onus::model::RuleSet;
use std::path::PathBuf;

#[test]
fn every_shipped_rule_set_survives_ron() {
    let shipped = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules");
    for entry in std::fs::read_dir(shipped).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.display();
        let rules = load(std::slice::from_ref(&folder)).unwrap().rules.unwrap();
        let text = ron::ser::to_string_pretty(&rules, ron::ser::PrettyConfig::default()).unwrap();
        let back: RuleSet = ron::from_str(&text).unwrap();
        assert!(back == rules, "{name} does not survive RON");
    }
}
