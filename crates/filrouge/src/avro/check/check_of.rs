use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use serde_json::Value;

use super::checks::{Check, Checks};
use super::logical_check::logical_check;
use crate::avro::schema_names::{full_name, name_of, namespace_of};

/// The checks of a schema. An error is the name that the schema does not define, or what is no schema.
pub(super) fn checks_of(schema: &Value) -> Result<Checks, String> {
    let mut making = Making { names: HashMap::new(), definitions: Vec::new() };
    let root = making.check(schema, "")?;
    let definitions = making.definitions.into_iter().map(|check| check.unwrap_or(Check::Null)).collect();
    Ok(Checks { root, definitions })
}

struct Making {
    /// By full name; the check is not there before the definition has ended.
    names: HashMap<String, usize>,
    definitions: Vec<Option<Check>>,
}

impl Making {
    fn check(&mut self, schema: &Value, namespace: &str) -> Result<Check, String> {
        match schema {
            Value::String(name) => self.named(name, namespace),
            Value::Array(branches) => {
                let checks: Result<Vec<_>, _> = branches.iter().map(|branch| self.check(branch, namespace)).collect();
                checks.map(Check::Union)
            }
            Value::Object(definition) => {
                let kind =
                    definition.get("type").and_then(Value::as_str).ok_or_else(|| format!("no type in {schema}"))?;
                let logical = logical_check(schema);
                match kind {
                    "array" => Ok(Check::Array(Box::new(self.part(schema, "items", namespace)?))),
                    "map" => Ok(Check::Map(Box::new(self.part(schema, "values", namespace)?))),
                    "enum" => self.define(schema, namespace, |_, _| {
                        let symbols = schema["symbols"].as_array().map_or(0, Vec::len);
                        Ok(Check::Enum(symbols as i64))
                    }),
                    "fixed" => self.define(schema, namespace, |_, _| {
                        let size = schema["size"].as_u64().ok_or("a fixed without size")?;
                        Ok(logical.map_or(Check::Fixed(size as usize), Check::Logical))
                    }),
                    "record" | "error" => {
                        self.define(schema, namespace, |making, inside| making.record(schema, inside))
                    }
                    _ => match logical {
                        Some(logical) => Ok(Check::Logical(logical)),
                        None => self.named(kind, namespace),
                    },
                }
            }
            _ => Err(format!("{schema} is no schema")),
        }
    }

    fn part(&mut self, schema: &Value, name: &str, namespace: &str) -> Result<Check, String> {
        self.check(schema.get(name).unwrap_or(&Value::Null), namespace)
    }

    fn named(&mut self, name: &str, namespace: &str) -> Result<Check, String> {
        Ok(match name {
            "null" => Check::Null,
            "boolean" => Check::Boolean,
            "int" => Check::Int,
            "long" => Check::Long,
            "float" => Check::Fixed(4),
            "double" => Check::Fixed(8),
            "bytes" => Check::Bytes,
            "string" => Check::Text,
            _ => {
                let index = *self.names.get(&full_name(name, namespace)).ok_or_else(|| format!("no type {name}"))?;
                if self.definitions[index].is_some() {
                    return Ok(Check::Named(index));
                }
                Check::Recursive(index)
            }
        })
    }

    fn define(
        &mut self,
        schema: &Value,
        enclosing: &str,
        make: impl FnOnce(&mut Self, &str) -> Result<Check, String>,
    ) -> Result<Check, String> {
        let name = name_of(schema, enclosing).ok_or_else(|| format!("no name in {schema}"))?;
        let index = self.definitions.len();
        self.definitions.push(None);
        self.names.insert(name.clone(), index);
        let check = make(self, namespace_of(&name))?;
        self.definitions[index] = Some(check);
        Ok(Check::Named(index))
    }

    fn record(&mut self, schema: &Value, namespace: &str) -> Result<Check, String> {
        let fields = schema["fields"].as_array().ok_or("a record without fields")?;
        let checks: Result<Vec<_>, String> = fields
            .iter()
            .map(|field| {
                let name = field["name"].as_str().ok_or("a field without name")?.to_string();
                Ok((name, self.part(field, "type", namespace)?))
            })
            .collect();
        checks.map(Check::Record)
    }
}
