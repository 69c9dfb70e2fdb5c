use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::Value;

use super::schema_names::{full_name, is_primitive, name_of, namespace_of};

/// The Parsing Canonical Form (Avro 1.12, "Transforming into Parsing Canonical Form"): what of a schema says how its bytes are read,
/// in one form for all that say the same. That of `apache-avro` 0.22 keeps `{"type":"long"}` where a type had a logical type, and a
/// decimal's precision, so that its fingerprints of these are nobody else's.
pub(super) fn canonical_form(schema: &Value) -> String {
    let mut form = String::new();
    write(schema, "", &mut form);
    form
}

fn write(schema: &Value, namespace: &str, form: &mut String) {
    match schema {
        Value::String(name) => write_name(name, namespace, form),
        Value::Array(branches) => write_list(branches, form, |branch, form| write(branch, namespace, form)),
        _ => write_definition(schema, namespace, form),
    }
}

fn write_name(name: &str, namespace: &str, form: &mut String) {
    let name = if is_primitive(name) { name.to_string() } else { full_name(name, namespace) };
    form.push_str(&Value::from(name).to_string());
}

fn write_definition(schema: &Value, namespace: &str, form: &mut String) {
    let kind = schema["type"].as_str().unwrap_or_default();
    match (kind, name_of(schema, namespace)) {
        ("array" | "map", _) => {
            let part = if kind == "array" { "items" } else { "values" };
            form.push_str(&["{\"type\":\"", kind, "\",\"", part, "\":"].concat());
            write(&schema[part], namespace, form);
            form.push('}');
        }
        ("record" | "error" | "enum" | "fixed", Some(name)) => {
            let kind = if kind == "error" { "record" } else { kind };
            form.push_str(
                &["{\"name\":", &Value::from(name.as_str()).to_string(), ",\"type\":\"", kind, "\","].concat(),
            );
            write_rest(kind, schema, namespace_of(&name), form);
            form.push('}');
        }
        _ => write_name(kind, namespace, form),
    }
}

/// What a named type has beside its name.
fn write_rest(kind: &str, schema: &Value, inside: &str, form: &mut String) {
    match kind {
        "fixed" => form.push_str(&["\"size\":", &schema["size"].to_string()].concat()),
        "enum" => {
            form.push_str("\"symbols\":");
            write_list(parts(&schema["symbols"]), form, |symbol, form| form.push_str(&symbol.to_string()));
        }
        _ => {
            form.push_str("\"fields\":");
            write_list(parts(&schema["fields"]), form, |field, form| {
                form.push_str(&["{\"name\":", &field["name"].to_string(), ",\"type\":"].concat());
                write(&field["type"], inside, form);
                form.push('}');
            });
        }
    }
}

fn write_list(parts: &[Value], form: &mut String, mut write: impl FnMut(&Value, &mut String)) {
    form.push('[');
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            form.push(',');
        }
        write(part, form);
    }
    form.push(']');
}

fn parts(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_says_how_bytes_are_read() {
        let schema = serde_json::json!({
            "type": "record", "doc": "an order", "namespace": "shop", "name": "Order", "aliases": ["Purchase"],
            "fields": [
                { "name": "id", "type": { "type": "string", "logicalType": "uuid" }, "doc": "x" },
                { "name": "state", "type": { "type": "enum", "symbols": ["NEW", "PAID"], "name": "State" } },
                { "name": "before", "type": ["null", "State", { "type": "array", "items": "Order" }] },
                { "name": "tax", "type": { "type": "fixed", "name": "money.Tax", "size": 4 } },
            ],
        });
        let expected = concat!(
            r#"{"name":"shop.Order","type":"record","fields":[{"name":"id","type":"string"},"#,
            r#"{"name":"state","type":{"name":"shop.State","type":"enum","symbols":["NEW","PAID"]}},"#,
            r#"{"name":"before","type":["null","shop.State",{"type":"array","items":"shop.Order"}]},"#,
            r#"{"name":"tax","type":{"name":"money.Tax","type":"fixed","size":4}}]}"#,
        );
        assert_eq!(canonical_form(&schema), expected);
    }
}
