//! Headers as people give them to OpenTelemetry's propagators: no map, nothing that is copied without need.

use std::hint::black_box;

use opentelemetry::propagation::{Extractor, Injector};

/// A header as `rdkafka`'s `BorrowedHeaders` gives it.
pub type Received = (&'static str, Option<&'static [u8]>);

/// Reads received headers in place.
pub struct Record<'a>(pub &'a [Received]);

impl Extractor for Record<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == key)?;
        str::from_utf8((*value)?).ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.iter().map(|(key, _)| *key).collect()
    }
}

/// Takes each header and keeps none: the propagator's own cost.
pub struct Sink;

impl Injector for Sink {
    fn set(&mut self, key: &str, value: String) {
        black_box((key.as_bytes(), value.as_bytes()));
    }
}

/// Headers that own their bytes, until a record is built from them.
#[derive(Default)]
pub struct Owned(pub Vec<(String, Vec<u8>)>);

impl Injector for Owned {
    fn set(&mut self, key: &str, value: String) {
        self.0.push((key.to_owned(), value.into_bytes()));
    }
}
