use crate::WrittenHeaders;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::known_keys::Key;
use crate::precedence::Precedence;
use crate::{BaggageEntry, Decision, TraceContext};

/// One way to write a context into headers. Adding a format is adding a file with one of these and a line in `format.rs`.
pub(crate) struct HeaderFormat {
    pub(crate) name: &'static str,
    /// Its exact keys in lower case: those it reads, and those that go when a context is written. Conflicts name the first.
    pub(crate) keys: &'static [&'static str],
    pub(crate) read: fn(&mut Fields<'_, '_>, &mut Precedence<'_>),
    /// `None` for a format that carries no context, or is only read.
    pub(crate) write: Option<fn(&TraceContext, &mut WrittenHeaders)>,
    pub(crate) write_decision: Option<fn(&Decision, &mut WrittenHeaders)>,
    /// Another form of the baggage that travels with this format; the entries are safe in any of them (section 6.2).
    pub(crate) write_baggage: Option<fn(&[&BaggageEntry], &mut WrittenHeaders)>,
}

impl Fields<'_, '_> {
    /// Reads a format with one header, whose values are contexts; `parse` gets printable ASCII.
    #[inline(always)]
    pub(crate) fn context(
        &mut self,
        precedence: &mut Precedence<'_>,
        key: Key,
        cap: usize,
        canonical: impl Fn(&[u8]) -> Option<TraceContext>,
        parse: impl Fn(&[u8]) -> Result<TraceContext, Reason>,
    ) {
        let found = self.ascii_field(key, cap, canonical, parse);
        precedence.add_field(found, self);
    }
}
