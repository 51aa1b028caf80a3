//! `onus read`: the rules in plain sentences, for those who sign them.

use super::args::{self, ReadFormat};
use super::{Loaded, Screen, Status};
use crate::render::read::{markdown, read, text};

/// Prints the sentences.
pub fn read_aloud(loaded: &Loaded, args: &args::Read, screen: &Screen) -> Status {
    let Some(rules) = &loaded.rules else {
        return Status::WrongRules;
    };
    let reading = read(rules, screen.language);
    screen.say(&match args.format {
        ReadFormat::Text => text(&reading),
        ReadFormat::Markdown => markdown(&reading),
    });
    Status::Done
}
