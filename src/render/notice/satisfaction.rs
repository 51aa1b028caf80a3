//! Satisfaction: the score and its parts, what is missing to the target, who was not asked.

use super::document::{Block, Run, Table};
use super::layout::Layout;
use crate::measure::Ratio;
use crate::model::Decimal;
use crate::notice::{BandRow, Change, DimensionRow, Group, Satisfaction, Share};

/// Below this number of persons only counts are told.
pub(super) const SMALL: u64 = 5;
/// Decimals where a measure states none, and of what is told beside scores.
const PLACES: u8 = 2;
/// Decimals of the smallest step.
const STEP_PLACES: u8 = 4;

/// Every satisfaction of the rules.
pub(super) fn satisfactions(of: &Layout<'_>) -> Vec<Block> {
    of.notice
        .satisfactions
        .iter()
        .flat_map(|own| of.satisfaction(own))
        .collect()
}

impl Layout<'_> {
    fn satisfaction(&self, own: &Satisfaction) -> Vec<Block> {
        let name = || ("name", self.phrases.name(&own.name));
        let say = |key: &str, values: &[(&str, Run)]| Block::Paragraph(self.phrases.fill(key, values));
        if !own.fed {
            return vec![say("satisfaction.none", &[name()])];
        }
        if own.answers.count == 0 {
            let mut out = vec![say("satisfaction.empty", &[name()])];
            out.extend(self.beside_answers(own));
            return out;
        }
        let mut out = vec![Block::Paragraph(self.score_line(own))];
        out.push(self.dimensions(own));
        out.extend(own.dimensions.iter().filter_map(|row| self.missing(own, row)));
        if let Some(step) = own.step.and_then(|step| step.rounded(STEP_PLACES)) {
            out.push(say("satisfaction.step", &[("step", Run::text(trimmed(step)))]));
        }
        if own.bands.iter().any(|row| row.ends.is_some()) {
            out.push(self.bands(own));
        }
        let scores = own.scores.iter().map(|(score, answers)| {
            let values = [("score", Run::text(score)), ("count", Run::figure(answers))];
            self.phrases.fill("satisfaction.given", &values)
        });
        let scores = self.phrases.list(scores);
        out.push(Block::Paragraph(self.phrases.fill_with(
            "satisfaction.scores",
            "list",
            &scores,
            &[],
        )));
        out.extend(self.groups(own));
        out.extend(self.beside_answers(own));
        out
    }

    fn score_line(&self, own: &Satisfaction) -> Vec<Run> {
        let values = [
            ("name", self.phrases.name(&own.name)),
            ("score", Run::text(self.score(own, own.score))),
            ("marks", Run::text(own.marks.to_string())),
            ("sample", Run::figure(&own.sample)),
            ("answers", Run::figure(&own.answers)),
            ("than", Run::text(self.than_before(own))),
            ("verdict", Run::text(self.score_verdict(own))),
        ];
        if own.score.is_some() {
            return self.phrases.fill("satisfaction.score", &values);
        }
        let silent = own.dimensions.iter().filter(|row| row.answers.count == 0);
        let silent = self
            .phrases
            .list(silent.map(|row| vec![self.phrases.name(&row.dimension)]));
        self.phrases
            .fill_with("satisfaction.incomplete", "dimensions", &silent, &values)
    }

    /// A score for print: it never hides on which side of the target it lies.
    fn score(&self, own: &Satisfaction, score: Option<Ratio>) -> String {
        let places = own.decimals.unwrap_or(PLACES);
        let print = score.and_then(|score| match own.aim {
            Some(aim) => score.rounded_beside(aim.bound, places),
            None => score.rounded(places),
        });
        print.map_or_else(|| self.phrases.none(), |print| print.to_string())
    }

    fn change(&self, own: &Satisfaction, now: Option<Ratio>, last: Option<Ratio>) -> Option<Decimal> {
        now?.minus(last?)?.rounded(own.decimals.unwrap_or(PLACES).max(PLACES))
    }

    fn than_before(&self, own: &Satisfaction) -> String {
        let Some(change) = self.change(own, own.score, own.last) else {
            return String::new();
        };
        let key = match change.mantissa.signum() {
            1 => "satisfaction.rose",
            -1 => "satisfaction.fell",
            _ => "satisfaction.same",
        };
        let (last, points) = (self.score(own, own.last), self.phrases.size(change));
        self.phrases.text(key, &[("last", &last), ("points", &points)])
    }

    fn score_verdict(&self, own: &Satisfaction) -> String {
        let Some((aim, reached)) = own.aim.and_then(|aim| Some((aim, aim.reached?))) else {
            return String::new();
        };
        let key = if reached {
            "satisfaction.reached"
        } else {
            "satisfaction.missed"
        };
        let (relation, aim) = (self.phrases.relation(aim.op), aim.bound.to_string());
        self.phrases.text(key, &[("relation", &relation), ("aim", &aim)])
    }

    fn dimensions(&self, own: &Satisfaction) -> Block {
        let columns = [
            "dimension",
            "weight",
            "count",
            "sum",
            "mean",
            "points",
            "last",
            "change",
        ];
        let number = |ratio: Option<Ratio>, places: u8| {
            let print = ratio.and_then(|ratio| ratio.rounded(places));
            Run::text(print.map_or_else(|| self.phrases.none(), |print| print.to_string()))
        };
        let row = |row: &DimensionRow| {
            let weight = row
                .weight
                .map_or_else(|| self.phrases.none(), |weight| format!("{weight}%"));
            let sum = row.points.and_then(|sum| sum.rounded(STEP_PLACES));
            vec![
                if row.dimension.is_empty() {
                    self.word("satisfaction.whole")
                } else {
                    self.phrases.name(&row.dimension)
                },
                Run::text(weight),
                Run::figure(&row.answers),
                Run::text(sum.map_or_else(|| self.phrases.none(), trimmed)),
                number(row.mean, PLACES),
                Run::text(self.score(own, row.score)),
                Run::text(self.score(own, row.last)),
                Run::text(self.phrases.signed(self.change(own, row.score, row.last))),
            ]
        };
        Block::Table(Table {
            head: self.head("satisfaction", &columns, 1),
            rows: own.dimensions.iter().map(row).collect(),
            sum: false,
        })
    }

    /// What is missing to the target, of a question that misses it.
    fn missing(&self, own: &Satisfaction, row: &DimensionRow) -> Option<Block> {
        let (aim, points) = (own.aim?, row.missing.filter(|points| *points > 0)?);
        let ways = row.lifts.iter().map(|lift| {
            let values = [
                ("from", Run::text(lift.from.to_string())),
                ("to", Run::text(lift.to.to_string())),
                ("persons", Run::text(lift.persons.to_string())),
            ];
            self.phrases.fill("satisfaction.lift", &values)
        });
        let ways = self.phrases.either(ways);
        let name = match row.dimension.as_str() {
            "" => own.name.as_str(),
            name => name,
        };
        let values = [
            ("dimension", self.phrases.name(name)),
            ("aim", Run::text(aim.bound.to_string())),
            ("points", Run::text(points.to_string())),
        ];
        let key = match ways.is_empty() {
            true => "satisfaction.missing",
            false => "satisfaction.missing.ways",
        };
        Some(Block::Paragraph(self.phrases.fill_with(key, "ways", &ways, &values)))
    }

    fn bands(&self, own: &Satisfaction) -> Block {
        let row = |row: &BandRow| {
            let share = Share {
                part: row.answers.count,
                whole: own.answers.count,
            };
            let ends = row.ends.map_or_else(String::new, |(from, to)| format!("{from}–{to}"));
            let change = row.last.and_then(|last| Change::of_shares(share, last));
            vec![
                if row.band.is_empty() {
                    self.word("satisfaction.no_band")
                } else {
                    self.phrases.name(&row.band)
                },
                Run::text(ends),
                Run::figure(&row.answers),
                Run::text(self.phrases.percent(share)),
                Run::text(
                    row.last
                        .map_or_else(|| self.phrases.none(), |last| self.phrases.percent(last)),
                ),
                Run::text(self.phrases.signed(change)),
            ]
        };
        Block::Table(Table {
            head: self.head(
                "satisfaction",
                &["band", "ends", "count", "share", "last", "band_change"],
                1,
            ),
            rows: own.bands.iter().map(row).collect(),
            sum: false,
        })
    }

    /// By how customers were asked, by the fields of `split by`, by the unit behind the answers.
    fn groups(&self, own: &Satisfaction) -> Vec<Block> {
        let mut out = Vec::new();
        match &own.methods {
            Some(methods) => out.push(self.group_table(own, "satisfaction.method", &[("", methods)])),
            None if own.has_methods => {
                out.push(Block::Paragraph(self.phrases.fill("satisfaction.method.untold", &[])));
            }
            None => {}
        }
        let told = own
            .splits
            .iter()
            .filter(|split| split.groups.iter().any(|own| !own.name.is_empty()));
        let splits: Vec<_> = told
            .map(|split| (split.field.as_str(), split.groups.as_slice()))
            .collect();
        if !splits.is_empty() {
            out.push(self.group_table(own, "satisfaction.split", &splits));
        }
        if own.parties.iter().any(|own| !own.name.is_empty()) {
            out.push(self.group_table(own, "satisfaction.behind", &[("", &own.parties)]));
        }
        let all = own.methods.iter().flatten();
        let mut all = all
            .chain(own.splits.iter().flat_map(|split| &split.groups))
            .chain(&own.parties);
        if !out.is_empty() && all.any(|own| own.sample.count < SMALL) {
            let least = [("least", Run::text(SMALL.to_string()))];
            out.push(Block::Paragraph(self.phrases.fill("satisfaction.small", &least)));
        }
        let withheld = self
            .phrases
            .list(own.withheld.iter().map(|field| vec![self.phrases.name(field)]));
        if !withheld.is_empty() {
            out.push(Block::Paragraph(self.phrases.fill_with(
                "satisfaction.withheld",
                "fields",
                &withheld,
                &[],
            )));
        }
        out
    }

    /// Groups of answers, of one field or of several, each told by its name.
    fn group_table(&self, own: &Satisfaction, title: &str, fields: &[(&str, &[Group])]) -> Block {
        let by_field = fields.iter().any(|(field, _)| !field.is_empty());
        let row = |(field, group): (&str, &Group)| {
            let score = group.score.filter(|_| group.sample.count >= SMALL);
            let name = match group.name.as_str() {
                "" => self.word("untold"),
                name => self.phrases.name(name),
            };
            let counts = [Run::figure(&group.sample), Run::figure(&group.answers)];
            let field = by_field.then(|| self.phrases.name(field));
            let named = field.into_iter().chain([name]).chain(counts);
            named.chain([Run::text(self.score(own, score))]).collect()
        };
        let groups = fields
            .iter()
            .flat_map(|(field, groups)| groups.iter().map(move |own| (*field, own)));
        let mut head = vec![(self.phrases.text(title, &[]), false)];
        if by_field {
            head.push((self.phrases.text("satisfaction.value", &[]), false));
        }
        head.extend(self.head("satisfaction", &["sample", "count", "points"], 0));
        Block::Table(Table {
            head,
            rows: groups.map(row).collect(),
            sum: false,
        })
    }

    /// Who was not asked, who is asked again, what belongs to no month.
    fn beside_answers(&self, own: &Satisfaction) -> Vec<Block> {
        let mut out = Vec::new();
        let mut say = |key: &str, values: &[(&str, Run)]| out.push(Block::Paragraph(self.phrases.fill(key, values)));
        let asked = &own.asked;
        if asked.customers.count > 0 {
            let values = [
                ("period", Run::text(self.phrases.period(asked.period))),
                ("customers", Run::figure(&asked.customers)),
                ("unasked", Run::figure(&asked.unasked)),
            ];
            say("satisfaction.unasked", &values);
        }
        if let Some(recheck) = own.recheck.as_ref().filter(|own| own.satisfied.count > 0) {
            let values = [
                ("satisfied", Run::figure(&recheck.satisfied)),
                ("share", Run::text(format!("{}%", recheck.share))),
                ("drawn", Run::figure(&recheck.drawn)),
            ];
            say("satisfaction.recheck", &values);
        }
        if own.undated.count > 0 {
            say("satisfaction.undated", &[("count", Run::figure(&own.undated))]);
        }
        out
    }
}

/// Without zeros at the end of its decimals.
fn trimmed(number: Decimal) -> String {
    let text = number.to_string();
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}
