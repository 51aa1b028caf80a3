//! Which rows of two feeds are the same case.

use super::context::{Check, error};
use super::feed_columns::field_words;
use super::findings::Key;
use crate::diagnostic::Words;
use crate::model::{self, FeedField};
use crate::syntax::tree;
use crate::terms::FeedRole;

/// Resolves the `same case` lines of a feed.
pub(super) fn same_case<'a>(check: &mut Check<'a>, feed: &'a tree::Feed) -> Vec<model::SameCase> {
    let mut lines = Vec::new();
    for line in &feed.same_case {
        if feed.role != FeedRole::Tickets {
            check.misplaced(
                line.span,
                Words::new(
                    "a row of a feed of tickets is a case; rows of other feeds go to it by their number",
                    "工单表的一行才是一件；其他表的行按工单编号归到那一件",
                ),
            );
            continue;
        }
        let key = Key::of(check, &line.same);
        let within = line.within.as_ref().and_then(|window| check.length(window));
        if let Some(window) = line.within.as_ref().filter(|window| window.unit.is_working()) {
            check.window_in_working_time::<()>(window.span);
        }
        let customer = key.customer.then_some(FeedField::Customer);
        let category = key.category.then_some(FeedField::Category);
        let fields = key.fields.into_iter().map(FeedField::Field);
        lines.push(model::SameCase {
            fields: customer.into_iter().chain(category).chain(fields).collect(),
            within,
            place: check.place(line.span),
        });
    }
    lines
}

/// Whether there are rows that rows of these feeds can be joined to: both have to tell the fields. `all` holds the
/// feeds that could be read.
pub(super) fn joinable(check: &mut Check<'_>, all: &[(&tree::Feed, model::Feed)]) {
    for (written, feed) in all {
        for (line, own) in written.same_case.iter().zip(&feed.same_case) {
            let columns = |feed: &model::Feed, field: FeedField| feed.columns.iter().any(|it| it.field == field);
            for field in own.fields.iter().filter(|field| !columns(feed, **field)) {
                let (en, zh) = field_words(check, *field);
                check.lacks(
                    written.span,
                    Words::new(format!("which column holds {en}"), format!("{zh}在哪一列")),
                    Words::new(format!("{en} from column \"…\""), format!("{zh} 取自列 “……”")),
                );
            }
            let serves = |other: &model::Feed| {
                let told = own.fields.iter().all(|field| columns(other, *field));
                let keeps = other.role == FeedRole::Tickets && other.same_case.is_empty();
                keeps && told && other.workflow == feed.workflow
            };
            if all.iter().any(|(_, other)| serves(other)) {
                continue;
            }
            let words: Vec<(String, String)> = own.fields.iter().map(|field| field_words(check, *field)).collect();
            let (en, zh): (Vec<String>, Vec<String>) = words.into_iter().unzip();
            let (en, zh) = (en.join(", "), zh.join("、"));
            let why = Words::new(
                format!("there is no feed whose cases these rows could be: none of the others tells {en}"),
                format!("没有一份工单表可以并入：别的工单表都没有{zh}"),
            );
            let mend = Words::new(
                format!("give a feed of tickets of the same workflow that says no \"same case\" columns for: {en}"),
                format!("在同一流程、没有写“同一事项”的工单表里写上这些列：{zh}"),
            );
            check.tell(error("O1367", line.span, why).mend(mend));
        }
    }
}
