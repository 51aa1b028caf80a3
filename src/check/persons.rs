//! A rule that depends on a person: who is away on leave, or has left, answers for nothing. Rules name posts.

use super::context::Check;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::source::Span;

/// Tells the parties and contacts that are called like a person.
pub(super) fn persons(check: &mut Check<'_>, written: &Written<'_>) {
    for party in &written.parties {
        let name = Some(&party.name).filter(|name| is_addressed(&name.text));
        let contact = party.contact.as_ref().filter(|own| is_person(&own.text));
        for (span, text) in name.into_iter().chain(contact).map(|own| (own.span, &own.text)) {
            tell(check, span, text);
        }
    }
}

fn tell(check: &mut Check<'_>, span: Span, text: &str) {
    let words = Words::new(
        format!("\"{text}\" reads like a person; when that person is away or leaves, nobody answers"),
        format!("“{text}”像是一个人：人一休假、一调走，就没有人负责了"),
    );
    check.tell(Diagnostic::warning(Code("O2205"), span, words).mend(Words::new(
        "name the post, for example: contact person \"Head of customer service\"",
        "写岗位，例如：联系人 “客服中心主任”",
    )));
}

/// The most frequent family names.
const FAMILIES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚";
/// What is put behind a family name.
const TITLES: [&str; 16] = [
    "先生", "女士", "小姐", "同志", "老师", "经理", "主任", "主管", "局长", "处长", "科长", "部长", "队长", "站长",
    "班长", "总",
];
/// How the names of posts and places end.
const POSTS: &str = "员长任理管班组部科室处局岗人台厅办队站所会线书务席";
const ADDRESSES: [&str; 8] = ["Mr", "Mrs", "Ms", "Miss", "Mr.", "Mrs.", "Ms.", "Dr."];

/// A family name and a title, or a name with a form of address.
fn is_addressed(text: &str) -> bool {
    let mut letters = text.chars();
    let family = letters.next().is_some_and(|first| FAMILIES.contains(first));
    let mut words = text.split([' ', '_']);
    let addressed = words.next().is_some_and(|first| ADDRESSES.contains(&first)) && words.next().is_some();
    family && TITLES.contains(&letters.as_str()) || addressed
}

/// The same, or a family name with one or two letters that do not end as a post does.
fn is_person(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let named = match letters.as_slice() {
        [family, .., last] if letters.len() <= 3 => {
            let han = letters.iter().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter));
            han && FAMILIES.contains(*family) && !POSTS.contains(*last)
        }
        _ => false,
    };
    named || is_addressed(text)
}
