//! `onus completions` and `onus man`: what a shell and `man` are told, made from the arguments themselves.

use super::args::Cli;
use super::messages::{Trouble, of_file};
use super::{Screen, Status};
use clap::CommandFactory;
use std::io;
use std::path::Path;

/// Prints the completions for a shell.
pub fn completions(shell: clap_complete::Shell, screen: &Screen) -> Status {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "onus", &mut text);
    screen.say(&String::from_utf8_lossy(&text));
    Status::Done
}

/// Prints the page of the program, or writes a page for it and for every command.
pub fn man(folder: Option<&Path>, screen: &Screen) -> Status {
    let Some(folder) = folder else {
        let mut text = Vec::new();
        // Writing into memory does not fail.
        let _ = clap_mangen::Man::new(command()).render(&mut text);
        screen.say(&String::from_utf8_lossy(&text));
        return Status::Done;
    };
    match pages(folder) {
        Ok(()) => Status::Done,
        Err(error) => {
            let (shown, error) = (folder.display(), of_file(&error));
            screen.complain(&Trouble::new(
                format!("cannot write into {shown}: {}", error.en),
                format!("写不进 {shown}：{}", error.zh),
            ));
            Status::Unusable
        }
    }
}

fn pages(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command(), folder)
}

/// The command line; `onus help` has no page of its own.
fn command() -> clap::Command {
    Cli::command().disable_help_subcommand(true)
}
