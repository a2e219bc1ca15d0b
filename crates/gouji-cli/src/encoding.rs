//! Bytes to text and back. Offices write UTF-8, UTF-16 and GB18030, with and without a byte order mark.

use encoding_rs::{DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The encodings that are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Gb18030,
}

impl Encoding {
    /// The name in the JSON contract.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
        }
    }

    /// The name as people write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Gb18030 => "GB18030",
        }
    }

    fn bom(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 => b"\xEF\xBB\xBF",
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
            Encoding::Gb18030 => b"\x84\x31\x95\x33",
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Gb18030 => GB18030,
        }
    }
}

/// A text with how it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Decoded {
    /// Without byte order mark.
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    /// Whether a byte order mark stood before it.
    pub(crate) bom: bool,
    /// Places whose bytes are no text; each stands as U+FFFD.
    pub(crate) replaced: usize,
}

impl Decoded {
    /// Whether more than a tenth of it is no text: what is left then means nothing.
    pub(crate) fn is_noise(&self) -> bool {
        self.replaced > 0 && self.replaced * 10 > self.text.chars().count()
    }
}

/// Whether bytes hold no text in any encoding: of the first ones, more than a twentieth are control characters that no
/// text has. In UTF-16 every second byte may be zero.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let marked =
        [Encoding::Utf16Le, Encoding::Utf16Be].iter().any(|encoding| bytes.starts_with(encoding.bom()));
    if marked || plainly_utf16(bytes).is_some() {
        return false;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26)).count();
    odd * 20 > sample.len()
}

/// Reads any bytes: what is no text becomes U+FFFD and is counted.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    let all = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030];
    if let Some(encoding) = all.into_iter().find(|encoding| bytes.starts_with(encoding.bom())) {
        let (text, replaced) = decode_as(encoding, &bytes[encoding.bom().len()..]);
        return Decoded { text, encoding, bom: true, replaced };
    }
    if let Some(encoding) = plainly_utf16(&bytes) {
        let (text, replaced) = decode_as(encoding, &bytes);
        return Decoded { text, encoding, bom: false, replaced };
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Decoded { text, encoding: Encoding::Utf8, bom: false, replaced: 0 },
        Err(error) => error.into_bytes(),
    };
    let encoding = if mostly_utf8(&bytes) { Encoding::Utf8 } else { Encoding::Gb18030 };
    let (text, replaced) = decode_as(encoding, &bytes);
    Decoded { text, encoding, bom: false, replaced }
}

/// The bytes of `text`; `None` if the encoding has none for one of its characters.
pub(crate) fn encode(text: &str, encoding: Encoding, bom: bool) -> Option<Vec<u8>> {
    let mut bytes = if bom { encoding.bom().to_vec() } else { Vec::new() };
    match encoding {
        Encoding::Utf8 => bytes.extend_from_slice(text.as_bytes()),
        Encoding::Utf16Le => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Encoding::Utf16Be => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        Encoding::Gb18030 => {
            let (encoded, _, unmappable) = GB18030.encode(text);
            if unmappable {
                return None;
            }
            bytes.extend_from_slice(&encoded);
        }
    }
    Some(bytes)
}

/// Bytes that are decoded in one go. The decoder touches all the room it is given, at every place that is no text anew;
/// in small pieces that takes time linear in the file even where nearly nothing is text.
const PIECE: usize = 512;

/// Decodes and counts the places that are no text.
fn decode_as(encoding: Encoding, mut bytes: &[u8]) -> (String, usize) {
    let mut decoder = encoding.codec().new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut piece = String::with_capacity(4 * PIECE);
    let mut replaced = 0;
    loop {
        let last = bytes.len() <= PIECE;
        let next = &bytes[..bytes.len().min(PIECE)];
        piece.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(next, &mut piece, last);
        text.push_str(&piece);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty if last => return (text, replaced),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                text.push('\u{FFFD}');
                replaced += 1;
            }
        }
    }
}

/// How much of a text decides which encoding it is in.
const SAMPLE: usize = 4096;

/// UTF-16 without a mark, where the bytes read as such and as nothing else.
///
/// Its line ends, spaces and digits hold a zero byte, which GB18030 and UTF-8 texts never do; in the right byte order
/// nearly every unit is a Chinese character, a sign or ASCII, in the wrong one hardly any.
fn plainly_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let plausible = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = sample.as_chunks::<2>();
        let good = pairs.iter().filter(|pair| usual_unit(unit(**pair))).count();
        good * 10 >= pairs.len() * 9
    };
    match (plausible(u16::from_le_bytes), plausible(u16::from_be_bytes)) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Whether a report is likely to hold this UTF-16 unit.
fn usual_unit(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0
        | 0x2010..=0x2027 | 0x2030 | 0x2460..=0x249B | 0x3000..=0x301F
        | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

/// Whether broken bytes are UTF-8 with a few faults (a text that was cut off, say) rather than GB18030.
///
/// GB18030 accepts almost any pair of high bytes, so it cannot be asked; but hardly any of its text is valid UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 10 <= good
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、部门基本情况\r\n2023年，整体支出合计数为4539.55万元，𠮷字。\r\n";

    #[test]
    fn every_encoding_reads_back_what_it_wrote() {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030] {
            for bom in [false, true] {
                let bytes = encode(TEXT, encoding, bom).unwrap();
                let decoded = decode(bytes);
                assert_eq!(decoded, Decoded { text: TEXT.to_owned(), encoding, bom, replaced: 0 });
            }
        }
    }

    #[test]
    fn a_text_that_was_cut_off_keeps_its_encoding() {
        let long = TEXT.repeat(3);
        let cut = &long.as_bytes()[..long.len() - 3];
        let cut = &cut[..cut.iter().rposition(|byte| *byte >= 0x80).unwrap()];
        let decoded = decode(cut.to_vec());
        assert_eq!((decoded.encoding, decoded.replaced), (Encoding::Utf8, 1));

        let gb = encode(&long, Encoding::Gb18030, false).unwrap();
        let decoded = decode(gb[..15].to_vec());
        assert_eq!((decoded.encoding, decoded.replaced), (Encoding::Gb18030, 1));
    }

    #[test]
    fn a_text_is_no_binary_in_any_encoding() {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030] {
            for bom in [false, true] {
                let bytes = encode(TEXT, encoding, bom).unwrap();
                assert!(!is_binary(&bytes) && !decode(bytes).is_noise());
            }
        }
        assert!(!is_binary(b"") && is_binary(&[0; 9]) && decode(vec![0xFF; 9]).is_noise());
    }

    #[test]
    fn any_bytes_give_a_text() {
        for bytes in [
            &b""[..],
            b"\x00",
            b"\xFF\xFE",
            b"\xFF\xFE\x00",
            b"\xFF\xFE\x00\xD8",
            b"\x84\x31",
            b"\x80\x80\xFF",
            b"a\x00b",
        ] {
            let decoded = decode(bytes.to_vec());
            assert!(decoded.text.len() <= bytes.len() * 3 + 3);
        }
        assert_eq!(decode(b"\xFF\xFE\x00\xD8".to_vec()).replaced, 1);
        assert_eq!(decode(b"plain ascii 104.98\n".to_vec()).encoding, Encoding::Utf8);
    }
}
