use alloc::format;
use alloc::string::{String, ToString};
use std::collections::HashSet;

use serde_json::Value;

use super::schema_names::{full_name, is_primitive, name_of, namespace_of, with_inner};

/// For types that have none, but stand inside of one that has.
const NO_NAMESPACE: &str = "_";

/// A schema as apache-avro 0.22 takes it, where it does not take it as it is: it knows no `error`, which is a record (Avro 1.12,
/// "Protocol Declaration"), and what is in no namespace it looks for in that around it. Nothing for any other.
pub(super) fn parsable(schema: &Value) -> Option<Value> {
    let mut names = Names::default();
    names.collect(schema, "");
    (names.has_error || names.is_any_hidden).then(|| names.rewritten(schema, ""))
}

#[derive(Default)]
struct Names {
    /// In full.
    defined: HashSet<String>,
    /// Whether one without a namespace is defined or referred to where there is one around it.
    is_any_hidden: bool,
    has_error: bool,
}

impl Names {
    fn collect(&mut self, schema: &Value, namespace: &str) {
        match schema {
            Value::String(name) => self.is_any_hidden |= !namespace.is_empty() && is_bare(&self.meant(name, namespace)),
            Value::Array(branches) => branches.iter().for_each(|branch| self.collect(branch, namespace)),
            Value::Object(_) => {
                self.has_error |= schema["type"] == "error";
                for part in ["items", "values"] {
                    self.collect(&schema[part], namespace);
                }
                let Some(name) = name_of(schema, namespace) else {
                    return if !is_container(&schema["type"]) {
                        self.collect(&schema["type"], namespace)
                    };
                };
                let inside = namespace_of(&name);
                self.is_any_hidden |= inside.is_empty() && !namespace.is_empty();
                self.defined.insert(name.clone());
                for field in schema["fields"].as_array().into_iter().flatten() {
                    self.collect(&field["type"], inside);
                }
            }
            _ => {}
        }
    }

    fn rewritten(&self, schema: &Value, namespace: &str) -> Value {
        match schema {
            Value::String(name) => Value::from(self.whole(self.meant(name, namespace))),
            Value::Array(branches) => branches.iter().map(|branch| self.rewritten(branch, namespace)).collect(),
            Value::Object(_) => {
                let mut rewritten = with_inner(schema, |inner| self.rewritten(inner, namespace));
                let Some(name) = name_of(schema, namespace) else {
                    if !is_container(&schema["type"]) {
                        rewritten["type"] = self.rewritten(&schema["type"], namespace);
                    }
                    return rewritten;
                };
                let fields = rewritten.get_mut("fields").and_then(Value::as_array_mut);
                for field in fields.into_iter().flatten() {
                    field["type"] = self.rewritten(&field["type"], namespace_of(&name));
                }
                if schema["type"] == "error" {
                    rewritten["type"] = Value::from("record");
                }
                let whole = self.whole(name);
                rewritten["namespace"] = Value::from(namespace_of(&whole));
                rewritten["name"] = Value::from(whole);
                rewritten
            }
            _ => schema.clone(),
        }
    }

    /// What a name refers to. One in no namespace is meant where that around it has none of its name: only an alias leads to it so.
    fn meant(&self, name: &str, namespace: &str) -> String {
        let full = full_name(name, namespace);
        let is_outside = !self.defined.contains(&full) && self.defined.contains(name);
        if is_primitive(name) || is_outside { name.to_string() } else { full }
    }

    fn whole(&self, name: String) -> String {
        if self.is_any_hidden && is_bare(&name) { format!("{NO_NAMESPACE}.{name}") } else { name }
    }
}

/// Of a type that is defined, and in no namespace.
fn is_bare(name: &str) -> bool {
    !name.contains('.') && !is_primitive(name)
}

fn is_container(kind: &Value) -> bool {
    kind == "array" || kind == "map"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::avro::{AvroType, PayloadLimits};
    use serde_json::json;

    fn record(name: &str, more: Value) -> Value {
        let fields = json!([{ "name": "v", "type": "int" }, { "name": "next", "type": ["null", more] }]);
        json!({ "type": "record", "name": name, "fields": fields, "namespace": "" })
    }

    #[test]
    fn a_type_in_no_namespace_refers_to_itself() {
        let mut around = record("R", record("N", json!("N")));
        around["namespace"] = json!("c");
        let schema = AvroType::parse(&around.to_string()).unwrap();
        let value = schema.reader_of(&schema).unwrap().read(&[2, 2, 4, 2, 6, 0], 0, &PayloadLimits::default()).unwrap();
        let mut bytes = std::vec![];
        schema.encode(value, &mut bytes).unwrap();
        assert_eq!(bytes, [2, 2, 4, 2, 6, 0]);

        let evolved = AvroType::parse(&around.to_string().replace("int", "long")).unwrap();
        assert!(evolved.reader_of(&schema).unwrap().read(&bytes, 0, &PayloadLimits::default()).is_ok());
        assert!(schema.canonical_form().contains(r#""name":"N""#));
    }

    #[test]
    fn an_error_is_a_record() {
        let mut error = record("R", json!({ "type": "R" }));
        error["type"] = json!("error");
        let schema = AvroType::parse(&error.to_string()).unwrap();
        let reader = AvroType::parse(&record("R", json!("R")).to_string().replace("int", "long")).unwrap();
        assert!(reader.reader_of(&schema).unwrap().read(&[2, 2, 4, 0], 0, &PayloadLimits::default()).is_ok());
    }

    #[test]
    fn any_other_stays() {
        assert_eq!(parsable(&record("R", json!("R"))), None);
        let mut named = record("a.R", json!({ "type": "array", "items": "R" }));
        named["namespace"] = json!("b");
        assert_eq!(parsable(&named), None);
    }
}
