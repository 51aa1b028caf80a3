//! Rules as a revision of a git repository has them: read with git's plumbing, without checkout, hooks or network.
//!
//! What could belong to the rules is written into a folder of its own, which is gone with the value.

use super::messages::Trouble;
use crate::syntax::LARGEST_FILE;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

/// What stands before a revision on the command line.
const GIT: &str = "git:";

/// Files taken out of a revision at most.
const MOST: usize = 4096;

/// One side of a comparison, as the command line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A path of the disk.
    Path(PathBuf),
    /// A path in a revision: without one, that of the other side.
    Revision { revision: String, path: Option<PathBuf> },
}

impl Named {
    /// Reads `PATH`, `git:REV` or `git:REV:PATH`.
    pub fn read(text: &OsStr) -> Named {
        let Some(revision) = text.to_str().and_then(|text| text.strip_prefix(GIT)) else {
            return Named::Path(PathBuf::from(text));
        };
        match revision.split_once(':') {
            Some((revision, path)) => Named::Revision {
                revision: revision.to_owned(),
                path: Some(PathBuf::from(if path.is_empty() { "." } else { path })),
            },
            None => Named::Revision {
                revision: revision.to_owned(),
                path: None,
            },
        }
    }

    /// The path it states itself.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Named::Path(path) => Some(path),
            Named::Revision { path, .. } => path.as_deref(),
        }
    }
}

/// The files of a revision, written out.
#[derive(Debug)]
pub(super) struct Extracted {
    folder: PathBuf,
    /// The rules among them: a file or a folder.
    pub rules: PathBuf,
    /// The commit, in hexadecimal.
    pub commit: String,
}

impl Drop for Extracted {
    fn drop(&mut self) {
        // Nothing more can be done about a folder that cannot be removed.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A file of a revision.
struct Blob {
    object: String,
    size: u64,
    path: PathBuf,
}

/// Takes the rules at a path out of a revision.
///
/// # Errors
/// No git, no repository around the path, no such revision, or nothing at the path in it.
pub(super) fn extract(revision: &str, path: &Path) -> Result<Extracted, Trouble> {
    let (beside, rest) = standing(path);
    let top = git(&beside, ["rev-parse", "--show-toplevel"])?.ok_or_else(|| no_repository(&beside))?;
    let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
    let below = match (beside.canonicalize(), top.canonicalize()) {
        (Ok(beside), Ok(top)) => beside.strip_prefix(top).map(Path::to_path_buf).ok(),
        _ => None,
    };
    let mut wanted = below.ok_or_else(|| no_repository(&beside))?;
    wanted.push(rest);
    let peeled = format!("{revision}^{{commit}}");
    let commit = ["rev-parse", "--verify", "--quiet", "--end-of-options", &peeled];
    let commit = git(&top, commit)?;
    let commit = commit.as_deref().and_then(|told| told.lines().last()).unwrap_or("");
    if commit.len() < 40 || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(no_revision(revision, &top));
    }
    let all = blobs(&top, commit, &wanted)?;
    let rules = rules_among(&all, &wanted).ok_or_else(|| nothing_there(revision, commit, &wanted))?;
    let around = match all.iter().any(|blob| blob.path == rules) {
        true => rules.parent().map(Path::to_path_buf).unwrap_or_default(),
        false => rules.clone(),
    };
    let folder = new_folder().map_err(|error| Trouble::cannot_write(&std::env::temp_dir(), &error))?;
    let extracted = Extracted {
        rules: folder.join(&rules),
        folder,
        commit: commit.to_owned(),
    };
    let taken: Vec<&Blob> = all.iter().filter(|blob| blob.path.starts_with(&around)).collect();
    let written = write_out(&top, &taken, &extracted.folder);
    written.map_err(|error| Trouble::cannot_write(&extracted.folder, &error))?;
    Ok(extracted)
}

/// The rules at a path: the file, the file with its ending, or a folder; in the folder where one stands, without rule
/// files of its own, its folder `rules` or `规则`.
fn rules_among(all: &[Blob], wanted: &Path) -> Option<PathBuf> {
    let mut ended = wanted.as_os_str().to_os_string();
    ended.push(".onus");
    let is_file = |path: &Path| all.iter().any(|blob| blob.path == path);
    let directly = |folder: &Path| {
        all.iter()
            .any(|blob| blob.path.parent() == Some(folder) && is_rules(&blob.path))
    };
    if is_file(wanted) {
        return Some(wanted.to_path_buf());
    }
    if !wanted.as_os_str().is_empty() && is_file(Path::new(&ended)) {
        return Some(PathBuf::from(ended));
    }
    if directly(wanted) {
        return Some(wanted.to_path_buf());
    }
    let own = ["rules", "规则"].map(|name| wanted.join(name));
    let mut own = own.into_iter().filter(|folder| directly(folder));
    own.next().filter(|_| own.next().is_none())
}

fn is_rules(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "onus")
}

/// The nearest folder that stands on the disk, and the rest of a path below it.
fn standing(path: &Path) -> (PathBuf, PathBuf) {
    let mut rest: Vec<OsString> = Vec::new();
    let mut at = path;
    loop {
        let here = match at.as_os_str().is_empty() {
            true => Path::new("."),
            false => at,
        };
        if here.is_dir() {
            return (here.to_path_buf(), rest.iter().rev().collect());
        }
        match (at.file_name(), at.parent()) {
            (Some(name), Some(parent)) => {
                rest.push(name.to_owned());
                at = parent;
            }
            _ => return (PathBuf::from("."), path.to_path_buf()),
        }
    }
}

/// git in a folder: nothing is asked, fetched or run for it.
fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git.args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]);
    git.env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_LITERAL_PATHSPECS", "1");
    git.stdin(Stdio::null()).stderr(Stdio::null());
    git
}

/// What git says; None where it refuses.
fn git(folder: &Path, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Option<String>, Trouble> {
    let told = command(folder).args(words).output().map_err(|error| no_git(&error))?;
    Ok(told
        .status
        .success()
        .then(|| String::from_utf8_lossy(&told.stdout).into_owned()))
}

/// The files of a commit at a path or below it, and those beside it where it is a file.
fn blobs(top: &Path, commit: &str, wanted: &Path) -> Result<Vec<Blob>, Trouble> {
    let mut list = command(top);
    list.args(["ls-tree", "-r", "-z", "-l", "--full-tree", commit]);
    let folder = wanted.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(folder) = folder {
        list.arg("--").arg(folder);
    }
    let told = list.output().map_err(|error| no_git(&error))?;
    let each = told.stdout.split(|byte| *byte == 0);
    Ok(each.filter_map(blob).collect())
}

/// `100644 blob OBJECT SIZE<tab>PATH`: a file, no link, whose path stays where it is.
fn blob(line: &[u8]) -> Option<Blob> {
    let line = std::str::from_utf8(line).ok()?;
    let (head, path) = line.split_once('\t')?;
    let words: Vec<&str> = head.split_ascii_whitespace().collect();
    let [mode, "blob", object, size] = words[..] else {
        return None;
    };
    let path = PathBuf::from(path);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (mode.starts_with("100") && plain).then_some(())?;
    Some(Blob {
        object: object.to_owned(),
        size: size.parse().ok()?,
        path,
    })
}

/// Writes rule files into a folder, and of the other files those that a rule file could mean: it has their name.
fn write_out(top: &Path, all: &[&Blob], folder: &Path) -> io::Result<()> {
    let mut git = command(top)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (Some(mut ask), Some(told)) = (git.stdin.take(), git.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let mut told = BufReader::new(told);
    let mut texts = Vec::new();
    let small = |blob: &&&Blob| blob.size <= LARGEST_FILE as u64;
    let (rules, others): (Vec<&Blob>, Vec<&Blob>) =
        all.iter().filter(small).copied().partition(|blob| is_rules(&blob.path));
    let mut take = |blob: &Blob, texts: Option<&mut Vec<u8>>| -> io::Result<()> {
        writeln!(ask, "{}", blob.object)?;
        ask.flush()?;
        let mut head = String::new();
        told.read_line(&mut head)?;
        let size = head
            .split_ascii_whitespace()
            .nth(2)
            .and_then(|size| size.parse::<u64>().ok());
        let size = size.ok_or(io::ErrorKind::InvalidData)?;
        let mut bytes = vec![0; usize::try_from(size + 1).map_err(|_| io::ErrorKind::InvalidData)?];
        told.read_exact(&mut bytes)?;
        bytes.pop();
        let to = folder.join(&blob.path);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&to, &bytes)?;
        if let Some(texts) = texts {
            texts.extend(bytes);
        }
        Ok(())
    };
    for blob in rules.iter().take(MOST) {
        take(blob, Some(&mut texts))?;
    }
    let meant = |blob: &&&Blob| {
        let name = blob.path.file_name().unwrap_or_default().as_encoded_bytes();
        memchr::memmem::find(&texts, name).is_some()
    };
    for blob in others.iter().filter(meant).take(MOST) {
        take(blob, None)?;
    }
    drop(ask);
    git.wait()?;
    Ok(())
}

/// A folder that nobody else has, readable by nobody else where the system knows that.
fn new_folder() -> io::Result<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    for number in 0..1000 {
        let folder = std::env::temp_dir().join(format!("onus-{}-{number}", std::process::id()));
        match builder.create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|()| folder),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn no_git(error: &io::Error) -> Trouble {
    let told = super::messages::of_file(error);
    Trouble::new(
        format!("git cannot be started: {}", told.en),
        format!("git 启动不了：{}", told.zh),
    )
    .mend(
        "install git, or name the old rules by a path: onus diff OLD NEW",
        "请安装 git，或直接写旧规则的路径：onus diff 旧 新",
    )
}

fn no_repository(folder: &Path) -> Trouble {
    let shown = folder.display();
    Trouble::new(
        format!("{shown} lies in no git repository that may be read"),
        format!("{shown} 不在可读取的 git 仓库里"),
    )
    .mend(
        "name the old rules by a path: onus diff OLD NEW",
        "请直接写旧规则的路径：onus diff 旧 新",
    )
}

fn no_revision(revision: &str, top: &Path) -> Trouble {
    let shown = top.display();
    Trouble::new(
        format!("the repository {shown} has no revision \"{revision}\""),
        format!("仓库 {shown} 里没有“{revision}”这个版本"),
    )
    .mend(
        "name a branch, a tag or a commit: git:main, git:HEAD~1",
        "请写分支、标签或提交：git:main、git:HEAD~1",
    )
}

fn nothing_there(revision: &str, commit: &str, path: &Path) -> Trouble {
    let commit = commit.get(..12).unwrap_or(commit);
    let shown = match path.as_os_str().is_empty() {
        true => ".".into(),
        false => path.to_string_lossy(),
    };
    Trouble::new(
        format!("revision \"{revision}\" ({commit}) has no rules at {shown}"),
        format!("版本“{revision}”（{commit}）里，{shown} 处没有规则"),
    )
    .mend(
        "name the path that they had then: git:REV:PATH",
        "请写它们当时的路径：git:版本:路径",
    )
}
