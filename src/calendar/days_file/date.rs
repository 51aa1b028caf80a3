//! Dates as files of days write them. Year first, or with 年月日; what could be read in two ways is read in none.

use chrono::NaiveDate;

/// `2026-01-01`, `2026/1/1`, `2026.1.1`, `20260101`, `2026年1月1日`; full-width digits too. A time of day at
/// midnight may follow, as spreadsheets write it.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let plain = plain.trim_matches('"').trim();
    let plain = match plain.split_once([' ', 'T']) {
        Some((date, time)) if time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')) => date,
        Some((date, rest)) if rest.starts_with(['星', '周', '(']) => date,
        Some(_) => return None,
        None => plain,
    };
    if plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return ymd(plain.get(..4)?, plain.get(4..6)?, plain.get(6..)?);
    }
    let parts: Vec<&str> = plain
        .trim_end_matches(['日', '号'])
        .split(['-', '/', '.', '年', '月'])
        .collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => ymd(year, month, day),
        _ => None,
    }
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?).filter(|_| (1900..=2200).contains(&year))
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reading_or_none() {
        let expected = NaiveDate::from_ymd_opt(2027, 1, 2);
        for text in [
            "2027-01-02",
            "2027/1/2",
            "2027.1.2",
            "20270102",
            "2027年1月2日",
            " ２０２７-０１-０２ ",
            "2027-01-02 00:00:00",
            "2027-01-02 周六",
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
        for text in [
            "01/02/2027",
            "2027-13-01",
            "2027-02-30",
            "1/2/27",
            "soon",
            "",
            "2027-01-02 09:00",
            "3027-01-01",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
