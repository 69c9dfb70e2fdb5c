//! W3C Trace Context level 2, section 3.2: `00-<32 lower hex>-<16 lower hex>-<2 lower hex>`.

use crate::hex;
use crate::{Format, Reason, TraceContext};

/// Length of everything that version 00 has, and of what is read of a higher version.
const LENGTH: usize = 55;
const SAMPLED: u8 = 1;

/// Checked from left to right (specification, section 3.1); the first thing that is wrong is the fault.
pub(crate) fn parse(text: &str) -> Result<TraceContext, Reason> {
    let text = text.as_bytes();
    if text.len() < LENGTH || text[2] != b'-' || text[35] != b'-' || text[52] != b'-' {
        return Err(Reason::BadShape);
    }
    let [version] = hex::exact_lower(&text[..2]).ok_or(Reason::BadVersion)?;
    if version == 0xff {
        return Err(Reason::BadVersion);
    }
    if let Some(&next) = text.get(LENGTH)
        && (version == 0 || next != b'-')
    {
        return Err(Reason::BadShape);
    }
    let trace_id = hex::exact_lower(&text[3..35]).ok_or(Reason::BadTraceId)?;
    if trace_id == [0; 16] {
        return Err(Reason::ZeroTraceId);
    }
    let span_id = hex::exact_lower(&text[36..52]).ok_or(Reason::BadSpanId)?;
    if span_id == [0; 8] {
        return Err(Reason::ZeroSpanId);
    }
    let [flags] = hex::exact_lower(&text[53..LENGTH]).ok_or(Reason::BadFlags)?;
    Ok(TraceContext {
        trace_id,
        span_id,
        parent_id: None,
        sampled: Some(flags & SAMPLED != 0),
        debug: false,
        format: Format::Traceparent,
        tracestate: Vec::new(),
    })
}

/// Version 00; deferred sampling has no form and is written as not sampled.
pub(crate) fn format(context: &TraceContext) -> String {
    let mut text = String::with_capacity(LENGTH);
    text.push_str("00-");
    hex::push_lower(&mut text, &context.trace_id);
    text.push('-');
    hex::push_lower(&mut text, &context.span_id);
    text.push_str(if context.sampled == Some(true) { "-01" } else { "-00" });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn what_is_written_is_what_was_read() {
        assert_eq!(format(&parse(VALID).unwrap()), VALID);
    }

    #[test]
    fn the_leftmost_fault_is_told() {
        assert_eq!(parse("ff-00000000000000000000000000000000-0000000000000000-zz").unwrap_err(), Reason::BadVersion);
        assert_eq!(parse("00-00000000000000000000000000000000-0000000000000000-zz").unwrap_err(), Reason::ZeroTraceId);
        assert_eq!(parse(&VALID.replace("-01", "-0g")).unwrap_err(), Reason::BadFlags);
        assert_eq!(parse(&VALID[..54]).unwrap_err(), Reason::BadShape);
    }

    #[test]
    fn a_higher_version_may_go_on_after_a_dash() {
        assert!(parse(&VALID.replacen("00", "01", 1)).is_ok());
        assert!(parse(&format!("{}-more", VALID.replacen("00", "01", 1))).is_ok());
        assert_eq!(parse(&format!("{}.more", VALID.replacen("00", "01", 1))).unwrap_err(), Reason::BadShape);
        assert_eq!(parse(&format!("{VALID}-")).unwrap_err(), Reason::BadShape);
    }
}
