use std::collections::HashMap;

use apache_avro::Schema;
use apache_avro::schema::Name;

/// The types that a schema defines, by their full names.
pub fn named_types(schema: &Schema) -> HashMap<Name, &Schema> {
    let mut names = HashMap::new();
    collect(schema, &mut names);
    names
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
