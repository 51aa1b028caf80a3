//! What a notice says of surveys and monitoring: the cases of the house, and figures counted again from the feeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use onus::measure::Ratio;
use onus::notice::{Figure, Lists, Notice, Only, Row, Satisfaction, Share};
use program::{Seeded, ends_with, onus, printed, root, scratch, stdout};
use std::path::Path;

/// The notice of a month as it is told in JSON, and its lists. Every figure opens as many rows as it counts.
fn draft(rules: &Path, month: &str, more: &[&str]) -> (Notice, Lists) {
    let mut command = onus();
    command.args(["notice", "draft"]).arg(rules);
    let output = command
        .args(["--month", month, "--format", "json"])
        .args(more)
        .output()
        .unwrap();
    ends_with(0, &output);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let told: (Notice, Lists) = (
        serde_json::from_value(value["notice"].clone()).unwrap(),
        serde_json::from_value(value["lists"].clone()).unwrap(),
    );
    let mut figures = Vec::new();
    collect(&value["notice"], &mut figures);
    for figure in &figures {
        assert_eq!(told.1.open(figure).count() as u64, figure.count, "{figure:?}");
    }
    told
}

/// Every figure of a value.
fn collect(value: &serde_json::Value, into: &mut Vec<Figure>) {
    match value {
        serde_json::Value::Object(fields) if fields.contains_key("only") => {
            let figure: Figure = serde_json::from_value(value.clone()).unwrap();
            if !figure.list.is_empty() {
                into.push(figure);
            }
        }
        serde_json::Value::Object(fields) => fields.values().for_each(|field| collect(field, into)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        _ => {}
    }
}

fn markdown(rules: &Path, month: &str, more: &[&str]) -> String {
    let mut command = onus();
    command
        .args(["notice", "draft"])
        .arg(rules)
        .args(["--month", month])
        .args(more);
    let output = command.output().unwrap();
    ends_with(0, &output);
    stdout(&output)
}

fn ratio(above: i128, below: i128) -> Ratio {
    Ratio::new(above, below).unwrap()
}

/// Rules with a survey of some dimensions of equal weight, or of none, and its answers in a folder of their own.
fn survey(name: &str, dimensions: &[&str], decimals: u8, answers: &str) -> std::path::PathBuf {
    let folder = scratch(name);
    let weight = 100 / dimensions.len().max(1);
    let dimensions: String = dimensions
        .iter()
        .map(|own| format!("  维度 {own} {weight}%\n"))
        .collect();
    let rules = format!(
        "规则 “回访” 版本 1\n生效 从 2012-01-01，按 受理\n时区 Asia/Shanghai\n组织 {{ 部门 服务部；单位 黑龙江分公司 上级 服务部 }}\n\
         类别 服务 {{ 归口 服务部 }}\n流程 服务 {{ 依次 受理、答复 }}\n满意度 总体满意度 {{\n  评分 1 至 10\n  等级 非常满意 9 至 10\n  \
         等级 满意 7 至 8\n  等级 一般 5 至 6\n{dimensions}  满分 100\n  小数位 {decimals}\n  目标 >= 80\n}}\n\
         通报 月报 {{\n  期间 每月\n  归属 按 到期\n  标题 “{{年}}年{{月}}月”\n  章节 满意度\n}}\n\
         取数 问卷表 “answers.csv” {{\n  客户编号 取自列 “客户编码”，个人信息\n  维度 取自列 “维度”\n  得分 取自列 “评分”\n  时刻 取自列 “回访时间”\n}}\n\
         取数 工单表 “tickets.csv” {{\n  工单编号 取自列 “编号”\n  受理 取自列 “受理”\n}}\n"
    );
    std::fs::write(folder.join("tickets.csv"), "编号,受理\n").unwrap();
    std::fs::write(folder.join("rules.onus"), rules).unwrap();
    std::fs::write(folder.join("answers.csv"), answers).unwrap();
    folder
}

/// Rows of a survey: (dimension, month, [(score, persons)]).
/// How many persons gave which score.
type Scores<'a> = &'a [(u32, usize)];

fn rows(told: &[(&str, &str, Scores<'_>)]) -> String {
    let mut out = String::from("客户编码,维度,评分,回访时间\n");
    for (dimension, month, scores) in told {
        let scores = scores.iter().flat_map(|(score, persons)| vec![score; *persons]);
        for (at, score) in scores.enumerate() {
            out += &format!("HLJ{at:03},{dimension},{score},{month}-05 10:00\n");
        }
    }
    out
}

const FIRST: &[(u32, usize)] = &[(6, 1), (7, 2), (8, 34), (9, 1)];
const QUICK: &str = "服务及时性";

fn the_only(folder: &Path, month: &str) -> (Satisfaction, Lists) {
    let (notice, lists) = draft(&folder.join("rules.onus"), month, &[]);
    let [own] = notice.satisfactions.as_slice() else {
        panic!("one satisfaction")
    };
    (own.clone(), lists)
}

fn b1_and_b2(own: &Satisfaction) {
    let row = &own.dimensions[0];
    assert_eq!(
        (own.answers.count, own.sample.count, row.answers.count),
        (38, 38, 38),
        "B1"
    );
    assert_eq!(
        (row.points, row.score, own.score),
        (Some(ratio(301, 1)), own.score, Some(ratio(30_100, 380))),
        "B1"
    );
    assert_eq!(own.score.unwrap().rounded(1).unwrap().to_string(), "79.2", "B1");
    assert_eq!(own.aim.unwrap().reached, Some(false), "B2");
    let lifts: Vec<_> = row
        .lifts
        .iter()
        .map(|lift| (lift.from, lift.to, lift.persons))
        .collect();
    assert_eq!((row.missing, lifts), (Some(3), vec![(8, 9, 3), (8, 10, 2)]), "B2");
    assert_eq!(own.step.unwrap().rounded(4).unwrap().to_string(), "0.2632", "B8");
    assert_eq!(row.mean, Some(ratio(301, 38)), "the mean stands apart from the share");
}

#[test]
fn b1_b2_b8_on_the_file_of_the_house() {
    let Some(data) = std::env::var_os("ONUS_DATA") else {
        eprintln!("B: SKIPPED, ONUS_DATA names no folder");
        return;
    };
    let answers = std::fs::read_to_string(Path::new(&data).join("survey_38.csv")).unwrap();
    let (own, _) = the_only(&survey("asked_file", &[QUICK], 1, &answers), "2012-01");
    b1_and_b2(&own);
}

#[test]
fn b1_to_b4_month_on_month() {
    let more = |raised: usize| [(6, 1), (7, 2), (8, 34 - raised), (9, 1 + raised)];
    let (three, two) = (more(3), more(2));
    let answers = rows(&[
        (QUICK, "2012-01", FIRST),
        (QUICK, "2012-02", &three),
        (QUICK, "2012-03", &two),
    ]);
    let folder = survey("asked_months", &[QUICK], 1, &answers);
    b1_and_b2(&the_only(&folder, "2012-01").0);

    let (own, _) = the_only(&folder, "2012-02");
    assert_eq!(
        (own.score, own.last),
        (Some(ratio(80, 1)), Some(ratio(30_100, 380))),
        "B3"
    );
    assert_eq!(own.aim.unwrap().reached, Some(true), "B3");
    assert_eq!(
        (own.dimensions[0].missing, own.dimensions[0].lifts.len()),
        (Some(0), 0),
        "B3"
    );
    let best = &own.bands[0];
    let share = Share {
        part: best.answers.count,
        whole: own.answers.count,
    };
    let last = best.last.unwrap();
    let tenths = |ratio: Ratio| ratio.rounded(1).unwrap().to_string();
    assert_eq!(
        (tenths(last.percent().unwrap()), tenths(share.percent().unwrap())),
        ("2.6".into(), "10.5".into()),
        "B4"
    );
    let change = share.percent().unwrap().minus(last.percent().unwrap()).unwrap();
    assert_eq!(tenths(change), "7.9", "B4");
    let text = markdown(&folder.join("rules.onus"), "2012-02", &[]);
    assert!(
        text.contains("| 非常满意 | 9–10 | 4 | 10.53% | 2.63% | +7.89 |"),
        "{text}"
    );
    assert!(
        text.contains("总体满意度80.0分") && text.contains("达到目标（不少于80分）"),
        "{text}"
    );

    let (own, _) = the_only(&folder, "2012-03");
    assert_eq!(own.score.unwrap().rounded(2).unwrap().to_string(), "79.74", "B3");
    assert_eq!(own.aim.unwrap().reached, Some(false), "B3");
    let (own, _) = the_only(&folder, "2012-04");
    assert_eq!((own.answers.count, own.score, own.last.is_some()), (0, None, true));
    assert!(markdown(&folder.join("rules.onus"), "2012-04", &[]).contains("总体满意度：本月没有回答。"));
}

#[test]
fn b5_b6_b7_weights_from_unrounded_scores() {
    let five = ["技能", "态度", "及时", "配件", "综合"];
    let eight: &[(u32, usize)] = &[(8, 38)];
    let told: Vec<_> = five.iter().map(|own| (*own, "2012-01", eight)).collect();
    let mut second = told.clone();
    (0..5).for_each(|at| second[at].1 = "2012-02");
    second[0].2 = FIRST;
    let answers = rows(&[told, second].concat());
    let folder = survey("asked_weights", &five, 2, &answers);
    assert_eq!(the_only(&folder, "2012-01").0.score, Some(ratio(80, 1)), "B5");
    let (own, _) = the_only(&folder, "2012-02");
    assert_eq!(own.score.unwrap().rounded(2).unwrap().to_string(), "79.84", "B6");
    assert_eq!(own.answers.count, 5 * 38);

    let (all, raised): (Scores<'_>, Scores<'_>) = (&[(8, 100)], &[(8, 99), (9, 1)]);
    let before = five.map(|own| (own, "2012-01", all));
    let mut after = five.map(|own| (own, "2012-02", all));
    (after[1].2, after[4].2) = (raised, raised);
    let folder = survey("asked_tenths", &five, 1, &rows(&[before, after].concat()));
    let (own, _) = the_only(&folder, "2012-02");
    assert_eq!(own.score, Some(ratio(8004, 100)), "B7");
    let text = markdown(&folder.join("rules.onus"), "2012-02", &[]);
    assert!(text.contains("比上月（80.0分）上升0.04分"), "B7: {text}");
    assert!(text.contains("一人多一点，总分变0.02"), "a fifth of a tenth: {text}");
}

#[test]
fn b9_off_the_scale_is_a_data_finding_and_nine_and_ten_are_one_band() {
    let answers = rows(&[(QUICK, "2012-01", &[(0, 1), (8, 3), (9, 2), (10, 2), (11, 1)])]);
    let folder = survey("asked_scale", &[QUICK], 1, &answers);
    let (own, lists) = the_only(&folder, "2012-01");
    assert_eq!((own.answers.count, own.bands[0].answers.count), (7, 4));
    let scores: Vec<_> = own
        .scores
        .iter()
        .map(|(score, answers)| (score.as_str(), answers.count))
        .collect();
    assert_eq!(scores, [("10", 2), ("9", 2), ("8", 3)]);
    assert_eq!(lists.list("answers").unwrap().len(), 7);
    let output = onus()
        .arg("run")
        .arg(folder.join("rules.onus"))
        .args(["--as-of", "2012-02-01T00:00", "--reports", "data_findings", "--out"])
        .arg(folder.join("lists"))
        .output()
        .unwrap();
    ends_with(0, &output);
    let found = std::fs::read_to_string(folder.join("lists/data_findings.csv")).unwrap();
    assert_eq!(found.matches("F5006").count(), 2, "{found}");
}

#[test]
fn b10_weights_that_make_no_whole_are_an_error() {
    let folder = survey("asked_ninety_nine", &["一", "二", "三", "四", "五"], 1, "");
    let rules = std::fs::read_to_string(folder.join("rules.onus")).unwrap();
    std::fs::write(folder.join("rules.onus"), rules.replace("维度 五 20%", "维度 五 19%")).unwrap();
    let output = onus().arg("check").arg(folder.join("rules.onus")).output().unwrap();
    ends_with(3, &output);
    assert!(printed(&output).contains("O1354"), "{}", printed(&output));
}

#[test]
fn f6_79_95_never_prints_as_a_met_80() {
    let folder = survey(
        "asked_near",
        &[QUICK],
        1,
        &rows(&[(QUICK, "2012-01", &[(7, 1), (8, 199)])]),
    );
    let text = markdown(&folder.join("rules.onus"), "2012-01", &[]);
    assert!(
        text.contains("总体满意度79.95分") && text.contains("未达目标"),
        "{text}"
    );
}

#[test]
fn a_dimension_without_answers_gives_no_score() {
    let folder = survey(
        "asked_half",
        &["技能", "态度"],
        1,
        &rows(&[("技能", "2012-01", &[(8, 9)])]),
    );
    let (own, _) = the_only(&folder, "2012-01");
    assert_eq!(
        (own.score, own.dimensions[0].score, own.dimensions[1].score),
        (None, Some(ratio(80, 1)), None)
    );
    let text = markdown(&folder.join("rules.onus"), "2012-01", &[]);
    assert!(text.contains("总体满意度：态度没有评分，不计总分"), "{text}");
}

#[test]
fn without_dimensions_all_answers_make_the_score() {
    let answers =
        "客户编码,维度,评分,回访时间\nA,,8.5,2012-01-05 10:00\nB,,8,2012-01-05 10:00\nC,,9.25,2012-01-05 10:00\n";
    let (own, _) = the_only(&survey("asked_whole", &[], 2, answers), "2012-01");
    assert_eq!((own.score, own.step), (Some(ratio(2575, 30)), Some(ratio(10, 3))));
    let bands: Vec<_> = own
        .bands
        .iter()
        .map(|row| (row.band.as_str(), row.answers.count))
        .collect();
    assert_eq!(
        bands,
        [("非常满意", 1), ("满意", 1), ("一般", 0), ("", 1)],
        "8.5 lies between two bands"
    );
}

fn asked() -> std::path::PathBuf {
    root().join("tests/sessions/notice_asked")
}

/// The texts of some columns of a list.
fn cells(lists: &Lists, list: &str, only: &[Only], columns: &[&str]) -> Vec<Vec<String>> {
    let list = lists.list(list).unwrap();
    let row = |row: Row<'_>| columns.iter().map(|key| row.of(key).told().into_owned()).collect();
    list.only(only).map(row).collect()
}

#[test]
fn who_is_behind_an_answer_and_who_was_not_asked() {
    let (notice, lists) = draft(&asked().join("rules.onus"), "2026-02", &[]);
    let skill = [Only::is("dimension", "skill"), Only::is("month", "2026-02")];
    let told = cells(&lists, "answers", &skill, &["row", "party", "score"]);
    let told: Vec<(&str, &str, &str)> = told.iter().map(|row| (&*row[0], &*row[1], &*row[2])).collect();
    let mut told = told;
    told.sort_unstable();
    let mut expected = [
        ("answers.csv:4", "north", "6"),
        ("answers.csv:6", "north", "9"),
        ("answers.csv:8", "", "8"),
        ("answers.csv:10", "north", "7"),
        ("answers.csv:12", "north", "7"),
        ("answers.csv:14", "north", "8"),
        ("answers.csv:16", "south", "10"),
        ("answers.csv:18", "", "3"),
        ("answers.csv:20", "", "9"),
        ("answers.csv:22", "", "8"),
        ("answers.csv:23", "", "8"),
    ];
    expected.sort_unstable();
    assert_eq!(told, expected);

    let own = &notice.satisfactions[0];
    assert_eq!((own.answers.count, own.sample.count, own.undated.count), (20, 11, 1));
    let (skill, manner) = (ratio(83 * 10, 11), ratio(71 * 10, 9));
    let whole = skill
        .times(ratio(60, 100))
        .unwrap()
        .plus(manner.times(ratio(40, 100)).unwrap());
    assert_eq!(own.score, whole, "60 % of 83/11 and 40 % of 71/9");
    assert_eq!(
        (own.asked.customers.count, own.asked.unasked.count),
        (9, 3),
        "Kbert at no moment, Kgerd, Kiris later"
    );
    let unasked = cells(&lists, "served", &own.asked.unasked.only, &["tickets"]);
    assert_eq!(unasked, [["T02"], ["T07"], ["T10"]]);

    let north = notice.named.parties.iter().find(|own| own.party == "north").unwrap();
    let score = ratio(37 * 10, 5)
        .times(ratio(60, 100))
        .unwrap()
        .plus(ratio(39 * 10, 5).times(ratio(40, 100)).unwrap());
    assert_eq!(north.because[0].score.unwrap().score, score);
    assert_eq!(
        north
            .because
            .iter()
            .map(|test| test.count.as_ref().unwrap().count)
            .collect::<Vec<_>>(),
        [5, 5]
    );
    assert!(
        notice.named.parties.iter().all(|own| own.party != "south"),
        "one answer names nobody"
    );
    let rates: Vec<_> = notice
        .overview
        .rates
        .iter()
        .map(|rate| (rate.part.count, rate.whole.count))
        .collect();
    assert_eq!(rates, [(6, 7), (5, 6)], "coverage stands apart from reach");
    assert_eq!(own.withheld, ["card"]);
}

#[test]
fn the_sample_to_be_asked_again_is_the_same_every_time_and_names_no_customer() {
    let (notice, lists) = draft(&asked().join("rules.onus"), "2026-02", &[]);
    let recheck = notice.satisfactions[0].recheck.as_ref().unwrap();
    // Satisfied with all they answered: Kcara, T04, Kemil, T06, T08, Kzora; not Kanna, not T11. Who is without a name
    // cannot be asked again.
    assert_eq!(
        (recheck.satisfied.count, recheck.drawn.count),
        (6, 2),
        "30 % of 6, rounded up"
    );
    let drawn = cells(&lists, "satisfied", &recheck.drawn.only, &["ticket", "row"]);

    let mut dice = Seeded(11);
    let folder = scratch("asked_shuffled");
    for entry in std::fs::read_dir(asked()).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        if path.extension().is_some_and(|ending| ending == "csv") {
            dice.shuffle(&mut lines[1..]);
        }
        std::fs::write(folder.join(path.file_name().unwrap()), lines.join("\n") + "\n").unwrap();
    }
    let (other, others) = draft(&folder.join("rules.onus"), "2026-02", &["--threads", "3"]);
    let tickets = |rows: &[Vec<String>]| {
        let mut all: Vec<String> = rows
            .iter()
            .map(|row| row[0].clone())
            .filter(|own| !own.is_empty())
            .collect();
        all.sort_unstable();
        all
    };
    assert_eq!(
        tickets(&cells(&others, "satisfied", &recheck.drawn.only, &["ticket", "row"])),
        tickets(&drawn)
    );
    // The digests of the feeds tell another order.
    let digests = |mut own: Notice| {
        own.origin
            .as_mut()
            .unwrap()
            .feeds
            .iter_mut()
            .for_each(|feed| feed.digest.clear());
        own
    };
    assert_eq!(
        digests(notice.clone()),
        digests(other),
        "the order of rows changes no figure"
    );
    let body = |rules: &Path| {
        let text = markdown(rules, "2026-02", &[]);
        let mut lines: Vec<&str> = text.lines().collect();
        let all = lines.len();
        lines.retain(|line| !line.contains("The same input gives the same notice."));
        assert_eq!(lines.len() + 1, all);
        lines.join("\n")
    };
    assert_eq!(body(&folder.join("rules.onus")), body(&asked().join("rules.onus")));

    let told =
        serde_json::to_string(&(&notice, &lists)).unwrap() + &markdown(&asked().join("rules.onus"), "2026-02", &[]);
    for name in [
        "Kanna", "Kbert", "Kcara", "Kemil", "Kzora", "Pia", "Quirin", "Rosa", "Sven",
    ] {
        assert!(!told.contains(name), "{name} is told");
    }
}

#[test]
fn every_person_is_held_to_the_quota() {
    let told = |month: &str| {
        let (notice, _) = draft(&asked().join("rules.onus"), month, &[]);
        let tiers = notice.quotas.iter().flat_map(|quota| {
            assert!(quota.by_person && quota.fed);
            quota.tiers.iter().map(|own| {
                (
                    own.tier.clone(),
                    own.done.count,
                    own.required,
                    own.persons_done,
                    own.met,
                )
            })
        });
        tiers.collect::<Vec<_>>()
    };
    let row = |tier: &str, done, required, persons, met| (tier.to_owned(), done, required, Some(persons), met);
    assert_eq!(
        told("2026-02"),
        [
            row("leader", 2, 2, 1, Some(true)),
            row("foreman", 5, 4, 1, Some(false)),
            row("auditor", 2, 3, 0, None),
        ],
        "told twice counts once; the third visit of one makes up for nobody; the quarter is not over"
    );
    assert_eq!(told("2026-03")[2], row("auditor", 3, 3, 1, Some(true)));
    assert_eq!(told("2026-01")[0], row("leader", 0, 2, 0, Some(false)));
}

#[test]
fn june_of_the_bureau_in_all() {
    for rules in ["power_bureau_zh", "power_bureau_en"] {
        let data = root().join("examples/power_bureau");
        let (notice, _) = draft(
            &root().join("rules").join(rules),
            "2014-06",
            &["--data", data.to_str().unwrap()],
        );
        let tiers = notice.quotas[0].tiers.iter();
        let told: Vec<_> = tiers
            .map(|own| (own.done.count, own.required, own.persons_done, own.met.unwrap()))
            .collect();
        let expected = [
            (1, 1, true),
            (5, 6, false),
            (16, 16, true),
            (22, 24, false),
            (36, 36, true),
        ];
        assert_eq!(
            told,
            expected.map(|(done, required, met)| (done, required, None, met)),
            "{rules}"
        );
        let own = &notice.satisfactions[0];
        assert_eq!(
            (own.fed, own.answers.count, own.score),
            (false, 0, None),
            "there is no feed of answers"
        );
    }
}
