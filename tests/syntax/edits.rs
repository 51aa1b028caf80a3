//! One wrong character, anywhere in a sound file, should give exactly one message, where it is.
//!
//! Tried over every rule file that ships, in both languages; `cargo test --test syntax edits -- --nocapture` prints the
//! figures, and `ONUS_EDITS=2000` before it tries more edits a file and shows what failed.

use super::edit::{Draw, Edited, Kind, edited};
use onus::source::Sources;
use onus::syntax::parse;

/// The byte offsets of characters outside strings and comments.
fn open_places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let (mut close, mut comment) = (None, false);
    for (at, c) in text.char_indices() {
        match (close, c) {
            (_, '\n') => (close, comment) = (None, false),
            (Some(quote), _) if c == quote => close = None,
            (Some(_), _) => continue,
            (None, '#') => comment = true,
            (None, '"') if !comment => close = Some('"'),
            (None, '“') if !comment => close = Some('”'),
            _ => {}
        }
        if !comment && close.is_none() {
            places.push(at);
        }
    }
    places
}

/// How many edits gave an error, exactly one, and one on the line or next to it.
fn tried(name: &str, text: &str, edits: usize, show: bool) -> [usize; 3] {
    let places = open_places(text);
    let mut draw = Draw::default();
    let mut counts = [0; 3];
    for _ in 0..edits {
        let (at, letter) = (places[draw.below(places.len())], draw.letter());
        let kind = Kind::ALL[draw.below(Kind::ALL.len())];
        let Edited {
            text: edited,
            line,
            what,
        } = edited(text, at, kind, letter);
        let mut sources = Sources::default();
        let file = sources.add(name, edited.as_str());
        let (_, told) = parse(file, &edited);
        if told.is_empty() {
            continue;
        }
        let near = |place: u32| (place as usize).abs_diff(line) <= 1;
        let close = told.iter().all(|message| near(sources.line_column(message.span).line));
        counts[0] += 1;
        counts[1] += usize::from(told.len() == 1);
        counts[2] += usize::from(told.len() == 1 && close);
        if show && !(told.len() == 1 && close) {
            println!("{name}:{line} {what}: {}", edited.lines().nth(line - 1).unwrap_or(""));
            for message in &told {
                let place = sources.line_column(message.span);
                println!(
                    "    {} {}:{} {}",
                    message.code, place.line, place.column, message.message.en
                );
            }
        }
    }
    counts
}

#[test]
fn one_wrong_character_gives_one_message() {
    let edits = std::env::var("ONUS_EDITS").ok().and_then(|number| number.parse().ok());
    let mut sums = [[0; 3]; 2];
    for (name, text) in super::valid::shipped() {
        let counts = tried(&name, &text, edits.unwrap_or(25), edits.is_some());
        let (tree, _) = parse(onus::source::FileId(0), &text);
        let chinese = tree.language == onus::diagnostic::Language::Chinese;
        println!(
            "{name}: {} edits in error, {} with one message, {} of them on the line",
            counts[0], counts[1], counts[2]
        );
        for (sum, count) in sums[usize::from(chinese)].iter_mut().zip(counts) {
            *sum += count;
        }
    }
    for (language, sum) in ["English", "Chinese"].into_iter().zip(sums) {
        let share = sum[2] as f64 * 100.0 / sum[0] as f64;
        println!(
            "{language}: {share:.1} % of {} edits in error give one message, where they are",
            sum[0]
        );
        assert!(sum[0] > 100, "too few edits matter: {sum:?}");
        assert!(sum[2] * 100 >= sum[0] * 95, "{language}: {sum:?}");
    }
}
