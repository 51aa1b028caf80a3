//! The messages about form: one a fault, in the house's words, with what to type instead.

use super::grammar::Node;
use super::reader::Reader;
use super::statement::Form;
use super::tree::{Date, Name};
use crate::diagnostic::{Code, Diagnostic, Language, Words};
use crate::source::Span;

pub(super) fn words(en: impl Into<String>, zh: impl Into<String>) -> Words {
    Words::new(en, zh)
}

pub(super) fn error(code: &'static str, span: Span, en: impl Into<String>, zh: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code(code), span, words(en, zh))
}

/// `write: …`
pub(super) fn write(line: &str) -> Words {
    words(format!("write: {line}"), format!("改成：{line}"))
}

/// `write it like this: …`, with the form of a statement.
pub(super) fn like(form: &Form) -> Words {
    let Words { en, zh } = form.words();
    words(format!("write it like this: {en}"), format!("写法：{zh}"))
}

/// Text of the file made fit for a message: one line, not endless, nothing invisible.
pub(super) fn shown(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        match c {
            _ if c.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            _ if super::lexical::is_invisible(c) || c.is_control() => {
                line.push_str(&format!("<U+{:04X}>", u32::from(c)))
            }
            _ => line.push(c),
        }
    }
    if line.chars().count() > 120 {
        line = line.chars().take(119).collect();
        line.push('…');
    }
    line
}

pub(super) fn reserved(name: &Name, reader: &Reader<'_>) -> Diagnostic {
    let text = shown(&name.text);
    let quoted = match reader.language {
        Language::English if text.is_ascii() => format!("\"{text}\""),
        _ => format!("“{text}”"),
    };
    error(
        "O1104",
        name.span,
        format!("`{text}` is a word of the language; as a name it misleads"),
        format!("“{text}”是规则用语，直接作名称会读错"),
    )
    .mend(words(
        format!("write: {quoted}, or choose another name"),
        format!("改成：{quoted}，或换一个名称"),
    ))
}

pub(super) fn said_twice(span: Span, reader: &Reader<'_>) -> Diagnostic {
    let text = shown(reader.text.get(span.range()).unwrap_or(""));
    error(
        "O1115",
        span,
        format!("`{text}`: this can be said only once here"),
        format!("“{text}”：这一项在这里只能写一次"),
    )
    .mend(words("delete one of the two lines", "请删掉其中一处"))
}

pub(super) fn number_too_large(span: Span, text: &str) -> Diagnostic {
    let text = shown(text);
    error(
        "O1114",
        span,
        format!("the number {text} is too large"),
        format!("数字 {text} 太大"),
    )
    .mend(words("write a number up to 1000000000", "请写不超过 1000000000 的数"))
}

pub(super) fn negative(node: &Node<'_>, amount: &Node<'_>) -> Diagnostic {
    let rest = shown(node.text());
    let without = rest.trim_start_matches('-').to_string();
    error(
        "O1114",
        amount.span(),
        format!("`{rest}` is less than nothing"),
        format!("“{rest}”是负数"),
    )
    .mend(write(&without))
}

pub(super) fn not_whole(node: &Node<'_>, amount: &Node<'_>) -> Diagnostic {
    if amount.text().chars().all(super::value::is_number_char) {
        return number_too_large(amount.span(), amount.text());
    }
    let rest = shown(node.text());
    error(
        "O1114",
        amount.span(),
        format!("`{rest}`: only whole numbers can be counted here"),
        format!("“{rest}”：这里只能写整数"),
    )
    .mend(words(
        "write a whole number, in a smaller unit if need be: 90 minutes",
        "请写整数，必要时换小一点的单位：90分钟",
    ))
}

pub(super) fn no_such_date(node: &Node<'_>) -> Diagnostic {
    let text = shown(node.text());
    let message = error(
        "O1113",
        node.span(),
        format!("there is no day {text} in the calendar"),
        format!("日历上没有 {text} 这一天"),
    );
    match last_day_of(node) {
        Some(last) => message.mend(words(
            format!("write a day of that month, the last is: {last}"),
            format!("请写当月有的日子，最后一天是：{last}"),
        )),
        None => message.mend(words(
            "write year, month and day: 2026-02-28",
            "请按年、月、日写：2026-02-28",
        )),
    }
}

/// The last day of the month a date names, if there is such a month.
fn last_day_of(node: &Node<'_>) -> Option<chrono::NaiveDate> {
    let numbers: Vec<i64> = node.kids().filter_map(|kid| super::value::whole(kid.text())).collect();
    let [year, month, _] = numbers.as_slice() else {
        return None;
    };
    let (year, month) = (i32::try_from(*year).ok()?, u32::try_from(*month).ok()?);
    (28..=31)
        .rev()
        .find_map(|day| chrono::NaiveDate::from_ymd_opt(year, month, day))
}

pub(super) fn no_such_time(node: &Node<'_>) -> Diagnostic {
    let text = shown(node.text());
    error(
        "O1113",
        node.span(),
        format!("there is no time {text} in a day"),
        format!("一天里没有 {text} 这个时刻"),
    )
    .mend(words(
        "write a time from 00:00 to 24:00",
        "请写 00:00 到 24:00 之间的时刻",
    ))
}

pub(super) fn hours_backwards(node: &Node<'_>) -> Diagnostic {
    let text = shown(node.text());
    error(
        "O1113",
        node.span(),
        format!("{text} ends before it begins"),
        format!("{text} 的结束早于开始"),
    )
    .mend(words(
        "write the earlier time first; a stretch past midnight is two: 22:00-24:00 and 00:00-06:00",
        "请先写早的时刻；跨零点的写成两段：22:00-24:00 和 00:00-06:00",
    ))
}

pub(super) fn dates_backwards(node: &Node<'_>, first: Date, last: Date) -> Diagnostic {
    let text = shown(node.text());
    error(
        "O1113",
        node.span(),
        format!("`{text}` ends before it begins"),
        format!("“{text}”的结束早于开始"),
    )
    .mend(words(
        format!("write: {} to {}", last.date, first.date),
        format!("改成：{} 至 {}", last.date, first.date),
    ))
}

/// Both readings are typed out in the language of the unit that was typed.
pub(super) fn bare_days(node: &Node<'_>, amount: &Node<'_>) -> Diagnostic {
    let text = shown(node.text());
    let number = super::value::whole(amount.text()).map_or_else(|| shown(amount.text()), |number| number.to_string());
    let english = node.text().ends_with(|c: char| c.is_ascii());
    let (working, calendar) = match (english, number.as_str()) {
        (true, "1") => ("1 working day".to_string(), "1 calendar day".to_string()),
        (true, _) => (format!("{number} working days"), format!("{number} calendar days")),
        (false, _) => (format!("{number}个工作日"), format!("{number}个自然日")),
    };
    error(
        "O1107",
        node.span(),
        format!("\"{text}\" does not say which days"),
        format!("“{text}”没有说是哪种天"),
    )
    .label(words("working days or calendar days?", "工作日还是自然日？"))
    .mend(words(
        format!("write: {working}    (only days the office is open)"),
        format!("改成：{working}（只算上班的日子）"),
    ))
    .mend(words(
        format!("write: {calendar}    (weekends and holidays count)"),
        format!("改成：{calendar}（连周末、节假日一起算）"),
    ))
}

/// Both readings, each with its brackets; `joined` tells of each test whether `and` stands before it.
pub(super) fn and_or_mixed(node: &Node<'_>, joined: &[(bool, &str)]) -> Diagnostic {
    let english = node.has_english_joints();
    let (and, or, open, close) = if english {
        (" and ", " or ", "(", ")")
    } else {
        (" 且 ", " 或 ", "（", "）")
    };
    let reading = |and_first: bool| {
        let mut groups: Vec<Vec<&str>> = Vec::new();
        for (is_and, test) in joined {
            match groups.last_mut() {
                Some(group) if *is_and == and_first => group.push(test),
                _ => groups.push(vec![test]),
            }
        }
        let (inner, outer) = if and_first { (and, or) } else { (or, and) };
        let groups = groups.iter().map(|group| match group.as_slice() {
            [one] => (*one).to_string(),
            many => format!("{open}{}{close}", many.join(inner)),
        });
        shown(&groups.collect::<Vec<_>>().join(outer))
    };
    error(
        "O1108",
        node.span(),
        "this can be read in two ways; put brackets",
        "且、或 混用，读法有两种，请加括号",
    )
    .mend(write(&reading(true)))
    .mend(write(&reading(false)))
}
