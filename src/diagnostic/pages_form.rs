//! The pages of reading files (O10xx) and form (O11xx).

use super::code::Page;

/// In the order of their codes.
pub(super) const FORM: &[Page] = &[];
