use crate::inline_vec::InlineVec;
use crate::{Header, Lost};

/// The headers for a context or a decision, in their order.
///
/// The ids of two formats lie in place, so that nothing is allocated for them; what is longer, as baggage may be, is on the heap.
#[derive(Debug, Clone, Default)]
pub struct WrittenHeaders {
    /// Key and value of each header, one behind the other.
    bytes: InlineVec<u8, 256>,
    ends: InlineVec<Ends, 8>,
    /// What was left out.
    pub lost: Lost,
}

/// Where a header ends in the bytes; it begins where the one before it ends.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    key: usize,
    value: usize,
}

impl WrittenHeaders {
    /// Borrowed, for a record that copies them. Keys are ASCII, and values but that of [`Format::Avro`](crate::Format::Avro); none is null or empty.
    #[inline]
    pub fn headers(&self) -> impl ExactSizeIterator<Item = Header<'_>> + Clone {
        (0..self.ends.len()).map(|index| {
            let Ends { key, value } = self.ends[index];
            let start = self.end_before(index);
            Header { key: &self.bytes[start..key], value: Some(&self.bytes[key..value]) }
        })
    }

    /// Whether no format can carry what was given.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes that the headers add to a record, by the count of the specification: keys and values.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    #[inline]
    pub(crate) fn push(&mut self, key: impl AsRef<[u8]>, value: impl AsRef<[u8]>) {
        self.bytes.extend_from_slice(key.as_ref());
        let key = self.bytes.len();
        self.bytes.extend_from_slice(value.as_ref());
        self.ends.push(Ends { key, value: self.bytes.len() });
    }

    /// Takes the last header off; whether there was one.
    pub(crate) fn pop(&mut self) -> bool {
        let Some(last) = self.ends.len().checked_sub(1) else {
            return false;
        };
        self.bytes.truncate(self.end_before(last));
        self.ends.truncate(last);
        true
    }

    fn end_before(&self, index: usize) -> usize {
        index.checked_sub(1).map_or(0, |before| self.ends[before].value)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn a_header_that_is_taken_off_leaves_the_others() {
        let long = "v".repeat(1000);
        let mut written = WrittenHeaders::default();
        written.push("a", "1");
        written.push("b", &long);
        assert_eq!(written.size(), 2 + 1 + 1000);
        assert_eq!(written.headers().nth(1), Some(Header::from(("b", &*long))));
        assert!(written.pop());
        written.push("c", "3");
        assert_eq!(written.headers().collect::<Vec<_>>(), [("a", "1"), ("c", "3")].map(Header::from));
        assert!(written.pop() && written.pop() && !written.pop());
        assert!(written.is_empty());
    }
}
