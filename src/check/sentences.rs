//! `sentences from "file.txt"` in a notice: the wording of a house, held to the sentences that ship.

use super::context::{Check, error};
use super::suggest::{listed, nearest};
use super::tables::Tables;
use crate::diagnostic::{Diagnostic, Language, Words};
use crate::model::Sentence;
use crate::sentences::{LANGUAGE, Line, Piece, language, lines, pieces, shipped, values};
use crate::source::{FileId, Span};
use crate::syntax::tree;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Characters of a sentence at most.
const LONGEST: usize = 2_000;

/// Unknown keys that are still compared with all known ones: hostile text has many.
const COMPARED: usize = 200;

/// The sentences of a file, and its language. What is wrong with it is told where it stands in that file.
pub(super) fn sentences(
    check: &mut Check<'_>,
    name: &tree::Text,
    tables: &Tables,
) -> Option<(Language, Vec<Sentence>)> {
    let found = tables.files.get(&name.text).copied().flatten();
    let Some((file, source)) = found.and_then(|file| Some((file, check.sources.get(file)?))) else {
        // That the file cannot be read was told where it was looked for.
        check.leave_gap();
        return None;
    };
    let text = &source.text;
    let own = language_of(check, file, text);
    // Keys and values are the same in both languages: the others are held to them all the same.
    let known: HashMap<&str, &str> = lines(shipped(own.unwrap_or_default()))
        .filter_map(|line| Some((line.key?, line.text)))
        .collect();
    let mut out = Vec::new();
    let mut first: HashMap<&str, Span> = HashMap::new();
    let mut compared = 0;
    for line in lines(text) {
        let Some(key) = line.key else {
            check.tell(no_key(span(file, &line, line.whole)));
            continue;
        };
        let at = span(file, &line, key);
        match first.entry(key) {
            Entry::Occupied(before) => {
                check.twice(at, *before.get());
                continue;
            }
            Entry::Vacant(free) => free.insert(at),
        };
        if key == LANGUAGE {
            continue;
        }
        let Some(ships) = known.get(key) else {
            compared += 1;
            let near = (compared <= COMPARED).then(|| nearest(key, known.keys().copied()));
            check.tell(no_such(at, key, near.flatten()));
            continue;
        };
        if sound(check, file, &line, key, ships) {
            out.extend(own.map(|language| Sentence {
                language,
                key: key.to_owned(),
                text: line.text.to_owned(),
            }));
        }
    }
    Some((own?, out))
}

/// The language that a file says it is written in.
fn language_of(check: &mut Check<'_>, file: FileId, text: &str) -> Option<Language> {
    let Some(line) = lines(text).find(|line| line.key == Some(LANGUAGE)) else {
        check.lacks(
            Span {
                file,
                ..Span::default()
            },
            Words::new("its language", "是什么语言"),
            Words::new("language = en", "language = zh"),
        );
        return None;
    };
    let known = language(line.text.trim());
    if known.is_none() {
        let at = span(file, &line, line.whole);
        check.tell(
            error(
                "O1356",
                at,
                Words::new("a file of sentences is in en or in zh", "文句文件的语言只能是 en 或 zh"),
            )
            .mend(Words::new("write: language = en", "改成：language = zh")),
        );
    }
    known
}

/// Whether a sentence says something with the values of the one in whose place it stands.
fn sound(check: &mut Check<'_>, file: FileId, line: &Line<'_>, key: &str, ships: &str) -> bool {
    let as_shipped = || {
        Words::new(
            format!("the one that ships: {key} = {ships}"),
            format!("自带的是：{key} = {ships}"),
        )
    };
    let own = match pieces(line.text) {
        Ok(own) => own,
        Err(open) => {
            let words = Words::new("this brace is not closed", "这个花括号没有收尾");
            check.tell(error("O1356", span(file, line, open), words).mend(as_shipped()));
            return false;
        }
    };
    if line.text.trim().is_empty() {
        let words = Words::new("this sentence says nothing", "这一句是空的");
        check.tell(error("O1356", span(file, line, line.whole), words).mend(as_shipped()));
        return false;
    }
    if line.text.chars().count() > LONGEST {
        let words = Words::new(
            format!("this sentence has more than {LONGEST} characters"),
            format!("这一句超过 {LONGEST} 个字"),
        );
        check.tell(error("O1356", span(file, line, key), words).mend(as_shipped()));
        return false;
    }
    let asked = pieces(ships).map(|ships| values(&ships)).unwrap_or_default();
    let mut sound = true;
    for piece in &own {
        let (Piece::Value(name) | Piece::Plural(name, ..)) = piece else {
            continue;
        };
        if !asked.contains(name) {
            let words = Words::new(
                format!("this sentence has no value {{{name}}}"),
                format!("这一句没有 {{{name}}} 这个数据"),
            );
            let braced: Vec<String> = asked.iter().map(|own| format!("{{{own}}}")).collect();
            let braced: Vec<&str> = braced.iter().map(String::as_str).collect();
            let mend = if braced.is_empty() {
                as_shipped()
            } else {
                listed(&braced)
            };
            check.tell(error("O1358", span(file, line, name), words).mend(mend));
            sound = false;
        }
    }
    let printed = values(&own);
    let missing: Vec<String> = asked
        .iter()
        .filter(|name| !printed.contains(name))
        .map(|name| format!("{{{name}}}"))
        .collect();
    if !missing.is_empty() {
        let words = Words::new(
            format!("this sentence does not print {}", missing.join(", ")),
            format!("这一句没有写 {}", missing.join("、")),
        );
        check.tell(error("O1358", span(file, line, key), words).mend(as_shipped()));
        sound = false;
    }
    sound
}

fn no_key(at: Span) -> Diagnostic {
    let words = Words::new("this line has no \"=\"", "这一行没有“=”");
    error("O1356", at, words).mend(Words::new(
        "write: key = text; or begin a remark with #",
        "写成：键 = 文字；说明以 # 开头",
    ))
}

fn no_such(at: Span, key: &str, near: Option<&str>) -> Diagnostic {
    let told = error(
        "O1357",
        at,
        Words::new(
            format!("a notice has no sentence \"{key}\""),
            format!("通报没有“{key}”这一句"),
        ),
    );
    match near {
        Some(near) => told.mend(Words::new(format!("write: {near}"), format!("改成：{near}"))),
        None => told.mend(Words::new(
            "all that there are: onus notice sentences",
            "全部文句：onus notice sentences",
        )),
    }
}

fn span(file: FileId, line: &Line<'_>, part: &str) -> Span {
    let bytes = line.bytes(part);
    Span {
        file,
        start: bytes.start as u32,
        end: bytes.end as u32,
    }
}
