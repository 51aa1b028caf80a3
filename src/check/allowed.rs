//! What a rule file allows: `# allow O2103: because …` takes back a warning or a note.
//!
//! It is a comment, in either language, as it changes no verdict: behind a statement it is about that line, on a line of
//! its own about the next one. It names its reason, and is told where it takes nothing back. Errors are never allowed.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity, Words};
use crate::source::{FileId, Source, Sources, Span};
use crate::syntax::lossless::{Kind, Piece, pieces};

/// A comment that allows a code.
struct Allowance {
    code: String,
    /// The line it is about.
    line: u32,
    has_reason: bool,
    span: Span,
}

/// What only feeds can show.
const OF_FEEDS: [&str; 2] = ["O2206", "O2207"];

/// Takes back what the files allow, and tells of allowances without a reason or without an effect. `of_feeds`: of what
/// feeds show, else of all that they do not.
pub fn allowed(sources: &Sources, told: &mut Vec<Diagnostic>, of_feeds: bool) {
    let mut all: Vec<Allowance> = Vec::new();
    for (file, source) in sources.iter() {
        all.extend(allowances(file, source));
    }
    all.retain(|own| OF_FEEDS.contains(&own.code.as_str()) == of_feeds);
    // Of rules with errors not all is looked at: what is allowed may still be told.
    let sound = told.iter().all(|one| one.severity < Severity::Error);
    for own in all {
        let before = told.len();
        told.retain(|one| {
            let here = one.span.file == own.span.file && sources.line_column(one.span).line == own.line;
            !(here && one.severity < Severity::Error && one.code.0 == own.code && !one.not_proven)
        });
        let code = &own.code;
        if told.len() == before {
            // Where a proof took too long, it may have something to take back.
            if !sound || told.iter().any(|one| one.not_proven && one.code.0 == *code) {
                continue;
            }
            told.push(
                Diagnostic::warning(
                    Code("O2191"),
                    own.span,
                    Words::new(
                        format!("no {code} is told of line {}: nothing is allowed here", own.line),
                        format!("第{}行没有 {code} 可以容许", own.line),
                    ),
                )
                .mend(Words::new("delete the comment", "删去这条注释"))
                // Other feeds may show what these do not.
                .certain((!of_feeds).then(|| Edit::new(with_its_line(sources, own.span), ""))),
            );
        } else if !own.has_reason {
            told.push(
                Diagnostic::warning(
                    Code("O2190"),
                    own.span,
                    Words::new(
                        format!("nobody says why {code} is allowed"),
                        format!("没有说明为什么容许 {code}"),
                    ),
                )
                .mend(Words::new(
                    format!("write: # allow {code}: the reason"),
                    format!("改成：# 容许 {code}：理由"),
                )),
            );
        }
    }
}

/// A comment with the blanks before it; with its line end too, where nothing else stands on the line.
fn with_its_line(sources: &Sources, comment: Span) -> Span {
    let Some(source) = sources.get(comment.file) else {
        return comment;
    };
    let line = sources.line_column(comment).line;
    let (start, end) = source.line_bytes(line);
    let before = source.text.get(start..comment.range().start).unwrap_or("");
    let (from, to) = match before.trim_end().len() {
        0 => (start, source.line_bytes(line + 1).0),
        said => (start + said, end),
    };
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: byte(from),
        end: byte(to),
        ..comment
    }
}

/// The allowances of a file; none of one that cannot be read, whose errors are told.
fn allowances(file: FileId, source: &Source) -> Vec<Allowance> {
    let words = ["allow O", "容许 O"];
    if !words.iter().any(|words| source.text.contains(words)) {
        return Vec::new();
    }
    let Ok(pieces) = pieces(file, &source.text) else {
        return Vec::new();
    };
    // Of each allowance the code and whether it names a reason; those that wait for the next statement behind.
    let (mut all, mut waiting): (Vec<Allowance>, usize) = (Vec::new(), 0);
    let (mut at, mut alone) = (0, true);
    for Piece { kind, text } in &pieces.all {
        let line = source.line_column(at).line;
        let start = at;
        at += text.len();
        match kind {
            Kind::Newline => alone = true,
            Kind::Blank | Kind::Begin(_) | Kind::Finish => {}
            Kind::Comment => {
                let Some((code, has_reason)) = allowance(text) else {
                    continue;
                };
                waiting += usize::from(alone);
                let span = Span {
                    file,
                    start: u32::try_from(start).unwrap_or(u32::MAX),
                    end: u32::try_from(start + text.trim_end().len()).unwrap_or(u32::MAX),
                };
                all.push(Allowance {
                    code,
                    line,
                    has_reason,
                    span,
                });
            }
            Kind::Token(_) | Kind::OpenBrace | Kind::CloseBrace | Kind::End => {
                alone = false;
                let first = all.len() - std::mem::take(&mut waiting);
                all[first..].iter_mut().for_each(|own| own.line = line);
            }
        }
    }
    all
}

/// The code that a comment allows, and whether it says why; None of any other comment.
fn allowance(comment: &str) -> Option<(String, bool)> {
    let text = comment.trim_start_matches(['#', '＃']).trim();
    let rest = text
        .strip_prefix("allow ")
        .or_else(|| text.strip_prefix("容许 "))?
        .trim_start();
    let end = rest
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let (code, behind) = rest.split_at(end);
    let digits = code.strip_prefix('O')?;
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let reason = behind.trim_start().strip_prefix([':', '：']);
    Some((code.to_owned(), reason.is_some_and(|reason| !reason.trim().is_empty())))
}
