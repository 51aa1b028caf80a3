//! `onus clock`: working time counted along a calendar of the rule files, without a ticket.

use super::args;
use super::messages::Trouble;
use super::moment::moment_of;
use super::{Screen, Status};
use crate::calendar::{self, Calendar, Clock, Counting, Moment};
use crate::check::nearest;
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

/// The calendar asked for. Without a name, the one that is no other's foundation and has hours, where it is alone:
/// a house's calendar builds on the public days that the program brings.
fn find(rules: &RuleSet, name: Option<&str>, screen: &Screen) -> Result<usize, Status> {
    let all = &rules.calendars;
    let names = |of: &[usize]| of.iter().map(|at| all[*at].name.as_str()).collect::<Vec<_>>();
    if let Some(name) = name {
        return all.iter().position(|calendar| calendar.name == name).ok_or_else(|| {
            let trouble = Trouble::new(format!("there is no calendar \"{name}\""), format!("没有日历“{name}”"));
            let known = names(&(0..all.len()).collect::<Vec<_>>());
            screen.complain(&match nearest(name, known.iter().copied()) {
                Some(near) => trouble.mend(format!("did you mean {near}?"), format!("是不是 {near}？")),
                None => trouble.mend(
                    format!("the rules have: {}", known.join(", ")),
                    format!("规则里有：{}", known.join("、")),
                ),
            });
            Status::Unusable
        });
    }
    let has_hours = |at: usize| {
        let mut here = Some(at);
        while let Some(spec) = here.and_then(|at| all.get(at)) {
            if spec.states_weekly {
                return true;
            }
            here = spec.builds_on;
        }
        false
    };
    let of_use: Vec<usize> = (0..all.len())
        .filter(|at| has_hours(*at) && !all.iter().any(|above| above.builds_on == Some(*at)))
        .collect();
    if let [only] = of_use[..] {
        return Ok(only);
    }
    let trouble = Trouble::new("which calendar to count by is not said", "没有说按哪个日历");
    screen.complain(&if of_use.is_empty() {
        trouble.mend(
            "the rules have no calendar with hours; write one: calendar office { monday to friday 09:00-17:00 }",
            "规则里没有写上下班钟点的日历；请写一个：日历 行政班 { 周一 至 周五 08:30-12:00、14:30-17:30 }",
        )
    } else {
        let known = names(&of_use);
        trouble.mend(
            format!("--calendar NAME, one of: {}", known.join(", ")),
            format!("--calendar 名称，可用的有：{}", known.join("、")),
        )
    });
    Err(Status::Unusable)
}

fn single(rules: &RuleSet, args: &args::Clock, screen: &Screen) -> Status {
    let index = match find(rules, args.calendar.as_deref(), screen) {
        Ok(index) => index,
        Err(status) => return status,
    };
    let calendar = Calendar::build(&rules.calendars, index);
    let clock = Clock {
        zone: calendar.zone(),
        calendar: Some(&calendar),
        counting: counting(rules, index),
    };
    let Some(from) = args.from.as_deref() else {
        screen.complain(
            &Trouble::new("from when is not said", "没有说从何时起")
                .mend("--from \"2026-03-02 09:05\"", "--from \"2026-03-02 09:05\""),
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
                &Trouble::new("what to count is not said", "没有说数什么")
                    .mend("--add \"4 working days\"", "--add \"4个工作日\"")
                    .mend("--to \"2026-03-06 17:30\"", "--to \"2026-03-06 17:30\""),
            );
            return Status::Unusable;
        }
    };
    match line {
        Ok(line) => {
            screen.say(&line);
            Status::Done
        }
        Err(trouble) => {
            screen.complain(&trouble);
            Status::Unusable
        }
    }
}

fn add_line(clock: &Clock<'_>, from: Moment, add: &str) -> Result<String, Trouble> {
    let quantity = crate::syntax::quantity(add).ok_or_else(|| {
        let trouble = Trouble::new(
            format!("\"{add}\" is not a quantity of time"),
            format!("“{add}”不是时长"),
        );
        trouble.mend("write it as: 4 working days", "请写成：4个工作日")
    })?;
    let due = clock
        .arrive(from, quantity)
        .and_then(|counted| clock.add(counted, quantity));
    match due {
        Ok(due) => Ok(clock.zone.rfc3339(due)),
        Err(calendar::ClockError::Uncovered(missing)) => Ok(format!("undetermined {}", missing.year)),
        Err(error) => {
            let words = error.words();
            Err(Trouble::new(words.en, words.zh))
        }
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
            screen.complain(&Trouble::cannot_read(path, &error));
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
                screen.complain(&Trouble::new(
                    format!("cannot read on: {error}"),
                    format!("读不下去：{error}"),
                ));
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
