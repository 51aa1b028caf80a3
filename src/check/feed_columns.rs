//! The columns of a feed: what each tells, and what its codes stand for.

use super::context::{Check, error};
use super::names::{Sort, Word};
use super::organisation::party;
use crate::diagnostic::Words;
use crate::model::{self, Domain, EventId, FeedField, FieldId, KindId, Mapped, Subject, Value, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, MappingTarget};
use crate::terms::FeedRole;
use std::collections::HashMap;

/// Resolves a column.
pub(super) fn column<'a>(
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
        tree::FeedField::CoHandlers(_) => FeedField::CoHandlers,
        tree::FeedField::Event(_) => FeedField::Event,
        tree::FeedField::Moment(_) => FeedField::Moment,
        tree::FeedField::Recorded(_) => FeedField::Recorded,
        tree::FeedField::Party(_) => FeedField::Party,
        tree::FeedField::Tier(_) => FeedField::Tier,
        tree::FeedField::Monitor(_) => FeedField::Monitor,
        tree::FeedField::Dimension(_) => FeedField::Dimension,
        tree::FeedField::Score(_) => FeedField::Score,
        tree::FeedField::About(_) => FeedField::About,
        tree::FeedField::Reference(_) => FeedField::Reference,
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
        let to = mapped(check, (role, field), &line.to, workflow);
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
        .and_then(|to| mapped(check, (role, field), to, workflow));
    Some(model::FeedColumn {
        field,
        column: column.column.text.clone(),
        number: column.number.and_then(|number| u32::try_from(number).ok()),
        formats: column.formats.iter().map(|format| format.text.clone()).collect(),
        separator: separator(check, column, field),
        on_change: column.on_change.is_some(),
        as_of_export: column.as_of_export.is_some(),
        optional: column.optional,
        personal: column.personal || field == FeedField::Customer,
        mapping,
        otherwise,
        place: check.place(column.span),
    })
}

/// What parts the names in a cell.
fn separator(check: &mut Check<'_>, column: &tree::FeedColumn, field: FeedField) -> Option<String> {
    let separator = column.separator.as_ref()?;
    if field != FeedField::CoHandlers {
        check.misplaced(
            separator.span,
            Words::new(
                "only the column of the co-handlers holds several names; what parts the cells stands behind the file",
                "只有协办单位一列里有几个名称；格与格之间的分隔符写在文件名后",
            ),
        );
    } else if separator.text.is_empty() {
        check.tell(
            error(
                "O1366",
                separator.span,
                Words::new("nothing cannot part names", "空的不能作分隔符"),
            )
            .mend(Words::new(
                "write the mark: separator \"/\"",
                "写出那个符号：分隔符 “/”",
            )),
        );
    }
    Some(separator.text.clone())
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
    if field == FeedField::CoHandlers && !matches!(role, FeedRole::Tickets | FeedRole::Events) {
        check.misplaced(
            column.span,
            Words::new("only a ticket has co-handlers", "只有工单才有协办单位"),
        );
    } else {
        decided_columns(check, column, field, role);
    }
    if let Some(number) = column.number.filter(|number| *number < 1) {
        let why = Words::new(
            format!("columns are counted from 1, there is no column number {number}"),
            format!("列从 1 数起，没有第{number}列"),
        );
        let mend = Words::new("the first column is: from column number 1", "第一列写成：取自列 第1列");
        check.tell(error("O1342", column.span, why).mend(mend));
    }
}

/// What only decisions and objections have, and what they have not.
fn decided_columns(check: &mut Check<'_>, column: &tree::FeedColumn, field: FeedField, role: FeedRole) {
    let (decided, feed) = match role {
        FeedRole::Decisions => (true, ("decisions", "裁定表")),
        FeedRole::Objections => (true, ("objections", "异议表")),
        _ => (false, ("", "")),
    };
    let known = match field {
        FeedField::About | FeedField::Reference => decided,
        FeedField::TicketId | FeedField::Moment | FeedField::Recorded | FeedField::Party => true,
        FeedField::Event => role != FeedRole::Objections,
        _ => !decided,
    };
    let (en, zh) = field_words(check, field);
    let why = if known && column.personal && field == FeedField::Reference {
        Words::new(
            "a reference is printed in the lists, so that nothing personal can be one",
            "文号要印在清单里，不能取个人信息",
        )
    } else if known {
        return;
    } else if decided {
        Words::new(
            format!("a feed of {} has no {en}", feed.0),
            format!("{}没有{zh}这一列", feed.1),
        )
    } else {
        Words::new(
            format!("only decisions and objections have {en}"),
            format!("只有裁定表和异议表才有{zh}"),
        )
    };
    check.misplaced(column.span, why);
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
            check.unknown(
                &[Sort::Field, Sort::Event],
                ("field or event", "字段或事件"),
                name.into(),
            );
            None
        }
    }
}

fn mapped<'a>(
    check: &mut Check<'a>,
    (role, field): (FeedRole, FeedField),
    to: &'a MappingTarget,
    workflow: Option<WorkflowId>,
) -> Option<Mapped> {
    let decided = role == FeedRole::Decisions && field == FeedField::Event;
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
        MappingTarget::Excuse(_) if decided => Some(Mapped::Excuse),
        MappingTarget::Excuse(span) => {
            let why = Words::new(
                "only the event column of decisions excuses",
                "只有裁定表的事件列才写“免责”",
            );
            check.misplaced(*span, why);
            None
        }
        MappingTarget::Yes(_) if yes_no(check) => Some(Mapped::Value(Value::YesNo(true))),
        MappingTarget::No(_) if yes_no(check) => Some(Mapped::Value(Value::YesNo(false))),
        MappingTarget::Yes(span) | MappingTarget::No(span) => unmappable(check, field, *span),
        MappingTarget::Path(path) if field == FeedField::Category => check
            .category(path)
            .map(|category| Mapped::Value(Value::Category(category))),
        MappingTarget::Path(path) => match path.parts.as_slice() {
            [name] if decided => check.event(name, workflow).map(Mapped::Event),
            [name] if field == FeedField::About => check.obligation(name).map(|_| Mapped::Word(name.text.clone())),
            [name] => mapped_name(check, field, name.into()),
            _ => unmappable(check, field, path.span),
        },
    }
}

fn mapped_name<'a>(check: &mut Check<'a>, field: FeedField, name: Word<'a>) -> Option<Mapped> {
    let value = match field {
        FeedField::Kind => Value::Kind(KindId::from(check.find(Sort::Kind, name)?)),
        FeedField::Category => Value::Category(check.category_named(name)?),
        FeedField::Handler | FeedField::CoHandlers | FeedField::Party => {
            Value::Party(party(check, Sort::Party.words(), name)?)
        }
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

/// What a column tells, as rule files write it.
pub(super) fn field_words(check: &Check<'_>, field: FeedField) -> (String, String) {
    let both = |en: &str, zh: &str| (en.to_string(), zh.to_string());
    match field {
        FeedField::TicketId => both("ticket_id", "工单编号"),
        FeedField::Customer => both("customer", "客户编号"),
        FeedField::Kind => both("kind", "性质"),
        FeedField::Category => both("category", "类别"),
        FeedField::Handler => both("handler", "承办单位"),
        FeedField::CoHandlers => both("co_handlers", "协办单位"),
        FeedField::Event => both("event", "事件"),
        FeedField::Moment => both("moment", "时刻"),
        FeedField::Recorded => both("recorded", "录入时刻"),
        FeedField::Party => both("party", "经办方"),
        FeedField::Tier => both("tier", "层级"),
        FeedField::Monitor => both("monitor", "监控人"),
        FeedField::Dimension => both("dimension", "维度"),
        FeedField::Score => both("score", "得分"),
        FeedField::About => both("about", "所涉"),
        FeedField::Reference => both("reference", "文号"),
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
