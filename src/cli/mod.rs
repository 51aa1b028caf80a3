//! The command line: one file a verb; the only place that knows clap, miette and "today".

pub mod messages;
