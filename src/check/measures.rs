//! Pass 12: quotas, satisfaction measures and metrics.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::names::Sort;
use super::written::Written;
use crate::calendar::Unit;
use crate::diagnostic::Words;
use crate::model::{self, Band, CountEach, DeadlineId, Decimal, Denominator, Dimension, FieldId};
use crate::source::Span;
use crate::syntax::tree::{self, SatisfactionLine};
use std::cmp::Ordering;

/// Monitoring quotas.
pub(super) fn quotas<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for quota in &written.quotas {
        let head = quota.name.span;
        if quota.tiers.is_empty() {
            check.lacks(
                head,
                Words::new("how often who monitors", "谁监控几次"),
                Words::new("team_leader : 3 persons 8 times", "班长 ： 3人 8次"),
            );
        }
        let mut tiers: Vec<(model::QuotaTier, Span)> = Vec::new();
        for tier in &quota.tiers {
            let persons = check.number_of(&tier.persons, Unit::Persons, Words::new("3 persons", "3人"));
            let times = check.number_of(&tier.times, Unit::Times, Words::new("8 times", "8次"));
            if let Some((_, first)) = tiers.iter().find(|(old, _)| old.tier == tier.tier.text) {
                check.twice(tier.span, *first);
            }
            let (Some(persons), Some(times)) = (persons, times) else {
                continue;
            };
            let place = check.place(tier.span);
            tiers.push((
                model::QuotaTier {
                    tier: tier.tier.text.clone(),
                    persons,
                    times,
                    place,
                },
                tier.span,
            ));
        }
        let Some(every) = quota.every else {
            check.lacks(
                head,
                Words::new("its period", "按什么期间"),
                Words::new("every month", "每月"),
            );
            continue;
        };
        let resolved = model::Quota {
            name: quota.name.text.clone(),
            every,
            tiers: tiers.into_iter().map(|(tier, _)| tier).collect(),
            place: check.place(quota.span),
        };
        check.set.quotas.push(resolved);
    }
}

/// Satisfaction measures: bands inside the scale and apart, weights that make a whole.
pub(super) fn satisfactions<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for measure in &written.satisfactions {
        let resolved = satisfaction(check, measure);
        check.set.satisfactions.extend(resolved);
    }
}

fn satisfaction<'a>(check: &mut Check<'a>, measure: &'a tree::Satisfaction) -> Option<model::Satisfaction> {
    const SCORE: std::ops::RangeInclusive<u32> = 0..=1_000_000;
    let (mut scale, mut out_of, mut decimals) = (Once::default(), Once::default(), Once::default());
    let (mut target, mut recheck, mut ask) = (Once::default(), Once::default(), Once::default());
    let mut bands: Vec<(Band, Span)> = Vec::new();
    let mut dimensions: Vec<(Dimension, Span)> = Vec::new();
    let (mut methods, mut split_by) = (Vec::new(), Vec::new());
    for line in &measure.lines {
        match line {
            SatisfactionLine::Scale(from, to, span) => {
                let ends = check.whole(*from, SCORE, *span).zip(check.whole(*to, SCORE, *span));
                if ends.is_some_and(|(from, to)| from >= to) {
                    backwards(check, *span);
                }
                scale.put(check, ends, *span);
            }
            SatisfactionLine::Band { name, from, to, span } => {
                let ends = check.whole(*from, SCORE, *span).zip(check.whole(*to, SCORE, *span));
                let Some((from, to)) = ends else { continue };
                if from > to {
                    backwards(check, *span);
                }
                bands.push((
                    Band {
                        name: name.text.clone(),
                        from,
                        to,
                    },
                    *span,
                ));
            }
            SatisfactionLine::Dimension { name, weight, span } => {
                let Some(weight) = percent(check, *weight) else {
                    continue;
                };
                if let Some((_, first)) = dimensions.iter().find(|(old, _)| old.name == name.text) {
                    check.twice(*span, *first);
                }
                dimensions.push((
                    Dimension {
                        name: name.text.clone(),
                        weight,
                    },
                    *span,
                ));
            }
            SatisfactionLine::OutOf(number, span) => {
                let number = check.whole(*number, 1..=1_000_000, *span);
                out_of.put(check, number, *span);
            }
            SatisfactionLine::Decimals(number, span) => {
                let number = check.whole(*number, 0..=6, *span);
                decimals.put(check, number, *span);
            }
            SatisfactionLine::Target(written, span) => {
                let dated = check.dated(written, |check, (op, number)| Some((*op, check.decimal(*number)?)));
                target.put(check, dated, *span);
            }
            SatisfactionLine::Methods(names, _) => methods.extend(names.iter().map(|name| name.text.clone())),
            SatisfactionLine::Recheck(share, span) => {
                let share = percent(check, *share);
                recheck.put(check, share, *span);
            }
            SatisfactionLine::Ask { every, times, span } => {
                let times = check.number_of(times, Unit::Times, Words::new("1 time", "1次"));
                ask.put(check, times.map(|times| (*every, times)), *span);
            }
            SatisfactionLine::SplitBy(names, _) => {
                for name in names {
                    split_by.extend(check.find(Sort::Field, name).map(FieldId::from));
                }
            }
        }
    }
    let head = measure.name.span;
    if scale.get().is_none() {
        check.lacks(
            head,
            Words::new("its scale", "评分从几到几"),
            Words::new("scale 1 to 10", "评分 1 至 10"),
        );
    }
    let scale = scale.take().flatten();
    if let Some(scale) = scale {
        bands_apart(check, scale, &bands);
    }
    if !check.fault_within(head) {
        whole_weight(check, &dimensions);
    }
    Some(model::Satisfaction {
        name: measure.name.text.clone(),
        scale: scale?,
        bands: bands.into_iter().map(|(band, _)| band).collect(),
        dimensions: dimensions.into_iter().map(|(dimension, _)| dimension).collect(),
        out_of: out_of.take().flatten(),
        decimals: decimals.take().flatten(),
        target: target.take().flatten(),
        methods,
        recheck: recheck.take().flatten(),
        ask: ask.take().flatten(),
        split_by,
        place: check.place(measure.span),
    })
}

fn backwards(check: &mut Check<'_>, span: Span) {
    check.tell(
        error(
            "O1352",
            span,
            Words::new("this ends before it begins", "结束在开始之前"),
        )
        .mend(Words::new("write the lower score first", "先写低分，后写高分")),
    );
}

fn bands_apart(check: &mut Check<'_>, (low, high): (u32, u32), bands: &[(Band, Span)]) {
    for (at, (band, span)) in bands.iter().enumerate() {
        let name = &band.name;
        if band.from < low || band.to > high {
            check.tell(
                error(
                    "O1352",
                    *span,
                    Words::new(
                        format!("band {name} leaves the scale of {low} to {high}"),
                        format!("等级 {name} 超出了评分 {low} 至 {high}"),
                    ),
                )
                .mend(Words::new("change the band or the scale", "改等级或改评分")),
            );
        }
        let clash = bands
            .iter()
            .take(at)
            .find(|(old, _)| old.name == band.name || (old.from <= band.to && band.from <= old.to));
        if let Some((old, first)) = clash {
            let other = &old.name;
            check.tell(
                error(
                    "O1353",
                    *span,
                    Words::new(
                        format!("bands {other} and {name} overlap: a score would count in both"),
                        format!("等级 {other} 和 {name} 重叠：有的分数会算两次"),
                    ),
                )
                .related(*first, Words::new("the other band", "另一个等级"))
                .mend(Words::new("let every score be in one band", "让每个分数只在一个等级里")),
            );
        }
    }
}

fn whole_weight(check: &mut Check<'_>, dimensions: &[(Dimension, Span)]) {
    let Some((_, last)) = dimensions.last() else { return };
    // At most nine decimals each, told before.
    let sum: i128 = dimensions
        .iter()
        .map(|(dimension, _)| {
            i128::from(dimension.weight.mantissa) * 10i128.pow(9 - u32::from(dimension.weight.scale.min(9)))
        })
        .sum();
    const WHOLE: i128 = 100 * 1_000_000_000;
    if sum == WHOLE {
        return;
    }
    let (percent, rest) = (sum / 1_000_000_000, (sum % 1_000_000_000).abs());
    let shown = format!("{percent}.{rest:09}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    check.tell(
        error(
            "O1354",
            *last,
            Words::new(
                format!("the weights of the dimensions make {shown}%, not 100%"),
                format!("各维度的权重合计 {shown}%，不是 100%"),
            ),
        )
        .mend(Words::new(
            "change the weights so that they make 100%",
            "调整权重，使合计为 100%",
        )),
    );
}

/// A share from 0 to 100 percent.
fn percent(check: &mut Check<'_>, written: tree::Decimal) -> Option<Decimal> {
    let number = check.decimal(written)?;
    let (none, all) = (
        Decimal { mantissa: 0, scale: 0 },
        Decimal {
            mantissa: 100,
            scale: 0,
        },
    );
    if written.percent && number.compare(none) != Ordering::Less && number.compare(all) != Ordering::Greater {
        return Some(number);
    }
    let text = check.sources.text(written.span).trim();
    check.refuse(
        error(
            "O1324",
            written.span,
            Words::new(
                format!("\"{text}\" is no share of a whole"),
                format!("“{text}”不是占比"),
            ),
        )
        .mend(Words::new(
            "write a percentage from 0% to 100%",
            "写 0% 至 100% 的百分数",
        )),
    )
}

/// Metrics: a numerator inside a denominator.
pub(super) fn metrics<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for metric in &written.metrics {
        let resolved = metric_of(check, metric);
        check.set.metrics.extend(resolved);
    }
}

fn metric_of<'a>(check: &mut Check<'a>, metric: &'a tree::Metric) -> Option<model::Metric> {
    let head = metric.name.span;
    let asked = Asked::new(At::Metric);
    let count_each = match &metric.count_each {
        Some((None, _)) => Some(CountEach::Ticket),
        Some((Some(name), _)) => check
            .find(Sort::Deadline, name)
            .map(|id| CountEach::Deadline(DeadlineId::from(id))),
        None => {
            check.lacks(
                head,
                Words::new("what is counted", "逐件统计什么"),
                Words::new("count each ticket", "逐件统计 工单"),
            );
            None
        }
    };
    let numerator = match &metric.numerator {
        Some(cond) => check.cond(cond, &asked),
        None => {
            check.lacks(
                head,
                Words::new("its numerator", "分子"),
                Words::new("numerator when answer on time", "分子 当 处理答复 按时"),
            );
            None
        }
    };
    let denominator = match &metric.denominator {
        Some((None, _)) => Some(Denominator::All),
        Some((Some(cond), _)) => check.cond(cond, &asked).map(Denominator::When),
        None => {
            check.lacks(
                head,
                Words::new("its denominator", "分母"),
                Words::new("denominator all", "分母 全部"),
            );
            None
        }
    };
    let target = match &metric.target {
        Some(written) => Some(check.dated(written, |check, (op, share)| Some((*op, percent(check, *share)?)))?),
        None => None,
    };
    Some(model::Metric {
        name: metric.name.text.clone(),
        count_each: count_each?,
        numerator: numerator?,
        denominator: denominator?,
        target,
        place: check.place(metric.span),
    })
}
