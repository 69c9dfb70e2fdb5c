use crate::BaggageEntry;

/// Whether every reader of a form of baggage that is not encoded takes the entry alike (specification, section 6.2); `baggage`
/// carries the others.
///
/// Raw and URL-encoded cannot be told apart by `%` and `+`, OpenTelemetry Rust drops the trace over an upper-case key or a value
/// with `,` or `=`, and spaces at the ends are trimmed.
pub(crate) fn is_raw_safe(entry: &BaggageEntry) -> bool {
    let BaggageEntry { key, value, .. } = entry;
    key.len() <= 63
        && key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !value.is_empty()
        && !value.starts_with(' ')
        && !value.ends_with(' ')
        && value.bytes().all(|byte| matches!(byte, 0x20..=0x7e) && !b"%+,=".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_reader_takes_otherwise_is_not_safe() {
        let values = ["", "é", "a,b", "a%b", "a+b", "a=b", " a", "a "];
        for (key, value) in
            [("K", "v"), ("1k", "v"), ("k_", "v"), ("", "v")].into_iter().chain(values.map(|value| ("k", value)))
        {
            assert!(!is_raw_safe(&BaggageEntry::new(key, value)), "{key}={value}");
        }
        assert!(is_raw_safe(&BaggageEntry::new("k-1", "a b;c")));
        assert!(!is_raw_safe(&BaggageEntry::new("k".repeat(64), "v")));
    }
}
