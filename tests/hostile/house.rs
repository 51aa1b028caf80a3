//! A small house of rules and feed whose cells a test fills with what it likes.

use super::program::{onus, scratch};
use std::path::{Path, PathBuf};
use std::process::Output;

/// What a customer would not want told.
pub const SECRETS: [&str; 4] = ["H4092079", "13800138000", "张三丰", "john.doe@example.com"];

const RULES: &str = r#"ruleset "house" version 1
timezone Asia/Shanghai
calendar days count from the moment, until the same time
organisation {
  leadership board
  unit desk under board
}
field phone number
field note text
kind complaint
category general { owner board }
workflow case {
  in order accepted, answered
}
deadline answer {
  from accepted to answered
  responsible desk
  otherwise : 1 hour
}
ladder climb {
  rung 1 "desk" {
    responsible desk
    within as deadline answer
  }
  rung 2 "board" {
    enter when rung 1 overdue
    enter when occurrence >= 3
    responsible board
    to answered
    within 4 hours
  }
}
repeat {
  same customer, category
  looking back 90 calendar days
}
feed tickets "tickets.csv" {
  ticket_id from column "id"
  accepted from column "accepted"
  answered from column "answered"
  category from column "category"
  customer from column "customer", personal
  phone from column "phone", personal
  note from column "note"
}
# the end
"#;

pub struct House {
    pub folder: PathBuf,
}

impl House {
    pub fn new(name: &str) -> House {
        House::at(&scratch(name))
    }

    pub fn at(folder: &Path) -> House {
        std::fs::create_dir_all(folder).unwrap();
        let house = House {
            folder: folder.to_owned(),
        };
        house.write("rules.onus", RULES);
        let row = house.row("T1", "2026-03-02 09:00", "", "general", "C1", "text");
        house.write("tickets.csv", &(house.header() + &row));
        house
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).unwrap();
    }

    pub fn header(&self) -> String {
        "id,accepted,answered,category,customer,phone,note\n".to_owned()
    }

    pub fn row(
        &self,
        number: &str,
        accepted: &str,
        answered: &str,
        category: &str,
        customer: &str,
        note: &str,
    ) -> String {
        let cells = [number, accepted, answered, category, customer, "", note];
        let quoted: Vec<String> = cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        quoted.join(",") + "\n"
    }

    /// A row with what is personal where a number should stand.
    pub fn personal(&self, number: &str, value: &str) -> String {
        format!("{number},2026-03-02 09:00,,general,C1,{value}x,fine\n")
    }

    /// Runs the program in the folder.
    pub fn onus(&self, args: &[&str]) -> Output {
        onus().current_dir(&self.folder).args(args).output().unwrap()
    }
}
