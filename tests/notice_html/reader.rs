//! A strict reader of HTML: takes what a careful writer writes, and fails at anything else.

use std::collections::BTreeMap;

/// An element of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// All text below it, as it is read.
    pub text: String,
    /// The element around it, by its position.
    pub parent: Option<usize>,
    /// Behind the last element below it.
    pub end: usize,
}

/// An element: its name, its attributes, and the place of the element it stands in.
pub type Shape = (String, Vec<(String, String)>, Option<usize>);

impl Element {
    pub fn attribute(&self, key: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    pub fn is(&self, name: &str, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or("");
        self.name == name && classes.split(' ').any(|own| own == class)
    }
}

/// A page read.
pub struct Page {
    pub elements: Vec<Element>,
    /// Where the elements with an id stand.
    places: BTreeMap<String, usize>,
}

impl Page {
    /// Reads a page; the first thing that is not as strict as it should be is a panic.
    pub fn read(text: &str) -> Page {
        let mut rest = text.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
        let mut page = Page {
            elements: Vec::new(),
            places: BTreeMap::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        while !rest.is_empty() {
            let near = || rest.chars().take(80).collect::<String>();
            let (before, behind) = match rest.find('<') {
                Some(at) => rest.split_at(at),
                None => (rest, ""),
            };
            if open.is_empty() {
                assert!(before.trim().is_empty(), "text outside of all elements: {}", near());
            }
            let told = unescaped(before);
            for at in &open {
                page.elements[*at].text.push_str(&told);
            }
            let Some(tag) = behind.strip_prefix('<') else { break };
            let (tag, after) = tag.split_once('>').unwrap_or_else(|| panic!("an open tag: {}", near()));
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                let last = open
                    .pop()
                    .unwrap_or_else(|| panic!("closed and never opened: {}", near()));
                assert_eq!(page.elements[last].name, name, "closed in the wrong order");
                page.elements[last].end = page.elements.len();
                continue;
            }
            let (name, attributes) = begin(tag);
            page.elements.push(Element {
                name: name.clone(),
                attributes,
                text: String::new(),
                parent: open.last().copied(),
                end: page.elements.len() + 1,
            });
            match name.as_str() {
                "meta" => {}
                "style" => {
                    let (sheet, after) = rest.split_once("</style>").expect("a style sheet ends");
                    page.elements.last_mut().unwrap().text = sheet.to_owned();
                    rest = after;
                }
                _ => open.push(page.elements.len() - 1),
            }
        }
        assert!(open.is_empty(), "not all elements are closed");
        for (at, own) in page.elements.iter().enumerate() {
            if let Some(id) = own.attribute("id") {
                assert_eq!(page.places.insert(id.to_owned(), at), None, "{id} twice");
            }
        }
        page
    }

    /// Elements below one.
    pub fn below(&self, at: usize) -> impl Iterator<Item = &Element> {
        self.elements[at + 1..self.elements[at].end].iter()
    }

    /// Where the element of an id stands.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// All elements and attributes, without text.
    pub fn shape(&self) -> Vec<Shape> {
        let shape = |own: &Element| (own.name.clone(), own.attributes.clone(), own.parent);
        self.elements.iter().map(shape).collect()
    }
}

fn begin(tag: &str) -> (String, Vec<(String, String)>) {
    let word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(word(name), "no name of an element: {name:?}");
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.is_empty() {
        let (key, behind) = rest
            .split_once("=\"")
            .unwrap_or_else(|| panic!("a bare attribute: {rest:?}"));
        let (value, after) = behind
            .split_once('"')
            .unwrap_or_else(|| panic!("an open value: {rest:?}"));
        assert!(word(key), "no name of an attribute: {key:?}");
        assert!(!attributes.iter().any(|(own, _)| own == key), "{key} twice");
        assert!(!value.contains(['<', '>']), "a mark in a value: {value:?}");
        attributes.push((key.to_owned(), unescaped(value)));
        rest = match after.strip_prefix(' ') {
            Some(more) => more,
            None if after.is_empty() => "",
            None => panic!("no blank between attributes: {after:?}"),
        };
    }
    (name.to_owned(), attributes)
}

/// Text with its five entities read; any other `&` is an error.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        let (name, after) = behind.split_once(';').expect("an entity ends");
        out.push_str(before);
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("no entity: {other:?}"),
        });
        rest = after;
    }
    assert!(!rest.contains('>'), "a bare mark: {rest:?}");
    out + rest
}
