//! Jaeger's baggage: one header an entry, the baggage key behind the prefix, the value raw.

use crate::header_value;
use crate::limits;
use crate::{BaggageEntry, Reason};

pub(crate) const PREFIX: &str = "uberctx-";
/// The header that faults of these headers name.
pub(crate) const ALL: &str = "uberctx-*";

/// Reads the headers of one record, whose keys and values share one cap.
pub(crate) struct UberctxReader {
    room: usize,
}

impl Default for UberctxReader {
    fn default() -> Self {
        UberctxReader { room: limits::BAGGAGE }
    }
}

impl UberctxReader {
    /// `suffix` is what stands behind the prefix, as it was sent.
    pub(crate) fn read(&mut self, suffix: &[u8], value: Option<&[u8]>) -> Result<BaggageEntry, Reason> {
        if suffix.is_empty() {
            return Err(Reason::BadMember);
        }
        let value = value.ok_or(Reason::Null)?;
        let text = header_value::text(value, self.room.saturating_sub(suffix.len()), false)?;
        self.room -= suffix.len() + value.len();
        Ok(BaggageEntry::new(String::from_utf8_lossy(suffix), text))
    }
}

/// Whether every reader takes the entry alike; `baggage` carries the others.
///
/// Raw and URL-encoded cannot be told apart by `%` and `+`, and OpenTelemetry Rust drops the trace over an upper-case key or a
/// value with `,` or `=`.
pub(crate) fn is_writable(entry: &BaggageEntry) -> bool {
    entry.key.len() <= 63
        && entry.key.starts_with(|first: char| first.is_ascii_lowercase())
        && entry.key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !entry.value.is_empty()
        && entry.value.bytes().all(|byte| matches!(byte, 0x20..=0x7e) && !b"%+,=".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_share_the_cap() {
        let mut reader = UberctxReader::default();
        let long = [b'x'; limits::BAGGAGE - 10];
        assert!(reader.read(b"a", Some(&long)).is_ok());
        assert_eq!(reader.read(b"b", Some(&[b'x'; 9])), Err(Reason::TooLong));
        assert_eq!(reader.read(b"c", Some(&[b'x'; 8])), Ok(BaggageEntry::new("c", "xxxxxxxx")));
        assert_eq!(reader.read(b"d", Some(b"")), Err(Reason::Empty));
        assert_eq!(reader.read(b"e", Some(b"x")), Err(Reason::TooLong));
    }

    #[test]
    fn values_are_raw_and_trimmed() {
        let mut reader = UberctxReader::default();
        assert_eq!(reader.read(b"K_1", Some(b" a%20b\t")), Ok(BaggageEntry::new("K_1", "a%20b")));
    }

    #[test]
    fn what_some_reader_takes_otherwise_is_not_written() {
        for (key, value) in [("K", "v"), ("1k", "v"), ("k_", "v"), ("k", ""), ("k", "é"), ("k", "a,b"), ("k", "a%b")] {
            assert!(!is_writable(&BaggageEntry::new(key, value)), "{key}={value}");
        }
        assert!(is_writable(&BaggageEntry::new("k-1", "a b;c")));
    }
}
