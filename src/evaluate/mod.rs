//! (plan, facts, as-of) → verdicts. Pure: no clock, no zone of the machine, no file.

mod verdict;

pub use verdict::{Case, Duty, Entry, Extension, Held, Hit, Obligation, PauseSpan, Remark, State};
