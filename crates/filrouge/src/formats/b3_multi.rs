//! Zipkin in one header a field, in lower case, as it asks of transports that keep letter case.

use super::Sampling;
use super::id_headers::{self, Ids};
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Format, SpanId, TraceContext};

const TRACE_ID: &str = "x-b3-traceid";
const SPAN_ID: &str = "x-b3-spanid";
const PARENT_SPAN_ID: &str = "x-b3-parentspanid";
const SAMPLED: &str = "x-b3-sampled";
const FLAGS: &str = "x-b3-flags";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: "b3-multi",
    keys: &[TRACE_ID, SPAN_ID, PARENT_SPAN_ID, SAMPLED, FLAGS],
    read,
    write: Some(write),
    write_decision: Some(|decision, written| write_sampling(Sampling::of_decision(decision), written)),
    write_baggage: None,
};

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    match id_headers::read(fields, (TRACE_ID, ids::zipkin_trace_id), (SPAN_ID, ids::whole_span_id)) {
        Ids::Refused => {}
        Ids::Absent => {
            if let Some(sampling) = read_sampling(fields) {
                precedence.add_decision(sampling.into_decision());
            }
        }
        Ids::Both(trace_id, span_id) => {
            let parent_id =
                fields.field(PARENT_SPAN_ID, fields.limits.field, parse_parent).and_then(|field| field.last);
            let sampling = read_sampling(fields).unwrap_or(Sampling::Deferred);
            let context = TraceContext::of(Format::B3Multi, trace_id, span_id, sampling);
            precedence.add(TraceContext { parent_id, ..context }, fields);
        }
    }
}

/// No fault: the parent is of no use to a receiver, and some clients send an empty or a short one.
fn parse_parent(text: &str) -> Result<SpanId, Option<Reason>> {
    ids::whole_parent_id(text).ok_or(None)
}

/// Debug says sampled too, so `x-b3-flags: 1` wins over any `x-b3-sampled`.
fn read_sampling(fields: &mut Fields<'_, '_>) -> Option<Sampling> {
    let sampled = fields.field(SAMPLED, fields.limits.field, |text| match text {
        "1" | "true" => Ok(Sampling::Yes),
        "0" | "false" => Ok(Sampling::No),
        _ => Err(Reason::BadFlags),
    });
    let is_debug = fields.field(FLAGS, fields.limits.field, |text| match text {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Reason::BadFlags),
    });
    match is_debug.and_then(|field| field.last) {
        Some(true) => Some(Sampling::Debug),
        _ => sampled?.last,
    }
}

fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    let (high, low) = ids::halves(&context.trace_id);
    let trace_id = [id_headers::digits(&high), id_headers::digits(&low)];
    written.push(TRACE_ID, trace_id.as_flattened());
    written.push(SPAN_ID, id_headers::digits(&context.span_id));
    write_sampling(Sampling::of_context(context), written);
}

fn write_sampling(sampling: Sampling, written: &mut WrittenHeaders) {
    match sampling {
        Sampling::Deferred => {}
        Sampling::No => written.push(SAMPLED, "0"),
        Sampling::Yes => written.push(SAMPLED, "1"),
        Sampling::Debug => written.push(FLAGS, "1"),
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use crate::{Decision, Extraction, Options, extract};

    const IDS: [(&str, &str); 2] = [("x-b3-traceid", "a3ce929d0e0e4736"), ("X-B3-SpanId", "00f067aa0ba902b7")];

    fn read(headers: &[(&str, &str)]) -> Extraction {
        extract(headers.iter().copied(), &Options::default())
    }

    #[test]
    fn one_id_alone_is_a_fault_of_that_header() {
        let extraction = read(&IDS[1..]);
        assert_eq!(extraction.context, None);
        assert_eq!(extraction.faults[0].to_string(), "x-b3-spanid: bad_shape");
        assert_eq!(read(&[("x-b3-traceid", "x")]).faults.len(), 1);
    }

    #[test]
    fn a_parent_that_is_none_is_no_fault_and_no_conflict() {
        let parents = [("x-b3-parentspanid", "0000000000000001"), ("x-b3-parentspanid", "none")];
        let extraction = read(&[&IDS[..], &parents[..]].concat());
        assert_eq!(extraction.context.and_then(|context| context.parent_id_hex()).as_deref(), Some("0000000000000001"));
        assert_eq!(extraction.faults, []);
    }

    #[test]
    fn without_ids_sampling_is_a_decision() {
        let decision = |sampled, debug| Some(Decision { sampled, debug, debug_id: None });
        assert_eq!(read(&[("x-b3-sampled", "false")]).decision, decision(Some(false), false));
        assert_eq!(read(&[("x-b3-sampled", "0"), ("x-b3-flags", "1")]).decision, decision(Some(true), true));
        assert_eq!(read(&[("x-b3-flags", "0")]).decision, None);
    }

    #[test]
    fn bad_sampling_is_ignored() {
        let extraction = read(&[&IDS[..], &[("x-b3-sampled", "yes"), ("x-b3-flags", "1")]].concat());
        assert!(extraction.context.is_some_and(|context| context.debug));
        assert_eq!(extraction.faults[0].to_string(), "x-b3-sampled: bad_flags");
    }
}
