//! The formats of this crate as a propagator of the `opentelemetry` API. Feature `opentelemetry`.
//!
//! For code that takes a [`TextMapPropagator`] and carriers of text. Where the headers of a record are at hand,
//! [`extract`](fn@crate::extract) and [`inject`](fn@crate::inject) know more: bytes, order, and the headers that stand there
//! already.
//!
//! ```
//! use std::collections::HashMap;
//!
//! use filrouge::Options;
//! use filrouge::opentelemetry_propagator::HeaderPropagator;
//! use opentelemetry::Context;
//! use opentelemetry::propagation::TextMapPropagator;
//! use opentelemetry::trace::TraceContextExt;
//!
//! let propagator = HeaderPropagator::new(Options::default());
//! let received = HashMap::from([("b3".to_owned(), "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1".to_owned())]);
//!
//! // From an empty context: the ambient one is not the parent of a record.
//! let context = propagator.extract_with_context(&Context::new(), &received);
//! assert!(context.span().span_context().is_sampled());
//!
//! let mut sent = HashMap::new();
//! propagator.inject_context(&context, &mut sent);
//! assert_eq!(sent["uber-trace-id"], "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1");
//! ```

use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use opentelemetry::Context;
use opentelemetry::baggage::BaggageExt;
use opentelemetry::propagation::text_map_propagator::FieldIter;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry::trace::{SpanContext, TraceContextExt};

use crate::opentelemetry_context::{from_baggage, to_baggage};
use crate::trace_context::same_trace;
use crate::{Extraction, Options, TraceContext, baggage, extract, headers_for};

/// Reads and writes the formats that its options name, and baggage.
///
/// The context that it extracts holds the [`Extraction`] too: `context.get::<Extraction>()` has the links, the decision and the
/// faults, for which OpenTelemetry has no place.
#[derive(Debug, Clone)]
pub struct HeaderPropagator {
    options: Options,
    fields: Vec<String>,
}

impl HeaderPropagator {
    /// Looks its fields up once; clone it or share it.
    pub fn new(options: Options) -> Self {
        let keys = options.write.iter().flat_map(|format| format.definition().keys);
        let fields = keys.chain([&baggage::KEY]).map(|key| (*key).to_owned()).collect();
        HeaderPropagator { options, fields }
    }
}

impl TextMapPropagator for HeaderPropagator {
    /// Nothing is written for a context without a valid span. Debug is kept from the extraction that the span's trace came
    /// from. What does not fit is left out: see [`headers_for`](fn@crate::headers_for).
    fn inject_context(&self, cx: &Context, injector: &mut dyn Injector) {
        let span = cx.span();
        let Ok(mut context) = TraceContext::try_from(span.span_context()) else {
            return;
        };
        let parent = cx.get::<Extraction>().and_then(|extraction| extraction.context.as_ref());
        let is_debug = parent.is_some_and(|parent| parent.debug && same_trace(&parent.trace_id, &context.trace_id));
        context.debug = is_debug && context.sampled == Some(true);
        let written = headers_for(&context, &from_baggage(cx.baggage()), &self.options);
        injector.reserve(written.headers().len());
        for header in written.headers() {
            // Keys and values that are written are ASCII.
            if let (Ok(key), Some(Ok(value))) = (str::from_utf8(header.key), header.value.map(str::from_utf8)) {
                injector.set(key, value.to_owned());
            }
        }
    }

    /// The given context, with the remote span, the baggage and the [`Extraction`] of the carrier where it has them.
    fn extract_with_context(&self, cx: &Context, extractor: &dyn Extractor) -> Context {
        let keys: BTreeSet<&str> = extractor.keys().into_iter().collect();
        let values = |key| extractor.get_all(key).unwrap_or_default().into_iter().map(move |value| (key, value));
        let extraction = extract(keys.into_iter().flat_map(values), &self.options);
        let mut context = cx.clone();
        if let Some(parent) = &extraction.context {
            context = context.with_remote_span_context(SpanContext::from(parent));
        }
        if !extraction.baggage.is_empty() {
            context = context.with_baggage(to_baggage(&extraction.baggage));
        }
        context.with_value(extraction)
    }

    /// Every key of the formats that are written, and `baggage`; not the keys that hold one baggage entry each.
    fn fields(&self) -> FieldIter<'_> {
        FieldIter::new(&self.fields)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::Format;

    fn carrier(headers: &[(&str, &str)]) -> HashMap<String, String> {
        headers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn extracted(headers: &[(&str, &str)]) -> Context {
        HeaderPropagator::new(Options::default()).extract_with_context(&Context::new(), &carrier(headers))
    }

    #[test]
    fn what_was_extracted_is_injected_with_baggage_and_debug() {
        let received = [("uber-trace-id", "4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:3"), ("uberctx-k", "v")];
        let mut sent = HashMap::new();
        HeaderPropagator::new(Options::default()).inject_context(&extracted(&received), &mut sent);
        let w3c = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), ("baggage", "k=v")];
        assert_eq!(sent, carrier(&[received, w3c].concat()));
    }

    #[test]
    fn without_a_span_nothing_is_injected() {
        let mut sent = HashMap::new();
        let context = extracted(&[("b3", "0"), ("baggage", "k=v"), ("traceparent", "bad")]);
        HeaderPropagator::new(Options::default()).inject_context(&context, &mut sent);
        assert!(sent.is_empty());
        let extraction = context.get::<Extraction>().unwrap();
        assert_eq!(extraction.decision.as_ref().and_then(|decision| decision.sampled), Some(false));
        assert_eq!(extraction.faults.len(), 1);
    }

    #[test]
    fn fields_are_those_of_the_written_formats() {
        let options = Options { write: [Format::Traceparent, Format::B3].as_slice().into(), ..Options::default() };
        let propagator = HeaderPropagator::new(options);
        assert_eq!(propagator.fields().collect::<Vec<_>>(), ["traceparent", "tracestate", "b3", "baggage"]);
    }
}
