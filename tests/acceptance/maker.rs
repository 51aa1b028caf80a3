//! The machinery maker's made quarter: what climbs, what is late and what is incomplete, by the plan of its generator.

use super::table::Table;
use super::{onus, printed, root, scratch};

fn columns(text: &str, wanted: &[&str]) -> Vec<String> {
    let table = Table::parse(text);
    let at: Vec<usize> = wanted.iter().map(|column| table.column(column)).collect();
    let cells = |row: &Vec<String>| at.iter().map(|at| row[*at].clone()).collect::<Vec<_>>().join(" ");
    table.rows.iter().map(cells).collect()
}

#[test]
fn the_makers_quarter_gives_what_was_planned() {
    let out = scratch("maker").join("lists");
    let output = onus()
        .arg("run")
        .arg(root().join("rules/machinery_maker_zh"))
        .arg("--data")
        .arg(root().join("examples/machinery_maker"))
        .args(["--as-of", "2026-04-01 09:00", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", printed(&output));
    let list = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();

    let climbed = columns(&list("escalations.csv"), &["ticket", "rung", "party", "entered"]);
    let planned = [
        "FW202603020900 2 黑龙江分公司 2026-03-02T15:00:00+08:00",
        "FW202603030800 3 研究院 2026-03-06T14:00:00+08:00",
        "FW202603041000 2 泵送事业部 2026-03-07T10:00:00+08:00",
        "FW202603041000 3 配件中心 2026-03-08T11:00:00+08:00",
        "FW202603041000 4 公司总经理 2026-03-10T09:00:00+08:00",
        "FW202603090830 2 泵送事业部 2026-03-10T08:00:00+08:00",
        "FW202603160900 3 研究院 2026-03-16T09:00:00+08:00",
        "FW202603200730 2 黑龙江分公司 2026-03-22T07:30:00+08:00",
        // Nobody answers the last one: up it goes, two days later again.
        "FW202603251600 2 黑龙江分公司 2026-03-28T16:00:00+08:00",
        "FW202603251600 3 总部服务管理部 2026-03-30T16:00:00+08:00",
    ];
    assert_eq!(climbed, planned);

    let incomplete: Vec<String> = columns(
        &list("findings.csv"),
        &["ticket", "finding", "counts_as", "party", "label"],
    )
    .into_iter()
    .filter(|line| {
        ["form", "review", "effect", "durability", "promise"]
            .iter()
            .any(|kind| line.contains(kind))
    })
    .collect();
    let planned = [
        "FW202603020900 承诺未兑现 promise 龙江代理商 ",
        "FW202603180900 答复不合要求 form 湖南分公司 用了禁语",
        "FW202603180900 回访不满意 effect 湖南分公司 ",
        "FW202603240900 答复不合要求 form 黑龙江分公司 缺综合分析",
    ];
    assert_eq!(incomplete, planned);

    let late = columns(
        &list("overdue.csv"),
        &["ticket", "deadline", "party", "late_elapsed_seconds"],
    );
    let open = "2026-04-01 09:00 less its due, in seconds";
    for (line, why) in [
        ("FW202603020900 兑现承诺 龙江代理商 15600", "19:20 less 15:00"),
        ("FW202603041000 处理答复 黑龙江分公司 2156400", open),
        ("FW202603200730 处理答复 龙江代理商 7200", "09:30 less 07:30"),
        ("FW202603251600 处理答复 龙江代理商 320400", open),
        ("FW202603251600 提级处理/2 黑龙江分公司 147600", open),
        ("FW202603270800 上门 湖南分公司 5400", "11:30 less 10:00"),
    ] {
        assert!(late.contains(&line.to_owned()), "{line}: {why}\n{late:#?}");
    }
    let musts = late.iter().filter(|line| line.contains("撤换当事人"));
    assert_eq!((late.len(), musts.count()), (7, 1), "{late:#?}");
}
