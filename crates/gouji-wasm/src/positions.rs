//! Byte offsets of the core and string indices of the page.

use crate::options::Encoding;
use serde_json::Value;

/// Distance of the checkpoints, in bytes.
const STEP: usize = 1024;

/// Turns the one into the other.
pub(crate) struct Positions<'t> {
    text: &'t str,
    encoding: Encoding,
    /// How many units stand before each checkpoint, and at which byte it is.
    checkpoints: Vec<(usize, usize)>,
}

impl<'t> Positions<'t> {
    pub(crate) fn new(text: &'t str, encoding: Encoding) -> Self {
        let (mut checkpoints, mut units) = (vec![(0, 0)], 0);
        for (at, char) in text.char_indices() {
            if checkpoints.last().is_some_and(|(_, last)| at - last >= STEP) {
                checkpoints.push((units, at));
            }
            units += size(char, encoding);
        }
        Self { text, encoding, checkpoints }
    }

    /// The byte at an index; one within a character counts as its beginning, one behind the text as its end.
    pub(crate) fn byte(&self, index: usize) -> usize {
        let at = self.checkpoints.partition_point(|(units, _)| *units <= index).saturating_sub(1);
        let (mut units, start) = self.checkpoints.get(at).copied().unwrap_or_default();
        for (offset, char) in self.text[start..].char_indices() {
            units += size(char, self.encoding);
            if units > index {
                return start + offset;
            }
        }
        self.text.len()
    }

    /// The index of a byte.
    pub(crate) fn index(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte);
        let at = self.checkpoints.partition_point(|(_, start)| *start <= byte).saturating_sub(1);
        let (units, start) = self.checkpoints.get(at).copied().unwrap_or_default();
        units + self.text[start..byte].chars().map(|char| size(char, self.encoding)).sum::<usize>()
    }

    /// Turns every span (`{start, end}`), `offset` and `cursor` in `value` from bytes into indices.
    pub(crate) fn turn(&self, value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.turn(value)),
            Value::Object(entries) => {
                for (key, value) in entries.iter_mut() {
                    match value.as_u64() {
                        Some(byte) if matches!(key.as_str(), "start" | "end" | "offset" | "cursor") => {
                            *value = self.index(usize::try_from(byte).unwrap_or(usize::MAX)).into();
                        }
                        Some(_) => {}
                        None => self.turn(value),
                    }
                }
            }
            _ => {}
        }
    }
}

fn size(char: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => char.len_utf8(),
        Encoding::Utf16 => char.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_and_bytes_lead_to_each_other() {
        let text = "表𠮷a😀\r\n".repeat(400);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let positions = Positions::new(&text, encoding);
            for (byte, _) in text.char_indices().step_by(7) {
                assert_eq!(positions.byte(positions.index(byte)), byte);
            }
            assert_eq!(positions.byte(usize::MAX), text.len());
        }
        let positions = Positions::new("𠮷a", Encoding::Utf16);
        assert_eq!((positions.byte(0), positions.byte(1), positions.byte(2)), (0, 0, 4));
    }
}
