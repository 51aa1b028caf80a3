//! Rule files from disk: the only place that opens them.
//!
//! Comes in: paths of the command line. Goes out: the sources, their trees, and the checked rule set with all
//! messages. What a rule file imports lies below the folder of the rule set, ships inside the program, or was
//! named on the command line itself.

use super::Status;
use super::decode::decode;
use super::dumped;
use super::loaded::{Loaded, in_file_order};
use super::messages::Trouble;
use super::reach::{self, Reach, Refused};
use crate::check::{self, Depth, Tables};
use crate::diagnostic::{Code, Diagnostic, Language, Severity, Words};
use crate::dump::SourceFile;
use crate::feed::sheet_text;
use crate::shipped::shipped;
use crate::source::{FileId, Source, Sources, Span};
use crate::syntax::{
    self,
    tree::{CalendarLine, Item, NoticeLine, Tree},
};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

/// At most this many files make one rule set.
const MOST_FILES: usize = 64;

/// How a workbook begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// The world did not play along: a path that is not there, a folder without rules, a dump that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError(pub Trouble, pub Status);

/// Reads and checks the rule set that the paths name: files, files without their ending, or folders, whose
/// `*.onus` files form one set in the order of their bytes; or one `.ron` file that `onus dump` wrote.
///
/// # Errors
/// Where a path of the command line cannot be read.
pub fn load(paths: &[PathBuf]) -> Result<Loaded, LoadError> {
    load_to(paths, Depth::All)
}

/// The same, checked as far as it is wanted.
///
/// # Errors
/// As [`load`].
pub fn load_to(paths: &[PathBuf], depth: Depth) -> Result<Loaded, LoadError> {
    load_as(paths, &Texts::new(), depth)
}

/// Texts that stand in the place of those of files, by the paths of [`Loaded::paths`].
pub(super) type Texts = BTreeMap<PathBuf, String>;

/// Reads and checks the rule set that the paths name as if some of its files had other texts.
///
/// # Errors
/// As [`load`].
pub(super) fn load_as(paths: &[PathBuf], texts: &Texts, depth: Depth) -> Result<Loaded, LoadError> {
    if let Some(dump) = dumped::among(paths)? {
        return dumped::load(dump);
    }
    let own = reach::own_rules(paths);
    let (reach, found) = Reach::of(own.as_ref().map_or(paths, std::slice::from_ref))?;
    let mut loader = Loader::new(reach, found);
    loader.texts.clone_from(texts);
    loader.read_all();
    let mut loaded = loader.finish(depth);
    if own.is_some() {
        loaded.data = PathBuf::from(".");
    }
    Ok(loaded)
}

/// Reads and checks the rule set of `paths`, of which there may be none, as if the files `added` (name and text) stood
/// in its folder and the feeds of the files `without` were not in it.
///
/// # Errors
/// Where a path cannot be read.
pub fn load_with(paths: &[PathBuf], added: &[(String, String)], without: &[String]) -> Result<Loaded, LoadError> {
    let own = reach::own_rules(paths);
    let (reach, found) = Reach::of(own.as_ref().map_or(paths, std::slice::from_ref))?;
    let mut loader = Loader::new(reach, found);
    let added = added.iter().map(|(name, text)| Waiting::Text {
        name: name.clone(),
        text: text.clone(),
    });
    loader.waiting.extend(added);
    loader.read_all();
    let replaced = |item: &Item| matches!(item, Item::Feed(feed) if without.contains(&feed.file.text));
    for (file, tree) in &mut loader.trees {
        if !loader.written.contains(file) {
            tree.items.retain(|item| !replaced(item));
        }
    }
    Ok(loader.finish(Depth::All))
}

/// A file that waits to be read.
enum Waiting {
    Disk { path: PathBuf, name: String },
    Shipped { name: String, text: &'static str },
    Text { name: String, text: String },
}

struct Loader {
    reach: Reach,
    sources: Sources,
    trees: Vec<(FileId, Tree)>,
    tables: Tables,
    diagnostics: Vec<Diagnostic>,
    waiting: VecDeque<Waiting>,
    /// What files are read as, whatever they hold.
    texts: Texts,
    /// Names of shipped files that were taken up.
    shipped: Vec<String>,
    /// Paths of the rule files by their index; None: shipped.
    paths: Vec<Option<PathBuf>>,
    /// Files that were handed over as texts.
    written: Vec<FileId>,
    lines: usize,
}

impl Loader {
    fn new(reach: Reach, found: Vec<(PathBuf, String)>) -> Loader {
        Loader {
            reach,
            sources: Sources::default(),
            trees: Vec::new(),
            tables: Tables::default(),
            diagnostics: Vec::new(),
            waiting: found
                .into_iter()
                .map(|(path, name)| Waiting::Disk { path, name })
                .collect(),
            texts: Texts::new(),
            shipped: Vec::new(),
            paths: Vec::new(),
            written: Vec::new(),
            lines: 0,
        }
    }

    fn read_all(&mut self) {
        while let Some(next) = self.waiting.pop_front() {
            let (file, tree) = match next {
                Waiting::Shipped { name, text } => {
                    self.paths.push(None);
                    let file = self.take_up(&name, text.as_bytes());
                    (file, self.parse(file))
                }
                Waiting::Text { name, text } => {
                    self.paths.push(None);
                    let file = self.sources.add(&name, text);
                    self.written.push(file);
                    (file, self.parse(file))
                }
                Waiting::Disk { path, name } => {
                    let bytes = match self.texts.get(&path) {
                        Some(text) => Ok(text.as_bytes().to_vec()),
                        None => self.reach.read(&path),
                    };
                    let file = self.take_up(&name, bytes.as_deref().unwrap_or_default());
                    if let Err(refused) = bytes {
                        self.refuse(
                            Span {
                                file,
                                ..Span::default()
                            },
                            &name,
                            refused,
                        );
                    }
                    self.paths.push(Some(path));
                    self.lines += self.sources.get(file).map_or(0, |source| source.line_count());
                    (file, self.parse(file))
                }
            };
            self.imports(&tree);
            self.trees.push((file, tree));
        }
        self.read_tables();
    }

    fn parse(&mut self, file: FileId) -> Tree {
        let text = self.sources.get(file).map_or("", |source| &source.text);
        let (tree, told) = syntax::parse(file, text);
        self.diagnostics.extend(told);
        tree
    }

    /// Adds a file to the sources; what is no text is told and stands as an empty file.
    fn take_up(&mut self, name: &str, bytes: &[u8]) -> FileId {
        match decode(bytes) {
            Ok(decoded) => {
                let file = self.sources.add(name, decoded.text);
                if decoded.guessed {
                    self.diagnostics.push(Diagnostic::note(
                        Code("O2105"),
                        Span {
                            file,
                            ..Span::default()
                        },
                        Words::new(
                            "this file is not UTF-8; it was read as GB18030",
                            "这个文件不是 UTF-8，按 GB18030 读取",
                        ),
                    ));
                }
                file
            }
            Err(no_text) => {
                let file = self.sources.add(name, "");
                let (message, mend) = no_text.words();
                let told = Diagnostic::error(
                    Code("O1016"),
                    Span {
                        file,
                        ..Span::default()
                    },
                    message,
                );
                self.diagnostics.push(told.mend(mend));
                self.tables.incomplete = true;
                file
            }
        }
    }

    fn imports(&mut self, tree: &Tree) {
        for item in &tree.items {
            let Item::Import(import) = item else { continue };
            let name = import.text.as_str();
            let found = if name.starts_with("onus/") {
                self.shipped_file(name)
            } else {
                self.file_on_disk(import.span.file, name)
            };
            let found = found.and_then(|waiting| match waiting {
                Some(_) if self.paths.len() + self.waiting.len() >= MOST_FILES => Err(Refused::TooMany(MOST_FILES)),
                other => Ok(other),
            });
            match found {
                Ok(waiting) => self.waiting.extend(waiting),
                Err(refused) => self.refuse(import.span, name, refused),
            }
        }
    }

    fn shipped_file(&mut self, name: &str) -> Result<Option<Waiting>, Refused> {
        if self.shipped.iter().any(|known| known == name) {
            return Ok(None);
        }
        let text = shipped(name).ok_or(Refused::NotShipped)?;
        self.shipped.push(name.to_string());
        Ok(Some(Waiting::Shipped {
            name: name.to_string(),
            text,
        }))
    }

    fn file_on_disk(&mut self, from: FileId, name: &str) -> Result<Option<Waiting>, Refused> {
        if !name.ends_with(".onus") {
            return Err(Refused::NotRules);
        }
        let beside = self.folder_of(from);
        Ok(self
            .reach
            .import(&beside, name)?
            .map(|(path, name)| Waiting::Disk { path, name }))
    }

    fn folder_of(&self, file: FileId) -> PathBuf {
        let path = self.paths.get(file.0 as usize).and_then(Option::as_ref);
        path.and_then(|path| path.parent())
            .map_or_else(|| self.reach.folder().to_path_buf(), Path::to_path_buf)
    }

    fn read_tables(&mut self) {
        let mut wanted = Vec::new();
        for (file, tree) in &self.trees {
            for item in &tree.items {
                match item {
                    Item::Table(table) => wanted.push((*file, table.file.text.clone(), table.file.span)),
                    Item::Calendar(calendar) => wanted.extend(calendar.lines.iter().filter_map(|line| match line {
                        CalendarLine::Import(days) => Some((*file, days.text.clone(), days.span)),
                        _ => None,
                    })),
                    Item::Notice(notice) => wanted.extend(notice.lines.iter().filter_map(|line| match line {
                        NoticeLine::SentencesFrom(sentences) => Some((*file, sentences.text.clone(), sentences.span)),
                        _ => None,
                    })),
                    _ => {}
                }
            }
        }
        for (from, name, span) in wanted {
            if self.tables.files.contains_key(&name) {
                continue;
            }
            let found = self.reach.table(&self.folder_of(from), &name);
            let file = match found {
                Ok((bytes, printed)) if bytes.starts_with(ZIP) => self.take_up_sheet(&printed, &bytes, span),
                Ok((bytes, printed)) => Some(self.take_up(&printed, &bytes)),
                Err(refused) => {
                    self.refuse(span, &name, refused);
                    None
                }
            };
            self.tables.files.insert(name, file);
        }
    }

    /// Adds the sheet of a workbook as a text: row n is line n.
    fn take_up_sheet(&mut self, name: &str, bytes: &[u8], span: Span) -> Option<FileId> {
        match sheet_text(bytes) {
            Ok(text) => Some(self.take_up(name, text.as_bytes())),
            Err((message, mend)) => {
                let message = Words::new(format!("{name}: {}", message.en), format!("{name}：{}", message.zh));
                self.diagnostics
                    .push(Diagnostic::error(Code("O1016"), span, message).mend(mend));
                self.tables.incomplete = true;
                None
            }
        }
    }

    fn refuse(&mut self, span: Span, name: &str, refused: Refused) {
        self.tables.incomplete = true;
        self.diagnostics.push(refused.told(span, name));
    }

    fn finish(mut self, depth: Depth) -> Loaded {
        let checked = check::check_to(&self.sources, &self.trees, &self.tables, depth);
        self.diagnostics.extend(checked.diagnostics);
        // What is allowed is never an error.
        if depth == Depth::All {
            check::allowed(&self.sources, &mut self.diagnostics, false);
        }
        in_file_order(&mut self.diagnostics);
        self.only_rule_files_are_mended();
        let refused = self.diagnostics.iter().any(|told| told.severity == Severity::Error);
        let chinese = self
            .trees
            .iter()
            .filter(|(_, tree)| tree.language == Language::Chinese)
            .count();
        let mut texts = blake3::Hasher::new();
        for (_, source) in self.sources.iter() {
            texts.update(source.text.as_bytes());
        }
        let first = self.trees.first().map_or(Language::English, |(_, tree)| tree.language);
        Loaded {
            rules: checked.rules.filter(|_| !refused),
            diagnostics: self.diagnostics,
            language: match (chinese * 2).cmp(&self.trees.len()) {
                std::cmp::Ordering::Less => Language::English,
                std::cmp::Ordering::Equal => first,
                std::cmp::Ordering::Greater => Language::Chinese,
            },
            read: self.sources.iter().map(|(_, source)| file_of(source)).collect(),
            digest: texts.finalize().to_hex().to_string(),
            meaning: None,
            folder: self.reach.folder().to_path_buf(),
            data: self.reach.folder().to_path_buf(),
            files: self.paths.iter().flatten().count(),
            lines: self.lines,
            paths: self.paths,
            sources: self.sources,
            trees: self.trees,
        }
    }
}

impl Loader {
    /// A mend is certain where it stays within rule files on the disk: tables and what ships are others' affair.
    fn only_rule_files_are_mended(&mut self) {
        let is_ours = |file: FileId| {
            let on_disk = self.paths.get(usize::from(file.0)).is_some_and(Option::is_some);
            on_disk && self.trees.iter().any(|(rules, _)| *rules == file)
        };
        for told in &mut self.diagnostics {
            if !told.edits.iter().all(|edit| is_ours(edit.span.file)) {
                told.edits.clear();
            }
        }
    }
}

fn file_of(source: &Source) -> SourceFile {
    SourceFile {
        name: source.name.clone(),
        blake3: blake3::hash(source.text.as_bytes()).to_hex().to_string(),
    }
}
