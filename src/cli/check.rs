//! `onus check`: what is wrong with the rule files, and whether their examples hold.

use super::args::{self, Format};
use super::messages::Trouble;
use super::{Loaded, Screen, Status, test};
use crate::diagnostic::Severity;
use crate::render::{check_screen, diagnostics};

/// Tells all messages; where the rules are sound, plays their examples too.
pub fn check(loaded: &Loaded, args: &args::Check, screen: &Screen) -> Status {
    let (messages, sources, language) = (&loaded.diagnostics, &loaded.sources, screen.language);
    match args.format {
        Format::Human if !messages.is_empty() => screen.say(&diagnostics::human(messages, sources, language)),
        Format::Short if !messages.is_empty() => screen.say(&diagnostics::short(messages, sources, language)),
        Format::Human | Format::Short => {}
        Format::Json => match diagnostics::json(messages, sources, language) {
            Ok(json) => screen.say(&json),
            Err(error) => {
                screen.complain(&Trouble::new(
                    format!("cannot write json: {error}"),
                    format!("写不出 json：{error}"),
                ));
                return Status::Unusable;
            }
        },
    }
    let Some(rules) = &loaded.rules else {
        return Status::WrongRules;
    };
    let plan = crate::plan::Plan::new(rules);
    let played = test::play(&plan);
    let failing = played.iter().filter(|played| !played.holds()).count();
    if args.format == Format::Human {
        screen.say(&check_screen(
            rules,
            loaded.files,
            loaded.lines,
            played.len(),
            failing,
            language,
        ));
    }
    if failing > 0 {
        if args.format != Format::Json {
            screen.say(&test::tell(loaded, &plan, &played, screen));
        }
        return Status::Findings;
    }
    let warned = messages.iter().any(|message| message.severity == Severity::Warning);
    if warned && args.deny.is_some() {
        Status::Findings
    } else {
        Status::Done
    }
}
