//! A notice as values: what `--format json` prints, what a snapshot keeps, what every layout reads.

use super::list::{Figure, Only};
use super::month::Month;
use super::objections::Objections;
use super::origin::Origin;
use super::parties::incomplete;
use super::quotas::Quota;
use super::record::Record;
use super::satisfaction::Satisfaction;
use super::share::{PLACES, Share};
use crate::measure::Ratio;
use crate::model::Decimal;
use crate::terms::{CompareOp, Level};
use serde::{Deserialize, Serialize};

/// A notice of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What stands above and below it.
    pub head: Head,
    /// Received, and the rates of the whole house.
    pub overview: Overview,
    /// Received by reporting group; None where the rules have no groups.
    pub groups: Option<Breakdown>,
    /// Who had answers due, in the order of the organisation.
    pub parties: Vec<PartyRow>,
    /// Answers due of which no party could be found; they stand in no row of a party.
    pub nobody: Figure,
    /// What fell due at the rungs above the first.
    pub rungs: Vec<RungTable>,
    /// Who is named, and who is not.
    pub named: Named,
    /// Late answers by what became of them, and incomplete ones by what is incomplete.
    pub kinds: Kinds,
    /// How long answers took.
    pub handling: Option<Handling>,
    /// Received by category, the most frequent first.
    pub hot_spots: Vec<Slice>,
    /// What else fell due: deadlines other than that of the answers, events that a rung demands, hand-overs.
    pub others: Vec<OtherTable>,
    /// What climbed.
    pub climbed: Climbed,
    /// What is left over; None where nothing is deducted every month.
    pub leftovers: Option<Leftovers>,
    /// Who came again.
    pub repeats: Repeats,
    /// How much was monitored of what had to be.
    pub quotas: Vec<Quota>,
    /// What customers answered.
    pub satisfactions: Vec<Satisfaction>,
    /// Who objected to what it charges.
    pub objections: Objections,
    /// Tickets accepted in the month that are void or merged.
    pub left_out: Figure,
    /// Why rows of the feeds do not count, whatever their month.
    pub set_aside: Figure,
    /// Its number, and what stands on record beside it.
    pub record: Record,
    /// What it was made of; None where it only stands beside the notice of the next month.
    pub origin: Option<Origin>,
}

impl Notice {
    /// Answers that were late, of all parties; None where no metric counts answers.
    #[must_use]
    pub fn late_answers(&self) -> Option<Figure> {
        let mut late = self.overview.answers()?.whole.clone();
        late.only.push(Only::is("verdict", "late"));
        late.count = self.kinds.done_late.count + self.kinds.still_open.count;
        Some(late)
    }

    /// Findings of the month that count as incomplete, of all parties.
    #[must_use]
    pub fn incomplete(&self) -> Figure {
        Figure {
            count: self.kinds.incomplete.iter().map(|(_, own)| own.count).sum(),
            list: "found".to_owned(),
            only: vec![incomplete()],
        }
    }
}

impl Overview {
    /// The rate by which answers are told: the first of a metric that counts the obligations of a deadline.
    #[must_use]
    pub fn answers(&self) -> Option<&Rate> {
        self.rates.iter().find(|rate| rate.of_deadline.is_some())
    }
}

/// What stands above and below a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The name of its block.
    pub notice: String,
    /// The month.
    pub month: Month,
    /// The title as the rules write it; `{month}` and `{year}` in it are filled in where it is printed.
    pub title: String,
    /// Who issues it.
    pub issuer: Option<String>,
    /// To whom it goes.
    pub addressees: Vec<Addressee>,
    /// Who gets a copy.
    pub copies: Vec<Addressee>,
    /// Who signs it.
    pub signed: Option<String>,
    /// The title of the rules.
    pub rules: String,
    /// The version of the rules in force on the first day of the month.
    pub version: u32,
    /// Facts up to this moment count, RFC 3339.
    pub data_until: String,
    /// The sections in their order, by their English words.
    pub sections: Vec<String>,
}

/// Whom a notice goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// All units.
    AllUnits,
    /// All departments.
    AllDepartments,
    /// A party by its name.
    Party(String),
}

/// A count beside that of the month before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Slice {
    /// What is counted.
    pub name: String,
    /// This month.
    pub now: Figure,
    /// The month before; None where it is not known.
    pub last: Option<u64>,
}

/// A whole by its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Breakdown {
    /// The parts.
    pub parts: Vec<Slice>,
    /// The whole.
    pub whole: Slice,
}

/// Received, and the rates of the whole house.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overview {
    /// Received, by kind.
    pub kinds: Breakdown,
    /// Every metric over all parties, in the order of the rules.
    pub rates: Vec<Rate>,
}

/// What is aimed at, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// The relation.
    pub op: CompareOp,
    /// The bound.
    pub bound: Decimal,
    /// Whether it is reached, by the exact share; None where nothing is counted.
    pub reached: Option<bool>,
}

/// A metric of one party, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rate {
    /// The metric.
    pub metric: String,
    /// What it counts: a deadline's obligations by due month; None: tickets by the month of acceptance.
    pub of_deadline: Option<String>,
    /// Counted below the line.
    pub whole: Figure,
    /// Counted above it too.
    pub part: Figure,
    /// Of these, what looks ahead and whose window is still open.
    pub provisional: Figure,
    /// The month before; None where it is not known.
    pub last: Option<Share>,
    /// What is aimed at.
    pub aim: Option<Aim>,
    /// The line of the metric, `file:line`.
    pub rule: String,
    /// What is counted above the line, in words of the rules.
    pub numerator: String,
    /// What is counted below it, in words of the rules; empty: all.
    pub denominator: String,
}

/// What a party did with what fell due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRow {
    /// Its name.
    pub party: String,
    /// Its level.
    pub level: Level,
    /// The rate of answers: the first metric that counts a deadline's obligations.
    pub rate: Rate,
    /// Of these, late.
    pub late: Figure,
    /// Findings of the month that count as incomplete.
    pub incomplete: Figure,
    /// What is left over with it.
    pub leftover: Figure,
    /// Points taken off.
    pub deducted: Decimal,
    /// What they are taken off for.
    pub deductions: Vec<Line>,
    /// Whether the most that is deducted was reached.
    pub capped: bool,
}

/// Points for a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The finding.
    pub finding: String,
    /// How many.
    pub figure: Figure,
    /// Points for each.
    pub each: Decimal,
    /// The line, `file:line`.
    pub rule: String,
}

/// What fell due at a rung, by party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungTable {
    /// The rung.
    pub rung: u8,
    /// Its title.
    pub title: String,
    /// Its parties in the order of the organisation.
    pub rows: Vec<RungRow>,
}

/// What fell due at a rung for one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungRow {
    /// The party.
    pub party: String,
    /// Judged.
    pub due: Figure,
    /// In time.
    pub on_time: Figure,
    /// Late.
    pub late: Figure,
    /// Entered in the month and still open, not yet due by the cut-off.
    pub running: Figure,
}

/// Late answers by what became of them, and incomplete ones by what is incomplete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kinds {
    /// Answered, but late.
    pub done_late: Figure,
    /// Not answered by the cut-off.
    pub still_open: Figure,
    /// By the English word of what is incomplete; those that are nothing are left out.
    pub incomplete: Vec<(String, Figure)>,
}

/// How long answers of the month took, from start to answer, in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Handling {
    /// Answers given.
    pub answers: Figure,
    /// Whether working time is counted; else elapsed time.
    pub working: bool,
    /// The mean, rounded down.
    pub mean: i64,
    /// The median: half took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub ninth: i64,
}

/// What fell due of one duty, by party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherTable {
    /// The duty as lists name it.
    pub duty: String,
    /// Its parties in the order of the organisation.
    pub rows: Vec<RungRow>,
}

/// Who is named, and who is not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Named {
    /// By party in the order of the organisation, with every line that names it.
    pub parties: Vec<NamedParty>,
    /// Parties with something counted against a line that does not name them.
    pub spared: Vec<Spared>,
}

/// A party that is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedParty {
    /// The party.
    pub party: String,
    /// The tests of the lines that name it, as they came out.
    pub because: Vec<Test>,
    /// What is incomplete, or late, by the labels of findings.
    pub labels: Vec<LabelCount>,
}

/// How often a label stands in the findings of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelCount {
    /// The finding.
    pub finding: String,
    /// The label; empty where its line prints none.
    pub label: String,
    /// How many.
    pub figure: Figure,
}

/// A party that a line did not name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spared {
    /// The party.
    pub party: String,
    /// The tests that did not hold.
    pub because: Vec<Test>,
}

/// A test of a naming line, as it came out for a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// What was compared: a finding, a metric, `sample`.
    pub what: String,
    /// Findings, or the sample; None for a rate.
    pub count: Option<Figure>,
    /// The rate; None for a count.
    pub share: Option<Share>,
    /// The score of a satisfaction; None for everything else.
    #[serde(default)]
    pub score: Option<Scored>,
    /// The relation.
    pub op: CompareOp,
    /// The bound.
    pub bound: Decimal,
    /// The line, `file:line`.
    pub rule: String,
}

/// The score of a satisfaction, as a test compared it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Exact; None where a dimension has no answers.
    pub score: Option<Ratio>,
    /// Decimals of print; None: as shares are printed.
    pub decimals: Option<u8>,
}

impl Scored {
    /// For print beside a bound: on the side on which it lies.
    #[must_use]
    pub fn printed(self, bound: Decimal) -> Option<Decimal> {
        self.score?.rounded_beside(bound, self.decimals.unwrap_or(PLACES))
    }
}

/// What climbed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Climbed {
    /// The rungs above the first.
    pub rungs: Vec<ClimbedRung>,
    /// What should have been raised and was not.
    pub not_raised: Figure,
}

/// What entered a rung in the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClimbedRung {
    /// The rung.
    pub rung: u8,
    /// Its title.
    pub title: String,
    /// All.
    pub entered: Figure,
    /// By party.
    pub parties: Vec<(String, Figure)>,
    /// Solved there.
    pub solved: Figure,
    /// A higher rung was entered.
    pub raised: Figure,
    /// Handed on by an exit, or taken over.
    pub moved_on: Figure,
    /// Open.
    pub open: Figure,
}

/// What is left over at the cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Leftovers {
    /// All that stands.
    pub standing: Figure,
    /// Since this month.
    pub new: Figure,
    /// Since an earlier one.
    pub carried: Figure,
    /// What stood a month ago and does not any more; None where that is not known.
    pub struck_off: Option<Vec<Leftover>>,
    /// By party.
    pub parties: Vec<(String, Figure)>,
    /// How many months the oldest has been carried, the first included; 0 where nothing stands.
    pub oldest: i64,
    /// What stands, for the notice of the next month.
    pub cases: Vec<Leftover>,
}

/// One that is left over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Leftover {
    /// The ticket.
    pub ticket: String,
    /// The finding.
    pub finding: String,
    /// Who answers for it.
    pub party: String,
    /// The month in which it was proved.
    pub since: Month,
}

/// Who came again with the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Repeats {
    /// Tickets of the month that were not the first.
    pub tickets: Figure,
    /// Customers behind them.
    pub customers: u64,
    /// Those that came for the third time or more.
    pub chains: Vec<Chain>,
}

/// A matter that came three times or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// Its tickets, the oldest first, parted by ` > `.
    pub tickets: String,
    /// The category.
    pub category: String,
    /// Who holds the last of them.
    pub party: String,
    /// How many there are.
    pub occurrence: u64,
}
