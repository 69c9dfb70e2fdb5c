//! Payloads are read into types that serde knows, of which the fields alone count.
#![cfg(feature = "avro")]

use apache_avro::types::Value;
use filrouge::avro::{AvroReadError, AvroType, PayloadLimits};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const BEFORE: &str = r#"{"type":"record","name":"shop.Old","fields":[{"name":"nr","type":"int"}]}"#;
const AFTER: &str = r#"{"type":"record","name":"shop.New","aliases":["shop.Old"],"fields":[
    {"name":"number","aliases":["nr"],"type":"long"},{"name":"state","type":"string","default":"NEW"}]}"#;

fn schema(json: &str) -> AvroType {
    AvroType::parse(json).expect("a schema")
}

fn written(schema: &AvroType, value: Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    schema.encode(value, &mut bytes).expect("a value of the schema");
    bytes
}

fn read<T: DeserializeOwned>(writer: &AvroType, reader: &AvroType, payload: &[u8]) -> Result<T, AvroReadError> {
    reader.reader_of(writer).expect("a reader").read_deser(payload, 0, &PayloadLimits::default())
}

#[test]
fn reads_an_older_schema() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct New {
        number: i64,
        state: String,
    }
    let [before, after] = [BEFORE, AFTER].map(schema);
    let bytes = written(&before, Value::Record(vec![("nr".to_owned(), Value::Int(7))]));
    assert_eq!(read(&before, &after, &bytes), Ok(New { number: 7, state: "NEW".to_owned() }));
}

#[test]
fn reads_into_a_type_of_any_name() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Any {
        nr: i32,
    }
    let schema = schema(BEFORE);
    assert_eq!(read(&schema, &schema, &[14]), Ok(Any { nr: 7 }));
}

#[test]
fn blames_the_type_that_cannot_hold_the_value() {
    let [int, long, text, nullable] = ["\"int\"", "\"long\"", "\"string\"", r#"["null","string"]"#].map(schema);
    for writer in [&int, &long] {
        let error = read::<String>(writer, &long, &[2]).expect_err("a number is no text");
        assert!(error.to_string().starts_with("the type cannot hold the value: "), "{error}");
    }
    let long_text = written(&text, Value::String("x".repeat(100_000)));
    for reader in [&text, &nullable] {
        let error = read::<u8>(&text, reader, &long_text).expect_err("text is no number");
        assert!(error.to_string().starts_with("the type cannot hold the value: u8 was expected: "), "{error}");
        assert!(error.to_string().len() < 300, "{error}");
    }
}
