//! The bureau's made feed with the events of some tickets replaced.

use super::program::table::Table;
use chrono::NaiveDateTime;
use std::collections::HashMap;
use std::path::Path;

/// One row of the log.
#[derive(Debug, Clone)]
pub struct Row {
    pub ticket: String,
    pub event: String,
    pub at: NaiveDateTime,
    pub party: String,
    pub category: String,
}

impl Row {
    pub fn new(ticket: &str, event: &str, at: NaiveDateTime, party: &str) -> Row {
        Row {
            ticket: ticket.to_owned(),
            event: event.to_owned(),
            at,
            party: party.to_owned(),
            category: String::new(),
        }
    }
}

/// The log, and the folder of the other files.
pub struct Feed {
    folder: std::path::PathBuf,
    rows: Vec<Row>,
}

const EVENTS: &str = "流转.csv";

impl Feed {
    pub fn read(folder: &Path) -> Feed {
        let bytes = std::fs::read(folder.join(EVENTS)).unwrap();
        let table = Table::parse(&encoding_rs::GB18030.decode(&bytes).0);
        let row = |row: &Vec<String>| Row {
            ticket: table.cell(row, "工单编号").to_owned(),
            event: table.cell(row, "环节").to_owned(),
            at: NaiveDateTime::parse_from_str(table.cell(row, "完成时间"), "%Y-%m-%d %H:%M").unwrap(),
            party: table.cell(row, "处理单位").to_owned(),
            category: table.cell(row, "业务类别").to_owned(),
        };
        Feed {
            folder: folder.to_owned(),
            rows: table.rows.iter().map(row).collect(),
        }
    }

    pub fn events_of(&self, ticket: &str) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.ticket == ticket)
    }

    /// Writes the feed into a folder, with other events for some tickets; seconds are told.
    pub fn write(&self, folder: &Path, changed: &HashMap<&str, &[Row]>) {
        for name in ["工单.csv", "监控.csv"] {
            std::fs::copy(self.folder.join(name), folder.join(name)).unwrap();
        }
        let kept = self
            .rows
            .iter()
            .filter(|row| !changed.contains_key(row.ticket.as_str()));
        let new = changed.values().flat_map(|rows| rows.iter());
        let mut text = String::from("\u{feff}工单编号,环节,完成时间,处理单位,业务类别\n");
        for row in kept.chain(new) {
            let Row {
                ticket,
                event,
                at,
                party,
                category,
            } = row;
            text.push_str(&format!("{ticket},{event},{at},{party},{category}\n"));
        }
        std::fs::write(folder.join(EVENTS), text).unwrap();
    }
}
