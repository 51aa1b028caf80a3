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
    if others.is_empty() {
        return missing.mend(Words::new(
            format!("define it: the rules have no {en} yet"),
            format!("先定义它：规则里还没有任何{zh}"),
        ));
    }
    missing.mend(listed(&others))
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

/// Whether a name can stand without quotes.
fn is_bare(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_numeric() || first == '-')
        && !crate::syntax::is_reserved(name)
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-')
}
