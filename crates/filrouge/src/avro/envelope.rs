use alloc::string::String;
use alloc::vec::Vec;
use std::sync::LazyLock;

use serde::Serialize;

use super::context_records::{EnvelopeRecord, TraceContextRecord};
use super::{AvroReadError, AvroType, PayloadFault, PayloadFaultReason, PayloadLimits, SchemaId};
use crate::baggage::WrittenBaggage;
use crate::{BaggageEntry, Extraction, Format, Header, Options, TraceContext, extract, headers_for};

static ENVELOPE: LazyLock<AvroType> =
    LazyLock::new(|| AvroType::of::<EnvelopeRecord>().expect("the schema of the specification"));

/// Bytes of ids, lengths and branches.
const MOST_BESIDE: usize = 64;

/// An [`EnvelopeRecord`] that is written without a copy of the payload.
#[derive(Serialize)]
#[serde(rename = "Envelope")]
struct BorrowedEnvelope<'a> {
    context: Option<TraceContextRecord>,
    baggage: String,
    #[serde(with = "apache_avro::serde::slice_opt")]
    payload: Option<&'a [u8]>,
}

/// What an envelope holds: the payload, and what its headers would have said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedEnvelope {
    /// The context, baggage and faults.
    pub extraction: Extraction,
    /// `None` for a tombstone; all bytes that were given where these are no envelope.
    pub payload: Option<Vec<u8>>,
    /// Why they are none.
    pub fault: Option<PayloadFault>,
}

/// A payload in an envelope (`spec/schemas/Envelope.avsc`, single-object encoding), for ways that drop headers: old brokers, HTTP
/// bridges, outbox tables. The headers say the context.
///
/// ```
/// use filrouge::avro::{open_envelope, seal_envelope};
///
/// let headers = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
/// let sealed = seal_envelope(Some(b"payload"), headers);
/// let opened = open_envelope(&sealed);
/// assert_eq!(opened.payload.as_deref(), Some(&b"payload"[..]));
/// assert_eq!(opened.extraction.context.unwrap().span_id_hex(), "00f067aa0ba902b7");
/// ```
pub fn seal_envelope<'a, H: Into<Header<'a>>>(payload: Option<&[u8]>, headers: impl IntoIterator<Item = H>) -> Vec<u8> {
    let Extraction { context, baggage, .. } = extract(headers, &Options::default());
    let record =
        BorrowedEnvelope { context: context.as_ref().map(record_of), baggage: baggage_alone(&baggage), payload };
    let mut bytes = SchemaId::from(&*ENVELOPE).written();
    bytes.reserve(payload.map_or(0, <[u8]>::len) + record.baggage.len() + MOST_BESIDE);
    ENVELOPE.encode_ser(&record, &mut bytes).expect("a record of its own schema");
    bytes
}

/// Takes a payload out of its envelope. Never fails: bytes that are none are handed on as they are, with their fault.
pub fn open_envelope(bytes: &[u8]) -> OpenedEnvelope {
    match opened(bytes) {
        Ok(EnvelopeRecord { context, baggage, payload }) => {
            OpenedEnvelope { extraction: extraction_of(context, &baggage), payload, fault: None }
        }
        Err(fault) => {
            OpenedEnvelope { extraction: Extraction::default(), payload: Some(bytes.to_vec()), fault: Some(fault) }
        }
    }
}

fn opened(bytes: &[u8]) -> Result<EnvelopeRecord, PayloadFault> {
    let (id, start) = SchemaId::of_single_object(bytes)?;
    if id != SchemaId::from(&*ENVELOPE) {
        return Err(PayloadFault::new(PayloadFaultReason::UnknownSchema, 2));
    }
    let reader = ENVELOPE.reader_of(&ENVELOPE).expect("a schema that reads itself");
    // what is made of an envelope is no more than its bytes, however many these are
    reader.read_deser(bytes, start, &PayloadLimits::ANY_SIZE).map_err(|error| match error {
        AvroReadError::Payload(fault) => fault,
        AvroReadError::Type(_) => PayloadFault::new(PayloadFaultReason::BadValue, start),
    })
}

fn record_of(context: &TraceContext) -> TraceContextRecord {
    let traceparent = Options { write: [Format::Traceparent].as_slice().into(), ..Options::default() };
    let written = headers_for(context, &[], &traceparent);
    let tracestate = written.headers().find(|header| header.key == b"tracestate").and_then(|header| header.value);
    TraceContextRecord {
        trace_id: context.trace_id,
        span_id: context.span_id,
        sampled: context.sampled,
        debug: context.debug && context.sampled == Some(true),
        tracestate: String::from_utf8_lossy(tracestate.unwrap_or_default()).into_owned(),
    }
}

fn baggage_alone(entries: &[BaggageEntry]) -> String {
    let mut written = WrittenBaggage::default();
    for entry in entries {
        written.push(entry);
    }
    written.into_text().unwrap_or_default()
}

/// What headers with the same content would give, but for what `traceparent` has no form for: a deferred decision, and debug.
fn extraction_of(record: Option<TraceContextRecord>, baggage: &str) -> Extraction {
    let mut headers = Vec::new();
    if !baggage.is_empty() {
        headers.push(("baggage", baggage));
    }
    let Some(TraceContextRecord { trace_id, span_id, sampled, debug, tracestate }) = record else {
        return extract(headers, &Options::default());
    };
    let mut traceparent = String::from("00-");
    traceparent.push_str(&crate::hex::lower(&trace_id));
    traceparent.push('-');
    traceparent.push_str(&crate::hex::lower(&span_id));
    traceparent.push_str(if sampled == Some(true) { "-01" } else { "-00" });
    headers.push(("traceparent", &traceparent));
    if !tracestate.is_empty() {
        headers.push(("tracestate", &tracestate));
    }
    let mut extraction = extract(headers, &Options::default());
    if let Some(context) = &mut extraction.context {
        context.sampled = sampled;
        context.debug = debug && sampled == Some(true);
        context.format = Format::Avro;
    }
    extraction
}
