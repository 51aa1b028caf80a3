//! `onus check`: what is wrong with the rule files, whether their examples hold, and what feeds say of them.

use super::findings::{failing, for_people, told};
use super::levels::Levels;
use super::{Loaded, Screen, Status, args, check_data, test};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::plan::Plan;
use crate::render::CheckScreen;

/// Tells all messages; where the rules are sound, plays their examples too.
pub fn check(loaded: &mut Loaded, args: &args::Check, screen: &Screen) -> Status {
    let levels = match Levels::of(args) {
        Ok(levels) => levels,
        Err(trouble) => {
            screen.complain(&trouble);
            return Status::Unusable;
        }
    };
    if let (Some(data), Some(rules)) = (&args.data, &loaded.rules) {
        let told = match check_data::of_feeds(loaded, rules, (data.clone(), args), screen) {
            Ok(told) => told,
            Err(status) => return status,
        };
        loaded.tell_of_feeds(told);
    }
    levels.apply(&mut loaded.diagnostics);
    let loaded = &*loaded;
    let (form, people, language) = (args.form, args.form.is_for_people(), screen.language);
    let (messages, sources) = (&loaded.diagnostics, &loaded.sources);
    if people {
        // Where the rules are sound, their summary tells the notes, a line each.
        let sound = loaded.rules.is_some();
        let told = messages.iter().filter(|one| !sound || one.severity > Severity::Note);
        let told: Vec<Diagnostic> = told.cloned().collect();
        if !told.is_empty() {
            screen.say(&for_people(form, &told, loaded, language));
        }
    }
    let denied = match levels.deny_warnings {
        true => Severity::Warning,
        false => Severity::Error,
    };
    let refused = messages.iter().any(|message| message.severity >= denied);
    let plan = loaded.rules.as_ref().map(Plan::new);
    let played = plan.as_ref().map_or(Vec::new(), test::play);
    let fails = played.iter().filter(|played| !played.holds()).count();
    if !people {
        let mut all = told(loaded, language);
        if let Some(plan) = plan.as_ref().filter(|_| fails > 0) {
            all.extend(failing(
                &test::outcomes(loaded, plan, &played, screen),
                loaded,
                language,
            ));
        }
        let said = form.say_check(&all, denied, loaded, screen);
        if said != Status::Done {
            return said;
        }
    }
    let (Some(rules), Some(plan)) = (&loaded.rules, &plan) else {
        if people {
            tell_certain(messages, screen);
        }
        return Status::WrongRules;
    };
    if people {
        let summary = CheckScreen {
            rules,
            messages,
            sources,
            files: loaded.files,
            lines: loaded.lines,
            examples: played.len(),
            failing: fails,
        };
        screen.say(&summary.render(language));
        if fails > 0 {
            screen.say(&test::tell(loaded, plan, &played, screen));
        }
        tell_certain(messages, screen);
    }
    match fails > 0 || refused {
        true => Status::Findings,
        false => Status::Done,
    }
}

/// How many of the messages the program can mend itself.
fn tell_certain(messages: &[Diagnostic], screen: &Screen) {
    let certain = messages.iter().filter(|one| !one.edits.is_empty()).count();
    match (certain, screen.language) {
        (0, _) => {}
        (_, Language::English) => screen.say(&format!(
            "mends that are certain: {certain}; to make them: onus check --fix"
        )),
        (_, Language::Chinese) => screen.say(&format!("可以直接改正的有 {certain} 处：onus check --fix")),
    }
}
