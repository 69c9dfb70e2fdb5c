use alloc::string::String;

use apache_avro::Schema;
use apache_avro::schema::EnumSchema;
use apache_avro::types::Value;

use super::Unresolved;
use super::beneath::is_logical;
use super::likeness::likeness;
use super::logical_value::logical_value;
use crate::avro::PayloadFaultReason;

/// Of a value that holds no others, as it is beneath the writer's logical type, that of the reader's type.
pub(super) fn leaf(value: Value, written: &Schema, reader: &Schema) -> Result<Value, Unresolved> {
    if likeness(written, reader).is_none() {
        return Err(Unresolved::other_kind(written, reader));
    }
    if is_logical(reader) {
        let made = logical_value(value, reader);
        return made.ok_or_else(|| Unresolved::of_value(PayloadFaultReason::BadValue, written, reader));
    }
    Ok(match (value, reader) {
        (Value::Int(number), Schema::Long) => Value::Long(number.into()),
        (Value::Int(number), Schema::Float) => Value::Float(number as f32),
        (Value::Int(number), Schema::Double) => Value::Double(number.into()),
        (Value::Long(number), Schema::Float) => Value::Float(number as f32),
        (Value::Long(number), Schema::Double) => Value::Double(number as f64),
        (Value::Float(number), Schema::Double) => Value::Double(number.into()),
        (Value::String(text), Schema::Bytes) => Value::Bytes(text.into_bytes()),
        (Value::Bytes(bytes), Schema::String) => match String::from_utf8(bytes) {
            Ok(text) => Value::String(text),
            Err(_) => return Err(Unresolved::of_value(PayloadFaultReason::BadUtf8, written, reader)),
        },
        (Value::Enum(index, symbol), Schema::Enum(reader)) => return symbol_of(index, symbol, reader),
        (value, _) => value,
    })
}

/// The reader's symbol of the same name, or its default.
fn symbol_of(index: u32, symbol: String, reader: &EnumSchema) -> Result<Value, Unresolved> {
    if reader.symbols.get(index as usize) == Some(&symbol) {
        return Ok(Value::Enum(index, symbol));
    }
    let position_of = |symbol: &String| reader.symbols.iter().position(|own| own == symbol);
    let found = match position_of(&symbol) {
        Some(position) => Some((position, symbol.clone())),
        None => reader.default.as_ref().and_then(|default| Some((position_of(default)?, default.clone()))),
    };
    let (position, symbol) = found.ok_or_else(|| Unresolved::no_symbol(&symbol))?;
    Ok(Value::Enum(position as u32, symbol))
}
