use alloc::borrow::Cow;

use crate::{Format, Limits};

/// What is read and written. Made once and borrowed by every call; the default allocates nothing.
///
/// ```
/// use filrouge::{Format, Options};
///
/// let w3c_only = Options { write: [Format::Traceparent].as_slice().into(), ..Options::default() };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Formats that are read, in the order of precedence: the first that gives a context wins. Baggage is read whatever stands
    /// here.
    pub read: Cow<'static, [Format]>,
    /// Formats that are written, in the order of their headers. One that is only read is left out and counted.
    pub write: Cow<'static, [Format]>,
    /// Whether a header that is there more than once with different good values gives nothing; by default the last one wins.
    pub strict: bool,
    /// Whether debug is honoured, which forces recording: flags of several formats, and `jaeger-debug-id`. `false` is for topics
    /// that others write to.
    pub debug: bool,
    /// What one record may make a reader do. What is written has the bounds of the specification always.
    pub limits: Limits,
}

impl Default for Options {
    /// Reads every format, writes `traceparent` and `uber-trace-id`, honours debug, is not strict.
    fn default() -> Self {
        Options {
            read: Cow::Borrowed(Format::ALL),
            write: Cow::Borrowed(Format::WRITTEN_BY_DEFAULT),
            strict: false,
            debug: true,
            limits: Limits::SPECIFICATION,
        }
    }
}
