use alloc::boxed::Box;
use alloc::format;

use apache_avro::Schema;
use apache_avro::schema::RecordField;
use apache_avro::types::Value;

use super::{NamedSchema, Unresolved};

/// Of a field that the writer does not have. That of a union is a value of its first branch.
pub(super) fn default_value(field: &RecordField, reader: &NamedSchema) -> Result<Value, Unresolved> {
    let Some(default) = &field.default else {
        return Err(Unresolved::new(format!("the reader's field {} has no default", field.name)));
    };
    let value_of = |schema: &Schema| {
        let value = Value::try_from(default.clone())?;
        value.resolve_with_names(schema, reader.referred())
    };
    match &field.schema {
        Schema::Union(union) => {
            let first = union.variants().first().map(value_of);
            first.unwrap_or(Ok(Value::Null)).map(|value| Value::Union(0, Box::new(value)))
        }
        schema => value_of(schema),
    }
    .map_err(Unresolved::from_avro)
}
