//! What to say of a name that is not there: the nearest name of the right sort, or what the name is instead.

use super::context::error;
use super::names::{Names, Sort, Word};
use crate::diagnostic::{Diagnostic, Words};
use crate::source::{Sources, Span};

/// At most this many names are typed out where none is near.
const LISTED: usize = 8;

/// The message about an unknown name.
pub(super) fn unknown(
    sources: &Sources,
    names: &Names<'_>,
    near: bool,
    sort: Sort,
    called: (&str, &str),
    word: Word<'_>,
) -> Diagnostic {
    let (en, zh) = called;
    let text = word.text;
    let others: Vec<&str> = names.of(sort).collect();
    let missing = error(
        "O1201",
        word.span,
        Words::new(
            format!("there is no {en} called \"{text}\""),
            format!("没有叫“{text}”的{zh}"),
        ),
    );
    let near = near.then(|| nearest(text, others.iter().copied())).flatten();
    if let Some(near) = near {
        let told = with_near(missing, sources, word.span, near);
        return match names.get(sort, near) {
            Some(declared) => told.related(
                declared.span,
                Words::new(format!("{near} is defined here"), format!("{near} 定义在这里")),
            ),
            None => told,
        };
    }
    if let Some((other, declared)) = names.elsewhere(text, sort) {
        let (other_en, other_zh) = other.words();
        return error(
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
    }
    let missing = match in_comment(sources, sort, text) {
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
fn in_comment(sources: &Sources, sort: Sort, name: &str) -> Option<Span> {
    let (en, zh) = sort.words();
    let heads = [en, zh].map(|head| format!("{head} {name}"));
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

/// Adds the question and the corrected line.
pub(super) fn with_near(told: Diagnostic, sources: &Sources, span: Span, near: &str) -> Diagnostic {
    told.label(Words::new(format!("did you mean {near}?"), format!("是不是 {near}？")))
        .mend(corrected(sources, span, near))
}

/// The whole line with the span replaced by a name, as a mend.
pub(super) fn corrected(sources: &Sources, span: Span, name: &str) -> Words {
    let old = sources.text(span);
    let quotes = old
        .chars()
        .next()
        .zip(old.chars().next_back())
        .filter(|(open, _)| "\"“「".contains(*open));
    let typed = match quotes {
        Some((open, close)) if old.chars().count() > 1 => format!("{open}{name}{close}"),
        _ if name.split('/').all(is_bare) => name.to_string(),
        _ => format!("“{name}”"),
    };
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
    let length = text.chars().count();
    names
        .filter_map(|name| {
            let longer = length.max(name.chars().count());
            let allowed = if longer < 2 { 0 } else { (longer / 3).max(1) };
            // Names of very different length cannot be near; this also keeps long hostile ones cheap.
            if longer - length.min(name.chars().count()) > allowed {
                return None;
            }
            let distance = strsim::osa_distance(text, name);
            (distance > 0 && distance <= allowed).then_some((distance, name))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
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
