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

/// The formats that a column states. A cell that two of them read as different moments is read by neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    formats: Vec<Vec<Piece>>,
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
    /// One format; None where it names no year, month and day, or a part twice.
    pub(super) fn new(text: &str) -> Option<Format> {
        let pieces = Format::pieces(text)?;
        Some(Format { formats: vec![pieces] })
    }

    /// Formats, each of which is tried.
    ///
    /// # Errors
    /// The one that names no year, month and day, or a part twice.
    pub(super) fn any_of(texts: &[String]) -> Result<Format, &String> {
        let formats = texts.iter().map(|text| Format::pieces(text).ok_or(text));
        Ok(Format {
            formats: formats.collect::<Result<_, _>>()?,
        })
    }

    fn pieces(text: &str) -> Option<Vec<Piece>> {
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
        (dated && timed).then_some(pieces)
    }

    /// Whether year, month and day come in this order, so that the default shapes read the same thing.
    pub(super) fn is_year_first(&self) -> bool {
        self.formats.iter().all(|pieces| {
            let date = pieces.iter().filter_map(|piece| match piece {
                Piece::Number(part @ (Part::Year | Part::Month | Part::Day)) => Some(*part),
                _ => None,
            });
            date.eq([Part::Year, Part::Month, Part::Day])
        })
    }

    /// Whether the year comes first.
    pub(super) fn begins_with_year(&self) -> bool {
        let begins = |pieces: &Vec<Piece>| matches!(pieces.first(), Some(Piece::Number(Part::Year)));
        self.formats.iter().any(begins)
    }

    /// Reads a cell; None where it does not fit.
    pub(super) fn read(&self, text: &str) -> Option<Local> {
        let text = half_width(text);
        let mut fitting = self.formats.iter().filter_map(|pieces| one(pieces, &text));
        let first = fitting.next()?;
        fitting.all(|other| other == first).then_some(first)
    }
}

fn one(pieces: &[Piece], text: &str) -> Option<Local> {
    let mut rest = Reader(text.as_bytes());
    let (mut year, mut month, mut day, mut hour, mut minute, mut second) = (0, 0, 0, 0, 0, 0);
    for piece in pieces {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, cell: &str) -> Option<i64> {
        let local = Format::new(text)?.read(cell)?;
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
    #[test]
    fn of_several_formats_the_one_that_fits() {
        let formats =
            |all: &[&str]| Format::any_of(&all.iter().map(|one| one.to_string()).collect::<Vec<_>>()).unwrap();
        let two = formats(&["D.M.YYYY HH:MM", "YYYY/M/D HH:MM"]);
        assert_eq!(two.read("3.6.2014 09:05"), two.read("2014/6/3 09:05"));
        assert!(two.read("3.6.2014 09:05").is_some() && two.read("6/3/2014 09:05").is_none());
        let unclear = formats(&["D/M/YYYY", "M/D/YYYY"]);
        assert!(unclear.read("3/4/2014").is_none());
        assert!(unclear.read("3/3/2014").is_some() && unclear.read("13/4/2014").is_some());
    }
}
