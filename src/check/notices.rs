//! Pass 13: notices.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::idle;
use super::names::Sort;
use super::organisation::party;
use super::schedules::time;
use super::sentences::sentences;
use super::tables::Tables;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, Language, Words};
use crate::model::{self, Addressee, Cond, Decimal, Deduction, Domain, FieldId, FindingId, Found, Sentence};
use crate::source::Span;
use crate::syntax::tree::{self, NoticeLine};

/// Resolves all notices.
pub(super) fn notices<'a>(check: &mut Check<'a>, written: &Written<'a>, tables: &Tables) {
    for notice in &written.notices {
        let resolved = one(check, notice, tables);
        check.set.notices.extend(resolved);
    }
}

fn one<'a>(check: &mut Check<'a>, notice: &'a tree::Notice, tables: &Tables) -> Option<model::Notice> {
    let (mut period, mut until, mut belongs) = (Once::default(), Once::default(), Once::default());
    let (mut objections, mut replies) = (Once::default(), Once::default());
    let (mut title, mut issuer, mut signed) = (Once::default(), Once::default(), Once::default());
    let (mut at_most, mut sections) = (Once::default(), Once::default());
    let (mut addressees, mut copies) = (Vec::new(), Vec::new());
    let (mut name_when, mut name_on_trial, mut naming) = (Vec::new(), Vec::new(), Vec::new());
    let (mut deductions, mut split_by) = (Vec::new(), Vec::new());
    let mut house = House::default();
    for line in &notice.lines {
        match line {
            NoticeLine::Period(every, span) => period.put(check, *every, *span),
            NoticeLine::DataUntil { day, at, span } => {
                let day = check.whole(*day, 1..=31, *span);
                let at = time(check, *at, *span);
                until.put(check, day.zip(at), *span);
            }
            NoticeLine::ObjectionsUntil { day, at, span } => {
                let day = check.whole(*day, 1..=31, *span);
                let at = time(check, *at, *span);
                objections.put(check, day.zip(at).map(|until| (until, *span)), *span);
            }
            NoticeLine::RepliesUntil { day, at, span } => {
                let day = check.whole(*day, 1..=31, *span);
                let at = time(check, *at, *span);
                replies.put(check, day.zip(at).map(|until| (until, *span)), *span);
            }
            NoticeLine::BelongsByDue(span) => belongs.put(check, (), *span),
            NoticeLine::Title(text) => title.put(check, text.text.clone(), text.span),
            NoticeLine::Issuer(name) => {
                let found = party(check, Sort::Party.words(), name);
                issuer.put(check, found, name.span);
            }
            NoticeLine::Signed(name) => {
                let found = party(check, Sort::Party.words(), name);
                signed.put(check, found, name.span);
            }
            NoticeLine::Addressees(list, _) => addressees.extend(list.iter().filter_map(|to| addressee(check, to))),
            NoticeLine::Copies(list, _) => copies.extend(list.iter().filter_map(|to| addressee(check, to))),
            NoticeLine::NameWhen { on_trial, when, span } => {
                let place = check.place(*span);
                let Some(cond) = check.cond(when, &Asked::new(At::Notice)) else {
                    continue;
                };
                let cond = cond.with_samples();
                if asks_rate(&cond) && !cond.any_test(|test| matches!(test, Cond::Sample { .. })) {
                    without_floor(check, *span);
                }
                if !on_trial {
                    naming.push((cond.clone(), *span));
                }
                match on_trial {
                    true => name_on_trial.push((cond, place)),
                    false => name_when.push((cond, place)),
                }
            }
            NoticeLine::Deduct {
                finding,
                points,
                every,
                span,
            } => {
                let finding = match finding {
                    None => Some(Found::NotRaised),
                    Some(name) => check
                        .find(Sort::Finding, name)
                        .map(|id| Found::Stated(FindingId::from(id))),
                };
                let points = self::points(check, *points);
                let place = check.place(*span);
                let (Some(finding), Some(points)) = (finding, points) else {
                    continue;
                };
                deductions.push(Deduction {
                    finding,
                    points,
                    every: *every,
                    place,
                });
            }
            NoticeLine::DeductAtMost(number, span) => {
                let number = points(check, *number);
                at_most.put(check, number, *span);
            }
            NoticeLine::SplitBy(names, _) => {
                for name in names {
                    let Some(field) = check.find(Sort::Field, name).map(FieldId::from) else {
                        continue;
                    };
                    if !matches!(
                        check.set.fields.get(field.index()).map(|own| &own.domain),
                        Some(Domain::OneOf(_) | Domain::YesOrNo)
                    ) {
                        without_values(check, name);
                    } else if let Some((_, first)) = split_by.iter().find(|(own, _)| *own == field) {
                        check.twice(name.span, *first);
                    } else {
                        split_by.push((field, name.span));
                    }
                }
            }
            NoticeLine::Sections(list, span) => {
                let list: Vec<u8> = list.iter().map(|(section, _)| *section).collect();
                sections.put(check, list, *span);
            }
            NoticeLine::SentencesFrom(name) => house.put(check, name, tables),
        }
    }
    if check.proves {
        idle::naming(check, &naming);
    }
    if period.get().is_none() {
        check.lacks(
            notice.name.span,
            Words::new("its period", "期间"),
            Words::new("period every month", "期间 每月"),
        );
    }
    let until = until.take().flatten();
    let objections = objections.take().flatten();
    if let Some((_, span)) = objections.filter(|(end, _)| until.is_none_or(|until| *end <= until))
        && !check.fault_within(notice.name.span)
    {
        too_early(check, until.is_some(), span);
    }
    let replies = replies.take().flatten();
    let complete = objections.map(|(end, _)| end).max(until);
    if let Some((_, span)) = replies.filter(|(end, _)| complete.is_some_and(|complete| *end <= complete)) {
        before_the_notice(check, span);
    }
    Some(model::Notice {
        name: notice.name.text.clone(),
        period: period.take()?,
        data_until: until,
        objections_until: objections.map(|(end, _)| end),
        replies_until: replies.map(|(end, _)| end),
        title: title.take(),
        issuer: issuer.take().flatten(),
        addressees,
        copies,
        name_when,
        name_on_trial,
        deductions,
        split_by: split_by.into_iter().map(|(field, _)| field).collect(),
        deduct_at_most: at_most.take().flatten(),
        sections: sections.take().unwrap_or_default(),
        signed: signed.take().flatten(),
        sentences: house.sentences,
        place: check.place(notice.span),
    })
}

/// The sentences of a house: a file for each language.
#[derive(Default)]
struct House {
    files: Vec<(Language, Span)>,
    sentences: Vec<Sentence>,
}

impl House {
    fn put(&mut self, check: &mut Check<'_>, name: &tree::Text, tables: &Tables) {
        let Some((language, sentences)) = sentences(check, name, tables) else {
            return;
        };
        match self.files.iter().find(|(own, _)| *own == language) {
            Some((_, first)) => check.twice(name.span, *first),
            None => {
                self.files.push((language, name.span));
                self.sentences.extend(sentences);
            }
        }
    }
}

/// Whether a rate or a score decides.
fn asks_rate(cond: &Cond) -> bool {
    match cond {
        Cond::And(parts) | Cond::Or(parts) => parts.iter().any(asks_rate),
        Cond::Compare { .. } => true,
        _ => false,
    }
}

/// What may hold anything has no parts that could be counted.
fn without_values(check: &mut Check<'_>, name: &tree::Name) {
    let text = &name.text;
    check.refuse::<()>(
        error(
            "O1359",
            name.span,
            Words::new(
                format!("{text} has no closed set of values to count by"),
                format!("{text} 的取值没有限定，不能按它分组"),
            ),
        )
        .mend(Words::new(
            format!("name its values: field {text} one of …; or yes or no"),
            format!("写明取值：字段 {text} 取值 ……；或 是否"),
        )),
    );
}

/// Warns of a rate that a single case can bring down.
fn without_floor(check: &mut Check<'_>, span: Span) {
    let line = check.sources.text(span).trim().to_string();
    check.tell(
        Diagnostic::warning(
            Code("O2106"),
            span,
            Words::new(
                "a unit with a single case due would be named",
                "只有1件到期的单位也会被点名",
            ),
        )
        .mend(Words::new(
            format!("add a floor: {line} and sample >= 5"),
            format!("加上下限：{line} 且 样本 >= 5"),
        )),
    );
}

/// Nobody can object to a list that is not written yet.
fn too_early(check: &mut Check<'_>, until_told: bool, span: Span) {
    let words = if until_told {
        Words::new(
            "objections would end before the data that they are about is complete",
            "异议截止早于数据截止",
        )
    } else {
        Words::new(
            "objections have an end, but the data that they are about has none",
            "写了异议截止，没写数据截止",
        )
    };
    check.refuse::<()>(error("O1355", span, words).mend(Words::new(
        "first the data, then the objections: data until next month day 3 12:00; objections until next month day 8 12:00",
        "先截数据，后截异议：数据 截至 次月 3日 12:00；异议 截至 次月 8日 12:00",
    )));
}

/// Nobody can reply to a notice that cannot be issued yet.
fn before_the_notice(check: &mut Check<'_>, span: Span) {
    let words = Words::new(
        "replies would be due before the notice that asks for them can be issued",
        "整改反馈截止早于通报能签发的时候",
    );
    check.refuse::<()>(error("O1360", span, words).mend(Words::new(
        "first the data and the objections, then the replies: data until next month day 3 12:00; replies until next month day 15 17:30",
        "先截数据和异议，后截整改反馈：数据 截至 次月 3日 12:00；整改反馈 截至 次月 15日 17:30",
    )));
}

fn addressee<'a>(check: &mut Check<'a>, to: &'a tree::Addressee) -> Option<Addressee> {
    match to {
        tree::Addressee::AllUnits(_) => Some(Addressee::AllUnits),
        tree::Addressee::AllDepartments(_) => Some(Addressee::AllDepartments),
        tree::Addressee::Party(name) => party(check, Sort::Party.words(), name).map(Addressee::Party),
    }
}

fn points(check: &mut Check<'_>, written: tree::Decimal) -> Option<Decimal> {
    let number = check.decimal(written)?;
    if number.mantissa > 0 && !written.percent {
        return Some(number);
    }
    check.refuse(
        error(
            "O1324",
            written.span,
            Words::new("points taken off are a number above zero", "扣的分数要大于零"),
        )
        .mend(Words::new("write for example: 0.5 points", "例如写：0.5分")),
    )
}
