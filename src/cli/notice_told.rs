//! `onus notice show` and `onus notice list`: what was issued, as it was issued.

use super::args_notice::{self as args, NoticeFormat};
use super::folder::{self, NewFolder};
use super::messages::Trouble;
use super::notice::month;
use super::register::{Entry, ISSUE, Register, folder_of, not_sound};
use super::{Loaded, Screen, Status, seal};
use crate::diagnostic::Language;
use crate::render::notice::{PAGE, VALUES};
use crate::render::table::{Cell, Column, Table};
use std::io::Write;

/// Prints an issued notice, byte for byte.
///
/// # Errors
/// The status to end with.
pub fn show(loaded: &Loaded, args: &args::NoticeShow, screen: &Screen) -> Result<Status, Status> {
    if let Some(out) = &args.out {
        folder::must_be_new(out, screen)?;
    }
    let register = Register::read(folder_of(loaded, args.folder.notices.as_deref()), screen)?;
    let entry = entry(&register, &args.which, screen)?;
    let broken = |broken: seal::Broken| {
        screen.complain(&not_sound(entry, &broken));
        Status::Unusable
    };
    if let Some(withdrawal) = &entry.withdrawal {
        let name = &entry.name;
        let why = withdrawal.as_ref().map_or("", |own| own.because.as_str());
        screen.complain(&Trouble::new(format!("{name} was withdrawn: {why}"), format!("{name} 已撤回：{why}")).odd());
    }
    if let Some(out) = &args.out {
        let names = seal::names(&entry.path).map_err(broken)?;
        let forms = names.iter().filter(|name| *name != ISSUE);
        let forms: Result<Vec<_>, _> = forms
            .map(|name| seal::read(&entry.path, name).map(|bytes| (name, bytes)))
            .collect();
        let forms = forms.map_err(broken)?;
        let written = NewFolder::begin(out).and_then(|folder| {
            forms.iter().try_for_each(|(name, bytes)| folder.write(name, bytes))?;
            folder.finish()
        });
        return written
            .map(|()| Status::Done)
            .map_err(|error| screen.cannot_write(out, &error));
    }
    let file = match args.format {
        NoticeFormat::Markdown => "notice.md",
        NoticeFormat::Html => PAGE,
        NoticeFormat::Docx => "notice.docx",
        NoticeFormat::Xlsx => "notice.xlsx",
        NoticeFormat::Json => VALUES,
    };
    let bytes = seal::read(&entry.path, file).map_err(broken)?;
    // A reader that has gone away ends nothing.
    let _ = std::io::stdout().lock().write_all(&bytes);
    Ok(Status::Done)
}

/// Lists issued notices.
///
/// # Errors
/// The status to end with.
pub fn list(loaded: &Loaded, args: &args::NoticeList, screen: &Screen) -> Result<Status, Status> {
    let register = Register::read(folder_of(loaded, args.folder.notices.as_deref()), screen)?;
    if register.entries.is_empty() {
        let folder = register.folder.display();
        screen.say(&match screen.language {
            Language::English => format!("nothing issued in {folder}"),
            Language::Chinese => format!("{folder} 里没有签发过的通报"),
        });
        return Ok(Status::Done);
    }
    let heads = [
        ("number", "编号"),
        ("month", "月份"),
        ("date", "日期"),
        ("state", "状态"),
        ("title", "标题"),
    ];
    let heads = heads.map(|(en, zh)| Column::new(screen.pick(en, zh)));
    let mut table = Table::new(heads.to_vec());
    for entry in &register.entries {
        let told = |of: &dyn Fn(&crate::notice::Issue) -> String| entry.issue.as_ref().map(of).unwrap_or_default();
        let state = match (&entry.issue, &entry.withdrawal) {
            (Err(broken), _) | (_, Some(Err(broken))) => {
                let file = &broken.file;
                match screen.language {
                    Language::English => format!("damaged: {file}"),
                    Language::Chinese => format!("已损坏：{file}"),
                }
            }
            (Ok(_), Some(Ok(own))) => match screen.language {
                Language::English => format!("withdrawn {}", own.on),
                Language::Chinese => format!("{} 撤回", own.on),
            },
            (Ok(_), None) => screen.pick("issued", "已签发").to_owned(),
        };
        let cells = [
            entry.name.clone(),
            told(&|issue| issue.month.to_string()),
            told(&|issue| issue.issued.on.clone()),
            state,
            told(&|issue| issue.title.clone()),
        ];
        table.push(cells.map(Cell::from).to_vec());
    }
    screen.say(&table.render(screen.width, screen.paint));
    Ok(Status::Done)
}

/// The notice that is meant: by its number, or the one that stands for a month.
pub fn entry<'r>(register: &'r Register, which: &args::Which, screen: &Screen) -> Result<&'r Entry, Status> {
    let found: Vec<&Entry> = match (&which.number, &which.month) {
        (Some(number), _) => register
            .entries
            .iter()
            .filter(|entry| is_meant(entry, number))
            .collect(),
        (None, text) => {
            let month = month(text.as_deref().unwrap_or(""), screen)?;
            let of_month = |entry: &&Entry| entry.issue.as_ref().is_ok_and(|issue| issue.month == month);
            let all = register.entries.iter().filter(of_month);
            all.filter(|entry| entry.withdrawal.is_none()).collect()
        }
    };
    match found.as_slice() {
        [only] => Ok(only),
        [] => {
            let folder = register.folder.display();
            screen.complain(
                &Trouble::new(
                    format!("{folder} has no such notice"),
                    format!("{folder} 里没有这份通报"),
                )
                .mend("what there is: onus notice list", "看看有哪些：onus notice list"),
            );
            Err(Status::Unusable)
        }
        several => {
            let names: Vec<&str> = several.iter().map(|entry| entry.name.as_str()).collect();
            screen.complain(&Trouble::new("which notice?", "哪一份通报？").mend(
                format!("choose with --number: {}", names.join(", ")),
                format!("用 --number 指明：{}", names.join("、")),
            ));
            Err(Status::Unusable)
        }
    }
}

/// `7`, `2026-7`, `7/2026` or the name of its folder.
fn is_meant(entry: &Entry, text: &str) -> bool {
    let (year, number) = (entry.year, entry.number);
    let text = text.trim();
    text == entry.name
        || text == number.to_string()
        || text == format!("{year}-{number}")
        || text == format!("{number}/{year}")
}
