//! `onus clock`: working time counted along a calendar of the rule files, without a ticket.

use super::args;
use super::moment::moment_of;
use super::{Screen, Status};
use crate::calendar::{self, Calendar, Clock, Counting, Moment};
use crate::diagnostic::Language;
use crate::model::RuleSet;
use std::collections::HashMap;
use std::io::{BufRead, Write};

/// Runs the command over checked rules.
pub fn clock(rules: &RuleSet, args: &args::Clock, screen: &Screen) -> Status {
    match &args.batch {
        Some(path) => batch(rules, path, screen),
        None => single(rules, args, screen),
    }
}

fn counting(rules: &RuleSet, index: usize) -> &Counting {
    rules.calendars[index].counting.as_ref().unwrap_or(&rules.counting)
}

/// The calendar asked for; without a name, the last one that states its hours (a house's calendar stands behind what
/// it builds on, and a national calendar has days only).
fn find(rules: &RuleSet, name: Option<&str>) -> Option<usize> {
    match name {
        Some(name) => rules.calendars.iter().position(|calendar| calendar.name == name),
        None => {
            let hours = rules.calendars.iter().rposition(|calendar| calendar.states_weekly);
            hours.or_else(|| rules.calendars.len().checked_sub(1))
        }
    }
}

fn single(rules: &RuleSet, args: &args::Clock, screen: &Screen) -> Status {
    let Some(index) = find(rules, args.calendar.as_deref()) else {
        let known: Vec<&str> = rules.calendars.iter().map(|calendar| calendar.name.as_str()).collect();
        let known = known.join(screen.pick(", ", "、"));
        screen.complain(
            &format!("there is no such calendar; the rules have: {known}"),
            &format!("没有这个日历；规则里有：{known}"),
        );
        return Status::Unusable;
    };
    let calendar = Calendar::build(&rules.calendars, index);
    let clock = Clock {
        zone: calendar.zone(),
        calendar: Some(&calendar),
        counting: counting(rules, index),
    };
    let Some(from) = args.from.as_deref() else {
        screen.complain(
            "say from when: --from \"2026-03-02 09:05\"",
            "请说明从何时起：--from \"2026-03-02 09:05\"",
        );
        return Status::Unusable;
    };
    let Some(from) = moment_of(from, clock.zone, screen) else {
        return Status::Unusable;
    };
    let line = match (&args.add, &args.to) {
        (Some(add), _) => add_line(&clock, from, add),
        (None, Some(to)) => {
            let Some(to) = moment_of(to, clock.zone, screen) else {
                return Status::Unusable;
            };
            match calendar.working_seconds(from, to) {
                Ok(seconds) => Ok(seconds.to_string()),
                Err(missing) => Ok(format!("undetermined {}", missing.year)),
            }
        }
        (None, None) => {
            screen.complain(
                "say what to count: --add \"4 working days\", or --to \"2026-03-06 17:30\"",
                "请说明数什么：--add \"4个工作日\"，或 --to \"2026-03-06 17:30\"",
            );
            return Status::Unusable;
        }
    };
    match line {
        Ok(line) => {
            screen.say(&line);
            Status::Done
        }
        Err(words) => {
            screen.complain(&words.en, &words.zh);
            Status::Unusable
        }
    }
}

fn add_line(clock: &Clock<'_>, from: Moment, add: &str) -> Result<String, crate::diagnostic::Words> {
    use crate::diagnostic::Words;
    let quantity = crate::syntax::quantity(add).ok_or_else(|| {
        Words::new(
            format!("\"{add}\" is not a quantity of time; write it as: 4 working days"),
            format!("“{add}”不是时长；请写成：4个工作日"),
        )
    })?;
    let due = clock
        .arrive(from, quantity)
        .and_then(|counted| clock.add(counted, quantity));
    match due {
        Ok(due) => Ok(clock.zone.rfc3339(due)),
        Err(calendar::ClockError::Uncovered(missing)) => Ok(format!("undetermined {}", missing.year)),
        Err(error) => Err(error.words()),
    }
}

fn batch(rules: &RuleSet, path: &std::path::Path, screen: &Screen) -> Status {
    let open: std::io::Result<Box<dyn BufRead>> = if path.as_os_str() == "-" {
        Ok(Box::new(std::io::stdin().lock()))
    } else {
        std::fs::File::open(path).map(|file| Box::new(std::io::BufReader::new(file)) as Box<dyn BufRead>)
    };
    let mut input = match open {
        Ok(input) => input,
        Err(error) => {
            let path = path.display();
            screen.complain(
                &format!("cannot read {path}: {error}"),
                &format!("读不了 {path}：{error}"),
            );
            return Status::Unusable;
        }
    };
    let built: HashMap<&str, (Calendar, &Counting)> = (0..rules.calendars.len())
        .map(|index| {
            (
                rules.calendars[index].name.as_str(),
                (Calendar::build(&rules.calendars, index), counting(rules, index)),
            )
        })
        .collect();
    let lookup = |name: &str| built.get(name).map(|(calendar, counting)| (calendar, *counting));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    let mut wrong = false;
    loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                screen.complain(&format!("cannot read on: {error}"), &format!("读不下去：{error}"));
                return Status::Unusable;
            }
        }
        let text = String::from_utf8_lossy(&line);
        let answer = calendar::batch(&text, &lookup, &crate::syntax::quantity).unwrap_or_else(|words| {
            wrong = true;
            calendar::error_line(&words, Language::English)
        });
        if writeln!(out, "{answer}").is_err() {
            return Status::Unusable;
        }
    }
    if out.flush().is_err() || wrong {
        Status::Unusable
    } else {
        Status::Done
    }
}
