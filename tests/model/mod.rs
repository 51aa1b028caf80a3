//! The slow model: what the rules' words mean, written a second time, as plainly as it can be said.
//! In: a small rule set and tickets with events (`world`), a moment. Out: the obligations of each ticket (`run`).
//! It shares no code with the program; `text` writes the same world as a rule file and feeds for the program to read.
//! It is the referee, so clarity beats speed: everything is computed again from scratch wherever it is asked for.

#![allow(dead_code)]

pub mod bureau;
pub mod climb;
pub mod clock;
pub mod cond;
pub mod dice;
pub mod draw;
pub mod events;
pub mod left_over;
pub mod pauses;
pub mod reach_back;
pub mod rows;
pub mod rulings;
pub mod run;
pub mod text;
pub mod time;
pub mod track;
pub mod turns;
pub mod world;
