//! The names of a form's fields, read off its `Deserialize`: the columns a table must have, the keys a rule may have.
//! So a form is written down once, as a Rust struct, and reader, checks and schema cannot disagree.

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The field names of a struct, in the order they are written; empty for anything else.
pub(crate) fn keys_of<'de, F: Deserialize<'de>>() -> &'static [&'static str] {
    match F::deserialize(Asking) {
        Err(Answer(keys)) => keys,
        Ok(_) => &[],
    }
}

/// A deserializer that holds no data: it answers every request with the fields that were asked for.
struct Asking;

#[derive(Debug)]
struct Answer(&'static [&'static str]);

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Answer {}

impl Error for Answer {
    fn custom<T: std::fmt::Display>(_: T) -> Answer {
        Answer(&[])
    }
}

impl<'de> Deserializer<'de> for Asking {
    type Error = Answer;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answer> {
        Err(Answer(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Answer> {
        Err(Answer(fields))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
