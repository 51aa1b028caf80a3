//! The arguments of `onus notice …`.

use super::args::{Feeds, Rules};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `onus notice …`
#[derive(Debug, Subcommand)]
pub enum NoticeVerb {
    /// Write what the notice of a month says; nothing is issued.
    Draft(NoticeDraft),
    /// Issue the notice of a month under the next number of its issuer. It never changes again.
    Issue(NoticeIssue),
    /// Print an issued notice as it was issued.
    Show(NoticeShow),
    /// List issued notices: number, month, date, state, title.
    List(NoticeList),
    /// Say whether an issued notice is as it was issued, and comes out again from what it was made of.
    Verify(NoticeVerify),
    /// Withdraw an issued notice; its number is never used again.
    Withdraw(NoticeWithdraw),
    /// Print the sentences that notices are written in: what a house copies and words otherwise.
    Sentences,
    /// Print the JSON Schema of what is written as JSON: the values of a notice, its issue, its withdrawal.
    Schema,
}

/// Which month of which notice, and where issued ones are.
#[derive(Debug, Args)]
pub struct Month {
    /// The month, such as 2026-10.
    #[arg(long, value_name = "MONTH")]
    pub month: String,
    /// The notice, where the rules have several.
    #[arg(long, value_name = "NAME")]
    pub notice: Option<String>,
}

/// Where issued notices are.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of issued notices; by default `notices` beside the rules, `通报` where they are in Chinese.
    #[arg(long, value_name = "DIR")]
    pub notices: Option<PathBuf>,
}

/// Which issued notice.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Which {
    /// Its number: 7, 2026-7 where several years have one, or the name of its folder.
    #[arg(long, value_name = "N")]
    pub number: Option<String>,
    /// Its month, such as 2026-10: the notice that stands for it.
    #[arg(long, value_name = "MONTH")]
    pub month: Option<String>,
}

/// `onus notice draft`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct NoticeDraft {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub feeds: Feeds,
    #[command(flatten)]
    pub month: Month,
    #[command(flatten)]
    pub folder: Folder,
    /// How to print it.
    #[arg(long, value_enum, default_value = "markdown")]
    pub format: NoticeFormat,
    /// Write every form, the annexes and for each named unit the list it may object to into this folder, which must
    /// not exist yet; it appears whole or not at all.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `onus notice issue`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct NoticeIssue {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub feeds: Feeds,
    #[command(flatten)]
    pub month: Month,
    #[command(flatten)]
    pub folder: Folder,
    /// The date of issue: 2026-11-08, a moment, or today.
    #[arg(long, value_name = "DATE")]
    pub on: String,
    /// Why it is issued before the objection period ends; it is recorded.
    #[arg(long, value_name = "REASON")]
    pub because: Option<String>,
}

/// `onus notice show`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct NoticeShow {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub folder: Folder,
    /// The form to print.
    #[arg(long, value_enum, default_value = "markdown")]
    pub format: NoticeFormat,
    /// Copy every form into this folder, which must not exist yet.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// `onus notice list`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct NoticeList {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub folder: Folder,
}

/// `onus notice verify`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct NoticeVerify {
    #[command(flatten)]
    pub rules: Rules,
    /// With --data or --feed also whether the rules and feeds of today still give the same.
    #[command(flatten)]
    pub feeds: Feeds,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub folder: Folder,
}

/// `onus notice withdraw`
#[derive(Debug, Args)]
#[allow(missing_docs)]
pub struct NoticeWithdraw {
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub folder: Folder,
    /// The date of the withdrawal: 2026-11-20, or today.
    #[arg(long, value_name = "DATE")]
    pub on: String,
    /// Why; it is recorded.
    #[arg(long, value_name = "REASON")]
    pub because: String,
}

/// Forms of a notice that are texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NoticeFormat {
    /// A text with tables.
    Markdown,
    /// A page that stands alone, with charts; every figure opens its tickets.
    Html,
    /// A Word file, as an office files it: send it into a file.
    Docx,
    /// An Excel workbook of the lists: send it into a file.
    Xlsx,
    /// Every value.
    Json,
}
