//! Elastic APM in binary: version 0, then field 0 trace id, field 1 span id, field 2 flags. Read only.

use super::Sampling;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Format, TraceContext};

const KEY: &str = "elasticapmtraceparent";

pub(crate) const FORMAT: HeaderFormat =
    HeaderFormat { name: KEY, keys: &[KEY], read, write: None, write_decision: None, write_baggage: None };

const SAMPLED: u8 = 1;

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let found = fields.binary_field(KEY, fields.limits.long_field, parse);
    precedence.add_field(found, fields);
}

/// In the order of section 5.7 of the specification: length, version, field numbers, ids. What follows is ignored.
fn parse(bytes: &[u8]) -> Result<TraceContext, Reason> {
    let (Some(trace_id), Some(span_id), Some(&flags)) = (
        bytes.get(2..18).and_then(<[u8]>::first_chunk),
        bytes.get(19..27).and_then(<[u8]>::first_chunk),
        bytes.get(28),
    ) else {
        return Err(Reason::BadShape);
    };
    if bytes[0] != 0 {
        return Err(Reason::BadVersion);
    }
    if [bytes[1], bytes[18], bytes[27]] != [0, 1, 2] {
        return Err(Reason::BadShape);
    }
    let trace_id = ids::trace_id(Some(*trace_id))?;
    let span_id = ids::span_id(Some(*span_id))?;
    let sampling = Sampling::yes_or_no(flags & SAMPLED != 0);
    Ok(TraceContext::of(Format::ElasticApmTraceparent, trace_id, span_id, sampling))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value() -> [u8; 29] {
        let mut bytes = [7; 29];
        [bytes[0], bytes[1], bytes[18], bytes[27], bytes[28]] = [0, 0, 1, 2, 1];
        bytes
    }

    fn with(place: usize, byte: u8) -> Result<TraceContext, Reason> {
        let mut bytes = value();
        bytes[place] = byte;
        parse(&bytes)
    }

    #[test]
    fn only_bit_0_of_the_flags_counts() {
        assert_eq!(with(28, 0xff).map(|context| context.sampled), Ok(Some(true)));
        assert_eq!(with(28, 0xfe).map(|context| context.sampled), Ok(Some(false)));
        // The flags of a sampled context may look like white space at the end of a text.
        assert_eq!(with(28, b'\t').map(|context| context.sampled), Ok(Some(true)));
    }

    #[test]
    fn each_byte_that_is_fixed() {
        assert_eq!(parse(&value()[..28]), Err(Reason::BadShape));
        assert_eq!(with(0, 1), Err(Reason::BadVersion));
        for place in [1, 18, 27] {
            assert_eq!(with(place, 9), Err(Reason::BadShape));
        }
        let mut zero = value();
        zero[2..18].fill(0);
        assert_eq!(parse(&zero), Err(Reason::ZeroTraceId));
    }
}
