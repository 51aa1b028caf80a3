//! The notice as a page of HTML: every link resolves, every number is that of the rows it opens, and no text from feeds
//! or rules becomes an element or an attribute.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;
#[path = "notice_html/reader.rs"]
mod reader;

use onus::diagnostic::Language;
use onus::notice::{Kind, List, Lists, Notice};
use onus::render::notice::{Phrases, Values, html, layout};
use program::{ends_with, hostile, onus, root, stdout};
use reader::{Element, Page};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Every element the writer knows.
const ELEMENTS: [&str; 35] = [
    "a",
    "body",
    "caption",
    "circle",
    "desc",
    "div",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "li",
    "line",
    "main",
    "meta",
    "ol",
    "p",
    "path",
    "rect",
    "section",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
];
/// Every attribute.
const ATTRIBUTES: [&str; 26] = [
    "aria-describedby",
    "aria-labelledby",
    "charset",
    "class",
    "content",
    "cx",
    "cy",
    "d",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "r",
    "role",
    "scope",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// What the June notice of the bureau holds, as `notice draft --format json` prints it.
fn june() -> &'static str {
    static JUNE: OnceLock<String> = OnceLock::new();
    JUNE.get_or_init(|| {
        let mut command = onus();
        command
            .current_dir(root())
            .args(["--lang", "zh", "notice", "draft", "rules/power_bureau_zh"]);
        command.args([
            "--data",
            "examples/power_bureau",
            "--month",
            "2014-06",
            "--format",
            "json",
        ]);
        let output = command.output().unwrap();
        ends_with(0, &output);
        stdout(&output)
    })
}

fn values(json: &str) -> (Notice, Lists) {
    let Values { notice, lists } = serde_json::from_str(json).unwrap();
    (notice, lists)
}

fn page_of(notice: &Notice, lists: &Lists, language: Language) -> String {
    let phrases = Phrases::shipped(language);
    html(&layout(notice, lists, &phrases), notice, lists, &phrases)
}

/// Links resolve, nothing is fetched, and a number is that of the rows it opens. That no id stands twice the reader sees.
fn sound(page: &Page) {
    for own in &page.elements {
        for (key, value) in &own.attributes {
            assert!(!key.starts_with("on") && key != "style" && key != "src", "{key}");
            assert!(
                !value.contains("//") && !value.contains(':') || own.name == "meta",
                "{key}={value}"
            );
        }
        if own.name == "style" {
            let fetches = ["url(", "@import", "http", "expression", "<"];
            assert!(
                !fetches.iter().any(|word| own.text.contains(word)),
                "a style sheet fetches"
            );
        }
    }
    let links: Vec<&Element> = page.elements.iter().filter(|own| own.name == "a").collect();
    assert!(!links.is_empty());
    for link in links {
        let id = link
            .attribute("href")
            .and_then(|href| href.strip_prefix('#'))
            .expect("a link within the page");
        let section = page.place(id).unwrap_or_else(|| panic!("a dead link: {id}"));
        if id.starts_with('f') {
            opens(page, link, section);
        }
    }
}

/// What a figure opens.
fn opens(page: &Page, link: &Element, section: usize) {
    let told: String = match link.text.parse::<u64>() {
        Ok(_) => link.text.clone(),
        // The title of an annex: its count stands in its head.
        Err(_) => {
            let head = page.below(section).find(|own| own.name == "h2").unwrap();
            assert!(head.text.contains(&link.text), "{} opens {}", link.text, head.text);
            let count = head.text.rsplit(['（', '(']).next().unwrap();
            count.chars().take_while(char::is_ascii_digit).collect()
        }
    };
    let rows = page.below(section).filter(|own| own.name == "tr").count();
    if rows == 0 {
        let elsewhere = page
            .below(section)
            .any(|own| own.name == "p" && own.text.contains(&told));
        assert!(elsewhere, "{told} opens nothing");
        return;
    }
    assert_eq!(told, (rows - 1).to_string(), "{} opens other rows", link.text);
}

#[test]
fn every_figure_of_june_opens_its_rows() {
    let (notice, lists) = values(june());
    for language in [Language::Chinese, Language::English] {
        let text = page_of(&notice, &lists, language);
        assert_eq!(hostile(&text), None);
        let page = Page::read(&text);
        sound(&page);
        let names: BTreeSet<&str> = page.elements.iter().map(|own| own.name.as_str()).collect();
        let known: BTreeSet<&str> = ELEMENTS.into();
        assert_eq!(names, known);
        let all = page.elements.iter().flat_map(|own| &own.attributes);
        let keys: BTreeSet<&str> = all.map(|(key, _)| key.as_str()).collect();
        let known: BTreeSet<&str> = ATTRIBUTES.into();
        assert_eq!(keys, known);
        for table in (0..page.elements.len()).filter(|at| page.elements[*at].name == "table") {
            let own = |name: &'static str| page.below(table).filter(move |own| own.name == name);
            assert_eq!(own("caption").count(), 1);
            assert!(own("th").all(|head| matches!(head.attribute("scope"), Some("col" | "row"))));
        }
        for drawing in (0..page.elements.len()).filter(|at| page.elements[*at].name == "svg") {
            let told = |name: &'static str| {
                page.below(drawing)
                    .find(|own| own.name == name)
                    .map(|own| own.text.clone())
            };
            assert!(!told("title").unwrap().is_empty() && !told("desc").unwrap().is_empty());
        }
        assert_eq!(page.elements.iter().filter(|own| own.name == "svg").count(), 4);
    }
}

#[test]
fn the_numbers_of_june_stand_in_the_charts() {
    let (notice, lists) = values(june());
    let page = Page::read(&page_of(&notice, &lists, Language::Chinese));
    let charts = page
        .elements
        .iter()
        .position(|own| own.is("section", "charts"))
        .unwrap();
    let texts: Vec<&str> = page
        .below(charts)
        .filter(|own| own.name == "text")
        .map(|own| own.text.as_str())
        .collect();
    for text in [
        "104",
        "96",
        "94.05%",
        "92.05%",
        "目标 98%",
        "41件 42.71%",
        "进入9件",
        "又升一级 1",
        "办理中 2",
        "按时 81",
    ] {
        assert!(texts.contains(&text), "{text} is not in {texts:?}");
    }
}

#[test]
fn the_page_of_the_program_is_that_of_its_values() {
    let mut command = onus();
    command
        .current_dir(root())
        .args(["--lang", "zh", "notice", "draft", "rules/power_bureau_zh"]);
    command.args([
        "--data",
        "examples/power_bureau",
        "--month",
        "2014-06",
        "--format",
        "html",
    ]);
    let output = command.output().unwrap();
    ends_with(0, &output);
    let (notice, lists) = values(june());
    assert_eq!(
        stdout(&output).trim_end(),
        page_of(&notice, &lists, Language::Chinese).trim_end()
    );
}

/// Names that would be marks if they were not escaped.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "</style></title><img src=x onerror=alert(1)>",
    "../../x\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{202e}gnp.exe\u{200b}",
    "&lt;b&gt; & &#60; ]]> <!-- ",
    "javascript:alert(1)//https://example.org/",
    "' onfocus='x\r\n\t\u{0}{count}",
];

#[test]
fn hostile_names_make_no_element_and_no_attribute() {
    let plain = june();
    let (notice, lists) = values(plain);
    let harmless = Page::read(&page_of(&notice, &lists, Language::Chinese)).shape();
    let names = [
        "城区供电局",
        "生产设备部",
        "停电与电压质量",
        "投诉",
        "反馈及时率",
        "20140612-0016",
        "缺原因分析",
        "rules.onus",
    ];
    let all: Vec<&str> = HOSTILE.into_iter().chain([HUGE.get_or_init(huge).as_str()]).collect();
    // Three turns of names against texts; one of them gives the huge text to a ticket.
    for turn in [0, 3, 6] {
        let mut json = plain.to_owned();
        for (at, name) in names.iter().enumerate() {
            // One huge name is enough.
            let text = all[(at + turn) % all.len()];
            if text.len() > 1000 && *name != "20140612-0016" {
                continue;
            }
            let quoted = serde_json::to_string(text).unwrap();
            json = json.replace(name, &quoted[1..quoted.len() - 1]);
        }
        let (notice, lists) = values(&json);
        let text = page_of(&notice, &lists, Language::Chinese);
        assert_eq!(hostile(&text), None);
        let page = Page::read(&text);
        sound(&page);
        assert_eq!(page.shape(), harmless, "turn {turn}");
    }
}

static HUGE: OnceLock<String> = OnceLock::new();

/// A cell of a megabyte.
fn huge() -> String {
    "<b>".repeat(350_000)
}

#[test]
fn no_chart_of_fewer_than_two_values() {
    let (mut notice, lists) = values(june());
    notice.overview.kinds.whole.last = None;
    notice.overview.rates.iter_mut().for_each(|rate| rate.last = None);
    notice.climbed.rungs.clear();
    notice.groups.as_mut().unwrap().parts.truncate(1);
    let page = Page::read(&page_of(&notice, &lists, Language::English));
    sound(&page);
    assert!(
        !page
            .elements
            .iter()
            .any(|own| own.name == "svg" || own.is("section", "charts"))
    );
}

#[test]
fn a_month_too_large_for_a_page_names_the_file_that_holds_it() {
    let (mut notice, mut lists) = values(june());
    for list in &mut lists.all {
        let own = list.clone();
        (1..40).for_each(|_| own.rows().for_each(|row| list.push(row.cells())));
    }
    let mut value = serde_json::to_value(&notice).unwrap();
    recount(&mut value);
    notice = serde_json::from_value(value).unwrap();
    let page = Page::read(&page_of(&notice, &lists, Language::Chinese));
    sound(&page);
    let all = page.place("f0").unwrap();
    assert!(
        page.below(all).any(|own| own.name == "tr"),
        "what is small enough still stands in the page"
    );
    let elsewhere = page
        .elements
        .iter()
        .filter(|own| own.name == "p" && own.text.contains("notice.json"))
        .count();
    assert!(elsewhere > 0);
    let rows = page.elements.iter().filter(|own| own.name == "tr").count();
    assert!(rows < 13_000, "{rows} rows in one page");
}

/// Counts of figures forty times as large.
fn recount(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Object(own) => {
            if own.contains_key("only") {
                let count = own["count"].as_u64().unwrap() * 40;
                own.insert("count".to_owned(), count.into());
            }
            own.values_mut().for_each(recount);
        }
        Value::Array(own) => own.iter_mut().for_each(recount),
        _ => {}
    }
}

#[test]
fn a_small_notice() {
    let (mut notice, mut lists) = values(june());
    notice.head.sections = vec!["categories".to_owned(), "annex".to_owned()];
    notice.hot_spots.clear();
    notice.splits.clear();
    notice.overview.rates.clear();
    notice.others.clear();
    notice.climbed.rungs.clear();
    notice.repeats.tickets.count = 0;
    notice.set_aside.count = 0;
    notice.leftovers = None;
    notice.parties.clear();
    notice.kinds.incomplete.clear();
    for list in &mut lists.all {
        let columns: Vec<(&str, Kind)> = list.columns.iter().map(|own| (&*own.key, own.kind)).collect();
        let mut own = List::new(&list.name, &columns);
        list.rows().take(4).for_each(|row| own.push(row.cells()));
        *list = own;
    }
    let groups = notice.groups.as_mut().unwrap();
    for slice in groups
        .parts
        .iter_mut()
        .chain([&mut groups.whole, &mut notice.overview.kinds.whole])
    {
        slice.now = lists.figure(&slice.now.list, slice.now.only.clone());
    }
    let text = page_of(&notice, &lists, Language::English);
    sound(&Page::read(&text));
    let body = text.split_once("<body").unwrap().1;
    insta::assert_snapshot!("small_en", body);
}
