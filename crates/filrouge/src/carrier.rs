use alloc::vec::Vec;

use crate::baggage::prefixed::{self, PrefixedHeader};
use crate::known_keys;
use crate::repeated::Repeated;
use crate::{Header, Limits};

/// The headers of a record that are read, found in one pass and borrowed. Headers of others cost a look at their key's length.
pub(crate) struct Carrier<'a> {
    found: Vec<(&'static str, Key<'a>)>,
    prefixed: Vec<PrefixedHeader<'a>>,
    scanned: usize,
    limits: Limits,
}

/// The values of one key: those of the exact key where it is there at all, else those of any other letter case.
#[derive(Default)]
struct Key<'a> {
    exact: Repeated<'a>,
    other_case: Repeated<'a>,
}

impl<'a> Carrier<'a> {
    pub(crate) fn collect(headers: impl IntoIterator<Item = Header<'a>>, limits: Limits) -> Self {
        let mut carrier = Carrier { found: Vec::new(), prefixed: Vec::new(), scanned: 0, limits };
        for header in headers {
            carrier.look_at(header);
        }
        carrier
    }

    /// `None` when no header has the key, in any letter case.
    pub(crate) fn values(&self, key: &'static str) -> Option<&Repeated<'a>> {
        let (_, key) = self.found.iter().find(|(known, _)| *known == key)?;
        Some(if key.exact.is_absent() { &key.other_case } else { &key.exact })
    }

    /// The headers with this prefix, in their order.
    pub(crate) fn prefixed(&self, prefix: &'static str) -> impl Iterator<Item = &PrefixedHeader<'a>> {
        self.prefixed.iter().filter(move |header| header.prefix == prefix)
    }

    /// Nothing that is read is there, and nothing was passed over.
    pub(crate) fn has_nothing(&self) -> bool {
        self.found.is_empty() && self.prefixed.is_empty() && !self.is_over_limit()
    }

    /// There were more keys than are looked at for other letter cases and prefixes.
    pub(crate) fn is_over_limit(&self) -> bool {
        self.scanned > self.limits.keys_scanned
    }

    fn look_at(&mut self, Header { key, value }: Header<'a>) {
        let most = self.limits.repeats;
        self.scanned += 1;
        match known_keys::find(key) {
            Some(name) if name.as_bytes() == key => self.slot(name).exact.push(value, most),
            _ if self.is_over_limit() => {}
            Some(name) => self.slot(name).other_case.push(value, most),
            None => self.prefixed.extend(prefixed::split(key).map(|(prefix, suffix)| PrefixedHeader {
                prefix,
                suffix,
                value,
            })),
        }
    }

    fn slot(&mut self, name: &'static str) -> &mut Key<'a> {
        let place = self.found.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.found.push((name, Key::default()));
            self.found.len() - 1
        });
        &mut self.found[place].1
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::repeated::Value;

    fn carrier<'a>(headers: &'a [(&'a str, &'a str)]) -> Carrier<'a> {
        Carrier::collect(headers.iter().copied().map(Header::from), Limits::default())
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
        assert_eq!(values(&Carrier::collect(headers, Limits::default()), "baggage"), [None]);
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
