//! What the examples of a rule set decide, for people.

use super::words::pick;
use crate::coverage::{Coverage, Item, Kind};
use crate::diagnostic::Language;
use crate::model::RuleSet;
use crate::report::Quotes;
use std::fmt::Write;

/// The sum, a line of counts, and what is missing, line by line.
#[must_use]
pub fn coverage_text(coverage: &Coverage, rules: &RuleSet, quotes: &Quotes<'_>, language: Language) -> String {
    let (shown, all) = coverage.shown();
    let percent = coverage.percent();
    let mut out = match language {
        Language::English => format!("coverage: the examples show {shown} of {all} things, {percent}%\n"),
        Language::Chinese => format!("覆盖：应由用例说明的 {all} 项，已说明 {shown} 项，{percent}%\n"),
    };
    let counts: Vec<String> = Kind::ALL
        .into_iter()
        .filter_map(|kind| count(coverage, kind, language))
        .collect();
    let _ = writeln!(out, "  {}", counts.join(pick(language, " · ", "；")));
    match (coverage.unreviewed(), language) {
        (0, _) => {}
        (count, Language::English) => {
            let _ = writeln!(
                out,
                "  beside that, unreviewed examples alone decide {count}; read them and take \"unreviewed\" away"
            );
        }
        (count, Language::Chinese) => {
            let _ = writeln!(out, "  另有 {count} 项只有待审用例说明：看过之后去掉“待审”");
        }
    }
    let missing: Vec<&Item> = coverage.items.iter().filter(|item| !item.is_whole()).collect();
    if missing.is_empty() {
        return out;
    }
    out.push_str(pick(language, "\nwhat no example shows:\n", "\n还没有用例说明的：\n"));
    for item in missing {
        let (place, block) = (rules.place(item.part.place), item.part.block(rules));
        let colon = pick(language, ": ", "：");
        let _ = writeln!(out, "  {place}  {block}{colon}{}", quotes.of(item.part.place));
        let _ = writeln!(out, "      {}", lacks(item, language));
    }
    out
}

/// How many of a sort are decided, and on which sides of their limits examples lie; None: there are none.
fn count(coverage: &Coverage, kind: Kind, language: Language) -> Option<String> {
    let own: Vec<&Item> = coverage.items.iter().filter(|item| item.part.kind() == kind).collect();
    if own.is_empty() {
        return None;
    }
    let name = kind_word(kind, language);
    let decided = own.iter().filter(|item| item.decided).count();
    let limited: Vec<_> = own.iter().filter_map(|item| item.sides).collect();
    let in_time = limited.iter().filter(|sides| sides.in_time).count();
    let late = limited.iter().filter(|sides| sides.late).count();
    let (all, limits) = (own.len(), limited.len());
    Some(match (language, limits) {
        (Language::English, 0) => format!("{name} {decided} of {all}"),
        (Language::Chinese, 0) => format!("{name} {decided}/{all}"),
        (Language::English, _) => {
            format!("{name} {decided} of {all} (their limits: kept {in_time}, missed {late} of {limits})")
        }
        (Language::Chinese, _) => {
            format!("{name} {decided}/{all}（限内 {in_time}/{limits}，超限 {late}/{limits}）")
        }
    })
}

fn kind_word(kind: Kind, language: Language) -> &'static str {
    let (en, zh) = match kind {
        Kind::Row => ("rows", "期限行"),
        Kind::Rung => ("rungs", "级"),
        Kind::Trigger => ("triggers", "进入条件"),
        Kind::Pause => ("pauses", "暂停"),
        Kind::Extension => ("extensions", "延期"),
        Kind::Exit => ("exits", "转出"),
        Kind::Finding => ("lines of findings", "认定行"),
        Kind::Naming => ("naming lines", "点名行"),
    };
    pick(language, en, zh)
}

/// What is missing of a part.
fn lacks(item: &Item, language: Language) -> String {
    let sides = item.sides.unwrap_or(crate::coverage::Sides {
        in_time: true,
        late: true,
    });
    let all = [
        (
            item.unreviewed,
            "only an unreviewed example decides it",
            "只有待审用例说明",
        ),
        (
            !item.decided && !item.unreviewed,
            "without it every example comes out the same",
            "删去它，所有用例结果不变",
        ),
        (!sides.in_time, "no example keeps its limit", "没有用例在限内"),
        (!sides.late, "no example misses its limit", "没有用例超限"),
    ];
    let lacking = all.into_iter().filter(|(lacks, ..)| *lacks);
    let words: Vec<&str> = lacking.map(|(_, en, zh)| pick(language, en, zh)).collect();
    words.join(pick(language, "; ", "；"))
}
