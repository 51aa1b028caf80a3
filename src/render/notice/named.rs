//! Who is named and why, who is not and why, and what is required of them.

use super::document::{Block, Run};
use super::layout::{Layout, numeral};
use super::phrases::Phrases;
use super::satisfaction::SMALL;
use super::words::said;
use crate::diagnostic::Language;
use crate::notice::{Figure, LabelCount, NamedParty, Test};
use crate::render::words::pick;
use std::collections::{BTreeMap, BTreeSet};

/// Spans of row numbers told at most.
const SPANS: usize = 12;

/// Who is named, with every line that names it; then who is not.
pub(super) fn named(of: &Layout<'_>) -> Vec<Block> {
    let named = &of.notice.named;
    let mut out: Vec<Block> = named
        .parties
        .iter()
        .zip(1..)
        .map(|(party, number)| Block::Paragraph(of.named_party(number, party)))
        .collect();
    if out.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill("named.none", &[])));
    }
    for spared in &named.spared {
        let because = spared.because.iter().map(|test| of.test("named.spared", test));
        let because = of.phrases.clauses(because);
        let party = [("party", of.phrases.name(&spared.party))];
        out.push(Block::Paragraph(of.phrases.fill_with(
            "named.spared",
            "because",
            &because,
            &party,
        )));
    }
    out
}

/// What is required, of whom.
pub(super) fn requirements(of: &Layout<'_>) -> Vec<Block> {
    let parties = |names: Vec<&String>| {
        of.phrases
            .list(names.into_iter().map(|name| vec![of.phrases.name(name)]))
    };
    let mut out = Vec::new();
    if !of.notice.named.parties.is_empty() {
        let mut values = vec![("section", Run::text(of.number_of_named()))];
        let key = match &of.notice.head.replies_until {
            Some(until) => {
                values.push(("until", Run::text(of.phrases.moment(until))));
                "requirements.named"
            }
            None => "requirements.named.undated",
        };
        let names = parties(of.notice.named.parties.iter().map(|own| &own.party).collect());
        out.push(Block::Paragraph(of.phrases.fill_with(key, "parties", &names, &values)));
    }
    if let Some(leftovers) = of.notice.leftovers.as_ref().filter(|own| own.standing.count > 0) {
        let names = parties(leftovers.parties.iter().map(|(name, _)| name).collect());
        out.push(Block::Paragraph(of.phrases.fill_with(
            "requirements.leftover",
            "parties",
            &names,
            &[],
        )));
    }
    if out.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill("requirements.none", &[])));
    }
    out
}

impl Layout<'_> {
    fn named_party(&self, number: usize, own: &NamedParty) -> Vec<Run> {
        let because = own.because.iter().map(|test| {
            let mut told = self.test("named", test);
            let labels = own
                .labels
                .iter()
                .filter(|label| label.finding == test.what && !label.label.is_empty());
            let labels = self.phrases.list(labels.map(|label| self.label(label)));
            if !labels.is_empty() {
                told.extend(self.phrases.fill_with("named.labels", "labels", &labels, &[]));
            }
            told
        });
        let because = self.phrases.clauses(because);
        let values = [
            ("number", Run::text(self.number_of_party(number))),
            ("party", Run::text(self.phrases.begun(&own.party))),
        ];
        let mut out = self.phrases.fill_with("named.party", "because", &because, &values);
        let rows = self.rows_of(&own.party);
        if !rows.is_empty() {
            out.extend(self.phrases.fill_with("named.annexes", "list", &rows, &[]));
        }
        let rules = self
            .phrases
            .rule_lines(own.because.iter().map(|test| test.rule.as_str()));
        out.extend(self.phrases.fill_with("named.rule", "rules", &rules, &[]));
        let objections = &self.notice.objections;
        let of_party = objections.parties.iter().find(|other| other.party == own.party);
        if objections.fed || of_party.is_some() {
            let count = |figure: Option<&Figure>| figure.map_or_else(|| Run::text("0"), Run::figure);
            let values = [
                ("made", count(of_party.map(|own| &own.made))),
                ("accepted", count(of_party.map(|own| &own.accepted))),
            ];
            out.extend(self.phrases.fill("named.objections", &values));
        }
        out.extend(self.phrases.fill("named.end", &[]));
        out
    }

    /// Where a party's rows stand in the annexes of what is late and what is incomplete: `附件1第1—3、7行`.
    fn rows_of(&self, party: &str) -> Vec<Run> {
        let lists = [self.notice.late_answers(), Some(self.notice.incomplete())];
        let annexes = self
            .annexes
            .iter()
            .filter(|own| lists.contains(&Some(own.figure.clone())));
        let each = annexes.filter_map(|annex| {
            let rows = self.lists.open(&annex.figure).zip(1..);
            let own: Vec<usize> = rows
                .filter(|(row, _)| row.of("party").is(party))
                .map(|(_, at)| at)
                .collect();
            let values = [
                ("annex", Run::text(annex.number.to_string())),
                ("rows", Run::text(self.spans(&own)?)),
            ];
            Some(self.phrases.fill("named.annex", &values))
        });
        self.phrases.clauses(each)
    }

    /// Rising numbers, those that follow each other as a span: `1—3、7`. None where there are none, or more spans than
    /// anybody follows.
    fn spans(&self, numbers: &[usize]) -> Option<String> {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for number in numbers {
            match spans.last_mut() {
                Some((_, end)) if *end + 1 == *number => *end = *number,
                _ => spans.push((*number, *number)),
            }
        }
        let told = spans.iter().map(|(from, to)| match to - from {
            0 => vec![Run::text(from.to_string())],
            1 => vec![
                Run::text(from.to_string()),
                Run::text(pick(self.phrases.language(), ", ", "、")),
                Run::text(to.to_string()),
            ],
            _ => vec![Run::text(format!(
                "{from}{}{to}",
                pick(self.phrases.language(), "–", "—")
            ))],
        });
        let told = self.phrases.list(told);
        (1..=SPANS)
            .contains(&spans.len())
            .then(|| told.iter().map(Run::read).collect())
    }

    /// `（一）`'s numeral, `4.1`.
    fn number_of_party(&self, number: usize) -> String {
        let own = numeral(number, self.phrases.language());
        match self.phrases.language() {
            Language::Chinese => own,
            Language::English => format!("{}.{own}", self.number_of_named()),
        }
    }

    fn label(&self, own: &LabelCount) -> Vec<Run> {
        let what = self.phrases.name(&own.label);
        self.phrases
            .fill("named.count", &[("what", what), ("count", Run::figure(&own.figure))])
    }

    /// A test as it came out, in the words of a group of sentences.
    fn test(&self, group: &str, own: &Test) -> Vec<Run> {
        let mut values = vec![
            ("what", Run::text(self.finding(&own.what))),
            ("relation", Run::text(self.phrases.relation(own.op))),
        ];
        let count = own.count.as_ref().map_or_else(|| Run::text("0"), Run::figure);
        let (key, bound) = match (own.share, own.what.as_str()) {
            _ if own.score.is_some() => {
                // Nobody is shown the score of a few customers, unless a line names the unit by it.
                let few = group != "named" && own.count.as_ref().is_none_or(|count| count.count < SMALL);
                let print = own.score.and_then(|score| score.printed(own.bound));
                let print = print.map_or_else(|| self.phrases.none(), |print| print.to_string());
                values.push(("score", Run::text(if few { String::new() } else { print })));
                values.push(("persons", count));
                (if few { "few" } else { "score" }, own.bound.to_string())
            }
            (Some(share), _) => {
                values.push(("share", Run::text(self.phrases.percent_beside(share, own.bound))));
                values.push(("part", Run::text(share.part.to_string())));
                values.push(("whole", count));
                ("rate", format!("{}%", own.bound))
            }
            (None, "sample") => {
                values.push(("count", count));
                ("sample", own.bound.to_string())
            }
            (None, _) => {
                values.push(("count", count));
                ("count", own.bound.to_string())
            }
        };
        values.push(("bound", Run::text(bound)));
        self.phrases.fill(&format!("{group}.{key}"), &values)
    }

    /// The name of a finding; the built-in one is told in the reader's language.
    pub(super) fn finding(&self, name: &str) -> String {
        if name == crate::report::NOT_RAISED {
            return self.phrases.text("finding.not_raised", &[]);
        }
        said(name)
    }
}

impl Phrases {
    /// Lines of the rules, `file:line` parted by blanks, in words; anything else as it stands.
    pub(super) fn rules(&self, told: &str) -> String {
        let is_line = |own: &str| {
            own.rsplit_once(':')
                .is_some_and(|(_, line)| line.parse::<u64>().is_ok())
        };
        // Blanks stand in the names of files, too.
        let (mut lines, mut rest) = (Vec::new(), told);
        for (at, _) in told.match_indices(' ') {
            let begin = told.len() - rest.len();
            if is_line(&told[begin..at]) {
                lines.push(&told[begin..at]);
                rest = &told[at + 1..];
            }
        }
        lines.push(rest);
        match is_line(rest) {
            true => self.rule_lines(lines.into_iter()).iter().map(Run::read).collect(),
            false => told.to_owned(),
        }
    }

    /// Lines of rules, `file:line`, each file told once: `notice.onus 第30、33行`.
    fn rule_lines<'r>(&self, rules: impl Iterator<Item = &'r str>) -> Vec<Run> {
        let mut files: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for rule in rules {
            let (file, line) = rule.rsplit_once(':').unwrap_or((rule, ""));
            files.entry(file).or_default().extend(line.parse::<u64>());
        }
        let each = files.into_iter().map(|(file, lines)| {
            let lines = lines.into_iter().map(|line| vec![Run::text(line.to_string())]);
            let lines = self.list(lines);
            let values = [("file", Run::text(file))];
            self.fill_with("named.rule.lines", "lines", &lines, &values)
        });
        self.list(each)
    }
}
