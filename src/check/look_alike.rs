//! Names that do not look like what they are: invisible characters, and letters of two alphabets in one word.
//!
//! Bare names, and what cannot be seen in a rule file, are told where the text is read; here come names in
//! quotes and the cells of tables.

use super::context::Check;
use super::names::Word;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, Words};

/// Warns of every declared name that would mislead the eye.
pub(super) fn look_alikes<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut names: Vec<Word<'a>> = Vec::new();
    macro_rules! all {
        ($($list:ident),*) => {$( names.extend(written.$list.iter().map(|item| Word::from(&item.name))); )*};
    }
    all!(
        calendars,
        parties,
        fields,
        kinds,
        groups,
        workflows,
        tables,
        deadlines,
        ladders,
        schedules,
        findings,
        wordings,
        quotas,
        satisfactions,
        metrics,
        notices
    );
    names.extend(written.categories.iter().map(|category| category.name));
    for workflow in &written.workflows {
        for line in &workflow.lines {
            use crate::syntax::tree::WorkflowLine::{InOrder, MayHave};
            if let InOrder(events, _) | MayHave(events, _) = line {
                names.extend(events.iter().map(Word::from));
            }
        }
    }
    let cells: Vec<Word<'a>> = written
        .table_rows
        .iter()
        .flat_map(|table| table.rows.iter().map(|row| row.category))
        .collect();
    for cell in &cells {
        if let Some(letter) = cell.text.chars().find(|letter| is_invisible(*letter)) {
            let code = u32::from(letter);
            check.tell(told(
                *cell,
                format!("this name holds a character that cannot be seen (U+{code:04X})"),
                format!("这个名称里有看不见的字符（U+{code:04X}）"),
            ));
        }
    }
    let quoted = |name: &Word<'a>| check.sources.text(name.span).starts_with(['"', '“', '「', '＂']);
    let misleading: Vec<Word<'a>> = names.into_iter().filter(quoted).chain(cells).collect();
    for name in misleading.into_iter().filter(|name| mixes_alphabets(name.text)) {
        check.tell(told(
            name,
            "this name mixes letters of two alphabets that look alike".to_string(),
            "这个名称混用了两种外形相近的字母".to_string(),
        ));
    }
}

fn told(name: Word<'_>, en: String, zh: String) -> Diagnostic {
    Diagnostic::warning(Code("O2101"), name.span, Words::new(en, zh))
        .mend(Words::new("type the name again", "把这个名称重新打一遍"))
}

/// Characters without a shape of their own, or that change the direction of writing.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{e0000}'..='\u{e01ef}')
}

/// Latin beside Greek or Cyrillic: а and a, о and o, Α and A.
fn mixes_alphabets(name: &str) -> bool {
    let has = |range: fn(char) -> bool| name.chars().any(range);
    let latin = has(|letter| letter.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&letter));
    let greek = has(|letter| ('\u{370}'..='\u{3ff}').contains(&letter));
    let cyrillic = has(|letter| ('\u{400}'..='\u{52f}').contains(&letter));
    [latin, greek, cyrillic].into_iter().filter(|seen| *seen).count() > 1
}
