//! Satisfaction in a month: what customers answered, what it comes to, what is missing to the target.

use super::figure::{Figure, Only};
use super::period::Period;
use super::scores::{self, Question};
use super::sections::Materials;
use super::share::Share;
use super::splits::split_column;
use super::{answers, value::Aim};
use crate::measure::{Ratio, Survey};
use crate::model::{self, Decimal, PartyId};
use crate::terms::CompareOp;
use serde::{Deserialize, Serialize};

/// A satisfaction of the rules in a month. Scores and means are exact; print rounds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Satisfaction {
    /// Its name.
    pub name: String,
    /// Whether a feed of the rules can tell its answers; where none can, nothing is computed.
    pub fed: bool,
    /// Full marks.
    pub marks: u32,
    /// Decimals of print; None: as shares are printed.
    pub decimals: Option<u8>,
    /// All answers of the month.
    pub answers: Figure,
    /// Answers without a moment: they belong to no month.
    pub undated: Figure,
    /// How many persons the score is of: the answers to the question that most answered.
    pub sample: Figure,
    /// The score; None without answers, or where a dimension has none.
    pub score: Option<Ratio>,
    /// That of the month before.
    pub last: Option<Ratio>,
    /// What is aimed at, in points.
    pub aim: Option<Aim>,
    /// By how much one point of one person moves the score at least.
    pub step: Option<Ratio>,
    /// Its questions: the dimensions in the order of the rules, then answers without one.
    pub dimensions: Vec<DimensionRow>,
    /// Its bands in the order of the rules.
    pub bands: Vec<BandRow>,
    /// Answers of each score, the highest first.
    pub scores: Vec<(String, Figure)>,
    /// Answers by how the customer was asked; None where the measure names no methods or the feed does not tell them.
    pub methods: Option<Vec<Group>>,
    /// Whether the measure names methods.
    pub has_methods: bool,
    /// By each field by which it is split.
    pub splits: Vec<Split>,
    /// Fields by which it is not split, because a feed calls them a customer's own.
    pub withheld: Vec<String>,
    /// By the unit behind the answers, in the order of the organisation; the last one, without a name, is of nobody.
    pub parties: Vec<Group>,
    /// Who was to be asked.
    pub asked: Asked,
    /// The sample that is asked again; None where the rules demand none.
    pub recheck: Option<Rechecked>,
    /// Its head, `file:line`.
    pub rule: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionRow {
    /// The dimension; empty: answers without one.
    pub dimension: String,
    /// Its weight in percent; None: it is no part of the score, unless the measure has no dimensions.
    pub weight: Option<Decimal>,
    /// Its answers.
    pub answers: Figure,
    /// The sum of their scores.
    pub points: Option<Ratio>,
    /// Their mean, on the scale.
    pub mean: Option<Ratio>,
    /// The score out of full marks.
    pub score: Option<Ratio>,
    /// That of the month before.
    pub last: Option<Ratio>,
    /// What one point of one person moves this score by.
    pub step: Option<Ratio>,
    /// Points that are missing for this score to reach the target; None without answers, or a target that is no least.
    pub missing: Option<u64>,
    /// How many persons would have to move from the score most given to a better one, where so many gave it.
    pub lifts: Vec<Lift>,
}

/// Persons who would have to give a better score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Lift {
    pub from: i64,
    pub to: i64,
    pub persons: u64,
}

/// A band of scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandRow {
    /// Its name; empty: answers in none.
    pub band: String,
    /// Its ends, both included.
    pub ends: Option<(u32, u32)>,
    /// Answers in it, over all dimensions.
    pub answers: Figure,
    /// Of all answers, the month before.
    pub last: Option<Share>,
}

/// Answers that a column sets apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The text of the column; empty: it tells none.
    pub name: String,
    /// The answers.
    pub answers: Figure,
    /// Persons: the answers to the question that most answered.
    pub sample: Figure,
    /// The score.
    pub score: Option<Ratio>,
}

/// A field by which answers are split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The field.
    pub field: String,
    /// By its values.
    pub groups: Vec<Group>,
}

/// Who was to be asked in the period of the month, up to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The period.
    pub period: Period,
    /// Customers with tickets accepted in it.
    pub customers: Figure,
    /// Those who gave no answer in it.
    pub unasked: Figure,
}

/// A sample that is asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rechecked {
    /// The share, in percent.
    pub share: Decimal,
    /// Whose answers of the month all count as satisfied.
    pub satisfied: Figure,
    /// Those drawn.
    pub drawn: Figure,
}

/// Every satisfaction of the rules.
pub(super) fn satisfactions(of: &Materials<'_>) -> Vec<Satisfaction> {
    of.rules.satisfactions.iter().map(|measure| one(of, measure)).collect()
}

fn one(of: &Materials<'_>, measure: &model::Satisfaction) -> Satisfaction {
    let questions = scores::all(of, measure);
    let before = of
        .last
        .and_then(|last| last.satisfactions.iter().find(|own| own.name == measure.name));
    let target = measure.target.as_ref().map(|target| *target.on(of.day()));
    let score = scores::score(measure, &questions);
    let aim = target.map(|(op, bound)| Aim {
        op,
        bound,
        reached: reaches(score, op, bound),
    });
    let own = |more: &[(&str, &str)]| {
        let mut only = scores::base(of, measure);
        only.extend(more.iter().map(|(column, text)| Only::is(column, text)));
        of.counter.figure("answers", only)
    };
    let named = |list: &str, more: &[(&str, &str)]| {
        let more = more.iter().map(|(column, text)| Only::is(column, text));
        of.counter.figure(
            list,
            [Only::is("measure", &measure.name)].into_iter().chain(more).collect(),
        )
    };
    let field_name = |field: &model::FieldId| of.rules.fields.get(field.index()).map_or("", |own| own.name.as_str());
    let fields = answers::split_fields(of.rules, measure);
    let splits = fields.iter().map(|field| {
        let name = field_name(field).to_owned();
        let groups = groups(of, measure, &split_column(&name), &[]);
        Split { field: name, groups }
    });
    let withheld = measure.split_by.iter().filter(|field| !fields.contains(field));
    let parties: Vec<&str> = of.rules.parties.iter().map(|party| party.name.as_str()).collect();
    let methods: Vec<&str> = measure.methods.iter().map(String::as_str).collect();
    let fed = answers::can_be_told(of.rules, measure);
    let told = fed.then(|| answers::method_field(of.rules, measure)).flatten();
    Satisfaction {
        name: measure.name.clone(),
        fed,
        marks: scores::marks(measure),
        decimals: measure.decimals.and_then(|places| u8::try_from(places).ok()),
        answers: own(&[]),
        undated: named("answers", &[("month", "")]),
        sample: scores::sample(&questions),
        score,
        last: before.and_then(|before| before.score),
        aim,
        step: step(measure, &questions),
        dimensions: questions
            .iter()
            .map(|own| dimension(measure, own, target, before))
            .collect(),
        bands: bands(measure, &own, before),
        scores: by_score(of, measure),
        methods: told.map(|_| groups(of, measure, "method", &methods)),
        has_methods: !methods.is_empty(),
        splits: splits.collect(),
        withheld: withheld.map(|field| field_name(field).to_owned()).collect(),
        parties: groups(of, measure, "party", &parties),
        asked: Asked {
            period: answers::period(measure, of.month),
            customers: named("served", &[]),
            unasked: named("served", &[("asked", "")]),
        },
        recheck: measure.recheck.map(|share| Rechecked {
            share,
            satisfied: named("satisfied", &[]),
            drawn: named("satisfied", &[("recheck", "yes")]),
        }),
        rule: of.rules.place(measure.place),
    }
}

/// Whether an exact score stands in a relation to a bound; None without a score.
pub(super) fn reaches(score: Option<Ratio>, op: CompareOp, bound: Decimal) -> Option<bool> {
    Some(op.holds(score?.compare(Ratio::of(bound)?)?))
}

fn dimension(
    measure: &model::Satisfaction,
    own: &Question,
    target: Option<(CompareOp, Decimal)>,
    before: Option<&Satisfaction>,
) -> DimensionRow {
    let (max, marks) = (measure.scale.1, scores::marks(measure));
    let least = target.filter(|(op, _)| *op == CompareOp::AtLeast);
    let least = least.and_then(|(_, bound)| Ratio::of(bound));
    let missing = least.and_then(|least| own.survey.points_needed(least, max, marks));
    let last = before.and_then(|before| {
        let mut rows = before.dimensions.iter();
        rows.find(|row| row.dimension == own.dimension)?.score
    });
    DimensionRow {
        dimension: own.dimension.clone(),
        weight: own.weight,
        answers: own.answers.clone(),
        points: own.survey.sum().filter(|_| own.answers.count > 0),
        mean: own.survey.mean(),
        score: own.survey.score(max, marks),
        last,
        step: own.survey.step(max, marks),
        missing: missing.and_then(|points| u64::try_from(points).ok()),
        lifts: match (least, missing) {
            (Some(least), Some(1..)) => lifts(measure, &own.survey, least),
            _ => Vec::new(),
        },
    }
}

/// From the score most given to the next one, and to the best.
fn lifts(measure: &model::Satisfaction, survey: &Survey, target: Ratio) -> Vec<Lift> {
    let (max, marks) = (measure.scale.1, scores::marks(measure));
    let Some((from, gave)) = survey.most_given() else {
        return Vec::new();
    };
    let best = i64::from(max);
    let lift = |to: i64| {
        let persons = survey.persons_needed(target, (from, to), max, marks)?;
        let enough = persons <= i128::from(gave);
        let persons = u64::try_from(persons).ok().filter(|_| enough)?;
        Some(Lift { from, to, persons })
    };
    let mut to = vec![from.saturating_add(1), best];
    to.dedup();
    let mut lifts: Vec<Lift> = to.into_iter().filter(|to| *to <= best).filter_map(lift).collect();
    lifts.dedup_by_key(|lift| lift.persons);
    lifts
}

/// By how much one point of one person moves the score at least.
fn step(measure: &model::Satisfaction, questions: &[Question]) -> Option<Ratio> {
    let (max, marks) = (measure.scale.1, scores::marks(measure));
    let step = |own: &Question| {
        let weight = match own.weight {
            Some(weight) => Ratio::of(weight)?.times(Ratio::new(1, 100)?)?,
            None => Ratio::new(1, 1)?,
        };
        own.survey.step(max, marks)?.times(weight)
    };
    let counted = questions
        .iter()
        .filter(|own| own.weight.is_some() || measure.dimensions.is_empty());
    let steps = counted.filter_map(step);
    steps.reduce(|least, own| {
        if own.compare(least).is_some_and(|order| order.is_lt()) {
            own
        } else {
            least
        }
    })
}

/// Counts the answers of the month for which columns hold texts.
type Counted<'a> = dyn Fn(&[(&str, &str)]) -> Figure + 'a;

fn bands(measure: &model::Satisfaction, own: &Counted<'_>, before: Option<&Satisfaction>) -> Vec<BandRow> {
    let row = |(band, ends): (&str, Option<(u32, u32)>)| BandRow {
        band: band.to_owned(),
        ends,
        answers: own(&[("band", band)]),
        last: before.filter(|before| before.answers.count > 0).map(|before| Share {
            part: before
                .bands
                .iter()
                .find(|own| own.band == band)
                .map_or(0, |own| own.answers.count),
            whole: before.answers.count,
        }),
    };
    let known = measure
        .bands
        .iter()
        .map(|band| (band.name.as_str(), Some((band.from, band.to))));
    let rows = known.chain([("", None)]).map(row);
    rows.filter(|row| row.ends.is_some() || row.answers.count > 0).collect()
}

fn by_score(of: &Materials<'_>, measure: &model::Satisfaction) -> Vec<(String, Figure)> {
    let mut all: Vec<_> = groups(of, measure, "score", &[])
        .into_iter()
        .filter_map(|own| Some((own.name.parse::<f64>().ok()?, own)))
        .collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    all.into_iter().map(|(_, own)| (own.name, own.answers)).collect()
}

/// Answers by the texts of a column: those of a list first, in its order, then others by name, last those that tell none.
fn groups(of: &Materials<'_>, measure: &model::Satisfaction, column: &str, order: &[&str]) -> Vec<Group> {
    let mut by = scores::by_column(of, measure, column);
    let untold = by.remove_entry("");
    let known = order
        .iter()
        .filter_map(|name| by.remove_entry(*name))
        .collect::<Vec<_>>();
    let all = known.into_iter().chain(by).chain(untold);
    let group = |(name, questions): (String, Vec<Question>)| {
        let mut only = scores::base(of, measure);
        only.push(Only::is(column, &name));
        Group {
            answers: Figure {
                count: questions.iter().map(|own| own.answers.count).sum(),
                list: "answers".to_owned(),
                only,
            },
            sample: scores::sample(&questions),
            score: scores::score(measure, &questions),
            name,
        }
    };
    all.map(group).collect()
}

/// Of one unit: its answers, and their score; None without answers.
pub(super) fn of_party(of: &Materials<'_>, measure: &model::Satisfaction, party: PartyId) -> Option<Group> {
    let name = of.party(party);
    let Some(told) = of.told_answers else {
        return groups(of, measure, "party", &[])
            .into_iter()
            .find(|own| own.name == name);
    };
    let own = told.iter().filter(|(behind, _)| *behind == party);
    let questions = scores::of_example(measure, own.map(|(_, survey)| *survey));
    Some(Group {
        answers: Figure::default(),
        sample: scores::sample(&questions),
        score: scores::score(measure, &questions),
        name: name.to_owned(),
    })
}
