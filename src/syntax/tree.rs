//! The tree: what was written, with the place of every word, and no meaning.
//!
//! Names are not looked up, numbers are not judged. One type a construct, in the grammar's order.
//! Every statement keeps its own span so that `check` and the reports can point at its line.

pub use crate::calendar::{ArrivalRule, Unit};
use crate::diagnostic::Language;
use crate::source::Span;
use crate::terms::Incomplete;
pub use crate::terms::{Change, CompareOp, Every, FeedRole, Level, Whole};

/// One rule file as written.
#[derive(Debug, Default)]
pub struct Tree {
    /// The language most of its keywords are in.
    pub language: Language,
    /// What stands at the top level, in the order of the file.
    pub items: Vec<Item>,
    /// The stretches that could not be read and the lines with a message, in bytes from and to, in the order of the file.
    /// A name that is missing but occurs there was probably defined there: `check` stays silent about it.
    pub unread: Vec<(u32, u32)>,
}

/// A name, bare or quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text, without quotes.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A name with its ancestors, outermost first: `outage/frequent_outage`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// At least one name.
    pub parts: Vec<Name>,
    /// The whole path.
    pub span: Span,
}

/// A text in quotes, without them.
pub type Text = Name;

/// A value, and what takes its place from later dates on: `8 weeks, from 2026-04-08 6 weeks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// Before any of the dates.
    pub first: T,
    /// From each date on, in the order written.
    pub later: Vec<(Date, T)>,
}

/// A whole number and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The number; negative only where `onus clock` counts backwards.
    pub amount: i64,
    /// Its unit.
    pub unit: Unit,
    /// Number and unit.
    pub span: Span,
}

/// A decimal number as written: `mantissa / 10^scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The digits without the point.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub scale: u8,
    /// Followed by `%`.
    pub percent: bool,
    /// Where it stands.
    pub span: Span,
}

/// A date of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The date.
    pub date: chrono::NaiveDate,
    /// Where it stands.
    pub span: Span,
}

/// A wall-clock moment in the rule set's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime {
    /// Date and time.
    pub at: chrono::NaiveDateTime,
    /// Where it stands.
    pub span: Span,
}

/// A stretch of one day, seconds from midnight; `24:00` is 86 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Opening.
    pub from: u32,
    /// Close.
    pub to: u32,
    /// Where it stands.
    pub span: Span,
}

/// Who answers: a base and how many steps up from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyRef {
    /// The party one starts from.
    pub base: PartyBase,
    /// How often `superior` follows.
    pub superiors: u8,
    /// The whole phrase.
    pub span: Span,
}

/// The party a [`PartyRef`] starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyBase {
    /// A party of the organisation.
    Named(Name),
    /// `handler`: whoever holds the ticket.
    Handler,
    /// `owning department`: by the category.
    OwningDepartment,
    /// `accountable party`: of the rung at which the ticket stands.
    AccountableParty,
}

/// What stands at the top level.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Item {
    RuleSet(RuleSetHead),
    Effective(Effective),
    TimeZone(Text),
    Import(Text),
    Counting(Counting),
    Arrival(Arrival),
    Calendar(Calendar),
    Organisation(Organisation),
    Field(Field),
    Kind(Kind),
    Category(Category),
    Group(Group),
    Workflow(Workflow),
    Table(Table),
    Deadline(Deadline),
    Ladder(Ladder),
    Schedule(Schedule),
    Repeat(Repeat),
    Finding(Finding),
    Wording(Wording),
    Quota(Quota),
    Satisfaction(Satisfaction),
    Metric(Metric),
    Notice(Notice),
    Feed(Feed),
    AlsoCalled(Vec<OtherSpelling>),
    Example(Example),
    ExpectChange(ExpectChange),
}

/// `ruleset "T" version N`
#[derive(Debug)]
pub struct RuleSetHead {
    /// The title.
    pub title: Text,
    /// The version.
    pub version: i64,
    /// The statement.
    pub span: Span,
}

/// `effective from DATE [until DATE], by EVENT`
#[derive(Debug)]
pub struct Effective {
    /// First day.
    pub from: Date,
    /// Last day; None: the day before the next version begins.
    pub until: Option<Date>,
    /// The event whose date counts.
    pub by: Name,
    /// The statement.
    pub span: Span,
}

/// `working days count …` / `calendar days count …`
#[derive(Debug, Clone, Copy)]
pub struct Counting {
    /// Working days, else calendar days.
    pub working: bool,
    /// From the next day until close of business (midnight), else from the moment until the same time.
    pub from_next_day: bool,
    /// The statement.
    pub span: Span,
}

/// One `arrival … counts as …` line.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// What it says.
    pub rule: ArrivalRule,
    /// The statement.
    pub span: Span,
}

/// `calendar N[, year Y] { … }`
#[derive(Debug)]
pub struct Calendar {
    /// Its name.
    pub name: Name,
    /// The year this block adds, if it says one.
    pub year: Option<i32>,
    /// What stands inside.
    pub lines: Vec<CalendarLine>,
    /// The head.
    pub span: Span,
}

/// A statement in a calendar.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum CalendarLine {
    /// `covers D to D`
    Covers(Date, Date, Span),
    /// `covers all years`
    AllYears(Span),
    /// `monday to friday S, S`; weekdays 0 = Monday … 6 = Sunday, both ends included.
    Weekly {
        from: u8,
        to: u8,
        hours: Vec<Hours>,
        span: Span,
    },
    /// `off D [to D], … ["why"]`
    Off {
        dates: Vec<(Date, Option<Date>)>,
        why: Option<Text>,
        span: Span,
    },
    /// `work D, … [as friday] ["why"]`
    Work {
        dates: Vec<(Date, Option<Date>)>,
        as_weekday: Option<u8>,
        why: Option<Text>,
        span: Span,
    },
    /// `on D S, …`
    On {
        date: Date,
        hours: Vec<Hours>,
        why: Option<Text>,
        span: Span,
    },
    /// `closed D S, …`
    Closed {
        date: Date,
        hours: Vec<Hours>,
        why: Option<Text>,
        span: Span,
    },
    /// `off every 12-25 ["why"]`
    OffEvery {
        month: u32,
        day: u32,
        why: Option<Text>,
        span: Span,
    },
    /// `import "days.ics"`: days off and make-up days from a file of another program.
    Import(Text),
    /// `builds on N`
    BuildsOn(Name),
    /// `timezone Z`
    TimeZone(Text),
    /// A counting rule of its own.
    Counting(Counting),
    /// An arrival line of its own.
    Arrival(Arrival),
}

/// `organisation { … }`
#[derive(Debug)]
pub struct Organisation {
    /// One line a party.
    pub parties: Vec<Party>,
    /// The head.
    pub span: Span,
}

/// `department N [under N] [calendar N] [from D] [until D] [contact person "…"]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Party {
    pub level: Level,
    pub name: Name,
    pub under: Option<Name>,
    pub calendar: Option<Name>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub replaces: Option<Name>,
    pub contact: Option<Text>,
    pub span: Span,
}

/// `field N TYPE [with EVENT]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Field {
    pub name: Name,
    pub domain: Domain,
    pub with: Option<Name>,
    pub span: Span,
}

/// What a field can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Domain {
    YesOrNo,
    OneOf(Vec<Name>),
    Text,
    Number,
    PointInTime,
}

/// `kind N [{ when COND }]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Kind {
    pub name: Name,
    pub when: Option<Cond>,
    pub span: Span,
}

/// `category N { owner N; subcategory … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Category {
    pub name: Name,
    pub owner: Option<Dated<Name>>,
    pub subcategories: Vec<Category>,
    pub span: Span,
}

/// `group N of C, …`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Group {
    pub name: Name,
    pub of: Vec<Path>,
    pub span: Span,
}

/// `workflow N { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Workflow {
    pub name: Name,
    pub lines: Vec<WorkflowLine>,
    pub span: Span,
}

/// A statement in a workflow.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum WorkflowLine {
    Calendar(Name),
    InOrder(Vec<Name>, Span),
    MayHave(Vec<Name>, Span),
    NewRound(Name, Span),
    Redo(Name, Span),
    LeaveOut(Vec<Name>, Span),
    HandOver {
        on: Name,
        grace: Option<Quantity>,
        span: Span,
    },
    Reclassify {
        on: Name,
        grace: Option<Quantity>,
        span: Span,
    },
    ResolvedWhen(Cond, Span),
}

/// `table N "file" { category from column "c"; owner from column "c"; within from column "c" }`:
/// rows of a spreadsheet as rule text.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Table {
    pub name: Name,
    pub file: Text,
    /// The column of the category.
    pub category: Option<Text>,
    /// The column of the owner; with it, each row declares its category.
    pub owner: Option<Text>,
    /// The column of the limit, written as in a row: `10 working days`.
    pub within: Option<Text>,
    pub span: Span,
}

/// `deadline N [from D] [until D] { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Deadline {
    pub name: Name,
    pub from_date: Option<Date>,
    pub until_date: Option<Date>,
    pub lines: Vec<DeadlineLine>,
    pub span: Span,
}

/// A statement in a deadline.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum DeadlineLine {
    Workflow(Name),
    /// `[every LIMIT] from E [, else E] to E [or E] [when T]`
    FromTo {
        every: Option<Limit>,
        from: Name,
        else_from: Vec<Name>,
        to: Vec<Name>,
        when: Option<Cond>,
        span: Span,
    },
    Responsible(Dated<PartyRef>),
    /// `responsible each co_handler`
    ResponsibleEach(Span),
    Calendar(Name),
    Row(Row),
    /// `rows from TABLE`
    RowsFrom(Name, Span),
    /// `not needed when COND`
    NotNeeded(Cond, Span),
    /// `a miss is no breach`
    NoBreach(Span),
    /// `on trial`
    OnTrial(Span),
    Warn(Dated<Quantity>, Span),
    Remind(Remind),
    Pause(Pause),
    /// `extend from E to E, at most n times, each Q, approver PARTY`
    Extend {
        from: Name,
        to: Name,
        at_most: Option<Quantity>,
        each: Option<Quantity>,
        approver: Option<PartyRef>,
        span: Span,
    },
    /// `continue on E`
    Continue(Name, Span),
    Counting(Counting),
    Arrival(Arrival),
}

/// `pause from E to E[, at most Q][, even when late][, reason "…"][, when COND]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Pause {
    pub from: Name,
    pub to: Name,
    pub at_most: Option<Quantity>,
    /// `even when late`
    pub even_late: bool,
    pub reason: Option<Text>,
    pub when: Option<Cond>,
    pub span: Span,
}

/// `remind after due Q [HH:MM], send to P [, copies P]… [, letter "…"] [, unless COND]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Remind {
    /// `before due`, else `after due`.
    pub before: bool,
    pub by: Quantity,
    /// The time of day, in seconds from midnight.
    pub at: Option<u32>,
    pub send_to: PartyRef,
    pub copies: Vec<PartyRef>,
    pub letter: Option<Text>,
    pub unless: Option<Cond>,
    pub span: Span,
}

/// `when COND : V` or `otherwise : V`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Row {
    /// None for `otherwise`.
    pub when: Option<Cond>,
    pub limit: Dated<Limit>,
    pub span: Span,
}

/// What a row grants.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Limit {
    Counted(CountedLimit),
    /// `later of A, B`, else `earlier of A, B`.
    Two {
        later: bool,
        both: [CountedLimit; 2],
        span: Span,
    },
    /// `Q before FIELD`
    Before(Quantity, Name),
    /// A field that holds a point in time.
    Field(Name),
    NoDeadline(Span),
}

/// What is counted from the start of an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CountedLimit {
    Quantity(Quantity),
    /// `working day n HH:MM`, `working day n close of business`
    WorkingDay {
        days: i64,
        /// In seconds from midnight; None: close of business.
        at: Option<u32>,
        span: Span,
    },
}

/// `ladder N [from D] [until D] { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Ladder {
    pub name: Name,
    pub from_date: Option<Date>,
    pub until_date: Option<Date>,
    pub calendar: Option<Name>,
    pub applies_when: Option<Cond>,
    pub rungs: Vec<Rung>,
    pub span: Span,
}

/// `rung n "title" { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Rung {
    pub number: i64,
    pub title: Option<Text>,
    pub lines: Vec<RungLine>,
    pub span: Span,
}

/// A statement in a rung.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum RungLine {
    EnterWhen(Cond, Span),
    /// `on trial`
    OnTrial(Span),
    Responsible(Dated<PartyRef>),
    WithinAs {
        deadline: Name,
        span: Span,
    },
    To(Vec<Name>, Span),
    Within(Dated<Quantity>, Span),
    Must {
        event: Name,
        within: Option<Dated<Quantity>>,
        span: Span,
    },
    /// `exit E [to rung m [within Q]]`
    Exit {
        event: Name,
        to_rung: Option<(i64, Span)>,
        within: Option<Dated<Quantity>>,
        span: Span,
    },
}

/// `schedule N { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Schedule {
    pub name: Name,
    pub lines: Vec<ScheduleLine>,
    pub span: Span,
}

/// A statement in a schedule.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum ScheduleLine {
    /// `every month, last working day 17:30`: seconds from midnight.
    EveryMonthLastWorkingDay {
        at: u32,
        span: Span,
    },
    /// `every month, day 25 17:30`
    EveryMonthDay {
        day: i64,
        at: u32,
        span: Span,
    },
    Calendar(Name),
    CollectWhen(Cond, Span),
    Responsible(Dated<PartyRef>),
    To(Vec<Name>, Span),
    Within(Dated<Quantity>, Span),
}

/// `repeat { same F, …; looking back Q }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Repeat {
    pub same: Vec<Name>,
    pub looking_back: Option<Quantity>,
    pub span: Span,
}

/// `finding N { [responsible P]; [counts as incomplete …]; when COND [: "label"] … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Finding {
    pub name: Name,
    pub responsible: Option<Dated<PartyRef>>,
    pub counts_as: Option<Incomplete>,
    pub lines: Vec<FindingLine>,
    pub span: Span,
}

/// `when COND [: "label"]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct FindingLine {
    pub when: Cond,
    pub label: Option<Text>,
    pub span: Span,
}

/// `wording N { check F; contains "…", … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Wording {
    pub name: Name,
    pub check: Option<Name>,
    pub contains: Vec<Text>,
    pub span: Span,
}

/// `quota N { every month; T : n persons m times … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Quota {
    pub name: Name,
    pub every: Option<Every>,
    pub tiers: Vec<QuotaTier>,
    pub span: Span,
}

/// `T : n persons m times`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct QuotaTier {
    pub tier: Name,
    pub persons: Quantity,
    pub times: Quantity,
    pub span: Span,
}

/// `satisfaction N { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Satisfaction {
    pub name: Name,
    pub lines: Vec<SatisfactionLine>,
    pub span: Span,
}

/// A statement in a satisfaction block.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum SatisfactionLine {
    Scale(i64, i64, Span),
    Band { name: Name, from: i64, to: i64, span: Span },
    Dimension { name: Name, weight: Decimal, span: Span },
    OutOf(i64, Span),
    Decimals(i64, Span),
    Target(Dated<(CompareOp, Decimal)>, Span),
    Methods(Vec<Name>, Span),
    Recheck(Decimal, Span),
    Ask { every: Every, times: Quantity, span: Span },
    SplitBy(Vec<Name>, Span),
}

/// `metric N { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Metric {
    pub name: Name,
    /// `count each ticket` is None inside; `count each DEADLINE` names it.
    pub count_each: Option<(Option<Name>, Span)>,
    pub numerator: Option<Cond>,
    /// `denominator all` is None inside.
    pub denominator: Option<(Option<Cond>, Span)>,
    pub target: Option<Dated<(CompareOp, Decimal)>>,
    pub span: Span,
}

/// `notice N { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Notice {
    pub name: Name,
    pub lines: Vec<NoticeLine>,
    pub span: Span,
}

/// A statement in a notice.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum NoticeLine {
    Period(Every, Span),
    /// `data until next month day 3 12:00`: seconds from midnight.
    DataUntil {
        day: i64,
        at: u32,
        span: Span,
    },
    /// `objections until next month day 8 12:00`: seconds from midnight.
    ObjectionsUntil {
        day: i64,
        at: u32,
        span: Span,
    },
    /// `replies until next month day 15 17:30`: seconds from midnight.
    RepliesUntil {
        day: i64,
        at: u32,
        span: Span,
    },
    BelongsByDue(Span),
    Title(Text),
    Issuer(Name),
    Addressees(Vec<Addressee>, Span),
    Copies(Vec<Addressee>, Span),
    /// `name [on trial] when COND`
    NameWhen {
        on_trial: bool,
        when: Cond,
        span: Span,
    },
    Deduct {
        /// None: `not_raised`.
        finding: Option<Name>,
        points: Decimal,
        every: Option<Every>,
        span: Span,
    },
    DeductAtMost(Decimal, Span),
    /// `split by channel, substantiated`.
    SplitBy(Vec<Name>, Span),
    /// Sections, as the numbers 1 to 9 of the keyword table, or `satisfaction` = 0.
    Sections(Vec<(u8, Span)>, Span),
    Signed(Name),
    /// `sentences from "file.txt"`
    SentencesFrom(Text),
}

/// Whom a notice goes to.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Addressee {
    AllUnits(Span),
    AllDepartments(Span),
    Party(Name),
}

/// `feed ROLE "file"[, encoding X] { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Feed {
    pub role: FeedRole,
    pub file: Text,
    pub encoding: Option<Name>,
    pub format: Option<Text>,
    pub separator: Option<Text>,
    pub sheet: Option<Text>,
    pub workflow: Option<Name>,
    pub zone: Option<Text>,
    pub prefix: Option<Text>,
    pub same_case: Vec<SameCase>,
    /// `empty is "…", "…"`
    pub empty: Vec<Text>,
    pub fresh_within: Option<Quantity>,
    pub rows_least: Option<RowsLeast>,
    pub leaving: Vec<Leaving>,
    pub columns: Vec<FeedColumn>,
    pub span: Span,
}

/// `same case [within Q] when same F, …`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct SameCase {
    pub within: Option<Quantity>,
    pub same: Vec<Name>,
    pub span: Span,
}

/// `rows >= 1`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct RowsLeast {
    pub op: CompareOp,
    pub count: i64,
    pub span: Span,
}

/// `leaving STATE counts as EVENT`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Leaving {
    pub state: Name,
    pub counts_as: Name,
    pub span: Span,
}

/// `F from column "c"[, format "…"][, optional][, personal][, mapping { … }]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct FeedColumn {
    pub field: FeedField,
    /// Its header; of a numbered column what was written.
    pub column: Text,
    /// `column number 18`
    pub number: Option<i64>,
    /// The formats of its moments.
    pub formats: Vec<Text>,
    /// What parts the names in a cell.
    pub separator: Option<Text>,
    /// `on change`
    pub on_change: Option<Span>,
    /// `as of export`
    pub as_of_export: Option<Span>,
    pub optional: bool,
    pub personal: bool,
    pub mapping: Vec<Mapping>,
    /// `otherwise : NAME` at the end of a mapping.
    pub mapping_otherwise: Option<MappingTarget>,
    pub span: Span,
}

/// The built-in fields of a feed, or a name: an event (one wide column) or a declared field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum FeedField {
    TicketId(Span),
    Customer(Span),
    Kind(Span),
    Category(Span),
    Handler(Span),
    CoHandlers(Span),
    Event(Span),
    Moment(Span),
    Recorded(Span),
    Party(Span),
    Tier(Span),
    Monitor(Span),
    Dimension(Span),
    Score(Span),
    About(Span),
    Reference(Span),
    Named(Name),
}

/// `"a", "b" : V`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Mapping {
    pub spellings: Vec<Text>,
    pub to: MappingTarget,
}

/// What a spelling of a feed stands for.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum MappingTarget {
    Path(Path),
    Yes(Span),
    No(Span),
    /// `ignore`: rows with this value are left aside.
    Ignore(Span),
    Excuse(Span),
}

/// `NAME "…", "…"` under `also called`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct OtherSpelling {
    pub name: Name,
    pub spellings: Vec<Text>,
    pub span: Span,
}

/// `example "…" { … }`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Example {
    pub title: Text,
    /// Behind the title: `, unreviewed`
    pub unreviewed: bool,
    pub lines: Vec<ExampleLine>,
    pub span: Span,
}

/// A statement in an example.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum ExampleLine {
    /// `ticket [N :] F = V, …[, co_handlers = P, …]`; a name begins another ticket
    Ticket {
        number: Option<Name>,
        assigns: Vec<Assign>,
        co_handlers: Vec<Name>,
        span: Span,
    },
    /// `event E MOMENT[, F = V][, E MOMENT …]`
    Event(Vec<EventTold>, Span),
    /// `survey D n points m persons, …`
    Survey {
        dimension: Name,
        scores: Vec<(Quantity, Quantity)>,
        span: Span,
    },
    AsOf(DateTime),
    Expect(Expect),
}

/// `E MOMENT[, F = V]`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct EventTold {
    pub event: Name,
    pub at: DateTime,
    pub assigns: Vec<Assign>,
    pub span: Span,
}

/// `F = V`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Assign {
    pub subject: Subject,
    pub value: Value,
    pub span: Span,
}

/// One `expect` line.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Expect {
    pub what: Expected,
    pub responsible: Option<PartyRef>,
    pub span: Span,
}

/// What an example expects.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Expected {
    /// `expect X due MOMENT`
    Due(Target, DateTime),
    /// `expect rung n entered MOMENT`
    Entered(i64, DateTime),
    /// `expect rung n not entered`
    NotEntered(i64),
    /// `expect none of FINDING, not_raised, rung n, …`
    NoneOf(Vec<Absent>),
    /// `expect number of tickets = n when COND`
    Count(CompareOp, i64, Cond),
    /// `expect CALENDAR Q from MOMENT = MOMENT`
    Sum {
        calendar: Name,
        quantity: Quantity,
        from: DateTime,
        until: DateTime,
    },
    /// `expect COND`
    Holds(Cond),
    /// `expect UNIT named`, `expect UNIT not named`
    Named(Name, bool),
    /// `expect sample = n`
    Sample(i64),
    /// `expect score = n`
    Score(Decimal),
    /// `expect share BAND = p%`
    Share(Name, Decimal),
    /// `expect persons needed from a to b = n`
    PersonsNeeded { from: i64, to: i64, persons: i64 },
}

/// What an example expects not to come: a finding, the built-in one, or a rung.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Absent {
    Finding(Name),
    NotRaised,
    Rung(i64),
}

/// An obligation by name: a deadline or schedule, or a rung of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Target {
    Named(Name),
    Rung(i64, Span),
}

/// A condition: one grammar everywhere.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Cond {
    pub test: Test,
    pub span: Span,
}

/// What a comparison is about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Subject {
    Kind(Span),
    Category(Span),
    Handler(Span),
    Customer(Span),
    /// A declared field, or a metric or satisfaction block where a notice asks.
    Named(Name),
}

/// What a subject is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Value {
    Yes(Span),
    No(Span),
    Path(Path),
    Number(Decimal),
    Moment(DateTime),
}

/// The tests of a condition, and how they are joined.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Test {
    And(Vec<Cond>),
    Or(Vec<Cond>),
    Compare {
        subject: Subject,
        op: CompareOp,
        value: Value,
    },
    In {
        subject: Subject,
        values: Vec<Path>,
        negated: bool,
    },
    /// `F missing` / `F given`
    Told {
        field: Name,
        given: bool,
    },
    /// `has E` / `has not E`
    Has {
        event: Name,
        negated: bool,
    },
    /// `E count > n`: an event, a finding or a wording.
    Count {
        name: Name,
        op: CompareOp,
        number: i64,
    },
    /// `not_raised count > n`
    NotRaised {
        op: CompareOp,
        number: i64,
    },
    /// `E before E`
    Before {
        first: Name,
        second: Name,
    },
    /// `X overdue [for Q]`
    Overdue {
        target: Target,
        for_: Option<Quantity>,
    },
    /// `X not overdue`
    NotOverdue {
        target: Target,
    },
    /// `X on time`
    OnTime {
        target: Target,
    },
    /// `occurrence >= n`
    Occurrence {
        op: CompareOp,
        number: i64,
    },
    /// `recurs after E within Q` / `not recurs …`
    Recurs {
        after: Name,
        within: Quantity,
        negated: bool,
    },
    Resolved,
    Unresolved,
    /// `at rung n`
    AtRung(i64),
    /// `sample >= n`
    Sample {
        op: CompareOp,
        number: i64,
    },
}

/// `expect change { … }`; without effects `expect no change`
#[derive(Debug)]
#[allow(missing_docs)]
pub struct ExpectChange {
    pub effects: Vec<ExpectedEffect>,
    pub span: Span,
}

/// An effect that a change of the rules is to have.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum ExpectedEffect {
    /// `DEADLINE LIMIT becomes LIMIT[, from DATE] [when COND]`
    Limit(Box<LimitBecomes>),
    /// `NAME changes`, `NAME is added`, `NAME is removed`
    Named { name: Name, how: Change, span: Span },
    /// `repeat changes`
    Whole(Whole, Span),
}

/// What a deadline is to grant in the place of another limit.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct LimitBecomes {
    pub deadline: Name,
    pub old: Limit,
    pub new: Limit,
    pub from: Option<Date>,
    pub when: Option<Cond>,
    pub span: Span,
}
