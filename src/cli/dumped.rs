//! A rule set from a file that `onus dump` wrote, in the place of rule files.

use super::messages::Trouble;
use super::reach::unreadable;
use super::{LoadError, Loaded, Status};
use crate::diagnostic::{Language, Words};
use crate::dump::{Dump, LARGEST_DUMP};
use crate::source::Sources;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The dump among the paths of the command line; None where there is none.
///
/// # Errors
/// Where other paths stand beside it: a dump is a whole rule set.
pub(super) fn among(paths: &[PathBuf]) -> Result<Option<&Path>, LoadError> {
    let is_dump = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "ron");
    match (paths.iter().find(is_dump), paths.len()) {
        (Some(dump), 2..) => {
            let shown = dump.display();
            let trouble = Trouble::new(
                format!("{shown} is a whole rule set; nothing else can stand beside it"),
                format!("{shown} 已是完整的一份规则，不能再和别的文件放在一起"),
            );
            let trouble = trouble.mend(
                "name the dump alone, or the rule files it was written from",
                "只写这一个文件，或写它所出自的那些规则文件",
            );
            Err(LoadError(trouble, Status::Unusable))
        }
        (dump, _) => Ok(dump.map(PathBuf::as_path)),
    }
}

/// Reads a dump.
///
/// # Errors
/// Where it cannot be read, or is not what `onus dump` wrote.
pub(super) fn load(path: &Path) -> Result<Loaded, LoadError> {
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut bytes = Vec::new();
    let read = file.take(LARGEST_DUMP + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST_DUMP {
        let most = LARGEST_DUMP / (1024 * 1024);
        let words = Words::new(format!("it is larger than {most} MB"), format!("它超过 {most} MB"));
        return Err(refused(path, &words));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| refused(path, &Words::new("it is no text", "它不是文本")))?;
    let dump = Dump::read(text).map_err(|why| refused(path, &why))?;
    let (rules, origin) = dump.into_parts();
    let beside = path.parent().filter(|parent| *parent != Path::new(""));
    Ok(Loaded {
        sources: Sources::default(),
        trees: Vec::new(),
        rules: Some(rules),
        diagnostics: Vec::new(),
        language: if origin.chinese {
            Language::Chinese
        } else {
            Language::English
        },
        read: origin.files,
        digest: origin.texts,
        meaning: None,
        folder: beside.unwrap_or(Path::new(".")).to_path_buf(),
        data: beside.unwrap_or(Path::new(".")).to_path_buf(),
        paths: Vec::new(),
        files: origin.rule_files,
        lines: origin.lines,
    })
}

fn refused(path: &Path, why: &Words) -> LoadError {
    let shown = path.display();
    let trouble = Trouble::new(
        format!("{shown} is refused: {}", why.en),
        format!("{shown} 不能用：{}", why.zh),
    );
    let trouble = trouble.mend(
        "change the rule files, and write it anew: onus dump RULES --out FILE.ron",
        "请改规则文件，再重新写出：onus dump 规则 --out 文件.ron",
    );
    LoadError(trouble, Status::WrongRules)
}
