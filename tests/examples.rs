//! Examples of three sizes: a sum of a calendar, a ticket, a month; and the figures of surveys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::{ends_with, onus, root, scratch, stdout};

/// `onus test` over the acceptance rules with some blocks behind them: its status and what it prints.
fn play(name: &str, blocks: &str) -> (i32, String) {
    let folder = scratch(&format!("examples_{name}"));
    let rules = std::fs::read_to_string(root().join("tests/cases/bureau.onus")).unwrap();
    std::fs::write(folder.join("rules.onus"), format!("{rules}\n{EXTRA}\n{blocks}\n")).unwrap();
    let output = onus().arg("test").arg(folder.join("rules.onus")).output().unwrap();
    let told = program::printed(&output);
    assert!(!told.contains("panicked"), "{told}");
    (output.status.code().unwrap(), told)
}

const EXTRA: &str = "finding late_answer { when answer overdue }\n\
satisfaction phone {\n  scale 1 to 10\n  band very_satisfied 9 to 10\n  band satisfied 7 to 8\n  \
dimension timeliness 20%\n  dimension attitude 20%\n  dimension skill 20%\n  dimension result 20%\n  \
dimension channel 20%\n  out of 100\n  decimals 1\n  target >= 80\n}";

#[track_caller]
fn holds(name: &str, lines: &str) {
    let (status, told) = play(name, &format!("example \"{name}\" {{\n{lines}\n}}"));
    assert_eq!(status, 0, "{told}");
}

#[track_caller]
fn fails(name: &str, lines: &str, got: &str) {
    let (status, told) = play(name, &format!("example \"{name}\" {{\n{lines}\n}}"));
    assert!(status == 1 && told.contains(got), "{status} {told}");
}

#[test]
fn a_sum_of_the_calendar() {
    for (sum, due) in [
        ("office 4 working days from 2014-01-25 10:00", "2014-01-30 17:30"),
        ("office 3 working days from 2014-01-30 18:00", "2014-02-11 17:30"),
        ("office 24 hours from 2014-04-30 16:00", "2014-05-01 16:00"),
        ("office 8 working hours from 2014-06-05 16:00", "2014-06-06 17:30"),
        ("office 1 working day from 2014-04-30 16:00", "2014-05-04 17:30"),
    ] {
        holds("sum", &format!("expect {sum} = {due}"));
    }
    fails(
        "sum_fails",
        "expect office 1 working day from 2014-05-30 10:00 = 2014-06-02 17:30",
        "2014-06-03",
    );
    fails(
        "sum_uncovered",
        "expect office 4 working days from 2014-12-30 10:00 = 2015-01-05 17:30",
        "2015",
    );
}

#[test]
fn one_ticket_with_its_events_on_a_line() {
    let ticket = "ticket kind = complaint, category = supply_service, handler = city_bureau\n\
                  event accepted 2014-01-24 10:00, dispatched 2014-01-24 10:10";
    // E1 of the house: no `as of` is needed, not even for the rung.
    holds(
        "due",
        &format!("{ticket}\nexpect answer due 2014-01-29 17:30\nexpect contact due 2014-01-25 10:10"),
    );
    holds(
        "rungs",
        &format!(
            "{ticket}\nexpect rung 2 entered 2014-01-29 17:30\nexpect rung 3 entered 2014-02-08 17:30, responsible bureau_leadership"
        ),
    );
    fails(
        "rung_fails",
        &format!("{ticket}\nexpect rung 2 entered 2014-01-29 17:29"),
        "not entered",
    );
    holds(
        "none",
        &format!("{ticket}\nas of 2014-01-29 17:30\nexpect none of late_answer, rung 2, rung 3"),
    );
    fails(
        "none_fails",
        &format!("{ticket}\nas of 2014-01-29 17:31\nexpect none of late_answer, rung 3"),
        "does not hold",
    );
    fails(
        "none_rung",
        &format!("{ticket}\nas of 2014-01-29 17:31\nexpect none of rung 3, rung 2"),
        "entered 2014-01-29",
    );
    // Rung 2 runs out without the referral it could have made: one second before that nothing should have been raised.
    holds(
        "none_raised",
        &format!("{ticket}\nas of 2014-02-08 17:30\nexpect none of not_raised, rung 3"),
    );
    fails(
        "raised_fails",
        &format!("{ticket}\nas of 2014-02-08 17:31\nexpect none of not_raised"),
        "does not hold",
    );
}

#[test]
fn fields_stay_with_their_event() {
    holds(
        "fields",
        "ticket kind = complaint, category = supply_service, handler = city_bureau\n\
         event accepted 2014-03-03 09:00, dispatched 2014-03-03 09:10, reassigned 2014-03-03 10:00, handler = jiangbei_bureau, contacted 2014-03-03 11:00\n\
         expect answer due 2014-03-07 17:30, responsible jiangbei_bureau",
    );
}

const MONTH: &str = "ticket B : kind = complaint, category = supply_service, handler = city_bureau\n\
event accepted 2014-03-03 09:00, dispatched 2014-03-03 09:10\n\
ticket A : kind = complaint, category = supply_service, handler = jiangbei_bureau\n\
event accepted 2014-03-03 09:00, dispatched 2014-03-03 09:10, answered 2014-03-04 09:00\n\
expect answer on time\n\
ticket C : kind = complaint, category = supply_service, handler = city_bureau\n\
event accepted 2014-03-03 09:00, dispatched 2014-03-03 09:10, answered 2014-03-10 09:00\n\
expect answer overdue\n\
as of 2014-03-31 17:30\n";

#[test]
fn a_month_counts_over_its_tickets() {
    for line in [
        "expect number of tickets = 2 when answer overdue",
        "expect number of tickets = 3 when kind = complaint",
        "expect number of tickets >= 2 when late_answer count = 1",
        "expect number of tickets = 2 when answer overdue, responsible city_bureau",
        "expect number of tickets = 0 when answer overdue, responsible jiangbei_bureau",
        "expect number of tickets = 1 when answer on time, responsible jiangbei_bureau",
    ] {
        holds("month", &format!("{MONTH}{line}"));
    }
    fails(
        "month_count",
        &format!("{MONTH}expect number of tickets = 3 when answer overdue"),
        "2 tickets",
    );
    fails(
        "month_ticket",
        &format!("{MONTH}ticket D : kind = complaint, category = supply_service\nexpect answer overdue"),
        "does not hold",
    );
}

/// A notice behind the acceptance rules: who answers late twice is named, or not nearly on time over three.
const NOTICE: &str = "metric timely { count each answer; numerator when answer on time; denominator all }\n\
notice monthly {\n  period every month\n  data until next month day 3 12:00\n  belongs by due\n  issuer supervision\n  \
name when late_answer count >= 2\n  name when timely < 95% and sample >= 3\n}\n";

/// Tickets of a unit in March: so many that are never answered, then so many that are answered within the day.
fn month(unit: &str, late: usize, in_time: usize) -> String {
    let one = |at: usize| {
        let done = if at < late { "" } else { ", answered 2014-03-04 09:00" };
        format!(
            "  ticket \"{unit} {at}\" : kind = complaint, category = supply_service, handler = {unit}\n  event accepted 2014-03-03 09:00, dispatched \
2014-03-03 09:10{done}\n"
        )
    };
    (0..late + in_time).map(one).collect()
}

#[test]
fn a_month_says_whom_its_notice_names() {
    let play = |name: &str, tickets: &str, lines: &str| {
        let example = format!("{NOTICE}example \"{name}\" {{\n{tickets}{lines}\n}}");
        play(name, &example)
    };
    let both = month("city_bureau", 2, 0) + &month("jiangbei_bureau", 1, 1);
    let (status, told) = play(
        "named",
        &both,
        "as of 2014-04-03 12:00\nexpect city_bureau named\nexpect jiangbei_bureau not named",
    );
    assert_eq!(status, 0, "{told}");
    // Of three, one is late: the rate is of enough.
    let three = month("jiangbei_bureau", 1, 2);
    let (status, told) = play("rate", &three, "as of 2014-04-03 12:00\nexpect jiangbei_bureau named");
    assert_eq!(status, 0, "{told}");
    // Two late ones, looked at before the month is over: it is the notice of February.
    let (status, told) = play("early", &both, "as of 2014-03-31 12:00\nexpect city_bureau named");
    assert!(status == 1 && told.contains("nobody is named"), "{told}");
    // Behind the end of the data nothing counts any more: the second is answered too late to change it.
    let late = both.clone() + "  event answered 2014-04-10 09:00\n";
    let (status, told) = play("until", &late, "as of 2014-04-20 12:00\nexpect jiangbei_bureau named");
    assert!(status == 1 && told.contains("named: city_bureau"), "{told}");
    let (status, told) = play("when", &both, "expect city_bureau named");
    assert!(status == 3 && told.contains("O1335"), "{told}");
    let (status, told) = without_notice(&both);
    assert!(status == 3 && told.contains("O1321"), "{told}");
}

/// A survey line behind a ticket tells what customers of whoever holds it answered.
#[test]
fn a_month_says_whom_its_notice_names_for_what_customers_answered() {
    let line = "name when late_answer count >= 2";
    let by_score = NOTICE.replace(
        line,
        "name when phone < 80 and sample >= 5\n  name when late_answer count >= 9",
    );
    let notice = by_score.replace(
        "name when timely < 95% and sample >= 3",
        "name when phone < 20 and timely < 50% and sample >= 2",
    );
    let play = |name: &str, tickets: &str, lines: &str| {
        let example = format!("{notice}example \"{name}\" {{\n{tickets}\nas of 2014-04-03 12:00\n{lines}\n}}");
        play(name, &example)
    };
    let answered = |unit: &str, score: u8, persons: u8| {
        let names = ["timeliness", "attitude", "skill", "result", "channel"];
        let each = names.map(|name| format!("survey {name} {score} points {persons} persons\n"));
        month(unit, 0, 1) + &each.concat()
    };
    let tickets = answered("jiangbei_bureau", 9, 5) + &answered("city_bureau", 7, 5);
    let (status, told) = play(
        "asked",
        &tickets,
        "expect city_bureau named\nexpect jiangbei_bureau not named",
    );
    assert_eq!(status, 0, "{told}");
    // One person less is too few; a second ticket of the unit brings that one.
    let few = answered("city_bureau", 7, 4);
    let (status, told) = play("few", &few, "expect city_bureau named");
    assert!(status == 1 && told.contains("nobody is named"), "{told}");
    let more = answered("city_bureau", 7, 1).replace("city_bureau 0", "more");
    let (status, told) = play("more", &(few.clone() + &more), "expect city_bureau named");
    assert_eq!(status, 0, "{told}");
    // A dimension without answers leaves no score; who holds no ticket is behind no answer.
    let some = few
        .replace("4 persons", "9 persons")
        .replace("survey skill 7 points 9 persons\n", "");
    let (status, told) = play("some", &some, "expect city_bureau not named");
    assert_eq!(status, 0, "{told}");
    // The fewest of five persons and one answer due are one.
    let late = month("city_bureau", 1, 0) + "survey timeliness 1 point 5 persons\n";
    let (status, told) = play("fewest", &late, "expect city_bureau not named");
    assert_eq!(status, 0, "{told}");
}

/// The same tickets where no notice names anybody.
fn without_notice(tickets: &str) -> (i32, String) {
    let lines = "as of 2014-04-03 12:00\nexpect city_bureau named";
    play("nobody", &format!("example \"nobody\" {{\n{tickets}{lines}\n}}"))
}

#[test]
fn a_naming_line_is_decided_by_a_month_that_comes_out_otherwise_without_it() {
    let of = |name: &str, tickets: &str, expect: &str| {
        let folder = scratch(&format!("examples_{name}"));
        let rules = std::fs::read_to_string(root().join("tests/cases/bureau.onus")).unwrap();
        let example = format!("example \"{name}\" {{\n{tickets}  as of 2014-04-03 12:00\n  {expect}\n}}\n");
        std::fs::write(
            folder.join("rules.onus"),
            format!("{rules}\n{EXTRA}\n{NOTICE}{example}"),
        )
        .unwrap();
        let output = onus().args(["test", "--coverage"]).arg(&folder).output().unwrap();
        let told = stdout(&output);
        let missing = |line: &str| {
            told.lines()
                .any(|told| told.contains("monthly: ") && told.contains(line))
        };
        (missing("late_answer count"), missing("timely <"), told)
    };
    // Both lines name the unit: neither is missed alone.
    let (count, rate, told) = of("by_both", &month("city_bureau", 3, 0), "expect city_bureau named");
    assert!(count && rate && told.contains("naming lines 0 of 2"), "{told}");
    let (count, rate, told) = of("by_count", &month("city_bureau", 2, 0), "expect city_bureau named");
    assert!(!count && rate && told.contains("naming lines 1 of 2"), "{told}");
    let (count, rate, told) = of("by_rate", &month("city_bureau", 1, 2), "expect city_bureau named");
    assert!(count && !rate, "{told}");
    let (count, rate, told) = of("by_none", &month("city_bureau", 1, 1), "expect city_bureau not named");
    assert!(count && rate, "{told}");
}

#[test]
fn repeats_are_seen_within_a_month() {
    let ticket = |number: &str, day: u8| {
        format!(
            "ticket {number} : kind = complaint, category = supply_service, handler = city_bureau, customer = \"K1\"\n\
             event accepted 2014-03-{day:02} 09:00, dispatched 2014-03-{day:02} 09:10\n"
        )
    };
    let lines = format!(
        "{}{}{}expect rung 3 entered 2014-03-05 09:00\nas of 2014-03-05 10:00\nexpect number of tickets = 1 when occurrence >= 3",
        ticket("T1", 3),
        ticket("T2", 4),
        ticket("T3", 5)
    );
    holds("repeats", &lines);
}

const ANSWERS: &str = "6 points 1 person, 7 points 2 persons, 8 points 34 persons, 9 points 1 person";

#[test]
fn b1_to_b4_one_question() {
    let lines = "expect sample = 38\nexpect score = 79.2\nexpect score = 79.2105\nexpect share very_satisfied = 2.6%\n\
                 expect persons needed from 8 to 9 = 3\nexpect persons needed from 8 to 10 = 2";
    holds("b", &format!("survey timeliness {ANSWERS}\n{lines}"));
    holds("b_whole", &format!("survey phone {ANSWERS}\n{lines}"));
    fails(
        "b_score",
        &format!("survey timeliness {ANSWERS}\nexpect score = 79.3"),
        "79.2",
    );
    fails(
        "b_share",
        &format!("survey timeliness {ANSWERS}\nexpect share very_satisfied = 2.7%"),
        "2.6",
    );
    fails(
        "b_persons",
        &format!("survey timeliness {ANSWERS}\nexpect persons needed from 8 to 9 = 2"),
        "3",
    );
    fails(
        "b_sample",
        &format!("survey timeliness {ANSWERS}\nexpect sample = 37"),
        "38",
    );
}

#[test]
fn b6_the_weighted_score_needs_every_dimension() {
    let rest = ["attitude", "skill", "result", "channel"];
    let surveys: String = rest
        .iter()
        .map(|name| format!("survey {name} 8 points 38 persons\n"))
        .collect();
    holds(
        "b6",
        &format!("survey timeliness {ANSWERS}\n{surveys}expect score = 79.84\nexpect sample = 38"),
    );
    let some = surveys.lines().next().unwrap();
    fails(
        "b6_some",
        &format!("survey timeliness {ANSWERS}\n{some}\nexpect score = 79.84"),
        "no such figure",
    );
}

#[test]
fn b9_a_score_outside_the_scale_is_told() {
    for score in [0, 11] {
        let (status, told) = play(
            "b9",
            &format!("example \"b9\" {{\nsurvey skill {score} points 1 person\nexpect sample = 1\n}}"),
        );
        assert!(status == 3 && told.contains("O1352"), "{told}");
    }
}

#[test]
fn a_month_in_chinese_says_the_same() {
    let output = onus()
        .arg("test")
        .arg(root().join("examples/first_hour_zh"))
        .output()
        .unwrap();
    ends_with(0, &output);
    let folder = scratch("examples_zh");
    for name in ["规则.onus", "日历.onus"] {
        std::fs::copy(root().join("examples/first_hour_zh").join(name), folder.join(name)).unwrap();
    }
    let month = "用例 “一个月” {\n  应 行政班 4个工作日 从 2026-03-02 09:05 = 2026-03-06 17:30\n  \
                 工单 甲 ： 性质 = 投诉，类别 = 供电服务，承办单位 = 城区供电局\n  \
                 事件 受理 2026-03-02 09:00，派单 2026-03-02 09:05\n  应 第2级 进入于 2026-03-06 17:30\n  \
                 工单 乙 ： 性质 = 投诉，类别 = 供电服务，承办单位 = 城区供电局\n  \
                 事件 受理 2026-03-02 09:00，派单 2026-03-02 09:05，答复 2026-03-03 09:00\n  应 均无 第2级、第3级\n  \
                 查看 2026-03-10 09:00\n  应 工单数 = 1 当 处理答复 逾期\n}\n";
    std::fs::write(folder.join("月.onus"), month).unwrap();
    let output = onus().arg("test").arg(&folder).output().unwrap();
    ends_with(0, &output);
    assert!(stdout(&output).contains("5 项"), "{}", stdout(&output));
}

/// The lines of a rule file that `onus test --coverage` says nobody would miss, by file and line.
fn never_missed(folder: &std::path::Path) -> Vec<String> {
    let output = onus().args(["test", "--coverage"]).arg(folder).output().unwrap();
    ends_with(0, &output);
    let told = stdout(&output);
    let lines: Vec<&str> = told.lines().collect();
    let pairs = lines
        .windows(2)
        .filter(|pair| pair[1].contains("every example comes out the same"));
    pairs
        .map(|pair| pair[0].split_whitespace().next().unwrap().to_owned())
        .collect()
}

/// What is said of a line is what comes of striking it out of the file and playing the examples again.
#[test]
fn a_line_that_examples_decide_is_missed_when_it_is_struck_out() {
    let (mut decided, mut never) = (0, 0);
    for rules in ["power_bureau_en", "uk_disp"] {
        let (from, folder) = (root().join("rules").join(rules), scratch(&format!("struck_{rules}")));
        for file in std::fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path()) {
            std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
        }
        let never_missed = never_missed(&folder);
        let file = folder.join("rules.onus");
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, line) in text.lines().enumerate() {
            // What a set can do without: `otherwise` and the head of a rung it cannot.
            if !["when ", "pause ", "extend ", "enter ", "exit "]
                .iter()
                .any(|word| line.trim().starts_with(word))
            {
                continue;
            }
            let without: Vec<&str> = text
                .lines()
                .enumerate()
                .map(|(own, line)| if own == at { "" } else { line })
                .collect();
            std::fs::write(&file, without.join("\n")).unwrap();
            let status = onus().arg("test").arg(&folder).output().unwrap().status.code().unwrap();
            let told = never_missed.contains(&format!("rules.onus:{}", at + 1));
            match status {
                0 => never += usize::from(told),
                1 => decided += usize::from(!told),
                // The rules do not hold together without it.
                _ => continue,
            }
            assert_eq!(told, status == 0, "{rules}:{} {line}", at + 1);
        }
        std::fs::write(&file, &text).unwrap();
    }
    assert!(decided >= 5 && never >= 5, "{decided} {never}");
}

#[test]
fn too_little_coverage_ends_with_a_status() {
    let rules = root().join("examples/first_hour");
    let under = |least: &str| {
        let output = onus()
            .args(["test", "--coverage", "--fail-under", least])
            .arg(&rules)
            .output()
            .unwrap();
        (output.status.code().unwrap(), program::printed(&output))
    };
    let (status, told) = under("40");
    assert_eq!(status, 0, "{told}");
    let (status, told) = under("51");
    assert!(
        status == 1 && told.contains("the examples show 50%, less than the 51%"),
        "{status} {told}"
    );
}

/// Rules with what takes more than one ticket, or the right day: repeats, a collection at the end of a month, a way out of
/// the highest rung, lines of a finding that hold together, a notice.
const HOUSE: &str = "ruleset \"House\" version 1\neffective from 2026-01-01, by accepted\ntimezone UTC\n\
working days count from next day, until close of business\n\
organisation { leadership board; department office under board; unit city under office }\n\
kind complaint\ncategory supply { owner office }\nrepeat { same customer, category; looking back 90 calendar days }\n\
field cause text with answered\nfield measures text with answered\n\
calendar week { covers all years; monday to friday 09:00-17:00 }\n\
workflow case { in order accepted, answered; may have left_over; resolved when has answered; calendar week }\n\
deadline answer {\n  from accepted to answered\n  responsible handler\n  calendar week\n  otherwise : 9 working days\n}\n\
ladder up {\n  calendar week\n  rung 1 \"unit\" { responsible handler; within as deadline answer }\n  rung 2 \"board\" {\n    responsible board\n    \
to answered\n    within 3 working days\n    enter when rung 1 overdue\n    enter when month_end overdue\n    enter when occurrence >= 2\n    \
exit left_over\n  }\n}\n\
schedule month_end {\n  every month, last working day 17:00\n  calendar week\n  collect when has not answered and at rung 1\n  responsible handler\n  \
to answered\n  within 1 working day\n}\n\
finding parts {\n  responsible handler\n  when has answered and cause missing    : \"cause\"\n  when has answered and measures missing : \"measures\"\n}\n\
notice monthly {\n  period every month\n  data until next month day 3 12:00\n  belongs by due\n  issuer office\n  \
name when parts count >= 2\n  name when care < 60 and sample > 5\n}\n\
satisfaction care { scale 1 to 5; band good 4 to 5; dimension tone 50%; dimension speed 50%; out of 100 }\n";

#[test]
fn ready_made_examples_bring_the_tickets_and_the_days_that_they_need() {
    let folder = scratch("examples_house");
    std::fs::write(folder.join("rules.onus"), HOUSE).unwrap();
    let output = onus()
        .args(["test", "--stubs"])
        .arg(folder.join("stubs.onus"))
        .arg(&folder)
        .output()
        .unwrap();
    ends_with(0, &output);
    let stubs = std::fs::read_to_string(folder.join("stubs.onus")).unwrap();
    for line in [
        "enter when rung 1",
        "enter when month_end",
        "enter when occurrence",
        "exit left_over",
        "cause missing",
        "measures missing",
        "name when parts",
        "name when care",
    ] {
        let at = HOUSE.lines().position(|own| own.contains(line)).unwrap() + 1;
        assert!(
            stubs.contains(&format!("(rules.onus:{at})")),
            "{line}\n{}\n{stubs}",
            stdout(&output)
        );
    }
    assert!(
        stdout(&output).contains("for 0 of the lines"),
        "{}\n{stubs}",
        stdout(&output)
    );
    // What was written holds, and is in the one layout.
    let output = onus().arg("test").arg(&folder).output().unwrap();
    ends_with(0, &output);
    let output = onus()
        .args(["fmt", "--check"])
        .arg(folder.join("stubs.onus"))
        .output()
        .unwrap();
    ends_with(0, &output);
}
