use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use std::collections::HashSet;

use apache_avro::schema::{FixedSchema, Name, NamespaceRef};
use apache_avro::{AvroSchema, Schema};
use serde::{Deserialize, Serialize};

/// A context as Avro has it: `spec/schemas/TraceContext.avsc`.
#[derive(Debug, Clone, PartialEq, Eq, AvroSchema, Serialize, Deserialize)]
#[serde(rename = "TraceContext")]
#[avro(namespace = "filrouge")]
pub struct TraceContextRecord {
    /// Big-endian, as in its hex form.
    #[avro(with = trace_id_schema)]
    #[serde(with = "apache_avro::serde::fixed")]
    pub trace_id: [u8; 16],
    /// Big-endian, as in its hex form.
    #[avro(with = span_id_schema)]
    #[serde(with = "apache_avro::serde::fixed")]
    pub span_id: [u8; 8],
    /// `None` is a deferred decision.
    pub sampled: Option<bool>,
    /// Counts only together with `sampled`.
    #[avro(default = "false")]
    pub debug: bool,
    /// As the header of that name.
    #[avro(default = r#""""#)]
    pub tracestate: String,
}

/// A record's value with what its headers would say: `spec/schemas/Envelope.avsc`.
#[derive(Debug, Clone, PartialEq, Eq, AvroSchema, Serialize, Deserialize)]
#[serde(rename = "Envelope")]
#[avro(namespace = "filrouge")]
pub struct EnvelopeRecord {
    /// `None` where nobody traced it.
    pub context: Option<TraceContextRecord>,
    /// As the header of that name.
    #[avro(default = r#""""#)]
    pub baggage: String,
    /// `None` for a tombstone.
    #[avro(with)]
    #[serde(with = "apache_avro::serde::bytes_opt")]
    pub payload: Option<Vec<u8>>,
}

fn trace_id_schema(known: &mut HashSet<Name>, namespace: NamespaceRef) -> Schema {
    fixed("TraceId", 16, known, namespace)
}

fn span_id_schema(known: &mut HashSet<Name>, namespace: NamespaceRef) -> Schema {
    fixed("SpanId", 8, known, namespace)
}

fn fixed(name: &str, size: usize, known: &mut HashSet<Name>, namespace: NamespaceRef) -> Schema {
    let name = Name::new_with_enclosing_namespace(name, namespace).expect("a name of letters");
    if known.contains(&name) {
        return Schema::Ref { name };
    }
    known.insert(name.clone());
    Schema::Fixed(FixedSchema::builder().name(name).size(size).build())
}
