use std::borrow::Cow;

use crate::Format;

/// What is read and written. Made once and borrowed by every call; the default allocates nothing.
///
/// ```
/// use filrouge::{Format, Options};
///
/// let w3c_only = Options { write: [Format::Traceparent].as_slice().into(), ..Options::default() };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Formats that are read, in the order of precedence: the first valid one wins. Baggage is read whatever stands here.
    pub read: Cow<'static, [Format]>,
    /// Formats that are written. Their order does not matter: the specification fixes that of the headers.
    pub write: Cow<'static, [Format]>,
    /// Whether a header that is there more than once with different ids gives no context; by default the last valid one wins.
    pub strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { read: Cow::Borrowed(Format::ALL), write: Cow::Borrowed(Format::ALL), strict: false }
    }
}
