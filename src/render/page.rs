//! What `onus explain CODE` prints: the page of a code.

use super::words::pick;
use crate::diagnostic::{CODES, Language};

/// The page of a code as text; None where there is no such code. Small letters are taken for large ones.
#[must_use]
pub fn page(code: &str, language: Language) -> Option<String> {
    let page = CODES
        .iter()
        .find(|page| page.code.0.eq_ignore_ascii_case(code.trim()))?;
    let title = pick(language, page.title.0, page.title.1);
    let body = pick(language, page.body.0, page.body.1);
    Some(format!("{}  {title}\n\n{}\n", page.code, body.trim_end()))
}
