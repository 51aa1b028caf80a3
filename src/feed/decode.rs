//! Bytes of any known encoding turned into UTF-8, counted and digested on the way.
//!
//! The encoding is that of the byte order mark, else the one the feed states, else UTF-8. Nothing is guessed:
//! UTF-8 is proved block by block behind this reader, and a feed that is not UTF-8 is refused there.

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, GBK, UTF_8};
use std::io::{self, Read};

/// A stream of UTF-8.
pub(super) struct Decode<R> {
    source: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// Text that is ready, handed out up to `at`.
    text: Vec<u8>,
    at: usize,
    ended: bool,
    decoding: bool,
    /// Bytes read.
    pub(super) count: u64,
    /// Their digest.
    pub(super) digest: blake3::Hasher,
}

/// The encoding a feed states. `GBK` reads GB18030, which holds it. None: no such encoding.
pub(super) fn stated(word: &str) -> Option<&'static Encoding> {
    let known = Encoding::for_label(word.trim().as_bytes())?;
    Some(if known == GBK { GB18030 } else { known })
}

impl<R: Read> Decode<R> {
    /// Opens a stream: looks at its first bytes for a byte order mark.
    pub(super) fn new(source: R, stated: Option<&'static Encoding>) -> io::Result<Decode<R>> {
        let mut new = Decode {
            source,
            decoder: None,
            raw: vec![0; 1 << 16],
            text: Vec::new(),
            at: 0,
            ended: false,
            decoding: false,
            count: 0,
            digest: blake3::Hasher::new(),
        };
        let mut have = 0;
        while have < 3 && !new.ended {
            have += new.read_raw(have)?;
        }
        let head = new.raw.get(..have).unwrap_or_default();
        let (encoding, mark) = Encoding::for_bom(head).unwrap_or((stated.unwrap_or(UTF_8), 0));
        if encoding == UTF_8 {
            new.text = head.get(mark..).unwrap_or_default().to_vec();
        } else {
            new.decoding = true;
            new.decoder = Some(encoding.new_decoder_without_bom_handling());
            new.decode(mark..have);
        }
        Ok(new)
    }

    /// Whether the bytes are no UTF-8, so that U+FFFD in the text may stand for what the encoding does not know.
    pub(super) fn is_decoding(&self) -> bool {
        self.decoding
    }

    /// Reads some bytes to `raw` from `from` on; 0 at the end.
    fn read_raw(&mut self, from: usize) -> io::Result<usize> {
        let count = read(&mut self.source, self.raw.get_mut(from..).unwrap_or_default())?;
        self.ended = count == 0;
        self.count += count as u64;
        self.digest.update(self.raw.get(from..from + count).unwrap_or_default());
        Ok(count)
    }

    fn decode(&mut self, bytes: std::ops::Range<usize>) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let mut rest = self.raw.get(bytes).unwrap_or_default();
        self.at = 0;
        self.text
            .resize(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(0), 0);
        let mut told = 0;
        loop {
            let room = self.text.get_mut(told..).unwrap_or_default();
            let (result, read, written, _) = decoder.decode_to_utf8(rest, room, self.ended);
            told += written;
            rest = rest.get(read..).unwrap_or_default();
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => self.text.resize(self.text.len() + rest.len() * 3 + 16, 0),
            }
        }
        self.text.truncate(told);
        if self.ended {
            self.decoder = None;
        }
    }
}

/// Reads once, again where the system was interrupted.
fn read(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

impl<R: Read> Read for Decode<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.is_some() && self.at == self.text.len() {
            let count = self.read_raw(0)?;
            self.decode(0..count);
        }
        let ready = self.text.get(self.at..).unwrap_or_default();
        if !ready.is_empty() {
            let count = ready.len().min(buffer.len());
            if let (Some(into), Some(from)) = (buffer.get_mut(..count), ready.get(..count)) {
                into.copy_from_slice(from);
            }
            self.at += count;
            return Ok(count);
        }
        if self.ended {
            return Ok(0);
        }
        // UTF-8 goes straight into the caller's large block.
        let count = read(&mut self.source, buffer)?;
        self.count += count as u64;
        self.digest.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], word: Option<&str>) -> (String, bool) {
        let mut decode = Decode::new(bytes, word.and_then(stated)).unwrap();
        let (mut found, mut some) = (Vec::new(), [0; 3]);
        loop {
            match decode.read(&mut some).unwrap() {
                0 => break,
                count => found.extend_from_slice(&some[..count]),
            }
        }
        assert_eq!(decode.count, bytes.len() as u64);
        assert_eq!(decode.digest.finalize(), blake3::hash(bytes));
        (String::from_utf8(found).unwrap(), decode.is_decoding())
    }

    #[test]
    fn marks_win_over_words() {
        let gb = GB18030.encode("投诉，𠮷").0.into_owned();
        assert_eq!(text(&gb, Some("GBK")), ("投诉，𠮷".into(), true));
        assert_eq!(text("\u{feff}投诉".as_bytes(), Some("GBK")), ("投诉".into(), false));
        assert_eq!(text("投诉".as_bytes(), None), ("投诉".into(), false));
        assert_eq!(text(&[0xff, 0xfe, 0x95, 0x62, 0xc9, 0x8b], None), ("投诉".into(), true));
        assert_eq!(text(&[b'a', 0xff, b'b'], Some("gb18030")), ("a\u{fffd}b".into(), true));
        assert_eq!(text(b"", None), (String::new(), false));
        assert_eq!(text(&gb.repeat(50_000), Some("GBK")).0, "投诉，𠮷".repeat(50_000));
    }
}
