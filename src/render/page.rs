//! What `onus explain CODE` prints: the page of a code.

use super::words::pick;
use crate::diagnostic::{CODES, Language};

/// The page of a code as text; None where there is no such code. Small letters are taken for large ones.
#[must_use]
pub fn page(code: &str, language: Language) -> Option<String> {
    let page = CODES
        .iter()
        .find(|page| page.code.0.eq_ignore_ascii_case(code.trim()))?;
    let of = |text: (&'static str, &'static str)| pick(language, text.0, text.1);
    let mut out = format!("{}  {}\n\n{}\n", page.code, of(page.title), of(page.body).trim_end());
    for (head, sample) in [(("wrong", "错"), page.wrong), (("right", "对"), page.right)] {
        if !sample.is_empty() {
            out.push_str(&format!("\n{}\n", of(head)));
            sample
                .trim_end()
                .lines()
                .for_each(|line| out.push_str(&format!("    {line}\n")));
        }
    }
    Some(out)
}
