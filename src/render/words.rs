//! Numbers, durations and moments in words, in both languages.

use crate::calendar::{Moment, Zone, push_date, time_of_day, weekday as weekday_number};
use crate::diagnostic::Language;
use crate::evaluate::State;
use crate::report::{Civil, DutyName, push_number};

const WEEKDAYS: [(&str, &str); 7] = [
    ("Mon", "周一"),
    ("Tue", "周二"),
    ("Wed", "周三"),
    ("Thu", "周四"),
    ("Fri", "周五"),
    ("Sat", "周六"),
    ("Sun", "周日"),
];

const WEEKDAYS_LONG: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, from 1.
pub(crate) fn month_name(month: u32) -> &'static str {
    MONTHS[month.clamp(1, 12) as usize - 1]
}

/// One of two texts.
pub(crate) fn pick<'a>(language: Language, en: &'a str, zh: &'a str) -> &'a str {
    match language {
        Language::English => en,
        Language::Chinese => zh,
    }
}

/// Whether two characters of a Chinese sentence run on into each other where a name or number begins or ends: a Latin
/// letter beside Chinese or beside a digit. Digits stand beside Chinese without a blank.
#[must_use]
pub fn runs_on(last: char, next: char) -> bool {
    let latin = |char: char| char.is_alphabetic() && char < '\u{250}';
    let other = |char: char| char.is_ascii_digit() || ('\u{3400}'..='\u{9fff}').contains(&char);
    latin(last) && (other(next) || latin(next)) || other(last) && latin(next)
}

/// Puts words behind a Chinese sentence, behind a blank where they would run on into it.
pub fn put_zh(out: &mut String, words: &str) {
    let ends = out.chars().next_back().zip(words.chars().next());
    if ends.is_some_and(|(last, next)| runs_on(last, next)) {
        out.push(' ');
    }
    out.push_str(words);
}

/// A name of the rules as people write it: its words parted by blanks.
#[must_use]
pub fn said(name: &str) -> String {
    name.replace('_', " ")
}

/// The built-in finding.
#[must_use]
pub fn not_raised(language: Language) -> &'static str {
    pick(language, "should have been raised, was not", "应提未提")
}

/// What is incomplete, from its fixed word.
#[must_use]
pub fn incomplete(word: &str, language: Language) -> &str {
    let (en, zh) = match word {
        "form" => ("incomplete in form", "形式不到位"),
        "review" => ("incomplete in review", "审核不到位"),
        "effect" => ("incomplete in effect", "成效不到位"),
        "durability" => ("incomplete in durability", "稳定不到位"),
        "promise" => ("incomplete in promise", "承诺不到位"),
        other => (other, other),
    };
    pick(language, en, zh)
}

/// When what was not raised in time was recorded all the same.
#[must_use]
pub fn recorded(at: Option<Civil>, language: Language) -> String {
    match (at, language) {
        (Some(at), Language::English) => format!("recorded {}", full(at, language)),
        (Some(at), Language::Chinese) => format!("后补 {}", full(at, language)),
        (None, _) => pick(language, "not recorded", "没有记录").to_owned(),
    }
}

/// The weekday, short.
#[must_use]
pub fn weekday(civil: Civil, language: Language) -> &'static str {
    weekday_of(civil.weekday, language)
}

/// The weekday by its number, Monday = 0.
pub(crate) fn weekday_of(number: usize, language: Language) -> &'static str {
    let (en, zh) = WEEKDAYS[number % 7];
    pick(language, en, zh)
}

/// The weekday by its number, Monday = 0, in full.
pub(crate) fn weekday_long(number: usize, language: Language) -> &'static str {
    pick(language, WEEKDAYS_LONG[number % 7], WEEKDAYS[number % 7].1)
}

/// Working time in hours and minutes, however long: `8 h 0 min`, `8小时`. A working day has no fixed length, so that
/// working time is never turned into days.
#[must_use]
pub fn working(seconds: i64, language: Language) -> String {
    written(|out| push_working(out, seconds, language))
}

/// Appends working time: see [`working`].
pub(crate) fn push_working(out: &mut Vec<u8>, seconds: i64, language: Language) {
    push_units(out, seconds, false, language);
}

/// Elapsed time in days, hours and minutes: `3 days 15 h 30 min`, `3天15小时30分`.
#[must_use]
pub fn elapsed(seconds: i64, language: Language) -> String {
    written(|out| push_elapsed(out, seconds, language))
}

/// Appends elapsed time: see [`elapsed`].
pub(crate) fn push_elapsed(out: &mut Vec<u8>, seconds: i64, language: Language) {
    push_units(out, seconds, true, language);
}

/// A text put together as bytes.
fn written(put: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::with_capacity(32);
    put(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The same for a narrow column: `8 h`, `3 d 15 h`, without units that are zero; from a minute on without seconds.
#[must_use]
pub fn narrow(seconds: i64, with_days: bool, language: Language) -> String {
    let seconds = if seconds.unsigned_abs() < 60 {
        seconds
    } else {
        seconds - seconds % 60
    };
    if language == Language::Chinese {
        return written(|out| push_units(out, seconds, with_days, language));
    }
    let (sign, days, hours, minutes, rest) = split(seconds, with_days);
    let parts: Vec<String> = [(days, "d"), (hours, "h"), (minutes, "min"), (rest, "s")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| format!("{number} {unit}"))
        .collect();
    if parts.is_empty() {
        "0 min".to_owned()
    } else {
        format!("{sign}{}", parts.join(" "))
    }
}

fn push_units(out: &mut Vec<u8>, seconds: i64, with_days: bool, language: Language) {
    let (sign, days, hours, minutes, rest) = split(seconds, with_days);
    out.extend_from_slice(sign.as_bytes());
    match language {
        Language::Chinese => {
            for (number, unit) in [(days, "天"), (hours, "小时"), (minutes, "分"), (rest, "秒")] {
                if number > 0 {
                    // A single unit of minutes reads 5分钟, behind hours 30分.
                    let unit = if unit == "分" && days == 0 && hours == 0 && rest == 0 {
                        "分钟"
                    } else {
                        unit
                    };
                    push_whole(out, number);
                    out.extend_from_slice(unit.as_bytes());
                }
            }
            if days == 0 && hours == 0 && minutes == 0 && rest == 0 {
                out.extend_from_slice("0分钟".as_bytes());
            }
        }
        Language::English => {
            let day = if days == 1 { " day " } else { " days " };
            let parts = [
                (days, day, days > 0),
                (hours, " h ", days > 0 || hours > 0),
                (minutes, " min ", true),
                (rest, " s ", rest > 0),
            ];
            for (number, unit, _) in parts.into_iter().filter(|(.., told)| *told) {
                push_whole(out, number);
                out.extend_from_slice(unit.as_bytes());
            }
            out.pop();
        }
    }
}

/// Appends a whole number.
fn push_whole(out: &mut Vec<u8>, number: u64) {
    push_number(out, i64::try_from(number).unwrap_or(i64::MAX));
}

fn split(seconds: i64, with_days: bool) -> (&'static str, u64, u64, u64, u64) {
    let sign = if seconds < 0 { "-" } else { "" };
    let all = seconds.unsigned_abs();
    let (days, rest) = if with_days {
        (all / 86_400, all % 86_400)
    } else {
        (0, all)
    };
    (sign, days, rest / 3600, rest % 3600 / 60, rest % 60)
}

/// The time of day, seconds only where there are any: `17:30`, `17:30:05`.
#[must_use]
pub fn time(civil: Civil) -> String {
    written(|out| push_time(out, civil.second))
}

/// Appends the time of day of a second of the day: see [`time`].
fn push_time(out: &mut Vec<u8>, second: u32) {
    let stamp = time_of_day(second);
    let shown = if second.is_multiple_of(60) { 5 } else { 8 };
    out.extend_from_slice(&stamp[..shown]);
}

/// Appends a moment as a zone shows it, `2026-03-06 17:30`; with its weekday `2026-03-06 Fri 17:30`.
pub(crate) fn push_moment(out: &mut Vec<u8>, zone: &Zone, at: Moment, with_weekday: Option<Language>) {
    let (day, second) = zone.day_and_second(at);
    push_date(out, day);
    out.push(b' ');
    if let Some(language) = with_weekday {
        out.extend_from_slice(weekday_of(weekday_number(day), language).as_bytes());
        out.push(b' ');
    }
    push_time(out, second);
}

/// A moment without its year and seconds, for narrow columns: `Fri 03-06 17:30`, `03-06 周五 17:30`.
#[must_use]
pub fn short(civil: Civil, language: Language) -> String {
    without_year(
        civil,
        &time(Civil {
            second: civil.second - civil.second % 60,
            ..civil
        }),
        language,
    )
}

fn without_year(civil: Civil, time: &str, language: Language) -> String {
    let date = format!("{:02}-{:02}", civil.month, civil.day);
    match language {
        Language::English => format!("{} {date} {time}", weekday(civil, language)),
        Language::Chinese => format!("{date} {} {time}", weekday(civil, language)),
    }
}

/// A moment with its year, for columns of a list that spans years: `2026-03-06 Fri 17:30`, `2026-03-06 周五 17:30`.
#[must_use]
pub fn full(civil: Civil, language: Language) -> String {
    [&date(civil), weekday(civil, language), &time(civil)].join(" ")
}

/// A moment to be read out: `Friday 6 March 2026, 17:30`, `2026-03-06（周五）17:30`.
#[must_use]
pub fn spoken(civil: Civil, language: Language) -> String {
    match language {
        Language::English => format!(
            "{} {} {} {}, {}",
            WEEKDAYS_LONG[civil.weekday % 7],
            civil.day,
            MONTHS[civil.month.clamp(1, 12) as usize - 1],
            civil.year,
            time(civil)
        ),
        Language::Chinese => format!("{}（{}）{}", date(civil), weekday(civil, language), time(civil)),
    }
}

/// A moment near the one before it, without its year: `Fri 6 Mar 17:30`, `03-06 周五 17:30`.
#[must_use]
pub fn near(civil: Civil, language: Language) -> String {
    match language {
        Language::English => {
            let month = MONTHS[civil.month.clamp(1, 12) as usize - 1];
            format!(
                "{} {} {} {}",
                weekday(civil, language),
                civil.day,
                month.get(..3).unwrap_or(month),
                time(civil)
            )
        }
        Language::Chinese => without_year(civil, &time(civil), language),
    }
}

/// The date: `2026-03-06`.
#[must_use]
pub fn date(civil: Civil) -> String {
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

/// A count of rows with its thousands parted: `1,204`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A rung in a narrow column: `2`, `第2级`; empty for 0, which is none.
#[must_use]
pub fn rung_cell(rung: u8, language: Language) -> String {
    match (rung, language) {
        (0, _) => String::new(),
        (rung, Language::English) => rung.to_string(),
        (rung, Language::Chinese) => format!("第{rung}级"),
    }
}

/// A duty as people say it: the deadline's name; `rung 2 accountable department`, `第2级 归口部门` for a rung; with the
/// event for what must happen there: `rung 2 discussed`, `第2级 内部讨论`.
#[must_use]
pub fn duty_words(name: &DutyName<'_>, language: Language) -> String {
    let Some(rung) = name.rung else {
        return name.name.to_owned();
    };
    let rung = match language {
        Language::English => format!("rung {rung}"),
        Language::Chinese => format!("第{rung}级"),
    };
    match name.event.unwrap_or(name.title) {
        "" => rung,
        what => format!("{rung} {what}"),
    }
}

/// The state of an obligation.
#[must_use]
pub fn state_word(state: State, language: Language) -> &'static str {
    let chinese = match state {
        State::NotStarted => "未起算",
        State::Running => "办理中",
        State::Warned => "预警",
        State::Overdue => "逾期未办结",
        State::DoneOnTime => "按时",
        State::DoneLate => "逾期办结",
        State::HandedOn => "已移交",
        State::TakenOver => "由后续接办",
        State::NotNeeded => "免办",
        State::Undetermined => "无法判定",
        State::TargetMet => "达标",
        State::TargetMissed => "未达标（不算逾期）",
        State::LeftOut => "不计",
    };
    match language {
        Language::English => state.word(),
        Language::Chinese => chinese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_words() {
        let all = |seconds| {
            [Language::English, Language::Chinese]
                .map(|language| (working(seconds, language), elapsed(seconds, language)))
        };
        let pair = |en: &str, zh: &str| (en.to_owned(), zh.to_owned());
        let [en, zh] = all(8 * 3600);
        assert_eq!((en.0, zh.0), pair("8 h 0 min", "8小时"));
        let [en, zh] = all(315_000);
        assert_eq!((en.1, zh.1), pair("3 days 15 h 30 min", "3天15小时30分"));
        assert_eq!((en.0, zh.0), pair("87 h 30 min", "87小时30分"));
        let [en, zh] = all(300);
        assert_eq!((en.0, zh.0), pair("5 min", "5分钟"));
        let [en, zh] = all(0);
        assert_eq!((en.0, zh.0), pair("0 min", "0分钟"));
        let [en, _] = all(86_400);
        assert_eq!(en.1, "1 day 0 h 0 min");
        let [en, zh] = all(i64::MIN);
        assert!(en.1.starts_with('-') && zh.1.starts_with('-'));
    }

    #[test]
    fn a_narrow_duration_leaves_out_what_is_zero_and_the_seconds() {
        let en = |seconds| narrow(seconds, true, Language::English);
        assert_eq!(
            [en(8 * 3600), en(315_030), en(59), en(0)],
            ["8 h", "3 d 15 h 30 min", "59 s", "0 min"].map(str::to_owned)
        );
        assert_eq!(narrow(3661, false, Language::Chinese), "1小时1分");
        assert!(narrow(i64::MIN, true, Language::English).starts_with('-'));
    }

    #[test]
    fn thousands_are_parted() {
        assert_eq!(
            [0, 999, 1204, 10_000_000].map(thousands),
            ["0", "999", "1,204", "10,000,000"].map(str::to_owned)
        );
    }
}
