mod beneath;
mod branch;
mod default_value;
mod described;
mod leaf;
mod likeness;
mod logical_value;
mod unresolved;
mod wrong_default;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use std::collections::HashMap;

use apache_avro::Schema;
use apache_avro::schema::{RecordSchema, UnionSchema};
use apache_avro::types::Value;

use super::named_schema::NamedSchema;
use branch::branch_for;
use default_value::default_value;
use leaf::leaf;
pub(super) use unresolved::{Step, Unresolved};
pub(super) use wrong_default::wrong_default;

/// Makes a value of the reader's schema of what the writer's wrote (Avro 1.12, "Schema Resolution"). That of apache-avro 0.22 resolves
/// what is in a union twice, so that the time it takes doubles with each union inside of another; it goes by the value where the
/// specification goes by the schemas, so that longs are read as ints, text as enums and decimals with another scale, where they fit; and
/// it does not say where a value fails.
#[derive(Debug)]
pub(super) struct Resolution {
    /// the writer's schema, with the names that the reader has for its types and fields
    written: Arc<NamedSchema>,
    reader: Arc<NamedSchema>,
}

impl Resolution {
    pub(super) fn new(written: Arc<NamedSchema>, reader: Arc<NamedSchema>) -> Self {
        Self { written, reader }
    }

    /// Of a value that is one of the writer's schema without its logical types.
    pub(super) fn run(&self, value: Value) -> Result<Value, Unresolved> {
        self.resolve(value, self.written.schema(), self.reader.schema())
    }

    fn resolve(&self, value: Value, written: &Schema, reader: &Schema) -> Result<Value, Unresolved> {
        let (written, reader) = (self.written.definition(written), self.reader.definition(reader));
        match (value, written, reader) {
            (Value::Union(index, value), Schema::Union(union), _) => match union.variants().get(index as usize) {
                Some(written) => self.resolve(*value, written, reader).map_err(Unresolved::within_branch),
                None => Err(Unresolved::new(format!("the writer's union has no branch {index}"))),
            },
            (value, _, Schema::Union(union)) => self.branch(value, written, union),
            (Value::Record(values), Schema::Record(written), Schema::Record(reader)) => {
                self.record(values, written, reader)
            }
            (Value::Array(items), Schema::Array(written), Schema::Array(reader)) => {
                let items = items.into_iter().enumerate().map(|(index, item)| {
                    let resolved = self.resolve(item, &written.items, &reader.items);
                    resolved.map_err(|unresolved| unresolved.within(Step::Item(index)))
                });
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            (Value::Map(entries), Schema::Map(written), Schema::Map(reader)) => {
                self.map(entries, &written.types, &reader.types)
            }
            (value, ..) => leaf(value, written, reader),
        }
    }

    fn branch(&self, value: Value, written: &Schema, union: &UnionSchema) -> Result<Value, Unresolved> {
        let Some(index) = branch_for(written, union, &self.reader) else {
            return Err(Unresolved::no_branch(written));
        };
        let resolved = self.resolve(value, written, &union.variants()[index])?;
        Ok(Value::Union(index as u32, Box::new(resolved)))
    }

    fn record(
        &self,
        values: Vec<(String, Value)>,
        written: &RecordSchema,
        reader: &RecordSchema,
    ) -> Result<Value, Unresolved> {
        let mut resolved = Vec::new();
        resolved.resize_with(reader.fields.len(), || None);
        for (index, ((name, value), field)) in values.into_iter().zip(&written.fields).enumerate() {
            let Some(&position) = reader.lookup.get(&field.name) else { continue };
            let value = self.resolve(value, &field.schema, &reader.fields[position].schema);
            let value = value.map_err(|unresolved| unresolved.within(Step::Field(index)))?;
            let name = if name == field.name { name } else { field.name.clone() };
            resolved[position] = Some((name, value));
        }
        let fields = resolved.into_iter().zip(&reader.fields);
        let fields = fields.map(|(resolved, field)| match resolved {
            Some(resolved) => Ok(resolved),
            None => Ok((field.name.clone(), default_value(field, &self.reader)?)),
        });
        fields.collect::<Result<_, _>>().map(Value::Record)
    }

    /// Of entries that fail, the one whose key is the first: in no order, another would be told each time.
    fn map(&self, entries: HashMap<String, Value>, written: &Schema, reader: &Schema) -> Result<Value, Unresolved> {
        let mut failed: Option<(String, Unresolved)> = None;
        let mut resolved = HashMap::with_capacity(entries.len());
        for (key, value) in entries {
            match self.resolve(value, written, reader) {
                Ok(value) => drop(resolved.insert(key, value)),
                Err(unresolved) if failed.as_ref().is_none_or(|(first, _)| key < *first) => {
                    failed = Some((key, unresolved));
                }
                Err(_) => {}
            }
        }
        match failed {
            Some((key, unresolved)) => Err(unresolved.within(Step::Entry(key))),
            None => Ok(Value::Map(resolved)),
        }
    }
}
