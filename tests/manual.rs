//! Completions and manual pages know every command and every option that `--help` tells.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod program;

use program::{ends_with, onus, scratch, stdout};

fn told(args: &[&str]) -> String {
    let output = onus().args(args).output().unwrap();
    ends_with(0, &output);
    stdout(&output)
}

/// The words at the beginning of the lines of a part of `--help`.
fn listed(help: &str, part: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != part).skip(1);
    let lines = lines.take_while(|line| !line.is_empty() || part == "Options:");
    lines
        .filter_map(|line| {
            line.split_whitespace()
                .find(|word| !word.starts_with("-") || word.starts_with("--"))
        })
        .map(|word| word.trim_end_matches(',').to_owned())
        .collect()
}

fn commands() -> Vec<String> {
    let mut commands = listed(&told(&["--help"]), "Commands:");
    commands.retain(|command| command != "help");
    assert!(
        commands.len() >= 10 && commands.iter().any(|command| command == "dump"),
        "{commands:?}"
    );
    commands
}

fn options(command: &str) -> Vec<String> {
    let mut options = listed(&told(&[command, "--help"]), "Options:");
    options.retain(|option| option.starts_with("--"));
    assert!(options.contains(&"--help".to_owned()), "{command}: {options:?}");
    options
}

#[test]
fn every_shell_completes_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = told(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell} {command}");
            for option in options(&command) {
                // Fish names a long option without its marks.
                let name = option.trim_start_matches('-');
                assert!(script.contains(name), "{shell} {command} {option}");
            }
        }
    }
}

#[test]
fn every_command_has_its_page() {
    let folder = scratch("man").join("man1");
    ends_with(0, &onus().arg("man").arg(&folder).output().unwrap());
    let plain = |text: String| text.replace("\\-", "-");
    let main = plain(std::fs::read_to_string(folder.join("onus.1")).unwrap());
    assert_eq!(plain(told(&["man"])).trim_end(), main.trim_end());
    for command in commands() {
        assert!(main.contains(&format!("onus-{command}(1)")), "{command}");
        let page = plain(std::fs::read_to_string(folder.join(format!("onus-{command}.1"))).unwrap());
        for option in options(&command) {
            assert!(page.contains(&option), "{command} {option}");
        }
    }
}
