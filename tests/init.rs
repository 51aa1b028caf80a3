//! `onus init`: whatever is answered, what it writes is sound without a warning, and its examples hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::{ends_with, onus, printed, scratch, stdout};
use std::path::Path;
use std::process::{Output, Stdio};

fn in_folder(folder: &Path, args: &[&str]) -> Output {
    onus()
        .current_dir(folder)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The countries that the program offers, from what it says where one is unknown.
fn countries(lang: &str) -> Vec<String> {
    let folder = scratch("init_countries");
    let told = printed(&in_folder(&folder, &["init", "--lang", lang, "--country", "nowhere"]));
    let list = told
        .rsplit_once(if lang == "en" { "there are: " } else { "有：" })
        .unwrap()
        .1;
    let list = list.lines().next().unwrap();
    list.split([',', '、']).map(|name| name.trim().to_string()).collect()
}

const HOURS: [&[&str]; 2] = [
    &[
        "Monday to Friday 09:00-17:00",
        "09:00-12:30, 13:30-17:00; saturday 09:00-12:00",
        "every day 00:00-24:00",
    ],
    &[
        "周一至周五 08:30-12:00、14:00-17:30",
        "09:00-12:00、13:00-18:00；周六 9:00-12:00",
        "每天 00:00-24:00",
    ],
];
const KINDS: [&[&str]; 2] = [
    &["complaint, enquiry", "case", "Praise, \"\" , Due diligence, complaint"],
    &["投诉、意见、建议", "诉求", "表扬、类别、投诉"],
];
const LEVELS: [&[&str]; 2] = [
    &[
        "Desk",
        "Head > Desk 1, Desk 2",
        "Board > Complaints Team > Cards, Loans",
        "Board > North, South > Team A (North), Team B (South)",
        "Board > Area > Branch, Second branch > Front (Branch), Back (Second branch)",
    ],
    &[
        "客服",
        "领导班子 ＞ 城区、江北",
        "局领导班子 ＞ 市场营销部、生产设备部 ＞ 城区供电局、江北县供电局（生产设备部）",
        "局 > 部 > 站",
        "局 > 部 > 一站、二站 > 一班（一站）、二班（二站）",
    ],
];
const ANSWERS: [&[&str]; 2] = [
    &[
        "8 weeks",
        "1 working day",
        "10 working days",
        "24 hours",
        "6 working hours",
        "15 calendar days",
        "2 months",
    ],
    &["8周", "1个工作日", "4", "24小时", "6个工作小时", "15个自然日", "2个月"],
];

#[test]
fn whatever_is_answered_is_sound_and_its_examples_hold() {
    let mut tried = 0;
    for (at, lang) in ["en", "zh"].into_iter().enumerate() {
        let countries = countries(lang);
        assert!(countries.len() >= 2, "{countries:?}");
        let most = [countries.len(), LEVELS[at].len(), ANSWERS[at].len(), 9]
            .into_iter()
            .max()
            .unwrap();
        for step in 0..most {
            // Each list goes round at its own pace, so that answers meet in many combinations.
            let of = |list: &[&str], turn: usize| list[turn % list.len()].to_string();
            let country = countries[step % countries.len()].clone();
            let (hours, kinds) = (of(HOURS[at], step / 2), of(KINDS[at], step));
            let (levels, answer) = (of(LEVELS[at], step + step / 5), of(ANSWERS[at], step + step / 7));
            let arrival = if step % 4 < 2 { "no" } else { "yes" };
            let folder = scratch(&format!("init_{lang}_{step}"));
            let said = format!("{lang}: {country} | {hours} | {arrival} | {kinds} | {levels} | {answer}");
            let kinds = kinds.replace("\"\" , ", "");
            let args = [
                "init",
                "--lang",
                lang,
                "--country",
                &country,
                "--hours",
                &hours,
                "--arrival",
                arrival,
                "--kinds",
                &kinds,
                "--levels",
                &levels,
                "--answer",
                &answer,
            ];
            let written = in_folder(&folder, &args);
            assert_eq!(written.status.code(), Some(0), "{said}\n{}", printed(&written));
            let checked = in_folder(&folder, &["check", "--deny", "warnings"]);
            assert_eq!(checked.status.code(), Some(0), "{said}\n{}", printed(&checked));
            let tested = in_folder(&folder, &["test"]);
            assert_eq!(tested.status.code(), Some(0), "{said}\n{}", printed(&tested));
            // Without public holidays there is no day before one.
            let examples = if ["none", "无"].contains(&country.as_str()) {
                2
            } else {
                3
            };
            let told = [
                format!("{examples} examples hold"),
                format!("用例 {examples} 个全部通过"),
            ];
            assert!(stdout(&tested).starts_with(&told[at]), "{said}\n{}", stdout(&tested));
            tried += 1;
        }
    }
    assert!(tried >= 18, "{tried}");
}

#[test]
fn all_or_nothing_is_written() {
    let folder = scratch("init_nothing");
    std::fs::create_dir(folder.join("rules")).unwrap();
    std::fs::write(folder.join("rules/feed.onus"), "# mine\n").unwrap();
    ends_with(2, &in_folder(&folder, &["init"]));
    assert_eq!(std::fs::read_dir(folder.join("rules")).unwrap().count(), 1);
    assert_eq!(
        std::fs::read_to_string(folder.join("rules/feed.onus")).unwrap(),
        "# mine\n"
    );

    // A folder in the place of a file: what was begun is taken away again.
    let folder = scratch("init_halfway");
    std::fs::create_dir_all(folder.join("rules/examples.onus")).unwrap();
    ends_with(2, &in_folder(&folder, &["init"]));
    assert_eq!(std::fs::read_dir(folder.join("rules")).unwrap().count(), 1);

    let folder = scratch("init_wrong");
    let wrong = in_folder(
        &folder,
        &[
            "init", "--answer", "3 days", "--hours", "always", "--levels", "A > A", "--kinds", ",",
        ],
    );
    ends_with(2, &wrong);
    for key in ["answer:", "hours:", "levels:", "kinds:"] {
        assert!(printed(&wrong).contains(key), "{}", printed(&wrong));
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
