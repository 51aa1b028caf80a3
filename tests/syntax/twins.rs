//! What is written differently and means the same gives the same tree.

use onus::calendar::{Quantity, Unit};
use onus::source::FileId;
use onus::syntax::tree::Tree;
use onus::syntax::{moment, parse, quantity};

/// The tree without its places.
fn plain(tree: &Tree) -> String {
    let text = format!("{:?}", tree.items);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("Span { file: ") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('}').unwrap();
        rest = &rest[at + end + 1..];
    }
    out + rest
}

fn tree(text: &str) -> String {
    let (tree, told) = parse(FileId(0), text);
    assert!(told.is_empty(), "{text}\n{told:#?}");
    plain(&tree)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/syntax/valid/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Marks and digits outside strings in their full width.
fn full_width(text: &str) -> String {
    let (mut out, mut close, mut comment) = (String::new(), None, false);
    for c in text.chars() {
        let inside = close.is_some();
        match c {
            '\n' => (close, comment) = (None, false),
            _ if close == Some(c) => close = None,
            '#' if !inside => comment = true,
            '"' if !inside && !comment => close = Some('"'),
            '“' if !inside && !comment => close = Some('”'),
            _ => {}
        }
        let wide = match c {
            ' ' => '\u{3000}',
            '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap(),
            ',' | ':' | ';' | '{' | '}' | '(' | ')' | '=' | '<' | '>' | '%' | '/' | '#' | '.' | '-' => {
                char::from_u32(u32::from(c) - 0x21 + 0xFF01).unwrap()
            }
            _ => c,
        };
        out.push(if inside || comment && c != '#' { c } else { wide });
    }
    out
}

#[test]
fn a_full_width_twin_gives_the_same_tree() {
    for (name, text) in super::valid::shipped() {
        // A zone is a name of the world's list, not of the rules.
        let zone = |line: &&str| !line.starts_with("timezone ") && !line.starts_with("时区 ");
        let text: Vec<&str> = text.lines().filter(zone).collect();
        let text = text.join("\n");
        let wide = full_width(&text);
        assert_ne!(wide, text, "{name}");
        assert_eq!(tree(&wide), tree(&text), "{name}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let text = read("power_bureau_en.onus");
    assert_eq!(tree(&format!("\u{FEFF}{}", text.replace('\n', "\r\n"))), tree(&text));
}

#[test]
fn what_word_and_excel_type_is_read() {
    let pairs = [
        ("calendar c { off 2026年5月22日 }", "calendar c { off 2026-05-22 }"),
        ("calendar c { off 2026/5/22 }", "calendar c { off 2026-05-22 }"),
        (
            "calendar c { every day 08:30–12:00 }",
            "calendar c { every day 08:30-12:00 }",
        ),
        (
            "deadline\u{A0}d { otherwise : 4\u{A0}working days }",
            "deadline d { otherwise : 4 working days }",
        ),
        (
            "deadline d { otherwise : 三个工作日 }",
            "deadline d { otherwise : 3个工作日 }",
        ),
        (
            "deadline d { otherwise : 十二个工作日 }",
            "deadline d { otherwise : 12 working days }",
        ),
        (
            "Deadline d { When resolved : 1 Business Day }",
            "deadline d { when resolved : 1 working day }",
        ),
        (
            "阶梯 甲 { 第二级 { 限3个工作日 } }",
            "ladder 甲 { rung 2 { within 3 working days } }",
        ),
        (
            "认定 甲 { 当 退单 次数 不少于 3 }",
            "finding 甲 { when 退单 count at least 3 }",
        ),
        (
            "日历 甲，2027年度 { 覆盖 2027-01-01至2027-12-31 }",
            "calendar 甲, year 2027 { covers 2027-01-01 to 2027-12-31 }",
        ),
        ("organisation\n{\n  team t\n}", "organisation { team t }"),
        ("field f one of a, # the first\n  b", "field f one of a, b"),
    ];
    for (typed, house) in pairs {
        assert_eq!(tree(typed), tree(house), "{typed}");
    }
}

#[test]
fn a_quantity_alone() {
    let days = |amount| {
        Some(Quantity {
            amount,
            unit: Unit::WorkingDays,
        })
    };
    assert_eq!(quantity("4 working days"), days(4));
    assert_eq!(quantity(" 4个工作日 "), days(4));
    assert_eq!(quantity("-1 working day"), days(-1));
    assert_eq!(
        quantity("３０ 分钟"),
        Some(Quantity {
            amount: 30,
            unit: Unit::Minutes
        })
    );
    for wrong in [
        "",
        "4",
        "4 days",
        "4天",
        "four working days",
        "1.5 hours",
        "4 working days later",
        "99999999999 hours",
    ] {
        assert_eq!(quantity(wrong), None, "{wrong}");
    }
}

#[test]
fn a_moment_alone() {
    let day = chrono::NaiveDate::from_ymd_opt(2014, 1, 24).unwrap();
    assert_eq!(moment("2014-01-24 10:10"), day.and_hms_opt(10, 10, 0));
    assert_eq!(moment("2014-01-24T10:10:59"), day.and_hms_opt(10, 10, 59));
    assert_eq!(moment("2014年1月24日 10:10"), day.and_hms_opt(10, 10, 0));
    assert_eq!(moment("２０１４/１/２４ １０：１０"), day.and_hms_opt(10, 10, 0));
    assert_eq!(moment("2014-01-24 24:00"), day.succ_opt().unwrap().and_hms_opt(0, 0, 0));
    for wrong in [
        "2014-01-24",
        "2014-02-30 10:10",
        "2014-01-24 25:00",
        "10:10",
        "2014-01-24 10:10 today",
    ] {
        assert_eq!(moment(wrong), None, "{wrong}");
    }
}

/// Both bureau files say the same, line for line: their trees differ in names and texts alone.
#[test]
fn the_two_bureau_files_have_one_shape() {
    let shape = |text: &str| {
        let tree = tree(text);
        let mut out = String::new();
        let mut rest = tree.as_str();
        while let Some(at) = rest.find("text: \"") {
            out.push_str(&rest[..at]);
            let inside = &rest[at + 7..];
            rest = &inside[inside.find('"').unwrap() + 1..];
        }
        out + rest
    };
    let (en, zh) = (read("power_bureau_en.onus"), read("power_bureau_zh.onus"));
    let cut = |text: &str, mark: &str| text.split(mark).next().unwrap().to_string();
    assert_eq!(shape(&cut(&en, "# 10. Feeds")), shape(&cut(&zh, "# 十、数据来源")));
}
