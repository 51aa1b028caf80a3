//! Drawings: a frame with title and description, texts and bars on a canvas of fixed width.

use super::opened::Opened;
use super::writer::{Value, Writer, class};
use super::{Run, line};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Width of a drawing, in its own units; a text is 13 of them high.
pub(super) const WIDTH: i64 = 320;
/// Width of one that takes the whole page.
pub(super) const BROAD: i64 = 680;

/// What is told of a drawing to those who do not see it.
pub(super) struct Told {
    /// What it shows.
    pub title: String,
    /// Its numbers, as a sentence.
    pub text: String,
}

/// A drawing of a width and a height.
pub(super) fn drawing(
    out: &mut Writer,
    number: usize,
    told: &Told,
    [width, height]: [i64; 2],
    inside: impl FnOnce(&mut Writer),
) {
    let broad = [class("broad")];
    let own = if width > WIDTH { &broad[..] } else { &[] };
    out.element("figure", own, |out| {
        out.told("figcaption", &[], &told.title);
        let attributes = [
            ("viewBox", Value::Canvas(width, height)),
            ("role", Value::Word("group")),
            ("aria-labelledby", Value::Place("t", number)),
            ("aria-describedby", Value::Place("d", number)),
        ];
        out.element("svg", &attributes, |out| {
            out.told("title", &[("id", Value::Place("t", number))], &told.title);
            out.told("desc", &[("id", Value::Place("d", number))], &told.text);
            inside(out);
        });
    });
}

/// A text, at its base line; a class says on which side of the point it stands.
pub(super) fn text(out: &mut Writer, of: &'static str, x: i64, y: i64, text: &str) {
    out.told("text", &at(of, x, y), text);
}

/// Runs of text, with figures that can be opened.
pub(super) fn runs(out: &mut Writer, of: &'static str, x: i64, y: i64, runs: &[Run], opened: &mut Opened) {
    out.element("text", &at(of, x, y), |out| line(out, runs, opened));
}

/// A rectangle.
pub(super) fn rect(out: &mut Writer, of: &'static str, [x, y, width, height]: [i64; 4]) {
    let attributes = [
        class(of),
        ("x", Value::Number(x)),
        ("y", Value::Number(y)),
        ("width", Value::Number(width)),
        ("height", Value::Number(height)),
    ];
    out.element("rect", &attributes, |_| {});
}

/// A straight line.
pub(super) fn stroke(out: &mut Writer, of: &'static str, [x1, y1, x2, y2]: [i64; 4]) {
    let attributes = [
        class(of),
        ("x1", Value::Number(x1)),
        ("y1", Value::Number(y1)),
        ("x2", Value::Number(x2)),
        ("y2", Value::Number(y2)),
    ];
    out.element("line", &attributes, |_| {});
}

/// The beginning of a text that takes at most so many columns.
pub(super) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let mut out = String::new();
    for char in text.chars() {
        let wide = char.width().unwrap_or(0);
        if wide > left {
            break;
        }
        left -= wide;
        out.push(char);
    }
    out.push('…');
    out
}

/// A part of a length, to the nearest unit; what is there at all is seen.
pub(super) fn length(part: u64, whole: u64, of: i64) -> i64 {
    if part == 0 || whole == 0 {
        return 0;
    }
    let exact = (i128::from(part) * 2 * i128::from(of) + i128::from(whole)) / (2 * i128::from(whole));
    i64::try_from(exact).unwrap_or(of).clamp(2, of)
}

fn at(of: &'static str, x: i64, y: i64) -> [(&'static str, Value); 3] {
    [class(of), ("x", Value::Number(x)), ("y", Value::Number(y))]
}
