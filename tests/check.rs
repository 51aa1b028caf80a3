//! Trees to rule sets, through the loader. A case is a rule file; its listing stands beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "check/certain.rs"]
mod certain;
#[path = "check/cases.rs"]
mod cases;
#[path = "check/listing.rs"]
mod listing;
#[path = "check/loading.rs"]
mod loading;
#[path = "check/pages.rs"]
mod pages;
#[path = "check/rules.rs"]
mod rules;
