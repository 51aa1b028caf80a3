//! What may be asked where. A row is chosen by facts of the ticket, a finding may ask for lateness, only a
//! notice knows rates: so nothing can wait for itself.

use crate::model::WorkflowId;

/// The places in which conditions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// The test of a kind.
    Kind,
    /// `resolved when`.
    Resolved,
    /// A row of a deadline.
    Row,
    /// The test of an event that ends a deadline.
    End,
    /// `not needed when` of a deadline.
    NotNeeded,
    /// `applies when` of a ladder.
    Applies,
    /// A trigger of this rung.
    Enter(i64),
    /// What a schedule collects.
    Collect,
    /// `when` of a pause.
    Pause,
    /// `unless` of a reminder.
    Remind,
    /// A line of this finding.
    Finding(usize),
    /// Numerator or denominator.
    Metric,
    /// `name when` of a notice.
    Notice,
    /// `expect` of an example.
    Expect,
}

/// What a condition may ask, and of which workflow and ladder.
pub(super) struct Asked {
    pub at: At,
    pub workflow: Option<WorkflowId>,
    /// The highest rung of the ladder it stands in; None: of any ladder.
    pub rungs: Option<i64>,
    /// It stands in what is on trial itself.
    pub on_trial: bool,
}

impl Asked {
    pub fn new(at: At) -> Asked {
        Asked {
            at,
            workflow: None,
            rungs: None,
            on_trial: false,
        }
    }

    /// Its events are those of a workflow.
    pub fn of(self, workflow: WorkflowId) -> Asked {
        Asked {
            workflow: Some(workflow),
            ..self
        }
    }
}

/// What a test needs to be known before it can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// What the ticket tells.
    Facts,
    /// What has happened in the round.
    Events,
    /// How often the customer came with it.
    Repeats,
    /// Whether obligations are late, and where the ticket stands.
    Obligations,
    /// What happens later, findings, `resolved`.
    Outcome,
    /// Findings alone: a notice counts them too.
    Findings,
    /// Figures of a month.
    Figures,
}

impl At {
    /// Whether what a test needs is known at this place.
    pub fn answers(self, needs: Needs) -> bool {
        use Needs::{Events, Facts, Figures, Findings, Obligations, Outcome, Repeats};
        match self {
            At::Kind => needs == Facts,
            At::Resolved | At::Pause => matches!(needs, Facts | Events),
            At::Row | At::End | At::NotNeeded | At::Applies => matches!(needs, Facts | Events | Repeats),
            At::Enter(_) | At::Collect | At::Remind => matches!(needs, Facts | Events | Repeats | Obligations),
            At::Finding(_) | At::Metric | At::Expect => {
                matches!(needs, Facts | Events | Repeats | Obligations | Outcome | Findings)
            }
            At::Notice => matches!(needs, Findings | Figures),
        }
    }

    /// Why not, in both languages.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            At::Kind => (
                "the test of a kind asks only what the ticket itself tells",
                "性质只能按工单自己填的内容来判",
            ),
            At::Resolved => (
                "what \"resolved\" means is told by the ticket and its events alone",
                "“解决”只能按工单内容和环节来定",
            ),
            At::Row => (
                "a time limit is chosen by what the ticket tells and what has happened, not by lateness or findings",
                "选哪个时限只看工单内容和已发生的环节，不看逾期和认定",
            ),
            At::End => (
                "whether an event ends a deadline is told by the ticket and what has happened, not by lateness or findings",
                "环节是否算办结只看工单内容和已发生的环节，不看逾期和认定",
            ),
            At::NotNeeded => (
                "whether a deadline is needed is told by the ticket and what has happened, not by lateness or findings",
                "是否免于时限只看工单内容和已发生的环节，不看逾期和认定",
            ),
            At::Applies => (
                "a ladder is chosen by what the ticket tells and what has happened",
                "用哪个阶梯只看工单内容和已发生的环节",
            ),
            At::Enter(_) => (
                "a rung is entered by lateness, events, repeats or facts of the ticket; findings and what comes later are known only afterwards",
                "进入一级只看逾期、环节、诉求次数和工单内容；认定和以后的事那时还不知道",
            ),
            At::Collect => (
                "a schedule collects by lateness, events, repeats or facts of the ticket; findings and what comes later are known only afterwards",
                "汇总只看逾期、环节、诉求次数和工单内容；认定和以后的事那时还不知道",
            ),
            At::Pause => (
                "whether an event pauses is decided when it happens, by what the ticket tells and what has happened",
                "暂停与否在环节发生时定，只看工单内容和已发生的环节",
            ),
            At::Remind => (
                "a reminder is left out by lateness, events, repeats or facts of the ticket; findings and what comes later are known only afterwards",
                "免发提醒只看逾期、环节、诉求次数和工单内容；认定和以后的事那时还不知道",
            ),
            At::Finding(_) => (
                "rates and samples belong to a month; only a notice asks for them",
                "比率和样本是按月算的，只有通报里能问",
            ),
            At::Metric => (
                "rates and samples are asked in a notice, not inside a metric",
                "比率和样本在通报里问，不能写进指标",
            ),
            At::Notice => (
                "a notice names units by the number of their findings, by rates and by samples",
                "通报点名只看认定的次数、指标和样本",
            ),
            At::Expect => (
                "an example is one ticket; rates and samples belong to a month",
                "用例只有一件工单，比率和样本要按月算",
            ),
        }
    }
}
