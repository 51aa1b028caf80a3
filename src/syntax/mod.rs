//! Text to tree. Never fails: what cannot be read is told and left out.

pub mod tree;
