//! Moments as text: RFC 3339, with the zone suffix of RFC 9557 on input.
//!
//! Comes in: text or a moment. Goes out: a moment or text. Whole seconds only. Printing does not allocate.

use super::date::{DAY, day_of_civil, month_length, push_date, time_of_day, two};
use super::{Local, Moment, Zone};
use crate::diagnostic::Words;
use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

impl Zone {
    /// A moment in RFC 3339, in this zone: `2014-01-30T17:30:00+08:00`.
    #[must_use]
    pub fn rfc3339(&self, at: Moment) -> String {
        let mut text = Vec::with_capacity(25);
        self.write_rfc3339(at, &mut text);
        // Digits and signs alone.
        String::from_utf8(text).unwrap_or_default()
    }

    /// The same, appended to a buffer.
    ///
    /// Where the offset is no whole number of minutes (local mean time, long ago) the moment is written in UTC,
    /// since RFC 3339 cannot say such an offset; a year past 9999 is written with its sign and all its digits.
    pub fn write_rfc3339(&self, at: Moment, text: &mut Vec<u8>) {
        let (local, offset) = self.told_at(at);
        let day = local.div_euclid(DAY);
        if day > LAST_OF_9999 {
            text.push(b'+');
        }
        push_date(text, day);
        let mut rest = *b"T00:00:00+00:00";
        rest[1..9].copy_from_slice(&time_of_day(local.rem_euclid(DAY) as u32));
        if offset < 0 {
            rest[9] = b'-';
        }
        let minutes = offset.unsigned_abs() as u32 / 60;
        rest[10..12].copy_from_slice(&two(minutes / 60));
        rest[13..].copy_from_slice(&two(minutes % 60));
        text.extend_from_slice(&rest);
    }

    /// The wall clock that is written of a moment; None past the year 9999.
    #[must_use]
    pub fn told(&self, at: Moment) -> Option<NaiveDateTime> {
        let (local, _) = self.told_at(at);
        let own = DateTime::from_timestamp(local, 0)?.naive_utc();
        (local.div_euclid(DAY) <= LAST_OF_9999).then_some(own)
    }

    /// Seconds of the wall clock as it is written, and its offset.
    fn told_at(&self, at: Moment) -> (i64, i64) {
        let offset = i64::from(self.offset_at(at));
        let offset = if offset % 60 == 0 { offset } else { 0 };
        (at.0.saturating_add(offset), offset)
    }
}

/// The day number of 9999-12-31.
const LAST_OF_9999: i64 = 2_932_896;

/// Reads a moment in RFC 3339: `2026-03-29T01:30:00Z`, `2026-03-29T02:30:00+01:00`, with or without a zone
/// behind it (`[Europe/London]`), which must agree with the offset; with a zone the offset may be missing, then the
/// wall clock is meant (in a gap moved forward, the first where it comes twice).
///
/// # Errors
/// What is wrong, in both languages. The text itself is not repeated: it may be a customer's.
pub fn parse_rfc3339(text: &str) -> Result<Moment, Words> {
    let (stamp, zone) = suffix(text.trim())?;
    let (local, rest) = wall_clock(stamp).ok_or_else(form)?;
    let offset = match rest {
        "" => None,
        "Z" | "z" => Some(Offset::Utc),
        _ => Some(Offset::Seconds(offset(rest).ok_or_else(form)?)),
    };
    match (offset, zone) {
        (Some(Offset::Utc), _) => Ok(Moment(local)),
        (Some(Offset::Seconds(offset)), None | Some(Suffix::Offset(None))) => Ok(Moment(local - offset)),
        (Some(Offset::Seconds(offset)), Some(Suffix::Offset(Some(stated)))) if stated == offset => {
            Ok(Moment(local - offset))
        }
        (None, Some(Suffix::Offset(Some(stated)))) => Ok(Moment(local - stated)),
        (Some(Offset::Seconds(offset)), Some(Suffix::Zone(zone))) if agrees(zone, local, offset) => {
            Ok(Moment(local - offset))
        }
        (None, Some(Suffix::Zone(zone))) => Ok(Moment(Zone::of(zone).read(local))),
        (None, _) => Err(Words::new(
            "the moment has no offset; write +08:00 or Z behind it",
            "时刻没有写时差；请在后面加 +08:00 或 Z",
        )),
        _ => Err(Words::new(
            "the offset and the zone of the moment do not agree",
            "时刻的时差与方括号里的时区不一致",
        )),
    }
}

enum Offset {
    Utc,
    Seconds(i64),
}

enum Suffix {
    Zone(Tz),
    /// A numeric offset in brackets, None where only tags were given.
    Offset(Option<i64>),
}

fn form() -> Words {
    Words::new(
        "this is not a moment; write it as 2026-03-29T09:30:00+08:00",
        "这不是时刻；请写成 2026-03-29T09:30:00+08:00",
    )
}

/// Whether an offset is one that the zone has for this wall-clock time.
fn agrees(zone: Tz, local: i64, offset: i64) -> bool {
    let Some(wall) = chrono::DateTime::from_timestamp(local, 0) else {
        return false;
    };
    let wall: NaiveDateTime = wall.naive_utc();
    let meant = Moment(local - offset);
    match Zone::of(zone).resolve(wall) {
        Local::Once(at) | Local::Never(at) => at == meant,
        Local::Twice(first, second) => first == meant || second == meant,
    }
}

/// Splits off what stands in brackets. Tags (`[u-ca=iso8601]`) are passed over unless they are marked critical.
fn suffix(text: &str) -> Result<(&str, Option<Suffix>), Words> {
    let Some((stamp, mut rest)) = text.split_once('[') else {
        return Ok((text, None));
    };
    let mut found = None;
    loop {
        let (inner, behind) = rest.split_once(']').ok_or_else(form)?;
        let critical = inner.starts_with('!');
        let name = inner.trim_start_matches('!');
        if name.contains('=') {
            if critical {
                return Err(form());
            }
        } else if found.is_some() {
            return Err(form());
        } else if let Some(offset) = offset(name) {
            found = Some(Suffix::Offset(Some(offset)));
        } else {
            let zone = name.parse::<Tz>().map_err(|_| {
                Words::new(
                    "the zone in brackets is not one of the IANA database, such as Asia/Shanghai",
                    "方括号里的时区不在 IANA 时区表里，例如 Asia/Shanghai",
                )
            })?;
            found = Some(Suffix::Zone(zone));
        }
        match behind.strip_prefix('[') {
            Some(next) => rest = next,
            None if behind.is_empty() => return Ok((stamp, found.or(Some(Suffix::Offset(None))))),
            None => return Err(form()),
        }
    }
}

/// Wall-clock seconds since 1970, and what stands behind them. A fraction is accepted where it is zero.
fn wall_clock(text: &str) -> Option<(i64, &str)> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse::<u32>().ok())?
    };
    let mark = |at: usize, marks: &[u8]| text.as_bytes().get(at).is_some_and(|byte| marks.contains(byte));
    if !(mark(4, b"-") && mark(7, b"-") && mark(10, b"Tt ") && mark(13, b":") && mark(16, b":")) {
        return None;
    }
    let (year, month, day) = (i64::from(number(0, 4)?), number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if !(1..=12).contains(&month) || !(1..=month_length(year, month)).contains(&day) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut rest = text.get(19..)?;
    if let Some(fraction) = rest.strip_prefix('.') {
        let behind = fraction.trim_start_matches('0');
        if behind.len() == fraction.len() || behind.starts_with(|mark: char| mark.is_ascii_digit()) {
            return None;
        }
        rest = behind;
    }
    let of_day = i64::from(hour * 3600 + minute * 60 + second);
    Some((day_of_civil(year, month, day) * DAY + of_day, rest))
}

/// `+08:00`
fn offset(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let sign = match bytes.first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digit = |at: usize| {
        bytes
            .get(at)
            .filter(|byte| byte.is_ascii_digit())
            .map(|byte| i64::from(byte - b'0'))
    };
    let (hours, minutes) = (digit(1)? * 10 + digit(2)?, digit(4)? * 10 + digit(5)?);
    (bytes.len() == 6 && bytes.get(3) == Some(&b':') && hours < 24 && minutes < 60)
        .then_some(sign * (hours * 3600 + minutes * 60))
}
