//! What a feed is held to before a run trusts it: how old its newest event may be, and how many rows it has at least.

use super::refused::Reason;
use super::table::Table;
use crate::calendar::{Moment, Zone};
use crate::diagnostic::{Words, feed as codes};
use crate::model::{FeedField, RuleSet};

impl Table {
    /// The feeds that are older, as of a moment, than they may be, or shorter. Only what had happened by the moment
    /// makes a feed fresh.
    #[must_use]
    pub fn not_fresh(&self, rules: &RuleSet, as_of: Moment, zone: &Zone) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let newest = if rules.feeds.iter().any(|feed| feed.fresh_within.is_some()) {
            self.newest_by_feed(rules.feeds.len(), as_of)
        } else {
            Vec::new()
        };
        for count in &self.counts {
            let Some(feed) = rules.feeds.get(count.feed) else {
                continue;
            };
            if count.read < feed.rows_least {
                reasons.push(too_few(count.feed, &count.name, count.read, feed.rows_least));
            }
            let Some(within) = feed.fresh_within else {
                continue;
            };
            let newest = newest.get(count.feed).copied().flatten();
            if newest.is_none_or(|newest| newest.0 < as_of.0.saturating_sub(within)) {
                reasons.push(stale(
                    count.feed,
                    &count.name,
                    newest.map(|at| zone.rfc3339(at)),
                    within,
                ));
            }
        }
        reasons
    }

    fn newest_by_feed(&self, feeds: usize, as_of: Moment) -> Vec<Option<Moment>> {
        let mut newest = vec![None; feeds];
        self.each_moment(|at, row| {
            if at <= as_of
                && let Some(own) = newest.get_mut(usize::from(row().feed))
            {
                *own = (*own).max(Some(at));
            }
        });
        for (at, feed) in self.told_elsewhere.iter().filter(|(at, _)| *at <= as_of) {
            if let Some(own) = newest.get_mut(usize::from(*feed)) {
                *own = (*own).max(Some(*at));
            }
        }
        for decision in self.decisions.values().flatten().filter(|one| one.at <= as_of) {
            if let Some(own) = newest.get_mut(usize::from(decision.row.feed)) {
                *own = (*own).max(Some(decision.at));
            }
        }
        newest
    }

    /// How many rows of events had happened by a moment and were recorded only after it.
    #[must_use]
    pub fn recorded_late(&self, as_of: Moment) -> u64 {
        let late = |recorded: Option<Moment>| recorded.is_some_and(|recorded| recorded > as_of);
        let mut count = 0;
        if let Some(slot) = self.events.layout.slot(FeedField::Recorded) {
            let moment = self.events.layout.slot(FeedField::Moment).unwrap_or(usize::MAX);
            let rows = self.settled.rows.iter().map(|row| *row as usize);
            let happened = |row: &usize| self.events.moment(moment, *row).is_some_and(|at| at <= as_of);
            count += rows
                .filter(happened)
                .filter(|row| late(self.events.moment(slot, *row)))
                .count();
        }
        if let Some(slot) = self.tickets.layout.slot(FeedField::Recorded) {
            let wide = &self.tickets.layout.wide;
            let happened = |row: &usize| {
                let mut moments = wide.iter().filter_map(|(_, slot)| self.tickets.moment(*slot, *row));
                moments.any(|at| at <= as_of)
            };
            let rows = self.tickets.moments(slot).filter(|(_, recorded)| *recorded > as_of);
            count += rows.map(|(row, _)| row).filter(happened).count();
        }
        count as u64
    }
}

fn too_few(feed: usize, name: &str, read: u64, least: u64) -> Reason {
    let words = Words::new(
        format!("it has {read} rows and should have at least {least}"),
        format!("有 {read} 行，至少应有 {least} 行"),
    );
    Reason::new(codes::TOO_FEW_ROWS, feed, name, words).mend(Words::new("export it again", "请重新导出"))
}

fn stale(feed: usize, name: &str, newest: Option<String>, within: i64) -> Reason {
    let limit = length(within);
    let words = match newest {
        Some(newest) => Words::new(
            format!("its newest event is of {newest}, older than {}", limit.en),
            format!("最新的事件是 {newest} 的，超过 {}", limit.zh),
        ),
        None => Words::new(
            format!(
                "it has no event by the moment of the run, let alone one within {}",
                limit.en
            ),
            format!("到截至时刻没有任何事件，更没有 {} 之内的", limit.zh),
        ),
    };
    Reason::new(codes::STALE, feed, name, words).mend(Words::new(
        "export it again; to look from its own time: --as-of MOMENT",
        "请重新导出；要从它自己的时间看：--as-of 时刻",
    ))
}

fn length(seconds: i64) -> Words {
    match (seconds % 3600, seconds % 60) {
        (0, _) => Words::new(format!("{} hours", seconds / 3600), format!("{}小时", seconds / 3600)),
        (_, 0) => Words::new(format!("{} minutes", seconds / 60), format!("{}分钟", seconds / 60)),
        _ => Words::new(format!("{seconds} seconds"), format!("{seconds}秒")),
    }
}
