//! All tickets chunk by chunk on all cores, taken up in their order.
//!
//! A few chunks are in hand at a time, so that ten million tickets need no more memory than their columns.

use rayon::prelude::*;
use std::ops::Range;

/// Tickets judged at a time by one thread, where nothing speaks for another number.
pub const CHUNK: usize = 8192;

/// Makes a part of every chunk of at most `size` tickets, and hands the parts to `take` in the order of the tickets;
/// `progress` is called with the number of tickets done so far.
///
/// # Errors
/// What `take` says; then nothing further is made.
pub fn in_chunks<P: Send, E>(
    tickets: usize,
    size: usize,
    part: impl Fn(Range<usize>) -> P + Sync,
    mut take: impl FnMut(P) -> Result<(), E>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), E> {
    let chunks = tickets.div_ceil(size);
    let wave = rayon::current_num_threads() * 4;
    for first in (0..chunks).step_by(wave) {
        let last = chunks.min(first + wave);
        let of = |chunk: usize| part(chunk * size..tickets.min((chunk + 1) * size));
        let parts: Vec<P> = (first..last).into_par_iter().map(of).collect();
        parts.into_iter().try_for_each(&mut take)?;
        progress((last * size) as u64);
    }
    Ok(())
}
