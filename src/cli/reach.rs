//! How far rule files can read: below the folder of the rule set, and what the command line names.

use super::Status;
use super::load::LoadError;
use super::messages::{Trouble, of_file};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::shipped;
use crate::source::Span;
use crate::syntax::LARGEST_FILE;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// The folder of a rule set and the files taken up so far.
pub(super) struct Reach {
    folder: PathBuf,
    /// The folder without links.
    root: PathBuf,
    /// Files taken up, without links.
    taken: BTreeSet<PathBuf>,
}

/// Why a file that a rule file names was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    Missing,
    Outside,
    NotRules,
    NotShipped,
    TooMany(usize),
    TooLarge,
}

impl Reach {
    /// The files that the paths of the command line name, with the names they are told by.
    pub fn of(paths: &[PathBuf]) -> Result<(Reach, Vec<(PathBuf, String)>), LoadError> {
        let mut found = Vec::new();
        let mut folder = None;
        for path in paths {
            let path = with_ending(path);
            if path.is_dir() {
                found.extend(rules_in(&path)?);
                folder.get_or_insert(path);
            } else if path.is_file() {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let beside = path
                    .parent()
                    .filter(|parent| *parent != Path::new(""))
                    .unwrap_or(Path::new("."));
                folder.get_or_insert(beside.to_path_buf());
                found.push((path, name));
            } else {
                return Err(no_such_path(&path));
            }
        }
        let folder = folder.unwrap_or_else(|| PathBuf::from("."));
        let root = folder.canonicalize().map_err(|error| unreadable(&folder, &error))?;
        let mut reach = Reach {
            folder,
            root,
            taken: BTreeSet::new(),
        };
        let mut first = Vec::new();
        for (path, name) in found {
            let real = path.canonicalize().map_err(|error| unreadable(&path, &error))?;
            if reach.taken.insert(real) {
                first.push((path, name));
            }
        }
        Ok((reach, first))
    }

    /// The folder of the rule set.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A file that an import names; None where it was taken up before.
    pub fn import(&mut self, beside: &Path, name: &str) -> Result<Option<(PathBuf, String)>, Refused> {
        let path = beside.join(name);
        if let Ok(real) = path.canonicalize()
            && self.taken.contains(&real)
        {
            return Ok(None);
        }
        let (path, real) = self.below(&path, name)?;
        let printed = self.printed(&real);
        self.taken.insert(real);
        Ok(Some((path, printed)))
    }

    /// The bytes of a table, and the name it is told by.
    pub fn table(&self, beside: &Path, name: &str) -> Result<(Vec<u8>, String), Refused> {
        let (path, real) = self.below(&beside.join(name), name)?;
        Ok((self.read(&path)?, self.printed(&real)))
    }

    /// The bytes of a file, up to the largest that is read.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, Refused> {
        let file = std::fs::File::open(path).map_err(|_| Refused::Missing)?;
        let mut bytes = Vec::new();
        let read = file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes);
        match read {
            Err(_) => Err(Refused::Missing),
            Ok(length) if length > LARGEST_FILE => Err(Refused::TooLarge),
            Ok(_) => Ok(bytes),
        }
    }

    /// A path that stays below the folder, links followed.
    fn below(&self, path: &Path, name: &str) -> Result<(PathBuf, PathBuf), Refused> {
        let plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !plain {
            return Err(Refused::Outside);
        }
        let real = path.canonicalize().map_err(|_| Refused::Missing)?;
        if !real.starts_with(&self.root) {
            return Err(Refused::Outside);
        }
        if !real.is_file() {
            return Err(Refused::Missing);
        }
        Ok((path.to_path_buf(), real))
    }

    /// The name of a file relative to the folder, with `/`.
    fn printed(&self, real: &Path) -> String {
        let below = real.strip_prefix(&self.root).unwrap_or(real);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }
}

/// The path, or the path with its ending where only that is there.
fn with_ending(path: &Path) -> PathBuf {
    if path.exists() {
        return path.to_path_buf();
    }
    let mut ended = path.as_os_str().to_os_string();
    ended.push(".onus");
    let ended = PathBuf::from(ended);
    if ended.is_file() { ended } else { path.to_path_buf() }
}

/// Whether rule files lie directly in a folder.
pub(super) fn has_rules(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .any(|path| path.extension().is_some_and(|ending| ending == "onus") && path.is_file())
}

/// The folder `rules` or `规则` of the current folder, where that is meant and has no rule files itself. With both there it
/// is not told which is meant.
pub(super) fn own_rules(paths: &[PathBuf]) -> Option<PathBuf> {
    let here = matches!(paths, [only] if only.as_os_str() == ".");
    if !here || has_rules(Path::new(".")) {
        return None;
    }
    let mut own = ["rules", "规则"]
        .map(PathBuf::from)
        .into_iter()
        .filter(|folder| has_rules(folder));
    own.next().filter(|_| own.next().is_none())
}

/// The rule files directly in a folder, in the order of their bytes.
fn rules_in(folder: &Path) -> Result<Vec<(PathBuf, String)>, LoadError> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    let is_rules = |name: &&String| name.ends_with(".onus") && folder.join(name).is_file();
    let rules: Vec<_> = names
        .iter()
        .filter(is_rules)
        .map(|name| (folder.join(name), name.clone()))
        .collect();
    if !rules.is_empty() {
        return Ok(rules);
    }
    let shown = folder.display();
    let (en, zh) = match names.len() {
        0 => ("it is empty".to_string(), "里面是空的".to_string()),
        1..=12 => (
            format!("it holds: {}", names.join(", ")),
            format!("里面有：{}", names.join("、")),
        ),
        many => (
            format!(
                "it holds {many} entries: {}, …",
                names.get(..12).unwrap_or_default().join(", ")
            ),
            format!("里面有 {many} 项：{}……", names.get(..12).unwrap_or_default().join("、")),
        ),
    };
    let trouble = Trouble::new(
        format!("folder {shown} has no rule file (*.onus); {en}"),
        format!("文件夹 {shown} 里没有规则文件（*.onus）；{zh}"),
    );
    let trouble = trouble.mend(
        "name the folder of the rules behind the verb",
        "在命令后面写上规则所在的文件夹",
    );
    Err(LoadError(trouble, Status::Unusable))
}

/// The rule file a path names, or all that lie in a folder and the folders below it, in the order of their bytes. What is
/// hidden is passed over, and no link to a folder is followed.
pub(super) fn rules_below(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let path = with_ending(path);
    if !path.is_dir() {
        let known = path.is_file().then(|| vec![path.clone()]);
        return known.ok_or_else(|| no_such_path(&path));
    }
    let (mut found, mut folders) = (Vec::new(), vec![path.clone()]);
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            let (name, below) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
            if name.starts_with('.') {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(below);
            } else if name.ends_with(".onus") && below.is_file() {
                found.push(below);
            }
        }
    }
    if found.is_empty() {
        // Says what the folder holds instead.
        rules_in(&path)?;
    }
    found.sort_unstable();
    Ok(found)
}

fn no_such_path(path: &Path) -> LoadError {
    let shown = path.display();
    LoadError(
        Trouble::new(
            format!("there is no file or folder {shown}"),
            format!("没有 {shown} 这个文件或文件夹"),
        )
        .mend(
            "name a rule file, or a folder of them",
            "请写规则文件，或放规则文件的文件夹",
        ),
        Status::Unusable,
    )
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> LoadError {
    let shown = path.display();
    let error = of_file(error);
    let trouble = Trouble::new(
        format!("{shown} cannot be read: {}", error.en),
        format!("读不了 {shown}：{}", error.zh),
    );
    LoadError(trouble, Status::Unusable)
}

impl Refused {
    /// The message about a file that was not read.
    pub fn told(self, span: Span, name: &str) -> Diagnostic {
        let (code, message, mend) = match self {
            Refused::Missing => (
                "O1011",
                Words::new(
                    format!("there is no file \"{name}\" that could be read"),
                    format!("读不到文件“{name}”"),
                ),
                Words::new(
                    "check the name; it is looked for beside this file",
                    "核对文件名；它应放在这个文件旁边",
                ),
            ),
            Refused::Outside => (
                "O1012",
                Words::new(
                    format!("\"{name}\" lies outside the folder of the rules"),
                    format!("“{name}”不在规则文件夹里"),
                ),
                Words::new(
                    "put the file into the folder, or name it on the command line",
                    "把文件放进规则文件夹，或在命令行里写上它",
                ),
            ),
            Refused::NotRules => (
                "O1013",
                Words::new(
                    format!("\"{name}\" is no rule file: only .onus files can be imported"),
                    format!("“{name}”不是规则文件：只能引入 .onus 文件"),
                ),
                Words::new(
                    "days off from another program are imported inside a calendar: calendar office { import \"days.ics\" }",
                    "别的程序里的假日，在日历里引入：日历 行政班 { 引入 “假日.ics” }",
                ),
            ),
            Refused::NotShipped => {
                let all: Vec<&str> = shipped::names().collect();
                (
                    "O1011",
                    Words::new(
                        format!("the program brings no file \"{name}\""),
                        format!("程序没有自带“{name}”"),
                    ),
                    Words::new(
                        format!("it brings: {}", all.join(", ")),
                        format!("自带的有：{}", all.join("、")),
                    ),
                )
            }
            Refused::TooMany(most) => (
                "O1014",
                Words::new(
                    format!("a rule set has at most {most} files"),
                    format!("一份规则最多 {most} 个文件"),
                ),
                Words::new("put several files into one", "把几个文件合成一个"),
            ),
            Refused::TooLarge => {
                let most = LARGEST_FILE / (1024 * 1024);
                (
                    "O1015",
                    Words::new(
                        format!("\"{name}\" is larger than {most} MB"),
                        format!("“{name}”超过 {most} MB"),
                    ),
                    Words::new("split it into several files", "拆成几个文件"),
                )
            }
        };
        Diagnostic::error(Code(code), span, message).mend(mend)
    }
}
