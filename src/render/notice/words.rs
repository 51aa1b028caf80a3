//! Numbers and days of a notice in words.

use super::document::Run;
use super::phrases::Phrases;
use crate::diagnostic::Language;
use crate::model::Decimal;
use crate::notice::{Month, Period, Share};
use crate::render::words::{month_name, pick};
use crate::terms::CompareOp;

impl Phrases {
    /// A decimal with its sign, also where it rose.
    pub(super) fn signed(&self, number: Option<Decimal>) -> String {
        match number {
            Some(number) if number.mantissa > 0 => format!("+{number}"),
            Some(number) => number.to_string(),
            None => self.none(),
        }
    }

    /// A decimal without its sign.
    pub(super) fn size(&self, number: Decimal) -> String {
        (Decimal {
            mantissa: number.mantissa.saturating_abs(),
            ..number
        })
        .to_string()
    }

    /// A share in percent; a dash of nothing.
    pub(super) fn percent(&self, share: Share) -> String {
        share.printed().map_or_else(|| self.none(), |print| format!("{print}%"))
    }

    /// A share in percent beside a bound: the print never hides on which side it lies.
    pub(super) fn percent_beside(&self, share: Share, bound: Decimal) -> String {
        let print = share.printed_beside(bound);
        print.map_or_else(|| self.none(), |print| format!("{print}%"))
    }

    /// What stands where there is nothing.
    pub(super) fn none(&self) -> String {
        self.text("none", &[])
    }

    /// `2014年6月`, `June 2014`.
    pub(super) fn month(&self, month: Month) -> String {
        match self.language() {
            Language::Chinese => format!("{}年{}月", month.year, month.month),
            Language::English => format!("{} {}", month_name(month.month), month.year),
        }
    }

    /// A month, a quarter, a year.
    pub(super) fn period(&self, period: Period) -> String {
        let (first, months) = (period.first, period.last.number() - period.first.number() + 1);
        let (year, quarter) = (first.year, first.month.div_ceil(3));
        match (months, self.language()) {
            (1, _) => self.month(first),
            (3, Language::Chinese) => format!("{year}年第{quarter}季度"),
            (3, Language::English) => format!("quarter {quarter} of {year}"),
            (_, Language::Chinese) => format!("{year}年"),
            (_, Language::English) => year.to_string(),
        }
    }

    /// A relation in words.
    pub(super) fn relation(&self, op: CompareOp) -> String {
        let key = match op {
            CompareOp::AtLeast => "relation.at_least",
            CompareOp::AtMost => "relation.at_most",
            CompareOp::Less => "relation.less",
            CompareOp::Greater => "relation.more",
            CompareOp::Equal => "relation.equal",
            CompareOp::NotEqual => "relation.not_equal",
        };
        self.text(key, &[])
    }

    /// Texts one behind another, with the mark of lists between them.
    pub(super) fn list(&self, items: impl IntoIterator<Item = Vec<Run>>) -> Vec<Run> {
        joined(items, pick(self.language(), ", ", "、"))
    }

    /// Texts of which one is enough.
    pub(super) fn either(&self, items: impl IntoIterator<Item = Vec<Run>>) -> Vec<Run> {
        joined(items, pick(self.language(), " or ", "或"))
    }

    /// Clauses one behind another.
    pub(super) fn clauses(&self, items: impl IntoIterator<Item = Vec<Run>>) -> Vec<Run> {
        joined(items, pick(self.language(), "; ", "；"))
    }
}

fn joined(items: impl IntoIterator<Item = Vec<Run>>, mark: &str) -> Vec<Run> {
    let mut out = Vec::new();
    for item in items {
        if !out.is_empty() {
            out.push(Run::text(mark));
        }
        out.extend(item);
    }
    out
}
