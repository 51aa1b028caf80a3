//! What a comparison tells, as values: names of the rules, numbers, lines, tickets; no words of a language.

use super::effect_words::word;
use crate::diff::Effect;
use serde::Serialize;

/// The version of the form; a change of meaning raises it.
const VERSION: u32 = 1;

/// A comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// The version of the program.
    pub program: &'static str,
    /// The rules as they are.
    pub old: Rules,
    /// The rules as they are to be.
    pub new: Rules,
    /// What changes in the meaning, over all the tickets there could be.
    pub meaning: Told,
    /// The same facts under both, where facts were given.
    pub replay: Option<Replayed>,
}

/// One of the two rule sets.
#[derive(Debug, Clone, Serialize)]
pub struct Rules {
    /// As the command line names it.
    pub named: String,
    /// The commit it was taken from.
    pub commit: Option<String>,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// In force for tickets whose event falls on or after the date.
    pub effective: Option<(String, String)>,
    /// The digest of what it means.
    pub digest: String,
}

/// What changes in the meaning, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// No ticket is affected, and that is proved.
    pub nothing: bool,
    /// All that changes is told.
    pub proved: bool,
    /// Who is granted what else.
    pub limits: Vec<Granting>,
    /// Later cases that are due before earlier ones.
    pub overtaken: Vec<Overtaking>,
    /// Rows of one limit that were put together or parted, where that matters.
    pub regrouped: Vec<Regrouping>,
    /// Sentences that are different.
    pub said: Vec<Said>,
    /// Days that are worked otherwise.
    pub days: Vec<CalendarDays>,
    /// Other names for the same.
    pub renamed: Vec<Renaming>,
    /// Deadlines of which the proof ran out of its budget.
    pub not_proven: Vec<String>,
    /// What the new rules state of the change, held against it.
    pub stated: Option<StatedTold>,
}

/// What a change is to do by its own statement, and what comes of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedTold {
    /// The line of the statement.
    pub line: String,
    /// The old rules carry it as well: it is of an earlier change, and nothing is held against it.
    pub earlier: bool,
    /// The effects it states.
    pub effects: Vec<EffectTold>,
    /// What nobody stated.
    pub unstated: Vec<UnstatedTold>,
}

/// An effect that is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EffectTold {
    /// Its line.
    pub line: String,
    /// What it says.
    pub text: String,
    /// The finding, where it does not come as stated.
    pub code: Option<&'static str>,
    /// Whether it comes at all; none: that could not be proved.
    pub happens: Option<bool>,
    /// Who is granted what instead.
    pub instead: Vec<Granting>,
}

/// An effect that nobody stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnstatedTold {
    /// The finding.
    pub code: &'static str,
    /// What is changed: a deadline, a ladder; or the section of the rules.
    pub what: String,
    /// Of limits: who is granted what else.
    pub limit: Option<Granting>,
}

/// A deadline that grants some tickets something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Granting {
    /// The deadline.
    pub deadline: String,
    /// Which tickets: those of any of these regions; an empty one means all.
    pub regions: Vec<String>,
    /// What the old rules grant.
    pub old: String,
    /// What the new rules grant.
    pub new: String,
    /// The lines of the old rules.
    pub old_lines: Vec<String>,
    /// The lines of the new rules.
    pub new_lines: Vec<String>,
}

/// A later case that is due before an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overtaking {
    /// The deadline.
    pub deadline: String,
    /// Cases that start from this day on are overtaken.
    pub since: String,
    /// The start of the earlier case, and when it is due.
    pub earlier: [String; 2],
    /// The start of the later case, and when it is due.
    pub later: [String; 2],
}

/// Rows of one limit that were put together or parted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regrouping {
    /// The deadline.
    pub deadline: String,
    /// The lines of the old rules.
    pub old_lines: Vec<String>,
    /// The lines of the new rules.
    pub new_lines: Vec<String>,
}

/// Sentences of the rules, read aloud, that are different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The list of the rule set.
    pub list: &'static str,
    /// The section in which they are read aloud.
    pub section: String,
    /// The entry; empty where it has no name.
    pub name: String,
    /// Its line in the old rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_line: Option<String>,
    /// Its line in the new rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_line: Option<String>,
    /// What only the old rules say.
    pub before: Vec<String>,
    /// What only the new rules say.
    pub now: Vec<String>,
    /// Of conditions that are others: for which tickets something else comes of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shifts: Vec<Shifting>,
}

/// Tickets for which something else comes of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shifting {
    /// What it decides.
    pub what: String,
    /// What comes of it under the old rules, and under the new; none: the same, as the remark says.
    pub becomes: Option<[String; 2]>,
    /// Which tickets: those of any of these regions; an empty one means all.
    pub regions: Vec<String>,
    /// Regions of which is not proved that there is a ticket in them: what is asked there bears on each other.
    pub possible: Vec<String>,
    /// Told is where no other line holds: any of them suffices, and these both rule sets have.
    pub beside_others: bool,
    /// What is to be said beside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// Days of a calendar that are worked otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarDays {
    /// The calendar.
    pub calendar: String,
    /// The days.
    pub days: Vec<DayTold>,
}

/// A day that is worked otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayTold {
    /// The day.
    pub day: String,
    /// Its hours under the old rules.
    pub old: String,
    /// Under the new ones.
    pub new: String,
}

/// Another name for the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Renaming {
    /// What it is: the list of the rule set.
    pub what: &'static str,
    /// Its name in the old rules.
    pub was: String,
    /// Its name in the new rules.
    pub is: String,
    /// Feeds that write the old name are read as before, or never write such names.
    pub still_read: bool,
}

/// The same facts under both.
#[derive(Debug, Clone, Serialize)]
pub struct Replayed {
    /// The moment of the comparison, RFC 3339.
    pub as_of: String,
    /// The same as the clock on the wall shows it.
    #[serde(skip)]
    pub wall: crate::report::Civil,
    /// Whether it was stated, else it is the newest event.
    pub as_of_stated: bool,
    /// Tickets that both judge.
    pub tickets: u64,
    /// Those of them that come out otherwise.
    pub affected: u64,
    /// Tickets that only the old rules judge.
    pub only_old: u64,
    /// Tickets that only the new rules judge.
    pub only_new: u64,
    /// The first of those.
    pub one_side: Vec<String>,
    /// Rows of the feeds that the old rules set aside.
    pub set_aside_old: u64,
    /// Rows of the feeds that the new rules set aside.
    pub set_aside_new: u64,
    /// The totals of a run under the old rules.
    pub old: Figures,
    /// The totals of a run under the new rules.
    pub new: Figures,
    /// What is different, in a fixed order.
    pub effects: Vec<EffectCount>,
    /// By the lines that judged.
    pub lines: Vec<Line>,
    /// By the lines that enter rungs.
    pub rungs: Vec<Line>,
    /// By finding.
    pub findings: Vec<Line>,
    /// By party, those whose figures change.
    pub parties: Vec<PartyLine>,
    /// Who answers instead of whom.
    pub moves: Vec<Move>,
    /// Who is named.
    pub notices: Vec<NoticeChange>,
}

/// Figures of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// What is judged.
    pub due: u64,
    /// Late, open or done.
    pub late: u64,
    /// What cannot be decided.
    pub undetermined: u64,
    /// Tickets that entered a rung above the first.
    pub escalated: u64,
    /// Findings that hold for good.
    pub findings: u64,
}

/// How often an effect was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EffectCount {
    /// The effect.
    pub effect: &'static str,
    /// How many duties, rungs or findings.
    pub count: u64,
    /// On how many tickets, where that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tickets: Option<u64>,
}

/// A line of the rules and what it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The duty, the rung or the finding, as lists name it.
    pub what: String,
    /// The title of a rung.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The line of the old rules.
    pub old: Option<Quote>,
    /// The line of the new rules.
    pub new: Option<Quote>,
    /// Its words are not in both rule sets, or of one duty another line judges than before; else it only follows from
    /// another that was changed.
    pub changed: bool,
    /// What it did.
    pub effects: Vec<EffectCount>,
    /// To how many tickets.
    pub tickets: u64,
    /// The first of them.
    pub samples: Vec<String>,
}

/// A line of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// `file:line`.
    pub place: String,
    /// What it says; empty where the text is not at hand.
    pub text: String,
}

/// A party whose figures change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyLine {
    /// Its name in the new rules, where they have it.
    pub party: String,
    /// Its name in the old rules, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What is judged of it under the old rules.
    pub due_old: u64,
    /// Under the new.
    pub due_new: u64,
    /// Late under the old rules.
    pub late_old: u64,
    /// Under the new.
    pub late_new: u64,
    /// Rungs entered at it under the old rules.
    pub entered_old: u64,
    /// Under the new.
    pub entered_new: u64,
}

/// Duties for which another party answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Who answered; empty: nobody was found.
    pub from: String,
    /// Who answers.
    pub to: String,
    /// For how many.
    pub count: u64,
}

/// Who is named in a notice of a month, and who was.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeChange {
    /// The block.
    pub notice: String,
    /// The month.
    pub month: String,
    /// Only one of the rule sets has the block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<&'static str>,
    /// Named under the new rules alone.
    pub newly: Vec<NamedChange>,
    /// Named under the old rules alone.
    pub no_longer: Vec<NamedChange>,
    /// Named under both.
    pub still: Vec<String>,
}

/// A party that is named under one of the rule sets.
#[derive(Debug, Clone, Serialize)]
pub struct NamedChange {
    /// The party.
    pub party: String,
    /// The tests of the lines that name it.
    pub because: Vec<TestChange>,
}

/// A test of a naming line, as it came out under both.
#[derive(Debug, Clone, Serialize)]
pub struct TestChange {
    /// What was compared.
    pub what: String,
    /// How it came out under the rules that name the party.
    pub value: String,
    /// How the other rules have it, where they count it.
    pub other: Option<String>,
    /// The relation to the bound.
    pub op: &'static str,
    /// The bound, with its unit.
    pub bound: String,
    /// The line, `file:line`.
    pub rule: String,
}

impl Replayed {
    /// Whether a duty is late that was not.
    #[must_use]
    pub fn makes_late(&self) -> bool {
        let late = [Effect::NewlyLate, Effect::LateNow].map(word);
        self.effects
            .iter()
            .any(|own| own.count > 0 && late.contains(&own.effect))
    }
}

impl Document {
    /// The comparison as one JSON value.
    #[must_use]
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct Versioned<'a> {
            version: u32,
            #[serde(flatten)]
            document: &'a Document,
        }
        let document = Versioned {
            version: VERSION,
            document: self,
        };
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }
}
