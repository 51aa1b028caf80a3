//! A measure month by month: counts as bars from nothing, rates as a line with what is aimed at. Earlier months are
//! those that were issued, as they were issued; a month without a notice is a gap.

use super::super::overview::share;
use super::Run;
use super::charts::Charts;
use super::drawing::{BROAD, Told, WIDTH, drawing, length, rect, runs, stroke, text};
use super::opened::Opened;
use super::writer::{Value, Writer, class};
use crate::notice::{Month, Rate, Share};

/// Months that stand side by side in half a page; more take the whole.
const NARROW: i64 = 6;
/// Months told in full.
const IN_FULL: i64 = 3;
/// Where what is drawn begins.
const TOP: i64 = 24;
/// Where it ends.
const BOTTOM: i64 = 96;
/// Where the months are told.
const MONTHS: i64 = 114;
/// Between a line of text and the next.
const LINE: i64 = 18;

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
    let point = |month: Month, count: u64| Point {
        month,
        value: count as f64,
        print: Run::text(count.to_string()),
    };
    let past = &of.notice.record.past;
    let mut points: Vec<Point> = past.iter().map(|own| point(own.month, own.received)).collect();
    points.extend(
        computed(of)
            .then_some(own.last)
            .flatten()
            .map(|last| point(month.plus(-1), last)),
    );
    points.push(Point {
        print: Run::figure(&own.now),
        ..point(month, own.now.count)
    });
    Trend {
        title: of.phrases.text("chart.received", &[]),
        points,
        kind: Kind::Bars,
    }
}

/// Whether the month before was not issued: its figures are those of today.
fn computed(of: &Charts<'_>) -> bool {
    let before = of.notice.head.month.plus(-1);
    of.notice.record.past.iter().all(|own| own.month != before)
}

fn answers(of: &Charts<'_>, rate: &Rate) -> Trend {
    let month = of.notice.head.month;
    let point = |month: Month, share: Share| {
        let print = match rate.aim {
            Some(aim) => of.phrases.percent_beside(share, aim.bound),
            None => of.phrases.percent(share),
        };
        (share.whole > 0).then(|| Point {
            month,
            value: share.part as f64 * 100.0 / share.whole as f64,
            print: Run::Text(print),
        })
    };
    let past = of.notice.record.past.iter();
    let mut points: Vec<Point> = past
        .filter_map(|own| point(own.month, own.rate(&rate.metric)?))
        .collect();
    let last = computed(of).then_some(rate.last).flatten();
    points.extend(last.and_then(|last| point(month.plus(-1), last)));
    points.extend(point(month, share(rate)));
    let aim = rate.aim.map(|aim| {
        let value = aim.bound.mantissa as f64 / 10f64.powi(i32::from(aim.bound.scale));
        (format!("{}%", aim.bound), value)
    });
    Trend {
        title: of
            .phrases
            .text("chart.rate", &[("metric", &of.phrases.begun(&rate.metric))]),
        points,
        kind: Kind::Line(aim),
    }
}

/// Where months lie side by side.
struct Axis {
    first: Month,
    months: i64,
    width: i64,
}

impl Axis {
    fn of(points: &[Point]) -> Option<Axis> {
        let (first, last) = (points.first()?.month, points.last()?.month);
        let months = last.number() - first.number() + 1;
        Some(Axis {
            first,
            months,
            width: if months > NARROW { BROAD } else { WIDTH },
        })
    }

    /// The middle of the place of a month.
    fn middle(&self, month: Month) -> i64 {
        (2 * (month.number() - self.first.number()) + 1) * self.width / (2 * self.months)
    }
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
    let Some(axis) = Axis::of(&own.points) else { return };
    let aim = match &own.kind {
        Kind::Line(Some((print, _))) => Some(of.phrases.text("chart.aim", &[("aim", print)])),
        _ => None,
    };
    let years = axis.months > IN_FULL;
    let below = MONTHS + if years { LINE } else { 0 };
    let height = below + 8 + if aim.is_some() { LINE + 4 } else { 0 };
    drawing(out, number, &told, [axis.width, height], |out| {
        let tops = match &own.kind {
            Kind::Bars => bars(out, &own.points, &axis),
            Kind::Line(aim) => curve(out, &own.points, aim.as_ref().map(|(_, value)| *value), &axis),
        };
        for (point, top) in own.points.iter().zip(tops) {
            let x = axis.middle(point.month);
            runs(
                out,
                "value middle",
                x,
                top - 8,
                std::slice::from_ref(&point.print),
                opened,
            );
            if !years {
                text(out, "note middle", x, MONTHS, &of.phrases.month(point.month));
                continue;
            }
            let [month, year] = of.phrases.short_month(point.month);
            text(out, "note middle", x, MONTHS, &month);
            if point.month == axis.first || point.month.month == 1 {
                text(out, "note middle", x, MONTHS + LINE, &year);
            }
        }
        if let Some(aim) = aim {
            let y = below + LINE + 4;
            stroke(out, "aim", [0, y - 4, 24, y - 4]);
            text(out, "note", 30, y, &aim);
        }
    });
}

/// Bars from nothing; where each ends.
fn bars(out: &mut Writer, points: &[Point], axis: &Axis) -> Vec<i64> {
    let most = points.iter().map(|point| point.value).fold(0.0, f64::max);
    let wide = (axis.width / axis.months * 3 / 5).min(64);
    let mut tops = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let high = length(point.value as u64, most as u64, BOTTOM - TOP);
        let of = if at + 1 == points.len() { "now" } else { "before" };
        let x = axis.middle(point.month) - wide / 2;
        rect(out, of, [x, BOTTOM - high, wide, high]);
        tops.push(BOTTOM - high);
    }
    stroke(out, "base", [0, BOTTOM, axis.width, BOTTOM]);
    tops
}

/// A line between the least and the most of points and aim, broken where a month is not told; where each point lies.
fn curve(out: &mut Writer, points: &[Point], aim: Option<f64>, axis: &Axis) -> Vec<i64> {
    let all = || points.iter().map(|point| point.value).chain(aim);
    let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    let range = (most - least).max(0.01);
    let room = (BOTTOM - 8 - TOP) as f64;
    let y = |value: f64| BOTTOM - 8 - ((value - least) / range * room).round() as i64;
    if let Some(aim) = aim {
        stroke(out, "aim", [0, y(aim), axis.width, y(aim)]);
    }
    for pair in points.windows(2) {
        if let [from, to] = pair
            && from.month.plus(1) == to.month
        {
            let [x, next] = [from, to].map(|point| axis.middle(point.month));
            stroke(out, "path", [x, y(from.value), next, y(to.value)]);
        }
    }
    for (at, point) in points.iter().enumerate() {
        let of = if at + 1 == points.len() { "now" } else { "before" };
        let attributes = [
            class(of),
            ("cx", Value::Number(axis.middle(point.month))),
            ("cy", Value::Number(y(point.value))),
            ("r", Value::Number(5)),
        ];
        out.element("circle", &attributes, |_| {});
    }
    points.iter().map(|point| y(point.value)).collect()
}
