//! The looks at single words: the first small change that makes a statement readable, and its message.

use super::examine::{Look, heads_of};
use super::fault::{error, like, shown, words, write};
use super::repair::Repair;
use crate::diagnostic::{Diagnostic, Edit, Language};
use std::ops::Range;

impl Look<'_, '_, '_> {
    /// The first small change that makes the statement readable.
    pub(super) fn mended(&self) -> Option<Diagnostic> {
        let bench = self.bench;
        let heads = match bench.stopped_at() {
            0 => heads_of(bench.block),
            _ => bench.wanted(),
        };
        if let Some(repair) = bench.look_alike() {
            return Some(self.look_alike(&repair));
        }
        if let Some(repair) = bench.repeated() {
            return Some(self.repeated(&repair));
        }
        if let Some(repair) = bench.misspelled(&heads) {
            let edit = bench.only_word(&repair, &heads).then(|| self.edit(&repair));
            return Some(self.misspelled(&repair).certain(edit));
        }
        if let Some(repair) = bench.glued() {
            let edit = bench.only_split(&repair).then(|| self.edit(&repair));
            return Some(self.glued(&repair).certain(edit));
        }
        if let Some((repair, own)) = bench.foreign() {
            return Some(self.foreign(&repair, own));
        }
        if let Some(repair) = bench.swapped() {
            return Some(self.swapped(&repair));
        }
        if let Some(repair) = bench.strange_character() {
            return Some(self.too_many(&repair));
        }
        let marks = match bench.reader.language {
            Language::English => [",", ":", "=", ")", "("],
            Language::Chinese => ["，", "：", "=", "）", "（"],
        };
        if let Some((repair, _)) = bench.missing(&marks) {
            let edit = bench.only_mark(&repair, &marks).then(|| self.edit(&repair));
            return Some(self.missing(&repair).certain(edit));
        }
        let samples: Vec<&str> = self.samples().iter().map(|sample| sample.0).collect();
        if let Some(repair) = bench.name_missing() {
            return Some(self.value_missing(&repair, 0));
        }
        if let Some((repair, which)) = bench
            .missing(&samples)
            .filter(|_| bench.stopped_at() == bench.pieces.len())
        {
            return Some(self.value_missing(&repair, which));
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
        if let Some((repair, which)) = bench.missing(&samples) {
            return Some(self.value_missing(&repair, which));
        }
        if bench.stopped_at() == 0 {
            return None;
        }
        let (repair, keyword) = bench.clause_missing(&samples)?;
        Some(self.clause_missing(&repair, keyword))
    }

    /// The whole statement with a change made, on one line.
    pub(super) fn corrected(&self, repair: &Repair) -> String {
        let by = repair.by.trim();
        let before = self.bench.words.get(..repair.range.start).unwrap_or("");
        let after = self.bench.words.get(repair.range.end..).unwrap_or("");
        let line = match by.chars().next() {
            Some('，') => format!("{}{by}{}", before.trim_end(), after.trim_start()),
            Some(',') => format!("{}{by} {}", before.trim_end(), after.trim_start()),
            Some(':' | '：') => format!("{} {by} {}", before.trim_end(), after.trim_start()),
            _ if repair.by.len() > by.len() => format!("{before} {by} {after}"),
            _ => format!("{before}{by}{after}"),
        };
        shown(&line).trim().to_string()
    }

    /// The edit that makes a change.
    fn edit(&self, repair: &Repair) -> Edit {
        Edit::new(self.place(&repair.range), repair.by.as_str())
    }

    pub(super) fn look_alike(&self, repair: &Repair) -> Diagnostic {
        let told = super::fault_marks::look_alike(self.place(&repair.range), &self.said(&repair.range), &repair.by);
        told.certain([self.edit(repair)])
    }

    fn repeated(&self, repair: &Repair) -> Diagnostic {
        let range = repair.range.clone();
        let blanks = self
            .bench
            .words
            .get(range.clone())
            .map_or(0, |twice| twice.len() - twice.trim_start().len());
        let word = self.said(&range).trim().to_owned();
        error(
            "O1120",
            self.place(&(range.start + blanks..range.end)),
            format!("`{word}` stands here twice"),
            format!("“{word}”写了两遍"),
        )
        .mend(write(&self.corrected(repair)))
        .certain([self.edit(repair)])
    }

    pub(super) fn misspelled(&self, repair: &Repair) -> Diagnostic {
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

    pub(super) fn foreign(&self, repair: &Repair, own: &str) -> Diagnostic {
        let word = self.said(&repair.range);
        let own = own.trim_matches([',', '，', ' ']);
        error(
            "O1102",
            self.place(&repair.range),
            format!("`{word}` stands where `{own}` has to be"),
            format!("“{word}”的位置应当写“{own}”"),
        )
        .mend(write(&self.corrected(repair)))
    }

    pub(super) fn swapped(&self, repair: &Repair) -> Diagnostic {
        let word = self.said(&repair.range);
        error(
            "O1102",
            self.place(&repair.range),
            format!("in `{word}` the words are in the wrong order: what it is about comes first"),
            format!("“{word}”的词序反了：先写说的是谁"),
        )
        .mend(write(&self.corrected(repair)))
    }

    pub(super) fn glued(&self, repair: &Repair) -> Diagnostic {
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

    pub(super) fn missing(&self, repair: &Repair) -> Diagnostic {
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

    pub(super) fn value_missing(&self, repair: &Repair, which: usize) -> Diagnostic {
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

    pub(super) fn clause_missing(&self, repair: &Repair, keyword: &str) -> Diagnostic {
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
    pub(super) fn around(&self, repair: &Repair) -> (Range<usize>, String) {
        let next = self.bench.pieces.iter().find(|piece| piece.start >= repair.range.end);
        match next {
            Some(piece) => (piece.clone(), self.said(piece)),
            None => (self.bench.pieces.last().cloned().unwrap_or(0..0), String::new()),
        }
    }

    pub(super) fn too_many(&self, repair: &Repair) -> Diagnostic {
        let word = self.said(&repair.range);
        let message = error(
            "O1120",
            self.place(&repair.range),
            format!("`{word}` is one too many here"),
            format!("这里多了“{word}”"),
        );
        let message = message.mend(write(&self.corrected(repair)));
        // A name of two words may have been meant: then it stands in quotes.
        match self.bench.quoted(&repair.range) {
            Some(quoted) => message.mend(write(&self.corrected(&quoted))),
            None => message,
        }
    }

    /// A sample of each kind of value with what a person calls it.
    pub(super) fn samples(&self) -> [(&'static str, &'static str, &'static str); 11] {
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
