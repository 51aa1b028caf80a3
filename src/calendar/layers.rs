//! The layers of one calendar, resolved to the hours of each date in wall-clock time.
//!
//! Comes in: a chain of [`Spec`]s. Goes out: the stretches of a date, and why a date is not an ordinary one.
//! A dated line beats the week, a layer beats the one it builds on, a yearly date gives way to a dated line of
//! its own layer, and closures take hours away from whatever holds. It knows no zone.

use super::date::{civil, day_of, day_of_civil, month_length, weekday};
use super::{Change, Spec, Stretch};
use std::collections::BTreeMap;

/// The hours of a calendar by date.
pub(super) struct Layers {
    week: [Vec<Stretch>; 7],
    special: BTreeMap<i64, Special>,
}

/// A date that is not an ordinary one of its week.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Special {
    pub hours: Vec<Stretch>,
    pub reason: Reason,
}

/// Why a date is worked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The week has no hours on this weekday (0 = Monday).
    Weekday(u8),
    /// A day off, with its name where the calendar gives one.
    Off(Option<String>),
    /// A make-up working day.
    MakeUp(Option<String>),
    /// A date with hours of its own.
    OwnHours(Option<String>),
    /// Hours are taken away.
    Closed(Option<String>),
    /// The zone jumped over this date.
    Skipped,
}

impl Layers {
    /// Resolves the calendar at `index` for the days from `first` to `last`.
    pub(super) fn resolve(specs: &[Spec], index: usize, first: i64, last: i64) -> Layers {
        let chain = chain(specs, index);
        let week = chain
            .iter()
            .find(|spec| spec.states_weekly)
            .map_or_else(Default::default, |spec| {
                let mut week = spec.weekly.clone();
                week.iter_mut().for_each(settle);
                week
            });
        let mut layers = Layers {
            week,
            special: BTreeMap::new(),
        };
        for spec in chain.iter().rev() {
            layers.yearly(spec, first, last);
            layers.dated(spec);
        }
        for spec in &chain {
            layers.closed(spec);
        }
        layers
    }

    /// The hours of a day.
    pub(super) fn hours(&self, day: i64) -> &[Stretch] {
        match self.special.get(&day) {
            Some(special) => &special.hours,
            None => self.ordinary(weekday(day)),
        }
    }

    /// The dates that are not ordinary, in order.
    pub(super) fn into_reasons(self) -> BTreeMap<i64, Reason> {
        self.special
            .into_iter()
            .map(|(day, special)| (day, special.reason))
            .collect()
    }

    fn ordinary(&self, weekday: usize) -> &[Stretch] {
        self.week.get(weekday).map_or(&[], Vec::as_slice)
    }

    fn yearly(&mut self, spec: &Spec, first: i64, last: i64) {
        for (month, of_month, why) in &spec.off_every {
            for year in civil(first).0..=civil(last).0 {
                if (1..=month_length(year, *month)).contains(of_month) && (1..=12).contains(month) {
                    let reason = Reason::Off(why.clone());
                    let hours = Vec::new();
                    self.special
                        .insert(day_of_civil(year, *month, *of_month), Special { hours, reason });
                }
            }
        }
    }

    fn dated(&mut self, spec: &Spec) {
        for (date, dated) in &spec.dated {
            let why = dated.why.clone();
            let (hours, reason) = match &dated.change {
                Change::Off => (Vec::new(), Reason::Off(why)),
                Change::Work { as_weekday } => (self.make_up_hours(*as_weekday), Reason::MakeUp(why)),
                Change::On(hours) => {
                    let mut hours = hours.clone();
                    settle(&mut hours);
                    (hours, Reason::OwnHours(why))
                }
                Change::Closed(_) => continue,
            };
            self.special.insert(i64::from(day_of(*date)), Special { hours, reason });
        }
    }

    /// A make-up day has the hours of the weekday it names, else those of the first weekday that is worked.
    fn make_up_hours(&self, as_weekday: Option<u8>) -> Vec<Stretch> {
        match as_weekday {
            Some(weekday) => self.ordinary(usize::from(weekday)).to_vec(),
            None => self
                .week
                .iter()
                .find(|hours| !hours.is_empty())
                .cloned()
                .unwrap_or_default(),
        }
    }

    fn closed(&mut self, spec: &Spec) {
        for (date, dated) in &spec.dated {
            let Change::Closed(taken) = &dated.change else { continue };
            let day = i64::from(day_of(*date));
            let open = self.hours(day).to_vec();
            if open.is_empty() {
                continue;
            }
            let hours = taken.iter().fold(open, |open, taken| without(&open, *taken));
            self.special.insert(
                day,
                Special {
                    hours,
                    reason: Reason::Closed(dated.why.clone()),
                },
            );
        }
    }
}

/// The layers of a calendar, its own first. Every layer builds on an earlier entry, so the walk ends.
fn chain(specs: &[Spec], index: usize) -> Vec<&Spec> {
    let mut chain = Vec::new();
    let mut at = Some(index);
    while let Some((here, spec)) = at.and_then(|index| specs.get(index).map(|spec| (index, spec))) {
        chain.push(spec);
        at = spec.builds_on.filter(|below| *below < here);
    }
    chain
}

/// In order, within the day, and without overlap.
fn settle(hours: &mut Vec<Stretch>) {
    for stretch in hours.iter_mut() {
        stretch.to = stretch.to.min(86_400);
    }
    hours.retain(|stretch| stretch.from < stretch.to);
    hours.sort_by_key(|stretch| stretch.from);
    hours.dedup_by(|next, last| {
        let touches = next.from <= last.to;
        if touches {
            last.to = last.to.max(next.to);
        }
        touches
    });
}

/// What is left of the hours when a stretch is taken away.
fn without(open: &[Stretch], taken: Stretch) -> Vec<Stretch> {
    if taken.from >= taken.to {
        return open.to_vec();
    }
    open.iter()
        .flat_map(|stretch| {
            let before = Stretch {
                to: stretch.to.min(taken.from),
                ..*stretch
            };
            let after = Stretch {
                from: stretch.from.max(taken.to),
                ..*stretch
            };
            [before, after]
        })
        .filter(|stretch| stretch.from < stretch.to)
        .collect()
}
