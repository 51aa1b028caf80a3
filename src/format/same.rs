//! Whether two files say the same: statement by statement, token by token, comment by comment.

use crate::syntax::lossless::{Kind, Piece};
use crate::syntax::token::Token;

/// The first byte of the one at which the other says something else; None where they say the same. A comment between a
/// head and its brace may have moved behind the brace.
pub(super) fn first_difference(one: &[Piece<'_>], other: &[Piece<'_>]) -> Option<usize> {
    let is_comment = |piece: &Piece<'_>| piece.kind == Kind::Comment;
    let of = |pieces, comments| said(pieces).filter(move |(_, piece)| is_comment(piece) == comments);
    differ(of(one, false), of(other, false)).or_else(|| differ(of(one, true), of(other, true)))
}

/// Where two sequences of pieces part.
fn differ<'p, 't: 'p>(
    one: impl Iterator<Item = (usize, &'p Piece<'t>)>,
    mut other: impl Iterator<Item = (usize, &'p Piece<'t>)>,
) -> Option<usize> {
    for (at, piece) in one {
        if other.next().is_none_or(|(_, other)| !alike(piece, other)) {
            return Some(at);
        }
    }
    // What is too much in the other stands at the end of the one.
    other.next().map(|_| usize::MAX)
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
        (Kind::Comment, Kind::Comment) => said_by(one) == said_by(other),
        // A keyword by its id: another language has other words, and a comma of a list other marks.
        (Kind::Token(Token::Keyword(one, number)), Kind::Token(Token::Keyword(other, same))) => {
            one.id == other.id && number == same
        }
        (one, other) => one == other,
    }
}

fn said_by<'t>(comment: &Piece<'t>) -> &'t str {
    super::print::said(comment.text).trim_start()
}
