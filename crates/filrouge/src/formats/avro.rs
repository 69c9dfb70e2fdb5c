//! Avro's single-object encoding of a `TraceContext` (spec/avro.md, section 4), which nothing else of Avro is needed for.

use alloc::vec::Vec;
use core::cell::RefCell;

use super::Sampling;
use super::tracestate::{self, TracestateReader};
use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::header_value;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Format, Limits, TraceContext};

const KEY: &str = "filrouge-trace-context";

pub(crate) const FORMAT: HeaderFormat =
    HeaderFormat { name: "avro", keys: &[KEY], read, write: Some(write), write_decision: None, write_baggage: None };

/// The marker, and the fingerprint of `spec/schemas/TraceContext.avsc`.
const START: [u8; 10] = [0xc3, 0x01, 0x87, 0x67, 0xae, 0xe8, 0xa2, 0x11, 0x37, 0xfd];

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let limits = fields.limits;
    let reasons = RefCell::new(Vec::new());
    let found = fields.binary_field(KEY, limits.tracestate, |bytes| {
        parse(bytes, &limits, |reason| reasons.borrow_mut().push(reason))
    });
    for reason in reasons.into_inner() {
        fields.refuse(KEY, reason);
    }
    precedence.add_field(found, fields);
}

/// The record first, then what its fields hold: as a reader that makes a record of the bytes does.
fn parse(bytes: &[u8], limits: &Limits, refuse: impl FnMut(Reason)) -> Result<TraceContext, Reason> {
    match bytes.first_chunk() {
        Some(&START) => {}
        Some([0xc3, 0x01, ..]) => return Err(Reason::BadVersion),
        _ => return Err(Reason::BadShape),
    }
    let Record { trace_id, span_id, sampling, tracestate } = record(&bytes[START.len()..]).ok_or(Reason::BadShape)?;
    let (trace_id, span_id) = (ids::trace_id(Some(trace_id))?, ids::span_id(Some(span_id))?);
    let mut context = TraceContext::of(Format::Avro, trace_id, span_id, sampling);
    if !tracestate.is_empty() {
        context.tracestate = members(tracestate, limits, refuse);
    }
    Ok(context)
}

fn members(text: &str, limits: &Limits, mut refuse: impl FnMut(Reason)) -> Vec<alloc::string::String> {
    let mut reader = TracestateReader::new(limits.tracestate_members);
    match header_value::text(text.as_bytes(), limits.tracestate, true) {
        Ok(text) => reader.read(text, refuse),
        Err(reason) => refuse(reason),
    }
    reader.into_members()
}

struct Record<'a> {
    trace_id: [u8; 16],
    span_id: [u8; 8],
    sampling: Sampling,
    tracestate: &'a str,
}

/// The fields in the order of the schema; nothing for bytes that are none, or more than one.
fn record(bytes: &[u8]) -> Option<Record<'_>> {
    let (&trace_id, rest) = bytes.split_first_chunk()?;
    let (&span_id, mut rest) = rest.split_first_chunk()?;
    let sampled = match varint(&mut rest)? {
        0 => None,
        2 => Some(boolean(&mut rest)?),
        _ => return None,
    };
    let debug = boolean(&mut rest)?;
    // zig-zag: an odd number is below zero
    let length = varint(&mut rest).filter(|length| length % 2 == 0)? / 2;
    let tracestate = core::str::from_utf8(rest).ok().filter(|text| text.len() as u64 == length)?;
    let sampling = match sampled {
        None => Sampling::Deferred,
        Some(true) if debug => Sampling::Debug,
        Some(yes) => Sampling::yes_or_no(yes),
    };
    Some(Record { trace_id, span_id, sampling, tracestate })
}

fn boolean(rest: &mut &[u8]) -> Option<bool> {
    let (&byte, after) = rest.split_first()?;
    *rest = after;
    (byte < 2).then_some(byte == 1)
}

/// A long as it is written, before its sign is told from it: at most ten bytes and 64 bits.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for place in 0..10 {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        if place == 9 && byte > 1 {
            return None;
        }
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn write(context: &TraceContext, written: &mut WrittenHeaders) {
    let members = tracestate::format(&context.tracestate, &mut written.lost.tracestate).unwrap_or_default();
    let sampling = Sampling::of_context(context);
    let mut value = Vec::with_capacity(START.len() + 16 + 8 + 3 + 2 + members.len());
    value.extend_from_slice(&START);
    value.extend_from_slice(&context.trace_id);
    value.extend_from_slice(&context.span_id);
    match sampling.sampled() {
        None => value.push(0),
        Some(yes) => value.extend_from_slice(&[2, u8::from(yes)]),
    }
    value.push(u8::from(sampling.is_debug()));
    let mut length = 2 * members.len();
    while length >= 0x80 {
        value.push(length as u8 | 0x80);
        length >>= 7;
    }
    value.push(length as u8);
    value.extend_from_slice(members.as_bytes());
    written.push(KEY, value);
}
