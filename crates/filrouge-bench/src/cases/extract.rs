use std::hint::black_box;

use filrouge::{Format, Header, Options, TraceContext, extract};
use opentelemetry::Context;
use opentelemetry::trace::{SpanContext, TraceContextExt};

use super::{Case, Propagator, Work, name, propagator, work};
use crate::carrier::{Received, Record};

/// Headers of others around those of the trace.
const OTHERS: [Received; 2] = [("content-type", Some(b"application/json")), ("event-id", Some(b"4711"))];

const TRACE_ID: &[u8] = b"4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN_ID: &[u8] = b"00f067aa0ba902b7";
const TRACEPARENT: Received = ("traceparent", Some(b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
const UBER_TRACE_ID: Received = ("uber-trace-id", Some(b"4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1"));

const FORMATS: [(Format, &[Received]); 9] = [
    (Format::Traceparent, &[TRACEPARENT]),
    (Format::UberTraceId, &[UBER_TRACE_ID]),
    (Format::B3, &[("b3", Some(b"4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1"))]),
    (
        Format::B3Multi,
        &[("x-b3-traceid", Some(TRACE_ID)), ("x-b3-spanid", Some(SPAN_ID)), ("x-b3-sampled", Some(b"1"))],
    ),
    (
        Format::Datadog,
        &[
            ("x-datadog-trace-id", Some(b"11803532876627986230")),
            ("x-datadog-parent-id", Some(b"67667974448284343")),
            ("x-datadog-sampling-priority", Some(b"1")),
            ("x-datadog-tags", Some(b"_dd.p.tid=4bf92f3577b34da6")),
        ],
    ),
    (
        Format::XAmznTraceId,
        &[("x-amzn-trace-id", Some(b"Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1"))],
    ),
    (Format::SentryTrace, &[("sentry-trace", Some(b"4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1"))]),
    (
        Format::OtTracer,
        &[
            ("ot-tracer-traceid", Some(b"a3ce929d0e0e4736")),
            ("ot-tracer-spanid", Some(SPAN_ID)),
            ("ot-tracer-sampled", Some(b"true")),
        ],
    ),
    (Format::ElasticApmTraceparent, &[("elasticapmtraceparent", Some(ELASTIC))]),
];

const ELASTIC: &[u8] =
    b"\0\0\x4b\xf9\x2f\x35\x77\xb3\x4d\xa6\xa3\xce\x92\x9d\x0e\x0e\x47\x36\x01\x00\xf0\x67\xaa\x0b\xa9\x02\xb7\x02\x01";

/// Ours reads every format in each case, as by default; the peer its own alone.
pub(super) fn cases() -> Vec<Case> {
    let by_format = FORMATS.iter().map(|&(format, headers)| Case {
        name: name("extract", format),
        ours: reading(record(headers)),
        peer: propagator(format).map(|peer| {
            assert_same(record(headers), &peer);
            extracting(record(headers), peer)
        }),
    });
    let w3c = || propagator(Format::Traceparent);
    let none = Case {
        name: "extract.none".to_owned(),
        ours: reading(record(&[])),
        peer: w3c().map(|peer| extracting(record(&[]), peer)),
    };
    let both = record(&[TRACEPARENT, UBER_TRACE_ID]);
    let default = Case {
        name: "extract.default".to_owned(),
        ours: reading(both.clone()),
        peer: w3c().map(|peer| extracting(both, peer)),
    };
    let traced = record(&[TRACEPARENT]);
    let remote = Case {
        name: "extract.toContext".to_owned(),
        ours: remote(traced.clone()),
        peer: w3c().map(|peer| extracting(traced, peer)),
    };
    by_format.chain([default, none, remote]).collect()
}

fn record(headers: &[Received]) -> Vec<Received> {
    [&OTHERS[..1], headers, &OTHERS[1..]].concat()
}

fn borrowed(record: &[Received]) -> impl Iterator<Item = Header<'_>> {
    record.iter().map(|(key, value)| Header { key: key.as_bytes(), value: *value })
}

fn reading(record: Vec<Received>) -> Work {
    let options = Options::default();
    work(move || {
        let extraction = extract(borrowed(black_box(&record)), black_box(&options));
        black_box(&extraction);
    })
}

/// Up to what the peer gives: OpenTelemetry's own context, with the span in it.
fn remote(record: Vec<Received>) -> Work {
    let (options, root) = (Options::default(), Context::new());
    work(move || {
        let extraction = extract(borrowed(black_box(&record)), black_box(&options));
        let span = extraction.context.as_ref().map(SpanContext::from);
        black_box(span.map(|span| root.with_remote_span_context(span)));
    })
}

fn extracting(record: Vec<Received>, peer: Propagator) -> Work {
    // Not the ambient context, which would cost the peer more.
    let root = Context::new();
    work(move || {
        let context = peer.extract_with_context(&root, &Record(black_box(&record)));
        black_box(&context);
    })
}

fn assert_same(record: Vec<Received>, peer: &Propagator) {
    let ours = extract(borrowed(&record), &Options::default()).context.expect("ours reads a context");
    let theirs = peer.extract_with_context(&Context::new(), &Record(&record));
    let theirs = TraceContext::try_from(theirs.span().span_context()).expect("the peer reads a context");
    assert_eq!(
        (ours.trace_id, ours.span_id, ours.sampled),
        (theirs.trace_id, theirs.span_id, theirs.sampled),
        "the peer reads something else"
    );
}
