//! What a change of the rules does, for the one who signs it: on a screen, as Markdown, as JSON.
//!
//! Comes in: what changes in the meaning, counted effects, both notices of a month. Goes out: text. `value` is what is told, `told` and `replayed`
//! make it, `report` puts it into words, `human` and `markdown` lay those out.

mod conditions;
mod effect_words;
mod human;
mod markdown;
mod meaning;
mod named;
mod people;
mod replayed;
mod report;
mod said;
mod stated;
mod told;
mod value;

pub use named::NoticePair;
pub use replayed::{Beside, replayed};
pub use told::told;
pub use value::{
    CalendarDays, DayTold, Document, EffectCount, EffectTold, Figures, Granting, Line, Move, NamedChange, NoticeChange,
    Overtaking, PartyLine, Regrouping, Renaming, Replayed, Rules, Said, Shifting, StatedTold, TestChange, Told,
    UnstatedTold,
};
