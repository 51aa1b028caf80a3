//! Source files: the bytes as they lie on disk, spans into them, and the way from a byte to a line and column.
//!
//! Comes in: text of rule files. Goes out: `Span`s and `Place`s that messages and reports can point with.
//! It opens no file; the command line does.

use std::ops::Range;

/// One rule file: the name it is told by, and its text after decoding.
#[derive(Debug)]
pub struct Source {
    /// The name printed in messages and in the `rule` column, relative to the rule folder, with `/`.
    pub name: String,
    /// The text. Spans are byte offsets into it.
    pub text: String,
    lines: Vec<usize>,
}

/// The index of a [`Source`] in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u16);

/// A stretch of bytes in one source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from the start of `self` to the end of `other`.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            end: other.end.max(self.end),
            ..self
        }
    }

    /// Whether the other stretch lies within this one.
    #[must_use]
    pub fn covers(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The byte range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// All files of one rule set, in the order in which they were read.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and returns its index.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        self.files.push(Source {
            name: name.into(),
            text,
            lines,
        });
        FileId(u16::try_from(self.files.len() - 1).unwrap_or(u16::MAX))
    }

    /// The files with their indexes.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, source)| (FileId(at as u16), source))
    }

    /// The file behind an index.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0 as usize)
    }

    /// The name of a file, empty if there is none.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", |source| &source.name)
    }

    /// The text under a span, empty where the span lies outside.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|source| source.text.get(span.range()))
            .unwrap_or("")
    }

    /// Line and column of the first byte of a span.
    #[must_use]
    pub fn line_column(&self, span: Span) -> LineColumn {
        self.get(span.file).map_or(LineColumn { line: 1, column: 1 }, |source| {
            source.line_column(span.start as usize)
        })
    }

    /// The whole line in which a span begins, without its line end.
    #[must_use]
    pub fn line_text(&self, span: Span) -> &str {
        self.get(span.file)
            .map_or("", |source| source.line_text(span.start as usize))
    }
}

impl Source {
    /// Line and column of a byte; a byte inside a character counts as that character.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines[line - 1];
        let column = self.text[start..]
            .char_indices()
            .take_while(|(at, _)| start + at < byte)
            .count()
            + 1;
        LineColumn {
            line: line as u32,
            column: column as u32,
        }
    }

    /// The whole line around a byte, without its line end.
    #[must_use]
    pub fn line_text(&self, byte: usize) -> &str {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let rest = &self.text[self.lines[line - 1]..];
        rest.split('\n').next().unwrap_or("").trim_end_matches('\r')
    }

    /// Where a line, counted from 1, begins and ends, without its line end; the end of the text beyond the last.
    #[must_use]
    pub fn line_bytes(&self, line: u32) -> (usize, usize) {
        let start = (line as usize)
            .checked_sub(1)
            .and_then(|at| self.lines.get(at).copied());
        let start = start.unwrap_or(self.text.len());
        (start, start + self.line_text(start).len())
    }

    /// The number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len() - usize::from(self.text.ends_with('\n') || self.text.is_empty())
    }
}
