//! Writes HTML so that text from feeds and rules can become neither an element nor an attribute: names of elements and
//! attributes are words of this program, values of attributes are such words or numbers, and all else is escaped text.

use crate::render::safe::terminal;

/// A page as it is written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
}

/// The value of an attribute; none of them can hold text from outside.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value {
    /// A word of this program.
    Word(&'static str),
    /// A whole number.
    Number(i64),
    /// The name of a place of the page: `f12`.
    Place(&'static str, usize),
    /// A link to a place of the page: `#f12`.
    Link(&'static str, usize),
    /// A drawing's own coordinates: width and height.
    Canvas(i64, i64),
    /// Moved right and down.
    Moved(i64, i64),
}

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'static str, Value)];

impl Writer {
    /// What must come first.
    pub(super) fn begin() -> Writer {
        Writer {
            out: "<!DOCTYPE html>\n".to_owned(),
        }
    }

    /// The page.
    pub(super) fn end(self) -> String {
        self.out
    }

    /// An element, and what is in it.
    pub(super) fn element(&mut self, name: &'static str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Writer)) {
        self.void(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        if is_block(name) {
            self.out.push('\n');
        }
    }

    /// An element that holds text alone.
    pub(super) fn told(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |own| own.text(text));
    }

    /// An element of which there is nothing but its beginning.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.value(*value);
            self.out.push('"');
        }
        self.out.push('>');
        if matches!(name, "meta" | "html" | "head" | "body" | "main" | "svg") {
            self.out.push('\n');
        }
    }

    /// Text that stays text: nothing of it is read as a mark, and what is not seen or turns the direction of writing
    /// becomes visible.
    pub(super) fn text(&mut self, text: &str) {
        for char in terminal(text).chars() {
            match char {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                other => self.out.push(other),
            }
        }
    }

    /// The style sheet of the page, as it is.
    pub(super) fn style(&mut self, sheet: &'static str) {
        self.element("style", &[], |own| own.out.push_str(sheet));
    }

    fn value(&mut self, value: Value) {
        match value {
            Value::Word(word) => self.text(word),
            Value::Number(number) => self.out.push_str(&number.to_string()),
            Value::Place(name, number) => self.out.push_str(&format!("{name}{number}")),
            Value::Link(name, number) => self.out.push_str(&format!("#{name}{number}")),
            Value::Canvas(width, height) => self.out.push_str(&format!("0 0 {width} {height}")),
            Value::Moved(right, down) => self.out.push_str(&format!("translate({right} {down})")),
        }
    }
}

/// A class.
pub(super) fn class(name: &'static str) -> (&'static str, Value) {
    ("class", Value::Word(name))
}

/// Whether a new line behind it changes nothing.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "title"
            | "style"
            | "body"
            | "main"
            | "header"
            | "footer"
            | "section"
            | "div"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "ol"
            | "li"
            | "figure"
            | "svg"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tr"
    )
}
