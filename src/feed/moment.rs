//! Wall-clock moments as feeds write them: the default shapes.
//!
//! Comes in: a cell. Goes out: a [`Local`] time, with its offset where the cell states one. What a time of
//! day means in a zone is `clock`'s affair; shapes that a feed states itself are `format`'s.

use super::cell::half_width;

/// A date and time of day as written. The second of the day is below 86 400; `24:00` is the next day's 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Local {
    /// Days since 1970-01-01.
    pub(super) day: i32,
    /// Seconds since midnight.
    pub(super) second: u32,
    /// Seconds east of Greenwich, where the cell says so.
    pub(super) offset: Option<i32>,
}

/// Days since 1970-01-01 of a date of the Gregorian calendar, if there is such a date.
#[inline]
pub(super) fn day_of(year: u32, month: u32, day: u32) -> Option<i32> {
    const LENGTHS: [u8; 16] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0];
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = u32::from(LENGTHS.get(month as usize).copied().unwrap_or(0)) + u32::from(leap && month == 2);
    if day == 0 || day > length || year > 9999 {
        return None;
    }
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year.checked_sub(1)?, month + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(days as i32 - 719_469)
}

/// Puts a local time together; None where there is no such date or time of day.
#[inline]
pub(super) fn local(date: (u32, u32, u32), hour: u32, minute: u32, second: u32) -> Option<Local> {
    let day = day_of(date.0, date.1, date.2)?;
    if minute > 59 || second > 59 {
        return None;
    }
    let time = hour * 3600 + minute * 60 + second;
    let (day, second) = match time {
        0..86_400 => (day, time),
        86_400 => (day.checked_add(1)?, 0),
        _ => return None,
    };
    Some(Local {
        day,
        second,
        offset: None,
    })
}

/// A moment as the usual shapes write it: numbers as written, not yet held against the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usual {
    /// The year.
    pub(super) year: u32,
    /// The month.
    pub(super) month: u32,
    /// The day of the month.
    pub(super) day: u32,
    /// The second of the day; 86 400 or more where there is no such time of day.
    pub(super) second: u32,
}

/// Eight bytes against a template of digits (`0`) and fixed marks: each digit and its right neighbour as a number,
/// in the place of the first of them; and bits in `wrong` where they do not fit.
#[inline]
fn pairs(bytes: [u8; 8], template: [u8; 8], wrong: &mut u64) -> [u8; 8] {
    let found = u64::from_le_bytes(bytes) ^ u64::from_le_bytes(template);
    // A digit leaves 0 to 9, which stays below 16 when 6 is added; a mark that fits leaves 0, plus 15.
    let room = u64::from_le_bytes(template.map(|byte| if byte == b'0' { 6 } else { 15 }));
    *wrong |= (found | found.wrapping_add(room)) & 0xf0f0_f0f0_f0f0_f0f0;
    found.wrapping_mul(10).wrapping_add(found >> 8).to_le_bytes()
}

/// The two shapes that nearly every feed writes, `YYYY-MM-DD HH:MM:SS` and `YYYY-MM-DD HH:MM`; None for any other.
#[inline]
pub(super) fn usual(cell: &[u8]) -> Option<Usual> {
    let mut wrong = 0;
    let (date, day, [hour, _, _, minute, _, _, second, _]) = match cell.len() {
        19 => {
            let (date, day, time) = (cell.first_chunk()?, cell.get(3..)?.first_chunk()?, cell.last_chunk()?);
            let [.., day, _, _] = pairs(*day, *b"0-00-00 ", &mut wrong);
            (date, day, pairs(*time, *b"00:00:00", &mut wrong))
        }
        16 => {
            let (date, rest) = (cell.first_chunk()?, cell.last_chunk()?);
            let [day, _, _, hour, _, _, minute, _] = pairs(*rest, *b"00 00:00", &mut wrong);
            (date, day, [hour, 0, 0, minute, 0, 0, 0, 0])
        }
        _ => return None,
    };
    let [century, _, year, _, _, month, ..] = pairs(*date, *b"0000-00-", &mut wrong);
    ((wrong == 0) & (minute < 60) & (second < 60)).then(|| Usual {
        year: u32::from(century) * 100 + u32::from(year),
        month: u32::from(month),
        day: u32::from(day),
        second: u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second),
    })
}

/// The second of the day that stands behind a date, ` HH:MM:SS`; None for any other shape.
#[inline]
pub(super) fn second_behind(date: &[u8]) -> Option<u32> {
    let (b" ", time) = date.split_first_chunk()? else {
        return None;
    };
    let mut wrong = 0;
    let [hour, _, _, minute, _, _, second, _] = pairs(*time.first_chunk()?, *b"00:00:00", &mut wrong);
    let fits = (wrong == 0) & (time.len() == 8) & (hour < 24) & (minute < 60) & (second < 60);
    fits.then(|| u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second))
}

/// Any default shape: year, month and day parted by `-` or `/`, a blank or `T`, hours and minutes, optionally
/// seconds (a fraction is dropped) and an offset. Single digits and full-width ones are read.
pub(super) fn any(text: &str) -> Option<Local> {
    let text = half_width(text);
    let mut reader = Reader(text.as_bytes());
    let year = reader.number(4, 4)?;
    let mark = reader.one_of(b"-/")?;
    let month = reader.number(1, 2)?;
    reader.one_of(&[mark])?;
    let day = reader.number(1, 2)?;
    if reader.one_of(b"Tt").is_none() {
        reader.one_of(b" ")?;
        while reader.one_of(b" ").is_some() {}
    }
    let hour = reader.number(1, 2)?;
    reader.one_of(b":")?;
    let minute = reader.number(2, 2)?;
    let second = if reader.one_of(b":").is_some() {
        reader.number(2, 2)?
    } else {
        0
    };
    if reader.one_of(b".").is_some() {
        while reader.number(1, 1).is_some() {}
    }
    let offset = reader.offset()?;
    if !reader.0.is_empty() {
        return None;
    }
    Some(Local {
        offset,
        ..local((year, month, day), hour, minute, second)?
    })
}

/// The bytes still to be read.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl Reader<'_> {
    /// A number of at least and at most so many digits, taken greedily.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self
            .0
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count < least {
            return None;
        }
        let (number, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(number.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }

    /// One of these bytes.
    pub(super) fn one_of(&mut self, marks: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        marks.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// `Z`, `+08:00`, `+0800`, or nothing; None where an offset is begun and wrong.
    fn offset(&mut self) -> Option<Option<i32>> {
        if self.one_of(b"Zz").is_some() {
            return Some(Some(0));
        }
        let Some(sign) = self.one_of(b"+-") else {
            return Some(None);
        };
        let hours = self.number(2, 2)?;
        self.one_of(b":");
        let minutes = self.number(2, 2)?;
        if hours > 23 || minutes > 59 {
            return None;
        }
        let seconds = (hours * 3600 + minutes * 60) as i32;
        Some(Some(if sign == b'-' { -seconds } else { seconds }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(local: Local) -> i64 {
        i64::from(local.day) * 86_400 + i64::from(local.second)
    }

    #[test]
    fn both_ways_read_the_same() {
        for (text, expected) in [
            ("2014-06-03 09:05:07", Some(1_401_786_307)),
            ("2014-06-03 09:05", Some(1_401_786_300)),
            ("2014/6/3 9:05", Some(1_401_786_300)),
            ("２０１４/６/３ ９：０５", Some(1_401_786_300)),
            ("2014-06-03T09:05:07.999", Some(1_401_786_307)),
            ("2014-06-03 24:00", Some(1_401_840_000)),
            ("2014-02-29 09:05", None),
            ("2014-13-01 09:05", None),
            ("2014-06-03 24:01", None),
            ("2014-06-03 09:60", None),
            ("2014-06-03", None),
            ("2014-06/03 09:05", None),
            ("14-06-03 09:05", None),
            ("2014-06-03 09:05 x", None),
        ] {
            assert_eq!(any(text).map(moment), expected, "{text}");
            if let Some(usual) = usual(text.as_bytes()) {
                let Usual {
                    year,
                    month,
                    day,
                    second,
                } = usual;
                let day = day_of(year, month, day).map(|day| i64::from(day) * 86_400 + i64::from(second));
                assert_eq!(
                    day.filter(|_| second < 86_400),
                    expected.filter(|_| second < 86_400),
                    "{text}"
                );
            }
        }
        assert_eq!(
            any("2014-06-03T09:05:07+08:00").and_then(|local| local.offset),
            Some(28_800)
        );
        assert_eq!(any("2014-06-03T09:05:07Z").and_then(|local| local.offset), Some(0));
    }

    #[test]
    fn days_agree_with_the_calendar_library() {
        let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        for year in [1, 4, 100, 400, 1899, 1900, 1970, 2000, 2014, 2024, 2100, 9999] {
            for month in 0..=13 {
                for day in 0..=32 {
                    let expected =
                        chrono::NaiveDate::from_ymd_opt(year, month, day).map(|date| (date - epoch).num_days() as i32);
                    assert_eq!(day_of(year as u32, month, day), expected, "{year}-{month}-{day}");
                }
            }
        }
    }
}
