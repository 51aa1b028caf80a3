//! The command line: what can be typed. The only place that knows clap.

use super::args_notice::NoticeVerb;
use crate::diagnostic::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Says who answers for a complaint, by when, and to whom it goes when they don't.
#[derive(Debug, Parser)]
#[command(name = "onus", version, about, max_term_width = 100, after_help = STATUS_HELP)]
pub struct Cli {
    /// Language of messages and lists; by default that of the rule files.
    #[arg(long, global = true, value_name = "en|zh")]
    pub lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

const STATUS_HELP: &str = "Exit status: 0 done · 1 findings, only where asked (--fail-on, --deny, --check), or an example fails · \
2 usage or unreadable · 3 rules wrong · 4 feed refused · 5 totals do not reconcile, or a proof ran out of its budget";

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Say what is wrong with rule files, and whether their examples hold.
    Check(Check),
    /// Put rule files into the one layout, or another language.
    Fmt(Fmt),
    /// Tell the rules in plain sentences, for those who sign them; ladders are drawn.
    Read(Read),
    /// Play the examples of rule files: expected against got.
    Test(Test),
    /// Read the feeds and say what is overdue, what has climbed, and who answers.
    Run(Run),
    /// Tell the story of one ticket: which rule, which days, who held it.
    Why(Why),
    /// Say what a change of the rules does, before it is merged.
    Diff(Diff),
    /// Say when a case arriving now (or then) would be due, with the days counted.
    Due(Due),
    /// Count along a calendar.
    Clock(Clock),
    /// Write a first set of rule files from eight questions, or from an export.
    Init(Init),
    /// Exports that nobody has described yet.
    Feed {
        /// What to do with them.
        #[command(subcommand)]
        verb: FeedVerb,
    },
    /// Days off from files of other programs.
    Calendar {
        /// What to do with them.
        #[command(subcommand)]
        verb: CalendarVerb,
    },
    /// The monthly notice: who answered late or incompletely.
    Notice {
        /// What to do with it.
        #[command(subcommand)]
        verb: NoticeVerb,
    },
    /// Write the checked rules as one RON file, which every command takes in their place.
    Dump(Dump),
    /// Say what a code means, with a wrong and a right sample.
    Explain(Explain),
    /// Print what a shell needs to complete the commands and their options.
    Completions(Completions),
    /// Print the manual page, or write one for every command into a folder.
    Man(Man),
}

/// Languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::En => Language::English,
            Lang::Zh => Language::Chinese,
        }
    }
}

/// The rule files of a verb.
#[derive(Debug, Args)]
pub struct Rules {
    /// Rule files or folders of them, or one file that onus dump wrote.
    #[arg(value_name = "RULES", default_value = ".")]
    pub rules: Vec<PathBuf>,
}

/// Forms of a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One line.
    Short,
    /// For programs.
    Json,
}

/// Forms of what is wrong with rule files and examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// With the line and what to type instead.
    Human,
    /// The same without drawings, for terminals that show none.
    Plain,
    /// One line a message.
    Short,
    /// For programs; --schema prints its schema.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands by which GitHub shows messages beside the lines.
    Github,
    /// JUnit's XML: a test case a rule file (check), or an example (test).
    Junit,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Form {
    /// How to print what is found.
    #[arg(long, value_enum, default_value = "human")]
    pub format: FindingsFormat,
    /// Read no rules: print the schema of --format json.
    #[arg(long, conflicts_with = "format")]
    pub schema: bool,
}

/// `onus check`
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub rules: Rules,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub form: Form,
    /// Mend what is certain: show it as a diff, write it, and tell what remains.
    #[arg(long)]
    pub fix: bool,
    /// With --fix: show the diff and write nothing.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Hold the rules against the feeds of this folder too: values that match nothing, lines that no ticket has met.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// With --data, the moment to look from; by default the newest event of the feeds.
    #[arg(long, value_name = "MOMENT", requires = "data")]
    pub as_of: Option<String>,
    /// Take what is told under these codes for errors, and end with status 1 where there are any; `warnings`: end so
    /// where there are warnings.
    #[arg(long, value_name = "warnings|CODE,…", value_delimiter = ',')]
    pub deny: Vec<String>,
    /// Take what is told under these codes for warnings.
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub warn: Vec<String>,
    /// Do not tell what stands under these codes; what refuses the rules is told all the same.
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub allow: Vec<String>,
}

/// `onus fmt`
#[derive(Debug, Args)]
pub struct Fmt {
    /// Rule files, or folders: all rule files in them and below; `-`: from standard input to standard output.
    #[arg(value_name = "PATHS", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Write nothing: show what the same command without --check would change, and end with status 1 where it would change
    /// something; a file of another language than --lang asks for is one of them.
    #[arg(long)]
    pub check: bool,
    /// The width of commas, colons, brackets and quotes; by default full in Chinese and half in English.
    #[arg(long, value_enum, value_name = "half|full")]
    pub marks: Option<MarkWidth>,
}

/// Widths of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkWidth {
    /// `, : ; ( ) "`
    Half,
    /// `、 ， ： ； （ ） “ ”`
    Full,
}

/// `onus read`
#[derive(Debug, Args)]
pub struct Read {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub rules: Rules,
    /// How to lay the sentences out.
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReadFormat,
}

/// Forms of what is read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For a screen or a printer.
    Text,
    /// Markdown, with the ladders as Mermaid flow charts.
    Markdown,
}

/// `onus test`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Test {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub form: Form,
    /// Also tell which rows, rungs, triggers, pauses, findings and naming lines the examples decide: which are missed when taken out
    #[arg(long)]
    pub coverage: bool,
    /// End with status 1 where the examples show less than this share of what they could
    #[arg(long, value_name = "PERCENT", requires = "coverage", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub fail_under: Option<u8>,
    /// Write ready-made examples for what no example shows into a new file, marked unreviewed
    #[arg(long, value_name = "FILE")]
    pub stubs: Option<PathBuf>,
}

/// Where the feeds are.
#[derive(Debug, Args)]
pub struct Feeds {
    /// The folder of the feeds; by default that of the rules.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Read one feed from elsewhere: its file name or role, and the path (`-`: standard input). May be repeated.
    #[arg(long = "feed", value_name = "NAME=PATH")]
    pub feeds: Vec<String>,
    /// The moment the run looks from; by default the newest event of the feeds.
    #[arg(long, value_name = "MOMENT")]
    pub as_of: Option<String>,
    /// Leave aside what was recorded after this moment; by default all that the feeds tell is known.
    #[arg(long, value_name = "MOMENT")]
    pub known_at: Option<String>,
    /// The share of a feed's rows that may be set aside before the run ends with status 4; by default 1%, and then
    /// never for fewer than 5 rows that are less than half of the feed.
    #[arg(long, value_name = "PERCENT")]
    pub max_rejected: Option<String>,
    /// Print what is otherwise printed as a pseudonym or not at all.
    #[arg(long, value_name = "personal", value_parser = ["personal"])]
    pub show: Option<String>,
    /// Worker threads; 0: as many as the machine has. No result depends on it.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub threads: usize,
}

/// `onus run`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Run {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub feeds: Feeds,
    /// Write the lists into this folder, which must not exist yet; it appears whole or not at all.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The lists wanted: obligations, overdue, escalations, parties, reminders, watch, missed_targets, leftovers, decisions,
    /// on_trial, findings, set_aside, data_findings; left out, all.
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub reports: Vec<String>,
    /// Whose lists to write: those that machines read, those that people open in a spreadsheet, or both.
    #[arg(long = "for", value_name = "WHOM", value_enum, default_value = "both")]
    pub readers: Readers,
    /// End with status 1 where there are such cases.
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
}

/// Whose lists a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Readers {
    /// Those that machines read.
    Machines,
    /// Those that people open in a spreadsheet.
    People,
    /// Both, side by side.
    Both,
}

impl Readers {
    /// Whether the lists for machines are written.
    #[must_use]
    pub fn machines(self) -> bool {
        self != Readers::People
    }

    /// Whether the lists for people are written.
    #[must_use]
    pub fn people(self) -> bool {
        self != Readers::Machines
    }
}

/// What a run can be asked to fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// An open obligation is late.
    Overdue,
    /// A rung above the first was entered.
    Escalated,
    /// An obligation cannot be determined.
    Undetermined,
}

/// `onus why`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Why {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub feeds: Feeds,
    /// The ticket's number.
    #[arg(long, value_name = "ID")]
    pub ticket: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// `onus diff`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Diff {
    /// The rules as they are: a rule file, a folder, or `git:REV`, which is the path of NEW as it stands in that
    /// revision (`git:REV:PATH`: another path).
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The rules as they are to be, named in the same ways.
    #[arg(value_name = "NEW", default_value = ".")]
    pub new: PathBuf,
    #[command(flatten)]
    pub feeds: Feeds,
    /// The month of which it is told who is newly named; by default that of the moment the comparison looks from.
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<String>,
    /// How to lay it out.
    #[arg(long, value_enum, default_value = "human")]
    pub format: DiffFormat,
    /// End with status 1 where the change does this; what it does to tickets needs their feed.
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<DiffFailOn>,
}

/// What a comparison can be asked to fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFailOn {
    /// A ticket could be affected.
    Change,
    /// The rules do not state an effect that the change has: `expect change`.
    Unstated,
    /// A duty is late that was not.
    NewlyLate,
    /// A party is named that was not.
    NewlyNamed,
}

/// Forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a screen.
    Human,
    /// For the one who signs: Markdown.
    Markdown,
    /// For programs.
    Json,
}

/// `onus due`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Due {
    #[command(flatten)]
    pub rules: Rules,
    /// The kind of the case.
    #[arg(long, alias = "性质", value_name = "KIND")]
    pub kind: Option<String>,
    /// Its category.
    #[arg(long, alias = "类别", value_name = "CATEGORY")]
    pub category: Option<String>,
    /// Who would handle it.
    #[arg(long, alias = "承办单位", value_name = "UNIT")]
    pub handler: Option<String>,
    /// A unit that would work on it beside the handler; may be given several times.
    #[arg(long, alias = "协办单位", value_name = "UNIT")]
    pub co_handler: Vec<String>,
    /// The workflow it would go through; by default the first of the rules.
    #[arg(long, alias = "流程", value_name = "NAME")]
    pub workflow: Option<String>,
    /// When it would arrive; by default now.
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<String>,
}

/// `onus clock`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Clock {
    #[command(flatten)]
    pub rules: Rules,
    /// The calendar; may be left out where the rules have one.
    #[arg(long, value_name = "NAME")]
    pub calendar: Option<String>,
    /// The start.
    #[arg(long, value_name = "START")]
    pub from: Option<String>,
    /// What to add: `4 working days`, `-90 working minutes`.
    #[arg(
        long,
        value_name = "QUANTITY",
        requires = "from",
        conflicts_with = "to",
        allow_hyphen_values = true
    )]
    pub add: Option<String>,
    /// The end: working time between both.
    #[arg(long, value_name = "END", requires = "from")]
    pub to: Option<String>,
    /// A file of tab-separated lines `calendar, add, start, quantity` or `calendar, between, start, end` (`-`:
    /// standard input); one line of answer each.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "add", "to"])]
    pub batch: Option<PathBuf>,
}

/// `onus dump`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct Dump {
    #[command(flatten)]
    pub rules: Rules,
    /// The file to write; by default the terminal.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print only the digest of what the rules mean: it changes when a verdict could.
    #[arg(long, conflicts_with = "out")]
    pub digest: bool,
}

/// `onus explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, such as O1107; without one, all of them.
    pub code: Option<String>,
}

/// `onus completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// `onus man`
#[derive(Debug, Args)]
pub struct Man {
    /// The folder for the pages; it is made where it is not there.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// `onus calendar …`
#[derive(Debug, Subcommand)]
pub enum CalendarVerb {
    /// Write the block of a year from iCalendar or a table (date, name, kind).
    Import(CalendarImport),
}

/// `onus calendar import`
#[derive(Debug, Args)]
pub struct CalendarImport {
    /// The file: iCalendar (.ics), or a table of lines `date, name, kind`.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The year; by default every year of the file, a block each.
    #[arg(long, value_name = "Y", value_parser = clap::value_parser!(i32).range(1900..=2200))]
    pub year: Option<i32>,
    /// The name of the calendar that the days are added to.
    #[arg(long, value_name = "N")]
    pub name: Option<String>,
    /// Write the block into this file, which must not exist yet, instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `onus feed …`
#[derive(Debug, Subcommand)]
pub enum FeedVerb {
    /// Look at an export: what its columns are, what the rules do not know in it; write its feed block.
    Guess(FeedGuess),
}

/// `onus feed guess`
#[derive(Debug, Args)]
pub struct FeedGuess {
    /// The exports.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The rules whose names they hold; by default those of the current folder, if it has any.
    #[arg(long, value_name = "RULES")]
    pub rules: Vec<PathBuf>,
    /// What comes first in a date such as 3/2/2026, where that cannot be seen.
    #[arg(long, value_enum, value_name = "day-first|month-first")]
    pub dates: Option<Dates>,
    /// The sheet of a workbook that has several.
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// Write the feed block into this file, which must not exist yet, instead of printing it.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// The order of day and month in dates that do not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// 3/2 is 3 February.
    DayFirst,
    /// 3/2 is 2 March.
    MonthFirst,
}

/// `onus init`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to write into; it must hold no rule files yet. By default `rules`, in Chinese `规则`.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// An export: its columns become the feed, its kinds, units and categories the answers in brackets.
    #[arg(long, value_name = "FILE")]
    pub from_export: Option<PathBuf>,
    /// A file with answers, a line `key = answer` each: language, country, hours, arrival, kinds, levels, answer, export.
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// Whose public holidays hold.
    #[arg(long, value_name = "COUNTRY")]
    pub country: Option<String>,
    /// Opening hours: `Monday to Friday 09:00-17:00`.
    #[arg(long, value_name = "HOURS")]
    pub hours: Option<String>,
    /// Whether the day of arrival counts.
    #[arg(long, value_name = "no|yes")]
    pub arrival: Option<String>,
    /// Kinds of case: `complaint, enquiry`.
    #[arg(long, value_name = "A, B")]
    pub kinds: Option<String>,
    /// Who answers and who is above them, top first: `Board > Complaints Team > Cards, Loans`.
    #[arg(long, value_name = "A > B > C, D")]
    pub levels: Option<String>,
    /// Time to answer a complaint: `8 weeks`.
    #[arg(long, value_name = "LENGTH")]
    pub answer: Option<String>,
    /// What comes first in a date such as 3/2/2026 of the export, where that cannot be seen.
    #[arg(long, value_enum, value_name = "day-first|month-first")]
    pub dates: Option<Dates>,
}
