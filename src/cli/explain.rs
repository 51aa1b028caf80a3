//! `onus explain`: the page of a code.

use super::messages::Trouble;
use super::{Screen, Status};
use crate::diagnostic::CODES;
use crate::render::page;

/// Prints a page, or the list of all.
pub fn explain(code: Option<&str>, screen: &Screen) -> Status {
    let Some(wanted) = code else {
        for page in CODES {
            screen.say(&format!("{}  {}", page.code, screen.pick(page.title.0, page.title.1)));
        }
        return Status::Done;
    };
    match page(wanted, screen.language) {
        Some(page) => {
            screen.say(&page);
            Status::Done
        }
        None => {
            screen.complain(
                &Trouble::new(format!("there is no code {wanted}"), format!("没有代码 {wanted}"))
                    .mend("list all codes: onus explain", "列出全部代码：onus explain"),
            );
            Status::Unusable
        }
    }
}
