//! What `onus init` tells when it is done: what it took without asking, what it saw, what it wrote, what comes next.

use super::{Screen, reach};
use crate::diagnostic::Language;
use crate::feed::Guess;
use crate::init::Answers;
use crate::render::{safe::terminal, words::thousands};
use std::path::{Path, PathBuf};

/// One line about the export.
pub fn summary(guess: &Guess, feed: Option<String>, screen: &Screen) -> String {
    let (file, rows, columns) = (terminal(&guess.file), thousands(guess.rows), guess.header.len());
    let (encoding, matched) = (guess.encoding.0, guess.columns.len());
    let (left, strays) = (columns - matched, guess.strays.len());
    let values = if strays == 1 { "value" } else { "values" };
    let see = match (&feed, screen.language) {
        (Some(feed), Language::English) => format!(" (see {})", terminal(feed)),
        (Some(feed), Language::Chinese) => format!("（见 {}）", terminal(feed)),
        (None, Language::English) => "; its feed block was not written, see above".to_string(),
        (None, Language::Chinese) => "；没有写取数这一段，原因见上".to_string(),
    };
    match screen.language {
        Language::English => format!(
            "  {file}: {rows} rows, {encoding}, {columns} columns. {matched} matched, {left} left out, {strays} {values} unknown{see}."
        ),
        Language::Chinese => {
            format!(
                "  {file}：{rows} 行，{encoding}，{columns} 列。对上 {matched} 列，不用 {left} 列，有 {strays} 个值没对上{see}。"
            )
        }
    }
}

/// What was taken without asking.
pub fn tell_taken(taken: &[String], answers: &Answers, screen: &Screen) {
    if !taken.is_empty() {
        screen.say(screen.pick(
            "Nobody was asked; taken as usual (change the files, or give flags or --answers FILE):",
            "没有提问，按常用的取（可改文件，或用命令行参数、--answers 文件 给出）：",
        ));
        for line in taken {
            screen.say(&format!("  {}", terminal(line)));
        }
    }
    if answers.country.as_ref().is_none_or(|country| country.zone.is_none()) {
        screen.say(screen.pick(
            "The time zone is not known: the rules say UTC; change that line.",
            "不知道时区：规则里先写 UTC，请改那一行。",
        ));
    }
}

/// The files that were written.
pub fn tell_written(folder: &Path, files: &[(String, String)], screen: &Screen) {
    let list: Vec<String> = files
        .iter()
        .map(|(name, text)| {
            let path = format!("{}/{name}", folder.display());
            let lines = text.lines().count();
            match screen.language {
                Language::English => format!("{} ({lines} lines)", terminal(&path)),
                Language::Chinese => format!("{}（{lines} 行）", terminal(&path)),
            }
        })
        .collect();
    screen.say(&format!(
        "\n{}{}",
        screen.pick("Written: ", "已写好："),
        list.join("  ")
    ));
}

/// What to do next.
pub fn tell_next(folder: &Path, own: bool, guess: Option<&Guess>, screen: &Screen) {
    let here = [PathBuf::from(".")];
    let found = !own && reach::own_rules(&here).as_deref() == Some(folder);
    let rules = if found {
        String::new()
    } else {
        format!(" {}", folder.display())
    };
    let data = if found { "" } else { " --data ." };
    let mut lines = vec![
        (
            format!("onus check{rules}"),
            screen.pick("is it sound?", "规则有没有毛病").to_string(),
        ),
        (
            format!("onus test{rules}"),
            screen.pick("do the examples hold?", "用例是否都对").to_string(),
        ),
    ];
    match guess {
        Some(guess) if !guess.is_complete() => {
            let file = terminal(&guess.file).into_owned();
            let target = folder.join(screen.pick("feed.onus", "数据.onus"));
            lines.push((
                format!("onus feed guess {file} --out {}", target.display()),
                screen.pick("once what is missing is told", "补上缺的以后").to_string(),
            ));
        }
        Some(_) => lines.push((
            format!("onus run{rules}{data}"),
            screen.pick("who is late?", "现在谁逾期了").to_string(),
        )),
        None => lines.push((
            format!("onus run{rules}{data}"),
            screen
                .pick(
                    "who is late? once tickets.csv lies here",
                    "现在谁逾期了（先把 工单.csv 放在这里）",
                )
                .to_string(),
        )),
    }
    let width = lines
        .iter()
        .map(|(command, _)| command.chars().count())
        .max()
        .unwrap_or(0);
    let title = screen.pick("Next:    ", "接着做：");
    for (at, (command, what)) in lines.iter().enumerate() {
        let lead = if at == 0 {
            title
        } else {
            screen.pick("         ", "        ")
        };
        screen.say(&format!("{lead}{}   {what}", terminal(&format!("{command:width$}"))));
    }
}
