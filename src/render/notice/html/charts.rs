//! Charts a leader looks at: how the month stands beside those before, what it was about, what became of it up the
//! ladder. Each prints its numbers; none is drawn of fewer than two values.

use super::super::phrases::Phrases;
use super::opened::Opened;
use super::writer::{Writer, class};
use super::{ladder, shares, trend};
use crate::notice::Notice;

/// All charts that have something to show.
pub(super) fn charts(out: &mut Writer, notice: &Notice, phrases: &Phrases, opened: &mut Opened) {
    let of = Charts { notice, phrases };
    let trends = trend::all(&of);
    let shares = shares::shares(&of);
    let levels = ladder::levels(&of);
    if trends.is_empty() && shares.is_none() && levels.is_empty() {
        return;
    }
    out.element("section", &[class("charts")], |out| {
        out.told("h2", &[class("unseen")], &phrases.text("html.glance", &[]));
        let mut number = 0;
        let mut next = || {
            number += 1;
            number
        };
        for own in &trends {
            trend::draw(out, next(), own, &of, opened);
        }
        if let Some(own) = &shares {
            shares::draw(out, next(), own, &of, opened);
        }
        if !levels.is_empty() {
            ladder::draw(out, next(), &levels, &of, opened);
        }
    });
}

/// What charts are made of.
pub(super) struct Charts<'a> {
    pub notice: &'a Notice,
    pub phrases: &'a Phrases,
}
