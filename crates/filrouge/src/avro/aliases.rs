use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use serde_json::Value;

use super::schema_names::{full_name, is_primitive, name_of, namespace_of, with_inner};

/// A writer's schema with the names that a reader knows its types and fields by (Avro 1.12, "Aliases": "a writer's schema is rewritten
/// using aliases from the reader's schema"). The crate `apache-avro` has aliases of types, and none of fields.
/// Nothing where it has these names already.
pub(super) fn with_names_of_reader(writer: &Value, reader: &Value) -> Option<Value> {
    let mut known = Known::default();
    known.collect(reader, "");
    if known.is_empty() {
        return None;
    }
    let rewritten = known.rewritten(writer, "");
    (rewritten != Known::default().rewritten(writer, "")).then_some(rewritten)
}

/// Other names in a reader's schema, all of them full.
#[derive(Default)]
struct Known {
    types: HashMap<String, String>,
    /// By the record's name and the field's other name.
    fields: HashMap<(String, String), String>,
}

impl Known {
    fn is_empty(&self) -> bool {
        self.types.is_empty() && self.fields.is_empty()
    }

    fn collect(&mut self, schema: &Value, namespace: &str) {
        match schema {
            Value::Array(branches) => branches.iter().for_each(|branch| self.collect(branch, namespace)),
            Value::Object(_) => {
                for part in ["items", "values"] {
                    self.collect(&schema[part], namespace);
                }
                let Some(name) = name_of(schema, namespace) else { return };
                let inside = namespace_of(&name);
                for alias in texts(&schema["aliases"]) {
                    self.types.insert(full_name(alias, inside), name.clone());
                }
                for field in schema["fields"].as_array().into_iter().flatten() {
                    for alias in texts(&field["aliases"]) {
                        let own = field["name"].as_str().unwrap_or_default();
                        self.fields.insert((name.clone(), alias.to_string()), own.to_string());
                    }
                    self.collect(&field["type"], inside);
                }
            }
            _ => {}
        }
    }

    fn rewritten(&self, schema: &Value, namespace: &str) -> Value {
        match schema {
            Value::String(name) if is_primitive(name) => schema.clone(),
            Value::String(name) => Value::from(self.known_as(full_name(name, namespace))),
            Value::Array(branches) => branches.iter().map(|branch| self.rewritten(branch, namespace)).collect(),
            Value::Object(_) => {
                let mut rewritten = with_inner(schema, |inner| self.rewritten(inner, namespace));
                let Some(name) = name_of(schema, namespace) else { return rewritten };
                let known = self.known_as(name.clone());
                if let Some(fields) = schema["fields"].as_array() {
                    let inside = namespace_of(&name);
                    rewritten["fields"] = fields.iter().map(|field| self.field(field, &known, inside)).collect();
                }
                rewritten["namespace"] = Value::from(namespace_of(&known));
                rewritten["name"] = Value::from(known);
                rewritten
            }
            _ => schema.clone(),
        }
    }

    fn field(&self, field: &Value, record: &str, namespace: &str) -> Value {
        let mut rewritten = field.clone();
        let name = field["name"].as_str().unwrap_or_default();
        if let Some(known) = self.fields.get(&(record.to_string(), name.to_string())) {
            rewritten["name"] = Value::from(known.as_str());
        }
        rewritten["type"] = self.rewritten(&field["type"], namespace);
        rewritten
    }

    fn known_as(&self, name: String) -> String {
        self.types.get(&name).cloned().unwrap_or(name)
    }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
