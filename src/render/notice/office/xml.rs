//! XML written element by element. Foreign text comes in by `text` or as the value of an attribute, never otherwise:
//! what XML forbids, what steers a screen and what turns the direction of writing becomes visible.

use crate::render::safe::terminal;
use std::borrow::Cow;

/// XML being written.
#[derive(Debug, Default)]
pub struct Xml {
    out: String,
}

impl Xml {
    /// A part of its own.
    pub fn part() -> Xml {
        Xml {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
        }
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, ">")
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) -> &mut Xml {
        for piece in ["</", name, ">"] {
            self.out.push_str(piece);
        }
        self
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, "/>")
    }

    /// An element around others.
    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Xml)) -> &mut Xml {
        self.open(name, attributes);
        inner(self);
        self.close(name)
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> &mut Xml {
        self.escaped(text);
        self
    }

    /// Markup as it stands: never anything foreign.
    pub fn markup(&mut self, markup: &'static str) -> &mut Xml {
        self.out.push_str(markup);
        self
    }

    /// What was written before.
    pub fn piece(&mut self, other: &Xml) -> &mut Xml {
        self.out.push_str(&other.out);
        self
    }

    /// What was written, and begins again.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// How much was written since.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) -> &mut Xml {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            for piece in [" ", key, "=\""] {
                self.out.push_str(piece);
            }
            self.escaped(value);
            self.out.push('"');
        }
        self.out.push_str(end);
        self
    }

    fn escaped(&mut self, text: &str) {
        // What most text is.
        let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"');
        if text.bytes().all(plain) {
            return self.out.push_str(text);
        }
        let text = harmless(text);
        if !text.contains(['&', '<', '>', '"', '\u{fffe}', '\u{ffff}']) {
            self.out.push_str(&text);
            return;
        }
        for char in text.chars() {
            match char {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                // The two characters that are not controls and yet no XML.
                '\u{fffe}' | '\u{ffff}' => self.out.extend(char.escape_unicode()),
                other => self.out.push(other),
            }
        }
    }
}

/// Line ends become blanks; all else as for a terminal.
fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return terminal(text);
    }
    let one_line = text.replace("\r\n", " ").replace(['\n', '\r'], " ");
    Cow::Owned(terminal(&one_line).into_owned())
}

/// At most so many units of UTF-16, as office programs count; what is longer ends in a mark that says so.
pub fn cut(text: &str, most: usize, mark: impl FnOnce() -> String) -> Cow<'_, str> {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return Cow::Borrowed(text);
    }
    let mark = mark();
    let mut room = most.saturating_sub(mark.encode_utf16().count());
    let mut out = String::new();
    for char in text.chars() {
        let Some(rest) = room.checked_sub(char.len_utf16()) else {
            break;
        };
        room = rest;
        out.push(char);
    }
    out.push_str(&mark);
    Cow::Owned(out)
}
