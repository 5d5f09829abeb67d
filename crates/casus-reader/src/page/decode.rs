//! From bytes to text: which encoding a page is written in, and what that encoding makes of its bytes. What the bytes
//! themselves say (a byte order mark) goes before what the server says, that before what the page says of itself, and
//! only then is the encoding guessed. Pages that call themselves Latin-1 or ASCII are read as Windows-1252, as browsers
//! do. Bytes that fit no encoding become U+FFFD and a note, never an error.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The WHATWG name of the encoding that was used: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// What could not be decoded, and where the encoding's name proved wrong.
    pub notes: Vec<String>,
}

/// How far into a page its own statement of the encoding is looked for, in bytes.
const META_WITHIN: usize = 4096;

/// Decodes a page or a text file. `http_charset` is the `charset` that came with it, if any did.
pub fn decode(bytes: &[u8], http_charset: Option<&str>) -> Decoded {
    let mut notes = Vec::new();
    let encoding = choose(bytes, http_charset, &mut notes);
    let (text, encoding, broken) = encoding.decode(bytes);
    if broken {
        let lost = text.matches('\u{FFFD}').count();
        notes.push(format!("{lost} pieces of the input are not valid {}; each stands as U+FFFD", encoding.name()));
    }
    Decoded { text: text.into_owned(), encoding: encoding.name(), notes }
}

fn choose(bytes: &[u8], http_charset: Option<&str>, notes: &mut Vec<String>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        notes.push(format!("read as {} by its zero bytes; it has no byte order mark", encoding.name()));
        return encoding;
    }
    let valid_utf8 = std::str::from_utf8(bytes).is_ok();
    let declared = http_charset.and_then(named).or_else(|| declared_in_page(bytes));
    match declared {
        // A page that is valid UTF-8 beyond ASCII is UTF-8 whatever it calls itself: other encodings do not look like
        // it by accident.
        Some(encoding) if encoding == WINDOWS_1252 && valid_utf8 && !bytes.is_ascii() => {
            notes.push(format!("calls itself {} and is valid UTF-8; read as UTF-8", encoding.name()));
            UTF_8
        }
        Some(encoding) if encoding == UTF_8 && !valid_utf8 => not_quite_utf8(bytes, notes),
        // "UTF-16" in a page whose declaration could be read byte by byte is not true.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => guessed(bytes),
        Some(encoding) => encoding,
        None if valid_utf8 => UTF_8,
        None => guessed(bytes),
    }
}

/// A page that says UTF-8 and has invalid bytes: mostly UTF-8 with a few broken places, or another encoding whose name
/// is wrong. Broken places are few beside the characters that did decode.
fn not_quite_utf8(bytes: &[u8], notes: &mut Vec<String>) -> &'static Encoding {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.matches('\u{FFFD}').count();
    let fine = text.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    // A file that was cut short breaks one character, at its end.
    if fine >= broken || (broken == 1 && text.ends_with('\u{FFFD}')) {
        return UTF_8;
    }
    let encoding = guessed(bytes);
    if encoding != UTF_8 {
        notes.push(format!("calls itself UTF-8 and is not; read as {}", encoding.name()));
    }
    encoding
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 without a byte order mark: in Western text every other byte is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if pairs < 4 {
        return None;
    }
    match () {
        () if odd * 10 >= pairs * 7 && even * 10 < pairs => Some(UTF_16LE),
        () if even * 10 >= pairs * 7 && odd * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// The encoding of a label; Latin-1 and ASCII come out as Windows-1252, as the web has it.
fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

/// `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">` or an XML declaration.
fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(META_WITHIN)).unwrap_or_default();
    let head: String = head.iter().map(|byte| byte.to_ascii_lowercase() as char).collect();
    if let Some(xml) = head.trim_start().strip_prefix("<?xml") {
        let declaration = xml.split('>').next().unwrap_or_default();
        if let Some(encoding) = after(declaration, "encoding").and_then(named) {
            return Some(encoding);
        }
    }
    let tags = head.match_indices("<meta").filter_map(|(at, _)| head.get(at..)?.split('>').next());
    tags.filter_map(|tag| after(tag, "charset")).find_map(named)
}

/// The value after `key =` in a tag.
fn after<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(key)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ';', ' ', '/', '?', '>', '\n', '\r', '\t']).next().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_decides_before_anything_else() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(utf16le("Séoul said no."));
        let decoded = decode(&bytes, Some("utf-8"));
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("Séoul said no.", "UTF-16LE"));
        assert_eq!(decode(b"\xEF\xBB\xBFPark", Some("latin1")).text, "Park");
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_zeros() {
        let decoded = decode(&utf16le("<html>The talks ended.</html>"), None);
        assert_eq!(decoded.text, "<html>The talks ended.</html>");
        assert_eq!(decoded.notes.len(), 1);
    }

    #[test]
    fn the_server_goes_before_the_page() {
        let bytes = b"<meta charset=iso-8859-2><p>\xCF\xF0\xE8\xE2\xE5\xF2</p>";
        assert!(decode(bytes, Some("windows-1251")).text.contains("Привет"));
        assert_eq!(decode(bytes, None).encoding, "ISO-8859-2");
    }

    #[test]
    fn windows_1252_called_latin_1_keeps_its_quotation_marks() {
        let decoded = decode(b"<meta charset=\"ISO-8859-1\"><p>\x93No,\x94 he said \x97 twice.</p>", None);
        assert!(decoded.text.contains("“No,” he said — twice."));
        assert_eq!(decoded.encoding, "windows-1252");
    }

    #[test]
    fn utf_8_that_calls_itself_latin_1_is_utf_8() {
        let decoded = decode("<meta charset='latin1'>Erdoğan’s visit".as_bytes(), None);
        assert!(decoded.text.ends_with("Erdoğan’s visit"));
        assert_eq!(decoded.encoding, "UTF-8");
    }

    #[test]
    fn a_few_invalid_bytes_are_marked_and_noted() {
        let decoded = decode(b"<meta charset=utf-8>S\xC3\xA9oul, \xFF, M\xC3\xBCnchen", None);
        assert!(decoded.text.contains("Séoul, \u{FFFD}, München"));
        assert_eq!(decoded.notes.len(), 1);
    }

    #[test]
    fn undeclared_text_is_guessed() {
        let korean = encoding_rs::EUC_KR.encode("한국과 미국은 북한 문제를 최우선 과제로 삼기로 했다.").0;
        assert!(decode(&korean, None).text.starts_with("한국과"));
        assert_eq!(decode(b"", None).text, "");
    }

    #[test]
    fn a_malformed_declaration_is_passed_over() {
        let decoded = decode("<meta charset=\"\"><meta content='text/html; charset='>Zürich".as_bytes(), None);
        assert!(decoded.text.ends_with("Zürich"));
    }
}
