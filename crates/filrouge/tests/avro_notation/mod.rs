//! Values in the notation of `spec/avro.md`, section 5, as `apache-avro` has them.

mod branch_name;
mod is_same;
mod logical_value;
mod named_types;
mod scalars;

use std::collections::HashMap;

use apache_avro::Schema;
use apache_avro::schema::{Name, UnionSchema};
use apache_avro::types::Value;
use serde_json::Value as Noted;

use branch_name::branch_name;
use logical_value::logical_value;
use named_types::named_types;
use scalars::{int, parsed, text};

pub use is_same::is_same;
pub use scalars::bytes;

/// A schema, and the types that it defines by their full names.
pub struct Notation<'s> {
    schema: &'s Schema,
    names: HashMap<Name, &'s Schema>,
}

impl<'s> Notation<'s> {
    pub fn of(schema: &'s Schema) -> Self {
        Self { schema, names: named_types(schema) }
    }

    pub fn value(&self, noted: &Noted) -> Value {
        self.value_of(self.schema, noted)
    }

    fn value_of(&self, schema: &Schema, noted: &Noted) -> Value {
        match schema {
            Schema::Ref { name } => self.value_of(self.names[name], noted),
            Schema::Null => Value::Null,
            Schema::Boolean => Value::Boolean(noted.as_bool().expect("true or false")),
            Schema::Int => Value::Int(int(noted)),
            Schema::Long => Value::Long(parsed(noted)),
            Schema::Float => Value::Float(parsed(noted)),
            Schema::Double => Value::Double(parsed(noted)),
            Schema::Bytes => Value::Bytes(bytes(noted)),
            Schema::String => Value::String(text(noted).to_owned()),
            Schema::Fixed(fixed) => Value::Fixed(fixed.size, bytes(noted)),
            Schema::Enum(symbols) => {
                let position = symbols.symbols.iter().position(|symbol| symbol == text(noted)).expect("a symbol");
                Value::Enum(position as u32, text(noted).to_owned())
            }
            Schema::Array(array) => {
                let items = noted.as_array().expect("a list");
                Value::Array(items.iter().map(|item| self.value_of(&array.items, item)).collect())
            }
            Schema::Map(map) => {
                let entries = noted.as_object().expect("an object");
                let value = |(key, value): (&String, &Noted)| (key.clone(), self.value_of(&map.types, value));
                Value::Map(entries.iter().map(value).collect())
            }
            Schema::Record(record) => {
                let fields = record.fields.iter();
                let value = |noted: &Noted, schema: &Schema| self.value_of(schema, noted);
                Value::Record(
                    fields.map(|field| (field.name.clone(), value(&noted[&field.name], &field.schema))).collect(),
                )
            }
            Schema::Union(union) => self.branch_of(union, noted),
            logical => logical_value(logical, noted),
        }
    }

    fn branch_of(&self, union: &UnionSchema, noted: &Noted) -> Value {
        let (name, inner) = match noted.as_object() {
            Some(branch) => branch.iter().next().expect("a branch"),
            None => (&"null".to_owned(), noted),
        };
        let position = union.variants().iter().position(|branch| branch_name(branch) == *name).expect("a branch");
        Value::Union(position as u32, Box::new(self.value_of(&union.variants()[position], inner)))
    }
}
