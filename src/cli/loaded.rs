//! A rule set as it was read: its texts, trees and messages.

use crate::check;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::dump::SourceFile;
use crate::model::RuleSet;
use crate::source::{FileId, Sources};
use crate::syntax::tree::Tree;
use std::path::PathBuf;

/// A rule set as it was read and checked.
#[derive(Debug)]
pub struct Loaded {
    /// All files, rule files and tables, in the order in which they were read.
    pub sources: Sources,
    /// The trees of the rule files.
    pub trees: Vec<(FileId, Tree)>,
    /// The rule set, where no error was told.
    pub rules: Option<RuleSet>,
    /// All messages, in file order.
    pub diagnostics: Vec<Diagnostic>,
    /// The language of most of its files.
    pub language: Language,
    /// All files, rule files and tables, each by the digest of its text.
    pub read: Vec<SourceFile>,
    /// BLAKE3 over the texts of the files in their order, in hexadecimal.
    pub digest: String,
    /// The digest of what the rules mean, taken before their names were told in another language; else None.
    pub meaning: Option<String>,
    /// The folder of the rule set.
    pub folder: PathBuf,
    /// The folder in which feeds are looked for: that of the rule set, or the current one where the rules were found
    /// in its folder `rules` or `规则`.
    pub data: PathBuf,
    /// Where each of the sources lies, by its index; None: inside the program, or handed over as a text.
    pub paths: Vec<Option<PathBuf>>,
    /// The number of rule files, those of the program aside.
    pub files: usize,
    /// Their lines.
    pub lines: usize,
}

impl Loaded {
    /// The errors among the messages.
    pub fn errors(&self) -> Vec<Diagnostic> {
        let errors = self.diagnostics.iter().filter(|told| told.severity == Severity::Error);
        errors.cloned().collect()
    }

    /// Adds what feeds show of the rules, but for what the rule files allow.
    pub fn tell_of_feeds(&mut self, mut told: Vec<Diagnostic>) {
        check::allowed(&self.sources, &mut told, true);
        self.diagnostics.extend(told);
        in_file_order(&mut self.diagnostics);
    }

    /// The digest of what the rules mean, whatever the language their names are told in.
    pub fn meaning_of(&self, rules: &RuleSet) -> String {
        self.meaning.clone().unwrap_or_else(|| crate::dump::digest(rules))
    }

    /// Tells the names of the rules in a language; what they mean is digested before.
    pub fn tell_in(&mut self, language: Language) {
        if let Some(rules) = self.rules.as_mut().filter(|_| language != self.language) {
            self.meaning = Some(crate::dump::digest(rules));
            rules.tell_in(language);
        }
    }
}

/// Puts messages in the order of the files.
pub(super) fn in_file_order(told: &mut [Diagnostic]) {
    told.sort_by_key(|told| (told.span.file, told.span.start, told.span.end));
}
