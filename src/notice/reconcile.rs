//! Sums of a notice that must agree: every figure is the number of rows it opens, and parts make their whole.

use super::counter::Counter;
use super::list::{Figure, Lists, Only};
use super::value::{Breakdown, Notice};
use crate::report::Unreconciled;
use serde_json::Value;

/// Checks every figure of a notice against its lists, and every sum against its parts.
///
/// # Errors
/// The first that does not agree: two numbers, and the lists they were taken from.
pub fn reconcile(notice: &Notice, lists: &Lists) -> Result<(), Unreconciled> {
    let rows = Counter::new(lists);
    let value = serde_json::to_value(notice).unwrap_or_default();
    each_figure(&value, "notice", &mut |place, figure| {
        let counted = rows.count(&figure.list, &figure.only);
        agree(figure.count, counted, || {
            format!("{place}: {} against the rows of {}", figure.count, named(figure))
        })
    })?;
    breakdown("received by kind", &notice.overview.kinds)?;
    if let Some(groups) = &notice.groups {
        breakdown("received by group", groups)?;
        agree(notice.overview.kinds.whole.now.count, groups.whole.now.count, || {
            "received by kind against received by group".to_owned()
        })?;
    }
    for own in &notice.splits {
        breakdown(&format!("received by {}", own.field), &own.received)?;
    }
    for row in &notice.parties {
        if row.rate.of_deadline.is_some() {
            let of = |verdict: &str| {
                let mut own = row.rate.whole.clone();
                own.only.push(Only::is("verdict", verdict));
                rows.count(&own.list, &own.only)
            };
            let parts = [
                ("on time", of("on_time")),
                ("late", row.late.count),
                ("target missed", of("target_missed")),
            ];
            sum(&format!("due of {}", row.party), row.rate.whole.count, &parts)?;
        }
    }
    for table in &notice.rungs {
        for row in &table.rows {
            let parts = [("on time", row.on_time.count), ("late", row.late.count)];
            let name = format!("due at rung {} of {}", table.rung, row.party);
            sum(&name, row.due.count, &parts)?;
        }
    }
    for rung in &notice.climbed.rungs {
        let parts = [
            ("solved", rung.solved.count),
            ("raised", rung.raised.count),
            ("moved on", rung.moved_on.count),
            ("open", rung.open.count),
        ];
        sum(&format!("entered rung {}", rung.rung), rung.entered.count, &parts)?;
    }
    if let Some(own) = &notice.leftovers {
        let parts = [("new", own.new.count), ("carried over", own.carried.count)];
        sum("left over", own.standing.count, &parts)?;
    }
    Ok(())
}

fn breakdown(name: &str, own: &Breakdown) -> Result<(), Unreconciled> {
    // A house that has no kinds parts nothing.
    if own.parts.is_empty() {
        return Ok(());
    }
    let parts: Vec<_> = own
        .parts
        .iter()
        .map(|part| (part.name.as_str(), part.now.count))
        .collect();
    sum(name, own.whole.now.count, &parts)
}

fn sum(name: &str, whole: u64, parts: &[(&str, u64)]) -> Result<(), Unreconciled> {
    let all = parts.iter().map(|(_, count)| count).sum();
    agree(whole, all, || {
        let parts: Vec<String> = parts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        format!("{name}: {whole} = {}", parts.join(" + "))
    })
}

fn agree(left: u64, right: u64, lists: impl FnOnce() -> String) -> Result<(), Unreconciled> {
    if left == right {
        return Ok(());
    }
    Err(Unreconciled {
        left,
        right,
        lists: lists(),
    })
}

/// Calls for every figure of a value with the place at which it stands, whatever the value is.
fn each_figure(
    value: &Value,
    place: &str,
    then: &mut impl FnMut(&str, &Figure) -> Result<(), Unreconciled>,
) -> Result<(), Unreconciled> {
    match value {
        Value::Object(own) => {
            let keys = ["count", "list", "only"];
            if own.len() == keys.len() && keys.iter().all(|key| own.contains_key(*key)) {
                let figure: Result<Figure, _> = serde_json::from_value(value.clone());
                // A figure of no list counts nothing.
                return match figure {
                    Ok(figure) if !figure.list.is_empty() || figure.count > 0 => then(place, &figure),
                    _ => Ok(()),
                };
            }
            own.iter()
                .try_for_each(|(key, inside)| each_figure(inside, &format!("{place}.{key}"), then))
        }
        Value::Array(all) => {
            let mut at = 0u64..;
            all.iter()
                .try_for_each(|inside| each_figure(inside, &format!("{place}.{}", at.next().unwrap_or(0)), then))
        }
        _ => Ok(()),
    }
}

fn named(figure: &Figure) -> String {
    let only: Vec<String> = figure
        .only
        .iter()
        .map(|own| format!("{} = {}", own.column, own.any.join("/")))
        .collect();
    format!("{} [{}]", figure.list, only.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::list::{Cell, Kind, List};
    use super::*;

    fn lists() -> Lists {
        let mut due = List::new(
            "due",
            &[("ticket", Kind::Text), ("party", Kind::Name), ("rung", Kind::Number)],
        );
        for (ticket, party, rung) in [("A", "one", 1), ("B", "one", 2), ("C", "two", 1)] {
            due.rows
                .push(vec![Cell::text(ticket), Cell::text(party), Cell::Number(rung)]);
        }
        due.rows.push(vec![Cell::text("D"), Cell::Empty, Cell::Empty]);
        Lists { all: vec![due] }
    }

    #[test]
    fn rows_are_counted_as_a_figure_opens_them() {
        let lists = lists();
        let rows = Counter::new(&lists);
        let cases = [
            vec![],
            vec![Only::is("party", "one")],
            vec![Only::any("party", ["one", "two"]), Only::is("rung", "1")],
            vec![Only::is("party", "")],
            vec![Only::is("party", "one"), Only::is("party", "two")],
            vec![Only::is("nothing", "")],
        ];
        for only in cases {
            let figure = lists.figure("due", only);
            assert_eq!(
                rows.count(&figure.list, &figure.only),
                figure.count,
                "{}",
                named(&figure)
            );
        }
    }

    #[test]
    fn a_figure_that_is_not_its_rows_is_named_wherever_it_stands() {
        let lists = lists();
        let mut figure = lists.figure("due", vec![Only::is("party", "one")]);
        figure.count += 1;
        let value = serde_json::json!({ "parties": [{ "late": figure }] });
        let rows = Counter::new(&lists);
        let told = each_figure(&value, "notice", &mut |place, figure| {
            agree(figure.count, rows.count(&figure.list, &figure.only), || {
                format!("{place} {}", named(figure))
            })
        });
        let told = told.unwrap_err();
        assert_eq!((told.left, told.right), (3, 2));
        assert_eq!(told.lists, "notice.parties.0.late due [party = one]");
    }

    #[test]
    fn parts_that_do_not_make_their_whole_are_told_with_both_sums() {
        let told = sum("received by kind", 3, &[("complaint", 1), ("opinion", 1)]).unwrap_err();
        assert_eq!(told.lists, "received by kind: 3 = complaint 1 + opinion 1");
    }
}
