//! Baggage in its four forms (specification, section 6).

use alloc::string::String;

pub(crate) mod jaeger_baggage_header;
mod member;
pub(crate) mod prefixed;
mod raw_safe;
mod reader;
mod w3c;

pub(crate) use raw_safe::is_raw_safe;
pub(crate) use reader::read;
pub(crate) use w3c::WrittenBaggage;

/// The lossless form, which every reader of baggage has.
pub(crate) const KEY: &str = "baggage";

/// One key of the baggage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaggageEntry {
    /// Case matters.
    pub key: String,
    /// Decoded, any text.
    pub value: String,
    /// W3C properties as the text that followed the first `;`. They are read, and never written.
    pub properties: Option<String>,
}

impl BaggageEntry {
    /// An entry without properties.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        BaggageEntry { key: key.into(), value: value.into(), properties: None }
    }
}
