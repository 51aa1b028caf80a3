//! Satisfaction against the cases of the house and against a slow model that asks person by person.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use onus::measure::{Ratio, Survey, overall};
use onus::model::Decimal;
use program::Seeded;

const MAX: u32 = 10;
const MARKS: u32 = 100;

fn answers() -> Survey {
    Survey::new(vec![(6, 1), (7, 2), (8, 34), (9, 1)])
}

fn printed(ratio: Ratio, places: u8) -> String {
    let Decimal { mantissa, scale } = ratio.rounded(places).unwrap();
    let digits = format!("{:0width$}", mantissa.abs(), width = usize::from(scale) + 1);
    let (whole, rest) = digits.split_at(digits.len() - usize::from(scale));
    let sign = if mantissa < 0 { "-" } else { "" };
    if rest.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

fn whole(number: i128) -> Ratio {
    Ratio::new(number, 1).unwrap()
}

fn score(survey: &Survey) -> Ratio {
    survey.score(MAX, MARKS).unwrap()
}

#[test]
fn b1_the_score_of_the_survey() {
    let survey = answers();
    assert_eq!((survey.sample(), survey.sum()), (38, Some(whole(301))));
    assert_eq!(
        (printed(score(&survey), 1).as_str(), printed(score(&survey), 4).as_str()),
        ("79.2", "79.2105")
    );
}

#[test]
fn b1_the_file_holds_these_answers() {
    let Some(folder) = std::env::var_os("ONUS_DATA") else {
        eprintln!("B: SKIPPED, ONUS_DATA names no folder");
        return;
    };
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("survey_38.csv")).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = header.iter().position(|name| *name == "评分").unwrap();
    let scores: Vec<i64> = lines
        .map(|line| line.split(',').nth(column).unwrap().parse().unwrap())
        .collect();
    let counts = [6, 7, 8, 9].map(|score| (score, scores.iter().filter(|own| **own == score).count() as i64));
    assert_eq!(Survey::new(counts.to_vec()), answers());
    assert_eq!(scores.len(), 38);
}

#[test]
fn b2_points_and_persons_to_the_target() {
    let survey = answers();
    assert_eq!(survey.points_needed(whole(80), MAX, MARKS), Some(3));
    assert_eq!(survey.persons_needed(whole(80), (8, 9), MAX, MARKS), Some(3));
    assert_eq!(survey.persons_needed(whole(80), (8, 10), MAX, MARKS), Some(2));
}

#[test]
fn b3_three_points_meet_it_and_two_do_not() {
    let three = Survey::new(vec![(6, 1), (7, 2), (8, 31), (9, 4)]);
    assert_eq!(score(&three), whole(80));
    let two = Survey::new(vec![(6, 1), (7, 2), (8, 32), (9, 3)]);
    assert_eq!(printed(score(&two), 2), "79.74");
    assert!(score(&two).compare(whole(80)).unwrap().is_lt());
}

#[test]
fn b4_the_share_of_the_best_band() {
    let (before, after) = (answers(), Survey::new(vec![(6, 1), (7, 2), (8, 31), (9, 4)]));
    let share = |survey: &Survey| survey.share(9, 10).unwrap();
    assert_eq!(
        (printed(share(&before), 1).as_str(), printed(share(&after), 1).as_str()),
        ("2.6", "10.5")
    );
    let change = share(&after).plus(share(&before).times(whole(-1)).unwrap()).unwrap();
    assert_eq!(printed(change, 1), "7.9");
}

#[test]
fn b5_to_b8_means_weights_and_the_smallest_step() {
    assert_eq!(printed(score(&Survey::new(vec![(8, 38)])), 1), "80.0");
    let fifth = whole(20);
    let dimensions = |first: Ratio, second: Ratio| {
        let rest = [whole(80); 3];
        overall([first, second].into_iter().chain(rest).map(|score| (fifth, score))).unwrap()
    };
    assert_eq!(printed(dimensions(score(&answers()), whole(80)), 2), "79.84");
    let tenth = Ratio::new(1, 10).unwrap();
    let raised = dimensions(whole(80).plus(tenth).unwrap(), whole(80).plus(tenth).unwrap());
    assert_eq!(raised, Ratio::new(8004, 100).unwrap());
    assert_eq!(printed(answers().step(MAX, MARKS).unwrap(), 4), "0.2632");
}

#[test]
fn without_answers_there_is_no_figure() {
    let none = Survey::default();
    assert_eq!(none.score(MAX, MARKS), None);
    assert_eq!(none.share(9, 10), None);
    assert_eq!(none.step(MAX, MARKS), None);
    assert_eq!(none.points_needed(whole(80), MAX, MARKS), None);
}

/// The slow model: a list of persons, their scores added one by one, raised one point at a time.
#[test]
fn the_formulas_agree_with_asking_person_by_person() {
    let mut dice = Seeded(38);
    for _ in 0..2_000 {
        let max = 5 + dice.below(6) as u32;
        let counts: Vec<(i64, i64)> = (1..=i64::from(max))
            .map(|score| (score, dice.below(9) as i64))
            .collect();
        let mut persons: Vec<i64> = Vec::new();
        for (score, count) in &counts {
            (0..*count).for_each(|_| persons.push(*score));
        }
        if persons.is_empty() {
            continue;
        }
        let survey = Survey::new(counts);
        let target = 1 + dice.below(100) as i128;
        // Met where 100·S ≥ T·max·n, in whole numbers.
        let met = |sum: i128| 100 * sum >= target * i128::from(max) * persons.len() as i128;
        let sum = persons.iter().map(|score| i128::from(*score)).sum::<i128>();
        let mut points = 0;
        while !met(sum + points) {
            points += 1;
        }
        assert_eq!(
            survey.points_needed(whole(target), max, MARKS),
            Some(points),
            "{survey:?} {target}"
        );
        for to in 2..=4 {
            let mut moved = 0;
            while !met(sum + moved * (to - 1)) {
                moved += 1;
            }
            let moving = (1, to as i64);
            assert_eq!(survey.persons_needed(whole(target), moving, max, MARKS), Some(moved));
        }
        let reached = score_of(&survey, max).compare(whole(target)).unwrap().is_ge();
        assert_eq!(reached, met(sum));
        let high = persons.iter().filter(|score| **score >= 4).count() as i128;
        assert_eq!(survey.share(4, max), Ratio::new(100 * high, persons.len() as i128));
    }
}

fn score_of(survey: &Survey, max: u32) -> Ratio {
    survey.score(max, MARKS).unwrap()
}

#[test]
fn halves_go_away_from_zero() {
    let half = |numerator| printed(Ratio::new(numerator, 8).unwrap(), 2);
    assert_eq!([half(1), half(-1), half(3), half(0)], ["0.13", "-0.13", "0.38", "0.00"]);
    assert_eq!(printed(Ratio::new(1, 3).unwrap(), 2), "0.33");
}
