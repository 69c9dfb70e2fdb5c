use alloc::sync::Arc;
use alloc::vec::Vec;
use std::collections::HashMap;

use apache_avro::schema::{Name, ResolvedSchema};
use apache_avro::{Error, Schema};

use super::duration_defaults::{with_defaults, without_defaults};
use super::parsable_schema::parsable;

/// A schema with the types that it refers to by name, found once: apache-avro looks for all that a schema defines with each value.
#[derive(Debug)]
pub(super) struct NamedSchema {
    schema: Schema,
    referred: HashMap<Name, Schema>,
}

impl NamedSchema {
    pub(super) fn parse(json: &serde_json::Value) -> Result<Arc<Self>, Error> {
        let parsable = parsable(json);
        let json = parsable.as_ref().unwrap_or(json);
        let schema = match without_defaults(json) {
            Some(bare) => with_defaults(Schema::parse(&bare)?, json)?,
            None => Schema::parse(json)?,
        };
        let mut referred = HashMap::new();
        let defined = ResolvedSchema::new(&schema)?;
        for_each_reference(&schema, &mut |name| {
            if let Some(definition) = defined.get_names().get(name) {
                referred.entry(name.clone()).or_insert_with(|| (*definition).clone());
            }
        });
        Ok(Arc::new(Self { schema, referred }))
    }

    pub(super) fn schema(&self) -> &Schema {
        &self.schema
    }

    pub(super) fn referred(&self) -> &HashMap<Name, Schema> {
        &self.referred
    }

    /// What a reference refers to; any other schema is its own.
    pub(super) fn definition<'s>(&'s self, schema: &'s Schema) -> &'s Schema {
        match schema {
            Schema::Ref { name } => self.referred.get(name).unwrap_or(schema),
            _ => schema,
        }
    }

    /// As apache-avro takes it beside the schema.
    pub(super) fn resolved(&self) -> Result<ResolvedSchema<'_>, Error> {
        if self.referred.is_empty() {
            return ResolvedSchema::new_with_schemata(Vec::new());
        }
        ResolvedSchema::new(&self.schema)
    }
}

fn for_each_reference(schema: &Schema, found: &mut impl FnMut(&Name)) {
    match schema {
        Schema::Ref { name } => found(name),
        Schema::Array(array) => for_each_reference(&array.items, found),
        Schema::Map(map) => for_each_reference(&map.types, found),
        Schema::Union(union) => union.variants().iter().for_each(|branch| for_each_reference(branch, found)),
        Schema::Record(record) => record.fields.iter().for_each(|field| for_each_reference(&field.schema, found)),
        _ => {}
    }
}
