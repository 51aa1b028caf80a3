//! What was received, by reporting group: a bar each, with a mark for the month before.

use super::Run;
use super::charts::Charts;
use super::drawing::{Told, WIDTH, drawing, fit, length, rect, runs, stroke, text};
use super::opened::Opened;
use super::writer::Writer;
use crate::notice::{Breakdown, Share, Slice};

/// Height of a group: its name, its bar.
const ROW: i64 = 38;
/// Columns that a name takes at most, beside its number.
const NAME: usize = 28;

/// The groups; None of fewer than two that received anything.
pub(super) fn shares<'a>(of: &Charts<'a>) -> Option<&'a Breakdown> {
    let groups = of.notice.groups.as_ref()?;
    let some = groups.parts.iter().filter(|part| part.now.count > 0).count();
    (some > 1).then_some(groups)
}

/// Draws them.
pub(super) fn draw(out: &mut Writer, number: usize, own: &Breakdown, of: &Charts<'_>, opened: &mut Opened) {
    let most = own
        .parts
        .iter()
        .flat_map(|part| [part.now.count, part.last.unwrap_or(0)]);
    let most = most.max().unwrap_or(0);
    let dated = own.parts.iter().any(|part| part.last.is_some());
    let value = |part: &Slice| {
        let share = Share {
            part: part.now.count,
            whole: own.whole.now.count,
        };
        let values = [
            ("count", Run::figure(&part.now)),
            ("share", Run::text(of.phrases.percent(share))),
        ];
        of.phrases.fill("chart.share.value", &values)
    };
    let named = own.parts.iter().map(|part| {
        let name = Run::text(format!("{} ", of.phrases.part(part).read()));
        std::iter::once(name).chain(value(part)).collect()
    });
    let list: String = of.phrases.list(named).iter().map(Run::read).collect();
    let whole = own.whole.now.count.to_string();
    let told = Told {
        title: of.phrases.text("chart.share", &[]),
        text: of
            .phrases
            .text("chart.share.desc", &[("whole", &whole), ("list", &list)]),
    };
    let rows = i64::try_from(own.parts.len()).unwrap_or(i64::MAX / ROW);
    let height = rows * ROW + if dated { 22 } else { 0 };
    drawing(out, number, &told, [WIDTH, height], |out| {
        for (y, part) in (0..).step_by(ROW as usize).zip(&own.parts) {
            text(out, "name", 0, y + 14, &fit(of.phrases.part(part).read(), NAME));
            runs(out, "end", WIDTH, y + 14, &value(part), opened);
            rect(out, "track", [0, y + 20, WIDTH, 10]);
            rect(out, "now", [0, y + 20, length(part.now.count, most, WIDTH), 10]);
            if let Some(last) = part.last {
                let x = length(last, most, WIDTH).clamp(1, WIDTH - 1);
                stroke(out, "mark", [x, y + 17, x, y + 33]);
            }
        }
        if dated {
            text(
                out,
                "note",
                0,
                rows * ROW + 14,
                &of.phrases.text("chart.share.last", &[]),
            );
        }
    });
}
