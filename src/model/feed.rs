//! Where tickets and events are read from.

use super::{EventId, FieldId, Place, WorkflowId};
use crate::calendar::Quantity;
use crate::terms::FeedRole;
use serde::{Deserialize, Serialize};

/// A feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// What it holds.
    pub role: FeedRole,
    /// The file, looked for beside the rules or in the data folder.
    pub file: String,
    /// The encoding it states, as written (`GBK`, `UTF-8` …).
    pub encoding: Option<String>,
    /// The format it states; None: by the file's name, else by what stands in it.
    pub format: Option<FileFormat>,
    /// What parts its cells, where it says so; one ASCII character.
    pub separator: Option<u8>,
    /// The sheet of a workbook; None: the only one with cells in it.
    pub sheet: Option<String>,
    /// The workflow of its events.
    pub workflow: WorkflowId,
    /// The zone of its wall-clock times; None: that of the rules.
    pub zone: Option<chrono_tz::Tz>,
    /// Put before each of its ticket numbers.
    pub prefix: String,
    /// When its rows are the same case as one of a feed that says nothing of the kind: any of these is enough.
    pub same_case: Vec<SameCase>,
    /// What stands in a cell that tells nothing.
    pub empty: Vec<String>,
    /// Its newest event may be so many seconds older than the moment of the run.
    pub fresh_within: Option<i64>,
    /// It has at least so many rows.
    pub rows_least: u64,
    /// The end of a state of a log: the row that leaves the first event's state also tells the second event.
    pub leaving: Vec<(EventId, EventId)>,
    /// Its columns.
    pub columns: Vec<FeedColumn>,
    /// Its head.
    pub place: Place,
}

impl Feed {
    /// A feed of which nothing more is said.
    #[must_use]
    pub fn new(role: FeedRole, file: &str) -> Feed {
        Feed {
            role,
            file: file.to_string(),
            encoding: None,
            format: None,
            separator: None,
            sheet: None,
            workflow: WorkflowId(0),
            zone: None,
            prefix: String::new(),
            same_case: Vec::new(),
            empty: Vec::new(),
            fresh_within: None,
            rows_least: 0,
            leaving: Vec::new(),
            columns: Vec::new(),
            place: Place::default(),
        }
    }
}

/// When two rows of different feeds are the same case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SameCase {
    /// What both tell, and tell alike: the customer, the category, declared fields.
    pub fields: Vec<FeedField>,
    /// How far apart both were accepted at most, whichever came first; None: however far.
    pub within: Option<Quantity>,
    /// The line.
    pub place: Place,
}

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// Cells parted by commas.
    Csv,
    /// Cells parted by tabs.
    Tsv,
    /// An array of objects.
    Json,
    /// An object a line.
    Ndjson,
    /// An Excel workbook.
    Xlsx,
}

impl FileFormat {
    /// All of them.
    pub const ALL: [FileFormat; 5] = [
        FileFormat::Csv,
        FileFormat::Tsv,
        FileFormat::Json,
        FileFormat::Ndjson,
        FileFormat::Xlsx,
    ];

    /// Its name in rule files, which is also the ending of its files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FileFormat::Csv => "csv",
            FileFormat::Tsv => "tsv",
            FileFormat::Json => "json",
            FileFormat::Ndjson => "ndjson",
            FileFormat::Xlsx => "xlsx",
        }
    }
}

/// A column of a feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeedColumn {
    /// What it tells.
    pub field: FeedField,
    /// Its header; of a numbered one what the rule file says.
    pub column: String,
    /// Its place among the columns, from 1, where it is named by that.
    pub number: Option<u32>,
    /// The formats of its moments as written; none: the default ones.
    pub formats: Vec<String>,
    /// What parts the names in its cells; None: the usual marks.
    pub separator: Option<String>,
    /// A row tells its event only where it differs from the ticket's last one.
    pub on_change: bool,
    /// It holds what was so when the feed was exported, not at acceptance.
    pub as_of_export: bool,
    /// May be missing.
    pub optional: bool,
    /// Printed as a pseudonym unless asked.
    pub personal: bool,
    /// This column's codes; a value that stands here is not looked up by name.
    pub mapping: Vec<(String, Mapped)>,
    /// What every other value stands for.
    pub otherwise: Option<Mapped>,
    /// Its line.
    pub place: Place,
}

impl FeedColumn {
    /// A column of which nothing more is said.
    #[must_use]
    pub fn new(field: FeedField, column: &str) -> FeedColumn {
        FeedColumn {
            field,
            column: column.to_string(),
            number: None,
            formats: Vec::new(),
            separator: None,
            on_change: false,
            as_of_export: false,
            optional: false,
            personal: false,
            mapping: Vec::new(),
            otherwise: None,
            place: Place::default(),
        }
    }
}

/// What a column tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum FeedField {
    TicketId,
    Customer,
    Kind,
    Category,
    Handler,
    /// The units that work on the ticket beside its handler, several in a cell.
    CoHandlers,
    Event,
    Moment,
    Recorded,
    Party,
    Tier,
    /// Who monitored, as an identity: it is counted and never printed.
    Monitor,
    Dimension,
    Score,
    /// The deadline or schedule that a decision or objection is about.
    About,
    /// What a decision or objection refers to: its number, a reason.
    Reference,
    /// A wide column: the moment of an event.
    At(EventId),
    /// A declared field.
    Field(FieldId),
}

/// What a code of a column stands for: the same values as in conditions.
pub type Mapped = MappedTo;

/// See [`Mapped`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum MappedTo {
    /// A value of the column's domain: kind, category, party, choice, yes or no.
    Value(super::Value),
    /// An event (`event` columns).
    Event(EventId),
    /// A tier, dimension or other bare word.
    Word(String),
    /// The breach is excused (`event` column of decisions).
    Excuse,
    /// A row with this code is left aside.
    Ignore,
}
