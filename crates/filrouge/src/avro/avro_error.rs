use alloc::string::{String, ToString};
use core::fmt;

use super::payload_fault::PayloadFault;

/// A schema that is none, or that cannot read what another one wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvroSchemaError(String);

impl AvroSchemaError {
    pub(super) fn new(why: String) -> Self {
        Self(why)
    }

    pub(super) fn from_avro(error: apache_avro::Error) -> Self {
        Self(error.to_string())
    }

    pub(super) fn from_json(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for AvroSchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the schema is wrong: {}", self.0)
    }
}

impl core::error::Error for AvroSchemaError {}

/// A value that its schema has no bytes for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvroEncodeError(String);

impl AvroEncodeError {
    pub(super) fn new(error: apache_avro::Error) -> Self {
        Self(error.to_string())
    }

    pub(super) fn of_fault(fault: PayloadFault) -> Self {
        Self(fault.to_string())
    }
}

impl fmt::Display for AvroEncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value is none of its schema: {}", self.0)
    }
}

impl core::error::Error for AvroEncodeError {}

/// Why a payload gave no value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AvroReadError {
    /// Bytes that are none of the writer's schema, or whose value the reader's cannot take.
    Payload(PayloadFault),
    /// A type that cannot hold the value, and what serde says of it.
    Type(String),
}

impl fmt::Display for AvroReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Payload(fault) => fault.fmt(f),
            Self::Type(why) => write!(f, "the type cannot hold the value: {why}"),
        }
    }
}

impl core::error::Error for AvroReadError {}
