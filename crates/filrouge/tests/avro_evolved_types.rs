//! Which types are read as which: by the schemas, never by the value that happens to come.
#![cfg(feature = "avro")]

use filrouge::avro::{AvroReadError, AvroType, PayloadLimits};
use serde_json::{Value, json};

/// What the reader's schema would write of it, or the fault.
fn read(writer: &Value, reader: &Value, payload: &str) -> String {
    let bytes: Vec<u8> = (0..payload.len()).step_by(2).map(|at| hex(&payload[at..at + 2])).collect();
    let [writer, reader] = [writer, reader].map(|json| AvroType::parse(&json.to_string()).expect("a schema"));
    match reader.reader_of(&writer).expect("a reader").read(&bytes, 0, &PayloadLimits::default()) {
        Ok(value) => {
            let mut written = Vec::new();
            reader.encode(value, &mut written).expect("a value of the reader's");
            written.iter().map(|byte| format!("{byte:02x}")).collect()
        }
        Err(AvroReadError::Payload(fault)) => fault.to_string(),
        Err(error) => panic!("{error}"),
    }
}

fn hex(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).expect("two hex digits")
}

fn logical(kind: &str, name: &str) -> Value {
    json!({ "type": kind, "logicalType": name })
}

fn decimal(precision: u32, scale: u32) -> Value {
    json!({ "type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale })
}

fn fixed(name: &str, size: u32, more: Value) -> Value {
    let mut schema = json!({ "type": "fixed", "name": name, "size": size });
    schema.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    schema
}

fn duration() -> Value {
    fixed("D", 12, json!({ "logicalType": "duration" }))
}

const UUID: &str = "4837643434343834302d396463302d313164312d623234352d356666646365373466616432";

#[test]
fn a_decimal_is_read_as_one_of_its_scale_and_precision() {
    let record = |more: Value| json!({ "type": "record", "name": "R", "fields": [{ "name": "p", "type": decimal(9, 2) }, more] });
    let [writer, reader] = [json!("int"), json!("long")].map(|kind| record(json!({ "name": "n", "type": kind })));
    assert_eq!(read(&writer, &reader, "0404e202"), "0404e202");
    assert_eq!(read(&json!([decimal(9, 2)]), &json!(["null", decimal(9, 2)]), "000404e2"), "020404e2");
    assert_eq!(read(&json!("bytes"), &decimal(9, 2), "0404e2"), "0404e2");
    let in_fixed = fixed("D", 3, json!({ "logicalType": "decimal", "precision": 4, "scale": 2 }));
    assert_eq!(read(&in_fixed, &decimal(4, 2), "0004d2"), "060004d2");
    for (writer, payload) in [(decimal(4, 2), "0404d2"), (in_fixed, "0004d2")] {
        let fault = read(&writer, &decimal(4, 3), payload);
        assert_eq!(fault, "bad_value at byte 0: decimal(4, 2) is no decimal(4, 3)");
    }
    assert_eq!(
        read(&json!("bytes"), &decimal(1, 0), "020a"),
        "bad_value at byte 0: the writer's bytes, read as decimal(1, 0)"
    );
}

#[test]
fn a_logical_type_is_read_as_what_is_beneath_it() {
    for (writer, reader, payload) in [
        (logical("long", "timestamp-millis"), json!("long"), "06"),
        (logical("int", "date"), json!("int"), "06"),
        (logical("int", "time-millis"), json!("long"), "06"),
        (logical("string", "uuid"), json!("string"), UUID),
        (logical("bytes", "big-decimal"), json!("bytes"), "06020f02"),
        (decimal(4, 2), json!("bytes"), "0404d2"),
        (duration(), fixed("D", 12, json!({})), "010000000200000003000000"),
    ] {
        assert_eq!(read(&writer, &reader, payload), payload);
        assert_eq!(read(&writer, &json!(["null", reader]), payload), format!("02{payload}"));
        if reader != "long" {
            assert_eq!(read(&reader, &writer, payload), payload);
        }
    }
    assert_eq!(read(&json!("int"), &logical("long", "timestamp-micros"), "06"), "06");
    let fault = read(&logical("int", "date"), &logical("long", "timestamp-millis"), "06");
    assert_eq!(fault, "bad_value at byte 0: date is no timestamp-millis");
    assert_eq!(
        read(&json!("string"), &logical("string", "uuid"), "026a"),
        "bad_value at byte 0: the writer's string, read as uuid"
    );
}

#[test]
fn what_the_specification_refuses_is_refused_whatever_the_value() {
    let symbols = |name: &str| json!({ "type": "enum", "name": name, "symbols": ["A"] });
    for (writer, reader, payload) in [
        (json!("long"), json!("int"), "06"),
        (json!("double"), json!(["null", "int", "float"]), "0000000000000840"),
        (json!("string"), json!("double"), "06494e46"),
        (json!("string"), symbols("E"), "0241"),
        (json!("bytes"), fixed("F", 1, json!({})), "0241"),
        (json!("string"), fixed("F", 1, json!({})), "0241"),
        (fixed("F", 1, json!({})), json!("string"), "41"),
        (fixed("F", 1, json!({})), fixed("G", 1, json!({})), "41"),
        (fixed("F", 1, json!({})), fixed("F", 2, json!({})), "41"),
        (symbols("E"), symbols("F"), "00"),
        (json!("double"), json!("float"), "0000000000000840"),
    ] {
        let fault = read(&writer, &reader, payload);
        assert!(fault.starts_with("bad_value at byte 0: "), "{writer} as {reader}: {fault}");
    }
    let known_as = fixed("G", 1, json!({ "aliases": ["F"] }));
    assert_eq!(read(&fixed("a.F", 1, json!({})), &fixed("b.F", 1, json!({})), "41"), "41");
    assert_eq!(read(&fixed("F", 1, json!({})), &known_as, "41"), "41");
}

#[test]
fn a_branch_is_the_most_alike() {
    assert_eq!(read(&json!("long"), &json!(["int", "double"]), "06"), "020000000000000840");
    assert_eq!(read(&json!("int"), &json!(["string", "double", "long"]), "06"), "020000000000000840");
    assert_eq!(read(&json!("string"), &json!(["bytes", "string"]), "0261"), "020261");
    assert_eq!(read(&json!("string"), &json!(["null", "bytes"]), "0261"), "020261");
    assert_eq!(read(&json!("long"), &json!(["double", logical("long", "timestamp-millis")]), "06"), "0206");
    let [one, other] = ["a.F", "b.F"].map(|name| fixed(name, 1, json!({})));
    assert_eq!(read(&other, &json!([one, other]), "41"), "0241");
}

#[test]
fn bytes_that_are_no_text_are_a_fault_of_text() {
    let why = "the writer's bytes, read as string";
    assert_eq!(read(&json!("bytes"), &json!("string"), "02ff"), format!("bad_utf8 at byte 0: {why}"));
    assert_eq!(
        read(&json!(["null", "bytes"]), &json!(["null", "string"]), "0202ff"),
        format!("bad_utf8 at byte 1: {why}")
    );
}

#[test]
fn each_character_of_a_default_of_bytes_is_a_byte() {
    let record = |fields: Value| json!({ "type": "record", "name": "R", "fields": fields });
    let item = record_named("I", json!([{ "name": "x", "type": "bytes", "default": "\u{fe}" }]));
    for (kind, default, written) in [
        (json!("bytes"), json!("\u{ff}\u{0}a"), "06ff0061"),
        (fixed("F", 2, json!({})), json!("\u{ff}\u{1}"), "ff01"),
        (json!({ "type": "map", "values": "bytes" }), json!({ "k": "\u{fe}" }), "02026b02fe00"),
        (json!({ "type": "array", "items": item }), json!([{ "x": "\u{ff}" }, {}]), "0402ff02fe00"),
        (json!(["bytes", "string"]), json!("\u{e9}"), "0002e9"),
        (decimal(4, 2), json!("\u{4}\u{d2}"), "0404d2"),
        (json!(["null", "int"]), json!(4), "0208"),
        (duration(), json!("\u{1}\u{0}\u{0}\u{0}".repeat(3)), "010000000100000001000000"),
    ] {
        let field = json!([{ "name": "d", "type": kind, "default": default }]);
        assert_eq!(read(&record(json!([])), &record(field), ""), written, "{kind}");
    }
}

#[test]
fn a_default_of_another_type_makes_no_schema() {
    for (kind, default) in
        [(duration(), json!("\u{1}")), (json!("int"), json!("x")), (json!("bytes"), json!("\u{100}"))]
    {
        let schema = record_named("R", json!([{ "name": "d", "type": kind, "default": default }]));
        assert!(AvroType::parse(&schema.to_string()).is_err(), "{kind}");
    }
}

fn record_named(name: &str, fields: Value) -> Value {
    json!({ "type": "record", "name": name, "fields": fields })
}
