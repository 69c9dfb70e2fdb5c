use alloc::string::String;
use alloc::vec::Vec;

use crate::{BaggageEntry, Fault, TraceContext};

/// What the headers of a record say about the trace it belongs to.
///
/// No context and no fault: nobody traced it. A fault beside a context: one header was broken and another one served.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extraction {
    /// The parent of whatever handles the record.
    pub context: Option<TraceContext>,
    /// Stands beside the context because it travels without one too. At most 64 entries, each key once.
    pub baggage: Vec<BaggageEntry>,
    /// Only without a context.
    pub decision: Option<Decision>,
    /// Contexts that lost a conflict, at most 8.
    pub links: Vec<TraceContext>,
    /// What was wrong with the headers.
    pub faults: Vec<Fault>,
}

/// Sampling or debug without ids: what the receiver is to do with the trace that it starts. Carried by `b3`, `x-b3-*` and
/// `jaeger-debug-id`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// `None` leaves the decision to the receiver.
    pub sampled: Option<bool>,
    /// The trace is to be kept whatever samplers say.
    pub debug: bool,
    /// What to find the trace by.
    pub debug_id: Option<String>,
}
