//! A table with a line a day: a date, a name, and whether it is off or worked. Which column holds what is told by
//! the header, or, where there is none, by what stands in them.

use super::date::date;
use super::{DaysEntry, DaysFile, DaysRemark, kind};
use crate::diagnostic::Words;

const DATES: &[&str] = &[
    "date",
    "day",
    "from",
    "start",
    "start date",
    "日期",
    "开始",
    "开始日期",
    "日子",
];
const ENDS: &[&str] = &["to", "end", "end date", "until", "结束", "结束日期", "截至", "至"];
const NAMES: &[&str] = &[
    "name", "holiday", "title", "summary", "why", "名称", "节日", "假日", "说明", "事由", "备注",
];
const KINDS: &[&str] = &["kind", "type", "status", "类型", "性质", "状态", "类别", "安排"];

/// Which column holds what.
#[derive(Debug, Default)]
struct Columns {
    date: usize,
    end: Option<usize>,
    name: Option<usize>,
    kind: Option<usize>,
}

pub(super) fn read(text: &str) -> DaysFile {
    let mut file = DaysFile::default();
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text);
    let mut rows = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at as u32 + 1, cells(line, delimiter)))
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()) && !cells[0].starts_with('#'))
        .peekable();
    let Some((_, first)) = rows.peek() else {
        remark(&mut file, 1, "the file is empty", "文件是空的");
        return file;
    };
    let columns = match by_header(first) {
        Some(columns) => {
            rows.next();
            columns
        }
        None => match by_content(first) {
            Some(columns) => columns,
            None => {
                let line = rows.peek().map_or(1, |(line, _)| *line);
                let (en, zh) = (
                    "no column holds dates: write a header with date, name, kind; dates as 2027-01-01",
                    "没有一列是日期：表头写 日期、名称、类型，日期写成 2027-01-01",
                );
                remark(&mut file, line, en, zh);
                return file;
            }
        },
    };
    for (line, cells) in rows {
        if let Err((en, zh)) = row(&cells, line, &columns, &mut file) {
            remark(&mut file, line, en, zh);
        }
    }
    file
}

fn remark(file: &mut DaysFile, line: u32, en: &str, zh: &str) {
    file.remarks.push(DaysRemark {
        line,
        words: Words::new(en, zh),
        lost: true,
    });
}

fn row(
    cells: &[String],
    line: u32,
    columns: &Columns,
    file: &mut DaysFile,
) -> Result<(), (&'static str, &'static str)> {
    let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
    let no_date = (
        "this is no date that can be read in one way; the line was left out: write it as 2027-01-02",
        "这不是只有一种读法的日期，这一行没有采用：请写成 2027-01-02",
    );
    let from = date(cell(Some(columns.date))).ok_or(no_date)?;
    let to = match cell(columns.end) {
        "" => from,
        end => date(end).ok_or(no_date)?,
    };
    if !(0..=366).contains(&(to - from).num_days()) {
        return Err((
            "the end does not lie behind the beginning; the line was left out",
            "结束不在开始之后，这一行没有采用",
        ));
    }
    let name = cell(columns.name).to_string();
    let work = match cell(columns.kind) {
        "" => kind::of_name(&name),
        words => kind::of_cell(words).ok_or((
            "neither off nor worked: write holiday or workday; the line was left out",
            "看不出是休息还是上班，请写 休息 或 上班，这一行没有采用",
        ))?,
    };
    file.entries.push(DaysEntry {
        from,
        to,
        work,
        name,
        yearly_until: None,
        line,
    });
    Ok(())
}

/// The mark that parts cells: the one of tab, semicolon and comma that the first line has.
fn delimiter(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    ['\t', ';', ',']
        .into_iter()
        .find(|mark| first.contains(*mark))
        .unwrap_or(',')
}

/// The cells of a line; quotes keep marks together, `""` stands for one.
fn cells(line: &str, delimiter: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let at_start = cells.last().is_some_and(|cell| cell.trim().is_empty());
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('"');
                }
            }
            '"' if quoted || at_start => quoted = !quoted,
            mark if mark == delimiter && !quoted => cells.push(String::new()),
            other => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(other);
                }
            }
        }
    }
    cells.iter().map(|cell| cell.trim().to_string()).collect()
}

fn by_header(cells: &[String]) -> Option<Columns> {
    let find = |words: &[&str]| {
        cells
            .iter()
            .position(|cell| words.contains(&cell.to_lowercase().as_str()))
    };
    Some(Columns {
        date: find(DATES)?,
        end: find(ENDS),
        name: find(NAMES),
        kind: find(KINDS),
    })
}

fn by_content(cells: &[String]) -> Option<Columns> {
    let first = cells.iter().position(|cell| date(cell).is_some())?;
    let others = |wanted: &dyn Fn(&str) -> bool| {
        cells
            .iter()
            .enumerate()
            .position(|(at, cell)| at != first && wanted(cell))
    };
    let kind = others(&|cell| kind::of_cell(cell).is_some());
    let end = others(&|cell| date(cell).is_some());
    Some(Columns {
        date: first,
        end,
        name: others(&|cell| !cell.is_empty() && date(cell).is_none() && kind::of_cell(cell).is_none()).or(None),
        kind,
    })
}
