//! Parse arguments, call, return the status.

fn main() {}
