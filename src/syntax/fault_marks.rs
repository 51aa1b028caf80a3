//! The messages about a file as a whole, its characters, quotes and braces.

use super::fault::{error, like, shown, words, write};
use super::grammar::{Node, span};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::form;
use crate::diagnostic::{Diagnostic, Edit};
use crate::source::{FileId, Span};

pub(super) fn file_too_large(file: FileId, length: usize) -> Diagnostic {
    let (size, limit) = (length / 1024 / 1024, super::LARGEST_FILE / 1024 / 1024);
    error(
        "O1002",
        span(file, 0, 0),
        format!("this file has more than {size} MB; a rule file may have {limit}"),
        format!("这个文件超过 {size} MB；规则文件最大 {limit} MB"),
    )
    .mend(words(
        "split it, and name the parts with: import \"part.onus\"",
        "请拆成几个文件，再用 引入 “分文件.onus” 连起来",
    ))
}

pub(super) fn too_deep(file: FileId, at: usize, length: usize) -> Diagnostic {
    let deepest = super::outline::DEEPEST;
    error(
        "O1003",
        span(file, at, at + length),
        format!("brackets stand more than {deepest} deep in each other here"),
        format!("这里的括号套了 {deepest} 层以上"),
    )
    .mend(words("use fewer brackets in each other", "请减少括号的层数"))
}

/// A run of characters that cannot be seen. Where they have no effect on what is seen, the text without them is what was
/// meant; what turns the direction of writing, or controls a machine, leaves open what was.
pub(super) fn invisible(file: FileId, at: usize, run: &str) -> Diagnostic {
    let first = run.chars().next().unwrap_or_default();
    let number = u32::from(first);
    let without_effect = run
        .chars()
        .all(|c| matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'));
    error(
        "O1004",
        span(file, at, at + first.len_utf8()),
        format!("an invisible character (U+{number:04X}) stands here"),
        format!("这里有一个看不见的字符（U+{number:04X}）"),
    )
    .mend(words(
        "delete it, or type the words around it again",
        "请删掉它，或把前后的字重新打一遍",
    ))
    .certain(without_effect.then(|| Edit::new(span(file, at, at + run.len()), "")))
}

pub(super) fn look_alike(at: Span, word: &str, meant: &str) -> Diagnostic {
    let text = shown(word);
    error(
        "O1006",
        at,
        format!("`{text}` has letters in it that only look like those of `{meant}`"),
        format!("“{text}”里有与“{meant}”形似的别种字母"),
    )
    .mend(write(meant))
}

pub(super) fn too_many(span: Span, number: usize) -> Diagnostic {
    error(
        "O1005",
        span,
        format!("more than {number} mistakes; those from here on are not listed"),
        format!("错误超过 {number} 处；从这里起不再列出"),
    )
    .mend(words("mend the first ones and check again", "请先改前面的，再检查一遍"))
}

pub(super) fn lone_quote(file: FileId, text: &str, start: usize, end: usize) -> Diagnostic {
    let quote = text.get(start..end).unwrap_or("");
    let (en, zh) = match quote {
        "“" => (
            "write a ” where the text ends, on the same line",
            "请在文字末尾补上 ”，并且不要换行",
        ),
        "”" => ("write a “ where the text begins", "请在文字开头补上 “"),
        "「" => (
            "write a 」 where the text ends, on the same line",
            "请在文字末尾补上 」，并且不要换行",
        ),
        "」" => ("write a 「 where the text begins", "请在文字开头补上 「"),
        _ => (
            "a text stands between two of them on one line: \"text\"",
            "文字前后各要一个引号，并在同一行：“文字”",
        ),
    };
    error(
        "O1105",
        span(file, start, end),
        format!("the quote {quote} has no partner on this line"),
        format!("这个引号 {quote} 在本行没有配对"),
    )
    .mend(words(en, zh))
}

pub(super) fn open_missing(file: FileId, start: usize, end: usize, head: &str) -> Diagnostic {
    let head = shown(head);
    error(
        "O1109",
        span(file, start, end),
        format!("after `{head}` a {{ is missing"),
        format!("“{head}”后面缺一个 {{"),
    )
    .mend(words(format!("write: {head} {{"), format!("改成：{head} {{")))
}

pub(super) fn brace_missing(node: &Node<'_>, reader: &Reader<'_>) -> Diagnostic {
    let head = shown(node.text());
    let missing = open_missing(reader.file, node.span().range().start, node.span().range().end, &head);
    match form(node.rule()).filter(|form| form.opens.is_some()) {
        Some(form) => Diagnostic {
            mends: vec![like(form)],
            ..missing
        },
        None => Diagnostic {
            mends: vec![write(&format!("{head} {{ … }}"))],
            ..missing
        },
    }
}

pub(super) fn close_missing(file: FileId, text: &str, end: usize, head: &str) -> Diagnostic {
    // The last character before the place where the brace should stand.
    let before = text.get(..end).unwrap_or("");
    let start = before.char_indices().next_back().map_or(end, |(at, _)| at);
    let head = shown(head);
    error(
        "O1110",
        span(file, start, end),
        format!("the }} that closes `{head}` is missing"),
        format!("“{head}”缺结尾的 }}"),
    )
    .mend(words("write a } after this line", "请在这一行之后补一个 }"))
}

pub(super) fn close_misspelled(file: FileId, text: &str, start: usize, end: usize) -> Diagnostic {
    let word = shown(text.get(start..end).unwrap_or(""));
    error(
        "O1110",
        span(file, start, end),
        format!("`{word}` stands where a closing }} has to be"),
        format!("“{word}”的位置应当是结尾的 }}"),
    )
    .mend(write("}"))
}

pub(super) fn stray_brace(file: FileId, text: &str, start: usize, end: usize) -> Diagnostic {
    let brace = text.get(start..end).unwrap_or("");
    error(
        "O1111",
        span(file, start, end),
        format!("this {brace} has no partner here"),
        format!("这个 {brace} 在这里没有配对"),
    )
    .mend(words(
        format!("delete the {brace}, or add the one that belongs to it"),
        format!("请删掉这个 {brace}，或补上与它配对的"),
    ))
}

pub(super) fn brace_unwanted(node: &Node<'_>, statement: &Statement, reader: &Reader<'_>) -> Diagnostic {
    let head = shown(node.text());
    let from = statement.end;
    let gap = reader
        .text
        .get(from..)
        .and_then(|rest| rest.find(['{', '｛']))
        .unwrap_or(0);
    error(
        "O1112",
        span(reader.file, from + gap, from + gap + 1),
        format!("`{head}` takes no braces"),
        format!("“{head}”后面不能跟花括号"),
    )
    .mend(write(&head))
}
