//! A feed block bound to the header of its file: which cell of a row goes where, and how it is read.

use super::cell::{half_width, is_blank};
use super::clock::Clock;
use super::format::Format;
use super::layout::{Layout, Store};
use super::near::nearest;
use super::refused::Reason;
use super::spellings::Spellings;
use crate::diagnostic::{Code, Words, feed as codes};
use crate::model::{Feed, FeedColumn, FeedField, RuleSet};
use crate::terms::FeedRole;
use std::sync::Arc;

/// How a cell is read.
#[derive(Debug)]
pub(super) enum Read {
    /// The ticket number.
    Number,
    /// The customer.
    Customer,
    /// A word of a closed list; the code of a word that is none.
    Word(Spellings, Code),
    /// Several units, and what parts their names.
    Several(Spellings, Option<String>),
    /// The event of an event row.
    Event(Spellings),
    /// A moment, in a stated format, in the default shapes, or in either: the default shapes stand beside a
    /// format that has year, month and day in the same order, since then nothing can be misread.
    Moment { format: Option<Format>, default: bool },
    /// A decimal number.
    Decimal,
    /// A text whose content is kept.
    Text,
    /// A text of which only is kept that it is told.
    Told,
}

/// A column that is read.
#[derive(Debug)]
pub(super) struct Column {
    /// The cell of the row, from 0.
    pub(super) cell: usize,
    /// Its index in the feed block.
    pub(super) at: u16,
    /// Where its value goes.
    pub(super) slot: usize,
    /// How it is read.
    pub(super) read: Read,
}

/// How the rows of one file are read.
pub(super) struct Plan {
    /// The columns, by cell.
    pub(super) columns: Vec<Column>,
    /// The number of cells of the header.
    pub(super) width: usize,
    /// What a row must hold besides its number, as slots: an event row its event and moment.
    pub(super) event_row: Option<(usize, usize)>,
    /// Each row has to have a ticket number: it makes a ticket or an event.
    pub(super) numbered: bool,
    /// Events of the feed's workflow, by event.
    pub(super) known: Vec<bool>,
    /// The wall clock of its moments.
    pub(super) clock: Arc<Clock>,
    /// Between cells.
    pub(super) delimiter: u8,
    /// What stands in a cell that tells nothing.
    pub(super) empty: Vec<String>,
    /// The text was decoded, so that U+FFFD stands for bytes that are none.
    pub(super) decoded: bool,
}

impl Plan {
    /// Binds a feed to a header; every fault is told. `typed`: dates may come in the default shape whatever the
    /// format says.
    pub(super) fn bind(
        rules: &RuleSet,
        (at, name): (usize, &str),
        layout: &Layout,
        header: &[String],
        clock: &Arc<Clock>,
        typed: bool,
    ) -> Result<Plan, Vec<Reason>> {
        let (mut reasons, mut columns) = (Vec::new(), Vec::new());
        let Some(feed) = rules.feeds.get(at) else {
            return Err(Vec::new());
        };
        let numbered = feed.role == FeedRole::Tickets || feed.role.tells_events();
        for (index, column) in feed.columns.iter().enumerate() {
            match cell_of(header, column) {
                Ok(Some(cell)) => {
                    let slot = layout.slot_of(feed, index);
                    match reader(
                        rules,
                        (feed.role, column),
                        slot.and_then(|slot| layout.slots.get(slot).copied()),
                        typed,
                    ) {
                        Ok(Some(read)) => {
                            columns.push(Column {
                                cell,
                                at: index as u16,
                                slot: slot.unwrap_or(usize::MAX),
                                read,
                            });
                        }
                        Ok(None) => {}
                        Err(fault) => reasons.push(fault(Reason {
                            column: Some(index),
                            ..reason(at, name)
                        })),
                    }
                }
                Ok(None) => {}
                Err(fault) => reasons.push(fault(Reason {
                    column: Some(index),
                    ..reason(at, name)
                })),
            }
        }
        if !reasons.is_empty() {
            return Err(reasons);
        }
        columns.sort_by_key(|column| column.cell);
        let workflow = rules.workflows.get(feed.workflow.index());
        let known = (0..rules.events.len()).map(crate::model::EventId::from).map(|event| {
            workflow.is_none_or(|workflow| workflow.in_order.contains(&event) || workflow.may_have.contains(&event))
        });
        Ok(Plan {
            columns,
            width: header.len(),
            event_row: event_row(feed, layout),
            numbered,
            known: known.collect(),
            clock: Arc::clone(clock),
            delimiter: b',',
            empty: feed.empty.clone(),
            decoded: false,
        })
    }
}

/// Tells the columns that a header has not, but for those that may be missing.
pub(super) fn missing_columns(feed: &Feed, (at, name): (usize, &str), header: &[String]) -> Result<(), Vec<Reason>> {
    let columns = feed.columns.iter().enumerate();
    let faults = columns.filter_map(|(index, column)| Some((index, cell_of(header, column).err()?)));
    let reasons = faults.map(|(index, fault)| {
        fault(Reason {
            column: Some(index),
            ..reason(at, name)
        })
    });
    let reasons: Vec<Reason> = reasons.collect();
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}

/// What a row must hold besides its number, as slots. A feed of decisions or objections without an event column tells
/// by itself what its rows are.
fn event_row(feed: &Feed, layout: &Layout) -> Option<(usize, usize)> {
    let slot = |field| layout.slot(field).unwrap_or(usize::MAX);
    let named = feed.role == FeedRole::Events || feed.columns.iter().any(|column| column.field == FeedField::Event);
    let event = if named { FeedField::Event } else { FeedField::Moment };
    feed.role.tells_events().then(|| (slot(event), slot(FeedField::Moment)))
}

fn reason(feed: usize, name: &str) -> Reason {
    Reason::new(codes::NO_COLUMN, feed, name, Words::new("", ""))
}

type Fault = Box<dyn FnOnce(Reason) -> Reason>;

fn fault(code: Code, message: Words, mend: Option<Words>) -> Fault {
    Box::new(move |reason| Reason {
        code,
        message,
        mends: mend.into_iter().collect(),
        ..reason
    })
}

/// The cell that a column names; None where it may be missing and is.
fn cell_of(header: &[String], column: &FeedColumn) -> Result<Option<usize>, Fault> {
    if let Some(number) = column.number {
        let cell = (number as usize).wrapping_sub(1);
        return match cell < header.len() {
            true => Ok(Some(cell)),
            false if column.optional => Ok(None),
            false => Err(too_few(header.len(), number)),
        };
    }
    let wanted = column.column.trim_matches(is_blank);
    let mut found = header.iter().enumerate().filter(|(_, text)| text.as_str() == wanted);
    match (found.next(), found.next()) {
        (Some((cell, _)), None) => Ok(Some(cell)),
        (Some(_), Some(_)) => Err(fault(
            codes::COLUMN_TWICE,
            Words::new(
                format!("the table has the column \"{wanted}\" twice"),
                format!("表里有两列都叫“{wanted}”"),
            ),
            Some(Words::new(
                "rename one of them in the export",
                "请在导出表里改掉其中一个列名",
            )),
        )),
        _ if column.optional => Ok(None),
        _ => Err(missing(header, wanted)),
    }
}

fn missing(header: &[String], wanted: &str) -> Fault {
    let parted =
        |mark: char| matches!(header, [only] if only.split(mark).any(|part| part.trim_matches(is_blank) == wanted));
    if let Some(mark) = [';', '\t', '|', ','].into_iter().find(|mark| parted(*mark)) {
        return other_separator(mark, wanted);
    }
    let plain = |text: &str| text.chars().filter(|letter| !is_blank(*letter)).collect::<String>();
    let alike = |change: &dyn Fn(&str) -> String| header.iter().find(|text| change(text) == change(wanted));
    let (other, why) = if let Some(other) = alike(&plain) {
        let more = wanted.chars().count() > other.chars().count();
        let why = if more {
            Words::new("one blank too many", "多了一个空格")
        } else {
            Words::new("a blank is missing", "少了空格")
        };
        (Some(other.as_str()), Some(why))
    } else if let Some(other) = alike(&|text| half_width(text).to_lowercase()) {
        (
            Some(other.as_str()),
            Some(Words::new("full-width or capital letters", "全角半角或大小写不同")),
        )
    } else {
        (nearest(wanted, header.iter().map(String::as_str)), None)
    };
    let mut words = Words::new(
        format!("there is no column \"{wanted}\""),
        format!("表里没有“{wanted}”这一列"),
    );
    if let Some(other) = other {
        words.en.push_str(&format!("; there is \"{other}\""));
        words.zh.push_str(&format!("，有“{other}”"));
    }
    if let Some(why) = why {
        words.en.push_str(&format!(" ({})", why.en));
        words.zh.push_str(&format!("（{}）", why.zh));
    }
    let mend = other.map(|other| {
        Words::new(
            format!("write: from column \"{other}\""),
            format!("改成：取自列 “{other}”"),
        )
    });
    let mend = mend.unwrap_or_else(|| Words::new("or write `, optional` behind it", "可以没有的列，后面写“，可缺”"));
    fault(codes::NO_COLUMN, words, Some(mend))
}

fn too_few(count: usize, number: u32) -> Fault {
    let words = Words::new(
        format!("there is no column number {number}: the table has {count}"),
        format!("表里没有第{number}列，一共 {count} 列"),
    );
    let mend = Words::new("or write `, optional` behind it", "可以没有的列，后面写“，可缺”");
    fault(codes::NO_COLUMN, words, Some(mend))
}

/// Whether a column is read from a cell of the header.
pub(super) fn is_read_from(column: &FeedColumn, cell: usize, header: &str) -> bool {
    match column.number {
        Some(number) => number as usize == cell + 1,
        None => column.column.trim_matches(is_blank) == header,
    }
}

/// The whole header is one cell, and parts into the right ones at another mark.
fn other_separator(mark: char, wanted: &str) -> Fault {
    let words = Words::new(
        format!("there is no column \"{wanted}\", since the cells are parted by another mark"),
        format!("表里没有“{wanted}”这一列：分隔符不是逗号"),
    );
    let mend = match mark {
        '\t' => Words::new("write behind the file: format \"tsv\"", "在文件名后写：格式 “tsv”"),
        ',' => Words::new("write behind the file: format \"csv\"", "在文件名后写：格式 “csv”"),
        mark => Words::new(
            format!("write behind the file: separator \"{mark}\""),
            format!("在文件名后写：分隔符 “{mark}”"),
        ),
    };
    fault(codes::NO_COLUMN, words, Some(mend))
}

/// How a column is read; None where nothing of it is kept.
fn reader(
    rules: &RuleSet,
    (role, column): (FeedRole, &FeedColumn),
    store: Option<Store>,
    typed: bool,
) -> Result<Option<Read>, Fault> {
    let words = || Spellings::of(rules, column).unwrap_or_default();
    let moment = || match column.formats.as_slice() {
        [] => Ok(Read::Moment {
            format: None,
            default: true,
        }),
        texts => match Format::any_of(texts) {
            Ok(format) => Ok(Read::Moment {
                default: format.is_year_first() || typed && !format.begins_with_year(),
                format: Some(format),
            }),
            Err(text) => Err(fault(
                codes::UNKNOWN_FORMAT,
                Words::new(
                    format!("the format \"{text}\" does not hold year, month and day once each"),
                    format!("格式“{text}”里年、月、日没有各出现一次"),
                ),
                Some(Words::new(
                    "write: format \"YYYY-MM-DD HH:MM\"",
                    "改成：格式 “年-月-日 时:分”",
                )),
            )),
        },
    };
    Ok(Some(match (column.field, store) {
        (FeedField::TicketId, _) => Read::Number,
        (_, None) => return Ok(None),
        (FeedField::Customer, _) => Read::Customer,
        (FeedField::Kind, _) => Read::Word(words(), codes::UNKNOWN_KIND),
        (FeedField::Category, _) => Read::Word(words(), codes::UNKNOWN_CATEGORY),
        (FeedField::Handler | FeedField::Party, _) => Read::Word(words(), codes::UNKNOWN_PARTY),
        (FeedField::CoHandlers, _) => Read::Several(words(), column.separator.clone()),
        (FeedField::Event, _) if role == FeedRole::Decisions => Read::Word(words(), codes::UNKNOWN_VALUE),
        (FeedField::Event, _) => Read::Event(words()),
        (FeedField::Tier | FeedField::Dimension | FeedField::About, _) => Read::Word(words(), codes::UNKNOWN_VALUE),
        (_, Some(Store::Moment)) => moment()?,
        (_, Some(Store::Decimal)) => Read::Decimal,
        (_, Some(Store::Text)) => Read::Text,
        (_, Some(Store::Told)) => Read::Told,
        (_, Some(Store::Code | Store::Customer | Store::Units)) => Read::Word(words(), codes::UNKNOWN_VALUE),
    }))
}
