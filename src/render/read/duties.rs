//! Deadlines and schedules in sentences.

use super::Entry;
use super::speaker::{Speaker, say};
use crate::model::{
    Cond, Counted, Deadline, Extend, LimitOf, Pause, Remind, Responsible, Row, Schedule, ScheduleWhen, Which,
};

impl Speaker<'_> {
    pub fn deadline(self, deadline: &Deadline) -> Entry {
        let Deadline {
            name,
            in_force,
            workflow,
            from,
            else_from,
            to,
            ends_when,
            in_turns,
            responsible,
            calendar,
            counting,
            rows,
            not_needed,
            no_breach,
            on_trial,
            warn,
            reminders,
            pauses,
            extend,
            continue_on,
            place,
        } = deadline;
        let who = match responsible {
            Responsible::One(party) => self.dated(party, |party| self.who(*party)),
            Responsible::EachCoHandler => self
                .pick("each co-handling unit by itself", "各协办单位分别")
                .to_owned(),
        };
        let start = else_from.iter().fold(self.event(*from), |before, other| {
            let other = self.event(*other);
            say!(
                self,
                "{before} (or {other}, as long as that has not happened)",
                "{before}（此前以{other}为准）"
            )
        });
        let end = self.one_of(&self.events(to));
        let mut sentences = vec![say!(
            self,
            "Runs from {start} to {end}; {who} answers for it.",
            "从{start}起，到{end}为止，由{who}负责。"
        )];
        if let Some((cond, _)) = ends_when {
            let test = self.test(cond);
            sentences.push(say!(self, "It has ended only where {test}.", "只有{test}，才算办结。"));
        }
        if *in_turns {
            sentences.push(say!(
                self,
                "The clock repeats: each {end} begins the next turn, until the case is resolved.",
                "循环计时：每次{end}后重新起算，直到解决。"
            ));
        }
        sentences.extend(self.holds(*in_force));
        sentences.extend(self.of_workflow(*workflow));
        sentences.extend(self.rows(rows));
        sentences.extend(self.working_time(*calendar));
        sentences.extend(self.own_counting(counting));
        if let Some((cond, _)) = not_needed {
            let test = self.test(cond);
            sentences.push(say!(self, "It is not needed where {test}.", "{test}的，免于办理。"));
        }
        if no_breach.is_some() {
            sentences.push(say!(
                self,
                "It is a target of the house: to miss it is no breach.",
                "这是内部目标，超期不算逾期。"
            ));
        }
        if on_trial.is_some() {
            sentences.push(self.on_trial());
        }
        if let Some((length, _)) = warn {
            let length = self.dated(length, |length| self.quantity(*length));
            sentences.push(say!(
                self,
                "A warning is given {length} before it is due.",
                "到期前{length}预警。"
            ));
        }
        sentences.extend(reminders.iter().map(|remind| self.reminder(remind)));
        sentences.extend(pauses.iter().map(|pause| self.pause(pause)));
        sentences.extend(extend.iter().map(|extend| self.extension(extend)));
        if let Some(event) = continue_on {
            let event = self.event(*event);
            sentences.push(say!(
                self,
                "With {event}, what was done goes on with its old clock.",
                "{event}后，已办结的按原来的时限接着计时。"
            ));
        }
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }

    /// That a rule is on trial.
    pub fn on_trial(self) -> String {
        self.pick(
            "It is on trial: what it would do is listed apart, and nobody is named for it.",
            "试行：照算，另行列出，不据此点名。",
        )
        .to_owned()
    }

    /// What is granted: the first row that fits decides.
    fn rows(self, rows: &[Row]) -> Vec<String> {
        let alone = rows.len() == 1;
        let one = |row: &Row| {
            let Row { when, limit, place: _ } = row;
            let limit = self.dated(limit, |limit| self.limit(*limit));
            match when {
                Some(cond) => {
                    let test = self.test(cond);
                    say!(self, "Where {test}: {limit}.", "{test}的：{limit}。")
                }
                None if alone => say!(self, "The time allowed: {limit}.", "时限：{limit}。"),
                None => say!(self, "In all other cases: {limit}.", "其余：{limit}。"),
            }
        };
        let order = (!alone).then(|| {
            let told = self.pick(
                "The first of these lines that fits decides:",
                "自上而下，先符合者为准：",
            );
            told.to_owned()
        });
        order.into_iter().chain(rows.iter().map(one)).collect()
    }

    /// What a row grants.
    pub fn limit(self, limit: LimitOf) -> String {
        match limit {
            LimitOf::Quantity(quantity) => self.quantity(quantity),
            LimitOf::WorkingDay(day) => self.counted(Counted::WorkingDay(day)),
            LimitOf::Of(which, one, other) => {
                let (one, other) = (self.counted(one), self.counted(other));
                match which {
                    Which::Later => say!(self, "the later of {one} and {other}", "{one}与{other}，取迟的"),
                    Which::Earlier => say!(self, "the earlier of {one} and {other}", "{one}与{other}，取早的"),
                }
            }
            LimitOf::Before(quantity, field) => {
                let (quantity, field) = (self.quantity(quantity), self.field(field));
                say!(self, "until {quantity} before {field}", "到{field}之前{quantity}")
            }
            LimitOf::Field(field) => {
                let field = self.field(field);
                say!(self, "until the moment told as {field}", "到工单所载的{field}")
            }
            LimitOf::NoDeadline => self.pick("no deadline", "不设时限").to_owned(),
        }
    }

    fn counted(self, counted: Counted) -> String {
        let day = match counted {
            Counted::Quantity(quantity) => return self.quantity(quantity),
            Counted::WorkingDay(day) => day,
        };
        let crate::calendar::WorkingDayAt { days, at } = day;
        let at = match at {
            Some(at) => self.clock(at),
            None => self.pick("close of business", "下班").to_owned(),
        };
        match days {
            0 => say!(self, "{at} of the same working day", "当日{at}"),
            _ => say!(self, "{at} of working day {days} after it", "其后第{days}个工作日{at}"),
        }
    }

    fn reminder(self, remind: &Remind) -> String {
        let Remind {
            before,
            by,
            at,
            send_to,
            copies,
            letter,
            unless,
            place: _,
        } = remind;
        let (by, whom) = (self.quantity(*by), self.who(*send_to));
        let at = at.map_or(String::new(), |at| {
            let at = self.clock(at);
            say!(self, " at {at}", "{at}")
        });
        let mut told = match before {
            true => say!(
                self,
                "{whom} is reminded {by} before it is due{at}",
                "到期前{by}{at}提醒{whom}"
            ),
            false => say!(
                self,
                "{whom} is reminded {by} after it was due{at}",
                "到期后{by}{at}提醒{whom}"
            ),
        };
        if let Some(letter) = letter {
            told.push_str(&say!(self, ", by the letter “{letter}”", "，发“{letter}”"));
        }
        if !copies.is_empty() {
            let copies: Vec<String> = copies.iter().map(|copy| self.who(*copy)).collect();
            let copies = self.all_of(&copies);
            told.push_str(&say!(self, ", with a copy to {copies}", "，抄送{copies}"));
        }
        if let Some(cond) = unless {
            let test = self.test(cond);
            told.push_str(&say!(self, ", unless {test}", "；{test}的除外"));
        }
        self.sentence(told)
    }

    fn pause(self, pause: &Pause) -> String {
        let Pause {
            from,
            to,
            at_most,
            even_late,
            reason,
            when,
            place: _,
        } = pause;
        let (from, to) = (self.event(*from), self.event(*to));
        let mut told = say!(
            self,
            "the clock stands still from {from} to {to}",
            "从{from}到{to}停止计时"
        );
        if let Some(reason) = reason {
            told.push_str(&say!(self, " ({reason})", "（{reason}）"));
        }
        if let Some(most) = at_most {
            let most = self.quantity(*most);
            told.push_str(&say!(self, ", for at most {most} in all", "，累计最多{most}"));
        }
        if let Some(cond) = when {
            let test = self.test(cond);
            told.push_str(&say!(self, ", only where {test}", "，限于{test}"));
        }
        if *even_late {
            told.push_str(self.pick(", even where that begins too late", "；逾期以后才开始的也算"));
        }
        self.sentence(told)
    }

    fn extension(self, extend: &Extend) -> String {
        let Extend {
            from,
            to,
            at_most,
            each,
            approver,
            place: _,
        } = extend;
        let (from, to, each, approver) = (
            self.event(*from),
            self.event(*to),
            self.quantity(*each),
            self.who(*approver),
        );
        let often = match at_most {
            1 => say!(self, "once, by {each}", "1次，延长{each}"),
            _ => say!(self, "{at_most} times, by {each} each", "{at_most}次，每次{each}"),
        };
        say!(
            self,
            "It can be extended {often}: asked for before it is due ({from}) and granted by {approver} ({to}).",
            "可以延期{often}： 到期前提出（{from}），由{approver}批准（{to}）。"
        )
    }

    pub fn schedule(self, schedule: &Schedule) -> Entry {
        let Schedule {
            name,
            in_force,
            when,
            calendar,
            counting,
            collect,
            responsible,
            to,
            within,
            within_place: _,
            place,
        } = schedule;
        let when = match when {
            ScheduleWhen::LastWorkingDay { at } => {
                let at = self.clock(*at);
                say!(
                    self,
                    "on the last working day of every month at {at}",
                    "每月最后一个工作日{at}"
                )
            }
            ScheduleWhen::Day { day, at } => {
                let at = self.clock(*at);
                say!(self, "on day {day} of every month at {at}", "每月{day}日{at}")
            }
        };
        let collected: &Cond = collect;
        let (test, who) = (self.test(collected), self.dated(responsible, |party| self.who(*party)));
        let (end, within) = (
            self.one_of(&self.events(to)),
            self.dated(within, |length| self.quantity(*length)),
        );
        let mut sentences = vec![
            say!(
                self,
                "Gathered {when}: the cases where {test}.",
                "{when}汇总{test}的工单。"
            ),
            say!(
                self,
                "They go to {who}, with {within} until {end}.",
                "交{who}，限{within}内{end}。"
            ),
        ];
        sentences.extend(self.holds(*in_force));
        sentences.extend(self.working_time(*calendar));
        sentences.extend(self.own_counting(counting));
        Entry {
            name: self.name(name),
            place: self.place(*place),
            drawing: None,
            sentences,
        }
    }
}
