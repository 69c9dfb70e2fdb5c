use alloc::string::String;
use alloc::vec::Vec;

use crate::Format;
use crate::formats::Sampling;
use crate::hex;

/// 16 bytes, not all zero; the first 8 are zero where the sender had 64-bit ids.
pub type TraceId = [u8; 16];
/// 8 bytes, not all zero.
pub type SpanId = [u8; 8];

/// The identity of a span as it travels between processes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceContext {
    /// Big-endian, as in its hex form.
    pub trace_id: TraceId,
    /// Big-endian, as in its hex form.
    pub span_id: SpanId,
    /// The span's own parent; only Jaeger's and Zipkin's formats carry it, and it is never written.
    pub parent_id: Option<SpanId>,
    /// `None` is deferred: the sender left the decision to the receiver.
    pub sampled: Option<bool>,
    /// The trace is kept whatever samplers say; only together with `sampled`.
    pub debug: bool,
    /// The format that the ids came from.
    pub format: Format,
    /// Members `key=value`, newest first; empty without `tracestate`.
    pub tracestate: Vec<String>,
}

impl TraceContext {
    #[inline(always)]
    pub(crate) fn of(format: Format, trace_id: TraceId, span_id: SpanId, sampling: Sampling) -> Self {
        TraceContext {
            trace_id,
            span_id,
            parent_id: None,
            sampled: sampling.sampled(),
            debug: sampling.is_debug(),
            format,
            tracestate: Vec::new(),
        }
    }

    /// Whether neither id is zero. Everything that is read is valid; a context that is not is never written.
    pub fn is_valid(&self) -> bool {
        self.trace_id != [0; 16] && self.span_id != [0; 8]
    }

    /// 32 lower-case hex digits.
    pub fn trace_id_hex(&self) -> String {
        hex::lower(&self.trace_id)
    }

    /// 16 lower-case hex digits.
    pub fn span_id_hex(&self) -> String {
        hex::lower(&self.span_id)
    }

    /// 16 lower-case hex digits.
    pub fn parent_id_hex(&self) -> Option<String> {
        self.parent_id.as_ref().map(|id| hex::lower(id))
    }
}

/// Whether two ids name one trace: a sender with 64-bit ids leaves the high half zero (specification, section 8).
pub(crate) fn same_trace(a: &TraceId, b: &TraceId) -> bool {
    a == b || (a[8..] == b[8..] && (a[..8] == [0; 8] || b[..8] == [0; 8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_the_same_by_its_low_half_only_where_a_high_half_is_zero() {
        let id = |high: u8, low: u8| {
            let mut id = [0; 16];
            (id[0], id[15]) = (high, low);
            id
        };
        assert!(same_trace(&id(1, 1), &id(1, 1)));
        assert!(same_trace(&id(0, 1), &id(1, 1)));
        assert!(same_trace(&id(1, 1), &id(0, 1)));
        assert!(!same_trace(&id(1, 1), &id(2, 1)));
        assert!(!same_trace(&id(0, 1), &id(1, 2)));
    }
}
