//! Messages that only follow from another one of the same place are left out: one mistake, one message.

use crate::diagnostic::Diagnostic;

/// What is told of the rest of a line that has a fault before: the rest was cut off by that fault.
const OF_THE_REST: [&str; 5] = ["O1101", "O1105", "O1109", "O1110", "O1120"];

/// A statement that belongs in another block: with the head of a block lost, all its statements are told so.
const ELSEWHERE: &str = "O1103";
/// And the brace that would have ended the block has no partner.
const ITS_END: &str = "O1111";

/// Leaves out what follows from the message before it; the messages stand in the order of the file.
pub(super) fn leave_out(text: &str, told: &mut Vec<Diagnostic>) {
    let mut before: Option<Before> = None;
    told.retain(|message| {
        let range = message.span.range();
        let lines = |from: usize| {
            text.get(from.min(range.start)..range.start)
                .unwrap_or("")
                .matches('\n')
                .count()
        };
        let code = message.code.0;
        let follows = before.as_ref().is_some_and(|first| {
            let goes_on = code == ITS_END || code == ELSEWHERE && home(message) == first.home;
            lines(first.at) == 0 && OF_THE_REST.contains(&code)
                || first.code == ELSEWHERE && goes_on && lines(first.end) <= 1
        });
        match &mut before {
            Some(first) if follows => first.end = range.end,
            _ => {
                before = Some(Before {
                    code,
                    home: home(message),
                    at: range.start,
                    end: range.end,
                });
            }
        }
        !follows
    });
}

/// The message that was kept last.
struct Before {
    code: &'static str,
    home: String,
    at: usize,
    /// The end of the last message that followed from it, or its own.
    end: usize,
}

/// The block in which a statement belongs, as its message ends.
fn home(message: &Diagnostic) -> String {
    message.message.en.rsplit("; ").next().unwrap_or("").to_owned()
}
