//! `onus dump`: the checked rules as one RON file, or the digest of what they mean.

use super::messages::Trouble;
use super::{Loaded, Screen, Status, args};
use crate::diagnostic::Language;
use crate::dump::{Dump, Origin, digest};

/// Writes the file, or prints.
pub fn dump(loaded: &Loaded, args: &args::Dump, screen: &Screen) -> Status {
    let Some(rules) = &loaded.rules else {
        return Status::WrongRules;
    };
    if args.digest {
        screen.say(&digest(rules));
        return Status::Done;
    }
    let origin = Origin {
        chinese: loaded.language == Language::Chinese,
        rule_files: loaded.files,
        lines: loaded.lines,
        files: loaded.read.clone(),
        texts: loaded.digest.clone(),
    };
    let text = match Dump::new(rules.clone(), origin).write() {
        Ok(text) => text,
        Err(error) => {
            screen.complain(&Trouble::new(
                format!("cannot write RON: {error}"),
                format!("写不出 RON：{error}"),
            ));
            return Status::Unusable;
        }
    };
    let Some(out) = &args.out else {
        screen.say(&text);
        return Status::Done;
    };
    match std::fs::write(out, text) {
        Ok(()) => Status::Done,
        Err(error) => screen.cannot_write(out, &error),
    }
}
