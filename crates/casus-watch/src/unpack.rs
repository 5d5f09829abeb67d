//! A page's body as it comes, unpacked on the way and weighed piece by piece: a few megabytes are held, however much
//! would come out.

use crate::connection::PassedLimit;
use crate::limits::{Limits, megabytes};
use brotli_decompressor::Decompressor;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Error, Read};
use std::rc::Rc;

/// What is read at once.
const PIECE: usize = 32 << 10;

/// The codings that we say we understand.
pub(crate) const UNDERSTOOD: &str = "gzip, deflate, br";

/// Reads a body to its end, undoing the coding that its head names.
///
/// # Errors
/// It breaks off, its coding is broken or unknown, or a limit is passed.
pub(crate) fn whole(body: impl Read, coding: &str, limits: &Limits) -> io::Result<Vec<u8>> {
    let packed = Rc::new(Cell::new(0));
    let body = BufReader::with_capacity(PIECE, Counted { body, packed: Rc::clone(&packed) });
    let mut unpacked = decoder(body, coding)?;
    let mut whole = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        let came = match unpacked.read(&mut piece) {
            Ok(0) => return Ok(whole),
            Ok(came) => came,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let all = whole.len() + came;
        if all > limits.unpacked {
            return Err(Error::other(PassedLimit(format!("longer than {}", megabytes(limits.unpacked as u64)))));
        }
        if all as u64 > limits.small && all as u64 / packed.get().max(1) >= limits.ratio {
            return Err(Error::other(PassedLimit(format!("it unpacks to more than {} times its size", limits.ratio))));
        }
        whole.extend_from_slice(piece.get(..came).unwrap_or_default());
    }
}

fn decoder<'b>(mut body: impl BufRead + 'b, coding: &str) -> io::Result<Box<dyn Read + 'b>> {
    let coding = coding.trim().to_ascii_lowercase();
    Ok(match coding.as_str() {
        "" | "identity" => Box::new(body),
        // Some servers name a coding and send the page as it is.
        "gzip" | "x-gzip" if body.fill_buf()?.starts_with(&[0x1F]) => Box::new(MultiGzDecoder::new(body)),
        "gzip" | "x-gzip" => Box::new(body),
        // "deflate" is zlib by the standard and bare deflate from some servers.
        "deflate" if body.fill_buf()?.first().is_some_and(|first| first & 0x0F == 8) => {
            Box::new(ZlibDecoder::new(body))
        }
        "deflate" => Box::new(DeflateDecoder::new(body)),
        "br" => Box::new(Decompressor::new(body, PIECE)),
        other => {
            let other: String = other.chars().take(40).collect();
            return Err(Error::new(
                io::ErrorKind::Unsupported,
                format!("packed as `{other}`, which was not asked for"),
            ));
        }
    })
}

/// Counts what goes into a decoder.
struct Counted<R> {
    body: R,
    packed: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let came = self.body.read(buffer)?;
        self.packed.set(self.packed.get() + came as u64);
        Ok(came)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    fn small() -> Limits {
        Limits { unpacked: 100_000, small: 10_000, ratio: 50, ..Limits::default() }
    }

    #[test]
    fn codings_are_undone() {
        let text = b"Envoys met in Vienna.".repeat(20);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&text).unwrap();
        zlib.write_all(&text).unwrap();
        bare.write_all(&text).unwrap();
        let gzip = gzip.finish().unwrap();
        let two = [gzip.clone(), gzip.clone()].concat();
        assert_eq!(whole(gzip.as_slice(), "GZIP", &small()).unwrap(), text);
        assert_eq!(whole(two.as_slice(), "gzip", &small()).unwrap(), text.repeat(2));
        assert_eq!(whole(zlib.finish().unwrap().as_slice(), "deflate", &small()).unwrap(), text);
        assert_eq!(whole(bare.finish().unwrap().as_slice(), "deflate", &small()).unwrap(), text);
        assert_eq!(whole(text.as_slice(), "gzip", &small()).unwrap(), text, "a coding named and not used");
        // "Envoys met." in brotli, uncompressed.
        let brotli = b"\x0b\x05\x80Envoys met.\x03";
        assert_eq!(whole(brotli.as_slice(), "br", &small()).unwrap(), b"Envoys met.");
    }

    #[test]
    fn what_is_too_long_too_dense_unknown_or_broken_is_left() {
        let said = |bytes: &[u8], coding: &str| whole(bytes, coding, &small()).unwrap_err().to_string();
        assert_eq!(said(&vec![b'a'; 100_001], ""), "longer than 100000 bytes");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&vec![b'a'; 90_000]).unwrap();
        let gzip = gzip.finish().unwrap();
        assert_eq!(said(&gzip, "gzip"), "it unpacks to more than 50 times its size");
        assert!(said(b"abc", "zstd").contains("not asked for"));
        assert!(said(b"abc", "gzip, gzip").contains("not asked for"));
        assert!(whole(&gzip[..20], "gzip", &small()).is_err(), "it breaks off");
        assert!(whole(b"\xff\xff\xff".as_slice(), "br", &small()).is_err());
    }
}
