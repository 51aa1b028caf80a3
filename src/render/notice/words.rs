//! Numbers and days of a notice in words.

use super::document::Run;
use super::phrases::Phrases;
use crate::diagnostic::Language;
use crate::model::Decimal;
use crate::notice::{Month, Period, Share};
pub(super) use crate::render::words::said;
use crate::render::words::{month_name, pick};
use crate::terms::CompareOp;

/// A text that begins a sentence, a row, a column: a name of small letters gets a capital.
pub(super) fn capital(text: &str) -> String {
    let small = |word: &str| word.chars().all(|char| char.is_ascii_lowercase() || !char.is_ascii());
    let mut chars = text.chars();
    let first = text.split(|char: char| !char.is_alphabetic()).next().unwrap_or("");
    match chars.next() {
        Some(char) if char.is_ascii_lowercase() && small(first) => {
            char.to_ascii_uppercase().to_string() + chars.as_str()
        }
        _ => text.to_owned(),
    }
}

impl Phrases {
    /// A name of the rules, as a run.
    pub(super) fn name(&self, name: &str) -> Run {
        Run::text(said(name))
    }

    /// A name that begins a sentence.
    pub(super) fn begun(&self, name: &str) -> String {
        match self.language() {
            Language::English => capital(&said(name)),
            Language::Chinese => said(name),
        }
    }

    /// What fell due, as lists name it, `ladder/2/event`: the step of a ladder is told by its number.
    pub(super) fn duty(&self, name: &str) -> String {
        let mut parts = name.splitn(3, '/');
        let rung = (
            parts.next(),
            parts.next().filter(|rung| rung.parse::<u8>().is_ok()),
            parts.next(),
        );
        match rung {
            (Some(_), Some(rung), None) => self.text("duty.rung", &[("rung", rung)]),
            (Some(_), Some(rung), Some(event)) => self.text("duty.event", &[("rung", rung), ("event", &said(event))]),
            _ => said(name),
        }
    }

    /// The days of a month: `6月1日至30日`, `1–30`, which stands before the month.
    pub(super) fn days(&self, month: Month) -> String {
        let last = crate::calendar::month_length(month.year, month.month);
        match self.language() {
            Language::Chinese => format!("{}月1日至{last}日", month.month),
            Language::English => format!("1–{last}"),
        }
    }

    /// A date, `2014-07-04`, in words: `2014年7月4日`, `4 July 2014`; as it is where it is none.
    pub(super) fn date(&self, date: &str) -> String {
        let mut parts = date.split('-').map(str::parse::<u32>);
        let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
            return date.to_owned();
        };
        match self.language() {
            Language::Chinese => format!("{year}年{month}月{day}日"),
            Language::English => format!("{day} {} {year}", month_name(month)),
        }
    }

    /// A moment, RFC 3339, in words: `2014年7月3日12:00`, `3 July 2014 12:00`.
    pub(super) fn moment(&self, moment: &str) -> String {
        let (Some(date), Some(time)) = (moment.get(..10), moment.get(11..16)) else {
            return moment.to_owned();
        };
        let between = pick(self.language(), " ", "");
        format!("{}{between}{time}", self.date(date))
    }

    /// The n-th: `third`, `21st`; in Chinese the number, which stands behind 第.
    pub(super) fn ordinal(&self, number: u64) -> String {
        const WORDS: [&str; 10] = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        ];
        let word = usize::try_from(number)
            .ok()
            .and_then(|at| WORDS.get(at.checked_sub(1)?));
        match (self.language(), word) {
            (Language::Chinese, _) => number.to_string(),
            (Language::English, Some(word)) => (*word).to_owned(),
            (Language::English, None) => {
                let tail = match (number % 10, number % 100) {
                    (_, 11..=13) => "th",
                    (1, _) => "st",
                    (2, _) => "nd",
                    (3, _) => "rd",
                    _ => "th",
                };
                format!("{number}{tail}")
            }
        }
    }

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

    /// A month beside others, `6月`, `Jun`; with its year where that is told, `2014年`, `2014`.
    pub(super) fn short_month(&self, month: Month) -> [String; 2] {
        match self.language() {
            Language::Chinese => [format!("{}月", month.month), format!("{}年", month.year)],
            Language::English => [month_name(month.month)[..3].to_owned(), month.year.to_string()],
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
