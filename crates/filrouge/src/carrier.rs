use alloc::vec::Vec;

use crate::baggage::prefixed::{self, PrefixedHeader};
use crate::format_set::FormatSet;
use crate::inline_vec::InlineVec;
use crate::known_keys::{self, Key, KeySet};
use crate::repeated::{Repeated, Value, Values};
use crate::{Header, Limits};

/// The headers of a record that are read, found in one pass and borrowed. Headers of others cost a look at their key's length.
///
/// Four keys, each once, allocate nothing: that is what one format of several headers has, or `traceparent` with `tracestate`, `baggage`
/// and another. Room for more is room to be cleared for every record, a tenth of the whole for eight.
pub(crate) struct Carrier<'a> {
    found: InlineVec<Found<'a>, 4>,
    repeated: Vec<Repeated<'a>>,
    prefixed: Vec<PrefixedHeader<'a>>,
    keys: KeySet,
    formats: FormatSet,
    scanned: usize,
    /// Two of the limits: all of them are long to copy.
    most_scanned: usize,
    most_repeats: usize,
}

/// A key that is there: as the exact key where that is there at all, else in any other letter case.
#[derive(Clone, Copy, Default)]
struct Found<'a> {
    first: Value<'a>,
    key: Key,
    is_exact: bool,
    /// Where in `repeated` all its values are, once there are several.
    repeated: Option<u8>,
}

impl<'a> Carrier<'a> {
    pub(crate) fn collect(headers: impl IntoIterator<Item = Header<'a>>, limits: &Limits) -> Self {
        let mut carrier = Carrier::new(limits);
        carrier.extend(headers);
        carrier
    }

    /// For [`extend`](Self::extend) where it stands: it is long to move.
    #[inline(always)]
    pub(crate) fn new(limits: &Limits) -> Self {
        Carrier {
            found: InlineVec::default(),
            repeated: Vec::new(),
            prefixed: Vec::new(),
            keys: KeySet::default(),
            formats: FormatSet::default(),
            scanned: 0,
            most_scanned: limits.keys_scanned,
            most_repeats: limits.repeats,
        }
    }

    #[inline]
    pub(crate) fn extend(&mut self, headers: impl IntoIterator<Item = Header<'a>>) {
        headers.into_iter().for_each(|header| self.look_at(header));
    }

    /// `None` when no header has the key, in any letter case.
    pub(crate) fn values(&self, key: &'static str) -> Option<Values<'_, 'a>> {
        let found = self.found.iter().find(|found| found.key.name() == key)?;
        Some(match found.repeated {
            None => Values::One(&found.first),
            Some(place) => Values::Several(&self.repeated[usize::from(place)]),
        })
    }

    /// The value of a key that is there once, and is not null.
    #[inline]
    pub(crate) fn only(&self, key: Key) -> Option<&'a [u8]> {
        let found = self.found.iter().find(|found| found.key == key)?;
        if found.repeated.is_some() { None } else { found.first }
    }

    /// Whether there is a header with any of these keys.
    pub(crate) fn has_any(&self, keys: KeySet) -> bool {
        self.keys.meets(keys)
    }

    /// The formats of which any key is there.
    #[inline]
    pub(crate) fn formats(&self) -> FormatSet {
        self.formats
    }

    /// The headers with this prefix, in their order.
    pub(crate) fn prefixed(&self, prefix: &'static str) -> impl Iterator<Item = &PrefixedHeader<'a>> {
        self.prefixed.iter().filter(move |header| header.prefix == prefix)
    }

    pub(crate) fn has_baggage(&self) -> bool {
        self.has_any(known_keys::BAGGAGE) || !self.prefixed.is_empty()
    }

    /// Nothing that is read is there, and nothing was passed over.
    pub(crate) fn has_nothing(&self) -> bool {
        self.found.is_empty() && self.prefixed.is_empty() && !self.is_over_limit()
    }

    /// There were more keys than are looked at for other letter cases and prefixes.
    pub(crate) fn is_over_limit(&self) -> bool {
        self.scanned > self.most_scanned
    }

    #[inline]
    fn look_at(&mut self, Header { key, value }: Header<'a>) {
        self.scanned += 1;
        match known_keys::find(key) {
            Some((key, is_exact)) if is_exact || !self.is_over_limit() => self.take(key, is_exact, value),
            Some(_) => {}
            None if self.is_over_limit() => {}
            None => self.prefixed.extend(prefixed::split(key).map(|(prefix, suffix)| PrefixedHeader {
                prefix,
                suffix,
                value,
            })),
        }
    }

    fn take(&mut self, key: Key, is_exact: bool, value: Value<'a>) {
        let first = Found { first: value, key, is_exact, repeated: None };
        if self.keys.meets(key.set()) {
            self.take_again(first);
        } else {
            self.keys.add(key.set());
            self.formats.add(key.format());
            self.found.push(first);
        }
    }

    #[cold]
    fn take_again(&mut self, again: Found<'a>) {
        let Some(found) = self.found.iter_mut().find(|found| found.key == again.key) else {
            return;
        };
        match (found.is_exact, again.is_exact) {
            (true, false) => {}
            (false, true) => *found = again,
            _ => {
                let place = *found.repeated.get_or_insert_with(|| {
                    self.repeated.push(Repeated::of(found.first));
                    // Fewer than there are keys.
                    (self.repeated.len() - 1) as u8
                });
                self.repeated[usize::from(place)].push(again.first, self.most_repeats);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn carrier<'a>(headers: &'a [(&'a str, &'a str)]) -> Carrier<'a> {
        Carrier::collect(headers.iter().copied().map(Header::from), &Limits::default())
    }

    fn values<'a>(carrier: &Carrier<'a>, key: &'static str) -> Vec<Value<'a>> {
        carrier.values(key).map_or_else(Vec::new, |values| values.distinct().into_owned())
    }

    #[test]
    fn an_exact_key_hides_other_letter_cases_wherever_it_stands() {
        let headers = [("BAGGAGE", "x"), ("baggage", "y"), ("Baggage", "z")];
        assert_eq!(values(&carrier(&headers), "baggage"), [Some(&b"y"[..])]);
        assert_eq!(values(&carrier(&headers[2..]), "baggage"), [Some(&b"z"[..])]);
    }

    #[test]
    fn an_exact_key_with_null_hides_them_too() {
        let headers = [Header::from(("Baggage", "x")), Header { key: b"baggage", value: None }];
        assert_eq!(values(&Carrier::collect(headers, &Limits::default()), "baggage"), [None]);
    }

    #[test]
    fn limits_bound_only_the_scan() {
        let mut headers = vec![("x", "1"); 1000];
        assert!(!carrier(&headers).is_over_limit());
        headers.extend([("Baggage", "a=1"), ("uberctx-k", "v"), ("tracestate", "a=1")]);
        let carrier = carrier(&headers);
        assert!(carrier.is_over_limit());
        assert!(carrier.values("baggage").is_none());
        assert_eq!(carrier.prefixed(prefixed::UBERCTX).count(), 0);
        assert!(carrier.values("tracestate").is_some());
    }
}
