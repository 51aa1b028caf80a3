//! `onus check`: what is wrong with the rule files, and whether their examples hold.

use super::args::{self, Format};
use super::messages::Trouble;
use super::{Loaded, Screen, Status, test};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::render::{CheckScreen, diagnostics};

/// Tells all messages; where the rules are sound, plays their examples too.
pub fn check(loaded: &Loaded, args: &args::Check, screen: &Screen) -> Status {
    let (messages, sources, language) = (&loaded.diagnostics, &loaded.sources, screen.language);
    match args.format {
        Format::Human => {
            // Where the rules are sound, their summary tells the notes, a line each.
            let sound = loaded.rules.is_some();
            let told = messages.iter().filter(|one| !sound || one.severity > Severity::Note);
            let told: Vec<Diagnostic> = told.cloned().collect();
            if !told.is_empty() {
                screen.say(&diagnostics::human(&told, sources, language));
            }
        }
        Format::Short if !messages.is_empty() => screen.say(&diagnostics::short(messages, sources, language)),
        Format::Short => {}
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
        let summary = CheckScreen {
            rules,
            messages,
            sources,
            files: loaded.files,
            lines: loaded.lines,
            examples: played.len(),
            failing,
        };
        screen.say(&summary.render(language));
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
