//! Span contexts and baggage in the headers of Kafka records, as `spec/headers.md` defines them.
//!
//! Bytes in, bytes out: this crate needs no Kafka client, no tracer and no `std`, and creates no ids and no spans. It reads every
//! [`Format`] and all four forms of baggage, and writes those that are asked for; by default `traceparent`, `uber-trace-id`,
//! `baggage` and `uberctx-*`. Data from the wire never fails and never panics: whatever is wrong with it is a [`Fault`] beside
//! the rest.
//!
//! ```
//! use filrouge::{BaggageEntry, Format, Options, extract, inject};
//!
//! let options = Options::default();
//! let received = [
//!     ("content-type", "application/json"),
//!     ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
//!     ("uber-trace-id", "not an id"),
//! ];
//!
//! let extraction = extract(received, &options);
//! let context = extraction.context.expect("traceparent is valid");
//! assert_eq!(context.format, Format::Traceparent);
//! assert_eq!(context.sampled, Some(true));
//! assert_eq!(extraction.faults[0].to_string(), "uber-trace-id: bad_shape");
//!
//! let baggage = [BaggageEntry::new("city", "Zürich")];
//! let injection = inject([("content-type", "text/plain")], &context, &baggage, &options);
//! let keys: Vec<_> = injection.headers.iter().map(|header| String::from_utf8_lossy(&header.key)).collect();
//! assert_eq!(keys, ["content-type", "traceparent", "uber-trace-id", "baggage"]);
//! ```
//!
//! Features, none by default:
//!
//! - `rdkafka`: `rdkafka_headers` reads the headers of any `rdkafka` message and writes an [`Injection`] into one.
//! - `opentelemetry`: `opentelemetry_context` goes between these types and OpenTelemetry's, and
//!   `opentelemetry_propagator` is a `TextMapPropagator`. It needs `std`.
//! - `avro`: payloads of Avro, with the framings, limits and faults of `@filrouge/avro`. It needs `std`.

#![no_std]
// The `rdkafka` adapter calls librdkafka directly and allows it for its own file; everything else is safe code.
#![cfg_attr(not(feature = "rdkafka"), forbid(unsafe_code))]
#![deny(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;
#[cfg(any(test, feature = "avro"))]
extern crate std;

#[cfg(feature = "avro")]
pub mod avro;
mod baggage;
mod carrier;
mod extract;
mod extraction;
mod fault;
mod fields;
mod format;
mod format_set;
mod formats;
mod header;
mod header_format;
mod header_value;
mod header_writing;
mod hex;
mod ids;
mod inject;
mod inline_vec;
mod known_keys;
mod limits;
#[cfg(feature = "opentelemetry")]
pub mod opentelemetry_context;
#[cfg(feature = "opentelemetry")]
pub mod opentelemetry_propagator;
mod options;
mod precedence;
#[cfg(feature = "rdkafka")]
pub mod rdkafka_headers;
mod repeated;
mod strip;
mod trace_context;
mod written;

pub use baggage::BaggageEntry;
pub use extract::extract;
pub use extraction::{Decision, Extraction};
pub use fault::{Fault, Reason};
pub use format::{Format, UnknownFormat};
pub use header::{Header, WrittenHeader};
pub use header_writing::{headers_for, headers_for_decision};
pub use inject::{Injection, Lost, inject, inject_decision};
pub use limits::Limits;
pub use options::Options;
pub use strip::strip;
pub use trace_context::{SpanId, TraceContext, TraceId};
pub use written::WrittenHeaders;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "avro"))]
#[doc = include_str!("../../../docs/avro.md")]
struct AvroPage;
