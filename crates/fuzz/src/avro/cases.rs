use std::sync::LazyLock;

use filrouge::avro::{AvroReader, AvroType};
use serde_json::Value;

/// A schema that writes, one that reads, and payloads worth damaging.
#[derive(Debug)]
pub struct Case {
    /// Of the vector in `spec/avro-values.json`.
    pub id: String,
    pub writer: &'static AvroType,
    pub reader: AvroReader,
    /// Whether the reader's schema is another one, so that the two may not go together.
    pub is_resolved: bool,
    pub payloads: Vec<Vec<u8>>,
    /// The types that the schemas hold: so many values at most stand for one byte or one item.
    pub types: usize,
}

/// A case for each vector; they live as long as the program.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let file: Value = serde_json::from_str(include_str!("../../../../spec/avro-values.json")).expect("JSON");
    let of = |kind: &str| file[kind].as_array().expect("a list").clone();
    let values = of("values").into_iter().map(|vector| case(&vector, &vector["schema"], None));
    let resolutions =
        of("resolutions").into_iter().map(|vector| case(&vector, &vector["writer"], Some(&vector["reader"])));
    values.chain(resolutions).flatten().collect()
});

/// Nothing for schemas that do not go together whatever was written.
fn case(vector: &Value, writer: &Value, reader: Option<&Value>) -> Option<Case> {
    let avro_type = |schema: &Value| -> &'static AvroType {
        let parsed = AvroType::parse(&schema.to_string()).unwrap_or_else(|error| panic!("{schema}: {error}"));
        Box::leak(Box::new(parsed))
    };
    let types = types_of(writer) + reader.map_or(0, types_of);
    let writer = avro_type(writer);
    let other = reader.map(avro_type);
    let reader = other.unwrap_or(writer).reader_of(writer).ok()?;
    let also = vector["also"].as_array().into_iter().flatten();
    let payloads = also.chain([&vector["bytes"]]).map(bytes).collect();
    let id = vector["id"].as_str().expect("an id").to_owned();
    Some(Case { id, writer, reader, is_resolved: other.is_some(), payloads, types })
}

/// At least one for each type; attributes that are none do no harm to a bound.
fn types_of(schema: &Value) -> usize {
    match schema {
        Value::Array(parts) => 1 + parts.iter().map(types_of).sum::<usize>(),
        Value::Object(parts) => 1 + parts.values().map(types_of).sum::<usize>(),
        _ => 1,
    }
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hex text");
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")).collect()
}
