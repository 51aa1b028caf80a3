//! Every statement, put into every block where it has no meaning, is told as misplaced, and nothing else.

use onus::source::FileId;
use onus::syntax::{Listed, keyword, parse, statements};

/// The form of a statement with its placeholders filled in.
fn filled(form: &str) -> String {
    let form = form
        .replace("{ … }", "{ }")
        .replace("TEST", "resolved")
        .replace("条件", "已解决");
    let word = |word: &str| {
        let letters = word.trim_end_matches(',');
        let placeholder = letters.len() > 3 && letters.chars().all(|c| c.is_ascii_uppercase());
        if placeholder {
            word.replace(letters, &format!("{}_1", letters.to_lowercase()))
        } else {
            word.to_string()
        }
    };
    form.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A block with one statement in it.
fn block(opener: &str, statement: &str, zh: bool) -> String {
    let name = if zh { "名" } else { "x" };
    let keyword_of = |id: &str| keyword(id).map_or("", |keyword| if zh { keyword.zh } else { keyword.en });
    let head = match opener {
        "" => return format!("{statement}\n"),
        "organisation" | "repeat" | "also_called" | "expect_change" => keyword_of(opener).to_string(),
        "subcategory" => format!("{} x {{ {} x", keyword_of("category"), keyword_of(opener)),
        "table" => format!("{} {name} \"f\"", keyword_of(opener)),
        "feed" => format!("{} {} \"f\"", keyword_of(opener), keyword_of("tickets")),
        "example" => format!("{} \"x\"", keyword_of(opener)),
        "rung" => {
            let rung = keyword_of(opener).replace('#', "2");
            return format!("{} {name} {{\n{rung} {{\n{statement}\n}}\n}}\n", keyword_of("ladder"));
        }
        "mapping" => {
            let column = format!(
                "{} {} \"k\", {}",
                keyword_of("kind"),
                keyword_of("from_column"),
                keyword_of("mapping")
            );
            return format!(
                "{} {} \"f\" {{\n{column} {{\n{statement}\n}}\n}}\n",
                keyword_of("feed"),
                keyword_of("tickets")
            );
        }
        _ => format!("{} {name}", keyword_of(opener)),
    };
    format!("{head} {{\n{statement}\n}}\n")
}

fn codes(text: &str) -> Vec<&'static str> {
    parse(FileId(0), text).1.iter().map(|message| message.code.0).collect()
}

/// Whether some statement of the block begins with the same keyword: then the words have a meaning there, and
/// what is wrong is told as a fault of that statement (`every month` in a schedule, `within 3 hours` in a table).
fn same_head(all: &[Listed], statement: &Listed, block: &str) -> bool {
    let first = statement.heads.first().map(|keyword| keyword.id);
    let fields = ["category", "kind", "event", "dimension"];
    all.iter()
        .any(|other| other.blocks.contains(&block) && other.heads.iter().any(|head| Some(head.id) == first))
        || (block == "feed" && first.is_some_and(|first| fields.contains(&first)))
}

#[test]
fn every_statement_is_read_in_its_block_and_told_in_every_other() {
    let all = statements();
    let mut blocks: Vec<&str> = all
        .iter()
        .flat_map(|statement| statement.blocks.iter().copied())
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    assert_eq!(blocks.len(), 23);
    let (mut read, mut told) = (0, 0);
    let mut failed = Vec::new();
    for statement in &all {
        for (form, zh) in [(statement.forms.0, false), (statement.forms.1, true)] {
            let form = filled(form);
            for home in &blocks {
                let text = block(home, &form, zh);
                if statement.blocks.contains(home) {
                    assert_eq!(codes(&text), Vec::<&str>::new(), "{text}");
                    read += 1;
                } else if same_head(&all, statement, home) {
                    assert!(codes(&text).len() <= 1, "{text}");
                } else if codes(&text) != ["O1103"] {
                    failed.push(format!("{:?} {} in {home}: {form}", codes(&text), statement.rule));
                } else {
                    told += 1;
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(read > 200 && told > 3000, "{read} {told}");
}
