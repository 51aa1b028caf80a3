//! `onus init`: a first set of rule files from eight questions, or from an export.

use super::args::{Dates, Init};
use super::guess::{Export, Rules, first_look, open, order_of};
use super::init_told::{summary, tell_next, tell_taken, tell_written};
use super::interview::{Interview, Question, answers_of};
use super::load::load_with;
use super::messages::{Trouble, of_file};
use super::{LoadError, Loaded, Screen, Status, reach, test};
use crate::calendar::Change;
use crate::check::NEVER_ENDS;
use crate::diagnostic::{Language, Severity, Words};
use crate::evaluate::{Got, Played};
use crate::feed::{Guess, values_of};
use crate::format::settled;
use crate::init::{self, Answers, Country, Examples, Told};
use crate::model::{FeedField, RuleSet};
use crate::plan::Plan;
use crate::render::diagnostics::human;
use crate::render::rule_text::RuleText;
use crate::render::words::{date, time};
use crate::render::{feed_file, guess_text, safe::terminal};
use crate::report::Civil;
use crate::shipped;
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

macro_rules! question {
    ($name:ident $number:literal $key:literal $zh:literal : $asks:literal $frage:literal) => {
        const $name: Question = Question {
            number: $number,
            key: ($key, $zh),
            asks: ($asks, $frage),
        };
    };
}
question!(LANGUAGE 1 "language" "语言" : "Language of the rules" "规则用什么语言");
question!(COUNTRY 2 "country" "节假日" : "Country, for public holidays" "节假日按");
question!(HOURS 3 "hours" "上班时间" : "Opening hours" "上班时间");
question!(ARRIVAL 4 "arrival" "受理当天" : "Does the day of arrival count?" "受理当天算不算第一天");
question!(KINDS 5 "kinds" "性质" : "Kinds of case" "工单分哪几种");
question!(LEVELS 6 "levels" "各级" : "Who answers, and who is above them? top first" "各级由谁负责（从上到下）");
question!(ANSWER 7 "answer" "答复" : "Time to answer a complaint" "投诉几个工作日答复");
question!(EXPORT 8 "export" "导出表" : "An export of your tickets, if you have one" "工单导出表（没有就回车）");

const QUESTIONS: [&Question; 8] = [&LANGUAGE, &COUNTRY, &HOURS, &ARRIVAL, &KINDS, &LEVELS, &ANSWER, &EXPORT];

/// An export with more different kinds or categories than this has something else in the column.
const MOST_KINDS: usize = 12;
const MOST_NAMES: usize = 60;

/// Runs the command. `stated`: the language was stated on the command line.
pub fn init(args: &Init, stated: bool, screen: &mut Screen) -> Status {
    attempt(args, stated, screen).unwrap_or_else(|status| status)
}

fn attempt(args: &Init, stated: bool, screen: &mut Screen) -> Result<Status, Status> {
    let told = told(args, screen)?;
    let early = told.get("export").filter(|path| !path.is_empty()).cloned();
    let early = early
        .map(|path| open(Path::new(&path), Path::new("."), None, screen))
        .transpose()?;
    choose_language(&told, early.as_ref(), stated, screen)?;
    let order = order_of(args.dates);
    let (answers, export, taken) = interview(&told, early, args.dates, screen)?;
    let folder = args
        .dir
        .clone()
        .unwrap_or_else(|| PathBuf::from(screen.pick("rules", "规则")));
    let files = init::texts(&answers);
    let texts = vec![files.rules.clone(), files.calendar.clone()];
    let examples = examples(&answers, &texts, screen)?;
    let mut written = vec![files.rules, files.calendar];
    let mut guessed = None;
    match &export {
        None => written.push(files.feed),
        Some(export) => {
            let loaded = load(&texts, screen)?;
            let guess = look(rules_of(&loaded, screen)?, export, order, screen)?;
            if guess.is_complete() {
                let block = feed_file(
                    rules_of(&loaded, screen)?,
                    std::slice::from_ref(&guess),
                    screen.language,
                );
                written.push((files.feed.0, block));
            } else {
                screen.say(&guess_text(rules_of(&loaded, screen)?, &guess, screen.language));
            }
            guessed = Some(guess);
        }
    }
    if let Some(text) = examples {
        written.push((files.examples, text));
    }
    for (_, text) in &mut written {
        *text = settled(std::mem::take(text));
    }
    let loaded = load(&written, screen)?;
    rules_of(&loaded, screen)?;
    write(&folder, &written, screen)?;
    let shown = |name: &str| format!("{}/{name}", folder.display());
    if let (Some(guess), Some(export)) = (&guessed, &export) {
        let feed = written
            .iter()
            .find(|(name, _)| name.starts_with(screen.pick("feed", "数据")));
        screen.say(&summary(guess, feed.map(|(name, _)| shown(name)), screen));
        if let Some((_, block)) = feed {
            let rest: Vec<_> = written.iter().filter(|(_, text)| text != block).cloned().collect();
            let exports = std::slice::from_ref(export);
            screen.say(&format!(
                "  {}",
                super::guess::readable(
                    &Rules::Texts(&rest),
                    block,
                    exports,
                    std::slice::from_ref(guess),
                    screen
                )?
            ));
        }
    }
    tell_taken(&taken, &answers, screen);
    tell_written(&folder, &written, screen);
    tell_next(&folder, args.dir.is_some(), guessed.as_ref(), screen);
    Ok(Status::Done)
}

/// What flags and the file of answers tell, by key.
fn told(args: &Init, screen: &Screen) -> Result<BTreeMap<&'static str, String>, Status> {
    let mut told = BTreeMap::new();
    if let Some(path) = &args.answers {
        let text = std::fs::read_to_string(path).map_err(|error| {
            screen.complain(&Trouble::cannot_read(path, &error));
            Status::Unusable
        })?;
        told = answers_of(&text, &QUESTIONS).map_err(|wrong| {
            wrong.iter().for_each(|trouble| screen.complain(trouble));
            Status::Unusable
        })?;
    }
    let flags = [
        (&COUNTRY, &args.country),
        (&HOURS, &args.hours),
        (&ARRIVAL, &args.arrival),
        (&KINDS, &args.kinds),
        (&LEVELS, &args.levels),
        (&ANSWER, &args.answer),
    ];
    for (question, flag) in flags {
        if let Some(answer) = flag {
            told.insert(question.key.0, answer.clone());
        }
    }
    if let Some(path) = &args.from_export {
        told.insert(EXPORT.key.0, path.display().to_string());
    }
    Ok(told)
}

/// The language of the rules: stated, told, that of the export's headers, or asked for.
fn choose_language(
    told: &BTreeMap<&'static str, String>,
    export: Option<&Export>,
    stated: bool,
    screen: &mut Screen,
) -> Result<(), Status> {
    if stated {
        return Ok(());
    }
    if let Some(export) = export.filter(|_| !told.contains_key(LANGUAGE.key.0)) {
        screen.follow(super::guess::language_of(std::slice::from_ref(export)));
        return Ok(());
    }
    let choices = ["English".to_string(), "中文".to_string()];
    let plain = Screen::new(None);
    let mut interview = Interview::new(&plain, told.clone());
    if interview.is_asking() {
        plain.say("This writes a first rule file. Press Enter for the answer in brackets. Nothing is sent anywhere.");
        plain.say("现在写第一份规则文件。直接回车即取方括号里的答案。不会向外发送任何内容。\n");
    }
    let language = interview.answer(&LANGUAGE, "English", &choices, |answer| {
        match answer.to_lowercase().as_str() {
            "english" | "en" | "英文" | "英语" => Ok(Language::English),
            "中文" | "zh" | "chinese" | "汉语" => Ok(Language::Chinese),
            _ => Err(Words::new("write English or 中文", "写 中文 或 English")),
        }
    });
    interview.finish()?;
    screen.follow(language.unwrap_or_default());
    Ok(())
}

/// Asks what is not told.
fn interview(
    told: &BTreeMap<&'static str, String>,
    early: Option<Export>,
    dates: Option<Dates>,
    screen: &Screen,
) -> Result<(Answers, Option<Export>, Vec<String>), Status> {
    let language = screen.language;
    let first = early
        .as_ref()
        .map(|export| first_look(export, order_of(dates), screen))
        .transpose()?;
    let values = |field| match (&first, &early) {
        (Some(guess), Some(export)) => values_of(guess, &export.opened, field),
        _ => Vec::new(),
    };
    let mut interview = Interview::new(screen, told.clone());
    let countries = init::countries(shipped::all(), language);
    let mut choices: Vec<String> = countries
        .iter()
        .map(|country| country.label(language).to_string())
        .collect();
    let none = screen.pick("none", "无");
    choices.push(none.to_string());
    let usual = screen.pick("England", "中国大陆");
    let country = interview.answer(&COUNTRY, usual, &choices, |answer| {
        if answer.trim() == none || answer.trim().eq_ignore_ascii_case("none") {
            return Ok(None);
        }
        let found = countries.iter().find(|country| country.is_called(answer));
        found
            .cloned()
            .map(Some)
            .ok_or_else(|| unknown_country(answer, &choices))
    });
    let hours = interview.answer(
        &HOURS,
        screen.pick("Monday to Friday 09:00-17:00", "周一至周五 08:30-12:00、14:00-17:30"),
        &[],
        |answer| init::hours(answer, language),
    );
    let arrival = [
        screen
            .pick("no, from the next working day", "不算，次日起算")
            .to_string(),
        screen.pick("yes, from the moment", "算，当刻起算").to_string(),
    ];
    let from_the_moment = interview.answer(&ARRIVAL, &arrival[0], &arrival, |answer| counts(answer, &arrival));
    let kinds = usual_kinds(&values(FeedField::Kind), language);
    let kinds = kinds.unwrap_or_else(|| screen.pick("complaint, enquiry", "投诉、意见、建议").to_string());
    let kinds = interview.answer(&KINDS, &kinds, &[], |answer| init::names(answer, language));
    let levels = usual_levels(&values(FeedField::Handler), screen);
    let levels = interview.answer(&LEVELS, &levels, &[], |answer| init::levels(answer, language));
    let levels = levels.map(|levels| who_is_above(levels, &mut interview, screen));
    let usual = screen.pick("10 working days", "10个工作日");
    let answer = interview.answer(&ANSWER, usual, &[], |answer| init::length(answer, language));
    let mut export = early;
    if interview.is_asking() && export.is_none() {
        export = interview
            .answer(&EXPORT, "", &[], |answer| match answer {
                "" => Ok(None),
                path => std::fs::metadata(path)
                    .map(|_| Some(path.to_string()))
                    .map_err(|error| of_file(&error)),
            })
            .flatten()
            .map(|path| open(Path::new(&path), Path::new("."), None, screen))
            .transpose()?;
    }
    let taken = interview.finish()?;
    let (Some(country), Some(hours), Some(from_the_moment), Some(kinds), Some(levels), Some(answer)) =
        (country, hours, from_the_moment, kinds, levels, answer)
    else {
        return Err(Status::Unusable);
    };
    let told = export
        .as_ref()
        .map(|export| what_it_tells(export, dates, screen))
        .transpose()?;
    let answers = Answers {
        language,
        country,
        hours,
        from_the_moment,
        kinds,
        levels,
        answer,
        export: told.unwrap_or_default(),
    };
    Ok((answers, export, taken))
}

fn unknown_country(answer: &str, choices: &[String]) -> Words {
    Words::new(
        format!("no calendar ships for \"{answer}\"; there are: {}", choices.join(", ")),
        format!("没有自带“{answer}”的节假日；有：{}", choices.join("、")),
    )
}

fn counts(answer: &str, choices: &[String; 2]) -> Result<bool, Words> {
    let answer = answer.trim().to_lowercase();
    let [no, yes] = choices;
    if &answer == no || ["no", "n", "不算", "否"].contains(&answer.as_str()) {
        Ok(false)
    } else if &answer == yes || ["yes", "y", "算", "是"].contains(&answer.as_str()) {
        Ok(true)
    } else {
        Err(Words::new("write no or yes", "写 不算 或 算"))
    }
}

/// The kinds of an export as an answer.
fn usual_kinds(values: &[(String, u64)], language: Language) -> Option<String> {
    let comma = RuleText(language).comma();
    let names: Vec<&str> = values.iter().map(|(value, _)| value.as_str()).collect();
    let joined = names.join(comma);
    let read = init::names(&joined, language).ok();
    read.filter(|read| read.len() == names.len() && names.len() <= MOST_KINDS)
        .map(|_| joined)
}

/// The units of an export below a leadership, as an answer.
fn usual_levels(values: &[(String, u64)], screen: &Screen) -> String {
    let language = screen.language;
    let units: Vec<&str> = values
        .iter()
        .map(|(value, _)| value.as_str())
        .filter(|unit| !unit.contains(['>', '＞', '》', '(', '（']))
        .collect();
    let units = units.join(RuleText(language).comma());
    let top = screen.pick("Management", "领导班子");
    let levels = format!("{top} > {units}");
    let fits = values.len() <= MOST_NAMES && init::levels(&levels, language).is_ok();
    if fits && !units.is_empty() {
        levels
    } else {
        screen
            .pick(
                "Management > Complaints Team > Front Desk",
                "领导班子 > 客户服务部 > 营业厅",
            )
            .to_string()
    }
}

/// Asks who is above a party where the level above has several.
fn who_is_above(mut levels: Vec<init::Level>, interview: &mut Interview<'_>, screen: &Screen) -> Vec<init::Level> {
    for at in 1..levels.len() {
        let above: Vec<String> = levels
            .get(at - 1)
            .into_iter()
            .flatten()
            .map(|party| party.name.clone())
            .collect();
        for party in levels
            .get_mut(at)
            .into_iter()
            .flatten()
            .filter(|party| party.above.is_none())
        {
            let Some(usual) = above.first() else { continue };
            let question = Question {
                number: 0,
                key: ("above", "上级"),
                asks: ("", ""),
            };
            if interview.is_asking() {
                screen.say(&match screen.language {
                    Language::English => format!("  Who is above {}?", terminal(&party.name)),
                    Language::Chinese => format!("  {} 的上级是谁？", terminal(&party.name)),
                });
                party.above = interview.answer(&question, usual, &above, |answer| {
                    above.iter().find(|name| *name == answer).cloned().ok_or_else(|| {
                        Words::new(
                            format!("one of: {}", above.join(", ")),
                            format!("请写其中一个：{}", above.join("、")),
                        )
                    })
                });
            } else {
                interview.taken.push(match screen.language {
                    Language::English => format!(
                        "{} is under {usual}; to say otherwise: {} (NAME)",
                        party.name, party.name
                    ),
                    Language::Chinese => format!(
                        "{} 的上级写成 {usual}；要改就写：{}（上级名称）",
                        party.name, party.name
                    ),
                });
                party.above = Some(usual.clone());
            }
        }
    }
    levels
}

/// Which events an export tells, and its categories.
fn what_it_tells(export: &Export, dates: Option<Dates>, screen: &Screen) -> Result<Told, Status> {
    let guess = first_look(export, order_of(dates), screen)?;
    let events: Vec<usize> = guess
        .columns
        .iter()
        .filter_map(|column| match column.field {
            FeedField::At(event) => Some(event.index()),
            _ => None,
        })
        .collect();
    let categories = values_of(&guess, &export.opened, FeedField::Category);
    let names: Vec<String> = categories.into_iter().map(|(value, _)| value).collect();
    let writable = names.len() <= MOST_NAMES
        && names
            .iter()
            .all(|name| init::names(name, screen.language).is_ok_and(|read| read.len() == 1 && read[0] == *name));
    Ok(Told {
        seen: true,
        dispatched: events.contains(&1),
        answered: events.contains(&2),
        archived: events.contains(&3),
        categories: if writable { names } else { Vec::new() },
    })
}

fn look(
    rules: &RuleSet,
    export: &Export,
    order: Option<crate::feed::DateOrder>,
    screen: &Screen,
) -> Result<Guess, Status> {
    let text = RuleText(screen.language);
    Guess::of(
        rules,
        &export.name,
        &export.opened,
        |header| text.text(header).is_some(),
        order,
    )
    .ok_or_else(|| super::guess::no_header(&export.name, screen))
}

fn load(texts: &[(String, String)], screen: &Screen) -> Result<Loaded, Status> {
    load_with(&[], texts, &[]).map_err(|LoadError(trouble, status)| {
        screen.complain(&trouble);
        status
    })
}

/// The rule set; what makes it unsound, warnings too, ends the command: nothing is written that is not. What an export
/// lacks is no fault of the rules: `onus check` tells it.
fn rules_of<'a>(loaded: &'a Loaded, screen: &Screen) -> Result<&'a RuleSet, Status> {
    let told = loaded
        .diagnostics
        .iter()
        .filter(|one| one.severity > Severity::Note && one.code != NEVER_ENDS);
    let told: Vec<_> = told.cloned().collect();
    loaded.rules.as_ref().filter(|_| told.is_empty()).ok_or_else(|| {
        screen.warn(&human(&told, &loaded.sources, screen.language));
        screen.complain(&Trouble::new(
            "these answers make no sound rules; nothing was written",
            "这些答案写不成没有毛病的规则，什么也没有写",
        ));
        Status::WrongRules
    })
}

/// Examples as played, and the moments they came to: as written, and on the clock of the rules.
type Play = (Vec<Played>, Vec<Option<String>>, Vec<Option<NaiveDateTime>>);

/// The text of the examples, true by having been played; None where none could be worked out.
fn examples(answers: &Answers, texts: &[(String, String)], screen: &Screen) -> Result<Option<String>, Status> {
    let loaded = load(texts, screen)?;
    let rules = rules_of(&loaded, screen)?;
    let examples = Examples::new(answers, &days_off(rules, answers.country.as_ref()), opens(rules));
    let play = |text: &str| -> Result<Play, Status> {
        let with = [texts, &[("examples.onus".to_string(), text.to_string())]].concat();
        let loaded = load(&with, screen)?;
        let rules = rules_of(&loaded, screen)?;
        let plan = Plan::new(rules);
        let played = test::play(&plan);
        let mut told = Vec::new();
        let mut moments = Vec::new();
        for outcome in played.iter().flat_map(|played| &played.outcomes) {
            let moment = match &outcome.got {
                Got::Due(moment, _) => *moment,
                Got::Entered(moments) => moments.first().copied(),
                _ => continue,
            };
            let civil = moment.map(|moment| Civil::of(&plan.zone, moment));
            told.push(civil.map(|civil| format!("{} {}", date(civil), time(civil))));
            moments.push(civil.and_then(naive));
        }
        Ok((played, told, moments))
    };
    // First what is due, then who it climbs to the day after, then whether all of it holds.
    let (_, due, moments) = play(&examples.text(&[], None))?;
    let Some(mut due) = due.into_iter().collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let seen = moments
        .first()
        .copied()
        .flatten()
        .and_then(|due| due.checked_add_days(Days::new(1)));
    let (_, open, _) = play(&examples.text(&due, seen))?;
    due.extend(open.into_iter().flatten());
    let text = examples.text(&due, seen);
    let (played, ..) = play(&text)?;
    Ok((!played.is_empty() && played.iter().all(Played::holds)).then_some(text))
}

fn naive(civil: Civil) -> Option<NaiveDateTime> {
    let day = NaiveDate::from_ymd_opt(i32::try_from(civil.year).ok()?, civil.month, civil.day)?;
    day.and_hms_opt(civil.second / 3600, civil.second / 60 % 60, 0)
}

/// The days off of the country's calendar, those it builds on included, in their order.
fn days_off(rules: &RuleSet, country: Option<&Country>) -> Vec<NaiveDate> {
    let own = country.and_then(|country| rules.calendars.iter().position(|spec| spec.name == country.calendar));
    let mut days = Vec::new();
    let mut at = own;
    while let Some(spec) = at.and_then(|at| rules.calendars.get(at)) {
        let off = spec.dated.iter().filter(|(_, dated)| dated.change == Change::Off);
        days.extend(off.map(|(day, _)| *day));
        at = spec.builds_on;
    }
    days.sort_unstable();
    days
}

/// Half an hour after the office opens on the first day it does.
fn opens(rules: &RuleSet) -> u32 {
    let weekly = rules.calendars.iter().rev().flat_map(|spec| &spec.weekly);
    weekly
        .flatten()
        .map(|stretch| stretch.from)
        .next()
        .map_or(34_200, |from| (from + 1800).min(86_340))
}

/// Writes all files or none; what is there stays.
fn write(folder: &Path, files: &[(String, String)], screen: &Screen) -> Result<(), Status> {
    let shown = folder.display();
    if reach::has_rules(folder) {
        screen.complain(
            &Trouble::new(
                format!("{shown} has rule files already; nothing was written"),
                format!("{shown} 里已经有规则文件，什么也没有写"),
            )
            .mend("name another folder: --dir DIR", "换一个文件夹：--dir 文件夹"),
        );
        return Err(Status::Unusable);
    }
    let was_there = folder.exists();
    let mut done: Vec<PathBuf> = Vec::new();
    let mut all = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (name, text) in files {
            let path = folder.join(name);
            let mut file = std::fs::File::create_new(&path)?;
            done.push(path);
            file.write_all(text.as_bytes())?;
        }
        Ok(())
    };
    all().map_err(|error| {
        // What was begun is taken away again; more cannot be done about a file that will not go.
        for path in &done {
            let _ = std::fs::remove_file(path);
        }
        if !was_there {
            let _ = std::fs::remove_dir(folder);
        }
        let error = of_file(&error);
        screen.complain(&Trouble::new(
            format!("cannot write into {shown}: {}; nothing was written", error.en),
            format!("写不进 {shown}：{}，什么也没有写", error.zh),
        ));
        Status::Unusable
    })
}
