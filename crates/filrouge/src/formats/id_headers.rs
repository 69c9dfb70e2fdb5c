use crate::fault::Reason;
use crate::fields::Fields;
use crate::hex;
use crate::{SpanId, TraceContext, TraceId, WrittenHeaders};

/// The ids of a format that has a header for each.
pub(crate) enum Ids {
    Both(TraceId, SpanId),
    /// Neither header is in the record.
    Absent,
    /// One is missing or bad; the faults say which.
    Refused,
}

type IdHeader<T> = (&'static str, fn(&str) -> Result<T, Reason>);

/// One id without the other is a fault of the one that is there.
pub(crate) fn read(fields: &mut Fields<'_, '_>, trace: IdHeader<TraceId>, span: IdHeader<SpanId>) -> Ids {
    let trace_id = fields.field(trace.0, fields.limits.field, trace.1);
    let span_id = fields.field(span.0, fields.limits.field, span.1);
    match (trace_id.map(|field| field.last), span_id.map(|field| field.last)) {
        (None, None) => return Ids::Absent,
        (Some(Some(trace_id)), Some(Some(span_id))) => return Ids::Both(trace_id, span_id),
        (Some(Some(_)), None) => fields.refuse(trace.0, Reason::BadShape),
        (None, Some(Some(_))) => fields.refuse(span.0, Reason::BadShape),
        _ => {}
    }
    Ids::Refused
}

/// Writes `<trace id>-<span id>[-<0 or 1>]`, the last field left out where sampling is deferred.
pub(super) fn write_joined(key: &'static str, context: &TraceContext, written: &mut WrittenHeaders) {
    let mut text = *b"................................-................-0";
    hex::write_lower(&mut text[..32], &context.trace_id);
    hex::write_lower(&mut text[33..49], &context.span_id);
    text[50] += u8::from(context.sampled == Some(true));
    let length = if context.sampled.is_some() { text.len() } else { text.len() - 2 };
    written.push(key, &text[..length]);
}

/// The digits of an id of 64 bits.
pub(super) fn digits(id: &[u8; 8]) -> [u8; 16] {
    let mut text = [0; 16];
    hex::write_lower(&mut text, id);
    text
}
