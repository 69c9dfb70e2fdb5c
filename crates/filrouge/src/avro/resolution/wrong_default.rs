use alloc::string::String;

use apache_avro::Schema;

use super::NamedSchema;
use super::default_value::default_value;

/// Of the fields of a schema, the first whose default is none of its type.
pub(in crate::avro) fn wrong_default(named: &NamedSchema) -> Option<String> {
    in_schema(named.schema(), named)
}

fn in_schema(schema: &Schema, named: &NamedSchema) -> Option<String> {
    match schema {
        Schema::Array(array) => in_schema(&array.items, named),
        Schema::Map(map) => in_schema(&map.types, named),
        Schema::Union(union) => union.variants().iter().find_map(|branch| in_schema(branch, named)),
        Schema::Record(record) => record.fields.iter().find_map(|field| {
            let wrong = field.default.as_ref().and_then(|_| default_value(field, named).err());
            wrong.map(|wrong| wrong.into_parts().1).or_else(|| in_schema(&field.schema, named))
        }),
        _ => None,
    }
}
