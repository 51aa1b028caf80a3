//! A deadline as a rule file reads.

use super::super::time::{Quantity, Unit};
use super::super::world::{Cap, DayAt, Days, Deadline, Limit, Side};
use super::Writer;
use chrono::NaiveDate;

impl Writer<'_> {
    fn day_at(&self, DayAt(n, at): DayAt) -> String {
        let time = match at {
            Some(seconds) => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
            None => self.k("close of business").to_string(),
        };
        format!("{} {time}", self.k("working day #").replace('#', &n.to_string()))
    }

    fn limit(&self, limit: Limit) -> String {
        match limit {
            Limit::Within(q) => self.quantity(q),
            Limit::Day(day) => self.day_at(day),
            Limit::Two(later, one, other) => {
                let side = |side: Side| match side {
                    Side::Within(q) => self.quantity(q),
                    Side::Day(day) => self.day_at(day),
                };
                let which = self.k(if later { "later of" } else { "earlier of" });
                format!("{which} {}{}{}", side(one), self.comma(), side(other))
            }
            Limit::BeforePromised(q) => format!("{} {} promised_time", self.quantity(q), self.k("before")),
            Limit::Promised => "promised_time".to_string(),
            Limit::NoDeadline => self.k("no deadline").to_string(),
        }
    }

    /// `from 2014-02-01 until 2014-02-10`
    pub(super) fn days(&self, (from, until): Days) -> String {
        let side =
            |word, date: Option<NaiveDate>| date.map_or(String::new(), |date| format!(" {} {date}", self.k(word)));
        side("from", from) + &side("until", until)
    }

    pub(super) fn deadline(&mut self, deadline: &Deadline) {
        let k = |word| self.k(word);
        let comma = self.comma();
        let every = match deadline.rows.last().filter(|_| deadline.every) {
            Some(row) => format!("{} {} ", k("every"), self.limit(row.1.0)),
            None => String::new(),
        };
        let mut lines = vec![
            format!("{} {}{} {{", k("deadline"), deadline.name, self.days(deadline.in_force)),
            format!(
                "  {every}{} {}{} {} {}{}",
                k("from"),
                deadline.from,
                deadline
                    .else_from
                    .map_or(String::new(), |other| format!("{comma}{} {other}", k("else"))),
                k("to"),
                self.either(&deadline.to),
                deadline
                    .ends_when
                    .as_ref()
                    .map_or(String::new(), |when| format!(" {} {}", k("when"), self.cond(when)))
            ),
            match deadline.of_each {
                true => format!("  {} {}", k("responsible"), k("each co_handler")),
                false => format!("  {} {}", k("responsible"), self.answering(&deadline.responsible)),
            },
        ];
        lines.extend(deadline.calendar.map(|name| format!("  {} {name}", k("calendar"))));
        for row in &deadline.rows {
            let value = self.dated(&row.1, |limit| self.limit(*limit));
            lines.extend(match &row.0 {
                Some(cond) => Some(format!("  {} {} : {value}", k("when"), self.cond(cond))),
                None if deadline.every => None,
                None => Some(format!("  {} : {value}", k("otherwise"))),
            });
        }
        let needless = deadline.not_needed.as_ref();
        lines.extend(needless.map(|cond| format!("  {} {}", k("not needed when"), self.cond(cond))));
        if deadline.no_breach {
            lines.push(format!("  {}", k("a miss is no breach")));
        }
        lines.extend(
            deadline
                .warn
                .map(|q| format!("  {} {}", k("warn before due"), self.quantity(q))),
        );
        if let Some((before, by)) = deadline.remind {
            let side = k(if before {
                "remind before due"
            } else {
                "remind after due"
            });
            let to = format!("{} {}", k("send to"), k("handler"));
            lines.push(format!("  {side} {}{comma}{to}", self.quantity(by)));
        }
        for pause in &deadline.pauses {
            let late = if pause.even_late {
                format!("{comma}{}", k("even when late"))
            } else {
                String::new()
            };
            let most = pause.at_most.map(|cap| match cap {
                Cap::WorkingDays(n) => Quantity(i64::try_from(n).unwrap(), Unit::WorkingDays),
                Cap::CalendarDays(n) => Quantity(i64::try_from(n).unwrap(), Unit::CalendarDays),
            });
            let most = most
                .map(|q| format!("{comma}{} {}", k("at most"), self.quantity(q)))
                .unwrap_or_default();
            let when = pause.when.as_ref();
            let when = when.map_or(String::new(), |cond| {
                format!(
                    "{comma}{} \"waiting\"{comma}{} {}",
                    k("reason"),
                    k("when"),
                    self.cond(cond)
                )
            });
            lines.push(format!(
                "  {} {} {} {} {}{most}{late}{when}",
                k("pause"),
                k("from"),
                pause.from,
                k("to"),
                pause.to
            ));
        }
        let continues = deadline.continue_on;
        lines.extend(continues.map(|event| format!("  {} {event}", k("continue on"))));
        if let Some(extend) = &deadline.extend {
            let most = format!("{} {}", k("at most"), self.times(extend.at_most));
            let each = format!("{} {}", k("each"), self.quantity(extend.each));
            let approver = format!("{} {}", k("approver"), self.party(extend.approver));
            let span = format!(
                "{} {} {} {} {}",
                k("extend"),
                k("from"),
                extend.from,
                k("to"),
                extend.to
            );
            lines.push(format!("  {span}{comma}{most}{comma}{each}{comma}{approver}"));
        }
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }
}
