//! The made half-year of a power bureau shows the figures that its plan states (`examples/power_bureau/README.md`).

use super::table::Table;
use super::{onus, printed, root, scratch};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What an answer, or a rung, of one party came to in a month.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
struct Count {
    due: usize,
    on_time: usize,
}

fn run() -> PathBuf {
    let lists = scratch("bureau").join("lists");
    let output = onus()
        .arg("run")
        .arg(root().join("rules/power_bureau_zh"))
        .arg("--data")
        .arg(root().join("examples/power_bureau"))
        .args(["--as-of", "2014-07-03 12:00", "--out"])
        .arg(&lists)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    lists
}

/// Obligations of one name by party that were due in a month and came out on time or late.
fn due_in(table: &Table, deadline: &str, month: &str) -> BTreeMap<String, Count> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for row in &table.rows {
        let state = table.cell(row, "state");
        let judged = ["done on time", "done late", "overdue"].contains(&state);
        if judged && table.cell(row, "deadline") == deadline && table.cell(row, "due").starts_with(month) {
            let count = counts.entry(table.cell(row, "party").to_owned()).or_default();
            count.due += 1;
            count.on_time += usize::from(state == "done on time");
        }
    }
    counts
}

fn counts(of: &[(&str, usize, usize)]) -> BTreeMap<String, Count> {
    of.iter()
        .map(|&(party, due, on_time)| (party.to_owned(), Count { due, on_time }))
        .collect()
}

#[test]
fn the_half_year_shows_what_was_planned() {
    let lists = run();
    let obligations = Table::read(&lists.join("obligations.csv"));
    assert_eq!(
        due_in(&obligations, "处理答复", "2014-05"),
        counts(&[("城区供电局", 38, 36), ("江北县供电局", 31, 28), ("东江供电所", 15, 15)]),
        "answers due in May"
    );
    assert_eq!(
        due_in(&obligations, "处理答复", "2014-06"),
        counts(&[("城区供电局", 40, 38), ("江北县供电局", 30, 26), ("东江供电所", 18, 17)]),
        "answers due in June"
    );
    assert_eq!(
        due_in(&obligations, "提级处理/2", "2014-06"),
        counts(&[("生产设备部", 4, 3), ("市场营销部", 2, 2), ("计划建设部", 1, 1)]),
        "departments at rung 2, due in June"
    );

    let escalations = Table::read(&lists.join("escalations.csv"));
    let entered = |deadline: &str| {
        let mut parties: BTreeMap<String, usize> = BTreeMap::new();
        for row in &escalations.rows {
            if escalations.cell(row, "deadline") == deadline && escalations.cell(row, "start").starts_with("2014-06") {
                *parties.entry(escalations.cell(row, "party").to_owned()).or_default() += 1;
            }
        }
        parties
    };
    assert_eq!(
        entered("提级处理/2"),
        BTreeMap::from([
            ("生产设备部".into(), 5),
            ("市场营销部".into(), 3),
            ("计划建设部".into(), 1)
        ]),
        "rung 2 entered in June"
    );
    assert_eq!(
        entered("提级处理/3"),
        BTreeMap::from([("局领导班子".into(), 4)]),
        "rung 3 entered in June"
    );

    let findings = Table::read(&lists.join("findings.csv"));
    let found = |finding: &str, since: &str| {
        let mut parties: BTreeMap<String, usize> = BTreeMap::new();
        for row in &findings.rows {
            if findings.cell(row, "finding") == finding && findings.cell(row, "at").starts_with(since) {
                *parties.entry(findings.cell(row, "party").to_owned()).or_default() += 1;
            }
        }
        parties
    };
    assert_eq!(
        found("反馈不及时", "2014-06"),
        BTreeMap::from([
            ("城区供电局".into(), 2),
            ("江北县供电局".into(), 4),
            ("东江供电所".into(), 1)
        ]),
        "late feedback in June"
    );
    assert_eq!(
        ["要素不全", "审核不合格", "回访不满意", "归档后又诉"].map(|finding| found(finding, "2014-06")),
        [
            BTreeMap::from([("江北县供电局".into(), 1)]),
            BTreeMap::from([("江北县供电局".into(), 1)]),
            BTreeMap::from([("城区供电局".into(), 1)]),
            BTreeMap::new(),
        ],
        "incomplete feedback in June: in form, in review, in effect, in durability"
    );
    assert_eq!(
        found("遗留问题", "2014"),
        BTreeMap::from([("江北县供电局".into(), 1), ("生产设备部".into(), 2)]),
        "leftovers as of 3 July"
    );

    let aside = Table::read(&lists.join("set_aside.csv"));
    let of = |file: &str| aside.rows.iter().filter(|row| aside.cell(row, "file") == file).count();
    assert_eq!((of("工单.csv"), of("流转.csv")), (4, 5), "rows set aside");
}
