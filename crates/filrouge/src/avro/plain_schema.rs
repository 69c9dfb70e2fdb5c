use alloc::string::String;

use serde_json::{Map, Value};

/// A schema whose types are all what is beneath their logical types: what is read of its bytes can be read as either.
/// Nothing where it has none.
pub(super) fn without_logical_types(schema: &Value) -> Option<Value> {
    has_logical_type(schema).then(|| plain(schema))
}

fn has_logical_type(schema: &Value) -> bool {
    match schema {
        Value::Array(branches) => branches.iter().any(has_logical_type),
        Value::Object(definition) => {
            let fields = definition.get("fields").and_then(Value::as_array);
            definition.contains_key("logicalType")
                || inner(definition).any(has_logical_type)
                || fields.into_iter().flatten().any(|field| has_logical_type(&field["type"]))
        }
        _ => false,
    }
}

fn inner(definition: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    ["items", "values"].into_iter().filter_map(|part| definition.get(part))
}

fn plain(schema: &Value) -> Value {
    match schema {
        Value::Array(branches) => branches.iter().map(plain).collect(),
        Value::Object(definition) => {
            let kept = definition.iter().filter(|(key, _)| *key != "logicalType");
            let part = |(key, value): (&String, &Value)| {
                let value = match (key.as_str(), value) {
                    ("items" | "values", inner) => plain(inner),
                    ("fields", Value::Array(fields)) => fields.iter().map(field).collect(),
                    _ => value.clone(),
                };
                (key.clone(), value)
            };
            Value::Object(kept.map(part).collect())
        }
        _ => schema.clone(),
    }
}

/// Without its default, which is one of its logical type.
fn field(field: &Value) -> Value {
    let mut plain_field = field.clone();
    plain_field["type"] = plain(&field["type"]);
    if let Some(parts) = plain_field.as_object_mut() {
        parts.remove("default");
    }
    plain_field
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn leaves_what_is_beneath() {
        let schema = |date: Value| {
            json!({ "type": "record", "name": "R", "fields": [
                { "name": "days", "type": { "type": "array", "items": date } },
                { "name": "logicalType", "type": ["null", { "type": "map", "values": date }] },
            ] })
        };
        let date = json!({ "type": "int", "logicalType": "date" });
        assert_eq!(without_logical_types(&schema(date)), Some(schema(json!({ "type": "int" }))));
        assert_eq!(without_logical_types(&schema(json!("int"))), None);
    }
}
