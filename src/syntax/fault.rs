//! The messages about form: one a fault, in the house's words, with what to type instead.

use super::grammar::{Node, Rule, span};
use super::outline::Statement;
use super::reader::{Reader, Stop};
use super::statement::Block;
use super::tree::{Date, Name};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::source::{FileId, Span};

fn w(en: impl Into<String>, zh: impl Into<String>) -> Words {
    Words::new(en, zh)
}
fn e(code: &'static str, span: Span, en: impl Into<String>, zh: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code(code), span, w(en, zh))
}

pub(super) struct Told {
    pub message: Diagnostic,
    pub still_good: Vec<(usize, usize)>,
}

pub(super) fn examine(reader: &Reader<'_>, statement: &Statement, _block: Block, stop: Stop) -> Told {
    let at = statement.start + stop.at;
    Told {
        message: e(
            "O1101",
            span(reader.file, at.min(statement.end.saturating_sub(1)), statement.end),
            format!("cannot be read {:?}", stop.wanted),
            "读不懂",
        ),
        still_good: Vec::new(),
    }
}
pub(super) fn block_of_head(_reader: &Reader<'_>, _statement: &Statement, _block: Block) -> Option<Block> {
    None
}
pub(super) fn brace_missing(node: &Node<'_>, _r: &Reader<'_>) -> Diagnostic {
    e("O1102", node.span(), "a { is missing", "缺 {")
}
pub(super) fn brace_unwanted(node: &Node<'_>, _s: &Statement, _r: &Reader<'_>) -> Diagnostic {
    e("O1102", node.span(), "no braces here", "这里没有括号")
}
pub(super) fn reserved(name: &Name, _r: &Reader<'_>) -> Diagnostic {
    e("O1104", name.span, "reserved", "规则用语")
}
pub(super) fn said_twice(span: Span, _r: &Reader<'_>) -> Diagnostic {
    e("O1115", span, "said twice", "写了两次")
}
pub(super) fn number_too_large(span: Span, _text: &str) -> Diagnostic {
    e("O1114", span, "too large", "数太大")
}
pub(super) fn no_such_date(node: &Node<'_>) -> Diagnostic {
    e("O1113", node.span(), "no such date", "没有这一天")
}
pub(super) fn no_such_time(node: &Node<'_>) -> Diagnostic {
    e("O1112", node.span(), "no such time", "没有这个时刻")
}
pub(super) fn hours_backwards(node: &Node<'_>) -> Diagnostic {
    e("O1112", node.span(), "backwards", "倒了")
}
pub(super) fn dates_backwards(node: &Node<'_>, _a: Date, _b: Date) -> Diagnostic {
    e("O1113", node.span(), "backwards", "倒了")
}
pub(super) fn bare_days(node: &Node<'_>, _a: &Node<'_>) -> Diagnostic {
    e("O1107", node.span(), "which days", "哪种天")
}
pub(super) fn negative(node: &Node<'_>, _a: &Node<'_>) -> Diagnostic {
    e("O1114", node.span(), "negative", "负数")
}
pub(super) fn not_whole(node: &Node<'_>, _a: &Node<'_>) -> Diagnostic {
    e("O1114", node.span(), "not whole", "不是整数")
}
pub(super) fn and_or_mixed(node: &Node<'_>) -> Diagnostic {
    let _ = Rule::cond;
    e("O1108", node.span(), "mixed", "混用")
}
pub(super) fn lone_quote(file: FileId, _t: &str, a: usize, b: usize) -> Diagnostic {
    e("O1105", span(file, a, b), "lone quote", "引号")
}
pub(super) fn braces(file: FileId, t: &str) -> Diagnostic {
    e("O1102", span(file, 0, t.len()), "braces", "括号")
}
pub(super) fn too_deep(file: FileId, at: usize, len: usize) -> Diagnostic {
    e("O1003", span(file, at, at + len), "too deep", "太深")
}
pub(super) fn file_too_large(file: FileId, len: usize) -> Diagnostic {
    e("O1002", span(file, 0, 0), format!("too large {len}"), "太大")
}
