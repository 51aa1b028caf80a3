//! SARIF 2.1.0, for code scanning: the messages as results, the pages of their codes as rules.
//!
//! Columns count characters (`unicodeCodePoints`), the end exclusive; places are relative URIs.

use super::{NOTHING_READ, Spot, Told, severity_word};
use crate::diagnostic::{Code, Language};
use crate::render::diagnostics::visible;
use crate::render::safe::terminal;
use crate::render::words::pick;
use crate::render::{page, page_title};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The messages as a log of one run.
///
/// # Errors
/// Where json cannot be written, which does not happen for these values.
pub fn sarif(told: &[Told], language: Language) -> serde_json::Result<String> {
    // The rules by their codes, each with the worst severity under which it was told.
    let mut rules = BTreeMap::new();
    for one in told {
        let worst = rules.entry(one.code).or_insert(one.severity);
        *worst = one.severity.max(*worst);
    }
    let index = |code: Code| rules.keys().position(|known| *known == code);
    let results = told.iter().map(|one| result(one, index(one.code)));
    let described = rules
        .iter()
        .map(|(code, severity)| rule(*code, severity_word(*severity), language));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "onus",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described.collect::<Vec<Value>>(),
            }},
            "invocations": [{"executionSuccessful": told.iter().all(|one| one.code != NOTHING_READ)}],
            "language": pick(language, "en-US", "zh-CN"),
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    Ok(visible(&serde_json::to_string_pretty(&log)?) + "\n")
}

/// The page of a code.
fn rule(code: Code, level: &str, language: Language) -> Value {
    let (en, zh) = page_title(code);
    let title = pick(language, en, zh);
    let help = page(code.0, language).unwrap_or_default();
    json!({
        "id": code.0,
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "help": {"text": help, "markdown": format!("```\n{help}```\n")},
        "defaultConfiguration": {"level": level},
    })
}

fn result(one: &Told, index: Option<usize>) -> Value {
    let related = one.related.iter().enumerate().map(|(id, (spot, remark))| {
        let mut place = location(spot);
        place["id"] = json!(id + 1);
        place["message"] = json!({"text": message(remark)});
        place
    });
    let mut result = json!({
        "ruleId": one.code.0,
        "ruleIndex": index,
        "level": severity_word(one.severity),
        "message": {"text": message(&one.lines().join("\n"))},
        "locations": [location(&one.spot)],
        "relatedLocations": related.collect::<Vec<Value>>(),
    });
    if !one.edits.is_empty() {
        result["fixes"] = json!([fix(one)]);
    }
    result
}

/// The mend that is certain: one change of one file.
fn fix(one: &Told) -> Value {
    let replacements = one.edits.iter().map(|(spot, text)| {
        json!({
            "deletedRegion": region(spot),
            "insertedContent": {"text": text},
        })
    });
    let mut fix = json!({"artifactChanges": [{
        "artifactLocation": {"uri": uri(&one.spot.path)},
        "replacements": replacements.collect::<Vec<Value>>(),
    }]});
    if let Some(mend) = one.mends.first() {
        fix["description"] = json!({"text": message(&terminal(mend))});
    }
    fix
}

/// Text of a message, in which `[words](target)` would become a link.
fn message(text: &str) -> String {
    text.replace("](", "] (")
}

fn location(spot: &Spot) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&spot.path)},
        "region": region(spot),
    }})
}

fn region(spot: &Spot) -> Value {
    json!({
        "startLine": spot.start.line,
        "startColumn": spot.start.column,
        "endLine": spot.end.line,
        "endColumn": spot.end.column,
    })
}

/// A path as a reference: a relative one, but for a path from the root.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
