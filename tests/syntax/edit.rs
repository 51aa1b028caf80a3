//! One wrong character: what a slip of the finger makes of a text. Drawn, the same every time.

/// A small generator of the same numbers every time.
pub struct Draw(u64);

impl Default for Draw {
    fn default() -> Draw {
        Draw(0x9E37_79B9_7F4A_7C15)
    }
}

impl Draw {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// A character that is typed by mistake.
    pub fn letter(&mut self) -> char {
        let letters: Vec<char> = "abexyz09 :;,{}\"“”、：（工日从至当一个".chars().collect();
        letters[self.below(letters.len())]
    }
}

/// What is done to one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Delete,
    Insert,
    Replace,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Delete, Kind::Insert, Kind::Replace];
}

/// A text with one character changed.
pub struct Edited {
    pub text: String,
    /// The line of the change, from 1.
    pub line: usize,
    /// What was done, for people.
    pub what: String,
}

/// Does it to the character at a byte of a text, with a letter that may come in its place.
pub fn edited(text: &str, at: usize, kind: Kind, letter: char) -> Edited {
    let old = text[at..].chars().next().unwrap();
    let (middle, end) = match kind {
        Kind::Delete => (String::new(), at + old.len_utf8()),
        Kind::Insert => (letter.to_string(), at),
        Kind::Replace => (letter.to_string(), at + old.len_utf8()),
    };
    Edited {
        text: format!("{}{middle}{}", &text[..at], &text[end..]),
        line: text[..at].matches('\n').count() + 1,
        what: format!("{kind:?} {old:?} {middle:?}"),
    }
}
