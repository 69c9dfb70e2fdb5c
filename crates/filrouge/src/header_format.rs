use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::fields::Fields;
use crate::{BaggageEntry, Decision, Lost, TraceContext, WrittenHeader};

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
}

/// Headers that are written, in their order, and what was left out.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) headers: Vec<WrittenHeader<'static>>,
    pub(crate) lost: Lost,
}

impl Written {
    pub(crate) fn push(&mut self, key: impl Into<Cow<'static, str>>, value: impl Into<Cow<'static, str>>) {
        fn bytes(text: Cow<'static, str>) -> Cow<'static, [u8]> {
            match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(String::into_bytes(text)),
            }
        }
        self.headers.push(WrittenHeader { key: bytes(key.into()), value: Some(bytes(value.into())) });
    }
}
