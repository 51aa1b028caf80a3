//! Numbers, dates, times and lengths of time: from the words of the grammar to values.
//!
//! What is well formed and yet impossible (30 February, 25:00, `3 days` without saying which) is told here.

use super::fault;
use super::grammar::{Node, Rule};
use super::reader::Reader;
use super::tree::{CompareOp, Date, DateTime, Dated, Decimal, Every, Hours, Quantity, Unit};
use chrono::{NaiveDate, NaiveDateTime};

/// Full-width digits and joining marks made ordinary; everything else stays.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
            '＿' => '_',
            '－' | '−' => '-',
            '．' => '.',
            '％' => '%',
            _ => c,
        })
        .collect()
}

/// A whole number in digits of either width or in Chinese numerals up to 999; `None` where it is too large.
pub(super) fn whole(text: &str) -> Option<i64> {
    let text = half_width(text);
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return text
            .parse()
            .ok()
            .filter(|number: &i64| number.unsigned_abs() <= 1_000_000_000);
    }
    let (mut sum, mut pending) = (0_i64, None);
    for c in text.chars() {
        let factor = match c {
            '十' => 10,
            '百' => 100,
            _ => {
                if pending.is_some_and(|digit| digit != 0) {
                    return None;
                }
                pending = Some("零一二三四五六七八九".chars().position(|digit| digit == c).unwrap_or(2) as i64);
                continue;
            }
        };
        let digit = pending.take().unwrap_or(1);
        sum += digit * factor;
    }
    Some(sum + pending.unwrap_or(0))
}

/// Digits of either width, and Chinese numerals.
pub(super) fn is_number_char(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "零一二两三四五六七八九十百".contains(c)
}

fn decimal_parts(text: &str) -> Option<(i64, u8)> {
    let text = half_width(text);
    let text = text.trim_end_matches('%').trim_end();
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let scale = u8::try_from(after.len()).ok().filter(|scale| *scale <= 9)?;
    let mantissa: i64 = format!("{before}{after}").parse().ok()?;
    Some((mantissa, scale)).filter(|(mantissa, _)| mantissa.unsigned_abs() <= 1_000_000_000_000)
}

pub(super) fn date_of(node: &Node<'_>) -> Option<NaiveDate> {
    let mut numbers = node.kids().filter_map(|kid| whole(kid.text()));
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        u32::try_from(month).ok()?,
        u32::try_from(day).ok()?,
    )
}

/// Seconds from midnight; 24:00 is 86 400.
pub(super) fn clock_of(node: &Node<'_>) -> Option<u32> {
    let mut numbers = node.kids().filter_map(|kid| whole(kid.text()));
    let (hour, minute, second) = (numbers.next()?, numbers.next()?, numbers.next().unwrap_or(0));
    let seconds = u32::try_from(hour * 3600 + minute * 60 + second).ok()?;
    (hour <= 24 && minute < 60 && second < 60 && seconds <= 86_400).then_some(seconds)
}

pub(super) fn moment_of(node: &Node<'_>) -> Option<NaiveDateTime> {
    let date = date_of(&node.one(Rule::date)?)?;
    let seconds = clock_of(&node.one(Rule::clock)?)?;
    date.and_hms_opt(0, 0, 0)?
        .checked_add_signed(chrono::TimeDelta::seconds(i64::from(seconds)))
}

pub(super) fn unit_of(rule: Rule) -> Option<Unit> {
    Some(match rule {
        Rule::unit_seconds => Unit::Seconds,
        Rule::unit_minutes => Unit::Minutes,
        Rule::unit_hours => Unit::Hours,
        Rule::unit_working_seconds => Unit::WorkingSeconds,
        Rule::unit_working_minutes => Unit::WorkingMinutes,
        Rule::unit_working_hours => Unit::WorkingHours,
        Rule::unit_working_days => Unit::WorkingDays,
        Rule::unit_calendar_days => Unit::CalendarDays,
        Rule::unit_weeks => Unit::Weeks,
        Rule::unit_months => Unit::Months,
        Rule::unit_times => Unit::Times,
        Rule::unit_points => Unit::Points,
        Rule::unit_persons => Unit::Persons,
        _ => return None,
    })
}

impl Reader<'_> {
    /// The first whole number directly below a node.
    pub fn whole(&mut self, node: &Node<'_>) -> Option<i64> {
        let node = node.one(Rule::whole)?;
        self.whole_of(&node)
    }

    pub fn whole_of(&mut self, node: &Node<'_>) -> Option<i64> {
        let number = whole(node.text());
        if number.is_none() {
            self.told.push(fault::number_too_large(node.span(), node.text()));
        }
        number
    }

    /// All whole numbers directly below a node.
    pub fn wholes(&mut self, node: &Node<'_>) -> Vec<i64> {
        node.all(Rule::whole).filter_map(|kid| self.whole_of(&kid)).collect()
    }

    /// A `decimal` or `share`.
    pub fn decimal(&mut self, node: &Node<'_>) -> Option<Decimal> {
        let Some((mantissa, scale)) = decimal_parts(node.text()) else {
            self.told.push(fault::number_too_large(node.span(), node.text()));
            return None;
        };
        Some(Decimal {
            mantissa,
            scale,
            percent: node.has(Rule::percent),
            span: node.span(),
        })
    }

    /// The decimal number in front of `points`.
    pub fn points(&mut self, node: &Node<'_>) -> Option<Decimal> {
        let amount = node.one(Rule::points)?.one(Rule::amount)?;
        match decimal_parts(amount.text()).or_else(|| whole(amount.text()).map(|number| (number, 0))) {
            Some((mantissa, scale)) => Some(Decimal {
                mantissa,
                scale,
                percent: false,
                span: amount.span(),
            }),
            None => {
                self.told.push(fault::number_too_large(amount.span(), amount.text()));
                None
            }
        }
    }

    pub fn date(&mut self, node: &Node<'_>) -> Option<Date> {
        match date_of(node) {
            Some(date) => Some(Date {
                date,
                span: node.span(),
            }),
            None => {
                self.told.push(fault::no_such_date(node));
                None
            }
        }
    }

    /// The first date directly below a node.
    pub fn one_date(&mut self, node: &Node<'_>) -> Option<Date> {
        let node = node.one(Rule::date)?;
        self.date(&node)
    }

    pub fn clock(&mut self, node: &Node<'_>) -> Option<u32> {
        let seconds = clock_of(node);
        if seconds.is_none() {
            self.told.push(fault::no_such_time(node));
        }
        seconds
    }

    /// The first time of day directly below a node.
    pub fn one_clock(&mut self, node: &Node<'_>) -> Option<u32> {
        let node = node.one(Rule::clock)?;
        self.clock(&node)
    }

    pub fn moment(&mut self, node: &Node<'_>) -> Option<DateTime> {
        let node = if node.rule() == Rule::moment {
            node.clone()
        } else {
            node.one(Rule::moment)?
        };
        let date = self.one_date(&node)?;
        let seconds = self.one_clock(&node)?;
        let at = date.date.and_hms_opt(0, 0, 0)?;
        Some(DateTime {
            at: at.checked_add_signed(chrono::TimeDelta::seconds(i64::from(seconds)))?,
            span: node.span(),
        })
    }

    pub fn hours(&mut self, node: &Node<'_>) -> Vec<Hours> {
        let list: Vec<Node<'_>> = node.all(Rule::hours).collect();
        list.iter().filter_map(|hours| self.stretch(hours)).collect()
    }

    fn stretch(&mut self, node: &Node<'_>) -> Option<Hours> {
        let clocks: Vec<Node<'_>> = node.all(Rule::clock).collect();
        let [from, to] = clocks.as_slice() else { return None };
        let (from, to) = (self.clock(from)?, self.clock(to)?);
        if from >= to {
            self.told.push(fault::hours_backwards(node));
            return None;
        }
        Some(Hours {
            from,
            to,
            span: node.span(),
        })
    }

    /// A `duration`, `times`, `points` or `persons` node.
    pub fn quantity_of(&mut self, node: &Node<'_>) -> Option<Quantity> {
        let amount = node.one(Rule::amount)?;
        if node.has(Rule::bare_days) {
            self.told.push(fault::bare_days(node, &amount));
            return None;
        }
        let unit = node.kids().find_map(|kid| unit_of(kid.rule()))?;
        match whole(amount.text()) {
            Some(number) if number >= 0 => Some(Quantity {
                amount: number,
                unit,
                span: node.span(),
            }),
            Some(_) => {
                self.told.push(fault::negative(node, &amount));
                None
            }
            None => {
                self.told.push(fault::not_whole(node, &amount));
                None
            }
        }
    }

    /// The length of time directly below a node.
    pub fn duration(&mut self, node: &Node<'_>) -> Option<Quantity> {
        let node = node.one(Rule::duration)?;
        self.quantity_of(&node)
    }

    /// A value and what takes its place from later dates on, each below a node of `rule`.
    pub fn dated<T>(
        &mut self,
        node: &Node<'_>,
        rule: Rule,
        read: impl Fn(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Option<Dated<T>> {
        let first = read(self, node);
        let later: Vec<Option<(Date, T)>> = node
            .all(rule)
            .map(|later| self.one_date(&later).zip(read(self, &later)))
            .collect();
        Some(Dated {
            first: first?,
            later: later.into_iter().collect::<Option<_>>()?,
        })
    }

    /// A length of time directly below a node, and what takes its place later.
    pub fn length(&mut self, node: &Node<'_>) -> Option<Dated<Quantity>> {
        self.dated(node, Rule::length_from, Self::duration)
    }

    /// The number of times, points or persons directly below a node.
    pub fn counted(&mut self, node: &Node<'_>, rule: Rule) -> Option<Quantity> {
        let node = node.one(rule)?;
        self.quantity_of(&node)
    }

    /// `op` directly below a node.
    pub fn op(&self, node: &Node<'_>) -> Option<CompareOp> {
        Some(match node.one(Rule::op)?.first()?.rule() {
            Rule::op_at_least => CompareOp::AtLeast,
            Rule::op_at_most => CompareOp::AtMost,
            Rule::op_not_equal => CompareOp::NotEqual,
            Rule::op_less => CompareOp::Less,
            Rule::op_greater => CompareOp::Greater,
            _ => CompareOp::Equal,
        })
    }

    /// `every month`, `every quarter`, `every year` directly below a node.
    pub fn every(&self, node: &Node<'_>) -> Option<Every> {
        Some(match node.one(Rule::every)?.first()?.rule() {
            Rule::kw_every_quarter => Every::Quarter,
            Rule::kw_every_year => Every::Year,
            _ => Every::Month,
        })
    }

    /// The weekday of a `weekday` node, 0 = Monday.
    pub fn weekday(&self, node: &Node<'_>) -> Option<u8> {
        Some(match node.first()?.rule() {
            Rule::kw_monday => 0,
            Rule::kw_tuesday => 1,
            Rule::kw_wednesday => 2,
            Rule::kw_thursday => 3,
            Rule::kw_friday => 4,
            Rule::kw_saturday => 5,
            _ => 6,
        })
    }

    /// The number and place of `rung n`.
    pub fn rung_number(&mut self, node: &Node<'_>) -> Option<(i64, crate::source::Span)> {
        let rung = if node.rule() == Rule::kw_rung {
            node.clone()
        } else {
            node.one(Rule::kw_rung)?
        };
        Some((self.whole(&rung)?, rung.span()))
    }
}
