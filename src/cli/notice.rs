//! `onus notice …`: which verb it is, and `onus notice draft`.

use super::args_notice::{self as args, NoticeFormat, NoticeVerb};
use super::folder::{self, NewFolder};
use super::messages::Trouble;
use super::notice_draw::{Drawn, draw};
use super::notice_month::{Beside, Monthly, Rows, counted, on_threads, read};
use super::register::{Register, folder_of};
use super::run::row_name;
use super::{Loaded, Screen, Status, notice_issue, notice_told, notice_verify, with_names, with_rules};
use crate::feed::{Facts, Table};
use crate::model;
use crate::notice::{Month, Record};
use crate::plan::Plan;
use crate::render::notice::{Form, Phrases, Printing, SCHEMA, charges};
use crate::sentences::shipped;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does what a verb asks.
pub fn notice(verb: &NoticeVerb, screen: &mut Screen) -> Status {
    let done = |done: Result<Status, Status>| done.unwrap_or_else(|status| status);
    match verb {
        NoticeVerb::Sentences => {
            screen.say(shipped(screen.language));
            Status::Done
        }
        NoticeVerb::Schema => {
            screen.say(SCHEMA);
            Status::Done
        }
        NoticeVerb::Draft(args) => with_names(&args.rules.rules, screen, |loaded, screen| {
            done(draft(loaded, args, screen))
        }),
        NoticeVerb::Issue(args) => with_names(&args.rules.rules, screen, |loaded, screen| {
            done(notice_issue::issue(loaded, args, screen))
        }),
        NoticeVerb::Show(args) => with_rules(&args.rules.rules, screen, |loaded, screen| {
            done(notice_told::show(loaded, args, screen))
        }),
        NoticeVerb::List(args) => with_rules(&args.rules.rules, screen, |loaded, screen| {
            done(notice_told::list(loaded, args, screen))
        }),
        NoticeVerb::Withdraw(args) => with_rules(&args.rules.rules, screen, |loaded, screen| {
            done(notice_issue::withdraw(loaded, args, screen))
        }),
        NoticeVerb::Verify(args) => with_rules(&args.rules.rules, screen, |loaded, screen| {
            done(notice_verify::verify(loaded, args, screen))
        }),
    }
}

/// Tells beside a draft whom lines on trial would name: the notice names nobody for them.
fn tell_trials(of: &Monthly<'_>, month: Month, drawn: &Drawn, screen: &Screen) {
    if of.block.name_on_trial.is_empty() {
        return;
    }
    let tried = model::Notice {
        name_when: of.block.name_on_trial.clone(),
        ..of.block.clone()
    };
    let record = Record::default();
    let beside = Beside {
        last: None,
        record: &record,
        origin: None,
    };
    let (as_of, lists) = (of.data_until(month), &drawn.lists);
    let notice = counted(of.plan, &tried, of.language, month, as_of, lists, &beside);
    let named = notice.named.parties;
    let rules: BTreeSet<&str> = named
        .iter()
        .flat_map(|own| &own.because)
        .map(|own| own.rule.as_str())
        .collect();
    let parties: Vec<&str> = named.iter().map(|own| own.party.as_str()).collect();
    let (en, zh) = match parties.is_empty() {
        true => ("would name nobody".to_owned(), "不会点名任何单位".to_owned()),
        false => (
            format!("would name {}; the notice does not", parties.join(", ")),
            format!("本应点名{}；通报不点名", parties.join("、")),
        ),
    };
    let places = Vec::from_iter(rules).join(", ");
    let told = Trouble::new(
        format!("on trial: {en} {places}").trim_end().to_owned(),
        format!("试行：{zh} {places}").trim_end().to_owned(),
    );
    screen.complain(&told.odd());
}

/// Writes a draft.
fn draft(loaded: &Loaded, args: &args::NoticeDraft, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let block = block(rules, args.month.notice.as_deref(), screen)?;
    let month = month(&args.month.month, screen)?;
    if let Some(out) = &args.out {
        folder::must_be_new(out, screen)?;
    }
    let register = Register::read(folder_of(loaded, args.folder.notices.as_deref()), screen)?;
    register.must_be_sound(screen)?;
    let plan = Plan::new(rules);
    let (table, stated) = read(loaded, rules, &plan, &args.feeds, screen)?;
    let of = Monthly::new(&plan, &table, block, screen.language, stated);
    let form = form(args.format);
    let rows = match form {
        Form::Markdown if args.out.is_none() => Rows::Counted,
        _ => Rows::Whole,
    };
    let draw = || draw(&of, loaded, &register, (month, rows), None, screen);
    let drawn = on_threads(args.feeds.threads, draw)?;
    tell_trials(&of, month, &drawn, screen);
    let phrases = Phrases::of(screen.language, &block.sentences);
    let printing = Printing::new(&drawn.notice, &drawn.lists, &phrases);
    if let Some(out) = &args.out {
        let charges = charges(&printing, &|ticket| place_of(rules, &table, ticket));
        let count = AtomicUsize::new(charges.len());
        let written = NewFolder::begin(out).and_then(|folder| {
            let open = |name: &str| {
                count.fetch_add(1, Ordering::Relaxed);
                folder.file(name)
            };
            let write = |form: Form| form.write(&printing, open);
            on_threads(args.feeds.threads, || Form::ALL.into_par_iter().try_for_each(write))?;
            charges
                .iter()
                .try_for_each(|file| folder.write(&file.name, &file.bytes))?;
            folder.finish()
        });
        written.map_err(|error| screen.cannot_write(out, &error))?;
        let (out, count) = (out.display(), count.into_inner());
        screen.say(&match screen.language {
            crate::diagnostic::Language::English => format!("written: {out} ({count} files)"),
            crate::diagnostic::Language::Chinese => format!("已写 {out}（{count} 个文件）"),
        });
        return Ok(Status::Done);
    }
    let written = form.files(&printing).and_then(|files| {
        files.iter().try_for_each(|file| match form {
            Form::Docx | Form::Xlsx => screen.give(&file.bytes),
            _ => {
                screen.say(&String::from_utf8_lossy(&file.bytes));
                Ok(())
            }
        })
    });
    written.map(|()| Status::Done).map_err(|error| {
        if error.kind() != ErrorKind::Unsupported {
            return screen.cannot_write(Path::new("-"), &error);
        }
        screen.complain(
            &Trouble::new("this form is no text for a terminal", "这种格式不能显示在终端上")
                .mend("send it into a file: … > notice.docx", "写进文件：… > 通报.docx"),
        );
        Status::Unusable
    })
}

/// The form that a word of the command line means.
pub fn form(format: NoticeFormat) -> Form {
    match format {
        NoticeFormat::Markdown => Form::Markdown,
        NoticeFormat::Html => Form::Html,
        NoticeFormat::Docx => Form::Docx,
        NoticeFormat::Xlsx => Form::Xlsx,
        NoticeFormat::Json => Form::Json,
    }
}

/// `file:line` of a ticket; empty where there is none of that number.
fn place_of(rules: &model::RuleSet, table: &Table, number: &str) -> String {
    let ticket = table.find(number);
    ticket.map_or(String::new(), |ticket| row_name(rules, table.row(ticket)))
}

/// The notice meant: the one of that name, or the only one.
pub fn block<'r>(rules: &'r model::RuleSet, name: Option<&str>, screen: &Screen) -> Result<&'r model::Notice, Status> {
    let found = match (name, rules.notices.as_slice()) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(name), all) => all.iter().find(|own| own.name == name),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = rules.notices.iter().map(|own| own.name.as_str()).collect();
        screen.complain(&match known.as_slice() {
            [] => Trouble::new("the rules have no notice", "规则里没有通报")
                .mend("write a block: notice NAME { … }", "写一段：通报 名称 { … }"),
            known => Trouble::new("which notice?", "哪一份通报？").mend(
                format!("choose with --notice: {}", known.join(", ")),
                format!("用 --notice 指明：{}", known.join("、")),
            ),
        });
        Status::Unusable
    })
}

/// A month of the command line.
pub fn month(text: &str, screen: &Screen) -> Result<Month, Status> {
    Month::read(text).ok_or_else(|| {
        screen.complain(
            &Trouble::new(format!("\"{text}\" is no month"), format!("“{text}”不是月份"))
                .mend("--month 2026-10", "--month 2026-10"),
        );
        Status::Unusable
    })
}
