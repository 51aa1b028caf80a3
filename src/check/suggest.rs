//! What to say of a name that is not there: the nearest name of the right sort, or what the name is instead.

use super::context::error;
use super::names::{Names, Sort, Word};
use crate::diagnostic::{Diagnostic, Edit, Words};
use crate::source::{Sources, Span};
use crate::syntax::{is_invisible, plain_letter};
use std::collections::BTreeMap;

/// At most this many names are typed out where none is near.
const LISTED: usize = 8;

/// At most this many names that could be meant are told.
const MEANT: usize = 3;

/// The message about an unknown name: of which sorts it could be, and what it is called here.
pub(super) fn unknown(
    sources: &Sources,
    names: &Names<'_>,
    near: bool,
    sorts: &[Sort],
    called: (&str, &str),
    word: Word<'_>,
) -> Diagnostic {
    let (en, zh) = called;
    let text = word.text;
    let known: BTreeMap<&str, Span> = names.with_places(sorts).collect();
    let missing = error(
        "O1201",
        word.span,
        Words::new(
            format!("there is no {en} called \"{text}\""),
            format!("没有叫“{text}”的{zh}"),
        ),
    );
    let (missing, found) = match near {
        true => with_nearest(missing, sources, word, &known),
        false => (missing, false),
    };
    if found {
        return missing;
    }
    let others: Vec<&str> = known.keys().copied().collect();
    if let Some((other, declared)) = names.elsewhere(text, sorts) {
        let (other_en, other_zh) = other.words();
        let mut told = error(
            "O1204",
            word.span,
            Words::new(
                format!(
                    "\"{text}\" is the name of {} {other_en}; here the name of {} {en} is needed",
                    article(other_en),
                    article(en)
                ),
                format!("“{text}”是{other_zh}的名称，这里要写{zh}的名称"),
            ),
        )
        .related(declared, Words::new("defined here", "定义在这里"))
        .mend(listed(&others));
        told.related.extend(missing.related);
        return told;
    }
    let missing = match in_comment(sources, sorts, text) {
        Some(comment) => missing.related(
            comment,
            Words::new(
                "it is defined here, but behind a #: that is a comment",
                "这里定义了它，但写在 # 后面，是注释",
            ),
        ),
        None => missing,
    };
    if others.is_empty() {
        return missing.mend(Words::new(
            format!("define it: the rules have no {en} yet"),
            format!("先定义它：规则里还没有任何{zh}"),
        ));
    }
    missing.mend(listed(&others))
}

/// Where a comment holds what would define a name: it was put out of use, or a line break before it was lost.
fn in_comment(sources: &Sources, sorts: &[Sort], name: &str) -> Option<Span> {
    let words = sorts.iter().map(|sort| sort.words());
    let heads: Vec<String> = words
        .flat_map(|(en, zh)| [en, zh])
        .map(|head| format!("{head} {name}"))
        .collect();
    sources.iter().find_map(|(file, source)| {
        let mut from = 0;
        source.text.split_inclusive('\n').find_map(|line| {
            let begin = from;
            from += line.len();
            let comment = line.find(['#', '＃'])?;
            let text = line.get(comment..)?;
            let head = heads
                .iter()
                .find_map(|head| text.find(head.as_str()).map(|at| (at, head.len())))?;
            let start = begin + comment + head.0;
            Some(Span {
                file,
                start: u32::try_from(start).ok()?,
                end: u32::try_from(start + head.1).ok()?,
            })
        })
    })
}

/// Adds the names that begin or end with the unknown one, and the nearest, with their places and the corrected lines;
/// and whether there are any of these.
pub(super) fn with_nearest(
    told: Diagnostic,
    sources: &Sources,
    word: Word<'_>,
    known: &BTreeMap<&str, Span>,
) -> (Diagnostic, bool) {
    let near = all_nearest(word.text, known.keys().copied());
    let place = |name: &str| known.get(name).copied().unwrap_or_default();
    let told = halves(word.text, known.keys().copied())
        .take(MEANT)
        .fold(told, |told, (whole, _)| {
            told.related(
                place(whole),
                Words::new(
                    format!("{whole} is defined here: is that one meant, or is a mark missing between two names?"),
                    format!("这里定义的是“{whole}”：要的就是它，还是两个名称之间漏了顿号？"),
                ),
            )
        });
    if near.is_empty() {
        return (told, false);
    }
    let told = told.certain(same_letters(sources, word, known.keys().copied()));
    let (en, zh) = (near.join(" or "), near.join("、"));
    let asked = told.label(Words::new(format!("did you mean {en}?"), format!("是不是 {zh}？")));
    let told = near.into_iter().fold(asked, |told, near| {
        told.mend(corrected(sources, word.span, near)).related(
            place(near),
            Words::new(format!("{near} is defined here"), format!("{near} 定义在这里")),
        )
    });
    (told, true)
}

/// The names that begin or end with a text and go on for two letters or more, each with the rest.
pub(super) fn halves<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> impl Iterator<Item = (&'n str, &'n str)> {
    let long = text.chars().nth(1).is_some();
    let rest = move |name: &'n str| name.strip_prefix(text).or_else(|| name.strip_suffix(text));
    names
        .filter_map(move |name| Some((name, rest(name).filter(|_| long)?)))
        .filter(|(_, rest)| rest.chars().nth(1).is_some())
}

/// Adds the question and the corrected line, where one of some names is near.
pub(super) fn with_near<'n>(
    told: Diagnostic,
    sources: &Sources,
    word: Word<'_>,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Option<Diagnostic> {
    let near = nearest(word.text, names.clone())?;
    let told = told
        .label(Words::new(format!("did you mean {near}?"), format!("是不是 {near}？")))
        .mend(corrected(sources, word.span, near));
    Some(told.certain(same_letters(sources, word, names)))
}

/// The edit that writes the one of some names that differs only in what nobody means by a difference: capital letters,
/// letters and digits of full width, letters of another alphabet that look the same, what cannot be seen.
fn same_letters<'n>(sources: &Sources, word: Word<'_>, names: impl Iterator<Item = &'n str>) -> Option<Edit> {
    let mut same = names.filter(|name| letters(name).eq(letters(word.text)));
    let only = same.next().filter(|_| same.next().is_none())?;
    Some(Edit::new(word.span, typed(sources.text(word.span), only)))
}

/// The letters of a name without what nobody means by a difference.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let seen = name.chars().filter(|letter| !is_invisible(*letter));
    seen.map(plain_letter).flat_map(char::to_lowercase)
}

/// A name as it is typed in the place of another: in the same quotes, or in some where it needs them.
fn typed(old: &str, name: &str) -> String {
    let quotes = old
        .chars()
        .next()
        .zip(old.chars().next_back())
        .filter(|(open, _)| "\"“「".contains(*open));
    match quotes {
        Some((open, close)) if old.chars().count() > 1 => format!("{open}{name}{close}"),
        _ if name.split('/').all(is_bare) => name.to_string(),
        _ => format!("“{name}”"),
    }
}

/// The whole line with the span replaced by a name, as a mend.
fn corrected(sources: &Sources, span: Span, name: &str) -> Words {
    let old = sources.text(span);
    let typed = typed(old, name);
    let line = sources.line_text(span);
    let column = sources.line_column(span).column as usize - 1;
    let before: String = line.chars().take(column).collect();
    let after: String = line.chars().skip(column + old.chars().count()).collect();
    let line = format!("{before}{typed}{after}");
    let line = line.trim();
    Words::new(format!("write: {line}"), format!("改成：{line}"))
}

/// `a` or `an`.
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    }
}

/// The names there are, as a mend.
pub(super) fn listed(names: &[&str]) -> Words {
    if names.is_empty() {
        return Words::new("there are none yet", "现在一个也没有");
    }
    let shown = &names[..names.len().min(LISTED)];
    let (more_en, more_zh) = if names.len() > LISTED {
        (", …", "、……")
    } else {
        ("", "")
    };
    Words::new(
        format!("there are: {}{more_en}", shown.join(", ")),
        format!("已有的是：{}{more_zh}", shown.join("、")),
    )
}

/// The nearest of some names, by insertions, deletions, changes and swaps of characters; None where no name is
/// near enough to be meant.
pub(crate) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    all_nearest(text, names).first().copied()
}

/// The nearest names, where several are equally near the first few of them.
fn all_nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let length = text.chars().count();
    let mut least = usize::MAX;
    let mut found = Vec::new();
    for name in names.filter(|name| *name != text) {
        let longer = length.max(name.chars().count());
        let allowed = if longer < 2 { 0 } else { (longer / 3).max(1) };
        let distance = match longer - length.min(name.chars().count()) {
            _ if letters(name).eq(letters(text)) => 0,
            // Names of very different length cannot be near; this also keeps long hostile ones cheap.
            difference if difference > allowed => continue,
            _ => strsim::osa_distance(text, name),
        };
        if distance > allowed.min(least) {
            continue;
        }
        if distance < least {
            found.clear();
        }
        least = distance;
        if found.len() < MEANT {
            found.push(name);
        }
    }
    found
}

/// Whether a name stands somewhere in a text, as it is or, where it is long enough to be told from others, with one
/// letter more, less or changed.
pub(super) fn nearly_holds(text: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let wide = name.iter().any(|letter| !letter.is_ascii());
    let allowed = match name.len() {
        0 | 1 => return false,
        2 if wide => 0,
        2..=3 if !wide => return false,
        _ => 1,
    };
    // How many changes the first letters of the name are away from some stretch that ends here.
    let mut costs: Vec<usize> = (0..=name.len()).collect();
    for letter in text.chars() {
        let mut corner = 0;
        for at in 1..costs.len() {
            let changed = corner + usize::from(name[at - 1] != letter);
            corner = costs[at];
            costs[at] = changed.min(costs[at] + 1).min(costs[at - 1] + 1);
        }
        if costs.last().is_some_and(|cost| *cost <= allowed) {
            return true;
        }
    }
    false
}

/// Whether a name can stand without quotes.
fn is_bare(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_numeric() || first == '-')
        && !crate::syntax::is_reserved(name)
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-')
}
