//! The lines of a file of sentences, and the pieces of a sentence.

/// A line that is neither empty nor a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// The byte of the file at which it begins.
    pub at: usize,
    /// All of it, without its end.
    pub whole: &'t str,
    /// What stands before the first `=`; None where there is none.
    pub key: Option<&'t str>,
    /// What stands behind it. One blank behind the mark belongs to the mark, more begin the text.
    pub text: &'t str,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<T> {
    /// What is printed as it stands.
    Text(T),
    /// The value of that name.
    Value(T),
    /// A value, what is printed where it is 1, what is printed where it is not.
    Plural(T, T, T),
}

impl Piece<&str> {
    /// The piece for itself.
    #[must_use]
    pub fn owned(self) -> Piece<String> {
        match self {
            Piece::Text(text) => Piece::Text(text.to_owned()),
            Piece::Value(name) => Piece::Value(name.to_owned()),
            Piece::Plural(name, one, many) => Piece::Plural(name.to_owned(), one.to_owned(), many.to_owned()),
        }
    }
}

/// The lines of a file. Those that are empty or begin with `#` say nothing.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = next;
        next += line.len();
        let whole = line.trim_end();
        if whole.is_empty() || whole.starts_with('#') {
            return None;
        }
        let (key, text) = match whole.split_once('=') {
            Some((key, text)) => (Some(key.trim()), text.strip_prefix(' ').unwrap_or(text)),
            None => (None, ""),
        };
        Some(Line { at, whole, key, text })
    })
}

impl Line<'_> {
    /// The bytes of the file that a part of this line takes.
    #[must_use]
    pub fn bytes(&self, part: &str) -> std::ops::Range<usize> {
        let into = (part.as_ptr() as usize).saturating_sub(self.whole.as_ptr() as usize);
        let start = self.at + into.min(self.whole.len());
        start..start + part.len()
    }
}

/// The pieces of a sentence.
///
/// # Errors
/// The rest of the text from a brace that is not closed.
pub fn pieces(text: &str) -> Result<Vec<Piece<&str>>, &str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        let Some((inside, after)) = from[1..].split_once('}') else {
            return Err(from);
        };
        if !before.is_empty() {
            out.push(Piece::Text(before));
        }
        let mut parts = inside.splitn(3, '|');
        let name = parts.next().unwrap_or("");
        out.push(match (parts.next(), parts.next()) {
            (Some(one), Some(many)) => Piece::Plural(name, one, many),
            _ => Piece::Value(inside),
        });
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    Ok(out)
}
