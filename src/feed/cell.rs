//! Cells of delimited text: where one ends, what stands in it, and its form without blanks and full-width marks.
//!
//! RFC 4180: a quote opens a cell only at its very start, `""` inside stands for one quote. A quote elsewhere
//! is an ordinary character. A quote that is not closed within [`LIMIT`] bytes opens nothing: the row that
//! holds it is set aside, and the lines after it are read as rows of their own.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// The longest cell, in bytes.
pub(super) const LIMIT: usize = 1 << 20;

/// What was found behind an opening quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// The closing quote stands here.
    At(usize),
    /// There is none, or it stands too far away.
    Never,
    /// The bytes end first; go on from here when there are more.
    More(usize),
}

/// Looks for the quote that closes the one at `open`, from `from` on. `whole`: no bytes follow.
pub(super) fn closing(bytes: &[u8], open: usize, from: usize, whole: bool) -> Closing {
    let mut at = from;
    loop {
        match bytes.get(at..).and_then(|rest| memchr(b'"', rest)) {
            Some(step) if at + step - open > LIMIT => return Closing::Never,
            Some(step) => match bytes.get(at + step + 1) {
                Some(b'"') => at += step + 2,
                Some(_) => return Closing::At(at + step),
                None if whole => return Closing::At(at + step),
                None => return Closing::More(at + step),
            },
            None if whole || bytes.len() - open > LIMIT + 1 => return Closing::Never,
            None => return Closing::More(bytes.len().max(at)),
        }
    }
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Marks the zero bytes of a word; those above the lowest one may be marked wrongly.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(LOW) & !word & HIGH
}

/// The end of the plain cell that begins at `from`: the next delimiter or line feed, else the end of the bytes.
/// Most cells are short, so sixteen bytes are looked at in place before the vector search is called.
#[inline]
pub(super) fn plain_end(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    let mut at = from;
    for _ in 0..2 {
        let Some(word) = bytes.get(at..at + 8).and_then(|word| <[u8; 8]>::try_from(word).ok()) else {
            break;
        };
        let word = u64::from_le_bytes(word);
        let found = zeros(word ^ (LOW * u64::from(delimiter))) | zeros(word ^ (LOW * u64::from(b'\n')));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    bytes
        .get(at..)
        .and_then(|rest| memchr2(delimiter, b'\n', rest))
        .map_or(bytes.len(), |step| at + step)
}

/// The content of a quoted cell between its quotes, doubled quotes made single in `scratch`.
fn unquoted<'a>(content: &'a [u8], scratch: &'a mut Vec<u8>) -> &'a [u8] {
    if memchr(b'"', content).is_none() {
        return content;
    }
    scratch.clear();
    let mut rest = content;
    while let Some(at) = memchr(b'"', rest) {
        scratch.extend_from_slice(rest.get(..=at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    scratch.extend_from_slice(rest);
    scratch
}

/// What stands in a cell: its bytes without the quotes around them, doubled quotes made single, without blanks at both
/// ends. None where it is longer than [`LIMIT`].
pub(super) fn content<'a>(cell: &'a [u8], scratch: &'a mut Vec<u8>) -> Option<&'a [u8]> {
    let closed = if cell.first() == Some(&b'"') {
        closing(cell, 0, 1, true)
    } else {
        Closing::Never
    };
    let content = match closed {
        Closing::At(end) => unquoted(cell.get(1..end).unwrap_or_default(), scratch),
        Closing::Never | Closing::More(_) => cell,
    };
    (content.len() <= LIMIT).then(|| trimmed(content))
}

/// The bytes without blanks at both ends: ASCII blanks, no-break space, ideographic space, byte order mark.
#[inline]
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let plain = |byte: &u8| byte.is_ascii_graphic();
    if bytes.first().is_none_or(plain) && bytes.last().is_none_or(plain) {
        return bytes;
    }
    std::str::from_utf8(bytes).map_or(bytes, |text| text.trim_matches(is_blank).as_bytes())
}

/// Blanks as people and spreadsheets type them.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}' || letter == '\u{200b}'
}

/// The text with full-width letters, digits and marks made half-width, and blanks taken off both ends.
pub(super) fn half_width(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_blank);
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|letter| match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
            '\u{3000}' | '\u{a0}' => ' ',
            '\u{2212}' => '-',
            _ => letter,
        })
        .collect()
}
