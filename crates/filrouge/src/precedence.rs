use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::fault::Reason;
use crate::fields::{Field, Fields};
use crate::ids;
use crate::trace_context::same_trace;
use crate::{Decision, SpanId, TraceContext};

/// One context out of the readings of several formats (specification, section 8): the first one wins, others of the same trace
/// complete it, others of another trace become links.
///
/// It works in what will be handed out, since a context is a hundred bytes to move.
pub(crate) struct Precedence<'e> {
    pub(crate) context: &'e mut Option<TraceContext>,
    pub(crate) decision: &'e mut Option<Decision>,
    pub(crate) losers: &'e mut Vec<TraceContext>,
}

impl Precedence<'_> {
    /// Takes the context of the next format in the order of precedence.
    #[inline(always)]
    pub(crate) fn add(&mut self, context: TraceContext, fields: &mut Fields<'_, '_>) {
        if self.context.is_none() {
            *self.context = Some(context);
        } else {
            self.add_another(context, fields);
        }
    }

    /// The same of a header whose values are contexts: those that lost become links.
    #[inline(always)]
    pub(crate) fn add_field(&mut self, field: Option<Field<TraceContext>>, fields: &mut Fields<'_, '_>) {
        let Some(Field { last: Some(context), older }) = field else { return };
        self.add(context, fields);
        if !older.is_empty() {
            self.add_links(older);
        }
    }

    /// The first one counts, and none beside a context.
    pub(crate) fn add_decision(&mut self, decision: Decision) {
        self.decision.get_or_insert(decision);
    }

    /// Contexts of values that lost, newest first.
    pub(crate) fn add_links(&mut self, links: impl IntoIterator<Item = TraceContext>) {
        self.losers.extend(links);
    }

    fn add_another(&mut self, other: TraceContext, fields: &mut Fields<'_, '_>) {
        let Some(context) = self.context else { return };
        let is_same_trace = same_trace(&context.trace_id, &other.trace_id);
        if !is_same_trace || context.span_id != other.span_id {
            fields.refuse(other.format.definition().keys[0], Reason::FormatConflict);
        }
        if is_same_trace {
            complete(context, other);
        } else {
            self.losers.push(other);
        }
    }

    /// The context, or else the decision; and the links: each span once, never the context itself.
    #[inline(always)]
    pub(crate) fn finish(self, most_links: usize) {
        if self.context.is_some() {
            *self.decision = None;
        }
        if !self.losers.is_empty() {
            self.finish_links(most_links);
        }
    }

    fn finish_links(self, most_links: usize) {
        let mut known = KnownSpans::default();
        self.context.iter().for_each(|context| {
            known.insert(context);
        });
        self.losers.retain(|link| known.insert(link));
        self.losers.truncate(most_links);
    }
}

/// Spans by span id and the low half of the trace id; behind these the high half, which may be missing.
#[derive(Default)]
struct KnownSpans(BTreeSet<(SpanId, [u8; 8], [u8; 8])>);

impl KnownSpans {
    /// Whether it was not there before, as itself or without its high half.
    fn insert(&mut self, context: &TraceContext) -> bool {
        let (high, low) = ids::halves(&context.trace_id);
        let (with, none, most) = (|high| (context.span_id, low, high), [0; 8], [u8::MAX; 8]);
        let is_known = match high {
            [0, 0, 0, 0, 0, 0, 0, 0] => self.0.range(with(none)..=with(most)).next().is_some(),
            _ => self.0.contains(&with(high)) || self.0.contains(&with(none)),
        };
        !is_known && self.0.insert(with(high))
    }
}

/// Adds what another format of the same trace knows and the winner cannot say; the winner's span stays.
fn complete(context: &mut TraceContext, other: TraceContext) {
    if context.trace_id[..8] == [0; 8] {
        context.trace_id = other.trace_id;
    }
    context.debug |= other.debug && context.sampled == Some(true);
    if context.span_id != other.span_id {
        return;
    }
    context.parent_id = context.parent_id.or(other.parent_id);
    if context.tracestate.is_empty() {
        context.tracestate = other.tracestate;
    }
    // Formats without a form for deferred say no.
    if context.sampled == Some(false) && other.sampled.is_none() {
        context.sampled = None;
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::{Extraction, Format, Options, extract};

    const TRACEPARENT: (&str, &str) = ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    fn jaeger_first(headers: &[(&str, &str)]) -> Extraction {
        let options =
            Options { read: [Format::UberTraceId, Format::Traceparent].as_slice().into(), ..Options::default() };
        extract(headers.iter().copied(), &options)
    }

    #[test]
    fn a_traceparent_that_lost_keeps_its_tracestate_in_the_link() {
        let extraction = jaeger_first(&[TRACEPARENT, ("tracestate", "a=1"), ("uber-trace-id", "1:2:0:1")]);
        assert_eq!(extraction.links[0].tracestate, ["a=1"]);
        assert_eq!(extraction.context.map(|context| context.tracestate), Some(vec![]));
    }

    #[test]
    fn a_link_by_the_low_half_is_no_other_trace() {
        let copies = [TRACEPARENT, ("uber-trace-id", "a3ce929d0e0e4736:1:0:1"), ("uber-trace-id", "9:9:0:1")];
        let both = [("uber-trace-id", "4bf92f3577b34da6a3ce929d0e0e4736:1:0:1")];
        let extraction = extract(both.into_iter().chain(copies), &Options::default());
        let links: Vec<_> = extraction.links.iter().map(|link| link.span_id_hex()).collect();
        assert_eq!(links, ["0000000000000009", "0000000000000001"]);
    }

    #[test]
    fn a_format_listed_twice_is_read_once() {
        let options = Options { read: vec![Format::Traceparent; 2].into(), ..Options::default() };
        assert_eq!(extract([("traceparent", "bad")], &options).faults.len(), 1);
    }

    #[test]
    fn without_debug_a_decision_keeps_its_sampling_alone() {
        let options = Options { debug: false, ..Options::default() };
        let extraction = extract([("b3", "d"), ("jaeger-debug-id", "\n")], &options);
        assert_eq!(extraction.decision, Some(Decision { sampled: Some(true), debug: false, debug_id: None }));
        assert_eq!(extraction.faults, []);
    }
}
