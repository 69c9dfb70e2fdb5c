//! Values in the notation of `spec/avro.md`, section 4, as `apache-avro` has them.

use std::collections::HashMap;

use apache_avro::schema::{InnerDecimalSchema, Name, UnionSchema, UuidSchema};
use apache_avro::types::Value;
use apache_avro::{Days, Decimal, Duration, Millis, Months, Schema, Uuid};
use num_bigint::BigInt;
use serde_json::Value as Noted;

/// A schema, and the types that it defines by their full names.
pub struct Notation<'s> {
    schema: &'s Schema,
    names: HashMap<Name, &'s Schema>,
}

impl<'s> Notation<'s> {
    pub fn of(schema: &'s Schema) -> Self {
        let mut names = HashMap::new();
        collect(schema, &mut names);
        Self { schema, names }
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

fn collect<'s>(schema: &'s Schema, names: &mut HashMap<Name, &'s Schema>) {
    if let Some(name) = schema.name().filter(|_| !matches!(schema, Schema::Ref { .. })) {
        names.insert(name.clone(), schema);
    }
    match schema {
        Schema::Array(array) => collect(&array.items, names),
        Schema::Map(map) => collect(&map.types, names),
        Schema::Union(union) => union.variants().iter().for_each(|branch| collect(branch, names)),
        Schema::Record(record) => record.fields.iter().for_each(|field| collect(&field.schema, names)),
        _ => {}
    }
}

/// Of a logical type that of the type beneath it.
fn branch_name(branch: &Schema) -> String {
    if let Some(name) = branch.name() {
        return name.fullname(None);
    }
    let name = match branch {
        Schema::Null => "null",
        Schema::Boolean => "boolean",
        Schema::Int | Schema::Date | Schema::TimeMillis => "int",
        Schema::Float => "float",
        Schema::Double => "double",
        Schema::Bytes | Schema::Decimal(_) => "bytes",
        Schema::String | Schema::Uuid(_) => "string",
        Schema::Array(_) => "array",
        Schema::Map(_) => "map",
        _ => "long",
    };
    name.to_owned()
}

fn logical_value(schema: &Schema, noted: &Noted) -> Value {
    match schema {
        Schema::Date => Value::Date(int(noted)),
        Schema::TimeMillis => Value::TimeMillis(int(noted)),
        Schema::TimeMicros => Value::TimeMicros(parsed(noted)),
        Schema::TimestampMillis => Value::TimestampMillis(parsed(noted)),
        Schema::TimestampMicros => Value::TimestampMicros(parsed(noted)),
        Schema::TimestampNanos => Value::TimestampNanos(parsed(noted)),
        Schema::LocalTimestampMillis => Value::LocalTimestampMillis(parsed(noted)),
        Schema::LocalTimestampMicros => Value::LocalTimestampMicros(parsed(noted)),
        Schema::LocalTimestampNanos => Value::LocalTimestampNanos(parsed(noted)),
        Schema::Uuid(UuidSchema::String | UuidSchema::Fixed(_)) => Value::Uuid(parsed::<Uuid>(noted)),
        Schema::Duration(_) => {
            let part = |name: &str| u32::try_from(noted[name].as_u64().expect("a number")).expect("32 bits");
            let [months, days, milliseconds] = ["months", "days", "milliseconds"].map(part);
            Value::Duration(Duration::new(Months::new(months), Days::new(days), Millis::new(milliseconds)))
        }
        Schema::Decimal(decimal) => {
            let unscaled: BigInt = text(noted).replace('.', "").parse().expect("a number");
            let bytes = unscaled.to_signed_bytes_be();
            match &decimal.inner {
                InnerDecimalSchema::Bytes => Value::Decimal(Decimal::from(bytes)),
                InnerDecimalSchema::Fixed(fixed) => {
                    let sign = if unscaled < BigInt::ZERO { 0xff } else { 0 };
                    let filled = [vec![sign; fixed.size - bytes.len()], bytes].concat();
                    Value::Decimal(Decimal::from(filled))
                }
            }
        }
        other => panic!("no notation of {other:?}"),
    }
}

fn text(noted: &Noted) -> &str {
    noted.as_str().unwrap_or_else(|| panic!("{noted} is no text"))
}

fn int(noted: &Noted) -> i32 {
    i32::try_from(noted.as_i64().expect("a number")).expect("32 bits")
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(noted: &Noted) -> T {
    text(noted).parse().unwrap_or_else(|error| panic!("{noted}: {error:?}"))
}

pub fn bytes(hex: &Noted) -> Vec<u8> {
    let hex = text(hex);
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")).collect()
}

/// Not `==`, for which -0.0 is 0.0 and NaN is nothing.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        (Value::Double(one), Value::Double(other)) => one.to_bits() == other.to_bits(),
        (Value::Union(at, one), Value::Union(other_at, other)) => at == other_at && is_same(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let has_same = |(key, value): (&String, &Value)| other.get(key).is_some_and(|other| is_same(value, other));
            one.len() == other.len() && one.iter().all(has_same)
        }
        (Value::Record(one), Value::Record(other)) => {
            let is_same_field = |((name, one), (other_name, other)): (&(String, Value), &(String, Value))| {
                name == other_name && is_same(one, other)
            };
            one.len() == other.len() && one.iter().zip(other).all(is_same_field)
        }
        _ => one == other,
    }
}
