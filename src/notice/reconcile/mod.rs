//! Sums of a notice that must agree: every figure is the number of rows it opens, parts make their whole, and every row
//! of the feeds of tickets is somewhere.

mod rows;
mod surveys;

use super::deduction::points;
use super::figure::{Figure, Only};
use super::list::Lists;
use super::parties::PartyRow;
use super::value::{Breakdown, Notice};
use crate::report::Unreconciled;
use rows::{Rows, each_figure, named};

/// Checks every figure of a notice against its lists, and every sum against its parts.
///
/// # Errors
/// The first that does not agree: two numbers, and the lists they were taken from.
pub fn reconcile(notice: &Notice, lists: &Lists) -> Result<(), Unreconciled> {
    let rows = Rows::new(lists);
    // A notice is texts, numbers and lists of them: it is always written.
    let value = serde_json::to_value(notice).unwrap_or_default();
    each_figure(&value, "notice", &mut |place, figure| {
        let counted = rows.count(figure);
        agree(figure.count, counted, || {
            format!("{place}: {} against the rows of {}", figure.count, named(figure))
        })
    })?;
    feeds(notice)?;
    received(notice)?;
    answers(notice, &rows)?;
    parties(notice, &rows)?;
    duties(notice)?;
    climbed(notice, &rows)?;
    leftovers(notice, &rows)?;
    for measure in &notice.satisfactions {
        surveys::reconcile(measure, &rows)?;
    }
    objections(notice, &rows)
}

/// Every row read of a feed went somewhere, and those of tickets into the lists of the month or past them.
fn feeds(notice: &Notice) -> Result<(), Unreconciled> {
    let Some(origin) = &notice.origin else { return Ok(()) };
    for own in &origin.feeds {
        let parts = [
            ("counted", own.counted),
            ("void", own.void),
            ("joined", own.joined),
            ("left aside", own.left_aside),
            ("set aside", own.set_aside),
        ];
        sum(&format!("rows read of {}", own.file), own.read, &parts)?;
    }
    let own = &origin.tickets;
    let parts = [
        ("accepted in the month", own.of_month),
        ("left out", own.left_out),
        ("of other months", own.elsewhere),
        ("joined, left or set aside", own.aside),
    ];
    sum("rows of tickets", own.read, &parts)?;
    let received = notice.overview.kinds.whole.now.count;
    agree(own.of_month, received, || {
        "tickets accepted in the month against those received".to_owned()
    })?;
    agree(own.left_out, notice.left_out.count, || {
        "tickets left out of the month against their list".to_owned()
    })
}

fn received(notice: &Notice) -> Result<(), Unreconciled> {
    breakdown("received by kind", &notice.overview.kinds)?;
    for own in &notice.splits {
        breakdown(&format!("received by {}", own.field), &own.received)?;
        agree(
            notice.overview.kinds.whole.now.count,
            own.received.whole.now.count,
            || format!("received by kind against received by {}", own.field),
        )?;
    }
    let Some(groups) = &notice.groups else { return Ok(()) };
    breakdown("received by group", groups)?;
    agree(notice.overview.kinds.whole.now.count, groups.whole.now.count, || {
        "received by kind against received by group".to_owned()
    })
}

/// The answers of the whole house: met and missed, late by what became of them.
fn answers(notice: &Notice, rows: &Rows<'_>) -> Result<(), Unreconciled> {
    for rate in &notice.overview.rates {
        let of = |word: &str| vec![Only::is(&rate.metric, word)];
        let missed = rows.of(&rate.whole, of("missed"));
        let parts = [("met", rate.part.count), ("missed", missed)];
        sum(&format!("counted by {}", rate.metric), rate.whole.count, &parts)?;
    }
    if let Some(late) = notice.late_answers() {
        let parts = [
            ("answered late", notice.kinds.done_late.count),
            ("still open", notice.kinds.still_open.count),
        ];
        sum("late answers", rows.count(&late), &parts)?;
    }
    let incomplete = notice.incomplete();
    let parts: Vec<_> = notice
        .kinds
        .incomplete
        .iter()
        .map(|(kind, own)| (&**kind, own.count))
        .collect();
    sum("incomplete answers", rows.count(&incomplete), &parts)
}

/// Every party: what was due of it by verdict, its points; and all of them with nobody make the whole.
fn parties(notice: &Notice, rows: &Rows<'_>) -> Result<(), Unreconciled> {
    for row in &notice.parties {
        if row.rate.of_deadline.is_some() {
            let verdict = |word: &str| rows.of(&row.rate.whole, vec![Only::is("verdict", word)]);
            let parts = [
                ("on time", verdict("on_time")),
                ("late", row.late.count),
                ("target missed", verdict("target_missed")),
            ];
            sum(&format!("due of {}", row.party), row.rate.whole.count, &parts)?;
        }
        taken_off(row)?;
    }
    let whole = |name: &str, all: Option<&Figure>, of: fn(&PartyRow) -> &Figure| {
        let Some(all) = all else { return Ok(()) };
        by_party(name, all, notice.parties.iter().map(|row| (&*row.party, of(row))), rows)
    };
    let answers = notice.overview.answers();
    whole("answers due", answers.map(|rate| &rate.whole), |row| &row.rate.whole)?;
    whole("answers counted for", answers.map(|rate| &rate.part), |row| {
        &row.rate.part
    })?;
    whole("late answers", notice.late_answers().as_ref(), |row| &row.late)?;
    whole("incomplete answers", Some(&notice.incomplete()), |row| &row.incomplete)
}

/// The points taken off a party are those of its lines, or fewer where the cap was reached.
fn taken_off(row: &PartyRow) -> Result<(), Unreconciled> {
    let all = points(&row.deductions);
    let agrees = match row.capped {
        true => all.compare(row.deducted).is_gt(),
        false => all.compare(row.deducted).is_eq(),
    };
    if agrees {
        return Ok(());
    }
    let lines = row.deductions.iter();
    let lines: Vec<String> = lines
        .map(|line| format!("{} {} x {}", line.finding, line.figure.count, line.each))
        .collect();
    Err(Unreconciled {
        left: row.deducted.mantissa.unsigned_abs(),
        right: all.mantissa.unsigned_abs(),
        lists: format!("points of {}: {} = {}", row.party, row.deducted, lines.join(" + ")),
    })
}

/// What fell due of other duties.
fn duties(notice: &Notice) -> Result<(), Unreconciled> {
    let rungs = notice.rungs.iter().flat_map(|table| {
        let named = move |row| (format!("due at rung {}", table.rung), row);
        table.rows.iter().map(named)
    });
    let others = notice.others.iter().flat_map(|table| {
        let named = move |row| (format!("due of {}", table.duty), row);
        table.rows.iter().map(named)
    });
    for (name, row) in rungs.chain(others) {
        let parts = [("on time", row.on_time.count), ("late", row.late.count)];
        sum(&format!("{name} of {}", row.party), row.due.count, &parts)?;
    }
    Ok(())
}

fn climbed(notice: &Notice, rows: &Rows<'_>) -> Result<(), Unreconciled> {
    for rung in &notice.climbed.rungs {
        let parts = [
            ("solved", rung.solved.count),
            ("raised", rung.raised.count),
            ("moved on", rung.moved_on.count),
            ("open", rung.open.count),
        ];
        let name = format!("entered rung {}", rung.rung);
        sum(&name, rung.entered.count, &parts)?;
        by_party(
            &name,
            &rung.entered,
            rung.parties.iter().map(|(party, own)| (&**party, own)),
            rows,
        )?;
    }
    Ok(())
}

fn leftovers(notice: &Notice, rows: &Rows<'_>) -> Result<(), Unreconciled> {
    let Some(own) = &notice.leftovers else { return Ok(()) };
    let parts = [("new", own.new.count), ("carried over", own.carried.count)];
    sum("left over", own.standing.count, &parts)?;
    agree(own.standing.count, own.cases.len() as u64, || {
        "left over against the cases told".to_owned()
    })?;
    by_party(
        "left over",
        &own.standing,
        own.parties.iter().map(|(party, own)| (&**party, own)),
        rows,
    )
}

fn objections(notice: &Notice, rows: &Rows<'_>) -> Result<(), Unreconciled> {
    for own in &notice.objections.parties {
        let open = rows.of(&own.made, vec![Only::is("outcome", "open")]);
        let parts = [("accepted", own.accepted.count), ("open", open)];
        sum(&format!("objections of {}", own.party), own.made.count, &parts)?;
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

/// The figures of parties, and the rows that no party answers for, make the whole.
fn by_party<'p>(
    name: &str,
    all: &Figure,
    parties: impl Iterator<Item = (&'p str, &'p Figure)>,
    rows: &Rows<'_>,
) -> Result<(), Unreconciled> {
    let mut parts: Vec<(&str, u64)> = parties.map(|(party, own)| (party, own.count)).collect();
    parts.push(("nobody", rows.of(all, vec![Only::is("party", "")])));
    parts.retain(|(_, count)| *count > 0);
    sum(name, all.count, &parts)
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

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::super::list::{Kind, List};
    use super::*;

    fn lists() -> Lists {
        let mut due = List::new(
            "due",
            &[("ticket", Kind::Text), ("party", Kind::Text), ("rung", Kind::Number)],
        );
        for (ticket, party, rung) in [("A", "one", 1), ("B", "one", 2), ("C", "two", 1)] {
            due.push([Cell::text(ticket), Cell::text(party), Cell::Number(rung)]);
        }
        due.push([Cell::text("D")]);
        Lists { all: vec![due] }
    }

    #[test]
    fn rows_are_counted_as_a_figure_opens_them() {
        let lists = lists();
        let rows = Rows::new(&lists);
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
            assert_eq!(rows.count(&figure), figure.count, "{}", named(&figure));
        }
    }

    #[test]
    fn a_figure_that_is_not_its_rows_is_named_wherever_it_stands() {
        let lists = lists();
        let mut figure = lists.figure("due", vec![Only::is("party", "one")]);
        figure.count += 1;
        let value = serde_json::json!({ "parties": [{ "late": figure }] });
        let rows = Rows::new(&lists);
        let told = each_figure(&value, "notice", &mut |place, figure| {
            agree(figure.count, rows.count(figure), || {
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
