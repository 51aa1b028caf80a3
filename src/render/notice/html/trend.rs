//! A measure month by month: counts as bars from nothing, rates as a line with what is aimed at.

use super::Run;
use super::charts::Charts;
use super::drawing::{Told, WIDTH, drawing, length, rect, runs, stroke, text};
use super::opened::Opened;
use super::writer::{Value, Writer, class};
use crate::notice::{Figure, Month, Rate, Share};

/// Months shown at most.
const MOST: usize = 6;
/// Where what is drawn begins.
const TOP: i64 = 24;
/// Where it ends.
const BOTTOM: i64 = 96;
/// Where the months are told.
const MONTHS: i64 = 114;
/// Where the aim is told.
const AIM: i64 = 136;

/// A measure.
pub(super) struct Trend {
    title: String,
    points: Vec<Point>,
    kind: Kind,
}

enum Kind {
    Bars,
    /// What is aimed at, in percent, as printed and as a share of a hundred.
    Line(Option<(String, f64)>),
}

/// Its value of a month.
struct Point {
    month: Month,
    /// Of a count the count, of a rate percent.
    value: f64,
    print: Run,
}

/// What was received, and the rate of answers.
pub(super) fn all(of: &Charts<'_>) -> Vec<Trend> {
    let rate = of.notice.overview.answers();
    let all = [Some(received(of)), rate.map(|rate| answers(of, rate))];
    all.into_iter()
        .flatten()
        .filter(|trend| trend.points.len() > 1)
        .collect()
}

fn received(of: &Charts<'_>) -> Trend {
    let own = &of.notice.overview.kinds.whole;
    let month = of.notice.head.month;
    let before = own.last.map(|last| Point {
        month: month.plus(-1),
        value: last as f64,
        print: Run::text(last.to_string()),
    });
    let now = Point {
        month,
        value: own.now.count as f64,
        print: Run::figure(&own.now),
    };
    Trend {
        title: of.phrases.text("chart.received", &[]),
        points: last_of(before.into_iter().chain([now])),
        kind: Kind::Bars,
    }
}

fn answers(of: &Charts<'_>, rate: &Rate) -> Trend {
    let month = of.notice.head.month;
    let point = |month: Month, share: Share, figure: Option<&Figure>| {
        let print = match rate.aim {
            Some(aim) => of.phrases.percent_beside(share, aim.bound),
            None => of.phrases.percent(share),
        };
        (share.whole > 0).then(|| Point {
            month,
            value: share.part as f64 * 100.0 / share.whole as f64,
            print: match figure {
                Some(figure) => Run::Figure(print, figure.clone()),
                None => Run::Text(print),
            },
        })
    };
    let before = rate.last.and_then(|last| point(month.plus(-1), last, None));
    let share = Share {
        part: rate.part.count,
        whole: rate.whole.count,
    };
    let aim = rate.aim.map(|aim| {
        let value = aim.bound.mantissa as f64 / 10f64.powi(i32::from(aim.bound.scale));
        (format!("{}%", aim.bound), value)
    });
    Trend {
        title: of.phrases.text("chart.rate", &[("metric", &rate.metric)]),
        points: last_of(before.into_iter().chain(point(month, share, None))),
        kind: Kind::Line(aim),
    }
}

fn last_of(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let all: Vec<Point> = points.collect();
    let skip = all.len().saturating_sub(MOST);
    all.into_iter().skip(skip).collect()
}

/// Draws it.
pub(super) fn draw(out: &mut Writer, number: usize, own: &Trend, of: &Charts<'_>, opened: &mut Opened) {
    let points = own.points.iter().map(|point| {
        let values = [
            ("month", Run::text(of.phrases.month(point.month))),
            ("value", point.print.clone()),
        ];
        of.phrases.fill("chart.point", &values)
    });
    let list: String = of.phrases.list(points).iter().map(Run::read).collect();
    let told = Told {
        title: own.title.clone(),
        text: of.phrases.text("chart.trend.desc", &[("list", &list)]),
    };
    let aim = match &own.kind {
        Kind::Line(Some((print, _))) => Some(of.phrases.text("chart.aim", &[("aim", print)])),
        _ => None,
    };
    let height = if aim.is_some() { AIM + 8 } else { MONTHS + 8 };
    drawing(out, number, &told, height, |out| {
        let tops = match &own.kind {
            Kind::Bars => bars(out, &own.points),
            Kind::Line(aim) => curve(out, &own.points, aim.as_ref().map(|(_, value)| *value)),
        };
        for ((at, point), top) in own.points.iter().enumerate().zip(tops) {
            let x = middle(at, own.points.len());
            runs(
                out,
                "value middle",
                x,
                top - 8,
                std::slice::from_ref(&point.print),
                opened,
            );
            text(out, "note middle", x, MONTHS, &of.phrases.month(point.month));
        }
        if let Some(aim) = aim {
            stroke(out, "aim", [0, AIM - 4, 24, AIM - 4]);
            text(out, "note", 30, AIM, &aim);
        }
    });
}

/// Bars from nothing; where each ends.
fn bars(out: &mut Writer, points: &[Point]) -> Vec<i64> {
    let most = points.iter().map(|point| point.value).fold(0.0, f64::max);
    let wide = (WIDTH / points.len() as i64 * 3 / 5).min(64);
    let mut tops = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let high = length(point.value as u64, most as u64, BOTTOM - TOP);
        let of = if at + 1 == points.len() { "now" } else { "before" };
        rect(
            out,
            of,
            [middle(at, points.len()) - wide / 2, BOTTOM - high, wide, high],
        );
        tops.push(BOTTOM - high);
    }
    stroke(out, "base", [0, BOTTOM, WIDTH, BOTTOM]);
    tops
}

/// A line between the least and the most of points and aim; where each point lies.
fn curve(out: &mut Writer, points: &[Point], aim: Option<f64>) -> Vec<i64> {
    let all = || points.iter().map(|point| point.value).chain(aim);
    let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    let range = (most - least).max(0.01);
    let room = (BOTTOM - 8 - TOP) as f64;
    let y = |value: f64| BOTTOM - 8 - ((value - least) / range * room).round() as i64;
    if let Some(aim) = aim {
        stroke(out, "aim", [0, y(aim), WIDTH, y(aim)]);
    }
    let tops: Vec<i64> = points.iter().map(|point| y(point.value)).collect();
    for (at, pair) in tops.windows(2).enumerate() {
        if let [from, to] = pair {
            let line = [middle(at, tops.len()), *from, middle(at + 1, tops.len()), *to];
            stroke(out, "path", line);
        }
    }
    for (at, top) in tops.iter().enumerate() {
        let of = if at + 1 == tops.len() { "now" } else { "before" };
        let attributes = [
            class(of),
            ("cx", Value::Number(middle(at, tops.len()))),
            ("cy", Value::Number(*top)),
            ("r", Value::Number(5)),
        ];
        out.element("circle", &attributes, |_| {});
    }
    tops
}

/// The middle of the place of a month.
fn middle(at: usize, all: usize) -> i64 {
    (2 * at as i64 + 1) * WIDTH / (2 * all.max(1) as i64)
}
