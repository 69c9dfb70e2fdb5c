use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::types::Value;
use apache_avro::{Error, GenericSingleObjectReader};
use serde::de::DeserializeOwned;

use super::named_schema::NamedSchema;

/// Makes values of the bytes of one schema, and keeps what that needs of the schema.
pub(super) enum Decoder {
    /// A schema that refers to no type by name needs nothing beside it.
    Alone(Arc<NamedSchema>),
    /// Of apache-avro 0.22's readers that of single objects alone owns its schema; with a frame of no bytes it reads what has none.
    /// The frame is why it is not for all: comparing no bytes at no address takes 100 ns on some processors.
    Referring(GenericSingleObjectReader),
}

impl Decoder {
    pub(super) fn new(schema: &Arc<NamedSchema>) -> Result<Self, Error> {
        if schema.referred().is_empty() {
            return Ok(Self::Alone(Arc::clone(schema)));
        }
        let reader = GenericSingleObjectReader::builder().schema(schema.schema().clone()).header(Vec::new());
        reader.build().map(Self::Referring)
    }

    pub(super) fn value(&self, mut bytes: &[u8]) -> Result<Value, Error> {
        match self {
            Self::Alone(schema) => reader_of(schema)?.read_value(&mut bytes),
            Self::Referring(reader) => reader.read_value(&mut bytes),
        }
    }

    pub(super) fn deserialized<T: DeserializeOwned>(&self, mut bytes: &[u8]) -> Result<T, Error> {
        match self {
            Self::Alone(schema) => reader_of(schema)?.read_deser(&mut bytes),
            Self::Referring(reader) => reader.read_deser(&mut bytes),
        }
    }
}

fn reader_of(schema: &NamedSchema) -> Result<GenericDatumReader<'_>, Error> {
    GenericDatumReader::builder(schema.schema()).resolved_writer_schemata(schema.resolved()?).build()
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder").finish_non_exhaustive()
    }
}
