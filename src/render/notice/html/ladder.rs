//! Up the ladder: what came to each rung in the month, and what became of it there. The highest rung stands on top.

use super::Run;
use super::charts::Charts;
use super::drawing::{Told, WIDTH, drawing, fit, length, rect, runs, text};
use super::opened::Opened;
use super::writer::{Value, Writer, class};
use crate::notice::{ClimbedRung, Figure};
use unicode_width::UnicodeWidthStr;

/// Height of the title and the bar of a rung.
const HEAD: i64 = 52;
/// Height of a line of what became of it.
const LINE: i64 = 20;
/// Between two rungs.
const GAP: i64 = 20;
/// Width of a column of text, at most.
const COLUMN: i64 = 7;
/// Columns of a rung's title.
const TITLE: usize = 32;

/// A rung.
pub(super) struct Level {
    title: String,
    came: Vec<Run>,
    whole: u64,
    parts: Vec<Part>,
}

/// A part of what came to it: how it is filled, its word, how many.
struct Part {
    tone: &'static str,
    word: String,
    figure: Figure,
}

/// The rungs that anything came to, the lowest first; none where there are fewer than two.
pub(super) fn levels(of: &Charts<'_>) -> Vec<Level> {
    let above = of.notice.climbed.rungs.iter().filter(|rung| rung.entered.count > 0);
    let mut all: Vec<Level> = first(of).into_iter().chain(above.map(|rung| level(of, rung))).collect();
    if all.len() < 2 {
        all.clear();
    }
    all
}

fn first(of: &Charts<'_>) -> Option<Level> {
    let rate = of.notice.overview.answers()?;
    let kinds = &of.notice.kinds;
    (rate.whole.count > 0).then(|| Level {
        title: of.phrases.text("chart.ladder.first", &[]),
        came: of
            .phrases
            .fill("chart.ladder.due", &[("count", Run::figure(&rate.whole))]),
        whole: rate.whole.count,
        parts: parts(
            of,
            [
                ("solved", "chart.ladder.on_time", &rate.part),
                ("late", "chart.ladder.done_late", &kinds.done_late),
                ("open", "chart.ladder.still_open", &kinds.still_open),
            ],
        ),
    })
}

fn level(of: &Charts<'_>, rung: &ClimbedRung) -> Level {
    let number = rung.rung.to_string();
    let title = [("rung", number.as_str()), ("title", rung.title.as_str())];
    Level {
        title: of.phrases.text("departments.rung", &title),
        came: of
            .phrases
            .fill("chart.ladder.entered", &[("count", Run::figure(&rung.entered))]),
        whole: rung.entered.count,
        parts: parts(
            of,
            [
                ("solved", "chart.ladder.solved", &rung.solved),
                ("late", "chart.ladder.raised", &rung.raised),
                ("moved", "chart.ladder.moved_on", &rung.moved_on),
                ("open", "chart.ladder.open", &rung.open),
            ],
        ),
    }
}

fn parts<const N: usize>(of: &Charts<'_>, all: [(&'static str, &str, &Figure); N]) -> Vec<Part> {
    let some = all.into_iter().filter(|(_, _, figure)| figure.count > 0);
    some.map(|(tone, key, figure)| Part {
        tone,
        word: of.phrases.text(key, &[]),
        figure: figure.clone(),
    })
    .collect()
}

/// Draws them.
pub(super) fn draw(out: &mut Writer, number: usize, levels: &[Level], of: &Charts<'_>, opened: &mut Opened) {
    let told = levels.iter().map(|level| {
        let parts = level.parts.iter().map(|part| vec![Run::text(told(part))]);
        let mut out = vec![Run::text(format!("{} ", level.title))];
        out.extend(level.came.iter().cloned());
        out.push(Run::text(" "));
        out.extend(of.phrases.list(parts));
        out
    });
    let list: String = of.phrases.clauses(told).iter().map(Run::read).collect();
    let told = Told {
        title: of.phrases.text("chart.ladder", &[]),
        text: of.phrases.text("chart.ladder.desc", &[("list", &list)]),
    };
    let height = levels.iter().map(high).sum::<i64>() + GAP * (levels.len() as i64 - 1);
    drawing(out, number, &told, [WIDTH, height], |out| {
        let mut y = 0;
        for (at, level) in levels.iter().rev().enumerate() {
            if at > 0 {
                arrow(out, y);
                y += GAP;
            }
            one(out, level, y, opened);
            y += high(level);
        }
    });
}

fn told(part: &Part) -> String {
    format!("{} {}", part.word, part.figure.count)
}

/// How many parts are told in a line.
fn in_a_line(level: &Level) -> usize {
    let widest = level.parts.iter().map(|part| told(part).width()).max().unwrap_or(1);
    (1..=level.parts.len())
        .rev()
        .find(|parts| (WIDTH - 20) / *parts as i64 >= 24 + COLUMN * widest as i64)
        .unwrap_or(1)
}

fn high(level: &Level) -> i64 {
    HEAD + LINE * level.parts.len().div_ceil(in_a_line(level)) as i64
}

fn one(out: &mut Writer, level: &Level, y: i64, opened: &mut Opened) {
    rect(out, "box", [1, y + 1, WIDTH - 2, high(level) - 2]);
    text(out, "name", 10, y + 20, &fit(&level.title, TITLE));
    runs(out, "end", WIDTH - 10, y + 20, &level.came, opened);
    let wide = WIDTH - 20;
    let mut counted = 0;
    for part in &level.parts {
        let from = length(counted, level.whole, wide);
        counted = (counted + part.figure.count).min(level.whole);
        let to = length(counted, level.whole, wide);
        rect(out, part.tone, [10 + from, y + 30, (to - from).max(2), 12]);
    }
    let line = in_a_line(level);
    for (at, part) in level.parts.iter().enumerate() {
        let x = 10 + (at % line) as i64 * wide / line as i64;
        let y = y + HEAD + LINE * (at / line) as i64;
        rect(out, part.tone, [x, y - 1, 10, 10]);
        let read = [Run::text(format!("{} ", part.word)), Run::figure(&part.figure)];
        runs(out, "name", x + 16, y + 8, &read, opened);
    }
}

/// From a rung to the one above it.
fn arrow(out: &mut Writer, y: i64) {
    let place = ("transform", Value::Moved(WIDTH / 2, y));
    out.element("g", &[place], |out| {
        let shape = ("d", Value::Word("M-7 11 0 3 7 11H3V17H-3V11Z"));
        out.element("path", &[class("arrow"), shape], |_| {});
    });
}
