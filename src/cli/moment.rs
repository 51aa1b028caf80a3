//! Moments typed on the command line: `2026-03-10 09:00`, `2026-03-10`, RFC 3339, or `now`.

use super::Screen;
use super::messages::Trouble;
use crate::calendar::{Moment, Zone, parse_rfc3339};

/// Reads a moment in a zone; complains where it is none.
pub fn moment_of(text: &str, zone: &Zone, screen: &Screen) -> Option<Moment> {
    let text = text.trim();
    if text == "now" {
        // The one place in the program that asks for the time.
        return Some(Moment(chrono::Utc::now().timestamp()));
    }
    let wall = crate::syntax::moment(text).or_else(|| crate::syntax::moment(&format!("{text} 00:00")));
    let read = wall.map(|wall| zone.moment(wall)).or_else(|| parse_rfc3339(text).ok());
    if read.is_none() {
        screen.complain(
            &Trouble::new(format!("\"{text}\" is not a moment"), format!("“{text}”不是时刻")).mend(
                "write it as \"2026-03-10 09:00\", 2026-03-10, 2026-03-10T09:00:00+08:00 or now",
                "请写成 \"2026-03-10 09:00\"、2026-03-10、2026-03-10T09:00:00+08:00 或 now",
            ),
        );
    }
    read
}
