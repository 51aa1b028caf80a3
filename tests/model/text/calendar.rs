//! A calendar as a rule file reads.

use super::super::time::Calendar;
use super::{Lang, Writer, clock};

impl Writer<'_> {
    pub(super) fn calendar(&mut self, calendar: &Calendar) {
        self.line(&format!("{} {} {{", self.k("calendar"), calendar.name));
        if let Some(base) = calendar.builds_on {
            self.line(&format!("  {} {base}", self.k("builds on")));
        }
        let (from, to) = calendar.covers;
        self.line(&format!("  {} {from} {} {to}", self.k("covers"), self.k("to")));
        let spans = |hours: &[(u32, u32)]| {
            let spans: Vec<String> = hours
                .iter()
                .map(|(a, b)| format!("{}-{}", clock(*a), clock(*b)))
                .collect();
            spans.join(if self.lang == Lang::En { ", " } else { "、" })
        };
        let week = if calendar.every_day {
            self.k("every day").to_string()
        } else {
            format!("{} {} {}", self.k("monday"), self.k("to"), self.k("friday"))
        };
        let mut lines = vec![format!("  {week} {}", spans(&calendar.hours))];
        lines.extend(calendar.off.iter().map(|date| format!("  {} {date}", self.k("off"))));
        lines.extend(calendar.work.iter().map(|date| format!("  {} {date}", self.k("work"))));
        lines.extend(
            calendar
                .on
                .iter()
                .map(|(date, hours)| format!("  {} {date} {}", self.k("on"), spans(hours))),
        );
        for line in lines {
            self.line(&line);
        }
        self.line("}");
    }
}
