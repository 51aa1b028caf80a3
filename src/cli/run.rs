//! `onus run`: what is overdue, what has climbed, who answers; on the terminal or as a folder of lists.

use super::args::{self, FailOn, Readers};
use super::aside;
use super::folder::{self, NewFolder};
use super::lists::ListFiles;
use super::messages::Trouble;
use super::sweep::{Sweep, Swept};
use super::{Loaded, Screen, Status, costs, feeds, moment, progress, trials};
use crate::calendar::Moment;
use crate::dump::SourceFile;
use crate::evaluate::{Repeats, State};
use crate::feed::{RowId, Table};
use crate::model::RuleSet;
use crate::plan::Plan;
use crate::render::run_json::RunJson;
use crate::render::run_screen::{Layout, RunScreen, argument};
use crate::render::{
    ListWriter, PeopleWords, Report, overdue_people, parties_csv, people_file, people_head, people_lines,
};
use crate::report::{
    Context, FeedCounts, Quotes, reconcile_feeds, reconcile_tickets, tickets_joined, tickets_left_aside,
};
use crate::terms::FeedRole;
use std::io::{self, Write};
use std::path::Path;

/// Rows a table on the terminal holds at most.
const MOST: usize = 50;

/// Runs the command.
pub fn run(loaded: &Loaded, args: &args::Run, screen: &Screen) -> Status {
    attempt(loaded, args, screen).unwrap_or_else(|status| status)
}

/// The moment a run looks from, and whether it was stated.
///
/// # Errors
/// The status to end with.
pub fn as_of(plan: &Plan<'_>, table: &Table, args: &args::Feeds, screen: &Screen) -> Result<(Moment, bool), Status> {
    if let Some(text) = &args.as_of {
        return moment::moment_of(text, &plan.zone, screen)
            .map(|at| (at, true))
            .ok_or(Status::Unusable);
    }
    let newest = table.newest_event();
    for (at, row) in newest.alone.iter().take(10) {
        let (at, place) = (plan.zone.rfc3339(*at), row_name(plan.rules, *row));
        screen.complain(
            &Trouble::new(
                format!("{place}: {at} lies alone in the future; it is not taken for the moment of the run"),
                format!("{place}：{at} 孤零零地在将来，不当作截至时刻"),
            )
            .mend("to state the moment: --as-of MOMENT", "指明截至时刻：--as-of 时刻")
            .odd(),
        );
    }
    Ok((newest.at.unwrap_or(Moment(0)), false))
}

/// `file:line` of a row.
pub fn row_name(rules: &RuleSet, row: RowId) -> String {
    let file = rules
        .feeds
        .get(usize::from(row.feed))
        .map_or("", |feed| feed.file.as_str());
    format!("{file}:{}", row.line)
}

fn attempt(loaded: &Loaded, args: &args::Run, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let mut wanted = wanted(&args.reports, screen)?;
    // Whose rules have nothing on trial is spared an empty list.
    wanted.retain(|report| *report != Report::OnTrial || rules.has_trials());
    if let Some(out) = &args.out {
        folder::must_be_new(out, screen)?;
    }
    if !rules.feeds.iter().any(|feed| feed.role == FeedRole::Tickets) {
        screen.complain(
            &Trouble::new("the rules name no feed of tickets", "规则里没有工单表").mend(
                "feed tickets \"tickets.csv\" { ticket_id from column \"…\" … }",
                "取数 工单表 “工单.csv” { 工单编号 取自列 “……” …… }",
            ),
        );
        return Err(Status::Unusable);
    }
    let table = feeds::read(loaded, rules, &args.feeds, screen)?;
    let plan = Plan::new(rules);
    let (as_of, stated) = as_of(&plan, &table, &args.feeds, screen)?;
    let not_fresh = table.not_fresh(rules, as_of, &plan.zone);
    if !not_fresh.is_empty() {
        return Err(feeds::refuse(Some(rules), &not_fresh, screen));
    }
    let past = stated && args.feeds.known_at.is_none();
    costs::tell(rules, &table, as_of, past, screen);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.feeds.threads).build();
    let go = || judge(loaded, &plan, &table, as_of, stated, args, &wanted, screen);
    match pool {
        Ok(pool) => pool.install(go),
        Err(_) => go(),
    }
}

fn wanted(words: &[String], screen: &Screen) -> Result<Vec<Report>, Status> {
    if words.is_empty() {
        return Ok(Report::ALL.to_vec());
    }
    words
        .iter()
        .map(|word| {
            Report::of_word(word.trim()).ok_or_else(|| {
                let known: Vec<&str> = Report::ALL.into_iter().map(Report::word).collect();
                screen.complain(
                    &Trouble::new(format!("there is no list \"{word}\""), format!("没有“{word}”这份清单")).mend(
                        format!("choose among: {}", known.join(", ")),
                        format!("可选：{}", known.join("、")),
                    ),
                );
                Status::Unusable
            })
        })
        .collect()
}

#[allow(clippy::too_many_arguments)]
fn judge(
    loaded: &Loaded,
    plan: &Plan<'_>,
    table: &Table,
    as_of: Moment,
    stated: bool,
    args: &args::Run,
    wanted: &[Report],
    screen: &Screen,
) -> Result<Status, Status> {
    let rules = plan.rules;
    let repeats = Repeats::of(plan, table);
    let context = Context::of(plan, table, as_of);
    let listed = if args.out.is_some() { wanted } else { &[] };
    let (machines, people) = (args.readers.machines(), args.readers.people());
    // Two lists for people are not said after the machine's.
    let own_form = |report: &Report| matches!(report, Report::Overdue | Report::Escalations);
    let lines: Vec<Report> = listed
        .iter()
        .copied()
        .filter(|report| machines || !own_form(report))
        .collect();
    let writer = ListWriter::new(rules, &lines);
    let quotes = Quotes::new(rules, &loaded.sources);
    let bar = progress::tickets(screen, crate::feed::Facts::len(table) as u64);
    let sweep = Sweep {
        plan,
        context: &context,
        writer: &writer,
        climbed: (people && listed.contains(&Report::Escalations)).then_some((&quotes, screen.language)),
        late: people && listed.contains(&Report::Overdue),
        holding: listed.contains(&Report::Parties),
        progress: &|judged| bar.set_position(judged),
    };
    let out = args.out.as_deref().unwrap_or(Path::new(""));
    let mut folder = args
        .out
        .as_deref()
        .map(|out| begin(out, wanted, table, rules, &context, args, screen))
        .transpose()?;
    let swept = sweep.over(table, &repeats, as_of, |lists, climbed| match &mut folder {
        Some((_, files)) => files.take(lists, climbed),
        None => Ok(()),
    });
    bar.finish_and_clear();
    let swept = swept.map_err(|error| screen.cannot_write(out, &error))?;
    let feeds = feeds::counts(rules, table, &swept.void, &swept.not_governed);
    let (read, aside) = read_and_set_aside(&feeds);
    let reconciled = reconcile_feeds(&feeds).and_then(|()| {
        let elsewhere = aside + tickets_left_aside(&feeds) + tickets_joined(&feeds);
        reconcile_tickets(read, elsewhere, &swept.totals)
    });
    if let Err(unreconciled) = reconciled {
        let words = unreconciled.words();
        screen.complain(&Trouble::new(words.en, words.zh));
        return Err(Status::Unreconciled);
    }
    let listed = folder.is_some() && wanted.contains(&Report::OnTrial);
    let trials = trials::trials(rules, (table, &repeats), as_of, listed, screen);
    if let (Some(trials), Some((_, files))) = (&trials, &mut folder) {
        let added = files.add(Report::OnTrial, &trials.lines);
        added.map_err(|error| screen.cannot_write(out, &error))?;
    }
    let screen_of_run = RunScreen {
        context: &context,
        feeds: &feeds,
        rows: &swept.rows,
        totals: &swept.totals,
        trials: trials.as_ref().map(|own| &own.rows),
        read,
        set_aside: aside,
        most: MOST,
        why: &why(args),
    };
    if let Some((folder, files)) = folder {
        let json = RunJson {
            program: env!("CARGO_PKG_VERSION"),
            as_of,
            as_of_stated: stated,
            rules,
            rule_files: &loaded.read,
            rules_digest: &loaded.meaning_of(rules),
            calendars: &calendars(rules),
            feeds: &feeds,
            read,
            set_aside: aside,
            totals: &swept.totals,
            zone: &plan.zone,
        };
        let written = finish((folder, files), (wanted, args.readers), &swept, &context, &json, screen);
        written.map_err(|error| screen.cannot_write(out, &error))?;
    }
    screen.say(&screen_of_run.render(Layout {
        language: screen.language,
        width: screen.width,
        paint: screen.paint,
    }));
    Ok(if fails(&args.fail_on, &swept) {
        Status::Findings
    } else {
        Status::Done
    })
}

/// The command that tells the story of one ticket of this run, up to the ticket's number.
fn why(args: &args::Run) -> String {
    let mut words = vec!["onus why".to_owned()];
    let own = |path: &Path| argument(&path.to_string_lossy());
    words.extend(args.rules.rules.iter().map(|path| own(path)).filter(|path| path != "."));
    if let Some(data) = &args.feeds.data {
        words.push(format!("--data {}", own(data)));
    }
    words.extend(args.feeds.feeds.iter().map(|feed| format!("--feed {}", argument(feed))));
    if let Some(at) = &args.feeds.as_of {
        words.push(format!("--as-of {}", argument(at)));
    }
    words.push("--ticket".to_owned());
    words.join(" ")
}

fn begin(
    out: &Path,
    wanted: &[Report],
    table: &Table,
    rules: &RuleSet,
    context: &Context<'_>,
    args: &args::Run,
    screen: &Screen,
) -> Result<(NewFolder, ListFiles), Status> {
    let begun = NewFolder::begin(out).and_then(|folder| {
        let mut files = ListFiles::begin(&folder, wanted, args.readers, rules, screen.language)?;
        files.add(
            Report::SetAside,
            &aside::aside_lines(rules, table, args.feeds.show.is_some(), screen.language),
        )?;
        files.add(Report::DataFindings, &aside::odd_lines(rules, table, context))?;
        Ok((folder, files))
    });
    begun.map_err(|error| screen.cannot_write(out, &error))
}

fn finish(
    (folder, files): (NewFolder, ListFiles),
    (wanted, readers): (&[Report], Readers),
    swept: &Swept,
    context: &Context<'_>,
    json: &RunJson<'_>,
    screen: &Screen,
) -> io::Result<()> {
    files.finish()?;
    let language = screen.language;
    if readers.people() && wanted.contains(&Report::Overdue) {
        let mut people = folder.file(&people_file(Report::Overdue, language))?;
        overdue_people(&mut people, &swept.rows.late, context, language)?;
        people.flush()?;
    }
    if wanted.contains(&Report::Parties) {
        let lines = parties_csv(&swept.totals, context.rules);
        if readers.machines() {
            folder.write(&Report::Parties.file(), &lines)?;
        }
        if readers.people() {
            let body = lines
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(&[][..], |head| &lines[head + 1..]);
            let mut people = people_head(Report::Parties, language).unwrap_or_default();
            let words = PeopleWords::new(context.rules, language);
            people_lines(&mut people, Report::Parties, body, &words);
            folder.write(&people_file(Report::Parties, language), &people)?;
        }
    }
    folder.write("run.json", json.render().map_err(io::Error::other)?.as_bytes())?;
    folder.finish()
}

fn read_and_set_aside(feeds: &[FeedCounts]) -> (u64, u64) {
    let tickets = feeds.iter().filter(|feed| feed.role == FeedRole::Tickets);
    tickets.fold((0, 0), |(read, aside), feed| (read + feed.read, aside + feed.set_aside))
}

/// The calendars of a rule set, each by its content.
pub fn calendars(rules: &RuleSet) -> Vec<SourceFile> {
    let digest = |spec: &crate::calendar::Spec| SourceFile {
        name: spec.name.clone(),
        blake3: blake3::hash(format!("{spec:?}").as_bytes()).to_hex().to_string(),
    };
    rules.calendars.iter().map(digest).collect()
}

fn fails(fail_on: &[FailOn], swept: &Swept) -> bool {
    fail_on.iter().any(|what| match what {
        FailOn::Overdue => swept.totals.states.of(State::Overdue) > 0,
        FailOn::Escalated => swept.totals.escalated > 0,
        FailOn::Undetermined => swept.totals.states.of(State::Undetermined) > 0,
    })
}
