//! Baggage in one header an entry, the baggage key behind a prefix, the value raw: Jaeger's and OpenTracing basictracer's.

use alloc::format;

use crate::BaggageEntry;
use crate::WrittenHeaders;
use crate::repeated::Value;

pub(crate) const UBERCTX: &str = "uberctx-";
pub(crate) const OT_BAGGAGE: &str = "ot-baggage-";

/// A header as it was sent.
pub(crate) struct PrefixedHeader<'a> {
    pub(crate) prefix: &'static str,
    /// What stands behind the prefix.
    pub(crate) suffix: &'a str,
    pub(crate) value: Value<'a>,
}

/// The prefix, in any letter case, and what follows it. A key that is not UTF-8 is a header of others.
#[inline]
pub(crate) fn split(key: &[u8]) -> Option<(&'static str, &str)> {
    let prefix = match key.first()? {
        b'u' | b'U' => UBERCTX,
        b'o' | b'O' => OT_BAGGAGE,
        _ => return None,
    };
    let (start, suffix) = key.split_at_checked(prefix.len())?;
    if !start.eq_ignore_ascii_case(prefix.as_bytes()) {
        return None;
    }
    Some((prefix, str::from_utf8(suffix).ok()?))
}

pub(crate) fn write(prefix: &'static str, entries: &[&BaggageEntry], written: &mut WrittenHeaders) {
    for entry in entries {
        written.push(format!("{prefix}{}", entry.key), &entry.value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_matches_in_any_letter_case_and_the_rest_stays() {
        assert_eq!(split(b"UberCtx-K_1"), Some((UBERCTX, "K_1")));
        assert_eq!(split(b"ot-baggage-"), Some((OT_BAGGAGE, "")));
        assert_eq!(split("uberctx-é".as_bytes()), Some((UBERCTX, "é")));
        for key in [&b"uberctx"[..], b"xuberctx-k", b"uberctx-\xff", b""] {
            assert_eq!(split(key), None, "{}", key.escape_ascii());
        }
    }
}
