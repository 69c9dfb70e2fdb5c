//! What holds for any headers that go through librdkafka.

#![cfg(feature = "rdkafka")]

use filrouge::{Header, Injection, Lost, Options, WrittenHeader, extract, rdkafka_headers};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

/// Keys of any bytes but NUL, at which librdkafka ends a key.
fn key() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![Just(b"traceparent".to_vec()), Just(b"uberctx-\xff".to_vec()), vec(1..=u8::MAX, 0..20),]
}

proptest! {
    #[test]
    fn headers_of_any_bytes_come_through(headers in vec((key(), weighted(0.9, vec(any::<u8>(), 0..80))), 0..12)) {
        let borrowed = || headers.iter().map(|(key, value)| Header { key, value: value.as_deref() });
        let injection = Injection { headers: borrowed().map(WrittenHeader::from).collect(), lost: Lost::default() };
        let native = rdkafka_headers::to_owned_headers(&injection);
        prop_assert!(rdkafka_headers::of_headers(&native).eq(borrowed()));
        let options = Options::default();
        prop_assert_eq!(extract(rdkafka_headers::of_headers(&native), &options), extract(borrowed(), &options));
    }
}
