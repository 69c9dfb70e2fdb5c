use std::hint::black_box;

use filrouge::{Format, Header, Options, TraceContext, extract, headers_for};
use opentelemetry::Context;
use opentelemetry::trace::{SpanContext, TraceContextExt};

use super::{Case, Propagator, Work, name, propagator, work};
use crate::carrier::{Owned, Sink};

const FORMATS: [Format; 7] = [
    Format::Traceparent,
    Format::UberTraceId,
    Format::B3,
    Format::B3Multi,
    Format::Datadog,
    Format::SentryTrace,
    Format::OtTracer,
];

pub(super) fn cases() -> Vec<Case> {
    let by_format = FORMATS.map(|format| Case {
        name: name("inject", format),
        ours: writing(options(format)),
        // The peer's single form of B3 writes the several headers too.
        peer: propagator(format).filter(|_| format != Format::B3).map(|peer| {
            assert_same(format, &peer);
            injecting(peer)
        }),
    });
    let owned = [Format::Traceparent, Format::UberTraceId].map(|format| Case {
        name: name("inject.owned", format),
        ours: owning(options(format)),
        peer: propagator(format).map(owned_by_peer),
    });
    by_format.into_iter().chain(owned).collect()
}

fn options(format: Format) -> Options {
    Options { write: vec![format].into(), ..Options::default() }
}

fn context() -> TraceContext {
    let headers = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
    extract(headers, &Options::default()).context.expect("a valid traceparent")
}

fn remote() -> Context {
    Context::new().with_remote_span_context(SpanContext::from(&context()))
}

fn writing(options: Options) -> Work {
    let context = context();
    work(move || {
        let written = headers_for(black_box(&context), &[], black_box(&options));
        for Header { key, value } in written.headers() {
            black_box((key, value));
        }
    })
}

fn injecting(peer: Propagator) -> Work {
    let context = remote();
    work(move || peer.inject_context(black_box(&context), &mut Sink))
}

fn owning(options: Options) -> Work {
    let context = context();
    work(move || drop(black_box(owned(black_box(&context), &options))))
}

fn owned(context: &TraceContext, options: &Options) -> Owned {
    let written = headers_for(context, &[], options);
    let pairs = written
        .headers()
        .map(|Header { key, value }| (String::from_utf8_lossy(key).into_owned(), value.unwrap_or_default().to_vec()));
    Owned(pairs.collect())
}

fn owned_by_peer(peer: Propagator) -> Work {
    let context = remote();
    work(move || {
        let mut owned = Owned::default();
        peer.inject_context(black_box(&context), &mut owned);
        drop(black_box(owned));
    })
}

/// Zipkin's keys are written as `X-B3-*` by the peer, which writes an empty `tracestate` too.
fn assert_same(format: Format, peer: &Propagator) {
    let mut theirs = Owned::default();
    peer.inject_context(&remote(), &mut theirs);
    theirs.0.retain(|(_, value)| !value.is_empty());
    theirs.0.iter_mut().for_each(|(key, _)| key.make_ascii_lowercase());
    theirs.0.sort();
    let mut ours = owned(&context(), &options(format));
    ours.0.sort();
    assert_eq!(ours.0, theirs.0, "the peer writes something else as {format}");
}
