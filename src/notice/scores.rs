//! Scores counted on the list of answers: of all of them, or of those that a column sets apart.

use super::figure::{Figure, Only};
use super::list::List;
use super::sections::Materials;
use crate::measure::{Ratio, Survey, overall};
use crate::model::{Decimal, ExampleSurvey, Satisfaction};
use std::collections::BTreeMap;

/// Full marks where a measure states none.
const MARKS: u32 = 100;

/// Out of how many points a measure is told.
pub(super) fn marks(measure: &Satisfaction) -> u32 {
    measure.out_of.unwrap_or(MARKS)
}

/// Answers to one question.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    /// The dimension; empty where answers tell none.
    pub dimension: String,
    /// Its weight in percent; None: it is no dimension of the measure.
    pub weight: Option<Decimal>,
    /// The answers.
    pub answers: Figure,
    /// Their scores.
    pub survey: Survey,
}

/// The questions of a measure for the answers of the month that a column sets apart: by the texts of that column. The
/// dimensions in the order of the rules, then what was answered without one.
pub(super) fn by_column(of: &Materials<'_>, measure: &Satisfaction, column: &str) -> BTreeMap<String, Vec<Question>> {
    let Some(list) = of.lists().list("answers") else {
        return BTreeMap::new();
    };
    let base = base(of, measure);
    let at = |key: &str| list.column(key);
    let (Some(by), Some(dimension), Some(score)) = (at(column), at("dimension"), at("score")) else {
        return BTreeMap::new();
    };
    let mut scores: BTreeMap<String, Vec<Vec<Decimal>>> = BTreeMap::new();
    for row in list.only(&base) {
        let (by, own, score) = (row.cell(by), row.cell(dimension), row.cell(score));
        let at = measure.dimensions.iter().position(|known| own.is(&known.name));
        let questions = scores
            .entry(by.told().into_owned())
            .or_insert_with(|| vec![Vec::new(); measure.dimensions.len() + 1]);
        let own = questions.get_mut(at.unwrap_or(measure.dimensions.len()));
        if let (Some(own), Some(score)) = (own, super::answers::score_of(score)) {
            own.push(score);
        }
    }
    let questions = |(by, scores): (String, Vec<Vec<Decimal>>)| {
        let mut only = base.clone();
        only.push(Only::is(column, &by));
        (by, questions(measure, list, &only, &scores))
    };
    scores.into_iter().map(questions).collect()
}

/// The questions of a measure for all answers of the month.
pub(super) fn all(of: &Materials<'_>, measure: &Satisfaction) -> Vec<Question> {
    // The month is the same for all of them.
    let mut only = by_column(of, measure, "month");
    let none = || {
        let list = of.lists().list("answers")?;
        let nothing = vec![Vec::new(); measure.dimensions.len() + 1];
        Some(questions(measure, list, &base(of, measure), &nothing))
    };
    let own = only.pop_first().map(|(_, questions)| questions);
    own.or_else(none).unwrap_or_default()
}

/// Answers of a measure in the month.
pub(super) fn base(of: &Materials<'_>, measure: &Satisfaction) -> Vec<Only> {
    vec![
        Only::is("measure", &measure.name),
        Only::is("month", &of.month.to_string()),
    ]
}

fn questions(measure: &Satisfaction, list: &List, only: &[Only], scores: &[Vec<Decimal>]) -> Vec<Question> {
    let names = measure
        .dimensions
        .iter()
        .map(|own| (own.name.as_str(), Some(own.weight)));
    let told = names.chain([("", None)]).zip(scores);
    let question = |((dimension, weight), scores): ((&str, Option<Decimal>), &Vec<Decimal>)| {
        let mut only = only.to_vec();
        only.push(Only::is("dimension", dimension));
        Question {
            dimension: dimension.to_owned(),
            weight,
            answers: Figure {
                count: scores.len() as u64,
                list: list.name.clone(),
                only,
            },
            survey: Survey::of(scores),
        }
    };
    told.map(question)
        .filter(|own| own.weight.is_some() || own.answers.count > 0)
        .collect()
}

/// The questions of a measure as an example tells what was answered to them: sums of persons, without rows.
pub(super) fn of_example<'e>(
    measure: &Satisfaction,
    told: impl Iterator<Item = &'e ExampleSurvey> + Clone,
) -> Vec<Question> {
    let names = measure
        .dimensions
        .iter()
        .map(|own| (own.name.as_str(), Some(own.weight)));
    let question = |(name, weight): (&str, Option<Decimal>)| {
        let own = told.clone().filter(|own| own.question == name);
        let survey = Survey::new(own.flat_map(|own| own.counts.iter().copied()).collect());
        Question {
            dimension: name.to_owned(),
            weight,
            answers: Figure {
                count: u64::try_from(survey.sample()).unwrap_or(u64::MAX),
                ..Figure::default()
            },
            survey,
        }
    };
    let all = names.chain([(measure.name.as_str(), None)]).map(question);
    all.filter(|own| own.weight.is_some() || own.answers.count > 0)
        .collect()
}

/// The score of a measure: weighted over its dimensions, each of which has to have answers; of a measure without
/// dimensions that of all answers.
pub(super) fn score(measure: &Satisfaction, questions: &[Question]) -> Option<Ratio> {
    let (max, marks) = (measure.scale.1, marks(measure));
    let weighted = questions.iter().filter(|own| own.weight.is_some());
    let weighted: Option<Vec<(Ratio, Ratio)>> = weighted
        .map(|own| own.weight.and_then(Ratio::of).zip(own.survey.score(max, marks)))
        .collect();
    match weighted?.as_slice() {
        [] => questions.first()?.survey.score(max, marks),
        all => overall(all.iter().copied()),
    }
}

/// The question that most answered: how many persons a score is of.
pub(super) fn sample(questions: &[Question]) -> Figure {
    let most = questions.iter().rev().max_by_key(|own| own.answers.count);
    most.map_or_else(Figure::default, |own| own.answers.clone())
}
