//! Exact fractions: a score is compared unrounded and rounded only for print.

use crate::model::Decimal;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A fraction in lowest terms, its denominator above 0. In JSON a text: `"301/380"`, `"80/1"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// A fraction; None where it would be divided by nothing, or does not fit.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Ratio> {
        let common = i128::try_from(divisor(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
        let (numerator, denominator) = (numerator.checked_div(common)?, denominator.checked_div(common)?);
        match denominator.cmp(&0) {
            Ordering::Less => Some(Ratio {
                numerator: numerator.checked_neg()?,
                denominator: denominator.checked_neg()?,
            }),
            Ordering::Equal => None,
            Ordering::Greater => Some(Ratio { numerator, denominator }),
        }
    }

    /// A decimal as it is written.
    #[must_use]
    pub fn of(decimal: Decimal) -> Option<Ratio> {
        Ratio::new(decimal.mantissa.into(), 10i128.checked_pow(decimal.scale.into())?)
    }

    /// The sum; None where it does not fit.
    #[must_use]
    pub fn plus(self, other: Ratio) -> Option<Ratio> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Ratio::new(
            left.checked_add(right)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    /// The difference; None where it does not fit.
    #[must_use]
    pub fn minus(self, other: Ratio) -> Option<Ratio> {
        self.plus(other.times(Ratio::new(-1, 1)?)?)
    }

    /// The product; None where it does not fit.
    #[must_use]
    pub fn times(self, other: Ratio) -> Option<Ratio> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        Ratio::new(numerator, self.denominator.checked_mul(other.denominator)?)
    }

    /// The least whole number that is not below it.
    #[must_use]
    pub fn ceiling(self) -> i128 {
        let whole = self.numerator.div_euclid(self.denominator);
        whole.saturating_add(i128::from(self.numerator.rem_euclid(self.denominator) > 0))
    }

    /// For print: half of the last place goes away from zero. None where it does not fit.
    #[must_use]
    pub fn rounded(self, places: u8) -> Option<Decimal> {
        let scaled = self.times(Ratio::new(10i128.checked_pow(places.into())?, 1)?)?;
        let half = scaled.denominator / 2 + scaled.denominator % 2;
        let size = scaled.numerator.checked_abs()?;
        let (whole, rest) = (size / scaled.denominator, size % scaled.denominator);
        let whole = whole.checked_add(i128::from(rest >= half))?;
        Some(Decimal {
            mantissa: i64::try_from(whole * scaled.numerator.signum()).ok()?,
            scale: places,
        })
    }

    /// For print beside a bound: with as many decimals as it takes for the print to stand in the same relation to the
    /// bound as the exact number does, at least so many.
    #[must_use]
    pub fn rounded_beside(self, bound: Decimal, places: u8) -> Option<Decimal> {
        /// Decimals past which no print can tell a number from its bound.
        const MOST: u8 = 9;
        let order = self.compare(Ratio::of(bound)?)?;
        let honest = |places: &u8| self.rounded(*places).is_some_and(|print| print.compare(bound) == order);
        self.rounded((places..=MOST).find(honest).unwrap_or(MOST))
    }

    /// The exact order; None where it does not fit.
    #[must_use]
    pub fn compare(self, other: Ratio) -> Option<Ordering> {
        let left = self.numerator.checked_mul(other.denominator)?;
        Some(left.cmp(&other.numerator.checked_mul(self.denominator)?))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl From<Ratio> for String {
    fn from(ratio: Ratio) -> String {
        ratio.to_string()
    }
}

impl TryFrom<String> for Ratio {
    type Error = String;

    fn try_from(text: String) -> Result<Ratio, String> {
        let parts = text.split_once('/');
        let read = parts.and_then(|(above, below)| Ratio::new(above.parse().ok()?, below.parse().ok()?));
        read.ok_or_else(|| format!("{text} is no fraction"))
    }
}

fn divisor(mut one: u128, mut other: u128) -> u128 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
