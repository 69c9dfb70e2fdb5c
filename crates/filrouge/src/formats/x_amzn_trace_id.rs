//! AWS X-Ray: `Root=1-<8 hex>-<24 hex>;Parent=<16 hex>;Sampled=<0|1|?>`, fields in any order. Read only.

use super::Sampling;
use crate::fault::Reason;
use crate::fields::Fields;
use crate::header_format::HeaderFormat;
use crate::header_value::trim_text;
use crate::hex;
use crate::ids;
use crate::precedence::Precedence;
use crate::{Format, TraceContext, TraceId};

const KEY: &str = "x-amzn-trace-id";

pub(crate) const FORMAT: HeaderFormat =
    HeaderFormat { name: KEY, keys: &[KEY], read, write: None, write_decision: None, write_baggage: None };

fn read(fields: &mut Fields<'_, '_>, precedence: &mut Precedence<'_>) {
    let found = fields.field(KEY, fields.limits.long_field, parse);
    precedence.add_field(found, fields);
}

/// Checked in the order of section 5.8 of the specification; the first thing that is wrong is the fault.
fn parse(text: &str) -> Result<TraceContext, Reason> {
    let (mut root, mut parent, mut sampled) = (None, None, None);
    for (name, value) in text.split(';').filter_map(|field| field.split_once('=')) {
        let slot = match trim_text(name) {
            "Root" => &mut root,
            "Parent" => &mut parent,
            "Sampled" => &mut sampled,
            _ => continue,
        };
        if slot.replace(trim_text(value)).is_some() {
            return Err(Reason::BadShape);
        }
    }
    let rest = root.ok_or(Reason::BadShape)?.strip_prefix("1-").ok_or(Reason::BadVersion)?;
    let trace_id = ids::trace_id(joined(rest))?;
    let span_id = ids::whole_span_id(parent.unwrap_or_default())?;
    let sampling = match sampled {
        None | Some("?") => Sampling::Deferred,
        Some("0") => Sampling::No,
        Some("1") => Sampling::Yes,
        Some(_) => return Err(Reason::BadFlags),
    };
    Ok(TraceContext::of(Format::XAmznTraceId, trace_id, span_id, sampling))
}

/// The time and the random part, with the dash between them gone.
fn joined(root: &str) -> Option<TraceId> {
    let (time, random) = root.split_once('-')?;
    let (time, random) = (hex::exact::<4>(time.as_bytes())?, hex::exact::<12>(random.as_bytes())?);
    let mut trace_id = [0; 16];
    trace_id[..4].copy_from_slice(&time);
    trace_id[4..].copy_from_slice(&random);
    Some(trace_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736";
    const PARENT: &str = "Parent=00f067aa0ba902b7";

    #[test]
    fn fields_in_any_order_and_unknown_ones() {
        let text = [" Lineage=1:2 ", PARENT, "Sampled = 0", "x", ROOT, ""].join(" ; ");
        let context = parse(&text).unwrap();
        assert_eq!(context.trace_id_hex(), "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(context.sampled, Some(false));
        assert_eq!(parse(&[ROOT, PARENT].join(";")).unwrap().sampled, None);
    }

    #[test]
    fn the_first_fault_in_the_order_of_the_specification() {
        let reason = |fields: &[&str]| parse(&fields.join(";")).unwrap_err();
        assert_eq!(reason(&[PARENT]), Reason::BadShape);
        assert_eq!(reason(&[ROOT, PARENT, "Parent="]), Reason::BadShape);
        assert_eq!(reason(&["Root=2-x"]), Reason::BadVersion);
        assert_eq!(reason(&["Root=1-4bf92f3577-b34da6a3ce929d0e0e4736"]), Reason::BadTraceId);
        assert_eq!(reason(&["Root=1-00000000-000000000000000000000000"]), Reason::ZeroTraceId);
        assert_eq!(reason(&[ROOT, "Sampled=2"]), Reason::BadSpanId);
        assert_eq!(reason(&[ROOT, PARENT, "Sampled=2"]), Reason::BadFlags);
    }
}
