//! What a change of the rules does, for the one who signs it: on a screen, as Markdown, as JSON.
//!
//! Comes in: counted effects, both rule sets, both notices of a month. Goes out: text. `value` is what is told, `replayed`
//! makes it, `report` puts it into words, `human` and `markdown` lay those out.

mod effect_words;
mod human;
mod markdown;
mod named;
mod replayed;
mod report;
mod value;

pub use named::NoticePair;
pub use replayed::{Beside, replayed};
pub use value::{
    Document, EffectCount, Figures, Line, Move, NamedChange, NoticeChange, PartyLine, Replayed, Rules, TestChange,
};
