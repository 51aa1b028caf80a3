//! How days count and when the office is open, in sentences.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::calendar::{ArrivalRule, Change, Counting, DayCount, Spec, Stretch};
use crate::model::CalendarId;
use crate::render::words;

impl Speaker<'_> {
    /// How days count.
    pub fn counting(self, counting: &Counting) -> Vec<String> {
        let Counting {
            working,
            calendar,
            arrival,
        } = counting;
        let working = working.map(|count| match count {
            DayCount::FromNextDay => self.pick(
                "Working days count from the next day; the last one ends with the close of business.",
                "工作日从次日起算，到最后一日下班为止。",
            ),
            DayCount::FromTheMoment => self.pick(
                "Working days count from the moment, to the same time of the last one.",
                "工作日从当刻起算，到最后一日的同一时刻为止。",
            ),
        });
        let calendar = calendar.map(|count| match count {
            DayCount::FromNextDay => self.pick(
                "Calendar days, weeks and months count from the next day; the last day ends at midnight.",
                "自然日、周、月从次日起算，到最后一日24时为止。",
            ),
            DayCount::FromTheMoment => self.pick(
                "Calendar days, weeks and months count from the moment, to the same time of the last day.",
                "自然日、周、月从当刻起算，到最后一日的同一时刻为止。",
            ),
        });
        let arrival = arrival.iter().map(|rule| match rule {
            ArrivalRule::OutsideToNextOpening => self
                .pick(
                    "Where working time is counted, what comes outside it counts as come at the next opening.",
                    "按工作时间计的，非工作时间到达的，视为下次上班时到达。",
                )
                .to_owned(),
            ArrivalRule::DayOffToNextWorkingDay => self
                .pick(
                    "Where working time is counted, what comes on a day off counts as come on the next working day at the same time.",
                    "按工作时间计的，休息日到达的，视为下一工作日同一时刻到达。",
                )
                .to_owned(),
            ArrivalRule::PastToNextWorkingDay { past, at } => {
                let (past, at) = (self.clock(*past), self.clock(*at));
                say!(
                    self,
                    "Where working time is counted, what comes after {past} counts as come on the next working day at {at}.",
                    "按工作时间计的，{past}以后到达的，视为下一工作日{at}到达。"
                )
            }
        });
        let told = working.into_iter().chain(calendar).map(str::to_owned);
        told.chain(arrival).collect()
    }

    /// The calendar along which it is counted, where it names one.
    pub fn working_time(self, calendar: Option<CalendarId>) -> Option<String> {
        let calendar = self.calendar_name(calendar?);
        Some(say!(
            self,
            "Working time is that of {calendar}.",
            "工作时间按{calendar}计。"
        ))
    }

    /// How days count in one place, where it is not as everywhere.
    pub fn own_counting(self, counting: &Counting) -> Vec<String> {
        if *counting == self.rules.counting {
            return Vec::new();
        }
        let own = self.counting(counting);
        let head = self.pick("Days count here in a way of its own:", "这里另有计法：");
        own.into_iter()
            .map(|sentence| say!(self, "{head} {sentence}", "{head}{sentence}"))
            .collect()
    }

    /// A calendar: its hours and the days that are otherwise. Days of many years are told by their number alone.
    pub fn calendar(self, calendar: &Spec) -> Entry {
        let Spec {
            name,
            zone,
            builds_on,
            covers,
            weekly,
            states_weekly,
            dated,
            off_every,
            counting,
        } = calendar;
        let mut sentences = Vec::new();
        if *states_weekly {
            sentences.push(self.week(weekly));
        }
        if let Some(base) = builds_on.and_then(|at| self.rules.calendars.get(at)) {
            let base = self.name(&base.name);
            sentences.push(say!(
                self,
                "Days off and days worked are those of {base}.",
                "休息日和调休上班日同{base}。"
            ));
        }
        if *zone != self.rules.zone {
            let zone = zone.name();
            sentences.push(say!(
                self,
                "Its times of day are those of {zone}.",
                "时刻按{zone}时区。"
            ));
        }
        let stretches: Vec<String> = covers
            .iter()
            .map(|(from, to)| {
                let (from, to) = (self.date(*from), self.date(*to));
                say!(self, "{from} to {to}", "{from}至{to}")
            })
            .collect();
        if !stretches.is_empty() {
            let stretches = self.all_of(&stretches);
            sentences.push(say!(self, "It covers {stretches}.", "覆盖{stretches}。"));
        }
        sentences.extend(self.days(dated));
        for (month, day, why) in off_every {
            let why = self.why(why.as_deref());
            let name = words::month_name(*month);
            sentences.push(say!(
                self,
                "{day} {name} is off every year{why}.",
                "每年{month}月{day}日休息{why}。"
            ));
        }
        sentences.extend(counting.iter().flat_map(|counting| self.own_counting(counting)));
        Entry {
            name: self.name(name),
            sentences,
            ..Entry::default()
        }
    }

    fn why(self, why: Option<&str>) -> String {
        why.map_or(String::new(), |why| say!(self, " ({why})", "（{why}）"))
    }

    fn week(self, weekly: &[Vec<Stretch>; 7]) -> String {
        let mut runs: Vec<(usize, usize, &[Stretch])> = Vec::new();
        for (day, hours) in weekly.iter().enumerate().filter(|(_, hours)| !hours.is_empty()) {
            match runs.last_mut() {
                Some((_, last, same)) if *last + 1 == day && *same == hours.as_slice() => *last = day,
                _ => runs.push((day, day, hours)),
            }
        }
        let told: Vec<String> = runs
            .into_iter()
            .map(|(first, last, hours)| {
                let hours = self.stretches(hours);
                let (from, to) = (
                    words::weekday_long(first, self.language),
                    words::weekday_long(last, self.language),
                );
                match first == last {
                    true => say!(self, "{from} {hours}", "{from}{hours}"),
                    false => say!(self, "{from} to {to} {hours}", "{from}至{to}{hours}"),
                }
            })
            .collect();
        let told = told.join(self.pick("; ", "；"));
        say!(self, "Open {told}.", "{told}上班。")
    }

    fn stretches(self, hours: &[Stretch]) -> String {
        let told: Vec<String> = hours
            .iter()
            .map(|Stretch { from, to }| format!("{}-{}", self.clock(*from), self.clock(*to)))
            .collect();
        self.all_of(&told)
    }

    /// Days that are otherwise: hours of a single day are told; days off and worked by their number.
    fn days(self, dated: &[(chrono::NaiveDate, crate::calendar::Dated)]) -> Vec<String> {
        let (mut off, mut worked, mut told) = (0_usize, 0_usize, Vec::new());
        for (date, crate::calendar::Dated { change, why }) in dated {
            let (day, why) = (self.date(*date), self.why(why.as_deref()));
            match change {
                Change::Off => off += 1,
                Change::Work { as_weekday: None } => worked += 1,
                Change::Work {
                    as_weekday: Some(weekday),
                } => {
                    let weekday = words::weekday_long(usize::from(*weekday), self.language);
                    told.push(say!(
                        self,
                        "{day} is worked with the hours of a {weekday}{why}.",
                        "{day}上班，钟点同{weekday}{why}。"
                    ));
                }
                Change::On(hours) => {
                    let hours = self.stretches(hours);
                    told.push(say!(self, "{day} is open {hours}{why}.", "{day}{hours}上班{why}。"));
                }
                Change::Closed(hours) => {
                    let hours = self.stretches(hours);
                    told.push(say!(self, "{day} is closed {hours}{why}.", "{day}{hours}停班{why}。"));
                }
            }
        }
        let counted = [
            (off, say!(self, "Days off it names: {off}.", "列明休息日{off}天。")),
            (
                worked,
                say!(
                    self,
                    "Days it names that are worked instead: {worked}.",
                    "列明调休上班日{worked}天。"
                ),
            ),
        ];
        let counted = counted
            .into_iter()
            .filter(|(days, _)| *days > 0)
            .map(|(_, words)| words);
        counted.chain(told).collect()
    }
}
