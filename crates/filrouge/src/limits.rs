//! Bounds on what one record may make a reader or a writer do (specification, section 10). Sizes are bytes.

/// A header with ids or a part of a context.
pub(crate) const FIELD: usize = 128;
/// Those that are lists, may grow with later versions, or are text of people.
pub(crate) const LONG_FIELD: usize = 512;
pub(crate) const TRACESTATE: usize = 4096;
/// The good values of one form of baggage together, with what follows the prefix; and a written `baggage`.
pub(crate) const BAGGAGE: usize = 8192;
pub(crate) const BAGGAGE_ENTRIES: usize = 64;
pub(crate) const TRACESTATE_MEMBERS: usize = 32;
/// W3C Trace Context 3.3.1.5: at least 512 characters are to be propagated, and some readers stop there.
pub(crate) const TRACESTATE_WRITTEN: usize = 512;
/// Members longer than this go first (W3C Trace Context 3.3.1.5).
pub(crate) const TRACESTATE_LONG_MEMBER: usize = 128;
/// Values of one repeated key that are looked at, the newest.
pub(crate) const REPEATS: usize = 64;
pub(crate) const LINKS: usize = 8;
/// Keys inspected for other letter cases and for prefixes; exact keys are found whatever their place.
pub(crate) const KEYS_SCANNED: usize = 1000;
/// Keys and values that a writer adds to one record.
pub(crate) const WRITTEN: usize = 12_288;
