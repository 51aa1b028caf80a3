//! `onus calendar import`: a year's days off from a file of another program, as text for a rule file.

use super::args::{CalendarImport, CalendarVerb};
use super::decode::decode;
use super::folder::write_new;
use super::messages::Trouble;
use super::{Screen, Status};
use crate::calendar::{DaysFile, DaysRemark};
use crate::diagnostic::Language;
use crate::render::{calendar_block, safe::terminal};

/// Runs the command.
pub fn calendar(verb: &CalendarVerb, screen: &mut Screen) -> Status {
    let CalendarVerb::Import(args) = verb;
    import(args, screen).unwrap_or_else(|status| status)
}

fn import(args: &CalendarImport, screen: &mut Screen) -> Result<Status, Status> {
    let shown = terminal(&args.file.display().to_string()).into_owned();
    let unreadable = |screen: &Screen, error: &std::io::Error| {
        screen.complain(&Trouble::cannot_read(&args.file, error));
        Status::Unusable
    };
    let bytes = std::fs::read(&args.file).map_err(|error| unreadable(screen, &error))?;
    let decoded = decode(&bytes).map_err(|no_text| {
        let (message, mend) = no_text.words();
        screen.complain(
            &Trouble::new(format!("{shown}: {}", message.en), format!("{shown}：{}", message.zh))
                .mend(mend.en, mend.zh),
        );
        Status::Unusable
    })?;
    let file = DaysFile::read(&decoded.text);
    let chinese = file.entries.iter().filter(|entry| is_han(&entry.name)).count();
    screen.follow(if chinese * 2 > file.entries.len() {
        Language::Chinese
    } else {
        Language::English
    });
    let years = args.year.map_or_else(|| file.years(), |year| vec![year]);
    let mut remarks = file.remarks.clone();
    let mut out = String::new();
    let (mut off, mut worked) = (0, 0);
    for year in &years {
        let (days, twice) = file.days(*year..=*year);
        remarks.extend(twice);
        if !days.is_empty() {
            worked += days.iter().filter(|day| day.work).count();
            off += days.iter().filter(|day| !day.work).count();
            let name = args.name.as_deref().unwrap_or(screen.pick("office", "行政班"));
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{}", calendar_block(name, *year, &days, screen.language)));
        }
    }
    tell(&shown, remarks, screen);
    if out.is_empty() {
        let held: Vec<String> = file.years().iter().map(i32::to_string).collect();
        let trouble = match args.year {
            Some(year) if !held.is_empty() => Trouble::new(
                format!("{shown} has no day of {year}"),
                format!("{shown} 里没有 {year} 年的日子"),
            )
            .mend(
                format!("it has days of: {}", held.join(", ")),
                format!("里面有：{}", held.join("、")),
            ),
            _ => Trouble::new(
                format!("{shown} holds no day that could be read"),
                format!("{shown} 里没有读得懂的日子"),
            )
            .mend(
                "an iCalendar file (.ics) with whole-day events, or a table with the columns date, name, kind",
                "要的是含全天事件的 iCalendar 文件（.ics），或有 日期、名称、类型 三列的表",
            ),
        };
        screen.complain(&trouble);
        return Err(Status::Unusable);
    }
    match &args.out {
        None => screen.say(&out),
        Some(path) => {
            write_new(path, &out).map_err(|error| screen.cannot_write(path, &error))?;
        }
    }
    screen.warn(&match screen.language {
        Language::English => {
            format!("{shown}: {off} days off, {worked} worked. Hold them against the official notice.")
        }
        Language::Chinese => format!("{shown}：休息 {off} 天，调休上班 {worked} 天。请与正式通知核对。"),
    });
    Ok(Status::Done)
}

/// What was not taken as it stands, line by line.
fn tell(shown: &str, mut remarks: Vec<DaysRemark>, screen: &Screen) {
    remarks.sort_by_key(|remark| remark.line);
    for remark in remarks {
        let line = remark.line;
        screen.complain(
            &Trouble::new(
                format!("{shown} line {line}: {}", remark.words.en),
                format!("{shown} 第{line}行：{}", remark.words.zh),
            )
            .odd(),
        );
    }
}

fn is_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}
