//! Number and date of a notice, what was issued before it, and the corrections of it.

use super::document::{Block, Run};
use super::layout::Layout;
use super::overview::share;
use super::phrases::Phrases;
use super::words::said;
use crate::notice::{Change, Corrected, Correction, FeedRows, Issued};
use crate::render::safe::terminal;

/// Digits of a digest in the foot; all of them stand in the JSON.
const SHORT: usize = 12;

/// What stands where the number stands: the number, or that it is a draft.
pub(super) fn number(of: &Layout<'_>) -> String {
    let until = &of.notice.objections.until;
    match (&of.notice.record.issued, until) {
        (Some(issued), _) => of.phrases.issued("number.issued", issued),
        (None, Some(until)) => of
            .phrases
            .text("number.draft.until", &[("until", &of.phrases.moment(until))]),
        (None, None) => of.phrases.text("number.draft", &[]),
    }
}

/// The date below the signature.
pub(super) fn dated(of: &Layout<'_>) -> String {
    match &of.notice.record.issued {
        Some(issued) => of.phrases.date(&issued.on),
        None => of.phrases.text("signed.draft", &[]),
    }
}

/// Where the figures of the month before come from, and how those of the year before stand beside today's.
pub(super) fn beside(of: &Layout<'_>) -> Vec<Block> {
    let record = &of.notice.record;
    let mut out = Vec::new();
    if let Some(because) = &record.because {
        let because = terminal(because);
        out.push(of.phrases.text("record.because", &[("reason", &because)]));
    }
    if let Some(last) = &record.last {
        let month = of.phrases.month(last.month);
        out.push(match &last.issued {
            Some(issued) => {
                let name = of.phrases.issued("issued.name", issued);
                of.phrases
                    .text("record.last.issued", &[("month", &month), ("name", &name)])
            }
            None => of.phrases.text("record.last.computed", &[("month", &month)]),
        });
    }
    if let Some(own) = record.year_ago(of.notice.head.month) {
        let month = of.phrases.month(own.month);
        let name = of.phrases.issued("issued.name", &own.issued);
        let now = of.notice.overview.kinds.whole.now.count;
        let key = match now.cmp(&own.received) {
            std::cmp::Ordering::Equal => "record.year.same",
            _ if own.received == 0 => "record.year.from_none",
            std::cmp::Ordering::Greater => "record.year.more",
            std::cmp::Ordering::Less => "record.year.fewer",
        };
        let change = Change::of_counts(now, own.received)
            .map_or_else(|| of.phrases.none(), |change| format!("{}%", of.phrases.size(change)));
        let values = [
            ("month", month.as_str()),
            ("name", &name),
            ("last", &own.received.to_string()),
            ("by", &now.abs_diff(own.received).to_string()),
            ("change", &change),
        ];
        let mut text = of.phrases.text(key, &values);
        for rate in of
            .notice
            .overview
            .rates
            .iter()
            .filter(|rate| rate.of_deadline.is_some())
        {
            let Some(then) = own.rate(&rate.metric) else { continue };
            let Some(points) = Change::of_shares(share(rate), then) else {
                continue;
            };
            let metric = said(&rate.metric);
            let values = [
                ("metric", metric.as_str()),
                ("last", &of.phrases.percent(then)),
                ("points", &of.phrases.signed(Some(points))),
            ];
            text += &of.phrases.text("record.year.rate", &values);
        }
        out.push(text + &of.phrases.text("record.year.end", &[]));
    }
    out.into_iter()
        .map(|text| Block::Paragraph(vec![Run::text(text)]))
        .collect()
}

/// What the notice was made of, for the foot: the sum of the rows, digests in short.
pub(super) fn origin(of: &Layout<'_>) -> Vec<Vec<Run>> {
    let Some(origin) = &of.notice.origin else {
        return Vec::new();
    };
    let phrases = of.phrases;
    let short = |digest: &str| digest.chars().take(SHORT).collect::<String>();
    let feed = |own: &FeedRows| {
        let digest = short(&own.digest);
        vec![Run::text(
            phrases.text("origin.feed", &[("file", &own.file), ("digest", &digest)]),
        )]
    };
    let feeds: String = phrases
        .list(origin.feeds.iter().map(feed))
        .iter()
        .map(Run::read)
        .collect();
    let made = [
        ("rules", short(&origin.rules)),
        ("feeds", feeds),
        ("program", origin.program.clone()),
    ];
    let made = made.map(|(name, told)| (name, Run::text(told)));
    let rows = &origin.tickets;
    let count = |count: u64| Run::text(count.to_string());
    // What stands on a list opens it; what is of other months, joined or set aside stands on none of this month.
    let rows = [
        ("read", count(rows.read)),
        ("month", Run::figure(&of.notice.overview.kinds.whole.now)),
        ("void", Run::figure(&of.notice.left_out)),
        ("elsewhere", count(rows.elsewhere)),
        ("aside", count(rows.aside)),
    ];
    vec![phrases.fill("origin.rows", &rows), phrases.fill("origin", &made)]
}

/// Figures of the last notice, then and now.
pub(super) fn corrections(of: &Layout<'_>) -> Vec<Block> {
    let told = of.notice.record.corrections.iter();
    told.map(|own| Block::Paragraph(vec![Run::text(correction(own, of.phrases))]))
        .collect()
}

/// A correction as a sentence.
#[must_use]
pub fn correction(own: &Correction, phrases: &Phrases) -> String {
    let what = match own.what {
        Corrected::Entered => phrases.text("corrected.entered", &[("rung", &own.of_what)]),
        what => {
            let told = phrases.text(&format!("corrected.{}", what.word()), &[]);
            phrases.text("corrected.of", &[("whose", &said(&own.of_what)), ("what", &told)])
        }
    };
    let list = |key: &str, tickets: &[String]| match tickets {
        [] => String::new(),
        some => {
            let some = some.iter().map(|ticket| vec![Run::text(ticket)]);
            let list: String = phrases.list(some).iter().map(Run::read).collect();
            phrases.text(key, &[("list", &list)])
        }
    };
    phrases.text(
        "corrections.line",
        &[
            ("number", &own.number.to_string()),
            ("month", &phrases.month(own.month)),
            ("name", &phrases.issued("issued.name", &own.of)),
            ("what", what.trim()),
            ("then", &own.then.to_string()),
            ("now", &own.now.to_string()),
            ("gone", &list("corrections.gone", &own.gone)),
            ("come", &list("corrections.come", &own.come)),
        ],
    )
}

impl Phrases {
    /// A notice by its issuer, year and number.
    #[must_use]
    pub fn issued(&self, key: &str, own: &Issued) -> String {
        let (year, number) = (own.year.to_string(), own.number.to_string());
        self.text(
            key,
            &[("issuer", &said(&own.issuer)), ("year", &year), ("number", &number)],
        )
    }
}
