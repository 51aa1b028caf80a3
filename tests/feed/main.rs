//! The feed reader on small feeds: each case is a folder with a rule file and its feeds, its snapshot beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod asked;
mod dump;
mod rules;

use dump::dump;
use onus::feed::{Input, Options, Refused, Table, read};
use onus::model::RuleSet;
use proptest::prelude::*;
use std::path::PathBuf;

fn folder(case: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/feed/cases")
        .join(case)
}

/// The rules of a case and the bytes of its feeds.
fn case(name: &str) -> (RuleSet, Vec<Vec<u8>>) {
    let loaded = onus::cli::load(&[folder(name).join("rules.onus")]).unwrap();
    let rules = loaded.rules.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let feeds = rules
        .feeds
        .iter()
        .map(|feed| std::fs::read(folder(name).join(&feed.file)).unwrap());
    let feeds = feeds.collect();
    (rules, feeds)
}

fn run(rules: &RuleSet, feeds: &[Vec<u8>], threads: usize, block: usize) -> Result<Table, Refused> {
    let input = |(feed, bytes): (usize, &Vec<u8>)| Input {
        feed,
        name: rules.feeds[feed].file.clone(),
        found: String::new(),
        bytes: Box::new(std::io::Cursor::new(bytes.clone())),
    };
    let options = Options {
        threads,
        block,
        ..Options::default()
    };
    read(rules, feeds.iter().enumerate().map(input).collect(), &options)
}

fn text(rules: &RuleSet, feeds: &[Vec<u8>], threads: usize, block: usize) -> String {
    dump(rules, &run(rules, feeds, threads, block).unwrap(), true)
}

#[test]
fn cases() {
    for name in ["bureau", "clocks", "events_only", "quotes"] {
        let (rules, feeds) = case(name);
        let found = text(&rules, &feeds, 1, 1 << 20);
        insta::with_settings!({ snapshot_path => folder(name), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("facts", found);
        });
        for (threads, block) in (1..=64).map(|block| (1 + block % 3, block)) {
            assert_eq!(
                text(&rules, &feeds, threads, block),
                found,
                "{name}: {threads} threads, blocks of {block}"
            );
        }
    }
}

#[test]
fn encodings_tell_the_same() {
    let (mut rules, feeds) = case("bureau");
    let plain = dump(&rules, &run(&rules, &feeds, 1, 1 << 20).unwrap(), false);
    let marked: Vec<Vec<u8>> = feeds
        .iter()
        .map(|feed| [b"\xef\xbb\xbf", feed.as_slice()].concat())
        .collect();
    let as_text = |feed: &Vec<u8>| String::from_utf8(feed.clone()).unwrap();
    let gb: Vec<Vec<u8>> = feeds
        .iter()
        .map(|feed| encoding_rs::GB18030.encode(&as_text(feed)).0.into_owned())
        .collect();
    let wide = |feed: &Vec<u8>| {
        as_text(feed)
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let utf16: Vec<Vec<u8>> = feeds
        .iter()
        .map(|feed| [b"\xff\xfe".to_vec(), wide(feed)].concat())
        .collect();
    for block in [7, 1 << 20] {
        assert_eq!(dump(&rules, &run(&rules, &marked, 1, block).unwrap(), false), plain);
        assert_eq!(dump(&rules, &run(&rules, &utf16, 1, block).unwrap(), false), plain);
    }
    let refused = run(&rules, &gb, 1, 1 << 20).unwrap_err();
    let told: Vec<_> = refused
        .reasons
        .iter()
        .map(|reason| (reason.code.0, reason.mends[0].zh.as_str()))
        .collect();
    let offer = "多半是 GB18030，写上：编码 GBK";
    assert_eq!(told, [("R4103", offer), ("R4103", offer)]);
    rules
        .feeds
        .iter_mut()
        .for_each(|feed| feed.encoding = Some("GBK".into()));
    for block in [7, 1 << 20] {
        assert_eq!(dump(&rules, &run(&rules, &gb, 1, block).unwrap(), false), plain);
        assert_eq!(
            dump(&rules, &run(&rules, &marked, 1, block).unwrap(), false),
            plain,
            "the mark wins over the word"
        );
    }
}

#[test]
fn bytes_that_are_none_set_their_row_aside() {
    let (mut rules, _) = case("clocks");
    rules.feeds[0].encoding = Some("GB18030".into());
    let mut feed =
        b"case,opened,closed,wait1,reply1,wait2,reply2,type\n1,3/14/2011 12:30,,,,,,a\n2,3/14/2011 12:30,,,,,,"
            .to_vec();
    feed.extend([0xff, b'\n']);
    let table = run(&rules, &[feed], 1, 1).unwrap();
    let codes: Vec<_> = table
        .set_aside()
        .iter()
        .map(|fault| (fault.row.line, fault.code.0))
        .collect();
    assert_eq!(codes, [(3, "R4013")]);
}

#[test]
fn refusals_tell_all_columns_at_once() {
    let (rules, _) = case("clocks");
    let reasons = |header: &str| -> Vec<(&str, String, String)> {
        let refused = run(&rules, &[header.as_bytes().to_vec()], 1, 9).unwrap_err();
        let words = |reason: onus::feed::Reason| (reason.code.0, reason.message.zh, reason.message.en);
        refused.reasons.into_iter().map(words).collect()
    };
    insta::assert_debug_snapshot!(reasons("case,op ened,CLOSED,wait1,wait1,wait2,repyl2\n"));
    assert_eq!(reasons("")[0].0, "R4106");
    assert_eq!(reasons("\n\n")[0].0, "R4106");
}

#[test]
fn a_stream_that_fails_is_the_worlds_fault() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("unplugged"))
        }
    }
    let (rules, _) = case("clocks");
    let input = Input {
        feed: 0,
        name: "x.csv".into(),
        found: String::new(),
        bytes: Box::new(Broken),
    };
    let refused = read(&rules, vec![input], &Options::default()).unwrap_err();
    assert!(refused.reasons[0].unreadable);
    assert_eq!(refused.reasons[0].code.0, "R4107");
}

#[test]
fn a_typing_error_far_ahead_is_no_as_of() {
    let (rules, _) = case("clocks");
    let mut feed = "case,opened,closed,wait1,reply1,wait2,reply2,type\n".to_string();
    for day in 1..=10 {
        feed += &format!("{day},3/{day}/2011 12:30,,,,,,a\n");
    }
    let newest = |feed: &str| {
        run(&rules, &[feed.as_bytes().to_vec()], 1, 1 << 20)
            .unwrap()
            .newest_event()
    };
    assert!(newest(&feed).alone.is_empty());
    let typo = newest(&(feed.clone() + "x,3/11/2062 12:30,,,,,,a\n"));
    assert_eq!(
        (typo.at, typo.alone.len(), typo.alone[0].1.line),
        (newest(&feed).at, 1, 12)
    );
    let two = newest(&(feed + "x,3/11/2062 12:30,,,,,,a\ny,3/12/2062 12:30,,,,,,a\n"));
    assert!(two.alone.is_empty(), "two of twelve are no typing error");
}

/// Rows of the bureau's feeds in a given order.
fn shuffled(feed: &[u8], order: &[usize]) -> Vec<u8> {
    let text = std::str::from_utf8(feed).unwrap();
    // The one row of the case that holds a line feed is kept whole.
    let text = text.replace("，\n请", "，\u{1}请");
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    let rows: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by_key(|at| order.get(*at).copied().unwrap_or(*at));
    let rows: Vec<&str> = places.iter().map(|at| rows[*at]).collect();
    format!("{header}\n{}\n", rows.join("\n"))
        .replace('\u{1}', "\n")
        .into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_order_of_rows_changes_nothing(order in prop::collection::vec(0..1000usize, 24), block in 1..200usize) {
        let (rules, feeds) = case("bureau");
        let plain = dump(&rules, &run(&rules, &feeds, 1, 1 << 20).unwrap(), false);
        let feeds: Vec<Vec<u8>> = feeds.iter().map(|feed| shuffled(feed, &order)).collect();
        prop_assert_eq!(dump(&rules, &run(&rules, &feeds, 2, block).unwrap(), false), plain);
    }

    #[test]
    fn no_bytes_make_it_panic(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b'1'), Just(b'-')], 0..400),
        block in 1..64usize,
        word in prop_oneof![Just(None), Just(Some("GBK".to_string())), Just(Some("utf-16le".to_string()))],
    ) {
        let (mut rules, _) = case("clocks");
        rules.feeds[0].encoding = word;
        let header = b"case,opened,closed,wait1,reply1,wait2,reply2,type\n";
        let _ = run(&rules, std::slice::from_ref(&bytes), 1, block);
        let one = run(&rules, &[[header.as_slice(), &bytes].concat()], 1, block).map(|table| dump(&rules, &table, true));
        let other = run(&rules, &[[header.as_slice(), &bytes].concat()], 2, 1 << 20).map(|table| dump(&rules, &table, true));
        prop_assert_eq!(one.is_ok(), other.is_ok());
        if let (Ok(one), Ok(other)) = (one, other) {
            prop_assert_eq!(one, other);
        }
    }
}

#[test]
fn the_reference_feed_is_read_whole() {
    let rules = rules::reference();
    let feed = b"ticket_id,kind,category,business_unit,customer_id,channel,priority,opened_at,dispatched_at,first_contact_at,\
resolved_at,callback_at,status,pause1_from,pause1_to,pause2_from,pause2_to,satisfaction,summary\n\
T0000000001,repair,outage,BU03,C000000123,95598,3,2025-01-01 00:05:16,2025-01-01 00:10:40,2025-01-01 00:12:00,2025-01-02 09:00:00,,resolved,,,,,5,\"a,b\"\n";
    insta::assert_snapshot!(text(&rules, &[feed.to_vec()], 1, 1 << 20));
}
