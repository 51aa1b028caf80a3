//! A guessed feed as text for a rule file. What was not taken, and what would cure it, stands below as comments: a
//! guess decides nothing.

use super::rule_text::{RuleText, comment};
use super::words::{pick, thousands};
use crate::diagnostic::Language;
use crate::feed::{Guess, GuessedColumn, Stray, Unnamed};
use crate::format::settled;
use crate::model::{FeedField, RuleSet};
use crate::terms::FeedRole;
use unicode_width::UnicodeWidthStr;

/// The block of a guess, and its remarks.
#[must_use]
pub fn feed_block(rules: &RuleSet, guess: &Guess, language: Language) -> String {
    let text = RuleText(language);
    let role = match guess.role {
        FeedRole::Tickets => "tickets",
        FeedRole::Events => "events",
        FeedRole::Surveys => "surveys",
        FeedRole::Monitoring => "monitoring",
        FeedRole::Decisions => "decisions",
        FeedRole::Objections => "objections",
    };
    let file = text.text(&guess.file).unwrap_or_default();
    let mut out = format!("{} {} {file}", text.word("feed"), text.word(role));
    if !matches!(guess.encoding.0, "UTF-8" | "UTF-16LE" | "UTF-16BE") {
        out.push_str(&format!(
            "{}{} {}",
            text.clause(),
            text.word("encoding"),
            guess.encoding.0
        ));
    }
    let mut clause = |word: &str, value: &str| {
        if let Some(value) = text.text(value) {
            out.push_str(&format!("{}{} {value}", text.clause(), text.word(word)));
        }
    };
    match guess.separator {
        Some('\t') => clause("format", "tsv"),
        Some(mark) => clause("separator", &mark.to_string()),
        None => {}
    }
    if let Some(sheet) = &guess.sheet {
        clause("sheet", sheet);
    }
    out.push_str(" {\n");
    let names: Vec<String> = guess
        .columns
        .iter()
        .map(|column| field_name(rules, column.field, text))
        .collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (column, name) in guess.columns.iter().zip(&names) {
        let lead = format!("{name}{}", " ".repeat(width - name.width()));
        out.push_str(&column_lines(guess, column, &lead, text));
    }
    for field in &guess.missing {
        let name = field_name(rules, *field, text);
        let not_found = pick(language, "no column was found for it", "没有找到哪一列是它");
        out.push_str(&format!("  # {name} {} …   ({not_found})\n", text.word("from_column")));
    }
    out.push_str("}\n");
    out.push_str(&left_out(guess, language));
    out
}

fn column_lines(guess: &Guess, column: &GuessedColumn, lead: &str, text: RuleText) -> String {
    let header = guess
        .header
        .get(column.cell)
        .and_then(|header| text.text(header))
        .unwrap_or_default();
    let line = format!("{lead} {} {header}", text.word("from_column"));
    let format = |format: &str| {
        let format = text.text(format).unwrap_or_default();
        format!("{}{} {format}", text.clause(), text.word("format"))
    };
    let form = column.moment.as_ref().filter(|_| is_moment(column.field));
    if let Some((one, other)) = form.and_then(|form| Some((form.format.as_deref()?, form.or.as_deref()?))) {
        return format!("  # {line}{}\n  # {line}{}\n", format(one), format(other));
    }
    let formatted = form
        .and_then(|form| form.format.as_deref())
        .map(format)
        .unwrap_or_default();
    let personal = match column.field {
        FeedField::Customer => format!("{}{}", text.clause(), text.word("personal")),
        _ => String::new(),
    };
    let event = match column.field {
        FeedField::Event if guess.states.is_some() => format!("{}{}", text.clause(), text.word("on_change")),
        FeedField::Event => codes(guess, column.cell, text),
        _ => String::new(),
    };
    format!("  {line}{formatted}{personal}{event}\n")
}

/// What the codes of decisions stand for, as far as can be told: those that excuse. What others stand for is asked.
fn codes(guess: &Guess, cell: usize, text: RuleText) -> String {
    let excuses: Vec<String> = guess.excuses.iter().filter_map(|code| text.text(code)).collect();
    if excuses.is_empty() {
        return String::new();
    }
    let (mapping, excuse, colon) = (text.word("mapping"), text.word("excuse"), text.colon());
    let mut out = format!(
        "{}{mapping} {{\n    {}{colon}{excuse}\n",
        text.clause(),
        excuses.join(text.comma())
    );
    let open = guess
        .strays
        .iter()
        .filter(|stray| stray.cell == cell && stray.near.is_none());
    for code in open.filter_map(|stray| text.text(&stray.value).filter(|_| !stray.value.is_empty())) {
        let what = pick(
            text.0,
            "an event of the workflow, excuse, or ignore",
            "流程里的事件、免责或忽略",
        );
        out.push_str(&format!("    # {code}{colon}…   ({what})\n"));
    }
    out + "  }"
}

/// Whether a guessed field is one of moments; declared ones show it by having a format.
fn is_moment(field: FeedField) -> bool {
    matches!(
        field,
        FeedField::At(_) | FeedField::Moment | FeedField::Recorded | FeedField::Field(_)
    )
}

/// A field as a feed block names it.
#[must_use]
pub fn field_name(rules: &RuleSet, field: FeedField, text: RuleText) -> String {
    let name = |name: Option<&String>| name.and_then(|name| text.name(name)).unwrap_or_default();
    let id = match field {
        FeedField::At(event) => return name(rules.events.get(event.index()).map(|event| &event.name)),
        FeedField::Field(field) => return name(rules.fields.get(field.index()).map(|field| &field.name)),
        FeedField::TicketId => "ticket_id",
        FeedField::Customer => "customer",
        FeedField::Kind => "kind",
        FeedField::Category => "category",
        FeedField::Handler => "handler",
        FeedField::CoHandlers => "co_handlers",
        FeedField::Event => "event",
        FeedField::Moment => "moment",
        FeedField::Recorded => "recorded",
        FeedField::Party => "party",
        FeedField::About => "about",
        FeedField::Reference => "reference",
        FeedField::Tier => "tier",
        FeedField::Monitor => "monitor",
        FeedField::Dimension => "dimension",
        FeedField::Score => "score",
    };
    text.word(id).to_string()
}

/// Columns that are not read, and why.
fn left_out(guess: &Guess, language: Language) -> String {
    let header = |cell: &usize| {
        guess
            .header
            .get(*cell)
            .map_or(String::new(), |header| comment(header).into_owned())
    };
    let mut out = String::new();
    if !guess.unused.is_empty() {
        let names: Vec<String> = guess.unused.iter().map(header).collect();
        let lead = pick(language, "not used: ", "没有用到：");
        out.push_str(&format!("# {lead}{}\n", names.join(pick(language, ", ", "、"))));
    }
    for (cell, why) in &guess.unnamed {
        let (number, name) = (cell + 1, header(cell));
        out.push_str(&match language {
            Language::English => format!("# column {number} \"{name}\": {}\n", unnamed(*why, language)),
            Language::Chinese => format!("# 第{number}列“{name}”：{}\n", unnamed(*why, language)),
        });
    }
    out
}

/// Why a column cannot be named.
pub(super) fn unnamed(why: Unnamed, language: Language) -> &'static str {
    match why {
        Unnamed::Empty => pick(
            language,
            "it has no header; give it one to use it",
            "没有表头，要用就先起个列名",
        ),
        Unnamed::Twice => pick(
            language,
            "another column has the same header; rename one to use it",
            "有两列同名，要用就先改掉一个",
        ),
        Unnamed::Unwritable => pick(
            language,
            "its header cannot be written in a rule file; rename it in the export to use it",
            "这个表头写不进规则文件，要用就先在导出表里改名",
        ),
    }
}

/// The other spellings that would cure strays: a block to be added to the rules, each line for one name.
#[must_use]
pub fn also_called_block(strays: &[&Stray], language: Language) -> String {
    let text = RuleText(language);
    let mut lines: Vec<(String, Vec<String>, u64)> = Vec::new();
    for stray in strays {
        let near = stray
            .near
            .as_deref()
            .map(|near| near.rsplit('/').next().unwrap_or(near));
        let (Some(name), Some(spelling)) = (near.and_then(|near| text.name(near)), text.text(&stray.value)) else {
            continue;
        };
        match lines.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, spellings, count)) => {
                if !spellings.contains(&spelling) {
                    spellings.push(spelling);
                }
                *count += stray.count;
            }
            None => lines.push((name, vec![spelling], stray.count)),
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    let mut out = format!("{} {{\n", text.word("also_called"));
    for (name, spellings, count) in lines {
        let rows = thousands(count);
        let rows = match language {
            Language::English => format!("{rows} row{}", if count == 1 { "" } else { "s" }),
            Language::Chinese => format!("{rows} 行"),
        };
        out.push_str(&format!("  {name} {}   # {rows}\n", spellings.join(text.comma())));
    }
    out.push_str("}\n");
    out
}

/// The whole file: the blocks, then the cures as comments that a person may take up.
#[must_use]
pub fn feed_file(rules: &RuleSet, guesses: &[Guess], language: Language) -> String {
    let mut out = String::from(pick(
        language,
        "# Written by `onus feed guess`: a guess, to be read and mended like any other line of the rules.\n",
        "# 由 onus feed guess 写成：这是猜测，请像其他规则一样核对、修改。\n",
    ));
    for guess in guesses {
        out.push_str(&feed_block(rules, guess, language));
    }
    let strays: Vec<&Stray> = guesses.iter().flat_map(|guess| &guess.strays).collect();
    let cures = also_called_block(&strays, language);
    if !cures.is_empty() {
        out.push_str(pick(
            language,
            "\n# Spellings that are like a name of the rules. Where one is meant, take the # off, here and at both braces.\n",
            "\n# 与规则里的名称相近的叫法。确实是它的，去掉那一行和两个花括号前的 #。\n",
        ));
        out.extend(cures.lines().map(|line| format!("# {line}\n")));
    }
    settled(out)
}
