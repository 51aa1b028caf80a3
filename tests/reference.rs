//! The language reference `grammar/README.md` is complete and true: every statement has its row, and every fenced
//! example is read.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use onus::source::FileId;
use onus::syntax::{Keyword, parse, statements};

const REFERENCE: &str = include_str!("../grammar/README.md");

/// The fenced texts of a section with what stands behind the fence.
fn fences(section: &str) -> Vec<(&str, &str)> {
    let mut pieces = section.split("```");
    let mut fences = Vec::new();
    pieces.next();
    while let (Some(fence), _) = (pieces.next(), pieces.next()) {
        let (info, text) = fence.split_once('\n').unwrap();
        fences.push((info, text));
    }
    fences
}

/// The sections that have a table of statements, with the names in it.
fn sections() -> Vec<(&'static str, Vec<&'static str>)> {
    let sections = REFERENCE
        .split("\n## ")
        .filter(|section| section.contains("| statement |"));
    let rules = |section: &'static str| {
        let rows = section
            .lines()
            .filter(|line| line.starts_with("| ") && line.contains("` |"));
        rows.map(|row| row[2..].split(' ').next().unwrap()).collect()
    };
    sections.map(|section| (section, rules(section))).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    parse(FileId(0), text).1.iter().map(|message| message.code.0).collect()
}

#[test]
fn every_statement_has_its_row_as_it_is_written() {
    let listed: Vec<&str> = sections().into_iter().flat_map(|(_, rules)| rules).collect();
    for statement in statements() {
        let times = listed.iter().filter(|rule| **rule == statement.rule).count();
        assert_eq!(times, 1, "{}", statement.rule);
        let row = format!(
            "| {} | `{}` | `{}` | ",
            statement.rule, statement.forms.0, statement.forms.1
        );
        assert!(REFERENCE.contains(&row), "{row}");
    }
    assert_eq!(listed.len(), statements().len());
}

#[test]
fn every_section_has_an_example_in_both_languages_and_a_wrong_one() {
    for (section, rules) in sections() {
        let title = section.lines().next().unwrap();
        let fences = fences(section);
        let info: Vec<&str> = fences.iter().map(|(info, _)| info.split(' ').next().unwrap()).collect();
        assert_eq!(info[..3], ["onus-en", "onus-zh", "onus-wrong"], "{title}");
        assert_eq!(codes(fences[0].1), Vec::<&str>::new(), "{title}");
        assert_eq!(codes(fences[1].1), Vec::<&str>::new(), "{title}");
        let wrong = fences[2].0.split(' ').nth(1).unwrap();
        assert_eq!(codes(fences[2].1), [wrong], "{title}");
        // Each statement of the section begins some line of its examples.
        for rule in rules {
            let statement = statements()
                .into_iter()
                .find(|statement| statement.rule == rule)
                .unwrap();
            for (text, spelled) in [(fences[0].1, 0), (fences[1].1, 1)] {
                let spelling = |keyword: &&Keyword| if spelled == 0 { keyword.en } else { keyword.zh };
                let begins = |line: &str, word: &str| word.split('#').all(|part| line.contains(part.trim()));
                let mut lines = text.split(['\n', ';', '；', '{']);
                let shown = statement.heads.is_empty()
                    || lines.any(|line| statement.heads.iter().any(|head| begins(line, spelling(head))));
                assert!(shown, "{title} shows no {rule}");
            }
        }
    }
}

/// The lines of a section that are wrong each by itself: the text, what its comment names, and the code.
fn wrong_lines(section: &str) -> Vec<(&str, &str, &str)> {
    let fences = fences(section);
    let each = fences.iter().filter(|(info, _)| *info == "onus-wrong each");
    let lines = each.flat_map(|(_, text)| text.lines());
    lines
        .map(|line| {
            let (text, comment) = line.rsplit_once('#').unwrap();
            let (name, code) = comment.trim().rsplit_once(' ').unwrap_or(("", comment.trim()));
            (text.trim_end(), name, code)
        })
        .collect()
}

/// No statement is without a line that shows how it goes wrong, and none of these gives more than its one message.
#[test]
fn every_statement_has_its_wrong_case() {
    for (section, rules) in sections() {
        let title = section.lines().next().unwrap();
        let wrong = wrong_lines(section);
        for (text, name, code) in &wrong {
            assert_eq!(codes(text), [*code], "{title}: {text}");
            let statement = statements().into_iter().find(|statement| statement.rule == *name);
            let statement = statement.unwrap_or_else(|| panic!("{title}: there is no statement {name}"));
            let first = |words: &str| words.split([' ', '#']).next().unwrap().to_owned();
            let said = |keyword: &&Keyword| {
                [keyword.en, keyword.zh]
                    .iter()
                    .any(|words| text.contains(&first(words)))
            };
            assert!(
                statement.heads.is_empty() || statement.heads.iter().any(said),
                "{title}: `{text}` is no {name}"
            );
        }
        for rule in rules {
            let shown = wrong.iter().any(|(_, name, _)| *name == rule);
            assert!(shown, "{title} has no wrong case of {rule}");
        }
    }
}

/// The tests of conditions: each form of the table stands in both examples, and each line of wrong ones is wrong.
#[test]
fn every_test_has_its_examples_and_its_wrong_case() {
    let section = REFERENCE
        .split("\n## ")
        .find(|section| section.starts_with("Tests\n"))
        .unwrap();
    let fences = fences(section);
    let rows = section
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'));
    for row in rows.clone() {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        for (cell, fence) in [(cells[1], 0), (cells[2], 1)] {
            for form in cell.split('`').skip(1).step_by(2) {
                assert!(fences[fence].1.contains(form), "{} shows no {form}", fences[fence].0);
            }
        }
    }
    assert_eq!(codes(fences[0].1), Vec::<&str>::new());
    assert_eq!(codes(fences[1].1), Vec::<&str>::new());
    assert_eq!(shape(fences[0].1), shape(fences[1].1));
    assert_eq!(codes(fences[2].1), [fences[2].0.split(' ').nth(1).unwrap()]);
    let wrong = wrong_lines(section);
    assert!(wrong.len() >= rows.count());
    for (text, _, code) in wrong {
        assert_eq!(codes(text), [code], "{text}");
    }
}

/// What a text says without its names, texts and places.
fn shape(text: &str) -> String {
    let (tree, _) = parse(FileId(0), text);
    let debug = format!("{:?}", tree.items);
    // Every second piece between quotes is a text.
    let bare: String = debug.split('"').step_by(2).collect();
    let pieces = bare.split("Span { file: FileId(0), start: ");
    pieces
        .map(|piece| {
            piece
                .split_once('}')
                .map_or(piece, |(span, rest)| if span.contains("end: ") { rest } else { piece })
        })
        .collect()
}

/// The two examples of a section say the same.
#[test]
fn both_examples_of_a_section_have_one_shape() {
    for (section, _) in sections() {
        let fences = fences(section);
        assert_eq!(
            shape(fences[0].1),
            shape(fences[1].1),
            "{}",
            section.lines().next().unwrap()
        );
    }
}
