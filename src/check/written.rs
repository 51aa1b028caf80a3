//! What the files hold, by sort, whatever file and line it stands in.

use super::chain::Chain;
use super::context::Check;
use super::names::Word;
use super::tables::{TableRows, Tables};
use crate::source::{FileId, Span};
use crate::syntax::tree::{self, Item, Tree};

/// All items of all files, one list a sort, in the order of files and lines.
#[derive(Default)]
pub(super) struct Written<'a> {
    pub heads: Vec<&'a tree::RuleSetHead>,
    pub effective: Vec<&'a tree::Effective>,
    pub zones: Vec<&'a tree::Text>,
    pub counting: Vec<tree::Counting>,
    pub arrival: Vec<tree::Arrival>,
    pub calendars: Vec<&'a tree::Calendar>,
    pub parties: Vec<&'a tree::Party>,
    pub fields: Vec<&'a tree::Field>,
    pub kinds: Vec<&'a tree::Kind>,
    pub categories: Vec<Category<'a>>,
    pub groups: Vec<&'a tree::Group>,
    pub workflows: Vec<&'a tree::Workflow>,
    pub tables: Vec<&'a tree::Table>,
    /// The rows of each table, in the order of `tables`.
    pub table_rows: Vec<TableRows<'a>>,
    /// Versions of one name stand together, the oldest first.
    pub deadlines: Vec<&'a tree::Deadline>,
    /// Versions of one name stand together, the oldest first.
    pub ladders: Vec<&'a tree::Ladder>,
    /// Versions of one name stand together, the oldest first.
    pub schedules: Vec<&'a tree::Schedule>,
    pub repeats: Vec<&'a tree::Repeat>,
    pub findings: Vec<&'a tree::Finding>,
    pub wordings: Vec<&'a tree::Wording>,
    pub quotas: Vec<&'a tree::Quota>,
    pub satisfactions: Vec<&'a tree::Satisfaction>,
    pub metrics: Vec<&'a tree::Metric>,
    pub notices: Vec<&'a tree::Notice>,
    pub feeds: Vec<&'a tree::Feed>,
    pub also_called: Vec<&'a tree::OtherSpelling>,
    pub examples: Vec<&'a tree::Example>,
    pub expect_changes: Vec<&'a tree::ExpectChange>,
}

/// A category of a block or of a table row.
#[derive(Clone, Copy)]
pub(super) struct Category<'a> {
    pub name: Word<'a>,
    pub owner: Option<Owner<'a>>,
    /// The category above, a position in the list before its own.
    pub parent: Option<usize>,
}

/// Where the owner of a category stands.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    /// In a cell of a table.
    OfTable(Word<'a>),
    /// In a rule file.
    Written(&'a tree::Dated<tree::Name>),
}

impl<'a> Written<'a> {
    /// Sorts the items of all files.
    pub fn gather(check: &mut Check<'a>, trees: &'a [(FileId, Tree)], tables: &Tables) -> Written<'a> {
        let mut all = Written::default();
        for (file, tree) in trees {
            let mut older = check.chain.is_older(Span {
                file: *file,
                ..Span::default()
            });
            for item in &tree.items {
                if let Item::RuleSet(head) = item {
                    older = check.chain.is_older(head.span);
                }
                all.add(item, older);
            }
        }
        for table in &all.tables {
            all.table_rows.push(TableRows::read(check, table, tables));
        }
        let owning = all.tables.iter().zip(&all.table_rows);
        for (_, rows) in owning.filter(|(table, _)| !check.chain.is_older(table.span)) {
            for row in rows.rows.iter().filter(|row| row.owner.is_some()) {
                all.categories.push(Category {
                    name: row.category,
                    owner: row.owner.map(Owner::OfTable),
                    parent: None,
                });
            }
        }
        let chain = &check.chain;
        group_versions(&mut all.deadlines, |own| {
            (&own.name.text, chain.edition(own.span), own.from_date)
        });
        // The first ladder that applies is taken: a version has them in its own order, whatever older ones had.
        group_versions(&mut all.ladders, |own| {
            let edition = chain.edition(own.span);
            ((&own.name.text, edition), edition, own.from_date)
        });
        group_versions(&mut all.schedules, |own| {
            (&own.name.text, chain.edition(own.span), None)
        });
        all
    }

    /// Texts that reports print beside names: titles, labels, posts, and the words of satisfaction measures.
    fn texts(&self) -> impl Iterator<Item = &'a tree::Text> {
        let titles = self.heads.iter().map(|head| &head.title);
        let posts = self.parties.iter().filter_map(|party| party.contact.as_ref());
        let rungs = self.ladders.iter().flat_map(|ladder| &ladder.rungs);
        let rungs = rungs.filter_map(|rung| rung.title.as_ref());
        let labels = self.findings.iter().flat_map(|finding| &finding.lines);
        let labels = labels.filter_map(|line| line.label.as_ref());
        let notices = self.notices.iter().flat_map(|notice| &notice.lines);
        let notices = notices.filter_map(|line| match line {
            tree::NoticeLine::Title(title) => Some(title),
            _ => None,
        });
        let measures = self.satisfactions.iter().flat_map(|measure| &measure.lines);
        let measures = measures.flat_map(|line| match line {
            tree::SatisfactionLine::Band { name, .. } => std::slice::from_ref(name),
            tree::SatisfactionLine::Methods(names, _) => names,
            _ => &[],
        });
        let letters = self.deadlines.iter().flat_map(|deadline| &deadline.lines);
        let letters = letters.filter_map(|line| match line {
            tree::DeadlineLine::Remind(remind) => remind.letter.as_ref(),
            _ => None,
        });
        let texts = titles
            .chain(posts)
            .chain(rungs)
            .chain(labels)
            .chain(letters)
            .chain(notices);
        texts.chain(measures)
    }

    /// What is named inside other statements, each with its sort: values of fields, tiers of quotas, dimensions of
    /// surveys, and the texts that reports print.
    pub fn inner_names(&self) -> impl Iterator<Item = (&'static str, &'a tree::Name)> {
        let choices = self.fields.iter().filter_map(|field| match &field.domain {
            tree::Domain::OneOf(choices) => Some(choices),
            _ => None,
        });
        let tiers = self.quotas.iter().flat_map(|quota| &quota.tiers).map(|tier| &tier.tier);
        let choices = choices.flatten().map(|name| ("value", name));
        let tiers = tiers.map(|name| ("tier", name));
        let texts = self.texts().map(|text| ("text", text));
        choices.chain(tiers).chain(texts)
    }

    /// The counting and arrival lines that hold for a version: its own, and those of files that belong to all. None:
    /// those of the newest.
    pub fn counting_of(&self, edition: Option<usize>, chain: &Chain<'_>) -> (Vec<tree::Counting>, Vec<tree::Arrival>) {
        let newest = chain.editions.len().checked_sub(1);
        let holds = |at| chain.edition(at).is_none_or(|own| Some(own) == edition.or(newest));
        let counting = self.counting.iter().filter(|line| holds(line.span)).copied();
        let arrival = self.arrival.iter().filter(|line| holds(line.span)).copied();
        (counting.collect(), arrival.collect())
    }

    /// Whether there is nothing but calendars: such files serve the clock, and others import them.
    pub fn only_calendars(&self) -> bool {
        self.workflows.is_empty()
            && self.deadlines.is_empty()
            && self.ladders.is_empty()
            && self.schedules.is_empty()
            && self.feeds.is_empty()
            && self.examples.is_empty()
            && self.parties.is_empty()
            && self.categories.is_empty()
            && self.effective.is_empty()
    }

    fn add(&mut self, item: &'a Item, older: bool) {
        match item {
            Item::RuleSet(item) => self.heads.push(item),
            Item::Counting(item) => self.counting.push(*item),
            Item::Arrival(item) => self.arrival.push(*item),
            Item::Table(item) => self.tables.push(item),
            Item::Deadline(item) => self.deadlines.push(item),
            Item::Ladder(item) => self.ladders.push(item),
            Item::Schedule(item) => self.schedules.push(item),
            // All else is read from the newest version.
            _ if older => {}
            Item::Effective(item) => self.effective.push(item),
            Item::TimeZone(item) => self.zones.push(item),
            Item::Import(_) => {}
            Item::Calendar(item) => self.calendars.push(item),
            Item::Organisation(item) => self.parties.extend(&item.parties),
            Item::Field(item) => self.fields.push(item),
            Item::Kind(item) => self.kinds.push(item),
            Item::Category(item) => self.add_category(item, None),
            Item::Group(item) => self.groups.push(item),
            Item::Workflow(item) => self.workflows.push(item),
            Item::Repeat(item) => self.repeats.push(item),
            Item::Finding(item) => self.findings.push(item),
            Item::Wording(item) => self.wordings.push(item),
            Item::Quota(item) => self.quotas.push(item),
            Item::Satisfaction(item) => self.satisfactions.push(item),
            Item::Metric(item) => self.metrics.push(item),
            Item::Notice(item) => self.notices.push(item),
            Item::Feed(item) => self.feeds.push(item),
            Item::ExpectChange(item) => self.expect_changes.push(item),
            Item::AlsoCalled(lines) => self.also_called.extend(lines),
            Item::Example(item) => self.examples.push(item),
        }
    }

    fn add_category(&mut self, category: &'a tree::Category, parent: Option<usize>) {
        let id = self.categories.len();
        self.categories.push(Category {
            name: (&category.name).into(),
            owner: category.owner.as_ref().map(Owner::Written),
            parent,
        });
        for below in &category.subcategories {
            self.add_category(below, Some(id));
        }
    }
}

/// Brings the items of one group together at the place of the first, the oldest first.
fn group_versions<'a, T, G: Eq + std::hash::Hash>(
    items: &mut [&'a T],
    key: impl Fn(&'a T) -> (G, Option<usize>, Option<tree::Date>),
) {
    let mut first = std::collections::HashMap::new();
    for (at, item) in items.iter().enumerate() {
        first.entry(key(item).0).or_insert(at);
    }
    items.sort_by_key(|item| {
        let (group, edition, from) = key(item);
        (first.get(&group).copied(), edition, from.map(|from| from.date))
    });
}
