use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use apache_avro::Schema;
use apache_avro::schema::{RecordField, RecordSchema};
use apache_avro::types::Value;
use serde_json::Value as Json;

use super::beneath::{Beneath, is_logical};
use super::logical_value::logical_value;
use super::{NamedSchema, Unresolved};

/// Of a field that the writer does not have.
pub(super) fn default_value(field: &RecordField, reader: &NamedSchema) -> Result<Value, Unresolved> {
    let Some(default) = &field.default else {
        return Err(Unresolved::new(format!("the reader's field {} has no default", field.name)));
    };
    let mut making = Making { reader, levels: MOST_LEVELS, values: MOST_VALUES };
    making
        .value(default, &field.schema)
        .ok_or_else(|| Unresolved::new(format!("the default of the reader's field {} is none of its type", field.name)))
}

/// Records within records: a default may say of a record in itself that it has its defaults.
const MOST_LEVELS: usize = 64;
/// Two such records in each make twice as many with each level.
const MOST_VALUES: usize = 100_000;

struct Making<'r> {
    reader: &'r NamedSchema,
    levels: usize,
    values: usize,
}

impl Making<'_> {
    /// Avro 1.12, "Complex Types": of JSON, the value of a schema. Of a union that of the first branch which it is one of; bytes are
    /// text of which each character is a byte.
    fn value(&mut self, json: &Json, schema: &Schema) -> Option<Value> {
        self.values = self.values.checked_sub(1)?;
        let schema = self.reader.definition(schema);
        let value = match (Beneath::of(schema), schema, json) {
            (Beneath::Null, _, Json::Null) => Value::Null,
            (Beneath::Boolean, _, Json::Bool(boolean)) => Value::Boolean(*boolean),
            (Beneath::Int, ..) => Value::Int(i32::try_from(json.as_i64()?).ok()?),
            (Beneath::Long, ..) => Value::Long(json.as_i64()?),
            (Beneath::Float, ..) => Value::Float(number(json)? as f32),
            (Beneath::Double, ..) => Value::Double(number(json)?),
            (Beneath::Bytes, _, Json::String(text)) => Value::Bytes(bytes(text)?),
            (Beneath::Text, _, Json::String(text)) => Value::String(text.clone()),
            (Beneath::Fixed { size }, _, Json::String(text)) => {
                Value::Fixed(size, bytes(text).filter(|bytes| bytes.len() == size)?)
            }
            (_, Schema::Enum(own), Json::String(symbol)) => {
                let position = own.symbols.iter().position(|own| own == symbol)?;
                Value::Enum(position as u32, symbol.clone())
            }
            (_, Schema::Array(array), Json::Array(items)) => {
                Value::Array(items.iter().map(|item| self.value(item, &array.items)).collect::<Option<_>>()?)
            }
            (_, Schema::Map(map), Json::Object(entries)) => {
                let entries = entries.iter().map(|(key, value)| Some((key.clone(), self.value(value, &map.types)?)));
                Value::Map(entries.collect::<Option<_>>()?)
            }
            (_, Schema::Record(record), Json::Object(_)) => self.record(json, record)?,
            (_, Schema::Union(union), _) => {
                let mut branches = union.variants().iter().enumerate();
                let (index, value) = branches.find_map(|(index, branch)| Some((index, self.value(json, branch)?)))?;
                Value::Union(index as u32, Box::new(value))
            }
            _ => return None,
        };
        if is_logical(schema) { logical_value(value, schema) } else { Some(value) }
    }

    fn record(&mut self, json: &Json, record: &RecordSchema) -> Option<Value> {
        self.levels = self.levels.checked_sub(1)?;
        let fields = record.fields.iter().map(|field| {
            let given = json.get(&field.name).or(field.default.as_ref())?;
            Some((field.name.clone(), self.value(given, &field.schema)?))
        });
        let value = fields.collect::<Option<_>>().map(Value::Record);
        self.levels += 1;
        value
    }
}

/// Also by its name, where JSON has no number.
fn number(json: &Json) -> Option<f64> {
    match json.as_str() {
        Some("NaN") => Some(f64::NAN),
        Some("Infinity" | "INF") => Some(f64::INFINITY),
        Some("-Infinity" | "-INF") => Some(f64::NEG_INFINITY),
        _ => json.as_f64(),
    }
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}
