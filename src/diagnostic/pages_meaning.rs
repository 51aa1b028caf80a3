//! The pages of what was written well and means nothing sound: names and meaning.

use super::code::Page;

/// In the order of their codes.
pub(super) const MEANING: &[Page] = &[];
