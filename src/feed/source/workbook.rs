//! An Excel workbook opened with care: its size unpacked is limited before anything of it is read, and the sheet
//! meant is found.

use super::wrong::Wrong;
use crate::diagnostic::feed as codes;
use crate::feed::unpack::{TooDense, is_too_dense};
use calamine::{Dimensions, Reader, SheetType, Xlsx, XlsxError};
use std::io::{self, Cursor, Read};

/// The largest workbook, packed.
const LIMIT: u64 = 512 << 20;
/// The longest table of texts of a workbook, unpacked: it is held whole.
const TEXTS: u64 = 512 << 20;

/// A workbook.
pub(super) struct Workbook {
    book: Xlsx<Cursor<Vec<u8>>>,
    /// Bytes read.
    pub(super) count: u64,
    /// Their digest.
    pub(super) digest: blake3::Hash,
}

/// The cells of a sheet, in the order of the file.
pub(super) type Cells<'a> = calamine::XlsxCellReader<'a, Cursor<Vec<u8>>>;

impl Workbook {
    /// Reads a workbook whole.
    pub(super) fn open(bytes: impl Read) -> io::Result<Workbook> {
        let mut whole = Vec::new();
        bytes.take(LIMIT + 1).read_to_end(&mut whole)?;
        if whole.len() as u64 > LIMIT {
            return Err(too_large());
        }
        let (count, digest) = (whole.len() as u64, blake3::hash(&whole));
        limit(&whole)?;
        let book = Xlsx::new(Cursor::new(whole)).map_err(broken)?;
        Ok(Workbook { book, count, digest })
    }

    /// The sheet of that name; without a name the only one with cells in it.
    pub(super) fn sheet(&mut self, wanted: Option<&str>) -> io::Result<String> {
        let sheets = self.book.sheets_metadata().to_vec();
        let sheets = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let mut names: Vec<String> = sheets.map(|sheet| sheet.name).collect();
        let list = |names: &[String], comma: &str| names.join(comma);
        if let Some(wanted) = wanted {
            let trimmed = wanted.trim();
            return names
                .iter()
                .find(|name| name.trim() == trimmed)
                .cloned()
                .ok_or_else(|| {
                    Wrong::new(
                        codes::WHICH_SHEET,
                        (
                            format!("it has no sheet \"{wanted}\"; it has: {}", list(&names, ", ")),
                            format!("里面没有工作表“{wanted}”，有：{}", list(&names, "、")),
                        ),
                        (
                            "write the sheet's own name: sheet \"…\"",
                            "写上工作表的名称：工作表 “……”",
                        ),
                    )
                    .io()
                });
        }
        let mut filled: Vec<String> = Vec::new();
        for name in names.drain(..) {
            if self.cells(&name)?.next_cell().map_err(broken)?.is_some() {
                filled.push(name);
            }
        }
        match filled.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(Wrong::new(
                codes::NO_HEADER,
                ("no sheet has anything in it", "工作表都是空的"),
                ("export it again", "请重新导出"),
            )
            .io()),
            several => Err(Wrong::new(
                codes::WHICH_SHEET,
                (
                    format!("it has several sheets: {}", list(several, ", ")),
                    format!("里面有几张工作表：{}", list(several, "、")),
                ),
                (
                    "say which, behind the file: sheet \"…\"",
                    "在文件名后写明是哪一张：工作表 “……”",
                ),
            )
            .io()),
        }
    }

    /// The cells of a sheet.
    pub(super) fn cells(&mut self, sheet: &str) -> io::Result<Cells<'_>> {
        self.book.worksheet_cells_reader(sheet).map_err(broken)
    }

    /// Whether its days are counted from 1904.
    pub(super) fn counts_from_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    /// Its merged cells.
    pub(super) fn merged(&mut self, sheet: &str) -> io::Result<Vec<Dimensions>> {
        self.book.merge_cells_by_sheet_name(sheet).map_err(broken)
    }
}

/// A fault of the workbook's own form.
pub(super) fn broken(error: XlsxError) -> io::Error {
    Wrong::new(
        codes::WRONG_FORMAT,
        (
            format!("the workbook cannot be read: {error}"),
            format!("工作簿读不出来：{error}"),
        ),
        (
            "open it in Excel and save it again as .xlsx",
            "请用 Excel 打开后另存为 .xlsx",
        ),
    )
    .io()
}

/// What is read of it is more than any table of a sheet.
pub(super) fn too_large() -> io::Error {
    Wrong::new(
        codes::TOO_DENSE,
        ("the workbook is too large", "工作簿太大"),
        ("export it as CSV", "请导出为 CSV"),
    )
    .io()
}

/// Unpacks every part once, to nowhere, so that none can grow beyond measure afterwards. What the parts say of their
/// own size is not believed.
fn limit(whole: &[u8]) -> io::Result<()> {
    let mut zip = zip::ZipArchive::new(Cursor::new(whole)).map_err(|error| broken(XlsxError::Zip(error)))?;
    let (packed, mut all) = (whole.len() as u64, 0);
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).map_err(|error| broken(XlsxError::Zip(error)))?;
        let texts = part.name().is_ok_and(|name| name.ends_with("sharedStrings.xml"));
        let (mut buffer, mut own) = (vec![0; 1 << 16], 0);
        loop {
            let count = part.read(&mut buffer)? as u64;
            if count == 0 {
                break;
            }
            (own, all) = (own + count, all + count);
            if is_too_dense(all, packed) {
                return Err(io::Error::other(TooDense));
            }
            if texts && own > TEXTS {
                return Err(too_large());
            }
        }
    }
    Ok(())
}
