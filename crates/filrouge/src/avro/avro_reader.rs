use alloc::sync::Arc;

use apache_avro::from_value;
use apache_avro::types::Value;
use serde::de::DeserializeOwned;

use super::avro_error::AvroReadError;
use super::check::{PayloadCheck, PayloadLimits};
use super::decoder::Decoder;
use super::resolution::{Resolution, Unresolved};
use super::type_mismatch::type_mismatch;

/// Reads what one schema wrote as values of another. It holds what it needs of both, so that it can be kept apart from them.
#[derive(Debug)]
pub struct AvroReader {
    /// of the writer's schema, as is the decoder
    check: Arc<PayloadCheck>,
    decoder: Arc<Decoder>,
    /// where the reader's is another one
    resolution: Option<Resolution>,
}

impl AvroReader {
    pub(super) fn new(check: Arc<PayloadCheck>, decoder: Arc<Decoder>, resolution: Option<Resolution>) -> Self {
        Self { check, decoder, resolution }
    }

    /// The value that stands from `start` to the end of a payload.
    ///
    /// # Errors
    ///
    /// [`AvroReadError::Payload`] for bytes that are none of the writer's schema, or hold what the reader's cannot take.
    pub fn read(&self, payload: &[u8], start: usize, limits: &PayloadLimits) -> Result<Value, AvroReadError> {
        self.read_checked(payload, start, limits, |bytes| self.value(bytes, payload, start, limits))
    }

    /// The same as a value that serde knows. Fields and symbols are found by their names. What a type itself is called does not matter,
    /// but where both schemas are the same, a struct that is called as its record takes the least time.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read), and [`AvroReadError::Type`] where the type cannot hold the value.
    pub fn read_deser<T: DeserializeOwned>(
        &self,
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
    ) -> Result<T, AvroReadError> {
        self.read_checked(payload, start, limits, |bytes| {
            // apache-avro 0.22 does not resolve as it goes, and as it goes it refuses a struct of another name than the record's
            let direct = match self.resolution {
                Some(_) => None,
                None => self.decoder.deserialized(bytes).ok(),
            };
            match direct {
                Some(read) => Ok(read),
                None => {
                    let value = self.value(bytes, payload, start, limits)?;
                    from_value(&value).map_err(|error| AvroReadError::Type(type_mismatch(&error)))
                }
            }
        })
    }

    fn value(
        &self,
        bytes: &[u8],
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
    ) -> Result<Value, AvroReadError> {
        let value = self.decoder.value(bytes).map_err(Unresolved::from_avro);
        let value = value.and_then(|value| match &self.resolution {
            Some(resolution) => resolution.run(value),
            None => Ok(value),
        });
        value.map_err(|unresolved| AvroReadError::Payload(self.check.fault_of(unresolved, payload, start, limits)))
    }

    fn read_checked<T>(
        &self,
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
        read: impl FnOnce(&[u8]) -> Result<T, AvroReadError>,
    ) -> Result<T, AvroReadError> {
        let stack = self.check.run(payload, start, limits).map_err(AvroReadError::Payload)?;
        stacker::maybe_grow(stack, stack, || read(&payload[start.min(payload.len())..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::avro::{AvroType, PayloadFaultReason};
    use alloc::string::ToString;
    use alloc::vec::Vec;
    use std::vec;

    const BEFORE: &str = r#"{"type":"record","name":"shop.Old","fields":[{"name":"nr","type":"int"}]}"#;
    const AFTER: &str = r#"{"type":"record","name":"shop.New","aliases":["shop.Old"],"fields":[
        {"name":"number","aliases":["nr"],"type":"long"},{"name":"state","type":"string","default":"NEW"}]}"#;

    fn written(schema: &AvroType, value: Value) -> Vec<u8> {
        let mut bytes = vec![];
        schema.encode(value, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn reads_an_older_schema() {
        let [before, after] = [BEFORE, AFTER].map(|json| AvroType::parse(json).unwrap());
        let bytes = written(&before, Value::Record(vec![("nr".to_string(), Value::Int(7))]));
        let value = after.reader_of(&before).unwrap().read(&bytes, 0, &PayloadLimits::default()).unwrap();
        let expected =
            [("number".to_string(), Value::Long(7)), ("state".to_string(), Value::String("NEW".to_string()))];
        assert_eq!(value, Value::Record(expected.to_vec()));
    }

    #[test]
    fn outlives_the_schemas() {
        let reader = AvroType::parse("\"long\"").unwrap().reader_of(&AvroType::parse("\"int\"").unwrap()).unwrap();
        assert_eq!(reader.read(&[2], 0, &PayloadLimits::default()), Ok(Value::Long(1)));
    }

    #[test]
    fn makes_no_more_records_of_no_bytes_than_the_limit() {
        let doubled = (1..=40).fold(
            r#"{"type":"record","name":"L0","fields":[{"name":"n","type":"null"}]}"#.to_string(),
            |inner, level| {
                let again = level - 1;
                std::format!(r#"{{"type":"record","name":"L{level}","fields":[{{"name":"a","type":{inner}}},{{"name":"b","type":"L{again}"}}]}}"#)
            },
        );
        let schema = AvroType::parse(&doubled).unwrap();
        let error = schema.reader_of(&schema).unwrap().read(&[], 0, &PayloadLimits::default()).unwrap_err();
        assert!(matches!(error, AvroReadError::Payload(fault) if fault.reason == PayloadFaultReason::TooManyItems));
    }

    #[test]
    fn makes_no_big_decimal_of_more_bytes_than_there_are() {
        let schema = AvroType::parse(r#"{"type":"bytes","logicalType":"big-decimal"}"#).unwrap();
        let reader = schema.reader_of(&schema).unwrap();
        let read =
            |payload: &[u8]| reader.read(payload, 0, &PayloadLimits::default()).map_err(|error| error.to_string());
        assert_eq!(read(&[8, 0xfe, 0xff, 0xff, 0x7f]), Err("bad_value at byte 0".to_string()));
        assert_eq!(read(&[0]), Err("bad_value at byte 0".to_string()));
        // 1.5: an unscaled 15 in one byte, and a scale of 1
        assert!(matches!(read(&[6, 2, 15, 2]), Ok(Value::BigDecimal(_))));
    }

    #[test]
    fn reads_nothing_behind_the_end() {
        let schema = AvroType::parse("\"null\"").unwrap();
        assert!(schema.reader_of(&schema).unwrap().read(&[], 5, &PayloadLimits::default()).is_ok());
        assert!(
            AvroType::parse(r#"{"type":"fixed","name":"F","size":0,"logicalType":"decimal","precision":1}"#).is_ok()
        );
    }

    #[test]
    fn names_the_place_of_what_does_not_fit() {
        let schema = AvroType::parse(BEFORE).unwrap();
        let error = schema.reader_of(&schema).unwrap().read(&[0x80], 0, &PayloadLimits::default()).unwrap_err();
        assert_eq!(error.to_string(), "nr: truncated at byte 0");
        assert!(AvroType::parse(r#"{"type":"array","items":"Nope"}"#).is_err());
        assert!(schema.encode(Value::Int(1), &mut vec![]).is_err());
    }
}
