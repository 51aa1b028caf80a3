//! Letters that look like Latin ones and are others: of full width, Cyrillic, Greek.

/// Cyrillic and Greek letters, and below each the Latin one that it looks like.
const ALIKE: [&str; 2] = [
    "АВЕКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXaeopcyxijsABEZHIKMNOPTYXo",
];

/// The ordinary letter or digit that one of full width, or of another alphabet, looks like; else the letter itself.
pub(crate) fn plain_letter(letter: char) -> char {
    match letter {
        _ if letter.is_ascii() => letter,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => {
            let mut pairs = ALIKE[0].chars().zip(ALIKE[1].chars());
            pairs
                .find_map(|(alike, latin)| (alike == letter).then_some(latin))
                .unwrap_or(letter)
        }
    }
}

/// A word of Latin letters with others among them that look like Latin ones, and how it was most likely meant.
pub(super) fn look_alikes(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let wide = |c: char| matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    let misleads = |c: char| wide(c) || (latin && ALIKE[0].contains(c));
    if !word.chars().any(misleads) {
        return None;
    }
    let meant = |c: char| {
        if wide(c) || ALIKE[0].contains(c) {
            plain_letter(c)
        } else {
            c
        }
    };
    Some(word.chars().map(meant).collect())
}
