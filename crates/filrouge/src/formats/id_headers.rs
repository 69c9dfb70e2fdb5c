use crate::fault::Reason;
use crate::fields::Fields;
use crate::{SpanId, TraceId};

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
