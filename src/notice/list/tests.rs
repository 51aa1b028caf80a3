//! What is put into a list comes out of it.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::calendar::{Moment, Zone};
use crate::notice::pool::Pool;
use std::sync::Arc;

const COLUMNS: [(&str, Kind); 4] = [
    ("party", Kind::Name),
    ("score", Kind::Text),
    ("at", Kind::Moment),
    ("rung", Kind::Number),
];

/// Rows of every sort, the first of them empty; the parties by the numbers of a pool of names.
fn list(names: &[&str]) -> List {
    let mut pool = Pool::default();
    let numbers: Vec<u32> = names.iter().map(|name| pool.number(name)).collect();
    let (pool, zone) = (Arc::new(pool), Zone::of(chrono_tz::Asia::Shanghai));
    let mut list = List::new("due", &COLUMNS);
    list.push([Cell::Empty]);
    for (at, number) in (1i64..).zip(numbers) {
        let score = if at == 1 { Cell::Number(4) } else { Cell::Text("4.5") };
        list.push([
            Put::Name(&pool, number),
            score.into(),
            Cell::Moment(Moment(at), &zone).into(),
            Cell::Number(at).into(),
        ]);
    }
    list.push([
        Cell::Text("of no pool"),
        Cell::Empty,
        Cell::Text("soon"),
        Cell::Text("none"),
    ]);
    list
}

fn told(list: &List) -> Vec<Vec<String>> {
    let row = |row: Row<'_>| row.cells().map(|cell| cell.told().into_owned()).collect();
    list.rows().map(row).collect()
}

#[test]
fn what_is_put_in_is_told_and_survives_writing() {
    let own = list(&["one", "two"]);
    assert_eq!(
        told(&own),
        [
            ["", "", "", ""],
            ["one", "4", "1970-01-01T08:00:01+08:00", "1"],
            ["two", "4.5", "1970-01-01T08:00:02+08:00", "2"],
            ["of no pool", "", "soon", "none"],
        ]
    );
    let text = serde_json::to_string(&own).unwrap();
    assert!(text.contains(r#"["one",4,"1970-01-01T08:00:01+08:00",1]"#), "{text}");
    let read: List = serde_json::from_str(&text).unwrap();
    assert_eq!(read, own);
    assert_ne!(read, list(&["one", "three"]));
}

#[test]
fn lists_of_other_pools_are_put_behind_and_counted_alike() {
    let (mut own, other) = (list(&["one", "two"]), list(&["two", "three", "one"]));
    let mut both = told(&own);
    both.extend(told(&other));
    own.append(other);
    assert_eq!((told(&own), own.len()), (both, 9));
    let lists = Lists { all: vec![own] };
    let counter = crate::notice::Counter::new(&lists);
    for (only, count) in [
        (Only::is("party", "one"), 2),
        (Only::any("party", ["two", "of no pool"]), 4),
        (Only::is("party", ""), 2),
        (Only::is("rung", "1"), 2),
        (Only::is("at", "soon"), 2),
        (Only::is("score", "4.5"), 3),
        (Only::is("party", "nobody"), 0),
    ] {
        let figure = lists.figure("due", vec![only.clone()]);
        assert_eq!(
            (figure.count, counter.count("due", &[only])),
            (count, count),
            "{figure:?}"
        );
    }
}

#[test]
fn a_number_among_names_opens_their_column() {
    let mut own = list(&["one", "two"]);
    own.push([Cell::Number(7), Cell::Empty, Cell::Empty, Cell::Number(7)]);
    let mut both = list(&["two"]);
    both.append(own.clone());
    let names = |list: &List| -> Vec<String> { told(list).into_iter().map(|mut row| row.remove(0)).collect() };
    assert_eq!(names(&own), ["", "one", "two", "of no pool", "7"]);
    assert_eq!(
        names(&both),
        ["", "two", "of no pool", "", "one", "two", "of no pool", "7"]
    );
    own.append(list(&["three"]));
    assert_eq!(names(&own)[4..], ["7", "", "three", "of no pool"]);
    for list in [&own, &both] {
        let read: List = serde_json::from_str(&serde_json::to_string(list).unwrap()).unwrap();
        assert_eq!(&read, list);
        assert_eq!(list.figure(vec![Only::is("party", "7")]).count, 1);
    }
}

#[test]
fn rows_that_are_only_counted_are_counted_alike() {
    let whole = list(&["one", "two", "one"]);
    let mut counted = List::new("due", &COLUMNS);
    counted.hold_only(&["rung"]);
    for row in whole.rows() {
        counted.push(row.cells());
    }
    let [whole, counted] = [whole, counted].map(|list| Lists { all: vec![list] });
    assert!(whole.are_whole() && !counted.are_whole());
    for only in [
        vec![],
        vec![Only::is("party", "one")],
        vec![Only::is("party", ""), Only::is("rung", "")],
        vec![Only::any("party", ["two", "of no pool"])],
        vec![Only::is("rung", "3")],
    ] {
        let counts = [&whole, &counted].map(|lists| {
            let count = crate::notice::Counter::new(lists).count("due", &only);
            assert_eq!(lists.figure("due", only.clone()).count, count);
            count
        });
        assert_eq!(counts[0], counts[1], "{only:?}");
    }
}
