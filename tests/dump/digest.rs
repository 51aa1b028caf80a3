//! The digest of what rules mean: which edits keep it and which change it.

use super::program::{ends_with, onus, root, scratch, stdout};
use std::path::Path;

fn digest(folder: &str, files: &[(&str, &str)]) -> String {
    let folder = scratch(&format!("digest_{folder}"));
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    of(&folder)
}

fn of(rules: &Path) -> String {
    let output = onus().arg("dump").arg(rules).arg("--digest").output().unwrap();
    ends_with(0, &output);
    let digest = stdout(&output).trim().to_owned();
    assert_eq!(digest.len(), 64, "{digest}");
    digest
}

fn bureau() -> String {
    std::fs::read_to_string(root().join("tests/cases/bureau.onus")).unwrap()
}

/// Puts one text in the place of another, which must stand there.
fn edited(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old} is not in the rules");
    text.replacen(old, new, 1)
}

/// What says the same.
const KEEP: &[(&str, &str)] = &[
    ("# The rules", "# Other words about the rules"),
    ("deadline contact {", "\n\n# a comment\ndeadline contact {"),
    ("  responsible handler\n", "\tresponsible   handler   # who has it\n"),
    (
        "ruleset \"Acceptance cases\" version 1",
        "ruleset \"Another title\" version 7",
    ),
    ("otherwise : 24 hours", "otherwise : 1440 minutes"),
    ("otherwise : 24 hours", "otherwise ： ２４ hours"),
    ("to dispatched or archived", "to archived or dispatched"),
    (
        "kind complaint  { when complaint_intent = yes and internal_cause = yes }",
        "kind complaint  { when internal_cause = yes and complaint_intent = yes }",
    ),
    (
        "  department  marketing         under bureau_leadership        contact person \"Customer service officer\"\n  department  operations        under bureau_leadership        contact person \"Distribution officer\"\n",
        "  department  operations        under bureau_leadership        contact person \"Distribution officer\"\n  department  marketing         under bureau_leadership        contact person \"Customer service officer\"\n",
    ),
    (
        "kind opinion    { when complaint_intent = no and internal_cause = yes }\nkind suggestion\n",
        "kind suggestion\nkind opinion    { when complaint_intent = no and internal_cause = yes }\n",
    ),
    (
        "category grid_construction  { owner planning }\ncategory supply_service     { owner marketing }\n",
        "category supply_service     { owner marketing }\ncategory grid_construction  { owner planning }\n",
    ),
    (
        "    enter when occurrence >= 2\n    enter when returned count > 2\n",
        "    enter when returned count > 2\n    enter when occurrence >= 2\n",
    ),
    (
        "  off  2014-09-08 \"Mid-Autumn\"\n  off  2014-10-01 to 2014-10-07 \"National Day\"\n",
        "  off  2014-10-01 to 2014-10-07 \"National Day\"\n  off  2014-09-08 \"Mid-Autumn\"\n",
    ),
    (
        "  within 3 working days\n}\n\nrepeat",
        "  within 3 business days\n}\n\nrepeat",
    ),
    (
        "    exit referred to rung 3\n",
        "    exit referred to rung 3\n    # the highest\n",
    ),
];

/// What says something else.
const CHANGE: &[(&str, &str)] = &[
    ("otherwise : 24 hours", "otherwise : 25 hours"),
    (
        "when kind = complaint          : 4 working days",
        "when kind = complaint          : 5 working days",
    ),
    (
        "when kind = complaint          : 4 working days",
        "when kind = opinion            : 4 working days",
    ),
    (
        "    within 5 working days\n    must",
        "    within 5 calendar days\n    must",
    ),
    (
        "category grid_construction  { owner planning }",
        "category grid_construction  { owner safety }",
    ),
    (
        "service_centre    under marketing",
        "service_centre    under operations",
    ),
    ("contact person \"Shift leader\"", "contact person \"Head of shift\""),
    ("  off  2014-09-08 \"Mid-Autumn\"\n", ""),
    (
        "  off  2014-09-08 \"Mid-Autumn\"\n",
        "  off  2014-09-09 \"Mid-Autumn\"\n",
    ),
    ("08:30-12:00, 14:30-17:30", "08:30-12:00, 14:30-18:00"),
    ("effective from 2014-01-01", "effective from 2014-01-02"),
    ("timezone Asia/Shanghai", "timezone Asia/Tokyo"),
    ("arrival outside working time counts as next opening\n", ""),
    (
        "until the same time",
        "until the same time\nworking days count from the moment, until the same time",
    ),
    ("  when category in supply_safety : 24 hours\n", ""),
    (
        "  when category in supply_safety : 24 hours\n  when kind = complaint          : 4 working days\n",
        "  when kind = complaint          : 4 working days\n  when category in supply_safety : 24 hours\n",
    ),
    ("to dispatched or archived", "to dispatched"),
    ("at most 5 working days", "at most 6 working days"),
    ("at most 1 time,", "at most 2 times,"),
    ("enter when occurrence >= 2", "enter when occurrence > 2"),
    (
        "enter when rung 1 overdue\n",
        "enter when rung 1 overdue for 1 working hour\n",
    ),
    (
        "grace 1 working day\n  reclassify",
        "grace 2 working days\n  reclassify",
    ),
    ("same customer, category", "same customer"),
    ("rung 2 \"accountable department\"", "rung 2 \"department\""),
    ("from column \"handler\"", "from column \"unit\""),
    (
        "  in order accepted, dispatched, received,",
        "  in order accepted, received, dispatched,",
    ),
];

#[test]
fn what_says_the_same_keeps_the_digest() {
    let rules = bureau();
    let base = digest("base", &[("rules.onus", &rules)]);
    for (at, (old, new)) in KEEP.iter().enumerate() {
        let edited = edited(&rules, old, new);
        assert_eq!(
            base,
            digest(&format!("keep_{at}"), &[("rules.onus", &edited)]),
            "{old} -> {new}"
        );
    }
    assert_eq!(base, digest("renamed", &[("b.onus", &rules)]), "another file name");
    let (head, tail) = rules.split_at(rules.find("feed tickets").unwrap());
    assert_eq!(
        base,
        digest("split", &[("a.onus", tail), ("z.onus", head)]),
        "two files"
    );
}

#[test]
fn what_says_something_else_changes_the_digest() {
    let rules = bureau();
    let mut seen = vec![(digest("base_of_changes", &[("rules.onus", &rules)]), "nothing changed")];
    for (at, (old, new)) in CHANGE.iter().enumerate() {
        let (old, new) = match *new {
            // A second statement of one thing is refused: here it takes the place of the first.
            new if new.contains("working days count from the moment") => (
                "working days count from next day, until close of business",
                "working days count from the moment, until the same time",
            ),
            new => (*old, new),
        };
        let edited = edited(&rules, old, new);
        let digest = digest(&format!("change_{at}"), &[("rules.onus", &edited)]);
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == digest) {
            panic!("{old} -> {new} means the same as {other}");
        }
        seen.push((digest, new));
    }
}

/// The same rules in the keywords of each language.
const TWINS: [&str; 2] = [
    "ruleset \"Twins\" version 1\neffective from 2026-01-01, by 受理\ntimezone Asia/Shanghai\nworking days count from next day, until close of business\ncalendar days count from the moment, until the same time\ncalendar desk {\n  covers 2026-01-01 to 2026-12-31\n  monday to friday 08:30-17:30\n  off 2026-05-01 \"节\"\n}\norganisation {\n  department 营销\n  unit 城区 under 营销 contact person \"值班长\"\n}\nfield 原因 one of 内, 外\nkind 一般\ncategory 供电 { owner 营销 }\nworkflow 来件 {\n  in order 受理, 答复\n  may have 重开\n  new round on 重开\n}\ndeadline 办结 {\n  from 受理 to 答复\n  responsible handler\n  calendar desk\n  when 原因 = 内 : 2 working days\n  otherwise : 24 hours\n}\nladder 提 {\n  calendar desk\n  rung 1 \"单位\" {\n    responsible handler\n    within as deadline 办结\n  }\n  rung 2 \"部门\" {\n    enter when rung 1 overdue\n    responsible owning department\n    to 答复\n    within 1 working day\n  }\n}\nfinding 迟 {\n  when 办结 overdue : \"迟了\"\n}\nfeed tickets \"t.csv\" {\n  ticket_id from column \"id\"\n  受理 from column \"a\"\n  答复 from column \"b\"\n  category from column \"c\"\n  handler from column \"h\"\n}\n",
    "规则 “Twins” 版本 1\n生效 从 2026-01-01，按 受理\n时区 Asia/Shanghai\n工作日 起算 次日，截至 下班\n自然日 起算 当刻，截至 同一时刻\n日历 desk {\n  覆盖 2026-01-01 至 2026-12-31\n  周一 至 周五 08:30-17:30\n  休息 2026-05-01 “节”\n}\n组织 {\n  部门 营销\n  单位 城区 上级 营销 联系人 “值班长”\n}\n字段 原因 取值 内、外\n性质 一般\n类别 供电 { 归口 营销 }\n流程 来件 {\n  依次 受理、答复\n  可有 重开\n  新一轮 凭 重开\n}\n时限 办结 {\n  从 受理 至 答复\n  责任 承办单位\n  日历 desk\n  当 原因 = 内 ： 2个工作日\n  其余 ： 24小时\n}\n阶梯 提 {\n  日历 desk\n  第1级 “单位” {\n    责任 承办单位\n    限 同 时限 办结\n  }\n  第2级 “部门” {\n    进入 当 第1级 逾期\n    责任 归口部门\n    至 答复\n    限 1个工作日\n  }\n}\n认定 迟 {\n  当 办结 逾期 ： “迟了”\n}\n取数 工单表 “t.csv” {\n  工单编号 取自列 “id”\n  受理 取自列 “a”\n  答复 取自列 “b”\n  类别 取自列 “c”\n  承办单位 取自列 “h”\n}\n",
];

#[test]
fn the_language_of_the_keywords_says_nothing() {
    let [en, zh] = TWINS;
    assert_eq!(digest("en", &[("rules.onus", en)]), digest("zh", &[("规则.onus", zh)]));
}

#[test]
fn the_order_of_the_values_of_a_field_says_nothing_but_which_is_asked_for_does() {
    let [en, _] = TWINS;
    let base = digest("choices", &[("rules.onus", en)]);
    let turned = edited(en, "one of 内, 外", "one of 外, 内");
    assert_eq!(base, digest("choices_turned", &[("rules.onus", &turned)]));
    let other = edited(en, "when 原因 = 内", "when 原因 = 外");
    assert_ne!(base, digest("choices_other", &[("rules.onus", &other)]));
}

#[test]
fn a_run_carries_the_digest() {
    let out = scratch("digest_run").join("lists");
    let rules = root().join("examples/first_hour");
    let output = onus().arg("run").arg(&rules).arg("--out").arg(&out).output().unwrap();
    ends_with(0, &output);
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(json["rules"]["digest"].as_str().unwrap(), of(&rules));
}
