//! The lists of a run as files: one for machines and one for people beside it, filled chunk by chunk.

use super::args::Readers;
use super::folder::NewFolder;
use crate::diagnostic::Language;
use crate::model::RuleSet;
use crate::render::{Lists, PeopleWords, Report, escalations_head, header, people_file, people_head, people_lines};
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Open files of the lists that grow with the feed.
pub struct ListFiles {
    open: Vec<ListFile>,
    words: PeopleWords,
}

/// A list: the file for machines and the one for people, as far as they are wanted.
struct ListFile {
    report: Report,
    machines: Option<BufWriter<File>>,
    people: Option<BufWriter<File>>,
}

/// The lists that are written line by line; the others are written whole.
const GROWING: [Report; 12] = [
    Report::Obligations,
    Report::Overdue,
    Report::Escalations,
    Report::Reminders,
    Report::Watch,
    Report::MissedTargets,
    Report::Leftovers,
    Report::Decisions,
    Report::OnTrial,
    Report::Findings,
    Report::SetAside,
    Report::DataFindings,
];

impl ListFiles {
    /// Makes the files of the wanted lists, with their heads.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn begin(
        folder: &NewFolder,
        wanted: &[Report],
        readers: Readers,
        rules: &RuleSet,
        language: Language,
    ) -> io::Result<ListFiles> {
        let mut open = Vec::new();
        for report in GROWING.into_iter().filter(|report| wanted.contains(report)) {
            let begun = |name: &str, head: &[u8]| {
                let mut file = folder.file(name)?;
                file.write_all(head)?;
                io::Result::Ok(file)
            };
            let machines = readers.machines().then(|| header(report));
            let machines = machines
                .map(|head| begun(&report.file(), head.as_bytes()))
                .transpose()?;
            let head = if report == Report::Escalations {
                Some(escalations_head(language))
            } else {
                people_head(report, language)
            };
            let head = head.filter(|_| readers.people());
            let people = head
                .map(|head| begun(&people_file(report, language), &head))
                .transpose()?;
            open.push(ListFile {
                report,
                machines,
                people,
            });
        }
        Ok(ListFiles {
            open,
            words: PeopleWords::new(rules, language),
        })
    }

    /// Appends a chunk: the machine's lines, said again for people where a list has no form of its own for them.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn take(&mut self, lists: &Lists, climbed: &[u8]) -> io::Result<()> {
        for file in &mut self.open {
            if let (Report::Escalations, Some(people)) = (file.report, &mut file.people) {
                people.write_all(climbed)?;
            }
            file.add(lists.of(file.report), &self.words)?;
        }
        Ok(())
    }

    /// Appends lines to one list.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn add(&mut self, report: Report, lines: &[u8]) -> io::Result<()> {
        let mut files = self.open.iter_mut().filter(|file| file.report == report);
        files.try_for_each(|file| file.add(lines, &self.words))
    }

    /// Flushes everything.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn finish(self) -> io::Result<()> {
        let files = self.open.into_iter().flat_map(|file| [file.machines, file.people]);
        files.flatten().try_for_each(|mut file| file.flush())
    }
}

impl ListFile {
    /// Appends the machine's lines, said again for people where the list has no form of its own for them.
    fn add(&mut self, lines: &[u8], words: &PeopleWords) -> io::Result<()> {
        if let Some(machines) = &mut self.machines {
            machines.write_all(lines)?;
        }
        if let (true, Some(people)) = (self.report != Report::Escalations, &mut self.people) {
            let mut said = Vec::new();
            people_lines(&mut said, self.report, lines, words);
            people.write_all(&said)?;
        }
        Ok(())
    }
}
