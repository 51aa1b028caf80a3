//! Pass 14, too: the other spellings under which feeds may call a thing.

use super::context::{Check, error};
use super::names::SORTS;
use super::suggest;
use super::written::Written;
use crate::diagnostic::Words;
use crate::source::Span;
use crate::syntax::tree;
use std::collections::BTreeMap;

/// Other spellings: each stands for one thing of a sort.
pub(super) fn also_called<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut taken: BTreeMap<(&'static str, &str), (&str, Span)> = BTreeMap::new();
    for line in &written.also_called {
        let sorts = meanings(check, written, &line.name.text);
        if sorts.is_empty() {
            no_such_thing(check, written, &line.name);
            continue;
        }
        for spelling in &line.spellings {
            let mut clash = None;
            for sort in &sorts {
                let old = taken.insert((sort, &spelling.text), (&line.name.text, spelling.span));
                clash = clash.or(old.filter(|(name, _)| *name != line.name.text));
            }
            if let Some((other, first)) = clash {
                two_things(check, spelling, &line.name.text, other, first);
            }
            check
                .set
                .also_called
                .push((spelling.text.clone(), line.name.text.clone()));
        }
    }
}

/// Tells a name that nothing has.
fn no_such_thing<'a>(check: &mut Check<'a>, written: &Written<'a>, name: &tree::Name) {
    if check.perhaps_unread(&name.text) || check.told_before(name.into()) {
        return;
    }
    let text = &name.text;
    let told = error(
        "O1201",
        name.span,
        Words::new(
            format!("nothing in these rules is called \"{text}\""),
            format!("规则里没有叫“{text}”的"),
        ),
    );
    let inner = written.inner_names().map(|(_, name)| (name.text.as_str(), name.span));
    let known: BTreeMap<&str, Span> = inner.chain(check.names.with_places(&SORTS)).collect();
    if check.told_with_other_half(name.into(), known.keys().copied()) {
        return;
    }
    let told = match suggest::with_nearest(told, check.sources, name.into(), &known) {
        (told, true) => told,
        (told, false) => told.mend(Words::new(
            "name a party, a category, a kind, an event, a value of a field, or repeat a title or a label letter by letter",
            "写部门、单位、类别、性质、事件、字段取值等名称；标题和说明须一字不差",
        )),
    };
    check.tell_unknown(text, told);
}

fn two_things(check: &mut Check<'_>, spelling: &tree::Text, name: &str, other: &str, first: Span) {
    let text = &spelling.text;
    check.tell(
        error(
            "O1380",
            spelling.span,
            Words::new(
                format!("\"{text}\" is to stand for {other} and for {name}; a feed could mean either"),
                format!("“{text}”既当 {other} 又当 {name}，读数据时分不清"),
            ),
        )
        .related(first, Words::new("given to the other here", "先给了另一个"))
        .mend(Words::new("delete one of the two", "删去其中一个")),
    );
}

/// The sorts of things that a name stands for.
fn meanings<'a>(check: &Check<'a>, written: &Written<'a>, name: &str) -> Vec<&'static str> {
    let sorts = SORTS.iter().filter(|sort| check.names.get(**sort, name).is_some());
    let inner = written.inner_names().filter(|(_, own)| own.text == name);
    let mut found: Vec<&'static str> = sorts
        .map(|sort| sort.words().0)
        .chain(inner.map(|(sort, _)| sort))
        .collect();
    found.dedup();
    found
}
