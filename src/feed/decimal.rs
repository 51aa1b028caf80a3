//! Decimal numbers as feeds write them.

use super::cell::half_width;
use crate::model::Decimal;

/// An optional sign, digits, at most one point.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    if text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let mantissa = text.bytes().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        return Some(Decimal { mantissa, scale: 0 });
    }
    let text = half_width(text);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    if whole.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || part.contains('.') {
        return None;
    }
    let mantissa = format!("{whole}{part}").parse::<i64>().ok()?;
    Some(Decimal {
        mantissa: sign * mantissa,
        scale: u8::try_from(part.len()).ok()?,
    })
}
