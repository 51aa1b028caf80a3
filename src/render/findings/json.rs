//! Json, by the published schemas: what `onus check` found, and how the examples of `onus test` came out.
//!
//! Lines and columns count from 1 in characters, the end exclusive. Json's own escapes keep the text harmless; it is as
//! written.

use super::{Files, Spot, Told, severity_word};
use crate::diagnostic::Language;
use crate::render::diagnostics::visible;
use crate::render::test_screen::Outcome;
use serde::Serialize;

/// The version of both forms; a change of meaning raises it.
const VERSION: u32 = 2;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    examples: Option<Vec<Example<'a>>>,
    diagnostics: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'static str,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: &'a str,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    mends: &'a [String],
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct Example<'a> {
    title: &'a str,
    file: String,
    line: u32,
    holds: bool,
    expectations: usize,
    failures: Vec<Fails<'a>>,
}

#[derive(Serialize)]
struct Fails<'a> {
    file: String,
    line: u32,
    expected: &'a str,
    got: &'a str,
}

fn entry(one: &Told) -> Entry<'_> {
    let Spot { path, start, end } = &one.spot;
    let related = one.related.iter().map(|(spot, message)| Related {
        file: &spot.path,
        line: spot.start.line,
        column: spot.start.column,
        message,
    });
    let edits = one.edits.iter().map(|(Spot { start, end, .. }, text)| Edit {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text,
    });
    Entry {
        code: one.code.0,
        severity: severity_word(one.severity),
        file: path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &one.message,
        label: one.label.as_deref(),
        related: related.collect(),
        mends: &one.mends,
        edits: edits.collect(),
    }
}

fn written(document: &Document<'_>) -> serde_json::Result<String> {
    Ok(visible(&serde_json::to_string_pretty(document)?) + "\n")
}

/// What was found: `{"version":2,"diagnostics":[…]}`.
///
/// # Errors
/// Where json cannot be written, which does not happen for these values.
pub fn check_json(told: &[Told]) -> serde_json::Result<String> {
    written(&Document {
        version: VERSION,
        examples: None,
        diagnostics: told.iter().map(entry).collect(),
    })
}

/// How the examples came out, and the errors for which none could be played: `{"version":2,"examples":[…],"diagnostics":[…]}`.
///
/// # Errors
/// Where json cannot be written, which does not happen for these values.
pub fn test_json(
    outcomes: &[Outcome],
    told: &[Told],
    files: &Files<'_>,
    language: Language,
) -> serde_json::Result<String> {
    let example = |one| -> Example<'_> {
        let one: &Outcome = one;
        let failures = one.failures.iter().map(|failure| Fails {
            file: files.line(failure.place).path,
            line: failure.place.line,
            expected: failure.expected(language),
            got: failure.got.get(language),
        });
        Example {
            title: &one.title,
            file: files.line(one.place).path,
            line: one.place.line,
            holds: one.failures.is_empty(),
            expectations: one.expectations,
            failures: failures.collect(),
        }
    };
    written(&Document {
        version: VERSION,
        examples: Some(outcomes.iter().map(example).collect()),
        diagnostics: told.iter().map(entry).collect(),
    })
}
