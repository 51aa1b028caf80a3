//! Every rule set that ships checks without a warning, and its examples hold.

use super::{onus, printed, root};

#[test]
fn every_rule_set_that_ships_checks_and_its_examples_hold() {
    let mut sets = 0;
    for entry in std::fs::read_dir(root().join("rules")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let check = onus()
            .args(["check", "--deny", "warnings"])
            .arg(&folder)
            .output()
            .unwrap();
        assert_eq!(check.status.code(), Some(0), "{}", printed(&check));
        // National calendars have no cases of their own.
        if name != "calendars" {
            let test = onus().arg("test").arg(&folder).output().unwrap();
            assert_eq!(test.status.code(), Some(0), "{}", printed(&test));
            let played: usize = printed(&test)
                .split(|c: char| !c.is_ascii_digit())
                .find_map(|n| n.parse().ok())
                .unwrap();
            assert!(played >= 3, "{name}: {played} examples");
        }
        sets += 1;
    }
    assert!(sets >= 5);
}
