//! OpenTracing's basictracer: 64-bit ids, with its baggage in `ot-baggage-*`.

use super::Sampling;
use super::id_headers::{self, Ids};
use crate::WrittenHeaders;
use crate::baggage::prefixed;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::hex;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Format, TraceContext};

const TRACE_ID: &str = "ot-tracer-traceid";
const SPAN_ID: &str = "ot-tracer-spanid";
const SAMPLED: &str = "ot-tracer-sampled";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: "ot-tracer",
    keys: &[TRACE_ID, SPAN_ID, SAMPLED],
    read,
    write: Some(write),
    write_decision: None,
    write_baggage: Some(|entries, written| prefixed::write(prefixed::OT_BAGGAGE, entries, written)),
};

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let Ids::Both(trace_id, span_id) = id_headers::read(
        fields,
        (TRACE_ID, |text| ids::trace_id(hex::padded(text.as_bytes()))),
        (SPAN_ID, |text| ids::span_id(hex::padded(text.as_bytes()))),
    ) else {
        return;
    };
    let sampling = fields.field(SAMPLED, fields.limits.field, parse_sampled).and_then(|field| field.last);
    let context = TraceContext::of(Format::OtTracer, trace_id, span_id, sampling.unwrap_or(Sampling::Deferred));
    precedence.add(context, fields);
}

/// What Go's `ParseBool` takes, which basictracer reads with.
fn parse_sampled(text: &str) -> Result<Sampling, Reason> {
    match text {
        "1" | "t" | "T" | "true" | "True" | "TRUE" => Ok(Sampling::Yes),
        "0" | "f" | "F" | "false" | "False" | "FALSE" => Ok(Sampling::No),
        _ => Err(Reason::BadFlags),
    }
}

/// Deferred sampling has no form.
fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    let (_, low) = ids::halves(&context.trace_id);
    if low == [0; 8] {
        written.lost.formats += 1;
        return;
    }
    if context.sampled.is_none() {
        written.lost.deferred = 1;
    }
    written.push(TRACE_ID, id_headers::digits(&low));
    written.push(SPAN_ID, id_headers::digits(&context.span_id));
    written.push(SAMPLED, if context.sampled == Some(true) { "true" } else { "false" });
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use crate::{Options, extract};

    #[test]
    fn bad_sampling_is_deferred() {
        let headers = [("ot-tracer-traceid", "a"), ("ot-tracer-spanid", "B"), ("ot-tracer-sampled", "yes")];
        let extraction = extract(headers, &Options::default());
        let context = extraction.context.unwrap();
        assert_eq!((context.trace_id[15], context.span_id[7], context.sampled), (10, 11, None));
        assert_eq!(extraction.faults[0].to_string(), "ot-tracer-sampled: bad_flags");
    }
}
