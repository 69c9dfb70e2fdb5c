//! Datadog: decimal ids of 64 bits, the high half of the trace id as a tag.

use super::Sampling;
use super::id_headers::{self, Ids};
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::header_value::trim_text;
use crate::hex;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Format, SpanId, TraceContext, TraceId};

const TRACE_ID: &str = "x-datadog-trace-id";
const PARENT_ID: &str = "x-datadog-parent-id";
const PRIORITY: &str = "x-datadog-sampling-priority";
const TAGS: &str = "x-datadog-tags";
const HIGH_HALF: &str = "_dd.p.tid=";

pub(crate) const FORMAT: HeaderFormat = HeaderFormat {
    name: "datadog",
    // The origin is not read; it belongs to the trace that is replaced.
    keys: &[TRACE_ID, PARENT_ID, PRIORITY, TAGS, "x-datadog-origin"],
    read,
    write: Some(write),
    write_decision: None,
    write_baggage: None,
};

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let Ids::Both(mut trace_id, span_id) =
        id_headers::read(fields, (TRACE_ID, parse_trace_id), (PARENT_ID, parse_span_id))
    else {
        return;
    };
    if let Some(high) = fields.field(TAGS, fields.limits.long_field, parse_high_half).and_then(|field| field.last) {
        trace_id[..8].copy_from_slice(&high);
    }
    let sampling = fields.field(PRIORITY, fields.limits.field, parse_priority).and_then(|field| field.last);
    let context = TraceContext::of(Format::Datadog, trace_id, span_id, sampling.unwrap_or(Sampling::Deferred));
    precedence.add(context, fields);
}

fn parse_trace_id(text: &str) -> Result<TraceId, Reason> {
    ids::trace_id(decimal(text).map(|number| u128::from(number).to_be_bytes()))
}

fn parse_span_id(text: &str) -> Result<SpanId, Reason> {
    ids::span_id(decimal(text).map(u64::to_be_bytes))
}

/// `str::parse` takes a sign, and more digits than the grammar.
fn decimal(text: &str) -> Option<u64> {
    let is_decimal = text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_decimal { text.parse().ok() } else { None }
}

/// 2 is Datadog's "user keep", which its own tracer writes as debug in B3.
fn parse_priority(text: &str) -> Result<Sampling, Reason> {
    let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    if !(1..=3).contains(&digits.len()) {
        return Err(Reason::BadFlags);
    }
    match decimal(digits) {
        None => Err(Reason::BadFlags),
        Some(0) => Ok(Sampling::No),
        Some(_) if is_negative => Ok(Sampling::No),
        Some(1) => Ok(Sampling::Yes),
        Some(_) => Ok(Sampling::Debug),
    }
}

/// Zeros where the tags have none.
fn parse_high_half(text: &str) -> Result<[u8; 8], Reason> {
    let mut high = None;
    let mut is_bad = false;
    for value in text.split(',').filter_map(|member| trim_text(member).strip_prefix(HIGH_HALF)) {
        match hex::exact(value.as_bytes()) {
            None => is_bad = true,
            good => high = good,
        }
    }
    match high {
        None if is_bad => Err(Reason::BadMember),
        high => Ok(high.unwrap_or_default()),
    }
}

fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    let (high, low) = ids::halves(&context.trace_id);
    if low == [0; 8] {
        written.lost.formats += 1;
        return;
    }
    written.push(TRACE_ID, decimal_of(low, &mut [0; 20]));
    written.push(PARENT_ID, decimal_of(context.span_id, &mut [0; 20]));
    match Sampling::of_context(context) {
        Sampling::Deferred => {}
        Sampling::No => written.push(PRIORITY, "0"),
        Sampling::Yes => written.push(PRIORITY, "1"),
        Sampling::Debug => written.push(PRIORITY, "2"),
    }
    if high != [0; 8] {
        let mut text = *b"_dd.p.tid=................";
        hex::write_lower(&mut text[HIGH_HALF.len()..], &high);
        written.push(TAGS, text);
    }
}

/// Digits from the end of the text, which holds the largest id.
fn decimal_of(id: [u8; 8], text: &mut [u8; 20]) -> &[u8] {
    let (mut rest, mut start) = (u64::from_be_bytes(id), text.len());
    loop {
        start -= 1;
        text[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return &text[start..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_decimal_and_below_2_to_the_64th() {
        assert_eq!(decimal("18446744073709551615"), Some(u64::MAX));
        assert_eq!(decimal_of([0xff; 8], &mut [0; 20]), b"18446744073709551615");
        assert_eq!(decimal_of([0, 0, 0, 0, 0, 0, 0, 10], &mut [0; 20]), b"10");
        for text in ["", "18446744073709551616", "+1", "-1", "0x1", "1e3", "000000000000000000001"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert_eq!(parse_span_id("00"), Err(Reason::ZeroSpanId));
    }

    #[test]
    fn priorities() {
        for (text, sampling) in
            [("-1", Sampling::No), ("-0", Sampling::No), ("001", Sampling::Yes), ("999", Sampling::Debug)]
        {
            assert_eq!(parse_priority(text), Ok(sampling), "{text}");
        }
        for text in ["", "-", "1000", "--1", "+1", "1.0"] {
            assert_eq!(parse_priority(text), Err(Reason::BadFlags), "{text}");
        }
    }

    #[test]
    fn the_last_good_high_half_counts() {
        let high = [0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6];
        assert_eq!(parse_high_half("_dd.p.tid=1, _dd.p.tid=4BF92F3577B34DA6 ,a=b"), Ok(high));
        assert_eq!(parse_high_half("a=b,,_dd.p.tidy=x"), Ok([0; 8]));
        assert_eq!(parse_high_half("_dd.p.tid="), Err(Reason::BadMember));
    }
}
