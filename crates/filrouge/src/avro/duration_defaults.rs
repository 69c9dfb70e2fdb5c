use apache_avro::schema::UnionSchema;
use apache_avro::{Error, Schema};
use serde_json::Value;

/// A schema without the defaults of its fields, where one may be of a `duration`: apache-avro 0.22 takes no default of that, and with
/// it refuses the schema. Nothing for any other.
pub(super) fn without_defaults(schema: &Value) -> Option<Value> {
    has_duration(schema).then(|| {
        let mut bare = schema.clone();
        remove_defaults(&mut bare);
        bare
    })
}

fn has_duration(schema: &Value) -> bool {
    match schema {
        Value::Array(branches) => branches.iter().any(has_duration),
        Value::Object(_) => {
            let mut fields = schema["fields"].as_array().into_iter().flatten();
            schema["logicalType"] == "duration"
                || has_duration(&schema["items"])
                || has_duration(&schema["values"])
                || fields.any(|field| has_duration(&field["type"]))
        }
        _ => false,
    }
}

fn remove_defaults(schema: &mut Value) {
    match schema {
        Value::Array(branches) => branches.iter_mut().for_each(remove_defaults),
        Value::Object(definition) => {
            for part in ["items", "values"] {
                definition.get_mut(part).into_iter().for_each(remove_defaults);
            }
            let fields = definition.get_mut("fields").and_then(Value::as_array_mut);
            for field in fields.into_iter().flatten().filter_map(Value::as_object_mut) {
                field.remove("default");
                field.get_mut("type").into_iter().for_each(remove_defaults);
            }
        }
        _ => {}
    }
}

/// The same with the defaults that have been taken from it.
pub(super) fn with_defaults(schema: Schema, json: &Value) -> Result<Schema, Error> {
    Ok(match schema {
        Schema::Array(mut array) => {
            *array.items = with_defaults(*array.items, &json["items"])?;
            Schema::Array(array)
        }
        Schema::Map(mut map) => {
            *map.types = with_defaults(*map.types, &json["values"])?;
            Schema::Map(map)
        }
        Schema::Union(union) => {
            let branches = union.variants().iter().cloned().enumerate();
            let branches = branches.map(|(index, branch)| with_defaults(branch, &json[index]));
            Schema::Union(UnionSchema::new(branches.collect::<Result<_, _>>()?)?)
        }
        Schema::Record(mut record) => {
            for (index, field) in record.fields.iter_mut().enumerate() {
                let json = &json["fields"][index];
                field.default = json.get("default").cloned();
                let bare = core::mem::replace(&mut field.schema, Schema::Null);
                field.schema = with_defaults(bare, &json["type"])?;
            }
            Schema::Record(record)
        }
        other => other,
    })
}
