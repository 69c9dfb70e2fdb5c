//! Jaeger: `<trace id>:<span id>:<parent id>:<flags>`, hex of any case and length on read.

use std::borrow::Cow;

use crate::hex;
use crate::{Format, Reason, TraceContext};

const SAMPLED: u8 = 1;
const DEBUG: u8 = 2;

/// Checked from left to right (specification, section 3.3); the first thing that is wrong is the fault.
pub(crate) fn parse(text: &str) -> Result<TraceContext, Reason> {
    let text = decoded(text);
    let mut fields = text.split(':').map(str::as_bytes);
    let (Some(trace_id), Some(span_id), Some(parent_id), Some(flags), None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Reason::BadShape);
    };
    let trace_id = hex::padded(trace_id).ok_or(Reason::BadTraceId)?;
    if trace_id == [0; 16] {
        return Err(Reason::ZeroTraceId);
    }
    let span_id = hex::padded(span_id).ok_or(Reason::BadSpanId)?;
    if span_id == [0; 8] {
        return Err(Reason::ZeroSpanId);
    }
    let [flags] = hex::padded(flags).ok_or(Reason::BadFlags)?;
    let sampled = flags & SAMPLED != 0;
    Ok(TraceContext {
        trace_id,
        span_id,
        parent_id: hex::padded(parent_id).filter(|id| *id != [0; 8]),
        sampled: Some(sampled),
        debug: sampled && flags & DEBUG != 0,
        format: Format::UberTraceId,
        tracestate: Vec::new(),
    })
}

/// jaeger-client for C# and old Java clients percent-encode the separators. Once, and only where no separator is bare.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') || text.contains(':') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("%3A", ":").replace("%3a", ":"))
}

/// The parent is written as 0, which every reader accepts. Flags are 0, 1 or 3, which read alike in base 10 and 16.
pub(crate) fn format(context: &TraceContext) -> String {
    let mut text = String::with_capacity(32 + 1 + 16 + 4);
    hex::push_lower(&mut text, &context.trace_id);
    text.push(':');
    hex::push_lower(&mut text, &context.span_id);
    text.push_str(match (context.sampled, context.debug) {
        (Some(true), true) => ":0:3",
        (Some(true), false) => ":0:1",
        _ => ":0:0",
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:3";

    #[test]
    fn what_is_written_is_what_was_read() {
        assert_eq!(format(&parse(VALID).unwrap()), VALID);
    }

    #[test]
    fn ids_are_padded_and_lower_cased() {
        let context = parse("A:B:C:1").unwrap();
        assert_eq!(context.trace_id_hex(), "0000000000000000000000000000000a");
        assert_eq!(context.span_id_hex(), "000000000000000b");
        assert_eq!(context.parent_id_hex().as_deref(), Some("000000000000000c"));
    }

    #[test]
    fn only_separators_are_decoded_and_only_once() {
        assert!(parse("a%3Ab%3a0%3A1").is_ok());
        assert_eq!(parse("a%3Ab:0:1").unwrap_err(), Reason::BadShape);
        assert_eq!(parse("a%253Ab%253A0%253A1").unwrap_err(), Reason::BadShape);
    }

    #[test]
    fn a_parent_that_is_no_id_is_ignored() {
        for parent in ["", "0", "whatever", "100000000000000001"] {
            assert_eq!(parse(&format!("a:b:{parent}:1")).unwrap().parent_id, None, "{parent}");
        }
    }

    #[test]
    fn the_leftmost_fault_is_told() {
        assert_eq!(parse("0:zz:0:zz").unwrap_err(), Reason::ZeroTraceId);
        assert_eq!(parse("1:zz:0:zz").unwrap_err(), Reason::BadSpanId);
        assert_eq!(parse("1:1:0:100").unwrap_err(), Reason::BadFlags);
    }
}
