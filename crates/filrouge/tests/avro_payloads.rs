//! The payloads of the specification, which every language reads alike.
#![cfg(feature = "avro")]

use std::fs;
use std::path::Path;

use filrouge::avro::{AvroReadError, AvroType, PayloadFault, PayloadLimits};
use serde_json::Value;

fn payloads() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/avro-payloads.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: Value = serde_json::from_str(&text).expect("JSON");
    file["payloads"].as_array().expect("a list of payloads").clone()
}

fn outcome(schema: &str, hex: &str) -> String {
    let schema = AvroType::parse(schema).unwrap_or_else(|error| panic!("{schema}: {error}"));
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits"));
    let reader = schema.reader_of(&schema).expect("a schema that reads itself");
    match reader.read(&bytes.collect::<Vec<_>>(), 0, &PayloadLimits::default()) {
        Ok(_) => "fits".to_owned(),
        Err(AvroReadError::Payload(PayloadFault { reason, offset, path, .. })) => {
            format!("{reason} {offset} {path}").trim_end().to_owned()
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn fit_or_are_faults_as_in_the_specification() {
    let payloads = payloads();
    assert!(payloads.len() > 40, "only {} payloads", payloads.len());
    for payload in payloads {
        let [schema, hex, expected] = [0, 1, 2].map(|index| &payload[index]);
        let outcome = outcome(&schema.to_string(), hex.as_str().expect("hex text"));
        assert_eq!(outcome, expected.as_str().expect("an outcome"), "{schema} {hex}");
    }
}

#[test]
fn of_a_schema_that_refers_to_itself_end_at_the_limit() {
    let list = r#"{"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]}]}"#;
    assert_eq!(outcome(list, &("02".repeat(64) + "00")), "fits");
    assert!(outcome(list, &"02".repeat(1_000_000)).starts_with("too_deep 65 next.next"));
}
