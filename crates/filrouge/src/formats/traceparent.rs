//! W3C Trace Context level 2, section 3.2: `00-<32 lower hex>-<16 lower hex>-<2 lower hex>`.

use alloc::string::String;
use alloc::vec::Vec;

use super::Sampling;
use super::tracestate::{self, TracestateReader};
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::{Field, Fields};
use crate::header_format::HeaderFormat;
use crate::hex;
use crate::ids;
use crate::known_keys::Key;
use crate::precedence::Precedence;
use crate::{Format, TraceContext};

const KEY: &str = "traceparent";
const TRACESTATE: &str = "tracestate";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: KEY,
    keys: &[KEY, TRACESTATE],
    read,
    write: Some(write),
    write_decision: None,
    write_baggage: None,
};

/// Length of everything that version 00 has, and of what is read of a higher version.
const LENGTH: usize = 55;
const SAMPLED: u8 = 1;

/// `tracestate` belongs to `traceparent`: without a valid one it is not looked at. After a conflict only the last one can belong
/// to the context that won, for each hop appended both.
fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let mut found = fields.ascii_field(const { Key::of(KEY) }, fields.limits.long_field, canonical, |text| {
        parse(text, Format::Traceparent)
    });
    if let Some(Field { last: Some(context), older }) = &mut found
        && fields.carrier.has_any(const { Key::of(TRACESTATE).set() })
    {
        context.tracestate = read_tracestate(fields, !older.is_empty());
    }
    precedence.add_field(found, fields);
}

fn read_tracestate(fields: &mut Fields<'_, '_>, only_last: bool) -> Vec<String> {
    let mut reader = TracestateReader::new(fields.limits.tracestate_members);
    for text in fields.list(TRACESTATE, fields.limits.tracestate, only_last) {
        reader.read(text, |reason| fields.refuse(TRACESTATE, reason));
    }
    reader.into_members()
}

/// Checked from left to right (specification, section 5.1); the first thing that is wrong is the fault.
#[inline(always)]
pub(super) fn parse(text: &[u8], format: Format) -> Result<TraceContext, Reason> {
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
    let trace_id = ids::trace_id(hex::exact_lower(&text[3..35]))?;
    let span_id = ids::span_id(hex::exact_lower(&text[36..52]))?;
    let [flags] = hex::exact_lower(&text[53..LENGTH]).ok_or(Reason::BadFlags)?;
    Ok(TraceContext::of(format, trace_id, span_id, Sampling::yes_or_no(flags & SAMPLED != 0)))
}

/// Version 00 with flags 00 or 01, which is what is written.
#[inline(always)]
fn canonical(value: &[u8]) -> Option<TraceContext> {
    let value: &[u8; LENGTH] = value.try_into().ok()?;
    let sampled = match value.last_chunk() {
        Some(b"-00") => false,
        Some(b"-01") => true,
        _ => return None,
    };
    if value.first_chunk() != Some(b"00-") || value[35] != b'-' {
        return None;
    }
    let (trace_id, span_id) = ids::written(value[3..].first_chunk()?, value[36..].first_chunk()?)?;
    Some(TraceContext::of(Format::Traceparent, trace_id, span_id, Sampling::yes_or_no(sampled)))
}

/// Version 00; deferred sampling has no form. Only flag bit 0 is written: OpenTelemetry Go up to 1.41 drops a context with another.
fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    if context.sampled.is_none() {
        written.lost.deferred = 1;
    }
    written.push(KEY, text_of(context));
    if context.tracestate.is_empty() {
        return;
    }
    if let Some(members) = tracestate::format(&context.tracestate, &mut written.lost.tracestate) {
        written.push(TRACESTATE, members);
    }
}

fn text_of(context: &TraceContext) -> [u8; LENGTH] {
    let mut text = *b"00-................................-................-00";
    hex::write_lower(&mut text[3..35], &context.trace_id);
    hex::write_lower(&mut text[36..52], &context.span_id);
    text[LENGTH - 1] += u8::from(context.sampled == Some(true));
    text
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::super::canonical::assert_equals_parsed;
    use super::*;

    fn parse(text: &str) -> Result<TraceContext, Reason> {
        super::parse(text.as_bytes(), Format::Traceparent)
    }

    const VALID: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn the_canonical_reader_gives_what_the_parser_gives() {
        assert_equals_parsed(VALID, canonical, |text| super::parse(text, Format::Traceparent));
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        assert_eq!(text_of(&parse(VALID).unwrap()), VALID.as_bytes());
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
