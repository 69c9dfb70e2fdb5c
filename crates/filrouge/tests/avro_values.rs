//! The values of the specification have the same bytes in every language, and bytes the same value.
#![cfg(feature = "avro")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use apache_avro::types::Value as AvroValue;
use filrouge::avro::{AvroType, PayloadLimits};
use serde_json::Value;

mod avro_notation;

use avro_notation::{Notation, bytes, is_same};

fn vectors(kind: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/avro-values.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: Value = serde_json::from_str(&text).expect("JSON");
    file[kind].as_array().expect("a list").clone()
}

fn avro_type(schema: &Value) -> Result<AvroType, String> {
    AvroType::parse(&schema.to_string()).map_err(|error| error.to_string())
}

fn read(reader: &AvroType, writer: &AvroType, bytes: &[u8]) -> Result<AvroValue, String> {
    let reader = reader.reader_of(writer).map_err(|error| error.to_string())?;
    reader.read(bytes, 0, &PayloadLimits::default()).map_err(|error| error.to_string())
}

/// What differs, if something does.
type Outcome = Result<(), String>;

fn expect_read(reader: &AvroType, writer: &AvroType, bytes: &[u8], expected: &AvroValue) -> Outcome {
    let value = read(reader, writer, bytes)?;
    if is_same(&value, expected) { Ok(()) } else { Err(format!("{expected:?} was expected, not {value:?}")) }
}

fn encode(vector: &Value) -> Outcome {
    let avro = avro_type(&vector["schema"])?;
    let value = Notation::of(avro.schema()).value(&vector["value"]);
    let mut encoded = Vec::new();
    avro.encode(value.clone(), &mut encoded).map_err(|error| error.to_string())?;
    if vector["free"].is_null() && encoded != bytes(&vector["bytes"]) {
        return Err(format!("{encoded:02x?} was written"));
    }
    expect_read(&avro, &avro, &encoded, &value)
}

fn decode(vector: &Value, form: &Value) -> Outcome {
    let avro = avro_type(&vector["schema"])?;
    expect_read(&avro, &avro, &bytes(form), &Notation::of(avro.schema()).value(&vector["value"]))
}

fn fingerprint(vector: &Value) -> Outcome {
    let avro = avro_type(&vector["schema"])?;
    let form = vector["canonicalForm"].as_str().unwrap_or(avro.canonical_form());
    if avro.fingerprint()[..] != bytes(&vector["fingerprint"]) || form != avro.canonical_form() {
        return Err(format!("{:02x?}, {}", avro.fingerprint(), avro.canonical_form()));
    }
    Ok(())
}

fn resolve(vector: &Value) -> Outcome {
    let [writer, reader] = [avro_type(&vector["writer"])?, avro_type(&vector["reader"])?];
    if vector["refused"].is_null() {
        let expected = Notation::of(reader.schema()).value(&vector["value"]);
        return expect_read(&reader, &writer, &bytes(&vector["bytes"]), &expected);
    }
    match read(&reader, &writer, &bytes(&vector["bytes"])) {
        Ok(value) => Err(format!("{value:?} was read")),
        Err(_) => Ok(()),
    }
}

/// Runs a check of a vector; what is said to differ here must do so.
fn check(vector: &Value, name: &str, run: impl FnOnce() -> Outcome, problems: &mut Vec<String>) {
    let id = vector["id"].as_str().expect("an id");
    let outcome = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err("a panic".to_owned()));
    match (outcome, vector["except"]["filrouge-rust"][name].as_str()) {
        (Err(problem), None) => problems.push(format!("{id}: {name}: {problem}")),
        (Ok(()), Some(reason)) => problems.push(format!("{id}: {name} does not differ: {reason}")),
        _ => {}
    }
}

#[test]
fn values_have_the_bytes_of_the_specification() {
    let (vectors, mut problems) = (vectors("values"), Vec::new());
    assert!(vectors.len() > 100, "only {} values", vectors.len());
    for vector in &vectors {
        check(vector, "encode", || encode(vector), &mut problems);
        check(vector, "decode", || decode(vector, &vector["bytes"]), &mut problems);
        let mut also = vector["also"].as_array().into_iter().flatten();
        check(vector, "also", || also.try_for_each(|form| decode(vector, form)), &mut problems);
        check(vector, "fingerprint", || fingerprint(vector), &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn what_others_wrote_is_read_as_the_specification_says() {
    let (vectors, mut problems) = (vectors("resolutions"), Vec::new());
    assert!(vectors.len() > 50, "only {} resolutions", vectors.len());
    for vector in &vectors {
        check(vector, "resolve", || resolve(vector), &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
