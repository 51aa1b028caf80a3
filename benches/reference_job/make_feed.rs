//! Writes the reference feed: `make_feed COUNT FILE [plain|wide|long]`. Needs no package: `rustc -O make_feed.rs`.

#[path = "feed.rs"]
mod feed;

use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (count, file) = match words.as_slice() {
        [count, file, ..] => (count.parse()?, file),
        _ => return Err("usage: make_feed COUNT FILE [plain|wide|long]".into()),
    };
    let layout = match words.get(2).map(String::as_str) {
        None | Some("plain") => feed::Layout::Plain,
        Some("wide") => feed::Layout::Wide,
        Some("long") => feed::Layout::Long,
        Some(other) => return Err(format!("there is no layout {other}").into()),
    };
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(file)?);
    feed::write(&mut out, count, 95_598, layout)?;
    Ok(out.flush()?)
}
