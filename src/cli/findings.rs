//! What was found in rule files and examples, in the form that was asked for.

use super::args::{FindingsFormat, Form, Rules};
use super::messages::Trouble;
use super::{Loaded, Screen, Status};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::render::diagnostics;
use crate::render::findings::{self, Case, Files, Told};
use crate::render::test_screen::Outcome;
use crate::source::{FileId, Sources};
use std::path::{Component, Path};

/// Messages for people.
pub(super) fn for_people(form: Form, told: &[Diagnostic], loaded: &Loaded, language: Language) -> String {
    match form.format {
        FindingsFormat::Plain => diagnostics::plain(told, &loaded.sources, language),
        _ => diagnostics::human(told, &loaded.sources, language),
    }
}

impl Form {
    /// Whether people read it: then it tells more than the findings.
    pub(super) fn is_for_people(self) -> bool {
        matches!(self.format, FindingsFormat::Human | FindingsFormat::Plain)
    }

    /// Prints the findings of a check for other programs; a file fails by what is as grave as `denied`.
    pub(super) fn say_check(self, told: &[Told], denied: Severity, loaded: &Loaded, screen: &Screen) -> Status {
        match self.format {
            FindingsFormat::Json => given(findings::check_json(told), screen),
            FindingsFormat::Junit => {
                screen.pass_on(&findings::junit("onus check", &by_file(told, denied, loaded)));
                Status::Done
            }
            _ => self.say(told, screen),
        }
    }

    /// Prints how examples came out for other programs.
    pub(super) fn say_test(self, outcomes: &[Outcome], loaded: &Loaded, screen: &Screen) -> Status {
        let (files, language) = (files(loaded), screen.language);
        match self.format {
            FindingsFormat::Json => given(findings::test_json(outcomes, &[], &files, language), screen),
            FindingsFormat::Junit => {
                let cases: Vec<Case> = outcomes.iter().map(|one| by_example(one, &files, language)).collect();
                screen.pass_on(&findings::junit("onus test", &cases));
                Status::Done
            }
            _ => self.say(&failing(outcomes, loaded, language), screen),
        }
    }

    /// Prints for other programs why no example could be played.
    pub(super) fn say_refused(self, loaded: &Loaded, screen: &Screen) -> Status {
        let (files, language) = (files(loaded), screen.language);
        let told = files.told(&loaded.errors(), language);
        match self.format {
            FindingsFormat::Json => given(findings::test_json(&[], &told, &files, language), screen),
            FindingsFormat::Junit => {
                let cases = by_file(&told, Severity::Error, loaded);
                screen.pass_on(&findings::junit("onus test", &cases));
                Status::Done
            }
            _ => self.say(&told, screen),
        }
    }

    /// Where something stood in the way of every document, one that tells it: other programs read a document whatever
    /// happened. The status stays.
    pub(super) fn whatever_happened(self, suite: &str, rules: &Rules, status: Status, screen: &Screen) -> Status {
        let troubles = screen.kept_back_by();
        if self.is_for_people() || troubles.is_empty() {
            return status;
        }
        let language = screen.language;
        let path = rules.rules.first().map_or(String::new(), |path| seen(path));
        let of = |one: &Trouble| {
            let mends = one.mends.iter().map(|mend| mend.get(language).to_owned());
            Told::of_the_world(one.message.get(language), mends.collect(), &path)
        };
        let told: Vec<Told> = troubles.iter().map(of).collect();
        let files = Files {
            sources: &Sources::default(),
            paths: Vec::new(),
        };
        let said = match (self.format, suite) {
            (FindingsFormat::Json, "onus test") => given(findings::test_json(&[], &told, &files, language), screen),
            (FindingsFormat::Json, _) => given(findings::check_json(&told), screen),
            (FindingsFormat::Junit, _) => {
                screen.pass_on(&findings::junit(suite, &[case(path, &told, Severity::Error)]));
                Status::Done
            }
            _ => self.say(&told, screen),
        };
        if said == Status::Done { status } else { said }
    }

    /// The forms that tell messages and nothing else.
    fn say(self, told: &[Told], screen: &Screen) -> Status {
        match self.format {
            FindingsFormat::Github => screen.pass_on(&findings::github(told)),
            FindingsFormat::Sarif => return given(findings::sarif(told, screen.language), screen),
            _ => screen.pass_on(&findings::short(told)),
        }
        Status::Done
    }
}

/// The messages of a rule set, in the language of the screen.
pub(super) fn told(loaded: &Loaded, language: Language) -> Vec<Told> {
    files(loaded).told(&loaded.diagnostics, language)
}

fn files(loaded: &Loaded) -> Files<'_> {
    let known = loaded.rules.as_ref().map_or(0, |rules| rules.files.len());
    let count = loaded.sources.iter().count().max(known);
    let all = (0..count).filter_map(|at| u16::try_from(at).ok());
    Files {
        sources: &loaded.sources,
        paths: all.map(|at| loaded.path(FileId(at))).collect(),
    }
}

/// The expectations that do not hold, as messages.
pub(super) fn failing(outcomes: &[Outcome], loaded: &Loaded, language: Language) -> Vec<Told> {
    let files = files(loaded);
    let of = |one: &Outcome| -> Vec<Told> {
        let failures = one.failures.iter();
        failures.map(|failure| files.failing(one, failure, language)).collect()
    };
    outcomes.iter().flat_map(of).collect()
}

/// A case for each file that was read.
fn by_file(told: &[Told], denied: Severity, loaded: &Loaded) -> Vec<Case> {
    let files = loaded.sources.iter().map(|(file, _)| loaded.path(file));
    files.map(|file| case(file, told, denied)).collect()
}

/// The case of a file: it fails by what the check fails by, and tells the rest.
fn case(file: String, told: &[Told], denied: Severity) -> Case {
    let own: Vec<&Told> = told.iter().filter(|one| one.spot.path == file).collect();
    let lines = |fails: bool| -> Vec<String> {
        let own = own.iter().filter(|one| (one.severity >= denied) == fails);
        own.map(|one| findings::short(std::slice::from_ref(*one)).trim_end().to_owned())
            .collect()
    };
    Case {
        name: file.clone(),
        file,
        line: None,
        failures: lines(true),
        more: lines(false).join("\n"),
    }
}

fn by_example(one: &Outcome, files: &Files<'_>, language: Language) -> Case {
    let failures = one
        .failures
        .iter()
        .map(|failure| files.failing(one, failure, language).message);
    Case {
        file: files.line(one.place).path,
        line: Some(one.place.line),
        name: one.title.clone(),
        failures: failures.collect(),
        more: one.trace.clone(),
    }
}

fn given(json: serde_json::Result<String>, screen: &Screen) -> Status {
    match json {
        Ok(json) => {
            screen.pass_on(&json);
            Status::Done
        }
        Err(error) => {
            screen.complain(&Trouble::new(
                format!("cannot write json: {error}"),
                format!("写不出 json：{error}"),
            ));
            Status::Unusable
        }
    }
}

impl Loaded {
    /// The path of a source as seen from where the program was called; of what does not lie on the disk, its name.
    pub(super) fn path(&self, file: FileId) -> String {
        let name = match (self.sources.get(file), &self.rules) {
            (Some(source), _) => source.name.as_str(),
            (None, Some(rules)) => rules.files.get(usize::from(file.0)).map_or("", |file| &file.name),
            (None, None) => "",
        };
        match self.paths.get(usize::from(file.0)) {
            Some(Some(path)) => seen(path),
            // A table lies below the folder of the rules.
            None if self.sources.get(file).is_some() => seen(&self.folder.join(name)),
            Some(None) | None => name.to_owned(),
        }
    }
}

/// A path with `/`, from the current folder where it lies below that.
fn seen(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).unwrap_or(path);
    let parts = below.components().filter(|part| !matches!(part, Component::CurDir));
    let parts: Vec<String> = parts
        .map(|part| match part {
            Component::RootDir => String::new(),
            other => other.as_os_str().to_string_lossy().into_owned(),
        })
        .collect();
    parts.join("/")
}
