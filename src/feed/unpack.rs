//! Unpacks gzip and Zstandard while reading, and stops at what unpacks to absurd size.

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The file unpacks to more than 200 times its size (looked at beyond 64 MB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file unpacks to more than 200 times its size")]
pub struct TooDense;

const RATIO: u64 = 200;
const FREE: u64 = 64 << 20;

/// Whether so many bytes may come of so many packed ones.
pub(super) fn is_too_dense(unpacked: u64, packed: u64) -> bool {
    unpacked > FREE && unpacked / RATIO > packed
}

/// The bytes as they are, or unpacked where they begin like gzip or Zstandard.
///
/// # Errors
/// Where the first bytes cannot be read. What is too dense fails later, with [`TooDense`] inside the [`io::Error`].
pub fn unpacked(mut bytes: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut head = Vec::with_capacity(4);
    bytes.by_ref().take(4).read_to_end(&mut head)?;
    let packed = Arc::new(AtomicU64::new(0));
    let whole = BufReader::new(Counted {
        inner: io::Cursor::new(head.clone()).chain(bytes),
        count: Arc::clone(&packed),
    });
    Ok(if head.starts_with(&[0x1f, 0x8b]) {
        Box::new(Guarded::new(MultiGzDecoder::new(whole), packed))
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Box::new(Guarded::new(Zstandard::new(whole), packed))
    } else {
        Box::new(whole.into_inner().inner)
    })
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

/// Holds what comes out against what went in.
struct Guarded<R> {
    unpacked: R,
    packed: Arc<AtomicU64>,
    told: u64,
}

impl<R> Guarded<R> {
    fn new(unpacked: R, packed: Arc<AtomicU64>) -> Guarded<R> {
        Guarded {
            unpacked,
            packed,
            told: 0,
        }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpacked.read(buffer)?;
        self.told += count as u64;
        if is_too_dense(self.told, self.packed.load(Ordering::Relaxed)) {
            return Err(io::Error::other(TooDense));
        }
        Ok(count)
    }
}

/// The frames of a Zstandard stream, one behind the other.
struct Zstandard<R> {
    packed: R,
    frame: FrameDecoder,
    open: bool,
}

impl<R: BufRead> Zstandard<R> {
    fn new(packed: R) -> Zstandard<R> {
        Zstandard {
            packed,
            frame: FrameDecoder::new(),
            open: false,
        }
    }

    /// Goes to the next frame; false: there is none.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.frame.init(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.packed.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    fn end_frame(&mut self) -> io::Result<()> {
        self.open = false;
        let (told, found) = (
            self.frame.get_checksum_from_data(),
            self.frame.get_calculated_checksum(),
        );
        if told.is_some() && told != found {
            return Err(io::Error::other("the checksum of a Zstandard frame does not agree"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Zstandard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open && !self.next_frame()? {
                return Ok(0);
            }
            self.open = true;
            while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                let more = self
                    .frame
                    .decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1));
                more.map_err(io::Error::other)?;
            }
            if self.frame.can_collect() > 0 {
                return self.frame.read(buffer);
            }
            self.end_frame()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn text(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        unpacked(io::Cursor::new(bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn unpacks_several_members_and_leaves_the_rest_as_it_is() {
        for pack in [gzip, zstandard] {
            assert_eq!(
                text([pack(b"one,"), pack(b""), pack(b"two")].concat()).unwrap(),
                "one,two"
            );
            let cut = pack("a long text that is not constant: 0123456789".as_bytes());
            assert!(text(cut[..cut.len() - 5].to_vec()).is_err());
        }
        let skipped = [
            &zstandard(b"one,")[..],
            b"\x50\x2a\x4d\x18\x03\0\0\0abc",
            &zstandard(b"two"),
        ]
        .concat();
        assert_eq!(text(skipped).unwrap(), "one,two");
        for plain in ["", "1", "a,b\n1,2\n"] {
            assert_eq!(text(plain.into()).unwrap(), plain);
        }
    }

    #[test]
    fn refuses_bombs() {
        // A frame of blocks that each say: 128 KB of the same byte.
        let block = |last: u32| [&(last | 1 << 1 | 131_072 << 3).to_le_bytes()[..3], b"0"].concat();
        let blocks = [block(0).repeat(70 * 8), block(1)].concat();
        let frame = [b"\x28\xb5\x2f\xfd\x00\x38", blocks.as_slice()].concat();
        for bomb in [gzip(&[b'0'; 1 << 20]).repeat(70), frame] {
            let mut bytes = unpacked(io::Cursor::new(bomb)).unwrap();
            let error = io::copy(&mut bytes, &mut io::sink()).unwrap_err();
            assert!(error.get_ref().is_some_and(|inner| inner.is::<TooDense>()));
        }
    }
}
