//! One folder of `tests/cases`: runs the program on it and holds its lists against `expect.tsv`.

use super::table::Table;
use super::{onus, printed, scratch};
use std::path::{Path, PathBuf};
use std::process::Output;

/// A case and what it expects.
pub struct Case {
    folder: PathBuf,
    name: String,
    expect: String,
}

/// A run of the program with where its lists lie.
struct Run {
    output: Output,
    lists: PathBuf,
    status_told: bool,
}

impl Case {
    pub fn at(folder: &Path) -> Case {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let expect = std::fs::read_to_string(folder.join("expect.tsv")).unwrap_or_default();
        Case::with(folder, &name, &expect)
    }

    pub fn with(folder: &Path, name: &str, expect: &str) -> Case {
        Case {
            folder: folder.to_path_buf(),
            name: name.to_owned(),
            expect: expect.to_owned(),
        }
    }

    /// What does not hold, one message a line of `expect.tsv`.
    pub fn run(&self) -> Vec<String> {
        if self.folder.join("clock.tsv").exists() {
            return self.run_clock();
        }
        let mut failures = Vec::new();
        let mut args: Vec<&str> = Vec::new();
        let mut run: Option<Run> = None;
        let mut as_of = "";
        let mut lines = 0;
        for (index, line) in self.expect.lines().enumerate() {
            let fields: Vec<&str> = line.split('\t').collect();
            let (head, rest) = fields.split_first().unwrap();
            let failure = match *head {
                "" => continue,
                comment if comment.starts_with('#') => continue,
                "args" => {
                    args = rest.iter().flat_map(|text| text.split(' ')).collect();
                    continue;
                }
                "as_of" => {
                    failures.extend(run.take().and_then(|run| self.unsaid_status(&run)));
                    as_of = rest[0];
                    run = Some(self.run_as_of(as_of, &args, index));
                    continue;
                }
                "why" => {
                    failures.extend(run.take().and_then(|run| self.unsaid_status(&run)));
                    run = Some(self.why(rest[0], as_of, &args));
                    continue;
                }
                _ => run.as_mut().expect("as_of comes first").failure(head, rest),
            };
            lines += 1;
            failures.extend(failure.map(|why| format!("{}, line {}: {why}", self.name, index + 1)));
        }
        failures.extend(run.and_then(|run| self.unsaid_status(&run)));
        if lines == 0 {
            failures.push(format!("{}: expects nothing", self.name));
        }
        failures
    }

    fn rules(&self) -> PathBuf {
        let own = self.folder.join("rules.onus");
        if own.exists() {
            own
        } else {
            self.folder.with_file_name("bureau.onus")
        }
    }

    fn run_as_of(&self, as_of: &str, args: &[&str], index: usize) -> Run {
        let lists = scratch(&format!("{}_{index}", self.name)).join("lists");
        let output = onus()
            .arg("run")
            .arg(self.rules())
            .arg("--data")
            .arg(&self.folder)
            .args(["--as-of", as_of])
            .arg("--out")
            .arg(&lists)
            .args(args)
            .output()
            .unwrap();
        Run {
            output,
            lists,
            status_told: false,
        }
    }

    /// Asks why of one ticket; it writes no lists.
    fn why(&self, ticket: &str, as_of: &str, args: &[&str]) -> Run {
        let output = onus()
            .arg("why")
            .arg(self.rules())
            .args(["--ticket", ticket, "--data"])
            .arg(&self.folder)
            .args(["--as-of", as_of])
            .args(args)
            .output()
            .unwrap();
        Run {
            output,
            lists: PathBuf::new(),
            status_told: false,
        }
    }

    /// A run whose status no line asks for must end with 0.
    fn unsaid_status(&self, run: &Run) -> Option<String> {
        let wrong = !run.status_told && run.output.status.code() != Some(0);
        wrong.then(|| {
            format!(
                "{}: status {:?}\n{}",
                self.name,
                run.output.status.code(),
                printed(&run.output)
            )
        })
    }

    fn run_clock(&self) -> Vec<String> {
        let output = onus()
            .arg("clock")
            .arg(self.folder.join("rules.onus"))
            .arg("--batch")
            .arg(self.folder.join("clock.tsv"))
            .output()
            .unwrap();
        let expected = std::fs::read_to_string(self.folder.join("clock.expected")).unwrap();
        let got = String::from_utf8_lossy(&output.stdout);
        if output.status.code() == Some(0) && got == expected {
            return Vec::new();
        }
        vec![format!("{}: expected\n{expected}got\n{}", self.name, printed(&output))]
    }
}

impl Run {
    fn failure(&mut self, head: &str, rest: &[&str]) -> Option<String> {
        match head {
            "status" => {
                self.status_told = true;
                let got = self.output.status.code();
                (got.map(|code| code.to_string()).as_deref() != Some(rest[0])).then(|| format!("status {got:?}"))
            }
            "prints" => {
                let text = printed(&self.output);
                (!text.contains(rest[0])).then(|| format!("`{}` is not printed:\n{text}", rest[0]))
            }
            list => {
                let (name, wanted) = list.strip_prefix('!').map_or((list, true), |name| (name, false));
                let path = self.lists.join(format!("{name}.csv"));
                if !path.exists() {
                    return Some(format!("no {name}.csv"));
                }
                let table = Table::read(&path);
                (table.has(rest) != wanted).then(|| {
                    let what = if wanted { "no row has" } else { "a row has" };
                    format!("{what} {rest:?}\n{}", table.near(rest))
                })
            }
        }
    }
}
