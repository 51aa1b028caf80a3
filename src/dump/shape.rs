//! A value seen as what it is made of, with the names of its types: the one place that knows how serde walks.
//!
//! Comes in: anything that can be serialized. Goes out: a tree in which `PartyId(3)` is still a `PartyId`. The digest
//! and the bounds of indexes are read off it, so that a new field or list of the rule set is covered when it is added.

use serde::Serialize;
use serde::ser::{self, Serializer};
use std::fmt::{self, Display};

/// What a value is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Nothing: `None`, or a variant without content.
    Nothing,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A text; dates and zones too.
    Text(String),
    /// A list, or a tuple.
    List(Vec<Shape>),
    /// A struct: its name, and its fields with theirs.
    Struct(&'static str, Vec<(&'static str, Shape)>),
    /// A newtype: its name and what it holds.
    Newtype(&'static str, Box<Shape>),
    /// A variant: the names of the enum and of the variant, and what it holds.
    Variant(&'static str, &'static str, Box<Shape>),
}

impl Shape {
    /// Whether it says nothing: nothing, no, or a list without entries.
    pub fn is_empty(&self) -> bool {
        match self {
            Shape::Nothing | Shape::Bool(false) => true,
            Shape::List(parts) => parts.is_empty(),
            _ => false,
        }
    }
}

/// The shape of a value; a rule set holds nothing that has none (no float, no map, no raw bytes).
pub(super) fn shape(value: &impl Serialize) -> Shape {
    value.serialize(Shaper).unwrap_or(Shape::Nothing)
}

/// That a value has a part without a shape.
#[derive(Debug)]
pub(super) struct Shapeless(String);

impl Display for Shapeless {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Shapeless {}

impl ser::Error for Shapeless {
    fn custom<T: Display>(words: T) -> Shapeless {
        Shapeless(words.to_string())
    }
}

struct Shaper;

/// Takes the parts of a compound value, and makes the whole of them at the end.
struct Parts<T> {
    parts: Vec<T>,
    whole: fn(&'static str, &'static str, Vec<T>) -> Shape,
    names: (&'static str, &'static str),
}

impl<T> Parts<T> {
    fn new(names: (&'static str, &'static str), whole: fn(&'static str, &'static str, Vec<T>) -> Shape) -> Parts<T> {
        Parts {
            parts: Vec::new(),
            whole,
            names,
        }
    }

    fn end(self) -> Shape {
        (self.whole)(self.names.0, self.names.1, self.parts)
    }
}

fn list(_: &'static str, _: &'static str, parts: Vec<Shape>) -> Shape {
    Shape::List(parts)
}

macro_rules! plain {
    ($($name:ident($type:ty) $value:ident => $shape:expr;)*) => {$(
        fn $name(self, $value: $type) -> Result<Shape, Shapeless> {
            Ok($shape)
        }
    )*};
}

impl Serializer for Shaper {
    type Ok = Shape;
    type Error = Shapeless;
    type SerializeSeq = Parts<Shape>;
    type SerializeTuple = Parts<Shape>;
    type SerializeTupleStruct = Parts<Shape>;
    type SerializeTupleVariant = Parts<Shape>;
    type SerializeMap = ser::Impossible<Shape, Shapeless>;
    type SerializeStruct = Parts<(&'static str, Shape)>;
    type SerializeStructVariant = Parts<(&'static str, Shape)>;

    plain! {
        serialize_bool(bool) value => Shape::Bool(value);
        serialize_i8(i8) value => Shape::Int(value.into());
        serialize_i16(i16) value => Shape::Int(value.into());
        serialize_i32(i32) value => Shape::Int(value.into());
        serialize_i64(i64) value => Shape::Int(value.into());
        serialize_u8(u8) value => Shape::Int(value.into());
        serialize_u16(u16) value => Shape::Int(value.into());
        serialize_u32(u32) value => Shape::Int(value.into());
        serialize_u64(u64) value => Shape::Int(value.into());
        serialize_char(char) value => Shape::Text(value.into());
        serialize_str(&str) value => Shape::Text(value.to_owned());
    }

    fn serialize_f32(self, _: f32) -> Result<Shape, Shapeless> {
        Err(ser::Error::custom("a float"))
    }

    fn serialize_f64(self, _: f64) -> Result<Shape, Shapeless> {
        Err(ser::Error::custom("a float"))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Shape, Shapeless> {
        Err(ser::Error::custom("raw bytes"))
    }

    fn serialize_none(self) -> Result<Shape, Shapeless> {
        Ok(Shape::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Shape, Shapeless> {
        let inside = value.serialize(self)?;
        // An empty list that is given is not the same as none.
        Ok(match inside.is_empty() {
            true => Shape::Newtype("Some", Box::new(inside)),
            false => inside,
        })
    }

    fn serialize_unit(self) -> Result<Shape, Shapeless> {
        Ok(Shape::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Shape, Shapeless> {
        Ok(Shape::Nothing)
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Result<Shape, Shapeless> {
        Ok(Shape::Variant(name, variant, Box::new(Shape::Nothing)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Shape, Shapeless> {
        Ok(Shape::Newtype(name, Box::new(value.serialize(Shaper)?)))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Shape, Shapeless> {
        Ok(Shape::Variant(name, variant, Box::new(value.serialize(Shaper)?)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<Shape>, Shapeless> {
        Ok(Parts::new(("", ""), list))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<Shape>, Shapeless> {
        Ok(Parts::new(("", ""), list))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Parts<Shape>, Shapeless> {
        Ok(Parts::new((name, ""), |name, _, parts| {
            Shape::Newtype(name, Box::new(Shape::List(parts)))
        }))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<Shape>, Shapeless> {
        Ok(Parts::new((name, variant), |name, variant, parts| {
            Shape::Variant(name, variant, Box::new(Shape::List(parts)))
        }))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Shapeless> {
        Err(ser::Error::custom("a map"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeStruct, Shapeless> {
        Ok(Parts::new((name, ""), |name, _, fields| Shape::Struct(name, fields)))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Shapeless> {
        Ok(Parts::new((name, variant), |name, variant, fields| {
            Shape::Variant(name, variant, Box::new(Shape::Struct(variant, fields)))
        }))
    }
}

macro_rules! elements {
    ($($trait:ident::$push:ident)*) => {$(
        impl ser::$trait for Parts<Shape> {
            type Ok = Shape;
            type Error = Shapeless;

            fn $push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Shapeless> {
                self.parts.push(value.serialize(Shaper)?);
                Ok(())
            }

            fn end(self) -> Result<Shape, Shapeless> {
                Ok(Parts::end(self))
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! fields {
    ($($trait:ident)*) => {$(
        impl ser::$trait for Parts<(&'static str, Shape)> {
            type Ok = Shape;
            type Error = Shapeless;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Shapeless> {
                self.parts.push((name, value.serialize(Shaper)?));
                Ok(())
            }

            fn end(self) -> Result<Shape, Shapeless> {
                Ok(Parts::end(self))
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }
