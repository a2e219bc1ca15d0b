//! JSON as a page reads it, byte for byte as `serde_json` writes it. A writer of our own, because nothing of ours can fail
//! to be written: without the errors that a general one hands up from every member, half of the code is left.

use serde::{
    Serialize,
    ser::{
        self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant, Serializer,
    },
};
use std::fmt;

/// `value` as JSON.
pub(crate) fn written(value: &impl Serialize) -> String {
    let mut writer = Writer { out: String::new() };
    match value.serialize(&mut writer) {
        Ok(()) => writer.out,
        Err(never) => match never {},
    }
}

/// What never happens.
#[derive(Debug)]
pub(crate) enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    /// For types that refuse to be written; none of ours does.
    fn custom<T: fmt::Display>(_: T) -> Self {
        std::process::abort()
    }
}

type Written = Result<(), Never>;

struct Writer {
    out: String,
}

/// What stands between brackets, with a comma before all but the first.
struct Row<'w> {
    writer: &'w mut Writer,
    first: bool,
    close: &'static str,
}

impl Writer {
    fn word(&mut self, word: &str) -> Written {
        self.out.push_str(word);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
            let (plain, special) = rest.split_at(at);
            self.out.push_str(plain);
            let byte = special.as_bytes()[0];
            match byte {
                b'\n' => self.out.push_str("\\n"),
                b'\r' => self.out.push_str("\\r"),
                b'\t' => self.out.push_str("\\t"),
                8 => self.out.push_str("\\b"),
                12 => self.out.push_str("\\f"),
                b'"' | b'\\' => {
                    self.out.push('\\');
                    self.out.push(byte.into());
                }
                _ => {
                    self.out.push_str(if byte < 16 { "\\u000" } else { "\\u001" });
                    self.out.push(char::from_digit(u32::from(byte % 16), 16).unwrap_or('0'));
                }
            }
            rest = &special[1..];
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn row(&mut self, open: char, close: &'static str) -> Row<'_> {
        self.out.push(open);
        Row { writer: self, first: true, close }
    }

    /// An object of one member, whose name is that of a variant.
    fn variant(&mut self, variant: &str, open: char, close: &'static str) -> Row<'_> {
        self.out.push('{');
        self.text(variant);
        self.out.push(':');
        self.row(open, close)
    }
}

impl Row<'_> {
    fn comma(&mut self) {
        if !self.first {
            self.writer.out.push(',');
        }
        self.first = false;
    }

    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Written {
        self.comma();
        value.serialize(&mut *self.writer)
    }

    fn member(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Written {
        self.comma();
        self.writer.text(name);
        self.writer.out.push(':');
        value.serialize(&mut *self.writer)
    }

    fn closed(self) -> Written {
        self.writer.word(self.close)
    }
}

macro_rules! numbers {
    ($($name:ident: $number:ty),*) => {
        $(fn $name(self, value: $number) -> Written {
            self.word(&value.to_string())
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Row<'w>;
    type SerializeTuple = Row<'w>;
    type SerializeTupleStruct = Row<'w>;
    type SerializeTupleVariant = Row<'w>;
    type SerializeMap = Row<'w>;
    type SerializeStruct = Row<'w>;
    type SerializeStructVariant = Row<'w>;

    numbers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    );

    fn serialize_bool(self, value: bool) -> Written {
        self.word(if value { "true" } else { "false" })
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Written {
        self.word("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.word("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.word("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let mut row = self.row('{', "}");
        row.member(variant, value)?;
        row.closed()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Row<'w>, Never> {
        Ok(self.row('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Row<'w>, Never> {
        Ok(self.row('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Row<'w>, Never> {
        Ok(self.row('[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Row<'w>, Never> {
        Ok(self.variant(variant, '[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Row<'w>, Never> {
        Ok(self.row('{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Row<'w>, Never> {
        Ok(self.row('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Row<'w>, Never> {
        Ok(self.variant(variant, '{', "}}"))
    }
}

macro_rules! rows {
    ($($kind:ident: $each:ident),*) => {
        $(impl $kind for Row<'_> {
            type Ok = ();
            type Error = Never;

            fn $each<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.element(value)
            }

            fn end(self) -> Written {
                self.closed()
            }
        })*
    };
}

rows!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! objects {
    ($($kind:ident),*) => {
        $(impl $kind for Row<'_> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
                self.member(name, value)
            }

            fn end(self) -> Written {
                self.closed()
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Row<'_> {
    type Ok = ();
    type Error = Never;

    /// The keys of our maps are texts.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.element(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.writer.out.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Written {
        self.closed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct All<'t> {
        texts: Vec<&'t str>,
        sign: char,
        numbers: (i32, u64, i64, usize),
        fraction: f64,
        words: [bool; 2],
        nothing: Option<u8>,
        something: Option<u8>,
        unit: (),
        map: BTreeMap<String, Vec<u8>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        skipped: Option<u8>,
        kinds: Vec<Kind>,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Unit,
        One(u8),
        Two(u8, u8),
        Named { left: u8, right: Option<u8> },
    }

    #[test]
    fn json_is_written_as_serde_json_writes_it() {
        let controls: String = (0..=0x7f_u8).map(char::from).collect();
        let all = All {
            texts: vec!["", "三公经费", "a\"b\\c/d\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}", "𠮷😀", &controls],
            sign: '"',
            numbers: (-1, u64::MAX, i64::MIN, 0),
            fraction: 1.5,
            words: [true, false],
            nothing: None,
            something: Some(3),
            unit: (),
            map: [("甲".to_owned(), vec![]), ("a\n".to_owned(), vec![1, 2])].into(),
            skipped: None,
            kinds: vec![Kind::Unit, Kind::One(1), Kind::Two(1, 2), Kind::Named { left: 1, right: None }],
        };
        assert_eq!(written(&all), serde_json::to_string(&all).unwrap());
        let value = serde_json::json!({"a": [1, -2, 1.5, null, true, {"b": {}}], "c": []});
        assert_eq!(written(&value), value.to_string());
    }
}
