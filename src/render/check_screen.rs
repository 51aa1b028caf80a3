//! What `onus check` prints where the rules are sound.

use super::words::thousands;
use crate::diagnostic::Language;
use crate::model::RuleSet;

/// The screen: what there is, and whether its examples hold.
#[must_use]
pub fn check_screen(
    rules: &RuleSet,
    files: usize,
    lines: usize,
    examples: usize,
    failing: usize,
    language: Language,
) -> String {
    let number = thousands(lines as u64);
    let (deadlines, ladders, categories) = (rules.deadlines.len(), rules.ladders.len(), rules.categories.len());
    let rungs: usize = rules.ladders.iter().map(|ladder| ladder.rungs.len()).sum();
    let mut out = match language {
        Language::English => format!(
            "{} {number} {}, no mistakes.\n",
            several(files, "file"),
            if lines == 1 { "line" } else { "lines" }
        ),
        Language::Chinese => format!("{files} 个文件，{number} 行，没有错误。\n"),
    };
    let mut tell = |en: String, zh: String| {
        out.push_str("  ");
        out.push_str(if language == Language::English { &en } else { &zh });
        out.push('\n');
    };
    if deadlines > 0 {
        tell(
            format!(
                "{} every possible case meets exactly one row in each",
                several(deadlines, "deadline")
            ),
            format!("时限 {deadlines} 项：任何一件工单在每一项里恰好对上一行"),
        );
    }
    if ladders > 0 {
        tell(
            format!("{} of {rungs} rungs", several(ladders, "ladder").trim_end_matches(',')),
            format!("阶梯 {ladders} 座，共 {rungs} 级"),
        );
    }
    let kept = if categories == 1 {
        "1 category"
    } else {
        &format!("{categories} categories")
    };
    if categories > 0 && !rules.groups.is_empty() {
        tell(
            format!("{kept}, each has an owner and one reporting group"),
            format!("类别 {categories} 个：个个有归口，个个只归一个口径"),
        );
    } else if categories > 0 {
        tell(
            format!("{kept}, each has an owner"),
            format!("类别 {categories} 个：个个有归口"),
        );
    }
    for spec in rules.calendars.iter().filter(|spec| spec.states_weekly) {
        if let Some((_, end)) = spec.covers.last() {
            tell(
                format!("calendar {} is covered until {end}", spec.name),
                format!("日历 {} 写到 {end}", spec.name),
            );
        }
    }
    if examples > 0 {
        let held = examples - failing;
        tell(
            format!("{held} of {examples} examples hold"),
            format!("用例 {examples} 个，通过 {held} 个"),
        );
    }
    out
}

fn several(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what},")
    } else {
        format!("{count} {what}s,")
    }
}
