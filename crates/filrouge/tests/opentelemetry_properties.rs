//! What holds for any carrier that the propagator is given.

#![cfg(feature = "opentelemetry")]

use std::collections::HashMap;

use filrouge::opentelemetry_propagator::HeaderPropagator;
use filrouge::{Extraction, Format, Options};
use opentelemetry::Context;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TraceContextExt;
use proptest::collection::hash_map;
use proptest::prelude::*;

fn carrier() -> impl Strategy<Value = HashMap<String, String>> {
    let key = prop_oneof![
        prop::sample::select(vec!["traceparent", "tracestate", "uber-trace-id", "b3", "baggage", "jaeger-debug-id"])
            .prop_map(ToOwned::to_owned),
        "uberctx-.{0,3}",
        ".{0,12}",
    ];
    let value = prop_oneof![
        "00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]",
        "[0-9a-f]{1,32}:[0-9a-f]{1,16}:0:[0-3]",
        "[0-9a-f]{32}-[0-9a-f]{16}(-[01d])?",
        "([a-z@]{1,3}=[a-z%é;=]{0,4},){0,40}",
        ".{0,40}",
    ];
    hash_map(key, value, 0..8)
}

proptest! {
    #[test]
    fn a_span_that_is_extracted_is_injected_as_it_was(carrier in carrier()) {
        let writable = Format::ALL.iter().copied().filter(|format| format.is_writable()).collect::<Vec<_>>();
        let propagator = HeaderPropagator::new(Options { write: writable.into(), ..Options::default() });
        let context = propagator.extract_with_context(&Context::new(), &carrier);
        let mut sent = HashMap::new();
        propagator.inject_context(&context, &mut sent);
        let span = context.span().span_context().clone();
        prop_assert_eq!(span.is_valid(), context.get::<Extraction>().is_some_and(|read| read.context.is_some()));
        prop_assert_eq!(span.is_valid(), !sent.is_empty());
        let again = propagator.extract_with_context(&Context::new(), &sent);
        let again = again.span().span_context().clone();
        prop_assert_eq!((again.trace_id(), again.span_id()), (span.trace_id(), span.span_id()));
        prop_assert_eq!(again.is_sampled(), span.is_sampled());
    }
}
