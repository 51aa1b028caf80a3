//! A region of tickets: the dates they are judged by, and what they have in common.

use crate::region::Facet;
use chrono::NaiveDate;

/// A region of tickets.
#[derive(Debug, Clone, PartialEq)]
pub struct Tickets {
    /// By the date that the versions are chosen by: from a day on, and up to one; empty: any.
    pub dates: Vec<(Option<NaiveDate>, Option<NaiveDate>)>,
    /// What else they have in common, in the names of [`Merged::rules`].
    pub facets: Vec<Facet>,
}

/// A region with its classes of dates as stretches of days.
pub(super) fn tickets(facets: Vec<Facet>, cuts: &[NaiveDate]) -> Tickets {
    let mut dates: Vec<(Option<NaiveDate>, Option<NaiveDate>)> = Vec::new();
    let mut rest = Vec::new();
    for facet in facets {
        let Facet::Own(classes) = facet else {
            rest.push(facet);
            continue;
        };
        let mut last = None;
        for (class, _) in classes.iter().enumerate().filter(|(_, is_in)| **is_in) {
            let from = class.checked_sub(1).and_then(|at| cuts.get(at)).copied();
            let until = cuts.get(class).and_then(|next| next.pred_opt());
            match dates.last_mut().filter(|_| last.is_some_and(|last| last + 1 == class)) {
                Some(stretch) => stretch.1 = until,
                None => dates.push((from, until)),
            }
            last = Some(class);
        }
    }
    Tickets { dates, facets: rest }
}
