//! Pass 14: feeds.

use super::context::{Check, error};
use super::feed_columns::{self, field_words};
use super::head;
use super::same_case;
use super::written::Written;
use crate::calendar::Unit;
use crate::diagnostic::Words;
use crate::model::{self, EventId, FeedField, FileFormat, WorkflowId};
use crate::source::Span;
use crate::syntax::tree;
use crate::terms::{CompareOp, FeedRole};

/// Resolves all feeds.
pub(super) fn feeds<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut all = Vec::new();
    for feed in &written.feeds {
        all.extend(one(check, feed).map(|resolved| (*feed, resolved)));
    }
    if all.len() == written.feeds.len() {
        same_case::joinable(check, &all);
    }
    check.set.feeds.extend(all.into_iter().map(|(_, resolved)| resolved));
}

fn one<'a>(check: &mut Check<'a>, feed: &'a tree::Feed) -> Option<model::Feed> {
    let workflow = check.workflow(feed.workflow.as_ref(), feed.span);
    if let Some(encoding) = &feed.encoding
        && encoding_rs::Encoding::for_label(encoding.text.as_bytes()).is_none()
    {
        let text = &encoding.text;
        check.tell(
            error(
                "O1365",
                encoding.span,
                Words::new(
                    format!("there is no encoding called \"{text}\""),
                    format!("没有叫“{text}”的编码"),
                ),
            )
            .mend(Words::new(
                "write: encoding UTF-8, or: encoding GBK",
                "写成：编码 UTF-8，或：编码 GBK",
            )),
        );
    }
    let (format, separator) = form(check, feed);
    let mut columns: Vec<(model::FeedColumn, Span)> = Vec::new();
    let mut faulty = false;
    for column in &feed.columns {
        let Some(resolved) = feed_columns::column(check, column, feed.role, workflow) else {
            faulty = true;
            continue;
        };
        // An event may have several columns: the first and the second pause of a ticket.
        let several = matches!(resolved.field, FeedField::At(_));
        if let Some((_, first)) = columns.iter().find(|(old, _)| !several && old.field == resolved.field) {
            check.twice(column.span, *first);
        }
        columns.push((resolved, column.span));
    }
    if !faulty {
        required(check, feed, workflow, &columns);
    }
    let leaving = feed.leaving.iter().filter_map(|line| leaving(check, line, workflow));
    let leaving: Vec<_> = leaving.collect();
    if let Some(line) = feed.leaving.first()
        && !columns.iter().any(|(column, _)| column.on_change)
    {
        check.misplaced(
            line.span,
            Words::new(
                "only a log of states is left: its event column says \"on change\"",
                "只有状态日志才有“离开”：事件列要写“变化时”",
            ),
        );
    }
    Some(model::Feed {
        role: feed.role,
        file: feed.file.text.clone(),
        encoding: feed.encoding.as_ref().map(|encoding| encoding.text.clone()),
        format,
        separator,
        sheet: feed.sheet.as_ref().map(|sheet| sheet.text.clone()),
        workflow: workflow?,
        zone: feed.zone.as_ref().and_then(|zone| head::zone(check, zone)),
        prefix: feed.prefix.as_ref().map_or(String::new(), |prefix| prefix.text.clone()),
        same_case: same_case::same_case(check, feed),
        empty: feed.empty.iter().map(|text| text.text.trim().to_string()).collect(),
        fresh_within: feed.fresh_within.as_ref().and_then(|length| seconds(check, length)),
        rows_least: feed.rows_least.as_ref().map_or(0, |least| least_rows(check, least)),
        leaving,
        columns: columns.into_iter().map(|(column, _)| column).collect(),
        place: check.place(feed.span),
    })
}

/// The format and the separator that a feed states.
fn form(check: &mut Check<'_>, feed: &tree::Feed) -> (Option<FileFormat>, Option<u8>) {
    let mut refuse = |span: Span, message: (String, String), mend: (String, String)| {
        let told = error("O1366", span, Words::new(message.0, message.1));
        check.tell(told.mend(Words::new(mend.0, mend.1)));
    };
    let format = feed.format.as_ref().and_then(|word| {
        let known = FileFormat::ALL
            .into_iter()
            .find(|format| format.word() == word.text.trim());
        if known.is_none() {
            let all = FileFormat::ALL.map(|format| format!("\"{}\"", format.word()));
            refuse(
                word.span,
                (
                    format!("there is no format \"{}\"", word.text),
                    format!("没有叫“{}”的格式", word.text),
                ),
                (
                    format!("write one of: {}", all.join(", ")),
                    format!("可写：{}", all.join("、")),
                ),
            );
        }
        known
    });
    let separator = feed.separator.as_ref().and_then(|text| match text.text.as_bytes() {
        [byte] if byte.is_ascii_punctuation() && *byte != b'"' || *byte == b'\t' => Some(*byte),
        _ => {
            refuse(
                text.span,
                (
                    format!("\"{}\" cannot part cells", text.text),
                    format!("“{}”不能作分隔符", text.text),
                ),
                (
                    "write one mark, such as: separator \";\"; for tabs: format \"tsv\"".into(),
                    "只写一个标点，如：分隔符 “;”；制表符写：格式 “tsv”".into(),
                ),
            );
            None
        }
    });
    if let (Some(separator), Some(format)) = (&feed.separator, format)
        && format != FileFormat::Csv
    {
        refuse(
            separator.span,
            (
                format!("{} has its own separator", format.word()),
                format!("{} 的分隔符是固定的", format.word()),
            ),
            ("delete \"separator\"".into(), "删去“分隔符”".into()),
        );
    }
    if let (Some(sheet), Some(format)) = (&feed.sheet, format)
        && format != FileFormat::Xlsx
    {
        refuse(
            sheet.span,
            (
                format!("{} has no sheets", format.word()),
                format!("{} 没有工作表", format.word()),
            ),
            ("delete \"sheet\"".into(), "删去“工作表”".into()),
        );
    }
    (format, separator)
}

/// `leaving STATE counts as EVENT`
fn leaving<'a>(
    check: &mut Check<'a>,
    line: &'a tree::Leaving,
    workflow: Option<WorkflowId>,
) -> Option<(EventId, EventId)> {
    let (state, event) = (
        check.event(&line.state, workflow),
        check.event(&line.counts_as, workflow),
    );
    state.zip(event)
}

/// A length that passes by the clock alone.
fn seconds(check: &mut Check<'_>, length: &tree::Quantity) -> Option<i64> {
    let unit = match length.unit {
        Unit::Seconds => 1,
        Unit::Minutes => 60,
        Unit::Hours => 3600,
        _ => {
            check.misplaced(
                length.span,
                Words::new(
                    "how old a feed may be is said in hours or minutes, weekends included",
                    "数据多旧为止，用小时或分钟写，休息日也算在内",
                ),
            );
            return None;
        }
    };
    Some(length.amount.saturating_mul(unit))
}

/// `rows >= 1`
fn least_rows(check: &mut Check<'_>, least: &tree::RowsLeast) -> u64 {
    match (least.op, u64::try_from(least.count)) {
        (CompareOp::AtLeast, Ok(count)) => count,
        _ => {
            check.misplaced(
                least.span,
                Words::new("how many rows a feed has at least: rows >= 1", "至少有几行：行数 >= 1"),
            );
            0
        }
    }
}

/// What each sort of feed cannot do without.
fn required(
    check: &mut Check<'_>,
    feed: &tree::Feed,
    workflow: Option<WorkflowId>,
    columns: &[(model::FeedColumn, Span)],
) {
    let first = workflow.and_then(|flow| check.set.first_event(flow));
    let needs: Vec<FeedField> = match feed.role {
        FeedRole::Tickets => std::iter::once(FeedField::TicketId)
            .chain(first.map(FeedField::At))
            .collect(),
        FeedRole::Events => vec![FeedField::TicketId, FeedField::Event, FeedField::Moment],
        FeedRole::Decisions | FeedRole::Objections => vec![FeedField::TicketId, FeedField::Moment],
        FeedRole::Surveys => vec![FeedField::Score],
        FeedRole::Monitoring => vec![FeedField::Tier, FeedField::Moment],
    };
    for field in needs {
        let Some((column, span)) = columns.iter().find(|(column, _)| column.field == field) else {
            let (en, zh) = field_words(check, field);
            check.lacks(
                feed.span,
                Words::new(format!("which column holds {en}"), format!("{zh}在哪一列")),
                Words::new(format!("{en} from column \"…\""), format!("{zh} 取自列 “……”")),
            );
            continue;
        };
        if column.optional {
            let (en, zh) = field_words(check, field);
            check.tell(
                error(
                    "O1342",
                    *span,
                    Words::new(
                        format!("no row can be read without {en}, so its column cannot be optional"),
                        format!("没有{zh}就读不了任何一行，这一列不能是可缺的"),
                    ),
                )
                .mend(Words::new("delete \"optional\"", "删去“可缺”")),
            );
        }
    }
}
