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

/// What is due with the end of a Monday reads as due on Monday, and fifty-six days are told as one stretch.
#[test]
fn a_long_limit_that_ends_at_midnight_is_told_in_a_line() {
    let due = |rules: &str, args: &[&str]| {
        let output = onus()
            .arg("due")
            .arg(root().join("rules").join(rules))
            .args(args)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        printed(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let eight_weeks = due("uk_disp", &["--kind", "complaint", "--at", "2026-03-16 11:00"]);
    assert_eq!(
        eight_weeks,
        "response Monday 11 May 2026, 24:00 counted: Tue 17–Mon 11 May rules.onus:52"
    );
    // Working days are parted by what they skip; no more than twelve are told one by one.
    let thirteen = due("hotline_12345_zh", &["--性质", "投诉", "--at", "2026-03-02 09:00"]);
    assert!(
        thirteen.contains("计日：03-03 周二至03-06 周五、03-09 周一至03-13 周五、03-16 周一至03-19 周四"),
        "{thirteen}"
    );
}
