//! Satisfaction: what a number of answers comes to.
//!
//! With n answers, S the sum of their scores, and a scale up to max, of full marks M: the score is M·S/(max·n), a target
//! T misses ⌈T·max·n/M⌉ − S points, and one point more or less moves the score by M/(max·n).

use super::Ratio;

/// Answers to one question: how many persons gave which score.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    counts: Vec<(i64, i64)>,
}

impl Survey {
    /// Answers as (score, persons).
    #[must_use]
    pub fn new(counts: Vec<(i64, i64)>) -> Survey {
        Survey { counts }
    }

    /// The number of answers, n.
    #[must_use]
    pub fn sample(&self) -> i128 {
        self.counts.iter().map(|(_, persons)| i128::from(*persons)).sum()
    }

    /// The sum of their scores, S.
    #[must_use]
    pub fn sum(&self) -> i128 {
        let points = |(score, persons): &(i64, i64)| i128::from(*score) * i128::from(*persons);
        self.counts.iter().map(points).sum()
    }

    /// The mean score out of full marks; None without answers.
    #[must_use]
    pub fn score(&self, max: u32, marks: u32) -> Option<Ratio> {
        Ratio::new(i128::from(marks) * self.sum(), i128::from(max) * self.sample())
    }

    /// What one point more or less of one person moves the score by; None without answers.
    #[must_use]
    pub fn step(&self, max: u32, marks: u32) -> Option<Ratio> {
        Ratio::new(marks.into(), i128::from(max) * self.sample())
    }

    /// The share of answers whose score lies in a band, both ends included, in percent; None without answers.
    #[must_use]
    pub fn share(&self, from: u32, to: u32) -> Option<Ratio> {
        let band = i64::from(from)..=i64::from(to);
        let inside = self.counts.iter().filter(|(score, _)| band.contains(score));
        let persons: i128 = inside.map(|(_, persons)| i128::from(*persons)).sum();
        Ratio::new(100 * persons, self.sample())
    }

    /// The points that are missing to a target; 0 where it is met, None without answers.
    #[must_use]
    pub fn points_needed(&self, target: Ratio, max: u32, marks: u32) -> Option<i128> {
        let all = Ratio::new(i128::from(max) * self.sample(), marks.into())?;
        let needed = target.times(all)?.ceiling();
        (self.sample() > 0).then(|| (needed - self.sum()).max(0))
    }

    /// The persons who would have to give a higher score instead of a lower one for the target to be met. It does not
    /// ask whether so many gave the lower one.
    #[must_use]
    pub fn persons_needed(&self, target: Ratio, (from, to): (i64, i64), max: u32, marks: u32) -> Option<i128> {
        let gain = i128::from(to) - i128::from(from);
        let points = self.points_needed(target, max, marks)?;
        (gain > 0)
            .then(|| Ratio::new(points, gain).map(Ratio::ceiling))
            .flatten()
    }

    /// The answers of several questions as those of one.
    #[must_use]
    pub fn pooled<'s>(surveys: impl IntoIterator<Item = &'s Survey>) -> Survey {
        Survey::new(surveys.into_iter().flat_map(|survey| survey.counts.clone()).collect())
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
