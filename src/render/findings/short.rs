//! One line a message: `path:line:column: error O1201: message`. The severity is English in both languages: editors
//! look for it.

use super::super::safe::terminal;
use super::{Told, severity_word};

/// The messages, a line each.
#[must_use]
pub fn short(told: &[Told]) -> String {
    let mut out = String::new();
    for one in told {
        let (path, at) = (terminal(&one.spot.path), one.spot.start);
        let (severity, message) = (severity_word(one.severity), terminal(&one.message));
        let code = one.code;
        out.push_str(&format!(
            "{path}:{}:{}: {severity} {code}: {message}\n",
            at.line, at.column
        ));
    }
    out
}
