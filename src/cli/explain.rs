//! `onus explain`: the page of a code.

use super::{Screen, Status};
use crate::diagnostic::CODES;

/// Prints a page, or the list of all.
pub fn explain(code: Option<&str>, screen: &mut Screen) -> Status {
    let Some(wanted) = code else {
        for page in CODES {
            screen.say(&format!("{}  {}", page.code, screen.pick(page.title.0, page.title.1)));
        }
        return Status::Done;
    };
    match CODES.iter().find(|page| page.code.0.eq_ignore_ascii_case(wanted)) {
        Some(page) => {
            let pick = |text: (&'static str, &'static str)| screen.pick(text.0, text.1);
            let mut text = format!("{}  {}\n\n{}\n", page.code, pick(page.title), pick(page.body));
            for (title, sample) in [(("wrong", "错"), page.wrong), (("right", "对"), page.right)] {
                if !sample.is_empty() {
                    let lines: Vec<String> = sample.trim_end().lines().map(|line| format!("    {line}")).collect();
                    text.push_str(&format!("\n{}\n{}\n", pick(title), lines.join("\n")));
                }
            }
            screen.say(text.trim_end());
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
