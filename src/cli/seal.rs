//! The seal of a folder: the digest of each of its files in `seal.b3`, as `b3sum` writes and checks them.

use super::folder::NewFolder;
use crate::diagnostic::Words;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The file that holds the digests.
pub const SEAL: &str = "seal.b3";

/// Something under a seal that is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub what: Words,
}

/// Writes files into a new folder, seals them, and puts the folder in its place: it is there whole or not at all, and
/// never takes the place of another.
///
/// # Errors
/// Where the place is taken, or something cannot be written.
pub fn write(to: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    let folder = NewFolder::begin(to)?;
    let mut lines: Vec<String> = Vec::new();
    for (name, bytes) in files {
        folder.write(name, bytes)?;
        lines.push(format!("{}  {name}\n", blake3::hash(bytes).to_hex()));
    }
    lines.sort_by(|one, other| one.get(64..).cmp(&other.get(64..)));
    folder.write(SEAL, lines.concat().as_bytes())?;
    folder.finish_safely()
}

/// What is not as it was sealed; empty: all is. With what lies there and is not under the seal.
#[must_use]
pub fn check(folder: &Path) -> (Vec<Broken>, Vec<String>) {
    let sealed = match sealed(folder) {
        Ok(sealed) => sealed,
        Err(broken) => return (vec![broken], Vec::new()),
    };
    let broken = sealed
        .iter()
        .filter_map(|(digest, name)| file(folder, name, digest).err());
    let names: BTreeSet<&str> = sealed.iter().map(|(_, name)| name.as_str()).collect();
    let there = fs::read_dir(folder).into_iter().flatten().flatten();
    let there = there.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut beside: Vec<String> = there
        .filter(|name| name != SEAL && !names.contains(name.as_str()))
        .collect();
    beside.sort_unstable();
    (broken.collect(), beside)
}

/// A file of a folder, as it was sealed.
///
/// # Errors
/// Where it is not.
pub fn read(folder: &Path, name: &str) -> Result<Vec<u8>, Broken> {
    let sealed = sealed(folder)?;
    match sealed.iter().find(|(_, own)| own == name) {
        Some((digest, _)) => file(folder, name, digest),
        None => Err(broken(
            SEAL,
            format!("has no line for {name}"),
            format!("没有 {name} 这一行"),
        )),
    }
}

/// The names of the files under a seal.
///
/// # Errors
/// Where the seal cannot be read.
pub fn names(folder: &Path) -> Result<Vec<String>, Broken> {
    Ok(sealed(folder)?.into_iter().map(|(_, name)| name).collect())
}

fn file(folder: &Path, name: &str, digest: &str) -> Result<Vec<u8>, Broken> {
    let bytes = fs::read(folder.join(name)).map_err(|error| {
        let words = super::messages::of_file(&error);
        broken(
            name,
            format!("cannot be read: {}", words.en),
            format!("读不了：{}", words.zh),
        )
    })?;
    if blake3::hash(&bytes).to_hex().as_str() == digest {
        return Ok(bytes);
    }
    Err(broken(
        name,
        "is not as it was sealed".to_owned(),
        "和封存时不一样".to_owned(),
    ))
}

/// The lines of the seal: digest and name.
fn sealed(folder: &Path) -> Result<Vec<(String, String)>, Broken> {
    let text = fs::read_to_string(folder.join(SEAL)).map_err(|error| {
        let words = super::messages::of_file(&error);
        broken(
            SEAL,
            format!("cannot be read: {}", words.en),
            format!("读不了：{}", words.zh),
        )
    })?;
    let line = |line: &str| {
        let (digest, name) = line.split_once("  ")?;
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        // A name is that of a file in the folder, never a way out of it.
        let plain = !name.is_empty() && name != ".." && !name.contains(['/', '\\']);
        (digest.len() == 64 && digest.bytes().all(hex) && plain).then(|| (digest.to_owned(), name.to_owned()))
    };
    let lines: Option<Vec<_>> = text.lines().map(line).collect();
    lines
        .filter(|_| text.ends_with('\n') && !text.contains('\r'))
        .ok_or_else(|| {
            broken(
                SEAL,
                "is no seal any more".to_owned(),
                "已不是完好的封存记录".to_owned(),
            )
        })
}

fn broken(file: &str, en: String, zh: String) -> Broken {
    Broken {
        file: file.to_owned(),
        what: Words::new(en, zh),
    }
}
