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
