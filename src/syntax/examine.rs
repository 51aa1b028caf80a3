//! Looks again at a statement that the grammar could not read, and says in one message what is wrong with it.
//!
//! First its place (a word that belongs to another block), then its list, its head, and the words around the
//! place where reading stopped. A mend is promised only after the grammar has read it.

use super::fault::{error, like, shown, words, write};
use super::grammar::span;
use super::keywords::{Keyword, keyword_at};
use super::outline::Statement;
use super::reader::{Reader, Stop};
use super::repair::{Bench, Repair};
use super::statement::{Block, FORMS, Form, block_opened_by, forms_of};
use crate::diagnostic::{Diagnostic, Language};
use std::ops::Range;

/// After so many messages a statement is no longer looked at closely.
const CLOSE_LOOKS: usize = 200;

/// A statement of more bytes is told where reading stopped, without trying out what could mend it.
const LONGEST_LOOK: usize = 4096;

/// What was found.
pub(super) struct Found {
    pub message: Diagnostic,
    /// Stretches of the file that read well once the fault is put aside: the two halves of a run-on list.
    pub still_good: Vec<(usize, usize)>,
}

impl From<Diagnostic> for Found {
    fn from(message: Diagnostic) -> Found {
        Found {
            message,
            still_good: Vec::new(),
        }
    }
}

pub(super) fn examine(reader: &Reader<'_>, statement: &Statement, block: Block, stop: Stop) -> Found {
    let text = reader.text.get(statement.start..statement.end).unwrap_or("");
    let bench = Bench::new(reader, text, block, stop);
    let look = Look {
        bench: &bench,
        base: statement.start,
        head: keyword_at(text),
    };
    if reader.told.len() > CLOSE_LOOKS || text.len() > LONGEST_LOOK {
        return look.unreadable().into();
    }
    look.word_number()
        .or_else(|| look.list_goes_on())
        .or_else(|| look.misplaced().map(Found::from))
        .or_else(|| look.two_statements())
        .or_else(|| look.mended().map(Found::from))
        .or_else(|| look.unknown().map(Found::from))
        .unwrap_or_else(|| look.wrong_or_unreadable().into())
}

/// Words that would make another spelling of a name, but begin with a word of the language and are a statement
/// of another block: `import "file"` under `also called`.
pub(super) fn misplaced(reader: &Reader<'_>, statement: &Statement, block: Block) -> Option<Diagnostic> {
    let text = reader.text.get(statement.start..statement.end)?;
    let bench = Bench::new(reader, text, block, Stop::default());
    let look = Look {
        bench: &bench,
        base: statement.start,
        head: keyword_at(text),
    };
    look.head.and_then(|_| look.misplaced())
}

/// Two statements that may have been one, up to a `;` that is one too many or stands for a letter.
pub(super) fn examine_joined(reader: &Reader<'_>, start: usize, end: usize, block: Block) -> Option<Diagnostic> {
    let text = reader.text.get(start..end)?;
    if reader.told.len() > CLOSE_LOOKS || text.len() > LONGEST_LOOK {
        return None;
    }
    let stop = reader.read(start, end, block).err()?;
    let bench = Bench::new(reader, text, block, stop);
    let look = Look {
        bench: &bench,
        base: start,
        head: keyword_at(text),
    };
    look.mended()
}

/// The block that the head of an unreadable statement would have opened: the one in which what stands in the
/// braces reads best, else the one its first word names.
pub(super) fn block_of_head(reader: &Reader<'_>, statement: &Statement, outer: Block) -> Option<Block> {
    let text = reader.text.get(statement.start..statement.end).unwrap_or("");
    let named = block_opened_by(text, Some(outer)).or_else(|| {
        let bench = Bench::new(reader, text, outer, Stop::default());
        let near = |keyword: &&Keyword| keyword.spellings().any(|spelling| !bench.near(0, spelling).is_empty());
        let meant = heads_of(outer).into_iter().find(near)?;
        forms_of(outer, meant.id).find_map(|form| form.opens.map(|(inner, _)| inner))
    });
    if reader.told.len() > CLOSE_LOOKS {
        return named;
    }
    let inside = statement
        .body
        .as_ref()
        .map_or(&[][..], |body| body.statements.as_slice());
    let reads = |block: Block| {
        let first = inside.iter().take(20);
        first
            .filter(|one| reader.read(one.start, one.end, block).is_ok())
            .count()
    };
    let best = FORMS
        .iter()
        .filter(|form| form.stands_in(outer))
        .filter_map(|form| form.opens.map(|(inner, _)| inner))
        .chain((outer == Block::Feed).then_some(Block::Mapping))
        .map(|block| (reads(block), block))
        .max_by_key(|(number, _)| *number);
    match (best, named) {
        (Some((number, block)), Some(named)) if number > reads(named) => Some(block),
        (Some((number, block)), None) if number > 0 => Some(block),
        (_, named) => named,
    }
}

/// The keywords with which the statements of a block begin.
fn heads_of(block: Block) -> Vec<&'static Keyword> {
    let ids = FORMS
        .iter()
        .filter(|form| form.stands_in(block))
        .flat_map(|form| form.heads);
    ids.filter_map(|id| super::keywords::keyword(id)).collect()
}

struct Look<'b, 'r, 't> {
    bench: &'b Bench<'r, 't>,
    base: usize,
    head: Option<(&'static Keyword, usize)>,
}

impl Look<'_, '_, '_> {
    fn place(&self, range: &Range<usize>) -> crate::source::Span {
        span(
            self.bench.reader.file,
            self.base + range.start,
            self.base + range.end.max(range.start),
        )
    }

    fn said(&self, range: &Range<usize>) -> String {
        shown(self.bench.words.get(range.clone()).unwrap_or(""))
    }

    /// How the statement would have to be written, judged by its first keyword.
    fn form(&self) -> Option<&'static Form> {
        let (head, _) = self.head?;
        let mut forms = forms_of(self.bench.block, head.id);
        let first = forms.next()?;
        // Of two forms with one head the one is meant whose second keyword occurs.
        Some(forms.find(|form| self.shares_more(form, first)).unwrap_or(first))
    }

    fn shares_more(&self, form: &Form, other: &Form) -> bool {
        let shared = |form: &Form| {
            let both = format!("{} {}", form.form.0, form.form.1);
            both.split_whitespace()
                .filter(|word| self.bench.words.contains(word))
                .count()
        };
        shared(form) > shared(other)
    }

    /// The number that a word processor puts before a line of a list.
    fn word_number(&self) -> Option<Found> {
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
        .mend(write(&shown(behind)));
        Some(Found {
            message,
            still_good: vec![(self.base + at, self.base + text.len())],
        })
    }

    /// A list that ends in a comma has swallowed the next line, or ends in nothing.
    fn list_goes_on(&self) -> Option<Found> {
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

    fn begins_statement(&self, words: &str) -> bool {
        self.bench.reads(words)
            || keyword_at(words).is_some_and(|(keyword, _)| forms_of(self.bench.block, keyword.id).next().is_some())
    }

    /// A word that is good in another block and has no meaning in this one.
    fn misplaced(&self) -> Option<Diagnostic> {
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
                (reads, 0..self.bench.words.len())
            }
        };
        let (form, range) = elsewhere;
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

    fn reads_as(&self, form: &Form) -> bool {
        form.blocks.iter().any(|block| {
            self.bench
                .reader
                .read_words(self.bench.words, 0, *block)
                .is_ok_and(|node| node.rule() == form.rule)
        })
    }

    /// Two statements without a line end between them.
    fn two_statements(&self) -> Option<Found> {
        let stop = self.bench.stopped_at();
        for at in [stop, stop.saturating_sub(1), stop + 1] {
            let Some(piece) = self.bench.pieces.get(at).filter(|piece| piece.start > 0) else {
                continue;
            };
            let front = self.bench.words.get(..piece.start).unwrap_or("").trim_end();
            let back = self.bench.words.get(piece.start..).unwrap_or("");
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

    /// The first small change that makes the statement readable.
    fn mended(&self) -> Option<Diagnostic> {
        let bench = self.bench;
        let heads = match bench.stopped_at() {
            0 => heads_of(bench.block),
            _ => bench.wanted(),
        };
        if let Some(repair) = bench.misspelled(&heads) {
            return Some(self.misspelled(&repair));
        }
        if let Some(repair) = bench.glued() {
            return Some(self.glued(&repair));
        }
        if let Some(repair) = bench.strange_character() {
            return Some(self.too_many(&repair));
        }
        let marks = match bench.reader.language {
            Language::English => [",", ":", "=", ")", "("],
            Language::Chinese => ["，", "：", "=", "）", "（"],
        };
        if let Some((repair, _)) = bench.missing(&marks) {
            return Some(self.missing(&repair));
        }
        let wanted: Vec<&str> = bench.wanted().iter().map(|keyword| bench.spelled(keyword)).collect();
        let fitting: Vec<Repair> = wanted
            .iter()
            .filter(|spelling| !spelling.contains('#'))
            .filter_map(|spelling| bench.missing(&[spelling]).map(|(repair, _)| repair))
            .collect();
        let too_many = bench.too_many();
        if let [only] = fitting.as_slice() {
            let message = self.missing(only);
            return Some(match too_many {
                Some(other) => message.mend(write(&self.corrected(&other))),
                None => message,
            });
        }
        if let Some(repair) = too_many {
            return Some(self.too_many(&repair));
        }
        let samples: Vec<&str> = self.samples().iter().map(|sample| sample.0).collect();
        if let Some((repair, which)) = bench.missing(&samples) {
            return Some(self.value_missing(&repair, which));
        }
        let (repair, keyword) = bench.clause_missing(&samples)?;
        Some(self.clause_missing(&repair, keyword))
    }

    /// The whole statement with a change made, on one line.
    fn corrected(&self, repair: &Repair) -> String {
        let by = repair.by.trim();
        let by = match by {
            "" => repair.by.as_str(),
            "," => ", ",
            ":" => " : ",
            "：" => " ： ",
            "，" => "，",
            _ if repair.by.len() > by.len() => &format!(" {by} "),
            _ => by,
        };
        let mut line = shown(&self.bench.changed(&repair.range, by));
        line.truncate(line.trim_end().len());
        line
    }

    fn misspelled(&self, repair: &Repair) -> Diagnostic {
        let word = self.said(&repair.range);
        let meant = &repair.by;
        error(
            "O1116",
            self.place(&repair.range),
            format!("`{word}` is no word of the language here"),
            format!("这里没有“{word}”这个说法"),
        )
        .label(words(format!("did you mean {meant}?"), format!("是不是 {meant}？")))
        .mend(write(&self.corrected(repair)))
    }

    fn glued(&self, repair: &Repair) -> Diagnostic {
        let at = repair.range.start;
        let piece = self
            .bench
            .pieces
            .iter()
            .find(|piece| piece.contains(&at))
            .cloned()
            .unwrap_or(at..at);
        let (before, after) = (self.said(&(piece.start..at)), self.said(&(at..piece.end)));
        error(
            "O1117",
            self.place(&piece),
            format!("`{before}` and `{after}` are two words"),
            format!("“{before}”和“{after}”要分开写"),
        )
        .label(words("a blank is missing", "缺一个空格"))
        .mend(write(&self.corrected(repair)))
    }

    fn missing(&self, repair: &Repair) -> Diagnostic {
        let what = repair.by.trim();
        let (range, next) = self.around(repair);
        let (en, zh) = match next.is_empty() {
            true => (
                format!("at the end of this line `{what}` is missing"),
                format!("句末缺“{what}”"),
            ),
            false => (
                format!("before `{next}` there has to be `{what}`"),
                format!("“{next}”前面缺“{what}”"),
            ),
        };
        error("O1118", self.place(&range), en, zh).mend(write(&self.corrected(repair)))
    }

    fn value_missing(&self, repair: &Repair, which: usize) -> Diagnostic {
        let (range, next) = self.around(repair);
        let (_, en_kind, zh_kind) = self.samples().get(which).copied().unwrap_or(("", "", ""));
        let before = self
            .bench
            .pieces
            .iter()
            .rev()
            .find(|piece| piece.end <= repair.range.start);
        let before = before.map_or(String::new(), |piece| self.said(piece));
        let (en, zh) = match (before.is_empty(), next.is_empty()) {
            (false, _) => (
                format!("after `{before}` {en_kind} is missing"),
                format!("“{before}”后面缺{zh_kind}"),
            ),
            (true, _) => (
                format!("before `{next}` {en_kind} is missing"),
                format!("“{next}”前面缺{zh_kind}"),
            ),
        };
        let message = error("O1118", self.place(&range), en, zh);
        match self.form() {
            Some(form) => message.mend(like(form)),
            None => message.mend(write(&self.corrected(repair))),
        }
    }

    fn clause_missing(&self, repair: &Repair, keyword: &str) -> Diagnostic {
        let (range, next) = self.around(repair);
        let (en, zh) = match next.is_empty() {
            true => (
                format!("at the end of this line `{keyword} …` is missing"),
                format!("句末缺“{keyword} …”"),
            ),
            false => (
                format!("before `{next}` there has to be `{keyword} …`"),
                format!("“{next}”前面缺“{keyword} …”"),
            ),
        };
        self.with_form(error("O1118", self.place(&range), en, zh))
    }

    /// What to underline where something is missing: the next word, or the last one at the end of a statement.
    fn around(&self, repair: &Repair) -> (Range<usize>, String) {
        let next = self.bench.pieces.iter().find(|piece| piece.start >= repair.range.end);
        match next {
            Some(piece) => (piece.clone(), self.said(piece)),
            None => (self.bench.pieces.last().cloned().unwrap_or(0..0), String::new()),
        }
    }

    fn too_many(&self, repair: &Repair) -> Diagnostic {
        let word = self.said(&repair.range);
        error(
            "O1120",
            self.place(&repair.range),
            format!("`{word}` is one too many here"),
            format!("这里多了“{word}”"),
        )
        .mend(write(&self.corrected(repair)))
    }

    /// A statement whose first word nothing in this block begins with.
    fn unknown(&self) -> Option<Diagnostic> {
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
            let near = |spelling| self.bench.near(0, spelling).into_iter().next();
            keyword
                .spellings()
                .find_map(|spelling| near(spelling).map(|(_, range)| (spelling, range)))
        });
        if let Some((spelling, range)) = meant {
            let form = keyword_at(spelling).and_then(|(keyword, _)| forms_of(block, keyword.id).next());
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
                None => message.mend(write(spelling)),
            });
        }
        let elsewhere = self.near_another_head();
        let message = error(
            "O1101",
            self.place(&range),
            format!(
                "no statement in {} begins with `{word}`",
                block.called(Language::English)
            ),
            format!("{}没有以“{word}”开头的句子", block.called(Language::Chinese)),
        );
        Some(
            match elsewhere.or_else(|| FORMS.iter().find(|form| form.stands_in(block))) {
                Some(form) => message.mend(words(
                    format!("begin it with a word of the language, for example: {}", form.form.0),
                    format!("请用规则用语开头，例如：{}", form.form.1),
                )),
                None => message,
            },
        )
    }

    /// A statement of another block whose first word is spelled much like this one's.
    fn near_another_head(&self) -> Option<&'static Form> {
        let near = |spelling: &str| !self.bench.near(0, spelling).is_empty();
        FORMS
            .iter()
            .find(|form| form.keyword().is_some_and(|keyword| keyword.spellings().any(near)))
    }

    /// Words that stand where something else is wanted.
    fn wrong_or_unreadable(&self) -> Diagnostic {
        let samples = self.samples();
        let candidates: Vec<&str> = samples.iter().map(|sample| sample.0).collect();
        let Some((range, which)) = self.bench.wrong_kind(&candidates) else {
            return self.unreadable();
        };
        let (_, en_kind, zh_kind) = samples.get(which).copied().unwrap_or(("", "", ""));
        let word = self.said(&range);
        let message = error(
            "O1102",
            self.place(&range),
            format!("`{word}` stands where {en_kind} has to be"),
            format!("“{word}”的位置应当是{zh_kind}"),
        );
        self.with_form(message)
    }

    fn unreadable(&self) -> Diagnostic {
        if self.bench.pieces.is_empty() {
            let text = self.bench.reader.text;
            return super::fault::stray_brace(self.bench.reader.file, text, self.base, self.base + 1);
        }
        let stop = self.bench.stopped_at().min(self.bench.pieces.len().saturating_sub(1));
        let range = self
            .bench
            .pieces
            .get(stop)
            .cloned()
            .unwrap_or(0..self.bench.words.len());
        let word = self.said(&range);
        let message = error(
            "O1102",
            self.place(&range),
            format!("from `{word}` on this line cannot be read"),
            format!("这一行从“{word}”起读不懂"),
        );
        self.with_form(message)
    }

    fn with_form(&self, message: Diagnostic) -> Diagnostic {
        let of_block = || {
            let block = self.bench.block;
            FORMS
                .iter()
                .find(|form| form.stands_in(block) && form.heads.is_empty())
                .or_else(|| block.opener())
        };
        match self.form().or_else(of_block) {
            Some(form) => message.mend(like(form)),
            None => message.mend(words("see the language reference", "请查语言手册")),
        }
    }

    /// A sample of each kind of value with what a person calls it.
    fn samples(&self) -> [(&'static str, &'static str, &'static str); 11] {
        [
            ("x", "a name", "名称"),
            (
                "2 hours",
                "a length of time such as 4 working days",
                "时长，例如 4个工作日",
            ),
            ("\"x\"", "a text in quotes", "引号里的文字"),
            ("1", "a number", "数字"),
            ("5%", "a percentage such as 5%", "百分数，例如 5%"),
            ("2026-01-01", "a date such as 2026-01-31", "日期，例如 2026-01-31"),
            (
                "2026-01-01 08:00",
                "a moment such as 2026-01-31 09:00",
                "时刻，例如 2026-01-31 09:00",
            ),
            ("08:00", "a time such as 17:30", "时刻，例如 17:30"),
            ("08:00-12:00", "hours such as 08:30-12:00", "起止时刻，例如 08:30-12:00"),
            ("= 1", "a test such as = yes", "条件，例如 = 是"),
            ("resolved", "a test such as kind = complaint", "条件，例如 性质 = 投诉"),
        ]
    }
}
