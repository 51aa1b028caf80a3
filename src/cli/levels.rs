//! How grave each code is, as the command line says: denied, warned of, or allowed.

use super::args;
use super::messages::Trouble;
use crate::diagnostic::{CODES, Diagnostic, Severity};

/// What is said of each code.
pub(super) struct Levels<'a> {
    codes: Vec<(&'a str, Option<Severity>)>,
    /// All warnings end the check with findings.
    pub deny_warnings: bool,
}

impl<'a> Levels<'a> {
    /// Reads the options of a check.
    ///
    /// # Errors
    /// Where a code is not known, or named twice.
    pub(super) fn of(args: &'a args::Check) -> Result<Levels<'a>, Trouble> {
        let deny = args
            .deny
            .iter()
            .filter(|word| *word != "warnings")
            .map(|code| (code, Some(Severity::Error)));
        let warn = args.warn.iter().map(|code| (code, Some(Severity::Warning)));
        let allow = args.allow.iter().map(|code| (code, None));
        let mut codes: Vec<(&str, Option<Severity>)> = Vec::new();
        for (word, level) in deny.chain(warn).chain(allow) {
            let known = CODES.iter().find(|page| page.code.0.eq_ignore_ascii_case(word.trim()));
            let Some(page) = known.filter(|page| page.code.0.starts_with('O')) else {
                let trouble = Trouble::new(
                    format!("there is no code {word} of rule files"),
                    format!("规则文件没有代码 {word}"),
                );
                return Err(trouble.mend("list all codes: onus explain", "列出全部代码：onus explain"));
            };
            if codes.iter().any(|(code, _)| *code == page.code.0) {
                let code = page.code;
                return Err(Trouble::new(
                    format!("{code} is named twice among --deny, --warn and --allow"),
                    format!("{code} 在 --deny、--warn、--allow 里写了两次"),
                ));
            }
            codes.push((page.code.0, level));
        }
        Ok(Levels {
            codes,
            deny_warnings: args.deny.iter().any(|word| word == "warnings"),
        })
    }

    /// The messages with the severity that was asked for. What refuses the rules stays an error.
    pub(super) fn apply(&self, told: &mut Vec<Diagnostic>) {
        told.retain_mut(|one| {
            let asked = self.codes.iter().find(|(code, _)| *code == one.code.0);
            match asked {
                Some((_, level)) if one.severity < Severity::Error => {
                    one.severity = level.unwrap_or(one.severity);
                    level.is_some()
                }
                _ => true,
            }
        });
    }
}
