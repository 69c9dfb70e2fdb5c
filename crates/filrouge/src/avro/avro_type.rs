use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;
use apache_avro::{AvroSchema, Schema};
use serde::Serialize;

use super::aliases::with_names_of_reader;
use super::avro_error::{AvroEncodeError, AvroSchemaError};
use super::avro_reader::AvroReader;
use super::canonical_form::canonical_form;
use super::check::{PayloadCheck, PayloadLimits};
use super::decoder::Decoder;
use super::fingerprint::fingerprint;
use super::named_schema::NamedSchema;
use super::plain_schema::without_logical_types;
use super::resolution::{Resolution, wrong_default};

/// A schema, compiled: what writes its values, and reads what it or another schema wrote.
#[derive(Debug)]
pub struct AvroType {
    schema: Arc<NamedSchema>,
    json: serde_json::Value,
    canonical_form: String,
    fingerprint: [u8; 8],
    check: Arc<PayloadCheck>,
    decoder: Arc<Decoder>,
}

impl AvroType {
    /// From a schema as JSON.
    ///
    /// # Errors
    ///
    /// [`AvroSchemaError`] where it is no schema.
    pub fn parse(json: &str) -> Result<Self, AvroSchemaError> {
        let json: serde_json::Value = serde_json::from_str(json).map_err(AvroSchemaError::from_json)?;
        let schema = NamedSchema::parse(&json).map_err(AvroSchemaError::from_avro)?;
        if let Some(wrong) = wrong_default(&schema) {
            return Err(AvroSchemaError::new(wrong));
        }
        let check = PayloadCheck::of(&json).map_err(AvroSchemaError::new)?;
        let canonical_form = canonical_form(&json);
        Ok(Self {
            fingerprint: fingerprint(&canonical_form),
            canonical_form,
            check: Arc::new(check),
            decoder: Arc::new(Decoder::new(&schema).map_err(AvroSchemaError::from_avro)?),
            schema,
            json,
        })
    }

    /// Of a type that derives its schema.
    ///
    /// # Errors
    ///
    /// [`AvroSchemaError`] as of [`AvroType::parse`].
    pub fn of<T: AvroSchema>() -> Result<Self, AvroSchemaError> {
        Self::parse(&serde_json::to_string(&T::get_schema()).map_err(AvroSchemaError::from_json)?)
    }

    /// The schema itself, as apache-avro has it: an `error` is a record in it, and a type that is in no namespace, but inside of one
    /// that is, in the namespace `_`.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        self.schema.schema()
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
        let resolved = self.schema.resolved().map_err(AvroEncodeError::new)?;
        let writer = GenericDatumWriter::builder(self.schema()).resolved_schemata(resolved).build();
        let writer = writer.map_err(AvroEncodeError::new)?;
        let written = write(&writer, into).map_err(AvroEncodeError::new);
        let checked = written.and_then(|_| {
            self.check.run(&into[start..], 0, &PayloadLimits::ANY_SIZE).map(drop).map_err(AvroEncodeError::of_fault)
        });
        if checked.is_err() {
            into.truncate(start);
        }
        checked
    }

    /// What reads the bytes of another schema as values of this one (Avro 1.12, "Schema Resolution"). It is worth keeping: it costs
    /// more than most payloads.
    ///
    /// # Errors
    ///
    /// [`AvroSchemaError`] where the writer's schema cannot be put into the reader's names.
    pub fn reader_of(&self, writer: &AvroType) -> Result<AvroReader, AvroSchemaError> {
        let check = Arc::clone(&writer.check);
        // a registry gives the schema that was registered, as another type
        if core::ptr::eq(self, writer) || self.json == writer.json {
            return Ok(AvroReader::new(check, Arc::clone(&writer.decoder), None));
        }
        let written = match with_names_of_reader(&writer.json, &self.json) {
            None => Arc::clone(&writer.schema),
            Some(renamed) => NamedSchema::parse(&renamed).map_err(AvroSchemaError::from_avro)?,
        };
        let resolution = Resolution::new(written, Arc::clone(&self.schema));
        Ok(AvroReader::new(check, writer.plain_decoder()?, Some(resolution)))
    }

    /// Of what is beneath logical types, of which resolution makes those of the reader.
    fn plain_decoder(&self) -> Result<Arc<Decoder>, AvroSchemaError> {
        let Some(plain) = without_logical_types(&self.json) else { return Ok(Arc::clone(&self.decoder)) };
        let decoder = NamedSchema::parse(&plain).and_then(|schema| Decoder::new(&schema));
        decoder.map(Arc::new).map_err(AvroSchemaError::from_avro)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec;

    #[test]
    fn has_the_fingerprint_of_avro() {
        let schema =
            AvroType::parse(r#"{"name":"foo","type":"record","fields":[{"name":"f1","type":"boolean"}]}"#).unwrap();
        assert_eq!(i64::from_le_bytes(schema.fingerprint()), 7_843_277_075_252_814_651);
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
}
