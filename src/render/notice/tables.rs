//! Tables of the body: by category, by unit, by rung.

use super::document::{Block, Run, Table};
use super::layout::Layout;
use super::overview::share;
use crate::model::Decimal;
use crate::notice::{Breakdown, Change, Figure, PartyRow, Share, Slice};
use crate::terms::Level;

/// Received by reporting group, and by the fields that the notice is split by.
pub(super) fn categories(of: &Layout<'_>) -> Vec<Block> {
    let mut out = of
        .notice
        .groups
        .as_ref()
        .map_or_else(Vec::new, |groups| by_group(of, groups));
    for own in &of.notice.splits {
        let name = |part: &Slice| match (own.yes_or_no, part.name.as_str()) {
            (true, yes @ ("yes" | "no")) => of.word(&format!("word.{yes}")),
            _ => of.phrases.part(part),
        };
        let head = of.phrases.begun(&own.field);
        out.extend(received(of, &own.received, name, head, |_| None));
    }
    let withheld = of.notice.withheld.iter().map(|field| vec![of.phrases.name(field)]);
    let withheld = of.phrases.list(withheld);
    if !withheld.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill_with(
            "categories.withheld",
            "fields",
            &withheld,
            &[],
        )));
    }
    out
}

/// By reporting group, beside the same month a year earlier too where that was issued; then the most frequent categories.
fn by_group(of: &Layout<'_>, groups: &Breakdown) -> Vec<Block> {
    let year_ago = of.notice.record.year_ago(of.notice.head.month);
    let then = |name: Option<&str>| {
        let own = year_ago?;
        Some(match name {
            Some(name) => own.groups.iter().find(|(own, _)| own == name).map(|(_, count)| *count),
            None => Some(own.received),
        })
    };
    let head = of.phrases.text("categories.by", &[]);
    let mut out = received(of, groups, |part| of.phrases.part(part), head, then);
    let hot = of.notice.hot_spots.iter().map(|part| {
        let values = [("name", of.phrases.name(&part.name)), ("count", Run::figure(&part.now))];
        of.phrases.fill("overview.kind", &values)
    });
    let hot = of.phrases.list(hot);
    if !hot.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill_with(
            "categories.hot",
            "list",
            &hot,
            &[],
        )));
    }
    out
}

/// A table of what was received: parts with their shares and the month before, and a note where rounded shares do not
/// add up. `then`: the count of a part a year earlier, of the whole for None; None where nothing stands.
fn received(
    of: &Layout<'_>,
    groups: &Breakdown,
    name: impl Fn(&Slice) -> Run,
    head: String,
    then: impl Fn(Option<&str>) -> Option<Option<u64>>,
) -> Vec<Block> {
    let whole = groups.whole.now.count;
    let shares = groups.parts.iter().map(|part| Share {
        part: part.now.count,
        whole,
    });
    let shown: Vec<Decimal> = shares.filter_map(Share::printed).collect();
    let sum = shown.iter().fold(0i64, |sum, share| sum.saturating_add(share.mantissa));
    let hundred = Decimal {
        mantissa: sum,
        scale: 2,
    };
    let mut rows: Vec<_> = groups
        .parts
        .iter()
        .map(|part| of.slice(name(part), part, whole))
        .collect();
    rows.push(of.slice(of.word("sum"), &groups.whole, whole));
    let mut columns = vec!["by", "count", "share", "last", "change"];
    if let Some(all) = then(None) {
        columns.extend(["year_ago", "year_change"]);
        for (row, part) in rows.iter_mut().zip(&groups.parts) {
            row.extend(of.earlier(part.now.count, then(Some(&part.name)).flatten()));
        }
        if let Some(row) = rows.last_mut() {
            row.extend(of.earlier(whole, all));
        }
    }
    let mut heads = of.head("categories", &columns, 1);
    if let Some((first, _)) = heads.first_mut() {
        *first = head;
    }
    let mut out = vec![Block::Table(Table {
        head: heads,
        rows,
        sum: true,
    })];
    if whole > 0 && hundred.compare(Decimal::whole(100)).is_ne() {
        let sum = format!("{hundred}%");
        out.push(Block::Paragraph(
            of.phrases.fill("categories.note", &[("sum", Run::text(sum))]),
        ));
    }
    out
}

/// Who did what with what fell due, then what fell due at the rungs above.
pub(super) fn departments(of: &Layout<'_>) -> Vec<Block> {
    let rows = &of.notice.parties;
    let anything = |row: &&PartyRow| {
        let counts = [&row.rate.whole, &row.late, &row.incomplete, &row.leftover];
        row.level == Level::Unit || counts.iter().any(|figure| figure.count > 0) || row.deducted.mantissa != 0
    };
    let mut table: Vec<_> = rows.iter().filter(anything).map(|row| of.party(row)).collect();
    table.push(of.party_sum());
    let columns = [
        "party",
        "due",
        "on_time",
        "late",
        "incomplete",
        "leftover",
        "rate",
        "last",
        "change",
        "deducted",
    ];
    // Where no rate counts answers, what fell due stands in the tables by deadline alone.
    let rated = of.notice.overview.answers().is_some();
    let of_rate = |at: usize| [1, 2, 3, 6, 7, 8].contains(&at);
    let kept = |at: usize| rated || !of_rate(at);
    let columns: Vec<&str> = (0..)
        .zip(columns)
        .filter(|(at, _)| kept(*at))
        .map(|(_, own)| own)
        .collect();
    for row in &mut table {
        *row = (0..)
            .zip(std::mem::take(row))
            .filter(|(at, _)| kept(*at))
            .map(|(_, own)| own)
            .collect();
    }
    let mut out = vec![Block::Table(Table {
        head: of.head("departments", &columns, 1),
        rows: table,
        sum: true,
    })];
    let nobody = &of.notice.nobody;
    if nobody.count > 0 {
        out.push(Block::Paragraph(
            of.phrases.fill("departments.nobody", &[("count", Run::figure(nobody))]),
        ));
    }
    let deducted = rows.iter().filter(|row| !row.deductions.is_empty());
    let deducted = of.phrases.clauses(deducted.map(|row| of.deductions(row)));
    if !deducted.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill_with(
            "departments.deductions",
            "list",
            &deducted,
            &[],
        )));
    }
    let capped = rows
        .iter()
        .filter(|row| row.capped)
        .map(|row| vec![of.phrases.name(&row.party)]);
    let capped = of.phrases.list(capped);
    if !capped.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill_with(
            "departments.capped",
            "parties",
            &capped,
            &[],
        )));
    }
    for rung in of.notice.rungs.iter().filter(|rung| !rung.rows.is_empty()) {
        let (number, title) = (rung.rung.to_string(), rung.title.as_str());
        out.push(Block::Part(
            of.phrases
                .text("departments.rung", &[("rung", &number), ("title", title)]),
        ));
        let row = |row: &crate::notice::RungRow| {
            let figures = [&row.due, &row.on_time, &row.late, &row.running];
            std::iter::once(of.phrases.name(&row.party))
                .chain(figures.map(Run::figure))
                .collect()
        };
        out.push(Block::Table(Table {
            head: of.head("departments", &["party", "due", "on_time", "late", "running"], 1),
            rows: rung.rows.iter().map(row).collect(),
            sum: false,
        }));
    }
    out.extend(others(of));
    out
}

/// What else fell due, in one table.
fn others(of: &Layout<'_>) -> Vec<Block> {
    let tables = of.notice.others.iter();
    let rows = tables.flat_map(|table| table.rows.iter().map(move |row| (&table.duty, row)));
    let row = |(duty, row): (&String, &crate::notice::RungRow)| {
        let figures = [&row.due, &row.on_time, &row.late];
        let names = [Run::text(of.phrases.duty(duty)), of.phrases.name(&row.party)];
        names.into_iter().chain(figures.map(Run::figure)).collect()
    };
    let rows: Vec<_> = rows.map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Part(of.phrases.text("departments.others", &[])),
        Block::Table(Table {
            head: of.head("departments", &["duty", "party", "due", "on_time", "late"], 2),
            rows,
            sum: false,
        }),
    ]
}

/// Points with a decimal.
fn points(own: Decimal) -> String {
    match own.scale {
        0 => (Decimal {
            mantissa: own.mantissa.saturating_mul(10),
            scale: 1,
        })
        .to_string(),
        _ => own.to_string(),
    }
}

impl Layout<'_> {
    /// A word that stands alone.
    pub(super) fn word(&self, key: &str) -> Run {
        Run::text(self.phrases.text(key, &[]))
    }

    /// The head of a table: columns from a position on stand right.
    pub(super) fn head(&self, section: &str, columns: &[&str], right_from: usize) -> Vec<(String, bool)> {
        let head =
            |(at, column): (usize, &&str)| (self.phrases.text(&format!("{section}.{column}"), &[]), at >= right_from);
        columns.iter().enumerate().map(head).collect()
    }

    fn slice(&self, name: Run, part: &Slice, whole: u64) -> Vec<Run> {
        let share = Share {
            part: part.now.count,
            whole,
        };
        let mut out = vec![name, Run::figure(&part.now), Run::text(self.phrases.percent(share))];
        out.extend(self.earlier(part.now.count, part.last));
        out
    }

    /// A count of an earlier month, and the change since.
    fn earlier(&self, now: u64, then: Option<u64>) -> [Run; 2] {
        let change = then.and_then(|then| Change::of_counts(now, then));
        let change = change.map_or_else(
            || self.phrases.none(),
            |change| format!("{}%", self.phrases.signed(Some(change))),
        );
        let then = then.map_or_else(|| self.phrases.none(), |then| then.to_string());
        [Run::text(then), Run::text(change)]
    }

    /// What a party's points are taken off for.
    fn deductions(&self, row: &PartyRow) -> Vec<Run> {
        let lines = row.deductions.iter().map(|line| {
            let values = [
                ("finding", Run::text(self.finding(&line.finding))),
                ("count", Run::figure(&line.figure)),
                ("each", Run::text(line.each.to_string())),
            ];
            self.phrases.fill("departments.deduction.line", &values)
        });
        let lines = self.phrases.list(lines);
        let values = [
            ("party", self.phrases.name(&row.party)),
            ("points", Run::text(points(row.deducted))),
        ];
        self.phrases
            .fill_with("departments.deduction", "lines", &lines, &values)
    }

    fn party(&self, row: &PartyRow) -> Vec<Run> {
        let deducted = match row.deducted.mantissa {
            0 => self.phrases.none(),
            _ => points(row.deducted),
        };
        let mut out = vec![
            self.phrases.name(&row.party),
            Run::figure(&row.rate.whole),
            Run::figure(&row.rate.part),
        ];
        out.extend([&row.late, &row.incomplete, &row.leftover].map(Run::figure));
        out.extend(self.rates(share(&row.rate), row.rate.last));
        out.push(Run::text(deducted));
        out
    }

    /// All parties, and what is nobody's.
    fn party_sum(&self) -> Vec<Run> {
        let (notice, rows) = (self.notice, &self.notice.parties);
        let sum = |of: fn(&PartyRow) -> &Figure, all: Option<Figure>| match all {
            Some(all) => Run::figure(&all),
            None => Run::text(rows.iter().map(|row| of(row).count).sum::<u64>().to_string()),
        };
        let rate = notice.overview.answers();
        let leftover = notice.leftovers.as_ref().map(|own| own.standing.clone());
        let mut out = vec![
            self.word("sum"),
            sum(|row| &row.rate.whole, rate.map(|rate| rate.whole.clone())),
            sum(|row| &row.rate.part, rate.map(|rate| rate.part.clone())),
            sum(|row| &row.late, notice.late_answers()),
            sum(|row| &row.incomplete, Some(notice.incomplete())),
            sum(|row| &row.leftover, leftover),
        ];
        match rate {
            Some(rate) => out.extend(self.rates(share(rate), rate.last)),
            None => out.extend(self.rates(Share::default(), None)),
        }
        out.push(Run::text(""));
        out
    }

    /// The rate, that of the month before, and the points between them.
    fn rates(&self, now: Share, last: Option<Share>) -> [Run; 3] {
        let before = last.map_or_else(|| self.phrases.none(), |last| self.phrases.percent(last));
        let change = last.and_then(|last| Change::of_shares(now, last));
        [
            Run::text(self.phrases.percent(now)),
            Run::text(before),
            Run::text(self.phrases.signed(change)),
        ]
    }
}
