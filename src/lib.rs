//! Onus says who answers for a complaint, by when, and to whom it goes when they don't.
//!
//! ```text
//! rule text ─ syntax ─▶ tree ─ check ─▶ rule set ─ plan ─▶ plan ┐
//!                                                                ├─ evaluate ─▶ cases ─ report ─▶ values ─ render ─▶ text, csv
//! feeds ────── feed ─▶ facts ────────────────────────────────────┘
//! ```
//!
//! | module | comes in | goes out |
//! |---|---|---|
//! | [`source`] | bytes of rule files | texts, spans, lines and columns in characters |
//! | [`diagnostic`] | – | messages as data; the page of every code |
//! | [`terms`] | – | closed words of the language that pass through all stages |
//! | [`calendar`] | days and hours as written | working time: adding, measuring, the days counted |
//! | [`syntax`] | text | the tree and what is wrong with its form; the only place that knows the grammar |
//! | [`sentences`] | – | the sentences of a notice that ship; the form of a file of them |
//! | [`shipped`] | – | the rule files inside the program |
//! | [`mod@format`] | the text of a rule file | the same rules in the one layout, in either language |
//! | [`model`] | – | the rule set: resolved, typed |
//! | [`dump`] | the rule set | RON and back; the digest of what it means |
//! | [`region`] | conditions | all the tickets there could be, as regions: what holds where; rows never reached, lines that add nothing |
//! | [`measure`] | counts | exact scores and shares; what is missing to a target |
//! | [`check`] | the tree | the rule set, or all that is wrong with its meaning |
//! | [`plan`] | the rule set | tables that answer fast |
//! | [`feed`] | exports: text tables, JSON, workbooks, packed too | facts in columns, rows set aside, each with its cure |
//! | [`evaluate`] | plan, facts, a moment | cases: obligations, rungs entered, reminders, leftovers, findings; plain tickets by a short way |
//! | [`report`] | cases | rows, totals, the trace of one ticket; no layout |
//! | [`notice`] | cases of a month, its notice block | figures that open lists; no layout |
//! | [`coverage`] | plan, what its examples come to | which lines the examples guard |
//! | [`diff`] | two rule sets, the cases of the same tickets under both | what became different, counted; no layout |
//! | [`render`] | values of `report`, messages | text for terminals, csv, json |
//! | [`init`] | answers of eight questions, an export | the texts of a first set of rule files |
//! | [`cli`] | arguments, files, the terminal | a status; the only place that knows "now" |
//!
//! A module uses only those above it in this table. Invariants: parsing never fails; the tree holds no meaning; a rule
//! set is always valid; planning cannot fail; evaluation is a pure function of its arguments; every verdict names the
//! rule line and the moments that made it; the order of output is fixed.

pub mod source;
pub mod diagnostic;
pub mod terms;
pub mod calendar;
pub mod syntax;
pub mod sentences;
pub mod shipped;
pub mod format;
pub mod model;
pub mod dump;
pub mod region;
pub mod measure;
pub mod check;
pub mod plan;
pub mod feed;
pub mod evaluate;
pub mod report;
pub mod notice;
pub mod coverage;
pub mod diff;
pub mod render;
pub mod init;
pub mod cli;
