//! Rule files and feeds with bytes changed at random: whatever comes out, nothing panics.

use super::house::House;
use super::program::{Seeded, onus, printed, root, scratch};
use onus::check::{Tables, check};
use onus::diagnostic::Language;
use onus::feed::{Input, Options};
use onus::render::diagnostics;
use onus::source::Sources;
use onus::syntax;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes that mean something somewhere.
const TELLING: &[u8] = b"{}()\"',;:#=<>.-/0129 \n\r\t\0\x1b\xff\xfe\x80\xe2\xef\xbb\xbf";

/// A few bytes changed, taken out, put in, repeated or cut off.
fn mutate(bytes: &[u8], draw: &mut Seeded) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + draw.below(6) {
        if bytes.is_empty() {
            break;
        }
        let at = draw.below(bytes.len());
        match draw.below(7) {
            0 => bytes[at] = draw.next() as u8,
            1 => bytes[at] = TELLING[draw.below(TELLING.len())],
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, TELLING[draw.below(TELLING.len())]),
            4 => {
                let end = (at + draw.below(60)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = draw.below(bytes.len());
                bytes.splice(to..to, part);
            }
            5 => {
                let end = (at + draw.below(60)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            _ if draw.below(8) == 0 => bytes.truncate(at),
            _ => bytes[at] ^= 1 << draw.below(8),
        }
    }
    bytes
}

#[test]
fn no_mutation_of_a_rule_file_panics() {
    let mut texts = Vec::new();
    for folder in ["power_bureau_zh", "boston_311_stated"] {
        for file in ["rules.onus", "feed.onus", "examples.onus"] {
            texts.push(std::fs::read(root().join("rules").join(folder).join(file)).unwrap());
        }
    }
    let mut draw = Seeded(0x0a11_ce55);
    let mut told = 0;
    for round in 0..500 {
        // Pieces are enough, and fast.
        let text = &texts[round % texts.len()];
        let from = draw.below(text.len());
        let piece = &text[from..(from + 900).min(text.len())];
        let bytes = mutate(piece, &mut draw);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let done = catch_unwind(AssertUnwindSafe(|| {
            let mut sources = Sources::default();
            let file = sources.add("m.onus", text.clone());
            let (tree, mut messages) = syntax::parse(file, &text);
            messages.extend(check(&sources, &[(file, tree)], &Tables::default()).diagnostics);
            for language in [Language::English, Language::Chinese] {
                assert_eq!(super::hostile(&diagnostics::human(&messages, &sources, language)), None);
            }
            messages.len()
        }));
        told += done.unwrap_or_else(|_| panic!("round {round} panics over:\n{text}"));
    }
    assert!(told > 500, "only {told} messages: the mutations break too little");
}

#[test]
fn no_mutation_of_a_feed_panics() {
    let loaded = onus::cli::load(&[root().join("rules/power_bureau_zh")]).unwrap();
    let rules = loaded.rules.unwrap();
    let feeds: Vec<Vec<u8>> = rules
        .feeds
        .iter()
        .map(|feed| {
            let bytes = std::fs::read(root().join("examples/power_bureau").join(&feed.file)).unwrap();
            bytes[..bytes.len().min(4_000)].to_vec()
        })
        .collect();
    let mut draw = Seeded(0xfeed);
    let (mut refused, mut aside) = (0, 0);
    for round in 0..1_000 {
        let changed: Vec<Vec<u8>> = feeds.iter().map(|feed| mutate(feed, &mut draw)).collect();
        let block = 1 + draw.below(700);
        let done = catch_unwind(AssertUnwindSafe(|| {
            let input = |(feed, bytes): (usize, &Vec<u8>)| Input {
                feed,
                name: rules.feeds[feed].file.clone(),
                found: String::new(),
                bytes: Box::new(std::io::Cursor::new(bytes.clone())),
            };
            let options = Options {
                threads: 1,
                block,
                ..Options::default()
            };
            onus::feed::read(&rules, changed.iter().enumerate().map(input).collect(), &options)
        }));
        match done.unwrap_or_else(|_| panic!("round {round}, block {block} panics")) {
            Ok(table) => {
                aside += table.set_aside().len();
                for count in table.counts() {
                    assert!(
                        count.set_aside + count.repeats <= count.read,
                        "round {round}: {count:?}"
                    );
                }
            }
            Err(_) => refused += 1,
        }
    }
    assert!(
        refused > 10 && aside > 1_000,
        "{refused} refused, {aside} set aside: too little breaks"
    );
}

#[test]
fn no_mutation_panics_on_the_command_line() {
    let mut draw = Seeded(0x5eed);
    let house = House::new("hostile_mutations");
    let rules = std::fs::read(house.folder.join("rules.onus")).unwrap();
    let events = std::fs::read(root().join("examples/power_bureau/流转.csv")).unwrap();
    let data = scratch("hostile_mutated_feed");
    for name in ["工单.csv", "监控.csv"] {
        std::fs::copy(root().join("examples/power_bureau").join(name), data.join(name)).unwrap();
    }
    let mut statuses = std::collections::BTreeSet::new();
    for _ in 0..20 {
        std::fs::write(house.folder.join("rules.onus"), mutate(&rules, &mut draw)).unwrap();
        std::fs::write(data.join("流转.csv"), mutate(&events, &mut draw)).unwrap();
        let bureau = onus()
            .arg("run")
            .arg(root().join("rules/power_bureau_zh"))
            .arg("--data")
            .arg(&data)
            .args(["--max-rejected", "100%"])
            .output()
            .unwrap();
        for output in [
            house.onus(&["check"]),
            house.onus(&["run", "--as-of", "2026-03-09"]),
            bureau,
        ] {
            assert_eq!(super::hostile(&printed(&output)), None);
            assert!(!printed(&output).contains("panicked"), "{}", printed(&output));
            statuses.insert(output.status.code().expect("no signal ended it"));
        }
    }
    assert!(statuses.is_subset(&[0, 1, 2, 3, 4].into()), "{statuses:?}");
}
