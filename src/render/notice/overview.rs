//! Received, and the rates of the whole house.

use super::document::{Block, Run};
use super::layout::Layout;
use super::phrases::Phrases;
use super::words::said;
use crate::notice::{Aim, Change, Rate, Share, Slice};
use crate::render::words;

/// The one line a leader reads.
pub(super) fn one_line(of: &Layout<'_>) -> Vec<Run> {
    let Some(rate) = of.notice.overview.answers() else {
        return Vec::new();
    };
    let named = of.notice.named.parties.len().to_string();
    let mut values = of.rate(rate);
    values.push(("month", Run::text(of.phrases.month(of.notice.head.month))));
    values.push(("named", Run::text(named)));
    let key = match &of.notice.leftovers {
        Some(leftovers) => {
            values.push(("leftover", Run::figure(&leftovers.standing)));
            "oneline"
        }
        None => "oneline.plain",
    };
    of.phrases.fill(key, &values)
}

/// What was received, and every metric.
pub(super) fn overview(of: &Layout<'_>) -> Vec<Block> {
    let kinds = &of.notice.overview.kinds;
    let parts = kinds.parts.iter().map(|part| {
        let name = of.phrases.part(part);
        of.phrases
            .fill("overview.kind", &[("name", name), ("count", Run::figure(&part.now))])
    });
    let parts = of.phrases.list(parts);
    let mut values = vec![("received", Run::figure(&kinds.whole.now))];
    let than = of.than(&kinds.whole);
    let told = if kinds.parts.is_empty() {
        Vec::new()
    } else {
        of.phrases.fill_with("overview.kinds", "list", &parts, &[])
    };
    values.push(("than", Run::text(than)));
    let mut out = vec![Block::Paragraph(of.phrases.fill_with(
        "overview.received",
        "kinds",
        &told,
        &values,
    ))];
    let answers = of.notice.overview.answers();
    for rate in &of.notice.overview.rates {
        out.push(Block::Paragraph(of.sentence(rate)));
        if answers == Some(rate) {
            out.extend(of.late_kinds().map(Block::Paragraph));
            out.extend(of.handling().map(Block::Paragraph));
        }
    }
    out
}

impl Layout<'_> {
    /// Beside the month before.
    fn than(&self, own: &Slice) -> String {
        let Some(last) = own.last else { return String::new() };
        let now = own.now.count;
        let key = match now.cmp(&last) {
            std::cmp::Ordering::Equal => "overview.same",
            _ if last == 0 => "overview.from_none",
            std::cmp::Ordering::Greater => "overview.more",
            std::cmp::Ordering::Less => "overview.fewer",
        };
        let change = Change::of_counts(now, last);
        let change = change.map_or_else(
            || self.phrases.none(),
            |change| format!("{}%", self.phrases.size(change)),
        );
        let by = now.abs_diff(last).to_string();
        self.phrases
            .text(key, &[("last", &last.to_string()), ("by", &by), ("change", &change)])
    }

    fn sentence(&self, rate: &Rate) -> Vec<Run> {
        let key = match rate.of_deadline {
            _ if rate.whole.count == 0 => "rate.none",
            Some(_) => "rate.answers",
            None => "rate.tickets",
        };
        self.phrases.fill(key, &self.rate(rate))
    }

    /// The values of a rate.
    pub(super) fn rate(&self, rate: &Rate) -> Vec<(&'static str, Run)> {
        let share = share(rate);
        vec![
            ("metric", self.phrases.name(&rate.metric)),
            ("deadline", self.phrases.name(rate.of_deadline.as_deref().unwrap_or(""))),
            ("due", Run::figure(&rate.whole)),
            ("on_time", Run::figure(&rate.part)),
            ("whole", Run::figure(&rate.whole)),
            ("part", Run::figure(&rate.part)),
            ("rate", Run::text(self.beside(share, rate.aim))),
            ("than", Run::text(self.points(share, rate.last))),
            ("verdict", Run::text(self.verdict(rate.aim))),
            ("provisional", Run::text(self.provisional(rate))),
            ("numerator", Run::text(&rate.numerator)),
            ("denominator", Run::text(self.denominator(rate))),
        ]
    }

    /// What of a rate can still change.
    fn provisional(&self, rate: &Rate) -> String {
        match rate.provisional.count {
            0 => String::new(),
            count => self.phrases.text("rate.provisional", &[("count", &count.to_string())]),
        }
    }

    /// Late answers by what became of them, incomplete ones by what is incomplete; None where there is neither.
    fn late_kinds(&self) -> Option<Vec<Run>> {
        let (own, language) = (&self.notice.kinds, self.phrases.language());
        let late = [
            ("overview.done_late", &own.done_late),
            ("overview.still_open", &own.still_open),
        ];
        let late = late
            .into_iter()
            .map(|(key, figure)| (self.phrases.text(key, &[]), figure));
        let incomplete = own.incomplete.iter();
        let incomplete = incomplete.map(|(word, figure)| (words::incomplete(word, language).to_owned(), figure));
        let told = late
            .chain(incomplete)
            .filter(|(_, figure)| figure.count > 0)
            .map(|(name, figure)| {
                let values = [("name", Run::text(name)), ("count", Run::figure(figure))];
                self.phrases.fill("overview.kind", &values)
            });
        let told = self.phrases.list(told);
        (!told.is_empty()).then(|| self.phrases.fill_with("overview.short_of", "list", &told, &[]))
    }

    fn handling(&self) -> Option<Vec<Run>> {
        let own = self.notice.handling.as_ref()?;
        let language = self.phrases.language();
        // Nobody reads seconds of hours.
        let whole = |seconds: i64| match seconds {
            0..3600 => seconds,
            _ => (seconds + 30) / 60 * 60,
        };
        let told = |seconds: i64| match own.working {
            true => Run::text(words::working(whole(seconds), language)),
            false => Run::text(words::elapsed(whole(seconds), language)),
        };
        let key = if own.working {
            "overview.took_working"
        } else {
            "overview.took"
        };
        let values = [
            ("count", Run::figure(&own.answers)),
            ("this_month", Run::figure(&own.this_month)),
            ("earlier", Run::figure(&own.earlier)),
            ("mean", told(own.mean)),
            ("median", told(own.median)),
            ("ninth", told(own.ninth)),
        ];
        Some(self.phrases.fill(key, &values))
    }

    /// What a rate is a share of, in words.
    pub(super) fn denominator(&self, rate: &Rate) -> String {
        match (rate.denominator.as_str(), &rate.of_deadline) {
            ("", Some(deadline)) => self
                .phrases
                .text("rate.all_of_deadline", &[("deadline", &said(deadline))]),
            ("", None) => self.phrases.text("rate.all_tickets", &[]),
            (when, Some(deadline)) => self.phrases.text(
                "rate.some_of_deadline",
                &[("deadline", &said(deadline)), ("when", when)],
            ),
            (when, None) => self.phrases.text("rate.some_tickets", &[("when", when)]),
        }
    }

    fn beside(&self, share: Share, aim: Option<Aim>) -> String {
        match aim {
            Some(aim) => self.phrases.percent_beside(share, aim.bound),
            None => self.phrases.percent(share),
        }
    }

    fn points(&self, now: Share, last: Option<Share>) -> String {
        let Some((last, points)) = last.and_then(|last| Some((last, Change::of_shares(now, last)?))) else {
            return String::new();
        };
        let key = match points.mantissa.signum() {
            1 => "rate.rose",
            -1 => "rate.fell",
            _ => "rate.same",
        };
        let (last, points) = (self.phrases.percent(last), self.phrases.size(points));
        self.phrases.text(key, &[("last", &last), ("points", &points)])
    }

    fn verdict(&self, aim: Option<Aim>) -> String {
        let Some((aim, reached)) = aim.and_then(|aim| Some((aim, aim.reached?))) else {
            return String::new();
        };
        let key = if reached { "rate.reached" } else { "rate.missed" };
        self.phrases.text(key, &[("aim", &format!("{}%", aim.bound))])
    }
}

impl Phrases {
    /// The name of a part; what is not told has words of its own.
    pub(super) fn part(&self, part: &Slice) -> Run {
        match part.name.as_str() {
            "" => Run::text(self.text("untold", &[])),
            name => self.name(name),
        }
    }
}

/// The counts of a rate.
pub(super) fn share(rate: &Rate) -> Share {
    Share {
        part: rate.part.count,
        whole: rate.whole.count,
    }
}
