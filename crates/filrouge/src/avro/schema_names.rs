use alloc::format;
use alloc::string::{String, ToString};

use serde_json::Value;

/// The name that others refer to (Avro 1.12, "Names"): a name with a dot is whole.
pub(super) fn full_name(name: &str, namespace: &str) -> String {
    if name.contains('.') || namespace.is_empty() { name.to_string() } else { format!("{namespace}.{name}") }
}

/// What stands before the last dot.
pub(super) fn namespace_of(full_name: &str) -> &str {
    full_name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

/// Of a definition, whose own namespace goes before that around it.
pub(super) fn name_of(schema: &Value, enclosing: &str) -> Option<String> {
    let name = schema["name"].as_str()?;
    Some(full_name(name, schema["namespace"].as_str().unwrap_or(enclosing)))
}

pub(super) fn is_primitive(name: &str) -> bool {
    matches!(name, "null" | "boolean" | "int" | "long" | "float" | "double" | "bytes" | "string")
}

/// A copy of a definition whose items or values are made anew.
pub(super) fn with_inner(schema: &Value, make: impl Fn(&Value) -> Value) -> Value {
    let mut copy = schema.clone();
    for part in ["items", "values"] {
        if let Some(inner) = schema.get(part) {
            copy[part] = make(inner);
        }
    }
    copy
}
