//! The register of issued notices: a folder with one folder for each, and one beside it where it was withdrawn.
//!
//! ```text
//! notices/Supervision-2026-7/            issue.json, notice.json, notice.md, annexes, seal.b3
//! notices/Supervision-2026-7.withdrawn/  withdrawal.json, seal.b3
//! ```
//! Nothing in it is ever written again. Who writes holds a lock; a folder appears whole or not at all and takes the
//! place of no other, so that no number is given twice.

use super::messages::Trouble;
use super::{Loaded, Screen, Status, seal};
use crate::diagnostic::Language;
use crate::notice::{Issue, Issued, Month, Notice, Withdrawal};
use crate::render::notice::{VALUES, Values};
use crate::render::safe::file_name;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that tells the issue.
pub const ISSUE: &str = "issue.json";
/// The file that tells the withdrawal.
pub const WITHDRAWAL: &str = "withdrawal.json";
/// What the folder of a withdrawal ends in.
const WITHDRAWN: &str = ".withdrawn";
/// Held while something is written.
const LOCK: &str = ".lock";

/// Issued notices, by year, number and issuer.
pub struct Register {
    /// Its folder, which may not be there yet.
    pub folder: PathBuf,
    /// What was issued.
    pub entries: Vec<Entry>,
}

/// An issued notice.
pub struct Entry {
    /// The name of its folder: issuer, year, number.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// The year in that name.
    pub year: i32,
    /// The number in that name.
    pub number: u32,
    /// Its issue; or what is broken.
    pub issue: Result<Issue, seal::Broken>,
    /// Its withdrawal, if there is one; or what is broken.
    pub withdrawal: Option<Result<Withdrawal, seal::Broken>>,
}

/// The name of the folder of a notice.
pub fn name_of(issued: &Issued) -> String {
    format!("{}-{}-{}", file_name(&issued.issuer), issued.year, issued.number)
}

/// The folder of a rule set's notices: the one named, else `notices`, or `通报` where the rules are in Chinese, beside
/// the rules.
pub fn folder_of(loaded: &Loaded, named: Option<&Path>) -> PathBuf {
    let own = match loaded.language {
        Language::English => "notices",
        Language::Chinese => "通报",
    };
    match named {
        Some(named) => named.to_path_buf(),
        None if loaded.data == Path::new(".") => PathBuf::from(own),
        None => loaded.data.join(own),
    }
}

impl Register {
    /// Reads it. A folder that is not there holds nothing.
    ///
    /// # Errors
    /// The status to end with where it cannot be read.
    pub fn read(folder: PathBuf, screen: &Screen) -> Result<Register, Status> {
        let mut entries = Vec::new();
        let there = match fs::read_dir(&folder) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Register { folder, entries }),
            Err(error) => {
                screen.complain(&Trouble::cannot_read(&folder, &error));
                return Err(Status::Unusable);
            }
        };
        for path in there.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            if let Some((year, number)) = year_and_number(&name) {
                entries.push(Entry::read(name, path, year, number));
            }
        }
        entries.sort_by(|one, other| (one.year, one.number, &one.name).cmp(&(other.year, other.number, &other.name)));
        Ok(Register { folder, entries })
    }

    /// Refuses to go on where something in it is broken or missing.
    ///
    /// # Errors
    /// The status to end with.
    pub fn must_be_sound(&self, screen: &Screen) -> Result<(), Status> {
        for entry in &self.entries {
            let broken = match (&entry.issue, &entry.withdrawal) {
                (Err(broken), _) | (_, Some(Err(broken))) => broken,
                _ => continue,
            };
            screen.complain(&not_sound(entry, broken));
            return Err(Status::Unusable);
        }
        for entry in &self.entries {
            let Some(before) = entry.number.checked_sub(1).filter(|number| *number > 0) else {
                continue;
            };
            let Ok(issue) = &entry.issue else { continue };
            let own = Issued {
                number: before,
                ..issue.issued.clone()
            };
            let name = name_of(&own);
            if !self.entries.iter().any(|other| other.name == name) {
                let folder = self.folder.display();
                screen.complain(
                    &Trouble::new(
                        format!("{folder} has no {name}, though {} was issued behind it", entry.name),
                        format!("{folder} 里没有 {name}，但已签发了后面的 {}", entry.name),
                    )
                    .mend(
                        "put it back from a copy: numbers have no gaps, and one that is withdrawn stays too",
                        "请从备份里放回：编号不断，撤回的也要留着",
                    ),
                );
                return Err(Status::Unusable);
            }
        }
        Ok(())
    }

    /// The notice of a block and a month that stands: issued, sound and not withdrawn.
    pub fn standing(&self, block: &str, month: Month) -> Option<(&Entry, &Issue)> {
        let own = self.entries.iter().filter(|entry| entry.withdrawal.is_none());
        own.filter_map(|entry| Some((entry, entry.issue.as_ref().ok()?)))
            .find(|(_, issue)| issue.notice == block && issue.month == month)
    }

    /// The last number an issuer has given in a year, with its issue.
    pub fn newest(&self, issuer: &str, year: i32) -> Option<&Issue> {
        let issues = self.entries.iter().filter_map(|entry| entry.issue.as_ref().ok());
        issues
            .filter(|issue| issue.issued.issuer == issuer && issue.issued.year == year)
            .max_by_key(|issue| issue.issued.number)
    }

    /// Held while something is written to it; others wait. Where a disk knows no locks, a number is still given once:
    /// its folder can be made once.
    ///
    /// # Errors
    /// Where the folder cannot be made or written.
    pub fn lock(folder: &Path) -> io::Result<fs::File> {
        fs::create_dir_all(folder)?;
        let lock = fs::File::options().create(true).append(true).open(folder.join(LOCK))?;
        let _ = lock.lock();
        Ok(lock)
    }
}

impl Entry {
    fn read(name: String, path: PathBuf, year: i32, number: u32) -> Entry {
        let issue = act::<Issue>(&path, ISSUE).and_then(|issue| {
            if name_of(&issue.issued) == name {
                return Ok(issue);
            }
            Err(seal::Broken {
                file: ISSUE.to_owned(),
                what: crate::diagnostic::Words::new(
                    format!("is that of {}", name_of(&issue.issued)),
                    format!("是 {} 的", name_of(&issue.issued)),
                ),
            })
        });
        let withdrawn = path.with_file_name(format!("{name}{WITHDRAWN}"));
        let withdrawal = withdrawn.is_dir().then(|| act(&withdrawn, WITHDRAWAL));
        Entry {
            name,
            path,
            year,
            number,
            issue,
            withdrawal,
        }
    }

    /// The folder of its withdrawal.
    pub fn withdrawn(&self) -> PathBuf {
        self.path.with_file_name(format!("{}{WITHDRAWN}", self.name))
    }

    /// Its values, as they were sealed.
    ///
    /// # Errors
    /// What is broken.
    pub fn notice(&self) -> Result<Notice, seal::Broken> {
        act::<Figures>(&self.path, VALUES).map(|own| own.notice)
    }

    /// Its values and rows, as they were sealed.
    ///
    /// # Errors
    /// What is broken.
    pub fn values(&self) -> Result<Values, seal::Broken> {
        act(&self.path, VALUES)
    }
}

/// The values without their rows.
#[derive(serde::Deserialize)]
struct Figures {
    notice: Notice,
}

/// That a notice is not as it was sealed.
pub fn not_sound(entry: &Entry, broken: &seal::Broken) -> Trouble {
    let (name, file) = (&entry.name, &broken.file);
    Trouble::new(
        format!("{name}: {file} {}", broken.what.en),
        format!("{name}：{file} {}", broken.what.zh),
    )
    .mend(
        "put the file back from a copy: what is issued never changes",
        "请从备份里放回这个文件：签发了的不再改动",
    )
}

/// A sealed file as what it tells.
fn act<T: serde::de::DeserializeOwned>(folder: &Path, name: &str) -> Result<T, seal::Broken> {
    let bytes = seal::read(folder, name)?;
    serde_json::from_slice(&bytes).map_err(|_| seal::Broken {
        file: name.to_owned(),
        what: crate::diagnostic::Words::new("is not of a form that this version knows", "不是这个版本认得的格式"),
    })
}

/// `Supervision-2026-7`: 2026 and 7.
fn year_and_number(name: &str) -> Option<(i32, u32)> {
    let mut parts = name.rsplitn(3, '-');
    let (number, year, issuer) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if issuer.is_empty() || issuer.starts_with('.') || !plain(number) || !plain(year) {
        return None;
    }
    Some((year.parse().ok()?, number.parse().ok()?))
}
