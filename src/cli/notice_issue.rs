//! `onus notice issue` and `onus notice withdraw`: what is written once and never changes.

use super::args_notice as args;
use super::messages::Trouble;
use super::notice::{block, month};
use super::notice_draw::draw;
use super::notice_month::{Monthly, Rows, feed_digests, on_threads, read};
use super::notice_told::entry;
use super::register::{ISSUE, Register, WITHDRAWAL, folder_of, name_of, not_sound};
use super::run::calendars;
use super::{Loaded, Screen, Status, moment, seal};
use crate::calendar::{Moment, Zone};
use crate::diagnostic::Language;
use crate::notice::{ACT_FORM, Issue, Issued, Withdrawal, objections_until};
use crate::plan::Plan;
use crate::render::notice::{Phrases, Printing, files};
use crate::report::party_name;
use chrono::Datelike;

/// Issues the notice of a month.
///
/// # Errors
/// The status to end with.
pub fn issue(loaded: &Loaded, args: &args::NoticeIssue, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let block = block(rules, args.month.notice.as_deref(), screen)?;
    let month = month(&args.month.month, screen)?;
    let plan = Plan::new(rules);
    let on = on(&args.on, &plan.zone, screen)?;
    let Some(issuer) = block.issuer else {
        screen.complain(
            &Trouble::new(
                format!("the notice {} names nobody who issues it", block.name),
                format!("通报 {} 没有写由谁发文", block.name),
            )
            .mend("write into its block: issuer NAME", "在这一段里写：发文 部门名"),
        );
        return Err(Status::Unusable);
    };
    let issuer = party_name(rules, Some(issuer)).to_owned();
    let (table, stated) = read(loaded, rules, &plan, &args.feeds, screen)?;
    let of = Monthly::new(&plan, &table, block, screen.language, stated);
    let until = of.data_until(month);
    let end = objections_until(&plan, block, month);
    let because = may_be_issued(&on, until, end, args.because.as_deref(), &plan.zone, screen)?;

    // From here on nobody else gives a number.
    let folder = folder_of(loaded, args.folder.notices.as_deref());
    let _lock = Register::lock(&folder).map_err(|error| screen.cannot_write(&folder, &error))?;
    let register = Register::read(folder, screen)?;
    register.must_be_sound(screen)?;
    if let Some((entry, _)) = register.standing(&block.name, month) {
        let name = &entry.name;
        screen.complain(
            &Trouble::new(
                format!("{month} was issued already as {name}; what is issued never changes"),
                format!("{month} 已签发（{name}），签发了的不再改动"),
            )
            .mend(
                format!(
                    "what has changed since is told by the next notice as a correction; or withdraw it first: onus notice withdraw --number {}-{} --on DATE --because \"…\"",
                    entry.year, entry.number
                ),
                format!(
                    "之后的变化由下一期通报更正；或先撤回：onus notice withdraw --number {}-{} --on 日期 --because \"…\"",
                    entry.year, entry.number
                ),
            ),
        );
        return Err(Status::Unusable);
    }
    let newest = register.newest(&issuer, on.date.year());
    let date = on.date.to_string();
    if let Some(newest) = newest.filter(|newest| newest.issued.on > date) {
        let (name, day) = (name_of(&newest.issued), &newest.issued.on);
        screen.complain(
            &Trouble::new(
                format!("{name} is dated {day}; the next number cannot be dated {date}"),
                format!("{name} 的日期是 {day}，下一个号的日期不能是 {date}"),
            )
            .mend("state the date of issue: --on DATE", "写明签发日期：--on 日期"),
        );
        return Err(Status::Unusable);
    }
    let issued = Issued {
        issuer,
        year: on.date.year(),
        number: newest.map_or(1, |newest| newest.issued.number + 1),
        on: date,
    };
    let heard = on.end(&plan.zone);
    let drawing = || draw(&of, loaded, &register, (month, Rows::Whole), Some(heard), screen);
    let mut drawn = on_threads(args.feeds.threads, drawing)?;
    drawn.notice.record.issued = Some(issued.clone());
    drawn.notice.record.because = because.map(str::to_owned);
    let mut sentences = block.sentences.clone();
    sentences.retain(|own| own.language == screen.language);
    let phrases = Phrases::of(screen.language, &sentences);
    let printing = Printing::new(&drawn.notice, &drawn.lists, &phrases);
    let act = Issue {
        form: ACT_FORM,
        issued: issued.clone(),
        notice: block.name.clone(),
        month,
        title: printing.document.title.clone(),
        language: screen.language,
        data_until: plan.zone.rfc3339(until),
        objections_until: end.map(|end| plan.zone.rfc3339(end)),
        heard_until: plan.zone.rfc3339(end.unwrap_or(until).min(heard)),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rules: rules.title.clone(),
        version: drawn.notice.head.version,
        rules_digest: loaded.meaning_of(rules),
        rule_files: loaded.read.clone(),
        calendars: calendars(rules),
        feeds: feed_digests(&table),
        sentences,
        last: Some(drawn.last),
    };
    let act = json(&act);
    let forms = files(&printing).map_err(|error| screen.cannot_write(&register.folder, &error))?;
    let mut all: Vec<(&str, &[u8])> = vec![(ISSUE, &act)];
    all.extend(forms.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())));
    let to = register.folder.join(name_of(&issued));
    seal::write(&to, &all).map_err(|error| screen.cannot_write(&to, &error))?;
    let (name, to) = (phrases.issued("issued.name", &issued), to.display());
    screen.say(&match screen.language {
        Language::English => format!("issued: {name}, {to}"),
        Language::Chinese => format!("已签发：{name}，{to}"),
    });
    Ok(Status::Done)
}

/// Withdraws an issued notice.
///
/// # Errors
/// The status to end with.
pub fn withdraw(loaded: &Loaded, args: &args::NoticeWithdraw, screen: &Screen) -> Result<Status, Status> {
    let rules = loaded.rules.as_ref().ok_or(Status::WrongRules)?;
    let on = on(&args.on, &Zone::of(rules.zone), screen)?;
    let because = reason(&args.because, screen)?;
    let folder = folder_of(loaded, args.folder.notices.as_deref());
    let register = Register::read(folder.clone(), screen)?;
    let which = entry(&register, &args.which, screen)?;
    let _lock = Register::lock(&folder).map_err(|error| screen.cannot_write(&folder, &error))?;
    let issue = which.issue.as_ref().map_err(|broken| {
        screen.complain(&not_sound(which, broken));
        Status::Unusable
    })?;
    let (name, to) = (&which.name, which.withdrawn());
    if to.exists() {
        screen.complain(
            &Trouble::new(format!("{name} was withdrawn already"), format!("{name} 已经撤回")).mend(
                format!("how and why: {}", to.join(WITHDRAWAL).display()),
                format!("何时、为何：{}", to.join(WITHDRAWAL).display()),
            ),
        );
        return Err(Status::Unusable);
    }
    let date = on.date.to_string();
    if date < issue.issued.on {
        screen.complain(
            &Trouble::new(
                format!("{name} was issued on {}, after {date}", issue.issued.on),
                format!("{name} 签发于 {}，在 {date} 之后", issue.issued.on),
            )
            .mend("state the date of the withdrawal: --on DATE", "写明撤回日期：--on 日期"),
        );
        return Err(Status::Unusable);
    }
    let act = json(&Withdrawal {
        form: ACT_FORM,
        issued: issue.issued.clone(),
        on: date,
        because: because.to_owned(),
    });
    seal::write(&to, &[(WITHDRAWAL, &act)]).map_err(|error| screen.cannot_write(&to, &error))?;
    let name = Phrases::shipped(screen.language).issued("issued.name", &issue.issued);
    screen.say(&match screen.language {
        Language::English => format!("withdrawn: {name}; its number is not used again"),
        Language::Chinese => format!("已撤回：{name}，此号不再使用"),
    });
    Ok(Status::Done)
}

/// A date stated on the command line; the moment too where one was.
pub struct On {
    pub date: chrono::NaiveDate,
    at: Option<Moment>,
}

impl On {
    /// The moment up to which something is before it: the moment stated, or the last second of the date.
    fn end(&self, zone: &Zone) -> Moment {
        let next = self.date.succ_opt().unwrap_or(self.date);
        let midnight = next.and_hms_opt(0, 0, 0).map(|at| Moment(zone.moment(at).0 - 1));
        self.at.or(midnight).unwrap_or(Moment(i64::MAX))
    }
}

fn on(text: &str, zone: &Zone, screen: &Screen) -> Result<On, Status> {
    let date_alone = chrono::NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    if let Some(date) = date_alone {
        return Ok(On { date, at: None });
    }
    let text = if text.trim() == "today" { "now" } else { text };
    let at = moment::moment_of(text, zone, screen).ok_or(Status::Unusable)?;
    Ok(On {
        date: zone.local(at).date(),
        at: Some(at),
    })
}

/// Whether the day of issue lies behind the data and the objection period, or a reason is given; the reason, where it
/// takes one. A date without a time stands for its whole day.
fn may_be_issued<'a>(
    on: &On,
    until: Moment,
    end: Option<Moment>,
    because: Option<&'a str>,
    zone: &Zone,
    screen: &Screen,
) -> Result<Option<&'a str>, Status> {
    let before = |end: Moment| match on.at {
        Some(at) => at < end,
        None => on.date < zone.local(end).date(),
    };
    let told = |at: Moment| zone.local(at).format("%Y-%m-%d %H:%M").to_string();
    if before(until) {
        let until = told(until);
        screen.complain(
            &Trouble::new(
                format!("the data of the notice runs until {until}, which is after the date of issue"),
                format!("通报的数据截至 {until}，在签发日期之后"),
            )
            .mend(
                "issue it later, or state an earlier end of the data: --as-of MOMENT",
                "晚些签发，或写明更早的截至时刻：--as-of 时刻",
            ),
        );
        return Err(Status::Unusable);
    }
    let Some(end) = end.filter(|end| before(*end)) else {
        return Ok(None);
    };
    let Some(because) = because else {
        let end = told(end);
        screen.complain(
            &Trouble::new(
                format!("units may object until {end}"),
                format!("异议期到 {end} 才结束"),
            )
            .mend(
                "issue it then, or say why it cannot wait: --because \"REASON\" (it is recorded)",
                "到期后再签发，或写明为何不等：--because “原因”（会记录在案）",
            ),
        );
        return Err(Status::Unusable);
    };
    reason(because, screen).map(Some)
}

/// A reason is some words.
fn reason<'a>(text: &'a str, screen: &Screen) -> Result<&'a str, Status> {
    let text = text.trim();
    if !text.is_empty() {
        return Ok(text);
    }
    screen
        .complain(&Trouble::new("the reason is empty", "原因是空的").mend("--because \"REASON\"", "--because “原因”"));
    Err(Status::Unusable)
}

fn json(act: &impl serde::Serialize) -> Vec<u8> {
    // Texts, numbers and lists of them are always written.
    let mut bytes = serde_json::to_vec_pretty(act).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
