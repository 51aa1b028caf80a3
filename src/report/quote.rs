//! The words of a rule line, as the report quotes them.

use crate::model::{Place, RuleSet};
use crate::source::Sources;

/// The lines of all files of a rule set, at hand for quoting.
#[derive(Debug, Default)]
pub struct Quotes<'a> {
    files: Vec<Vec<&'a str>>,
}

impl<'a> Quotes<'a> {
    /// Takes the lines of the files that the rule set names; a file that is not among the sources has none.
    #[must_use]
    pub fn new(rules: &RuleSet, sources: &'a Sources) -> Quotes<'a> {
        let lines = |name: &str| {
            sources
                .iter()
                .find(|(_, source)| source.name == name)
                .map(|(_, source)| source)
        };
        Quotes {
            files: rules
                .files
                .iter()
                .map(|file| lines(&file.name).map_or(Vec::new(), |source| source.text.lines().collect()))
                .collect(),
        }
    }

    /// The texts of all lines, as [`Quotes::of`] gives them.
    pub fn lines(&self) -> impl Iterator<Item = &'a str> {
        self.files.iter().flatten().map(|line| without_comment(line).trim())
    }

    /// The text of a line without indentation and comment; empty where it is not at hand.
    #[must_use]
    pub fn of(&self, place: Place) -> &'a str {
        let line = (place.line as usize)
            .checked_sub(1)
            .and_then(|at| self.files.get(place.file as usize)?.get(at));
        line.map_or("", |line| without_comment(line).trim())
    }
}

/// Cuts a comment off; a mark inside a string is none.
fn without_comment(line: &str) -> &str {
    let mut closes: Option<char> = None;
    for (at, char) in line.char_indices() {
        match (closes, char) {
            (Some(close), _) if char == close => closes = None,
            (Some(_), _) => {}
            (None, '#' | '＃') => return &line[..at],
            (None, '"') => closes = Some('"'),
            (None, '“') => closes = Some('”'),
            (None, '「') => closes = Some('」'),
            (None, _) => {}
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_cut_but_not_a_mark_in_a_string() {
        assert_eq!(
            without_comment("当 性质 = 投诉 ： 4个工作日  # 例").trim_end(),
            "当 性质 = 投诉 ： 4个工作日"
        );
        assert_eq!(without_comment("title “a # b” ＃ c"), "title “a # b” ");
        assert_eq!(without_comment("\"a # b\""), "\"a # b\"");
    }
}
