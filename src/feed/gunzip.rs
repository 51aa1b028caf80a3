//! Unpacks gzip while reading, and stops at what unpacks to absurd size.

use flate2::read::MultiGzDecoder;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The file unpacks to more than 200 times its size (looked at beyond 64 MB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file unpacks to more than 200 times its size")]
pub struct TooDense;

const RATIO: u64 = 200;
const FREE: u64 = 64 << 20;

/// A reader of gzip bytes; fails with [`TooDense`] inside the [`io::Error`].
pub struct Gunzip<R: Read> {
    unpacked: MultiGzDecoder<Counted<R>>,
    packed: Arc<AtomicU64>,
    told: u64,
}

struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Read> Gunzip<R> {
    /// Unpacks what `inner` gives.
    pub fn new(inner: R) -> Gunzip<R> {
        let packed = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            inner,
            count: Arc::clone(&packed),
        };
        Gunzip {
            unpacked: MultiGzDecoder::new(counted),
            packed,
            told: 0,
        }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(buffer)?;
        self.told += count as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.told > FREE && self.told / RATIO > packed {
            return Err(io::Error::other(TooDense));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_several_members_and_refuses_bombs() {
        let two = [pack(b"one,"), pack(b"two")].concat();
        let mut text = String::new();
        Gunzip::new(two.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "one,two");
        let bomb = pack(&vec![b'0'; 70 << 20]);
        let error = io::copy(&mut Gunzip::new(bomb.as_slice()), &mut io::sink()).unwrap_err();
        assert!(error.get_ref().is_some_and(|inner| inner.is::<TooDense>()));
    }
}
