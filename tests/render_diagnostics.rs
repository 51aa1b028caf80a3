//! Messages about rule files: for people in both languages, one a line, and as json.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onus::diagnostic::{Code, Diagnostic, Language, Words};
use onus::render::diagnostics::{human, json, short};
use onus::source::{Sources, Span};

const CHINESE: &str = "# 组织\n类别 充电服务 { 归口 市场营消部 }\n时限 处理答复 {\n\t当 性质 = 投诉 ： 3天\n}\n";
const ENGLISH: &str = "category charging { owner marketting }\n  when kind = complaint : 3 days\r\n";

fn spot(sources: &Sources, words: &str) -> Span {
    sources
        .iter()
        .find_map(|(file, source)| {
            source.text.find(words).map(|at| Span {
                file,
                start: at as u32,
                end: (at + words.len()) as u32,
            })
        })
        .unwrap()
}

fn faults(sources: &Sources, department: &str, days: &str) -> Vec<Diagnostic> {
    vec![
        Diagnostic::error(
            Code("O1201"),
            spot(sources, department),
            Words::new(
                format!("there is no department called \"{department}\""),
                format!("没有叫“{department}”的部门"),
            ),
        )
        .label(Words::new("did you mean marketing?", "是不是 市场营销部？"))
        .mend(Words::new(
            "write: category charging { owner marketing }",
            "改成：类别 充电服务 { 归口 市场营销部 }",
        )),
        Diagnostic::error(
            Code("O1107"),
            spot(sources, days),
            Words::new(
                format!("\"{days}\" does not say which days"),
                format!("“{days}”没有说是哪种天"),
            ),
        )
        .label(Words::new("working days or calendar days?", "工作日还是自然日？"))
        .mend(Words::new(
            "write: 3 working days    (only days the office is open)",
            "改成：3个工作日（只算上班的日子）",
        ))
        .mend(Words::new(
            "write: 3 calendar days   (weekends and holidays count)",
            "改成：3个自然日（连周末、节假日一起算）",
        )),
    ]
}

#[test]
fn messages_for_people() {
    let mut chinese = Sources::default();
    chinese.add("规则.onus", CHINESE);
    let mut english = Sources::default();
    english.add("rules.onus", ENGLISH);
    insta::assert_snapshot!(
        "human_zh",
        human(&faults(&chinese, "市场营消部", "3天"), &chinese, Language::Chinese)
    );
    insta::assert_snapshot!(
        "human_en",
        human(&faults(&english, "marketting", "3 days"), &english, Language::English)
    );
    insta::assert_snapshot!(
        "short_zh",
        short(&faults(&chinese, "市场营消部", "3天"), &chinese, Language::Chinese)
    );
    insta::assert_snapshot!(
        "json_en",
        json(&faults(&english, "marketting", "3 days"), &english, Language::English).unwrap()
    );
}

#[test]
fn the_underline_stands_under_its_words() {
    let mut sources = Sources::default();
    sources.add("规则.onus", CHINESE);
    let text = human(&faults(&sources, "市场营消部", "3天"), &sources, Language::Chinese);
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains('│')).unwrap();
    let before = |line: &str, mark: char| unicode_width::UnicodeWidthStr::width(line.split(mark).next().unwrap());
    let quoted = lines[at].split("市场营消部").next().unwrap();
    assert_eq!(
        before(lines[at + 1], '─'),
        unicode_width::UnicodeWidthStr::width(quoted)
    );
    assert_eq!(lines[at + 1].matches('─').count(), 10);
}

#[test]
fn hostile_rule_text_is_shown_not_obeyed() {
    let mut sources = Sources::default();
    let text = "category \u{1b}[31mred\u{202e}live { }\n";
    sources.add("a\u{7}.onus", text);
    let span = spot(&sources, "live");
    let fault = Diagnostic::warning(Code("O1210"), span, Words::new("odd \u{1b}]0;x\u{7} name", "怪"));
    for language in [Language::English, Language::Chinese] {
        let all = [
            human(std::slice::from_ref(&fault), &sources, language),
            short(std::slice::from_ref(&fault), &sources, language),
            json(std::slice::from_ref(&fault), &sources, language).unwrap(),
        ];
        for text in all {
            assert!(!text.chars().any(|char| char.is_control() && char != '\n'), "{text:?}");
            assert!(!text.contains('\u{202e}'), "{text:?}");
        }
    }
    insta::assert_snapshot!("hostile_en", human(&[fault], &sources, Language::English));
}

#[test]
fn a_line_without_end_is_cut_around_the_fault() {
    let mut sources = Sources::default();
    sources.add(
        "long.onus",
        format!("{}HERE{}", "字".repeat(200_000), "x".repeat(200_000)),
    );
    let fault = Diagnostic::error(Code("O1101"), spot(&sources, "HERE"), Words::new("long", "长"));
    let text = human(&[fault], &sources, Language::English);
    assert!(
        text.lines()
            .all(|line| unicode_width::UnicodeWidthStr::width(line) < 220)
    );
    assert!(text.contains("HERE"));
    let quoted = text.lines().find(|line| line.contains('│')).unwrap();
    let under = text.lines().find(|line| line.contains('─')).unwrap();
    let before = unicode_width::UnicodeWidthStr::width(quoted.split("HERE").next().unwrap());
    assert_eq!(
        unicode_width::UnicodeWidthStr::width(under.split('─').next().unwrap()),
        before
    );
}
