//! `import "days.ics"` inside a calendar: the days that a file of another program tells.

use super::context::{Check, error};
use super::tables::Tables;
use crate::calendar::{Change, Dated, DaysFile, DaysRemark};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::source::{FileId, Span};
use crate::syntax::tree;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// The days of the file within some years. What was not understood is told where it stands in that file.
pub(super) fn imported(
    check: &mut Check<'_>,
    name: &tree::Text,
    tables: &Tables,
    years: RangeInclusive<i32>,
) -> Vec<(NaiveDate, Dated)> {
    let found = tables.files.get(&name.text).copied().flatten();
    let Some((file, source)) = found.and_then(|file| Some((file, check.sources.get(file)?))) else {
        // That the file cannot be read was told where it was looked for.
        check.leave_gap();
        return Vec::new();
    };
    let read = DaysFile::read(&source.text);
    let (days, twice) = read.days(years);
    if !read.entries.is_empty() {
        for remark in read.remarks.iter().filter(|remark| remark.lost).chain(&twice) {
            let told = left_out(check, file, remark).related(name.span, Words::new("imported here", "在这里引入"));
            check.tell(told);
        }
    } else {
        let text = &name.text;
        check.tell(
            error(
                "O1017",
                name.span,
                Words::new(
                    format!("\"{text}\" holds no day that could be read"),
                    format!("“{text}”里没有读得懂的日子"),
                ),
            )
            .mend(Words::new(
                "an iCalendar file (.ics) with whole-day events, or a table with the columns date, name, kind",
                "要的是含全天事件的 iCalendar 文件（.ics），或有 日期、名称、类型 三列的表",
            )),
        );
    }
    let dated = |work: bool, name: &str| Dated {
        change: if work {
            Change::Work { as_weekday: None }
        } else {
            Change::Off
        },
        why: Some(name.to_string()).filter(|name| !name.is_empty()),
    };
    days.iter().map(|day| (day.date, dated(day.work, &day.name))).collect()
}

fn left_out(check: &Check<'_>, file: FileId, remark: &DaysRemark) -> Diagnostic {
    let span = check.sources.get(file).map_or(Span::default(), |source| {
        let (start, end) = source.line_bytes(remark.line);
        Span {
            file,
            start: start as u32,
            end: end as u32,
        }
    });
    Diagnostic::warning(Code("O2110"), span, remark.words.clone())
}
