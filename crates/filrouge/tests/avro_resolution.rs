//! What the reader's schema cannot take is a fault of the payload, with its place; what it can take is read in time that grows with it.
#![cfg(feature = "avro")]

use apache_avro::types::Value;
use filrouge::avro::{AvroReadError, AvroType, PayloadFaultReason, PayloadLimits};

fn read(writer: &str, reader: &str, payload: &[u8]) -> Result<Value, AvroReadError> {
    let [writer, reader] = [writer, reader].map(|json| AvroType::parse(json).expect("a schema"));
    reader.reader_of(&writer).expect("a reader").read(payload, 0, &PayloadLimits::default())
}

fn fault(writer: &str, reader: &str, payload: &[u8]) -> String {
    match read(writer, reader, payload) {
        Err(AvroReadError::Payload(fault)) => {
            assert_eq!(fault.reason, PayloadFaultReason::BadValue);
            fault.to_string()
        }
        other => panic!("{other:?}"),
    }
}

const STATES: &str = r#"{"type":"enum","name":"State","symbols":["NEW","PAID","SENT"]}"#;
const FEWER: &str = r#"{"type":"enum","name":"State","symbols":["NEW","PAID"]}"#;

#[test]
fn a_symbol_that_the_reader_lacks_is_a_fault_with_its_place() {
    assert_eq!(fault(STATES, FEWER, &[4]), "bad_value at byte 0: the reader's enum has no default, and no symbol SENT");
    let order = |state: &str| {
        format!(
            r#"{{"type":"record","name":"Order","fields":[{{"name":"sku","type":"string"}},{{"name":"lines","type":
                {{"type":"array","items":{{"type":"record","name":"Line","fields":[
                    {{"name":"notes","type":{{"type":"map","values":["null",{state}]}}}}]}}}}}}]}}"#
        )
    };
    // a text of 3 bytes, one block of two lines; the second has one block of a null and a symbol, under "a" and "x"
    let payload = [6, b't', b'e', b'a', 4, 0, 4, 2, b'a', 0, 2, b'x', 2, 4, 0, 0];
    assert_eq!(
        fault(&order(STATES), &order(FEWER), &payload),
        r#"lines[1].notes["x"]: bad_value at byte 13: the reader's enum has no default, and no symbol SENT"#
    );
}

#[test]
fn a_branch_that_the_reader_lacks_is_a_fault() {
    let [union, fewer] = [r#"["null","int","string"]"#, r#"["null","int"]"#];
    assert_eq!(fault(union, fewer, &[4, 2, b'x']), "bad_value at byte 0: string is no branch of the reader's union");
    assert_eq!(read(union, fewer, &[2, 2]), Ok(Value::Union(1, Box::new(Value::Int(1)))));
    assert!(fault(union, "\"int\"", &[0]).starts_with("bad_value at byte 0: "));
}

#[test]
fn a_field_is_named_as_its_writer_names_it() {
    let writer =
        r#"{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"nr","type":["null","int"]}]}"#;
    let reader = r#"{"type":"record","name":"R","fields":[{"name":"number","aliases":["nr"],"type":"int"}]}"#;
    assert!(fault(writer, reader, &[2, 0]).starts_with("nr: bad_value at byte 1: "));
    let more = r#"{"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"b","type":"int"}]}"#;
    assert_eq!(fault(writer, more, &[2, 0]), "bad_value at byte 0: the reader's field b has no default");
}

#[test]
fn of_entries_that_fail_the_same_is_told_each_time() {
    let [writer, reader] = [STATES, FEWER].map(|state| format!(r#"{{"type":"map","values":{state}}}"#));
    let payload = [6, 2, b'c', 4, 2, b'b', 4, 2, b'a', 0, 0];
    for _ in 0..20 {
        assert!(fault(&writer, &reader, &payload).starts_with(r#"["b"]: bad_value at byte 6: "#));
    }
}

#[test]
fn no_message_is_as_long_as_the_value() {
    let payload = [&[0x80, 0x80, 0x80, 0x01][..], &vec![b'x'; 1 << 20]].concat();
    for reader in ["\"int\"", STATES] {
        assert!(fault("\"string\"", reader, &payload).len() < 200);
    }
}

#[test]
fn kinds_that_hold_values_are_no_other_kind() {
    let [array, map] = [r#"{"type":"array","items":"int"}"#, r#"{"type":"map","values":"int"}"#];
    assert_eq!(fault(array, map, &[0]), "bad_value at byte 0: array is no map");
    assert_eq!(fault(array, "\"bytes\"", &[0]), "bad_value at byte 0: array is no bytes");
}

#[test]
fn a_union_takes_what_has_the_name_of_its_branch() {
    let of = |name: &str| format!(r#"{{"type":"enum","name":"{name}","symbols":["X"]}}"#);
    let [one, other] = [format!("[{},{}]", of("A"), of("B")), format!("[{},{}]", of("C"), of("B"))];
    let x = Value::Enum(0, "X".to_owned());
    assert_eq!(read(&one, &other, &[2, 0]), Ok(Value::Union(1, Box::new(x))));
}

#[test]
fn records_inside_of_unions_inside_of_records_take_time_by_their_number() {
    let node = |more: &str| {
        format!(r#"{{"type":"record","name":"Node","fields":[{{"name":"next","type":["null","Node"]}}{more}]}}"#)
    };
    let value =
        read(&node(""), &node(r#",{"name":"n","type":"int","default":7}"#), &[[2; 64].as_slice(), &[0]].concat());
    let mut depth = 0;
    let mut value = &value.expect("a value");
    while let Value::Record(fields) = value {
        let [(_, Value::Union(_, next)), (_, Value::Int(7))] = &fields[..] else { panic!("{fields:?}") };
        value = next;
        depth += 1;
    }
    assert_eq!(depth, 65);
}
