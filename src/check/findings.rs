//! Pass 11: repeats, forbidden wording and findings.

use super::conditions::{Asked, At};
use super::context::{Check, error};
use super::names::Sort;
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, Cond, Domain, FieldId};
use crate::syntax::tree;

/// What makes a ticket a repeat.
pub(super) fn repeats<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    check.repeats = !written.repeats.is_empty();
    let Some(repeat) = written.repeats.first() else { return };
    for again in written.repeats.iter().skip(1) {
        check.twice(again.span, repeat.span);
    }
    let key = Key::of(check, &repeat.same);
    if repeat.same.is_empty() {
        check.lacks(
            repeat.span,
            Words::new("what has to be the same", "哪些相同才算重复"),
            Words::new("same customer, category", "同一 客户编号、类别"),
        );
    }
    let Some(looking_back) = &repeat.looking_back else {
        check.lacks(
            repeat.span,
            Words::new("how far it looks back", "回溯多久"),
            Words::new("looking back 90 calendar days", "回溯 90个自然日"),
        );
        return;
    };
    let window = check.length(looking_back);
    if window.is_some_and(|window| window.unit.is_working()) {
        return check
            .window_in_working_time::<()>(looking_back.span)
            .unwrap_or_default();
    }
    if let Some(looking_back) = window {
        check.set.repeat = Some(model::Repeat {
            same_customer: key.customer,
            same_category: key.category,
            same_fields: key.fields,
            looking_back,
            place: check.place(repeat.span),
        });
    }
}

/// What two tickets have to tell alike.
#[derive(Default)]
pub(super) struct Key {
    pub customer: bool,
    pub category: bool,
    pub fields: Vec<FieldId>,
}

impl Key {
    /// The key that a list of fields is.
    pub fn of<'a>(check: &mut Check<'a>, names: &'a [tree::Name]) -> Key {
        let mut key = Key::default();
        for name in names {
            match name.text.as_str() {
                "customer" | "客户编号" => key.customer = true,
                "category" | "类别" => key.category = true,
                _ => {
                    let field = check.find(Sort::Field, name);
                    key.fields.extend(field.map(FieldId::from));
                }
            }
        }
        key
    }
}

/// Forbidden wording: looked for in a text.
pub(super) fn wordings<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for wording in &written.wordings {
        let head = wording.name.span;
        if wording.check.is_none() {
            check.lacks(
                head,
                Words::new("which field is looked at", "查哪个字段"),
                Words::new("check answer_text", "查 答复内容"),
            );
        }
        if wording.contains.is_empty() {
            check.lacks(
                head,
                Words::new("which words are looked for", "查哪些用语"),
                Words::new("contains \"impossible\"", "含有 “绝对不可能”"),
            );
        }
        let Some(name) = &wording.check else { continue };
        let Some(field) = check.find(Sort::Field, name) else {
            continue;
        };
        if check
            .set
            .fields
            .get(field)
            .is_some_and(|field| field.domain != Domain::Text)
        {
            let text = &name.text;
            check.tell(
                error(
                    "O1351",
                    name.span,
                    Words::new(
                        format!("{text} is no text, so no wording can be looked for in it"),
                        format!("{text} 不是文本，查不了用语"),
                    ),
                )
                .mend(Words::new(
                    "name a field that is declared as text",
                    "改为定义成文本的字段",
                )),
            );
        }
        let resolved = model::Wording {
            name: wording.name.text.clone(),
            check: FieldId::from(field),
            contains: wording.contains.iter().map(|text| text.text.clone()).collect(),
            place: check.place(wording.span),
        };
        check.set.wordings.push(resolved);
    }
}

/// Findings: every line charges somebody.
pub(super) fn findings<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for (id, finding) in written.findings.iter().enumerate() {
        let responsible = finding.responsible.as_ref().map(|party| check.answering(party));
        if finding.lines.is_empty() {
            check.lacks(
                finding.name.span,
                Words::new("when it holds", "何时成立"),
                Words::new("when answer overdue", "当 处理答复 逾期"),
            );
        }
        let mut lines = Vec::new();
        let mut told = responsible.is_some() || check.unread_within(finding.name.span);
        for line in &finding.lines {
            let Some(when) = check.cond(&line.when, &Asked::new(At::Finding(id))) else {
                continue;
            };
            if !told && !names_obligation(&when) {
                told = true;
                nobody(check, finding, line);
            }
            lines.push(model::FindingLine {
                when,
                label: line.label.as_ref().map(|label| label.text.clone()),
                place: check.place(line.span),
            });
        }
        let resolved = model::Finding {
            name: finding.name.text.clone(),
            responsible: responsible.flatten(),
            counts_as: finding.counts_as,
            lines,
            place: check.place(finding.span),
        };
        check.set.findings.push(resolved);
    }
}

fn nobody(check: &mut Check<'_>, finding: &tree::Finding, line: &tree::FindingLine) {
    let name = &finding.name.text;
    check.tell(
        error(
            "O1350",
            line.span,
            Words::new(
                format!("this line of {name} names no deadline, so nobody would be charged with it"),
                format!("{name} 的这一行没有提到时限，不知道记在谁名下"),
            ),
        )
        .mend(Words::new(
            "add to the finding a line such as: responsible handler",
            "在这一条认定里加一行，例如：责任 承办单位",
        )),
    );
}

/// Whether every way in which a condition can hold goes through the lateness of an obligation, so that its
/// party is known.
fn names_obligation(cond: &Cond) -> bool {
    match cond {
        Cond::And(parts) => parts.iter().any(names_obligation),
        Cond::Or(parts) => parts.iter().all(names_obligation),
        Cond::Overdue { .. } | Cond::NotOverdue { .. } | Cond::OnTime { .. } => true,
        _ => false,
    }
}
