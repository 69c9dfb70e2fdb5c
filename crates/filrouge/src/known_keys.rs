//! Every key that is looked for, and what tells most other keys from them at a glance.

use crate::Format;
use crate::baggage::{self, prefixed};

const COUNT: usize = 1 + {
    let (mut count, mut format) = (0, 0);
    while format < Format::ALL.len() {
        count += Format::ALL[format].definition().keys.len();
        format += 1;
    }
    count
};

/// The exact keys of every format, and `baggage`, which belongs to none.
static KEYS: [&str; COUNT] = {
    let mut all = [baggage::KEY; COUNT];
    let (mut next, mut format) = (1, 0);
    while format < Format::ALL.len() {
        let keys = Format::ALL[format].definition().keys;
        let mut key = 0;
        while key < keys.len() {
            all[next] = keys[key];
            next += 1;
            key += 1;
        }
        format += 1;
    }
    all
};

/// For each length the first letters, as bits, of the keys of that length: what most other keys fail at.
static FIRST_LETTERS: [u32; LONGEST + 1] = {
    let (mut letters, mut key) = ([0; LONGEST + 1], 0);
    while key < COUNT {
        letters[KEYS[key].len()] |= letter_bit(KEYS[key].as_bytes()[0]);
        key += 1;
    }
    letters
};

const LONGEST: usize = {
    let (mut longest, mut key) = (0, 0);
    while key < COUNT {
        if KEYS[key].len() > longest {
            longest = KEYS[key].len();
        }
        key += 1;
    }
    longest
};

/// The same for both cases of a letter.
const fn letter_bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

/// The exact key that this one is, or differs from in ASCII letter case alone.
pub(crate) fn find(key: &[u8]) -> Option<&'static str> {
    let letters = FIRST_LETTERS.get(key.len())?;
    if letters & letter_bit(*key.first()?) == 0 {
        return None;
    }
    KEYS.iter().copied().find(|known| known.len() == key.len() && key.eq_ignore_ascii_case(known.as_bytes()))
}

/// CloudEvents' own: where an event began does not change on its way.
const KEPT: &str = "ce_traceparent";

/// Whether a header belongs to an old context or its baggage, in any letter case: it goes when a new one is written
/// (specification, section 11).
pub(crate) fn is_replaced(key: &[u8]) -> bool {
    find(key).map_or_else(|| prefixed::split(key).is_some(), |known| known != KEPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_letter_case() {
        assert_eq!(find(b"TraceParent"), Some("traceparent"));
        assert_eq!(find(b"B3"), Some("b3"));
        assert_eq!(find(b"x-datadog-sampling-priority"), Some("x-datadog-sampling-priority"));
        assert_eq!(find(b"baggage"), Some("baggage"));
        for key in [&b""[..], b"b4", b"traceparenu", b"uberctx-k", &[b'x'; 31], &[b'x'; 32], &[b'x'; 1 << 16]] {
            assert_eq!(find(key), None);
        }
    }

    #[test]
    fn headers_of_others_are_not_replaced() {
        for key in [&b"ce_traceparent"[..], b"Ce_TraceParent", b"traceparent2", b"uberctx", b"sw8", b"uberctx-\xff"] {
            assert!(!is_replaced(key), "{}", key.escape_ascii());
        }
        for key in
            [&b"TraceParent"[..], b"uberctx-", b"Ot-Baggage-x", b"jaeger-debug-id", b"X-Datadog-Origin", b"X-B3-Flags"]
        {
            assert!(is_replaced(key), "{}", key.escape_ascii());
        }
    }
}
