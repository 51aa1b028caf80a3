//! The program held against the slow model: drawn worlds and timelines, the real command line, every obligation.
//!
//! `ONUS_SEED` and `ONUS_CASES` (timelines) override what is drawn, `ONUS_WORLD` is the first world of the seed. The first difference is shrunk, event by event,
//! and told with its rule text and both rows; `ONUS_SURVEY=1` goes on and counts what differs by column instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod model;

use model::dice::Dice;
use model::draw;
use model::run::{Run, evaluate};
use model::text::{Lang, events_csv, hotline_csv, objections_csv, rules, rulings_csv, tickets_csv};
use model::time::{Moment, local, rfc3339};
use model::world::{Dated, Party, Ticket, World};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const TICKETS_A_WORLD: usize = 96;

/// One obligation as a list of columns and cells.
type Cells = Vec<(String, String)>;
/// The obligations of each ticket.
type Lists = BTreeMap<String, Vec<Cells>>;

const COLUMNS: &[&str] = &[
    "deadline",
    "round",
    "start",
    "party",
    "due",
    "original_due",
    "done",
    "state",
    "late_working_seconds",
    "late_elapsed_seconds",
    "charged_working_seconds",
    "rung",
    "missing_year",
    "turn",
    "excused_at",
    "excused_by",
    "highest_rung",
];

/// The other lists that are compared, and their columns.
const LISTS: &[(&str, &[&str])] = &[
    ("findings", &["finding", "round", "at", "party", "recorded"]),
    ("decisions", &["kind", "at", "by", "about", "concerned"]),
    (
        "leftovers",
        &["schedule", "round", "rung", "party", "since", "last", "months", "ended"],
    ),
];

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("onus-property-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn model_lists(world: &World, tickets: &[Ticket], as_of: Moment) -> Lists {
    let mut lists = Lists::new();
    for ticket in tickets {
        let Some(run) = evaluate(world, tickets, ticket, as_of) else {
            continue;
        };
        let highest = match run.highest_rung() {
            0 => String::new(),
            n => n.to_string(),
        };
        let rows = run.rows().into_iter().map(|row| {
            let mut cells: Cells = row
                .cells(world.counting.zone)
                .into_iter()
                .map(|(name, cell)| (name.to_string(), cell))
                .collect();
            cells.push(("highest_rung".to_string(), highest.clone()));
            cells
        });
        let mut rows: Vec<Cells> = rows.collect();
        let zone = world.counting.zone;
        let at = |t: Moment| rfc3339(zone, t);
        rows.extend(run.unraised().into_iter().map(|(round, party, entered, came)| {
            let (party, came) = (party.unwrap_or_default(), came.map(at).unwrap_or_default());
            listed(0, &["not_raised", &round.to_string(), &at(entered), party, &came])
        }));
        let judged = run.rows();
        rows.extend(run.ruled(as_of).into_iter().map(|ruling| {
            let concerned = judged.iter().filter(|row| Run::concerns(ruling, row)).count();
            let (by, about) = (ruling.by.unwrap_or_default(), ruling.about.unwrap_or_default());
            listed(1, &[ruling.word(), &at(ruling.at), by, about, &concerned.to_string()])
        }));
        rows.extend(run.left_over.iter().filter(|_| run.left_out.is_none()).map(|left| {
            let schedule = run.world.schedule.as_ref().map_or("", |schedule| schedule.name);
            let numbers = [left.round + 1, usize::from(left.rung), left.months].map(|n| n.to_string());
            let (party, ended) = (left.party.unwrap_or_default(), left.ended.map(at).unwrap_or_default());
            let (since, last) = (at(left.since), at(left.last));
            listed(
                2,
                &[
                    schedule,
                    &numbers[0],
                    &numbers[1],
                    party,
                    &since,
                    &last,
                    &numbers[2],
                    &ended,
                ],
            )
        }));
        rows.sort();
        lists.insert(ticket.number.clone(), rows);
    }
    lists
}

/// A row of another list, with its columns.
fn listed(list: usize, cells: &[&str]) -> Cells {
    let pairs = LISTS[list].1.iter().zip(cells);
    pairs
        .map(|(name, cell)| ((*name).to_string(), (*cell).to_string()))
        .collect()
}

/// Runs the program over the world's text and reads the list it writes; what it says when it fails.
fn program_lists(world: &World, tickets: &[Ticket], as_of: Moment, lang: Lang, folder: &Path) -> Result<Lists, String> {
    std::fs::write(folder.join("rules.onus"), rules(world, lang)).unwrap();
    std::fs::write(folder.join("tickets.csv"), tickets_csv(world, tickets)).unwrap();
    std::fs::write(folder.join("events.csv"), events_csv(world, tickets)).unwrap();
    if world.hotline {
        std::fs::write(folder.join("hotline.csv"), hotline_csv(world, tickets)).unwrap();
    }
    if world.rulings {
        std::fs::write(folder.join("rulings.csv"), rulings_csv(world, tickets)).unwrap();
        std::fs::write(folder.join("objections.csv"), objections_csv(world, tickets)).unwrap();
    }
    let out = folder.join("out");
    let _ = std::fs::remove_dir_all(&out);
    let wall = local(world.counting.zone, as_of)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string();
    let run = Command::new(env!("CARGO_BIN_EXE_onus"))
        .arg("run")
        .arg(folder.join("rules.onus"))
        .arg("--data")
        .arg(folder)
        .args([
            "--as-of",
            &wall,
            "--reports",
            "obligations,findings,decisions,leftovers",
            "--out",
        ])
        .arg(&out)
        .output()
        .unwrap();
    if !run.status.success() {
        let told = String::from_utf8_lossy(&run.stderr).into_owned() + &String::from_utf8_lossy(&run.stdout);
        return Err(format!("{}\n{told}", run.status));
    }
    let mut lists = Lists::new();
    let others = LISTS.iter().copied();
    for (list, columns) in [("obligations", COLUMNS)].into_iter().chain(others) {
        let text = std::fs::read_to_string(out.join(format!("{list}.csv"))).map_err(|e| e.to_string())?;
        let mut records = records(&text).into_iter();
        let head = records.next().ok_or_else(|| format!("{list}.csv is empty"))?;
        let place = |name: &str| {
            let place = head.iter().position(|column| column == name);
            place.ok_or_else(|| format!("no column `{name}` among {head:?}"))
        };
        let ticket = place("ticket")?;
        let places: Result<Vec<usize>, String> = columns.iter().map(|name| place(name)).collect();
        let places = places?;
        for record in records {
            let pairs = columns.iter().zip(&places);
            let cells = pairs.map(|(name, at)| ((*name).to_string(), record[*at].clone()));
            lists.entry(record[ticket].clone()).or_default().push(cells.collect());
        }
    }
    for rows in lists.values_mut() {
        rows.sort();
    }
    Ok(lists)
}

/// The records of a CSV text with quoted cells.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut all = Vec::new();
    for line in text.lines() {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().unwrap().push(c),
            }
        }
        all.push(cells);
    }
    all
}

/// The tickets on which program and model differ.
fn differing(world: &World, tickets: &[Ticket], as_of: Moment, lang: Lang, folder: &Path) -> Vec<String> {
    let expected = model_lists(world, tickets, as_of);
    let got = program_lists(world, tickets, as_of, lang, folder).unwrap_or_default();
    tickets
        .iter()
        .map(|t| t.number.clone())
        .filter(|n| expected.get(n) != got.get(n))
        .collect()
}

/// Drops tickets, then events, then parties, as long as the ticket still differs.
fn shrink(world: &World, tickets: &[Ticket], number: &str, as_of: Moment, lang: Lang, folder: &Path) -> Vec<Ticket> {
    let still = |list: &[Ticket]| differing(world, list, as_of, lang, folder).iter().any(|n| n == number);
    let mut kept = tickets.to_vec();
    let alone: Vec<Ticket> = kept.iter().filter(|t| t.number == number).cloned().collect();
    if still(&alone) {
        kept = alone;
    } else {
        let customer = alone[0].customer.clone();
        let family: Vec<Ticket> = kept.iter().filter(|t| t.customer == customer).cloned().collect();
        if still(&family) {
            kept = family;
        }
    }
    let mut shrunk = true;
    while shrunk {
        shrunk = false;
        for t in 0..kept.len() {
            for e in (0..kept[t].events.len()).rev() {
                let mut fewer = kept.clone();
                fewer[t].events.remove(e);
                if still(&fewer) {
                    kept = fewer;
                    shrunk = true;
                }
            }
            for r in (0..kept[t].rulings.len()).rev() {
                let mut fewer = kept.clone();
                fewer[t].rulings.remove(r);
                if still(&fewer) {
                    kept = fewer;
                    shrunk = true;
                }
            }
        }
    }
    kept
}

fn told(world: &World, tickets: &[Ticket], number: &str, as_of: Moment, lang: Lang, folder: &Path) -> String {
    let mut text = String::new();
    let expected = model_lists(world, tickets, as_of).remove(number).unwrap_or_default();
    let got = program_lists(world, tickets, as_of, lang, folder);
    let _ = writeln!(
        text,
        "{}\n{}{}{}{}{}",
        rules(world, lang),
        tickets_csv(world, tickets),
        hotline_csv(world, tickets),
        events_csv(world, tickets),
        rulings_csv(world, tickets),
        objections_csv(world, tickets)
    );
    let _ = writeln!(text, "as of {}, ticket {number}", local(world.counting.zone, as_of));
    let print = |rows: &[Cells], other: &[Cells]| {
        let mut text = String::new();
        for row in rows.iter().filter(|row| !other.contains(row)) {
            let cells: Vec<String> = row
                .iter()
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(name, cell)| format!("{name} {cell}"))
                .collect();
            let _ = writeln!(text, "  {}", cells.join(" · "));
        }
        text
    };
    match got {
        Ok(mut lists) => {
            let got = lists.remove(number).unwrap_or_default();
            let _ = writeln!(text, "only in the model:\n{}", print(&expected, &got));
            let _ = writeln!(text, "only in the program:\n{}", print(&got, &expected));
        }
        Err(why) => {
            let _ = writeln!(text, "the program failed: {why}");
        }
    }
    text
}

/// What differs, for a survey: the obligation and the columns, or the row that one side lacks.
fn kinds_of_difference(expected: &[Cells], got: &[Cells]) -> Vec<String> {
    let mut kinds = Vec::new();
    let key = |row: &Cells| row[..4].to_vec();
    let state = |row: &Cells| row.get(7).map_or(String::new(), |cell| cell.1.clone());
    for row in expected.iter().filter(|row| !got.contains(row)) {
        let label = &row[0].1;
        match got
            .iter()
            .filter(|other| !expected.contains(other))
            .find(|other| key(other) == key(row))
        {
            None => kinds.push(format!("{label} [{}] only in the model", state(row))),
            Some(other) => {
                let columns: Vec<String> = row
                    .iter()
                    .zip(other)
                    .filter(|(a, b)| a != b)
                    .map(|(a, b)| {
                        if a.0 == "state" {
                            format!("state {}≠{}", a.1, b.1)
                        } else {
                            a.0.clone()
                        }
                    })
                    .collect();
                kinds.push(format!("{label} {}", columns.join(" ")));
            }
        }
    }
    for row in got.iter().filter(|row| !expected.contains(row)) {
        if !expected.iter().any(|other| key(other) == key(row)) {
            kinds.push(format!("{} [{}] only in the program", row[0].1, state(row)));
        }
    }
    kinds
}

/// What only some worlds have.
fn rare(world: &World) -> [(&'static str, bool); 10] {
    let pauses = || world.deadlines.iter().flat_map(|own| &own.pauses);
    let late_pause = pauses().any(|pause| pause.even_late);
    let accountable = |party: &Dated<Party>| party.0 == Party::Accountable;
    [
        ("several versions", !world.earlier.is_empty()),
        (
            "blocks by date",
            world.deadlines.iter().any(|own| own.in_force != (None, None)),
        ),
        ("rulings", world.rulings),
        ("a hotline", world.hotline),
        (
            "a ladder by date",
            world.ladders.iter().any(|own| own.in_force != (None, None)),
        ),
        ("a late pause and a schedule", late_pause && world.schedule.is_some()),
        ("co-handlers", world.deadlines.iter().any(|own| own.of_each)),
        ("several ladders", world.ladders.len() > 1),
        ("own calendars", world.calendars.len() > 1),
        (
            "an accountable party",
            world.deadlines.iter().any(|own| accountable(&own.responsible)),
        ),
    ]
}

fn number_from(variable: &str, default: u64) -> u64 {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[test]
fn program_and_model_agree() {
    let seed = number_from("ONUS_SEED", 20_140_124);
    let cases = number_from("ONUS_CASES", 1_440);
    let survey = std::env::var("ONUS_SURVEY").is_ok();
    println!("seed {seed}, {cases} timelines");
    let folder = Folder::new("worlds");
    let mut seen = 0;
    let (mut rows, mut unraised, mut turns, mut left, mut excused) = (0, 0, 0, 0, 0);
    let mut clock = (std::time::Duration::ZERO, std::time::Duration::ZERO);
    // How often each kind of difference came, and the first world that showed it.
    let mut counted: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    let mut wrong = 0;
    let mut drawn: BTreeMap<&str, usize> = BTreeMap::new();
    for n in number_from("ONUS_WORLD", 0).. {
        if seen >= cases {
            break;
        }
        let mut dice = Dice::new(seed.wrapping_add(n * 7_919));
        let (world, middle) = draw::world(&mut dice);
        let tickets = draw::tickets(&mut dice, &world, middle, TICKETS_A_WORLD, n % 2 == 0);
        for (what, is) in rare(&world) {
            *drawn.entry(what).or_default() += usize::from(is);
        }
        let lang = if n % 4 == 3 { Lang::Zh } else { Lang::En };
        for as_of in draw::as_ofs(&mut dice, &world, middle, &tickets) {
            let begun = std::time::Instant::now();
            let expected = model_lists(&world, &tickets, as_of);
            clock.0 += begun.elapsed();
            let begun = std::time::Instant::now();
            rows += expected.values().map(Vec::len).sum::<usize>();
            let raised = |row: &&Cells| row[0].0 == "finding";
            let is_left = |row: &&Cells| row[0].0 == "schedule";
            let is_excused = |row: &&Cells| row.iter().any(|(name, cell)| name == "excused_at" && !cell.is_empty());
            let is_turn = |row: &&Cells| {
                row.iter()
                    .any(|(name, cell)| name == "turn" && !["", "1"].contains(&cell.as_str()))
            };
            turns += expected.values().flatten().filter(is_turn).count();
            left += expected.values().flatten().filter(is_left).count();
            excused += expected.values().flatten().filter(is_excused).count();
            unraised += expected.values().flatten().filter(raised).count();
            let listed = program_lists(&world, &tickets, as_of, lang, &folder.0);
            clock.1 += begun.elapsed();
            let got = match listed {
                Ok(lists) => lists,
                Err(why) if survey => {
                    let why = why.lines().take(4).collect::<Vec<_>>().join(" ");
                    counted.entry(why).or_insert((0, n)).0 += 1;
                    wrong += 1;
                    continue;
                }
                Err(why) => panic!(
                    "seed {seed}, world {n}: the program failed: {why}\n{}",
                    rules(&world, lang)
                ),
            };
            for number in tickets
                .iter()
                .map(|t| &t.number)
                .filter(|number| expected.get(*number) != got.get(*number))
            {
                wrong += 1;
                let empty = Vec::new();
                let (a, b) = (
                    expected.get(number).unwrap_or(&empty),
                    got.get(number).unwrap_or(&empty),
                );
                let kinds = kinds_of_difference(a, b);
                for kind in &kinds {
                    counted.entry(kind.clone()).or_insert((0, n)).0 += 1;
                }
                let wanted = std::env::var("ONUS_SHOW").is_ok_and(|show| kinds.iter().any(|kind| kind.contains(&show)));
                if !survey || wanted {
                    let small = shrink(&world, &tickets, number, as_of, lang, &folder.0);
                    let text = told(&world, &small, number, as_of, lang, &folder.0);
                    panic!("seed {seed}, world {n}: program and model differ\n{text}");
                }
            }
        }
        seen += u64::try_from(tickets.len()).unwrap();
    }
    println!("{seen} timelines, {rows} obligations as of three moments each, {wrong} tickets differ");
    println!("{unraised} of them were not raised though they should have been");
    println!("{turns} of them are second or later turns of a clock that repeats");
    println!("{excused} of them are excused; {left} times a ticket was left over at a schedule's moment");
    println!("worlds with {drawn:?}");
    println!("model {:.1?}, program {:.1?}", clock.0, clock.1);
    let mut kinds: Vec<(usize, u64, String)> = counted.into_iter().map(|(kind, (n, world))| (n, world, kind)).collect();
    kinds.sort_by(|a, b| b.cmp(a));
    for (n, world, kind) in kinds {
        println!("{n:6}  {kind}  (first in world {world})");
    }
    assert_eq!(wrong, 0);
}
