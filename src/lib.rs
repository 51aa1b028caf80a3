//! Onus says who answers for a complaint, by when, and to whom it goes when they don't.
//!
//! ```text
//! rule text ─ syntax ─▶ tree ─ check ─▶ rule set ─ plan ─▶ plan ┐
//!                                                                ├─ evaluate ─▶ cases ─ report ─▶ values ─ render ─▶ text, csv
//! feed (csv) ─ feed ─▶ facts ────────────────────────────────────┘
//! ```
//!
//! Imports go down the list of modules below only. Invariants: parsing never fails; the tree holds no
//! meaning; a rule set is always valid; planning cannot fail; evaluation is a pure function of its arguments;
//! every verdict names the rule line and the moments that made it; the order of output is fixed.

pub mod source;
pub mod diagnostic;
pub mod terms;
pub mod calendar;
pub mod syntax;
pub mod model;
pub mod check;
pub mod plan;
pub mod feed;
pub mod evaluate;
pub mod report;
pub mod render;
pub mod cli;
