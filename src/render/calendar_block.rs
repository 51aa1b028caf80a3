//! Days of a file of another program as the block of one year.

use super::rule_text::{RuleText, comment};
use super::words::pick;
use crate::calendar::FileDay;
use crate::diagnostic::Language;
use chrono::NaiveDate;

/// `calendar NAME, year Y { off … ; work … }`: days of one name and sort on a line, stretches as `from to`. A name
/// that the language cannot write stands behind the line as a comment.
#[must_use]
pub fn calendar_block(name: &str, year: i32, days: &[FileDay], language: Language) -> String {
    let text = RuleText(language);
    let own = text.name(name).unwrap_or_else(|| "office".to_string());
    let head = format!(
        "{} {own}{}{}",
        text.word("calendar"),
        text.clause(),
        text.numbered("year", i64::from(year))
    );
    let mut out = format!("{head} {{\n");
    let mut written: Vec<bool> = vec![false; days.len()];
    for (at, day) in days.iter().enumerate() {
        if written.get(at).copied().unwrap_or(true) {
            continue;
        }
        let mut dates = Vec::new();
        for (other, flag) in days.iter().zip(&mut written).skip(at) {
            if other.work == day.work && other.name == day.name {
                dates.push(other.date);
                *flag = true;
            }
        }
        let word = text.word(if day.work { "work" } else { "off" });
        out.push_str(&format!("  {word} {}", stretches(&dates, text)));
        match text.text(&day.name).filter(|_| !day.name.is_empty()) {
            Some(name) => out.push_str(&format!(" {name}")),
            None if day.name.is_empty() => {}
            None => out.push_str(&format!("   # {}", comment(&day.name))),
        }
        out.push('\n');
    }
    if days.is_empty() {
        out.push_str(pick(language, "  # no days\n", "  # 没有日子\n"));
    }
    out.push_str("}\n");
    out
}

/// `2027-01-01 to 2027-01-03, 2027-01-05`
fn stretches(dates: &[NaiveDate], text: RuleText) -> String {
    let runs = dates.chunk_by(|one, other| one.succ_opt() == Some(*other));
    let runs: Vec<String> = runs
        .map(|run| match run {
            [] => String::new(),
            [day] => day.to_string(),
            [first, .., last] => format!("{first} {} {last}", text.word("to")),
        })
        .collect();
    runs.join(text.comma())
}
