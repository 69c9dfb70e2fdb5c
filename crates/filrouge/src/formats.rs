//! One file a format (specification, section 5), and what several of them share.

pub(crate) mod avro;
pub(crate) mod b3;
pub(crate) mod b3_multi;
#[cfg(test)]
mod canonical;
pub(crate) mod ce_traceparent;
pub(crate) mod datadog;
pub(crate) mod elasticapmtraceparent;
mod id_headers;
pub(crate) mod jaeger_baggage;
pub(crate) mod jaeger_debug_id;
pub(crate) mod ot_tracer;
mod sampling;
pub(crate) mod sentry_trace;
pub(crate) mod traceparent;
mod tracestate;
pub(crate) mod uber_trace_id;
pub(crate) mod x_amzn_trace_id;

pub(crate) use sampling::Sampling;
