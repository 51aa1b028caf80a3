//! The blocks of a feed on all threads.
//!
//! A thread takes the next block from the stream and reads it while its bytes are still near. What the blocks told is
//! taken over in their order by whichever thread is there; blocks that are ready too early wait.

use super::block::Block;
use super::blocks::Blocks;
use super::hash::Hash;
use super::input::Options;
use super::packed::Packed;
use super::plan::Plan;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// Why reading ended before the end.
pub(super) enum Stop {
    /// The stream failed.
    Io(io::Error),
    /// A line, from 0 within its block, is no UTF-8.
    NotUtf8(u32),
    /// There are more rows than can be numbered.
    TooMany,
}

/// A block, and whether it could be read.
type Done = (Block, Result<(), Stop>);

/// How blocks are read.
pub(super) struct How<'a> {
    /// The plan of the feed.
    pub(super) plan: &'a Plan,
    /// How narrow the values of each slot are.
    pub(super) columns: &'a [Packed],
    /// The key of hashes.
    pub(super) keys: Hash,
    /// Options.
    pub(super) options: &'a Options,
}

/// The stream, and the place of its next block.
struct Source<'s, R> {
    blocks: &'s mut Blocks<R>,
    first: Option<Block>,
    next: usize,
    ended: bool,
}

/// Where blocks are taken over, and the place of the one whose turn it is.
struct Sink<T> {
    take: T,
    next: usize,
    stop: Option<Stop>,
}

/// Reads `first` and all blocks that follow it, and hands each to `take`, in order.
///
/// # Errors
/// The first thing that went wrong, in the order of the stream.
pub(super) fn run<R: Read + Send, T: FnMut(&mut Block) -> Result<(), Stop> + Send>(
    blocks: &mut Blocks<R>,
    first: Block,
    how: &How<'_>,
    take: T,
) -> Result<(), Stop> {
    let source = Mutex::new(Source {
        blocks,
        first: Some(first),
        next: 0,
        ended: false,
    });
    let sink = Mutex::new(Sink {
        take,
        next: 0,
        stop: None,
    });
    let ready: Mutex<BTreeMap<usize, Done>> = Mutex::default();
    let spare: Mutex<Vec<Block>> = Mutex::default();
    let stopped = AtomicBool::new(false);
    let most = rayon::current_num_threads() * 4;
    let drain = |sink: &mut Sink<T>| {
        while let Some((mut block, told)) = own(&ready).remove(&sink.next) {
            sink.next += 1;
            if sink.stop.is_none() {
                sink.stop = told.and_then(|()| (sink.take)(&mut block)).err();
                stopped.fetch_or(sink.stop.is_some(), Ordering::Relaxed);
            }
            own(&spare).push(block);
        }
    };
    rayon::broadcast(|_| {
        while !stopped.load(Ordering::Relaxed) {
            let block = own(&spare).pop().unwrap_or_default();
            let Some((at, mut block, told)) = own(&source).next(block, how.options) else {
                break;
            };
            let told = told.and_then(|()| block.read(how.plan, how.columns, how.keys).map_err(Stop::NotUtf8));
            let waiting = {
                let mut ready = own(&ready);
                ready.insert(at, (block, told));
                ready.len()
            };
            // Whoever takes over takes all that is ready; the others go on reading, unless too much is waiting.
            match sink.try_lock() {
                Ok(mut sink) => drain(&mut sink),
                Err(TryLockError::Poisoned(sink)) => drain(&mut sink.into_inner()),
                Err(TryLockError::WouldBlock) if waiting > most => drain(&mut own(&sink)),
                Err(TryLockError::WouldBlock) => {}
            }
        }
    });
    let mut sink = sink.into_inner().unwrap_or_else(PoisonError::into_inner);
    drain(&mut sink);
    sink.stop.map_or(Ok(()), Err)
}

fn own<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<R: Read> Source<'_, R> {
    /// The next block and its place, or why there is none; None at the end.
    fn next(&mut self, mut block: Block, options: &Options) -> Option<(usize, Block, Result<(), Stop>)> {
        if self.ended {
            return None;
        }
        let at = self.next;
        self.next += 1;
        if let Some(first) = self.first.take() {
            return Some((at, first, Ok(())));
        }
        match self.blocks.next(&mut block.buffer) {
            Ok(0) => {
                self.ended = true;
                return None;
            }
            Ok(length) => block.length = length,
            Err(error) => {
                self.ended = true;
                return Some((at, block, Err(Stop::Io(error))));
            }
        }
        if let Some(progress) = &options.progress {
            progress(block.length as u64);
        }
        Some((at, block, Ok(())))
    }
}
