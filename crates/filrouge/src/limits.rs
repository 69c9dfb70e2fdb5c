/// Bounds on what one record may make a reader do (specification, section 10). Sizes are bytes.
///
/// ```
/// use filrouge::{Limits, Options, extract};
///
/// // For tools that show people all there is.
/// let options = Options { limits: Limits::NONE, ..Options::default() };
/// let long = "x".repeat(100_000);
/// assert_eq!(extract([("uberctx-k", &*long)], &options).baggage[0].value.len(), 100_000);
/// assert_eq!(extract([("uberctx-k", &*long)], &Options::default()).faults[0].to_string(), "uberctx-*: too_long");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A header with ids or a part of a context.
    pub field: usize,
    /// Those that are lists, may grow with later versions, or are text of people.
    pub long_field: usize,
    /// One value of `tracestate`.
    pub tracestate: usize,
    /// Members of `tracestate`.
    pub tracestate_members: usize,
    /// The good values of one form of baggage together, with what follows a prefix.
    pub baggage: usize,
    /// Entries of all forms of baggage.
    pub baggage_entries: usize,
    /// Values of one repeated key that are looked at, the newest.
    pub repeats: usize,
    /// Contexts that lost.
    pub links: usize,
    /// Headers looked at for other letter cases and for prefixes; exact keys are found whatever their place.
    pub keys_scanned: usize,
}

impl Limits {
    /// Those of the specification, which are the default.
    pub const SPECIFICATION: Limits = Limits {
        field: 128,
        long_field: 512,
        tracestate: 4096,
        tracestate_members: 32,
        baggage: 8192,
        baggage_entries: 64,
        repeats: 64,
        links: 8,
        keys_scanned: 1000,
    };

    /// Bounded by the size of the record alone.
    pub const NONE: Limits = Limits {
        field: usize::MAX,
        long_field: usize::MAX,
        tracestate: usize::MAX,
        tracestate_members: usize::MAX,
        baggage: usize::MAX,
        baggage_entries: usize::MAX,
        repeats: usize::MAX,
        links: usize::MAX,
        keys_scanned: usize::MAX,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Limits::SPECIFICATION
    }
}

/// What a writer adds at most. Sizes are bytes.
pub(crate) mod written {
    use super::Limits;

    /// Keys and values of one record.
    pub(crate) const RECORD: usize = 12_288;
    /// W3C Trace Context 3.3.1.5: at least 512 characters are to be propagated, and some readers stop there.
    pub(crate) const TRACESTATE: usize = 512;
    pub(crate) const TRACESTATE_MEMBERS: usize = Limits::SPECIFICATION.tracestate_members;
    /// Members longer than this go first (W3C Trace Context 3.3.1.5).
    pub(crate) const TRACESTATE_LONG_MEMBER: usize = 128;
    pub(crate) const BAGGAGE: usize = Limits::SPECIFICATION.baggage;
    pub(crate) const BAGGAGE_ENTRIES: usize = Limits::SPECIFICATION.baggage_entries;
    pub(crate) const DEBUG_ID: usize = Limits::SPECIFICATION.long_field;
}
