//! Values that change on dates: the dates rise.

use super::context::{Check, error};
use super::organisation::party_ref;
use crate::diagnostic::Words;
use crate::model::{Dated, PartyRef};
use crate::syntax::tree::{self, Date};

impl<'a> Check<'a> {
    /// A value with all that takes its place later; None where one of them is faulty.
    pub fn dated<T, U>(
        &mut self,
        written: &'a tree::Dated<T>,
        mut one: impl FnMut(&mut Check<'a>, &'a T) -> Option<U>,
    ) -> Option<Dated<U>> {
        let first = one(self, &written.first);
        let mut before: Option<Date> = None;
        let mut later = Vec::new();
        for (from, value) in &written.later {
            if let Some(before) = before.filter(|before| before.date >= from.date) {
                self.tell(
                    error(
                        "O1327",
                        from.span,
                        Words::new(
                            format!("{} does not come after {}", from.date, before.date),
                            format!("{} 不在 {} 之后", from.date, before.date),
                        ),
                    )
                    .related(
                        before.span,
                        Words::new("the value before it holds from here", "前一个值从这里起"),
                    )
                    .mend(Words::new(
                        "write the values in the order of their dates, each date once",
                        "按日期先后写，每个日期只写一次",
                    )),
                );
            }
            before = Some(*from);
            later.push(one(self, value).map(|value| (from.date, value)));
        }
        Some(Dated {
            first: first?,
            later: later.into_iter().collect::<Option<_>>()?,
        })
    }

    /// Who answers, and who does from later dates on.
    pub fn answering(&mut self, written: &'a tree::Dated<tree::PartyRef>) -> Option<Dated<PartyRef>> {
        self.dated(written, party_ref)
    }
}
