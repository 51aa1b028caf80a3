//! Cells written as delimited text, one line a row, for the reader of rows.

use crate::feed::cell::LIMIT;

/// Writes one row. A row of one empty cell is written so that it is no blank line.
pub(super) fn push_row<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    let start = out.len();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        push_cell(out, cell);
    }
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.push(b'\n');
}

/// A line break inside a cell is written as a carriage return, so that a row is a line. A cell that is too long is
/// written as one that is just too long.
fn push_cell(out: &mut Vec<u8>, cell: &str) {
    if cell.len() > LIMIT {
        out.resize(out.len() + LIMIT + 1, b'x');
        return;
    }
    if !cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    let mut before = 0;
    for byte in cell.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\"\""),
            b'\n' if before == b'\r' => {}
            b'\n' => out.push(b'\r'),
            _ => out.push(byte),
        }
        before = byte;
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut out = Vec::new();
        push_row(&mut out, cells.iter().copied());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_row_is_a_line() {
        assert_eq!(row(&["a", "", "投诉"]), "a,,投诉\n");
        assert_eq!(
            row(&["1,2", "5\" pipe", "x\ny", "x\r\ny"]),
            "\"1,2\",\"5\"\" pipe\",\"x\ry\",\"x\ry\"\n"
        );
        assert_eq!(row(&[""]), "\"\"\n");
        assert_eq!(row(&["", &"\"".repeat(LIMIT + 2)]).len(), LIMIT + 3);
    }
}
