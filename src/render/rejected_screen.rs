//! What an ended run prints where too many rows of a feed were set aside: not a percentage, but what would cure it.

use super::page_title;
use super::safe::terminal;
use super::words::{pick, thousands};
use crate::diagnostic::Language;
use crate::feed::Table;
use crate::model::RuleSet;

/// Cures told for one feed at most; the rest is counted.
const MOST: usize = 12;

/// The feeds over the limit, each with its cures, the one that mends most rows first. Spellings of a customer's own
/// columns are told only where asked for.
#[must_use]
pub fn rejected_screen(
    rules: &RuleSet,
    table: &Table,
    over: &[usize],
    limit: &str,
    personal: bool,
    language: Language,
) -> String {
    let mut out = String::new();
    let rejections = table.rejections();
    for count in table.counts().iter().filter(|count| over.contains(&count.feed)) {
        let (aside, read) = (thousands(count.set_aside), thousands(count.read));
        let file = terminal(&count.name);
        let limit = terminal(limit);
        out.push_str(&match language {
            Language::English => format!(
                "{file}: {aside} of {read} rows would be set aside, more than {limit}; nothing was judged. What would cure it:\n"
            ),
            Language::Chinese => format!("{file}：{read} 行里有 {aside} 行要搁置，超过 {limit}，没有往下算。这样可以救回来：\n"),
        });
        let own: Vec<_> = rejections
            .iter()
            .filter(|one| usize::from(one.feed) == count.feed)
            .collect();
        for one in own.iter().take(MOST) {
            let column = one
                .column
                .and_then(|at| rules.feeds.get(count.feed)?.columns.get(usize::from(at)));
            let column = column.map_or(String::new(), |column| terminal(&column.column).into_owned());
            let value = if one.personal && !personal || one.value.is_empty() {
                String::new()
            } else {
                quoted(&one.value, language)
            };
            let rows = where_it_stands(one.count, one.first, language);
            let told: Vec<&str> = [one.code.0, &column, &value, &rows]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            let (title, colon) = (page_title(one.code), pick(language, ": ", "："));
            let title = pick(language, title.0, title.1);
            let cure = terminal(one.cure.get(language));
            out.push_str(&format!("  {}  {title}{colon}{cure}\n", told.join("  ")));
        }
        if own.len() > MOST {
            let more = own.len() - MOST;
            out.push_str(&match language {
                Language::English => format!("  and {more} more\n"),
                Language::Chinese => format!("  另有 {more} 种\n"),
            });
        }
    }
    out.push_str(pick(
        language,
        "to go on all the same: --max-rejected 100%\n",
        "执意要往下算：--max-rejected 100%\n",
    ));
    out
}

/// How many rows, and the first of them.
#[must_use]
pub fn where_it_stands(count: u64, first: u32, language: Language) -> String {
    let rows = thousands(count);
    match (count, language) {
        (1, Language::English) => format!("row {first}"),
        (_, Language::English) => format!("{rows} rows, first row {first}"),
        (1, Language::Chinese) => format!("第{first}行"),
        (_, Language::Chinese) => format!("{rows} 行，最先在第{first}行"),
    }
}

fn quoted(value: &str, language: Language) -> String {
    let value: String = terminal(value).chars().take(60).collect();
    match language {
        Language::English => format!("\"{value}\""),
        Language::Chinese => format!("“{value}”"),
    }
}
