//! What a run tells once about the nature of its feeds: what they cannot know, and what that costs.

use super::Screen;
use super::messages::Trouble;
use crate::calendar::Moment;
use crate::feed::{Facts, Table};
use crate::model::{EventId, FeedField, RuleSet};

/// Tells of columns as of the export, and, where a past moment is looked from, of events recorded after it.
pub fn tell(rules: &RuleSet, table: &Table, as_of: Moment, past: bool, screen: &Screen) {
    for feed in &rules.feeds {
        for column in feed.columns.iter().filter(|column| column.as_of_export) {
            let handler = column.field == FeedField::Handler;
            let workflow = rules.workflows.get(feed.workflow.index());
            let moves = workflow.map_or(&[][..], |flow| if handler { &flow.hand_over } else { &flow.reclassify });
            let moves: Vec<EventId> = moves.iter().map(|grace| grace.on).collect();
            let moved = moved(table, &moves, as_of);
            let (file, name) = (&feed.file, &column.column);
            let (en, zh) = if handler {
                (
                    "a ticket that changed hands counts as its last unit's from the start",
                    "转办过的工单，从一开始就算在最后一家单位名下",
                )
            } else {
                (
                    "a ticket that was reclassified counts by its last category from the start",
                    "改判过的工单，从一开始就按最后的类别算",
                )
            };
            screen.complain(
                &Trouble::new(
                    format!("{file}: the column \"{name}\" holds what was so at the export; {en}; {moved} tickets are known to have changed"),
                    format!("{file}：“{name}”一列是导出时的值；{zh}；已知变动过的有 {moved} 件"),
                )
                .mend(
                    "export the value at acceptance as well, and map that column",
                    "请把受理时的值也导出来，改取那一列",
                )
                .odd(),
            );
        }
    }
    let late = if past { table.recorded_late(as_of) } else { 0 };
    if late > 0 {
        screen.complain(
            &Trouble::new(
                format!("{late} rows were recorded after the moment of the run; they count as known"),
                format!("有 {late} 行是在截至时刻之后才录入的，仍按已知计算"),
            )
            .mend(
                "to see what was known then: --known-at MOMENT",
                "要看当时知道的：--known-at 时刻",
            )
            .odd(),
        );
    }
}

/// Tickets with one of these events by a moment.
fn moved(table: &Table, events: &[EventId], as_of: Moment) -> usize {
    if events.is_empty() {
        return 0;
    }
    let moved = |ticket: &usize| {
        let mut first = events.iter().filter_map(|event| table.first(*ticket, *event));
        first.any(|at| at <= as_of)
    };
    (0..table.len()).filter(moved).count()
}
