//! How wide the columns of a table are: each at least its longest word, the rest by what they hold. Lengths of text are
//! in twentieths of its size.

use super::faces::Faces;
use super::table::MARGIN;
use unicode_width::UnicodeWidthChar;

/// What a column asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its longest piece that does not break.
    pub least: u32,
    /// What stands on one line of a text that is broken in a fair place: the longest of these.
    pub fair: u32,
    /// Its longest text.
    pub wish: u32,
}

/// Chinese breaks anywhere; fewer than three characters on a line look torn.
const TORN: u32 = 63;

/// Longer words may break where there is no room: about 13 letters or 7 Chinese characters.
const LONG: u32 = 160;
/// What no word may ask for.
const LONGEST: u32 = 280;

impl Column {
    /// A column of that head.
    pub(super) fn headed(head: &str) -> Column {
        // Heads are heavier than what stands below, and may stand on two lines.
        let (least, whole) = (unbroken(head).min(LONGEST) * 23 / 20, width(head));
        let wish = least.max(if whole > 2 * TORN { whole.div_ceil(2) } else { whole });
        Column {
            least,
            fair: wish.min(LONG).max(least),
            wish,
        }
    }

    /// Takes a text of the column into account; a heavy one is broader.
    pub(super) fn hold(&mut self, text: &str, heavy: bool) {
        let broad = |length: u32| if heavy { length * 23 / 20 } else { length };
        self.least = self.least.max(broad(unbroken(text).min(LONGEST)));
        self.fair = self.fair.max(broad(line(text))).max(self.least);
        self.wish = self.wish.max(broad(width(text)));
    }
}

/// About as broad as faces set it: digits and letters in general, broad ones, narrow ones, Chinese.
fn width(text: &str) -> u32 {
    let one = |char: char| match (char, char.width()) {
        ('%' | 'm' | 'w' | 'M' | 'W' | '@', _) => 20,
        ('i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '-' | ' ' | '/', _) => 8,
        (_, Some(2)) => 21,
        (_, Some(0) | None) => 0,
        _ => 13,
    };
    text.chars().map(one).fold(0, u32::saturating_add)
}

/// The longest piece that does not break: a Latin word or number; of Chinese a few characters.
fn unbroken(text: &str) -> u32 {
    let words = text.split([' ', '/', '　']);
    words
        .map(|word| {
            if !breaks_anywhere(word) {
                width(word)
            } else {
                width(word).min(TORN)
            }
        })
        .max()
        .unwrap_or(0)
}

/// Whether it holds Chinese.
fn breaks_anywhere(text: &str) -> bool {
    text.chars().any(|char| char.width() == Some(2))
}

/// The longest line of a text that stands in no more room than long words have: a short text whole; of Latin words as many
/// as go side by side; Chinese fills its line.
fn line(text: &str) -> u32 {
    let whole = width(text);
    if whole <= LONG || breaks_anywhere(text) {
        return whole.min(LONG);
    }
    let (mut longest, mut line) = (0, 0);
    for word in text.split_inclusive([' ', '/']).map(width) {
        line = if line + word > LONG { word } else { line + word };
        longest = longest.max(line);
    }
    longest.min(LONG)
}

/// Twentieths of a point for a text of that length, with what stands on both sides.
fn room(length: u32, faces: &Faces) -> u32 {
    // Sizes are in half points.
    length
        .saturating_mul(faces.cell_size / 2)
        .saturating_add(2 * MARGIN + 20)
}

/// The narrowest that the columns can stand side by side.
pub(super) fn narrowest(columns: &[Column], faces: &Faces) -> u32 {
    columns
        .iter()
        .map(|own| room(own.least, faces))
        .fold(0, u32::saturating_add)
}

/// The whole width, shared among the columns. What is left over after each step goes into the next: words up to a
/// length stand whole, then all words, short texts on one line and as much of long ones, room for a broader face, then
/// long texts.
pub(super) fn shared(columns: &[Column], whole: u32, faces: &Faces) -> Vec<u32> {
    let steps: [fn(&Column) -> u32; 5] = [
        |own| own.least.min(LONG),
        |own| own.least,
        |own| own.fair,
        |own| own.fair * 5 / 4,
        |own| own.wish.min(640).max(own.fair * 5 / 4),
    ];
    let whole = u64::from(whole);
    let mut own: Vec<u64> = vec![0; columns.len()];
    for step in steps {
        let asked: Vec<u64> = columns
            .iter()
            .map(|column| u64::from(room(step(column), faces)))
            .collect();
        let more: Vec<u64> = asked
            .iter()
            .zip(&own)
            .map(|(asked, own)| asked.saturating_sub(*own))
            .collect();
        let spare = whole.saturating_sub(own.iter().sum());
        let wanted = more.iter().sum::<u64>().max(1);
        for (own, more) in own.iter_mut().zip(more) {
            *own += more * spare.min(wanted) / wanted;
        }
    }
    let each = whole.saturating_sub(own.iter().sum()) / (columns.len().max(1) as u64);
    own.iter().map(|own| u32::try_from(own + each).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;

    fn column(least: u32, wish: u32) -> Column {
        let fair = least.max(wish.min(LONG));
        Column { least, fair, wish }
    }

    #[test]
    fn moments_ask_for_the_room_of_a_date_and_long_paths_for_all_of_it() {
        assert_eq!(line("2014-06-03 12:00"), width("2014-06-03 "));
        assert_eq!(line("12:00"), width("12:00"));
        assert_eq!(line("供电可靠/停电/频繁停电"), LONG);
    }

    #[test]
    fn columns_fill_the_room_and_no_more() {
        let faces = Faces::of(Language::Chinese);
        for columns in [
            vec![column(40, 40); 3],
            vec![column(100, 2000), column(40, 80)],
            vec![column(200, 200); 30],
        ] {
            let own = shared(&columns, 8844, &faces);
            let sum: u32 = own.iter().sum();
            assert!(sum <= 8844 && sum + 40 > 8844, "{sum}");
        }
        let own = shared(&[column(100, 1000), column(40, 40)], 8844, &faces);
        assert!(own[0] > 5 * own[1], "{own:?}");
    }

    #[test]
    fn words_do_not_break_chinese_does() {
        assert_eq!(unbroken("2014-06-03 12:00"), width("2014-06-03"));
        assert_eq!(unbroken("供电可靠/停电/频繁停电"), TORN);
        assert_eq!(unbroken("12小时30分"), TORN);
        assert_eq!(unbroken("A-1\u{a0}> A-2"), width("A-1\u{a0}>"));
        assert_eq!(unbroken(""), 0);
    }
}
