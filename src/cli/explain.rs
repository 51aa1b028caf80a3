//! `onus explain`: the page of a code.

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
                &format!("there is no code {wanted}; onus explain lists all of them"),
                &format!("没有代码 {wanted}；onus explain 可列出全部"),
            );
            Status::Unusable
        }
    }
}
