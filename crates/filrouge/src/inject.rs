use alloc::vec::Vec;
use core::slice;

use crate::baggage;
use crate::carrier::Carrier;
use crate::fields::Fields;
use crate::header_writing::{write_baggage, write_context, write_decision};
use crate::known_keys;
use crate::{BaggageEntry, Decision, Header, Limits, Options, TraceContext, WrittenHeader, WrittenHeaders};

/// The headers to send in place of a record's own, and what did not fit into them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Injection<'a> {
    /// The record's own in their order, without those of an old context, and then ours.
    pub headers: Vec<WrittenHeader<'a>>,
    /// What was left out.
    pub lost: Lost,
}

/// Counts of what an injection left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lost {
    /// Entries that `baggage` cannot carry, or that were over a limit.
    pub baggage: usize,
    /// Members of `tracestate`.
    pub tracestate: usize,
    /// 1 when a deferred sampling decision was written as not sampled, for want of a form.
    pub deferred: usize,
    /// Formats that were left out: they cannot carry this trace id, whose low half is zero, or they are only read.
    pub formats: usize,
}

/// Writes a context and baggage into the headers of a record (specification, section 11).
///
/// Headers of an old context go, in any letter case; all others stay as they are. The baggage of an old context is merged in,
/// the given value of a key wins. With nothing to write, which is a context of zeros or no format for it, headers stay as they
/// are.
///
/// Never fails. At most 12,288 bytes are added: what does not fit is counted in [`Lost`]; ids always fit.
pub fn inject<'a, H: Into<Header<'a>>>(
    headers: impl IntoIterator<Item = H>,
    context: &TraceContext,
    baggage: &[BaggageEntry],
    options: &Options,
) -> Injection<'a> {
    replaced(headers, baggage, options, |written| write_context(context, options, written))
}

/// Writes a decision without a context, for a receiver that starts the trace: `b3: 0`, `x-b3-flags: 1`, `jaeger-debug-id`.
///
/// Formats without a form for it write nothing, and with none that has one, as by default, the headers stay as they are. All
/// else is as with [`inject`].
///
/// ```
/// use filrouge::{Decision, Format, Header, Options, inject_decision};
///
/// let options = Options { write: [Format::B3].as_slice().into(), ..Options::default() };
/// let unsampled = Decision { sampled: Some(false), ..Decision::default() };
/// let injection = inject_decision([("traceparent", "of an old context")], &unsampled, &[], &options);
/// assert_eq!(Header::from(&injection.headers[0]), Header::from(("b3", "0")));
/// assert_eq!(injection.headers.len(), 1);
/// ```
pub fn inject_decision<'a, H: Into<Header<'a>>>(
    headers: impl IntoIterator<Item = H>,
    decision: &Decision,
    baggage: &[BaggageEntry],
    options: &Options,
) -> Injection<'a> {
    replaced(headers, baggage, options, |written| write_decision(decision, options, written))
}

fn replaced<'a, H: Into<Header<'a>>>(
    headers: impl IntoIterator<Item = H>,
    given: &[BaggageEntry],
    options: &Options,
    write: impl Fn(&mut WrittenHeaders),
) -> Injection<'a> {
    let headers: Vec<Header<'a>> = headers.into_iter().map(Into::into).collect();
    let mut written = WrittenHeaders::default();
    write(&mut written);
    if written.is_empty() {
        return Injection { headers: headers.into_iter().map(Into::into).collect(), lost: written.lost };
    }
    let limits = Limits::SPECIFICATION;
    let carrier = Carrier::collect(headers.iter().copied(), &limits);
    let own = baggage::read(&mut Fields { carrier: &carrier, limits, strict: false, faults: &mut Vec::new() });
    let entries = merged(&own, given);
    if !entries.is_empty() {
        write_baggage(&entries, options, &mut written);
    }
    let kept = headers.into_iter().filter(|header| !known_keys::is_replaced(header.key)).map(Into::into);
    Injection { headers: kept.chain(written.headers().map(owned)).collect(), lost: written.lost }
}

fn owned<'a>(Header { key, value }: Header<'_>) -> WrittenHeader<'a> {
    let key = known_keys::find(key).map_or_else(|| key.to_vec().into(), |(known, _)| known.name().as_bytes().into());
    WrittenHeader { key, value: value.map(|value| value.to_vec().into()) }
}

/// The given value of a key wins and keeps the place of the record's own one.
fn merged<'a>(own: &'a [BaggageEntry], given: &'a [BaggageEntry]) -> Vec<&'a BaggageEntry> {
    let mut entries: Vec<&BaggageEntry> = own.iter().collect();
    for entry in given {
        match entries.iter_mut().find(|known| known.key == entry.key) {
            Some(known) => *known = entry,
            None => entries.push(entry),
        }
    }
    entries
}

impl<'r, 'a> IntoIterator for &'r Injection<'a> {
    type Item = &'r WrittenHeader<'a>;
    type IntoIter = slice::Iter<'r, WrittenHeader<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.headers.iter()
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::Cow;
    use alloc::string::{String, ToString};

    use super::*;
    use crate::Format;
    use crate::formats::Sampling;
    use crate::limits::written;

    fn context() -> TraceContext {
        TraceContext::of(Format::Traceparent, [1; 16], [2; 8], Sampling::Yes)
    }

    fn size(header: &WrittenHeader<'_>) -> usize {
        header.key.len() + header.value.as_ref().map_or(0, |value| value.len())
    }

    fn keys(injection: &Injection<'_>) -> Vec<String> {
        injection.headers.iter().map(|header| String::from_utf8_lossy(&header.key).to_string()).collect()
    }

    #[test]
    fn over_the_budget_uberctx_goes_first_and_is_not_lost() {
        let entries = ["a", "b"].map(|key| BaggageEntry::new(key, "x".repeat(4000)));
        let injection = inject([] as [Header<'_>; 0], &context(), &entries, &Options::default());
        assert_eq!(keys(&injection), ["traceparent", "uber-trace-id", "baggage", "uberctx-a"]);
        assert_eq!(injection.lost, Lost::default());
        assert!(injection.headers.iter().map(size).sum::<usize>() <= written::RECORD);
    }

    #[test]
    fn with_nothing_to_write_headers_stay() {
        let own = [("TraceParent", "old"), ("h", "1")];
        let writing = |formats: &'static [Format]| Options { write: formats.into(), ..Options::default() };
        let zero = TraceContext { trace_id: [0; 16], ..context() };
        let high_half = TraceContext { trace_id: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], ..context() };
        for (context, options, formats) in [
            (context(), writing(&[]), 0),
            (zero, Options::default(), 0),
            (context(), writing(&[Format::JaegerBaggage, Format::JaegerDebugId]), 0),
            (context(), writing(&[Format::CeTraceparent, Format::XAmznTraceId]), 2),
            (high_half, writing(&[Format::Datadog, Format::OtTracer]), 2),
        ] {
            let injection = inject(own, &context, &[BaggageEntry::new("k", "v")], &options);
            assert!(injection.headers.iter().map(Header::from).eq(own.map(Header::from)));
            assert_eq!(injection.lost, Lost { formats, ..Lost::default() });
        }
    }

    #[test]
    fn formats_are_written_once_each_in_the_order_configured() {
        let write = [Format::OtTracer, Format::B3, Format::OtTracer, Format::JaegerBaggage, Format::UberTraceId];
        let options = Options { write: write.to_vec().into(), ..Options::default() };
        let injection = inject([("B3", "0"), ("Uberctx-k", "v")], &context(), &[], &options);
        let ids = ["ot-tracer-traceid", "ot-tracer-spanid", "ot-tracer-sampled", "b3", "uber-trace-id"];
        assert_eq!(keys(&injection)[..5], ids);
        assert_eq!(keys(&injection)[5..], ["baggage", "ot-baggage-k", "jaeger-baggage", "uberctx-k"]);
    }

    #[test]
    fn untouched_headers_are_borrowed() {
        let injection = inject([("h", "1")], &context(), &[], &Options::default());
        assert!(matches!(injection.headers[0].key, Cow::Borrowed(_)));
    }
}
