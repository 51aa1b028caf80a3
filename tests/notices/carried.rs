//! F2, F4 and F5: what stays open is new once, carried over from then on and late once; who owes nothing has no rate and
//! is not named; points stop at their cap.

use super::{ends_with, house, notice, stdout};
use serde_json::Value;
use std::fs;

/// The house with a third unit: three tickets of May that nobody answers, one of June that is answered in time.
fn draft(name: &str, month: &str) -> (Value, String) {
    let house = house(name);
    let path = house.join("rules.onus");
    let mut rules = fs::read_to_string(&path).unwrap();
    for (line, put) in [
        (
            "  unit south under board\n",
            "  unit south under board\n  unit west under board\n",
        ),
        (
            "  deduct late_answer 1 point\n",
            "  deduct late_answer 0.4 points every month\n  deduct at most 1 point\n",
        ),
    ] {
        assert!(rules.contains(line), "{line}");
        rules = rules.replace(line, put);
    }
    fs::write(path, rules).unwrap();
    let head = |file: &str| {
        let text = fs::read_to_string(house.join(file)).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    let tickets = "A1,2026-05-11 09:00,complaint,supply,north,\nA2,2026-05-12 09:00,complaint,supply,north,\n\
                   A3,2026-05-13 09:00,complaint,supply,north,\nB1,2026-06-08 09:00,complaint,supply,south,\n";
    for (file, rows) in [
        ("tickets.csv", tickets),
        ("events.csv", "B1,answered,2026-06-09 09:00\n"),
        ("objections.csv", ""),
        ("rulings.csv", ""),
    ] {
        fs::write(house.join(file), format!("{}\n{rows}", head(file))).unwrap();
    }
    let [values, page] = ["json", "markdown"].map(|form| {
        let output = notice(&house, &["draft", "--month", month, "--format", form]);
        ends_with(0, &output);
        stdout(&output)
    });
    (serde_json::from_str::<Value>(&values).unwrap()["notice"].take(), page)
}

fn party<'v>(notice: &'v Value, name: &str) -> &'v Value {
    let mut parties = notice["parties"].as_array().unwrap().iter();
    parties.find(|own| own["party"] == name).unwrap()
}

/// New, carried over, and the answers late of the month.
fn leftovers(notice: &Value) -> [u64; 3] {
    let north = party(notice, "north");
    [
        &notice["leftovers"]["new"],
        &notice["leftovers"]["carried"],
        &north["late"],
    ]
    .map(|own| own["count"].as_u64().unwrap())
}

#[test]
fn f2_what_stays_open_is_new_once_and_late_once() {
    let (may, _) = draft("notice_f2_may", "2026-05");
    let (june, page) = draft("notice_f2_june", "2026-06");
    assert_eq!(leftovers(&may), [3, 0, 3]);
    assert_eq!(leftovers(&june), [0, 3, 0]);
    assert!(page.contains("new 0, carried over 3, struck off 0"), "{page}");
}

#[test]
fn f4_who_owes_nothing_has_no_rate_and_is_not_named() {
    let (may, page) = draft("notice_f4", "2026-05");
    assert_eq!(party(&may, "west")["rate"]["whole"]["count"], 0);
    assert!(page.contains("| West | 0 | 0 | 0 | 0 | 0 | — | — | — | — |"), "{page}");
    let named = may["named"]["parties"].as_array().unwrap().iter();
    let named: Vec<&Value> = named.map(|own| &own["party"]).collect();
    assert_eq!(named, ["north"]);
}

#[test]
fn f5_points_stop_at_their_cap() {
    for (name, month) in [("notice_f5_may", "2026-05"), ("notice_f5_june", "2026-06")] {
        let (notice, page) = draft(name, month);
        let north = party(&notice, "north");
        // Three times 0.4 are 1.2.
        assert_eq!(
            (&north["deducted"]["mantissa"], &north["capped"]),
            (&1.into(), &true.into()),
            "{month}"
        );
        assert!(page.contains("the deduction of north has reached its cap"), "{page}");
        assert_eq!(party(&notice, "south")["capped"], false);
    }
}
