//! The format of a file: as the feed states it, else by its name, else by what stands in it.

use super::wrong::Wrong;
use crate::diagnostic::feed as codes;
use crate::model::{Feed, FileFormat};

/// How many bytes are looked at.
pub(super) const HEAD: u64 = 4096;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Cells parted by this byte.
    Delimited(u8),
    /// JSON, an object a line.
    Lines,
    /// JSON, an array of objects.
    Array,
    /// A workbook.
    Workbook,
    /// Text, and its name does not say what sort.
    Text,
}

impl Form {
    /// The form of a feed's file, by what it states, the first name that says something, or its first bytes.
    pub(super) fn of(declared: &Feed, names: &[&str], head: &[u8]) -> Result<Form, Wrong> {
        let named = names.iter().find_map(|name| by_name(name));
        let form = match (declared.format, declared.separator) {
            (Some(FileFormat::Csv) | None, Some(separator)) => Form::Delimited(separator),
            (Some(format), _) => by_word(format),
            (None, None) => named.unwrap_or(Form::Text),
        };
        let zip = head.starts_with(b"PK\x03\x04");
        let stated = declared.format.is_some() || declared.separator.is_some();
        match form {
            Form::Text if zip => Ok(Form::Workbook),
            _ if head.starts_with(b"\xd0\xcf\x11\xe0") => Err(Wrong::new(
                codes::WRONG_FORMAT,
                (
                    "this is a workbook of an old Excel, or one with a password",
                    "这是旧版 Excel 工作簿，或加了密码",
                ),
                (
                    "save it as an Excel workbook (.xlsx) without a password",
                    "请另存为不加密码的 Excel 工作簿（.xlsx）",
                ),
            )),
            Form::Workbook if !zip => Err(Wrong::new(
                codes::WRONG_FORMAT,
                (
                    "it should be an Excel workbook and is none",
                    "应当是 Excel 工作簿，其实不是",
                ),
                (
                    "save it as an Excel workbook (.xlsx), or give it the name of what it is: .csv, .tsv, .json",
                    "请另存为 Excel 工作簿（.xlsx），或按它的实际格式改名：.csv、.tsv、.json",
                ),
            )),
            Form::Delimited(_) | Form::Lines | Form::Array if zip => Err(Wrong::new(
                codes::WRONG_FORMAT,
                ("it is an Excel workbook, not text", "这是 Excel 工作簿，不是文本"),
                if stated {
                    ("write: format \"xlsx\"", "改成：格式 “xlsx”")
                } else {
                    (
                        "name it .xlsx, or write behind the file: format \"xlsx\"",
                        "把它改名为 .xlsx，或在文件名后写：格式 “xlsx”",
                    )
                },
            )),
            form => Ok(form),
        }
    }

    /// What the first characters say, where nothing else did.
    pub(super) fn looked_at(self, text: &[u8]) -> Form {
        if self != Form::Text {
            return self;
        }
        let text = text.trim_ascii_start();
        let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        match text.first() {
            Some(b'{') => Form::Lines,
            Some(b'[') => Form::Array,
            _ if line.contains(&b'\t') && !line.contains(&b',') => Form::Delimited(b'\t'),
            _ => Form::Delimited(b','),
        }
    }

    /// What parts the cells of text.
    pub(super) fn delimiter(self) -> u8 {
        if let Form::Delimited(byte) = self { byte } else { b',' }
    }
}

fn by_word(format: FileFormat) -> Form {
    match format {
        FileFormat::Csv => Form::Delimited(b','),
        FileFormat::Tsv => Form::Delimited(b'\t'),
        FileFormat::Json => Form::Array,
        FileFormat::Ndjson => Form::Lines,
        FileFormat::Xlsx => Form::Workbook,
    }
}

/// What a name says by its ending, that of a packed file set aside.
fn by_name(name: &str) -> Option<Form> {
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst", ".zstd"]
        .iter()
        .fold(name.as_str(), |name, packed| name.strip_suffix(packed).unwrap_or(name));
    match name.rsplit_once('.')?.1 {
        "csv" => Some(Form::Delimited(b',')),
        "tsv" | "tab" => Some(Form::Delimited(b'\t')),
        "json" => Some(Form::Array),
        "ndjson" | "jsonl" => Some(Form::Lines),
        "xlsx" | "xlsm" => Some(Form::Workbook),
        _ => None,
    }
}
