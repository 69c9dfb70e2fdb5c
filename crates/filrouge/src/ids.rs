//! Ids as formats have them in hex. Whatever is not digits of the right number, or is zero, has its reason.

use crate::fault::Reason;
use crate::hex;
use crate::{SpanId, TraceId};

#[inline(always)]
pub(crate) fn trace_id(bytes: Option<TraceId>) -> Result<TraceId, Reason> {
    match bytes {
        None => Err(Reason::BadTraceId),
        Some(id) if id == [0; 16] => Err(Reason::ZeroTraceId),
        Some(id) => Ok(id),
    }
}

#[inline(always)]
pub(crate) fn span_id(bytes: Option<SpanId>) -> Result<SpanId, Reason> {
    match bytes {
        None => Err(Reason::BadSpanId),
        Some(id) if id == [0; 8] => Err(Reason::ZeroSpanId),
        Some(id) => Ok(id),
    }
}

/// Both ids where they are as we write them: digits in lower case of full length, not all zero.
#[inline(always)]
pub(crate) fn written(trace_id: &[u8; 32], span_id: &[u8; 16]) -> Option<(TraceId, SpanId)> {
    let (halves, _) = trace_id.as_chunks();
    let (high, low) = (hex::lower_number(&halves[0])?, hex::lower_number(&halves[1])?);
    let span_id = hex::lower_number(span_id)?;
    let trace_id = u128::from(high) << 64 | u128::from(low);
    if trace_id == 0 || span_id == 0 {
        return None;
    }
    Some((trace_id.to_be_bytes(), span_id.to_be_bytes()))
}

/// 16 or 32 digits of either case.
pub(crate) fn zipkin_trace_id(digits: &str) -> Result<TraceId, Reason> {
    let is_whole = matches!(digits.len(), 16 | 32);
    trace_id(is_whole.then(|| hex::padded(digits.as_bytes())).flatten())
}

/// 16 digits of either case.
pub(crate) fn whole_span_id(digits: &str) -> Result<SpanId, Reason> {
    span_id(hex::exact(digits.as_bytes()))
}

/// A parent is ignored where it is none.
pub(crate) fn whole_parent_id(digits: &str) -> Option<SpanId> {
    whole_span_id(digits).ok()
}

pub(crate) fn halves(trace_id: &TraceId) -> ([u8; 8], [u8; 8]) {
    let (mut high, mut low) = ([0; 8], [0; 8]);
    high.copy_from_slice(&trace_id[..8]);
    low.copy_from_slice(&trace_id[8..]);
    (high, low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_id_of_zipkin_has_16_or_32_digits() {
        assert_eq!(zipkin_trace_id("000000000000000A").map(|id| id[15]), Ok(10));
        assert_eq!(zipkin_trace_id("0000000000000001000000000000000a").map(|id| (id[7], id[15])), Ok((1, 10)));
        assert_eq!(zipkin_trace_id("00000000000000001"), Err(Reason::BadTraceId));
        assert_eq!(zipkin_trace_id("0000000000000000"), Err(Reason::ZeroTraceId));
    }

    #[test]
    fn a_parent_of_zeros_is_none() {
        assert_eq!(whole_parent_id("0000000000000000"), None);
        assert_eq!(whole_parent_id("1"), None);
        assert_eq!(whole_parent_id("0000000000000001"), Some([0, 0, 0, 0, 0, 0, 0, 1]));
    }
}
