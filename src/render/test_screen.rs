//! What `onus test` prints: every example that fails, expected against got, and how many hold.

use super::safe::terminal;
use super::words::pick;
use crate::diagnostic::{Language, Words};
use crate::model::{Place, RuleSet};

/// An expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The line of the expectation.
    pub place: Place,
    /// What the rule file says must come out.
    pub expected: Words,
    /// What came out.
    pub got: Words,
}

impl Failure {
    /// What must come out, without the word that opens the line.
    #[must_use]
    pub fn expected(&self, language: Language) -> &str {
        let line = self.expected.get(language);
        let said = ["expect ", "应 "].into_iter().find_map(|word| line.strip_prefix(word));
        said.unwrap_or(line)
    }
}

/// What became of one example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its title.
    pub title: String,
    /// Its head.
    pub place: Place,
    /// Nobody has reviewed it.
    pub unreviewed: bool,
    /// How many expectations it states.
    pub expectations: usize,
    /// Those that do not hold; empty: it holds.
    pub failures: Vec<Failure>,
    /// The trace of its ticket (see [`super::why::why_text`]), printed where it fails.
    pub trace: String,
}

/// The outcomes as text.
#[must_use]
pub fn test_text(outcomes: &[Outcome], rules: &RuleSet, language: Language) -> String {
    let mut out = String::new();
    for one in outcomes.iter().filter(|one| !one.failures.is_empty()) {
        out.push_str(&format!(
            "{}  {}  {}\n",
            pick(language, "FAILS", "不符"),
            terminal(&one.title),
            terminal(&rules.place(one.place))
        ));
        for failure in &one.failures {
            let expected = terminal(failure.expected(language));
            let got = terminal(failure.got.get(language));
            let place = terminal(&rules.place(failure.place)).into_owned();
            out.push_str(&format!(
                "  {}{expected}    {place}\n",
                pick(language, "expected  ", "应为  ")
            ));
            out.push_str(&format!("  {}{got}\n", pick(language, "got       ", "实为  ")));
        }
        for line in one.trace.lines() {
            out.push_str(format!("    {line}").trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    let failed = outcomes.iter().filter(|one| !one.failures.is_empty()).count();
    let expectations: usize = outcomes.iter().map(|one| one.expectations).sum();
    let all = outcomes.len();
    let unreviewed = outcomes.iter().filter(|one| one.unreviewed).count();
    out.push_str(&match (failed, language) {
        (0, _) if all == 0 => pick(language, "the rules have no examples yet\n", "规则里还没有用例\n").to_owned(),
        (0, Language::English) => {
            let plural = |number: usize| if number == 1 { "" } else { "s" };
            let holds = if all == 1 { "holds" } else { "hold" };
            let (these, those) = (plural(all), plural(expectations));
            format!("{all} example{these} {holds} ({expectations} expectation{those})\n")
        }
        (0, Language::Chinese) => format!("用例 {all} 个全部通过（{expectations} 项应有结果）\n"),
        (_, Language::English) => format!("{failed} of {all} examples fail\n"),
        (_, Language::Chinese) => format!("用例 {all} 个，{failed} 个不符\n"),
    });
    match (unreviewed, language) {
        (0, _) => {}
        (_, Language::English) => out.push_str(&format!("{unreviewed} of them unreviewed\n")),
        (_, Language::Chinese) => out.push_str(&format!("其中待审 {unreviewed} 个\n")),
    }
    out
}
