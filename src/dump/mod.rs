//! The checked rule set as RON, there and back, and the digest of what it means.
//!
//! Comes in: a rule set, or a text that claims to be one. Goes out: the text, stable and without a word of the rule
//! files but for names and what is printed; or the rule set, where nothing in it was changed by hand and every index
//! points to an entry.

mod digest;
mod names;
mod parts;
mod shape;
mod sound;

pub use digest::{digest, digest_of};
pub use parts::{Parts, parts};

use crate::diagnostic::Words;
use crate::model::RuleSet;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

/// The version of the form; a change of it raises the number.
const FORM: u32 = 1;

/// A text beyond this many bytes is not read.
pub const LARGEST_DUMP: u64 = 256 * 1024 * 1024;

/// A rule file (or table) that a rule set was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its name as printed.
    pub name: String,
    /// The digest of its text (BLAKE3, hexadecimal).
    pub blake3: String,
}

/// What a rule set was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The language of most of its files is Chinese.
    pub chinese: bool,
    /// The number of rule files, those of the program aside.
    pub rule_files: usize,
    /// Their lines.
    pub lines: usize,
    /// All files.
    pub files: Vec<SourceFile>,
    /// BLAKE3 over their texts, in hexadecimal.
    pub texts: String,
}

/// A rule set with what is told of the files it was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dump {
    /// The version of the form.
    form: u32,
    /// The digest of its meaning.
    digest: String,
    /// BLAKE3 over all that follows, however it is laid out.
    seal: String,
    /// What it was read from.
    origin: Origin,
    /// The rule set.
    rules: RuleSet,
}

/// The version alone: what can be read of a form that is not known.
#[derive(Deserialize)]
struct Head {
    form: u32,
}

impl Dump {
    /// A rule set and what it was read from, ready to be written.
    #[must_use]
    pub fn new(rules: RuleSet, origin: Origin) -> Dump {
        let dump = Dump {
            form: FORM,
            digest: digest(&rules),
            seal: String::new(),
            origin,
            rules,
        };
        dump.sealed()
    }

    /// The RON text, one value a line, the same for the same rules.
    ///
    /// # Errors
    /// Where it cannot be written, which does not happen for a rule set.
    pub fn write(&self) -> ron::Result<String> {
        let layout = PrettyConfig::new().new_line("\n").indentor(" ").compact_arrays(false);
        ron::ser::to_string_pretty(self, layout).map(|text| text + "\n")
    }

    /// Reads the text of a dump.
    ///
    /// # Errors
    /// What is wrong with it: no dump at all, another version of the form, changed by hand, or unsound.
    pub fn read(text: &str) -> Result<Dump, Words> {
        let head: Head = ron::from_str(text).map_err(|_| no_dump())?;
        if head.form != FORM {
            return Err(Words::new(
                format!(
                    "it has the form of version {}; this program reads version {FORM}",
                    head.form
                ),
                format!("它是第 {} 版的格式，本程序读第 {FORM} 版", head.form),
            ));
        }
        let mut dump: Dump = ron::from_str(text).map_err(|_| no_dump())?;
        if dump.seal != dump.clone().sealed().seal {
            return Err(Words::new("it was changed after it was written", "它写出之后被改动过"));
        }
        if let Some(broken) = sound::unsound(&dump.rules) {
            return Err(Words::new(
                format!("{broken} in it means nothing"),
                format!("其中的 {broken} 没有意义"),
            ));
        }
        for notice in &mut dump.rules.notices {
            for (when, _) in notice.name_when.iter_mut().chain(&mut notice.name_on_trial) {
                *when = when.clone().with_samples();
            }
        }
        Ok(dump)
    }

    /// The same under the seal of its present content.
    #[must_use]
    pub fn sealed(mut self) -> Dump {
        self.seal.clear();
        let text = ron::to_string(&self).unwrap_or_default();
        self.seal = blake3::hash(text.as_bytes()).to_hex().to_string();
        self
    }

    /// The rule set, and what it was read from.
    #[must_use]
    pub fn into_parts(self) -> (RuleSet, Origin) {
        (self.rules, self.origin)
    }
}

fn no_dump() -> Words {
    Words::new(
        "it is no rule set that onus dump of this version wrote",
        "它不是这一版 onus dump 写出的规则",
    )
}
