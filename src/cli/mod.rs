//! The command line: one file a verb. The only place that knows clap, files, the terminal and "now".

mod args;
mod args_notice;
mod aside;
mod calendar;
mod check;
mod check_data;
mod clock;
mod costs;
mod decode;
mod diff;
mod difference;
mod due;
mod dump;
mod dumped;
mod explain;
mod findings;
mod fix;
mod fmt;
mod feeds;
mod folder;
mod guess;
mod init;
mod init_told;
mod interview;
mod levels;
mod lists;
mod manual;
mod load;
mod loaded;
pub mod messages;
mod moment;
mod notice;
mod notice_draw;
mod notice_issue;
mod notice_month;
mod notice_told;
mod notice_verify;
mod progress;
mod reach;
mod revision;
mod read;
mod register;
mod run;
mod screen;
mod seal;
mod status;
mod sweep;
mod test;
mod trials;
mod why;

pub use load::{LoadError, load, load_to};
pub use loaded::Loaded;
pub use screen::Screen;
pub use status::Status;

use crate::check::Depth;
use crate::render::diagnostics::human;
use crate::render::findings::{CHECK_SCHEMA, TEST_SCHEMA};
use args::{Cli, Verb};
use clap::Parser;
use std::path::PathBuf;

/// Parses the arguments, does what they ask, and says how it ended.
#[must_use]
pub fn main() -> Status {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; printing is all that can be done about either.
            let _ = error.print();
            return if error.use_stderr() {
                Status::Unusable
            } else {
                Status::Done
            };
        }
    };
    let mut screen = Screen::new(cli.lang);
    match cli.verb {
        Verb::Explain(args) => explain::explain(args.code.as_deref(), &screen),
        Verb::Fmt(args) => fmt::fmt(&args, cli.lang, &mut screen),
        Verb::Init(args) => init::init(&args, cli.lang.is_some(), &mut screen),
        Verb::Completions(args) => manual::completions(args.shell, &screen),
        Verb::Man(args) => manual::man(args.folder.as_deref(), &screen),
        Verb::Feed { verb } => guess::feed(&verb, &mut screen),
        Verb::Calendar { verb } => calendar::calendar(&verb, &mut screen),
        Verb::Check(args) if args.form.schema => {
            screen.pass_on(CHECK_SCHEMA);
            Status::Done
        }
        Verb::Test(args) if args.form.schema => {
            screen.pass_on(TEST_SCHEMA);
            Status::Done
        }
        Verb::Check(args) => {
            let status = match fix::fix(&args, &mut screen) {
                Ok(()) => with_files(&args.rules.rules, Depth::All, &mut screen, |loaded, screen| {
                    check::check(loaded, &args, screen)
                }),
                Err(status) => status,
            };
            args.form.whatever_happened("onus check", &args.rules, status, &screen)
        }
        Verb::Test(args) => {
            let status = with_files(&args.rules.rules, Depth::Errors, &mut screen, |loaded, screen| {
                test::test(loaded, &args, screen)
            });
            args.form.whatever_happened("onus test", &args.rules, status, &screen)
        }
        Verb::Run(args) => with_names(&args.rules.rules, &mut screen, |loaded, screen| {
            run::run(loaded, &args, screen)
        }),
        Verb::Why(args) => with_names(&args.rules.rules, &mut screen, |loaded, screen| {
            why::why(loaded, &args, screen)
        }),
        Verb::Read(args) => with_names(&args.rules.rules, &mut screen, |loaded, screen| {
            read::read_aloud(loaded, &args, screen)
        }),
        Verb::Due(args) => with_names(&args.rules.rules, &mut screen, |loaded, screen| {
            due::due(loaded, &args, screen)
        }),
        Verb::Diff(args) => diff::diff(&args, &mut screen),
        Verb::Notice { verb } => notice::notice(&verb, &mut screen),
        Verb::Dump(args) => with_rules(&args.rules.rules, &mut screen, |loaded, screen| {
            dump::dump(loaded, &args, screen)
        }),
        Verb::Clock(args) => with_rules(&args.rules.rules, &mut screen, |loaded, screen| match &loaded.rules {
            Some(rules) => clock::clock(rules, &args, screen),
            None => Status::WrongRules,
        }),
    }
}

/// Reads the rule files, whatever is wrong with them.
fn with_files(
    paths: &[PathBuf],
    depth: Depth,
    screen: &mut Screen,
    then: impl FnOnce(&mut Loaded, &Screen) -> Status,
) -> Status {
    match load_to(paths, depth) {
        Ok(mut loaded) => {
            screen.follow(loaded.language);
            then(&mut loaded, screen)
        }
        Err(error) => {
            screen.complain(&error.0);
            error.1
        }
    }
}

/// Reads the rule files and goes on only where they are sound.
fn with_rules(paths: &[PathBuf], screen: &mut Screen, then: impl FnOnce(&mut Loaded, &Screen) -> Status) -> Status {
    with_files(paths, Depth::Errors, screen, |loaded, screen| {
        if loaded.rules.is_some() {
            return then(loaded, screen);
        }
        screen.warn(&human(&loaded.errors(), &loaded.sources, screen.language));
        Status::WrongRules
    })
}

/// The same, with names told in the language of the screen.
fn with_names(paths: &[PathBuf], screen: &mut Screen, then: impl FnOnce(&Loaded, &Screen) -> Status) -> Status {
    with_rules(paths, screen, |loaded, screen| {
        loaded.tell_in(screen.language);
        then(loaded, screen)
    })
}
