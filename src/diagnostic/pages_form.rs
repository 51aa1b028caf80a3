//! The pages of reading files (O10xx) and form (O11xx).

use super::code::{Code, Page};

/// In the order of their codes.
pub(super) const FORM: &[Page] = &[Page {
    code: Code("O1107"),
    title: ("`days` does not say which days", "“天”没有说是哪种天"),
    body: ("", ""),
    wrong: "",
    right: "",
}];
