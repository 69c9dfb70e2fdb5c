//! The same on librdkafka's own headers.

use std::hint::black_box;

use filrouge::{Format, Options, extract, headers_for, inject, rdkafka_headers};
use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, Injector};
use opentelemetry::trace::{SpanContext, TraceContextExt};
use rdkafka::message::{Header as RdkafkaHeader, Headers, OwnedHeaders};

use super::{Case, propagator, work};

struct Received<'a>(&'a OwnedHeaders);

impl Extractor for Received<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        let header = self.0.iter().find(|header| header.key == key)?;
        str::from_utf8(header.value?).ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.iter().map(|header| header.key).collect()
    }
}

struct Sent(Option<OwnedHeaders>);

impl Injector for Sent {
    fn set(&mut self, key: &str, value: String) {
        self.0 = self.0.take().map(|headers| headers.insert(RdkafkaHeader { key, value: Some(&value) }));
    }
}

pub(super) fn cases() -> Vec<Case> {
    [Format::Traceparent, Format::UberTraceId].into_iter().flat_map(of_format).collect()
}

fn of_format(format: Format) -> [Case; 2] {
    let options = Options { write: vec![format].into(), ..Options::default() };
    let headers = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
    let context = extract(headers, &options).context.expect("a valid traceparent");
    let remote = Context::new().with_remote_span_context(SpanContext::from(&context));
    let own = [("content-type", "application/json"), ("event-id", "4711")];
    let received = rdkafka_headers::to_owned_headers(&inject(own, &context, &[], &options));

    let ours_received = received.clone();
    let read_options = Options::default();
    let extracting = Case {
        name: super::name("extract.rdkafka", format),
        ours: work(move || {
            let extraction = extract(rdkafka_headers::of_headers(black_box(&ours_received)), &read_options);
            black_box(&extraction);
        }),
        peer: propagator(format).map(|peer| {
            let root = Context::new();
            work(move || {
                let context = peer.extract_with_context(&root, &Received(black_box(&received)));
                black_box(&context);
            })
        }),
    };
    let injecting = Case {
        name: super::name("inject.rdkafka", format),
        ours: work(move || {
            let written = headers_for(black_box(&context), &[], &options);
            drop(black_box(rdkafka_headers::to_owned_headers(written.headers())));
        }),
        peer: propagator(format).map(|peer| {
            work(move || {
                let mut sent = Sent(Some(OwnedHeaders::new_with_capacity(1)));
                peer.inject_context(black_box(&remote), &mut sent);
                drop(black_box(sent));
            })
        }),
    };
    [extracting, injecting]
}
