//! The command line: one file a verb, and the only place that opens rule files.

mod decode;
mod load;
mod reach;
mod shipped;

pub use load::{LoadError, Loaded, load};
