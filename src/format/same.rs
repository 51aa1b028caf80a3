//! Whether two files say the same: statement by statement, token by token, comment by comment.

use crate::syntax::lossless::{Kind, Piece};
use crate::syntax::token::Token;

/// The first byte of the one at which the other says something else; None where they say the same.
pub(super) fn first_difference(one: &[Piece<'_>], other: &[Piece<'_>]) -> Option<usize> {
    let mut others = said(other).map(|(_, piece)| piece);
    for (at, piece) in said(one) {
        if others.next().is_none_or(|other| !alike(piece, other)) {
            return Some(at);
        }
    }
    others.next().map(|_| one.iter().map(|piece| piece.text.len()).sum())
}

/// The pieces that say something, each with the byte at which it begins.
fn said<'p, 't>(pieces: &'p [Piece<'t>]) -> impl Iterator<Item = (usize, &'p Piece<'t>)> {
    pieces
        .iter()
        .scan(0, |at, piece| {
            let start = *at;
            *at += piece.text.len();
            Some((start, piece))
        })
        .filter(|(_, piece)| !matches!(piece.kind, Kind::Blank | Kind::Newline | Kind::End))
}

fn alike(one: &Piece<'_>, other: &Piece<'_>) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Comment, Kind::Comment) => words(one) == words(other),
        // A keyword by its id: another language has other words, and a comma of a list other marks.
        (Kind::Token(Token::Keyword(one, number)), Kind::Token(Token::Keyword(other, same))) => {
            one.id == other.id && number == same
        }
        (one, other) => one == other,
    }
}

/// What a comment says.
fn words<'t>(comment: &Piece<'t>) -> &'t str {
    comment.text.trim_start_matches(['#', '＃']).trim_end()
}
