//! A line of a csv file, written field by field into bytes: quoted where RFC 4180 asks for it, without allocation.

use crate::calendar::{Moment, Zone};
use crate::report::push_number;

/// A line being written. Every method writes one field; [`Line::end`] ends it with LF.
pub(crate) struct Line<'a> {
    out: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> Line<'a> {
    /// A new line at the end of `out`.
    pub(crate) fn new(out: &'a mut Vec<u8>) -> Line<'a> {
        Line { out, first: true }
    }

    /// Goes on behind fields that are there already.
    pub(crate) fn behind(out: &'a mut Vec<u8>) -> Line<'a> {
        Line { out, first: false }
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        push_text(self.next(), text);
        self
    }

    /// Bytes that were made a field before.
    pub(crate) fn ready(&mut self, field: &[u8]) -> &mut Self {
        self.next().extend_from_slice(field);
        self
    }

    /// A whole number; empty where there is none.
    pub(crate) fn number(&mut self, number: Option<i64>) -> &mut Self {
        let out = self.next();
        if let Some(number) = number {
            push_number(out, number);
        }
        self
    }

    /// A moment; empty where there is none.
    pub(crate) fn moment(&mut self, moment: Option<Moment>, zone: &Zone) -> &mut Self {
        let out = self.next();
        if let Some(moment) = moment {
            zone.write_rfc3339(moment, out);
        }
        self
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        self.out.push(b'\n');
    }

    /// Where the next field begins.
    pub(super) fn next(&mut self) -> &mut Vec<u8> {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
        self.out
    }
}

/// Appends a text as a field, without a comma.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// A text as a field of its own.
pub(crate) fn field(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 2);
    push_text(&mut out, text);
    out
}
