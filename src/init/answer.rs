//! Answers as people type them: a list of names, weekly hours, a length of time. Each fault is one sentence.

use crate::calendar::{Quantity, Unit};
use crate::diagnostic::{Language, Words};
use crate::render::rule_text::RuleText;
use crate::source::FileId;
use crate::syntax::tree::{CalendarLine, Item};
use crate::syntax::{parse, quantity};

/// Names parted by commas, each once.
///
/// # Errors
/// Where there is none, one stands twice, or one cannot be written in a rule file.
pub fn names(text: &str, language: Language) -> Result<Vec<String>, Words> {
    let mut names: Vec<String> = Vec::new();
    for name in text
        .split([',', '，', '、'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        if names.iter().any(|known| known == name) {
            return Err(Words::new(
                format!("\"{name}\" stands twice"),
                format!("“{name}”写了两次"),
            ));
        }
        writable(name, language)?;
        names.push(name.to_string());
    }
    if names.is_empty() {
        return Err(Words::new("at least one name is needed", "至少要有一个名称"));
    }
    Ok(names)
}

/// Whether a name can be written in a rule file as it is seen.
pub(super) fn writable(name: &str, language: Language) -> Result<(), Words> {
    if name.contains('/') || RuleText(language).name(name).is_none() {
        return Err(Words::new(
            format!("\"{name}\" cannot be a name: it holds what cannot be seen, or a mark that names cannot have"),
            format!("“{name}”不能作名称：里面有看不见的字符，或名称里不能有的符号"),
        ));
    }
    Ok(())
}

/// Weekly hours as lines of a calendar: `Monday to Friday 09:00-17:00`; hours alone mean Monday to Friday.
///
/// # Errors
/// Where they cannot be read.
pub fn hours(text: &str, language: Language) -> Result<Vec<String>, Words> {
    let unreadable = || {
        Words::new(
            format!("\"{text}\" is not understood; write for example: Monday to Friday 09:00-17:00"),
            format!("看不懂“{text}”；例如写：周一至周五 08:30-12:00、14:00-17:30"),
        )
    };
    let marks = |c: char| matches!(c, ';' | '；' | '{' | '}' | '#' | '＃' | '\n' | '\r');
    let spaced = text.replace(['至', '到'], " 至 ");
    let mut lines = Vec::new();
    for part in spaced.split([';', '；']).filter(|part| !part.trim().is_empty()) {
        if part.contains(marks) {
            return Err(unreadable());
        }
        let alone = part
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let days = match (alone, language) {
            (false, _) => "",
            (true, Language::English) => "monday to friday ",
            (true, Language::Chinese) => "周一 至 周五 ",
        };
        let block = format!("calendar own {{\n  covers all years\n  {days}{}\n}}\n", part.trim());
        let (tree, told) = parse(FileId(0), &block);
        let [Item::Calendar(calendar)] = tree.items.as_slice() else {
            return Err(unreadable());
        };
        let [CalendarLine::AllYears(_), CalendarLine::Weekly { from, to, hours, .. }] = calendar.lines.as_slice()
        else {
            return Err(unreadable());
        };
        let in_order = hours.iter().all(|stretch| stretch.from < stretch.to);
        if !told.is_empty() || !in_order {
            return Err(unreadable());
        }
        let stretches: Vec<(u32, u32)> = hours.iter().map(|stretch| (stretch.from, stretch.to)).collect();
        lines.push(weekly(*from, *to, &stretches, RuleText(language)));
    }
    if lines.is_empty() { Err(unreadable()) } else { Ok(lines) }
}

fn weekly(from: u8, to: u8, hours: &[(u32, u32)], text: RuleText) -> String {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let day = |at: u8| text.word(DAYS[usize::from(at % 7)]);
    let clock = |second: u32| format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    let hours: Vec<String> = hours
        .iter()
        .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)))
        .collect();
    let days = match (from, to) {
        (0, 6) => text.word("every_day").to_string(),
        (from, to) if from == to => day(from).to_string(),
        (from, to) => format!("{} {} {}", day(from), text.word("to"), day(to)),
    };
    format!("{days} {}", hours.join(text.comma()))
}

/// A length of time: `8 weeks`, `4个工作日`. In Chinese the question asks for working days, so a bare number is read.
///
/// # Errors
/// Where it does not say which days, or is no length at all.
pub fn length(text: &str, language: Language) -> Result<Quantity, Words> {
    let text = text.trim();
    let bare = text.parse::<i64>().ok();
    let read = match (bare, language) {
        (Some(amount), Language::Chinese) => Some(Quantity {
            amount,
            unit: Unit::WorkingDays,
        }),
        (Some(amount), Language::English) => {
            return Err(Words::new(
                format!("{amount} of what? Write {amount} working days, {amount} calendar days, or {amount} weeks"),
                format!("{amount}个什么？写 {amount}个工作日、{amount}个自然日 或 {amount}周"),
            ));
        }
        (None, _) => quantity(text),
    };
    read.filter(|read| read.unit.is_time() && (1..=3650).contains(&read.amount))
        .ok_or_else(|| {
            Words::new(
                format!("\"{text}\" is no length of time that says which days; write 4 working days, 10 calendar days, or 8 weeks"),
                format!("看不懂“{text}”；写 4个工作日、10个自然日 或 8周"),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Chinese, English};

    #[test]
    fn what_people_type() {
        let line = |text: &str, language| hours(text, language).map(|lines| lines.join("; ")).ok();
        assert_eq!(
            line("Monday to Friday 09:00-17:00", English).as_deref(),
            Some("monday to friday 09:00-17:00")
        );
        assert_eq!(
            line("08:30-12:00、13:30-17:30", Chinese).as_deref(),
            Some("周一 至 周五 08:30-12:00、13:30-17:30")
        );
        assert_eq!(
            line("周一至周五 9:00-17:00；周六 9:00-12:00", Chinese).as_deref(),
            Some("周一 至 周五 09:00-17:00; 周六 09:00-12:00")
        );
        assert_eq!(
            line("every day 0:00-24:00", English).as_deref(),
            Some("every day 00:00-24:00")
        );
        for wrong in [
            "",
            "always",
            "09:00",
            "17:00-09:00",
            "monday 09:00-17:00 }",
            "off 2026-01-01",
            "09:00-17:00 # x",
        ] {
            assert_eq!(line(wrong, English), None, "{wrong}");
        }
        assert_eq!(
            length("4", Chinese).map(|it| RuleText(Chinese).quantity(it)),
            Ok("4个工作日".to_string())
        );
        assert_eq!(
            length("8 weeks", English).map(|it| RuleText(English).quantity(it)),
            Ok("8 weeks".to_string())
        );
        assert_eq!(
            length("1 working day", English).map(|it| RuleText(English).quantity(it)),
            Ok("1 working day".to_string())
        );
        for wrong in ["4", "3 days", "soon", "-4 weeks", "0 weeks", "5 times"] {
            assert!(length(wrong, English).is_err(), "{wrong}");
        }
        assert_eq!(
            names("complaint, enquiry,", English),
            Ok(vec!["complaint".into(), "enquiry".into()])
        );
        assert!(names("a, a", English).is_err());
        assert!(names("a\u{202e}", English).is_err());
        assert!(names(" ", English).is_err());
    }
}
