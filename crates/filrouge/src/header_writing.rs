use alloc::vec::Vec;

use crate::baggage::{self, WrittenBaggage, is_raw_safe};
use crate::header_format::HeaderFormat;
use crate::limits::written;
use crate::{BaggageEntry, Decision, Options, TraceContext, WrittenHeaders};

/// The headers for a context and its baggage, in the order of the specification, within its byte budget (section 11). None where
/// no format can carry the context.
///
/// For records that have no headers of an old context; [`inject`](fn@crate::inject) takes these away. Without baggage and
/// `tracestate` nothing is allocated.
///
/// ```
/// use filrouge::{Header, Options, extract, headers_for};
///
/// let received = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
/// let context = extract(received, &Options::default()).context.expect("traceparent is valid");
/// let written = headers_for(&context, &[], &Options::default());
/// assert_eq!(written.headers().next(), Some(Header::from(received[0])));
/// assert_eq!(written.headers().len(), 2);                                // traceparent, uber-trace-id
/// ```
pub fn headers_for(context: &TraceContext, baggage: &[BaggageEntry], options: &Options) -> WrittenHeaders {
    let mut written = WrittenHeaders::default();
    write_context(context, options, &mut written);
    if !written.is_empty() && !baggage.is_empty() {
        write_baggage(&baggage.iter().collect::<Vec<_>>(), options, &mut written);
    }
    written
}

/// The headers for a decision without a context, of the formats that have a form for it.
pub fn headers_for_decision(decision: &Decision, baggage: &[BaggageEntry], options: &Options) -> WrittenHeaders {
    let mut written = WrittenHeaders::default();
    write_decision(decision, options, &mut written);
    if !written.is_empty() && !baggage.is_empty() {
        write_baggage(&baggage.iter().collect::<Vec<_>>(), options, &mut written);
    }
    written
}

pub(crate) fn write_context(context: &TraceContext, options: &Options, written: &mut WrittenHeaders) {
    for format in formats(options) {
        match format.write {
            _ if !context.is_valid() => {}
            Some(write) => write(context, written),
            None if format.write_decision.is_none() && format.write_baggage.is_none() => written.lost.formats += 1,
            None => {}
        }
    }
}

pub(crate) fn write_decision(decision: &Decision, options: &Options, written: &mut WrittenHeaders) {
    for write in formats(options).filter_map(|format| format.write_decision) {
        write(decision, written);
    }
}

/// Writes `baggage` and then the other forms of it. What is over the budget goes from the end: first what `baggage` repeats,
/// then its members. Ids and `tracestate` are far below the budget by themselves.
pub(crate) fn write_baggage(entries: &[&BaggageEntry], options: &Options, written: &mut WrittenHeaders) {
    let mut members = WrittenBaggage::default();
    let carried: Vec<&BaggageEntry> = entries.iter().copied().filter(|entry| members.push(entry)).collect();
    written.lost.baggage = entries.len() - carried.len();
    let safe: Vec<&BaggageEntry> = carried.into_iter().filter(|entry| is_raw_safe(entry)).collect();
    let mut others = WrittenHeaders::default();
    for write in formats(options).filter_map(|format| format.write_baggage) {
        write(&safe, &mut others);
    }
    let size_of_members = |members: &WrittenBaggage| match members.len() {
        0 => 0,
        length => baggage::KEY.len() + length,
    };
    while written.size() + size_of_members(&members) + others.size() > written::RECORD {
        if others.pop() {
            continue;
        }
        if !members.pop() {
            break;
        }
        written.lost.baggage += 1;
    }
    if let Some(text) = members.into_text() {
        written.push(baggage::KEY, text);
    }
    for header in others.headers() {
        written.push(header.key, header.value.unwrap_or_default());
    }
}

/// Those to write, each once.
fn formats(options: &Options) -> impl Iterator<Item = &'static HeaderFormat> {
    let formats = options.write.iter().enumerate();
    formats.filter(|(index, format)| !options.write[..*index].contains(format)).map(|(_, format)| format.definition())
}
