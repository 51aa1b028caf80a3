//! Numbers with units: which unit may stand where, and what a limit needs to be counted.

use super::context::{Check, error};
use super::head;
use crate::calendar::{Counting, DayCount, Quantity, Unit};
use crate::diagnostic::Words;
use crate::model::{CalendarId, Decimal};
use crate::source::Span;
use crate::syntax::tree;

/// What limits of one block are counted along.
pub(super) struct Clock {
    /// The calendar that the block names.
    pub calendar: Option<CalendarId>,
    /// How days count.
    pub counting: Counting,
    /// A calendar is named, if perhaps wrongly, or its lack was told.
    named: bool,
}

impl Clock {
    /// The clock of a block: its own counting before the calendar's, the calendar's before the file's.
    /// `block` is where it begins: a calendar may be named in a part of it that could not be read.
    pub fn new(
        check: &Check<'_>,
        block: Span,
        (calendar, named): (Option<CalendarId>, bool),
        own: Option<Counting>,
    ) -> Clock {
        let of_calendar = calendar
            .and_then(|id| check.set.calendars.get(id.index()))
            .and_then(|spec| spec.counting.clone());
        let edition = check
            .chain
            .edition(block)
            .and_then(|edition| check.chain.editions.get(edition));
        let of_file = edition.map_or(&check.set.counting, |edition| &edition.counting);
        let further = match of_calendar {
            Some(counting) => head::or_else(counting, of_file),
            None => of_file.clone(),
        };
        Clock {
            calendar,
            counting: head::or_else(own.unwrap_or_default(), &further),
            named: named || check.fault_within(block),
        }
    }

    /// The clock of limits that are quoted and not counted here.
    pub fn of_quoted() -> Clock {
        Clock {
            calendar: None,
            counting: Counting {
                working: Some(DayCount::FromTheMoment),
                calendar: Some(DayCount::FromTheMoment),
                ..Counting::default()
            },
            named: true,
        }
    }

    /// Whether working time can be counted here.
    pub fn names_calendar(&self) -> bool {
        self.named
    }

    /// Something is counted in working time here, which needs a calendar.
    pub fn working(&mut self, check: &mut Check<'_>, span: Span) {
        if !self.named {
            self.named = true;
            no_calendar(check, span);
        }
    }

    /// A length of time that something is due within: its unit needs what it is counted along.
    pub fn limit(&mut self, check: &mut Check<'_>, written: &tree::Quantity) -> Option<Quantity> {
        let quantity = check.length(written)?;
        if quantity.unit.is_working() {
            self.working(check, written.span);
        }
        let (at, stated) = match quantity.unit {
            Unit::WorkingDays => (0, self.counting.working.is_some()),
            Unit::CalendarDays | Unit::Weeks | Unit::Months => (1, self.counting.calendar.is_some()),
            _ => return Some(quantity),
        };
        if !stated && !check.told_counting[at] && !check.any_unread() {
            check.told_counting[at] = true;
            uncounted(check, written.span, at == 0);
        }
        Some(quantity)
    }
}

/// Tells a working unit without a calendar.
pub(super) fn no_calendar(check: &mut Check<'_>, span: Span) {
    if check.calendar_unknown {
        return check.leave_gap();
    }
    let text = check.sources.text(span).trim();
    let name = check
        .set
        .calendars
        .first()
        .map_or("office", |calendar| calendar.name.as_str());
    check.tell(
        error(
            "O1333",
            span,
            Words::new(
                format!("\"{text}\" is counted in working time, but no calendar is named here"),
                format!("“{text}”按工作时间计，但这里没有写按哪个日历"),
            ),
        )
        .mend(Words::new(
            format!("add a line above: calendar {name}"),
            format!("在上面加一行：日历 {name}"),
        )),
    );
}

fn uncounted(check: &mut Check<'_>, span: Span, working: bool) {
    let text = check.sources.text(span).trim();
    let told = error(
        "O1332",
        span,
        Words::new(
            format!("the rules do not say how the days of \"{text}\" are counted"),
            format!("规则没有写明“{text}”怎么计日"),
        ),
    );
    let told = if working {
        told.mend(Words::new(
            "add at the top: working days count from next day, until close of business",
            "在文件开头加：工作日 起算 次日，截至 下班",
        ))
        .mend(Words::new(
            "or: working days count from the moment, until the same time",
            "或：工作日 起算 当刻，截至 同一时刻",
        ))
    } else {
        told.mend(Words::new(
            "add at the top: calendar days count from next day, until midnight",
            "在文件开头加：自然日 起算 次日，截至 午夜",
        ))
        .mend(Words::new(
            "or: calendar days count from the moment, until the same time",
            "或：自然日 起算 当刻，截至 同一时刻",
        ))
    };
    check.tell(told);
}

/// The most of a unit that a rule may state: a hundred years.
fn most(unit: Unit) -> i64 {
    match unit {
        Unit::Seconds | Unit::WorkingSeconds => 3_155_760_000,
        Unit::Minutes | Unit::WorkingMinutes => 52_596_000,
        Unit::Hours | Unit::WorkingHours => 876_600,
        Unit::WorkingDays | Unit::CalendarDays => 36_525,
        Unit::Weeks => 5_218,
        Unit::Months => 1_200,
        Unit::Times | Unit::Points | Unit::Persons => 1_000_000,
    }
}

impl Check<'_> {
    /// A length of time, more than none and less than a hundred years.
    pub fn length(&mut self, written: &tree::Quantity) -> Option<Quantity> {
        if !written.unit.is_time() {
            let text = self.sources.text(written.span).trim();
            return self.refuse(
                error(
                    "O1324",
                    written.span,
                    Words::new(
                        format!("\"{text}\" is no length of time"),
                        format!("“{text}”不是一段时间"),
                    ),
                )
                .mend(Words::new("write for example: 3 working days", "例如写：3个工作日")),
            );
        }
        self.bounded(written)
    }

    /// A number of times, persons or points, as the place asks.
    pub fn number_of(&mut self, written: &tree::Quantity, unit: Unit, example: Words) -> Option<u32> {
        if written.unit != unit {
            let text = self.sources.text(written.span).trim();
            return self.refuse(
                error(
                    "O1324",
                    written.span,
                    Words::new(
                        format!("\"{text}\" has the wrong unit for this place"),
                        format!("“{text}”的单位不适合这里"),
                    ),
                )
                .mend(Words::new(
                    format!("write for example: {}", example.en),
                    format!("例如写：{}", example.zh),
                )),
            );
        }
        let bounded = self.bounded(written)?;
        u32::try_from(bounded.amount).ok()
    }

    fn bounded(&mut self, written: &tree::Quantity) -> Option<Quantity> {
        let most = most(written.unit);
        if (1..=most).contains(&written.amount) {
            return Some(Quantity {
                amount: written.amount,
                unit: written.unit,
            });
        }
        let text = self.sources.text(written.span).trim();
        self.refuse(
            error(
                "O1324",
                written.span,
                Words::new(
                    format!("\"{text}\" is out of range: from 1 to {most} is meant here"),
                    format!("“{text}”超出范围：这里可写 1 至 {most}"),
                ),
            )
            .mend(Words::new(
                format!("write a number from 1 to {most}"),
                format!("写 1 至 {most} 之间的数"),
            )),
        )
    }

    /// A decimal that can be compared exactly.
    pub fn decimal(&mut self, written: tree::Decimal) -> Option<Decimal> {
        if written.scale <= 9 {
            return Some(Decimal {
                mantissa: written.mantissa,
                scale: written.scale,
            });
        }
        self.refuse(error(
            "O1324",
            written.span,
            Words::new(
                "a number may have at most nine digits behind the point",
                "小数最多写九位",
            ),
        ))
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, number: i64, bounds: std::ops::RangeInclusive<u32>, span: Span) -> Option<u32> {
        let found = u32::try_from(number).ok().filter(|number| bounds.contains(number));
        if found.is_none() {
            let (from, to) = (bounds.start(), bounds.end());
            self.tell(
                error(
                    "O1324",
                    span,
                    Words::new(
                        format!("{number} is out of range: from {from} to {to} is meant here"),
                        format!("{number} 超出范围：这里可写 {from} 至 {to}"),
                    ),
                )
                .mend(Words::new(
                    format!("write a number from {from} to {to}"),
                    format!("写 {from} 至 {to} 之间的数"),
                )),
            );
        }
        found
    }
}
