//! The records of a context inside of Avro, derived here, have the schemas of the specification.
#![cfg(feature = "avro")]

use std::fs;
use std::path::Path;

use filrouge::avro::apache_avro::AvroSchema;
use filrouge::avro::{AvroType, EnvelopeRecord, TraceContextRecord};

#[test]
fn are_those_of_the_specification() {
    for (name, derived) in
        [("TraceContext", TraceContextRecord::get_schema()), ("Envelope", EnvelopeRecord::get_schema())]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../spec/schemas/{name}.avsc"));
        let specified = AvroType::parse(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(derived.canonical_form(), specified.canonical_form());
    }
}
