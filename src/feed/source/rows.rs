//! A sheet of a workbook as the text of a table: row n of the sheet is line n, cells parted by tabs.

use super::sheet::{self, SIZE};
use super::workbook::{Workbook, broken, too_large};
use super::wrong::Wrong;
use crate::diagnostic::{Words, feed as codes};
use std::io;

/// The longest text made of a sheet.
const LIMIT: usize = 1 << 22;

/// The one sheet of a workbook that has anything in it, whole. Line ends and tabs inside cells become blanks.
///
/// # Errors
/// What is wrong with the workbook, and what to do: it is broken or too large, has several sheets or merged cells, or a
/// formula without its stored value.
pub fn sheet_text(bytes: &[u8]) -> Result<String, (Words, Words)> {
    rows(bytes).map_err(|error| match error.downcast::<Wrong>() {
        Ok(wrong) => (wrong.message, wrong.mend),
        Err(error) => (
            Words::new(error.to_string(), error.to_string()),
            Words::new("save it again as .xlsx", "请另存为 .xlsx"),
        ),
    })
}

fn rows(bytes: &[u8]) -> io::Result<String> {
    let mut book = Workbook::open(bytes)?;
    let name = book.sheet(None)?;
    let epoch_1904 = book.counts_from_1904();
    if let Some(area) = book.merged(&name)?.first() {
        return Err(sheet::merged_header(&name, *area).io());
    }
    let mut cells = book.cells(&name)?;
    let (mut text, mut at) = (String::new(), (0, 0));
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        if cell.pos < at || cell.pos.0 >= SIZE.0 || cell.pos.1 >= SIZE.1 {
            return Err(sheet::disordered().io());
        }
        if cell.formula.is_some() && cell.value == calamine::DataRef::Empty {
            return Err(no_value(&name, cell.pos).io());
        }
        let (rows, columns) = match cell.pos.0 - at.0 {
            0 => (0, cell.pos.1 - at.1),
            rows => (rows, cell.pos.1),
        };
        text.extend(std::iter::repeat_n('\n', rows as usize));
        text.extend(std::iter::repeat_n('\t', columns as usize));
        let own = sheet::text(cell.value, epoch_1904);
        text.extend(own.chars().map(|char| if char.is_control() { ' ' } else { char }));
        at = cell.pos;
        if text.len() > LIMIT {
            return Err(too_large());
        }
    }
    Ok(text + "\n")
}

fn no_value(name: &str, at: (u32, u32)) -> Wrong {
    let cell = sheet::address(at);
    Wrong::new(
        codes::NO_STORED_VALUE,
        (
            format!("the cell {name}!{cell} is a formula whose value is not stored"),
            format!("单元格 {name}!{cell} 是公式，没有存下结果"),
        ),
        (
            "open the workbook in Excel and save it, so that values are stored",
            "请用 Excel 打开后保存一次，把结果存下来",
        ),
    )
}
