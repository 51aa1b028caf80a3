//! XML read strictly, by a reader of its own: what is not well-formed fails.

use std::collections::BTreeSet;

/// What stands in XML, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An element begins: its name and its attributes.
    Open(String, Vec<(String, String)>),
    /// An element ends.
    Close(String),
    /// Text between them.
    Text(String),
}

/// Reads a part.
#[track_caller]
pub fn read(xml: &str) -> Vec<Event> {
    for char in xml.chars() {
        let legal = matches!(char, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(legal, "{char:?} is no character of XML");
    }
    let mut rest = xml
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
        .unwrap();
    let mut out = Vec::new();
    let mut open: Vec<String> = Vec::new();
    while !rest.is_empty() {
        let (text, behind) = rest.split_once('<').expect("text behind the last element");
        if !text.is_empty() {
            assert!(!open.is_empty(), "text outside");
            out.push(Event::Text(plain(text)));
        }
        let (tag, behind) = behind.split_once('>').expect("an element that does not end");
        assert!(!tag.contains('<'), "{tag}");
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            out.push(Event::Close(name.to_owned()));
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(
            name.chars().all(|char| char.is_ascii_alphanumeric() || char == ':'),
            "{name}"
        );
        out.push(Event::Open(name.to_owned(), attributes_of(attributes)));
        if empty {
            out.push(Event::Close(name.to_owned()));
        } else {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    out
}

/// The names of the elements.
pub fn elements(events: &[Event]) -> BTreeSet<String> {
    let name = |event: &Event| match event {
        Event::Open(name, _) => Some(name.clone()),
        _ => None,
    };
    events.iter().filter_map(name).collect()
}

fn attributes_of(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (key, behind) = rest.split_once("=\"").unwrap();
        let (value, behind) = behind.split_once('"').unwrap();
        assert!(out.iter().all(|(own, _)| own != key), "{key} twice");
        out.push((key.trim().to_owned(), plain(value)));
        rest = behind;
    }
    out
}

fn plain(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (name, behind) = piece.split_once(';').unwrap();
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            other => panic!("&{other};"),
        });
        out.push_str(behind);
    }
    out
}
