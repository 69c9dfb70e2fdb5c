//! Between this crate's types and those of the `opentelemetry` API. Feature `opentelemetry`.
//!
//! ```
//! use filrouge::{Options, TraceContext, extract};
//! use opentelemetry::Context;
//! use opentelemetry::trace::{SpanContext, TraceContextExt};
//!
//! let received = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
//! let extraction = extract(received, &Options::default());
//!
//! // The parent of the span that handles the record. Without one: a new trace, never the ambient context.
//! let parent = extraction.context.as_ref().map_or_else(Context::new, Context::from);
//! assert!(parent.span().span_context().is_remote());
//!
//! // What `inject` takes, from any live span.
//! let context = TraceContext::try_from(parent.span().span_context()).expect("the span is valid");
//! assert_eq!(context.sampled, Some(true));
//! ```

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use opentelemetry::Context;
use opentelemetry::baggage::{Baggage, KeyValueMetadata};
use opentelemetry::trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState};

use crate::{BaggageEntry, Format, TraceContext};

/// Remote, as it came over the wire. Deferred sampling becomes not sampled and `debug` is left out, for OpenTelemetry has
/// neither; members of `tracestate` that its [`TraceState`] refuses are left out one by one.
impl From<&TraceContext> for SpanContext {
    fn from(context: &TraceContext) -> Self {
        SpanContext::new(
            TraceId::from_bytes(context.trace_id),
            SpanId::from_bytes(context.span_id),
            TraceFlags::default().with_sampled(context.sampled == Some(true)),
            true,
            trace_state(&context.tracestate),
        )
    }
}

/// A context that holds the remote span and nothing else, in particular no ambient span.
impl From<&TraceContext> for Context {
    fn from(context: &TraceContext) -> Self {
        Context::new().with_remote_span_context(SpanContext::from(context))
    }
}

/// The context that a live span gives to whatever it sends.
impl TryFrom<&SpanContext> for TraceContext {
    type Error = InvalidSpanContext;

    /// # Errors
    ///
    /// An id is zero, as in the context of a tracer that does nothing: there is nothing to write then.
    fn try_from(context: &SpanContext) -> Result<Self, InvalidSpanContext> {
        if !context.is_valid() {
            return Err(InvalidSpanContext);
        }
        let state = context.trace_state().header();
        Ok(TraceContext {
            trace_id: context.trace_id().to_bytes(),
            span_id: context.span_id().to_bytes(),
            parent_id: None,
            sampled: Some(context.is_sampled()),
            debug: false,
            format: Format::Traceparent,
            tracestate: state.split(',').filter(|member| !member.is_empty()).map(ToOwned::to_owned).collect(),
        })
    }
}

/// A span context with a zero id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSpanContext;

impl fmt::Display for InvalidSpanContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the span context has a zero id: start the span with a tracer that records or propagates")
    }
}

impl Error for InvalidSpanContext {}

impl From<&BaggageEntry> for KeyValueMetadata {
    fn from(entry: &BaggageEntry) -> Self {
        let properties = entry.properties.clone().unwrap_or_default();
        KeyValueMetadata::new(entry.key.clone(), entry.value.clone(), properties)
    }
}

/// OpenTelemetry's baggage of the entries, properties as metadata. It has limits of its own, the same as ours, and refuses keys
/// that are no token.
pub fn to_baggage(entries: &[BaggageEntry]) -> Baggage {
    entries.iter().map(KeyValueMetadata::from).collect()
}

/// The entries of OpenTelemetry's baggage, ordered by key: it has no order of its own, and equal baggage is to give equal bytes.
pub fn from_baggage(baggage: &Baggage) -> Vec<BaggageEntry> {
    let mut entries: Vec<BaggageEntry> = baggage
        .iter()
        .map(|(key, (value, metadata))| BaggageEntry {
            key: key.to_string(),
            value: value.to_string(),
            properties: Some(metadata.to_string()).filter(|text| !text.is_empty()),
        })
        .collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries
}

fn trace_state(members: &[String]) -> TraceState {
    let accepted = members
        .iter()
        .filter_map(|member| member.split_once('='))
        .filter(|member| TraceState::from_key_value([*member]).is_ok());
    TraceState::from_key_value(accepted).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn context() -> TraceContext {
        TraceContext {
            trace_id: [1; 16],
            span_id: [2; 8],
            parent_id: None,
            sampled: Some(true),
            debug: false,
            format: Format::Traceparent,
            tracestate: vec!["a=1".into(), "t@v=2".into()],
        }
    }

    #[test]
    fn a_context_goes_there_and_back() {
        for sampled in [true, false] {
            let context = TraceContext { sampled: Some(sampled), ..context() };
            let span_context = SpanContext::from(&context);
            assert!(span_context.is_remote());
            assert_eq!(TraceContext::try_from(&span_context), Ok(context));
        }
    }

    #[test]
    fn a_member_that_opentelemetry_refuses_costs_itself_only() {
        let members = ["a=1", "a@b@c=2", "z=3"].map(str::to_owned).to_vec();
        let span_context = SpanContext::from(&TraceContext { tracestate: members, ..context() });
        assert_eq!(span_context.trace_state().header(), "a=1,z=3");
    }

    #[test]
    fn the_context_of_a_tracer_that_does_nothing_is_refused() {
        assert_eq!(TraceContext::try_from(&SpanContext::empty_context()), Err(InvalidSpanContext));
    }

    #[test]
    fn baggage_goes_there_and_back_in_the_order_of_keys() {
        let property = BaggageEntry { properties: Some("p=1".into()), ..BaggageEntry::new("b", "Zürich, CH") };
        let entries = [BaggageEntry::new("c", "3"), property.clone(), BaggageEntry::new("a", "1")];
        let [c, _, a] = entries.clone();
        assert_eq!(from_baggage(&to_baggage(&entries)), [a, property, c]);
    }
}
