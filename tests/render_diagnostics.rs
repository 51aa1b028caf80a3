//! Messages about rule files: for people in both languages, and in every form that other programs read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "render_diagnostics/forms.rs"]
mod forms;
mod program;
#[path = "support/walk.rs"]
mod walk;

use onus::diagnostic::{Code, Diagnostic, Language, Words};
use onus::render::diagnostics::{human, plain};
use onus::render::findings::{Case, Files, Told, check_json, github, junit, sarif, short};
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

fn told(faults: &[Diagnostic], sources: &Sources, language: Language) -> Vec<Told> {
    let paths = sources
        .iter()
        .map(|(_, source)| format!("rules/{}", source.name))
        .collect();
    Files { sources, paths }.told(faults, language)
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
        "plain_en",
        plain(&faults(&english, "marketting", "3 days"), &english, Language::English)
    );
    insta::assert_snapshot!(
        "short_zh",
        short(&told(
            &faults(&chinese, "市场营消部", "3天"),
            &chinese,
            Language::Chinese
        ))
    );
    insta::assert_snapshot!(
        "json_en",
        check_json(&told(
            &faults(&english, "marketting", "3 days"),
            &english,
            Language::English
        ))
        .unwrap()
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
            plain(std::slice::from_ref(&fault), &sources, language),
            short(&told(std::slice::from_ref(&fault), &sources, language)),
            check_json(&told(std::slice::from_ref(&fault), &sources, language)).unwrap(),
            github(&told(std::slice::from_ref(&fault), &sources, language)),
            sarif(&told(std::slice::from_ref(&fault), &sources, language), language).unwrap(),
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

/// A fault whose file, message and mend try to leave their place in every form.
fn hostile() -> (Sources, Diagnostic) {
    let mut sources = Sources::default();
    sources.add("a,b:c%\"<&>]]>\u{ffff}.onus", "one two\n三 four\n");
    let odd = "x\r\n::error file=other::y,z]]><failure/>\u{b}\u{fffe}%0A[here](http://example.org)";
    let fault = Diagnostic::error(Code("O1201"), spot(&sources, "four"), Words::new(odd, odd));
    let fault = fault.label(Words::new(odd, odd)).mend(Words::new(odd, odd));
    let related = spot(&sources, "one");
    (sources, fault.related(related, Words::new(odd, odd)))
}

#[test]
fn a_command_of_github_ends_where_it_should() {
    let (sources, fault) = hostile();
    let text = github(&told(&[fault.clone(), fault], &sources, Language::English));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    let rest = lines[0].strip_prefix("::error ").unwrap();
    let (properties, message) = rest.split_once("::").unwrap();
    let properties: Vec<&str> = properties.split(',').collect();
    assert_eq!(
        properties,
        [
            "file=rules/a%2Cb%3Ac%25\"<&>]]>\u{ffff}.onus",
            "line=2",
            "col=3",
            "title=onus O1201"
        ]
    );
    // Message, remark and mend, each of two lines.
    assert_eq!(message.matches("%0A").count(), 5, "{message}");
    assert_eq!(message.matches("%250A").count(), 3, "{message}");
}

#[test]
fn junit_holds_nothing_that_xml_does_not() {
    let (sources, fault) = hostile();
    let line = short(&told(&[fault], &sources, Language::English));
    let cases = [
        Case {
            file: sources.name(onus::source::FileId(0)).to_owned(),
            line: Some(3),
            name: line.clone(),
            failures: vec![line.clone(), line.clone()],
            more: format!("{line}\tmore"),
        },
        Case {
            name: "holds".to_owned(),
            more: "told\nall the same".to_owned(),
            ..Case::default()
        },
    ];
    let text = junit("a \"suite\"", &cases);
    let allowed = |char: char| matches!(char, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "{text:?}");
    let tags: Vec<&str> = text
        .split('<')
        .skip(1)
        .map(|tag| tag.split([' ', '>', '/']).next().unwrap())
        .collect();
    let opened = [
        "?xml",
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "",
        "",
        "testcase",
        "system-out",
        "",
        "",
        "",
        "",
    ];
    assert_eq!(tags, opened, "{text}");
    assert!(text.contains(r#"tests="2" failures="1" errors="0""#), "{text}");
    assert!(text.contains("told\nall the same</system-out>"), "{text}");
}

#[test]
fn sarif_is_what_the_standard_asks_for() {
    let (sources, fault) = hostile();
    for language in [Language::English, Language::Chinese] {
        let text = sarif(&told(std::slice::from_ref(&fault), &sources, language), language).unwrap();
        let log: serde_json::Value = serde_json::from_str(&text).unwrap();
        let run = &log["runs"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rule = &run["tool"]["driver"]["rules"][0];
        assert_eq!(rule["id"], "O1201");
        for help in ["text", "markdown"] {
            assert!(rule["help"][help].as_str().unwrap().contains("O1201"), "{rule}");
        }
        let result = &run["results"][0];
        assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&"O1201".into(), &0.into()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "rules/a%2Cb%3Ac%25%22%3C%26%3E%5D%5D%3E%EF%BF%BF.onus"
        );
        // `三` is one column.
        assert_eq!(
            place["region"],
            serde_json::json!({"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7})
        );
        let related = &result["relatedLocations"][0];
        assert_eq!(related["id"], 1);
        for message in [&result["message"]["text"], &related["message"]["text"]] {
            assert!(!message.as_str().unwrap().contains("]("), "{message}");
        }
    }
    // Where nothing is found the log is one too.
    let log: serde_json::Value = serde_json::from_str(&sarif(&[], Language::English).unwrap()).unwrap();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], serde_json::json!([]));
}
