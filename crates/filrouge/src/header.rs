use alloc::borrow::Cow;

/// A header as it stands in a record: KIP-82 allows any bytes as key, null as value, and a key more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header<'a> {
    /// Compared by bytes, as Kafka does.
    pub key: &'a [u8],
    /// `None` is null, which is not the same as zero bytes.
    pub value: Option<&'a [u8]>,
}

/// A header to send: borrowed where it is one of the record's own, owned where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenHeader<'a> {
    /// Any bytes for a header of the record's own; ASCII for one that was written.
    pub key: Cow<'a, [u8]>,
    /// Never null and never empty for one that was written.
    pub value: Option<Cow<'a, [u8]>>,
}

impl<'a> From<(&'a str, &'a str)> for Header<'a> {
    fn from((key, value): (&'a str, &'a str)) -> Self {
        Header { key: key.as_bytes(), value: Some(value.as_bytes()) }
    }
}

impl<'a> From<(&'a str, &'a [u8])> for Header<'a> {
    fn from((key, value): (&'a str, &'a [u8])) -> Self {
        Header { key: key.as_bytes(), value: Some(value) }
    }
}

impl<'a> From<(&'a [u8], Option<&'a [u8]>)> for Header<'a> {
    fn from((key, value): (&'a [u8], Option<&'a [u8]>)) -> Self {
        Header { key, value }
    }
}

impl<'a> From<&Header<'a>> for Header<'a> {
    fn from(header: &Header<'a>) -> Self {
        *header
    }
}

impl<'a> From<&'a WrittenHeader<'_>> for Header<'a> {
    fn from(header: &'a WrittenHeader<'_>) -> Self {
        Header { key: &header.key, value: header.value.as_deref() }
    }
}

impl<'a> From<Header<'a>> for WrittenHeader<'a> {
    fn from(header: Header<'a>) -> Self {
        WrittenHeader { key: Cow::Borrowed(header.key), value: header.value.map(Cow::Borrowed) }
    }
}
