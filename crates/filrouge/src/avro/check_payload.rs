use alloc::string::String;

use serde_json::Value;

use super::checks::Checks;
use super::cursor::Cursor;
use super::payload_fault::{PayloadFault, PayloadFaultReason};
use super::payload_limits::PayloadLimits;

/// Whether bytes are a value of a schema, and nothing after it. It makes no value, so that a payload that lies costs what was sent,
/// not what it claims: Avro's own readers recurse as deep and allocate as much as it says.
#[derive(Debug)]
pub(super) struct PayloadCheck(Checks);

impl PayloadCheck {
    pub(super) fn of(schema: &Value) -> Result<Self, String> {
        Checks::of(schema).map(Self)
    }

    pub(super) fn run(&self, payload: &[u8], start: usize, limits: &PayloadLimits) -> Result<(), PayloadFault> {
        if payload.len() > limits.bytes {
            return Err(PayloadFault::new(PayloadFaultReason::TooLong, limits.bytes));
        }
        let mut at = Cursor::new(payload, start, limits);
        self.0.run(&mut at)?;
        if at.is_at_end() { Ok(()) } else { at.fault(PayloadFaultReason::TrailingBytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec::Vec;

    fn outcome(schema: &str, hex: &str) -> String {
        let schema: Value = serde_json::from_str(schema).unwrap();
        let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
        let payload: Vec<u8> =
            digits.chunks(2).map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap()).collect();
        match PayloadCheck::of(&schema).unwrap().run(&payload, 0, &PayloadLimits::default()) {
            Ok(()) => "fits".to_string(),
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn tells_what_does_not_fit() {
        let cases = [
            (r#""null""#, "00", "trailing_bytes at byte 0"),
            (r#""boolean""#, "02", "bad_boolean at byte 0"),
            (r#""int""#, "ffffffff0f", "fits"),
            (r#""int""#, "ffffffff10", "bad_varint at byte 0"),
            (r#""long""#, "ffffffffffffffffff01", "fits"),
            (r#""long""#, "ffffffffffffffffff02", "bad_varint at byte 0"),
            (r#""string""#, "05 616263", "bad_length at byte 0"),
            (r#""string""#, "8080808010 616263", "truncated at byte 0"),
            (r#""string""#, "04 c328", "bad_utf8 at byte 1"),
            (r#"{"type":"enum","name":"E","symbols":["A","B"]}"#, "04", "bad_symbol at byte 0"),
            (r#"["null","int"]"#, "04", "bad_branch at byte 0"),
            (r#"{"type":"array","items":"int"}"#, "03 06 0204 00", "bad_block at byte 4"),
            (r#"{"type":"array","items":"int"}"#, "04 02", "[1]: truncated at byte 2"),
            (r#"{"type":"map","values":"int"}"#, "02 0261 80", r#"["a"]: truncated at byte 3"#),
            (r#"{"type":"array","items":"null"}"#, "82897a 00", "too_many_items at byte 3"),
            (r#"{"type":"string","logicalType":"uuid"}"#, "06 616263", "bad_value at byte 0"),
            (r#"{"type":"bytes","logicalType":"decimal","precision":2,"scale":1}"#, "02 64", "bad_value at byte 0"),
            (r#"{"type":"bytes","logicalType":"decimal","precision":2,"scale":3}"#, "00", "fits"),
            (r#"{"type":"long","logicalType":"timestamp-millis"}"#, "ffffffffffffffffff01", "bad_value at byte 0"),
        ];
        for (schema, hex, expected) in cases {
            assert_eq!(outcome(schema, hex), expected, "{schema} {hex}");
        }
    }

    #[test]
    fn counts_how_deep_a_schema_goes_that_refers_to_itself() {
        let list = r#"{"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]}]}"#;
        assert_eq!(outcome(list, &("02".repeat(64) + "00")), "fits");
        assert!(outcome(list, &"02".repeat(1_000_000)).ends_with("too_deep at byte 65"));
    }
}
