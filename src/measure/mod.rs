//! Figures that are counted, not judged: exact shares and scores. Nothing here rounds but where print is asked for.

mod ratio;
mod survey;

pub use ratio::Ratio;
pub use survey::{Survey, overall};
