//! Bytes of a rule file or table to text: byte order marks, UTF-16, UTF-8, else GB18030.

use crate::diagnostic::Words;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// It was no UTF-8 and was read as GB18030.
    pub guessed: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// A Word document.
    Word,
    /// Something else.
    Other,
}

impl NoText {
    /// What is wrong and what to do, without the file's name.
    #[must_use]
    pub fn words(self) -> (Words, Words) {
        match self {
            NoText::Word => (
                Words::new("this is a Word document", "这是 Word 文档"),
                Words::new(
                    "save it as plain text (UTF-8)",
                    "请“另存为 → 纯文本（UTF-8）”，或直接用记事本打开 规则.onus",
                ),
            ),
            NoText::Other => (
                Words::new("this is no text file", "这不是文本文件"),
                Words::new("save it as plain text (UTF-8)", "请另存为纯文本（UTF-8）"),
            ),
        }
    }
}

/// The bytes of another text in the encoding of these, with their byte order mark; None where the bytes are no text, or
/// their own text would not come back as they are.
#[must_use]
pub fn encode_as(bytes: &[u8], text: &str) -> Option<Vec<u8>> {
    let own = decode(bytes).ok()?;
    let mark = encoding_rs::Encoding::for_bom(bytes);
    let (encoding, mark) = match mark {
        Some((encoding, length)) => (encoding, bytes.get(..length)?),
        None if own.guessed => (encoding_rs::GB18030, &[][..]),
        None => (encoding_rs::UTF_8, &[][..]),
    };
    let encoded = |text: &str| -> Vec<u8> {
        let words = text.encode_utf16();
        let body = match encoding {
            _ if encoding == encoding_rs::UTF_16LE => words.flat_map(u16::to_le_bytes).collect(),
            _ if encoding == encoding_rs::UTF_16BE => words.flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        };
        [mark, &body].concat()
    };
    (encoded(&own.text) == bytes).then(|| encoded(text))
}

/// Decodes a file.
///
/// # Errors
/// Where the bytes are no text in any encoding that rule files are read in.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NoText> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NoText::Word);
    }
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, faulty) = encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return if faulty {
            Err(NoText::Other)
        } else {
            Ok(Decoded {
                text: text.into_owned(),
                guessed: false,
            })
        };
    }
    if bytes.contains(&0) {
        return Err(NoText::Other);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_string(),
            guessed: false,
        });
    }
    let (text, faulty) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if faulty {
        Err(NoText::Other)
    } else {
        Ok(Decoded {
            text: text.into_owned(),
            guessed: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_back_in_the_encoding_it_came_in() {
        let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let all = [
            "日历 a\r\n".as_bytes().to_vec(),
            b"\xEF\xBB\xBFcalendar a\n".to_vec(),
            encoding_rs::GB18030.encode("日历 行政班").0.into_owned(),
            [b"\xFF\xFE".to_vec(), utf16("日历 a")].concat(),
            b"\xFE\xFF\x00a".to_vec(),
        ];
        for bytes in all {
            let text = decode(&bytes).unwrap().text;
            assert_eq!(encode_as(&bytes, &text), Some(bytes.clone()));
            let more = encode_as(&bytes, &format!("{text}时")).unwrap();
            assert!(more.starts_with(&bytes) && decode(&more).unwrap().text == format!("{text}时"));
        }
        // A character that has two spellings in this encoding comes back as the other one.
        assert_eq!(encode_as(b"\x80\xb5\xc4", "a"), None);
    }
}
