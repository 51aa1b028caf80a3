//! A format that a feed states for its moments, in either language's letters: `年-月-日 时:分`,
//! `YYYY-MM-DD HH:MM:SS`, `D.M.YYYY H:MM`, `YYYY年M月D日`.
//!
//! A run of one letter is one number; a Han letter right behind its own number is a mark (`YYYY年`). `M` behind
//! hours is minutes. Padding is never asked for; a run read against the next without a mark takes its full width.

use super::cell::half_width;
use super::moment::{Local, Reader, local};

/// The parts of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Number(Part),
    Mark(char),
}

/// A stated format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    pieces: Vec<Piece>,
}

fn part(letter: char, after_hours: bool) -> Option<Part> {
    match letter {
        'Y' | 'y' | '年' => Some(Part::Year),
        'M' | 'm' if after_hours => Some(Part::Minute),
        'M' | 'm' | '月' => Some(Part::Month),
        'D' | 'd' | '日' => Some(Part::Day),
        'H' | 'h' | '时' => Some(Part::Hour),
        '分' => Some(Part::Minute),
        'S' | 's' | '秒' => Some(Part::Second),
        _ => None,
    }
}

impl Format {
    /// Reads a format; None where it names no year, month and day, or a part twice.
    pub(super) fn new(text: &str) -> Option<Format> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut run = None;
        for letter in half_width(text).chars() {
            if run == Some(letter) {
                continue;
            }
            let after_hours = pieces.contains(&Piece::Number(Part::Hour));
            let piece = match part(letter, after_hours) {
                Some(part) if !letter.is_ascii() && pieces.last() == Some(&Piece::Number(part)) => Piece::Mark(letter),
                Some(part) => Piece::Number(part),
                None => Piece::Mark(letter),
            };
            run = matches!(piece, Piece::Number(_)).then_some(letter);
            pieces.push(piece);
        }
        let count = |part| pieces.iter().filter(|piece| **piece == Piece::Number(part)).count();
        let dated = [Part::Year, Part::Month, Part::Day]
            .iter()
            .all(|part| count(*part) == 1);
        let timed = [Part::Hour, Part::Minute, Part::Second]
            .iter()
            .all(|part| count(*part) <= 1);
        (dated && timed).then_some(Format { pieces })
    }

    /// Whether year, month and day come in this order, so that the default shapes read the same thing.
    pub(super) fn is_year_first(&self) -> bool {
        let date = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Number(part @ (Part::Year | Part::Month | Part::Day)) => Some(*part),
            _ => None,
        });
        date.eq([Part::Year, Part::Month, Part::Day])
    }

    /// Whether the year comes first.
    pub(super) fn begins_with_year(&self) -> bool {
        matches!(self.pieces.first(), Some(Piece::Number(Part::Year)))
    }

    /// Reads a cell; None where it does not fit.
    pub(super) fn read(&self, text: &str) -> Option<Local> {
        let text = half_width(text);
        let mut rest = Reader(text.as_bytes());
        let (mut year, mut month, mut day, mut hour, mut minute, mut second) = (0, 0, 0, 0, 0, 0);
        for piece in &self.pieces {
            match piece {
                Piece::Number(Part::Year) => year = rest.number(4, 4)?,
                Piece::Number(Part::Month) => month = rest.number(1, 2)?,
                Piece::Number(Part::Day) => day = rest.number(1, 2)?,
                Piece::Number(Part::Hour) => hour = rest.number(1, 2)?,
                Piece::Number(Part::Minute) => minute = rest.number(1, 2)?,
                Piece::Number(Part::Second) => second = rest.number(1, 2)?,
                Piece::Mark(mark) => {
                    let mut bytes = [0; 4];
                    rest.0 = rest.0.strip_prefix(mark.encode_utf8(&mut bytes).as_bytes())?;
                }
            }
        }
        rest.0
            .is_empty()
            .then(|| local((year, month, day), hour, minute, second))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> Option<i64> {
        let local = Format::new(format)?.read(text)?;
        Some(i64::from(local.day) * 86_400 + i64::from(local.second))
    }

    #[test]
    fn formats_of_both_languages() {
        let expected = Some(1_401_786_300);
        assert_eq!(read("年-月-日 时:分", "2014-06-03 09:05"), expected);
        assert_eq!(read("YYYY-MM-DD HH:MM", "2014-6-3 9:05"), expected);
        assert_eq!(read("YYYY/M/D H:mm", "２０１４/６/３ ９：０５"), expected);
        assert_eq!(read("D.M.YYYY H:MM:SS", "3.6.2014 9:05:00"), expected);
        assert_eq!(read("MM/DD/YYYY HH:MM", "06/03/2014 09:05"), expected);
        assert_eq!(read("YYYY年M月D日 H时M分", "2014年6月3日 9时5分"), expected);
        assert_eq!(read("YYYYMMDDHHMMSS", "20140603090500"), expected);
        assert_eq!(read("YYYY-MM-DD", "2014-06-03"), Some(1_401_753_600));
        assert_eq!(read("年-月-日 时:分", "2014-06-03 09:05:01"), None);
        assert_eq!(read("年-月-日 时:分", "2014/06/03 09:05"), None);
        assert!(Format::new("HH:MM").is_none());
        assert!(Format::new("YYYY-MM-DD YYYY").is_none());
        assert!(Format::new("年-月-日").is_some_and(|format| format.is_year_first()));
        assert!(Format::new("D.M.YYYY").is_some_and(|format| !format.is_year_first()));
    }
}
