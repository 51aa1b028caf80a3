//! Rows set aside and oddities of rows kept: where, why, and what would cure it.
//!
//! The value itself stands apart from the message, so that it is told only where it was asked for.

use super::facts::RowId;
use crate::calendar::Moment;
use crate::diagnostic::{Code, Words, feed as codes};
use crate::model::EventId;

/// One fault of a row that was set aside. A row may have several; [`super::FeedCount`] counts rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The row.
    pub row: RowId,
    /// Its ticket number as far as told.
    pub ticket: String,
    /// The column, as an index into the columns of the feed block.
    pub column: Option<u16>,
    /// Why.
    pub code: Code,
    /// The value at fault. It may be personal: see [`SetAside::personal`].
    pub value: String,
    /// The value is a customer's own: never told unless asked.
    pub personal: bool,
    /// What would cure it, without the value.
    pub cure: Words,
}

/// Faults that one cure would mend: what an ended run prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Index into the rule set's feeds.
    pub feed: u16,
    /// The column, as an index into the columns of the feed block.
    pub column: Option<u16>,
    /// Why.
    pub code: Code,
    /// The spelling at fault, or the shape of a moment or number with every digit as `9`; empty where the row
    /// itself is at fault.
    pub value: String,
    /// The value is a customer's own.
    pub personal: bool,
    /// How many rows.
    pub count: u64,
    /// The first of them.
    pub first: u32,
    /// What would cure it, without the value.
    pub cure: Words,
}

/// An oddity of a row that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFinding {
    /// Its code, F50xx.
    pub code: Code,
    /// The row.
    pub row: RowId,
    /// Its ticket number.
    pub ticket: String,
    /// The column, as an index into the columns of the feed block.
    pub column: Option<u16>,
    /// The event it is about.
    pub event: Option<EventId>,
    /// The moment that was not taken.
    pub at: Option<Moment>,
    /// The value at fault, where it is a word; the number of the case that a row was joined to.
    pub value: String,
    /// What would cure it, without the value.
    pub cure: Option<Words>,
}

/// What a feed came to. `read = counted + void + joined + left aside + set aside`; void is known to evaluation, and repeats and unknown
/// events are among the counted rows though no ticket holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedCount {
    /// Index into the rule set's feeds.
    pub feed: usize,
    /// The file's name.
    pub name: String,
    /// Rows read, the header and blank lines not counted.
    pub read: u64,
    /// Rows set aside.
    pub set_aside: u64,
    /// Rows of tickets that are the same case as one of another feed.
    pub joined: u64,
    /// Rows left aside: those of a code that is mapped to `ignore`, and those recorded only after the moment known at.
    pub left_aside: u64,
    /// Rows that say again what another one said, or a state that was so already.
    pub repeats: u64,
    /// Rows of an event that the workflow does not know: kept, each told as a data finding.
    pub unknown: u64,
    /// Bytes read, unpacked, before decoding.
    pub bytes: u64,
    /// The BLAKE3 digest of these bytes.
    pub digest: String,
}

/// Every digit as `9`, so that a shape is told and not a value.
pub(super) fn shape(value: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_digit() || ('０'..='９').contains(&letter) {
            '9'
        } else {
            letter
        }
    };
    value.chars().take(40).map(plain).collect()
}

/// What would cure a fault.
pub(super) fn cure(code: Code, nearest: Option<&str>, ambiguous: bool) -> Words {
    if ambiguous {
        return Words::new(
            "two categories have this name; write the path a/b, or map it",
            "有两个类别同名，请写路径 a/b，或写“对应”",
        );
    }
    if let Some(name) = nearest {
        return Words::new(
            format!("like {name}: write the spelling under `also called`, behind {name}"),
            format!("像“{name}”：在“又名”里写上 {name} 的这种叫法"),
        );
    }
    let (en, zh) = match code {
        codes::NO_NUMBER => ("fill in the ticket number", "补上工单编号"),
        codes::NO_ACCEPTANCE => (
            "fill in the moment of acceptance, or send its event row",
            "补上受理时间，或补上受理的流转行",
        ),
        codes::UNKNOWN_KIND => (
            "add the kind to the rules, or map it in the column",
            "在规则里加上这个性质，或在该列写“对应”",
        ),
        codes::UNKNOWN_CATEGORY => (
            "add the category to the rules, or map it in the column",
            "在规则里加上这个类别，或在该列写“对应”",
        ),
        codes::UNKNOWN_PARTY => (
            "add the unit to the rules, or map it in the column",
            "在规则里加上这个单位，或在该列写“对应”",
        ),
        codes::SECOND_ROW => ("one row a ticket; take the other one out", "一件工单一行，去掉多余的"),
        codes::NO_TICKET => (
            "send the ticket's row as well, or mend the number",
            "补上这件工单，或改正编号",
        ),
        codes::TICKET_ASIDE => ("mend the ticket's own row first", "先改好工单那一行"),
        codes::NO_ROW => (
            "count its cells against the header; put texts with line breaks or commas in quotes",
            "对照表头数一数格数；带换行或逗号的文本要加引号",
        ),
        codes::NO_MOMENT => (
            "write the column's `format` as the feed writes it",
            "按数据的写法给该列写上“格式”",
        ),
        codes::NO_DECIMAL => ("digits with at most one point", "只写数字，最多一个小数点"),
        codes::NO_OBJECT => ("one object, each key once", "写成一个对象，每个键一次"),
        codes::NESTED => (
            "name the key inside: from column \"customer.id\"",
            "写到里面的键：取自列 “customer.id”",
        ),
        codes::NO_STORED_VALUE => ("open it in Excel and save it", "用 Excel 打开后保存"),
        codes::MERGED_CELL => ("unmerge the cells and fill each", "取消合并，逐格填写"),
        codes::LONG_CELL => ("shorten the cell", "缩短这一格"),
        codes::BAD_BYTES => ("export again, or state the right encoding", "重新导出，或写对编码"),
        codes::NO_EVENT => ("fill in event and moment", "补上事件和时刻"),
        codes::NO_TIER => ("fill in the tier", "补上层级"),
        codes::NO_MEASURE => ("fill in the dimension", "补上维度"),
        codes::UNKNOWN_EVENT => (
            "add the event to the workflow, or write the spelling under `also called`",
            "把事件加进流程，或写“又名”",
        ),
        _ => (
            "add the value to the field, or map it in the column",
            "在字段里加上这个取值，或在该列写“对应”",
        ),
    };
    Words::new(en, zh)
}
