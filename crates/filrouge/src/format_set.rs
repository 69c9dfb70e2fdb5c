use crate::Format;

/// Some of the formats, each a bit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FormatSet(u16);

const _: () = assert!(Format::KNOWN.len() <= u16::BITS as usize);

impl FormatSet {
    pub(crate) const NONE: FormatSet = FormatSet(0);

    pub(crate) const fn of(format: Format) -> FormatSet {
        FormatSet(1 << format as u16)
    }

    #[inline]
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[inline]
    pub(crate) fn add(&mut self, other: FormatSet) {
        self.0 |= other.0;
    }

    /// Whether it was in the set.
    #[inline]
    pub(crate) fn remove(&mut self, format: Format) -> bool {
        let before = self.0;
        self.0 &= !FormatSet::of(format).0;
        self.0 != before
    }
}
