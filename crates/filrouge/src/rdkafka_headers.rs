//! Headers of `rdkafka`, the client on librdkafka. Feature `rdkafka`.
//!
//! `rdkafka`'s own accessors panic on a key that is not UTF-8, which any producer may send: one such record stops a consumer
//! for good. These functions go to librdkafka's calls instead, and pass such headers on as they are. What librdkafka hides
//! stays hidden: it gives keys as C strings, so a key ends at its first NUL.

// librdkafka's calls are the only way around the panic, and the only way to write a key that is not UTF-8.
#![allow(unsafe_code)]

use core::ffi::CStr;
use core::marker::PhantomData;
use core::ptr;

use rdkafka::bindings;
use rdkafka::message::{BorrowedHeaders, Message, OwnedHeaders};

use crate::Header;

/// The headers of a message in their order; none when it has none.
///
/// ```no_run
/// # use rdkafka::message::BorrowedMessage;
/// use filrouge::{Options, extract, rdkafka_headers};
///
/// fn handle(message: &BorrowedMessage<'_>, options: &Options) {
///     let extraction = extract(rdkafka_headers::of_message(message), options);
/// }
/// ```
pub fn of_message<M: Message<Headers: AsNative>>(message: &M) -> Headers<'_> {
    message.headers().map_or(Headers { native: ptr::null(), next: 0, owner: PhantomData }, of_headers)
}

/// The headers of a record that is about to be sent, or of any other list that `rdkafka` holds.
pub fn of_headers<H: AsNative>(headers: &H) -> Headers<'_> {
    Headers { native: headers.as_native(), next: 0, owner: PhantomData }
}

/// What `inject` gave, or the `headers` of `headers_for`, ready for `FutureRecord::headers` or `BaseRecord::headers`.
pub fn to_owned_headers<'a, H: Into<Header<'a>>>(list: impl IntoIterator<Item = H>) -> OwnedHeaders {
    let list = list.into_iter();
    let headers = OwnedHeaders::new_with_capacity(list.size_hint().0);
    for Header { key, value } in list.map(Into::into) {
        // SAFETY: the list is alive and ours alone; librdkafka copies both buffers, whose lengths are given. A value of null
        // is written as a null header value, an empty one is not null because slices never are.
        let code = unsafe {
            bindings::rd_kafka_header_add(
                headers.as_native().cast_mut(),
                key.as_ptr().cast(),
                key.len().cast_signed(),
                value.map_or(ptr::null(), |value| value.as_ptr().cast()),
                value.map_or(0, |value| value.len().cast_signed()),
            )
        };
        // The call refuses lists that belong to a record already, and this one does not.
        debug_assert_eq!(code, bindings::rd_kafka_resp_err_t::RD_KAFKA_RESP_ERR_NO_ERROR);
    }
    headers
}

/// Iterates over the headers of a message without copying.
#[derive(Debug, Clone)]
pub struct Headers<'a> {
    native: *const bindings::rd_kafka_headers_t,
    next: usize,
    owner: PhantomData<&'a BorrowedHeaders>,
}

impl<'a> Iterator for Headers<'a> {
    type Item = Header<'a>;

    fn next(&mut self) -> Option<Header<'a>> {
        if self.native.is_null() {
            return None;
        }
        let (mut name, mut value, mut size) = (ptr::null(), ptr::null(), 0);
        // SAFETY: the list lives as long as 'a and nobody writes to it meanwhile; out-parameters are valid.
        let code =
            unsafe { bindings::rd_kafka_header_get_all(self.native, self.next, &mut name, &mut value, &mut size) };
        if code != bindings::rd_kafka_resp_err_t::RD_KAFKA_RESP_ERR_NO_ERROR || name.is_null() {
            return None;
        }
        self.next += 1;
        // SAFETY: librdkafka ends every name with a NUL, and a value that is not null has `size` bytes; both live as long as
        // the list.
        let (key, value) = unsafe {
            let value = (!value.is_null()).then(|| core::slice::from_raw_parts(value.cast::<u8>(), size));
            (CStr::from_ptr(name).to_bytes(), value)
        };
        Some(Header { key, value })
    }
}

/// A list of headers that librdkafka holds: those of received and of owned messages.
pub trait AsNative: private::Sealed {
    #[doc(hidden)]
    fn as_native(&self) -> *const bindings::rd_kafka_headers_t;
}

impl AsNative for BorrowedHeaders {
    fn as_native(&self) -> *const bindings::rd_kafka_headers_t {
        // `BorrowedHeaders` has no fields: a reference to one is librdkafka's own pointer, and `rdkafka` offers no other way
        // to it. The test of a key that is not UTF-8 fails should that change.
        ptr::from_ref(self).cast()
    }
}

impl AsNative for OwnedHeaders {
    fn as_native(&self) -> *const bindings::rd_kafka_headers_t {
        self.as_borrowed().as_native()
    }
}

mod private {
    pub trait Sealed {}
    impl Sealed for super::BorrowedHeaders {}
    impl Sealed for super::OwnedHeaders {}
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;
    use alloc::vec::Vec;

    use rdkafka::Timestamp;
    use rdkafka::message::OwnedMessage;

    use super::*;
    use crate::{Injection, Lost, Options, WrittenHeader, extract};

    fn injection(headers: &[(&'static [u8], Option<&'static [u8]>)]) -> Injection<'static> {
        let headers = headers.iter().map(|&header| WrittenHeader::from(Header::from(header))).collect();
        Injection { headers, lost: Lost::default() }
    }

    #[test]
    fn any_header_that_is_written_is_read_back() {
        let pairs: [(&[u8], Option<&[u8]>); 5] = [
            (b"h", Some(b"1")),
            (b"\xff\xfe", Some(b"not UTF-8")),
            (b"null", None),
            (b"empty", Some(b"")),
            (b"h", Some(b"\x00\xff")),
        ];
        let headers = to_owned_headers(&injection(&pairs));
        assert_eq!(of_headers(&headers).collect::<Vec<_>>(), pairs.map(Header::from));
    }

    #[test]
    fn a_key_that_is_not_utf8_leaves_the_context_readable() {
        let context = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let headers = to_owned_headers(&injection(&[(b"\xff", Some(b"x")), (b"traceparent", Some(context))]));
        let message = OwnedMessage::new(None, None, "orders".to_owned(), Timestamp::NotAvailable, 0, 0, Some(headers));
        let extraction = extract(of_message(&message), &Options::default());
        assert!(extraction.context.is_some());
        assert_eq!(extraction.faults, []);
    }

    #[test]
    fn a_message_without_headers_has_none() {
        let message = OwnedMessage::new(None, None, "orders".to_owned(), Timestamp::NotAvailable, 0, 0, None);
        assert_eq!(of_message(&message).count(), 0);
    }
}
