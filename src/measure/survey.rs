//! Satisfaction: what a number of answers comes to.
//!
//! With n answers, S the sum of their scores, and a scale up to max, of full marks M: the score is M·S/(max·n), a target
//! T misses ⌈T·max·n/M⌉ − S points, and one point more or less moves the score by M/(max·n).

use super::Ratio;
use crate::model::Decimal;
use std::collections::BTreeMap;

/// Answers to one question: how many persons gave which score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Scores in parts of a point, and persons.
    counts: Vec<(i64, i64)>,
    /// How many parts make a point.
    unit: i64,
}

impl Default for Survey {
    fn default() -> Survey {
        Survey::new(Vec::new())
    }
}

impl Survey {
    /// Answers as (score, persons).
    #[must_use]
    pub fn new(counts: Vec<(i64, i64)>) -> Survey {
        Survey { counts, unit: 1 }
    }

    /// Answers one by one. A score that does not fit is none.
    #[must_use]
    pub fn of(scores: &[Decimal]) -> Survey {
        let unit = |scale: u8| 10i64.checked_pow(scale.into());
        let places = scores
            .iter()
            .map(|score| score.scale)
            .filter(|scale| unit(*scale).is_some());
        let places = places.max().unwrap_or(0);
        let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
        for score in scores {
            let more = places.checked_sub(score.scale).and_then(unit);
            if let Some(parts) = more.and_then(|more| score.mantissa.checked_mul(more)) {
                *counts.entry(parts).or_default() += 1;
            }
        }
        Survey {
            counts: counts.into_iter().collect(),
            unit: unit(places).unwrap_or(1),
        }
    }

    /// The number of answers, n.
    #[must_use]
    pub fn sample(&self) -> i128 {
        self.counts.iter().map(|(_, persons)| i128::from(*persons)).sum()
    }

    /// The sum of their scores, S.
    #[must_use]
    pub fn sum(&self) -> Option<Ratio> {
        Ratio::new(self.parts(), self.unit.into())
    }

    /// The mean of their scores, on their scale; None without answers.
    #[must_use]
    pub fn mean(&self) -> Option<Ratio> {
        self.sum()?.times(Ratio::new(1, self.sample())?)
    }

    /// The mean score out of full marks; None without answers.
    #[must_use]
    pub fn score(&self, max: u32, marks: u32) -> Option<Ratio> {
        self.sum()?.times(self.step(max, marks)?)
    }

    /// What one point more or less of one person moves the score by; None without answers.
    #[must_use]
    pub fn step(&self, max: u32, marks: u32) -> Option<Ratio> {
        Ratio::new(marks.into(), i128::from(max) * self.sample())
    }

    /// The share of answers whose score lies in a band, both ends included, in percent; None without answers.
    #[must_use]
    pub fn share(&self, from: u32, to: u32) -> Option<Ratio> {
        let bound = |bound: u32| i128::from(bound) * i128::from(self.unit);
        let band = bound(from)..=bound(to);
        let inside = self
            .counts
            .iter()
            .filter(|(score, _)| band.contains(&i128::from(*score)));
        let persons: i128 = inside.map(|(_, persons)| i128::from(*persons)).sum();
        Ratio::new(100 * persons, self.sample())
    }

    /// The points that are missing to a target; 0 where it is met, None without answers.
    #[must_use]
    pub fn points_needed(&self, target: Ratio, max: u32, marks: u32) -> Option<i128> {
        let all = Ratio::new(i128::from(max) * self.sample(), marks.into())?;
        let missing = target.times(all)?.minus(self.sum()?)?;
        (self.sample() > 0).then(|| missing.ceiling().max(0))
    }

    /// The persons who would have to give a higher score instead of a lower one for the target to be met. It does not
    /// ask whether so many gave the lower one.
    #[must_use]
    pub fn persons_needed(&self, target: Ratio, (from, to): (i64, i64), max: u32, marks: u32) -> Option<i128> {
        let gain = i128::from(to) - i128::from(from);
        let all = Ratio::new(i128::from(max) * self.sample(), marks.into())?;
        let missing = target.times(all)?.minus(self.sum()?)?;
        let persons = missing.times(Ratio::new(1, gain)?)?.ceiling();
        (gain > 0 && self.sample() > 0).then(|| persons.max(0))
    }

    /// The whole score that most gave, the lower of two; and how many did.
    #[must_use]
    pub fn most_given(&self) -> Option<(i64, i64)> {
        let whole = self.counts.iter().filter(|(score, _)| score % self.unit == 0);
        let most = whole.max_by_key(|(score, persons)| (*persons, std::cmp::Reverse(*score)));
        most.map(|(score, persons)| (score / self.unit, *persons))
    }

    /// The answers of several questions as those of one.
    #[must_use]
    pub fn pooled<'s>(surveys: impl IntoIterator<Item = &'s Survey> + Clone) -> Survey {
        let unit = surveys.clone().into_iter().map(|survey| survey.unit).max().unwrap_or(1);
        let widened = |survey: &'s Survey| {
            let more = unit / survey.unit;
            survey
                .counts
                .iter()
                .map(move |(score, persons)| (score.saturating_mul(more), *persons))
        };
        Survey {
            counts: surveys.into_iter().flat_map(widened).collect(),
            unit,
        }
    }

    fn parts(&self) -> i128 {
        let points = |(score, persons): &(i64, i64)| i128::from(*score) * i128::from(*persons);
        self.counts.iter().map(points).sum()
    }
}

/// The score over several questions, each with its weight in percent, from their unrounded scores.
#[must_use]
pub fn overall(weighted: impl IntoIterator<Item = (Ratio, Ratio)>) -> Option<Ratio> {
    let percent = Ratio::new(1, 100)?;
    let mut sum = Ratio::new(0, 1)?;
    for (weight, score) in weighted {
        sum = sum.plus(weight.times(percent)?.times(score)?)?;
    }
    Some(sum)
}
