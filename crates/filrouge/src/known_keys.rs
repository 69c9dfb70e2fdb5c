//! Every key that is looked for, and what tells most other keys from them at a glance.

use crate::Format;
use crate::baggage::{self, jaeger_baggage_header, prefixed};
use crate::format_set::FormatSet;

const COUNT: usize = 1 + {
    let (mut count, mut format) = (0, 0);
    while format < Format::KNOWN.len() {
        count += Format::KNOWN[format].definition().keys.len();
        format += 1;
    }
    count
};

/// The exact keys of every format, and `baggage`, which belongs to none.
static KEYS: [&str; COUNT] = {
    let mut all = [baggage::KEY; COUNT];
    let (mut next, mut format) = (1, 0);
    while format < Format::KNOWN.len() {
        let keys = Format::KNOWN[format].definition().keys;
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

/// Some of the keys, each a bit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct KeySet(u32);

const _: () = assert!(COUNT <= u32::BITS as usize);

impl KeySet {
    const fn of(keys: &[&str]) -> KeySet {
        let (mut set, mut place) = (0, 0);
        while place < COUNT {
            let mut key = 0;
            while key < keys.len() {
                if is_same(KEYS[place].as_bytes(), keys[key].as_bytes()) {
                    set |= 1 << place;
                }
                key += 1;
            }
            place += 1;
        }
        KeySet(set)
    }

    pub(crate) const fn meets(self, other: KeySet) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn add(&mut self, other: KeySet) {
        self.0 |= other.0;
    }
}

/// `==` is no constant function yet.
const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (mut is_same, mut place) = (a.len() == b.len(), 0);
    while is_same && place < a.len() {
        is_same = a[place] == b[place];
        place += 1;
    }
    is_same
}

/// The format of each key.
static FORMATS: [FormatSet; COUNT] = {
    let (mut sets, mut next, mut format) = ([FormatSet::NONE; COUNT], 1, 0);
    while format < Format::KNOWN.len() {
        let end = next + Format::KNOWN[format].definition().keys.len();
        while next < end {
            sets[next] = FormatSet::of(Format::KNOWN[format]);
            next += 1;
        }
        format += 1;
    }
    sets
};

/// The keys of the headers that are lists of baggage.
pub(crate) const BAGGAGE: KeySet = KeySet::of(&[baggage::KEY, jaeger_baggage_header::KEY]);

/// For each length the keys of that length.
static OF_LENGTHS: [KeySet; LONGEST + 1] = {
    let (mut sets, mut key) = ([KeySet(0); LONGEST + 1], 0);
    while key < COUNT {
        sets[KEYS[key].len()].0 |= 1 << key;
        key += 1;
    }
    sets
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

/// One of the keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Key(u8);

impl Key {
    /// For constants: comparing two of these is cheaper than comparing names. Fails to compile for what is no key.
    pub(crate) const fn of(name: &str) -> Key {
        let mut place = 0;
        while !is_same(KEYS[place].as_bytes(), name.as_bytes()) {
            place += 1;
        }
        Key(place as u8)
    }

    #[inline]
    pub(crate) fn name(self) -> &'static str {
        KEYS[usize::from(self.0)]
    }

    /// The format that it belongs to; none for `baggage`.
    #[inline]
    pub(crate) fn format(self) -> FormatSet {
        FORMATS[usize::from(self.0)]
    }

    /// The set of this key alone.
    #[inline]
    pub(crate) const fn set(self) -> KeySet {
        KeySet(1 << self.0)
    }
}

/// The key that this one is, and whether it is so exactly; otherwise they differ in ASCII letter case alone.
#[inline]
pub(crate) fn find(key: &[u8]) -> Option<(Key, bool)> {
    let letters = FIRST_LETTERS.get(key.len())?;
    if letters & letter_bit(*key.first()?) == 0 { None } else { find_of_length(key) }
}

fn find_of_length(key: &[u8]) -> Option<(Key, bool)> {
    let mut candidates = OF_LENGTHS[key.len()].0;
    while candidates != 0 {
        let place = candidates.trailing_zeros();
        let name = KEYS[place as usize].as_bytes();
        let is_exact = name == key;
        if is_exact || key.eq_ignore_ascii_case(name) {
            return Some((Key(place as u8), is_exact));
        }
        candidates &= candidates - 1;
    }
    None
}

/// CloudEvents' own: where an event began does not change on its way.
const KEPT: &str = "ce_traceparent";

/// Whether a header belongs to an old context or its baggage, in any letter case: it goes when a new one is written
/// (specification, section 11).
pub(crate) fn is_replaced(key: &[u8]) -> bool {
    find(key).map_or_else(|| prefixed::split(key).is_some(), |(known, _)| known.name() != KEPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_letter_case() {
        let found = |key| find(key).map(|(key, is_exact)| (key.name(), is_exact));
        assert_eq!(found(b"TraceParent"), Some(("traceparent", false)));
        assert_eq!(found(b"B3"), Some(("b3", false)));
        assert_eq!(found(b"x-datadog-sampling-priority"), Some(("x-datadog-sampling-priority", true)));
        assert_eq!(found(b"baggage"), Some(("baggage", true)));
        for key in [&b""[..], b"b4", b"traceparenu", b"uberctx-k", &[b'x'; 31], &[b'x'; 32], &[b'x'; 1 << 16]] {
            assert_eq!(find(key), None);
        }
    }

    #[test]
    fn a_key_tells_its_format() {
        for &format in Format::KNOWN {
            for key in format.definition().keys {
                assert_eq!(find(key.as_bytes()).unwrap().0.format(), FormatSet::of(format));
            }
        }
        assert!(find(b"baggage").unwrap().0.format().is_empty());
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
