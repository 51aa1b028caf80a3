//! Examples for the first rule files. They are written with their moments open, played, and written again with what
//! came out, so that they are true.

use super::Answers;
use super::texts::{deadline, events, party};
use crate::diagnostic::Language;
use crate::render::rule_text::RuleText;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

/// Stands for a moment that is not known yet: no calendar reaches so far back.
const OPEN: &str = "1990-01-01 00:00";

/// Examples to be played.
#[derive(Debug, Clone)]
pub struct Examples<'a> {
    answers: &'a Answers,
    /// The arrivals: on a plain day, before a day off, and one that nobody answers.
    arrivals: Vec<NaiveDateTime>,
}

impl<'a> Examples<'a> {
    /// Chooses the days of the examples: a Tuesday in March of the last year that the calendar covers, and the day
    /// before a public holiday of that year (`days_off`), where there is one. `opens` is the second of the day in which
    /// every case arrives.
    #[must_use]
    pub fn new(answers: &'a Answers, days_off: &[NaiveDate], opens: u32) -> Examples<'a> {
        let year = answers
            .country
            .as_ref()
            .and_then(|country| country.last_year)
            .unwrap_or(2026);
        let plain = (1..=31)
            .filter_map(|day| NaiveDate::from_ymd_opt(year, 3, day))
            .find(|day| day.weekday() == Weekday::Tue && free(*day, days_off));
        let mut holidays = days_off.iter().filter(|day| day.year() == year && day.month() < 9);
        let before = holidays.find_map(|day| before_day_off(*day, days_off));
        let at = |day: NaiveDate| day.and_hms_opt(opens / 3600, opens / 60 % 60, 0);
        let arrivals = [plain, before].into_iter().flatten().filter_map(at).collect();
        Examples { answers, arrivals }
    }

    /// The text with the moments that are known, in the order of the text; those beyond are open. `seen` is the moment
    /// at which the last example is looked at.
    #[must_use]
    pub fn text(&self, moments: &[String], seen: Option<NaiveDateTime>) -> String {
        let text = RuleText(self.answers.language);
        let mut moments = moments.iter();
        let mut next = || moments.next().map_or(OPEN.to_string(), Clone::clone);
        let mut out = format!(
            "# {}\n",
            self.pick(
                "What must hold before and after every change of the rules: onus test",
                "改规则前后都要通过：onus test"
            )
        );
        let titles = [
            ("a complaint on a plain day", "平常日子的投诉"),
            ("received the day before a public holiday", "节假日前一天受理"),
        ];
        let due = |moment: String| {
            format!(
                "  {} {} {} {moment}\n",
                text.word("expect"),
                deadline(self.answers.language),
                text.word("due")
            )
        };
        for (arrival, title) in self.arrivals.iter().zip(titles) {
            out += &self.case(text, title, *arrival);
            out += &due(next());
            out += "}\n";
        }
        let Some((arrival, seen)) = self.arrivals.first().zip(seen) else {
            return out;
        };
        let climbs = self.answers.levels.len() > 1;
        let title = if climbs {
            ("nobody answers: it climbs", "没人答复就提级")
        } else {
            ("nobody answers: it is late", "没人答复就逾期")
        };
        out += &self.case(text, title, *arrival);
        out += &format!("  {} {}\n", text.word("as_of"), seen.format("%Y-%m-%d %H:%M"));
        let name = |level: usize| {
            self.answers
                .levels
                .iter()
                .rev()
                .nth(level)
                .and_then(|level| level.first())
        };
        let handler = name(0).and_then(|party| text.name(&party.name)).unwrap_or_default();
        let responsible = text.word("responsible");
        out += &format!(
            "  {} {} {}{}{responsible} {handler}\n",
            text.word("expect"),
            deadline(self.answers.language),
            text.word("overdue"),
            text.clause()
        );
        if climbs {
            let above = self.above().and_then(|above| text.name(&above)).unwrap_or_default();
            out += &format!(
                "  {} {} {} {}{}{responsible} {above}\n",
                text.word("expect"),
                text.numbered("rung", 2),
                text.word("entered"),
                next(),
                text.clause()
            );
        }
        out + "}\n"
    }

    /// The party above the first handler.
    fn above(&self) -> Option<String> {
        self.answers.levels.last()?.first()?.above.clone()
    }

    fn case(&self, text: RuleText, title: (&str, &str), arrival: NaiveDateTime) -> String {
        let answers = self.answers;
        let mut told = vec![format!(
            "{} = {}",
            text.word("kind"),
            text.name(answers.complaint()).unwrap_or_default()
        )];
        if let Some(category) = answers.export.categories.first() {
            told.push(format!(
                "{} = {}",
                text.word("category"),
                text.name(category).unwrap_or_default()
            ));
        }
        if party(answers, 0) == text.word("handler") {
            let handler = answers.levels.last().and_then(|level| level.first());
            let handler = handler.and_then(|party| text.name(&party.name)).unwrap_or_default();
            told.push(format!("{} = {handler}", text.word("handler")));
        }
        let first = events(answers).first().map_or("", |(event, _)| *event);
        format!(
            "{} {} {{\n  {} {}\n  {} {first} {}\n",
            text.word("example"),
            text.text(self.pick(title.0, title.1)).unwrap_or_default(),
            text.word("ticket"),
            told.join(text.clause()),
            text.word("event"),
            arrival.format("%Y-%m-%d %H:%M")
        )
    }

    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.answers.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }
}

/// Whether neither the day nor the ten around it are off.
fn free(day: NaiveDate, days_off: &[NaiveDate]) -> bool {
    days_off.iter().all(|off| (*off - day).num_days().abs() > 10)
}

/// A weekday before a day off that is a weekday itself, nothing off between.
fn before_day_off(off: NaiveDate, days_off: &[NaiveDate]) -> Option<NaiveDate> {
    let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let before = off.checked_sub_days(Days::new(1))?;
    (!weekend(off) && !weekend(before) && !days_off.contains(&before)).then_some(before)
}
