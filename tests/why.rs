//! What `onus why` says can be relied on: the days it lists are counted again here, and the change that it says would
//! have altered a verdict is made to the feed and must alter it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "why/changed.rs"]
mod changed;
mod program;
#[path = "why/workdays.rs"]
mod workdays;

use changed::{Feed, Row};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime};
use program::table::Table;
use program::{ends_with, onus, printed, root, scratch};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const AS_OF: &str = "2014-07-03 12:00";

fn run(data: &Path, as_of: &str, name: &str) -> Table {
    let out = scratch(name).join("lists");
    let output = onus()
        .arg("run")
        .arg(root().join("rules/power_bureau_zh"))
        .arg("--data")
        .arg(data)
        .args(["--as-of", as_of, "--reports", "obligations", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    ends_with(0, &output);
    Table::read(&out.join("obligations.csv"))
}

fn data() -> PathBuf {
    root().join("examples/power_bureau")
}

/// Every tenth ticket and all that have something late.
fn sample(obligations: &Table) -> BTreeSet<String> {
    let number = obligations.column("ticket");
    let all: BTreeSet<&String> = obligations.rows.iter().map(|row| &row[number]).collect();
    let late = obligations
        .rows
        .iter()
        .filter(|row| ["overdue", "done late"].contains(&obligations.cell(row, "state")))
        .map(|row| row[number].clone());
    all.into_iter().step_by(10).cloned().chain(late).collect()
}

fn why(ticket: &str) -> Value {
    let output = onus()
        .arg("why")
        .arg(root().join("rules/power_bureau_zh"))
        .arg("--data")
        .arg(data())
        .args(["--as-of", AS_OF, "--format", "json", "--ticket", ticket])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The traces of the sample, told by the program on both cores, once for all tests.
fn traces() -> &'static [Value] {
    static TRACES: OnceLock<Vec<Value>> = OnceLock::new();
    TRACES.get_or_init(tell_traces)
}

fn tell_traces() -> Vec<Value> {
    let tickets: Vec<String> = sample(&run(&data(), AS_OF, "why_all")).into_iter().collect();
    assert!(tickets.len() > 100, "only {} tickets", tickets.len());
    let (left, right) = tickets.split_at(tickets.len() / 2);
    let tell = |part: &[String]| part.iter().map(|ticket| why(ticket)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| tell(right));
        let mut all = tell(left);
        all.extend(other.join().unwrap());
        all
    })
}

fn moment(value: &Value) -> Option<NaiveDateTime> {
    let text = value.as_str()?;
    Some(DateTime::parse_from_rfc3339(text).unwrap().naive_local())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn obligations(trace: &Value) -> &[Value] {
    trace["obligations"].as_array().unwrap()
}

/// `4个工作日`, `24小时`, `20分钟` out of a rule's line: the number and the unit.
fn limit(line: &str) -> Option<(i64, &'static str)> {
    // A line may hold other quantities before the limit (`归口部门 限 3个工作日`, never the other way round).
    ["个工作日", "小时", "分钟"].into_iter().find_map(|unit| {
        let number = line.split(unit).next().filter(|before| before.len() < line.len())?;
        let digits = number.trim_end_matches(|char: char| char.is_ascii_digit()).len();
        Some((number[digits..].parse().ok()?, unit))
    })
}

fn listed(obligation: &Value) -> Vec<(NaiveDate, bool)> {
    let days = obligation["days"].as_array().unwrap();
    days.iter()
        .map(|day| (text(&day["date"]).parse().unwrap(), day["counted"].as_bool().unwrap()))
        .collect()
}

/// The due moment counted again, before pauses and extensions; with the days on the way.
fn counted(obligation: &Value) -> Option<(NaiveDateTime, Vec<(NaiveDate, bool)>)> {
    let from = moment(&obligation["counted_from"]).or(moment(&obligation["start"]))?;
    // The line told of a schedule is its head; the limit stands further down.
    let (number, unit) = match text(&obligation["deadline"]) {
        "月末交办" => (3, "个工作日"),
        _ => limit(text(&obligation["rule"]["text"]))?,
    };
    Some(match unit {
        "个工作日" => {
            let days = workdays::working_days(from.date(), number as u32);
            (workdays::close(days.last()?.0), days)
        }
        unit => {
            let due = from + Duration::minutes(if unit == "小时" { number * 60 } else { number });
            let days = from.date().iter_days().take_while(|date| *date <= due.date());
            (due, days.map(|date| (date, true)).collect())
        }
    })
}

/// The due moment that pauses make of another one, in the family of the row.
fn paused(due: NaiveDateTime, obligation: &Value) -> NaiveDateTime {
    let added = |pause: &Value| pause["added_seconds"].as_i64().unwrap();
    let added: i64 = obligation["pauses"].as_array().unwrap().iter().map(added).sum();
    if text(&obligation["rule"]["text"]).contains("工作日") {
        workdays::add_working(due, added)
    } else {
        due + Duration::seconds(added)
    }
}

#[test]
fn the_days_listed_lead_to_the_due_moment() {
    let (mut checked, mut with_effects) = (0, 0);
    let mut wrong = Vec::new();
    for trace in traces() {
        for one in obligations(trace) {
            let Some(original) = moment(&one["original_due"]) else {
                assert_eq!(one["days"].as_array().unwrap().len(), 0, "days without a due: {one}");
                continue;
            };
            let name = format!("{} {}", text(&trace["ticket"]), text(&one["deadline"]));
            let (due, days) = counted(one).unwrap_or_else(|| panic!("{name}: no limit in {}", one["rule"]["text"]));
            checked += 1;
            if due != original {
                wrong.push(format!("{name}: counted {due}, told {original}"));
            }
            if listed(one) != days {
                wrong.push(format!("{name}: days {:?}, counted {days:?}", listed(one)));
            }
            let extensions = one["extensions"].as_array().unwrap().len();
            let due = (0..extensions).fold(due, |due, _| {
                let days = workdays::working_days(due.date(), 3);
                workdays::close(days.last().unwrap().0)
            });
            let told = moment(&one["due"]).unwrap();
            let lengthened = paused(due, one);
            with_effects += usize::from(lengthened != original);
            // A hand-over or a reclassification leaves at least its grace: the due is the later of both.
            let graced = told > lengthened && has_grace(trace);
            if lengthened != told && !graced {
                wrong.push(format!("{name}: with effects {lengthened}, told {told}\n{one:#}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        checked > 400 && with_effects > 3,
        "{checked} checked, {with_effects} with effects"
    );
}

/// Whether the feed tells a hand-over or a reclassification of the ticket.
fn has_grace(trace: &Value) -> bool {
    let feed = Feed::read(&data());
    feed.events_of(text(&trace["ticket"]))
        .any(|row| row.event == "改派" || row.event == "改判")
}

/// A change applied to the feed of one ticket, and what must come of it.
struct Trial {
    ticket: String,
    /// Deadline, round, start, party.
    key: [String; 4],
    /// States of which the obligation must have one.
    wanted: &'static [&'static str],
    /// The due moment that the change must give, where it says one.
    due: Option<String>,
    rows: Vec<Row>,
    told: String,
}

/// Every change that a trace states, as rows of the ticket's events.
fn trials(trace: &Value, feed: &Feed) -> Vec<Trial> {
    let ticket = text(&trace["ticket"]);
    let own: Vec<Row> = feed.events_of(ticket).cloned().collect();
    let mut all = Vec::new();
    for one in obligations(trace) {
        let key = ["deadline", "round", "start", "party"]
            .map(|name| one[name].as_str().map_or_else(|| one[name].to_string(), str::to_owned));
        let mut push = |wanted, due: Option<&Value>, rows, change: &Value| {
            all.push(Trial {
                ticket: ticket.to_owned(),
                key: key.clone(),
                wanted,
                due: due.map(|due| text(due).to_owned()),
                rows,
                told: change.to_string(),
            });
        };
        for change in one["otherwise"].as_array().unwrap() {
            match text(&change["change"]) {
                "done_by" => {
                    for event in change["events"].as_array().unwrap() {
                        let row = Row::new(ticket, text(event), moment(&change["by"]).unwrap(), "");
                        let rows = own.iter().cloned().chain([row]).collect();
                        push(&["done on time"], None, rows, change);
                    }
                }
                "extension_asked_before" => {
                    let before = moment(&change["before"]).unwrap() - Duration::seconds(1);
                    let mut rows = own.clone();
                    if change["was_asked"].is_null() {
                        rows.push(Row::new(ticket, text(&change["event"]), before, ""));
                    }
                    let approver = text(&change["approver"]);
                    assert!(!approver.is_empty(), "nobody approves: {change}");
                    rows.push(Row::new(ticket, text(&change["granted_by"]), before, approver));
                    push(
                        &["done on time", "running", "warned"],
                        Some(&change["new_due"]),
                        rows,
                        change,
                    );
                }
                "late_if_done_after" | "closed_if_done_after" => {
                    let closed = text(&change["change"]).starts_with("closed");
                    let after = moment(&change["after"]).unwrap();
                    let start = moment(&one["start"]).unwrap();
                    let ends: Vec<&str> = one["ended_by"].as_array().unwrap().iter().map(text).collect();
                    let later = |row: &Row| {
                        let ends_it = ends.contains(&row.event.as_str()) && row.at >= start && row.at <= after;
                        let at = if ends_it { after + Duration::seconds(1) } else { row.at };
                        Row { at, ..row.clone() }
                    };
                    let wanted: &[&str] = match (closed, text(&change["state"])) {
                        (true, "taken over") => &["taken over"],
                        (true, "handed on") => &["handed on"],
                        _ => &["done late", "overdue"],
                    };
                    push(wanted, None, own.iter().map(later).collect(), change);
                }
                "late_unless_done_by" => {
                    for event in change["events"].as_array().unwrap() {
                        let row = Row::new(ticket, text(event), moment(&change["by"]).unwrap(), "");
                        let rows = own.iter().cloned().chain([row]).collect();
                        push(&["done on time"], None, rows, change);
                    }
                    push(&["overdue"], None, own.clone(), change);
                }
                other => panic!("{ticket}: cannot apply {other}: {change}"),
            }
        }
    }
    all
}

#[test]
fn the_change_told_alters_the_verdict() {
    let feed = Feed::read(&data());
    let mut left: Vec<Vec<Trial>> = traces().iter().map(|trace| trials(trace, &feed)).collect();
    let count: usize = left.iter().map(Vec::len).sum();
    for kind in [
        "done_by",
        "extension_asked_before",
        "late_if_done_after",
        "closed_if_done_after",
        "late_unless_done_by",
    ] {
        let told = |trial: &Trial| trial.told.contains(&format!("\"change\":\"{kind}\""));
        assert!(left.iter().flatten().any(told), "no change of the sort {kind} is told");
    }
    assert!(count > 400, "only {count} changes told");
    let mut wrong = Vec::new();
    // One change a ticket at a time: what one ticket tells changes no other's verdicts.
    for round in 0.. {
        let now: Vec<Trial> = left.iter_mut().filter_map(Vec::pop).collect();
        if now.is_empty() {
            break;
        }
        let folder = scratch(&format!("why_changed_{round}"));
        feed.write(
            &folder,
            &now.iter()
                .map(|trial| (trial.ticket.as_str(), trial.rows.as_slice()))
                .collect(),
        );
        let [near, far] = [AS_OF, "2014-08-29 12:00"].map(|as_of| run(&folder, as_of, &format!("why_{round}")));
        for trial in &now {
            // What was not due yet is looked at from later on.
            let table = if trial.told.contains("late_unless") || trial.told.contains("_if_done") {
                &far
            } else {
                &near
            };
            let rows: Vec<&Vec<String>> = table.rows.iter().filter(|row| same(table, row, trial)).collect();
            let holds = rows.iter().any(|row| {
                trial.wanted.contains(&table.cell(row, "state"))
                    && trial.due.as_ref().is_none_or(|due| table.cell(row, "due") == due)
            });
            if !holds {
                let got: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
                wrong.push(format!(
                    "{} {:?}: {}\n  wanted {:?}, got {got:#?}",
                    trial.ticket, trial.key, trial.told, trial.wanted
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn same(table: &Table, row: &[String], trial: &Trial) -> bool {
    let [deadline, round, start, party] = &trial.key;
    table.cell(row, "ticket") == trial.ticket
        && table.cell(row, "deadline") == deadline
        && table.cell(row, "round") == round
        && table.cell(row, "start") == start
        && table.cell(row, "party") == party
}
