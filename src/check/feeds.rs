//! Pass 14: feeds, and the other spellings under which they may call a thing.

use super::context::{Check, error};
use super::head;
use super::names::{SORTS, Sort, Word};
use super::organisation::party;
use super::suggest;
use super::written::Written;
use crate::calendar::Unit;
use crate::diagnostic::Words;
use crate::model::{self, Domain, EventId, FeedField, FieldId, FileFormat, KindId, Mapped, Subject, Value, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, MappingTarget};
use crate::terms::{CompareOp, FeedRole};
use std::collections::{BTreeMap, HashMap};

/// Resolves all feeds.
pub(super) fn feeds<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for feed in &written.feeds {
        let resolved = one(check, feed);
        check.set.feeds.extend(resolved);
    }
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
        let Some(resolved) = self::column(check, column, feed.role, workflow) else {
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

fn field_words(check: &Check<'_>, field: FeedField) -> (String, String) {
    let both = |en: &str, zh: &str| (en.to_string(), zh.to_string());
    match field {
        FeedField::TicketId => both("ticket_id", "工单编号"),
        FeedField::Customer => both("customer", "客户编号"),
        FeedField::Kind => both("kind", "性质"),
        FeedField::Category => both("category", "类别"),
        FeedField::Handler => both("handler", "承办单位"),
        FeedField::Event => both("event", "事件"),
        FeedField::Moment => both("moment", "时刻"),
        FeedField::Recorded => both("recorded", "录入时刻"),
        FeedField::Party => both("party", "经办方"),
        FeedField::Tier => both("tier", "层级"),
        FeedField::Dimension => both("dimension", "维度"),
        FeedField::Score => both("score", "得分"),
        FeedField::At(event) => {
            let name = check
                .set
                .events
                .get(event.index())
                .map_or("", |event| event.name.as_str());
            both(name, name)
        }
        FeedField::Field(field) => {
            let name = check
                .set
                .fields
                .get(field.index())
                .map_or("", |field| field.name.as_str());
            both(name, name)
        }
    }
}

fn column<'a>(
    check: &mut Check<'a>,
    column: &'a tree::FeedColumn,
    role: FeedRole,
    workflow: Option<WorkflowId>,
) -> Option<model::FeedColumn> {
    let field = match &column.field {
        tree::FeedField::TicketId(_) => FeedField::TicketId,
        tree::FeedField::Customer(_) => FeedField::Customer,
        tree::FeedField::Kind(_) => FeedField::Kind,
        tree::FeedField::Category(_) => FeedField::Category,
        tree::FeedField::Handler(_) => FeedField::Handler,
        tree::FeedField::Event(_) => FeedField::Event,
        tree::FeedField::Moment(_) => FeedField::Moment,
        tree::FeedField::Recorded(_) => FeedField::Recorded,
        tree::FeedField::Party(_) => FeedField::Party,
        tree::FeedField::Tier(_) => FeedField::Tier,
        tree::FeedField::Dimension(_) => FeedField::Dimension,
        tree::FeedField::Score(_) => FeedField::Score,
        tree::FeedField::Named(name) => named(check, name, workflow)?,
    };
    let of_moment = match field {
        FeedField::Moment | FeedField::Recorded | FeedField::At(_) => true,
        FeedField::Field(id) => check
            .set
            .fields
            .get(id.index())
            .is_some_and(|it| it.domain == Domain::PointInTime),
        _ => false,
    };
    column_clauses(check, column, field, role);
    if let Some(format) = column.formats.first().filter(|_| !of_moment) {
        check.misplaced(
            format.span,
            Words::new("only a column of moments has a format", "只有时间的列才写格式"),
        );
    }
    let mut mapping: Vec<(String, Mapped)> = Vec::new();
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for line in &column.mapping {
        let to = mapped(check, field, &line.to);
        for spelling in &line.spellings {
            if let Some(first) = seen.insert(&spelling.text, spelling.span) {
                check.twice(spelling.span, first);
            }
            mapping.extend(to.clone().map(|to| (spelling.text.clone(), to)));
        }
    }
    let otherwise = column
        .mapping_otherwise
        .as_ref()
        .and_then(|to| mapped(check, field, to));
    Some(model::FeedColumn {
        field,
        column: column.column.text.clone(),
        number: column.number.and_then(|number| u32::try_from(number).ok()),
        formats: column.formats.iter().map(|format| format.text.clone()).collect(),
        on_change: column.on_change.is_some(),
        as_of_export: column.as_of_export.is_some(),
        optional: column.optional,
        personal: column.personal || field == FeedField::Customer,
        mapping,
        otherwise,
        place: check.place(column.span),
    })
}

/// What only some columns can say.
fn column_clauses(check: &mut Check<'_>, column: &tree::FeedColumn, field: FeedField, role: FeedRole) {
    let events = role == FeedRole::Events && field == FeedField::Event;
    if let Some(span) = column.on_change.filter(|_| !events) {
        check.misplaced(
            span,
            Words::new(
                "only the event column of a log changes",
                "只有流转表的事件列才写“变化时”",
            ),
        );
    }
    let latest = role == FeedRole::Tickets && matches!(field, FeedField::Handler | FeedField::Category);
    if let Some(span) = column.as_of_export.filter(|_| !latest) {
        check.misplaced(
            span,
            Words::new(
                "only the handler and the category of a ticket change with events, so that an export may hold the latest",
                "只有工单的承办单位和类别会随事件改变，导出表才可能是最新值",
            ),
        );
    }
    if let Some(number) = column.number.filter(|number| *number < 1) {
        check.misplaced(
            column.span,
            Words::new(
                format!("columns are counted from 1, there is no column number {number}"),
                format!("列从 1 数起，没有第{number}列"),
            ),
        );
    }
}

/// A declared field, or an event: one wide column.
fn named<'a>(check: &mut Check<'a>, name: &'a tree::Name, workflow: Option<WorkflowId>) -> Option<FeedField> {
    let event = check.names.get(Sort::Event, &name.text);
    let field = check.names.get(Sort::Field, &name.text);
    match (event, field) {
        (Some(_), Some(_)) => check.two_meanings(name, Sort::Event.words(), Sort::Field.words()),
        (Some(_), None) => check.event(name, workflow).map(FeedField::At),
        (None, Some(known)) => Some(FeedField::Field(FieldId::from(known.id))),
        (None, None) => {
            check.unknown(Sort::Field, ("field or event", "字段或事件"), name.into());
            None
        }
    }
}

fn mapped<'a>(check: &mut Check<'a>, field: FeedField, to: &'a MappingTarget) -> Option<Mapped> {
    let yes_no = |check: &Check<'a>| match field {
        FeedField::Field(id) => check
            .set
            .fields
            .get(id.index())
            .is_some_and(|it| it.domain == Domain::YesOrNo),
        _ => false,
    };
    match to {
        MappingTarget::Ignore(_) => Some(Mapped::Ignore),
        MappingTarget::Yes(_) if yes_no(check) => Some(Mapped::Value(Value::YesNo(true))),
        MappingTarget::No(_) if yes_no(check) => Some(Mapped::Value(Value::YesNo(false))),
        MappingTarget::Yes(span) | MappingTarget::No(span) => unmappable(check, field, *span),
        MappingTarget::Path(path) if field == FeedField::Category => check
            .category(path)
            .map(|category| Mapped::Value(Value::Category(category))),
        MappingTarget::Path(path) => match path.parts.as_slice() {
            [name] => mapped_name(check, field, name.into()),
            _ => unmappable(check, field, path.span),
        },
    }
}

fn mapped_name<'a>(check: &mut Check<'a>, field: FeedField, name: Word<'a>) -> Option<Mapped> {
    let value = match field {
        FeedField::Kind => Value::Kind(KindId::from(check.find(Sort::Kind, name)?)),
        FeedField::Category => Value::Category(check.category_named(name)?),
        FeedField::Handler | FeedField::Party => Value::Party(party(check, Sort::Party.words(), name)?),
        FeedField::Event => {
            return check.find(Sort::Event, name).map(|id| Mapped::Event(EventId::from(id)));
        }
        FeedField::Tier | FeedField::Dimension => return Some(Mapped::Word(name.text.to_string())),
        FeedField::Field(id) => {
            let domain = check.set.fields.get(id.index()).map(|field| field.domain.clone());
            match domain {
                Some(Domain::OneOf(choices)) => check.choice(id, &choices, name)?,
                _ => return unmappable(check, field, name.span),
            }
        }
        _ => return unmappable(check, field, name.span),
    };
    Some(Mapped::Value(value))
}

fn unmappable<T>(check: &mut Check<'_>, field: FeedField, span: Span) -> Option<T> {
    if let FeedField::Field(id) = field {
        return check.misfit(Subject::Field(id), span);
    }
    let (en, zh) = field_words(check, field);
    let text = check.sources.text(span).trim();
    check.refuse(
        error(
            "O1320",
            span,
            Words::new(format!("\"{text}\" does not fit here"), format!("“{text}”不适合这里")),
        )
        .mend(Words::new(
            format!("{en} is read as it stands; it has no mapping to this"),
            format!("{zh}照原样读取，不能这样对应"),
        )),
    )
}

/// Other spellings: each stands for one thing of a sort.
pub(super) fn also_called<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut taken: BTreeMap<(&'static str, &str), (&str, Span)> = BTreeMap::new();
    for line in &written.also_called {
        let sorts = meanings(check, written, &line.name.text);
        if sorts.is_empty() {
            no_such_thing(check, &line.name);
            continue;
        }
        for spelling in &line.spellings {
            let mut clash = None;
            for sort in &sorts {
                let old = taken.insert((sort, &spelling.text), (&line.name.text, spelling.span));
                clash = clash.or(old.filter(|(name, _)| *name != line.name.text));
            }
            if let Some((other, first)) = clash {
                two_things(check, spelling, &line.name.text, other, first);
            }
            check
                .set
                .also_called
                .push((spelling.text.clone(), line.name.text.clone()));
        }
    }
}

/// Tells a name that nothing has.
fn no_such_thing(check: &mut Check<'_>, name: &tree::Name) {
    if check.perhaps_unread(&name.text) || check.told_before(name.into()) {
        return;
    }
    let text = &name.text;
    let told = error(
        "O1201",
        name.span,
        Words::new(
            format!("nothing in these rules is called \"{text}\""),
            format!("规则里没有叫“{text}”的"),
        ),
    );
    let sorts = [Sort::Party, Sort::Category, Sort::Kind, Sort::Event];
    let known = sorts.into_iter().flat_map(|sort| check.names.of(sort));
    let told = match suggest::nearest(text, known) {
        Some(near) => suggest::with_near(told, check.sources, name.span, near),
        None => told.mend(Words::new(
            "name a party, a category, a kind, an event, a value of a field, or repeat a title or a label letter by letter",
            "写部门、单位、类别、性质、事件、字段取值等名称；标题和说明须一字不差",
        )),
    };
    check.tell_unknown(text, told);
}

fn two_things(check: &mut Check<'_>, spelling: &tree::Text, name: &str, other: &str, first: Span) {
    let text = &spelling.text;
    check.tell(
        error(
            "O1380",
            spelling.span,
            Words::new(
                format!("\"{text}\" is to stand for {other} and for {name}; a feed could mean either"),
                format!("“{text}”既当 {other} 又当 {name}，读数据时分不清"),
            ),
        )
        .related(first, Words::new("given to the other here", "先给了另一个"))
        .mend(Words::new("delete one of the two", "删去其中一个")),
    );
}

/// The sorts of things that a name stands for.
fn meanings<'a>(check: &Check<'a>, written: &Written<'a>, name: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    found.extend(
        SORTS
            .iter()
            .filter(|sort| check.names.get(**sort, name).is_some())
            .map(|sort| sort.words().0),
    );
    let choice = check.set.fields.iter().any(|field| match &field.domain {
        Domain::OneOf(choices) => choices.iter().any(|choice| choice == name),
        _ => false,
    });
    if choice {
        found.push("value");
    }
    if written
        .quotas
        .iter()
        .flat_map(|quota| &quota.tiers)
        .any(|tier| tier.tier.text == name)
    {
        found.push("tier");
    }
    let dimension = written.satisfactions.iter().flat_map(|measure| &measure.lines).any(
        |line| matches!(line, tree::SatisfactionLine::Dimension { name: dimension, .. } if dimension.text == name),
    );
    if dimension {
        found.push("dimension");
    }
    if written.texts().any(|text| text == name) {
        found.push("text");
    }
    found
}
