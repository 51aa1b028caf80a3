//! Progress on long work: on standard error, and only where a person looks at it.

use super::Screen;
use crate::diagnostic::Language;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Bytes read.
pub fn bytes(screen: &Screen) -> ProgressBar {
    bar(
        None,
        match screen.language {
            Language::English => "reading {bytes} {bytes_per_sec}",
            Language::Chinese => "读入 {bytes} {bytes_per_sec}",
        },
    )
}

/// Tickets judged.
pub fn tickets(screen: &Screen, count: u64) -> ProgressBar {
    bar(
        Some(count),
        match screen.language {
            Language::English => "judging {human_pos} of {human_len}",
            Language::Chinese => "判定 {human_pos} / {human_len}",
        },
    )
}

fn bar(length: Option<u64>, template: &str) -> ProgressBar {
    // Ten times a second at most, and nothing at all unless standard error is a terminal.
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(10));
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
