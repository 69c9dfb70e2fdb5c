//! Avro payloads, read as `@filrouge/avro` reads them: the same framing, the same limits, the same faults. Needs `std`.

mod aliases;
mod avro_error;
mod avro_reader;
mod avro_type;
mod canonical_form;
mod check;
mod context_records;
mod decoder;
mod duration_defaults;
mod envelope;
mod fingerprint;
mod named_schema;
mod parsable_schema;
mod payload_fault;
mod plain_schema;
mod resolution;
mod schema_id;
mod schema_names;
mod shown;
mod type_mismatch;

pub use avro_error::{AvroEncodeError, AvroReadError, AvroSchemaError};
pub use avro_reader::AvroReader;
pub use avro_type::AvroType;
pub use check::PayloadLimits;
pub use context_records::{EnvelopeRecord, TraceContextRecord};
pub use envelope::{OpenedEnvelope, open_envelope, seal_envelope};
pub use payload_fault::{PayloadFault, PayloadFaultReason};
pub use schema_id::SchemaId;

/// The library beneath, for its values and its derive of schemas.
pub use apache_avro;
