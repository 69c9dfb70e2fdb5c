//! Work of ours, and the same of OpenTelemetry's propagator for the format, which is proven to be the same before it is measured.

// OpenTelemetry has deprecated Jaeger's and Zipkin's formats, which fleets still write.
#![allow(deprecated)]

mod extract;
mod inject;
#[cfg(feature = "rdkafka")]
mod rdkafka;

use filrouge::Format;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry_jaeger_propagator as jaeger;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_zipkin as zipkin;

/// Does an operation that many times.
pub type Work = Box<dyn Fn(u64)>;

pub struct Case {
    pub name: String,
    pub ours: Work,
    /// `None` where OpenTelemetry has no propagator that is published for the version of its API.
    pub peer: Option<Work>,
}

/// # Panics
///
/// Where the peer reads or writes something else.
pub fn all() -> Vec<Case> {
    let cases = extract::cases().into_iter().chain(inject::cases());
    #[cfg(feature = "rdkafka")]
    let cases = cases.chain(rdkafka::cases());
    cases.collect()
}

/// The format's own name; the W3C's, of which the targets speak, has none.
fn name(operation: &str, format: Format) -> String {
    if format == Format::Traceparent { operation.to_owned() } else { format!("{operation}.{format}") }
}

fn work(operation: impl Fn() + 'static) -> Work {
    Box::new(move |operations| (0..operations).for_each(|_| operation()))
}

type Propagator = Box<dyn TextMapPropagator>;

fn propagator(format: Format) -> Option<Propagator> {
    match format {
        Format::Traceparent => Some(Box::new(TraceContextPropagator::new())),
        Format::UberTraceId => Some(Box::new(jaeger::Propagator::new())),
        Format::B3 => Some(Box::new(zipkin::Propagator::with_encoding(zipkin::B3Encoding::SingleHeader))),
        Format::B3Multi => Some(Box::new(zipkin::Propagator::with_encoding(zipkin::B3Encoding::MultipleHeader))),
        _ => None,
    }
}
