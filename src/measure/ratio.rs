//! Exact fractions: a score is compared unrounded and rounded only for print.

use crate::model::Decimal;
use std::cmp::Ordering;

/// A fraction in lowest terms, its denominator above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The exact order; None where it does not fit.
    #[must_use]
    pub fn compare(self, other: Ratio) -> Option<Ordering> {
        let left = self.numerator.checked_mul(other.denominator)?;
        Some(left.cmp(&other.numerator.checked_mul(self.denominator)?))
    }
}

fn divisor(mut one: u128, mut other: u128) -> u128 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
