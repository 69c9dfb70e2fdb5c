use alloc::vec::Vec;

use crate::fault::Reason;
use crate::fields::{Field, Fields};
use crate::written::Written;
use crate::{BaggageEntry, Decision, TraceContext};

/// One way to write a context into headers. Adding a format is adding a file with one of these and a line in `format.rs`.
pub(crate) struct HeaderFormat {
    pub(crate) name: &'static str,
    /// Its exact keys in lower case: those it reads, and those that go when a context is written. Conflicts name the first.
    pub(crate) keys: &'static [&'static str],
    pub(crate) read: fn(&mut Fields<'_, '_>) -> Option<Reading>,
    /// `None` for a format that carries no context, or is only read.
    pub(crate) write: Option<fn(&TraceContext, &mut Written)>,
    pub(crate) write_decision: Option<fn(&Decision, &mut Written)>,
    /// Another form of the baggage that travels with this format; the entries are safe in any of them (section 6.2).
    pub(crate) write_baggage: Option<fn(&[&BaggageEntry], &mut Written)>,
}

/// What the headers of one format give.
pub(crate) struct Reading {
    /// `None` for a format that gives links alone.
    pub(crate) said: Option<Said>,
    /// Contexts of values that lost, newest first.
    pub(crate) links: Vec<TraceContext>,
}

pub(crate) enum Said {
    Context(TraceContext),
    Decision(Decision),
}

impl Reading {
    /// For a format whose losing values are not contexts by themselves.
    pub(crate) fn of(said: Said) -> Self {
        Reading { said: Some(said), links: Vec::new() }
    }

    fn of_contexts(field: Field<TraceContext>) -> Option<Self> {
        Some(Reading { said: Some(Said::Context(field.last?)), links: field.older })
    }
}

impl Fields<'_, '_> {
    /// A format with one header, whose values are contexts.
    pub(crate) fn context(
        &mut self,
        key: &'static str,
        cap: usize,
        parse: impl Fn(&str) -> Result<TraceContext, Reason>,
    ) -> Option<Reading> {
        self.field(key, cap, parse).and_then(Reading::of_contexts)
    }

    /// The same for values of any bytes, which are not trimmed.
    pub(crate) fn binary_context(
        &mut self,
        key: &'static str,
        cap: usize,
        parse: impl Fn(&[u8]) -> Result<TraceContext, Reason>,
    ) -> Option<Reading> {
        self.binary_field(key, cap, parse).and_then(Reading::of_contexts)
    }
}
