//! `calendar N[, year Y] { … }`

use super::grammar::{Node, Rule};
use super::outline::Statement;
use super::reader::Reader;
use super::statement::Block;
use super::tree::{Calendar, CalendarLine, Date};

impl Reader<'_> {
    pub fn calendar(&mut self, node: &Node<'_>, body: &[Statement]) -> Option<Calendar> {
        let name = self.one_name(node);
        let year = node
            .one(Rule::kw_year)
            .and_then(|year| self.whole(&year))
            .and_then(|year| i32::try_from(year).ok());
        let lines = self.lines(body, Block::Calendar);
        let lines = lines.iter().filter_map(|(line, _)| self.calendar_line(line)).collect();
        Some(Calendar {
            name: name?,
            year,
            lines,
            span: node.span(),
        })
    }

    fn calendar_line(&mut self, node: &Node<'_>) -> Option<CalendarLine> {
        let span = node.span();
        Some(match node.rule() {
            Rule::covers if node.has(Rule::kw_all_years) => CalendarLine::AllYears(span),
            Rule::covers => {
                let dates: Vec<Node<'_>> = node.all(Rule::date).collect();
                let [from, to] = dates.as_slice() else { return None };
                CalendarLine::Covers(self.date(from)?, self.date(to)?, span)
            }
            Rule::weekly => {
                let days: Vec<u8> = node.all(Rule::weekday).filter_map(|day| self.weekday(&day)).collect();
                let (from, to) = match days.as_slice() {
                    [] => (0, 6),
                    [day] => (*day, *day),
                    [from, to, ..] => (*from, *to),
                };
                CalendarLine::Weekly {
                    from,
                    to,
                    hours: self.all_hours(node)?,
                    span,
                }
            }
            Rule::off_every => {
                let day = node.one(Rule::month_day)?;
                let numbers: Vec<u32> = day
                    .kids()
                    .filter_map(|kid| super::value::whole(kid.text()).and_then(|number| u32::try_from(number).ok()))
                    .collect();
                let [month, of_month] = numbers.as_slice() else {
                    return None;
                };
                // 2000 is a leap year: 29 February may be a day off where there is one.
                if chrono::NaiveDate::from_ymd_opt(2000, *month, *of_month).is_none() {
                    self.told.push(super::fault::no_such_date(&day));
                    return None;
                }
                CalendarLine::OffEvery {
                    month: *month,
                    day: *of_month,
                    why: self.string(node),
                    span,
                }
            }
            Rule::off => CalendarLine::Off {
                dates: self.date_ranges(node)?,
                why: self.string(node),
                span,
            },
            Rule::work => CalendarLine::Work {
                dates: self.date_ranges(node)?,
                as_weekday: node.one(Rule::weekday).and_then(|day| self.weekday(&day)),
                why: self.string(node),
                span,
            },
            Rule::on => CalendarLine::On {
                date: self.one_date(node)?,
                hours: self.all_hours(node)?,
                why: self.string(node),
                span,
            },
            Rule::closed => CalendarLine::Closed {
                date: self.one_date(node)?,
                hours: self.all_hours(node)?,
                why: self.string(node),
                span,
            },
            Rule::import_days => CalendarLine::Import(self.string(node)?),
            Rule::builds_on => CalendarLine::BuildsOn(self.one_name(node)?),
            Rule::timezone => CalendarLine::TimeZone(self.zone(node)?),
            Rule::counting => CalendarLine::Counting(self.counting(node)),
            Rule::arrival => CalendarLine::Arrival(self.arrival(node)?),
            _ => return None,
        })
    }

    /// All stretches, or none when one of them is at fault.
    fn all_hours(&mut self, node: &Node<'_>) -> Option<Vec<super::tree::Hours>> {
        let wanted = node.all(Rule::hours).count();
        let hours = self.hours(node);
        (hours.len() == wanted).then_some(hours)
    }

    fn date_ranges(&mut self, node: &Node<'_>) -> Option<Vec<(Date, Option<Date>)>> {
        let ranges: Vec<Node<'_>> = node.all(Rule::date_range).collect();
        let mut dates = Vec::with_capacity(ranges.len());
        for range in &ranges {
            let ends: Vec<Node<'_>> = range.all(Rule::date).collect();
            let first = self.date(ends.first()?)?;
            let last = match ends.get(1) {
                Some(last) => Some(self.date(last)?),
                None => None,
            };
            if let Some(last) = last.filter(|last| last.date < first.date) {
                self.told.push(super::fault::dates_backwards(range, first, last));
                return None;
            }
            dates.push((first, last));
        }
        Some(dates)
    }
}
