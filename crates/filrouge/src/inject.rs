use crate::baggage::WrittenBaggage;
use crate::carrier::{self, Carrier};
use crate::extract::read_baggage;
use crate::limits;
use crate::{BaggageEntry, Format, Header, Options, TraceContext, WrittenHeader};
use crate::{traceparent, tracestate, uber_trace_id, uberctx};

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
}

/// Writes a context and baggage into the headers of a record (specification, section 7).
///
/// Headers of an old context go, in any letter case; all others stay as they are. The baggage of an old context is merged in,
/// the given value of a key wins. With nothing to write, which is a context of zeros or no format, headers stay as they are.
///
/// Never fails. At most 12,288 bytes are added: what does not fit is counted in [`Lost`]; ids always fit.
pub fn inject<'a, H: Into<Header<'a>>>(
    headers: impl IntoIterator<Item = H>,
    context: &TraceContext,
    baggage: &[BaggageEntry],
    options: &Options,
) -> Injection<'a> {
    let headers: Vec<Header<'a>> = headers.into_iter().map(Into::into).collect();
    if !context.is_valid() || options.write.is_empty() {
        return Injection { headers: headers.into_iter().map(Into::into).collect(), lost: Lost::default() };
    }
    let own = read_baggage(&Carrier::collect(headers.iter().copied()), &mut Vec::new());
    let (ours, lost) = Ours::new(context, &merged(&own, baggage), options).fitted();
    let kept = headers.into_iter().filter(|header| !carrier::is_replaced(header.key)).map(Into::into);
    Injection { headers: kept.chain(ours).collect(), lost }
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

/// The headers that are written, as long as something may still have to go.
struct Ours<'a> {
    traceparent: Option<WrittenHeader<'a>>,
    tracestate: Option<WrittenHeader<'a>>,
    uber_trace_id: Option<WrittenHeader<'a>>,
    baggage: WrittenBaggage,
    uberctx: Vec<WrittenHeader<'a>>,
    lost: Lost,
}

impl<'a> Ours<'a> {
    fn new(context: &TraceContext, entries: &[&BaggageEntry], options: &Options) -> Self {
        let writes = |format: Format| options.write.contains(&format);
        let header = |key: &'static str, value: String| WrittenHeader::of_ours(key, value);
        let mut lost = Lost { deferred: usize::from(context.sampled.is_none()), ..Lost::default() };
        let tracestate = if writes(Format::Traceparent) {
            tracestate::format(&context.tracestate, &mut lost.tracestate)
        } else {
            None
        };
        let mut baggage = WrittenBaggage::default();
        let mut uberctx = Vec::new();
        for entry in entries {
            if !baggage.push(entry) {
                lost.baggage += 1;
            }
            if writes(Format::UberTraceId) && uberctx::is_writable(entry) {
                uberctx.push(WrittenHeader::of_ours(format!("{}{}", uberctx::PREFIX, entry.key), entry.value.clone()));
            }
        }
        Ours {
            traceparent: writes(Format::Traceparent).then(|| header("traceparent", traceparent::format(context))),
            tracestate: tracestate.map(|text| header(carrier::TRACESTATE, text)),
            uber_trace_id: writes(Format::UberTraceId).then(|| header("uber-trace-id", uber_trace_id::format(context))),
            baggage,
            uberctx,
            lost,
        }
    }

    /// Takes off what is over the budget, the most dispensable first. Ids and `tracestate` are far below it by themselves.
    fn fitted(mut self) -> (impl Iterator<Item = WrittenHeader<'a>> + use<'a>, Lost) {
        let ids = size(&self.traceparent) + size(&self.uber_trace_id);
        let mut of_uberctx: usize = self.uberctx.iter().map(WrittenHeader::size).sum();
        loop {
            let of_baggage = if self.baggage.len() == 0 { 0 } else { carrier::BAGGAGE.len() + self.baggage.len() };
            if ids + size(&self.tracestate) + of_baggage + of_uberctx <= limits::WRITTEN {
                break;
            }
            if let Some(header) = self.uberctx.pop() {
                of_uberctx -= header.size();
            } else if self.baggage.pop() {
                self.lost.baggage += 1;
            } else {
                break;
            }
        }
        let baggage = self.baggage.into_text().map(|text| WrittenHeader::of_ours(carrier::BAGGAGE, text));
        let headers = [self.traceparent, self.tracestate, self.uber_trace_id, baggage];
        (headers.into_iter().flatten().chain(self.uberctx), self.lost)
    }
}

fn size(header: &Option<WrittenHeader<'_>>) -> usize {
    header.as_ref().map_or(0, WrittenHeader::size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> TraceContext {
        TraceContext {
            trace_id: [1; 16],
            span_id: [2; 8],
            parent_id: None,
            sampled: Some(true),
            debug: false,
            format: Format::Traceparent,
            tracestate: Vec::new(),
        }
    }

    #[test]
    fn over_the_budget_uberctx_goes_first_and_is_not_lost() {
        let entries = ["a", "b"].map(|key| BaggageEntry::new(key, "x".repeat(4000)));
        let injection = inject([] as [Header<'_>; 0], &context(), &entries, &Options::default());
        let keys: Vec<_> = injection.headers.iter().map(|header| String::from_utf8_lossy(&header.key)).collect();
        assert_eq!(keys, ["traceparent", "uber-trace-id", "baggage", "uberctx-a"]);
        assert_eq!(injection.lost, Lost::default());
        assert!(injection.headers.iter().map(WrittenHeader::size).sum::<usize>() <= limits::WRITTEN);
    }

    #[test]
    fn with_nothing_to_write_headers_stay() {
        let own = [("TraceParent", "old"), ("h", "1")];
        let no_format = Options { write: [].as_slice().into(), ..Options::default() };
        let zero = TraceContext { trace_id: [0; 16], ..context() };
        for (context, options) in [(context(), no_format), (zero, Options::default())] {
            let injection = inject(own, &context, &[BaggageEntry::new("k", "v")], &options);
            assert!(injection.headers.iter().map(Header::from).eq(own.map(Header::from)));
        }
    }

    #[test]
    fn untouched_headers_are_borrowed() {
        let injection = inject([("h", "1")], &context(), &[], &Options::default());
        assert!(matches!(injection.headers[0].key, std::borrow::Cow::Borrowed(_)));
    }
}
