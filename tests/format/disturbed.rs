//! Files as other hands leave them: other blanks, marks, line ends, blank lines, comments wherever one may stand. All of
//! it comes out as the same bytes, and every comment with it.

use super::program::Seeded;
use super::{formatted, shipped};
use onus::format::Layout;
use onus::source::FileId;
use onus::syntax::lossless::{Kind, Piece, pieces};
use onus::syntax::token::Token;

/// How the comments begin that are put in, so that they can be taken out again.
const NOTE: &str = "#~";

/// The text with its blanks, marks and line ends drawn anew, and comments put in; the number of them.
fn disturbed(text: &str, seed: &mut Seeded) -> (String, usize) {
    let cut = pieces(FileId::default(), text).unwrap();
    let (mut out, mut notes) = (String::new(), 0);
    if seed.below(4) == 0 {
        out.push('\u{FEFF}');
    }
    let crlf = seed.below(4) == 0;
    for (at, piece) in cut.all.iter().enumerate() {
        match &piece.kind {
            Kind::Newline => line_end(&mut out, &cut.all, at, crlf, seed, &mut notes),
            Kind::Blank => blanks(&mut out, 1, seed),
            Kind::Token(Token::ListComma | Token::ClauseComma) => {
                blanks(&mut out, 0, seed);
                out.push_str([",", "，", "、"][seed.below(3)]);
            }
            Kind::Token(Token::Colon) => out.push_str([":", "："][seed.below(2)]),
            Kind::Token(Token::OpenBracket) => out.push_str(["(", "（"][seed.below(2)]),
            Kind::Token(Token::CloseBracket) => out.push_str([")", "）"][seed.below(2)]),
            Kind::Token(Token::Number(_)) => out.extend(piece.text.chars().map(|c| wide(c, seed))),
            Kind::Token(Token::Text(inside)) if seed.below(3) == 0 && !inside.contains(['「', '」']) => {
                out.push_str(&format!("「{inside}」"));
            }
            Kind::Token(Token::Keyword(..)) if seed.below(4) == 0 => out.push_str(&piece.text.to_uppercase()),
            Kind::End => out.push_str([";", "；", "。"][seed.below(3)]),
            Kind::OpenBrace => {
                let next = cut.all[at + 1..].iter().find(|piece| piece.kind != Kind::Blank);
                // A comment behind the brace would make room for one before it.
                let several_lines = next.is_none_or(|next| matches!(next.kind, Kind::Newline));
                if several_lines && seed.below(6) == 0 {
                    line_end(&mut out, &cut.all, at, crlf, seed, &mut notes);
                }
                out.push_str(["{", "｛"][seed.below(2)]);
            }
            Kind::CloseBrace => out.push_str(["}", "｝"][seed.below(2)]),
            _ => out.push_str(piece.text),
        }
    }
    (out, notes)
}

fn wide(c: char, seed: &mut Seeded) -> char {
    match c {
        '0'..='9' if seed.below(4) == 0 => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap(),
        _ => c,
    }
}

/// Blanks of any kind, at least so many.
fn blanks(out: &mut String, least: usize, seed: &mut Seeded) {
    for _ in 0..least + seed.below(3) {
        out.push([' ', ' ', '\t', '\u{A0}', '\u{3000}', '\u{2003}'][seed.below(6)]);
    }
}

/// A line end, perhaps behind a `;` or a comment, perhaps with a comment on a line of its own below, or more blank lines
/// where one is.
fn line_end(out: &mut String, all: &[Piece<'_>], at: usize, crlf: bool, seed: &mut Seeded, notes: &mut usize) {
    let end = if crlf { "\r\n" } else { "\n" };
    let mut note = |out: &mut String, seed: &mut Seeded| {
        *notes += 1;
        let hash = ["#", "＃"][seed.below(2)];
        out.push_str(&format!("{hash}{} note {notes}", &NOTE[1..]));
        blanks(out, 0, seed);
    };
    let last = all[..at]
        .iter()
        .rev()
        .find(|piece| piece.kind != Kind::Blank)
        .map(|piece| &piece.kind);
    let ended = matches!(last, Some(Kind::Finish));
    let statement_ended = ended || matches!(last, Some(Kind::End));
    if ended && seed.below(8) == 0 {
        out.push_str([";", "；", "。"][seed.below(3)]);
    }
    if last.is_some_and(|kind| *kind != Kind::Newline && *kind != Kind::Comment) && seed.below(8) == 0 {
        blanks(out, 0, seed);
        note(out, seed);
    }
    blanks(out, 0, seed);
    out.push_str(end);
    if seed.below(8) == 0 {
        blanks(out, 0, seed);
        note(out, seed);
        out.push_str(end);
    }
    let blank_line = matches!(last, None | Some(Kind::Newline | Kind::OpenBrace));
    let goes_on = matches!(last, Some(Kind::Token(Token::ListComma | Token::ClauseComma)));
    if (blank_line || goes_on) && !statement_ended {
        for _ in 0..seed.below(3) {
            blanks(out, 0, seed);
            out.push_str(end);
        }
    }
}

/// A text without the comments that were put in.
fn without_notes(text: &str) -> (String, usize) {
    let mut found = 0;
    let mut out = String::new();
    for line in text.lines() {
        match line.split_once(NOTE) {
            None => out.push_str(&format!("{line}\n")),
            Some((before, _)) => {
                found += 1;
                if !before.trim().is_empty() {
                    out.push_str(&format!("{}\n", before.trim_end()));
                }
            }
        }
    }
    (out, found)
}

#[test]
fn whatever_hands_it_went_through_a_file_comes_out_the_same() {
    let seed: u64 = std::env::var("ONUS_SEED").map_or(20_261_122, |seed| seed.parse().unwrap());
    let turns: usize = std::env::var("ONUS_CASES").map_or(1, |turns| turns.parse().unwrap());
    let mut seed = Seeded(seed);
    for (path, text) in shipped() {
        let text = formatted(&text, Layout::default());
        for _ in 0..turns {
            let (disturbed, put_in) = disturbed(&text, &mut seed);
            let settled = formatted(&disturbed, Layout::default());
            assert_eq!(formatted(&settled, Layout::default()), settled);
            let (plain, found) = without_notes(&settled);
            assert_eq!(found, put_in, "{}:\n{disturbed}\n---\n{settled}", path.display());
            let again = formatted(&plain, Layout::default());
            assert!(
                again == text,
                "{}:\n{disturbed}\n---\n{settled}\n---\n{again}",
                path.display()
            );
        }
    }
}
