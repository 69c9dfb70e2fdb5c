//! Zipkin in one header: `<trace id>-<span id>[-<sampling>[-<parent id>]]`, or the sampling alone.

use super::Sampling;
use super::id_headers;
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::{Field, Fields};
use crate::header_format::HeaderFormat;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Decision, Format, TraceContext};

const KEY: &str = "b3";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: KEY,
    keys: &[KEY],
    read,
    write: Some(write),
    write_decision: Some(write_decision),
    write_baggage: None,
};

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let Some(Field { last: Some(last), older }) = fields.field(KEY, fields.limits.field, parse) else { return };
    match last {
        Said::Context(context) => precedence.add(context, fields),
        Said::Decision(decision) => precedence.add_decision(decision),
    }
    precedence.add_links(older.into_iter().filter_map(|said| match said {
        Said::Context(context) => Some(context),
        Said::Decision(_) => None,
    }));
}

enum Said {
    Context(TraceContext),
    Decision(Decision),
}

/// Checked from left to right (specification, section 5.4); the first thing that is wrong is the fault.
fn parse(text: &str) -> Result<Said, Reason> {
    if let Some(sampling) = sampling_of(text) {
        return Ok(Said::Decision(sampling.into_decision()));
    }
    let mut fields = text.split('-');
    let (Some(trace_id), Some(span_id), sampling, parent, None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Reason::BadShape);
    };
    let trace_id = ids::zipkin_trace_id(trace_id)?;
    let span_id = ids::whole_span_id(span_id)?;
    let sampling = match sampling {
        None => Sampling::Deferred,
        Some(text) => sampling_of(text).ok_or(Reason::BadFlags)?,
    };
    let parent_id = parent.and_then(ids::whole_parent_id);
    Ok(Said::Context(TraceContext { parent_id, ..TraceContext::of(Format::B3, trace_id, span_id, sampling) }))
}

fn sampling_of(text: &str) -> Option<Sampling> {
    match text {
        "0" => Some(Sampling::No),
        "1" => Some(Sampling::Yes),
        "d" => Some(Sampling::Debug),
        _ => None,
    }
}

/// No parent, as Zipkin asks of messaging, and no `d` beside ids: OpenTelemetry Rust rejects the context over it.
fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    id_headers::write_joined(KEY, context, written);
}

fn write_decision(decision: &Decision, written: &mut WrittenHeaders) {
    match Sampling::of_decision(decision) {
        Sampling::Deferred => {}
        Sampling::No => written.push(KEY, "0"),
        Sampling::Yes => written.push(KEY, "1"),
        Sampling::Debug => written.push(KEY, "d"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

    fn sampling(text: &str) -> Option<Sampling> {
        match parse(text) {
            Ok(Said::Context(context)) => Some(Sampling::of_context(&context)),
            _ => None,
        }
    }

    fn reason(text: &str) -> Option<Reason> {
        parse(text).err()
    }

    #[test]
    fn without_sampling_it_is_deferred() {
        assert_eq!(sampling(VALID), Some(Sampling::Deferred));
        for (digit, expected) in [("0", Sampling::No), ("1", Sampling::Yes), ("d", Sampling::Debug)] {
            assert_eq!(sampling(&[VALID, digit].join("-")), Some(expected));
            assert!(matches!(parse(digit), Ok(Said::Decision(decision)) if decision == expected.into_decision()));
        }
    }

    #[test]
    fn the_leftmost_fault_is_told() {
        assert_eq!(reason("2"), Some(Reason::BadShape));
        assert_eq!(reason(&[VALID, "1", "0000000000000001", "x"].join("-")), Some(Reason::BadShape));
        assert_eq!(reason("4bf92f-0-x"), Some(Reason::BadTraceId));
        assert_eq!(reason("0000000000000000-0-x"), Some(Reason::ZeroTraceId));
        assert_eq!(reason("0000000000000001-0-x"), Some(Reason::BadSpanId));
        assert_eq!(reason(&[VALID, ""].join("-")), Some(Reason::BadFlags));
    }

    #[test]
    fn a_parent_that_is_no_id_is_ignored() {
        let parent = |parent: &str| match parse(&[VALID, "1", parent].join("-")) {
            Ok(Said::Context(context)) => context.parent_id,
            _ => panic!("no context"),
        };
        assert_eq!(parent("00000000000000A0"), Some([0, 0, 0, 0, 0, 0, 0, 0xa0]));
        assert_eq!(parent("a0"), None);
        assert_eq!(parent(""), None);
    }
}
