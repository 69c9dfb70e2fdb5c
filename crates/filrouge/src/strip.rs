use crate::{Header, known_keys};

/// The headers without those of a trace, in any letter case: contexts of every format, sampling and debug headers, baggage. Those
/// of others stay as they are and in their order, `ce_*` among them.
///
/// For topics whose readers are not to see trace ids or baggage.
///
/// ```
/// use filrouge::{Header, strip};
///
/// let record = [("own", "1"), ("TraceParent", "00-..."), ("uberctx-user", "ann"), ("own", "2")];
/// let kept: Vec<Header> = strip(record).collect();
/// assert_eq!(kept, [Header::from(("own", "1")), Header::from(("own", "2"))]);
/// ```
pub fn strip<'a, H: Into<Header<'a>>>(headers: impl IntoIterator<Item = H>) -> impl Iterator<Item = Header<'a>> {
    headers.into_iter().map(Into::into).filter(|header| !known_keys::is_replaced(header.key))
}
