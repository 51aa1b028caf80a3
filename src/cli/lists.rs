//! The lists of a run as files: one for machines and one for people beside it, filled chunk by chunk.

use super::folder::NewFolder;
use crate::diagnostic::Language;
use crate::model::RuleSet;
use crate::render::{Lists, PeopleWords, Report, escalations_head, header, people_file, people_head, people_lines};
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Open files of the lists that grow with the feed.
pub struct ListFiles {
    open: Vec<(Report, BufWriter<File>, Option<BufWriter<File>>)>,
    words: PeopleWords,
}

/// The lists that are written line by line; the others are written whole.
const GROWING: [Report; 11] = [
    Report::Obligations,
    Report::Overdue,
    Report::Escalations,
    Report::Reminders,
    Report::Watch,
    Report::MissedTargets,
    Report::Leftovers,
    Report::Decisions,
    Report::Findings,
    Report::SetAside,
    Report::DataFindings,
];

impl ListFiles {
    /// Makes the files of the wanted lists, with their heads.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn begin(folder: &NewFolder, wanted: &[Report], rules: &RuleSet, language: Language) -> io::Result<ListFiles> {
        let mut open = Vec::new();
        for report in GROWING.into_iter().filter(|report| wanted.contains(report)) {
            let mut machines = folder.file(&report.file())?;
            machines.write_all(header(report).as_bytes())?;
            let head = if report == Report::Escalations {
                Some(escalations_head(language))
            } else {
                people_head(report, language)
            };
            let people = match head {
                Some(head) => {
                    let mut file = folder.file(&people_file(report, language))?;
                    file.write_all(&head)?;
                    Some(file)
                }
                None => None,
            };
            open.push((report, machines, people));
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
        for (report, machines, people) in &mut self.open {
            let lines = lists.of(*report);
            machines.write_all(lines)?;
            if let Some(people) = people {
                if *report == Report::Escalations {
                    people.write_all(climbed)?;
                } else {
                    let mut said = Vec::new();
                    people_lines(&mut said, *report, lines, &self.words);
                    people.write_all(&said)?;
                }
            }
        }
        Ok(())
    }

    /// Appends lines to one list.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn add(&mut self, report: Report, lines: &[u8]) -> io::Result<()> {
        for (_, machines, people) in self.open.iter_mut().filter(|(own, ..)| *own == report) {
            machines.write_all(lines)?;
            if let Some(people) = people {
                let mut said = Vec::new();
                people_lines(&mut said, report, lines, &self.words);
                people.write_all(&said)?;
            }
        }
        Ok(())
    }

    /// Flushes everything.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn finish(self) -> io::Result<()> {
        for (_, mut machines, people) in self.open {
            machines.flush()?;
            if let Some(mut people) = people {
                people.flush()?;
            }
        }
        Ok(())
    }
}
