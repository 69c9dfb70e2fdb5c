//! Sentry: `<trace id>-<span id>[-<sampled>]`.

use super::Sampling;
use super::id_headers;
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::hex;
use crate::ids;
use crate::known_keys::Key;
use crate::precedence::Precedence;
use crate::{Format, TraceContext};

const KEY: &str = "sentry-trace";

pub(crate) const FORMAT: HeaderFormat =
    HeaderFormat { name: KEY, keys: &[KEY], read, write: Some(write), write_decision: None, write_baggage: None };

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    fields.context(precedence, const { Key::of(KEY) }, fields.limits.field, |_| None, parse);
}

/// Checked from left to right (specification, section 5.9); the first thing that is wrong is the fault.
fn parse(text: &[u8]) -> Result<TraceContext, Reason> {
    let mut fields = text.split(|&byte| byte == b'-');
    let (Some(trace_id), Some(span_id), sampled, None) = (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Reason::BadShape);
    };
    let trace_id = ids::trace_id(hex::exact_lower(trace_id))?;
    let span_id = ids::span_id(hex::exact_lower(span_id))?;
    let sampling = match sampled {
        None => Sampling::Deferred,
        Some(b"0") => Sampling::No,
        Some(b"1") => Sampling::Yes,
        Some(_) => return Err(Reason::BadFlags),
    };
    Ok(TraceContext::of(Format::SentryTrace, trace_id, span_id, sampling))
}

fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    id_headers::write_joined(KEY, context, written);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<TraceContext, Reason> {
        super::parse(text.as_bytes())
    }

    const VALID: &str = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

    #[test]
    fn without_a_third_field_it_is_deferred() {
        assert_eq!(parse(VALID).map(|context| context.sampled), Ok(None));
        assert_eq!(parse(&[VALID, "1"].join("-")).map(|context| context.sampled), Ok(Some(true)));
    }

    #[test]
    fn the_leftmost_fault_is_told() {
        assert_eq!(parse(&[VALID, "1", ""].join("-")), Err(Reason::BadShape));
        assert_eq!(parse(&VALID.to_uppercase()), Err(Reason::BadTraceId));
        assert_eq!(parse(&[VALID, ""].join("-")), Err(Reason::BadFlags));
    }
}
