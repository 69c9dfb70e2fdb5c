//! Jaeger: `<trace id>:<span id>:<parent id>:<flags>`, hex of any case and length on read.

use alloc::borrow::Cow;
use alloc::string::String;

use super::Sampling;
use crate::WrittenHeaders;
use crate::baggage::prefixed;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::hex;
use crate::ids;
use crate::known_keys::Key;
use crate::precedence::Precedence;
use crate::{Format, TraceContext};

const KEY: &str = "uber-trace-id";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: KEY,
    keys: &[KEY],
    read,
    write: Some(write),
    write_decision: None,
    write_baggage: Some(|entries, written| prefixed::write(prefixed::UBERCTX, entries, written)),
};

const SAMPLED: u8 = 1;
const DEBUG: u8 = 2;
/// Length of what is written.
const LENGTH: usize = 53;

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    fields.context(precedence, const { Key::of(KEY) }, fields.limits.field, canonical, |text| parse(&decoded(text)));
}

/// Checked from left to right (specification, section 5.3); the first thing that is wrong is the fault.
#[inline(always)]
fn parse(text: &[u8]) -> Result<TraceContext, Reason> {
    let mut fields = text.split(|&byte| byte == b':');
    let (Some(trace_id), Some(span_id), Some(parent_id), Some(flags), None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Reason::BadShape);
    };
    let trace_id = ids::trace_id(hex::padded(trace_id))?;
    let span_id = ids::span_id(hex::padded(span_id))?;
    let [flags] = hex::padded(flags).ok_or(Reason::BadFlags)?;
    let parent_id = hex::padded(parent_id).filter(|id| *id != [0; 8]);
    Ok(TraceContext { parent_id, ..TraceContext::of(Format::UberTraceId, trace_id, span_id, sampling_of(flags)) })
}

/// Debug counts only together with sampled.
#[inline(always)]
fn sampling_of(flags: u8) -> Sampling {
    match (flags & SAMPLED != 0, flags & DEBUG != 0) {
        (true, true) => Sampling::Debug,
        (yes, _) => Sampling::yes_or_no(yes),
    }
}

/// Ids of full length, parent 0 and one digit of flags, which is what is written.
#[inline(always)]
fn canonical(value: &[u8]) -> Option<TraceContext> {
    let value: &[u8; LENGTH] = value.try_into().ok()?;
    let [b':', b'0', b':', flags @ b'0'..=b'3'] = *value.last_chunk()? else { return None };
    if value[32] != b':' {
        return None;
    }
    let (trace_id, span_id) = ids::written(value.first_chunk()?, value[33..].first_chunk()?)?;
    Some(TraceContext::of(Format::UberTraceId, trace_id, span_id, sampling_of(flags - b'0')))
}

/// jaeger-client for C# and old Java clients percent-encode the separators. Once, and only where no separator is bare.
#[inline]
fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    if text.contains(&b':') || !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let text = String::from_utf8_lossy(text);
    Cow::Owned(text.replace("%3A", ":").replace("%3a", ":").into_bytes())
}

/// Deferred sampling has no form.
fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    if context.sampled.is_none() {
        written.lost.deferred = 1;
    }
    written.push(KEY, text_of(context));
}

/// The parent is written as 0, which every reader accepts. Flags are 0, 1 or 3, which read alike in base 10 and 16.
fn text_of(context: &TraceContext) -> [u8; LENGTH] {
    let mut text = *b"................................:................:0:0";
    hex::write_lower(&mut text[..32], &context.trace_id);
    hex::write_lower(&mut text[33..49], &context.span_id);
    text[52] += match Sampling::of_context(context) {
        Sampling::Debug => SAMPLED | DEBUG,
        Sampling::Yes => SAMPLED,
        Sampling::No | Sampling::Deferred => 0,
    };
    text
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::super::canonical::assert_equals_parsed;
    use super::*;

    fn parse(text: &str) -> Result<TraceContext, Reason> {
        super::parse(&decoded(text.as_bytes()))
    }

    const VALID: &str = "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:3";

    #[test]
    fn the_canonical_reader_gives_what_the_parser_gives() {
        assert_equals_parsed(VALID, canonical, |text| super::parse(&decoded(text)));
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        assert_eq!(text_of(&parse(VALID).unwrap()), VALID.as_bytes());
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
