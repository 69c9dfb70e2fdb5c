use alloc::string::String;
use alloc::vec::Vec;

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;
use apache_avro::{AvroSchema, Schema, from_value};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::aliases::with_names_of_reader;
use super::avro_error::{AvroEncodeError, AvroReadError, AvroSchemaError};
use super::canonical_form::canonical_form;
use super::check_payload::PayloadCheck;
use super::fingerprint::fingerprint;
use super::payload_limits::PayloadLimits;

/// A schema, compiled: what writes its values, and reads what it or another schema wrote.
#[derive(Debug)]
pub struct AvroType {
    schema: Schema,
    json: serde_json::Value,
    canonical_form: String,
    fingerprint: [u8; 8],
    check: PayloadCheck,
}

impl AvroType {
    /// From a schema as JSON.
    ///
    /// # Errors
    ///
    /// [`AvroSchemaError`] where it is no schema.
    pub fn parse(json: &str) -> Result<Self, AvroSchemaError> {
        let json: serde_json::Value = serde_json::from_str(json).map_err(AvroSchemaError::from_json)?;
        let schema = Schema::parse(&json).map_err(AvroSchemaError::from_avro)?;
        let check = PayloadCheck::of(&json).map_err(AvroSchemaError::new)?;
        let canonical_form = canonical_form(&json);
        Ok(Self { fingerprint: fingerprint(&canonical_form), canonical_form, schema, json, check })
    }

    /// Of a type that derives its schema.
    ///
    /// # Errors
    ///
    /// [`AvroSchemaError`] as of [`AvroType::parse`].
    pub fn of<T: AvroSchema>() -> Result<Self, AvroSchemaError> {
        Self::parse(&serde_json::to_string(&T::get_schema()).map_err(AvroSchemaError::from_json)?)
    }

    /// The schema itself.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The Parsing Canonical Form.
    #[must_use]
    pub fn canonical_form(&self) -> &str {
        &self.canonical_form
    }

    /// CRC-64-AVRO of the canonical form, as it is written: the lowest byte first.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 8] {
        self.fingerprint
    }

    /// The bytes of a value, after `into`.
    ///
    /// # Errors
    ///
    /// [`AvroEncodeError`] where the value is none of this schema.
    pub fn encode(&self, value: Value, into: &mut Vec<u8>) -> Result<(), AvroEncodeError> {
        self.written(into, |writer, into| writer.write_value(into, value))
    }

    /// The bytes of a value that serde knows, after `into`.
    ///
    /// # Errors
    ///
    /// [`AvroEncodeError`] where the value is none of this schema.
    pub fn encode_ser<T: Serialize>(&self, value: &T, into: &mut Vec<u8>) -> Result<(), AvroEncodeError> {
        self.written(into, |writer, into| writer.write_ser(into, value))
    }

    /// What no reader would take is taken back: apache-avro writes decimals of any number of digits.
    fn written(
        &self,
        into: &mut Vec<u8>,
        write: impl FnOnce(&GenericDatumWriter<'_>, &mut Vec<u8>) -> Result<usize, apache_avro::Error>,
    ) -> Result<(), AvroEncodeError> {
        let start = into.len();
        let writer = GenericDatumWriter::builder(&self.schema).build().map_err(AvroEncodeError::new)?;
        let written = write(&writer, into).map_err(AvroEncodeError::new);
        let checked = written.and_then(|_| {
            self.check.run(&into[start..], 0, &PayloadLimits::ANY_SIZE).map_err(AvroEncodeError::of_fault)
        });
        if checked.is_err() {
            into.truncate(start);
        }
        checked
    }

    /// What reads the bytes of another schema as values of this one (Avro 1.12, "Schema Resolution").
    ///
    /// # Errors
    ///
    /// [`AvroSchemaError`] where the writer's schema cannot be put into the reader's names.
    pub fn reader_of<'t>(&'t self, writer: &'t AvroType) -> Result<AvroReader<'t>, AvroSchemaError> {
        let is_same = core::ptr::eq(self, writer);
        let written = if is_same { &writer.json } else { &with_names_of_reader(&writer.json, &self.json) };
        let written = Schema::parse(written).map_err(AvroSchemaError::from_avro)?;
        Ok(AvroReader { check: &writer.check, written, reader: (!is_same).then_some(&self.schema) })
    }
}

/// Reads what one schema wrote as values of another.
#[derive(Debug)]
pub struct AvroReader<'t> {
    check: &'t PayloadCheck,
    /// the writer's schema, with the names that the reader has for its types and fields
    written: Schema,
    /// where it is another one
    reader: Option<&'t Schema>,
}

impl AvroReader<'_> {
    /// The value that stands from `start` to the end of a payload.
    ///
    /// # Errors
    ///
    /// [`AvroReadError::Payload`] for bytes that are none of the writer's schema, [`AvroReadError::Schema`] where the two do not go
    /// together.
    pub fn read(&self, payload: &[u8], start: usize, limits: &PayloadLimits) -> Result<Value, AvroReadError> {
        self.read_checked(payload, start, limits, |reader, mut bytes| reader.read_value(&mut bytes))
    }

    /// The same as a value that serde knows.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read); [`AvroReadError::Schema`] also where the type cannot hold the value.
    pub fn read_deser<T: DeserializeOwned>(
        &self,
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
    ) -> Result<T, AvroReadError> {
        let resolves = self.reader.is_some();
        self.read_checked(payload, start, limits, |reader, mut bytes| match resolves {
            // apache-avro 0.22 panics where it would have to resolve as it goes
            true => from_value(&reader.read_value(&mut bytes)?),
            false => reader.read_deser(&mut bytes),
        })
    }

    fn read_checked<T>(
        &self,
        payload: &[u8],
        start: usize,
        limits: &PayloadLimits,
        read: impl FnOnce(&GenericDatumReader<'_>, &[u8]) -> Result<T, apache_avro::Error>,
    ) -> Result<T, AvroReadError> {
        self.check.run(payload, start, limits).map_err(AvroReadError::Payload)?;
        let read = || {
            let reader = GenericDatumReader::builder(&self.written).maybe_reader_schema(self.reader).build()?;
            read(&reader, &payload[start.min(payload.len())..])
        };
        let value = match self.check.stack_of_reader(limits) {
            0 => read(),
            stack => stacker::maybe_grow(stack, stack, read),
        };
        value.map_err(|error| AvroReadError::Schema(AvroSchemaError::from_avro(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::avro::PayloadFaultReason;
    use std::string::ToString;
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
    fn has_the_fingerprint_of_avro() {
        let schema =
            AvroType::parse(r#"{"name":"foo","type":"record","fields":[{"name":"f1","type":"boolean"}]}"#).unwrap();
        assert_eq!(i64::from_le_bytes(schema.fingerprint()), 7_843_277_075_252_814_651);
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
    fn reads_an_older_schema_into_a_type() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        struct New {
            number: i64,
            state: String,
        }
        let [before, after] = [BEFORE, AFTER].map(|json| AvroType::parse(json).unwrap());
        let bytes = written(&before, Value::Record(vec![("nr".to_string(), Value::Int(7))]));
        let value: New = after.reader_of(&before).unwrap().read_deser(&bytes, 0, &PayloadLimits::default()).unwrap();
        assert_eq!(value, New { number: 7, state: "NEW".to_string() });
    }

    #[test]
    fn writes_nothing_that_it_would_not_read() {
        let schema = AvroType::parse(r#"{"type":"bytes","logicalType":"decimal","precision":2,"scale":0}"#).unwrap();
        let decimal = |number: i64| Value::Decimal(apache_avro::Decimal::from(number.to_be_bytes()));
        let mut bytes = vec![7];
        schema.encode(decimal(99), &mut bytes).unwrap();
        let length = bytes.len();
        let error = schema.encode(decimal(100), &mut bytes).unwrap_err();
        assert_eq!(error.to_string(), "the value is none of its schema: bad_value at byte 0");
        assert_eq!(bytes.len(), length);
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
