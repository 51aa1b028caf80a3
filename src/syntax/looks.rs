//! The first looks at an unreadable statement: what it swallowed, where it belongs, whether it is two.

use super::examine::{Found, Look, heads_of};
use super::fault::{error, like, shown, words, write};
use super::grammar::Rule;
use super::keywords::keyword_at;
use super::statement::{Block, FORMS, Form, forms_of};
use crate::diagnostic::{Diagnostic, Edit, Language};
use std::ops::Range;

impl Look<'_, '_, '_> {
    /// The number that a word processor puts before a line of a list.
    pub(super) fn word_number(&self) -> Option<Found> {
        let text = self.bench.words;
        let rest = text.trim_start_matches(super::value::is_number_char);
        let behind = rest.trim_start_matches(['.', '．', '、', ')', '）']).trim_start();
        let at = text.len() - behind.len();
        let numbered = rest.len() < text.len() && behind.len() < rest.len();
        if !numbered || !self.begins_statement(behind) {
            return None;
        }
        let number = 0..text.get(..at).unwrap_or("").trim_end().len();
        let message = error(
            "O1121",
            self.place(&number),
            format!(
                "the {} at the start is a word processor's numbering",
                self.said(&number)
            ),
            format!("行首的“{}”是文字处理软件的自动编号", self.said(&number)),
        )
        .mend(write(&shown(behind)))
        .certain(self.bench.reads(behind).then(|| Edit::new(self.place(&(0..at)), "")));
        Some(Found {
            message,
            still_good: vec![(self.base + at, self.base + text.len())],
        })
    }

    /// A list that ends in a comma has swallowed the next line, or ends in nothing.
    pub(super) fn list_goes_on(&self) -> Option<Found> {
        let text = self.bench.words;
        let commas = text.char_indices().filter(|(_, c)| matches!(c, ',' | '，' | '、'));
        for (at, comma) in commas {
            let behind = at + comma.len_utf8();
            let rest = text.get(behind..).unwrap_or("");
            let line = rest.split('\n').next().unwrap_or("");
            let bare = line.split(['#', '＃']).next().unwrap_or("").trim();
            if !bare.is_empty() {
                continue;
            }
            let front = text.get(..at).unwrap_or("").trim_end();
            let next = behind + line.len();
            let gap = text.get(next..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            let next = next + gap;
            let follows = text.get(next..).unwrap_or("");
            let ends_well = self.bench.reads(front);
            let own_statement = follows.is_empty() || self.begins_statement(follows);
            if !(ends_well && own_statement) {
                continue;
            }
            let message = error(
                "O1106",
                self.place(&(at..behind)),
                format!("after this `{comma}` the list goes on, but nothing more of it follows"),
                format!("这个“{comma}”表示后面还有，可是后面没有了"),
            )
            .mend(write(&shown(front)));
            let mut still_good = vec![(self.base, self.base + front.len())];
            if !follows.is_empty() {
                still_good.push((self.base + next, self.base + text.len()));
            }
            return Some(Found { message, still_good });
        }
        None
    }

    pub(super) fn begins_statement(&self, words: &str) -> bool {
        self.bench.reads(words)
            || keyword_at(words).is_some_and(|(keyword, _)| forms_of(self.bench.block, keyword.id).next().is_some())
    }

    /// A word that is good in another block and has no meaning in this one.
    pub(super) fn misplaced(&self) -> Option<Diagnostic> {
        let block = self.bench.block;
        let elsewhere = match self.head {
            Some((head, length)) => {
                if forms_of(block, head.id).next().is_some() {
                    return None;
                }
                let mut forms = FORMS.iter().filter(|form| form.begins_with(head.id));
                let first = forms.next()?;
                let readable = FORMS
                    .iter()
                    .find(|form| form.begins_with(head.id) && self.reads_as(form));
                // What reads well nowhere, and is one letter from a head that belongs here, was misspelled.
                if readable.is_none() && self.bench.misspelled(&heads_of(block)).is_some() {
                    return None;
                }
                (readable.unwrap_or(first), 0..length)
            }
            // Statements that begin with a name are known by reading well elsewhere.
            None => {
                let reads = FORMS
                    .iter()
                    .find(|form| form.heads.is_empty() && !form.stands_in(block) && self.reads_as(form))?;
                if self.bench.misspelled(&heads_of(block)).is_some() {
                    return None;
                }
                (reads, 0..self.bench.words.len())
            }
        };
        let (form, range) = elsewhere;
        if block == Block::Table && form.rule == Rule::column {
            return Some(self.no_column_of_a_table(&range));
        }
        let word = self.said(&range);
        let home = form.blocks.first().copied()?;
        let (here, there) = (block, home);
        Some(
            error(
                "O1103",
                self.place(&range),
                format!(
                    "`{word}` has no meaning in {}; it belongs in {}",
                    here.called(Language::English),
                    there.called(Language::English)
                ),
                format!(
                    "“{word}”写在{}没有意义；它应写在{}",
                    here.called(Language::Chinese),
                    there.called(Language::Chinese)
                ),
            )
            .mend(words(
                format!("move it to {}: {}", there.called(Language::English), form.form.0),
                format!("请移到{}：{}", there.called(Language::Chinese), form.form.1),
            )),
        )
    }

    /// A column that a feed could have, and a table has not.
    fn no_column_of_a_table(&self, range: &Range<usize>) -> Diagnostic {
        error(
            "O1103",
            self.place(range),
            "a table tells categories, their owners and limits; it reads no other column",
            "对照表只说明类别、归口和限，不读别的列",
        )
        .mend(words(
            "leave the line out; what else decides stands in the deadline: when kind = … and category in … : …",
            "去掉这一行；还要看别的，就写在时限里：当 性质 = … 且 类别 属于 … ： …",
        ))
    }

    pub(super) fn reads_as(&self, form: &Form) -> bool {
        form.blocks.iter().any(|block| {
            self.bench
                .reader
                .read_words(self.bench.words, 0, *block)
                .is_ok_and(|node| node.rule() == form.rule)
        })
    }

    /// Two statements without a line end between them.
    pub(super) fn two_statements(&self) -> Option<Found> {
        let stop = self.bench.stopped_at();
        for at in [stop, stop.saturating_sub(1), stop + 1] {
            let Some(piece) = self.bench.pieces.get(at).filter(|piece| piece.start > 0) else {
                continue;
            };
            let front = self.bench.words.get(..piece.start).unwrap_or("").trim_end();
            // A comma between them was meant for the `;`.
            let comma = |c: char| matches!(c, ',' | '，' | '、') || c.is_whitespace();
            let back = self
                .bench
                .words
                .get(piece.start..)
                .unwrap_or("")
                .trim_start_matches(comma);
            let begin = self.bench.words.len() - back.len();
            let Some(piece) = self.bench.pieces.iter().find(|piece| piece.start >= begin) else {
                continue;
            };
            let begins = keyword_at(back).is_some() || matches!(self.bench.block, Block::AlsoCalled | Block::Mapping);
            if begins && self.bench.reads(front) && self.bench.reads(back) {
                let message = error(
                    "O1119",
                    self.place(&(piece.start..piece.end)),
                    format!("from `{}` on this is a statement of its own", self.said(piece)),
                    format!("从“{}”起是另一句", self.said(piece)),
                )
                .mend(words(
                    format!(
                        "write it on a line of its own, or put a ; before it: {}; {}",
                        shown(front),
                        shown(back)
                    ),
                    format!("请另起一行，或在前面加 ；：{}；{}", shown(front), shown(back)),
                ));
                let middle = self.base + piece.start;
                let still_good = vec![
                    (self.base, self.base + front.len()),
                    (middle, self.base + self.bench.words.len()),
                ];
                return Some(Found { message, still_good });
            }
        }
        None
    }

    /// `not` before a test: each test has an opposite of its own.
    pub(super) fn general_not(&self) -> Option<Diagnostic> {
        let stop = self.bench.stopped_at();
        let is_not = |at: &usize| matches!(self.bench.piece(*at).to_lowercase().as_str(), "not" | "!" | "非" | "不");
        let at = [stop, stop.saturating_sub(1)].into_iter().find(is_not)?;
        let piece = self.bench.pieces.get(at)?.clone();
        if !self.bench.reads(&self.bench.changed(&piece, " ")) {
            return None;
        }
        let word = self.said(&piece);
        Some(
            error(
                "O1102",
                self.place(&piece),
                format!("`{word}` cannot stand before a test; each test has its own opposite"),
                format!("“{word}”不能放在条件前面；每种条件各有反面的写法"),
            )
            .mend(words(
                "write the opposite: unresolved, has not, not overdue, not in, !=, missing",
                "请写反面：未解决、未、未逾期、不属于、!=、缺项",
            )),
        )
    }

    /// A head and what belongs in its braces, on one line without them.
    pub(super) fn braces_left_out(&self) -> Option<Diagnostic> {
        let stop = self.bench.stopped_at();
        let piece = self.bench.pieces.get(stop).filter(|piece| piece.start > 0)?;
        let front = self.bench.words.get(..piece.start)?.trim_end();
        let back = self.bench.words.get(piece.start..)?;
        let head = self.bench.reader.read_words(front, 0, self.bench.block).ok()?;
        let (inner, _) = super::statement::form(head.rule())?.opens?;
        self.bench.reader.read_words(back, 0, inner).ok()?;
        let (front, back) = (shown(front), shown(back));
        Some(
            error(
                "O1109",
                self.place(piece),
                format!("after `{front}` a {{ is missing"),
                format!("“{front}”后面缺一个 {{"),
            )
            .mend(write(&format!("{front} {{ {back} }}"))),
        )
    }

    /// A statement whose first word nothing in this block begins with.
    pub(super) fn unknown(&self) -> Option<Diagnostic> {
        if self.form().is_some()
            || FORMS
                .iter()
                .any(|form| form.stands_in(self.bench.block) && form.heads.is_empty())
        {
            return None;
        }
        let range = self.bench.pieces.first().cloned().unwrap_or(0..self.bench.words.len());
        let word = self.said(&range);
        let block = self.bench.block;
        let meant = heads_of(block).into_iter().find_map(|keyword| {
            let near = |spelling| self.bench.near(0, spelling).into_iter().next().map(|(_, range)| range);
            // `warn …` was meant for `warn before due …`
            let begun = |spelling: &str| (spelling.split(' ').next() == Some(word.as_str())).then(|| range.clone());
            keyword
                .spellings()
                .filter(|spelling| !spelling.starts_with('#'))
                .find_map(|spelling| {
                    near(spelling)
                        .or_else(|| begun(spelling))
                        .map(|range| (keyword, spelling, range))
                })
        });
        let glued = heads_of(block).into_iter().find_map(|keyword| {
            let spelling = keyword
                .spellings()
                .find(|spelling| word.starts_with(spelling) && !spelling.is_ascii())?;
            Some((forms_of(block, keyword.id).next()?, spelling))
        });
        if let Some((form, spelling)) = glued.filter(|_| meant.is_none()) {
            let rest = word.trim_start_matches(spelling);
            let message = error(
                "O1117",
                self.place(&range),
                format!("`{spelling}` and `{rest}` are two words"),
                format!("“{spelling}”和“{rest}”要分开写"),
            );
            return Some(
                message
                    .label(words("a blank is missing", "缺一个空格"))
                    .mend(like(form)),
            );
        }
        if let Some((keyword, spelling, range)) = meant {
            let form = forms_of(block, keyword.id).next();
            let spelling = spelling.replace('#', "2");
            let word = self.said(&range);
            let message = error(
                "O1116",
                self.place(&range),
                format!("`{word}` is no word of the language here"),
                format!("这里没有“{word}”这个说法"),
            )
            .label(words(
                format!("did you mean {spelling}?"),
                format!("是不是 {spelling}？"),
            ));
            return Some(match form {
                Some(form) => message.mend(like(form)),
                None => message.mend(write(&spelling)),
            });
        }
        let own = |form: &&Form| form.blocks.first() == Some(&block);
        let sample = self.near_another_head().or_else(|| FORMS.iter().find(own));
        let message = error(
            "O1101",
            self.place(&range),
            format!(
                "no statement in {} begins with `{word}`",
                block.called(Language::English)
            ),
            format!("{}没有以“{word}”开头的句子", block.called(Language::Chinese)),
        );
        Some(match sample {
            Some(form) => message.mend(words(
                format!("begin it with a word of the language, for example: {}", form.form.0),
                format!("请用规则用语开头，例如：{}", form.form.1),
            )),
            None => message,
        })
    }

    /// A statement of another block whose first word is spelled much like this one's.
    pub(super) fn near_another_head(&self) -> Option<&'static Form> {
        let near = |spelling: &str| !self.bench.near(0, spelling).is_empty();
        FORMS
            .iter()
            .find(|form| form.keyword().is_some_and(|keyword| keyword.spellings().any(near)))
    }
}
